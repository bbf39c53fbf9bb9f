//! Participants: named, taken up, listed, or somebody else in their role.

use crate::align::{self, Binding, Candidacy, Match};
use crate::annotate::{EventForm, NameKind};
use crate::claims::{Label, Role};
use crate::document::TokenRange;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::lang::fate::{Fate, fates};
use crate::lang::{Classes, events};

/// How many sentences away the one may be named who did what a passive tells.
const NEAR: usize = 3;

impl Case<'_> {
    pub(super) fn party(&self, at: usize, members: &[&Candidacy]) -> Finding {
        if let Some(tokens) = self.own_hand(at, members) {
            return self.finding(Label::Contradicts, Reason::NameOther, tokens, true);
        }
        if let Some(reason) = self.role_doubt(members) {
            return Finding::omitted(reason);
        }
        if self.is_survivor(at) {
            return Finding::omitted(Reason::NameRoleOpen);
        }
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
            && let Some((hit, is_firm)) =
                align::victim(self.reading, &self.probe.parties[at], &self.hits[at])
        {
            let reason = Reason::NameCoreference;
            return self.finding(Label::Supports, reason, hit.tokens, is_firm);
        }
        if let Some(hit) = self.unsaid_agent(at, members) {
            return self.finding(Label::Supports, Reason::NameCoreference, hit.tokens, true);
        }
        Finding::omitted(Reason::NameAbsent)
    }

    /// Whether a claim of somebody's death meets an article that tells of him or her as hurt.
    fn is_survivor(&self, at: usize) -> bool {
        let is_death = self
            .probe
            .own_type
            .is_some_and(|id| fates().of_claim(id) == Some(Fate::Dead));
        is_death
            && self.probe.parties[at].is_undergoer
            && align::survivor(self.reading, &self.hits[at]).is_some()
    }

    /// "Ode was re-elected on Friday": who did it is left out of a passive, and the sentences around
    /// it tell of the one whom the claim names. Not of violence, where anybody may have done it.
    fn unsaid_agent(&self, at: usize, members: &[&Candidacy]) -> Option<align::Hit> {
        let roles = &self.probe.parties;
        let patient = roles.iter().position(|party| party.role == Role::Patient)?;
        if roles[at].role != Role::Agent || roles.len() != 2 {
            return None;
        }
        members.iter().find_map(|member| {
            let mention = &self.reading.annotations.events[member.event];
            let is_violent = align::is_incident(self.reading, member);
            let arguments = align::arguments(self.reading, member.event);
            let is_open = mention.form != EventForm::Noun
                && self.reading.frame(member.event).is_passive
                && arguments.agent.is_empty()
                && member.parties[at].rival.is_none();
            let undergoer = &member.parties[patient];
            let is_told = undergoer.is_fixed && undergoer.binding == align::Binding::Clause;
            let is_another = || self.is_another_near(at, member.sentence);
            if !member.is_own || is_violent || !is_open || !is_told || is_another() {
                return None;
            }
            let sentence = |hit: &align::Hit| self.reading.document.sentence_of(hit.tokens.start());
            self.hits[at].iter().copied().find(|hit| {
                hit.how <= Match::Coreference && sentence(hit).abs_diff(member.sentence) <= NEAR
            })
        })
    }

    /// "Ode was convicted on Friday": whether a passive leaves out who did it, and the claim tells that by a
    /// common noun ("a jury"). Not of violence.
    pub(super) fn is_doer_unsaid(&self, at: usize, members: &[&Candidacy]) -> bool {
        let roles = &self.probe.parties;
        let is_generic =
            roles[at].role == Role::Agent && roles[at].names.iter().all(|name| name.is_common);
        let Some(patient) = roles.iter().position(|party| party.role == Role::Patient) else {
            return false;
        };
        is_generic
            && members.iter().filter(|member| member.is_own).any(|member| {
                let mention = &self.reading.annotations.events[member.event];
                let undergoer = &member.parties[patient];
                mention.form != EventForm::Noun
                    && self.reading.frame(member.event).is_passive
                    && !align::is_incident(self.reading, member)
                    && align::arguments(self.reading, member.event)
                        .agent
                        .is_empty()
                    && undergoer.is_fixed
                    && undergoer.binding == Binding::Clause
            })
    }

    /// Whether somebody else is named around a sentence who could be the one whom it leaves out.
    fn is_another_near(&self, at: usize, sentence: usize) -> bool {
        let sentences = &self.reading.document.sentences;
        let last = (sentence + NEAR).min(sentences.len() - 1);
        let around = TokenRange::new(
            sentences[sentence.saturating_sub(NEAR)].tokens.start(),
            sentences[last].tokens.end(),
        );
        let kind = if self.probe.parties[at].is_person {
            NameKind::Person
        } else {
            NameKind::Organization
        };
        self.reading.names_in(around).any(|name| {
            let mention = &self.reading.annotations.names[name];
            let is_ours = |hits: &Vec<align::Hit>| {
                hits.iter()
                    .any(|hit| hit.tokens.is_overlapping(mention.tokens))
            };
            mention.kind == kind && !self.hits.iter().any(is_ours)
        })
    }

    /// For a claim of who did it to whom: whether the members tell it the other way round, or leave
    /// open which is which.
    fn role_doubt(&self, members: &[&Candidacy]) -> Option<Reason> {
        let is_told = |party: &align::PartyProbe| party.role != Role::Any;
        let roles = &self.probe.parties;
        let has = |role: Role| roles.iter().any(|party| party.role == role);
        let is_own_hand = || (0..roles.len()).any(|at| self.own_hand(at, members).is_some());
        if !has(Role::Agent) || !has(Role::Patient) || is_own_hand() {
            return None;
        }
        let most = |is: fn(&align::Party) -> bool| {
            let count = |member: &&&Candidacy| {
                let own = roles.iter().zip(&member.parties);
                own.filter(|(role, party)| is_told(role) && is(party))
                    .count()
            };
            let own = members.iter().filter(|member| member.is_own);
            own.map(|member| count(&member)).max().unwrap_or(0)
        };
        let n_fixed = most(|party| party.is_fixed);
        let n_swapped = most(|party| party.is_swapped);
        if n_swapped > n_fixed {
            Some(Reason::NameRoleSwapped)
        } else if n_fixed == 0 {
            Some(Reason::NameRoleOpen)
        } else {
            None
        }
    }

    /// Where the members tell that the one to whom it was done did it ("X killed himself"), for a
    /// claim that somebody else did.
    fn own_hand(&self, at: usize, members: &[&Candidacy]) -> Option<TokenRange> {
        let roles: Vec<Role> = self.probe.parties.iter().map(|party| party.role).collect();
        if roles[at] != Role::Agent {
            return None;
        }
        let patient = roles.iter().position(|role| *role == Role::Patient)?;
        members.iter().find_map(|member| {
            let mention = &self.reading.annotations.events[member.event];
            let object = self.reading.frame(member.event).object;
            let is_own_hand = mention.types.iter().any(|id| events().get(*id).own_hand)
                || object.is_some_and(|object| {
                    self.reading.document.tokens[object.start()].is(Classes::REFLEXIVE)
                });
            let party = &member.parties[patient];
            let hit = party.hit.filter(|_| is_own_hand && !party.is_swapped)?;
            let is_subject = mention.form != EventForm::Noun
                && party.binding == Binding::Clause
                && member.parties[at].binding > Binding::Linked;
            (is_subject || self.is_last_named(member, patient)).then_some(hit.tokens)
        })
    }

    /// Whether the participant is whoever the clause of a noun names last before it: "Voss lay dead
    /// of a self-inflicted wound", not "Voss was found beside her husband, dead by suicide".
    fn is_last_named(&self, member: &Candidacy, party: usize) -> bool {
        let document = self.reading.document;
        let mention = &self.reading.annotations.events[member.event];
        let parsed = self.reading.parsed(member.sentence);
        let clause = parsed.clauses[parsed.clause_of(mention.verb)].tokens;
        let somebody = Classes::PERSON
            .with(Classes::KINSHIP)
            .with(Classes::ROLE)
            .with(Classes::BODY)
            .with(Classes::SUBJECT_PRONOUN)
            .with(Classes::OBJECT_PRONOUN);
        let is_name = |at: usize| {
            self.reading
                .names_in(TokenRange::new(at, at + 1))
                .next()
                .is_some()
        };
        let is_hit = |at: usize| {
            self.hits[party]
                .iter()
                .any(|hit| hit.tokens.contains(at) && !align::is_whose(self.reading, *hit))
        };
        mention.form == EventForm::Noun
            && (clause.start()..mention.tokens.start())
                .rev()
                .find(|at| document.tokens[*at].is(somebody) || is_name(*at) || is_hit(*at))
                .is_some_and(is_hit)
    }

    /// The only participant of the claim, where the passage leaves open whose event it is, but gives
    /// the claimed number: "143,000 customers were hit" in an article on one firm. It has to be the
    /// article's subject, and nobody else may be named in the passage.
    pub(super) fn presume(
        &self,
        parties: &mut [Finding],
        quantity: &Finding,
        members: &[&Candidacy],
    ) {
        let [party] = parties else {
            return;
        };
        if party.reason != Reason::NameAbsent || self.is_speech() || !quantity.supports() {
            return;
        }
        let own = members.iter().filter(|member| member.is_own);
        if let Some(hit) = own
            .filter(|member| self.is_in_passage(quantity, member.sentence))
            .find_map(|member| align::presumed(self.reading, &self.hits[0], member))
        {
            *party = self.finding(Label::Supports, Reason::NameCoreference, hit.tokens, false);
        }
    }

    /// Whether a value stands in a sentence.
    pub(super) fn is_in_passage(&self, finding: &Finding, sentence: usize) -> bool {
        let (own, passage) = self.located(self.reading.document.sentences[sentence].tokens);
        finding
            .span
            .is_some_and(|(part, span)| part == own && passage.is_covering(span))
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
