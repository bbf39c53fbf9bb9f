//! Values told otherwise: the day or the number that an article gives a claim's event in another
//! sentence, or in a way that no rule binds to it, where the passage that tells the event gives none.
//!
//! A logistic model over the signs of each value, with the weights of `src/lang/en/values.toml`.

use crate::align::{self, Binding, Bound, Candidacy, Probe, Reading, Tie};
use crate::annotate::number::is_counting;
use crate::annotate::{QuantityKind, Status, TimeBound, TimexType};
use crate::base::Span;
use crate::claims::{Claim, Label, Modality};
use crate::document::{Part, TokenRange};
use crate::judge::case::{Case, Finding, Judged};
use crate::judge::compare::{self, Relation};
use crate::judge::weigh::ratio;
use crate::judge::{FacetKind, Reason};
use crate::lang::weights::{Signs, ValueSign, Weights, value_weights};
use crate::lang::{Classes, EventTypeId, events, families};
use crate::value::{EdtfDate, Fit, Interval};

/// From so many sentences on a value stands far away.
const FAR: usize = 4;

/// A day or number of the article, held against the claimed one.
#[derive(Clone, Copy)]
struct Value {
    /// Position in the list of its kind in the annotations.
    at: usize,
    tokens: TokenRange,
    sentence: usize,
    relation: Relation,
}

/// The values of one kind in an article, and the mentions of the event that they may belong to.
struct Values<'a> {
    kind: FacetKind,
    all: Vec<Value>,
    told: Vec<&'a Candidacy>,
}

impl<'a> Values<'a> {
    fn others(&self) -> impl Iterator<Item = &Value> {
        let is_other = |value: &&Value| value.relation == Relation::Other;
        self.all.iter().filter(is_other)
    }

    /// The mention of the event to which a value is bound most firmly.
    fn owner(&self, value: &Value) -> Option<(Binding, &'a Candidacy)> {
        let told = self.told.iter().copied();
        owner(self.kind, value, told)
    }

    fn is_bound(&self, value: &Value) -> bool {
        let owner = self.owner(value);
        owner.is_some_and(|(binding, _)| binding <= Binding::Linked)
    }

    /// Whether some value that fits the claim holds a condition.
    fn is_claimed(&self, is: impl Fn(&Value) -> bool) -> bool {
        let mut fits = self.all.iter();
        fits.any(|value| value.relation == Relation::Fits && is(value))
    }
}

fn owner<'a>(
    kind: FacetKind,
    value: &Value,
    candidates: impl Iterator<Item = &'a Candidacy>,
) -> Option<(Binding, &'a Candidacy)> {
    let bounds = |candidate: &'a Candidacy| -> &'a [Bound] {
        match kind {
            FacetKind::Date => &candidate.times,
            _ => &candidate.quantities,
        }
    };
    candidates
        .flat_map(|candidate| {
            bounds(candidate)
                .iter()
                .map(move |bound| (bound, candidate))
        })
        .filter(|(bound, _)| bound.at == value.at)
        .map(|(bound, candidate)| (bound.binding, candidate))
        .min_by_key(|(binding, _)| *binding)
}

impl Case<'_> {
    /// The passage that supports a claim with the one value that the article gives otherwise, if it
    /// does: the claim is contradicted then.
    pub(super) fn told_otherwise(&self, support: &Judged) -> Option<Judged> {
        let mut off = support
            .facets
            .iter()
            .enumerate()
            .filter(|(_, (_, _, finding))| finding.label == Label::Omits)
            .filter_map(|(at, (kind, _, _))| Some((at, self.otherwise(*kind, support)?)));
        let (at, finding) = off.next()?;
        if off.next().is_some() {
            return None;
        }
        let mut against = support.clone();
        against.label = Label::Contradicts;
        against.reason = finding.reason;
        against.facets[at].2 = finding;
        (!self.is_doubted(&against)).then_some(against)
    }

    fn otherwise(&self, kind: FacetKind, support: &Judged) -> Option<Finding> {
        let weights = weights_of(kind)?;
        let is_fate = |claimed| self.claimed_fate(claimed).is_some();
        // Numbers of the dead and hurt are read with what befell them.
        let is_toll =
            kind == FacetKind::Quantity && self.claim.quantity.as_ref().is_some_and(is_fate);
        let is_weighed = support.event.reason == Reason::EventWeighed;
        if is_toll || is_weighed || self.is_by_means {
            return None;
        }
        let values = self.values(kind);
        if values.is_claimed(|value| values.is_bound(value)) {
            return None;
        }
        let (value, signs, weight) = values
            .others()
            .filter(|value| self.can_be_its(value, &values))
            .map(|value| {
                let signs = self.value_signs(value, &values, support);
                (value, signs, weights.weigh(&signs))
            })
            .max_by(|(value, _, a), (other, _, b)| a.total_cmp(b).then(other.at.cmp(&value.at)))?;
        if weight < weights.enough {
            return None;
        }
        let mut finding = match kind {
            FacetKind::Date => self.dated(Label::Contradicts, Reason::DateOutside, value.at, false),
            _ => {
                let reason = Reason::QuantityOther;
                let mut number = self.finding(Label::Contradicts, reason, value.tokens, false);
                number.chain.extend(number.found.clone());
                number
            }
        };
        finding.chain.extend(weights.shown(&signs));
        Some(finding)
    }

    /// The days or numbers of the article that can be compared with the claimed one.
    fn values(&self, kind: FacetKind) -> Values<'_> {
        let annotations = self.reading.annotations;
        let value = |at: usize, tokens: TokenRange, relation: Option<Relation>| {
            let sentence = self.reading.document.sentence_of(tokens.start());
            let relation = relation.filter(|_| self.reading.is_evidence(sentence))?;
            Some(Value {
                at,
                tokens,
                sentence,
                relation,
            })
        };
        let mut all = Vec::new();
        if let (FacetKind::Date, Some(claimed)) = (kind, &self.claim.date) {
            let times = annotations.times.iter().enumerate();
            all.extend(times.filter_map(|(at, time)| {
                let is_told = matches!(time.kind, TimexType::Date | TimexType::Time)
                    && !align::is_bare_clock(self.reading, at)
                    && !align::is_signature(self.reading, time.tokens);
                let relation = is_told.then(|| compare::date(self.reading, claimed, at));
                value(at, time.tokens, relation.flatten())
            }));
        }
        if let (FacetKind::Quantity, Some(claimed)) = (kind, &self.claim.quantity) {
            let numbers = annotations.quantities.iter().enumerate();
            all.extend(numbers.filter_map(|(at, number)| {
                let is_told = matches!(
                    number.kind,
                    QuantityKind::Count | QuantityKind::Measure | QuantityKind::Additional
                );
                let relation = is_told.then(|| compare::amount(self.reading, claimed, at));
                value(at, number.tokens, relation.flatten())
            }));
        }
        let told = self.candidates.iter();
        Values {
            kind,
            all,
            told: told.filter(|candidate| self.is_told(candidate)).collect(),
        }
    }

    /// What no weight makes good: what somebody else did, and what the day or number itself shows.
    fn can_be_its(&self, value: &Value, values: &Values<'_>) -> bool {
        let owner = values.owner(value);
        let is_others = owner.is_some_and(|(_, own)| is_of_rival(own));
        !is_others
            && match values.kind {
                FacetKind::Date => self.can_be_its_day(value, owner),
                _ => self.can_be_its_number(value, values, owner),
            }
    }

    /// Not a day whose words may mean the claimed one, that only bounds what happened, or that nothing
    /// ties to it; nor the day of a plan against a deed, of news against history.
    fn can_be_its_day(&self, value: &Value, owner: Option<(Binding, &Candidacy)>) -> bool {
        let claimed = self.claim.date.as_ref().expect("values of it");
        let is_recalled = |days: Interval| self.reading.is_recalled(days);
        let is_plan =
            |own: &Candidacy| self.reading.annotations.events[own.event].status == Status::Planned;
        let is_of_plan = self.claim.modality == Modality::Planned;
        let is_tied = match owner {
            Some((binding, _)) if binding <= Binding::Linked => {
                !self.is_of_incident() || self.is_told_of_incident(value)
            }
            _ => {
                !self.is_of_incident() && align::names_all(self.reading, &self.hits, value.sentence)
            }
        };
        self.reading.annotations.times[value.at].bound == TimeBound::On
            && is_tied
            && !self.is_of_sequel(value.tokens)
            && owner.is_none_or(|(_, own)| is_plan(own) == is_of_plan)
            && !compare::is_same_wording(self.reading, claimed, value.at)
            && !self.is_same_weekday(claimed, value)
            && (!is_recalled(claimed.hull())
                || compare::interval(self.reading, value.at).is_some_and(is_recalled))
    }

    /// Not a number of something else, of another day or place, or "50 killed" above "at least 50 were
    /// killed".
    fn can_be_its_number(
        &self,
        value: &Value,
        values: &Values<'_>,
        owner: Option<(Binding, &Candidacy)>,
    ) -> bool {
        let Some((_, own)) = owner else {
            return false;
        };
        let claimed = self.claim.quantity.as_ref().expect("values of it");
        let number = |at: usize| &self.reading.annotations.quantities[at];
        let of = claimed.of.as_deref();
        let fit = of.map_or(Fit::Same, |of| is_counting(of, number(value.at)));
        let is_rounded = values.all.iter().any(|other| {
            other.relation == Relation::Vaguer
                && number(other.at).amount.min == number(value.at).amount.min
        });
        let is_off = |relation| relation == Some(Relation::Other);
        !is_rounded
            && (fit == Fit::Same || fit == Fit::Related && self.is_same_clause(own, value.at))
            && !is_off(self.told_date(own, Binding::Sentence))
            && !is_off(self.told_place(own, Binding::Sentence))
    }

    /// Whether what owns a value may come later than the claim's event: a death, a charge, those
    /// who came, somebody who was found.
    pub(super) fn is_of_sequel(&self, tokens: TokenRange) -> bool {
        let own = |id: &EventTypeId| self.probe.own_type == Some(*id);
        let is_later = |id: &EventTypeId| families().is_aftermath(*id) || families().is_law(*id);
        let (noun, verb) = align::owners_of(self.reading, tokens);
        [noun, verb].into_iter().flatten().any(|event| {
            let mention = &self.reading.annotations.events[event];
            let of_verb = events().types_of_verb(mention.lemma);
            mention.types.iter().any(is_later) && !mention.types.iter().any(own)
                || families().is_response(mention.lemma) && !of_verb.iter().any(own)
        })
    }

    /// Whether the article tells a day as that of its incident, not of what followed or was said.
    fn is_told_of_incident(&self, value: &Value) -> bool {
        let mut days = self.reading.incident().days.iter();
        days.any(|day| day.at == value.at && day.tie == Tie::Told)
    }

    /// Whether a weekday is that of the claimed day: of which week may be misread.
    fn is_same_weekday(&self, claimed: &EdtfDate, value: &Value) -> bool {
        let says_weekday = self.reading.document.tokens[value.tokens.range()]
            .iter()
            .any(|token| token.is(Classes::WEEKDAY));
        let weekday = |days: Interval| days.is_day().then(|| days.first.weekday());
        let found = compare::interval(self.reading, value.at).and_then(weekday);
        says_weekday && found.is_some() && found == weekday(claimed.hull())
    }

    fn value_signs(
        &self,
        value: &Value,
        values: &Values<'_>,
        support: &Judged,
    ) -> Signs<ValueSign> {
        let mut signs = Signs::default();
        let owner = values.owner(value);
        self.set_ties(value, values, owner, &mut signs);
        if let Some((_, candidate)) = owner {
            self.set_owner(candidate, values.kind, &mut signs);
        }
        let words = &self.probe.text;
        let sentence = self.reading.document.sentences[value.sentence].tokens;
        let is_there = |word: &&_| {
            let mut found = self.reading.with_stem_in(**word, sentence.range());
            found.next().is_some()
        };
        let n_there = words.iter().filter(is_there).count();
        signs.set(ValueSign::WordsHere, ratio(n_there, words.len()));
        let away = value.sentence.abs_diff(support.sentence);
        signs.set_if(ValueSign::SameSentence, away == 0);
        signs.set_if(ValueSign::NextSentence, away == 1);
        signs.set_if(ValueSign::Far, away >= FAR);
        match values.kind {
            FacetKind::Date => self.set_day(value, values, &mut signs),
            _ => self.set_number(value, values, owner, &mut signs),
        }
        signs
    }

    /// To what in the article a value is tied, and how the claimed one is.
    fn set_ties(
        &self,
        value: &Value,
        values: &Values<'_>,
        owner: Option<(Binding, &Candidacy)>,
        signs: &mut Signs<ValueSign>,
    ) {
        let sign = match owner {
            Some((Binding::Clause, _)) => ValueSign::OwnClause,
            Some((Binding::Linked, _)) => ValueSign::OwnLinked,
            Some((Binding::Sentence, _)) => ValueSign::OwnSentence,
            Some((Binding::Elsewhere, _)) => ValueSign::OwnElsewhere,
            None => match self::owner(values.kind, value, self.kin.iter()) {
                Some((binding, _)) if binding <= Binding::Linked => ValueSign::KinBound,
                _ => ValueSign::Alone,
            },
        };
        signs.set(sign, 1.0);
        let is_near = values.is_claimed(|fit| values.owner(fit).is_some());
        signs.set_if(ValueSign::ClaimedNear, is_near);
        let is_anywhere = values.is_claimed(|_| true);
        signs.set_if(ValueSign::ClaimedAnywhere, !is_near && is_anywhere);
        let n = self.hits.len();
        let is_beside = |party: &&Vec<align::Hit>| {
            party.iter().any(|hit| {
                let sentence = self.reading.document.sentence_of(hit.tokens.start());
                sentence.abs_diff(value.sentence) <= 1
            })
        };
        let n_beside = self.hits.iter().filter(is_beside).count();
        signs.set(ValueSign::PartiesNear, ratio(n_beside, n));
        signs.set_if(ValueSign::NobodyClaimed, n == 0);
    }

    /// What stands with the mention that a value is bound to.
    fn set_owner(&self, own: &Candidacy, kind: FacetKind, signs: &mut Signs<ValueSign>) {
        let n_bound = own.parties.iter().filter(|party| party.is_bound()).count();
        signs.set(ValueSign::PartiesBound, ratio(n_bound, own.parties.len()));
        signs.set_if(
            ValueSign::PartyRival,
            own.parties.iter().any(|party| party.rival.is_some()),
        );
        let names_other = align::names_other(self.reading, &self.hits, own);
        signs.set_if(ValueSign::OthersNamed, names_other);
        let is_here = |term| align::term_near(self.reading, term, own.sentence, 0).is_some();
        let about = &self.probe.about;
        signs.set_if(
            ValueSign::TopicHere,
            !about.is_empty() && about.iter().all(is_here),
        );
        let mut set = |relation: Option<Relation>, fits: ValueSign, off: ValueSign| {
            signs.set_if(fits, relation == Some(Relation::Fits));
            signs.set_if(off, relation == Some(Relation::Other));
        };
        let place = self.told_place(own, Binding::Sentence);
        set(place, ValueSign::PlaceFits, ValueSign::PlaceOff);
        match kind {
            FacetKind::Date => {
                let number = self.told_quantity(own, Binding::Sentence);
                set(number, ValueSign::NumberFits, ValueSign::NumberOff);
            }
            _ => {
                let date = self.told_date(own, Binding::Sentence);
                set(date, ValueSign::DateFits, ValueSign::DateOff);
            }
        }
    }

    fn set_day(&self, value: &Value, values: &Values<'_>, signs: &mut Signs<ValueSign>) {
        const WEEK: i32 = 7;
        const YEAR: i32 = 366;
        let days = |at: usize| compare::interval(self.reading, at);
        let (Some(claimed), Some(found)) = (self.probe.day, days(value.at)) else {
            return;
        };
        let apart = |from: Interval, to: Interval| {
            let span = from.last.until(to.first);
            span.map_or(i32::MAX, |span| span.get_days())
        };
        let n_apart = apart(found, claimed).max(apart(claimed, found));
        signs.set_if(ValueSign::NextDay, n_apart == 1);
        signs.set_if(ValueSign::WithinWeek, (2..=WEEK).contains(&n_apart));
        signs.set_if(ValueSign::YearApart, n_apart > YEAR);
        signs.set_if(ValueSign::ClaimedDay, claimed.is_day());
        signs.set_if(ValueSign::ToldDay, found.is_day());
        let main = self.reading.incident().main_day();
        signs.set_if(
            ValueSign::MainDay,
            main.is_some_and(|main| main.interval == found),
        );
        signs.set_if(ValueSign::Recalled, self.reading.is_recalled(found));
        let mut bound: Vec<Interval> = values
            .others()
            .filter(|other| values.is_bound(other))
            .filter_map(|other| days(other.at))
            .collect();
        bound.sort_unstable();
        bound.dedup();
        signs.set_if(ValueSign::OnlyBound, bound == [found]);
        signs.set_if(ValueSign::OneOfSeveral, bound.len() > 1);
    }

    fn set_number(
        &self,
        value: &Value,
        values: &Values<'_>,
        owner: Option<(Binding, &Candidacy)>,
        signs: &mut Signs<ValueSign>,
    ) {
        const LARGE: f64 = 10.0;
        let Some(claimed) = &self.claim.quantity else {
            return;
        };
        let number = &self.reading.annotations.quantities[value.at];
        let (least, most) = (number.amount.min, number.amount.max);
        let scale = (least / claimed.amount.min).abs();
        signs.set_if(ValueSign::SameScale, scale > 0.5 && scale < 2.0);
        let is_other_scale = !(1.0 / LARGE..=LARGE).contains(&scale);
        signs.set_if(ValueSign::OtherScale, is_other_scale);
        signs.set_if(ValueSign::Large, least >= LARGE);
        signs.set_if(ValueSign::Measure, number.kind == QuantityKind::Measure);
        let is_further = number.kind == QuantityKind::Additional;
        signs.set_if(ValueSign::Additional, is_further);
        let is_open = least.is_infinite() || most.is_infinite();
        signs.set_if(ValueSign::OpenEnded, is_open);
        signs.set_if(
            ValueSign::SameClause,
            owner.is_some_and(|(_, own)| self.is_same_clause(own, value.at)),
        );
        let is_of_unit = |other: &&Value| {
            other.sentence == value.sentence
                && compare::is_same_unit(self.reading, claimed, other.at)
        };
        let n_of_unit = values.all.iter().filter(is_of_unit).count();
        signs.set_if(ValueSign::OnlyOfUnit, n_of_unit == 1 && is_of_unit(&value));
        signs.set_if(ValueSign::SeveralOfUnit, n_of_unit > 1);
        signs.set_if(ValueSign::OwnWordingAlone, self.probe.own_type.is_none());
    }
}

/// Whether somebody else stands in a participant's role, who is not named beside them.
fn is_of_rival(candidate: &Candidacy) -> bool {
    let is_anothers = |party: &align::Party| party.rival.is_some() && !party.is_near();
    candidate.parties.iter().any(is_anothers)
}

fn weights_of(kind: FacetKind) -> Option<&'static Weights<ValueSign>> {
    match kind {
        FacetKind::Date => Some(&value_weights().date),
        FacetKind::Quantity => Some(&value_weights().quantity),
        _ => None,
    }
}

/// A day or number that a claim does not allow, with the signs that it is its event's; what weights
/// are fitted on.
#[derive(Clone, Debug)]
pub struct WeighedValue {
    /// Which facet it is of: date or quantity.
    pub kind: FacetKind,
    /// Where its sentence stands.
    pub part: Part,
    /// The same, in bytes.
    pub sentence: Span,
    /// What speaks for it and against it.
    pub signs: Signs<ValueSign>,
}

/// The days and numbers of an article that a claim does not allow, where it tells the claim's event.
#[must_use]
pub fn weigh_values(claim: &Claim, probe: &Probe, reading: &Reading<'_>) -> Vec<WeighedValue> {
    let hits = align::party_hits(reading, probe);
    let case = Case::new(claim, probe, reading, hits);
    let judged = case.judge_groups();
    let rank = |judged: &&Judged| {
        let is_support = judged.label == Label::Supports;
        (
            is_support,
            judged.n_agreeing,
            std::cmp::Reverse(judged.sentence),
        )
    };
    let told = judged.iter().filter(|judged| judged.is_identified);
    let Some(chosen) = told.max_by_key(rank) else {
        return Vec::new();
    };
    let mut weighed = Vec::new();
    for kind in [FacetKind::Date, FacetKind::Quantity] {
        let values = case.values(kind);
        weighed.extend(values.others().map(|value| {
            let sentence = &reading.document.sentences[value.sentence];
            WeighedValue {
                kind,
                part: sentence.part,
                sentence: sentence.span,
                signs: case.value_signs(value, &values, chosen),
            }
        }));
    }
    weighed
}
