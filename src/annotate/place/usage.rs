//! How a place stands in its sentence.

use crate::annotate::place::candidate::Candidate;
use crate::annotate::{NameKind, NameMention, PlaceUse};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::part::parts;
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
    if candidate.is_national {
        return PlaceUse::Location;
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
    let next = document.tokens[..sentence.end()].get(behind(document, tokens));
    if next.is_some_and(|next| next.shape.is(Shape::POSSESSIVE)) {
        // "in Toledo's Old West End", "on Toledo's east side": part of the place.
        let led = led_by(document, sentence.start(), tokens.start());
        let is_placed = led.word.is_some_and(|at| {
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
    let led = led_by(document, sentence.start(), tokens.start());
    if let Some(at) = led.word {
        match document.word(at) {
            "from" | "From" => return PlaceUse::Origin,
            "of" if is_behind_person(document, names, sentence.start(), at) => {
                return PlaceUse::Origin;
            }
            "of" => return PlaceUse::Modifier,
            // "an attack on Israel", "Copper and Wyoming" as streets: nobody is on a town.
            "on" | "On" if is_known && !led.is_part => return PlaceUse::Actor,
            _ => {}
        }
        if document.tokens[at].is(Classes::PLACE_PREPOSITION) {
            return PlaceUse::Location;
        }
    }
    if led.is_beside {
        return PlaceUse::Location;
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

/// Where the word behind a place stands: "a Toledo, Ohio, motel" has a comma between.
pub(super) fn behind(document: &Document<'_>, tokens: TokenRange) -> usize {
    let end = tokens.end();
    let is_comma = |at: usize| at < document.tokens.len() && document.word(at) == ",";
    let is_qualified = tokens.range().any(is_comma);
    let is_modifying = tokens.start() > 0
        && document.tokens[tokens.start() - 1]
            .is(Classes::DETERMINER.with(Classes::POSSESSIVE_PRONOUN));
    end + usize::from(is_qualified && is_modifying && is_comma(end))
}

/// What leads to a place.
#[derive(Clone, Copy, Debug, Default)]
struct Led {
    /// The word before its phrase.
    word: Option<usize>,
    /// The phrase is "the city of X", "an old quarter of X".
    is_part: bool,
    /// "20 km south of X", "just north of X".
    is_beside: bool,
}

/// How many words the phrase of a place may have before its name.
const PHRASE: usize = 8;

/// The word before the place, past "the", "downtown", "the northern Italian city of", "the old
/// quarter of".
fn led_by(document: &Document<'_>, first: usize, start: usize) -> Led {
    let mut led = Led::default();
    let mut at = start;
    for _ in 0..PHRASE {
        let Some(before) = at.checked_sub(1).filter(|at| *at >= first) else {
            return led;
        };
        at = before;
        let token = &document.tokens[at];
        if document.word(at) == "of" && at > first && is_part_noun(document, at - 1) {
            at -= 1;
            led.is_beside |= is_side(document, at)
                && (at == first || !document.tokens[at - 1].is(Classes::DETERMINER));
            led.is_part = true;
            continue;
        }
        // "rebel-held eastern Ukraine"
        if let Some(joint) = compound_before(document, first, at) {
            at = joint;
            continue;
        }
        let passes = token.is(Classes::DEFINITE
            .with(Classes::ADJECTIVE)
            .with(Classes::COMPASS))
            && !token.is(Classes::PREPOSITION)
            || led.is_part && is_modifying(document, at);
        if !passes {
            led.word = token.shape.is(Shape::WORD).then_some(at);
            return led;
        }
    }
    led
}

/// Where "rebel-held" starts, of which the token is the last word: a participle behind a hyphen.
fn compound_before(document: &Document<'_>, first: usize, at: usize) -> Option<usize> {
    let start = at.checked_sub(2).filter(|start| *start >= first)?;
    let is_participle = lexicon()
        .word(document.tokens[at].word)
        .is_some_and(|word| word.forms.is(VerbForms::PARTICIPLE));
    let is_joint = document.word(at - 1) == "-" && document.tokens[at - 1].shape.is(Shape::JOINED);
    (is_joint && is_participle && !document.tokens[at].shape.is(Shape::CAPITAL)).then_some(start)
}

/// "city", "village", "quarter", "centre", "south".
fn is_part_noun(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    gazetteer().is_kind_word(token.key)
        || parts().is_part(token.key)
        || token.is(Classes::PLACE_NOUN)
        || is_side(document, at)
}

/// "south", "northwest".
fn is_side(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    parts().is_side(token.key) && !token.shape.is(Shape::CAPITAL)
}

/// "an industrial", "the West Bank", "Italy's northern": what may stand before the noun of a part.
fn is_modifying(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    let is_closed = token.is(Classes::PREPOSITION
        .with(Classes::VERB)
        .with(Classes::COORDINATOR)
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::MODAL)
        .with(Classes::SUBJECT_PRONOUN));
    token.shape.is(Shape::POSSESSIVE)
        || token.shape.is(Shape::WORD)
            && (!is_closed || token.is(Classes::ADJECTIVE.with(Classes::DETERMINER)))
            && !token.is(Classes::PREPOSITION)
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
