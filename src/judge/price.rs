//! Prices: money that no verb of the claim's event owns ("in a $30 million deal", "will pay $30 million
//! for it").

use crate::align::{self, Candidacy};
use crate::annotate::NameKind;
use crate::claims::QuantityClaim;
use crate::document::{Shape, TokenRange};
use crate::judge::case::Case;
use crate::judge::compare::{self, Relation};
use crate::lang::families;
use crate::value::UnitClass;

/// How many tokens before a sum may tell that it is the price of a deal: "an agreement valued at
/// about".
const WORTH: usize = 4;

/// How many tokens between a sum and the noun that it modifies: "a $30 million *cash* deal".
const MODIFIED: usize = 2;

impl Case<'_> {
    /// The price that the article tells of the claim's deal, and how it stands to the claimed one.
    pub(super) fn price(
        &self,
        claimed: &QuantityClaim,
        members: &[&Candidacy],
    ) -> Option<(Relation, usize)> {
        if !members.iter().any(|member| member.is_own) {
            return None;
        }
        self.deal_price(claimed)
            .or_else(|| Some((Relation::Other, self.highest_price(claimed)?)))
    }

    /// The sum of a deal, in a sentence that names all participants, or in the lead where nobody else is
    /// named: where several are given, the one that fits, or none unless all are one.
    fn deal_price(&self, claimed: &QuantityClaim) -> Option<(Relation, usize)> {
        let own = self.probe.own_type?;
        if !families().is_trade(own) {
            return None;
        }
        let quantities = &self.reading.annotations.quantities;
        let sums: Vec<(Relation, usize)> = (0..quantities.len())
            .filter(|at| quantities[*at].unit_class == UnitClass::Money)
            .filter(|at| self.is_price(quantities[*at].tokens))
            .filter(|at| self.is_of_claim(quantities[*at].tokens))
            .filter_map(|at| Some((compare::quantity(self.reading, claimed, at)?, at)))
            .collect();
        let best = *sums.iter().min()?;
        let amount = quantities[best.1].amount;
        let is_one =
            amount.is_point() && sums.iter().all(|(_, at)| quantities[*at].amount == amount);
        (best.0 < Relation::Other || is_one).then_some(best)
    }

    /// "a $30 million agreement", "a deal worth $30 million", "will pay $30 million for".
    fn is_price(&self, tokens: TokenRange) -> bool {
        let document = self.reading.document;
        let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
        let is_deal = |at: usize| families().is_deal(document.tokens[at].key);
        let behind = (tokens.end()..sentence.end())
            .take(MODIFIED + 1)
            .take_while(|at| document.tokens[*at].shape.is(Shape::WORD))
            .any(is_deal);
        let is_worth = || {
            (sentence.start().max(tokens.start().saturating_sub(WORTH))..tokens.start())
                .any(|at| families().is_worth(document.tokens[at].key))
                && (sentence.start()..tokens.start()).any(is_deal)
        };
        let is_paid = || {
            let events = &self.reading.annotations.events;
            align::owners_of(self.reading, tokens)
                .1
                .is_some_and(|verb| {
                    families().is_payment(events[verb].lemma)
                        && self.hits.iter().skip(1).flatten().any(|hit| {
                            hit.tokens.start() > tokens.start()
                                && sentence.contains(hit.tokens.start())
                        })
                })
        };
        behind || is_worth() || is_paid()
    }

    /// Whether a sum stands in a sentence that speaks of the claim's deal.
    fn is_of_claim(&self, tokens: TokenRange) -> bool {
        let document = self.reading.document;
        let at = document.sentence_of(tokens.start());
        let sentence = document.sentences[at].tokens;
        let names = &self.reading.annotations.names;
        let is_own = |name: usize| {
            self.hits
                .iter()
                .flatten()
                .any(|hit| hit.tokens.is_overlapping(names[name].tokens))
        };
        let named: Vec<usize> = self
            .reading
            .names_in(sentence)
            .filter(|name| names[*name].kind != NameKind::Place)
            .collect();
        self.reading.is_evidence(at)
            && (align::names_all(self.reading, &self.hits, at)
                || at < align::lead_end(self.reading)
                    && !named.is_empty()
                    && named.into_iter().all(is_own))
    }

    /// The highest sum of a sentence, where two sentences that name all participants give the same one,
    /// and none gives another one or the claimed one.
    fn highest_price(&self, claimed: &QuantityClaim) -> Option<usize> {
        let document = self.reading.document;
        let quantities = &self.reading.annotations.quantities;
        if self.hits.len() < 2 {
            return None;
        }
        let mut sums: Vec<(usize, usize)> = Vec::new();
        for (at, quantity) in quantities.iter().enumerate() {
            if quantity.unit_class != UnitClass::Money {
                continue;
            }
            match compare::quantity(self.reading, claimed, at) {
                Some(Relation::Other) => {}
                Some(_) => return None,
                None => continue,
            }
            let sentence = document.sentence_of(quantity.tokens.start());
            if !self.reading.is_evidence(sentence)
                || !align::names_all(self.reading, &self.hits, sentence)
            {
                continue;
            }
            match sums.last_mut() {
                Some((last, highest)) if *last == sentence => {
                    if quantities[*highest].amount.min < quantity.amount.min {
                        *highest = at;
                    }
                }
                _ => sums.push((sentence, at)),
            }
        }
        let (first, rest) = sums.split_first()?;
        let amount = quantities[first.1].amount;
        (!rest.is_empty()
            && amount.is_point()
            && rest.iter().all(|(_, at)| quantities[*at].amount == amount))
        .then_some(first.1)
    }
}
