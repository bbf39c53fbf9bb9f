//! Phrases of several words as sequences of word keys.

use crate::lang::WordMap;
use crate::value::name::{WordKey, key};

/// A phrase with what it means.
#[derive(Clone, Debug)]
pub struct Phrase<T> {
    /// Keys of its words, in reading order.
    pub words: Vec<WordKey>,
    /// What it means.
    pub meaning: T,
}

/// Phrases by the word at which they are found.
#[derive(Clone, Debug)]
pub struct PhraseTable<T> {
    by_anchor: WordMap<Vec<Phrase<T>>>,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self {
            by_anchor: WordMap::default(),
        }
    }
}

impl<T> PhraseTable<T> {
    /// Adds a phrase of space-divided words that is found by its first word.
    pub fn add_by_first(&mut self, phrase: &str, meaning: T) {
        let words: Vec<WordKey> = phrase.split(' ').map(key).collect();
        self.add(words[0], words, meaning);
    }

    /// Adds a phrase of space-divided words that is found by its last word.
    pub fn add_by_last(&mut self, phrase: &str, meaning: T) {
        let words: Vec<WordKey> = phrase.split(' ').map(key).collect();
        self.add(words[words.len() - 1], words, meaning);
    }

    /// Longest phrases come first, so that the first match is the best one.
    fn add(&mut self, anchor: WordKey, words: Vec<WordKey>, meaning: T) {
        let phrases = self.by_anchor.entry(anchor).or_default();
        let at = phrases.partition_point(|phrase| phrase.words.len() >= words.len());
        phrases.insert(at, Phrase { words, meaning });
    }

    /// The words at which there are phrases, in no order.
    pub fn anchors(&self) -> impl Iterator<Item = WordKey> + '_ {
        self.by_anchor.keys().copied()
    }

    /// The phrases at a word, longest first.
    #[must_use]
    pub fn at(&self, anchor: WordKey) -> &[Phrase<T>] {
        self.by_anchor.get(&anchor).map_or(&[], Vec::as_slice)
    }
}

/// Whether the words stand in `keys`, one by one.
#[must_use]
pub fn is_phrase_at(words: &[WordKey], mut keys: impl Iterator<Item = WordKey>) -> bool {
    words.iter().all(|word| keys.next() == Some(*word))
}
