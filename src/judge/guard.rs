//! What speaks against a contradiction: the same article tells the value as claimed of such an
//! event, or what it tells otherwise is no match for what was claimed.

use crate::align::{self, Binding, Bound, Candidacy};
use crate::annotate::{QuantityKind, Status};
use crate::claims::Modality;
use crate::document::TokenRange;
use crate::judge::case::{Case, Finding, Judged};
use crate::judge::compare::Relation;
use crate::judge::{FacetKind, Reason};
use crate::lang::families;
use crate::value::{EdtfDate, Interval};

/// Up to so many days after it, what happened is news.
const NEWS: i32 = 14;
/// From so many days on it is told as history.
const HISTORY: i32 = 60;
/// After so many days something like it may have happened again.
const YEAR: i32 = 366;

impl Case<'_> {
    /// Whether a contradiction may be another event's: then it is not given.
    pub(super) fn is_doubted(&self, against: &Judged) -> bool {
        against
            .facets
            .iter()
            .filter(|(_, _, finding)| finding.contradicts())
            .any(|(kind, _, finding)| {
                let own = finding
                    .span
                    .and_then(|(part, span)| self.sentence_at(part, span));
                self.is_told_as_claimed(*kind, own)
                    || self.is_further(against, finding)
                    || !self.is_of_them_all(against, own) && self.is_of_other_time(finding)
                    || self.is_other_than_planned(*kind, own)
                    || self.is_next_to_deed(finding)
                    || !finding.is_firm && self.is_of_told_deed(finding)
                    || finding.reason == Reason::DateOutside
                        && own.is_some_and(|own| {
                            own != against.sentence && self.is_of_other(finding, own)
                        })
            })
    }

    /// Whether the sentence of the event itself names several participants, every one: "she ousted him
    /// in 2009" is no other ousting.
    fn is_of_them_all(&self, against: &Judged, own: Option<usize>) -> bool {
        own == Some(against.sentence)
            && self.hits.len() > 1
            && align::names_all(self.reading, &self.hits, against.sentence)
    }

    /// Whether the claimed day and the told one are so far apart that one is news and the other is
    /// history: "the quake of 1954" beside this week's, this week's storming beside last year's raids.
    fn is_of_other_time(&self, finding: &Finding) -> bool {
        let age = |days: Interval| self.reading.age(days);
        let claimed = self.claim.date.as_ref().map(EdtfDate::hull);
        let (Some(claimed), Some(found)) = (claimed.and_then(age), finding.days.and_then(age))
        else {
            return false;
        };
        finding.reason == Reason::DateOutside
            && !self.is_once()
            && (claimed > YEAR && found <= NEWS || claimed <= NEWS && found > HISTORY)
    }

    /// Whether a day that no rule binds to the claim's incident may be that of another one.
    fn is_of_told_deed(&self, finding: &Finding) -> bool {
        let times = &self.reading.annotations.times;
        let is_day = |tokens: TokenRange| finding.span == Some(self.located(tokens));
        let is_told = self.is_of_incident() && self.reading.incident().main_day().is_some();
        let at = || times.iter().position(|time| is_day(time.tokens));
        is_told
            && finding.reason == Reason::DateOutside
            && at().is_some_and(|at| self.is_of_other_deed(at, false))
    }

    /// "another two": beside others told before, who may be the claimed ones; not where they are told
    /// to be at the claimed place.
    fn is_further(&self, against: &Judged, finding: &Finding) -> bool {
        let is_placed = against
            .facets
            .iter()
            .any(|(kind, _, place)| *kind == FacetKind::Place && place.supports() && place.is_firm);
        let is_fate = |claimed| self.claimed_fate(claimed).is_some();
        !is_placed
            && finding.reason == Reason::QuantityOther
            && !self.claim.quantity.as_ref().is_some_and(is_fate)
            && self.reading.annotations.quantities.iter().any(|quantity| {
                quantity.kind == QuantityKind::Additional
                    && finding.is_covering(self.located(quantity.tokens))
            })
    }

    /// Whether the day of another sentence is none of the claimed event's: it is bound to no event
    /// of that kind ("the minister laid flowers on Wednesday"), or to one of somebody else or
    /// somewhere else ("the loss of the Brisa in March").
    fn is_of_other(&self, finding: &Finding, sentence: usize) -> bool {
        // The sentences of an article tell the day of its incident together.
        let names_them =
            !self.hits.is_empty() && align::names_all(self.reading, &self.hits, sentence);
        let Some((part, span)) = finding
            .span
            .filter(|_| !self.is_of_incident() && !names_them)
        else {
            return false;
        };
        let is_day = |bound: &Bound| {
            let tokens = self.reading.annotations.times[bound.at].tokens;
            self.reading.document.tokens[tokens.start()].part() == part
                && self.reading.document.span(tokens) == span
        };
        let is_lender = |lender: &&Candidacy| {
            let types = &self.reading.annotations.events[lender.event].types;
            let mut near = lender.times.iter();
            lender.sentence == sentence
                && (lender.is_own || types.iter().any(|id| families().is_generic(*id)))
                && near.any(|bound| bound.binding <= Binding::Linked && is_day(bound))
        };
        let mut lenders = self.candidates.iter().chain(&self.kin).filter(is_lender);
        !lenders.any(|lender| {
            !align::names_other(self.reading, &self.hits, lender)
                && self.told_place(lender, Binding::Sentence) != Some(Relation::Other)
        })
    }

    /// Whether another sentence tells the claim's kind of event with the very value that was
    /// claimed, and another of the claim's values beside it: "the quake of 2009 killed 300", beside
    /// the 247 of this one.
    fn is_told_as_claimed(&self, kind: FacetKind, own: Option<usize>) -> bool {
        self.candidates
            .iter()
            .filter(|candidate| Some(candidate.sentence) != own && self.is_told(candidate))
            .filter(|candidate| {
                candidate.parties.is_empty() || candidate.parties.iter().any(align::Party::is_near)
            })
            .any(|candidate| {
                let told = self.moments(candidate);
                let fits = |(_, relation): &&(FacetKind, Relation)| *relation == Relation::Fits;
                told.iter().filter(fits).any(|(told, _)| *told == kind)
                    && told.iter().filter(fits).count() > 1
                    && !told
                        .iter()
                        .any(|(_, relation)| *relation == Relation::Other)
            })
    }

    /// How the place, day and number that stand in a mention's sentence are to the claimed ones.
    fn moments(&self, candidate: &Candidacy) -> Vec<(FacetKind, Relation)> {
        [
            (
                FacetKind::Place,
                self.told_place(candidate, Binding::Sentence),
            ),
            (
                FacetKind::Date,
                self.told_date(candidate, Binding::Sentence),
            ),
            // A number only of the very verb.
            (
                FacetKind::Quantity,
                self.told_quantity(candidate, Binding::Linked),
            ),
        ]
        .into_iter()
        .filter_map(|(kind, relation)| Some((kind, relation?)))
        .collect()
    }

    /// Whether a claim is of a plan and the sentence with the other day tells of none: what was
    /// done on Monday says nothing of what was to be done on Tuesday.
    fn is_other_than_planned(&self, kind: FacetKind, own: Option<usize>) -> bool {
        kind == FacetKind::Date
            && self.claim.modality == Modality::Planned
            && !self.candidates.iter().any(|candidate| {
                let mention = &self.reading.annotations.events[candidate.event];
                Some(candidate.sentence) == own && mention.status == Status::Planned
            })
    }
}
