//! Key terms: content words in any of their wordings.

use crate::document::Document;
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
    let is_open = |word: &&String| {
        lexicon()
            .find(key(word))
            .and_then(|row| lexicon().word(row))
            .is_none_or(|word| !word.classes.intersects(closed))
    };
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
