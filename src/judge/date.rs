//! Dates: stated, lent by the context, wider or another, with the chain that leads to the day.

mod elsewhere;
mod incident;

use crate::align::{self, Binding, Candidacy};
use crate::claims::Label;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};
use crate::judge::{Reason, group};
use crate::value::{EdtfDate, Interval};

impl Case<'_> {
    pub(super) fn date(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
        let mut finding = self.date_told(members, best);
        if self.is_next_to_deed(&finding) {
            finding.label = Label::Omits;
            finding.reason = Reason::DateOpen;
        }
        finding
    }

    fn date_told(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
        let claimed = self
            .claim
            .date
            .as_ref()
            .expect("asked only for claims with a date");
        // A claim of what was long before, in a passage of its own: "a ferry sank in March 1997".
        let is_recalled = self.is_recalled(members) && self.reading.is_recalled(claimed.hull());
        let is_incident = !is_recalled && self.is_incident_told(members);
        if is_incident && self.reading.incident().main_day().is_some() {
            return self.incident_date(claimed, members);
        }
        if is_incident && let Some(finding) = self.published_before(claimed, members) {
            return finding;
        }
        let mut seen: Vec<Dated> = Vec::new();
        for member in members {
            let is_aftermath = !member.is_own && group::is_aftermath(self.reading, member);
            for bound in member
                .times
                .iter()
                .filter(|bound| bound.binding <= Binding::Sentence || self.is_aside)
            {
                if is_incident && self.is_only_since(bound.at) {
                    continue;
                }
                if let Some(relation) = compare::date(self.reading, claimed, bound.at) {
                    let is_firm = bound.binding <= Binding::Linked
                        && !is_aftermath
                        && !(is_incident
                            && (self.is_untied(bound.at, member.is_own)
                                || self.is_of_other_deed(bound.at, member.is_own)));
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
        let mut lent = align::lent_times(self.reading, &self.kin, best);
        lent.retain(|(at, _)| !(is_incident && self.is_only_since(*at)));
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
            let reason = self.inexact(claimed, vaguer.at);
            return self.dated(Label::Omits, reason, vaguer.at, true);
        }
        if let Some(other) = firm_other {
            return self.dated(Label::Contradicts, Reason::DateOutside, other.at, true);
        }
        if let Some((at, _)) = lent
            .first()
            .filter(|(at, _)| !(is_incident && self.is_untied(*at, false)))
        {
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
                self.inexact(claimed, *at)
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

    /// Whether a date is not that of an incident none of whose days is told: a day ties to something
    /// else, and a longer time, unless it stands with the claim's own event, may be that of another.
    fn is_untied(&self, at: usize, is_own: bool) -> bool {
        compare::interval(self.reading, at).is_some_and(|days| days.is_day() || !is_own)
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

    /// Why a date that is not the claimed one does not speak against it: it is wider, or it is another
    /// whose words may mean the claimed one.
    pub(super) fn inexact(&self, claimed: &EdtfDate, at: usize) -> Reason {
        let is_open = self.days_at(at).is_some_and(|days| {
            // A week may begin a day earlier.
            let is_blurred = days.n_days() > incident::SHORT
                && compare::date(self.reading, claimed, at) == Some(Relation::Vaguer);
            !days.is_overlapping(claimed.hull()) && !is_blurred
        });
        match is_open {
            true => Reason::DateOpen,
            false => Reason::DateWider,
        }
    }

    /// The days that a time expression means, or those of the incident that it tells.
    fn days_at(&self, at: usize) -> Option<Interval> {
        compare::interval(self.reading, at).or_else(|| {
            let days = &self.reading.incident().days;
            days.iter().find(|day| day.at == at).map(|day| day.interval)
        })
    }

    pub(super) fn dated(&self, label: Label, reason: Reason, at: usize, is_firm: bool) -> Finding {
        let time = &self.reading.annotations.times[at];
        let mut finding = self.finding(label, reason, time.tokens, is_firm);
        let text = finding.found.take().unwrap_or_default();
        finding.days = self.days_at(at);
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
