//! Finds years, decades and centuries.

use crate::annotate::date::expression::{CalendarDate, Edge, Expression, Meaning};
use crate::annotate::date::reader::Reader;
use crate::document::Shape;
use crate::lang::{Classes, TimeRole, TimeUnit};

/// Years that a bare number can be.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// Years that a bare number can be behind "in".
const OLD_YEARS: std::ops::RangeInclusive<u32> = 1500..=1899;

/// Years that a number can be next to a month.
pub(super) const DATED_YEARS: std::ops::RangeInclusive<u32> = 1000..=2200;

/// A year next to a month: four digits or words.
pub(super) fn year(reader: &Reader<'_>, at: usize) -> Option<(usize, i16)> {
    if let Some(value) = reader.digits(at) {
        let whole = reader.text(at).len() == 4
            && DATED_YEARS.contains(&value)
            && !(reader.is_mark(at + 1, ":") && reader.is_shape(at + 2, Shape::NUMBER));
        return whole.then(|| i16::try_from(value).ok().map(|year| (at + 1, year)))?;
    }
    if reader.is_mark(at, "'") && reader.is_joined(at + 1) {
        let short = reader
            .digits(at + 1)
            .filter(|_| reader.text(at + 1).len() == 2)?;
        return Some((at + 2, century_of(short)));
    }
    year_words(reader, at)
}

/// "'97" is 1997, "'05" is 2005.
pub(super) fn century_of(short: u32) -> i16 {
    let short = i16::try_from(short % 100).unwrap_or(0);
    if short < 50 {
        2000 + short
    } else {
        1900 + short
    }
}

/// "nineteen ninety-seven", "two thousand (and) five", "twenty twelve".
fn year_words(reader: &Reader<'_>, at: usize) -> Option<(usize, i16)> {
    let first = reader.word(at).number?;
    if matches!(first, 16..=20) {
        let next = reader.past_hyphen(at + 1);
        let second = reader.word(next).number?;
        let (end, value) = reader.number_words(next)?;
        let full = (10..100).contains(&value) && second >= 10;
        let year = i16::try_from(first * 100 + value).ok()?;
        return full.then_some((end, year));
    }
    if first == 2 && reader.word(at + 1).scale == Some(1000) {
        let (end, value) = reader.number_words(at)?;
        let year = i16::try_from(value).ok()?;
        return (2000..2100).contains(&year).then_some((end, year));
    }
    None
}

/// "1990s", "the '90s", "the nineties", "mid-1980s".
pub(super) fn decade(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let start = at;
    let the = usize::from(reader.is(at, TimeRole::The));
    let mut from = at + the;
    if let Some(decade) = reader.word(from).decade {
        return (the > 0 || reader.word(from.wrapping_sub(1)).role.is_some())
            .then(|| Expression::new(start, from + 1, Meaning::Decade(1900 + decade)));
    }
    let quote = ["'", "`", "\u{2019}", "\u{2018}"]
        .iter()
        .any(|mark| reader.is_mark(from, mark));
    from += usize::from(quote);
    let value = reader.digits(from)?;
    let plural = reader.is_joined(from + 1)
        && (reader.is(from + 1, TimeRole::PluralSuffix)
            || reader.is_shape(from + 1, Shape::POSSESSIVE)
                && value % 10 == 0
                && reader.text(from + 1).len() > 1
                && !reader.is_shape(from + 2, Shape::WORD));
    if !plural || value % 10 != 0 {
        return None;
    }
    let first = match reader.text(from).len() {
        4 if (1500..=2100).contains(&value) => i16::try_from(value).ok()?,
        2 if quote => century_of(value),
        _ => return None,
    };
    Some(Expression::new(start, from + 2, Meaning::Decade(first)))
}

/// "the 20th century", "the nineteenth century".
pub(super) fn century(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(reader.is(at, TimeRole::The));
    let (end, value) = reader.ordinal(at + the)?;
    let unit = reader.past_hyphen(end);
    (reader.unit(unit) == Some(TimeUnit::Century) && (2..=30).contains(&value))
        .then(|| Expression::new(at, unit + 1, Meaning::Century(value)))
}

/// A year that stands alone, where nothing speaks against it.
pub(super) fn bare_year(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let found = |start, end, year| {
        Expression::new(
            start,
            end,
            Meaning::Calendar(CalendarDate {
                year: Some(year),
                ..CalendarDate::default()
            }),
        )
    };
    // "the year 2000", "the year two thousand"
    let the = usize::from(reader.is(at, TimeRole::The));
    if reader.unit(at + the) == Some(TimeUnit::Year) && !reader.word(at + the).plural {
        let (end, year) = year(reader, at + the + 1)?;
        return Some(found(at, end, year));
    }
    if let Some((end, year)) = year_words(reader, at) {
        let nineteen = reader.word(at).number == Some(19);
        let led = nineteen || at > reader.start && reader.word(at - 1).before_year;
        let ten = reader.unit(end).is_none();
        return (led && ten && !reader.document.tokens[end - 1].is(Classes::TIME_UNIT))
            .then(|| found(at, end, year));
    }
    // "fiscal 1989", "pre-1967"
    let mut from = at;
    if reader.is(at, TimeRole::Fiscal) {
        from = at + 1;
    } else if reader.is(at, TimeRole::Pre) && reader.is_hyphen(at + 1) {
        from = at + 2;
    }
    let value = reader.digits(from)?;
    let old = at > reader.start && reader.is(at - 1, TimeRole::In) && OLD_YEARS.contains(&value);
    if reader.text(from).len() != 4 || !YEARS.contains(&value) && !old {
        return None;
    }
    if from == at && !stands_as_year(reader, at) {
        return None;
    }
    let mut year = found(at, from + 1, i16::try_from(value).ok()?);
    year.edge = (from == at + 2).then_some(Edge::Outside);
    Some(year)
}

fn stands_as_year(reader: &Reader<'_>, at: usize) -> bool {
    let tokens = &reader.document.tokens;
    let before = (at > reader.start).then(|| &tokens[at - 1]);
    let word_before = reader.word(at.wrapping_sub(1));
    let joined_before = reader.is_joined(at);
    if joined_before {
        // "(1990)", "pre-1990", "1989-1990", "1989/90" but not "$1990" or "B-2000".
        let opened = reader.is_mark(at - 1, "(");
        let range = (reader.is_mark(at - 1, "-") || reader.is_mark(at - 1, "\u{2013}"))
            && at >= reader.start + 2
            && (reader
                .digits(at - 2)
                .is_some_and(|year| YEARS.contains(&year))
                || reader.word(at - 2).role.is_some());
        if !opened && !range {
            return false;
        }
        return true;
    }
    let after = reader.token(at + 1);
    if let Some(after) = after {
        let joined = after.shape.is(Shape::JOINED);
        if joined && after.shape.is(Shape::WORD) {
            return false;
        }
        if joined
            && (reader.is_mark(at + 1, "/")
                || reader.is_mark(at + 1, "%")
                || reader.is_mark(at + 1, ":"))
        {
            return false;
        }
    }
    let unit_follows = reader
        .unit(at + 1)
        .is_some_and(|unit| unit <= TimeUnit::Day || reader.word(at + 1).plural)
        || after.is_some_and(|after| {
            after.is(Classes::UNIT.with(Classes::NUMBER_WORD)) && reader.word(at + 1).unit.is_none()
        })
        || reader.word(at + 1).scale.is_some();
    if unit_follows {
        return false;
    }
    let plural_follows = after.is_some_and(|after| {
        after.shape.is(Shape::WORD)
            && !after.shape.is(Shape::CAPITAL)
            && reader.text(at + 1).len() > 3
            && {
                let text = reader.text(at + 1);
                text.ends_with('s') && !text.ends_with("ss") || after.is(Classes::PERSON)
            }
    });
    let Some(before) = before else {
        // Opens the sentence: "2008 was a hard year".
        return !plural_follows
            && after.is_some_and(|after| {
                after.is(Classes::BE.with(Classes::MODAL).with(Classes::HAVE))
            });
    };
    // "1990 Elm Street"
    let street = (at + 1..at + 4).any(|at| {
        reader
            .token(at)
            .is_some_and(|token| token.is(Classes::PLACE_WORD))
    });
    if street && after.is_some_and(|after| after.shape.is(Shape::CAPITAL)) {
        return false;
    }
    if word_before.before_year {
        // "of 2000 dollars", "in 2000 homes".
        return !plural_follows || word_before.role == Some(TimeRole::Early);
    }
    if before.is(Classes::APPROXIMATION)
        || before.is(Classes::NUMBER_WORD)
        || before.shape.is(Shape::NUMBER)
    {
        return false;
    }
    let noun_follows = after.is_some_and(|after| {
        after.shape.is(Shape::WORD)
            && !after.is(Classes::PREPOSITION)
            && !after.shape.is(Shape::CAPITAL)
    });
    if before.is(Classes::DETERMINER.with(Classes::POSSESSIVE_PRONOUN))
        || before.shape.is(Shape::POSSESSIVE)
    {
        return noun_follows
            || after.is_some_and(|after| after.shape.is(Shape::CAPITAL))
            || before.shape.is(Shape::POSSESSIVE);
    }
    if before.shape.is(Shape::MARK) {
        return reader.is_mark(at - 1, "(")
            || reader.is_mark(at - 1, ",")
                && (after.is_none_or(|after| after.shape.is(Shape::MARK)));
    }
    // "Windows 2000", "Route 1950": a name goes on.
    if before.shape.is(Shape::CAPITAL) {
        return false;
    }
    noun_follows && !plural_follows
        || after.is_none_or(|after| after.shape.is(Shape::MARK) && !reader.is_mark(at + 1, "-"))
            && before.is(Classes::PREPOSITION
                .with(Classes::COORDINATOR)
                .with(Classes::ADVERB))
}
