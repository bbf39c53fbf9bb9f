//! From the words of an article to the claims that could apply, not the other way round.

use crate::align::probe::{NameProbe, Probe};
use crate::align::terms;
use crate::document::{Document, Shape};
use crate::lang::WordMap;
use crate::lang::{events, families, lexicon};
use crate::value::name::{self, WordKey};

/// Which claims to look at when a word stands in an article.
#[derive(Clone, Debug, Default)]
pub struct AnchorIndex {
    words: WordMap<Vec<u32>>,
    romans: WordMap<Vec<u32>>,
    stems: WordMap<Vec<u32>>,
    n_claims: usize,
}

impl AnchorIndex {
    /// Indexes probes by the words without which a claim cannot be identified: any word of weight
    /// of a participant's name; without participants the words of a topic; else of the place.
    #[must_use]
    pub fn new(probes: &[Probe]) -> Self {
        let mut index = Self {
            n_claims: probes.len(),
            ..Self::default()
        };
        for (at, probe) in probes.iter().enumerate() {
            let at = u32::try_from(at).expect("fewer than 2³² claims");
            if probe.parties.is_empty() {
                index.add_topic(at, probe);
                continue;
            }
            if probe.is_replaceable() {
                index.add_topic(at, probe);
            }
            for party in &probe.parties {
                for name in &party.names {
                    index.add_name(at, name);
                }
                for country in &party.countries {
                    for demonym in crate::lang::gazetteer::gazetteer().demonyms(*country) {
                        push(&mut index.words, demonym, at);
                    }
                }
            }
        }
        index
    }

    fn add_topic(&mut self, at: u32, probe: &Probe) {
        if let Some((term, stem)) = probe
            .about
            .iter()
            .find_map(|term| Some((term, term.stems.last()?)))
        {
            push(&mut self.stems, *stem, at);
            // "the tremor" for an earthquake: any noun for the kind of event.
            let kinds = events().types_of_noun(term.head).iter();
            let incidents =
                kinds.filter(|id| families().is_incident(**id) && term.stems.len() == 1);
            for noun in incidents.flat_map(|id| events().nouns_of(*id)) {
                push(&mut self.words, noun, at);
            }
            return;
        }
        let Some(place) = &probe.place else { return };
        for name in &place.names {
            self.add_name(at, name);
        }
    }

    fn add_name(&mut self, at: u32, name: &NameProbe) {
        // "Ursa-2": a number is no word to look up by.
        let spelled = crate::value::words::folded_words(&name.text);
        let has_letter = |word: &String| word.chars().any(char::is_alphabetic);
        let last = match spelled.iter().rfind(|word| has_letter(word)) {
            Some(word) => name::key(word),
            None => match name.words.last() {
                Some(last) => *last,
                None => return,
            },
        };
        if name.is_common {
            for form in super::probe::noun_forms(&name.last_text()) {
                push(&mut self.words, form, at);
            }
            return;
        }
        // "Jr." and "III" may be left out; the surname stands before them.
        let surname = name.comparable.surname().filter(|_| name.is_suffixed());
        let spelled = spelled.iter().rfind(|word| has_letter(word));
        let text = surname.or(spelled.map(String::as_str));
        push(&mut self.words, surname.map_or(last, name::key), at);
        if let Some(text) = text.filter(|_| !name.is_acronym) {
            push(&mut self.romans, name::roman_key(text), at);
        }
    }

    /// Positions of the probes that a document could speak of, in order.
    #[must_use]
    pub fn look_up(&self, document: &Document<'_>) -> Vec<usize> {
        let mut is_found = vec![false; self.n_claims];
        let mut mark = |claims: Option<&Vec<u32>>| {
            for claim in claims.into_iter().flatten() {
                is_found[*claim as usize] = true;
            }
        };
        let lexicon = lexicon();
        for (at, token) in document.tokens.iter().enumerate() {
            if !token.shape.is(Shape::WORD) {
                continue;
            }
            mark(self.words.get(&token.key));
            if token.shape.is(Shape::CAPITAL)
                && !self.romans.is_empty()
                && lexicon.find(token.key).is_none()
            {
                mark(self.romans.get(&name::roman_key(document.word(at))));
            }
            if !self.stems.is_empty() && token.span.len() >= 3 {
                mark(self.stems.get(&terms::stem_of(document, at)));
            }
        }
        (0..self.n_claims).filter(|at| is_found[*at]).collect()
    }
}

fn push(map: &mut WordMap<Vec<u32>>, word: WordKey, claim: u32) {
    let claims = map.entry(word).or_default();
    if claims.last() != Some(&claim) {
        claims.push(claim);
    }
}
