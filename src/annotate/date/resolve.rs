//! Puts an expression on the calendar: TIMEX3 value, days meant, what it was resolved against.

use jiff::civil::Date;

use crate::annotate::date::context::Context;
use crate::annotate::date::expression::{Edge, Expression, Meaning, Turn};
use crate::annotate::date::grain::{Grain, around, shift};
use crate::annotate::date::named::{
    calendar, holiday_date, month_turn, weekday_date, weekday_of, year_part,
};
use crate::annotate::date::relative::{shifted, unit_turn, year_earlier};
use crate::annotate::date::value;
use crate::annotate::mention::{TimeAnchor, TimexType};
use crate::lang::TimeUnit;
use crate::value::Interval;

/// Where a date stands on the calendar.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub kind: TimexType,
    pub value: String,
    pub interval: Option<Interval>,
    pub anchor: TimeAnchor,
    /// Unit of the calendar that `interval` is, for those that a later expression can start from.
    pub grain: Option<Grain>,
}

impl Resolved {
    /// A day of the calendar.
    pub fn day(date: Date, anchor: TimeAnchor) -> Self {
        let grain = Grain::Day(date);
        Self {
            kind: TimexType::Date,
            value: grain.value(),
            interval: grain.interval(),
            anchor,
            grain: Some(grain),
        }
    }
}

/// A date as far as the calendar goes: its value, days and unit.
pub(super) struct Point {
    pub value: String,
    pub interval: Option<Interval>,
    pub grain: Option<Grain>,
    pub anchor: TimeAnchor,
}

impl Point {
    pub fn of(grain: Grain, anchor: TimeAnchor) -> Self {
        Self {
            value: grain.value(),
            interval: grain.interval(),
            grain: Some(grain),
            anchor,
        }
    }

    pub fn missing(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            interval: None,
            grain: None,
            anchor: TimeAnchor::Missing,
        }
    }
}

/// Type, value and days of an expression; `None` if it cannot be a date ("Feb. 31").
pub(super) fn resolve(expression: &Expression, context: &Context) -> Option<Resolved> {
    let whole = |kind, value: String| Resolved {
        kind,
        value,
        interval: None,
        anchor: TimeAnchor::Absolute,
        grain: None,
    };
    let point = match &expression.meaning {
        Meaning::Duration { count, unit } => {
            return Some(whole(TimexType::Duration, value::period(*count, *unit)));
        }
        Meaning::Set(value) => return Some(whole(TimexType::Set, value.clone())),
        Meaning::Vague(value) => return Some(whole(TimexType::Date, (*value).to_owned())),
        Meaning::Century(n) => return Some(century(*n)),
        Meaning::Decade(first) => Point::of(Grain::Decade(*first), TimeAnchor::Absolute),
        Meaning::Calendar(date) => calendar(date, context)?,
        Meaning::YearPart { part, year, turn } => year_part(*part, *year, *turn, context),
        Meaning::Holiday {
            rule, year, turn, ..
        } => holiday_date(*rule, *year, *turn, context)?,
        Meaning::Overnight => overnight(context),
        Meaning::Weekday { weekday, turn } => weekday_date(*weekday, *turn, context),
        Meaning::WeekdayOf { weekday, turn } => weekday_of(*weekday, *turn, context),
        Meaning::NextTo(days) => match context.told_by(TimeUnit::Day) {
            Some((day, anchor)) => day_point(shift(day, i64::from(*days), TimeUnit::Day)?, anchor),
            None => Point::missing("XXXX-XX-XX"),
        },
        Meaning::Month { month, turn } => month_turn(*month, *turn, context),
        Meaning::Deictic(days) => match context.day() {
            Some(day) => day_point(
                shift(day, i64::from(*days), TimeUnit::Day)?,
                TimeAnchor::Published,
            ),
            None => Point::missing("XXXX-XX-XX"),
        },
        Meaning::Unit { unit, turn } => unit_turn(*unit, *turn, context),
        Meaning::Shift { count, unit, .. } if *unit < TimeUnit::Day => {
            return Some(whole(TimexType::Duration, value::period(*count, *unit)));
        }
        Meaning::Shift {
            count,
            unit,
            sign,
            base,
        } => shifted(*count, *unit, *sign, *base, context)?,
        Meaning::YearEarlier => year_earlier(context),
        Meaning::TimeOnly { turn } => time_day(*turn, context),
    };
    Some(finish(expression, point, context))
}

fn finish(expression: &Expression, mut point: Point, context: &Context) -> Resolved {
    let mut kind = TimexType::Date;
    if let (Some(Edge::WeekOf), Some(Grain::Day(day))) = (expression.edge, point.grain) {
        point = Point::of(Grain::Week(day), point.anchor);
        if matches!(expression.meaning, Meaning::Holiday { .. }) {
            point.interval = Some(around(day, 4));
        }
    }
    if let Some(time) = expression.time {
        kind = TimexType::Time;
        point.value.push_str(&value::time(time));
    }
    if expression.edge == Some(Edge::Outside) {
        point.interval = None;
    }
    if let (Some(edge), Some(interval)) = (expression.edge, point.interval) {
        point.interval = Some(narrowed(interval, edge, context));
    }
    Resolved {
        kind,
        value: point.value,
        interval: point.interval,
        anchor: point.anchor,
        grain: point.grain,
    }
}

/// The stretch of an interval that "early", "mid", "late", "earlier", "the end of" mean, with
/// generous ends: early and late are halves, the middle is half as long as the whole.
fn narrowed(interval: Interval, edge: Edge, context: &Context) -> Interval {
    let days = i64::from(
        interval
            .first
            .until(interval.last)
            .map_or(0, |span| span.get_days()),
    );
    if days == 0 {
        return interval;
    }
    let at = |quarters: i64| {
        shift(interval.first, days * quarters / 4, TimeUnit::Day).unwrap_or(interval.first)
    };
    let today = context
        .day()
        .filter(|day| Interval::day(*day).is_overlapping(interval));
    match edge {
        Edge::Early | Edge::FirstHalf => Interval::new(interval.first, at(2)),
        Edge::Mid => Interval::new(at(1), at(3)),
        Edge::Late | Edge::SecondHalf | Edge::End => Interval::new(at(2), interval.last),
        Edge::WeekOf | Edge::Outside => interval,
        Edge::Earlier => Interval::new(interval.first, today.unwrap_or(interval.last)),
        Edge::Later => Interval::new(today.unwrap_or(interval.first), interval.last),
    }
}

pub(super) fn day_point(date: Date, anchor: TimeAnchor) -> Point {
    Point::of(Grain::Day(date), anchor)
}

fn century(n: u32) -> Resolved {
    let first = i16::try_from(n)
        .ok()
        .and_then(|n| n.checked_sub(1)?.checked_mul(100));
    let interval = first.and_then(|first| {
        Some(Interval {
            first: Date::new(first, 1, 1).ok()?,
            last: Date::new(first + 100, 12, 31).ok()?,
        })
    });
    Resolved {
        kind: TimexType::Date,
        value: format!("{:02}", n.saturating_sub(1)),
        interval,
        anchor: TimeAnchor::Absolute,
        grain: None,
    }
}

/// The night before the day of publication, which ends on that day.
fn overnight(context: &Context) -> Point {
    let eve = context
        .day()
        .and_then(|today| Some((shift(today, -1, TimeUnit::Day)?, today)));
    let Some((eve, today)) = eve else {
        return Point::missing("XXXX-XX-XX");
    };
    let mut point = day_point(eve, TimeAnchor::Published);
    point.interval = Some(Interval::new(eve, today));
    point.grain = None;
    point
}

/// The day of a time told without one.
fn time_day(turn: Option<Turn>, context: &Context) -> Point {
    let point = |day: Option<Date>, anchor| {
        day.map_or_else(
            || Point::missing("XXXX-XX-XX"),
            |day| day_point(day, anchor),
        )
    };
    let published = context.day();
    match turn {
        Some(Turn::This) => point(published, TimeAnchor::Published),
        Some(Turn::Last) => {
            // "last night" and "last evening"; the night before dawn is the day before's.
            let day = published.and_then(|day| shift(day, -1, TimeUnit::Day));
            point(day, TimeAnchor::Published)
        }
        Some(Turn::Next | Turn::Following | Turn::Previous) => {
            let steps = if turn == Some(Turn::Previous) { -1 } else { 1 };
            match context.told_day {
                Some((at, day)) => point(shift(day, steps, TimeUnit::Day), TimeAnchor::Mention(at)),
                None => point(None, TimeAnchor::Missing),
            }
        }
        _ => match context.told_day {
            Some((at, day)) => point(Some(day), TimeAnchor::Mention(at)),
            None => point(published, TimeAnchor::Published),
        },
    }
}
