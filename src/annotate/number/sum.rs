//! People who are listed and not counted: "three men and a woman" are four people.

use crate::annotate::number::counted;
use crate::annotate::number::numeral;
use crate::annotate::number::reader::Reader;
use crate::annotate::{QuantityKind, QuantityMention};
use crate::document::{Shape, TokenRange};
use crate::lang::number::Roles;
use crate::value::name::key;
use crate::value::{Amount, UnitClass};

/// Lists of more items than this are no sum of a sentence.
const LONGEST_LIST: usize = 8;

/// One item of a list.
struct Item {
    n_people: f64,
    head: usize,
    end: usize,
}

/// The sum of the list of people that begins at `at`, if one does, of two items or more.
pub(super) fn find(reader: &Reader<'_, '_>, at: usize) -> Option<QuantityMention> {
    let first = item(reader, at)?;
    let mut total = first.n_people;
    let mut last = first;
    let mut closed = false;
    for _ in 1..LONGEST_LIST {
        let comma = usize::from(reader.text(last.end) == ",");
        let and = usize::from(reader.is_and(last.end + comma));
        if comma + and == 0 {
            break;
        }
        let Some(next) = item(reader, last.end + comma + and) else {
            break;
        };
        total += next.n_people;
        last = next;
        closed = and == 1;
        if closed {
            break;
        }
    }
    closed.then(|| QuantityMention {
        tokens: TokenRange::new(at, last.end),
        amount: Amount::exactly(total),
        unit: Some(TokenRange::new(last.head, last.end)),
        kind: QuantityKind::Count,
        unit_key: Some(key("person")),
        unit_class: UnitClass::People,
    })
}

/// "three men", "a young woman", "their mother", "a 16-year-old girl".
fn item(reader: &Reader<'_, '_>, at: usize) -> Option<Item> {
    let (n_people, from) = match reader.entry(at) {
        Some(word) if word.roles.is(Roles::ARTICLE) => (1.0, at + 1),
        _ => {
            let number = numeral::read(reader, at, false)?;
            if number.vague {
                return None;
            }
            (number.value, number.end)
        }
    };
    if reader.is(from, Roles::ADDITIONAL_AFTER) || reader.is_hyphen(from) {
        return None;
    }
    let counted = counted::find(reader, from, n_people > 1.0)?;
    let head = counted.tokens.end() - 1;
    let is_noun = reader.is(head, Roles::PEOPLE);
    let is_modifier = reader.has_shape(head + 1, Shape::POSSESSIVE);
    (counted.class == UnitClass::People && is_noun && !is_modifier).then_some(Item {
        n_people,
        head,
        end: head + 1,
    })
}
