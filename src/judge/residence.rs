//! Where somebody is from: "Jane Doe of Toledo" in a claim against "Jane Doe, 58, from Akron".

use crate::align::PlaceProbe;
use crate::claims::Label;
use crate::document::Shape;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, PlaceRole, Relation};
use crate::lang::gazetteer::PlaceRelation;
use crate::lang::{Classes, families};
use crate::value::name::key;

/// How many marks and numbers may stand between a name and "of" or "from": ", 58,".
const AGE: usize = 3;

impl Case<'_> {
    /// The place that the article tells of a participant's home, against the one that the claim says
    /// somebody is of; `None` if the claim says no such thing, or the article tells no place that can
    /// be compared.
    pub(super) fn residence(&self, claimed: &PlaceProbe) -> Option<Finding> {
        if !claimed.is_residence {
            return None;
        }
        let role = PlaceRole {
            is_source: true,
            ..PlaceRole::default()
        };
        let places = &self.reading.annotations.places;
        (0..places.len())
            .filter(|at| self.is_home(*at))
            .find_map(|at| {
                // "the Toledo resident": however its town stands in the phrase.
                let apart = compare::place_rows(self.reading, claimed, at);
                let relation = match compare::place(self.reading, claimed, at, role) {
                    None | Some(Relation::Unknown) if apart == PlaceRelation::Disjoint => {
                        Relation::Other
                    }
                    relation => relation?,
                };
                let (label, reason) = match relation {
                    Relation::Fits => (Label::Supports, Reason::PlaceEqual),
                    Relation::Other if claimed.is_mapped() => {
                        (Label::Contradicts, Reason::PlaceOther)
                    }
                    _ => return None,
                };
                Some(self.finding(label, reason, places[at].tokens, true))
            })
    }

    /// "Jane Doe from Akron", "Jane Doe, 58, of Akron", "the Akron resident" where the claim has one
    /// person.
    fn is_home(&self, place: usize) -> bool {
        let document = self.reading.document;
        let tokens = self.reading.annotations.places[place].tokens;
        let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
        let first = sentence.start();
        let is_in = |at: usize| sentence.contains(at);
        let is_word = |at: usize, word: &str| document.tokens[at].key == key(word);
        if let Some(of) = tokens.start().checked_sub(1).filter(|at| is_in(*at))
            && (is_word(of, "of") || is_word(of, "from"))
        {
            let is_between = |at: usize| {
                document.tokens[at]
                    .shape
                    .is(Shape::MARK.with(Shape::NUMBER))
            };
            let end = (of.saturating_sub(AGE).max(first)..=of)
                .rev()
                .take_while(|end| *end == of || is_between(*end))
                .find(|end| {
                    let hits = self.hits.iter().flatten();
                    hits.into_iter().any(|hit| hit.tokens.end() == *end)
                });
            return end.is_some();
        }
        let behind = (tokens.end()..sentence.end())
            .find(|at| !document.tokens[*at].shape.is(Shape::MARK))
            .is_some_and(|at| families().is_resident(document.tokens[at].key));
        let is_the = tokens
            .start()
            .checked_sub(1)
            .is_some_and(|at| is_in(at) && document.tokens[at].is(Classes::DEFINITE));
        behind && is_the && self.probe.parties.len() == 1
    }
}
