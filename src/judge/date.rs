//! Dates: stated, lent by the context, wider or another, with the chain that leads to the day.

use crate::align::{self, Binding, Candidacy};
use crate::claims::Label;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};
use crate::judge::{Reason, group};

impl Case<'_> {
    pub(super) fn date(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
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

    pub(super) fn dated(
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
