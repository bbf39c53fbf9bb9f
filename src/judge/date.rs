//! Dates: stated, lent by the context, wider or another, with the chain that leads to the day.

use crate::align::{self, Binding, Candidacy, Tie};
use crate::claims::{Label, Modality, Polarity};
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};
use crate::judge::{Reason, group};
use crate::lang::{families, lexicon};
use crate::value::name::key;
use crate::value::{DateRelation, EdtfDate, Interval};

/// What must speak for a day that stands with no mention in the opening.
const FIRM: u32 = 16;

/// What must speak for a day that only other acts of those concerned tell.
const FIRM_SCENE: u32 = 6;

/// What must speak for a day that is next to the claimed one: records and reports differ by a day.
const FIRM_NEXT: u32 = 12;

/// The same where the article tells of a night.
const FIRM_NEXT_TO_NIGHT: u32 = 24;

/// The longest stretch, in days, that can tell another day of an incident than the claimed one.
const SHORT: i32 = 3;

/// A day for which so many times less speaks than for the main one is no rival of it.
const CLEAR: u32 = 6;

impl Case<'_> {
    pub(super) fn date(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
        let claimed = self
            .claim
            .date
            .as_ref()
            .expect("asked only for claims with a date");
        if self.is_incident_told(members) && self.reading.incident().main_day().is_some() {
            return self.incident_date(claimed, members);
        }
        let mut seen: Vec<Dated> = Vec::new();
        for member in members {
            let is_aftermath = !member.is_own && group::is_aftermath(self.reading, member);
            for bound in member
                .times
                .iter()
                .filter(|bound| bound.binding <= Binding::Sentence || self.is_aside)
            {
                if let Some(relation) = compare::date(self.reading, claimed, bound.at) {
                    let is_firm = bound.binding <= Binding::Linked && !is_aftermath;
                    seen.push(Dated {
                        relation,
                        is_weak: !is_firm,
                        is_kin: !member.is_own,
                        at: bound.at,
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
                return self.dated(Label::Supports, reason, fit.at, !fit.is_weak);
            }
        }
        let lent = align::lent_times(self.reading, &self.kin, best);
        let relate = |time: usize| compare::date(self.reading, claimed, time);
        if firm_other.is_none()
            && let Some((at, _)) = lent
                .iter()
                .find(|(at, _)| relate(*at) == Some(Relation::Fits))
        {
            return self.dated(Label::Supports, Reason::DateContext, *at, false);
        }
        // "It was lost this week, after Tuesday's launch": the day narrows the week down.
        let narrows = |vaguer: &Dated| {
            firm_other.is_some_and(|other| {
                compare::interval(self.reading, vaguer.at)
                    .zip(compare::interval(self.reading, other.at))
                    .is_some_and(|(wide, day)| wide.first <= day.first && day.last <= wide.last)
            })
        };
        let vaguer = seen
            .iter()
            .find(|dated| dated.relation == Relation::Vaguer && !narrows(dated));
        if let Some(vaguer) = vaguer {
            return self.dated(Label::Omits, Reason::DateWider, vaguer.at, true);
        }
        if let Some(other) = firm_other {
            return self.dated(Label::Contradicts, Reason::DateOutside, other.at, true);
        }
        if let Some((at, _)) = lent.first() {
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
            return self.dated(label, reason, *at, false);
        }
        if let Some(at) = self.day_before(members) {
            match relate(at) {
                Some(Relation::Fits) => {
                    return self.dated(Label::Supports, Reason::DateContext, at, false);
                }
                Some(Relation::Other) => {
                    return self.dated(Label::Contradicts, Reason::DateOutside, at, false);
                }
                _ => {}
            }
        }
        let unanchored = members
            .iter()
            .flat_map(|member| &member.times)
            .find(|bound| compare::is_unanchored(self.reading, bound.at));
        match unanchored {
            Some(bound) => self.dated(Label::Omits, Reason::DateUnanchored, bound.at, false),
            None => Finding::omitted(Reason::DateAbsent),
        }
    }

    /// "A kept the title by a win over B on Saturday. A stopped B in the sixth round.": the one day
    /// that the opening tells of the same two, where the sentence behind it goes on with them and both
    /// sentences tell this kind of event.
    fn day_before(&self, members: &[&Candidacy]) -> Option<usize> {
        if self.hits.len() < 2 {
            return None;
        }
        let times = &self.reading.annotations.times;
        let sentences = &self.reading.document.sentences;
        let sentence_of = |at: usize| self.reading.document.sentence_of(times[at].tokens.start());
        let mut days = (0..times.len())
            .take_while(|at| self.reading.is_opening(sentence_of(*at)))
            .filter(|at| {
                !align::is_bare_clock(self.reading, *at)
                    && compare::interval(self.reading, *at).is_some_and(Interval::is_day)
                    && align::names_all(self.reading, &self.hits, sentence_of(*at))
            });
        let day = days.next()?;
        let before = sentence_of(day);
        let is_told = || {
            align::owners_of(self.reading, times[day].tokens)
                .1
                .is_some_and(|verb| self.reading.annotations.events[verb].is_told())
        };
        let own = || members.iter().filter(|member| member.is_own);
        let goes_on = own().any(|member| {
            member.sentence == before + 1
                && member.times.is_empty()
                && member.parties.iter().all(align::Party::is_near)
                && sentences[before].part == sentences[member.sentence].part
        });
        (goes_on
            && days.next().is_none()
            && own().any(|member| member.sentence == before)
            && is_told())
        .then_some(day)
    }

    /// Whether the claim asserts an incident that the members tell.
    pub(super) fn is_incident_told(&self, members: &[&Candidacy]) -> bool {
        self.claim.modality == Modality::Actual
            && self.claim.polarity == Polarity::Positive
            && !self.is_aside
            && members
                .iter()
                .any(|member| member.is_own && align::is_incident(self.reading, member))
    }

    /// The day of an incident: what stands with its mentions first, then the day of the article's
    /// incident as its sentences tell it together.
    fn incident_date(&self, claimed: &EdtfDate, members: &[&Candidacy]) -> Finding {
        let seen = self.seen_days(claimed, members);
        let incident = self.reading.incident();
        let relate = |at: usize| compare::date(self.reading, claimed, at);
        // "500 people died so in 2013": what spans weeks tells nothing against a day.
        let is_wide = claimed.hull().n_days() > SHORT;
        let is_short = |at: usize| {
            is_wide
                || compare::interval(self.reading, at)
                    .is_some_and(|interval| interval.n_days() <= SHORT)
        };
        let other = seen.iter().find(|dated| {
            dated.relation == Relation::Other
                && !dated.is_weak
                && (!dated.is_kin || is_short(dated.at))
                && !compare::interval(self.reading, dated.at)
                    .is_some_and(|found| self.is_older(claimed, found))
        });
        let fit = seen
            .first()
            .filter(|dated| dated.relation == Relation::Fits);
        if let Some(fit) = fit.filter(|fit| !fit.is_weak) {
            let reason = if fit.is_kin {
                Reason::DateContext
            } else {
                Reason::DateWithin
            };
            return self.dated(Label::Supports, reason, fit.at, true);
        }
        let weight = |at: usize| {
            compare::interval(self.reading, at).map_or(0, |interval| incident.weight(interval))
        };
        let main = incident.main_day();
        let told = incident
            .days
            .iter()
            .filter(|day| match relate(day.at) {
                Some(relation) => relation == Relation::Fits,
                None => claimed.relate(day.interval) == DateRelation::Within,
            })
            .filter(|day| day.tie < Tie::Late || main.is_some_and(|main| main.tie == Tie::Late))
            .min_by_key(|day| (day.tie, day.at));
        if let Some(day) = told.filter(|day| {
            other.is_none_or(|other| {
                // A claim's own event with a firm date of its own is mostly another event.
                let against = match other.is_kin {
                    true => weight(other.at),
                    false => weight(other.at).max(Tie::Told.weight()) * 2,
                };
                against <= weight(day.at)
                    || day.tie <= Tie::Response
                        && compare::is_same_wording(self.reading, claimed, other.at)
            })
        }) {
            return self.dated(Label::Supports, Reason::DateContext, day.at, false);
        }
        if let Some(fit) = fit.filter(|_| other.is_none()) {
            return self.dated(Label::Supports, Reason::DateContext, fit.at, false);
        }
        // A day told once and late in the article may be of something that was before.
        let firm = main.filter(|main| {
            let weight = incident.weight(main.interval);
            let is_rival = |day: &align::Day| {
                !day.interval.is_overlapping(main.interval)
                    && incident.weight(day.interval) * 2 > weight
            };
            let is_early = self.reading.is_opening(main.sentence);
            (weight >= FIRM || is_early && (main.tie <= Tie::Response || weight >= FIRM_SCENE))
                && !incident.days.iter().any(is_rival)
                && !self.is_older(claimed, main.interval)
                && !self.is_of_lasting(main.at)
        });
        let own = other.filter(|other| !other.is_kin);
        let agreed = match (own, firm) {
            (Some(own), _) => Some(own.at),
            (None, Some(main)) => Some(main.at),
            _ => None,
        };
        if let Some(at) = agreed.filter(|at| relate(*at) == Some(Relation::Other)) {
            let label = if self.is_day_open(claimed, at, own.is_some()) {
                Label::Omits
            } else {
                Label::Contradicts
            };
            let reason = match label {
                Label::Omits => Reason::DateOpen,
                _ => Reason::DateOutside,
            };
            return self.dated(label, reason, at, true);
        }
        let vaguer = seen.iter().find(|dated| dated.relation == Relation::Vaguer);
        if let Some(vaguer) = vaguer {
            return self.dated(Label::Omits, Reason::DateWider, vaguer.at, true);
        }
        if let Some(main) = main {
            let reason = match relate(main.at) {
                Some(Relation::Other) => Reason::DateOpen,
                _ => Reason::DateWider,
            };
            return self.dated(Label::Omits, reason, main.at, false);
        }
        let unanchored = members
            .iter()
            .flat_map(|member| &member.times)
            .find(|bound| compare::is_unanchored(self.reading, bound.at));
        match unanchored {
            Some(bound) => {
                let reason = Reason::DateUnanchored;
                self.dated(Label::Omits, reason, bound.at, false)
            }
            None => Finding::omitted(Reason::DateAbsent),
        }
    }

    /// "was pulled from the rubble on Thursday": the day of a rescue is not that of the disaster, which
    /// nobody did to anybody.
    fn is_of_lasting(&self, at: usize) -> bool {
        let events = &self.reading.annotations.events;
        let families = families();
        let tokens = self.reading.annotations.times[at].tokens;
        let is_done = self.probe.types.iter().any(|id| families.is_force(*id));
        let verb = align::owners_of(self.reading, tokens).1;
        !is_done
            && verb.is_some_and(|verb| events[verb].types.iter().any(|id| families.is_lasting(*id)))
    }

    /// Whether days are weeks before an article that came out soon after the claimed day: of what
    /// happened there before ("A quake last May killed ten"). For claims that name nobody.
    fn is_older(&self, claimed: &EdtfDate, found: Interval) -> bool {
        const SOON: i64 = 14;
        let is_by_topic = self.probe.parties.is_empty();
        let Some(published) = self.reading.published.filter(|_| is_by_topic) else {
            return false;
        };
        let span = jiff::Span::new().try_days(SOON).unwrap_or_default();
        published.first.checked_sub(span).is_ok_and(|earliest| {
            let hull = claimed.hull();
            found.last < earliest && hull.first >= earliest && hull.last <= published.last
        })
    }

    /// Days that stand with the members; the better for the claim the first.
    fn seen_days(&self, claimed: &EdtfDate, members: &[&Candidacy]) -> Vec<Dated> {
        let incident = self.reading.incident();
        let mut seen = Vec::new();
        for member in members {
            // "died on Sunday" is the claim's own day where the claim is of the death.
            let is_claimed = member.is_own && self.is_of_aftermath();
            let is_aftermath = !is_claimed && group::is_aftermath(self.reading, member);
            for bound in &member.times {
                let tokens = self.reading.annotations.times[bound.at].tokens;
                if bound.binding > Binding::Sentence
                    || align::is_bare_clock(self.reading, bound.at)
                    || align::is_signature(self.reading, tokens)
                {
                    continue;
                }
                if let Some(relation) = compare::date(self.reading, claimed, bound.at) {
                    let tie = incident.days.iter().find(|day| day.at == bound.at);
                    let is_day =
                        compare::interval(self.reading, bound.at).is_some_and(Interval::is_day);
                    // "fell while picking berries on Tuesday": one happening, whichever verb has the day.
                    let is_tied = !is_day
                        || is_claimed && bound.binding <= Binding::Linked
                        || tie.is_some_and(|day| day.tie <= Tie::Response)
                        || bound.binding <= Binding::Linked
                            && member.is_own
                            && tie.is_some_and(|day| day.tie <= Tie::Scene);
                    seen.push(Dated {
                        relation,
                        is_weak: bound.binding > Binding::Linked || is_aftermath || !is_tied,
                        is_kin: !member.is_own,
                        at: bound.at,
                    });
                }
            }
        }
        seen.sort_unstable();
        seen
    }

    /// What must speak for a day next to the claimed one. A night belongs to two days, and a record
    /// may have the other one.
    fn firm_next(&self) -> u32 {
        let times = &self.reading.annotations.times;
        if times.iter().any(|time| compare::is_at_night(&time.value)) {
            FIRM_NEXT_TO_NIGHT
        } else {
            FIRM_NEXT
        }
    }

    /// Whether the claim itself is of what may come later than an incident.
    fn is_of_aftermath(&self) -> bool {
        let own = self.probe.own_type;
        own.is_some_and(|own| families().is_aftermath(own))
    }

    /// Whether a day is only that of those who came and found, behind the claimed day of a death: "was
    /// found dead on Tuesday" leaves it open when.
    fn is_found_later(&self, claimed: &EdtfDate, at: usize) -> bool {
        let lemma = lexicon().lemma(key(&self.claim.event));
        self.is_of_aftermath()
            && !families().is_response(lemma)
            && self.reading.incident().days.iter().any(|day| {
                day.at == at && day.tie == Tie::Response && claimed.hull().last < day.interval.first
            })
    }

    /// Whether the article leaves it open that the claimed day is right, though it tells another: it
    /// tells the claimed one of something else, or its words fit the claimed one as well.
    fn is_day_open(&self, claimed: &EdtfDate, at: usize, is_own: bool) -> bool {
        let incident = self.reading.incident();
        let most = incident
            .main_day()
            .map_or(0, |main| incident.weight(main.interval));
        let hull = claimed.hull();
        incident.days.iter().any(|day| {
            day.interval.is_overlapping(hull) && incident.weight(day.interval) * CLEAR > most
        }) || self.is_found_later(claimed, at)
            || compare::is_next_day(self.reading, claimed, at)
                && compare::interval(self.reading, at)
                    .is_none_or(|interval| incident.weight(interval) < self.firm_next())
                && !is_own
            || compare::is_same_wording(self.reading, claimed, at)
    }

    pub(super) fn dated(&self, label: Label, reason: Reason, at: usize, is_firm: bool) -> Finding {
        let time = &self.reading.annotations.times[at];
        let mut finding = self.finding(label, reason, time.tokens, is_firm);
        let text = finding.found.take().unwrap_or_default();
        let told = || {
            let days = &self.reading.incident().days;
            days.iter().find(|day| day.at == at).map(|day| day.interval)
        };
        finding.days = compare::interval(self.reading, at).or_else(told);
        let value = finding.days.map(edtf);
        finding.chain.push(text);
        if time.anchor == crate::annotate::TimeAnchor::Published
            && let Some(published) = self.reading.published
        {
            finding.chain.push(format!("published {}", edtf(published)));
        }
        finding.chain.extend(value.clone());
        finding.found = value;
        finding
    }
}

/// A day that stands with a group; the better for the claim the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    relation: Relation,
    is_weak: bool,
    is_kin: bool,
    at: usize,
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
