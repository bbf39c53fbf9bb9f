//! One claim in one article: its mentions are grouped, each group is judged facet by facet.

use crate::align::{self, Binding, Candidacy, Probe, Reading};
use crate::annotate::{EventForm, EventPolarity, Status};
use crate::base::Span;
use crate::claims::{Claim, Label, Modality, Polarity};
use crate::document::{Part, SentenceKind, TokenRange};
use crate::judge::compare::Relation;
use crate::judge::group::{self, Group};
use crate::judge::identify::Told;
use crate::judge::weigh::Weight;
use crate::judge::{Candidate, ClaimVerdict, FacetKind, Reason};
use crate::lang::{events, families};
use crate::value::{Amount, Interval};

/// Everything about one claim in one article while it is judged.
pub(super) struct Case<'a> {
    pub(super) claim: &'a Claim,
    pub(super) probe: &'a Probe,
    pub(super) reading: &'a Reading<'a>,
    pub(super) hits: align::PartyHits,
    pub(super) candidates: Vec<Candidacy>,
    /// Mentions of the same family that may lend day and place: "it happened on Thursday".
    pub(super) kin: Vec<Candidacy>,
    /// The claim is of a happening that the article only mentions beside its own.
    pub(super) is_aside: bool,
    /// The article has no word of the claim's kind of event, only what it was done with.
    pub(super) is_by_means: bool,
}

/// A facet as one group of mentions has it.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) label: Label,
    pub(super) reason: Reason,
    pub(super) found: Option<String>,
    pub(super) chain: Vec<String>,
    pub(super) span: Option<(Part, Span)>,
    /// Said in the passage itself rather than lent by the context.
    pub(super) is_firm: bool,
    /// Of a number of people whom something befell: how many.
    pub(super) amount: Option<Amount>,
    /// Of a date: the days that the text tells.
    pub(super) days: Option<Interval>,
}

impl Finding {
    pub(super) fn omitted(reason: Reason) -> Self {
        Self {
            label: Label::Omits,
            reason,
            found: None,
            chain: Vec::new(),
            span: None,
            is_firm: false,
            amount: None,
            days: None,
        }
    }

    /// It is told in a way that neither fits the claim nor speaks against it: vaguer, or left open.
    pub(super) fn is_vague(&self) -> bool {
        matches!(
            self.reason,
            Reason::DateWider | Reason::DateOpen | Reason::PlaceWider | Reason::QuantityVaguer
        )
    }

    /// Nothing is told of the place, or only what no map knows.
    pub(super) fn is_without_place(&self) -> bool {
        self.label == Label::Omits
            && matches!(self.reason, Reason::PlaceAbsent | Reason::PlaceUnknown)
    }

    pub(super) fn supports(&self) -> bool {
        self.label == Label::Supports
    }

    /// A contradiction that is not sure enough becomes an omission.
    pub(super) fn leave_out(&mut self) {
        if self.contradicts() {
            self.label = Label::Omits;
            self.reason = match self.reason {
                Reason::DateOutside | Reason::PublishedBefore => Reason::DateAbsent,
                Reason::PlaceOther => Reason::PlaceUnknown,
                reason => reason,
            };
        }
    }

    /// Whether what was found takes in a place in the text.
    pub(super) fn is_covering(&self, (part, span): (Part, Span)) -> bool {
        self.span
            .is_some_and(|(own, found)| own == part && found.is_covering(span))
    }

    pub(super) fn contradicts(&self) -> bool {
        self.label == Label::Contradicts
    }
}

/// A group of mentions, judged.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) label: Label,
    pub(super) reason: Reason,
    pub(super) event: Finding,
    pub(super) facets: Vec<(FacetKind, String, Finding)>,
    pub(super) sentence: usize,
    pub(super) head: usize,
    pub(super) n_agreeing: usize,
    /// Every participant stands with the very mention that is shown.
    pub(super) is_bound: bool,
    pub(super) is_identified: bool,
    /// It would be identified by the words of the claim's text, with nothing else that agrees.
    is_worded: bool,
    /// What speaks for it to be this very event, where it could be.
    pub(super) weight: Option<Weight>,
}

impl Judged {
    /// Takes a passage that no rule identified for one of the claim's event.
    pub(super) fn identify(&mut self, reason: Reason) {
        let mut facets = self.facets.iter();
        let off = facets.find(|(_, _, finding)| finding.contradicts());
        (self.label, self.reason) = match off {
            Some((_, _, finding)) => (Label::Contradicts, finding.reason),
            None => (Label::Supports, reason),
        };
        self.event.label = Label::Supports;
        self.event.reason = reason;
        self.is_identified = true;
    }

    /// Another finding for the claimed number: one that does not contradict leaves the event told.
    pub(super) fn renumber(&mut self, number: Finding) {
        if !number.contradicts() {
            self.label = Label::Supports;
            self.reason = self.event.reason;
        }
        for (kind, _, finding) in &mut self.facets {
            if *kind == FacetKind::Quantity {
                *finding = number.clone();
            }
        }
    }
}

/// The first passage that the words of the claim's text identify, where nothing else does.
fn find_by_words(judged: &mut [Judged]) {
    if let Some(judged) = judged.iter_mut().find(|judged| judged.is_worded) {
        judged.identify(Reason::EventStated);
    }
}

/// The verdict on a claim in an article; `source` is filled in by the caller.
#[must_use]
pub fn decide(claim: &Claim, probe: &Probe, reading: &Reading<'_>) -> ClaimVerdict {
    let hits = align::party_hits(reading, probe);
    if !hits.is_empty() && hits.iter().all(Vec::is_empty) && !probe.is_replaceable() {
        return ClaimVerdict::silent(probe.claim, 0);
    }
    let case = Case::new(claim, probe, reading, hits);
    let judged = case.judge_groups();
    if judged.is_empty() && case.candidates.is_empty() {
        return ClaimVerdict::silent(probe.claim, 0);
    }
    case.verdict(judged)
}

/// Whether a claim that names nobody has a topic that neither title nor lead tells: a happening of
/// another kind, or words that stand in neither.
fn is_told_aside(probe: &Probe, reading: &Reading<'_>) -> bool {
    if !probe.parties.is_empty() || probe.about.is_empty() {
        return false;
    }
    let lead = align::lead_end(reading);
    let own = probe
        .about
        .iter()
        .flat_map(|term| events().types_of_noun(term.head))
        .find(|id| families().is_cause(**id));
    match own {
        Some(own) => !reading
            .annotations
            .events
            .iter()
            .take_while(|event| reading.sentence_of(event) < lead)
            .any(|event| event.types.contains(own)),
        None => {
            let is_told = |sentence: usize| {
                let near = |term| align::term_near(reading, term, sentence, 0).is_some();
                probe.about.iter().any(near)
            };
            !(0..lead).any(is_told)
        }
    }
}

impl<'a> Case<'a> {
    pub(super) fn new(
        claim: &'a Claim,
        probe: &'a Probe,
        reading: &'a Reading<'a>,
        hits: align::PartyHits,
    ) -> Self {
        let mut candidates = align::candidates(reading, probe, &hits);
        let is_untold = candidates.is_empty();
        if is_untold {
            candidates = align::by_means(reading, probe, &hits);
        }
        let is_by_means = is_untold && !candidates.is_empty();
        let mut kin = match candidates.is_empty() {
            true => Vec::new(),
            false => align::kin(reading, probe, &hits),
        };
        // "In 1998, a tsunami killed 3,000": what the article tells of its own happening is not of
        // that one.
        let is_beside = |candidate: &Candidacy| {
            let near = |term| align::term_near(reading, term, candidate.sentence, 0).is_some();
            probe.about.iter().all(near)
        };
        let is_aside = is_told_aside(probe, reading) && candidates.iter().any(is_beside);
        if is_aside {
            candidates.retain(is_beside);
            kin.retain(is_beside);
        }
        Self {
            claim,
            probe,
            reading,
            hits,
            candidates,
            kin,
            is_aside,
            is_by_means,
        }
    }
}

impl Case<'_> {
    pub(super) fn judge_groups(&self) -> Vec<Judged> {
        let mut judged = self.judge_told();
        for candidate in self
            .candidates
            .iter()
            .filter(|candidate| !self.is_told(candidate))
        {
            judged.extend(self.judge_untold(candidate));
        }
        let is_identified = |judged: &Judged| judged.is_identified;
        if !judged.iter().any(is_identified) {
            judged.extend(self.judge_near());
        }
        if !judged.iter().any(is_identified) {
            self.find_by_weight(&mut judged);
        }
        if !judged.iter().any(is_identified) {
            find_by_words(&mut judged);
        }
        judged
    }

    /// The groups of mentions that assert or plan the event in the way that the claim does.
    pub(super) fn judge_told(&self) -> Vec<Judged> {
        let is_incident = self
            .probe
            .types
            .iter()
            .any(|id| families().is_incident(*id));
        let is_planned = self.is_only_planned();
        let mut told: Vec<Candidacy> = self
            .candidates
            .iter()
            .filter(|candidate| self.is_told(candidate))
            .filter(|candidate| !is_planned || !self.is_bare_noun(candidate))
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
        groups
            .iter()
            .filter(is_own)
            .map(|group| self.judge_group(group, &told))
            .collect()
    }

    /// What wordings too wide by themselves tell of the claim's own participants: they may support,
    /// and never more; of a single participant, only where something else agrees.
    fn judge_near(&self) -> Vec<Judged> {
        let is_single = self.probe.parties.len() < 2;
        let agrees = |(kind, _, finding): &(FacetKind, String, Finding)| {
            *kind != FacetKind::Participant && finding.supports()
        };
        align::near(self.reading, self.probe, &self.hits)
            .iter()
            .filter(|candidate| self.is_told(candidate))
            .map(|candidate| {
                self.judge_group(&Group::alone(candidate), std::slice::from_ref(candidate))
            })
            .filter(|judged| judged.label == Label::Supports)
            .filter(|judged| !is_single || judged.facets.iter().any(agrees))
            .collect()
    }

    /// Whether a mention asserts or plans the event in the way that the claim does.
    pub(super) fn is_told(&self, candidate: &Candidacy) -> bool {
        let mention = &self.reading.annotations.events[candidate.event];
        let modality = match mention.status {
            Status::Actual => true,
            Status::Planned => self.claim.modality == Modality::Planned,
            Status::Wished | Status::Possible => false,
        };
        modality
            && (self.polarity(candidate) == EventPolarity::Positive)
                == (self.claim.polarity == Polarity::Positive)
    }

    /// Whether a mention tells that the claim's event happened or that it did not.
    pub(super) fn polarity(&self, candidate: &Candidacy) -> EventPolarity {
        let mention = &self.reading.annotations.events[candidate.event];
        if candidate.by_trigger && self.probe.is_trigger_negated {
            return EventPolarity::Positive;
        }
        let polarity = mention.polarity_of(&self.probe.types);
        // "pleaded not guilty", for a claim of a plea of guilty.
        if align::is_term_negated(self.reading, self.probe, mention) {
            polarity.opposite()
        } else {
            polarity
        }
    }

    /// For a claim of what happened: whether every verb that tells this kind of event of all its
    /// participants tells it as planned ("the bank will buy the mill").
    fn is_only_planned(&self) -> bool {
        let is_actual = self.claim.modality == Modality::Actual
            && self.claim.polarity == Polarity::Positive
            && !self.probe.parties.is_empty()
            && self
                .probe
                .own_type
                .is_some_and(|id| !families().is_incident(id) && !events().get(id).symmetric);
        let mention = |candidate: &Candidacy| &self.reading.annotations.events[candidate.event];
        let is_verbal = |candidate: &&Candidacy| {
            mention(candidate).form != EventForm::Noun
                && candidate.parties.iter().any(align::Party::is_near)
        };
        let mut verbal = self.candidates.iter().filter(is_verbal);
        is_actual
            && !verbal.clone().any(|candidate| self.is_told(candidate))
            && verbal.any(|candidate| {
                mention(candidate).status == Status::Planned
                    && self.polarity(candidate) == EventPolarity::Positive
                    && candidate.parties.iter().all(align::Party::is_bound)
            })
    }

    /// A noun without a day of its own: "the takeover".
    fn is_bare_noun(&self, candidate: &Candidacy) -> bool {
        self.reading.annotations.events[candidate.event].form == EventForm::Noun
            && candidate
                .times
                .iter()
                .all(|bound| bound.binding > Binding::Clause)
    }

    pub(super) fn judge_group(&self, group: &Group, told: &[Candidacy]) -> Judged {
        let mut members: Vec<&Candidacy> = group.members.iter().map(|at| &told[*at]).collect();
        let is_of_claim = |member: &&Candidacy| !self.is_two_off(member);
        if members
            .iter()
            .any(|member| member.is_own && is_of_claim(member))
        {
            members.retain(is_of_claim);
        }
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
        let mut place = self
            .claim
            .place
            .as_ref()
            .map(|_| self.place(&members, best));
        let mut date = self.claim.date.as_ref().map(|_| self.date(&members, best));
        let mut quantity = self
            .claim
            .quantity
            .as_ref()
            .map(|_| self.quantity(&members));
        let mut parties = parties;
        // Whoever it was, on that day, in a report that is of somewhere else.
        if let Some(claimed) = &self.probe.place
            && place.as_ref().is_some_and(Finding::is_without_place)
            && date.as_ref().is_some_and(Finding::supports)
            && !self.is_speech()
            && !self.is_recalled(&members)
            && let Some(scene) = self.other_scene(claimed, best)
        {
            place = Some(scene);
        }
        if let Some(item) = self.reading.item_of(best.sentence) {
            self.keep_in_item(item, &mut parties, place.as_mut(), date.as_mut());
        }
        if self.is_by_means {
            for finding in [&mut place, &mut date, &mut quantity].into_iter().flatten() {
                finding.leave_out();
            }
        }
        let about = (!self.claim.about.is_empty()).then(|| self.about(&members));
        let speaker = (!self.claim.attributed_to.is_empty()).then(|| self.speaker(best));
        let mut event = self.event(best);
        let stated = [place.as_ref(), date.as_ref(), about.as_ref()];
        if stated.iter().flatten().any(|finding| finding.supports())
            && stated.iter().flatten().all(|finding| finding.supports())
        {
            self.find_other_holder(&mut parties, &members);
        }
        if let Some(quantity) = quantity.as_ref() {
            self.presume(&mut parties, quantity, &members);
        }
        let unsaid: Vec<bool> = (0..parties.len())
            .map(|at| parties[at].reason == Reason::NameAbsent && self.is_doer_unsaid(at, &members))
            .collect();
        let mut told = Told {
            parties: &parties,
            unsaid: &unsaid,
            place: place.as_ref(),
            date: date.as_ref(),
            quantity: quantity.as_ref(),
            about: about.as_ref(),
            by_trigger: members.iter().any(|member| member.by_trigger),
            words: 0.0,
            names_other: members
                .iter()
                .any(|member| align::names_other(self.reading, &self.hits, member)),
        };
        let (mut is_identified, n_agreeing) = (self.is_identified(&told), told.n_agreeing());
        let weight = self.weight(&told, best);
        let is_worded = !is_identified && {
            told.words = self.told_words(best);
            self.is_identified(&told)
        };
        if !is_identified && self.is_identified_but_for_weak(&told) {
            // What only the context gives may be of another event: the quieter verdict.
            is_identified = true;
            for finding in [&mut place, &mut date, &mut quantity].into_iter().flatten() {
                finding.leave_out();
            }
        }
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
        let (label, reason) = if !is_identified || n_off > 1 {
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
            is_bound: best.parties.iter().all(align::Party::is_bound),
            is_identified: label != Label::Omits,
            is_worded,
            weight,
        }
    }

    /// "In July thieves emptied a shop in Linz", for a claim of Graz in September: another happening,
    /// whatever else the mention shares with the claim.
    fn is_two_off(&self, member: &Candidacy) -> bool {
        let off = Some(Relation::Other);
        self.told_place(member, Binding::Clause) == off
            && self.told_date(member, Binding::Clause) == off
    }

    /// How much of the claim stands with a mention; to choose the passage to show.
    pub(super) fn strength(&self, candidate: &Candidacy) -> usize {
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
        let place = fits(self.told_place(candidate, Binding::Linked));
        let date = fits(self.told_date(candidate, Binding::Linked));
        let prose = usize::from(
            self.reading.document.sentences[candidate.sentence].kind == SentenceKind::Prose,
        );
        parties * 2 + place + date + prose
    }

    pub(super) fn event(&self, best: &Candidacy) -> Finding {
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
            is_firm: true,
            amount: None,
            days: None,
        }
    }

    pub(super) fn finding(
        &self,
        label: Label,
        reason: Reason,
        tokens: TokenRange,
        is_firm: bool,
    ) -> Finding {
        let (part, span) = self.located(tokens);
        Finding {
            label,
            reason,
            found: Some(span.slice(self.reading.document.text(part)).to_owned()),
            chain: Vec::new(),
            span: Some((part, span)),
            is_firm,
            amount: None,
            days: None,
        }
    }

    /// Where tokens stand, as findings tell it.
    pub(super) fn located(&self, tokens: TokenRange) -> (Part, Span) {
        let document = self.reading.document;
        let part = document.tokens[tokens.start()].part();
        (part, document.span(tokens))
    }

    /// Every group as a candidate, for `explain`.
    pub(super) fn explained(&self) -> Vec<Candidate> {
        self.judge_groups()
            .iter()
            .map(|judged| self.candidate(judged))
            .collect()
    }
}

/// All passages that were looked at for a claim, in reading order.
#[must_use]
pub fn explain(claim: &Claim, probe: &Probe, reading: &Reading<'_>) -> Vec<Candidate> {
    let hits = align::party_hits(reading, probe);
    Case::new(claim, probe, reading, hits).explained()
}
