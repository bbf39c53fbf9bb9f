//! Time expressions: finds them ([`rules`]) and puts them on the calendar ([`resolve`]).
//!
//! Takes a document and its publication date; gives [`TimeMention`]s. Spans follow TIMEX3
//! (ISO-TimeML): without the preposition, with "early", "the", "about". Ages are no time
//! expressions. Nothing here asks what day it is today.

mod calendar;
mod context;
mod day;
mod direction;
mod expression;
mod grain;
mod holiday;
mod named;
mod reader;
mod relative;
mod resolve;
mod rules;
mod span_of_time;
#[cfg(test)]
mod tests;
mod value;

use crate::annotate::date::context::Context;
use crate::annotate::date::direction::direction;
use crate::annotate::date::expression::{Base, Edge, Expression, Meaning, YearWord};
use crate::annotate::date::grain::Grain;
use crate::annotate::date::reader::Reader;
use crate::annotate::date::resolve::{Resolved, resolve};
use crate::annotate::mention::{TimeMention, TimexType};
use crate::document::{Document, SentenceKind, Shape, Token, TokenRange};
use crate::lang::{Classes, TimeRole, TimeUnit, time_words};
use crate::value::Interval;

/// An expression begins at most so many tokens before its first trigger word: "for at least another
/// week".
const LEAD: usize = 4;

/// Classes of words that are in every expression.
const TRIGGERS: Classes = Classes::MONTH
    .with(Classes::WEEKDAY)
    .with(Classes::TIME_UNIT)
    .with(Classes::DAY_PART)
    .with(Classes::NUMBER_WORD)
    .with(Classes::TIME_WORD);

/// All time expressions of a document, in reading order, not overlapping. `published` anchors
/// relative ones; without it their value has `X` in it and they have no interval.
///
/// Expressions that stand together ("Thursday and Friday", "Monday through Wednesday") keep a
/// value each, but share one interval from the first to the last day: what happened then may have
/// happened on any of these days.
#[must_use]
pub fn find(document: &Document<'_>, published: Option<Interval>) -> Vec<TimeMention> {
    let mut finder = Finder {
        document,
        published,
        mentions: Vec::new(),
        told: None,
        told_day: None,
        told_quarter: None,
    };
    for sentence in &document.sentences {
        let reader = Reader {
            document,
            words: time_words(),
            start: sentence.tokens.start(),
            end: sentence.tokens.end(),
            is_prose: sentence.kind == SentenceKind::Prose,
        };
        finder.read(&reader);
    }
    join_ranges(document, &mut finder.mentions);
    finder.mentions
}

struct Finder<'a, 'b> {
    document: &'a Document<'b>,
    published: Option<Interval>,
    mentions: Vec<TimeMention>,
    told: Option<(usize, Grain)>,
    told_day: Option<(usize, jiff::civil::Date)>,
    told_quarter: Option<(usize, i16, i8)>,
}

fn is_trigger(token: &Token) -> bool {
    token.is(TRIGGERS) || token.shape.is(Shape::NUMBER)
}

impl Finder<'_, '_> {
    fn read(&mut self, reader: &Reader<'_>) {
        let tokens = &self.document.tokens;
        let mut at = reader.start;
        let mut trigger = reader.start;
        while at < reader.end {
            trigger = trigger.max(at);
            while trigger < reader.end && !is_trigger(&tokens[trigger]) {
                trigger += 1;
            }
            if trigger == reader.end {
                // "two thousand and five", "the nineties" have their own triggers.
                return;
            }
            at = at.max(trigger.saturating_sub(LEAD));
            match rules::expression(reader, at) {
                Some(found) if found.end > at => {
                    let end = found.end;
                    self.add(reader, &found);
                    at = end;
                }
                _ => at = skip(reader, at),
            }
        }
    }

    fn add(&mut self, reader: &Reader<'_>, found: &Expression) {
        let context = Context {
            published: self.published,
            told: self.told,
            told_day: self.told_day,
            told_quarter: self.told_quarter,
            direction: found.direction.unwrap_or_else(|| direction(reader, found)),
        };
        let Some(mut resolved) = resolve(found, &context) else {
            return;
        };
        // A time of the day told long after its day says little of it.
        let loose = matches!(found.meaning, Meaning::TimeOnly { turn: None });
        let just_told = self
            .told_day
            .is_some_and(|(at, _)| at + 1 == self.mentions.len());
        if loose && !just_told {
            resolved.interval = None;
        }
        let list = day_list(reader, found, &resolved);
        if let Some((before, day)) = list.before {
            self.push(&before, day);
        }
        let at = self.mentions.len();
        // "a year earlier" compares; the story goes on where it was.
        let compares = matches!(found.meaning, Meaning::YearEarlier)
            || matches!(&found.meaning, Meaning::Shift { unit, base, .. } if *unit == TimeUnit::Year && *base == Base::Told)
            || matches!(
                &found.meaning,
                Meaning::YearPart {
                    year: YearWord::Earlier,
                    ..
                }
            );
        if let Some(grain) = resolved.grain.filter(|_| !compares) {
            self.told = Some((at, grain));
            match grain {
                Grain::Day(day) => self.told_day = Some((at, day)),
                // "the 1988 period" compares; the story's quarter is the later one.
                Grain::Quarter(year, n)
                    if self.told_quarter.is_none_or(|(_, told, _)| told <= year) =>
                {
                    self.told_quarter = Some((at, year, n));
                }
                _ => {}
            }
        }
        self.push(found, resolved);
        if let Some((after, day)) = list.after {
            self.push(&after, day);
        }
    }

    fn push(&mut self, found: &Expression, resolved: Resolved) {
        let tokens = TokenRange::new(found.start, found.end);
        self.mentions.push(TimeMention {
            tokens,
            span: self.document.span(tokens),
            kind: resolved.kind,
            value: resolved.value,
            interval: resolved.interval,
            anchor: resolved.anchor,
            approximate: found.approximate
                || matches!(found.meaning, Meaning::TimeOnly { turn: None })
                || matches!(
                    found.edge,
                    Some(Edge::Early | Edge::Mid | Edge::Late | Edge::End)
                ),
        });
    }
}

/// Days of a month that are told around one with the month: "6 and 7 October", "Oct. 23-25".
#[derive(Default)]
struct DayList {
    before: Option<(Expression, Resolved)>,
    after: Option<(Expression, Resolved)>,
}

fn day_list(reader: &Reader<'_>, found: &Expression, resolved: &Resolved) -> DayList {
    let mut list = DayList::default();
    let Some(Grain::Day(date)) = resolved.grain else {
        return list;
    };
    let months_day = matches!(&found.meaning, Meaning::Calendar(date) if date.day.is_some());
    if !months_day || found.time.is_some() || found.edge.is_some() {
        return list;
    }
    let other = |start: usize, end: usize, day: u32| {
        let date = date.with().day(i8::try_from(day).ok()?).build().ok()?;
        let expression = Expression::new(start, end, found.meaning.clone());
        Some((expression, Resolved::day(date, resolved.anchor)))
    };
    let links = |at: usize| is_link(reader.document, at);
    if reader.word(found.end - 1).month == 0
        && reader.token(found.end).is_some()
        && links(found.end)
        && let Some(day) = reader.digits(found.end + 1)
        && reader.text(found.end + 1).len() <= 2
        && reader.word(found.end + 2).month == 0
        && !counts(reader, found.end + 2)
    {
        list.after = other(found.end + 1, found.end + 2, day);
    }
    let leads = reader.is_shape(found.start, Shape::NUMBER);
    if leads
        && found.start >= reader.start + 2
        && links(found.start - 1)
        && let Some(day) = reader.digits(found.start - 2)
        && reader.text(found.start - 2).len() <= 2
    {
        list.before = other(found.start - 2, found.start - 1, day);
    }
    list
}

/// Whether what stands behind a number makes it a count or a clock: "7 people", "8 p.m.".
fn counts(reader: &Reader<'_>, at: usize) -> bool {
    let clock = [":", "%", "/"].iter().any(|mark| reader.is_mark(at, mark)) && reader.is_joined(at);
    clock
        || reader.token(at).is_some_and(|token| {
            token.shape.is(Shape::WORD)
                && !token.is(Classes::PREPOSITION
                    .with(Classes::COORDINATOR)
                    .with(Classes::BE))
        })
}

/// "and", "or", "to", "through", a dash: joins two days.
fn is_link(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    let word = time_words().get(token.word).role;
    matches!(word, Some(TimeRole::And | TimeRole::Or | TimeRole::To))
        || matches!(document.word(at), "-" | "\u{2013}" | "\u{2014}")
}

/// The token to go on with where nothing was found: behind an age, so that its number is not read
/// again.
fn skip(reader: &Reader<'_>, at: usize) -> usize {
    let number = reader
        .token(at)
        .is_some_and(|token| token.shape.is(Shape::NUMBER))
        || reader.word(at).number.is_some()
        || reader.is(at, TimeRole::A);
    if number && let Some((end, _)) = reader.count(at).or(Some((at + 1, expression::Count::ONE))) {
        let unit = reader.past_hyphen(end);
        if reader.unit(unit).is_some() && reader.is(reader.past_hyphen(unit + 1), TimeRole::Old) {
            return unit + 1;
        }
    }
    at + 1
}

/// Gives expressions that a range or a list joins one interval.
fn join_ranges(document: &Document<'_>, mentions: &mut [TimeMention]) {
    let mut first = 0;
    let mut linked = false;
    for at in 1..=mentions.len() {
        let joint = mentions
            .get(at)
            .and_then(|mention| joint(document, &mentions[at - 1], mention));
        if let Some(joint) = joint {
            linked |= joint == Joint::Link;
            continue;
        }
        if linked {
            share_interval(&mut mentions[first..at]);
        }
        first = at;
        linked = false;
    }
}

fn share_interval(group: &mut [TimeMention]) {
    let intervals = || group.iter().filter_map(|mention| mention.interval);
    let first = intervals().map(|interval| interval.first).min();
    let last = intervals().map(|interval| interval.last).max();
    if let (Some(first), Some(last)) = (first, last) {
        for mention in group {
            mention.interval = Some(Interval { first, last });
        }
    }
}

/// What joins two dates: a comma does so only in a list that a link ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    Link,
}

fn joint(document: &Document<'_>, left: &TimeMention, right: &TimeMention) -> Option<Joint> {
    let dated = |mention: &TimeMention| {
        mention.interval.is_some() && matches!(mention.kind, TimexType::Date | TimexType::Time)
    };
    let between = left.tokens.end()..right.tokens.start();
    if !dated(left) || !dated(right) || between.is_empty() || between.len() > 2 {
        return None;
    }
    let last = between.end - 1;
    let comma = document.word(between.start) == ",";
    if between.len() == 2 {
        return (comma && is_link(document, last)).then_some(Joint::Link);
    }
    if is_link(document, last) {
        return Some(Joint::Link);
    }
    let alike = left.kind == right.kind && left.value.len() == right.value.len();
    (comma && alike).then_some(Joint::Comma)
}
