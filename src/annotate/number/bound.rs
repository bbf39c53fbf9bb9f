//! What stands around a numeral and bounds it: "at least", "or so", "between … and …".

use crate::annotate::number::numeral::{self, Numeral};
use crate::annotate::number::reader::Reader;
use crate::document::Shape;
use crate::lang::is_phrase_at;
use crate::lang::number::{Bound, Roles};
use crate::value::Amount;

/// A numeral with what bounds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounded {
    pub amount: Amount,
    /// First token, the bounding words included.
    pub start: usize,
    /// First token of the numeral itself.
    pub numeral: usize,
    pub end: usize,
    pub additional: bool,
    pub digits: bool,
    /// Words bound it, so it is no label.
    pub bounded: bool,
}

/// Bounds the numeral that begins at `at`. `floor` is the first token that may belong to it.
pub(super) fn bound(
    reader: &Reader<'_, '_>,
    at: usize,
    first: Numeral,
    floor: usize,
    is_money: bool,
) -> Bounded {
    let mut bounded = Bounded {
        amount: amount_of(first),
        start: at,
        numeral: at,
        end: first.end,
        additional: false,
        digits: first.digits,
        bounded: false,
    };
    if let Some((last, end)) = range(reader, at, first, is_money) {
        bounded.amount.max = last;
        bounded.end = end;
        bounded.bounded = true;
    }
    before(reader, &mut bounded, floor);
    after(reader, &mut bounded);
    bounded
}

fn amount_of(numeral: Numeral) -> Amount {
    if numeral.vague {
        return Amount {
            min: numeral.value,
            max: f64::INFINITY,
            approximate: false,
            vague: true,
        };
    }
    Amount::exactly(numeral.value)
}

/// The upper end of "20-30", "20 to 30", "two or three", "between 20 and 30".
fn range(
    reader: &Reader<'_, '_>,
    at: usize,
    first: Numeral,
    is_money: bool,
) -> Option<(f64, usize)> {
    if first.vague {
        return None;
    }
    let joint = first.end;
    let between = at > reader.start && matches!(reader.text(at - 1), "between" | "Between");
    let from = at > reader.start && matches!(reader.text(at - 1), "from" | "From");
    let is_joint = reader.is_hyphen(joint)
        || matches!(reader.text(joint), "to" | "or")
        || reader.is_and(joint) && between;
    if !is_joint {
        return None;
    }
    let mut next = joint + 1;
    while is_money && reader.has_shape(next, Shape::MARK) && next < joint + 3 {
        next += 1;
    }
    let last = numeral::read(reader, next, is_money)?;
    // "from 5 to 8" is a change as often as a range, and "3-1" is a score.
    if last.vague || last.value <= first.value || from {
        return None;
    }
    let digits = |at: usize| reader.text(at).len();
    if reader.is_hyphen(joint) && digits(at) == 3 && digits(next) == 4 {
        return None;
    }
    // "212-555-0148" is no range.
    let glued = reader.has_shape(last.end, Shape::MARK)
        && reader.has_shape(last.end, Shape::JOINED)
        && reader.has_shape(last.end + 1, Shape::NUMBER.with(Shape::ALL_CAPS))
        && reader.has_shape(last.end + 1, Shape::JOINED);
    if glued || reader.has_shape(at, Shape::JOINED) && reader.is_hyphen(joint) {
        return None;
    }
    Some((last.value, last.end))
}

fn before(reader: &Reader<'_, '_>, bounded: &mut Bounded, floor: usize) {
    // "between", and the money sign, stand closer than the bounding phrase.
    if bounded.amount.max > bounded.amount.min
        && bounded.start > floor
        && matches!(reader.text(bounded.start - 1), "between" | "Between")
    {
        bounded.start -= 1;
    }
    // "at least another five", "about half a million": a few layers.
    for _ in 0..3 {
        if bounded.start <= floor {
            return;
        }
        let last = bounded.start - 1;
        if !bounded.digits && matches!(reader.text(last), "a" | "half" | "an" | "A" | "Half") {
            bounded.start -= 1;
            continue;
        }
        let phrases = reader.table.before.at(reader.key(last));
        let found = phrases.iter().find(|phrase| {
            let n = phrase.words.len();
            bounded.start >= floor + n
                && is_phrase_at(
                    &phrase.words,
                    (bounded.start - n..bounded.start).map(|at| reader.key(at)),
                )
        });
        let Some(phrase) = found else { return };
        if !apply(bounded, phrase.meaning) {
            return;
        }
        bounded.start -= phrase.words.len();
    }
}

fn after(reader: &Reader<'_, '_>, bounded: &mut Bounded) {
    if reader.text(bounded.end) == "+" {
        apply(bounded, Bound::Least);
        bounded.end += 1;
        return;
    }
    let phrases = reader.table.after.at(reader.key(bounded.end));
    let found = phrases.iter().find(|phrase| {
        is_phrase_at(
            &phrase.words,
            (bounded.end..bounded.end + phrase.words.len()).map(|at| reader.key(at)),
        )
    });
    if let Some(phrase) = found
        && apply(bounded, phrase.meaning)
    {
        bounded.end += phrase.words.len();
    }
    if reader.is(bounded.end, Roles::ADDITIONAL_AFTER) {
        bounded.additional = true;
    }
}

/// Whether the phrase can bound the amount.
fn apply(bounded: &mut Bounded, bound: Bound) -> bool {
    if bounded.amount.vague {
        bounded.additional |= bound == Bound::Additional;
        return bound != Bound::Exact || bounded.amount.vague;
    }
    // The word next to the number bounds it: "up to at least 99".
    let is_open = bounded.amount.min.is_infinite() || bounded.amount.max.is_infinite();
    if is_open && matches!(bound, Bound::Least | Bound::Most) {
        return true;
    }
    match bound {
        Bound::Exact => return true,
        Bound::Additional => bounded.additional = true,
        Bound::Near => bounded.amount.approximate = true,
        Bound::Least => bounded.amount.max = f64::INFINITY,
        Bound::Most => bounded.amount.min = f64::NEG_INFINITY,
    }
    bounded.bounded = true;
    true
}
