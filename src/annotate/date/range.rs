//! Days that are told together: ranges, lists, days of one month.

use crate::annotate::date::expression::{Expression, Meaning};
use crate::annotate::date::grain::Grain;
use crate::annotate::date::reader::Reader;
use crate::annotate::date::resolve::Resolved;
use crate::annotate::mention::{TimeBound, TimeMention, TimexType};
use crate::document::{Document, Shape};
use crate::lang::{Classes, TimeRole, time_words};
use crate::value::Interval;

/// Days of a month that are told around one with the month: "6 and 7 October", "Oct. 23-25".
#[derive(Default)]
pub(super) struct DayList {
    pub before: Option<(Expression, Resolved)>,
    pub after: Option<(Expression, Resolved)>,
}

pub(super) fn day_list(reader: &Reader<'_>, found: &Expression, resolved: &Resolved) -> DayList {
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

/// Gives expressions that a range or a list joins one interval.
pub(super) fn join_ranges(document: &Document<'_>, mentions: &mut [TimeMention]) {
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
            mention.bound = TimeBound::On;
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
