//! Ages: "died aged 77", "Roe, 77, died", "the 77-year-old Roe", where a claim's number is somebody's age.

use crate::align::{self, Candidacy};
use crate::annotate::QuantityKind;
use crate::claims::{Label, QuantityClaim};
use crate::document::Shape;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::lang::Classes;
use crate::value::AmountRelation;

/// How many ages of an article are asked.
const MOST: usize = 256;

/// How many tokens may stand between an age and the name behind it: "the 77-year-old baker Roe".
const BEFORE_NAME: usize = 8;

/// What may not stand there: "the 12-year-old girl told Roe".
const APART: Classes = Classes::VERB
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::PREPOSITION)
    .with(Classes::COORDINATOR)
    .with(Classes::DETERMINER);

impl Case<'_> {
    /// The claimed age of the one person of a claim, as the article tells it with the name or in the
    /// clause of the very event. One age that fits is enough; another contradicts.
    pub(super) fn age(&self, claimed: &QuantityClaim, members: &[&Candidacy]) -> Finding {
        let is_somebody = |party: &align::PartyProbe| {
            party.is_person || !party.names.iter().all(|name| name.is_common)
        };
        let parties = self.probe.parties.iter().zip(&self.hits);
        let mut people = parties.filter(|(party, _)| is_somebody(party));
        let (Some((_, hits)), None) = (people.next(), people.next()) else {
            return Finding::omitted(Reason::QuantityAbsent);
        };
        let numbers = &self.reading.annotations.quantities;
        let is_age = |at: &usize| numbers[*at].kind == QuantityKind::Age;
        let is_told = |at: &usize| self.is_age_of(hits, *at) || self.is_age_at(members, *at);
        let relation = |at: usize| claimed.amount.relate(numbers[at].amount);
        let ages = || (0..numbers.len()).filter(is_age).take(MOST).filter(is_told);
        let fitting = ages().find(|at| relation(*at) == AmountRelation::Equal);
        // Told elsewhere than with the event it may be the age before or behind a birthday.
        let is_far = |at: usize| {
            let years = numbers[at].amount.min - claimed.amount.max;
            years.abs() > 1.0 || self.is_age_at(members, at)
        };
        let is_other = |at: &usize| relation(*at) == AmountRelation::Other && is_far(*at);
        let other = || ages().find(is_other);
        let (at, label, reason) = match fitting {
            Some(at) => (at, Label::Supports, Reason::QuantityEqual),
            None => match other() {
                Some(at) => (at, Label::Contradicts, Reason::QuantityOther),
                None => return Finding::omitted(Reason::QuantityAbsent),
            },
        };
        Finding {
            amount: Some(numbers[at].amount),
            ..self.finding(label, reason, numbers[at].tokens, true)
        }
    }

    /// "Roe, 77,", "the 77-year-old baker Roe": whether an age stands right with a name.
    fn is_age_of(&self, hits: &[align::Hit], at: usize) -> bool {
        let document = self.reading.document;
        let age = self.reading.annotations.quantities[at].tokens;
        let is_mark = |at: usize| document.word(at) == ",";
        let is_between = |at: usize| {
            let token = &document.tokens[at];
            !token.is(APART) && (token.shape.is(Shape::WORD) || token.shape.is(Shape::JOINED))
        };
        let mut names = hits
            .iter()
            .filter(|hit| hit.how <= align::Match::Coreference);
        names.any(|hit| {
            let name = hit.tokens;
            name.end() + 1 == age.start() && is_mark(name.end())
                || age.end() <= name.start()
                    && name.start() - age.end() <= BEFORE_NAME
                    && (age.end()..name.start()).all(is_between)
        })
    }

    /// "died at the age of 77": whether an age is the only one in a sentence that tells the claim's event
    /// of its participants.
    fn is_age_at(&self, members: &[&Candidacy], at: usize) -> bool {
        let document = self.reading.document;
        let numbers = &self.reading.annotations.quantities;
        let sentence = document.sentence_of(numbers[at].tokens.start());
        let tokens = document.sentences[sentence].tokens;
        let mut ages = self.reading.quantities_in(tokens);
        let is_only = ages.all(|other| other == at || numbers[other].kind != QuantityKind::Age);
        let is_told = |member: &&&Candidacy| {
            member.is_own
                && member.sentence == sentence
                && member.parties.iter().all(align::Party::is_bound)
        };
        is_only && members.iter().any(|member| is_told(&member))
    }
}
