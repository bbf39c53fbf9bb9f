//! Tolls: how many were killed, hurt or hit, by the sentences that tell of the incident together.

use std::ops::Range;

use crate::align::{self, Candidacy, Reading};
use crate::annotate::number::is_anybody;
use crate::annotate::{EventForm, EventMention, QuantityKind, QuantityMention};
use crate::base::Span;
use crate::claims::{Label, QuantityClaim, Role};
use crate::document::{Part, SentenceKind, TokenRange};
use crate::judge::case::{Case, Finding, Judged};
use crate::judge::casualty::{self, Casualties, Count};
use crate::judge::compare::{self, PlaceRole, Relation};
use crate::judge::{FacetKind, Reason};
use crate::lang::fate::Fate;
use crate::lang::{EventTypeId, families};
use crate::value::{Amount, AmountRelation, Interval};

impl Case<'_> {
    /// How many were killed, hurt or hit, by the sentences that tell of the incident.
    pub(super) fn casualties(
        &self,
        claimed: &QuantityClaim,
        fate: Fate,
        members: &[&Candidacy],
    ) -> Finding {
        let sentences = self.sentences_of(members.iter().copied());
        let told = self.told(&sentences);
        let fits = |found: &&Casualties| {
            found.fate == fate
                && found.count < Count::Part
                && claimed.amount.relate(found.amount) == AmountRelation::Equal
        };
        let shown = |label: Label, reason: Reason, found: &Casualties| Finding {
            amount: Some(found.amount),
            ..self.finding(label, reason, found.tokens, true)
        };
        let mut rest = Self::rest(&told, fate);
        let all_hit = Self::all_hit(&told, fate);
        rest.extend(all_hit);
        let is_rest =
            |(_, n): &&(Casualties, Amount)| claimed.amount.relate(*n) == AmountRelation::Equal;
        let fitting = told
            .iter()
            .find(fits)
            .or_else(|| rest.iter().find(is_rest).map(|(found, _)| found))
            .or_else(|| Self::named(&told, fate, claimed));
        if let Some(found) = fitting {
            return shown(Label::Supports, Reason::QuantityEqual, found);
        }
        let with_doer = sentences
            .iter()
            .filter_map(|sentence| casualty::told_with_doer(self.reading, *sentence))
            .find(|found| fits(&found));
        if let Some(found) = with_doer {
            return shown(Label::Supports, Reason::QuantityEqual, &found);
        }
        // What the headline and the lead say is said of what the article is about.
        let around = self.sentences_of(
            self.kin
                .iter()
                .chain(&self.candidates)
                .chain(members.iter().copied()),
        );
        let item = |sentence: &usize| self.reading.item_of(*sentence);
        let own_item = members.first().and_then(|member| item(&member.sentence));
        let around: Vec<usize> = around
            .into_iter()
            .filter(|sentence| item(sentence) == own_item)
            .collect();
        let elsewhere = self.told(&around);
        let is_recent = self.is_recent();
        let is_top = |found: &&Casualties| is_recent && self.is_top(found.sentence);
        if let Some(found) = elsewhere.iter().filter(is_top).find(fits) {
            return shown(Label::Supports, Reason::QuantityEqual, found);
        }
        // "another five": so many more say nothing where the whole is told.
        let is_whole_told = told
            .iter()
            .any(|found| found.fate == fate && Self::is_toll(found, &told));
        let vaguer = || {
            told.iter().filter(|found| {
                found.fate == fate
                    && found.name.is_none()
                    && (found.count < Count::Part
                        || !is_whole_told
                        || claimed.amount.min <= found.amount.min)
                    && claimed.amount.relate(found.amount) != AmountRelation::Other
            })
        };
        let greater = |bound: &Casualties| {
            told.iter()
                .chain(elsewhere.iter().filter(|_| is_recent))
                .find(|toll| self.outgrows(claimed, toll, bound, &elsewhere))
        };
        if let Some(found) = vaguer()
            .filter(|found| !found.amount.vague)
            .find(|found| greater(found).is_none())
        {
            return shown(Label::Omits, Reason::QuantityVaguer, found);
        }
        let several = vaguer().next();
        let vaguely = || match several {
            Some(found) => shown(Label::Omits, Reason::QuantityVaguer, found),
            None => Finding::omitted(Reason::QuantityAbsent),
        };
        if elsewhere.iter().any(|found| fits(&found)) {
            return vaguely();
        }
        let is_only = is_recent && Self::is_one_toll(&elsewhere, fate);
        let all_hit = all_hit.map(|(dead, all)| Casualties {
            amount: all,
            fate,
            ..dead
        });
        let firm = told
            .iter()
            .chain(&all_hit)
            .chain(vaguer().filter_map(greater))
            .chain(elsewhere.iter().filter(|found| is_only || is_top(found)));
        let Some(most) = firm
            .filter(|found| found.fate == fate && Self::is_toll(found, &elsewhere))
            .filter(|found| !found.amount.vague)
            .filter(|found| !casualty::tells_several(self.reading, found.sentence))
            .max_by(|a, b| a.amount.min.total_cmp(&b.amount.min))
        else {
            return vaguely();
        };
        if claimed.amount.relate(most.amount) != AmountRelation::Other {
            return vaguely();
        }
        if claimed.amount.min > most.amount.max && casualty::is_of_some(self.reading, most) {
            return vaguely();
        }
        // "Several people died" gives way to a number told later, unless that may be of some of them.
        let may_be_some =
            claimed.amount.max >= most.amount.min && !(is_recent && self.is_top(most.sentence));
        if several.is_some_and(|found| may_be_some || most.amount.max < found.amount.min) {
            return vaguely();
        }
        let would_fit = |uncounted: f64| {
            let amount = Amount {
                min: most.amount.min + uncounted,
                max: most.amount.max + uncounted,
                ..most.amount
            };
            claimed.amount.relate(amount) != AmountRelation::Other
        };
        let is_told = |tells: fn(&Reading<'_>, usize) -> bool| {
            let mut around = around.iter();
            around.any(|sentence| tells(self.reading, *sentence))
        };
        // The one who did it is counted by some and left out by others; so is a child who was not born yet.
        if would_fit(1.0) && is_told(casualty::tells_dead_doer)
            || would_fit(-1.0) && is_told(casualty::tells_uncounted)
        {
            return vaguely();
        }
        shown(Label::Contradicts, Reason::QuantityOther, most)
    }

    /// What an article says of the claimed number where the other number of dead or hurt that it tells
    /// may be of others: of all, where the claim is of some ("the militants", "five Norwegians"), or of all
    /// with the claimed ones as so many more. `None` where it is of the claimed ones.
    pub(super) fn number_of_some(&self, against: &Judged) -> Option<Finding> {
        let is_number = |(kind, _, _): &&(FacetKind, String, Finding)| *kind == FacetKind::Quantity;
        let (_, _, number) = against.facets.iter().find(is_number)?;
        let claimed = self.claim.quantity.as_ref()?;
        // Of some there cannot be more than of all.
        let is_more = |told: Amount| told.min > claimed.amount.max;
        if !number.contradicts() || !number.amount.is_none_or(is_more) {
            return None;
        }
        let is_toll = self.claimed_fate(claimed).is_some();
        if is_toll && self.is_of_some(number) {
            return Some(self.own_number(claimed, against.sentence));
        }
        let is_further = self.is_further_told(claimed, number, against.sentence);
        is_further.then(|| Finding::omitted(Reason::QuantityAbsent))
    }

    /// Whether the claim is of some, and the number does not stand with them.
    fn is_of_some(&self, number: &Finding) -> bool {
        let Some(told) = number.span else {
            return false;
        };
        let is_some = |party: &align::PartyProbe| {
            let mut names = party.names.iter();
            let is_anybody = names.any(|name| is_anybody(&name.text));
            party.role == Role::Patient && !party.is_person && !is_anybody
        };
        let mut parties = self.probe.parties.iter().zip(&self.hits);
        parties.any(|(party, hits)| is_some(party) && !self.is_beside(hits, told))
    }

    /// Whether a participant is named right before or behind a place in the text.
    fn is_beside(&self, hits: &[align::Hit], (part, told): (Part, Span)) -> bool {
        hits.iter().any(|hit| {
            let (own, span) = self.located(hit.tokens);
            own == part && span.start() <= told.end() + 1 && told.start() <= span.end() + 1
        })
    }

    /// The number that stands with those of whom the claim is: "*four* Norwegians were among the dead".
    fn own_number(&self, claimed: &QuantityClaim, sentence: usize) -> Finding {
        let document = self.reading.document;
        let numbers = self.reading.annotations.quantities.iter().enumerate();
        let own = numbers
            .filter(|(_, number)| document.sentence_of(number.tokens.start()) == sentence)
            .filter(|(_, number)| {
                let at = self.located(number.tokens);
                self.hits.iter().any(|hits| self.is_beside(hits, at))
            })
            .find_map(|(at, number)| {
                let relation = compare::amount(self.reading, claimed, at)?;
                let (label, reason) = match relation {
                    Relation::Fits => (Label::Supports, Reason::QuantityEqual),
                    Relation::Other => (Label::Contradicts, Reason::QuantityOther),
                    _ => return None,
                };
                Some(Finding {
                    amount: Some(number.amount),
                    ..self.finding(label, reason, number.tokens, true)
                })
            });
        own.unwrap_or_else(|| Finding::omitted(Reason::QuantityAbsent))
    }

    /// "The remains of eight more were found, which brings the dead to 56."
    fn is_further_told(&self, claimed: &QuantityClaim, told: &Finding, sentence: usize) -> bool {
        let document = self.reading.document;
        let is_told = |tokens: TokenRange| told.is_covering(self.located(tokens));
        let numbers = || {
            let all = self.reading.annotations.quantities.iter().enumerate();
            all.filter(|(_, number)| document.sentence_of(number.tokens.start()) == sentence)
        };
        let is_sum = |number: &QuantityMention| number.amount.min > claimed.amount.max;
        let is_further = |at: usize, number: &QuantityMention| {
            number.kind == QuantityKind::Additional
                && compare::amount(self.reading, claimed, at) == Some(Relation::Fits)
        };
        numbers().any(|(_, number)| is_told(number.tokens) && is_sum(number))
            && numbers().any(|(at, number)| !is_told(number.tokens) && is_further(at, number))
    }

    /// "At least 35 died in the blast", and elsewhere "the toll is now 250": whether another toll is
    /// greater than the claimed one and than a bound that would allow it, and of the claimed place: it
    /// stands with that place, or with none in an article whose top names it.
    fn outgrows(
        &self,
        claimed: &QuantityClaim,
        toll: &Casualties,
        bound: &Casualties,
        told: &[Casualties],
    ) -> bool {
        toll.fate == bound.fate
            && toll.amount.min > bound.amount.min
            && toll.amount.min > claimed.amount.max
            && !toll.amount.vague
            && Self::is_toll(toll, told)
            && !casualty::tells_several(self.reading, toll.sentence)
            && (self.names_place(toll.sentence)
                || !self.names_any_place(toll.sentence) && self.is_top_placed())
    }

    /// Whether headline or first sentence name the claimed place.
    fn is_top_placed(&self) -> bool {
        (0..align::lead_end(self.reading))
            .any(|sentence| self.is_top(sentence) && self.names_place(sentence))
    }

    /// Whether a sentence names the claimed place.
    fn names_place(&self, sentence: usize) -> bool {
        let role = PlaceRole::default();
        self.probe.place.as_ref().is_some_and(|claimed| {
            self.places_of(sentence)
                .any(|at| compare::place(self.reading, claimed, at, role) == Some(Relation::Fits))
        })
    }

    fn names_any_place(&self, sentence: usize) -> bool {
        !self.places_of(sentence).is_empty()
    }

    fn places_of(&self, sentence: usize) -> Range<usize> {
        let tokens = self.reading.document.sentences[sentence].tokens;
        self.reading.places_in(tokens)
    }

    /// Sentences of mentions, without those of another time.
    fn sentences_of<'m>(&self, members: impl Iterator<Item = &'m Candidacy>) -> Vec<usize> {
        let mut sentences: Vec<usize> = members.map(|member| member.sentence).collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences.retain(|sentence| {
            self.reading.is_evidence(*sentence)
                && !self.is_long_ago(*sentence)
                && !self.is_of_other_happening(*sentence)
        });
        sentences
    }

    /// "may have been weakened in last month's quake, which killed 400": a sentence without the
    /// claim's topic, of an incident of a kind that the top of the article does not tell.
    fn is_of_other_happening(&self, sentence: usize) -> bool {
        let events = &self.reading.annotations.events;
        let events_of = |sentence: usize| {
            let tokens = self.reading.document.sentences[sentence].tokens;
            self.reading.events_in(tokens).map(|at| &events[at])
        };
        if self.probe.about.is_empty() {
            return false;
        }
        let lead = align::lead_end(self.reading);
        let is_told = |id: &EventTypeId| {
            self.probe.types.contains(id)
                || (0..lead).any(|at| events_of(at).any(|event| event.types.contains(id)))
        };
        let is_topic_here = || {
            self.probe
                .about
                .iter()
                .any(|term| align::term_near(self.reading, term, sentence, 0).is_some())
        };
        let is_aside = |event: &EventMention| {
            event.form == EventForm::Noun
                && event
                    .types
                    .iter()
                    .any(|id| families().is_cause(*id) && !is_told(id))
        };
        sentence >= lead && events_of(sentence).any(is_aside) && !is_topic_here()
    }

    fn told(&self, sentences: &[usize]) -> Vec<Casualties> {
        sentences
            .iter()
            .flat_map(|sentence| casualty::told(self.reading, *sentence))
            .collect()
    }

    /// Whether all tolls that are told agree.
    fn is_one_toll(told: &[Casualties], fate: Fate) -> bool {
        let mut tolls = told
            .iter()
            .filter(|found| found.fate == fate && Self::is_toll(found, told))
            .map(|found| found.amount);
        tolls
            .next()
            .is_some_and(|first| tolls.all(|other| other == first))
    }

    /// Whether the article may be about the claim's event, rather than recall it years later.
    fn is_recent(&self) -> bool {
        const YEARS: i64 = 2 * 366;
        let (Some(claimed), Some(published)) = (self.claim.date.as_ref(), self.reading.published)
        else {
            return true;
        };
        let earliest = published
            .first
            .checked_sub(jiff::Span::new().try_days(YEARS).unwrap_or_default());
        earliest.is_ok_and(|earliest| claimed.hull().last >= earliest)
    }

    /// Headline and first sentence.
    fn is_top(&self, sentence: usize) -> bool {
        let document = self.reading.document;
        let is_headline = |at: usize| {
            document.tokens[document.sentences[at].tokens.start()].part() == Part::Title
        };
        let lead = (0..document.sentences.len())
            .find(|at| !is_headline(*at) && document.sentences[*at].kind == SentenceKind::Prose);
        is_headline(sentence) || Some(sentence) == lead
    }

    /// A number that is meant as the whole: one alone may be one of several.
    fn is_toll(found: &Casualties, told: &[Casualties]) -> bool {
        found.count == Count::Given
            && (found.amount.min >= 2.0
                || told.iter().any(|other| {
                    other.sentence == found.sentence
                        && other.fate != found.fate
                        && other.count == Count::Given
                }))
    }

    /// People who are named one by one, over several sentences, where no number is given.
    fn named<'t>(
        told: &'t [Casualties],
        fate: Fate,
        claimed: &QuantityClaim,
    ) -> Option<&'t Casualties> {
        let of_fate = || told.iter().filter(move |found| found.fate == fate);
        if of_fate().any(|found| found.count == Count::Given && found.amount.min >= 2.0) {
            return None;
        }
        let mut names: Vec<usize> = of_fate().filter_map(|found| found.name).collect();
        names.sort_unstable();
        names.dedup();
        let n_named = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let fits = n_named >= 2
            && claimed.amount.relate(Amount::exactly(f64::from(n_named))) == AmountRelation::Equal;
        of_fate()
            .find(|found| found.name.is_some())
            .filter(|_| fits)
    }

    /// Those who were hit and did not die are the hurt.
    fn rest(told: &[Casualties], fate: Fate) -> Vec<(Casualties, Amount)> {
        if fate != Fate::Hurt {
            return Vec::new();
        }
        let exact = |found: &&Casualties| found.count < Count::Part && found.amount.is_point();
        let dead: Vec<f64> = told
            .iter()
            .filter(|found| found.fate == Fate::Dead)
            .filter(exact)
            .map(|found| found.amount.min)
            .collect();
        let hit = told.iter().filter(|found| found.fate == Fate::Hit);
        hit.filter(exact)
            .flat_map(|found| {
                let none = dead.is_empty().then_some(0.0);
                dead.iter()
                    .copied()
                    .chain(none)
                    .map(|dead| (*found, Amount::exactly(found.amount.min - dead)))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// "shot one clerk dead and wounded two others": those who died and those who did not, where the
    /// sentence gives no number of those who were hit.
    fn all_hit(told: &[Casualties], fate: Fate) -> Option<(Casualties, Amount)> {
        let given = |fate: Fate| {
            told.iter().filter(move |found| {
                found.fate == fate && found.count == Count::Given && found.amount.is_point()
            })
        };
        if fate != Fate::Hit || told.iter().any(|found| found.fate == Fate::Hit) {
            return None;
        }
        given(Fate::Dead).find_map(|dead| {
            let hurt = given(Fate::Hurt).find(|hurt| hurt.sentence == dead.sentence)?;
            let all = Amount::exactly(dead.amount.min + hurt.amount.min);
            Some((*dead, all))
        })
    }

    /// Whether a sentence tells of another time, months before the claim's day, and not of that day
    /// ("on Sunday, in the fourth crash since December").
    fn is_long_ago(&self, sentence: usize) -> bool {
        const MONTH: i64 = 30;
        let Some(claimed) = self.claim.date.as_ref().map(|date| date.hull()) else {
            return false;
        };
        let tokens = self.reading.document.sentences[sentence].tokens;
        let before = claimed
            .first
            .checked_sub(jiff::Span::new().try_days(MONTH).unwrap_or_default())
            .unwrap_or(claimed.first);
        let times = &self.reading.annotations.times[self.reading.times_in(tokens)];
        let mut days = times.iter().filter_map(|time| time.interval);
        let is_of_day = |days: Interval| days.is_day() && days.is_overlapping(claimed);
        days.clone().any(|days| days.last < before) && !days.any(is_of_day)
    }
}
