//! Passages that deny the event or do not assert it: "did not attend", "no group has claimed it".

use crate::align::{self, Candidacy, Match};
use crate::annotate::{EventPolarity, Status};
use crate::claims::{Label, Modality, Polarity};
use crate::judge::Reason;
use crate::judge::case::{Case, Judged};
use crate::judge::group::Group;
use crate::lang::{Classes, EventTypeId};

/// How many sentences away the participants of a denied event may be named.
const DENIAL_REACH: usize = 3;

impl Case<'_> {
    /// A mention that denies the event, or does not assert it.
    pub(super) fn judge_untold(&self, candidate: &Candidacy) -> Option<Judged> {
        let mention = &self.reading.annotations.events[candidate.event];
        let alone = Group::alone(candidate);
        let mut judged = self.judge_group(&alone, std::slice::from_ref(candidate));
        let opposite = (self.polarity(candidate) == EventPolarity::Positive)
            != (self.claim.polarity == Polarity::Positive);
        let asserted = match mention.status {
            Status::Actual => true,
            Status::Planned => self.claim.modality == Modality::Planned,
            _ => false,
        };
        let reason = match mention.status {
            _ if asserted && self.claim.polarity == Polarity::Negative => Reason::EventHappened,
            _ if asserted => Reason::EventDenied,
            Status::Actual | Status::Planned | Status::Wished => Reason::EventNotHappened,
            Status::Possible => Reason::EventHypothetical,
        };
        let n_bound = candidate
            .parties
            .iter()
            .filter(|party| {
                party.is_bound() && party.hit.is_some_and(|hit| hit.how < Match::Description)
            })
            .count();
        let is_near = |hits: &Vec<align::Hit>| {
            hits.iter().any(|hit| {
                self.reading
                    .document
                    .sentence_of(hit.tokens.start())
                    .abs_diff(candidate.sentence)
                    <= DENIAL_REACH
            })
        };
        let firm = (n_bound > 0 || self.is_everybody_denied(candidate))
            && self.hits.iter().all(is_near)
            && !self.is_early(mention.status)
            && !self.is_of_another_count(candidate);
        if opposite
            && asserted
            && firm
            && !(reason == Reason::EventHappened && self.is_negated_besides(candidate))
            && (judged.is_identified || n_bound < candidate.parties.len())
            && judged
                .facets
                .iter()
                .all(|(_, _, finding)| !finding.contradicts())
        {
            judged.label = Label::Contradicts;
            judged.event.label = Label::Contradicts;
            judged.event.reason = reason;
            judged.reason = reason;
        } else {
            judged.label = Label::Omits;
            judged.reason = reason;
            judged.is_identified = false;
        }
        Some(judged)
    }

    /// "No group has claimed the attack", of a group: the only participant is left out with all others,
    /// and the topic, if any, is told.
    fn is_everybody_denied(&self, candidate: &Candidacy) -> bool {
        let [party] = self.probe.parties.as_slice() else {
            return false;
        };
        let about = &self.probe.about;
        let is_told = |term| align::term_near(self.reading, term, candidate.sentence, 0).is_some();
        // A wording of the claim without a verb hangs on any verb of its sentence.
        let lemma = self.reading.annotations.events[candidate.event].lemma;
        let mut triggers = self.probe.triggers.iter();
        let is_of_verb = !candidate.by_trigger || triggers.any(|words| words.contains(&lemma));
        is_of_verb
            && align::is_everybody_denied(self.reading, party, candidate.event)
            && (about.is_empty() || about.iter().any(is_told))
    }

    /// "found him guilty of fraud and cleared him of theft": what a wording denies is of something else
    /// than what its sentence tells, or than the claim's topic.
    fn is_of_another_count(&self, candidate: &Candidacy) -> bool {
        let events = &self.reading.annotations.events;
        let sentence = self.reading.document.sentences[candidate.sentence].tokens;
        let is_own = |id: &EventTypeId| self.probe.types.contains(id);
        let is_told = |at: usize| {
            at != candidate.event && events[at].is_told() && events[at].types.iter().any(is_own)
        };
        let is_near = |term| align::term_near(self.reading, term, candidate.sentence, 0).is_some();
        let about = &self.probe.about;
        let is_off_topic = !about.is_empty() && !about.iter().any(is_near);
        events[candidate.event].denied.iter().any(is_own)
            && (is_off_topic || self.reading.events_in(sentence).any(is_told))
    }

    /// Whether the article is older than the claimed day: what had not happened by then may have
    /// happened later.
    fn is_early(&self, status: Status) -> bool {
        let claimed = self.claim.date.as_ref().map(crate::value::EdtfDate::hull);
        status == Status::Actual
            && claimed
                .zip(self.reading.published)
                .is_some_and(|(claimed, published)| published.last < claimed.first)
    }

    /// "The train had no one aboard", for the claim's own wording "aboard": a word that no verb
    /// governs is denied by any negation beside it.
    fn is_negated_besides(&self, candidate: &Candidacy) -> bool {
        let tokens = self.reading.document.sentences[candidate.sentence].tokens;
        let negative = Classes::NEGATION.with(Classes::NEGATIVE_DETERMINER);
        candidate.by_trigger
            && self.reading.document.tokens[tokens.range()]
                .iter()
                .any(|token| token.is(negative))
    }
}
