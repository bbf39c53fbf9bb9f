//! Weighing: where no rule says that an article tells the claim's very event, many small signs
//! together may.
//!
//! A logistic model (Cox 1958) over the signs of a passage, with the weights of
//! `src/lang/en/weights.toml`. It only says which passage tells the event; what the passage gives for
//! who, where, when and how many is compared as everywhere.

use crate::align::{self, Candidacy, Probe, Reading};
use crate::annotate::{EventForm, Status};
use crate::base::Span;
use crate::claims::{Claim, Label, Modality};
use crate::document::{Part, TokenRange};
use crate::judge::Reason;
use crate::judge::case::{Case, Finding, Judged};
use crate::judge::identify::Told;
use crate::lang::weights::{Sign, Signs, weights};
use crate::lang::{events, families};

/// How many sentences around a passage belong to it, for words and for participants.
const AROUND: usize = 2;

/// A passage with the signs that it tells the claim's event; what weights are fitted on.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Where the passage stands.
    pub part: Part,
    /// The same, in bytes.
    pub span: Span,
    /// What speaks for it and against it.
    pub signs: Signs<Sign>,
}

impl Case<'_> {
    /// The passage that tells the claim's event by its weight, where no rule knows any: the heaviest.
    pub(super) fn find_by_weight(&self, judged: &mut [Judged]) {
        let heaviest = judged
            .iter_mut()
            .filter_map(|judged| {
                let weight = judged.weight.take_if(|weight| weight.is_enough)?;
                Some((judged, weight))
            })
            .max_by(|(a, own), (b, other)| {
                own.sum
                    .total_cmp(&other.sum)
                    .then(b.sentence.cmp(&a.sentence))
            });
        let Some((judged, weight)) = heaviest else {
            return;
        };
        judged.identify(Reason::EventWeighed);
        if let Some((part, span)) = judged.event.span {
            let words = span.slice(self.reading.document.text(part)).to_owned();
            judged.event.chain = std::iter::once(words)
                .chain(weights().shown(&weight.signs))
                .collect();
        }
    }

    /// What speaks for a passage to tell this very event; `None` where it cannot.
    pub(super) fn weight(&self, told: &Told<'_>, best: &Candidacy) -> Option<Weight> {
        let n_off = told.n_off();
        if n_off > 1 || !self.is_told(best) || !self.is_somebody_near(told, best) {
            return None;
        }
        let signs = self.signs(told, best);
        let weights = weights();
        let sum = weights.weigh(&signs);
        let is_enough = match n_off {
            0 => sum >= weights.enough && self.is_whole(told, best),
            _ => sum >= weights.enough_against && !self.may_be_another(told, best),
        };
        Some(Weight {
            sum,
            is_enough,
            signs,
        })
    }

    /// The article has to name every participant, and at least one has to agree or to be named around;
    /// of sides ("A met B") every one.
    fn is_somebody_near(&self, told: &Told<'_>, best: &Candidacy) -> bool {
        let n = told.parties.len();
        let are_sides = self
            .probe
            .own_type
            .is_some_and(|id| events().get(id).symmetric);
        if are_sides {
            return told.parties.iter().all(Finding::supports);
        }
        if self.hits.iter().any(Vec::is_empty) {
            return false;
        }
        let is_open = |party: &Finding| party.reason == Reason::NameRoleOpen;
        n == 0
            || told.parties.iter().any(Finding::supports)
            || !told.parties.iter().any(is_open)
                && (0..n).filter(|at| self.is_around(*at, best)).count() * 2 >= n
    }

    /// Whether everything that the claim says of who, where, when and how many is told: what is not
    /// may be told elsewhere, and otherwise. Participants may be missed where both place and day agree,
    /// or where the sentence names all and nobody else; where nobody is claimed the topic has to be told.
    fn is_whole(&self, told: &Told<'_>, best: &Candidacy) -> bool {
        let agrees = |finding: Option<&Finding>| finding.is_some_and(Finding::supports);
        let is_fitting = |finding: Option<&Finding>| finding.is_none_or(Finding::supports);
        let is_placed = agrees(told.place) && agrees(told.date);
        let is_somebody = told.parties.iter().any(Finding::supports);
        let who = match told.parties {
            [] => agrees(told.about) && is_fitting(told.quantity),
            parties => {
                parties.iter().all(Finding::supports)
                    || is_somebody && is_placed
                    || self.is_nobody_else(told, best)
            }
        };
        let is_vague = |number: &Finding| number.supports() || number.is_vague();
        who && is_fitting(told.place) && is_fitting(told.date) && told.quantity.is_none_or(is_vague)
    }

    /// Whether every participant is named in the sentence, none of them in another role, and nobody
    /// else with the event: who did it to whom is only said in a way that no rule reads.
    fn is_nobody_else(&self, told: &Told<'_>, best: &Candidacy) -> bool {
        let is_role_off = |party: &Finding| {
            matches!(
                party.reason,
                Reason::NameRoleSwapped | Reason::NameRoleOpen | Reason::NameExcluded
            )
        };
        !told.names_other
            && !told.parties.iter().any(is_role_off)
            && !best
                .parties
                .iter()
                .any(|party| party.is_swapped || party.rival.is_some())
            && self.hits.iter().all(|hits| {
                hits.iter().any(|hit| {
                    self.reading.document.sentence_of(hit.tokens.start()) == best.sentence
                        && !align::is_whose(self.reading, *hit)
                })
            })
    }

    /// Whether a passage with another value may tell another event of the kind: of somebody who is
    /// nowhere named in full (or without the topic, where nobody is claimed), a saying whose number does
    /// not agree, what came later, what its doer does again and again, or at a place that only another
    /// sentence names.
    fn may_be_another(&self, told: &Told<'_>, best: &Candidacy) -> bool {
        let is_moment_off = [told.place, told.date]
            .into_iter()
            .flatten()
            .any(Finding::contradicts);
        let is_repeated = || {
            let own = self.probe.own_type;
            let all_do = !self.probe.parties.iter().any(|party| party.is_undergoer);
            all_do && own.is_some_and(|id| families().is_repeated(id))
        };
        let is_known = match told.parties {
            [] => told.about.is_some_and(Finding::supports),
            _ => self.is_somebody_named_in_full(),
        };
        !is_known
            || self.is_other_speech(told)
            || told.date.is_some_and(|date| self.is_day_of_sequel(date))
            || is_moment_off && told.n_agreeing() < 2 && is_repeated()
            || told.place.is_some_and(|place| {
                place.contradicts() && !self.is_in_passage(place, best.sentence)
            })
    }

    /// Whether a day that speaks against the claim may be that of what came later: "was charged on
    /// Wednesday".
    fn is_day_of_sequel(&self, date: &Finding) -> bool {
        let is_its = |tokens: TokenRange| date.span == Some(self.located(tokens));
        let mut times = self.reading.annotations.times.iter();
        date.contradicts()
            && times.any(|time| is_its(time.tokens) && self.is_of_sequel(time.tokens))
    }

    /// Whether a participant is named within a few sentences of a passage.
    fn is_around(&self, party: usize, best: &Candidacy) -> bool {
        self.hits[party].iter().any(|hit| {
            let sentence = self.reading.document.sentence_of(hit.tokens.start());
            sentence.abs_diff(best.sentence) <= AROUND
        })
    }

    fn signs(&self, told: &Told<'_>, best: &Candidacy) -> Signs<Sign> {
        let mut signs = Signs::default();
        self.set_words(best, &mut signs);
        self.set_event(told, best, &mut signs);
        self.set_parties(told, best, &mut signs);
        self.set_facets(told, best, &mut signs);
        signs
    }

    /// How many of the words of the claim's text stand in the passage, around it, in the article.
    fn set_words(&self, best: &Candidacy, signs: &mut Signs<Sign>) {
        let words = &self.probe.text;
        let sentences = &self.reading.document.sentences;
        let part = sentences[best.sentence].part;
        let last = (best.sentence + AROUND).min(sentences.len() - 1);
        let mut around = sentences[best.sentence.saturating_sub(AROUND)..=last]
            .iter()
            .filter(|sentence| sentence.part == part)
            .map(|sentence| sentence.tokens);
        let first = around.next().expect("the passage itself");
        let end = around.next_back().unwrap_or(first).end();
        let share = |tokens: std::ops::Range<usize>| {
            let is_there = |word: &&_| {
                self.reading
                    .with_stem_in(**word, tokens.clone())
                    .next()
                    .is_some()
            };
            ratio(words.iter().filter(is_there).count(), words.len())
        };
        signs.set(
            Sign::WordsHere,
            share(sentences[best.sentence].tokens.range()),
        );
        signs.set(Sign::WordsNear, share(first.start()..end));
        let whole = 0..self.reading.document.tokens.len();
        signs.set(Sign::WordsAnywhere, share(whole));
    }

    fn set_event(&self, told: &Told<'_>, best: &Candidacy, signs: &mut Signs<Sign>) {
        let mention = &self.reading.annotations.events[best.event];
        let is_plan = self.claim.modality == Modality::Planned;
        let is_planned = mention.status == Status::Planned;
        signs.set_if(Sign::OwnWording, best.by_trigger);
        signs.set_if(Sign::Noun, mention.form == EventForm::Noun);
        signs.set_if(Sign::PlannedBoth, is_planned && is_plan);
        signs.set_if(Sign::ActualOfPlan, !is_planned && is_plan);
        signs.set_if(Sign::Incident, self.is_of_incident());
        signs.set_if(Sign::Once, self.is_once());
        signs.set_if(Sign::OthersNamed, told.names_other);
        signs.set_if(Sign::Opening, self.reading.is_opening(best.sentence));
    }

    fn set_parties(&self, told: &Told<'_>, best: &Candidacy, signs: &mut Signs<Sign>) {
        let parties = &best.parties;
        let n = parties.len();
        let share = |is: &dyn Fn(usize) -> bool| ratio((0..n).filter(|at| is(*at)).count(), n);
        let is_swapped = |party: &Finding| party.reason == Reason::NameRoleSwapped;
        let is_firm = |party: &Finding| party.supports() && party.is_firm;
        signs.set_if(Sign::NobodyClaimed, n == 0);
        signs.set(Sign::PartiesBound, share(&|at| parties[at].is_bound()));
        signs.set(Sign::PartiesNear, share(&|at| self.is_around(at, best)));
        signs.set(
            Sign::PartiesAnywhere,
            share(&|at| !self.hits[at].is_empty()),
        );
        let all_told = told.parties.iter().all(Finding::supports);
        signs.set_if(Sign::AllPartiesTold, n > 0 && all_told);
        signs.set_if(Sign::PartyFirm, told.parties.iter().any(is_firm));
        signs.set_if(
            Sign::PartySwapped,
            parties.iter().any(|party| party.is_swapped),
        );
        signs.set_if(
            Sign::PartyRival,
            parties.iter().any(|party| party.rival.is_some()),
        );
        signs.set_if(Sign::RoleSwapped, told.parties.iter().any(is_swapped));
    }

    fn set_facets(&self, told: &Told<'_>, best: &Candidacy, signs: &mut Signs<Sign>) {
        let is_here = |finding: &Finding| self.is_in_passage(finding, best.sentence);
        if let Some(place) = told.place {
            signs.set_if(Sign::PlaceFits, place.supports());
            signs.set_if(Sign::PlaceFirm, place.supports() && place.is_firm);
            signs.set_if(Sign::PlaceVague, place.is_vague());
        }
        if let Some(date) = told.date {
            signs.set_if(Sign::DateFits, date.supports());
            signs.set_if(Sign::DateFirm, date.supports() && date.is_firm);
        }
        if let Some(number) = told.quantity {
            signs.set_if(Sign::NumberFits, number.supports());
            signs.set_if(Sign::NumberHere, number.supports() && is_here(number));
            let is_absent = number.label == Label::Omits && !number.is_vague();
            signs.set_if(Sign::NumberAbsent, is_absent);
        }
        if let Some(topic) = told.about {
            signs.set_if(Sign::TopicFits, topic.supports());
            signs.set_if(Sign::TopicHere, topic.supports() && is_here(topic));
            signs.set_if(Sign::TopicAbsent, topic.label == Label::Omits);
        }
    }
}

/// How much speaks for a passage.
#[derive(Clone, Debug)]
pub(super) struct Weight {
    /// In log-odds.
    sum: f64,
    is_enough: bool,
    pub(super) signs: Signs<Sign>,
}

/// A share of a small number of things; 0 of none.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    let small = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 {
        0.0
    } else {
        small(part) / small(whole)
    }
}

/// The passages that could tell a claim's event, with their signs: what weights are fitted on.
#[must_use]
pub fn weigh(claim: &Claim, probe: &Probe, reading: &Reading<'_>) -> Vec<Weighed> {
    let hits = align::party_hits(reading, probe);
    let case = Case::new(claim, probe, reading, hits);
    let weighed = |judged: Judged| {
        let sentence = &reading.document.sentences[judged.sentence];
        Some(Weighed {
            part: sentence.part,
            span: sentence.span,
            signs: judged.weight?.signs,
        })
    };
    case.judge_told().into_iter().filter_map(weighed).collect()
}
