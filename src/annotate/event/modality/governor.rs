//! What the word that governs an event makes of it: "refused *to meet*", "cancelled *the visit*", "denied that
//! they *met*".

use crate::annotate::event::group::{Group, group};
use crate::annotate::event::modality::clause::{has_mark, has_stop};
use crate::annotate::event::modality::{CLAUSE_REACH, Modality, REACH, own};
use crate::annotate::event::view::View;
use crate::annotate::{EventForm, EventMention, EventPolarity, Status};
use crate::lang::cues::{Complement, Cue, Effect, WordSet};
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, families};

/// How many tokens may stand between "voted" and its "to": "voted 51-48 on Monday to".
const VOTE: usize = 8;

/// How many tokens may stand before the noun in "a handful of town council members to sign".
const COUNTED: usize = 5;

pub(super) fn governed_infinitive(
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
    if is_in_vain(view, events, at, before) || is_still_to_come(view, before, to) {
        return Modality {
            polarity: EventPolarity::Negative,
            ..Modality::default()
        };
    }
    if let Some(contact) = contact(view, events, at, to) {
        return Modality::of(contact);
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

/// "has yet to be found": it did not happen so far.
fn is_still_to_come(view: &View<'_>, governor: usize, to: usize) -> bool {
    view.is(governor, Classes::HAVE.with(Classes::BE))
        && view
            .before(to)
            .is_some_and(|last| view.is_in(last, WordSet::SO_FAR))
}

/// "called her to congratulate her": the call does it. "Called on her to apologise" asks for it.
fn contact<'e>(
    view: &View<'_>,
    events: &'e [EventMention],
    at: usize,
    to: usize,
) -> Option<&'e EventMention> {
    let governor = events[..at]
        .iter()
        .rfind(|event| event.form != EventForm::Noun)?;
    let is_asking = view
        .after(governor.verb)
        .is_some_and(|next| view.is(next, Classes::PREPOSITION) && !view.is(next, Classes::TO));
    let is_done = view.is_in(governor.verb, WordSet::CONTACT)
        && view.is_in(events[at].verb, WordSet::COURTESY)
        && governor.verb + REACH >= to
        && !is_asking
        && !has_stop(view, governor.tokens.end(), to);
    is_done.then_some(governor)
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
pub(super) fn governor_modality(
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

/// "cancelled *the visit*", "called for *a meeting*".
pub(super) fn noun_governor(
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

/// The verb whose clause this is: "denied that they *met*".
pub(super) fn clause_governor<'e>(
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
    // "denied the theft but admitted the fraud": the same subject goes on with a verb of its own.
    let goes_on = view
        .before_adverbs(group(view, event.verb).start)
        .is_some_and(|before| before >= from && view.is(before, Classes::COORDINATOR));
    let broken = event.verb > governor.verb + CLAUSE_REACH
        || goes_on
        || has_mark(view, from, event.verb)
        || (from + 1..event.verb).any(|token| {
            view.is(token, breaks) && !view.is_in(token, WordSet::THAT) && !view.is_adverb(token)
        });
    (!broken).then_some((governor, effect))
}

/// Whether a use of the cue at `at` passes: by its lemma, or as it stands.
pub(super) fn any_cue<T>(
    view: &View<'_>,
    at: usize,
    ask: impl Fn(&'static Cue) -> Option<T>,
) -> Option<T> {
    let key = view.tokens[at].key;
    let lemma = view.row(at).map_or(key, |word| word.lemma);
    let of_lemma = view.cues.cue(lemma).and_then(&ask);
    of_lemma.or_else(|| {
        let other = (lemma != key).then(|| view.cues.cue(key)).flatten();
        other.and_then(&ask)
    })
}

/// What the word at `at` makes of such a complement, its particle being there if it needs one.
pub(super) fn cue_effect(view: &View<'_>, at: usize, complement: Complement) -> Option<Effect> {
    let next = view.after(at).map(|next| view.tokens[next].key);
    any_cue(view, at, |cue| cue.effect(complement, next))
}
