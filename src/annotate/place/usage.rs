//! How a place stands in its sentence.

use crate::annotate::place::candidate::Candidate;
use crate::annotate::{NameKind, NameMention, PlaceUse};
use crate::document::{Document, Shape};
use crate::lang::{Classes, VerbForms, gazetteer, lexicon};

/// A dateline ends within so many tokens behind its place.
const LONGEST_DATELINE: usize = 12;

/// The use of a candidate.
pub(super) fn usage(
    document: &Document<'_>,
    names: &[NameMention],
    candidate: &Candidate,
) -> PlaceUse {
    let tokens = candidate.tokens;
    if candidate.is_inner {
        return PlaceUse::Modifier;
    }
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    if is_dateline(document, sentence.start(), candidate) {
        return PlaceUse::Dateline;
    }
    let next = document.tokens[..sentence.end()].get(tokens.end());
    if next.is_some_and(|next| next.shape.is(Shape::POSSESSIVE)) {
        return PlaceUse::Modifier;
    }
    let is_joined =
        |at: usize| document.tokens[at].shape.is(Shape::JOINED) && document.word(at) == "-";
    if tokens.end() < sentence.end() && is_joined(tokens.end())
        || tokens.start() > sentence.start() && is_joined(tokens.start() - 1)
    {
        return PlaceUse::Modifier;
    }
    let word = word_before(document, sentence.start(), tokens.start());
    if let Some(at) = word {
        match document.word(at) {
            "from" | "From" => return PlaceUse::Origin,
            "of" if is_behind_person(document, names, sentence.start(), at) => {
                return PlaceUse::Origin;
            }
            "of" => return PlaceUse::Modifier,
            // "an attack on Israel", "Copper and Wyoming" as streets: nobody is on a town.
            "on" | "On" if candidate.place.is_some() => return PlaceUse::Actor,
            _ => {}
        }
        if document.tokens[at].is(Classes::PLACE_PREPOSITION) {
            return PlaceUse::Location;
        }
    }
    let is_noun = next.is_some_and(|next| {
        next.shape.is(Shape::WORD)
            && !next.shape.is(Shape::CAPITAL)
            && !next.is(crate::annotate::name::CLOSED)
            && !next.is(Classes::REPORTING)
            && (!is_finite(document, tokens.end())
                // "the Cairo talks": the article belongs to the noun, so it is no verb.
                || next.is(Classes::EVENT_NOUN)
                    && tokens.start() > sentence.start()
                    && document.tokens[tokens.start() - 1].is(Classes::DEFINITE))
    });
    if is_noun {
        PlaceUse::Modifier
    } else {
        PlaceUse::Actor
    }
}

/// Whether the word can be a finite verb.
fn is_finite(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    let finite = VerbForms::PAST.with(VerbForms::THIRD).with(VerbForms::BASE);
    lexicon()
        .word(token.word)
        .is_some_and(|word| word.forms.is(finite))
        || document.word(at).ends_with("ed")
}

/// The word before the place, past "the", "downtown", "the city of".
fn word_before(document: &Document<'_>, first: usize, start: usize) -> Option<usize> {
    let mut at = start;
    for _ in 0..5 {
        at = at.checked_sub(1).filter(|at| *at >= first)?;
        let token = &document.tokens[at];
        let is_introduction = document.word(at) == "of"
            && at > first
            && (gazetteer().is_kind_word(document.tokens[at - 1].key)
                || document.tokens[at - 1].is(Classes::PLACE_NOUN));
        if is_introduction {
            at -= 1;
            continue;
        }
        let passes = token.is(Classes::DEFINITE
            .with(Classes::ADJECTIVE)
            .with(Classes::COMPASS))
            && !token.is(Classes::PREPOSITION);
        if !passes {
            return token.shape.is(Shape::WORD).then_some(at);
        }
    }
    None
}

/// "John Doe, 23, of Croydon", "Jane Doe of Croydon".
fn is_behind_person(
    document: &Document<'_>,
    names: &[NameMention],
    first: usize,
    of: usize,
) -> bool {
    let mut at = of;
    while at > first {
        let token = &document.tokens[at - 1];
        let passes =
            token.shape.is(Shape::NUMBER) || matches!(document.word(at - 1), "," | "(" | ")");
        if !passes {
            break;
        }
        at -= 1;
    }
    let before = names.partition_point(|name| name.tokens.end() <= at);
    before > 0
        && names[before - 1].tokens.end() == at
        && matches!(names[before - 1].kind, NameKind::Person | NameKind::Unknown)
        || at > first && document.tokens[at - 1].is(Classes::PERSON)
}

/// "CAIRO (AP) —", "KANSAS CITY, Mo. --", "Cairo, Oct. 12 -".
fn is_dateline(document: &Document<'_>, first: usize, candidate: &Candidate) -> bool {
    let end = document.tokens.len();
    if candidate.tokens.start() > first + 1 {
        return false;
    }
    let mut at = candidate.tokens.end();
    // "CAIRO: Delegations ..."
    let is_shouted = document.tokens[candidate.tokens.start()]
        .shape
        .is(Shape::ALL_CAPS)
        && document.word(candidate.tokens.start()).len() > 3;
    if is_shouted && at < end && document.word(at) == ":" {
        return true;
    }
    while at < end && at - candidate.tokens.end() < LONGEST_DATELINE {
        let token = &document.tokens[at];
        let word = document.word(at);
        if matches!(word, "-" | "--" | "\u{2014}" | "\u{2013}") && !token.shape.is(Shape::JOINED)
            || matches!(word, "--" | "\u{2014}")
        {
            return true;
        }
        let fits = token.shape.is(Shape::NUMBER.with(Shape::CAPITAL))
            || matches!(word, "," | "(" | ")" | "/" | "." | "|");
        if !fits {
            return false;
        }
        at += 1;
    }
    false
}
