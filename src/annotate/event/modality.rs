//! Whether an event is told to have happened: from its verb group, its subject, what governs it,
//! and the conjunction of its clause (the sources of factuality of Saurí & Pustejovsky 2009).

mod clause;
mod governor;

use crate::annotate::event::group::{Auxiliary, Group, group};
use crate::annotate::event::is_scheduling;
use crate::annotate::event::modality::clause::{
    has_mark, has_promise, is_asked, is_conditional, is_object_negative, is_subject_negative,
};
use crate::annotate::event::modality::governor::{
    clause_governor, cue_effect, governed_infinitive, governor_modality, noun_governor,
};
use crate::annotate::event::view::View;
use crate::annotate::{EventForm, EventMention, EventPolarity, Status};
use crate::document::{Document, Shape};
use crate::lang::Classes;
use crate::lang::cues::{Complement, Effect, WordSet};
use crate::lang::morphology::VerbForms;

/// Furthest that a governor may stand from what it governs, in tokens.
const REACH: usize = 9;

/// Furthest that a conjunction may stand from the verb of its clause.
const CLAUSE_REACH: usize = 16;

/// How an event is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modality {
    /// Whether it is told to have happened or not.
    pub polarity: EventPolarity,
    /// Whether as a fact, a plan, a wish or a possibility.
    pub status: Status,
}

/// How the event mention `at` of a document is told.
#[must_use]
pub fn of(document: &Document<'_>, events: &[EventMention], at: usize) -> Modality {
    let sentence = &document.sentences[document.sentence_of(events[at].head)];
    let first = events.partition_point(|event| event.head < sentence.tokens.start());
    let end = events.partition_point(|event| event.head < sentence.tokens.end());
    within(
        &View::new(document, sentence),
        &events[first..end],
        at - first,
    )
}

/// The same, for the events of one sentence, those before `at` being judged already.
pub(super) fn within(view: &View<'_>, events: &[EventMention], at: usize) -> Modality {
    let event = &events[at];
    let group = || group(view, event.verb);
    let mut modality = match event.form {
        EventForm::Noun => noun(view, events, at),
        EventForm::Gerund => gerund(view, events, at),
        EventForm::Infinitive => infinitive(view, events, at, &group()),
        EventForm::Active | EventForm::Passive => finite(view, events, at, &group()),
    };
    if is_object_negative(view, event) {
        modality.negate();
    }
    if modality.status == Status::Actual && is_scheduling(view, event.verb, event.form) {
        modality.status = Status::Planned;
    }
    modality
}

impl Modality {
    fn negate(&mut self) {
        self.polarity = self.polarity.opposite();
    }

    fn of(event: &EventMention) -> Self {
        Self {
            polarity: event.polarity,
            status: event.status,
        }
    }

    /// What a governor, itself told as `self`, makes of what it governs.
    fn govern(self, effect: Effect) -> Self {
        let negative = self.polarity == EventPolarity::Negative;
        let weaker = |status: Status| {
            if matches!(self.status, Status::Possible | Status::Wished) {
                self.status
            } else {
                status
            }
        };
        match effect {
            Effect::Same => self,
            // "did not refuse to meet": it may have happened.
            Effect::Negative if negative => Self {
                polarity: EventPolarity::Positive,
                status: Status::Possible,
            },
            Effect::Negative => Self {
                polarity: EventPolarity::Negative,
                status: self.status,
            },
            Effect::Planned | Effect::Promise => Self {
                polarity: self.polarity,
                status: weaker(Status::Planned),
            },
            Effect::Wished => Self {
                polarity: EventPolarity::Positive,
                status: Status::Wished,
            },
            Effect::Possible => Self {
                polarity: EventPolarity::Positive,
                status: Status::Possible,
            },
        }
    }
}

/// What the verb group itself says.
fn own(view: &View<'_>, group: &Group) -> Modality {
    let mut modality = Modality::default();
    if group.negated {
        modality.negate();
    }
    if let Some(modal) = group.modal {
        modality.status = if view.is_in(modal, WordSet::FUTURE_MODAL) {
            Status::Planned
        } else if view.is_in(modal, WordSet::DUTY_MODAL) && !group.perfect {
            Status::Wished
        } else if group.negated && is_ability(view, modal) {
            // "could not reach" is "did not reach".
            Status::Actual
        } else {
            Status::Possible
        };
    }
    modality
}

/// "can", "could", "cannot": not "may", "might", "would", "should".
fn is_ability(view: &View<'_>, modal: usize) -> bool {
    view.is_in(modal, WordSet::ABILITY_MODAL)
}

fn finite(view: &View<'_>, events: &[EventMention], at: usize, group: &Group) -> Modality {
    if let Some(to) = group.to {
        // "is expected to be held"
        return governed_infinitive(view, events, at, to, group);
    }
    if group.nearest.is_none()
        && let Some(partner) = coordinated(view, events, at)
    {
        return Modality::of(partner);
    }
    let mut modality = own(view, group);
    if is_subject_negative(view, events, at, group.start) {
        modality.negate();
    }
    if group
        .modal
        .is_some_and(|modal| view.is_in(modal, WordSet::PROMISE_MODAL) && !group.perfect)
        && has_promise(view, events, at)
    {
        modality.status = Status::Planned;
    }
    if is_conditional(view, events, at, group.start) || is_asked(view) {
        modality.status = Status::Possible;
        return modality;
    }
    if let Some((governor, effect)) = clause_governor(view, events, at) {
        let governed = Modality::of(governor).govern(effect);
        if modality.status == Status::Actual {
            modality.status = governed.status;
        }
        if governed.polarity == EventPolarity::Negative && effect == Effect::Negative {
            modality.negate();
        }
    }
    modality
}

/// The mention before, if this one is joined to it by "and" and shares its auxiliaries:
/// "to meet and *sign*", "was shot and *killed*".
fn coordinated<'e>(
    view: &View<'_>,
    events: &'e [EventMention],
    at: usize,
) -> Option<&'e EventMention> {
    let event = &events[at];
    let partner = events.get(at.checked_sub(1)?)?;
    let before = view.before_adverbs(event.tokens.start())?;
    let joined = view.is(before, Classes::COORDINATOR)
        && event.tokens.start() - partner.tokens.end() <= REACH
        && event.form == partner.form;
    let bare = view.forms(event.verb).is(VerbForms::BASE);
    (joined && (event.form == EventForm::Passive || bare)).then_some(partner)
}

fn infinitive(view: &View<'_>, events: &[EventMention], at: usize, group: &Group) -> Modality {
    match group.to {
        Some(to) => governed_infinitive(view, events, at, to, group),
        None => coordinated(view, events, at).map_or(
            // A bare base form: an imperative.
            Modality {
                status: Status::Wished,
                ..Modality::default()
            },
            Modality::of,
        ),
    }
}

fn gerund(view: &View<'_>, events: &[EventMention], at: usize) -> Modality {
    let event = &events[at];
    let mut modality = Modality::default();
    let Some(mut before) = view.before_adverbs(event.tokens.start()) else {
        return modality;
    };
    if view.is(before, Classes::NEGATION) || view.is_in(before, WordSet::WITHOUT) {
        modality.negate();
        return modality;
    }
    if view.is_in(before, WordSet::BY)
        && let Some(governor) = events[..at]
            .iter()
            .rev()
            .find(|event| event.form != EventForm::Noun)
        && governor.status == Status::Planned
        && governor.verb + REACH >= event.verb
        && !has_mark(view, governor.tokens.end(), event.tokens.start())
    {
        // "is about to grow by buying": the means of what is only planned.
        modality.status = governor.status;
        return modality;
    }
    if view.is_in(before, WordSet::CIRCUMSTANCE) {
        // "demanded a receipt before leaving"
        return modality;
    }
    if view.is(before, Classes::PREPOSITION)
        && let Some(further) = view.before(before)
    {
        before = further;
    }
    if let Some(effect) = cue_effect(view, before, Complement::Gerund) {
        return governor_modality(view, events, at, before).govern(effect);
    }
    if let Some(governor) = events[..at].last()
        && governor.verb + REACH >= event.verb
        && !has_mark(view, governor.tokens.end(), event.tokens.start())
        && let Some(effect) = cue_effect(view, governor.verb, Complement::Gerund)
    {
        return Modality::of(governor).govern(effect);
    }
    if let Some(partner) = coordinated(view, events, at) {
        return Modality::of(partner);
    }
    modality
}

fn noun(view: &View<'_>, events: &[EventMention], at: usize) -> Modality {
    let event = &events[at];
    let mut modality = Modality::default();
    let first = event.tokens.start();
    let mut phrase_start = first;
    for token in (view.start.max(first.saturating_sub(6))..first).rev() {
        if view.is(token, Classes::NEGATIVE_DETERMINER) || view.is_in(token, WordSet::WITHOUT) {
            modality.negate();
            return modality;
        }
        if let Some(effect) = cue_effect(view, token, Complement::Before) {
            return modality.govern(effect);
        }
        let opens = view.is(token, Classes::DETERMINER.with(Classes::POSSESSIVE_PRONOUN));
        let outside = view.shape(token).is(Shape::MARK)
            && !view.shape(token).is(Shape::POSSESSIVE)
            && !view.shape(token).is(Shape::JOINED)
            || view.is(token, Classes::PREPOSITION.with(Classes::COORDINATOR))
            || view.is_auxiliary(token)
            || view.is(token, Classes::VERB)
                && !view.is(token, Classes::ADJECTIVE.with(Classes::EVENT_NOUN))
                && !is_denied_participle(view, token);
        if outside {
            break;
        }
        phrase_start = token;
        if opens {
            break;
        }
    }
    // "turned down the invitation": it was made, whatever became of what it was for.
    let is_offer = cue_effect(view, event.verb, Complement::Infinitive)
        .is_some_and(|effect| matches!(effect, Effect::Planned | Effect::Wished));
    if let Some(governed) = noun_governor(view, events, at, phrase_start)
        .filter(|governed| !is_offer || governed.polarity == EventPolarity::Positive)
    {
        return governed;
    }
    predicate(view, events, at).unwrap_or(modality)
}

/// "no *reported* injuries", "no *confirmed* deaths": between the "no" and its noun.
fn is_denied_participle(view: &View<'_>, at: usize) -> bool {
    view.forms(at).is(VerbForms::PARTICIPLE)
        && view
            .before(at)
            .is_some_and(|before| view.is(before, Classes::NEGATIVE_DETERMINER))
}

/// "*the visit* was cancelled", "*talks* will be held": the next verb tells of the noun.
fn predicate(view: &View<'_>, events: &[EventMention], at: usize) -> Option<Modality> {
    let event = &events[at];
    let verb = events[at + 1..]
        .iter()
        .find(|next| next.form != EventForm::Noun)?;
    // "the speech, scheduled for Monday"
    let is_aside = view.is_in(verb.verb, WordSet::SCHEDULE) && verb.verb == event.tokens.end() + 1;
    if verb.form != EventForm::Passive
        || verb.verb > event.head + REACH
        || has_mark(view, event.tokens.end(), verb.verb) && !is_aside
    {
        return None;
    }
    let group = group(view, verb.verb);
    if group.nearest != Some(Auxiliary::Be) && group.nearest.is_some() {
        return None;
    }
    let of_verb = match group.to {
        Some(to) => {
            let position = events.iter().position(|event| event.verb == verb.verb)?;
            governed_infinitive(view, events, position, to, &group)
        }
        None => own(view, &group),
    };
    if let Some(effect) = cue_effect(view, verb.verb, Complement::Noun) {
        return Some(of_verb.govern(effect));
    }
    view.events.is_light_verb(verb.lemma).then_some(of_verb)
}
