//! Wordings too wide to tell a claim's event of anybody, where the claim's own participants stand
//! with them in their roles: "X seized Y" for a kidnapping, "Y hired X" for X joining Y.

use crate::align::Reading;
use crate::align::candidate::{Candidacy, Party, PartyHits, bind_party, candidacy};
use crate::align::probe::{PartyProbe, Probe};
use crate::align::slots::is_time;
use crate::claims::Role;
use crate::document::TokenRange;
use crate::lang::{Classes, NearView, NearWording, events};

/// The mentions of such wordings that could be the claim's event, in reading order.
#[must_use]
pub fn near(reading: &Reading<'_>, probe: &Probe, hits: &PartyHits) -> Vec<Candidacy> {
    let Some(own) = probe.own_type.filter(|_| !probe.is_bare()) else {
        return Vec::new();
    };
    let kind = events().get(own);
    let mut found: Vec<Candidacy> = kind
        .near
        .iter()
        .flat_map(|wording| mentions(reading, *wording).map(|at| (at, wording.view)))
        .filter(|(at, _)| {
            reading.is_evidence(reading.sentence_of(&reading.annotations.events[*at]))
        })
        .filter_map(|(at, view)| told(reading, probe, hits, at, view))
        .collect();
    found.sort_by_key(|candidate| candidate.event);
    found.dedup_by_key(|candidate| candidate.event);
    found
}

fn mentions<'r>(
    reading: &'r Reading<'_>,
    wording: NearWording,
) -> impl Iterator<Item = usize> + 'r {
    let events = &reading.annotations.events;
    reading.with_lemma(wording.verb).filter_map(move |verb| {
        let at = events.partition_point(|event| event.verb.min(event.head) < verb);
        let mention = events.get(at).filter(|mention| mention.verb == verb)?;
        let is_whole = match wording.last {
            Some(last) => mention
                .tokens
                .range()
                .skip(1)
                .any(|token| reading.document.tokens[token].key == last),
            // "issued a patch" holds its object, "gave up" a particle.
            None => mention.tokens.range().len() == 1 || mention.head != verb,
        };
        is_whole.then_some(at)
    })
}

/// The mention as a candidate, if every participant of the claim stands with it as the view asks.
fn told(
    reading: &Reading<'_>,
    probe: &Probe,
    hits: &PartyHits,
    event: usize,
    view: NearView,
) -> Option<Candidacy> {
    if view == NearView::Same && is_alone(probe) && !is_about(reading, probe, event) {
        return None;
    }
    let bound =
        |party: usize, role: Role| bind_party(reading, probe, role, &hits[party], hits, event);
    let place_object = probe
        .own_type
        .is_some_and(|own| events().get(own).place_object);
    // "X was given a medal": the second object of a passive.
    let frame = reading.frame(event);
    let is_given = |party: &Party| {
        let within = |object: TokenRange| {
            party
                .hit
                .is_some_and(|hit| object.contains(hit.tokens.start()))
        };
        frame.is_passive && frame.object.is_some_and(within)
    };
    let parties: Option<Vec<Party>> = (0..probe.parties.len())
        .map(|at| {
            let role = role_of(&probe.parties[at], probe.parties.len());
            let party = match (view, role) {
                (NearView::Same, _) | (NearView::Transfer, Role::Patient) => bound(at, role),
                (NearView::Mirror, Role::Patient) => bound(at, Role::Agent),
                (NearView::Transfer | NearView::Mirror, _) => bound(at, Role::Any),
            };
            let is_agent = || bound(at, Role::Agent).is_fixed;
            let fits = match (view, role) {
                (_, Role::Any) => true,
                (NearView::Same, Role::Patient) => party.is_fixed || place_object,
                (NearView::Transfer, Role::Patient) => party.is_fixed || is_given(&party),
                (NearView::Same, _) | (NearView::Mirror, Role::Patient) => party.is_fixed,
                (NearView::Transfer | NearView::Mirror, Role::Agent) => !is_agent(),
            };
            // "his comments": what somebody has is not somebody.
            let is_named = party.hit.is_some_and(|hit| {
                !reading.document.tokens[hit.tokens.start()].is(Classes::POSSESSIVE_PRONOUN)
            });
            let is_whole = role != Role::Patient || !is_inside(reading, event, &party);
            (party.is_bound() && is_named && is_whole && fits).then_some(party)
        })
        .collect();
    let mut found = candidacy(reading, probe, hits, event, false, true);
    found.parties = parties?;
    Some(found)
}

/// "seized a camera of X", "a photo of X was seized": X is only part of what it is done to.
fn is_inside(reading: &Reading<'_>, event: usize, party: &Party) -> bool {
    let frame = reading.frame(event);
    let Some(hit) = party.hit else {
        return false;
    };
    [frame.object, frame.subject]
        .into_iter()
        .flatten()
        .filter(|range| range.contains(hit.tokens.start()))
        .any(|range| {
            (range.start()..hit.tokens.start())
                .any(|at| reading.document.tokens[at].is(Classes::PREPOSITION))
        })
}

/// Whether the claim names nobody but who did it, or nobody at all.
fn is_alone(probe: &Probe) -> bool {
    match probe.parties.as_slice() {
        [] => true,
        [party] => role_of(party, 1) == Role::Agent,
        _ => false,
    }
}

/// "grabbed two watches": what it is done to is what the claim is about. "Quit on Monday" is done to
/// nothing; "quit the club" to anything.
fn is_about(reading: &Reading<'_>, probe: &Probe, event: usize) -> bool {
    let mention = &reading.annotations.events[event];
    let frame = reading.frame(event);
    let undergone = frame.subject.filter(|_| frame.is_passive);
    let object = frame.object.filter(|object| !is_time(reading, *object));
    if object.is_none() && undergone.is_none() && mention.head == mention.verb {
        return !probe.parties.is_empty();
    }
    let within = |tokens: TokenRange| {
        let mut heads = probe.about.iter().filter_map(|term| term.stems.last());
        heads.any(|stem| reading.with_stem_in(*stem, tokens.range()).next().is_some())
    };
    within(mention.tokens) || object.is_some_and(within) || undergone.is_some_and(within)
}

/// The role of a participant whose claim names none: a single one is the agent unless the claim's
/// text says that it was done to it.
fn role_of(party: &PartyProbe, n_parties: usize) -> Role {
    match party.role {
        Role::Any if n_parties > 1 => Role::Any,
        Role::Any if party.is_undergoer => Role::Patient,
        Role::Any => Role::Agent,
        role => role,
    }
}
