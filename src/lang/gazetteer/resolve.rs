//! The places that a claim may mean by what it writes: "Toledo, Ohio", "the city of Toledo, OH".

use crate::lang::gazetteer::key::{name_key, words};
use crate::lang::gazetteer::read::geography;
use crate::lang::gazetteer::{Gazetteer, PlaceId};
use crate::value::name::{WordKey, key};

impl Gazetteer {
    /// Readings of a place as a claim writes it: "Cairo", "Toledo, Ohio", "the city of Toledo, OH".
    /// Empty if not known.
    #[must_use]
    pub fn resolve(&self, text: &str) -> Vec<PlaceId> {
        let mut parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let Some(name) = parts.next() else {
            return Vec::new();
        };
        let outer: Vec<Vec<PlaceId>> = parts.map(|part| self.resolve_qualifier(part)).collect();
        // "New York, New York" is the city in the state, not the state in itself.
        let lies_in = |inner: PlaceId| {
            outer.iter().all(|outer| {
                outer
                    .iter()
                    .any(|outer| *outer != inner && self.contains(*outer, inner))
            })
        };
        let mut readings = self.resolve_name(name);
        readings.retain(|id| lies_in(*id));
        if readings.is_empty() && !outer.is_empty() {
            readings = self.resolve_rare(name);
            readings.retain(|id| lies_in(*id));
        }
        readings
    }

    /// Readings of what a place lies in, as a claim writes it: Virginia for "Fenholt, Virginia".
    /// Empty if the claim does not say, or the map does not know it.
    #[must_use]
    pub fn resolve_container(&self, text: &str) -> Vec<PlaceId> {
        let Some((_, outer)) = text.split_once(',') else {
            return Vec::new();
        };
        let readings = self.resolve(outer);
        if readings.is_empty() {
            return self.resolve_qualifier(outer.trim());
        }
        readings
    }

    /// Readings of a qualifier: a name, or the abbreviation of one.
    fn resolve_qualifier(&self, text: &str) -> Vec<PlaceId> {
        let (_, key) = name_key(text);
        let mut readings = self.resolve_name(text);
        readings.extend(self.abbreviations.get(&key));
        readings
    }

    /// Names that only a qualifier makes clear: counties without the word ("Berks, Pennsylvania"),
    /// post towns, and "Mc Lean" for "McLean".
    fn resolve_rare(&self, name: &str) -> Vec<PlaceId> {
        let joined = name
            .strip_prefix("Mc ")
            .map_or_else(|| name.to_owned(), |rest| format!("Mc{rest}"));
        let mut readings = self.lookup_text(&joined).to_vec();
        for kind in &geography().county_words {
            readings.extend(self.lookup_text(&format!("{joined} {kind}")));
        }
        let (_, key) = name_key(&joined);
        readings.extend(self.postal.get(&key).into_iter().flatten());
        readings
    }

    fn resolve_name(&self, name: &str) -> Vec<PlaceId> {
        let words: Vec<WordKey> = words(name).map(key).collect();
        let mut words = words.as_slice();
        let [the, of] = [key("the"), key("of")];
        if words.first() == Some(&the) {
            words = &words[1..];
        }
        let whole = self.lookup(words);
        if !whole.is_empty() {
            return whole.to_vec();
        }
        match words {
            [kind, preposition, rest @ ..] if self.is_kind_word(*kind) && *preposition == of => {
                self.lookup(rest).to_vec()
            }
            [rest @ .., kind] if self.is_kind_word(*kind) => self.lookup(rest).to_vec(),
            _ => Vec::new(),
        }
    }
}
