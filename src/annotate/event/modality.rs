//! Whether an event is told to have happened: from its verb group, its subject, what governs it,
//! and the conjunction of its clause (the sources of factuality of Saurí & Pustejovsky 2009).

use crate::annotate::event::group::{Auxiliary, Group, group};
use crate::annotate::event::is_scheduling;
use crate::annotate::event::view::View;
use crate::annotate::{EventForm, EventMention, EventPolarity, Status};
use crate::document::{Document, Shape};
use crate::lang::cues::{Complement, Cue, Effect, WordSet};
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, families};

/// Furthest that a governor may stand from what it governs, in tokens.
const REACH: usize = 9;
/// Furthest that a subject's first word may stand from its verb group.
const SUBJECT_REACH: usize = 8;
/// Furthest that a conjunction may stand from the verb of its clause.
const CLAUSE_REACH: usize = 16;

/// How many tokens may stand between "voted" and its "to": "voted 51-48 on Monday to".
const VOTE: usize = 8;

/// How many tokens may stand before the noun in "a handful of town council members to sign".
const COUNTED: usize = 5;

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

fn governed_infinitive(
    view: &View<'_>,
    events: &[EventMention],
    at: usize,
    to: usize,
    group: &Group,
) -> Modality {
    let mut modality = infinitive_governor(view, events, at, to);
    let negated_before = view.before(to).is_some_and(|before| {
        view.is(before, Classes::NEGATION) && !is_copula_negation(view, before)
    });
    if group.negated || negated_before {
        modality.negate();
        if modality.status == Status::Planned && is_chosen(view, events, at, to) {
            modality.status = Status::Actual;
        }
    }
    modality
}

/// "opted not to run": what somebody chose not to do did not happen, unless choosing itself is only
/// planned or possible.
fn is_chosen(view: &View<'_>, events: &[EventMention], at: usize, to: usize) -> bool {
    let governor = (view.start..to)
        .rev()
        .take(3)
        .find(|token| !view.is(*token, Classes::NEGATION) && !view.is_adverb(*token));
    governor.is_some_and(|governor| {
        view.is_in(governor, WordSet::CHOICE)
            && governor_modality(view, events, at, governor) == Modality::default()
    })
}

/// "is not to blame": the negation belongs to "be", which stands before it.
fn is_copula_negation(view: &View<'_>, negation: usize) -> bool {
    view.before(negation)
        .is_some_and(|before| view.is(before, Classes::BE))
}

fn infinitive_governor(view: &View<'_>, events: &[EventMention], at: usize, to: usize) -> Modality {
    let planned = Modality {
        status: Status::Planned,
        ..Modality::default()
    };
    let Some(mut before) = view.before_adverbs(to) else {
        return planned;
    };
    // "was getting ready Tuesday to hold"
    if view.is(before, Classes::WEEKDAY)
        && let Some(further) = view.before_adverbs(before)
        && cue_effect(view, further, Complement::Infinitive).is_some()
    {
        before = further;
    }
    if is_in_vain(view, events, at, before) {
        return Modality {
            polarity: EventPolarity::Negative,
            ..Modality::default()
        };
    }
    if is_valued(view, before) {
        return Modality {
            status: Status::Possible,
            ..Modality::default()
        };
    }
    if view.is(before, Classes::NEGATION) {
        match view.before_adverbs(before) {
            Some(further) => before = further,
            None => return planned,
        }
    }
    if view.is(before, Classes::HAVE) {
        let status = if view.forms(before).is(VerbForms::PAST) {
            Status::Actual
        } else {
            Status::Wished
        };
        return Modality {
            status,
            ..Modality::default()
        };
    }
    // "voted to override the veto": the vote does it.
    if families().is_voted(events[at].lemma)
        && let Some(vote) = events[..at].last().filter(|event| event.verb + VOTE >= to)
        && vote.types.iter().any(|id| families().is_vote(*id))
    {
        return Modality::of(vote);
    }
    if let Some(effect) = cue_effect(view, before, Complement::Infinitive) {
        return governor_modality(view, events, at, before).govern(effect);
    }
    // "urged the group to release", "the failure of the board to act"
    for governor in events[..at].iter().rev().take(3) {
        if governor.verb + REACH < to || has_stop(view, governor.tokens.end(), to) {
            break;
        }
        if let Some(effect) = cue_effect(view, governor.verb, Complement::Infinitive) {
            return Modality::of(governor).govern(effect);
        }
    }
    let is_ranked = (view.start.max(before.saturating_sub(4))..=before)
        .any(|token| view.is(token, Classes::ORDINAL) || view.is_in(token, WordSet::RANK));
    let somebody = Classes::PERSON.with(Classes::ROLE).with(Classes::BODY);
    let is_counted = (view.is(before, somebody) || view.is_capital(before))
        && (view.start.max(before.saturating_sub(COUNTED))..before)
            .any(|token| view.is_in(token, WordSet::AMONG));
    if is_ranked || is_counted || group(view, events[at].verb).perfect {
        // "the first woman to win", "one of the few women to win", "to have won"
        return Modality::default();
    }
    planned
}

/// Whether what an infinitive tells was tried or offered, but came to nothing: "turned down an
/// invitation to meet", "a failed bid to oust", "tried to land, but failed".
fn is_in_vain(view: &View<'_>, events: &[EventMention], at: usize, governor: usize) -> bool {
    if cue_effect(view, governor, Complement::Infinitive).is_none() {
        return false;
    }
    let is_noun = view.before(governor).is_some_and(|before| {
        view.is(
            before,
            Classes::DETERMINER
                .with(Classes::POSSESSIVE_PRONOUN)
                .with(Classes::ADJECTIVE),
        ) || view.is_in(before, WordSet::VAIN)
    });
    if is_noun {
        return is_refused(view, events, at, governor);
    }
    if !view.is_in(governor, WordSet::ATTEMPT) || group(view, governor).modal.is_some() {
        return false;
    }
    // "tried to land, but failed": of nothing else.
    events[at + 1..]
        .iter()
        .find(|next| next.form != EventForm::Noun)
        .is_some_and(|next| {
            let joined = view
                .before(next.verb)
                .is_some_and(|before| view.is(before, Classes::COORDINATOR));
            let further = view
                .after(next.verb)
                .is_some_and(|after| view.is(after, Classes::TO));
            joined && !further && view.is_in(next.verb, WordSet::FAIL)
        })
}

/// Whether the noun at `at` is one of an offer or attempt that is told to be refused or to have
/// failed.
fn is_refused(view: &View<'_>, events: &[EventMention], at: usize, noun: usize) -> bool {
    let mut start = noun;
    for token in (view.start.max(noun.saturating_sub(4))..noun).rev() {
        if view.is_in(token, WordSet::VAIN) {
            return true;
        }
        let is_modifier = view.is(token, Classes::ADJECTIVE)
            || view.is(token, Classes::DETERMINER.with(Classes::POSSESSIVE_PRONOUN));
        if !is_modifier {
            break;
        }
        start = token;
    }
    noun_governor(view, events, at, start).is_some_and(|told| {
        told == Modality {
            polarity: EventPolarity::Negative,
            ..Modality::default()
        }
    })
}

/// "it would be wrong *to meet*", "it is too early *to meet*": an opinion on what may be done.
fn is_valued(view: &View<'_>, adjective: usize) -> bool {
    let Some(be) = view.before_adverbs(adjective) else {
        return false;
    };
    if !view.is(be, Classes::BE)
        || view.is(adjective, Classes::VERB)
        || cue_effect(view, adjective, Complement::Infinitive).is_some()
    {
        return false;
    }
    let group = group(view, adjective);
    let is_open = group.modal.is_some() || !view.forms(be).is(VerbForms::PAST) && !group.perfect;
    let subject = view.before_adverbs(group.start);
    is_open && subject.is_some_and(|subject| view.is(subject, Classes::IMPERSONAL))
}

/// How the governing word itself is told: an event's modality, or that of its own group
/// ("is not likely to").
fn governor_modality(
    view: &View<'_>,
    events: &[EventMention],
    at: usize,
    governor: usize,
) -> Modality {
    events[..at]
        .iter()
        .rev()
        .take(3)
        .find(|event| event.tokens.contains(governor))
        .map_or_else(|| own(view, &group(view, governor)), Modality::of)
}

/// Whether a use of the cue at `at` passes: by its lemma, or as it stands.
fn any_cue<T>(view: &View<'_>, at: usize, ask: impl Fn(&'static Cue) -> Option<T>) -> Option<T> {
    let key = view.tokens[at].key;
    let lemma = view.row(at).map_or(key, |word| word.lemma);
    let of_lemma = view.cues.cue(lemma).and_then(&ask);
    of_lemma.or_else(|| {
        let other = (lemma != key).then(|| view.cues.cue(key)).flatten();
        other.and_then(&ask)
    })
}

/// What the word at `at` makes of such a complement, its particle being there if it needs one.
fn cue_effect(view: &View<'_>, at: usize, complement: Complement) -> Option<Effect> {
    let next = view.after(at).map(|next| view.tokens[next].key);
    any_cue(view, at, |cue| cue.effect(complement, next))
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

/// "cancelled *the visit*", "called for *a meeting*".
fn noun_governor(
    view: &View<'_>,
    events: &[EventMention],
    at: usize,
    phrase_start: usize,
) -> Option<Modality> {
    let mut before = view.before_adverbs(phrase_start)?;
    for _ in 0..2 {
        if let Some(effect) = cue_effect(view, before, Complement::Noun) {
            return Some(governor_modality(view, events, at, before).govern(effect));
        }
        if !view.is(before, Classes::PREPOSITION) {
            break;
        }
        // "call for": the particle belongs to the cue.
        let verb = view.before(before)?;
        let particle = view.tokens[before].key;
        if any_cue(view, verb, |cue| cue.is_particle(particle).then_some(())).is_none() {
            break;
        }
        before = verb;
    }
    None
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

/// A mark between two tokens other than the commas of a place ("an Alma, Ohio, man").
fn has_stop(view: &View<'_>, from: usize, to: usize) -> bool {
    let capital = |at: usize| at < to && view.shape(at).is(Shape::CAPITAL);
    let opens = |at: usize| at > from && capital(at - 1) && capital(at + 1);
    (from..to).any(|at| {
        let is_comma = view.shape(at).is(Shape::MARK) && view.document.word(at) == ",";
        let closes = is_comma && at >= from + 3 && capital(at - 1) && opens(at - 2);
        let is_of_place = is_comma && (opens(at) || closes);
        !is_of_place && has_mark(view, at, at + 1)
    })
}

/// A comma, a bracket or a semicolon between two tokens.
fn has_mark(view: &View<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|token| {
        let shape = view.shape(token);
        shape.is(Shape::MARK)
            && !shape.is(Shape::POSSESSIVE.with(Shape::OPENS).with(Shape::CLOSES))
            && view.document.word(token) != "-"
    })
}

/// "no one *was killed*", "neither side *attended*", "none of them *met*".
fn is_subject_negative(
    view: &View<'_>,
    events: &[EventMention],
    at: usize,
    group_start: usize,
) -> bool {
    // A relative clause stands between a subject and its verb: "no one who came was hurt".
    let mut end = group_start;
    let mut limit = view.start;
    for event in events[..at].iter().rev().take(4) {
        if event.form == EventForm::Noun {
            continue;
        }
        match view.before(group(view, event.verb).start) {
            Some(relative) if relative < end && view.is(relative, Classes::RELATIVE) => {
                end = relative;
            }
            _ => {
                limit = event.tokens.end();
                break;
            }
        }
    }
    let from = limit.max(end.saturating_sub(SUBJECT_REACH));
    for token in (from..end).rev() {
        if view.is(token, Classes::NEGATIVE_DETERMINER) {
            return !view.is_in(token + 1, WordSet::LATE_NEGATION);
        }
        let boundary = Classes::CONDITIONAL.with(Classes::RELATIVE);
        if view.is(token, boundary)
            || view.is_auxiliary(token)
            || view.shape(token).is(Shape::MARK)
                && !view.shape(token).is(Shape::POSSESSIVE)
                && view.document.word(token) != "-"
        {
            return false;
        }
    }
    false
}

/// "killed *no one*", "made *no* arrests".
fn is_object_negative(view: &View<'_>, event: &EventMention) -> bool {
    if event.form == EventForm::Noun || view.is(event.verb, Classes::REPORTING) {
        return false;
    }
    let inside = event.verb + 1..event.tokens.end();
    let next = event.tokens.end()..view.end.min(event.tokens.end() + 1);
    inside
        .chain(next)
        .any(|token| view.is(token, Classes::NEGATIVE_DETERMINER))
}

/// Whether "if", "unless" or "whether" opens the clause.
fn is_conditional(view: &View<'_>, events: &[EventMention], at: usize, group_start: usize) -> bool {
    let limit = events[..at]
        .iter()
        .rev()
        .find(|event| event.form != EventForm::Noun)
        .map_or(view.start, |event| event.tokens.end());
    let from = limit.max(group_start.saturating_sub(CLAUSE_REACH));
    // "whether the driver, who has been held, slept": the aside is a fact.
    let aside = (from..group_start).rev().find(|token| {
        view.is(*token, Classes::RELATIVE)
            && !view.is_in(*token, WordSet::THAT)
            && view
                .before(*token)
                .is_some_and(|before| view.document.word(before) == ",")
    });
    // 'asked if it was open: "She met': what is quoted is a sentence of its own.
    let quoted = (from..group_start)
        .rev()
        .find(|token| view.shape(*token).is(Shape::OPENS) || view.document.word(*token) == ":");
    let from = quoted.unwrap_or(from).max(aside.unwrap_or(from));
    (from..group_start).any(|token| {
        view.is(token, Classes::CONDITIONAL) && !view.is(token, Classes::MODAL.with(Classes::VERB))
    })
}

/// "Did they meet?": a question that yes or no answers.
fn is_asked(view: &View<'_>) -> bool {
    let asks = (view.start..view.end)
        .rev()
        .find(|at| !view.shape(*at).is(Shape::CLOSES))
        .is_some_and(|at| view.document.word(at) == "?");
    let first = (view.start..view.end).find(|at| !view.shape(*at).is(Shape::MARK));
    asks && first.is_some_and(|first| view.is_auxiliary(first))
}

/// A verb of promise or saying before it: "agreed that he *would* go".
fn has_promise(view: &View<'_>, events: &[EventMention], at: usize) -> bool {
    events[..at].iter().rev().take(6).any(|event| {
        view.is(event.verb, Classes::REPORTING)
            || any_cue(view, event.verb, |cue| cue.is_promise().then_some(())).is_some()
    })
}

/// The verb whose clause this is: "denied that they *met*".
fn clause_governor<'e>(
    view: &View<'_>,
    events: &'e [EventMention],
    at: usize,
) -> Option<(&'e EventMention, Effect)> {
    let event = &events[at];
    let governor = events[..at]
        .iter()
        .rev()
        .find(|event| event.form != EventForm::Noun)?;
    let effect = cue_effect(view, governor.verb, Complement::Clause)?;
    let from = governor.tokens.end();
    let breaks = Classes::SUBORDINATOR.with(Classes::RELATIVE);
    let broken = event.verb > governor.verb + CLAUSE_REACH
        || has_mark(view, from, event.verb)
        || (from + 1..event.verb).any(|token| {
            view.is(token, breaks) && !view.is_in(token, WordSet::THAT) && !view.is_adverb(token)
        });
    (!broken).then_some((governor, effect))
}
