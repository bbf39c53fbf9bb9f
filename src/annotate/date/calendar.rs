//! Finds dates that name a year, month or day of the calendar.

use crate::annotate::date::expression::{CalendarDate, Expression, Meaning, Turn};
use crate::annotate::date::reader::Reader;
use crate::annotate::date::year;
use crate::document::Shape;
use crate::lang::{Classes, TimeRole, TimeUnit};

/// A date with a month name: "Oct. 23, 2025", "23 October", "the 23rd of May", "Friday, Oct. 13".
pub(super) fn month_date(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let mut date = CalendarDate::default();
    let mut from = at;
    let word = reader.word(at);
    if word.weekday > 0 && !word.plural {
        date.weekday = Some(word.weekday);
        from = at + 1;
        from += usize::from(reader.is_mark(from, ","));
        from += usize::from(reader.is(from, TimeRole::The));
    }
    let end =
        month_first(reader, from, &mut date).or_else(|| day_first(reader, from, &mut date))?;
    if date.weekday.is_some() && date.day.is_none() {
        return None;
    }
    Some(Expression::new(at, end, Meaning::Calendar(date)))
}

/// A month name that is no verb, modal or given name.
fn month(reader: &Reader<'_>, at: usize) -> Option<i8> {
    let token = reader.token(at)?;
    let month = reader.word(at).month;
    if month == 0 || !token.shape.is(Shape::CAPITAL) {
        return None;
    }
    Some(month)
}

/// Whether a word stands before that a date follows ("in", "since", "the").
fn is_led(reader: &Reader<'_>, at: usize) -> bool {
    let classes = Classes::PREPOSITION
        .with(Classes::DETERMINER)
        .with(Classes::TIME_WORD);
    at > reader.start
        && (reader.word(at - 1).before_year
            || reader.document.tokens[at - 1].is(classes)
            || reader.is_hyphen(at - 1))
}

/// Whether a month name that is also another word stands as a month.
fn is_safe(reader: &Reader<'_>, at: usize) -> bool {
    let token = &reader.document.tokens[at];
    let full = token.span.len() > 3 || token.shape.is(Shape::DOTTED);
    let other = token.is(Classes::MODAL.with(Classes::VERB));
    if full && !other {
        // "April Smith": a given name before a capital.
        return !(reader.is_shape(at + 1, Shape::CAPITAL)
            && reader.is_plain(at + 1)
            && !is_led(reader, at));
    }
    if token.shape.is(Shape::FIRST) && !token.shape.is(Shape::DOTTED) {
        return false;
    }
    if !full && !other {
        return false;
    }
    // "the March vote"
    let modifies = at > reader.start
        && reader.document.tokens[at - 1].is(Classes::DETERMINER)
        && reader.token(at + 1).is_some_and(|next| {
            next.shape.is(Shape::WORD)
                && !next.shape.is(Shape::CAPITAL)
                && !next.is(Classes::PREPOSITION)
        });
    modifies
        || at > reader.start
            && (reader.word(at - 1).before_year
                || reader.document.tokens[at - 1].is(Classes::PREPOSITION)
                || reader.is_any(
                    at - 1,
                    &[
                        TimeRole::Last,
                        TimeRole::This,
                        TimeRole::Next,
                        TimeRole::Each,
                        TimeRole::Early,
                        TimeRole::Late,
                        TimeRole::And,
                        TimeRole::Or,
                        TimeRole::To,
                    ],
                )
                || reader.is_hyphen(at - 1))
}

fn month_first(reader: &Reader<'_>, at: usize, date: &mut CalendarDate) -> Option<usize> {
    let month = month(reader, at)?;
    let mut end = at + 1;
    let day = reader
        .ordinal(end)
        .or_else(|| {
            let the = usize::from(reader.is(end, TimeRole::The));
            reader.ordinal(end + the)
        })
        .or_else(|| bare_day(reader, end));
    if let Some((day_end, day)) = day.filter(|(_, day)| (1..=31).contains(day)) {
        date.month = Some(month);
        date.day = i8::try_from(day).ok();
        end = day_end;
        let comma = usize::from(reader.is_mark(end, ","));
        if let Some((year_end, year)) = year::year(reader, end + comma) {
            date.year = Some(year);
            end = year_end;
        } else if let Some((turn_end, turn)) = year_turn(reader, end) {
            date.turn = Some(turn);
            end = turn_end;
        }
        return Some(end);
    }
    let comma = usize::from(reader.is_mark(end, ",") || reader.is(end, TimeRole::Of));
    if let Some((year_end, year)) = year::year(reader, end + comma) {
        date.month = Some(month);
        date.year = Some(year);
        return Some(year_end);
    }
    if !is_safe(reader, at) {
        return None;
    }
    date.month = Some(month);
    if let Some((turn_end, turn)) = year_turn(reader, end + comma) {
        date.turn = Some(turn);
        end = turn_end;
    }
    Some(end)
}

/// A day of the month in plain digits or words, that counts nothing.
fn bare_day(reader: &Reader<'_>, at: usize) -> Option<(usize, u32)> {
    let day = reader.digits(at).filter(|_| reader.text(at).len() <= 2)?;
    // "May 10:30", "March 3.5 million"; "Oct. 23-25" is fine.
    let is_time = reader.is_mark(at + 1, ":")
        && reader.is_joined(at + 2)
        && reader.is_shape(at + 2, Shape::NUMBER);
    (!is_time && !reader.is_mark(at + 1, "%")).then_some((at + 1, day))
}

fn day_first(reader: &Reader<'_>, at: usize, date: &mut CalendarDate) -> Option<usize> {
    let the = usize::from(reader.is(at, TimeRole::The));
    let (day_end, day) = reader
        .ordinal(at + the)
        .or_else(|| bare_day(reader, at + the).filter(|_| the == 0))?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let of = usize::from(reader.is(day_end, TimeRole::Of));
    let hyphen = reader.past_hyphen(day_end + of);
    let month = month(reader, hyphen)?;
    date.month = Some(month);
    date.day = i8::try_from(day).ok();
    let end = hyphen + 1;
    let comma = usize::from(reader.is_mark(end, ","));
    if let Some((year_end, year)) = year::year(reader, end + comma) {
        date.year = Some(year);
        return Some(year_end);
    }
    if let Some((turn_end, turn)) = year_turn(reader, end) {
        date.turn = Some(turn);
        return Some(turn_end);
    }
    Some(end)
}

/// "(of) last year", "this year" behind a month.
pub(super) fn year_turn(reader: &Reader<'_>, at: usize) -> Option<(usize, Turn)> {
    let at = at + usize::from(reader.is(at, TimeRole::Of));
    let turn = match reader.role(at)? {
        TimeRole::Last => Turn::Last,
        TimeRole::This => Turn::This,
        TimeRole::Next => Turn::Next,
        TimeRole::That => Turn::That,
        _ => return None,
    };
    (reader.unit(at + 1) == Some(TimeUnit::Year)).then_some((at + 2, turn))
}

/// "2017-03-24", "11/24/2025", "24.11.2025".
pub(super) fn numeric(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let token = reader.token(at)?;
    if !token.shape.is(Shape::NUMBER)
        || token.shape.is(Shape::JOINED) && reader.is_mark(at.wrapping_sub(1), "/")
    {
        return None;
    }
    let found = |end: usize, year: u32, month: u32, day: u32| {
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| {
            Expression::new(
                at,
                end,
                Meaning::Calendar(CalendarDate {
                    year: i16::try_from(year).ok(),
                    month: i8::try_from(month).ok(),
                    day: i8::try_from(day).ok(),
                    ..CalendarDate::default()
                }),
            )
        })
    };
    if let Some(first) = reader.digits(at) {
        let mark = ["-", "/"]
            .into_iter()
            .find(|mark| reader.is_mark(at + 1, mark) && reader.is_mark(at + 3, mark))?;
        let joined = (at + 1..at + 5).all(|at| reader.is_joined(at));
        let (second, third) = (reader.digits(at + 2)?, reader.digits(at + 4)?);
        if !joined || reader.is_mark(at + 5, mark) && reader.is_joined(at + 5) {
            return None;
        }
        if reader.text(at).len() == 4 && year::DATED_YEARS.contains(&first) {
            return found(at + 5, first, second, third);
        }
        let year = match reader.text(at + 4).len() {
            4 if year::DATED_YEARS.contains(&third) => third,
            2 if mark == "/" => u32::try_from(year::century_of(third)).ok()?,
            _ => return None,
        };
        // Month first, as American papers write, unless that cannot be.
        return found(at + 5, year, first, second).or_else(|| found(at + 5, year, second, first));
    }
    let mut parts = reader.text(at).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let year = year
        .parse()
        .ok()
        .filter(|year| year::DATED_YEARS.contains(year))?;
    found(at + 1, year, month.parse().ok()?, day.parse().ok()?)
}
