//! Finds parts of the year: quarters, halves, seasons, "year-earlier", "year-end".

use crate::annotate::date::calendar;
use crate::annotate::date::day::turn_before;
use crate::annotate::date::expression::{Edge, Expression, Meaning, Turn, YearPart, YearWord};
use crate::annotate::date::reader::Reader;
use crate::annotate::date::span_of_time::counted_turn;
use crate::annotate::date::year;
use crate::document::Shape;
use crate::lang::{TimeRole, TimeUnit};

/// "year-earlier (quarter)", "the year-ago third quarter", "year-end", "year end".
pub(super) fn year_compound(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(reader.is_any(at, &[TimeRole::The, TimeRole::A]));
    let mut from = at + the;
    if the > 0 && reader.is(from, TimeRole::Full) {
        from += 1;
    }
    if reader.unit(from) != Some(TimeUnit::Year) || reader.word(from).plural {
        return None;
    }
    let next = reader.past_hyphen(from + 1);
    if next > from + 1 && reader.is_any(next, &[TimeRole::Ago, TimeRole::Earlier]) {
        let mut end = next + 1;
        if let Some((quarter_end, part)) = year_part(reader, end) {
            let meaning = Meaning::YearPart {
                part,
                year: YearWord::Earlier,
                turn: None,
            };
            return Some(Expression::new(at, quarter_end, meaning));
        }
        if let Some(found) = counted_turn(reader, at, end) {
            return Some(found);
        }
        let whole = reader.unit(end) == Some(TimeUnit::Quarter) || reader.is(end, TimeRole::Period);
        end += usize::from(whole);
        let start = if whole || the == 0 { at } else { from };
        return Some(Expression::new(start, end, Meaning::YearEarlier));
    }
    let possessive = usize::from(reader.is_shape(from + 1, Shape::POSSESSIVE));
    let next = if possessive > 0 { from + 2 } else { next };
    if reader.is(next, TimeRole::End) {
        let mut found = Expression::new(
            from,
            next + 1,
            Meaning::Unit {
                unit: TimeUnit::Year,
                turn: Turn::The,
            },
        );
        found.edge = Some(Edge::End);
        return Some(found);
    }
    None
}

/// "third quarter", "second half", "fiscal first-quarter", "Q3".
fn year_part(reader: &Reader<'_>, at: usize) -> Option<(usize, YearPart)> {
    let mut from = at;
    while reader.is_any(from, &[TimeRole::Fiscal, TimeRole::Full]) || reader.is_hyphen(from) {
        from += 1;
    }
    let quarter = reader.word(from).quarter;
    if quarter > 0 {
        return Some((from + 1, YearPart::Quarter(quarter)));
    }
    let (end, ordinal) = if reader.is_any(from, &[TimeRole::Last, TimeRole::Final]) {
        (from + 1, 0)
    } else {
        reader.ordinal(from)?
    };
    let unit = reader.past_hyphen(end);
    let ordinal = i8::try_from(ordinal).ok()?;
    if reader.unit(unit) == Some(TimeUnit::Quarter)
        && !reader.word(unit).plural
        && (1..=4).contains(&ordinal)
    {
        return Some((unit + 1, YearPart::Quarter(ordinal)));
    }
    if reader.is(unit, TimeRole::Half) && ordinal <= 2 {
        let half = if ordinal == 0 { 2 } else { ordinal };
        return Some((unit + 1, YearPart::Half(half)));
    }
    None
}

/// "the third quarter (of 1984)", "this year's third quarter", "the 1988 second quarter",
/// "second half of 1990"; halves only of a year.
pub(super) fn quarter(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let mut from =
        at + usize::from(reader.is_any(at, &[TimeRole::The, TimeRole::Possessive, TimeRole::A]));
    let mut year = YearWord::None;
    if let Some(value) = four_digits(reader, from) {
        year = YearWord::Known(value);
        from += 1;
        from += usize::from(reader.is_shape(from, Shape::POSSESSIVE));
        // "the 1988 quarter", "the 1988 period"
        if reader.unit(from) == Some(TimeUnit::Quarter) || reader.is(from, TimeRole::Period) {
            let meaning = Meaning::YearPart {
                part: YearPart::Quarter(0),
                year,
                turn: None,
            };
            return Some(Expression::new(at, from + 1, meaning));
        }
    } else if let Some((end, turn)) = calendar::year_turn(reader, from) {
        let possessive = usize::from(reader.is_shape(end, Shape::POSSESSIVE));
        if possessive == 0 {
            return None;
        }
        year = YearWord::Turn(turn);
        from = end + possessive;
        if reader.unit(from) == Some(TimeUnit::Quarter) && !reader.word(from).plural {
            let meaning = Meaning::YearPart {
                part: YearPart::Quarter(0),
                year,
                turn: None,
            };
            return Some(Expression::new(at, from + 1, meaning));
        }
    }
    let (mut end, part) = year_part(reader, from)?;
    let mut turn = None;
    if year == YearWord::None {
        let of = usize::from(reader.is(end, TimeRole::Of));
        if let Some(value) = four_digits(reader, end + of) {
            year = YearWord::Known(value);
            end += of + 1;
        } else if let Some((turn_end, year_turn)) = calendar::year_turn(reader, end) {
            year = YearWord::Turn(year_turn);
            end = turn_end;
        } else if of > 0
            && reader.is_any(end + 1, &[TimeRole::The])
            && reader.unit(end + 2) == Some(TimeUnit::Year)
        {
            turn = Some(Turn::This);
            end += 3;
        }
    }
    // "the first half" may be of anything.
    if matches!(part, YearPart::Half(_)) && year == YearWord::None && turn.is_none() {
        return None;
    }
    // "a third-quarter loss", "its third quarter": the article belongs to the noun behind.
    let bare = at + 1 == from
        && (reader.is_any(at, &[TimeRole::Possessive, TimeRole::A])
            || (from..end).any(|at| reader.is_hyphen(at)));
    let start = if bare { from } else { at };
    Some(Expression::new(
        start,
        end,
        Meaning::YearPart { part, year, turn },
    ))
}

fn four_digits(reader: &Reader<'_>, at: usize) -> Option<i16> {
    let value = reader.digits(at)?;
    (reader.text(at).len() == 4 && (1900..=2100).contains(&value))
        .then(|| i16::try_from(value).ok())
        .flatten()
}

/// "last fall", "the summer of 1994", "in spring".
pub(super) fn season(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let (from, turn) = turn_before(reader, at);
    let the = usize::from(turn.is_none() && reader.is(at, TimeRole::The));
    let from = from + the;
    let word = reader.word(from);
    let season = word.season.filter(|_| !word.plural)?;
    let mut end = from + 1;
    let mut year = YearWord::None;
    let of = usize::from(reader.is(end, TimeRole::Of));
    if let Some(value) = four_digits(reader, end + of) {
        year = YearWord::Known(value);
        end += of + 1;
    } else if let Some((turn_end, turn)) = calendar::year_turn(reader, end) {
        year = YearWord::Turn(turn);
        end = turn_end;
    } else if of > 0
        && let Some(found) = year::bare_year(reader, end + 1)
        && let Meaning::Calendar(date) = found.meaning
    {
        year = date.year.map_or(YearWord::None, YearWord::Known);
        end = found.end;
    }
    let led = at > reader.start
        && reader.is_any(
            at - 1,
            &[TimeRole::In, TimeRole::Early, TimeRole::Late, TimeRole::Mid],
        );
    // "fall" and "spring" are verbs and nouns of other meanings.
    let named = turn.is_some() || year != YearWord::None;
    let summer = matches!(season, "SU" | "WI");
    let plain = (the > 0 && summer || led && (the == 0 || summer))
        && !reader.is_shape(end, Shape::CAPITAL)
        && !reader.is(end, TimeRole::Of);
    if !named && !plain || turn == Some(Turn::That) && !summer {
        return None;
    }
    Some(Expression::new(
        at,
        end,
        Meaning::YearPart {
            part: YearPart::Season(season),
            year,
            turn,
        },
    ))
}
