//! Which words are worth a look into a map: most are told apart from all words of a small set by one bit.

use crate::value::name::WordKey;

/// A set of words of which only "surely not in it" is told. `N` rows of 64 bits, a power of two: one for
/// the words of a window, the 64 of the default for those of a table.
#[derive(Clone, Copy, Debug)]
pub struct WordFilter<const N: usize = 64>([u64; N]);

impl<const N: usize> Default for WordFilter<N> {
    fn default() -> Self {
        const { assert!(N.is_power_of_two()) };
        Self([0; N])
    }
}

impl<const N: usize> FromIterator<WordKey> for WordFilter<N> {
    fn from_iter<I: IntoIterator<Item = WordKey>>(words: I) -> Self {
        let mut filter = Self::default();
        words.into_iter().for_each(|word| filter.add(word));
        filter
    }
}

impl<const N: usize> WordFilter<N> {
    /// One of which every word may be.
    #[must_use]
    pub fn full() -> Self {
        Self([u64::MAX; N])
    }

    /// The row of a word and its bit there: the lower bits of a key and the upper ones.
    fn place(word: WordKey) -> (usize, u64) {
        (word.0 as usize & (N - 1), 1 << (word.0 >> 58))
    }

    /// Adds a word.
    pub fn add(&mut self, word: WordKey) {
        let (row, bit) = Self::place(word);
        self.0[row] |= bit;
    }

    /// Whether the word may have been added; `false` is certain.
    #[must_use]
    pub fn may_have(&self, word: WordKey) -> bool {
        let (row, bit) = Self::place(word);
        self.0[row] & bit != 0
    }

    /// Whether a word may be in both; `false` is certain.
    #[must_use]
    pub fn may_share(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(&other.0)
            .any(|(own, other)| own & other != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::WordFilter;
    use crate::value::name::key;

    #[test]
    fn a_word_that_was_added_is_never_denied() {
        let words = ["fire", "flood", "storm"].map(key);
        let table: WordFilter = words.into_iter().collect();
        let window: WordFilter<1> = words.into_iter().collect();
        assert!(words.iter().all(|word| table.may_have(*word)));
        assert!(words.iter().all(|word| window.may_have(*word)));
        assert!(!WordFilter::<1>::default().may_have(words[0]));
        let one: WordFilter<1> = words[..1].iter().copied().collect();
        assert!(one.may_share(&window) && one.may_share(&WordFilter::full()));
        assert!(!one.may_share(&WordFilter::default()));
    }
}
