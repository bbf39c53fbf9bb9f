//! Which argument of an event mention holds which role: who did it, and to whom.

use crate::align::Reading;
use crate::annotate::frame::Frame;
use crate::annotate::{EventForm, EventMention};
use crate::document::{Shape, TokenRange};
use crate::lang::{Classes, EventType, EventTypeId, NounRole, events, families};
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
        nominal(reading, mention, frame, kind, is_undergone, &mut slots);
        if let Some(kind) = kind.filter(|_| slots.agent.is_empty() && !is_undergone) {
            slots.agent.extend(had_by(reading, mention, kind));
        }
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
    } else if is_undergone && is_agent_behind(reading, mention) {
        // "lost to Acme"
        slots.patient.extend(frame.subject);
        slots.agent.extend(frame.object);
    } else if frame.is_passive || is_undergone {
        slots.patient.extend(frame.subject);
        slots.any.extend(frame.object);
    } else if kind.is_some_and(|kind| kind.body_object)
        && frame.object.is_some_and(|object| is_body(reading, object))
        && !frame
            .subject
            .is_some_and(|subject| is_body(reading, subject))
    {
        // "the bill passed the senate"
        slots.agent.extend(frame.object);
        slots.patient.extend(frame.subject);
    } else if is_ergative {
        slots.any.extend(frame.object);
        slots.any.extend(frame.subject);
    } else {
        slots.agent.extend(frame.subject);
        slots.patient.extend(frame.object);
        // "shot himself": the one who did it is the one to whom it was done.
        if is_reflexive(reading, mention, frame) {
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

/// "shot himself", "shot herself to death": whether what is done is done to the one who does it.
pub(super) fn is_reflexive(reading: &Reading<'_>, mention: &EventMention, frame: &Frame) -> bool {
    let tokens = &reading.document.tokens;
    let object = frame.object.map(TokenRange::start);
    let inner = (mention.tokens.range().len() > 1).then_some(mention.verb + 1);
    [object, inner].into_iter().flatten().any(|at| {
        tokens
            .get(at)
            .is_some_and(|token| token.is(Classes::REFLEXIVE))
    })
}

/// Whether a phrase ends in a noun for a body of people, or names one: "both the house and the senate".
fn is_body(reading: &Reading<'_>, phrase: TokenRange) -> bool {
    let tokens = &reading.document.tokens[phrase.range()];
    let last = tokens.iter().rfind(|token| token.shape.is(Shape::WORD));
    last.is_some_and(|last| last.is(Classes::BODY) || families().is_legislature(last.key))
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
/// invitation from Ode". What only stands before it ("the Ruiz deal") may hold any role. Of a noun
/// that tells it of the one to whom it is done ("Acme's defeat by Norvane") the owner is that one.
fn nominal(
    reading: &Reading<'_>,
    mention: &EventMention,
    frame: &Frame,
    kind: Option<&EventType>,
    is_undergone: bool,
    slots: &mut Slots,
) {
    let of = key("of");
    let noun = |role: fn(&EventType) -> Option<NounRole>| kind.and_then(role);
    // "a win *over* Acme": the wording holds the preposition of what stands behind it.
    let last = &reading.document.tokens[mention.tokens.end() - 1];
    let closing = Some(last.key).filter(|_| last.is(Classes::PREPOSITION));
    let closed = closing.and_then(|closing| frame.object.map(|object| (closing, object)));
    let behind = || {
        let obliques = frame.obliques.iter();
        closed
            .into_iter()
            .chain(obliques.map(|oblique| (oblique.preposition, oblique.tokens)))
    };
    let has_of = behind().any(|(preposition, _)| preposition == of);
    let of_role = noun(|kind| kind.noun_of);
    if let Some(subject) = frame.subject {
        let role = if !is_possessor(reading, subject) {
            None
        } else if is_undergone {
            Some(NounRole::Patient)
        } else if has_of && of_role == Some(NounRole::Patient) {
            // "the board's appointment of Ruiz"
            Some(NounRole::Agent)
        } else {
            noun(|kind| kind.noun_possessor)
        };
        slots.put(role, subject);
    }
    if closed.is_none() {
        slots.any.extend(frame.object);
    }
    for (preposition, tokens) in behind() {
        let is_closing = closed.is_some_and(|(_, object)| object == tokens);
        let role = if preposition == key("by") || is_undergone && is_closing {
            Some(NounRole::Agent)
        } else if preposition == of {
            of_role
        } else if kind.is_some_and(|kind| has(&kind.agent_prepositions, preposition)) {
            Some(NounRole::Agent)
        } else if kind.is_some_and(|kind| has(&kind.patient_prepositions, preposition)) {
            Some(NounRole::Patient)
        } else {
            None
        };
        slots.put(role, tokens);
    }
}

/// Whether a wording ends in the preposition of the one who did it: "lose *to*".
fn is_agent_behind(reading: &Reading<'_>, mention: &EventMention) -> bool {
    let last = &reading.document.tokens[mention.tokens.end() - 1];
    mention.tokens.range().len() > 1 && [key("to"), key("by")].contains(&last.key)
}

/// "Acme celebrated a win over Norvane", "his goal gave Acme a win over Norvane": whoever has the
/// event, where the noun's owner is the one who did it and the noun has none of its own.
fn had_by(reading: &Reading<'_>, mention: &EventMention, kind: &EventType) -> Option<TokenRange> {
    if kind.noun_possessor != Some(NounRole::Agent) {
        return None;
    }
    let sentence = reading.sentence_of(mention);
    let parsed = reading.parsed(sentence);
    let clause = parsed.clauses[parsed.clause_of(mention.head)].tokens;
    let start = mention.tokens.start();
    let governor = reading.events_in(clause).rev().find(|at| {
        let other = &reading.annotations.events[*at];
        other.form != EventForm::Noun && other.verb < start
    })?;
    let verb = &reading.annotations.events[governor];
    let frame = reading.frame(governor);
    let object = frame.object.filter(|object| object.contains(start));
    if families().is_giving(verb.lemma) && !frame.is_passive {
        // The recipient stands before the determiner of what is given.
        let tokens = &reading.document.tokens;
        let object = object?;
        let gift = (object.start() + 1..start).find(|at| tokens[*at].is(Classes::INDEFINITE))?;
        return Some(TokenRange::new(object.start(), gift));
    }
    let is_with = frame
        .obliques
        .iter()
        .any(|oblique| oblique.preposition == key("with") && oblique.tokens.contains(start));
    let is_had = object.is_some() || is_with;
    (families().is_having(verb.lemma) && is_had && !frame.is_passive)
        .then_some(frame.subject)
        .flatten()
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
