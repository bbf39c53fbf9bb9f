//! Keys of names of several words, the same for characters and for tokens.

use crate::value::name::{WordKey, key};

/// Words of a name as tokens have them: hyphens, commas and other marks divide, apostrophes and
/// dots do not.
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && !"'.’‘ʼ`".contains(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// First word and number of words, and the key of the whole.
pub(super) fn name_key(name: &str) -> ((Option<WordKey>, u8), WordKey) {
    let mut hash = START;
    let mut first = None;
    let mut n_words = 0_u8;
    for word in words(name) {
        let word = key(word);
        first.get_or_insert(word);
        n_words = n_words.saturating_add(1);
        hash = combine(hash, word);
    }
    ((first, n_words), WordKey(hash))
}

const START: u64 = 0x51_7c_c1_b7_27_22_0a_95;

/// One key for several words in order.
pub(super) fn combined(words: impl Iterator<Item = WordKey>) -> WordKey {
    WordKey(words.fold(START, combine))
}

fn combine(hash: u64, word: WordKey) -> u64 {
    (hash.rotate_left(5) ^ word.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
