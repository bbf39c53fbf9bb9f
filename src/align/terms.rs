//! Key terms: content words in any of their wordings.

use crate::align::{Probe, Reading};
use crate::annotate::EventMention;
use crate::document::{Document, Shape};
use crate::lang::{Classes, Lexicon, lexicon};
use crate::value::name::{WordKey, fold, key};
use crate::value::words;

/// One term of `about`: all its content words must be found near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As written.
    pub text: String,
    /// Stems of its content words.
    pub stems: Vec<WordKey>,
    /// Its last word as it stands: the noun that it is about.
    pub head: WordKey,
}

impl Term {
    /// Compiles a term.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            stems: content_stems(text),
            head: words::words(text).pop().unwrap_or_default(),
        }
    }
}

/// Lemmas of all words of a phrase.
#[must_use]
pub(super) fn lemmas(lexicon: &Lexicon, phrase: &str) -> Vec<WordKey> {
    words::words(phrase)
        .into_iter()
        .map(|word| lexicon.lemma(word))
        .collect()
}

/// Stems of the content words of a text: closed-class words left out, unless nothing else is there.
#[must_use]
pub(super) fn content_stems(text: &str) -> Vec<WordKey> {
    let closed = Classes::DETERMINER
        .with(Classes::PREPOSITION)
        .with(Classes::COORDINATOR)
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::SUBJECT_PRONOUN)
        .with(Classes::TO);
    let words = words::folded_words(text);
    let is_open = |word: &&String| !lexicon().classes(key(word)).intersects(closed);
    let mut stems: Vec<WordKey> = words
        .iter()
        .filter(is_open)
        .map(|word| stem(word))
        .collect();
    if stems.is_empty() {
        stems = words.iter().map(|word| stem(word)).collect();
    }
    stems
}

/// How far from the words of an event a term may stand that says of which kind it is.
const NEGATED_REACH: usize = 4;

/// Whether what the claim is about is told beside the event with a "not" right before it ("pleaded
/// *not guilty*"), where the claim has none.
#[must_use]
pub fn is_term_negated(reading: &Reading<'_>, probe: &Probe, mention: &EventMention) -> bool {
    if probe.is_negated {
        return false;
    }
    let tokens = &reading.document.tokens;
    let sentence = reading.document.sentences[reading.sentence_of(mention)].tokens;
    let from = sentence
        .start()
        .max(mention.tokens.start().saturating_sub(NEGATED_REACH));
    let to = sentence.end().min(mention.tokens.end() + NEGATED_REACH);
    let (mut is_negated, mut is_plain) = (false, false);
    for stem in probe.about.iter().flat_map(|term| &term.stems) {
        for at in reading.with_stem_in(*stem, from..to) {
            if at == mention.verb || tokens[at].is(Classes::VERB) {
                continue;
            }
            // "not-guilty": the hyphen between them.
            let before = (sentence.start()..at)
                .rev()
                .find(|before| !tokens[*before].shape.is(Shape::MARK));
            if before.is_some_and(|before| tokens[before].is(Classes::NEGATION)) {
                is_negated = true;
            } else {
                is_plain = true;
            }
        }
    }
    is_negated && !is_plain
}

/// The stem of a token.
#[must_use]
pub(super) fn stem_of(document: &Document<'_>, at: usize) -> WordKey {
    stem(&fold(document.word(at)))
}

/// Endings that make one wording of a word into another; longest first.
const ENDINGS: &[&str] = &[
    "izations", "ization", "ations", "ation", "ements", "ement", "ments", "ment", "ities", "ity",
    "ings", "ing", "ical", "ists", "ist", "ions", "ion", "ives", "ive", "ers", "ors", "ies", "ied",
    "ics", "ic", "al", "er", "or", "ly", "ed", "es", "s", "e", "y",
];

/// Shortest stem that is left, in letters.
const SHORTEST_STEM: usize = 4;

/// The stem of a folded word: verb forms through their lemma, then one ending taken off. Two
/// wordings of one word meet ("technocrats", "technocratic"; "reconstruct", "reconstruction").
#[must_use]
pub(super) fn stem(folded: &str) -> WordKey {
    let lemma = lexicon().lemma(key(folded));
    if lemma != key(folded) {
        // An irregular or inflected verb: its lemma's text is not kept, so compare by lemma, save
        // where stripping the ending gives the same word.
        if let Some(text) = regular_stem(folded) {
            return key(text);
        }
        return lemma;
    }
    key(regular_stem(folded).unwrap_or(folded))
}

fn regular_stem(folded: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| {
        folded
            .strip_suffix(ending)
            .filter(|stem| stem.len() >= SHORTEST_STEM)
    })
}
