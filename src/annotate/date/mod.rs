//! Time expressions: finds them (`rules`) and puts them on the calendar (`resolve`).
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
mod part_of_year;
mod range;
mod reader;
mod relative;
mod resolve;
mod rules;
mod span_of_time;
#[cfg(test)]
mod tests;
mod time_of_day;
mod value;
mod year;

use crate::annotate::date::context::Context;
use crate::annotate::date::direction::direction;
use crate::annotate::date::expression::{
    Base, Count, Edge, Expression, Meaning, TimeOfDay, YearWord,
};
use crate::annotate::date::grain::Grain;
use crate::annotate::date::range::{day_list, join_ranges};
use crate::annotate::date::reader::Reader;
use crate::annotate::date::resolve::{Resolved, resolve};
use crate::annotate::mention::{TimeBound, TimeMention, TimexType, Turn};
use crate::document::{Document, SentenceKind, Shape, Token, TokenRange};
use crate::lang::{Classes, TimeRole, TimeUnit, time_words};
use crate::value::Interval;

/// An expression begins at most so many tokens before its first trigger word: "for at least another
/// week".
const LEAD: usize = 4;

/// Longer than this, "the nine months" are no quarter.
const MONTHS_OF_QUARTER: u32 = 3;

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
        self.start_months(reader, found);
        let list = day_list(reader, found, &resolved);
        if let Some((before, day)) = list.before {
            self.push(reader, &before, day);
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
            )
            // "the 1988 period" behind "the first nine months"
            || matches!(
                (&found.meaning, resolved.grain),
                (Meaning::YearPart { .. }, Some(Grain::Year(_)))
            );
        if let Some(grain) = resolved.grain.filter(|_| !compares) {
            self.told = Some((at, grain));
            match grain {
                Grain::Day(day) => self.told_day = Some((at, day)),
                // "the 1988 period" compares; the story's quarter is the later one.
                // Nor is a quarter that has not begun what the results are of.
                Grain::Quarter(year, n)
                    if self
                        .told_quarter
                        .is_none_or(|(_, year_told, told)| (year_told, told) <= (year, n))
                        && (reader.is(found.end, TimeRole::Ended) || !self.is_ahead(grain)) =>
                {
                    self.told_quarter = Some((at, year, n));
                }
                _ => {}
            }
        }
        self.push(reader, found, resolved);
        if let Some((after, day)) = list.after {
            self.push(reader, &after, day);
        }
    }

    /// Whether it was not over at publication.
    fn is_ahead(&self, grain: Grain) -> bool {
        match (grain.interval(), self.published) {
            (Some(told), Some(published)) => told.last >= published.last,
            _ => false,
        }
    }

    /// "the first nine months": what is compared from here on is a year's part, no quarter.
    fn start_months(&mut self, reader: &Reader<'_>, found: &Expression) {
        let Meaning::Duration { count, unit } = &found.meaning else {
            return;
        };
        let months = *unit == TimeUnit::Month && *count > Count::whole(MONTHS_OF_QUARTER);
        if months
            && reader.is(found.start, TimeRole::The)
            && let Some(published) = self.published
        {
            self.told = Some((self.mentions.len(), Grain::Year(published.last.year())));
            self.told_quarter = None;
        }
    }

    fn push(&mut self, reader: &Reader<'_>, found: &Expression, resolved: Resolved) {
        let tokens = TokenRange::new(found.start, found.end);
        let bound = bound(reader, found);
        let turn = turn(&resolved, found);
        self.mentions.push(TimeMention {
            bound,
            turn,
            tokens,
            span: self.document.span(tokens),
            kind: resolved.kind,
            value: resolved.value,
            interval: resolved.interval,
            anchor: resolved.anchor,
            approximate: found.approximate
                || matches!(
                    found.meaning,
                    Meaning::TimeOnly { turn: None }
                        | Meaning::Overnight
                        | Meaning::Holiday { is_night: true, .. }
                )
                || matches!(
                    found.edge,
                    Some(Edge::Early | Edge::Mid | Edge::Late | Edge::End)
                ),
        });
    }
}

/// The hour from which a night is told, as values tell it.
const EVENING: &str = "20";

/// The hour at which it ends.
const DAWN: &str = "06";

/// How the values of a night and of a morning go on behind the day.
const NIGHT: &str = "NI";
const MORNING: &str = "MO";

/// To which neighbouring day a time of a day may be reckoned as well.
fn turn(resolved: &Resolved, found: &Expression) -> Turn {
    if resolved.interval.is_some_and(|interval| !interval.is_day()) {
        return Turn::Neither;
    }
    // "PT20S" is no hour.
    let hour = (resolved.kind != TimexType::Duration)
        .then(|| resolved.value.split_once('T'))
        .flatten()
        .map(|(_, hour)| hour);
    let is_clock = hour.is_some_and(|hour| hour.starts_with(|digit: char| digit.is_ascii_digit()));
    if matches!(found.meaning, Meaning::Holiday { is_night: true, .. }) {
        return Turn::After;
    }
    match (hour, found.edge) {
        (Some(hour), _) if is_clock && hour < DAWN => Turn::Before,
        (Some(hour), _) if is_clock && hour >= EVENING || hour == NIGHT => Turn::After,
        (Some(MORNING) | None, Some(Edge::Early)) => Turn::Before,
        (None, Some(Edge::Late)) => Turn::After,
        _ => Turn::Neither,
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

/// What the preposition before an expression makes of it. "Before 3 a.m. Monday" is still that
/// Monday, and "after Tuesday's vote" may be Tuesday.
fn bound(reader: &Reader<'_>, found: &Expression) -> TimeBound {
    let modifies = reader.is_shape(found.end, Shape::POSSESSIVE);
    if modifies || found.start == reader.start {
        return TimeBound::On;
    }
    let mut at = found.start - 1;
    if at > reader.start && reader.is_any(at, &[TimeRole::About, TimeRole::Least]) {
        at -= 1;
        at -= usize::from(reader.is(at, TimeRole::At) && at > reader.start);
    }
    let as_of = reader.is(at, TimeRole::Of) && reader.is(at.wrapping_sub(1), TimeRole::As);
    let bound = if as_of {
        TimeBound::By
    } else {
        reader.word(at).bound.unwrap_or_default()
    };
    let clock = matches!(found.time, Some(TimeOfDay::Clock { .. }));
    let same_day = matches!(bound, TimeBound::Before | TimeBound::After | TimeBound::By);
    if clock && same_day {
        TimeBound::On
    } else {
        bound
    }
}
