//! Tries the rules at a token and keeps the longest match.

use crate::annotate::date::calendar;
use crate::annotate::date::day;
use crate::annotate::date::expression::{Edge, Expression, Meaning, TimeOfDay};
use crate::annotate::date::reader::Reader;
use crate::annotate::date::span_of_time as span;
use crate::document::Shape;
use crate::lang::{Classes, TimeRole};

type Rule = fn(&Reader<'_>, usize) -> Option<Expression>;

/// Earlier rules win among matches of equal length.
const RULES: &[Rule] = &[
    day::day,
    calendar::month_date,
    day::clock,
    calendar::decade,
    calendar::century,
    calendar::bare_year,
    span::quarter,
    span::year_compound,
    span::counted,
    span::unit_turn,
    span::month_turn,
    span::season,
    day::part_of_day,
    day::weekday_set,
    span::unit_set,
    span::bare_plural,
    vague,
];

/// The longest expression that begins at a token.
pub(super) fn expression(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let mut best = plain(reader, at);
    for rule in [edged, approximated] {
        if let Some(found) = rule(reader, at)
            && best.as_ref().is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    best
}

fn plain(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let mut best: Option<Expression> = None;
    for rule in RULES {
        if let Some(found) = rule(reader, at)
            && best.as_ref().is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    best
}

/// "early next week", "mid-October", "the end of 1994", "earlier this year", "late yesterday".
fn edged(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(reader.is(at, TimeRole::The));
    let mut from = at + the;
    let role = reader.role(from)?;
    let edge = match role {
        TimeRole::Early => Edge::Early,
        TimeRole::Earlier => Edge::Earlier,
        TimeRole::Later => Edge::Later,
        TimeRole::Mid | TimeRole::Middle => Edge::Mid,
        TimeRole::Late => Edge::Late,
        TimeRole::Beginning => Edge::Early,
        TimeRole::End => Edge::End,
        _ => {
            let (end, ordinal) = match role {
                TimeRole::Last => (from + 1, 2),
                _ => reader.ordinal(from)?,
            };
            if !reader.is(end, TimeRole::Half) || !reader.is(end + 1, TimeRole::Of) {
                return None;
            }
            from = end;
            if ordinal == 1 {
                Edge::FirstHalf
            } else {
                Edge::SecondHalf
            }
        }
    };
    let mut from = reader.past_hyphen(from + 1);
    let noun = matches!(role, TimeRole::Middle | TimeRole::Beginning | TimeRole::End)
        || matches!(edge, Edge::FirstHalf | Edge::SecondHalf);
    let of = reader.is(from, TimeRole::Of);
    if noun && !of {
        return None;
    }
    from += usize::from(
        of || reader.is_any(from, &[TimeRole::In, TimeRole::On])
            && matches!(edge, Edge::Early | Edge::Late | Edge::Earlier | Edge::Later),
    );
    let inner = plain(reader, from).or_else(|| day::bare_part(reader, from).filter(|_| !noun))?;
    if matches!(
        inner.meaning,
        Meaning::Duration { .. } | Meaning::Set(_) | Meaning::Vague(_)
    ) {
        return None;
    }
    // "early morning", "mid afternoon": a part of a part.
    let bare = the > 0 && !noun && matches!(inner.meaning, Meaning::Weekday { .. });
    (!bare).then(|| Expression {
        start: at,
        edge: Some(edge),
        ..inner
    })
}

/// "about two years", "at least 20 days", "around Nov. 1", "up to 180 days".
fn approximated(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let mut from = at;
    let about = reader.is(at, TimeRole::About);
    if about {
        from += 1;
    } else if reader.is(at, TimeRole::MoreThan) && reader.is(at + 1, TimeRole::Than)
        || reader.is(at, TimeRole::At) && reader.is(at + 1, TimeRole::Least)
        || reader.is(at, TimeRole::Up) && reader.is(at + 1, TimeRole::To)
    {
        from += 2;
    } else {
        return None;
    }
    let inner = plain(reader, from)?;
    // "over the past month": a preposition.
    if reader.is_any(from, &[TimeRole::The, TimeRole::Possessive])
        && matches!(inner.meaning, Meaning::Duration { .. })
    {
        return None;
    }
    let fits = match &inner.meaning {
        Meaning::Duration { .. } | Meaning::Shift { .. } => true,
        Meaning::Calendar(_) | Meaning::TimeOnly { .. } => {
            matches!(inner.time, Some(TimeOfDay::Clock { .. })) || about
        }
        Meaning::YearPart { .. } => about,
        _ => about && inner.edge.is_some(),
    };
    let around = reader.text(at).len() > 4;
    if !fits
        || !around
            && !matches!(
                inner.meaning,
                Meaning::Duration { .. } | Meaning::Shift { .. }
            )
    {
        return None;
    }
    Some(Expression {
        start: at,
        approximate: true,
        ..inner
    })
}

/// "now", "recently", "the future", "soon".
fn vague(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let found = |end, value| Some(Expression::new(at, end, Meaning::Vague(value)));
    match reader.role(at)? {
        TimeRole::Present => found(at + 1, "PRESENT_REF"),
        TimeRole::AgoVague => found(at + 1, "PAST_REF"),
        TimeRole::Soon => {
            // Only "as soon as possible": "soon" alone tells no time.
            let as_possible = at > reader.start
                && reader.text(at - 1).eq_ignore_ascii_case("as")
                && reader.text(at + 2).eq_ignore_ascii_case("possible");
            as_possible
                .then(|| Expression::new(at - 1, at + 3, Meaning::Vague("FUTURE_REF")))
                .filter(|_| at > reader.start)
        }
        TimeRole::Current => found(at + 1, "PRESENT_REF"),
        TimeRole::Future if at > reader.start && reader.is(at - 1, TimeRole::In) => {
            found(at + 1, "FUTURE_REF")
        }
        TimeRole::The => {
            let near = usize::from(reader.is(at + 1, TimeRole::Near));
            if reader.is(at + 1 + near, TimeRole::Future) {
                return found(at + 2 + near, "FUTURE_REF");
            }
            if near > 0 && reader.text(at + 2).eq_ignore_ascii_case("term") {
                return found(at + 3, "FUTURE_REF");
            }
            let next = reader.token(at + 2);
            let ends = next.is_none_or(|next| {
                next.shape.is(Shape::MARK)
                    || next.is(Classes::PREPOSITION
                        .with(Classes::COORDINATOR)
                        .with(Classes::SUBJECT_PRONOUN)
                        .with(Classes::SUBORDINATOR)
                        .with(Classes::BE)
                        .with(Classes::HAVE))
            });
            if reader.is(at + 1, TimeRole::Past) && ends {
                return found(at + 2, "PAST_REF");
            }
            None
        }
        TimeRole::These | TimeRole::This => None,
        _ => None,
    }
}
