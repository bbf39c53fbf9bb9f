//! Finds days by name ("Thursday", "yesterday", "Christmas").

use crate::annotate::date::calendar;
use crate::annotate::date::expression::{Edge, Expression, Meaning, TimeOfDay, Turn, YearWord};
use crate::annotate::date::reader::Reader;
use crate::document::Shape;
use crate::lang::{Classes, TimeRole, TimeUnit};

/// A day with the part of the day behind it: "Wednesday morning", "Oct. 23", "yesterday".
pub(super) fn day(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let mut day = calendar::month_date(reader, at)
        .filter(Expression::is_day)
        .or_else(|| calendar::numeric(reader, at))
        .or_else(|| holiday(reader, at))
        .or_else(|| weekday(reader, at))
        .or_else(|| deictic(reader, at))?;
    let part = reader.word(day.end);
    if let Some(code) = part.part.filter(|_| !part.plural && part.deictic.is_none()) {
        day.time = Some(
            part.clock
                .map_or(TimeOfDay::Part(code), |hour| TimeOfDay::Clock {
                    hour,
                    minute: None,
                }),
        );
        day.end += 1;
    } else if reader.is_any(day.end, &[TimeRole::Early, TimeRole::Late])
        && reader.word(day.end + 1).part.is_some_and(|code| {
            day.time = Some(TimeOfDay::Part(code));
            true
        })
    {
        day.end += 2;
    }
    Some(day)
}

pub(super) fn turn(role: Option<TimeRole>) -> Option<Turn> {
    Some(match role? {
        TimeRole::Last | TimeRole::Past => Turn::Last,
        TimeRole::This => Turn::This,
        TimeRole::Next | TimeRole::Coming => Turn::Next,
        TimeRole::Previous => Turn::Previous,
        TimeRole::Following => Turn::Following,
        TimeRole::That | TimeRole::Same => Turn::That,
        _ => return None,
    })
}

/// "(the) last", "this (past|coming)" before a weekday, month, season or holiday.
pub(super) fn turn_before(reader: &Reader<'_>, at: usize) -> (usize, Option<Turn>) {
    let the = usize::from(reader.is(at, TimeRole::The));
    let first = turn(reader.role(at + the));
    let Some(first) = first else {
        return (at, None);
    };
    // "following Saturday's vote": a preposition.
    if first == Turn::Following && the == 0 {
        return (at, None);
    }
    let mut end = at + the + 1;
    let mut result = first;
    if first == Turn::This
        && let Some(second @ (Turn::Last | Turn::Next)) = turn(reader.role(end))
    {
        result = second;
        end += 1;
    }
    if first == Turn::That && reader.is(end, TimeRole::Same) {
        end += 1;
    }
    (end, Some(result))
}

fn weekday(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let (from, turn) = turn_before(reader, at);
    let word = reader.word(from);
    let token = reader.token(from)?;
    if word.weekday == 0 || word.plural || !token.shape.is(Shape::CAPITAL) {
        return None;
    }
    // "Wed" and "Sat" are words; only "Wed." is safe.
    if token.span.len() < 5 && !token.shape.is(Shape::DOTTED) {
        return None;
    }
    let weekday = word.weekday;
    // "Tuesday of last week", "Monday next week"
    let of = usize::from(reader.is(from + 1, TimeRole::Of));
    let week_turn = match reader.role(from + 1 + of) {
        Some(TimeRole::Last) => Some(Turn::Last),
        Some(TimeRole::This) => Some(Turn::This),
        Some(TimeRole::Next) => Some(Turn::Next),
        _ => None,
    };
    if let Some(turn) = week_turn
        && reader.unit(from + 2 + of) == Some(TimeUnit::Week)
    {
        let meaning = Meaning::WeekdayOf { weekday, turn };
        return Some(Expression::new(at, from + 3 + of, meaning));
    }
    Some(Expression::new(
        at,
        from + 1,
        Meaning::Weekday { weekday, turn },
    ))
}

/// "the day before", "the day after (tomorrow)"; not "the day after the attack".
pub(super) fn day_beside(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    if !reader.is(at, TimeRole::The) || reader.unit(at + 1) != Some(TimeUnit::Day) {
        return None;
    }
    let step = match reader.role(at + 2)? {
        TimeRole::Before => -1,
        TimeRole::After => 1,
        _ => return None,
    };
    if reader.word(at + 1).plural {
        return None;
    }
    if let Some(days) = reader.word(at + 3).deictic {
        return (days == step).then(|| Expression::new(at, at + 4, Meaning::Deictic(days + step)));
    }
    is_end(reader, at + 3).then(|| Expression::new(at, at + 3, Meaning::NextTo(step)))
}

/// Whether nothing goes on at a token that "the day before" could be before.
pub(super) fn is_end(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_none_or(|token| {
        token.shape.is(Shape::MARK)
            || token.is(Classes::COORDINATOR.with(Classes::PLACE_PREPOSITION))
    })
}

fn deictic(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let word = reader.word(at);
    let mut found = Expression::new(at, at + 1, Meaning::Deictic(word.deictic?));
    found.time = word.part.map(TimeOfDay::Part);
    // "USA Today" and other names.
    let token = &reader.document.tokens[at];
    let name = token.shape.is(Shape::CAPITAL)
        && !token.shape.is(Shape::FIRST)
        && at > reader.start
        && reader.document.tokens[at - 1].shape.is(Shape::CAPITAL)
        && reader.word(at - 1).month == 0
        && !reader.document.tokens[at - 1].shape.is(Shape::FIRST);
    (!name).then_some(found)
}

/// "Thanksgiving", "last Christmas Eve", "Labor Day 2015".
fn holiday(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let (from, turn) = turn_before(reader, at);
    let token = reader.token(from)?;
    if !token.shape.is(Shape::CAPITAL) {
        return None;
    }
    let mut matched = None;
    for holiday in reader.words.holidays(token.key) {
        let mut end = from;
        let fits = holiday.words.iter().enumerate().all(|(nth, word)| {
            if nth > 0 && reader.is_shape(end, Shape::POSSESSIVE) {
                end += 1;
            }
            end += 1;
            reader.token(end - 1).is_some_and(|token| {
                token.key == *word
                    // "Fathers' Day", "Father's Day": the table has the plural.
                    || reader.is_shape(end, Shape::POSSESSIVE)
                        && possessive_key(reader.text(end - 1)) == *word
            })
        });
        if fits {
            matched = Some((end, holiday));
            break;
        }
    }
    let (mut end, known) = matched?;
    let mut year = YearWord::None;
    let around = matches!(reader.unit(end), Some(TimeUnit::Week | TimeUnit::Weekend));
    end += usize::from(around);
    let comma = usize::from(reader.is_mark(end, ","));
    if let Some(value) = reader
        .digits(end + comma)
        .filter(|value| reader.text(end + comma).len() == 4 && (1900..=2100).contains(value))
    {
        year = YearWord::Known(i16::try_from(value).ok()?);
        end += comma + 1;
    } else if let Some((turn_end, turn)) = calendar::year_turn(reader, end) {
        year = YearWord::Turn(turn);
        end = turn_end;
    }
    let mut found = Expression::new(
        at,
        end,
        Meaning::Holiday {
            rule: known.rule,
            is_night: known.is_night,
            year,
            turn,
        },
    );
    found.edge = around.then_some(Edge::WeekOf);
    Some(found)
}

fn possessive_key(word: &str) -> crate::value::name::WordKey {
    let mut text = [0_u8; 24];
    let n = word.len();
    if n + 1 > text.len() || !word.is_ascii() {
        return crate::value::name::WordKey::default();
    }
    text[..n].copy_from_slice(word.as_bytes());
    text[n] = b's';
    std::str::from_utf8(&text[..=n]).map_or_else(|_| Default::default(), crate::value::name::key)
}

/// "every Tuesday", "Tuesday nights", "every Tuesday night": plural weekdays and parts are sets.
pub(super) fn weekday_set(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let each = usize::from(reader.is(at, TimeRole::Each));
    let word = reader.word(at + each);
    if word.weekday > 0 && reader.is_shape(at + each, Shape::CAPITAL) {
        let mut end = at + each + 1;
        let part = reader.word(end);
        let mut value = format!("XXXX-WXX-{}", word.weekday);
        if let Some(code) = part.part {
            value.push('T');
            value.push_str(code);
            end += 1;
        }
        return (each > 0 || word.plural || part.part.is_some() && part.plural)
            .then(|| Expression::new(at, end, Meaning::Set(value)));
    }
    if each == 0 {
        return None;
    }
    let value = if word.month > 0 {
        format!("XXXX-{:02}", word.month)
    } else if let Some(code) = word.season {
        format!("XXXX-{code}")
    } else if let Some(code) = word.part {
        format!("XXXX-XX-XXT{code}")
    } else {
        return None;
    };
    Some(Expression::new(at, at + 2, Meaning::Set(value)))
}
