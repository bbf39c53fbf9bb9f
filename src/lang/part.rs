//! The table of parts and sides of places: "the centre of", "northern".

use std::sync::OnceLock;

use serde::Deserialize;

use crate::value::name::{WordKey, key};

/// The table of `parts.toml`.
#[derive(Debug)]
pub struct Parts {
    parts: Vec<WordKey>,
    opposites: Vec<(Vec<WordKey>, Vec<WordKey>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    parts: Vec<String>,
    opposite: Vec<Opposite>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opposite {
    one: Vec<String>,
    other: Vec<String>,
}

/// The parts of the embedded language.
#[must_use]
pub fn parts() -> &'static Parts {
    static PARTS: OnceLock<Parts> = OnceLock::new();
    PARTS.get_or_init(|| {
        let file: File =
            toml::from_str(include_str!("en/parts.toml")).expect("parts.toml is valid");
        let keys = |words: &[String]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
        Parts {
            parts: keys(&file.parts),
            opposites: file
                .opposite
                .iter()
                .map(|pair| (keys(&pair.one), keys(&pair.other)))
                .collect(),
        }
    })
}

impl Parts {
    /// A noun for a part of a place: "the *centre* of Toledo".
    #[must_use]
    pub fn is_part(&self, word: WordKey) -> bool {
        self.parts.contains(&word)
    }

    /// A side: "*northern* Norway".
    #[must_use]
    pub fn is_side(&self, word: WordKey) -> bool {
        self.opposites
            .iter()
            .any(|(one, other)| one.contains(&word) || other.contains(&word))
    }

    /// Whether one side cannot be the other.
    #[must_use]
    pub fn is_opposite(&self, a: WordKey, b: WordKey) -> bool {
        self.opposites.iter().any(|(one, other)| {
            one.contains(&a) && other.contains(&b) || one.contains(&b) && other.contains(&a)
        })
    }

    /// Whether two words name the very same side: "north", "northern".
    #[must_use]
    pub fn is_same_side(&self, a: WordKey, b: WordKey) -> bool {
        let is_alike = |words: &[WordKey]| words.contains(&a) == words.contains(&b);
        self.is_side(a)
            && self
                .opposites
                .iter()
                .all(|(one, other)| is_alike(one) && is_alike(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_told_apart() {
        let parts = parts();
        assert!(parts.is_opposite(key("northern"), key("south")));
        assert!(parts.is_opposite(key("northeast"), key("southeastern")));
        assert!(!parts.is_opposite(key("northern"), key("eastern")));
        assert!(parts.is_same_side(key("north"), key("northern")));
        assert!(!parts.is_same_side(key("north"), key("northeast")));
        assert!(!parts.is_side(key("central")));
        assert!(parts.is_part(key("outskirts")));
    }
}
