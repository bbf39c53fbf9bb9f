//! Groups: event mentions of one article that tell one event.
//!
//! Mentions are taken in reading order. A later one joins an earlier group unless something says
//! that it is another event: another day, another place, somebody else in the role, a word such as
//! "another" or "separate".

use crate::align::{Binding, Bound, Candidacy, Party, Probe, Reading};
use crate::annotate::EventForm;
use crate::judge::compare;
use crate::lang::gazetteer::{PlaceId, PlaceRelation, gazetteer};
use crate::lang::{Classes, events, families};
use crate::value::Interval;

/// Candidates that tell one event, as positions in the list of candidates.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// In reading order.
    pub members: Vec<usize>,
    /// Which participants of the claim are named with some member.
    pub is_matched: Vec<bool>,
    days: Vec<Interval>,
    rows: Vec<u32>,
}

impl Group {
    /// A group of the first candidate alone.
    #[must_use]
    pub fn alone(candidate: &Candidacy) -> Self {
        Self {
            members: vec![0],
            is_matched: candidate.parties.iter().map(Party::is_near).collect(),
            ..Self::default()
        }
    }
}

/// How many sentences a mention may lie behind the group that it joins without naming anybody.
const REACH: usize = 8;

/// How many of the latest groups a mention can still join.
const OPEN: usize = 24;

/// From how many members of a group days and places are held against a further one.
const WEIGHED: usize = 64;

/// Sorts candidates into groups.
#[must_use]
pub fn groups(reading: &Reading<'_>, probe: &Probe, candidates: &[Candidacy]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let days = firm_days(reading, candidate);
        let rows = firm_rows(reading, candidate);
        let fits = |group: &Group| joins(reading, probe, candidates, group, at, &days, &rows);
        let oldest = groups.len().saturating_sub(OPEN);
        let position = groups[oldest..]
            .iter()
            .rposition(fits)
            .map(|at| oldest + at);
        let group = match position {
            Some(position) => &mut groups[position],
            None => {
                groups.push(Group {
                    is_matched: vec![false; probe.parties.len()],
                    ..Group::default()
                });
                groups.last_mut().expect("just pushed")
            }
        };
        group.members.push(at);
        for (is_matched, party) in group.is_matched.iter_mut().zip(&candidate.parties) {
            *is_matched |= party.is_near();
        }
        group
            .days
            .extend(days.into_iter().filter(|_| group.members.len() <= WEIGHED));
        group
            .rows
            .extend(rows.into_iter().filter(|_| group.members.len() <= WEIGHED));
    }
    groups
}

fn joins(
    reading: &Reading<'_>,
    probe: &Probe,
    candidates: &[Candidacy],
    group: &Group,
    at: usize,
    days: &[Interval],
    rows: &[u32],
) -> bool {
    let candidate = &candidates[at];
    let last = &candidates[*group.members.last().expect("a group has a member")];
    if reading.item_of(candidate.sentence) != reading.item_of(last.sentence) {
        return false;
    }
    let clash = days.iter().any(|day| {
        !group.days.is_empty() && group.days.iter().all(|other| !day.is_overlapping(*other))
    });
    // "when another rocket exploded in 2011": not what the article opens with, which has no day there.
    let is_recalled = group.days.is_empty()
        && !days.is_empty()
        && candidate.sentence != last.sentence
        && reading.is_opening(candidates[group.members[0]].sentence)
        && days.iter().all(|day| reading.is_recalled(*day))
        && probe
            .day
            .is_none_or(|claimed| days.iter().all(|day| is_apart(*day, claimed)));
    if clash
        || is_recalled
        || is_elsewhere(rows, &group.rows)
        || is_introduced_as_other(reading, candidate)
    {
        return false;
    }
    let shares = candidate
        .parties
        .iter()
        .zip(&group.is_matched)
        .any(|(party, is_matched)| *is_matched && party.is_near());
    if shares || probe.parties.is_empty() {
        return true;
    }
    let is_incident = probe.types.iter().any(|id| families().is_incident(*id));
    let names_nobody = !candidate.parties.iter().any(Party::is_near);
    let is_anonymous = !group.is_matched.iter().any(|is_matched| *is_matched);
    let near = is_incident || candidate.sentence <= last.sentence + REACH;
    if names_nobody {
        return near
            && (is_incident
                || (is_definite(reading, candidate) || is_anonymous) && !has_rival(candidate));
    }
    // The group told "a man was shot"; this one names him.
    let is_free = || {
        !group
            .members
            .iter()
            .any(|member| has_rival(&candidates[*member]))
            && !is_symmetric(reading, candidate)
    };
    is_anonymous && (is_incident || is_free())
}

/// Whether two stretches of days lie months apart.
fn is_apart(a: Interval, b: Interval) -> bool {
    const MONTHS: i32 = 60;
    let apart = |from: Interval, to: Interval| {
        from.last
            .until(to.first)
            .is_ok_and(|span| span.get_days() > MONTHS)
    };
    apart(a, b) || apart(b, a)
}

fn is_symmetric(reading: &Reading<'_>, candidate: &Candidacy) -> bool {
    reading.annotations.events[candidate.event]
        .types
        .iter()
        .any(|id| events().get(*id).symmetric)
}

/// Days in the mention's own clause.
fn firm_days(reading: &Reading<'_>, candidate: &Candidacy) -> Vec<Interval> {
    if !candidate.is_own && is_aftermath(reading, candidate) {
        return Vec::new();
    }
    candidate
        .times
        .iter()
        .filter(|bound| bound.binding == Binding::Clause)
        .filter_map(|bound| compare::interval(reading, bound.at))
        .collect()
}

/// Whether the mention tells what may come later than the incident: "died on Tuesday".
#[must_use]
pub fn is_aftermath(reading: &Reading<'_>, candidate: &Candidacy) -> bool {
    reading.annotations.events[candidate.event]
        .types
        .iter()
        .any(|id| families().is_aftermath(*id))
}

/// Gazetteer rows of the places in the mention's own clause.
fn firm_rows(reading: &Reading<'_>, candidate: &Candidacy) -> Vec<u32> {
    let is_firm = |bound: &&Bound| bound.binding == Binding::Clause;
    candidate
        .places
        .iter()
        .filter(is_firm)
        .filter(|bound| {
            reading.annotations.places[bound.at].use_ == crate::annotate::PlaceUse::Location
        })
        .filter_map(|bound| reading.annotations.places[bound.at].place)
        .collect()
}

fn is_elsewhere(rows: &[u32], others: &[u32]) -> bool {
    !rows.is_empty()
        && !others.is_empty()
        && rows.iter().all(|row| {
            others.iter().all(|other| {
                gazetteer().relate(&[PlaceId(*other)], &[PlaceId(*row)]) == PlaceRelation::Disjoint
            })
        })
}

/// "the meeting", "his arrest", "it happened": takes up something told.
fn is_definite(reading: &Reading<'_>, candidate: &Candidacy) -> bool {
    let mention = &reading.annotations.events[candidate.event];
    let tokens = &reading.document.tokens;
    if mention.form == EventForm::Noun {
        let start = mention.tokens.start();
        return (start.saturating_sub(4)..start).any(|at| tokens[at].is(Classes::DEFINITE));
    }
    reading
        .frame(candidate.event)
        .subject
        .is_some_and(|subject| {
            tokens[subject.start()].is(Classes::DEFINITE.with(Classes::SUBJECT_PRONOUN))
        })
}

/// "another shooting", "a separate meeting", "a second attack".
fn is_introduced_as_other(reading: &Reading<'_>, candidate: &Candidacy) -> bool {
    let mention = &reading.annotations.events[candidate.event];
    let start = mention.tokens.start();
    let tokens = &reading.document.tokens[start.saturating_sub(4)..start];
    tokens.iter().any(|token| token.is(Classes::OTHER_EVENT))
}

/// Whether somebody else holds the role of a participant of the claim.
fn has_rival(candidate: &Candidacy) -> bool {
    candidate.parties.iter().any(|party| party.rival.is_some())
}
