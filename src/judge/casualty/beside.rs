//! Numbers that the words beside them make more or less than a toll: the whole behind a part, the
//! latest of several deaths, the toll by now, a list that begins without a number, the dead together with whoever
//! killed them and himself.

use crate::annotate::QuantityKind;
use crate::document::{Shape, TokenRange};
use crate::judge::casualty::people::People;
use crate::judge::casualty::{Casualties, Count, Scan, TOLL};
use crate::lang::Classes;
use crate::lang::fate::Fate;
use crate::lang::number::Roles;
use crate::value::Amount;

impl Scan<'_, '_> {
    /// "one of the seven dead", "one of five people killed in the fire": all of them. What is said
    /// with a finite verb ("one of the five died") is said of the part alone.
    pub(super) fn whole(&self, at: usize, sentence: usize) -> Option<Casualties> {
        let of = self.number(at)?.tokens.end();
        if self.text(of) != "of" {
            return None;
        }
        let start = of
            + 1
            + usize::from(self.is(of + 1, Classes::DEFINITE.with(Classes::POSSESSIVE_PRONOUN)));
        let people = self
            .item(start)
            .filter(|item| item.is_number && !item.is_part)?;
        let word = self.word(people.end);
        let participle = word.behind.filter(|_| word.verb.is_some());
        let fate = people.state.or_else(|| {
            participle
                .filter(|_| !self.takes_object(people.end + 1))
                .map(|fate| self.outcome(people.end, fate))
        })?;
        Some(Casualties {
            amount: people.amount,
            fate,
            count: Count::Given,
            tokens: TokenRange::new(start, people.end),
            sentence,
            name: None,
        })
    }

    /// "a third person has died": so many by now. Whether others follow is left open.
    pub(super) fn latest(&self, at: usize, sentence: usize) -> Option<Casualties> {
        let quantities = &self.reading.annotations.quantities;
        let from = quantities.partition_point(|mention| mention.tokens.start() < at);
        let ordinal = quantities
            .get(from)
            .filter(|mention| mention.tokens.start() == at)
            .filter(|mention| mention.kind == QuantityKind::Ordinal)?;
        let noun = ordinal.tokens.end();
        let opens = at == self.tokens.start() || self.roles(at - 1).is(Roles::ARTICLE);
        let is_definite = at > self.tokens.start() && self.is(at - 1, Classes::DEFINITE);
        let is_one = self.roles(noun).is(Roles::PEOPLE) && self.roles(noun).is(Roles::SINGULAR);
        let is_told = opens
            && !is_definite
            && is_one
            && ordinal.amount.min >= 2.0
            && self.fate_behind(noun + 1) == Some(Fate::Dead);
        is_told.then(|| Casualties {
            amount: ordinal.amount,
            fate: Fate::Dead,
            count: Count::Listed,
            tokens: TokenRange::new(at, noun + 1),
            sentence,
            name: None,
        })
    }

    /// "the death toll climbed to 41", "a toll of at least 12": as told, not as feared.
    pub(super) fn toll(&self, at: usize, sentence: usize) -> Option<Casualties> {
        let mention = self
            .number(at)
            .filter(|mention| mention.kind == QuantityKind::Count && !mention.amount.vague)?;
        // "went up to 41": no limit.
        let is_raised = mention.amount.min.is_infinite();
        let before = at.checked_sub(1)?;
        let is_led = match is_raised {
            true => self.is(before, Classes::VERB),
            false => self.word(before).before_toll,
        };
        if !is_led {
            return None;
        }
        let noun = (self.tokens.start().max(at.saturating_sub(TOLL))..at)
            .rev()
            .find(|at| self.word(*at).toll)?;
        let before = noun.checked_sub(1)?;
        let is_of_dead =
            self.word(before).noun == Some(Fate::Dead) || self.is(before, Classes::DETERMINER);
        let is_feared = self
            .reading
            .events_in(noun..at)
            .any(|event| !self.reading.annotations.events[event].is_told());
        let amount = match is_raised {
            true => Amount::exactly(mention.amount.max),
            false => mention.amount,
        };
        (is_of_dead && !is_feared).then_some(Casualties {
            amount,
            fate: Fate::Dead,
            count: Count::Given,
            tokens: mention.tokens,
            sentence,
            name: None,
        })
    }

    /// What stands before a number of people: "parents, 2 children dead" are more than two; "the
    /// names of three men" may be those of some.
    pub(super) fn weigh_before(&self, people: &mut People) {
        let start = people.tokens.start();
        let is_number = people.n_items > 0 && self.number(start).is_some();
        if !is_number || people.count != Count::Given || start <= self.tokens.start() {
            return;
        }
        let before = start - 1;
        let named = if self.text(before) == "of" {
            before.saturating_sub(1)
        } else {
            before
        };
        if self.word(named).of_some {
            people.count = Count::Listed;
        }
        // Only at the head of a headline: elsewhere the noun before the comma ends another phrase.
        let is_listed = before == self.tokens.start() + 1
            && (self.text(before) == "," || self.is(before, Classes::COORDINATOR));
        let first = self.roles(self.tokens.start());
        if is_listed && first.is(Roles::PEOPLE) {
            if first.is(Roles::SINGULAR) {
                people.amount.min += 1.0;
                people.amount.max += 1.0;
            } else {
                people.count = Count::Part;
                people.amount.min += 2.0;
                people.amount.max = f64::INFINITY;
            }
        }
    }

    /// "killed two neighbours before turning the gun on himself": three are dead.
    pub(super) fn with_doer(&self, sentence: usize) -> Option<Casualties> {
        let own_hand = self
            .tokens
            .range()
            .rev()
            .find(|at| self.word(*at).suicide)?;
        let is_failed = |at: usize| self.word(at).failed;
        if self.tokens.range().any(is_failed) {
            return None;
        }
        let mut dead: Vec<(Amount, TokenRange)> = Vec::new();
        let mut at = self.tokens.start();
        while at < own_hand {
            let people = self.people(at).filter(|people| people.n_items > 0);
            let found = match people {
                Some(people) if people.count < Count::Part => Some((people.amount, people.tokens)),
                Some(_) => None,
                None => self
                    .item(at)
                    .map(|item| (item.amount, TokenRange::new(at, item.end.max(at + 1)))),
            };
            match found {
                Some((amount, tokens)) if self.fate_before(at) == Some(Fate::Dead) => {
                    at = tokens.end();
                    dead.push((amount, tokens));
                }
                _ => at += 1,
            }
        }
        let [(amount, tokens)] = dead.as_slice() else {
            return None;
        };
        let is_counted = amount.is_point() && !self.has_shape(tokens.end(), Shape::POSSESSIVE);
        is_counted.then(|| Casualties {
            amount: Amount::exactly(amount.min + 1.0),
            fate: Fate::Dead,
            count: Count::Listed,
            tokens: *tokens,
            sentence,
            name: None,
        })
    }
}
