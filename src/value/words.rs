//! Names and phrases of claims cut into words as articles are cut into tokens.

use crate::value::name::{WordKey, fold, key};

/// The words of a phrase, folded: parted at white space, hyphens and other marks, a possessive
/// ending left out; apostrophes and the dots of abbreviations stay inside a word.
#[must_use]
pub fn folded_words(phrase: &str) -> Vec<String> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '.');
    phrase
        .split(|c: char| !is_inner(c))
        .map(|word| {
            let word = word.trim_matches(['\'', '\u{2019}']);
            let word = ["'s", "\u{2019}s"]
                .iter()
                .find_map(|ending| word.strip_suffix(ending))
                .unwrap_or(word);
            fold(word)
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Keys of the words of a phrase.
#[must_use]
pub fn words(phrase: &str) -> Vec<WordKey> {
    folded_words(phrase).iter().map(|word| key(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::folded_words;

    #[test]
    fn phrases_are_cut_as_texts_are() {
        for (phrase, expected) in [
            ("Khalil al-Hayya", "khalil al hayya"),
            ("St. Louis, U.S.", "st louis us"),
            ("Gideon Sa\u{2019}ar's", "gideon saar"),
            ("Paulino do Rego Barros Jr.", "paulino do rego barros jr"),
        ] {
            assert_eq!(folded_words(phrase).join(" "), expected);
        }
    }
}
