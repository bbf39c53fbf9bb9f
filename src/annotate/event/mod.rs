//! Events: every verb, and the nouns and phrases of the event lexicon, with form, polarity and
//! status.

mod group;
pub mod modality;
mod phrase;
mod reading;
mod view;

#[cfg(test)]
mod tests;

use crate::annotate::event::reading::Reading;
use crate::annotate::event::view::View;
use crate::annotate::name::has_apostrophe;
use crate::annotate::{EventForm, EventMention, EventPolarity, Status};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::cues::WordSet;
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, EventTypeId, PhraseKind};
use crate::value::name::WordKey;

/// Words at which a mention can begin.
const START: Classes = Classes::VERB
    .with(Classes::EVENT_NOUN)
    .with(Classes::EVENT_START);

/// Longest prefix that a verb may carry before a hyphen ("re", "co"), in bytes.
const LONGEST_PREFIX: usize = 2;

/// Finds the events of a document, in reading order, one mention a head.
#[must_use]
pub fn find(document: &Document<'_>) -> Vec<EventMention> {
    let mut events = Vec::with_capacity(document.tokens.len() / 7);
    for sentence in &document.sentences {
        let view = View::new(document, sentence);
        let first = events.len();
        let mut at = view.start;
        let mut blocked = Blocked::default();
        while at < view.end {
            if !view.is(at, START.with(Classes::VICTIM)) {
                at += 1;
                continue;
            }
            if view.is(at, Classes::VICTIM)
                && let Some(counted) = counted(&view, at)
            {
                events.push(counted);
                at += 1;
                continue;
            }
            at = if view.is(at, START) && may_be_event(&view, at) {
                step(&view, at, first, &mut blocked, &mut events)
            } else {
                at + 1
            };
        }
        for at in first..events.len() {
            let modality = modality::within(&view, &events[first..], at - first);
            events[at].status = modality.status;
            events[at].polarity = modality.polarity;
        }
    }
    events
}

/// Types that the tokens before `end` cannot tell: they are in a wording that only looks so.
#[derive(Default)]
struct Blocked {
    end: usize,
    types: &'static [EventTypeId],
}

impl Blocked {
    fn at(&self, at: usize) -> &'static [EventTypeId] {
        if at < self.end { self.types } else { &[] }
    }
}

/// Parts of names ("Rose", "Fox") and contracted words ("he'll") are no events.
fn may_be_event(view: &View<'_>, at: usize) -> bool {
    let shape = view.shape(at);
    shape.is(Shape::WORD)
        && !view.is_capital(at)
        && (shape.is(Shape::CAPITAL) || !shape.is(Shape::DOTTED))
        && !has_apostrophe(view.document.word(at))
        && !is_compound_part(view, at)
}

/// "US-*backed*", "*left*-wing": a verb form inside a compound modifier; not "re-*opened*".
fn is_compound_part(view: &View<'_>, at: usize) -> bool {
    if view.is(at, Classes::EVENT_NOUN) {
        return false;
    }
    let is_joint =
        |hyphen: usize| view.shape(hyphen).is(Shape::JOINED) && view.document.word(hyphen) == "-";
    let behind = view.shape(at).is(Shape::JOINED)
        && at >= view.start + 2
        && is_joint(at - 1)
        && (view.document.word(at - 2).len() > LONGEST_PREFIX
            || view.shape(at - 2).is(Shape::CAPITAL));
    // "shoot-out" may be a wording of the lexicon.
    behind || !view.is(at, Classes::EVENT_START) && is_compound_head(view, at)
}

/// The first part of a compound with hyphens.
fn is_compound_head(view: &View<'_>, at: usize) -> bool {
    at + 2 < view.end
        && view.shape(at + 1).is(Shape::JOINED)
        && view.document.word(at + 1) == "-"
        && view.shape(at + 2).is(Shape::JOINED)
        && view.shape(at + 2).is(Shape::WORD)
}

/// Reads the word at `at`, adds its mention, and gives the token to go on with.
fn step(
    view: &View<'_>,
    at: usize,
    first: usize,
    blocked: &mut Blocked,
    events: &mut Vec<EventMention>,
) -> usize {
    let group = view.is(at, Classes::VERB).then(|| group::group(view, at));
    let reading = group.as_ref().map_or(Reading::Noun, |group| {
        reading::read(view, at, group, events[first..].last())
    });
    let form = match reading {
        Reading::Verb(form) => Some(form),
        _ => None,
    };
    if view.is(at, Classes::EVENT_START)
        && let Some(found) = phrase::find(view, at, form.is_some())
    {
        if found.kind == PhraseKind::Nothing {
            *blocked = Blocked {
                end: found.end,
                types: found.types,
            };
        } else {
            let mut form = form.unwrap_or(EventForm::Noun);
            // "fired at the boys": the phrase holds the preposition, its object follows.
            let is_past = view.forms(at).is(VerbForms::PAST);
            if form == EventForm::Passive
                && group.is_some_and(|group| group.nearest.is_none())
                && is_past
                && view.is_object(found.end)
                && !view.is_in(found.end - 1, WordSet::BY)
            {
                form = EventForm::Active;
            }
            let verb = if form == EventForm::Noun {
                found.head
            } else {
                at
            };
            let (end, head) = (found.end, found.head);
            // "was *given the green light*": the longer wording, which begins with the participle.
            if view.is(at, Classes::BE)
                && end == at + 2
                && view.is(end - 1, Classes::VERB.with(Classes::EVENT_START))
                && phrase::find(view, end - 1, true)
                    .is_some_and(|other| other.end > end && other.kind != PhraseKind::Nothing)
            {
                return at + 1;
            }
            // "skipped the vote": what the verb tells of its own stays.
            let types = if found.types.is_empty() {
                let not = phrase::look_alike(view, at);
                view.events.types_of_verb_without(lemma(view, at), not)
            } else {
                found.types
            };
            events.push(EventMention {
                undergone: found.undergone,
                denied: found.denied,
                ..mention(view, at, end, head, verb, form, types)
            });
            return end;
        }
    }
    // "left-wing": nothing but the wordings of the lexicon is told by part of a compound.
    if form.is_some() && is_compound_head(view, at) {
        return at + 1;
    }
    // Forms of be, have and do tell nothing of their own.
    if view.is(at, Classes::BE.with(Classes::HAVE).with(Classes::DO)) {
        return at + 1;
    }
    let token = &view.tokens[at];
    match reading {
        Reading::Verb(form) => {
            let lemma = lemma(view, at);
            if view.events.is_light_verb(lemma)
                && let Some(noun) = phrase::light_noun(view, at)
            {
                let types = view.events.types_of_noun(view.tokens[noun].key);
                events.push(mention(view, at, noun + 1, noun, at, form, types));
                return noun + 1;
            }
            let mut types = view.events.types_of_verb_without(lemma, blocked.at(at));
            if is_scheduling(view, at, form) {
                types = view.events.scheduled(lemma);
            }
            if is_deadly(view, at) && !view.events.types_of_deadly(lemma).is_empty() {
                types = view.events.types_of_deadly(lemma);
            }
            events.push(mention(view, at, at + 1, at, at, form, types));
        }
        Reading::Noun => {
            let not = blocked.at(at);
            let mut types = view.events.types_of_noun_without(token.key, not);
            if types.is_empty() && view.forms(at).is(VerbForms::GERUND) {
                types = view.events.types_of_verb_without(lemma(view, at), not);
            }
            if is_deadly(view, at) && !view.events.types_of_deadly(token.key).is_empty() {
                types = view.events.types_of_deadly(token.key);
            }
            if !types.is_empty() {
                events.push(mention(view, at, at + 1, at, at, EventForm::Noun, types));
            }
        }
        Reading::Neither => {}
    }
    at + 1
}

/// "fatally *shot*", "*shot* fatally", "a fatal *stabbing*".
fn is_deadly(view: &View<'_>, at: usize) -> bool {
    let is_deadly = |at: usize| view.is_in(at, WordSet::DEADLY);
    view.before(at).is_some_and(is_deadly) || view.after(at).is_some_and(is_deadly)
}

/// "an election *set* for May", "the hearing is *scheduled* for Monday".
fn is_scheduling(view: &View<'_>, verb: usize, form: EventForm) -> bool {
    form == EventForm::Passive
        && !view.events.scheduled(lemma(view, verb)).is_empty()
        && view
            .skip_adverbs(verb + 1)
            .is_some_and(|next| view.is_in(next, WordSet::FOR))
}

/// "seven dead", "59 people dead": those whom an incident hit, counted, tell it.
fn counted(view: &View<'_>, at: usize) -> Option<EventMention> {
    let types = view.events.types_of_counted(view.tokens[at].key);
    let number = Classes::NUMBER_WORD.with(Classes::VAGUE_NUMBER);
    let is_number = |at: usize| view.is(at, number) || view.shape(at).is(Shape::NUMBER);
    let before = view.before(at).filter(|before| *before + 1 == at)?;
    let is_counted = is_number(before)
        || view.is(before, Classes::PERSON) && view.before(before).is_some_and(is_number);
    // "three dead birds"
    let modifies = view
        .after(at)
        .is_some_and(|next| view.is_noun_next(Some(next)));
    (is_counted && !modifies && !types.is_empty())
        .then(|| mention(view, at, at + 1, at, at, EventForm::Noun, types))
}

fn lemma(view: &View<'_>, at: usize) -> WordKey {
    view.row(at).map_or(view.tokens[at].key, |word| word.lemma)
}

fn mention(
    view: &View<'_>,
    first: usize,
    end: usize,
    head: usize,
    verb: usize,
    form: EventForm,
    types: &'static [EventTypeId],
) -> EventMention {
    EventMention {
        tokens: TokenRange::new(first, end),
        head,
        verb,
        form,
        lemma: lemma(view, head),
        types,
        undergone: &[],
        denied: &[],
        status: Status::Actual,
        polarity: EventPolarity::Positive,
    }
}
