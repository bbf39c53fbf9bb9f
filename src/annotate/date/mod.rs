//! Time expressions: finds them ([`rules`]) and puts them on the calendar ([`resolve`]).
//!
//! Takes a document and its publication date; gives [`TimeMention`]s. Spans follow TIMEX3
//! (ISO-TimeML): without the preposition, with "early", "the", "about". Ages are no time
//! expressions. Nothing here asks what day it is today.

mod calendar;
mod day;
mod direction;
mod expression;
mod holiday;
mod reader;
mod resolve;
mod rules;
mod span_of_time;
mod value;

use crate::annotate::date::direction::direction;
use crate::annotate::date::expression::{Base, Edge, Expression, Meaning, YearWord};
use crate::annotate::date::reader::Reader;
use crate::annotate::date::resolve::{Context, Grain, resolve};
use crate::annotate::mention::{TimeMention, TimexType};
use crate::document::{Document, SentenceKind, Shape, Token, TokenRange};
use crate::lang::{Classes, TimeRole, TimeUnit, time_words};
use crate::value::Interval;

/// An expression begins at most so many tokens before its first trigger word: "at least another
/// twenty-four".
const LEAD: usize = 6;

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
        let Some(resolved) = resolve(found, &context) else {
            return;
        };
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
                Grain::Quarter(year, n) => self.told_quarter = Some((at, year, n)),
                _ => {}
            }
        }
        let tokens = TokenRange::new(found.start, found.end);
        self.mentions.push(TimeMention {
            tokens,
            span: self.document.span(tokens),
            kind: resolved.kind,
            value: resolved.value,
            interval: resolved.interval,
            anchor: resolved.anchor,
            approximate: found.approximate
                || matches!(
                    found.edge,
                    Some(Edge::Early | Edge::Mid | Edge::Late | Edge::End)
                ),
        });
    }
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
    for at in 1..=mentions.len() {
        if at < mentions.len() && is_joined(document, &mentions[at - 1], &mentions[at]) {
            continue;
        }
        if at - first > 1 {
            let group = &mut mentions[first..at];
            let start = group
                .iter()
                .filter_map(|m| m.interval)
                .map(|i| i.first)
                .min();
            let end = group
                .iter()
                .filter_map(|m| m.interval)
                .map(|i| i.last)
                .max();
            if let (Some(first), Some(last)) = (start, end) {
                for mention in group {
                    mention.interval = Some(Interval { first, last });
                }
            }
        }
        first = at;
    }
}

fn is_joined(document: &Document<'_>, left: &TimeMention, right: &TimeMention) -> bool {
    let dated = |mention: &TimeMention| {
        mention.interval.is_some() && matches!(mention.kind, TimexType::Date | TimexType::Time)
    };
    if !dated(left) || !dated(right) {
        return false;
    }
    let between = left.tokens.end()..right.tokens.start();
    if between.len() != 1 {
        return false;
    }
    let token = &document.tokens[between.start];
    time_words()
        .get(token.key)
        .is_some_and(|word| matches!(word.role, Some(TimeRole::And | TimeRole::Or | TimeRole::To)))
        || matches!(document.word(between.start), "-" | "\u{2013}" | "\u{2014}")
}
