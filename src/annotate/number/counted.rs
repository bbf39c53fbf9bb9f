//! The noun phrase that a number counts, and its head.

use crate::annotate::number::reader::Reader;
use crate::document::{Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::number::Roles;
use crate::value::UnitClass;
use crate::value::name::{WordKey, key};

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// From the first modifier to the head.
    pub tokens: TokenRange,
    /// Singular of the head.
    pub key: WordKey,
    pub class: UnitClass,
}

/// Words between a number and its noun that are still one phrase.
const LONGEST_PHRASE: usize = 9;

/// Words that end a noun phrase.
const CLOSED: Classes = Classes::FUNCTION_WORD.with(Classes::WEEKDAY);

/// The phrase that begins at `from`; its head agrees in number with `is_plural`.
pub(super) fn find(reader: &Reader<'_, '_>, from: usize, is_plural: bool) -> Option<Counted> {
    if reader.is_hyphen(from) {
        return compound(reader, from + 1);
    }
    let mut state = None;
    let mut at = from;
    while at < from + LONGEST_PHRASE && at < reader.end {
        let token = reader.token(at)?;
        if token.shape.is(Shape::MARK) {
            let goes_on = reader.is_hyphen(at) || token.shape.is(Shape::OPENS);
            if !goes_on {
                break;
            }
        } else if token.shape.is(Shape::NUMBER) {
            // "two 16-year-old boys"
            if !is_age_modifier(reader, at) {
                break;
            }
        } else {
            let roles = reader.entry(at).map_or(Roles::default(), |word| word.roles);
            let is_added = roles.is(Roles::ADDITIONAL_AFTER);
            let is_noun = roles.is(Roles::PEOPLE.with(Roles::UNIT));
            if !is_added && !is_noun && is_boundary(reader, at, roles) {
                break;
            }
            if roles.is(Roles::STATE) && at <= from + 1 {
                state = state.or(Some(at));
            }
            let joined_on = reader.is_hyphen(at + 1);
            if !joined_on && is_head(reader, at, roles, is_plural, from) {
                return finish(reader, from, at, is_plural);
            }
        }
        at += 1;
    }
    // "seven dead": the adjective counts people by itself.
    let head = state?;
    make(reader, from, head)
}

/// Takes in a second head: "two women passengers", "two police officers".
fn finish(reader: &Reader<'_, '_>, from: usize, head: usize, is_plural: bool) -> Option<Counted> {
    let next = head + 1;
    let roles = reader
        .entry(next)
        .map_or(Roles::default(), |word| word.roles);
    let number = if is_plural {
        Roles::PLURAL
    } else {
        Roles::SINGULAR
    };
    let head = if roles.is(Roles::PEOPLE) && roles.is(number) && !roles.is(Roles::BOUNDARY) {
        next
    } else {
        head
    };
    if reader.has_shape(head + 1, Shape::POSSESSIVE) {
        // "two men's bodies": the men are not what is counted.
        return None;
    }
    make(reader, from, head)
}

fn make(reader: &Reader<'_, '_>, from: usize, head: usize) -> Option<Counted> {
    let word = reader.document.word(head);
    let (unit_key, class) = meaning(reader, head, word);
    let mut from = from;
    while from < head && reader.has_shape(from, Shape::MARK) {
        from += 1;
    }
    Some(Counted {
        tokens: TokenRange::new(from, head + 1),
        key: unit_key,
        class,
    })
}

/// Singular and class of a head noun.
pub(super) fn meaning(reader: &Reader<'_, '_>, head: usize, word: &str) -> (WordKey, UnitClass) {
    let entry = reader.entry(head).copied().unwrap_or_default();
    if entry.roles.is(Roles::ADDITIONAL_AFTER) && entry.unit == 0 {
        return (key("other"), UnitClass::People);
    }
    if let Some(unit) = reader.table.unit_at(entry.unit) {
        if unit.class != UnitClass::People {
            return (unit.key, unit.class);
        }
        if entry.roles.is(Roles::STATE) {
            return (unit.key, unit.class);
        }
        return (singular(word, reader.is(head, Roles::PLURAL)), unit.class);
    }
    let is_people = reader.is_class(head, Classes::PERSON.with(Classes::DEMONYM))
        || word.ends_with("ans") && reader.has_shape(head, Shape::CAPITAL);
    let class = if is_people {
        UnitClass::People
    } else {
        UnitClass::Thing
    };
    (singular(word, true), class)
}

/// Key of the singular of a plural noun, by spelling.
pub(super) fn singular(word: &str, is_plural: bool) -> WordKey {
    if !is_plural {
        return key(word);
    }
    let irregular = [
        ("people", "person"),
        ("men", "man"),
        ("children", "child"),
        ("wives", "wife"),
        ("lives", "life"),
        ("thieves", "thief"),
    ];
    for (plural, single) in irregular {
        if word.len() >= plural.len() && word.is_char_boundary(word.len() - plural.len()) {
            let (stem, end) = word.split_at(word.len() - plural.len());
            if end.eq_ignore_ascii_case(plural) {
                return key(&format!("{stem}{single}"));
            }
        }
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return key(&format!("{stem}y"));
    }
    for ending in ["ches", "shes", "sses", "xes"] {
        if word.ends_with(ending) {
            return key(&word[..word.len() - 2]);
        }
    }
    match word.strip_suffix('s').or_else(|| word.strip_suffix('S')) {
        Some(stem) if !stem.ends_with('s') => key(stem),
        _ => key(word),
    }
}

/// "two-carriage", "40-metre-deep", "20-point": the noun behind the hyphen stands in the singular.
fn compound(reader: &Reader<'_, '_>, at: usize) -> Option<Counted> {
    let token = reader.token(at)?;
    if !token.shape.is(Shape::WORD) || reader.is(at, Roles::BOUNDARY.with(Roles::LABEL_AFTER)) {
        return None;
    }
    if token.is(CLOSED) {
        return None;
    }
    make(reader, at, at)
}

fn is_boundary(reader: &Reader<'_, '_>, at: usize, roles: Roles) -> bool {
    // "US" is no pronoun.
    roles.is(Roles::BOUNDARY)
        || reader.is_class(at, CLOSED) && !reader.has_shape(at, Shape::ALL_CAPS)
}

fn is_head(reader: &Reader<'_, '_>, at: usize, roles: Roles, is_plural: bool, from: usize) -> bool {
    if !is_plural {
        return roles.is(Roles::SINGULAR)
            && roles.is(Roles::PEOPLE.with(Roles::UNIT))
            && !reader.is(at + 1, Roles::PEOPLE);
    }
    if roles.is(Roles::PEOPLE.with(Roles::UNIT)) {
        // Units stand right behind the number; "second" and the like are words of their own.
        return roles.is(Roles::PLURAL) && (roles.is(Roles::PEOPLE) || at <= from + 1);
    }
    if roles.is(Roles::PLURAL) {
        return true;
    }
    // "Two more were …": nothing else is named.
    if roles.is(Roles::ADDITIONAL_AFTER) || roles.is(Roles::NO_PLURAL) {
        return false;
    }
    is_plural_by_spelling(reader.document.word(at))
}

/// Ends like a plural: "tents", not "dress", "bus", "crisis".
fn is_plural_by_spelling(word: &str) -> bool {
    let bytes = word.as_bytes();
    let n = bytes.len();
    n > 3
        && bytes[n - 1] == b's'
        && !matches!(bytes[n - 2], b's' | b'u')
        && !word.ends_with("ious")
        && !word.ends_with("sis")
}

/// "16-year-old" in front of a noun.
fn is_age_modifier(reader: &Reader<'_, '_>, at: usize) -> bool {
    reader.is_hyphen(at + 1) && reader.is(at + 2, Roles::UNIT) && reader.is_hyphen(at + 3)
}
