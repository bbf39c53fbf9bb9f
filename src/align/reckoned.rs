//! Days of an incident that are told by another day: "was arrested on Thursday, a day after he shot her".

use crate::align::Reading;
use crate::align::incident::{Day, Tie, is_bare_clock};
use crate::align::tied::known_tie;
use crate::annotate::{TimeMention, TimexType};
use crate::lang::{TimeBound, time_words};
use crate::value::Interval;

/// The most days that people count one by one; of more they say "two weeks".
const MOST: i64 = 13;

/// How many tokens "a day" and "three days" have: "more than three days" tells no day.
const COUNTED: usize = 2;

/// The days of what a count of days "after" or "before" names, by the day that stands beside it.
pub(super) fn reckoned(reading: &Reading<'_>) -> Vec<Day> {
    let times = &reading.annotations.times;
    (0..times.len())
        .filter_map(|at| {
            let days = signed_days(reading, &times[at])?;
            let base = base(reading, at)?;
            let first = base.first.checked_add(jiff::Span::new().days(days)).ok()?;
            let sentence = reading.document.sentence_of(times[at].tokens.start());
            (reading.is_evidence(sentence) && is_of_incident(reading, at)).then_some(Day {
                at,
                sentence,
                interval: Interval { first, last: first },
                tie: Tie::Response,
            })
        })
        .collect()
}

/// How many days behind the day told beside it something was: "a day after", −1.
fn signed_days(reading: &Reading<'_>, time: &TimeMention) -> Option<i64> {
    let count = time.value.strip_prefix('P')?.strip_suffix('D')?;
    let count: i64 = count.parse().ok().filter(|count| *count <= MOST)?;
    let next = reading.document.tokens.get(time.tokens.end())?;
    let is_exact = time.kind == TimexType::Duration
        && time.tokens.range().len() == COUNTED
        && !time.approximate;
    match time_words().get(next.word).bound? {
        TimeBound::After if is_exact => Some(-count),
        TimeBound::Before if is_exact => Some(count),
        _ => None,
    }
}

/// The day from which a count is reckoned: the one before it in its sentence, else the one behind.
fn base(reading: &Reading<'_>, at: usize) -> Option<Interval> {
    let times = &reading.annotations.times;
    let sentence = |at: usize| reading.document.sentence_of(times[at].tokens.start());
    let day = |other: usize| {
        times[other]
            .interval
            .filter(|days| days.is_day())
            .filter(|_| sentence(other) == sentence(at) && !is_bare_clock(reading, other))
    };
    let before = || day(at.checked_sub(1)?);
    let behind = || day(Some(at + 1).filter(|at| *at < times.len())?);
    before().or_else(behind)
}

/// Whether what a count is "after" is an incident: "a day after the fire", not "a day after the trial".
fn is_of_incident(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let tokens = reading.annotations.times[at].tokens;
    let end = document.sentences[document.sentence_of(tokens.start())]
        .tokens
        .end();
    let behind = tokens.end()..end;
    let events = &reading.annotations.events;
    reading
        .events_in(behind)
        .next()
        .is_some_and(|event| known_tie(reading, &events[event]) == Some(Some(Tie::Told)))
}
