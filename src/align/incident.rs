//! The incident that an article tells first of all: its days and places, by how its sentences tie
//! them to it.
//!
//! Local news tell one incident in many sentences: the day stands with "was shot", with "it
//! happened", with "officers were called", with "was found". All of these tell its day; an arrest, a
//! day in court, a vigil or a press conference does not. Days are weighed over the article.

use crate::align::Reading;
use crate::align::bind;
use crate::align::reckoned::reckoned;
use crate::align::spot::{self, Spot};
use crate::align::tied::{known_tie, value_tie};
use crate::annotate::{EventForm, TimeAnchor, TimeBound, TimexType};
use crate::document::{Shape, Token, TokenRange};
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, families, lexicon, time_words};
use crate::value::Interval;
use crate::value::name::key;

/// How a sentence ties a day to the incident; the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The incident's own event, or a word for any happening: "was shot Saturday", "it happened".
    Told,
    /// Those who came, called or found: "officers were called on Saturday".
    Response,
    /// Any other act of those concerned: "were walking home on Saturday".
    Scene,
    /// What may come later: "died on Sunday".
    Late,
}

/// A day told of the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Position in the annotations' times.
    pub at: usize,
    /// Its sentence.
    pub sentence: usize,
    /// The days it means.
    pub interval: Interval,
    /// How it is tied.
    pub tie: Tie,
}

/// The days and places of an article's main incident.
#[derive(Clone, Debug, Default)]
pub struct Incident {
    /// All days that are tied to it, in reading order.
    pub days: Vec<Day>,
    /// All places that are tied to it, in reading order.
    pub spots: Vec<Spot>,
}

/// The longest stretch that still tells when an incident was: a weekend night may span two days.
pub(super) const LONGEST: i32 = 2;

/// How many days and places are weighed: what a text of many incidents tells behind them belongs
/// to none in particular.
const MOST: usize = 64;

impl Incident {
    /// Reads the days off an article.
    #[must_use]
    pub fn read(reading: &Reading<'_>) -> Self {
        let told = |tie_of: TieOf| -> Vec<Day> {
            (0..reading.annotations.times.len())
                .filter_map(|at| day(reading, at, tie_of))
                .take(MOST)
                .collect()
        };
        let mut days = told(day_tie);
        if days.is_empty() {
            days = told(hour_tie);
        }
        days.extend(mornings(reading, &days));
        days.extend(reckoned(reading).into_iter().take(MOST));
        days.sort_by_key(|day| day.at);
        let spots = (0..reading.annotations.places.len())
            .filter_map(|at| spot::spot(reading, at))
            .take(MOST)
            .collect();
        Self { days, spots }
    }

    /// How much speaks for a day: all mentions that lie in it or hold it, weighed by their ties.
    #[must_use]
    pub fn weight(&self, interval: Interval) -> u32 {
        self.days
            .iter()
            .filter(|day| day.interval.is_overlapping(interval))
            .map(|day| day.tie.weight())
            .sum()
    }

    /// The day for which most speaks; of equals the one told first.
    #[must_use]
    pub fn main_day(&self) -> Option<Day> {
        self.days.iter().copied().max_by_key(|day| {
            (
                self.weight(day.interval),
                std::cmp::Reverse((day.tie, day.at)),
            )
        })
    }
}

impl Tie {
    /// How much a mention tied so speaks for its value.
    #[must_use]
    pub fn weight(self) -> u32 {
        match self {
            Self::Told => 12,
            Self::Response => 8,
            Self::Scene => 3,
            Self::Late => 1,
        }
    }
}

/// How a time expression is tied to the incident, if it is.
type TieOf = fn(&Reading<'_>, usize) -> Option<Tie>;

fn day(reading: &Reading<'_>, at: usize, tie_of: TieOf) -> Option<Day> {
    let time = &reading.annotations.times[at];
    let interval = time.interval?;
    let sentence = reading.document.sentence_of(time.tokens.start());
    let is_short = interval.n_days() <= LONGEST;
    if !is_short
        || !matches!(time.kind, TimexType::Date | TimexType::Time)
        || is_bare_clock(reading, at)
        || !reading.is_evidence(sentence)
        || is_signature(reading, time.tokens)
        || is_birthday(reading, time.tokens)
        || matches!(
            time.bound,
            TimeBound::Until | TimeBound::By | TimeBound::Before
        )
        || reading
            .published
            .is_some_and(|published| published.last < interval.first)
    {
        return None;
    }
    // "ten were hurt since Friday": on no day of its own; "since Friday's fire" tells that of the fire.
    let is_since =
        time.bound == TimeBound::Since && bind::owners_of(reading, time.tokens).0.is_none();
    if is_since {
        return None;
    }
    let state = state(reading, time.tokens);
    let is_before = reading
        .published
        .is_none_or(|published| interval.last < published.first);
    // "says he was at home with her on Monday"
    let is_past_state = || state == Some(State::Past) && is_before && is_scene(reading, at);
    let is_loose =
        || is_past_state() || is_labelled(reading, time.tokens) || is_said_of(reading, at);
    let tie = tie_of(reading, at)
        .or_else(|| is_loose().then_some(Tie::Late))
        .filter(|_| state != Some(State::Present))?;
    let tie = match state {
        Some(State::Past) => tie.max(Tie::Scene),
        _ => tie,
    };
    Some(Day {
        at,
        sentence,
        interval,
        tie,
    })
}

/// "who was hurt turns 6 on Sunday".
fn is_birthday(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let first = sentence
        .start()
        .max(tokens.start().saturating_sub(SIGNATURE));
    let is_age = |at: usize| {
        document
            .word(at)
            .starts_with(|letter: char| letter.is_ascii_digit())
            || time_words().get(document.tokens[at].word).number.is_some()
    };
    (first..tokens.start()).any(|at| {
        let word = lexicon().word(document.tokens[at].word);
        word.is_some_and(|word| families().is_ageing(word.lemma)) && is_age(at + 1)
    })
}

/// "Date: Tuesday, May 3": the line of a report that tells a day and nothing else.
fn is_labelled(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let first = document.sentences[document.sentence_of(tokens.start())]
        .tokens
        .start();
    families().is_day_label(document.tokens[first].key)
        && bind::owners_of(reading, tokens).1.is_none()
        && (first + 1..tokens.start()).any(|at| document.tokens[at].shape.is(Shape::MARK))
}

/// "On Sunday night, police said, he was at the wheel": a part of a day before a verb of saying may be
/// that of what is said.
fn is_said_of(reading: &Reading<'_>, at: usize) -> bool {
    let time = &reading.annotations.times[at];
    let events = &reading.annotations.events;
    let event = bind::said_behind(reading, time.tokens, true).map(|event| &events[event]);
    time.kind == TimexType::Time
        && event.is_some_and(|event| event.is_told() && known_tie(reading, event) != Some(None))
}

/// "It happened around 1 a.m.": an hour is of the day of publication where the article tells no other
/// day, and one before noon where it tells only the night that led to that day. It can agree with a
/// claim, never contradict it.
fn mornings(reading: &Reading<'_>, days: &[Day]) -> Vec<Day> {
    let times = &reading.annotations.times;
    let published = reading.published.filter(|published| published.is_day());
    let is_stretch = |day: &Day| {
        let is_last = || published.is_some_and(|published| day.interval.last == published.last);
        day.interval.n_days() == LONGEST && (times[day.at].value.ends_with(NIGHT) || is_last())
    };
    let has_night = days.iter().any(is_stretch);
    // What else it tells may be of the day of publication itself.
    let is_undated = || {
        !times.iter().enumerate().any(|(at, time)| {
            time.interval
                .is_some_and(|interval| interval.n_days() <= MONTH && Some(interval) != published)
                && !is_bare_clock(reading, at)
                && reading.is_evidence(reading.document.sentence_of(time.tokens.start()))
        })
    };
    let tie = match has_night {
        true => Tie::Scene,
        false if days.is_empty() && is_undated() => Tie::Late,
        false => return Vec::new(),
    };
    let Some(published) = published else {
        return Vec::new();
    };
    let today = published.first.to_string();
    // "Posted: May 6, 2031 5:36 PM"
    let is_of_posting = |sentence: usize| {
        let told = reading.document.sentences[sentence].tokens;
        let mut stamps = reading.times_in(told);
        stamps.any(|at| is_signature(reading, times[at].tokens))
    };
    let morning = |at: usize| {
        let time = &times[at];
        let sentence = reading.document.sentence_of(time.tokens.start());
        let (day, hour) = time.value.split_once('T')?;
        let is_early = hour == MORNING
            || is_bare_clock(reading, at)
                && (!has_night
                    || hour
                        .get(..2)
                        .is_some_and(|hour| hour < NOON || hour == MIDNIGHT));
        let is_told =
            || value_tie(reading, time.tokens, sentence).is_some_and(|tie| tie <= Tie::Response);
        (time.kind == TimexType::Time
            && is_early
            && day == today
            && time.interval.is_none_or(|interval| interval == published)
            && reading.is_evidence(sentence)
            && !is_of_posting(sentence)
            && is_told())
        .then_some(Day {
            at,
            sentence,
            interval: published,
            tie,
        })
    };
    // Of several assumed days one must not outweigh what a claim says.
    let most = if has_night { MOST } else { 1 };
    (0..times.len()).filter_map(morning).take(most).collect()
}

/// How the value of a night ends.
const NIGHT: &str = "TNI";

/// And a morning without an hour.
const MORNING: &str = "MO";

/// The hour, as values tell it, at which the morning ends.
const NOON: &str = "12";

/// The hour of "around midnight", as values tell it: who writes of it on the same day means its beginning.
const MIDNIGHT: &str = "24";

/// Days in a month: what spans more tells no day that an hour could be of.
const MONTH: i32 = 31;

/// "— Jane Roe (@janeroe) May 3, 2016", "Posted: May 3, 2016": the day on which somebody posted
/// something.
#[must_use]
pub fn is_signature(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let start = tokens.start();
    let is_word = |back: usize, word: &str| start >= back && document.word(start - back) == word;
    let is_stamp =
        |back: usize| start >= back && families().is_stamp(document.tokens[start - back].key);
    if is_word(1, ":") && is_stamp(2) || is_stamp(1) && is_word(2, "(") {
        return true;
    }
    let first = start.saturating_sub(SIGNATURE);
    start > 0
        && document.word(start - 1) == ")"
        && (first..start).any(|at| document.word(at).starts_with('@'))
}

/// How many tokens the name of an account may have, brackets included.
const SIGNATURE: usize = 5;

/// "at about 11:30 p.m.": a time of a day that is told elsewhere, if at all.
#[must_use]
pub fn is_bare_clock(reading: &Reading<'_>, at: usize) -> bool {
    let time = &reading.annotations.times[at];
    let tokens = &reading.document.tokens[time.tokens.range()];
    let says_day = Classes::WEEKDAY
        .with(Classes::MONTH)
        .with(Classes::DEFINITE);
    // "that night": of the day told before, whatever it was reckoned from. "Said that Monday's" is no
    // such day.
    let is_said = || {
        let before = time.tokens.start().checked_sub(1);
        before.is_some_and(|at| reading.document.tokens[at].is(Classes::REPORTING))
    };
    if tokens.first().is_some_and(|token| token.key == key("that")) && !is_said() {
        return true;
    }
    // "noon", "around midnight"
    let tells_day = |word: &Token| {
        word.is(says_day)
            || word.shape.is(Shape::NUMBER)
            || time_words().get(word.word).deictic.is_some()
    };
    if time.kind == TimexType::Time && is_hour(&time.value) && !tokens.iter().any(tells_day) {
        return true;
    }
    time.kind == TimexType::Time
        && (matches!(time.anchor, TimeAnchor::Mention(_))
            || tokens.iter().any(|token| token.shape.is(Shape::NUMBER)))
        && !tokens
            .iter()
            .any(|token| token.is(says_day) || token.is(Classes::DAY_PART))
}

/// Whether a TIMEX3 value of a time tells its hour.
#[must_use]
pub fn is_hour(value: &str) -> bool {
    value
        .split_once('T')
        .is_some_and(|(_, time)| time.starts_with(|digit: char| digit.is_ascii_digit()))
}

/// "About 2:45 p.m. Wednesday, said police": nobody tells the hour at which somebody spoke. For where
/// nothing else tells a day.
fn hour_tie(reading: &Reading<'_>, at: usize) -> Option<Tie> {
    let time = &reading.annotations.times[at];
    let (noun, verb) = bind::owners_of(reading, time.tokens);
    let is_said = |verb: usize| {
        let verb = &reading.annotations.events[verb];
        reading.document.tokens[verb.verb].is(Classes::REPORTING)
    };
    (time.kind == TimexType::Time
        && is_hour(&time.value)
        && noun.is_none()
        && verb.is_some_and(is_said))
    .then_some(Tie::Late)
}

fn day_tie(reading: &Reading<'_>, at: usize) -> Option<Tie> {
    let tokens = reading.annotations.times[at].tokens;
    value_tie(
        reading,
        tokens,
        reading.document.sentence_of(tokens.start()),
    )
}

/// What a clause that tells no event says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// "is in custody today", "an inquiry is under way Monday": how things stand.
    Present,
    /// "was in the back of a van on Monday": how things stood.
    Past,
}

/// The state whose day a value tells, where its clause has no verb but a form of "be". "The shooting
/// was on Monday" has its event as the subject.
fn state(reading: &Reading<'_>, tokens: TokenRange) -> Option<State> {
    let document = reading.document;
    let parsed = reading.parsed(document.sentence_of(tokens.start()));
    let clause = parsed.clauses[parsed.clause_of(tokens.start())].tokens;
    let be = clause
        .range()
        .find(|at| document.tokens[*at].is(Classes::BE) && !tokens.contains(*at))?;
    let events = &reading.annotations.events;
    // "men charged in the shooting were in court": the charge is not told here.
    let is_charge = |event: usize| {
        events[event].verb < be
            && be < tokens.start()
            && events[event].types.iter().any(|id| families().is_law(*id))
    };
    let is_verbal = |event: usize| {
        !is_charge(event)
            && (events[event].form != EventForm::Noun || events[event].verb != events[event].head)
    };
    if reading.events_in(clause).any(is_verbal) || bind::owners_of(reading, tokens).0.is_some() {
        return None;
    }
    let is_subject = |event: usize| {
        known_tie(reading, &events[event]) == Some(Some(Tie::Told))
            && !(clause.start()..events[event].head)
                .any(|at| document.tokens[at].is(Classes::PREPOSITION))
    };
    if be > clause.start() && reading.events_in(clause.start()..be).any(is_subject) {
        return None;
    }
    let forms = lexicon()
        .word(document.tokens[be].word)
        .map_or(VerbForms::default(), |word| word.forms);
    Some(match forms.is(VerbForms::PAST) {
        true => State::Past,
        false => State::Present,
    })
}

/// Whether the clause of a state that a time tells speaks of no court, vigil or anything else that follows.
fn is_scene(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let tokens = reading.annotations.times[at].tokens;
    let parsed = reading.parsed(document.sentence_of(tokens.start()));
    let clause = parsed.clauses[parsed.clause_of(tokens.start())].tokens;
    let known = Classes::NEGATION.with(Classes::NEGATIVE_DETERMINER);
    !clause
        .range()
        .any(|at| document.tokens[at].is(known) || families().is_sequel(document.tokens[at].key))
}

/// Whether a value tells only how things stand at the time of the report.
#[must_use]
pub fn is_of_state(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    state(reading, tokens) == Some(State::Present)
}

/// Whether a value tells how things stand or stood, where nothing happens.
#[must_use]
pub fn is_of_any_state(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    state(reading, tokens).is_some()
}
