//! Participants: named, taken up, listed, or somebody else in their role.

use crate::align::{self, Candidacy, Match};
use crate::claims::{Label, Role};
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};

impl Case<'_> {
    pub(super) fn party(&self, at: usize, members: &[&Candidacy]) -> Finding {
        let best = members
            .iter()
            .map(|member| (&member.parties[at], member.sentence))
            .filter(|(party, _)| party.hit.is_some())
            .min_by_key(|(party, sentence)| (party.is_swapped, party.binding, *sentence))
            .map(|(party, _)| party);
        if let Some(party) = best.filter(|party| party.is_near()) {
            let hit = party.hit.expect("a near party is named");
            let reason = match hit.how {
                Match::Exact => Reason::NameExact,
                Match::Variant => Reason::NameVariant,
                Match::Coreference | Match::Description => Reason::NameCoreference,
                Match::Member => Reason::NameMember,
                Match::Demonym => Reason::NameDemonym,
            };
            return self.finding(
                Label::Supports,
                reason,
                hit.tokens,
                // Whoever takes up a bare surname is no better known than it.
                hit.how != Match::Description
                    && self.hits[at]
                        .iter()
                        .any(|hit| hit.how != Match::Description),
            );
        }
        let excluded = members
            .iter()
            .find_map(|member| member.parties[at].excluded);
        if let Some(hit) = excluded {
            return self.finding(Label::Contradicts, Reason::NameExcluded, hit.tokens, true);
        }
        let is_suspect = || {
            self.hits[at]
                .iter()
                .any(|hit| align::is_suspect(self.reading, *hit))
        };
        let is_told = self.is_incident_told(members);
        if best.is_some_and(|party| party.is_swapped) && (!is_told || is_suspect()) {
            return Finding::omitted(Reason::NameRoleSwapped);
        }
        // "Tuesday's launch": a noun that names nobody is of those told just before.
        for member in members.iter().filter(|member| member.is_own) {
            if let Some((hit, _)) = align::implied(self.reading, &self.hits[at], member) {
                return self.finding(Label::Supports, Reason::NameCoreference, hit.tokens, false);
            }
        }
        // "They included …", and the sentence before that names the parties of "the meeting".
        for member in members {
            if let Some((hit, _)) = align::listed(self.reading, &self.hits[at], member) {
                return self.finding(Label::Supports, Reason::NameCoreference, hit.tokens, true);
            }
        }
        let is_incident = members
            .iter()
            .any(|member| member.is_own && align::is_incident(self.reading, member));
        if is_incident
            && self.probe.parties[at].role != Role::Agent
            && let Some((hit, is_firm)) = align::victim(self.reading, &self.hits[at])
        {
            let reason = Reason::NameCoreference;
            return self.finding(Label::Supports, reason, hit.tokens, is_firm);
        }
        Finding::omitted(Reason::NameAbsent)
    }

    /// A role with a single holder contradicts another name, where the rest agrees.
    pub(super) fn find_other_holder(&self, parties: &mut [Finding], members: &[&Candidacy]) {
        let n_missing = parties.iter().filter(|finding| !finding.supports()).count();
        if n_missing != 1 {
            return;
        }
        let at = parties
            .iter()
            .position(|finding| !finding.supports())
            .expect("one is missing");
        let are_bound = |member: &Candidacy| {
            member
                .parties
                .iter()
                .enumerate()
                .all(|(other, party)| other == at || party.is_bound())
        };
        for member in members
            .iter()
            .filter(|member| member.is_own && are_bound(member))
        {
            let mention = &self.reading.annotations.events[member.event];
            let role = self.probe.parties[at].role;
            let is_single = mention
                .types
                .iter()
                .filter(|id| self.probe.types.contains(id))
                .any(|id| align::is_single_holder(*id, role));
            if let Some(name) = member.parties[at].rival.filter(|_| is_single) {
                let tokens = self.reading.annotations.names[name].tokens;
                parties[at] = self.finding(Label::Contradicts, Reason::NameOther, tokens, true);
                return;
            }
        }
    }
}
