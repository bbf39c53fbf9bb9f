//! Whether a group of mentions tells this very event.

use jiff::civil::Date;

use crate::align::{Candidacy, Hit, Match, PlaceProbe};
use crate::claims::{Modality, Role};
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::weigh::ratio;
use crate::lang::{events, families};
use crate::value::name::WordKey;
use crate::value::{EdtfDate, Interval};

/// From this many people on hardly two incidents of one place have the same toll.
const GREAT: f64 = 10.0;

/// The share of the words of the claim's text from which on a passage with its participants, and with
/// nothing else that it gives, speaks of the same.
const ALIKE: f64 = 0.5;

/// The facets of a group that can identify the event.
pub(super) struct Told<'a> {
    /// In the claim's order.
    pub parties: &'a [Finding],
    /// If claimed.
    pub place: Option<&'a Finding>,
    /// If claimed.
    pub date: Option<&'a Finding>,
    /// If claimed.
    pub quantity: Option<&'a Finding>,
    /// If claimed.
    pub about: Option<&'a Finding>,
    /// Told by the claim's own wording.
    pub by_trigger: bool,
    /// Somebody or something else is named with the event.
    pub names_other: bool,
    /// Share of the words by which the claim's text tells what it was that stand around the passage.
    pub words: f64,
    /// For each participant: a doer told by a common noun ("a jury") whom a passive leaves out.
    pub unsaid: &'a [bool],
}

impl Told<'_> {
    fn moments(&self) -> impl Iterator<Item = &Finding> {
        [self.place, self.date, self.quantity].into_iter().flatten()
    }

    fn n_parties(&self) -> usize {
        self.parties
            .iter()
            .filter(|finding| finding.supports())
            .count()
    }

    /// How many facets besides the event agree.
    pub(super) fn n_agreeing(&self) -> usize {
        self.n_parties() + self.n_others()
    }

    fn n_others(&self) -> usize {
        self.moments()
            .chain(self.about)
            .filter(|finding| finding.supports())
            .count()
    }

    pub(super) fn n_off(&self) -> usize {
        self.moments()
            .chain(self.parties)
            .filter(|finding| finding.contradicts())
            .count()
    }

    /// A value that is claimed is told in a vaguer way that fits.
    fn fits_vaguely(&self) -> bool {
        self.moments().any(Finding::is_vague)
    }

    /// Nothing is told otherwise: the place agrees, and the number, if claimed, is told and fits; or the
    /// number is all that is claimed, and a vaguer one is told.
    fn is_placed_or_counted(&self) -> bool {
        let is_told = |number: &Finding| number.supports() || number.is_vague();
        let is_open = |date: &Finding| date.reason == Reason::DateOpen;
        let is_counted = self.quantity.is_some_and(is_told);
        let is_placed = match self.place {
            Some(place) => place.supports(),
            None => is_counted && self.date.is_none(),
        };
        self.n_off() == 0
            && is_placed
            && self.quantity.is_none_or(is_told)
            && (is_counted || !self.date.is_some_and(is_open))
    }

    /// Nothing is told otherwise, no topic is missed, and the passage has the words of the claim's text.
    fn is_worded_alike(&self) -> bool {
        self.n_off() == 0 && self.about.is_none_or(Finding::supports) && self.words >= ALIKE
    }

    /// Some participant is named in the passage itself, not only described or implied.
    fn has_firm_party(&self) -> bool {
        self.parties.is_empty()
            || self
                .parties
                .iter()
                .any(|finding| finding.supports() && finding.is_firm)
    }

    /// The claim has a topic, and no term of it is there.
    fn is_topic_missing(&self) -> bool {
        self.about
            .is_some_and(|finding| !finding.supports() && finding.span.is_none())
    }
}

impl Case<'_> {
    /// The share of the words by which the claim's text tells what it was, besides who and when, that
    /// stand in a passage or beside it; 0 where the text says no more.
    pub(super) fn told_words(&self, best: &Candidacy) -> f64 {
        let sentences = &self.reading.document.sentences;
        let last = (best.sentence + 1).min(sentences.len() - 1);
        let around = sentences[best.sentence.saturating_sub(1)..=last]
            .iter()
            .filter(|sentence| sentence.part == sentences[best.sentence].part)
            .map(|sentence| sentence.tokens.range());
        let words = &self.probe.subject;
        let is_told = |word: &&WordKey| {
            let mut around = around.clone();
            around.any(|tokens| self.reading.with_stem_in(**word, tokens).next().is_some())
        };
        ratio(words.iter().filter(is_told).count(), words.len())
    }

    /// Whether the group tells this very event.
    pub(super) fn is_identified(&self, told: &Told<'_>) -> bool {
        self.is_recognised(told) && (told.n_off() == 0 || self.can_contradict(told))
    }

    /// Whether the group would tell this very event without contradictions that only the context
    /// gives.
    pub(super) fn is_identified_but_for_weak(&self, told: &Told<'_>) -> bool {
        let is_weak = |finding: &Finding| !finding.contradicts() || !finding.is_firm;
        self.is_recognised(told)
            && told.n_off() > 0
            && told.moments().chain(told.parties).all(is_weak)
    }

    /// Whether what agrees is enough, whatever contradicts.
    fn is_recognised(&self, told: &Told<'_>) -> bool {
        if told.parties.is_empty() {
            self.is_topic_identified(told)
        } else if self.probe.is_anonymous() {
            // "Officer was shot": place and day tell which.
            told.place.is_none_or(Finding::supports)
                && told.date.is_none_or(Finding::supports)
                && told.n_others() > 0
                && self.is_party_identified(told)
        } else {
            self.is_party_identified(told)
        }
    }

    /// Without participants: by the topic together with place or date (or the number), and by two
    /// of them where the wording is only the event's general one, unless nothing speaks against it.
    fn is_topic_identified(&self, told: &Told<'_>) -> bool {
        let n_claimed = told.moments().count();
        let n_told = told
            .moments()
            .filter(|finding| finding.supports() || finding.contradicts())
            .count();
        let n_agreeing = told.moments().filter(|finding| finding.supports()).count();
        let least = if told.by_trigger { 1 } else { 2 };
        let is_vague = |finding: Option<&Finding>| finding.is_some_and(Finding::is_vague);
        match told.about {
            Some(about) => {
                about.supports()
                    && (n_agreeing >= 1.min(n_claimed) && n_told >= least.min(n_claimed)
                        || told.is_placed_or_counted())
            }
            None => {
                let placed = told.place.is_none_or(Finding::supports);
                let dated = told.date.is_none_or(|date| {
                    date.supports()
                        || date.contradicts() && self.is_same_toll(told)
                        || !date.contradicts()
                            && (told.quantity.is_some_and(Finding::supports)
                                || told.quantity.is_some_and(|toll| self.is_great_toll(toll))
                                || is_vague(told.quantity))
                });
                n_agreeing >= 1 && placed && dated
            }
        }
    }

    /// By participants: every one, else one together with both place and date.
    fn is_party_identified(&self, told: &Told<'_>) -> bool {
        let n_parties = told.n_parties();
        if n_parties == 0 {
            // Somebody else in a role of a single holder: only where two other facets agree.
            let is_replaced = told
                .parties
                .iter()
                .all(|finding| finding.reason == Reason::NameOther);
            return is_replaced && told.n_others() >= 2;
        }
        let n_told = n_parties
            + told
                .parties
                .iter()
                .filter(|finding| finding.contradicts())
                .count();
        let agrees = |finding: Option<&Finding>| finding.is_some_and(Finding::supports);
        if n_told < told.parties.len() {
            // "when the clerk shot the guard" tells of no shooting of the clerk.
            if told
                .parties
                .iter()
                .any(|finding| finding.reason == Reason::NameRoleSwapped)
            {
                return false;
            }
            // Of place and date both; the place alone where nobody is missed who did it or to whom
            // it was done.
            let is_whole = agrees(told.place) && agrees(told.date);
            let is_placed = told.date.is_none()
                && !told.names_other
                && told
                    .place
                    .is_some_and(|place| place.supports() && place.is_firm)
                && self.are_missed_secondary(told);
            return is_whole || is_placed || self.misses_only_unsaid(told);
        }
        let has_content = told.moments().chain(told.about).next().is_some();
        // Saying is told apart by what is said, when and where; and who is only described or
        // implied needs something else that agrees.
        let is_known = told.has_firm_party() && self.is_somebody_named_in_full();
        let is_vague = told.by_trigger && told.fits_vaguely();
        // Who said it, to whom, in the claim's own words: a saying that is known without a day.
        let is_worded = told.by_trigger && n_parties > 1 && is_known;
        if has_content
            && told.n_others() == 0
            && (self.is_speech() || !is_known)
            && !is_vague
            && !is_worded
            && !(is_known && told.is_worded_alike())
        {
            return false;
        }
        !told.is_topic_missing()
            || is_vague
            || agrees(told.date)
            || agrees(told.quantity)
            || n_parties > 1 && (agrees(told.place) || !self.is_speech())
    }

    /// "X was convicted on Friday" for a claim that a jury did it: nobody is missed but a doer whom the
    /// passive need not say, and the day or the place is told.
    fn misses_only_unsaid(&self, told: &Told<'_>) -> bool {
        let missed = told.parties.iter().zip(told.unsaid);
        let is_dated = told
            .moments()
            .any(|finding| finding.is_firm && (finding.supports() || finding.contradicts()));
        is_dated
            && missed
                .filter(|(finding, _)| !finding.supports())
                .all(|(_, is_unsaid)| *is_unsaid)
    }

    /// Whether the participants who are not told are neither sides nor holders of a role: "a Z-4
    /// rocket launched the satellite" is told without the rocket, "A met B" not without B.
    fn are_missed_secondary(&self, told: &Told<'_>) -> bool {
        let Some(own) = self.probe.own_type else {
            return false;
        };
        let kind = events().get(own);
        let missed = self
            .probe
            .parties
            .iter()
            .zip(told.parties)
            .filter(|(_, finding)| !finding.supports());
        !kind.symmetric
            && !kind.single_agent
            && !kind.single_patient
            && !self.is_speech()
            && missed
                .clone()
                .all(|(party, _)| party.role == Role::Any && !party.is_person)
            && missed.count() < told.parties.len()
    }

    /// Whether the article names a participant by more than one word, where the claim does.
    pub(super) fn is_somebody_named_in_full(&self) -> bool {
        self.probe
            .parties
            .iter()
            .zip(&self.hits)
            .any(|(party, hits)| {
                let is_full = |hit: &Hit| hit.tokens.range().len() > 1 && hit.how <= Match::Variant;
                !party.is_person
                    || party.names.iter().any(|name| name.words.len() < 2)
                    || hits.iter().any(is_full)
            })
    }

    /// The same people speak of the same topic on many days and in many places: what was said has to
    /// agree.
    pub(super) fn is_other_speech(&self, told: &Told<'_>) -> bool {
        let moments = [told.place, told.date];
        self.is_speech()
            && moments.into_iter().flatten().any(Finding::contradicts)
            && told.quantity.is_some_and(|number| !number.supports())
    }

    /// One value off needs enough besides it: a day or place may belong to another event of the same
    /// people, a number of the same event hardly does.
    fn can_contradict(&self, told: &Told<'_>) -> bool {
        let is_moment_off = [told.place, told.date]
            .into_iter()
            .flatten()
            .any(Finding::contradicts);
        let is_single = self.is_once()
            || self.is_appointed(told)
            || self.is_seldom(told)
            || self.is_of_elsewhere(told)
            || self.is_of_incident() && !told.parties.is_empty();
        // Nobody, no topic and a place that only the context gives: any number may be of something else.
        let is_loose = told.parties.is_empty()
            && told.about.is_none()
            && !told
                .moments()
                .any(|finding| finding.supports() && finding.is_firm)
            && !told.quantity.is_some_and(|toll| self.is_great_toll(toll));
        if self.is_other_speech(told) || is_loose {
            return false;
        }
        let least = if is_moment_off && !is_single { 2 } else { 1 };
        // Somebody named in full in an article on an incident of that day, or at that place.
        let is_known = told.has_firm_party()
            || is_single && told.n_others() > 0 && self.is_somebody_named_in_full();
        told.n_agreeing() >= least && is_known && !told.is_topic_missing()
    }

    /// Whether a great toll at the very place is the claim's, so that only the day is another.
    fn is_same_toll(&self, told: &Told<'_>) -> bool {
        let agrees = |finding: Option<&Finding>| {
            finding.is_some_and(|finding| finding.supports() && finding.is_firm)
        };
        agrees(told.quantity)
            && agrees(told.place)
            && told.date.is_some_and(|date| date.is_firm)
            && self
                .claim
                .quantity
                .as_ref()
                .is_some_and(|claimed| claimed.amount.min >= GREAT)
    }

    /// Whether another toll is so great that a report of these days can mean no other incident of
    /// the place, though it does not say the day: "59 dead in the harbour fire".
    fn is_great_toll(&self, toll: &Finding) -> bool {
        const DAYS: i32 = 14;
        let (Some(claimed), Some(date), Some(published)) = (
            self.claim.quantity.as_ref(),
            self.claim.date.as_ref(),
            self.reading.published,
        ) else {
            return false;
        };
        let since = date.hull().last.until(published.first);
        toll.contradicts()
            && self.claimed_fate(claimed).is_some()
            && claimed.amount.min >= GREAT
            && toll.amount.is_some_and(|amount| amount.min >= GREAT)
            && since.is_ok_and(|since| (0..=DAYS).contains(&since.get_days()))
    }

    pub(super) fn is_once(&self) -> bool {
        let all_undergo = || self.probe.parties.iter().all(|party| party.is_undergoer);
        self.probe.own_type.is_some_and(|id| {
            let kind = events().get(id);
            kind.once || kind.once_patient && !self.probe.parties.is_empty() && all_undergo()
        })
    }

    /// Whether the event hardly happens twice to, or by, one and the same within the time between the
    /// claimed day and the told one.
    fn is_seldom(&self, told: &Told<'_>) -> bool {
        const DAYS: i32 = 366;
        let is_near = |found: Interval| {
            let claimed = self.claim.date.as_ref().map(EdtfDate::hull);
            claimed.is_some_and(|claimed| {
                let apart = |from: Date, to: Date| {
                    from.until(to)
                        .is_ok_and(|span| (0..=DAYS).contains(&span.get_days()))
                };
                apart(found.last, claimed.first) || apart(claimed.last, found.first)
            })
        };
        let all_undergo = || self.probe.parties.iter().all(|party| party.is_undergoer);
        self.probe.own_type.is_some_and(|id| {
            families().is_seldom(id) || families().is_seldom_undergone(id) && all_undergo()
        }) && told
            .parties
            .iter()
            .zip(told.unsaid)
            .all(|(party, is_unsaid)| party.supports() && party.is_firm || *is_unsaid)
            && told
                .date
                .is_some_and(|date| date.is_firm && date.days.is_some_and(is_near))
    }

    /// Whether what is to come is told, and of all participants by name: what is planned of the same ones
    /// is hardly planned twice.
    fn is_appointed(&self, told: &Told<'_>) -> bool {
        self.claim.modality == Modality::Planned
            && !self.is_speech()
            && told
                .parties
                .iter()
                .all(|party| party.supports() && party.is_firm)
            && told.date.is_some_and(|date| date.is_firm)
    }

    /// Whether what is off is the place that the claim's participant is of: people have one home.
    fn is_of_elsewhere(&self, told: &Told<'_>) -> bool {
        let is_residence = |place: &PlaceProbe| place.is_residence;
        self.probe.place.as_ref().is_some_and(is_residence)
            && told.place.is_some_and(Finding::contradicts)
            && !told.date.is_some_and(Finding::contradicts)
    }

    pub(super) fn is_of_incident(&self) -> bool {
        self.probe
            .own_type
            .is_some_and(|id| families().is_incident(id))
    }

    pub(super) fn is_speech(&self) -> bool {
        self.probe
            .own_type
            .is_some_and(|id| families().is_speech(id))
    }
}
