//! From candidates to a verdict for one claim in one article.

use crate::align::{self, Binding, Candidacy, Match, Party, Probe, Reading};
use crate::annotate::{EventPolarity, Status};
use crate::claims::{Claim, Label, Modality, Polarity, Role};
use crate::document::{Part, SentenceKind};
use crate::judge::compare::{self, Relation};
use crate::judge::group::{self, Group};
use crate::judge::{Candidate, ClaimVerdict, Evidence, Facet, FacetKind, Reason, SaidBy};
use crate::lang::{events, families};

/// Everything about one claim in one article while it is judged.
struct Case<'a> {
    claim: &'a Claim,
    probe: &'a Probe,
    reading: &'a Reading<'a>,
    hits: align::PartyHits,
    candidates: Vec<Candidacy>,
    /// Mentions of the same family that may lend day and place: "it happened on Thursday".
    kin: Vec<Candidacy>,
}

/// A facet as one group of mentions has it.
#[derive(Clone, Debug)]
struct Finding {
    label: Label,
    reason: Reason,
    found: Option<String>,
    chain: Vec<String>,
    span: Option<(Part, crate::base::Span)>,
    sentence: Option<usize>,
    /// Said in the passage itself rather than lent by the context.
    is_firm: bool,
}

impl Finding {
    fn omitted(reason: Reason) -> Self {
        Self {
            label: Label::Omits,
            reason,
            found: None,
            chain: Vec::new(),
            span: None,
            sentence: None,
            is_firm: false,
        }
    }

    fn supports(&self) -> bool {
        self.label == Label::Supports
    }

    fn contradicts(&self) -> bool {
        self.label == Label::Contradicts
    }
}

/// A day that stands with a group; the better for the claim the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    relation: Relation,
    is_weak: bool,
    is_kin: bool,
    at: usize,
    sentence: usize,
}

/// A group of mentions, judged.
#[derive(Clone, Debug)]
struct Judged {
    label: Label,
    reason: Reason,
    event: Finding,
    facets: Vec<(FacetKind, String, Finding)>,
    sentence: usize,
    head: usize,
    n_agreeing: usize,
    is_identified: bool,
}

/// The verdict on a claim in an article; `source` is filled in by the caller.
#[must_use]
pub fn decide(claim: &Claim, probe: &Probe, reading: &Reading<'_>) -> ClaimVerdict {
    let hits: align::PartyHits = probe
        .parties
        .iter()
        .map(|party| align::hits(reading, party))
        .collect();
    let silent = || ClaimVerdict {
        claim: probe.claim,
        source: 0,
        label: Label::Omits,
        complete: false,
        facets: Vec::new(),
        evidence: Vec::new(),
        nearest: None,
    };
    if !hits.is_empty() && hits.iter().all(Vec::is_empty) {
        return silent();
    }
    let candidates = align::candidates(reading, probe, &hits);
    if candidates.is_empty() {
        return silent();
    }
    let kin = align::kin(reading, probe, &hits);
    let case = Case {
        claim,
        probe,
        reading,
        hits,
        candidates,
        kin,
    };
    let judged = case.judge_groups();
    case.verdict(judged)
}

impl Case<'_> {
    fn judge_groups(&self) -> Vec<Judged> {
        let is_incident = self
            .probe
            .types
            .iter()
            .any(|id| families().is_incident(*id));
        let mut told: Vec<Candidacy> = self
            .candidates
            .iter()
            .filter(|candidate| self.is_told(candidate))
            .cloned()
            .collect();
        if is_incident
            && self.claim.modality == Modality::Actual
            && self.claim.polarity == Polarity::Positive
        {
            // An incident is told in parts: who was shot here, who died there, where it was elsewhere.
            told.extend(self.kin.iter().filter(|kin| !kin.is_own).cloned());
            told.sort_by_key(|candidate| candidate.event);
        }
        let groups = group::groups(self.reading, self.probe, &told);
        let is_own = |group: &&Group| group.members.iter().any(|member| told[*member].is_own);
        let mut judged: Vec<Judged> = groups
            .iter()
            .filter(is_own)
            .map(|group| self.judge_group(group, &told))
            .collect();
        for candidate in self
            .candidates
            .iter()
            .filter(|candidate| !self.is_told(candidate))
        {
            judged.extend(self.judge_untold(candidate));
        }
        judged
    }

    /// Whether a mention asserts or plans the event in the way that the claim does.
    fn is_told(&self, candidate: &Candidacy) -> bool {
        let mention = &self.reading.annotations.events[candidate.event];
        let modality = match mention.status {
            Status::Actual => true,
            Status::Planned => self.claim.modality == Modality::Planned,
            Status::Wished | Status::Possible => false,
        };
        modality
            && (mention.polarity == EventPolarity::Positive)
                == (self.claim.polarity == Polarity::Positive)
    }

    /// A mention that denies the event, or does not assert it.
    fn judge_untold(&self, candidate: &Candidacy) -> Option<Judged> {
        let mention = &self.reading.annotations.events[candidate.event];
        let alone = Group::alone(candidate);
        let mut judged = self.judge_group(&alone, std::slice::from_ref(candidate));
        let opposite = (mention.polarity == EventPolarity::Positive)
            != (self.claim.polarity == Polarity::Positive);
        let asserted = match mention.status {
            Status::Actual => true,
            Status::Planned => self.claim.modality == Modality::Planned,
            _ => false,
        };
        let reason = match mention.status {
            Status::Actual => Reason::EventDenied,
            Status::Planned | Status::Wished => Reason::EventNotHappened,
            Status::Possible => Reason::EventHypothetical,
        };
        let n_bound = candidate
            .parties
            .iter()
            .filter(|party| party.is_bound())
            .count();
        let is_near = |hits: &Vec<align::Hit>| {
            hits.iter().any(|hit| {
                self.reading
                    .document
                    .sentence_of(hit.tokens.start())
                    .abs_diff(candidate.sentence)
                    <= 1
            })
        };
        let firm = n_bound > 0 && self.hits.iter().all(is_near);
        if opposite
            && asserted
            && firm
            && (judged.is_identified || n_bound < candidate.parties.len())
            && judged
                .facets
                .iter()
                .all(|(_, _, finding)| !finding.contradicts())
        {
            judged.label = Label::Contradicts;
            judged.event.label = Label::Contradicts;
            judged.event.reason = Reason::EventDenied;
            judged.reason = Reason::EventDenied;
        } else {
            judged.label = Label::Omits;
            judged.reason = reason;
            judged.is_identified = false;
        }
        Some(judged)
    }

    fn judge_group(&self, group: &Group, told: &[Candidacy]) -> Judged {
        let members: Vec<&Candidacy> = group.members.iter().map(|at| &told[*at]).collect();
        let best = *members
            .iter()
            .max_by_key(|member| {
                (
                    member.is_own,
                    self.strength(member),
                    std::cmp::Reverse(member.sentence),
                )
            })
            .expect("a group has a member");
        let parties: Vec<Finding> = (0..self.probe.parties.len())
            .map(|at| self.party(at, &members))
            .collect();
        let place = self
            .claim
            .place
            .as_ref()
            .map(|_| self.place(&members, best));
        let date = self.claim.date.as_ref().map(|_| self.date(&members, best));
        let quantity = self
            .claim
            .quantity
            .as_ref()
            .map(|_| self.quantity(&members));
        let about = (!self.claim.about.is_empty()).then(|| self.about(&members));
        let speaker = (!self.claim.attributed_to.is_empty()).then(|| self.speaker(best));
        let mut event = self.event(best);
        let stated = [place.as_ref(), date.as_ref(), about.as_ref()];
        let mut parties = parties;
        if stated.iter().flatten().any(|finding| finding.supports())
            && stated.iter().flatten().all(|finding| finding.supports())
        {
            self.find_other_holder(&mut parties, &members);
        }
        let (is_identified, n_agreeing) = self.identify(
            &parties,
            place.as_ref(),
            date.as_ref(),
            quantity.as_ref(),
            about.as_ref(),
        );
        let mut facets: Vec<(FacetKind, String, Finding)> = Vec::new();
        for (probe, finding) in self.probe.parties.iter().zip(parties) {
            facets.push((FacetKind::Participant, probe.value.clone(), finding));
        }
        let mut push = |kind: FacetKind, value: String, finding: Option<Finding>| {
            if let Some(finding) = finding {
                facets.push((kind, value, finding));
            }
        };
        push(
            FacetKind::Place,
            self.claim
                .place
                .as_ref()
                .map_or_else(String::new, |place| place.value.clone()),
            place,
        );
        push(
            FacetKind::Date,
            self.claim
                .date
                .as_ref()
                .map_or_else(String::new, |date| date.text.clone()),
            date,
        );
        push(
            FacetKind::Quantity,
            self.claim
                .quantity
                .as_ref()
                .map_or_else(String::new, |quantity| quantity.value.clone()),
            quantity,
        );
        push(FacetKind::About, self.claim.about.join(", "), about);
        push(
            FacetKind::AttributedTo,
            self.claim
                .attributed_to
                .iter()
                .map(|speaker| speaker.value.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            speaker,
        );
        let n_off = facets
            .iter()
            .filter(|(_, _, finding)| finding.contradicts())
            .count();
        let (label, reason) = if !is_identified {
            (Label::Omits, Reason::EventOther)
        } else if n_off > 1 {
            (Label::Omits, Reason::EventOther)
        } else if n_off == 1 {
            (
                Label::Contradicts,
                facets
                    .iter()
                    .find(|(_, _, finding)| finding.contradicts())
                    .expect("one is off")
                    .2
                    .reason,
            )
        } else {
            (Label::Supports, event.reason)
        };
        if label == Label::Omits {
            event = Finding {
                label: Label::Omits,
                reason,
                ..event
            };
        }
        Judged {
            label,
            reason,
            event,
            facets,
            sentence: best.sentence,
            head: self.reading.annotations.events[best.event].verb,
            n_agreeing,
            is_identified: label != Label::Omits,
        }
    }

    /// How much of the claim stands with a mention; to choose the passage to show.
    fn strength(&self, candidate: &Candidacy) -> usize {
        let parties: usize = candidate
            .parties
            .iter()
            .map(|party| {
                if party.is_bound() {
                    4
                } else {
                    usize::from(party.is_near()) * 2
                }
            })
            .sum();
        let fits = |relation: Option<Relation>| usize::from(relation == Some(Relation::Fits)) * 2;
        let place = self.probe.place.as_ref().map_or(0, |claimed| {
            candidate
                .places
                .iter()
                .filter(|bound| bound.binding <= Binding::Linked)
                .map(|bound| {
                    fits(compare::place(
                        self.reading,
                        claimed,
                        bound.at,
                        self.is_place_object(candidate),
                    ))
                })
                .max()
                .unwrap_or(0)
        });
        let date = self.claim.date.as_ref().map_or(0, |claimed| {
            candidate
                .times
                .iter()
                .filter(|bound| bound.binding <= Binding::Linked)
                .map(|bound| fits(compare::date(self.reading, claimed, bound.at)))
                .max()
                .unwrap_or(0)
        });
        let prose = usize::from(
            self.reading.document.sentences[candidate.sentence].kind == SentenceKind::Prose,
        );
        parties * 2 + place + date + prose
    }

    fn is_place_object(&self, candidate: &Candidacy) -> bool {
        self.reading.annotations.events[candidate.event]
            .types
            .iter()
            .any(|id| self.probe.types.contains(id) && events().get(*id).place_object)
    }

    fn event(&self, best: &Candidacy) -> Finding {
        let mention = &self.reading.annotations.events[best.event];
        let reason = if mention.status == Status::Planned {
            Reason::EventPlanned
        } else {
            Reason::EventStated
        };
        let part = self.reading.document.tokens[mention.head].part();
        Finding {
            label: Label::Supports,
            reason,
            found: None,
            chain: Vec::new(),
            span: Some((part, self.reading.document.span(mention.tokens))),
            sentence: Some(best.sentence),
            is_firm: true,
        }
    }

    fn party(&self, at: usize, members: &[&Candidacy]) -> Finding {
        let best = members
            .iter()
            .map(|member| (&member.parties[at], member.sentence))
            .filter(|(party, _)| party.hit.is_some())
            .min_by_key(|(party, sentence)| (party.is_swapped, party.binding, *sentence));
        if let Some((party, sentence)) = best.filter(|(party, _)| party.is_near()) {
            let hit = party.hit.expect("a near party is named");
            let reason = match hit.how {
                Match::Exact => Reason::NameExact,
                Match::Variant => Reason::NameVariant,
                Match::Coreference => Reason::NameCoreference,
                Match::Member => Reason::NameMember,
                Match::Demonym => Reason::NameDemonym,
            };
            return self.finding(
                Label::Supports,
                reason,
                hit.tokens,
                sentence,
                party.binding <= Binding::Linked,
            );
        }
        if best.is_some_and(|(party, _)| party.is_swapped) {
            return Finding::omitted(Reason::NameRoleSwapped);
        }
        // "They included …", and the sentence before that names the parties of "the meeting".
        for member in members {
            if let Some((hit, sentence)) = align::listed(self.reading, &self.hits[at], member) {
                return self.finding(
                    Label::Supports,
                    Reason::NameCoreference,
                    hit.tokens,
                    sentence,
                    false,
                );
            }
        }
        let is_incident = members
            .iter()
            .any(|member| member.is_own && self.is_incident(member));
        if is_incident && self.probe.parties[at].role != Role::Agent {
            if let Some((hit, sentence)) = align::victim(self.reading, &self.hits[at]) {
                return self.finding(
                    Label::Supports,
                    Reason::NameCoreference,
                    hit.tokens,
                    sentence,
                    false,
                );
            }
        }
        Finding::omitted(Reason::NameAbsent)
    }

    fn is_incident(&self, candidate: &Candidacy) -> bool {
        self.reading.annotations.events[candidate.event]
            .types
            .iter()
            .any(|id| families().is_incident(*id))
    }

    /// A role with a single holder contradicts another name, where the rest agrees (SPEC, section 3).
    fn find_other_holder(&self, parties: &mut [Finding], members: &[&Candidacy]) {
        let n_missing = parties.iter().filter(|finding| !finding.supports()).count();
        if n_missing != 1 {
            return;
        }
        let at = parties
            .iter()
            .position(|finding| !finding.supports())
            .expect("one is missing");
        let others_agree = parties.len() > 1;
        let are_bound = |member: &Candidacy| {
            member
                .parties
                .iter()
                .enumerate()
                .all(|(other, party)| other == at || party.is_bound())
        };
        for member in members
            .iter()
            .filter(|member| member.is_own && others_agree && are_bound(member))
        {
            let mention = &self.reading.annotations.events[member.event];
            let is_single = mention
                .types
                .iter()
                .filter(|id| self.probe.types.contains(id))
                .any(|id| {
                    let kind = events().get(*id);
                    match self.probe.parties[at].role {
                        Role::Agent => kind.single_agent,
                        Role::Patient => kind.single_patient,
                        Role::Any => false,
                    }
                });
            if let Some(name) = member.parties[at].rival.filter(|_| is_single) {
                let tokens = self.reading.annotations.names[name].tokens;
                parties[at] = self.finding(
                    Label::Contradicts,
                    Reason::NameOther,
                    tokens,
                    member.sentence,
                    true,
                );
                return;
            }
        }
    }

    fn finding(
        &self,
        label: Label,
        reason: Reason,
        tokens: crate::document::TokenRange,
        sentence: usize,
        is_firm: bool,
    ) -> Finding {
        let document = self.reading.document;
        let part = document.tokens[tokens.start()].part();
        let span = document.span(tokens);
        Finding {
            label,
            reason,
            found: Some(span.slice(document.text(part)).to_owned()),
            chain: Vec::new(),
            span: Some((part, span)),
            sentence: Some(sentence),
            is_firm,
        }
    }

    fn place(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
        let claimed = self
            .probe
            .place
            .as_ref()
            .expect("asked only for claims with a place");
        let mut seen: Vec<(Relation, usize, usize, bool)> = Vec::new();
        for member in members {
            let is_object = self.is_place_object(member);
            for bound in &member.places {
                if bound.binding > Binding::Sentence {
                    continue;
                }
                if let Some(relation) = compare::place(self.reading, claimed, bound.at, is_object) {
                    seen.push((
                        relation,
                        bound.at,
                        member.sentence,
                        bound.binding <= Binding::Linked,
                    ));
                }
            }
        }
        let placed = |label: Label, reason: Reason, at: usize, sentence: usize, is_firm: bool| {
            self.finding(
                label,
                reason,
                self.reading.annotations.places[at].tokens,
                sentence,
                is_firm,
            )
        };
        seen.sort_by_key(|(relation, at, _, is_firm)| (*relation, !is_firm, *at));
        match seen.first() {
            Some((Relation::Fits, at, sentence, is_firm)) => {
                return placed(
                    Label::Supports,
                    Reason::PlaceEqual,
                    *at,
                    *sentence,
                    *is_firm,
                );
            }
            _ => {
                if let Some((tokens, sentence)) = align::place_named(self.reading, claimed, members)
                {
                    return self.finding(
                        Label::Supports,
                        Reason::PlaceEqual,
                        tokens,
                        sentence,
                        true,
                    );
                }
            }
        }
        let lent = align::lent_places(self.reading, &self.kin, best);
        let relate = |at: usize| compare::place(self.reading, claimed, at, false);
        let is_placed_elsewhere = seen
            .iter()
            .any(|(relation, _, _, is_firm)| *relation == Relation::Other && *is_firm);
        let setting = || {
            align::setting(self.reading, best.sentence)
                .find(|(at, _)| relate(*at) == Some(Relation::Fits))
        };
        if let Some((at, sentence)) = setting().filter(|_| {
            !is_placed_elsewhere
                && lent
                    .iter()
                    .all(|(at, _)| relate(*at) != Some(Relation::Other))
        }) {
            return placed(Label::Supports, Reason::PlaceContext, at, sentence, false);
        }
        if let Some((at, sentence)) = lent
            .iter()
            .filter(|_| !is_placed_elsewhere)
            .find(|(at, _)| relate(*at) == Some(Relation::Fits))
        {
            return placed(Label::Supports, Reason::PlaceContext, *at, *sentence, false);
        }
        match seen.first() {
            Some((Relation::Vaguer, at, sentence, _)) => {
                placed(Label::Omits, Reason::PlaceWider, *at, *sentence, true)
            }
            Some((Relation::Other, at, sentence, true)) if !claimed.rows.is_empty() => {
                placed(Label::Contradicts, Reason::PlaceOther, *at, *sentence, true)
            }
            Some((Relation::Other | Relation::Unknown, at, sentence, _)) => {
                placed(Label::Omits, Reason::PlaceUnknown, *at, *sentence, false)
            }
            _ => {
                // Nothing in the passages themselves: where the happening as a whole is told to be.
                let all_other = !lent.is_empty()
                    && lent
                        .iter()
                        .all(|(at, _)| relate(*at) == Some(Relation::Other))
                    && !align::is_place_told(self.reading, claimed, |at| {
                        relate(at) == Some(Relation::Fits)
                    });
                match lent.first() {
                    Some((at, sentence)) if all_other && !claimed.rows.is_empty() => placed(
                        Label::Contradicts,
                        Reason::PlaceOther,
                        *at,
                        *sentence,
                        false,
                    ),
                    Some((at, sentence)) if relate(*at) == Some(Relation::Vaguer) => {
                        placed(Label::Omits, Reason::PlaceWider, *at, *sentence, false)
                    }
                    Some((at, sentence)) => {
                        placed(Label::Omits, Reason::PlaceUnknown, *at, *sentence, false)
                    }
                    None => Finding::omitted(Reason::PlaceAbsent),
                }
            }
        }
    }

    fn date(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
        let claimed = self
            .claim
            .date
            .as_ref()
            .expect("asked only for claims with a date");
        let mut seen: Vec<Dated> = Vec::new();
        for member in members {
            let is_aftermath = !member.is_own && group::is_aftermath(self.reading, member);
            for bound in member
                .times
                .iter()
                .filter(|bound| bound.binding <= Binding::Sentence)
            {
                if let Some(relation) = compare::date(self.reading, claimed, bound.at) {
                    let is_firm = bound.binding <= Binding::Linked && !is_aftermath;
                    seen.push(Dated {
                        relation,
                        is_weak: !is_firm,
                        is_kin: !member.is_own,
                        at: bound.at,
                        sentence: member.sentence,
                    });
                }
            }
        }
        seen.sort_unstable();
        let firm_other = seen
            .iter()
            .find(|dated| dated.relation == Relation::Other && !dated.is_weak);
        if let Some(fit) = seen
            .first()
            .filter(|dated| dated.relation == Relation::Fits)
        {
            // A day that only hangs loosely in the passage does not stand against a firm one.
            if !fit.is_weak || firm_other.is_none() {
                let reason = if fit.is_weak || fit.is_kin {
                    Reason::DateContext
                } else {
                    Reason::DateWithin
                };
                return self.dated(Label::Supports, reason, fit.at, fit.sentence, !fit.is_weak);
            }
        }
        let lent = align::lent_times(self.reading, &self.kin, best);
        let relate = |time: usize| compare::date(self.reading, claimed, time);
        if firm_other.is_none() {
            if let Some((at, sentence)) = lent
                .iter()
                .find(|(at, _)| relate(*at) == Some(Relation::Fits))
            {
                return self.dated(Label::Supports, Reason::DateContext, *at, *sentence, false);
            }
        }
        if let Some(vaguer) = seen.iter().find(|dated| dated.relation == Relation::Vaguer) {
            return self.dated(
                Label::Omits,
                Reason::DateWider,
                vaguer.at,
                vaguer.sentence,
                true,
            );
        }
        if let Some(other) = firm_other {
            return self.dated(
                Label::Contradicts,
                Reason::DateOutside,
                other.at,
                other.sentence,
                true,
            );
        }
        if let Some((at, sentence)) = lent.first() {
            let all_other = lent
                .iter()
                .all(|(at, _)| relate(*at) == Some(Relation::Other));
            let label = if all_other {
                Label::Contradicts
            } else {
                Label::Omits
            };
            let reason = if all_other {
                Reason::DateOutside
            } else {
                Reason::DateWider
            };
            return self.dated(label, reason, *at, *sentence, false);
        }
        let unanchored = members
            .iter()
            .flat_map(|member| &member.times)
            .find(|bound| compare::is_unanchored(self.reading, bound.at));
        match unanchored {
            Some(bound) => self.dated(
                Label::Omits,
                Reason::DateUnanchored,
                bound.at,
                best.sentence,
                false,
            ),
            None => Finding::omitted(Reason::DateAbsent),
        }
    }

    fn dated(
        &self,
        label: Label,
        reason: Reason,
        at: usize,
        sentence: usize,
        is_firm: bool,
    ) -> Finding {
        let time = &self.reading.annotations.times[at];
        let mut finding = self.finding(label, reason, time.tokens, sentence, is_firm);
        let text = finding.found.take().unwrap_or_default();
        let value = compare::interval(self.reading, at).map(edtf);
        finding.chain.push(text);
        if time.anchor == crate::annotate::TimeAnchor::Published {
            if let Some(published) = self.reading.published {
                finding.chain.push(format!("published {}", edtf(published)));
            }
        }
        finding.chain.extend(value.clone());
        finding.found = value;
        finding
    }

    fn quantity(&self, members: &[&Candidacy]) -> Finding {
        let claimed = self
            .claim
            .quantity
            .as_ref()
            .expect("asked only for claims with a quantity");
        let mut seen: Vec<(Relation, bool, usize, usize)> = Vec::new();
        for member in members.iter().filter(|member| member.is_own) {
            for bound in member
                .quantities
                .iter()
                .filter(|bound| bound.binding <= Binding::Sentence)
            {
                if let Some(relation) = compare::quantity(self.reading, claimed, bound.at) {
                    seen.push((
                        relation,
                        bound.binding > Binding::Linked,
                        bound.at,
                        member.sentence,
                    ));
                }
            }
        }
        seen.sort_unstable();
        let counted = |label: Label, reason: Reason, at: usize, sentence: usize| {
            self.finding(
                label,
                reason,
                self.reading.annotations.quantities[at].tokens,
                sentence,
                true,
            )
        };
        match seen.first() {
            Some((Relation::Fits, _, at, sentence)) => {
                counted(Label::Supports, Reason::QuantityEqual, *at, *sentence)
            }
            Some((Relation::Vaguer, _, at, sentence)) => {
                counted(Label::Omits, Reason::QuantityVaguer, *at, *sentence)
            }
            Some((Relation::Other, false, at, sentence)) => {
                counted(Label::Contradicts, Reason::QuantityOther, *at, *sentence)
            }
            _ => Finding::omitted(Reason::QuantityAbsent),
        }
    }

    fn about(&self, members: &[&Candidacy]) -> Finding {
        let found = |term: &crate::align::Term| {
            members.iter().find_map(|member| {
                align::term_near(self.reading, term, member.sentence)
                    .map(|tokens| (tokens, member.sentence))
            })
        };
        let places: Vec<_> = self.probe.about.iter().map(found).collect();
        match places.iter().flatten().next() {
            Some((tokens, sentence)) if places.iter().all(Option::is_some) => self.finding(
                Label::Supports,
                Reason::AboutFound,
                *tokens,
                *sentence,
                true,
            ),
            // Some of several terms: the topic is there, but not all of it.
            Some((tokens, sentence)) => self.finding(
                Label::Omits,
                Reason::AboutMissing,
                *tokens,
                *sentence,
                false,
            ),
            None => Finding::omitted(Reason::AboutMissing),
        }
    }

    fn speaker(&self, best: &Candidacy) -> Finding {
        let mention = &self.reading.annotations.events[best.event];
        let Some(attribution) = align::attribution(self.reading, mention.verb) else {
            return Finding::omitted(Reason::SaidByAbsent);
        };
        let is_speaker = self.probe.speakers.iter().any(|probe| {
            align::hits(self.reading, probe)
                .iter()
                .any(|hit| hit.tokens.is_overlapping(attribution.speaker))
        });
        if is_speaker {
            self.finding(
                Label::Supports,
                Reason::SaidByMatch,
                attribution.speaker,
                best.sentence,
                true,
            )
        } else {
            self.finding(
                Label::Omits,
                Reason::SaidByOther,
                attribution.speaker,
                best.sentence,
                false,
            )
        }
    }

    /// Whether the group tells this very event (SPEC, section 3), and how many facets agree.
    fn identify(
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
        let least = if is_moment_off && !self.is_once() {
            2
        } else {
            1
        };
        (
            is_identified && (n_off == 0 || n_agreeing >= least),
            n_agreeing,
        )
    }

    fn is_once(&self) -> bool {
        self.probe.own_type.is_some_and(|id| events().get(id).once)
    }

    fn is_communication(&self) -> bool {
        self.probe
            .families
            .iter()
            .any(|family| family == "communication")
    }

    fn verdict(&self, judged: Vec<Judged>) -> ClaimVerdict {
        let supporting = best_of(&judged, Label::Supports);
        let contradicting = best_of(&judged, Label::Contradicts);
        let (chosen, label) = match (supporting, contradicting) {
            (Some(support), Some(against))
                if against.reason == Reason::EventDenied
                    && self.are_different_speakers(support, against) =>
            {
                (support, Label::Mixed)
            }
            (Some(support), _) => (support, Label::Supports),
            (None, Some(against)) => (against, Label::Contradicts),
            (None, None) => return self.omitted(&judged),
        };
        let mut facets =
            vec![self.facet(FacetKind::Event, self.claim.event.clone(), &chosen.event)];
        facets.extend(
            chosen
                .facets
                .iter()
                .map(|(kind, value, finding)| self.facet(*kind, value.clone(), finding)),
        );
        let complete = facets.iter().all(|facet| facet.label != Label::Omits);
        let mut evidence = self.evidence(chosen);
        if label == Label::Mixed {
            evidence.extend(
                contradicting
                    .map(|against| self.evidence(against))
                    .unwrap_or_default(),
            );
        }
        ClaimVerdict {
            claim: self.probe.claim,
            source: 0,
            label,
            complete,
            facets,
            evidence,
            nearest: None,
        }
    }

    fn are_different_speakers(&self, a: &Judged, b: &Judged) -> bool {
        let speaker = |judged: &Judged| self.said_by(judged.head).map(|said| said.text);
        speaker(a) != speaker(b)
    }

    fn omitted(&self, judged: &[Judged]) -> ClaimVerdict {
        let nearest = judged
            .iter()
            .max_by_key(|judged| (judged.n_agreeing, std::cmp::Reverse(judged.sentence)));
        let mut facets = vec![];
        let candidate = nearest.map(|nearest| {
            let mut event = nearest.event.clone();
            event.label = Label::Omits;
            event.reason = nearest.reason;
            facets.push(self.facet(FacetKind::Event, self.claim.event.clone(), &event));
            for (kind, value, finding) in &nearest.facets {
                facets.push(self.facet(
                    *kind,
                    value.clone(),
                    &Finding {
                        label: Label::Omits,
                        ..finding.clone()
                    },
                ));
            }
            self.candidate(nearest)
        });
        ClaimVerdict {
            claim: self.probe.claim,
            source: 0,
            label: Label::Omits,
            complete: false,
            facets,
            evidence: Vec::new(),
            nearest: candidate,
        }
    }

    fn candidate(&self, judged: &Judged) -> Candidate {
        let sentence = &self.reading.document.sentences[judged.sentence];
        Candidate {
            part: sentence.part,
            span: sentence.span,
            reason: judged.reason,
            facets: judged
                .facets
                .iter()
                .map(|(kind, value, finding)| self.facet(*kind, value.clone(), finding))
                .collect(),
            taken: judged.label != Label::Omits,
        }
    }

    #[allow(clippy::unused_self, reason = "reads as a question to the case")]
    fn facet(&self, kind: FacetKind, value: String, finding: &Finding) -> Facet {
        Facet {
            kind,
            value,
            label: finding.label,
            reason: finding.reason,
            found: finding.found.clone(),
            chain: finding.chain.clone(),
            span: finding.span,
        }
    }

    /// The sentences that decide, the event's own first.
    fn evidence(&self, judged: &Judged) -> Vec<Evidence> {
        let mut sentences: Vec<(usize, Vec<FacetKind>, Label)> =
            vec![(judged.sentence, vec![FacetKind::Event], judged.label)];
        for (kind, _, finding) in &judged.facets {
            if finding.label == Label::Omits {
                continue;
            }
            let sentence = finding.span.map_or(judged.sentence, |(part, span)| {
                self.sentence_at(part, span).unwrap_or(judged.sentence)
            });
            match sentences.iter_mut().find(|(at, _, _)| *at == sentence) {
                Some((_, kinds, _)) => {
                    if !kinds.contains(kind) {
                        kinds.push(*kind);
                    }
                }
                None => sentences.push((sentence, vec![*kind], judged.label)),
            }
        }
        sentences
            .into_iter()
            .map(|(at, facets, label)| {
                let sentence = &self.reading.document.sentences[at];
                let head = if at == judged.sentence {
                    judged.head
                } else {
                    sentence.tokens.start()
                };
                Evidence {
                    label,
                    part: sentence.part,
                    span: sentence.span,
                    said_by: self.said_by(head),
                    facets,
                }
            })
            .collect()
    }

    fn sentence_at(&self, part: Part, span: crate::base::Span) -> Option<usize> {
        self.reading
            .document
            .sentences
            .iter()
            .position(|sentence| sentence.part == part && sentence.span.is_covering(span))
    }

    fn said_by(&self, token: usize) -> Option<SaidBy> {
        let attribution = align::attribution(self.reading, token)?;
        let document = self.reading.document;
        let part = document.tokens[attribution.speaker.start()].part();
        let span = document.span(attribution.speaker);
        Some(SaidBy {
            text: span.slice(document.text(part)).to_owned(),
            part,
            span,
        })
    }

    /// Every group as a candidate, for `explain`.
    fn explained(&self) -> Vec<Candidate> {
        self.judge_groups()
            .iter()
            .map(|judged| self.candidate(judged))
            .collect()
    }
}

/// All passages that were looked at for a claim, in reading order.
#[must_use]
pub fn explain(claim: &Claim, probe: &Probe, reading: &Reading<'_>) -> Vec<Candidate> {
    let hits: align::PartyHits = probe
        .parties
        .iter()
        .map(|party| align::hits(reading, party))
        .collect();
    let candidates = align::candidates(reading, probe, &hits);
    let kin = align::kin(reading, probe, &hits);
    Case {
        claim,
        probe,
        reading,
        hits,
        candidates,
        kin,
    }
    .explained()
}

fn best_of(judged: &[Judged], label: Label) -> Option<&Judged> {
    judged
        .iter()
        .filter(|judged| judged.label == label)
        .max_by_key(|judged| (judged.n_agreeing, std::cmp::Reverse(judged.sentence)))
}

/// An interval as EDTF.
fn edtf(interval: crate::value::Interval) -> String {
    use crate::value::Interval;
    let (first, last) = (interval.first, interval.last);
    if interval.is_day() {
        return first.to_string();
    }
    if Interval::year(first.year()) == Some(interval) {
        return format!("{:04}", first.year());
    }
    if Interval::month(first.year(), first.month()) == Some(interval) {
        return format!("{:04}-{:02}", first.year(), first.month());
    }
    let end = |date: jiff::civil::Date| {
        if date == jiff::civil::Date::MIN || date == jiff::civil::Date::MAX {
            "..".to_owned()
        } else {
            date.to_string()
        }
    };
    format!("{}/{}", end(first), end(last))
}
