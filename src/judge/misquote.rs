//! The claimed number, misquoted: a large number of the same thing that lies close to the claimed
//! one, told in other words than the claim's event.
//!
//! "The firm raised its estimate to 7.4 million customers" beside "the hack exposed customers' data"
//! for a claim of 7.1 million. Small numbers meet by chance; large ones of one thing that nearly agree
//! are the same number in two versions.

use crate::align::{Candidacy, Term};
use crate::annotate::EventForm;
use crate::claims::QuantityClaim;
use crate::judge::case::Case;
use crate::judge::compare::{self, Relation};
use crate::lang::families;
use crate::lang::number::{Roles, number_table};
use crate::value::name::key;

/// Least claimed number.
const LARGE: f64 = 10_000.0;

/// How many times the smaller of the two numbers the larger may be.
const CLOSE: f64 = 1.5;

/// How many content words of the claim's text a sentence has to share.
const SHARED: usize = 2;

/// Words that tell how many and of what: they stand with any number.
const COUNTING: Roles = Roles::OPENS
    .with(Roles::SCALE)
    .with(Roles::PEOPLE)
    .with(Roles::UNIT);

impl Case<'_> {
    /// The number that the article gives for the claimed one, if it gives one alone: position in the
    /// annotations' quantities.
    pub(super) fn misquoted(
        &self,
        claimed: &QuantityClaim,
        members: &[&Candidacy],
    ) -> Option<usize> {
        if !claimed.amount.is_point() || claimed.amount.min < LARGE {
            return None;
        }
        let quantities = &self.reading.annotations.quantities;
        let mut found: Option<usize> = None;
        for (at, mention) in quantities.iter().enumerate() {
            let Some(relation) = compare::quantity(self.reading, claimed, at) else {
                continue;
            };
            if relation != Relation::Other {
                // The claim's own number, or one that leaves it open.
                if relation == Relation::Fits || self.is_close(claimed, at) {
                    return None;
                }
                continue;
            }
            let sentence = self.reading.document.sentence_of(mention.tokens.start());
            if !self.is_close(claimed, at)
                || !self.reading.is_evidence(sentence)
                || !self.speaks_of_claim(claimed, sentence, members)
            {
                continue;
            }
            match found {
                Some(first) if quantities[first].amount != mention.amount => return None,
                Some(_) => {}
                None => found = Some(at),
            }
        }
        found
    }

    fn is_close(&self, claimed: &QuantityClaim, at: usize) -> bool {
        let amount = self.reading.annotations.quantities[at].amount;
        let (less, more) = if amount.min < claimed.amount.min {
            (amount.min, claimed.amount.min)
        } else {
            (claimed.amount.min, amount.min)
        };
        !amount.vague && amount.min > 0.0 && more <= CLOSE * less
    }

    /// Whether a sentence has part of the claim's own words, names and numbers aside.
    fn speaks_of_claim(
        &self,
        claimed: &QuantityClaim,
        sentence: usize,
        members: &[&Candidacy],
    ) -> bool {
        let tokens = self.reading.document.sentences[sentence].tokens;
        let is_common = |word: &&str| {
            word.chars().next().is_some_and(char::is_lowercase)
                && !number_table()
                    .find(key(word))
                    .is_some_and(|entry| entry.roles.is(COUNTING))
                && claimed.of.as_deref() != Some(*word)
        };
        let text: Vec<&str> = self
            .claim
            .text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(is_common)
            .collect();
        let mut stems = Term::new(&text.join(" ")).stems;
        stems.sort_unstable();
        stems.dedup();
        let n_shared = stems
            .iter()
            .filter(|stem| {
                self.reading
                    .with_stem_in(**stem, tokens.range())
                    .next()
                    .is_some()
            })
            .count();
        let is_told = members.iter().any(|member| member.sentence == sentence);
        n_shared + usize::from(is_told) >= SHARED || self.takes_up(sentence)
    }

    /// "The incident left 7.4 million people at risk."
    fn takes_up(&self, sentence: usize) -> bool {
        self.kin.iter().any(|kin| {
            let mention = &self.reading.annotations.events[kin.event];
            kin.sentence == sentence
                && mention.form == EventForm::Noun
                && mention.types.iter().any(|id| families().is_generic(*id))
        })
    }
}
