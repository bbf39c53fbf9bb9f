//! How a place stands in its sentence.

use crate::annotate::place::candidate::Candidate;
use crate::annotate::{NameKind, NameMention, PlaceUse};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::{Classes, VerbForms, gazetteer, lexicon};

/// A dateline ends within so many tokens behind its place.
const LONGEST_DATELINE: usize = 12;

/// The use of a candidate.
pub(super) fn usage(
    document: &Document<'_>,
    names: &[NameMention],
    candidate: &Candidate,
) -> PlaceUse {
    if candidate.is_inner {
        return PlaceUse::Modifier;
    }
    use_at(document, names, candidate.tokens, candidate.place.is_some())
}

/// How a place name at `tokens` stands in its sentence; `is_known`: on the map.
pub(super) fn use_at(
    document: &Document<'_>,
    names: &[NameMention],
    tokens: TokenRange,
    is_known: bool,
) -> PlaceUse {
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    if is_dateline(document, sentence.start(), tokens) {
        return PlaceUse::Dateline;
    }
    let next = document.tokens[..sentence.end()].get(tokens.end());
    if next.is_some_and(|next| next.shape.is(Shape::POSSESSIVE)) {
        // "in Toledo's Old West End", "on Toledo's east side": part of the place.
        let is_placed = word_before(document, sentence.start(), tokens.start()).is_some_and(|at| {
            document.tokens[at].is(Classes::PLACE_PREPOSITION) || document.word(at) == "on"
        });
        return if is_placed && has_part(document, sentence, tokens.end() + 1) {
            PlaceUse::Location
        } else {
            PlaceUse::Modifier
        };
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
            "on" | "On" if is_known => return PlaceUse::Actor,
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

/// How many words may stand before the noun for a part of a place ("Fairmount Old Mill neighborhood").
const PART: usize = 5;

/// Whether a part of a place is told from a token on: "east side", "Riverview neighborhood".
fn has_part(document: &Document<'_>, sentence: TokenRange, start: usize) -> bool {
    let part = Classes::COMPASS
        .with(Classes::PLACE_NOUN)
        .with(Classes::PLACE_WORD);
    (start..sentence.end().min(start + PART))
        .take_while(|at| {
            let token = &document.tokens[*at];
            token.shape.is(Shape::CAPITAL) || token.is(part) || token.is(Classes::ADJECTIVE)
        })
        .any(|at| document.tokens[at].is(part))
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
fn is_dateline(document: &Document<'_>, first: usize, tokens: TokenRange) -> bool {
    let end = document.tokens.len();
    if tokens.start() > first + 1 {
        return false;
    }
    let mut at = tokens.end();
    // "CAIRO: Delegations ..."
    let is_shouted = document.tokens[tokens.start()].shape.is(Shape::ALL_CAPS)
        && document.word(tokens.start()).len() > 3;
    if is_shouted && at < end && document.word(at) == ":" {
        return true;
    }
    while at < end && at - tokens.end() < LONGEST_DATELINE {
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
