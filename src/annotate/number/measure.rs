//! Units of measure and money around a number.

use crate::annotate::number::bound::Bounded;
use crate::annotate::number::reader::Reader;
use crate::document::{Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::number::{Roles, Unit};
use crate::value::UnitClass;
use crate::value::name::WordKey;

/// The money sign before a number, and its token.
pub(super) fn money_before<'t>(
    reader: &Reader<'t, '_>,
    at: usize,
    floor: usize,
) -> Option<(usize, &'static Unit)> {
    let mark = at.checked_sub(1).filter(|mark| *mark >= floor)?;
    if !reader.has_shape(mark, Shape::MARK) {
        return None;
    }
    let unit = reader.table.unit_of_mark(reader.text(mark))?;
    (unit.class == UnitClass::Money).then_some((mark, unit))
}

/// The unit of measure behind a number.
pub(super) fn measure(
    reader: &Reader<'_, '_>,
    number: &Bounded,
) -> Option<(TokenRange, WordKey, UnitClass)> {
    let mut at = number.end;
    if reader.has_shape(at, Shape::MARK)
        && let Some(unit) = reader.table.unit_of_mark(reader.text(at))
    {
        return Some((TokenRange::new(at, at + 1), unit.key, unit.class));
    }
    let first = at;
    at += usize::from(reader.is_hyphen(at));
    let mut square = false;
    // "more": "two more days"; "per cent"; "square metres".
    for _ in 0..2 {
        if reader.is(at, Roles::ADDITIONAL_AFTER) || reader.text(at) == "per" {
            at += 1;
        } else if matches!(reader.text(at), "square" | "sq" | "Square") {
            square = true;
            at += 1;
        }
    }
    let word = reader.entry(at).filter(|word| word.roles.is(Roles::UNIT))?;
    let unit = reader.table.unit_at(word.unit)?;
    // "twelve category winners" is no step of a scale.
    if unit.class == UnitClass::Scale && number.amount.min.fract() == 0.0 {
        return None;
    }
    // One letter is a unit only right behind digits: "40m", not "40 M".
    if reader.text(at).len() == 1 && !(number.digits && reader.has_shape(at, Shape::JOINED)) {
        return None;
    }
    if reader.has_shape(at + 1, Shape::POSSESSIVE) && unit.class != UnitClass::Duration {
        return None;
    }
    // "one day he came" is no measure.
    if unit.class == UnitClass::Duration
        && number.amount.max <= 1.0
        && !number.digits
        && first == at
    {
        return None;
    }
    let start = if reader.is_hyphen(first) {
        first + 1
    } else {
        first
    };
    if let Some((end, hourly)) = hourly(reader, at + 1, unit) {
        return Some((TokenRange::new(start, end), hourly, UnitClass::Speed));
    }
    let class = if square { UnitClass::Area } else { unit.class };
    Some((TokenRange::new(start, at + 1), unit.key, class))
}

/// "per hour", "an hour", "/h" behind a unit of length.
fn hourly(reader: &Reader<'_, '_>, at: usize, unit: &Unit) -> Option<(usize, WordKey)> {
    let hourly = unit.hourly?;
    is_per_hour(reader.text(at), reader.text(at + 1)).then_some((at + 2, hourly))
}

/// Whether two words behind a unit of length make it one of speed.
pub(super) fn is_per_hour(per: &str, hour: &str) -> bool {
    matches!(per, "per" | "an" | "/") && matches!(hour, "hour" | "h" | "hr")
}

/// How many tokens may stand between the name of a scale and a number: "magnitude of about".
const SCALE: usize = 2;

/// The scale that a number is a step of, where its name does not stand right behind: "magnitude 6.1",
/// "a magnitude of 6.1", "6.1 on the Richter scale".
pub(super) fn scale(
    reader: &Reader<'_, '_>,
    number: &Bounded,
    floor: usize,
) -> Option<(TokenRange, WordKey, UnitClass)> {
    let unit_at = |at: usize| {
        let word = reader.entry(at).filter(|word| word.roles.is(Roles::UNIT))?;
        let unit = reader.table.unit_at(word.unit)?;
        (unit.class == UnitClass::Scale)
            .then(|| (TokenRange::new(at, at + 1), unit.key, unit.class))
    };
    let link = Classes::PREPOSITION.with(Classes::DETERMINER);
    let passes = |at: usize| reader.is_hyphen(at) || reader.is_class(at, link);
    let before = || {
        let name = (floor..number.start)
            .rev()
            .take(SCALE)
            .find(|at| !passes(*at))?;
        unit_at(name)
    };
    let behind = || {
        let name = (number.end..number.end + SCALE + 1).find(|at| !passes(*at))?;
        unit_at(name).filter(|_| name > number.end)
    };
    before().or_else(behind)
}
