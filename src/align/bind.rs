//! To which event a value belongs: a day, a place or a number in a sentence of several events.
//!
//! A value goes with the nearest verb before it in its clause, else with the first verb of the
//! clause ("On Thursday, Egypt hosted"), and with an event noun that it touches ("the meeting on
//! Monday", "Sunday's shooting").

use std::ops::Range;

use crate::align::Reading;
use crate::annotate::EventForm;
use crate::annotate::clause::Link;
use crate::document::{Shape, TokenRange};
use crate::lang::cues::{WordSet, cues};
use crate::lang::{Classes, events, families};
use crate::value::name::key;

/// How firmly a value is bound to an event mention; the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    /// It stands in the clause, and this event is the nearest.
    Clause,
    /// It belongs to another part of the same happening: "were hurt when a bus overturned in
    /// Croydon", ", killing five".
    Linked,
    /// It stands in the sentence, with no event of its own.
    Sentence,
    /// It stands in the sentence and belongs to another event.
    Elsewhere,
}

/// A value of the article bound to an event mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Position in the list of its kind in the annotations.
    pub at: usize,
    /// How firmly.
    pub binding: Binding,
}

/// The events that own a value.
#[derive(Clone, Copy, Debug, Default)]
struct Owners {
    verb: Option<usize>,
    noun: Option<usize>,
    /// The owner stands in another clause, since the value's own has no verb.
    is_borrowed: bool,
}

/// How firmly the value at `tokens` is bound to event `event`, which stands in the same sentence.
#[must_use]
pub fn binding(reading: &Reading<'_>, event: usize, tokens: TokenRange) -> Binding {
    if is_told_by_where(reading, event, tokens) {
        return Binding::Clause;
    }
    let owners = owners(reading, tokens);
    if owners.noun == Some(event) || owners.verb == Some(event) && !owners.is_borrowed {
        return Binding::Clause;
    }
    if owners.verb == Some(event) {
        return Binding::Linked;
    }
    match owners.verb.or(owners.noun) {
        None => Binding::Sentence,
        Some(_)
            if owners
                .noun
                .is_some_and(|noun| !is_one_happening(reading, event, noun)) =>
        {
            Binding::Elsewhere
        }
        Some(owner) if is_one_happening(reading, event, owner) => Binding::Linked,
        Some(owner) => continued(reading, event, owner, tokens).unwrap_or(Binding::Elsewhere),
    }
}

/// The event noun and the verb that own the value at `tokens`, if any: positions in the events.
#[must_use]
pub fn owners_of(reading: &Reading<'_>, tokens: TokenRange) -> (Option<usize>, Option<usize>) {
    let owners = owners(reading, tokens);
    (owners.noun, owners.verb)
}

fn owners(reading: &Reading<'_>, tokens: TokenRange) -> Owners {
    let sentence = reading.document.sentence_of(tokens.start());
    let parsed = reading.parsed(sentence);
    let clause_at = parsed.clause_of(tokens.start());
    let clause = parsed.clauses[clause_at].tokens;
    let noun = touching_noun(reading, tokens);
    let told = told_by_when(reading, sentence, tokens)
        .or_else(|| told_by_report(reading, sentence, tokens));
    if let Some(verb) = told {
        return Owners {
            verb: Some(verb),
            noun,
            is_borrowed: false,
        };
    }
    if let Some(verb) = verb_of(reading, clause, tokens) {
        return Owners {
            verb: Some(verb),
            noun,
            is_borrowed: false,
        };
    }
    // A clause without a verb (an aside, a fronted phrase): the clause before, else the one behind.
    let before = clause_at
        .checked_sub(1)
        .and_then(|at| last_verb(reading, parsed.clauses[at].tokens));
    let after = parsed
        .clauses
        .get(clause_at + 1)
        .and_then(|next| first_verb(reading, next.tokens));
    Owners {
        verb: before.or(after),
        noun,
        is_borrowed: true,
    }
}

/// The verb of the clause in which a value stands, whatever a "when" behind it tells.
pub(super) fn verb_around(reading: &Reading<'_>, tokens: TokenRange) -> Option<usize> {
    let parsed = reading.parsed(reading.document.sentence_of(tokens.start()));
    let clause = parsed.clauses[parsed.clause_of(tokens.start())].tokens;
    verb_of(reading, clause, tokens)
}

/// "in 2015 when she left a party": a value right before "when" belongs to the clause behind.
fn told_by_when(reading: &Reading<'_>, sentence: usize, tokens: TokenRange) -> Option<usize> {
    let document = reading.document;
    let end = document.sentences[sentence].tokens.end();
    let comma = |at: usize| {
        at < end && document.tokens[at].shape.is(Shape::MARK) && document.word(at) == ","
    };
    let next = if comma(tokens.end()) {
        tokens.end() + 1
    } else {
        tokens.end()
    };
    let is_when = next < end && document.tokens[next].key == key("when");
    // "the gun he got for Christmas when": what it was for.
    let is_purpose = tokens.start() > 0 && document.tokens[tokens.start() - 1].key == key("for");
    (is_when && !is_purpose).then(|| first_verb(reading, next..end))?
}

/// How many words may stand between a place and "where": "the Toledo home where".
const SITE: usize = 3;

/// "the outskirts of Toledo, where he was shot", "the Toledo home where": the clause behind is of the
/// place, which keeps its own verb too.
fn is_told_by_where(reading: &Reading<'_>, event: usize, tokens: TokenRange) -> bool {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let head = reading.annotations.events[event].verb;
    if head < tokens.end() || !sentence.contains(head) {
        return false;
    }
    let is_where = |at: usize| document.tokens[at].key == key("where");
    let passes = |at: usize| {
        let token = &document.tokens[at];
        document.word(at) == ","
            || token.shape.is(Shape::WORD)
                && !token.is(Classes::PREPOSITION
                    .with(Classes::COORDINATOR)
                    .with(Classes::VERB))
    };
    let end = sentence.end().min(tokens.end() + SITE + 1);
    let Some(at) = (tokens.end()..end)
        .take_while(|at| is_where(*at) || passes(*at))
        .find(|at| is_where(*at))
    else {
        return false;
    };
    first_verb(reading, at..sentence.end()) == Some(event)
}

/// "Police said about 7 p.m. Monday, a man fired": a time of day between a verb of saying and a
/// comma belongs to what is said.
fn told_by_report(reading: &Reading<'_>, sentence: usize, tokens: TokenRange) -> Option<usize> {
    let document = reading.document;
    let own = document.sentences[sentence].tokens;
    let is_clock = tokens.range().any(|at| {
        document.tokens[at].shape.is(Shape::NUMBER) && !document.tokens[at].shape.is(Shape::WORD)
    }) && !tokens
        .range()
        .any(|at| document.tokens[at].is(Classes::MONTH));
    let end = tokens.end();
    if is_behind_that(reading, own.start(), tokens.start()) {
        return first_verb(reading, end..own.end());
    }
    if let Some(verb) = said_behind(reading, tokens, is_clock) {
        return Some(verb);
    }
    if !is_clock || end >= own.end() || document.word(end) != "," {
        return None;
    }
    let is_behind_saying = (own.start().max(tokens.start().saturating_sub(4))..tokens.start())
        .rev()
        .any(|at| document.tokens[at].is(Classes::REPORTING));
    is_behind_saying.then(|| first_verb(reading, end..own.end()))?
}

/// What may stand before a time that opens its sentence: "Shortly after the early morning of".
const FRONTED: Classes = Classes::PREPOSITION
    .with(Classes::DETERMINER)
    .with(Classes::ADVERB)
    .with(Classes::ADJECTIVE)
    .with(Classes::DAY_PART)
    .with(Classes::WEEKDAY);

/// How many words may stand between a time that opens a sentence and the verb of saying behind it.
const SPEAKER: usize = 8;

/// "At 3:40 p.m. Sunday, officials said, a barn caught fire", "Around 10:30 Monday night, police say a man
/// took a car": nobody tells the hour at which somebody spoke, and what stands between commas only says
/// who knows it. The first verb of what is said, where the time at `tokens` is that of it; a time that is
/// no clock needs the commas.
pub(super) fn said_behind(
    reading: &Reading<'_>,
    tokens: TokenRange,
    is_clock: bool,
) -> Option<usize> {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let is_value = |at: usize| {
        let token = &document.tokens[at];
        token.is(FRONTED) || token.shape.is(Shape::NUMBER) || document.word(at) == ","
    };
    let is_fronted = (sentence.start()..tokens.start()).all(is_value);
    if !is_fronted {
        return None;
    }
    let last = sentence.end().min(tokens.end() + SPEAKER);
    let said = (tokens.end()..last).find(|at| document.tokens[*at].is(Classes::VERB))?;
    let is_mark = |at: usize| at < sentence.end() && document.word(at) == ",";
    let is_between = is_mark(tokens.end()) && is_mark(said + 1);
    let is_said = document.tokens[said].is(Classes::REPORTING) && (is_clock || is_between);
    is_said.then(|| first_verb(reading, said + 1..sentence.end()))?
}

/// "Police said that on the night of May 3 a man fired": a value that opens what is said belongs to it.
fn is_behind_that(reading: &Reading<'_>, first: usize, start: usize) -> bool {
    let document = reading.document;
    let opening = Classes::PREPOSITION
        .with(Classes::DETERMINER)
        .with(Classes::DAY_PART)
        .with(Classes::ADVERB);
    let that = key("that");
    (first..start)
        .rev()
        .find(|at| {
            let token = &document.tokens[*at];
            token.key == that || !token.is(opening)
        })
        .is_some_and(|at| {
            at > first
                && document.tokens[at].key == that
                && document.tokens[at - 1].is(Classes::REPORTING)
        })
}

fn is_verbal(reading: &Reading<'_>, event: usize) -> bool {
    let mention = &reading.annotations.events[event];
    mention.form != EventForm::Noun || mention.verb != mention.head
}

fn verb_of(reading: &Reading<'_>, clause: TokenRange, tokens: TokenRange) -> Option<usize> {
    let events = &reading.annotations.events;
    reading
        .events_in(clause)
        .rev()
        .find(|at| is_verbal(reading, *at) && events[*at].verb < tokens.start())
        .or_else(|| closed_verb(reading, tokens))
        .or_else(|| {
            let behind = || {
                reading
                    .events_in(clause)
                    .filter(|at| is_verbal(reading, *at) && events[*at].verb >= tokens.end())
            };
            // "On Monday, a man identified as A was hurt", "a jet flying to Oslo crashed": the participle
            // only says which man, which jet.
            behind()
                .find(|at| !is_reduced(reading, *at) && !is_gerund(reading, *at))
                .or_else(|| behind().next())
        })
}

/// "Roe, held for killing two in a Dayton, Ohio, mill on Monday, was charged": a time that a comma closes
/// and none opens belongs to the verb before it. Places have commas of their own.
fn closed_verb(reading: &Reading<'_>, tokens: TokenRange) -> Option<usize> {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let is_mark = |at: usize| sentence.contains(at) && !document.tokens[at].shape.is(Shape::WORD);
    let before = (sentence.start()..tokens.start())
        .rev()
        .find(|at| !document.tokens[*at].is(FRONTED));
    let is_closed = sentence.contains(tokens.end()) && document.word(tokens.end()) == ",";
    let is_time = !reading.times_in(tokens).is_empty();
    if !is_time || !is_closed || before.is_none_or(is_mark) {
        return None;
    }
    last_verb(reading, TokenRange::new(sentence.start(), tokens.start()))
}

/// "a man *identified* as A", "a dog *named* Rex": a passive without its auxiliary.
fn is_reduced(reading: &Reading<'_>, event: usize) -> bool {
    let event = &reading.annotations.events[event];
    let tokens = &reading.document.tokens;
    let is_led = || {
        (event.verb.saturating_sub(AUXILIARY)..event.verb)
            .any(|at| tokens[at].is(Classes::BE.with(Classes::HAVE).with(Classes::MODAL)))
    };
    event.form == EventForm::Passive && !is_led()
}

/// Within how many tokens before its verb an auxiliary stands: "was later fatally shot".
const AUXILIARY: usize = 4;

fn first_verb(reading: &Reading<'_>, clause: impl Into<Range<usize>>) -> Option<usize> {
    reading.events_in(clause).find(|at| is_verbal(reading, *at))
}

fn last_verb(reading: &Reading<'_>, clause: TokenRange) -> Option<usize> {
    reading
        .events_in(clause)
        .rev()
        .find(|at| is_verbal(reading, *at))
}

/// How many tokens may stand between an event noun and a value that belongs to it.
const TOUCH: usize = 9;

/// How many tokens may stand between a value and the event noun that it modifies, the noun included:
/// "Sunday's deadly west Toledo shooting".
const MODIFIED: usize = 6;

/// An event noun that the value touches: only prepositions, determiners and other values between.
fn touching_noun(reading: &Reading<'_>, tokens: TokenRange) -> Option<usize> {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    // "Sunday's shooting", "the Las Vegas shooting", "Thursday talks": the value modifies the noun.
    let mut after = tokens.end();
    while after < sentence.end() && after < tokens.end() + MODIFIED {
        let token = &document.tokens[after];
        if token.is(Classes::EVENT_NOUN) {
            let is_beside = after == tokens.end() && is_led(reading, tokens.start());
            let found = reading
                .events_in(after..after + 1)
                .find(|at| !is_verbal(reading, *at) || is_beside && is_gerund(reading, *at));
            if found.is_some() {
                return found;
            }
        }
        let modifier = token.shape.is(Shape::POSSESSIVE)
            || token.is(Classes::ADJECTIVE
                .with(Classes::DAY_PART)
                .with(Classes::ADVERB)
                .with(Classes::EVENT_NOUN))
                && !token.is(Classes::PREPOSITION)
            || token.shape.is(Shape::WORD)
                && !token.is(Classes::PREPOSITION
                    .with(Classes::VERB)
                    .with(Classes::DETERMINER)
                    .with(Classes::COORDINATOR)
                    .with(Classes::BE)
                    .with(Classes::HAVE)
                    .with(Classes::MODAL)
                    .with(Classes::SUBJECT_PRONOUN));
        if !modifier || token.shape.is(Shape::MARK) && !token.shape.is(Shape::POSSESSIVE) {
            break;
        }
        after += 1;
    }
    // "the meeting in Cairo on Thursday", "the shooting death of X on Sunday".
    let floor = sentence.start().max(tokens.start().saturating_sub(TOUCH));
    let mut prepositions = 0;
    let mut is_scheduled = false;
    for at in (floor..tokens.start()).rev() {
        let token = &document.tokens[at];
        if token.is(Classes::EVENT_NOUN) {
            let found = reading
                .events_in(at..at + 1)
                .find(|event| !is_verbal(reading, *event));
            if found.is_some() {
                return found;
            }
        }
        // "the vote, scheduled for Monday", "the vote has been set for Monday"
        if cues().is(token.key, WordSet::SCHEDULE) && at + 1 < tokens.start() {
            is_scheduled = true;
            continue;
        }
        if is_scheduled && (token.is(Classes::BE.with(Classes::HAVE)) || document.word(at) == ",") {
            continue;
        }
        if token.is(Classes::VERB)
            && !token.is(Classes::ADJECTIVE.with(Classes::EVENT_NOUN))
            && !token.shape.is(Shape::CAPITAL)
            || token.is(Classes::BE.with(Classes::HAVE).with(Classes::MODAL))
        {
            break;
        }
        // "a shooting around 10:30 on Monday"
        let is_clock = || {
            document.word(at) == ":"
                && at > floor
                && document.tokens[at - 1].shape.is(Shape::NUMBER)
                && document.tokens[at + 1].shape.is(Shape::NUMBER)
        };
        if token.shape.is(Shape::MARK)
            && !token.shape.is(Shape::POSSESSIVE)
            && !matches!(document.word(at), "-" | ",")
            && !is_clock()
        {
            break;
        }
        prepositions += usize::from(token.is(Classes::PREPOSITION));
        if prepositions > 3 {
            break;
        }
    }
    None
}

/// Whether an article stands before a token: "an early morning shooting" is a noun.
fn is_led(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && reading.document.tokens[at - 1].is(Classes::DETERMINER)
}

fn is_gerund(reading: &Reading<'_>, event: usize) -> bool {
    reading.annotations.events[event].form == EventForm::Gerund
}

/// Whether two event mentions of one sentence are parts of one happening: of one family, or one
/// tells the outcome or the circumstance of the other.
#[must_use]
pub fn is_one_happening(reading: &Reading<'_>, a: usize, b: usize) -> bool {
    if a == b {
        return true;
    }
    let (first, second) = (
        &reading.annotations.events[a],
        &reading.annotations.events[b],
    );
    let same_verb = first.verb == second.verb;
    if same_verb || is_family(reading, a, b) || is_pair(reading, a, b) {
        return true;
    }
    let sentence = reading.sentence_of(first);
    if sentence != reading.sentence_of(second) {
        return false;
    }
    if is_occurrence_of(reading, a, b) || is_occurrence_of(reading, b, a) {
        return true;
    }
    let parsed = reading.parsed(sentence);
    let (earlier, later) = if first.verb <= second.verb {
        (first, second)
    } else {
        (second, first)
    };
    let (left, right) = (parsed.clause_of(earlier.verb), parsed.clause_of(later.verb));
    if left == right {
        // "fell into a well while harvesting", "hit a car, killing two": a participle beside its verb.
        // "forced to resign on Monday", "caused a man to be charged": what is told to have happened.
        let is_carried = || {
            let tokens = &reading.document.tokens;
            later.is_told()
                && later.form != EventForm::Noun
                && earlier.is_told()
                && (later.verb.saturating_sub(2)..later.verb)
                    .any(|at| at > earlier.verb && tokens[at].is(Classes::TO))
        };
        return earlier.form != EventForm::Noun
            && (later.form == EventForm::Gerund || is_carried());
    }
    if right != left + 1 {
        return false;
    }
    // "when it fell", "shortly after it fell".
    let start = parsed.clauses[right].tokens.start();
    let tokens = &reading.document.tokens;
    let simultaneous = tokens[start].is(Classes::SIMULTANEOUS)
        || tokens[start].is(Classes::PREPOSITION) && tokens[start - 1].is(Classes::SOON)
        || tokens[start].is(Classes::SOON) && tokens[start + 1].is(Classes::PREPOSITION);
    // "when a train carrying lawmakers hit a truck": the participle only says which train.
    let clause = parsed.clauses[right].tokens;
    let is_aside = later.form == EventForm::Gerund
        && reading.events_in(clause).any(|at| {
            let other = &reading.annotations.events[at];
            other.verb > later.verb && !matches!(other.form, EventForm::Noun | EventForm::Gerund)
        });
    parsed.clauses[right].link == Link::Participial
        || parsed.clauses[right].link == Link::Subordinate && simultaneous && !is_aside
}

/// "a quake shook the island", "was hit by a storm": a verb that only says that what its subject (or,
/// of a passive, its doer) names happened. So does the passive of a light verb: "a fine was imposed".
fn is_occurrence_of(reading: &Reading<'_>, noun: usize, verb: usize) -> bool {
    let mentions = &reading.annotations.events;
    if mentions[noun].form != EventForm::Noun {
        return false;
    }
    let is_light = events().is_light_verb(mentions[verb].lemma);
    if !is_light && !families().is_occurrence(mentions[verb].lemma) {
        return false;
    }
    let frame = reading.frame(verb);
    if is_light {
        return frame.is_passive
            && frame
                .subject
                .is_some_and(|tokens| tokens.contains(mentions[noun].head));
    }
    let doer = frame
        .obliques
        .iter()
        .filter(|oblique| frame.is_passive && oblique.preposition == key("by"))
        .map(|oblique| oblique.tokens);
    let subject = frame.subject.filter(|_| !frame.is_passive);
    // "a bus taking fans to a match hit a tree": no match hit it.
    let document = reading.document;
    let is_head = |tokens: &TokenRange| {
        tokens.contains(mentions[noun].head)
            && !(tokens.start().saturating_sub(1)..mentions[noun].head).any(|at| {
                let token = &document.tokens[at];
                token.is(Classes::PREPOSITION.with(Classes::TO))
                    && !token.is(Classes::SIMULTANEOUS)
                    && !families().is_partitive(token.key)
            })
    };
    let mut subject = subject.into_iter();
    subject.any(|tokens| is_head(&tokens))
        || doer
            .into_iter()
            .any(|tokens| tokens.contains(mentions[noun].head))
}

/// How a value that another verb of the sentence owns stands to a verb that goes on with the same
/// subject: what opens the sentence holds for both ("On Monday she met X and visited Y"), what
/// stands behind the first verb perhaps.
fn continued(
    reading: &Reading<'_>,
    event: usize,
    owner: usize,
    tokens: TokenRange,
) -> Option<Binding> {
    let events = &reading.annotations.events;
    let sentence = reading.sentence_of(&events[event]);
    if sentence != reading.sentence_of(&events[owner]) || events[owner].verb >= events[event].verb {
        return None;
    }
    let parsed = reading.parsed(sentence);
    let (left, right) = (
        parsed.clause_of(events[owner].verb),
        parsed.clause_of(events[event].verb),
    );
    let goes_on = right > left
        && parsed.clauses[left + 1..=right]
            .iter()
            .all(|clause| clause.link == Link::Continued);
    goes_on.then_some(if tokens.start() < events[owner].verb {
        Binding::Linked
    } else {
        Binding::Sentence
    })
}

/// Whether two mentions can tell parts of one incident.
#[must_use]
pub fn is_family(reading: &Reading<'_>, a: usize, b: usize) -> bool {
    let events = &reading.annotations.events;
    events[a].types.iter().any(|id| {
        events[b]
            .types
            .iter()
            .any(|other| families().is_kin(*id, *other))
    })
}

/// "killed or captured 17": two verbs with nothing but a conjunction between.
fn is_pair(reading: &Reading<'_>, a: usize, b: usize) -> bool {
    let events = &reading.annotations.events;
    let (first, second) = (
        events[a].verb.min(events[b].verb),
        events[a].verb.max(events[b].verb),
    );
    second == first + 2 && reading.document.tokens[first + 1].is(Classes::COORDINATOR)
}
