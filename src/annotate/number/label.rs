//! Tells numbers that count from numbers that name: ages, houses, roads, calibres, times of day.

use crate::annotate::number::bound::Bounded;
use crate::annotate::number::counted::Counted;
use crate::annotate::number::reader::Reader;
use crate::document::Shape;
use crate::lang::Classes;
use crate::lang::number::Roles;
use crate::value::UnitClass;

/// Nobody grows older.
const OLDEST: f64 = 120.0;

/// Whether the number is somebody's age.
///
/// `after_age` is the end of the last age before it: "ages 14, 16 and 18".
pub(super) fn is_age(reader: &Reader<'_, '_>, number: &Bounded, after_age: usize) -> bool {
    let (at, end) = (number.numeral, number.end);
    if number.amount.vague || number.amount.min > OLDEST {
        return false;
    }
    // "16-year-old", "18-month-old", "21 years old", "16 year old"
    let hyphen = usize::from(reader.is_hyphen(end));
    if reader.is(end + hyphen, Roles::UNIT) {
        let old = end + hyphen + 1;
        let old = old + usize::from(reader.is_hyphen(old));
        if matches!(reader.text(old), "old" | "olds" | "Old" | "of") {
            let of_age = reader.text(old) != "of" || reader.text(old + 1) == "age";
            return of_age;
        }
    }
    if number.start > reader.start && reader.is(number.start - 1, Roles::AGE_BEFORE) {
        return true;
    }
    let is_listed = at > reader.start
        && (reader.text(at - 1) == "," || reader.is_and(at - 1))
        && (after_age + 1 == at || after_age + 2 == at)
        && number.digits
        && (end == reader.end || reader.has_shape(end, Shape::MARK) || reader.is_and(end));
    // "between the ages of 11 and 15"
    let is_range = after_age > 0
        && after_age + 1 == at
        && reader.is_and(at - 1)
        && at > 3
        && reader.is_of(at - 3);
    if is_listed || is_range {
        return true;
    }
    // "Two cyclists, 34 and 29, fell": as many ages as people, between commas.
    let is_pair = number.digits
        && at > reader.start + 1
        && reader.text(at - 1) == ","
        && reader.has_shape(at - 2, Shape::WORD)
        && reader.is_and(end)
        && reader.has_shape(end + 1, Shape::NUMBER)
        && reader.text(end + 2) == ",";
    if is_pair {
        return true;
    }
    // "the age of nine"
    if at > reader.start + 1 && reader.is_of(at - 1) && reader.is(at - 2, Roles::AGE_BEFORE) {
        return true;
    }
    // "Jane Doe, 19, of …", "Jane Doe (19)"
    number.digits
        && at > reader.start + 1
        && matches!(reader.text(at - 1), "," | "(")
        && (reader.has_shape(at - 2, Shape::CAPITAL) || reader.is(at - 2, Roles::PEOPLE))
        && !reader.is_class(at - 2, Classes::MONTH.with(Classes::WEEKDAY))
        && !number.bounded
        && (end == reader.end
            || matches!(
                reader.text(end),
                "," | "." | ")" | ";" | "of" | "from" | "and" | "was"
            ))
}

/// Whether the number names something.
pub(super) fn is_label(
    reader: &Reader<'_, '_>,
    number: &Bounded,
    counted: Option<&Counted>,
) -> bool {
    let (at, end) = (number.numeral, number.end);
    let class = counted.map_or(UnitClass::None, |counted| counted.class);
    if !number.digits {
        return at > reader.start
            && class == UnitClass::None
            && reader.is(at - 1, Roles::LABEL_BEFORE)
            && reader.has_shape(at - 1, Shape::CAPITAL)
            && reader.has_shape(at, Shape::CAPITAL);
    }
    let is_name = reader
        .table
        .find(reader.key(at))
        .is_some_and(|word| word.roles.is(Roles::NAME));
    is_name
        || is_calibre(reader, at, end, class)
        || is_picture(reader, at, end)
        || is_clock_or_phone(reader, at, end)
        || is_address(reader, end)
        || reader.is(end, Roles::LABEL_AFTER)
            && !matches!(
                class,
                UnitClass::Length | UnitClass::Mass | UnitClass::Money
            )
            && (reader.has_shape(end, Shape::JOINED) || reader.text(end).len() > 1)
        || reader.is_hyphen(end) && reader.is(end + 1, Roles::LABEL_AFTER)
        || is_named_before(reader, number, class)
        || is_year(reader, number, class)
}

/// ".40", "9 mm pistol".
fn is_calibre(reader: &Reader<'_, '_>, at: usize, end: usize, class: UnitClass) -> bool {
    let dot = at > reader.start
        && reader.text(at - 1) == "."
        && reader.has_shape(at, Shape::JOINED)
        && class != UnitClass::Share;
    let hyphen = usize::from(reader.is_hyphen(end));
    let unit = end + hyphen;
    let millimetres = reader.is(unit, Roles::UNIT) && reader.text(unit).starts_with(['m', 'M']);
    let next = unit + 1 + usize::from(reader.is_hyphen(unit + 1));
    dot || millimetres && class == UnitClass::Length && reader.is(next, Roles::WEAPON)
        || millimetres
            && class == UnitClass::Length
            && matches!(reader.text(at), "9" | "5.56" | "7.62" | "5.45")
}

/// "Image 3 of 14", "7News": numbers of pictures and channels.
fn is_picture(reader: &Reader<'_, '_>, at: usize, end: usize) -> bool {
    let number = |at: usize| reader.has_shape(at, Shape::NUMBER);
    let first = reader.is_of(end)
        && number(end + 1)
        && at > reader.start
        && reader.has_shape(at - 1, Shape::CAPITAL);
    let second = at > reader.start + 2
        && reader.is_of(at - 1)
        && number(at - 2)
        && reader.has_shape(at - 3, Shape::CAPITAL);
    let glued = reader.has_shape(end, Shape::JOINED)
        && reader.has_shape(end, Shape::CAPITAL)
        && !reader.is(end, Roles::SCALE.with(Roles::UNIT));
    first || second || glued
}

/// "6:30", "555-0148", "0207 782 4368", "3/8", "3-1".
fn is_clock_or_phone(reader: &Reader<'_, '_>, at: usize, end: usize) -> bool {
    let number = |at: usize| reader.has_shape(at, Shape::NUMBER);
    let joined = |at: usize| reader.has_shape(at, Shape::JOINED);
    let is_glue = |at: usize| {
        joined(at)
            && matches!(
                reader.text(at),
                ":" | "/" | "-" | "\u{2013}" | "." | "#" | "*"
            )
    };
    // Behind: a number, or letters of a phone number ("471-TIPS").
    let hyphen_letters = reader.is_hyphen(end) && reader.has_shape(end + 1, Shape::ALL_CAPS);
    // A range of two rising numbers has been read as one number already.
    let glued_on = end < reader.end && is_glue(end) && number(end + 1) && joined(end + 1);
    let glued_before = at > reader.start + 1
        && joined(at)
        && is_glue(at - 1)
        && (number(at - 2) || reader.has_shape(at - 2, Shape::WORD));
    let closed = at > reader.start + 1 && reader.text(at - 1) == ")" && number(at - 2);
    let spaced = number(end) && !joined(end) || at > reader.start && number(at - 1) && !joined(at);
    hyphen_letters
        || glued_on
        || glued_before
        || closed
        || spaced
        || reader.text(end) == ")" && number(end + 1)
        || at > reader.start && joined(at) && matches!(reader.text(at - 1), "#" | "@" | "_")
}

/// "4725 NW 24th Avenue", "the 1200 block", "5th and Main".
fn is_address(reader: &Reader<'_, '_>, end: usize) -> bool {
    // A street name has hardly more than four words before "Avenue".
    for next in end..end + 5 {
        let Some(token) = reader.token(next) else {
            return false;
        };
        if next > end && reader.is(next, Roles::STREET) && token.shape.is(Shape::CAPITAL) {
            return true;
        }
        let goes_on = token.shape.is(Shape::CAPITAL.with(Shape::NUMBER))
            || token.shape.is(Shape::JOINED) && reader.is(next, Roles::LABEL_AFTER);
        if !goes_on {
            return false;
        }
    }
    false
}

/// "Interstate 95", "No. 5", "Unit 8200", "Sat 1", "AK-47".
fn is_named_before(reader: &Reader<'_, '_>, number: &Bounded, class: UnitClass) -> bool {
    let at = number.numeral;
    if number.bounded || at == reader.start {
        return false;
    }
    let before = at - 1;
    let counts = !matches!(class, UnitClass::None | UnitClass::Thing);
    if class == UnitClass::None && reader.is_class(before, Classes::MONTH) {
        return true;
    }
    if reader.is(before, Roles::LABEL_BEFORE) && !counts {
        return true;
    }
    if !reader.has_shape(before, Shape::CAPITAL) || class != UnitClass::None {
        return false;
    }
    // In a heading every word has a capital, and the first word of a sentence says nothing.
    let verb = reader.is_class(before, Classes::VERB.with(Classes::PREPOSITION));
    let end_of_phrase = !reader.is(number.end, Roles::BOUNDARY)
        && !reader.is_class(
            number.end,
            Classes::BE.with(Classes::HAVE).with(Classes::PREPOSITION),
        );
    !verb && !reader.has_shape(before, Shape::FIRST) && end_of_phrase
}

/// Four digits between 1500 and 2099, unless they count people or measure something.
fn is_year(reader: &Reader<'_, '_>, number: &Bounded, class: UnitClass) -> bool {
    let value = number.amount.min;
    let word = reader.text(number.numeral);
    let year = word.len() == 4 && (1500.0..2100.0).contains(&value) && !number.bounded;
    let counts = !matches!(class, UnitClass::None | UnitClass::Thing);
    year && !counts || word.len() == 4 && reader.text(number.end) == "s" && value >= 1500.0
}
