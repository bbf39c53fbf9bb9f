//! Tries the rules at a token and keeps the longest match.

use crate::annotate::date::calendar;
use crate::annotate::date::day;
use crate::annotate::date::expression::{Edge, Expression, Meaning, TimeOfDay};
use crate::annotate::date::part_of_year;
use crate::annotate::date::reader::Reader;
use crate::annotate::date::span_of_time as span;
use crate::annotate::date::time_of_day;
use crate::annotate::date::year;
use crate::document::Shape;
use crate::lang::{Classes, TimeRole};

type Rule = fn(&Reader<'_>, usize) -> Option<Expression>;

/// What the first token of an expression can be; a token may be several.
#[derive(Clone, Copy)]
struct Start(u16);

impl Start {
    const NUMBER: Self = Self(1);
    const NUMERAL: Self = Self(1 << 1);
    const NAME: Self = Self(1 << 2);
    const THE: Self = Self(1 << 3);
    const A: Self = Self(1 << 4);
    const POSSESSIVE: Self = Self(1 << 5);
    const TURN: Self = Self(1 << 6);
    const DATE: Self = Self(1 << 7);
    const UNIT: Self = Self(1 << 8);
    const PART: Self = Self(1 << 9);
    const EACH: Self = Self(1 << 10);
    const COUNT: Self = Self(1 << 11);
    const YEAR: Self = Self(1 << 12);
    const VAGUE: Self = Self(1 << 13);
    const EDGE: Self = Self(1 << 14);
    const ABOUT: Self = Self(1 << 15);

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Every rule with the tokens that it can begin with. Earlier rules win among matches of equal
/// length.
const RULES: &[(Start, Rule)] = &[
    (
        Start::NUMBER
            .with(Start::NUMERAL)
            .with(Start::NAME)
            .with(Start::THE)
            .with(Start::TURN)
            .with(Start::DATE),
        day::day,
    ),
    (Start::DATE, calendar::month_date),
    (
        Start::NUMBER.with(Start::NUMERAL).with(Start::PART),
        time_of_day::clock,
    ),
    (
        Start::NUMBER.with(Start::THE).with(Start::YEAR),
        year::decade,
    ),
    (
        Start::NUMBER.with(Start::NUMERAL).with(Start::THE),
        year::century,
    ),
    (
        Start::NUMBER
            .with(Start::NUMERAL)
            .with(Start::THE)
            .with(Start::UNIT)
            .with(Start::YEAR),
        year::bare_year,
    ),
    (
        Start::NUMBER
            .with(Start::NUMERAL)
            .with(Start::THE)
            .with(Start::A)
            .with(Start::POSSESSIVE)
            .with(Start::TURN)
            .with(Start::YEAR),
        part_of_year::quarter,
    ),
    (
        Start::THE.with(Start::A).with(Start::UNIT),
        part_of_year::year_compound,
    ),
    (
        Start::NUMBER
            .with(Start::NUMERAL)
            .with(Start::A)
            .with(Start::COUNT),
        span::counted,
    ),
    (
        Start::THE.with(Start::POSSESSIVE).with(Start::TURN),
        span::unit_turn,
    ),
    (Start::THE, day::day_beside),
    (Start::THE.with(Start::TURN), span::month_turn),
    (
        Start::THE.with(Start::TURN).with(Start::PART),
        part_of_year::season,
    ),
    (
        Start::THE.with(Start::TURN).with(Start::PART),
        time_of_day::part_of_day,
    ),
    (Start::EACH.with(Start::DATE), day::weekday_set),
    (Start::EACH.with(Start::YEAR), span::unit_set),
    (Start::UNIT, span::bare_plural),
    (Start::VAGUE.with(Start::THE), vague),
];

/// What an expression that begins at a token can begin with; nothing for most tokens.
fn start(reader: &Reader<'_>, at: usize) -> Start {
    let Some(token) = reader.token(at) else {
        return Start(0);
    };
    if token.shape.is(Shape::NUMBER) {
        return Start::NUMBER.with(Start::EDGE);
    }
    if token.shape.is(Shape::MARK) {
        // "the '90s"
        let quoted = reader.is_shape(at + 1, Shape::NUMBER) && reader.is_joined(at + 1);
        return if quoted { Start::YEAR } else { Start(0) };
    }
    let word = reader.word(at);
    let mut start = word.role.map_or(0, |role| of_role(role).0);
    // An article opens an expression only before another word of time.
    if matches!(
        word.role,
        Some(TimeRole::The | TimeRole::A | TimeRole::Possessive)
    ) && reader.is_plain(at + 1)
    {
        return Start(0);
    }
    for (holds, kind) in [
        (
            word.month > 0 || word.weekday > 0 || word.deictic.is_some(),
            Start::DATE,
        ),
        (word.unit.is_some(), Start::UNIT),
        (word.part.is_some() || word.season.is_some(), Start::PART),
        (
            word.number.is_some() || word.scale.is_some(),
            Start::NUMERAL,
        ),
        (word.ordinal.is_some(), Start::NUMERAL.with(Start::EDGE)),
        (
            word.decade.is_some() || word.frequency.is_some() || word.quarter > 0,
            Start::YEAR,
        ),
        (
            token.shape.is(Shape::CAPITAL) && !reader.words.holidays(token.key).is_empty(),
            Start::NAME,
        ),
    ] {
        if holds {
            start |= kind.0;
        }
    }
    Start(start)
}

fn of_role(role: TimeRole) -> Start {
    match role {
        TimeRole::The => Start::THE.with(Start::EDGE),
        TimeRole::A => Start::A,
        TimeRole::Possessive => Start::POSSESSIVE,
        TimeRole::Last
        | TimeRole::Past
        | TimeRole::Previous
        | TimeRole::Next
        | TimeRole::Coming
        | TimeRole::Following
        | TimeRole::This
        | TimeRole::These
        | TimeRole::That
        | TimeRole::Same
        | TimeRole::Latest
        | TimeRole::Recent
        | TimeRole::Final => Start::TURN.with(Start::EDGE),
        TimeRole::Current => Start::TURN.with(Start::VAGUE),
        TimeRole::Present | TimeRole::AgoVague | TimeRole::Soon | TimeRole::Future => Start::VAGUE,
        TimeRole::Each => Start::EACH,
        TimeRole::Several | TimeRole::Couple | TimeRole::Half | TimeRole::Additional => {
            Start::COUNT
        }
        TimeRole::Fiscal | TimeRole::Pre => Start::YEAR,
        TimeRole::Early
        | TimeRole::Earlier
        | TimeRole::Later
        | TimeRole::Mid
        | TimeRole::Middle
        | TimeRole::Late
        | TimeRole::Beginning
        | TimeRole::End => Start::EDGE,
        TimeRole::About | TimeRole::MoreThan | TimeRole::At | TimeRole::Up => Start::ABOUT,
        _ => Start(0),
    }
}

/// The longest expression that begins at a token.
pub(super) fn expression(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let start = start(reader, at);
    if start.0 == 0 {
        return None;
    }
    let mut best = by_rules(reader, at, start);
    for (kind, rule) in [(Start::EDGE, edged as Rule), (Start::ABOUT, approximated)] {
        if start.0 & kind.0 != 0
            && let Some(found) = rule(reader, at)
            && best.as_ref().is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    best
}

fn plain(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    by_rules(reader, at, start(reader, at))
}

fn by_rules(reader: &Reader<'_>, at: usize, start: Start) -> Option<Expression> {
    let mut best: Option<Expression> = None;
    for (starts, rule) in RULES {
        if starts.0 & start.0 != 0
            && let Some(found) = rule(reader, at)
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
    let role = reader.role(from);
    let edge = match role {
        Some(TimeRole::Early) => Edge::Early,
        Some(TimeRole::Earlier) => Edge::Earlier,
        Some(TimeRole::Later) => Edge::Later,
        Some(TimeRole::Mid | TimeRole::Middle) => Edge::Mid,
        Some(TimeRole::Late) => Edge::Late,
        Some(TimeRole::Beginning) => Edge::Early,
        Some(TimeRole::End) => Edge::End,
        _ => {
            let (end, ordinal) = match role {
                Some(TimeRole::Last) => (from + 1, 2),
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
    let noun = matches!(
        role,
        Some(TimeRole::Middle | TimeRole::Beginning | TimeRole::End)
    ) || matches!(edge, Edge::FirstHalf | Edge::SecondHalf);
    let of = reader.is(from, TimeRole::Of);
    if noun && !of {
        return None;
    }
    from += usize::from(
        of || reader.is_any(from, &[TimeRole::In, TimeRole::On])
            && matches!(edge, Edge::Early | Edge::Late | Edge::Earlier | Edge::Later),
    );
    let inner =
        plain(reader, from).or_else(|| time_of_day::bare_part(reader, from).filter(|_| !noun))?;
    if matches!(
        inner.meaning,
        Meaning::Duration { .. } | Meaning::Set(_) | Meaning::Vague(_)
    ) {
        return None;
    }
    // "early morning", "mid afternoon": a part of a part.
    let bare = the > 0 && !noun && matches!(inner.meaning, Meaning::Weekday { .. });
    (!bare).then_some(Expression {
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
                && reader.is(at - 1, TimeRole::As)
                && reader.is(at + 2, TimeRole::Possible);
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
            if near > 0 && reader.is(at + 2, TimeRole::Term) {
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
