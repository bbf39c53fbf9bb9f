//! How the event that owns a value ties it to the incident of an article: "was shot Saturday", "officers
//! were called on Saturday", "charged on Monday in the shooting on Saturday".

use crate::align::Reading;
use crate::align::bind;
use crate::align::incident::{LONGEST, Tie, is_bare_clock};
use crate::annotate::{EventForm, EventMention};
use crate::document::{Part, Shape, TokenRange};
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, families, lexicon};

/// How the event that owns the value at `tokens` ties it to the incident.
pub(super) fn value_tie(reading: &Reading<'_>, tokens: TokenRange, sentence: usize) -> Option<Tie> {
    let events = &reading.annotations.events;
    let (noun, verb) = bind::owners_of(reading, tokens);
    if let Some(noun) = noun.filter(|noun| !is_spoken_of(reading, *noun, tokens)) {
        // "died of his wounds on Sunday": the day of the death.
        let is_hurt = events[noun].types.iter().any(|id| families().is_hurt(*id));
        if is_hurt && let Some(verb) = verb {
            let is_late = events[verb].is_told()
                && events[verb].verb < events[noun].head
                && known_tie(reading, &events[verb]) == Some(Some(Tie::Late));
            if is_late && !is_told_with(reading, verb) {
                return Some(Tie::Late);
            }
        }
        return known_tie(reading, &events[noun]).unwrap_or(Some(Tie::Scene));
    }
    let Some(verb) = verb else {
        // No verb at all: a heading or a caption, which tells the incident or nothing.
        let tokens = reading.document.sentences[sentence].tokens;
        return reading
            .events_in(tokens)
            .find_map(|event| known_tie(reading, &events[event]).flatten())
            .filter(|tie| *tie == Tie::Told);
    };
    if !events[verb].is_told() {
        return accused_tie(reading, verb, sentence)
            .or_else(|| purpose_tie(reading, verb, sentence))
            .or_else(|| around_tie(reading, verb, tokens));
    }
    let is_title = reading.document.sentences[sentence].part == Part::Title;
    match known_tie(reading, &events[verb]) {
        Some(Some(Tie::Late)) if is_told_with(reading, verb) => Some(Tie::Told),
        None if is_title => Some(Tie::Told),
        None => Some(Tie::Scene),
        Some(None) => {
            let is_dated = told_before(reading, verb, tokens) || names_what(reading, verb, tokens);
            let tie = is_dated.then_some(Tie::Scene);
            tie.or_else(|| around_tie(reading, verb, tokens))
        }
        Some(tie) => tie,
    }
}

/// "shot and killed himself on Monday": the day of both.
fn is_told_with(reading: &Reading<'_>, verb: usize) -> bool {
    const BESIDE: usize = 3;
    let events = &reading.annotations.events;
    let at = events[verb].verb;
    let first = at.saturating_sub(BESIDE);
    let is_joined =
        |from: usize| (from..at).any(|at| reading.document.tokens[at].is(Classes::COORDINATOR));
    reading.events_in(first..at).any(|event| {
        events[event].form != EventForm::Noun
            && known_tie(reading, &events[event]) == Some(Some(Tie::Told))
            && is_joined(events[event].verb)
    })
}

/// "The first sign of trouble came on Monday when he was expected at work": where the clause behind "when"
/// tells no incident, the one before it may.
fn around_tie(reading: &Reading<'_>, verb: usize, tokens: TokenRange) -> Option<Tie> {
    let events = &reading.annotations.events;
    let around = bind::verb_around(reading, tokens)?;
    if around == verb || events[around].verb > tokens.start() || !events[around].is_told() {
        return None;
    }
    known_tie(reading, &events[around])?.filter(|tie| *tie <= Tie::Response)
}

/// "came to put out a fire on Monday": those who came for something came on its day.
fn purpose_tie(reading: &Reading<'_>, verb: usize, sentence: usize) -> Option<Tie> {
    let events = &reading.annotations.events;
    let is_purpose = events[verb].form == EventForm::Infinitive
        && known_tie(reading, &events[verb]) != Some(None);
    let before = reading
        .events_in(reading.document.sentences[sentence].tokens)
        .rfind(|at| events[*at].verb < events[verb].verb && events[*at].form != EventForm::Noun)?;
    let is_told = is_purpose && events[before].is_told();
    let tie = known_tie(reading, &events[before])?;
    (is_told && tie == Some(Tie::Response)).then_some(Tie::Scene)
}

/// "is accused of firing at a car on Monday": what the law charges somebody with is not told as a
/// fact, but its day is that of the incident.
fn accused_tie(reading: &Reading<'_>, verb: usize, sentence: usize) -> Option<Tie> {
    let events = &reading.annotations.events;
    let is_charged = reading
        .events_in(reading.document.sentences[sentence].tokens)
        .filter(|at| events[*at].verb < events[verb].verb)
        .any(|at| events[at].types.iter().any(|id| families().is_law(*id)));
    let tie = known_tie(reading, &events[verb]).flatten();
    tie.filter(|tie| is_charged && *tie <= Tie::Response)
        .map(|_| Tie::Scene)
}

/// How many tokens may stand between an incident's noun and its day: "the shooting of a
/// three-year-old girl in the west of the city on Wednesday".
const PHRASE: usize = 14;

/// "charged three men in the shooting of a girl on Wednesday": the day may be that of the incident
/// that stands between it and the verb.
fn told_before(reading: &Reading<'_>, verb: usize, tokens: TokenRange) -> bool {
    let events = &reading.annotations.events;
    let first = events[verb].verb + 1;
    let is_seconded = has_own_day(reading, verb, tokens);
    let is_plain = is_seconded || is_timeless(reading, &events[verb]);
    let floor = match is_seconded {
        true => first,
        false => first.max(tokens.start().saturating_sub(PHRASE)),
    };
    let is_named = |event: usize| match known_tie(reading, &events[event]) {
        Some(Some(Tie::Told | Tie::Response)) => {
            is_seconded || !is_spoken_of(reading, event, tokens)
        }
        Some(Some(Tie::Late)) => is_plain && events[event].form == EventForm::Noun,
        _ => false,
    };
    floor < tokens.start() && reading.events_in(floor..tokens.start()).any(is_named)
}

/// Whether a verb has a day already where another follows: "was arrested Monday in the killing of a man on
/// March 3".
fn has_own_day(reading: &Reading<'_>, verb: usize, tokens: TokenRange) -> bool {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let times = &reading.annotations.times;
    let behind = times.partition_point(|time| time.tokens.start() < tokens.start());
    let is_day = |at: &usize| {
        let interval = times[*at].interval;
        interval.is_some_and(|days| days.n_days() <= LONGEST) && !is_bare_clock(reading, *at)
    };
    (0..behind)
        .rev()
        .take_while(|at| times[*at].tokens.start() >= sentence.start())
        .take(TIMES)
        .filter(is_day)
        .any(|at| bind::owners_of(reading, times[at].tokens).1 == Some(verb))
}

/// How many times of a sentence are looked at before another.
const TIMES: usize = 4;

/// "were charged in the March 9 picnic in Corvay": what the law charges somebody with is named by its
/// day.
fn names_what(reading: &Reading<'_>, verb: usize, tokens: TokenRange) -> bool {
    let events = &reading.annotations.events;
    let document = reading.document;
    let is_law = |event: usize| events[event].types.iter().any(|id| families().is_law(*id));
    let noun = tokens.end();
    let is_attribute = tokens.start() > events[verb].verb + 1
        && document.tokens[tokens.start() - 1].is(Classes::DEFINITE)
        && document.tokens.get(noun).is_some_and(|token| {
            token.shape.is(Shape::WORD)
                && !token.is(Classes::PREPOSITION
                    .with(Classes::COORDINATOR)
                    .with(Classes::BE))
        });
    is_attribute
        && is_law(verb)
        && !reading
            .events_in(noun..(noun + NAMED).min(document.tokens.len()))
            .any(|event| known_tie(reading, &events[event]) == Some(None))
}

/// Within how many tokens behind a day stands what it dates.
const NAMED: usize = 3;

/// "charged with murder on Friday", "posted about the shooting on Friday": the day of the charge or
/// the post, not of what it names.
fn is_spoken_of(reading: &Reading<'_>, noun: usize, tokens: TokenRange) -> bool {
    let events = &reading.annotations.events;
    if events[noun].form != EventForm::Noun {
        return false;
    }
    let head = events[noun].head;
    let sentence = reading.document.sentence_of(head);
    let first = reading.document.sentences[sentence].tokens.start();
    let floor = first.max(head.saturating_sub(PHRASE));
    if tokens.start() < head {
        return false;
    }
    let mut is_topical = false;
    for at in (floor..head).rev() {
        let token = &reading.document.tokens[at];
        // "charged as an adult with murder": what stands before "with" is the verb's own.
        if !is_topical && token.is(Classes::PREPOSITION.with(Classes::TO)) {
            is_topical = families().is_topical(token.key);
            if !is_topical && !families().is_partitive(token.key) {
                return false;
            }
        }
        let event = reading.events_in(at..at + 1).next();
        if let Some(event) = event.map(|event| &events[event])
            && event.form != EventForm::Noun
        {
            return is_topical
                && known_tie(reading, event) == Some(None)
                && !is_timeless(reading, event);
        }
    }
    false
}

/// "have been charged with murder", "faces charges": what is told so has no day of its own in the past.
fn is_timeless(reading: &Reading<'_>, event: &EventMention) -> bool {
    let tokens = &reading.document.tokens;
    let chain = Classes::BE.with(Classes::HAVE);
    let first = (event.verb.saturating_sub(CHAIN)..event.verb)
        .rev()
        .take_while(|at| tokens[*at].is(chain.with(Classes::ADVERB)))
        .filter(|at| tokens[*at].is(chain))
        .last();
    let Some(first) = first else {
        return false;
    };
    lexicon()
        .word(tokens[first].word)
        .is_some_and(|word| !word.forms.is(VerbForms::PAST))
}

/// How many auxiliaries and adverbs may stand before a verb: "has since also been charged".
const CHAIN: usize = 5;

/// "found the suspect on Monday", "the gunman was found on Monday": whom the law looks for is mostly found
/// later.
fn is_of_sought(reading: &Reading<'_>, event: &EventMention) -> bool {
    const BESIDE: usize = 3;
    let tokens = &reading.document.tokens;
    let sought = |at: usize| families().is_sought(tokens[at].key);
    match event.form {
        _ if !families().is_response(event.lemma) => false,
        EventForm::Noun => false,
        EventForm::Passive => (event.verb.saturating_sub(BESIDE)..event.verb).any(sought),
        _ => (event.verb + 1..(event.verb + 1 + BESIDE).min(tokens.len())).any(sought),
    }
}

/// "was in critical condition on Monday", "was treated for burns on Monday": how somebody fared later.
fn is_condition(reading: &Reading<'_>, event: &EventMention) -> bool {
    let verb = &reading.document.tokens[event.verb];
    event.form != EventForm::Noun
        && event.types.iter().any(|id| families().is_hurt(*id))
        && (verb.is(Classes::BE) || families().is_care(event.lemma))
}

/// The tie that an event's type or verb makes: `None` if it is neither of the incident nor known to
/// be of something else, `Some(None)` if it is of something else.
pub(super) fn known_tie(reading: &Reading<'_>, event: &EventMention) -> Option<Option<Tie>> {
    let families = families();
    let document = reading.document;
    // "had a bond hearing on Monday" is no "hearing shots on Monday".
    let is_noun = || {
        let before = event.verb.checked_sub(1).map(|at| &document.tokens[at]);
        let verbal = Classes::REPORTING
            .with(Classes::PREPOSITION)
            .with(Classes::COORDINATOR)
            .with(Classes::BE)
            .with(Classes::VERB);
        families.is_sequel(document.tokens[event.verb].key)
            && before.is_some_and(|before| before.shape.is(Shape::WORD) && !before.is(verbal))
    };
    if event.form == EventForm::Gerund && is_noun() {
        return Some(None);
    }
    let any =
        |test: &dyn Fn(crate::lang::EventTypeId) -> bool| event.types.iter().any(|id| test(*id));
    // "turned the gun on himself" is no turning oneself in.
    let is_wording = || event.tokens.range().len() > 1 && any(&|id| families.is_incident(id));
    if families.is_sequel(event.lemma) && !is_wording() || any(&|id| families.is_law(id)) {
        return Some(None);
    }
    if is_of_sought(reading, event) || is_condition(reading, event) {
        return Some(None);
    }
    if families.is_response(event.lemma) {
        return Some(Some(Tie::Response));
    }
    if reading.document.tokens[event.verb].is(Classes::REPORTING) {
        return Some(None);
    }
    if any(&|id| families.is_aftermath(id)) {
        return Some(Some(Tie::Late));
    }
    if any(&|id| families.is_incident(id) || families.is_generic(id)) {
        return Some(Some(Tie::Told));
    }
    None
}
