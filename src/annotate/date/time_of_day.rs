//! Finds times of the day: "8:30 p.m. Saturday", "this morning", "overnight".

use crate::annotate::date::day::{day, is_end, turn, turn_before};
use crate::annotate::date::expression::{Expression, Meaning, TimeOfDay, Turn};
use crate::annotate::date::reader::Reader;
use crate::document::Shape;
use crate::lang::{Classes, TimeRole};

/// "8:30 p.m. Saturday", "6 a.m.", "noon", "4 in the morning", "10 p.m. on Oct. 3".
pub(super) fn clock(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let (end, time) = clock_time(reader, at)?;
    let mut end = end;
    if reader.is(end, TimeRole::Local) || reader.is(end, TimeRole::Zone) {
        end += 1;
        end += usize::from(reader.is(end, TimeRole::Time));
    } else if reader.is_mark(end, "(")
        && reader.is_mark(end + 2, ")")
        && reader.is(end + 1, TimeRole::Zone)
    {
        end += 3;
    }
    let comma = end + usize::from(reader.is_mark(end, ","));
    let mut found = Expression::new(at, end, Meaning::TimeOnly { turn: None });
    let on = usize::from(reader.is(comma, TimeRole::On));
    if let Some(day) = day(reader, comma + on) {
        found.meaning = day.meaning;
        // TimeML marks "9 p.m." and "Monday" of "9 p.m. on Monday" apart.
        if on == 0 {
            found.end = day.end;
        }
    } else if let Some(turn) = part_turn(reader, end) {
        // "8 p.m. that night", "9 a.m. this morning"
        found.meaning = Meaning::TimeOnly { turn: Some(turn) };
        found.end = end + 2;
    }
    found.time = Some(time);
    Some(found)
}

fn part_turn(reader: &Reader<'_>, at: usize) -> Option<Turn> {
    let turn = turn(reader.role(at))?;
    (reader.word(at + 1).part.is_some() && !reader.word(at + 1).plural).then_some(turn)
}

/// The hour at which a night is over.
const DAWN: i8 = 6;

fn clock_time(reader: &Reader<'_>, at: usize) -> Option<(usize, TimeOfDay)> {
    let word = reader.word(at);
    if let Some(hour) = word.clock {
        return Some((at + 1, TimeOfDay::Clock { hour, minute: None }));
    }
    let hour = match reader.digits(at) {
        Some(hour) if reader.text(at).len() <= 2 => hour,
        None => word.number?,
        _ => return None,
    };
    let mut end = at + 1;
    let mut minute = None;
    if (reader.is_mark(end, ":") || reader.is_mark(end, "."))
        && reader.is_joined(end + 1)
        && reader.text(end + 1).len() == 2
    {
        minute = Some(reader.digits(end + 1).filter(|minute| *minute < 60)?);
        end += 2;
        // seconds
        if reader.is_mark(end, ":") && reader.is_joined(end + 1) && reader.digits(end + 1).is_some()
        {
            end += 2;
        }
    }
    let hour = i8::try_from(hour).ok()?;
    let minute = minute.and_then(|minute| i8::try_from(minute).ok());
    let clock = |hour| TimeOfDay::Clock { hour, minute };
    match reader.role(end) {
        Some(TimeRole::Am) if (1..=12).contains(&hour) => Some((end + 1, clock(hour % 12))),
        Some(TimeRole::Pm) if (1..=12).contains(&hour) => Some((end + 1, clock(hour % 12 + 12))),
        Some(TimeRole::OClock) if hour <= 24 => Some((end + 1, clock(hour))),
        _ => {
            let in_the = reader.is(end, TimeRole::In) && reader.is(end + 1, TimeRole::The);
            let part = reader.word(end + 2);
            if in_the && part.part.is_some() && (1..=12).contains(&hour) {
                let hour = if part.part == Some("MO") {
                    hour % 12
                } else {
                    hour % 12 + 12
                };
                return Some((end + 3, clock(hour)));
            }
            let zoned = reader.is(end, TimeRole::Zone);
            let led = at > reader.start && reader.is(at - 1, TimeRole::At);
            // "around 10:30 Monday night": the part of the day says which half of it.
            let part = day(reader, end).and_then(|day| match day.time {
                Some(TimeOfDay::Part(part)) => Some(part),
                _ => None,
            });
            if let Some(part) = part
                && (1..=12).contains(&hour)
                && minute.is_some()
            {
                let is_early = part == "MO" || part == "NI" && hour % 12 < DAWN;
                let hour = hour % 12 + if is_early { 0 } else { 12 };
                return Some((end, clock(hour)));
            }
            (minute.is_some() && hour < 24 && (zoned || led && reader.digits(at).is_some()))
                .then(|| (end, clock(hour)))
        }
    }
}

/// "this morning", "last night", "the next morning", "the night of Oct. 23", "overnight".
pub(super) fn part_of_day(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(reader.is(at, TimeRole::The));
    let (from, turn) = turn_before(reader, at);
    let from = if turn.is_some() { from } else { at + the };
    let word = reader.word(from);
    let code = word.part?;
    if word.plural || word.deictic.is_some() {
        return None;
    }
    let mut found = Expression::new(at, from + 1, Meaning::TimeOnly { turn });
    found.time = Some(TimeOfDay::Part(code));
    if turn.is_some() {
        return Some(found);
    }
    // "the morning of Oct. 23", "the night of the attack" (of an unknown day).
    let of = reader.is(from + 1, TimeRole::Of) || reader.is(from + 1, TimeRole::On);
    if of && let Some(day) = day(reader, from + 2).filter(|day| day.time.is_none()) {
        found.meaning = day.meaning;
        found.end = day.end;
        return Some(found);
    }
    if let Some(day) = day(reader, from + 1).filter(|day| day.time.is_none()) {
        found.meaning = day.meaning;
        found.end = day.end;
        return Some(found);
    }
    // "the night before"; not "the night before the attack".
    let step = match reader.role(from + 1) {
        Some(TimeRole::Before) => -1,
        Some(TimeRole::After) => 1,
        _ => 0,
    };
    if the > 0 && step != 0 && is_end(reader, from + 2) {
        found.meaning = Meaning::NextTo(step);
        found.end = from + 2;
        return Some(found);
    }
    // "overnight at the port", "an overnight fire"; but "the overnight train" runs every night.
    if reader.is(from, TimeRole::Overnight) && the == 0 {
        found.meaning = Meaning::Overnight;
        return Some(found);
    }
    let led = the > 0
        && at > reader.start
        && reader.document.tokens[at - 1].is(Classes::PREPOSITION)
        && !reader.is(from + 1, TimeRole::Of)
        && !reader.document.tokens.get(from + 1).is_some_and(|token| {
            token.shape.is(Shape::WORD)
                && !token.is(Classes::PREPOSITION
                    .with(Classes::COORDINATOR)
                    .with(Classes::ADVERB))
                && reader.word(from + 1).role.is_none()
        });
    led.then_some(found)
}

/// "morning" behind "early", with the day behind it: "mid-afternoon yesterday".
pub(super) fn bare_part(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let word = reader.word(at);
    let code = word
        .part
        .filter(|_| !word.plural && word.deictic.is_none())?;
    let mut found = Expression::new(at, at + 1, Meaning::TimeOnly { turn: None });
    if let Some(day) = day(reader, at + 1).filter(|day| day.time.is_none()) {
        found.meaning = day.meaning;
        found.end = day.end;
    }
    found.time = Some(TimeOfDay::Part(code));
    Some(found)
}
