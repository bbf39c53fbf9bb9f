//! Which argument of an event mention holds which role: who did it, and to whom.

use crate::align::Reading;
use crate::annotate::EventMention;
use crate::annotate::frame::Frame;
use crate::document::{Shape, TokenRange};
use crate::lang::{Classes, EventType, EventTypeId, NounRole, events};
use crate::value::name::{WordKey, key};

/// Token ranges of an event's arguments, by role.
#[derive(Debug, Default)]
pub struct Slots {
    /// Who did it.
    pub agent: Vec<TokenRange>,
    /// To whom it was done, or with whom.
    pub patient: Vec<TokenRange>,
    /// Phrases whose role cannot be told.
    pub any: Vec<TokenRange>,
}

/// The arguments of an event mention, as its first type of the lexicon takes them.
#[must_use]
pub fn arguments(reading: &Reading<'_>, event: usize) -> Slots {
    let mention = &reading.annotations.events[event];
    let id = mention.types.first().copied();
    slots(reading, mention, reading.frame(event), id)
}

/// The same, as a type takes them.
pub(super) fn slots(
    reading: &Reading<'_>,
    mention: &EventMention,
    frame: &Frame,
    id: Option<EventTypeId>,
) -> Slots {
    let mut slots = Slots::default();
    let kind = id.map(|id| events().get(id));
    let is_undergone = id.is_some_and(|id| mention.undergone.contains(&id));
    let is_ergative = kind.is_some_and(|kind| {
        kind.ergative && frame.object.is_none_or(|object| is_time(reading, object))
    });
    let is_own_hand = mention.types.iter().any(|id| events().get(*id).own_hand);
    if frame.is_nominal {
        nominal(reading, frame, kind, &mut slots);
        return slots;
    }
    if id.is_some_and(|id| mention.denied.contains(&id)) {
        // "was denied entry", "escaped unhurt": what did not happen leaves open who would have done it.
        slots.any.extend(frame.subject);
        slots.any.extend(frame.object);
    } else if is_own_hand {
        slots.agent.extend(frame.subject);
        slots.patient.extend(frame.subject);
    } else if kind.is_some_and(|kind| kind.subject_is_patient)
        && (mention.tokens.range().len() == 1 || frame.object.is_none())
    {
        // "X received a medal", "X died": authors of claims call it the agent as well.
        slots.agent.extend(frame.subject);
        slots.patient.extend(frame.subject);
        slots.any.extend(frame.object);
    } else if frame.is_passive || is_undergone {
        slots.patient.extend(frame.subject);
        slots.any.extend(frame.object);
    } else if is_ergative {
        slots.any.extend(frame.object);
        slots.any.extend(frame.subject);
    } else {
        slots.agent.extend(frame.subject);
        slots.patient.extend(frame.object);
        // "shot himself": the one who did it is the one to whom it was done.
        let is_reflexive =
            |object: TokenRange| reading.document.tokens[object.start()].is(Classes::REFLEXIVE);
        if frame.object.is_some_and(is_reflexive) {
            slots.patient.extend(frame.subject);
        }
    }
    for oblique in &frame.obliques {
        if oblique.preposition == key("by") && frame.is_passive {
            slots.agent.push(oblique.tokens);
        } else if is_party(kind, oblique.preposition) {
            slots.patient.push(oblique.tokens);
        } else {
            slots.any.push(oblique.tokens);
        }
    }
    slots
}

/// Only words of time: "launched *Tuesday*" has no object.
pub(super) fn is_time(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let time = Classes::WEEKDAY
        .with(Classes::MONTH)
        .with(Classes::TIME_WORD)
        .with(Classes::DAY_PART)
        .with(Classes::DETERMINER);
    tokens.range().all(|at| {
        let token = &reading.document.tokens[at];
        token.is(time) || token.shape.is(Shape::NUMBER) || token.shape.is(Shape::MARK)
    })
}

/// Whether a preposition brings the one with whom, or to whom.
fn is_party(kind: Option<&EventType>, preposition: WordKey) -> bool {
    [
        key("with"),
        key("between"),
        key("against"),
        key("among"),
        key("alongside"),
    ]
    .contains(&preposition)
        || kind.is_some_and(|kind| has(&kind.party_prepositions, preposition))
}

fn has(words: &[String], wanted: WordKey) -> bool {
    words.iter().any(|word| key(word) == wanted)
}

/// The arguments of a noun: "Ruiz's appointment", "the appointment of Ruiz by the board", "an
/// invitation from Ode". What only stands before it ("the Ruiz deal") may hold any role.
fn nominal(reading: &Reading<'_>, frame: &Frame, kind: Option<&EventType>, slots: &mut Slots) {
    let of = key("of");
    let noun = |role: fn(&EventType) -> Option<NounRole>| kind.and_then(role);
    let has_of = frame
        .obliques
        .iter()
        .any(|oblique| oblique.preposition == of);
    let of_role = noun(|kind| kind.noun_of);
    if let Some(subject) = frame.subject {
        let role = if !is_possessor(reading, subject) {
            None
        } else if has_of && of_role == Some(NounRole::Patient) {
            // "the board's appointment of Ruiz"
            Some(NounRole::Agent)
        } else {
            noun(|kind| kind.noun_possessor)
        };
        slots.put(role, subject);
    }
    slots.any.extend(frame.object);
    for oblique in &frame.obliques {
        let role = if oblique.preposition == key("by") {
            Some(NounRole::Agent)
        } else if oblique.preposition == of {
            of_role
        } else if kind.is_some_and(|kind| has(&kind.agent_prepositions, oblique.preposition)) {
            Some(NounRole::Agent)
        } else if kind.is_some_and(|kind| has(&kind.patient_prepositions, oblique.preposition)) {
            Some(NounRole::Patient)
        } else {
            None
        };
        slots.put(role, oblique.tokens);
    }
}

/// "Ruiz's", "her": whose it is, rather than which.
fn is_possessor(reading: &Reading<'_>, phrase: TokenRange) -> bool {
    let tokens = &reading.document.tokens;
    let ends = tokens[phrase.end() - 1].shape.is(Shape::POSSESSIVE)
        || tokens
            .get(phrase.end())
            .is_some_and(|next| next.shape.is(Shape::POSSESSIVE));
    let inside = || {
        phrase
            .range()
            .any(|at| tokens[at].shape.is(Shape::POSSESSIVE))
    };
    ends || inside() || tokens[phrase.start()].is(Classes::POSSESSIVE_PRONOUN)
}

impl Slots {
    fn put(&mut self, role: Option<NounRole>, tokens: TokenRange) {
        match role {
            Some(NounRole::Agent) => self.agent.push(tokens),
            Some(NounRole::Patient) => self.patient.push(tokens),
            None => self.any.push(tokens),
        }
    }
}
