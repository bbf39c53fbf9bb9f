//! Whether a group of mentions tells this very event (SPEC, section 3).

use crate::align::{Hit, Match};
use crate::judge::case::{Case, Finding};
use crate::lang::{events, families};

impl Case<'_> {
    /// Whether the group tells this very event (SPEC, section 3), and how many facets agree.
    pub(super) fn identify(
        &self,
        parties: &[Finding],
        place: Option<&Finding>,
        date: Option<&Finding>,
        quantity: Option<&Finding>,
        about: Option<&Finding>,
    ) -> (bool, usize) {
        let n_parties = parties.iter().filter(|finding| finding.supports()).count();
        let n_parties_told = n_parties
            + parties
                .iter()
                .filter(|finding| finding.contradicts())
                .count();
        let agrees = |finding: Option<&Finding>| finding.is_some_and(Finding::supports);
        let agrees_or_free = |finding: Option<&Finding>| finding.is_none_or(Finding::supports);
        let others = [place, date, quantity, about]
            .into_iter()
            .flatten()
            .filter(|finding| finding.supports())
            .count();
        let n_agreeing = n_parties + others;
        let n_off = [place, date, quantity]
            .into_iter()
            .flatten()
            .filter(|finding| finding.contradicts())
            .count()
            + parties
                .iter()
                .filter(|finding| finding.contradicts())
                .count();
        let topic_missing =
            about.is_some_and(|finding| !finding.supports() && finding.span.is_none());
        let is_identified = if parties.is_empty() {
            let topic = about.is_none_or(Finding::supports);
            let somewhere = agrees(place) || agrees(date) || place.is_none() && date.is_none();
            let bare = about.is_none();
            topic
                && somewhere
                && (!bare
                    || agrees_or_free(place)
                        && (agrees_or_free(date)
                            || date.is_some_and(|finding| !finding.contradicts())
                                && agrees(quantity)))
        } else if n_parties == 0 {
            false
        } else if n_parties_told == parties.len() {
            !topic_missing
                || agrees(date)
                || agrees(quantity)
                || n_parties > 1 && (agrees(place) || !self.is_communication())
        } else {
            agrees(place) && agrees(date)
        };
        // Saying is told apart by what is said, when and where.
        let has_content =
            place.is_some() || date.is_some() || quantity.is_some() || about.is_some();
        let is_identified =
            is_identified && !(self.is_communication() && has_content && others == 0);
        // One value off needs enough besides it: a day or place may belong to another event of the
        // same people, a number of the same event hardly does.
        let is_moment_off = [place, date]
            .into_iter()
            .flatten()
            .any(Finding::contradicts);
        // A surname or a given name alone may be anybody's: something besides has to agree.
        let is_named = (0..self.probe.parties.len()).any(|at| self.is_named_in_full(at));
        let needs_more = is_moment_off && !self.is_once() || !is_named && !parties.is_empty();
        let least = if needs_more { 2 } else { 1 };
        (
            is_identified && (n_off == 0 && is_named || n_agreeing >= least || parties.is_empty()),
            n_agreeing,
        )
    }

    /// Whether the article names a participant by more than one word, if the claim does.
    fn is_named_in_full(&self, at: usize) -> bool {
        let party = &self.probe.parties[at];
        let is_full = |hit: &Hit| hit.tokens.range().len() > 1 && hit.how <= Match::Variant;
        !party.is_person
            || party.names.iter().any(|name| name.words.len() < 2)
            || self.hits[at].iter().any(is_full)
    }

    /// Whether the event hardly happens twice to the same people: by its type, or since it is an
    /// incident with somebody named in it.
    pub(super) fn is_once(&self) -> bool {
        self.probe.own_type.is_some_and(|id| {
            events().get(id).once
                || families().is_incident(id) && !self.probe.parties.is_empty()
        })
    }

    pub(super) fn is_communication(&self) -> bool {
        self.probe
            .families
            .iter()
            .any(|family| family == "communication")
    }
}
