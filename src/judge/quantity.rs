//! Numbers: of the same thing in the same event.

use crate::align::{self, Binding, Bound, Candidacy};
use crate::annotate::QuantityKind;
use crate::annotate::number::counts_people;
use crate::claims::{Label, QuantityClaim};
use crate::document::TokenRange;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};
use crate::lang::fate::{Fate, fates};
use crate::lang::{Classes, events, families};
use crate::value::UnitClass;
use crate::value::name::WordKey;

/// How many sentences behind an event may tell what had part in it.
const PARTAKING_REACH: usize = 3;

impl Case<'_> {
    pub(super) fn quantity(&self, members: &[&Candidacy]) -> Finding {
        let claimed = self
            .claim
            .quantity
            .as_ref()
            .expect("asked only for claims with a quantity");
        if self.probe.is_of_age {
            return self.age(claimed, members);
        }
        if let Some(fate) = self.claimed_fate(claimed) {
            return self.casualties(claimed, fate, members);
        }
        let mut seen: Vec<(Relation, bool, usize)> = Vec::new();
        // A sentence that gives out numbers tells the claim's own; then no other sentence is asked.
        let mut others: Vec<usize> = Vec::new();
        let mut sharing: Vec<usize> = Vec::new();
        for member in members.iter().filter(|member| member.is_own) {
            let of_others = self.numbers_of_others(member);
            if !of_others.is_empty() {
                sharing.push(member.sentence);
                others.extend(of_others);
            }
        }
        let is_asked = |member: &&&Candidacy| {
            member.is_own && (sharing.is_empty() || sharing.contains(&member.sentence))
        };
        for member in members.iter().filter(is_asked) {
            for bound in &member.quantities {
                if others.contains(&bound.at) {
                    continue;
                }
                let Some(relation) = compare::quantity(self.reading, claimed, bound.at)
                    .or_else(|| self.further(claimed, member, bound.at))
                else {
                    continue;
                };
                // "said the quake measured 6.1": a step of a scale is of what the sentence tells.
                let is_step = self.reading.annotations.quantities[bound.at].unit_class
                    == UnitClass::Scale
                    && self.reading.is_opening(member.sentence);
                let is_of_topic = self.is_of_topic(bound.at)
                    && compare::is_same_unit(self.reading, claimed, bound.at);
                let is_near = bound.binding <= Binding::Sentence
                    || is_step
                    || is_of_topic
                    || self.is_changed_to(member, bound.at)
                    || self.is_same_clause(member, bound.at)
                        && compare::is_same_unit(self.reading, claimed, bound.at)
                    || self.is_only_measure(claimed, member, bound.at);
                // A number that fits and that hardly meets by chance needs no verb of its own.
                let is_met = relation == Relation::Fits && self.is_distinctive(bound.at);
                if is_near || is_met {
                    let is_loose = !is_step
                        && !is_of_topic
                        && !self.is_only_measure(claimed, member, bound.at)
                        && (bound.binding == Binding::Sentence
                            || bound.binding > Binding::Sentence && !is_near);
                    seen.push((relation, is_loose, bound.at));
                }
            }
        }
        seen.extend(self.partaking(claimed, members));
        // "sank two boats and damaged five": a bare number gives way to one that names the thing.
        let names = |at: usize| compare::is_same_unit(self.reading, claimed, at);
        if seen.iter().any(|(_, is_loose, at)| !is_loose && names(*at)) {
            seen.retain(|(_, _, at)| {
                names(*at) || self.reading.annotations.quantities[*at].unit_key.is_some()
            });
        }
        seen.sort_unstable();
        let counted = |label: Label, reason: Reason, at: usize| {
            self.finding(
                label,
                reason,
                self.reading.annotations.quantities[at].tokens,
                true,
            )
        };
        match seen.first() {
            Some((Relation::Fits, _, at)) => counted(Label::Supports, Reason::QuantityEqual, *at),
            Some((Relation::Vaguer, _, at)) => counted(Label::Omits, Reason::QuantityVaguer, *at),
            Some((Relation::Other, false, at)) if !self.is_met_besides(claimed, &others) => {
                counted(Label::Contradicts, Reason::QuantityOther, *at)
            }
            _ => match self
                .misquoted(claimed, members)
                .map(|at| (Relation::Other, at))
                .or_else(|| self.price(claimed, members))
            {
                Some((Relation::Fits, at)) => counted(Label::Supports, Reason::QuantityEqual, at),
                Some((Relation::Other, at)) => {
                    counted(Label::Contradicts, Reason::QuantityOther, at)
                }
                Some((_, at)) => counted(Label::Omits, Reason::QuantityVaguer, at),
                None => Finding::omitted(Reason::QuantityAbsent),
            },
        }
    }

    /// "where another 20,000 people marched": so many more than elsewhere are all of those at the
    /// claimed place, if the sentence tells it.
    fn further(&self, claimed: &QuantityClaim, member: &Candidacy, at: usize) -> Option<Relation> {
        let place = self.probe.place.as_ref()?;
        let role = self.place_role(member);
        let is_there = |bound: &Bound| {
            bound.binding <= Binding::Sentence
                && compare::place(self.reading, place, bound.at, role) == Some(Relation::Fits)
        };
        let is_further = self.reading.annotations.quantities[at].kind == QuantityKind::Additional;
        (is_further && member.places.iter().any(is_there))
            .then(|| compare::amount(self.reading, claimed, at))
            .flatten()
    }

    /// Numbers of the very thing that a sentence soon behind a mention says had part in it: "searched
    /// the hills. More than 40 dogs were involved".
    fn partaking(
        &self,
        claimed: &QuantityClaim,
        members: &[&Candidacy],
    ) -> Vec<(Relation, bool, usize)> {
        let document = self.reading.document;
        let events = &self.reading.annotations.events;
        let quantities = &self.reading.annotations.quantities;
        let is_partaking = |tokens: TokenRange| {
            align::owners_of(self.reading, tokens)
                .1
                .is_some_and(|verb| {
                    families().is_partaking(events[verb].lemma) && events[verb].is_told()
                })
        };
        let is_soon_behind = |sentence: usize| {
            members.iter().any(|member| {
                member.is_own
                    && member.sentence < sentence
                    && sentence <= member.sentence + PARTAKING_REACH
                    && document.sentences[member.sentence].part == document.sentences[sentence].part
            })
        };
        let mut found = Vec::new();
        for (at, quantity) in quantities.iter().enumerate() {
            let sentence = document.sentence_of(quantity.tokens.start());
            if let Some(relation) = compare::quantity(self.reading, claimed, at)
                && compare::is_same_unit(self.reading, claimed, at)
                && is_soon_behind(sentence)
                && self.reading.is_evidence(sentence)
                && is_partaking(quantity.tokens)
            {
                found.push((relation, false, at));
            }
        }
        found
    }

    /// Whether a sentence in the claim's own words holds a single measure of the claimed unit, behind
    /// them: "checked her bill and was stunned by the sum: $3 million".
    fn is_only_measure(&self, claimed: &QuantityClaim, member: &Candidacy, at: usize) -> bool {
        let quantities = &self.reading.annotations.quantities;
        let is_same = |bound: &&Bound| compare::is_same_unit(self.reading, claimed, bound.at);
        member.by_trigger
            && quantities[at].kind == QuantityKind::Measure
            && compare::is_same_unit(self.reading, claimed, at)
            && quantities[at].tokens.start() > self.reading.annotations.events[member.event].verb
            && member.quantities.iter().filter(is_same).count() == 1
    }

    /// "a *speed limit* of 12 mph": whether a number stands right behind what the claim is about.
    fn is_of_topic(&self, at: usize) -> bool {
        const REACH: usize = 4;
        let tokens = self.reading.annotations.quantities[at].tokens;
        let document = self.reading.document;
        let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
        let from = sentence.start().max(tokens.start().saturating_sub(REACH));
        let is_there = |stem: &WordKey| {
            let mut found = self.reading.with_stem_in(*stem, from..tokens.start());
            found.next().is_some()
        };
        self.probe
            .about
            .iter()
            .any(|term| !term.stems.is_empty() && term.stems.iter().all(is_there))
    }

    /// Whether a number stands in the clause of a mention.
    pub(super) fn is_same_clause(&self, member: &Candidacy, at: usize) -> bool {
        let tokens = self.reading.annotations.quantities[at].tokens;
        let verb = self.reading.annotations.events[member.event].verb;
        let parsed = self.reading.parsed(member.sentence);
        self.reading.document.sentences[member.sentence]
            .tokens
            .contains(tokens.start())
            && parsed.clause_of(tokens.start()) == parsed.clause_of(verb)
    }

    /// "raised its estimate of those concerned to 5 million".
    fn is_changed_to(&self, member: &Candidacy, at: usize) -> bool {
        const CHANGES: [&str; 4] = ["raise", "increase", "decrease", "change"];
        let start = self.reading.annotations.quantities[at].tokens.start();
        let is_change = self.reading.annotations.events[member.event]
            .types
            .iter()
            .any(|id| CHANGES.contains(&events().get(*id).name.as_str()));
        is_change
            && start > 0
            && self.reading.document.tokens[start - 1].is(Classes::TO.with(Classes::PREPOSITION))
            && self.reading.document.word(start - 1) == "to"
    }

    /// A measure, or a count so large that two things are seldom told with the same one.
    fn is_distinctive(&self, at: usize) -> bool {
        const LARGE: f64 = 10.0;
        const HUGE: f64 = 1000.0;
        let mention = &self.reading.annotations.quantities[at];
        let least = if mention.unit_key.is_some() {
            LARGE
        } else {
            HUGE
        };
        mention.kind == QuantityKind::Measure || mention.amount.min >= least
    }

    /// Whether the claimed number is given anywhere in the article, numbers of others aside.
    fn is_met_besides(&self, claimed: &QuantityClaim, others: &[usize]) -> bool {
        (0..self.reading.annotations.quantities.len()).any(|at| {
            self.is_distinctive(at)
                && !others.contains(&at)
                && compare::quantity(self.reading, claimed, at) == Some(Relation::Fits)
        })
    }

    /// What befell the people whom the claim counts, if it counts people whom something befell.
    pub(super) fn claimed_fate(&self, claimed: &QuantityClaim) -> Option<Fate> {
        let is_people = claimed.of.as_deref().is_none_or(counts_people);
        let fate = self.probe.types.iter().find_map(|id| fates().of_claim(*id));
        fate.filter(|_| is_people)
    }
}
