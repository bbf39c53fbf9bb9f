//! Resolves what is told by its distance: "last week", "two days ago", "a year earlier".

use jiff::civil::{Date, Weekday};

use crate::annotate::date::context::Context;
use crate::annotate::date::direction::Direction;
use crate::annotate::date::expression::{Base, Count, Turn};
use crate::annotate::date::grain::{Grain, around, grain_of, hull, shift, week_of};
use crate::annotate::date::named::last_quarter;
use crate::annotate::date::resolve::Point;
use crate::annotate::date::value;
use crate::annotate::mention::TimeAnchor;
use crate::lang::TimeUnit;
use crate::value::Interval;

pub(super) fn unit_turn(unit: TimeUnit, turn: Turn, context: &Context) -> Point {
    let missing = Point::missing(match unit {
        TimeUnit::Day => "XXXX-XX-XX",
        TimeUnit::Week => "XXXX-WXX",
        TimeUnit::Weekend => "XXXX-WXX-WE",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Quarter => "XXXX-QX",
        _ => "XXXX",
    });
    let from_told = matches!(turn, Turn::Previous | Turn::Following | Turn::That);
    let anchor = if from_told {
        context.told_by(unit)
    } else {
        context.within(unit).map(|day| (day, TimeAnchor::Published))
    };
    let Some((base, anchor)) = anchor else {
        return missing;
    };
    let steps: i64 = match turn {
        Turn::Last | Turn::Previous | Turn::Past => -1,
        Turn::Next | Turn::Following | Turn::Coming => 1,
        _ => 0,
    };
    if unit == TimeUnit::Quarter {
        return quarter_turn(turn, steps, base, anchor, context).unwrap_or(missing);
    }
    let Some(date) = shift(base, steps, unit) else {
        return missing;
    };
    let mut point = match unit {
        TimeUnit::Weekend => return weekend(date, turn, context, anchor),
        _ => match grain_of(date, unit) {
            Some(grain) => Point::of(grain, anchor),
            None => return missing,
        },
    };
    let today = anchor == TimeAnchor::Published;
    if today && matches!(turn, Turn::Past | Turn::Coming) {
        // "the past year" ends today.
        point.interval =
            Some(Interval::new(date, base)).map(|near| hull(near, point.interval.unwrap_or(near)));
    }
    if today && unit == TimeUnit::Week && base.weekday() == Weekday::Sunday {
        // Where the week begins on Sunday, it is a day off from ISO's.
        point.interval = point.interval.map(|week| Interval {
            first: week.first,
            last: shift(week.last, 6, TimeUnit::Day).unwrap_or(week.last),
        });
    }
    point
}

/// "the quarter" is the one told last, else the last one that was over.
pub(super) fn quarter_turn(
    turn: Turn,
    steps: i64,
    base: Date,
    anchor: TimeAnchor,
    context: &Context,
) -> Option<Point> {
    if matches!(turn, Turn::The | Turn::Latest | Turn::That) {
        let (year, n, anchor) = match context.told_quarter {
            Some((at, year, n)) if turn != Turn::Latest => (year, n, TimeAnchor::Mention(at)),
            _ => {
                let (year, n) = last_quarter(context)?;
                (year, n, TimeAnchor::Published)
            }
        };
        return Some(Point::of(Grain::Quarter(year, n), anchor));
    }
    let date = shift(base, steps, TimeUnit::Quarter)?;
    Some(Point::of(grain_of(date, TimeUnit::Quarter)?, anchor))
}

/// Saturday and Sunday of a week.
pub(super) fn weekend(date: Date, turn: Turn, context: &Context, anchor: TimeAnchor) -> Point {
    let week = week_of(date);
    let mut week = week.first;
    let today = context.day();
    let early = today.is_some_and(|today| today.weekday().to_monday_one_offset() < 6);
    // "the weekend", "this weekend" of what has happened: the one before, until Saturday.
    if matches!(turn, Turn::The | Turn::That | Turn::Past)
        && anchor == TimeAnchor::Published
        && early
        && context.direction != Direction::Future
        && turn != Turn::Past
        || turn == Turn::This && early && context.direction.is_past()
    {
        week = shift(week, -1, TimeUnit::Week).unwrap_or(week);
    }
    let saturday = shift(week, 5, TimeUnit::Day).unwrap_or(week);
    let sunday = shift(week, 6, TimeUnit::Day).unwrap_or(week);
    Point {
        value: format!("{}-WE", value::week(saturday)),
        interval: Some(Interval::new(saturday, sunday)),
        grain: Some(Grain::Week(saturday)),
        anchor,
    }
}

/// "two days ago", "a year earlier", "three weeks later".
pub(super) fn shifted(
    count: Count,
    unit: TimeUnit,
    sign: i32,
    base: Base,
    context: &Context,
) -> Option<Point> {
    if count.is_vague() {
        return Some(Point {
            value: if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned(),
            interval: None,
            grain: None,
            anchor: TimeAnchor::Published,
        });
    }
    if unit == TimeUnit::Year && count == Count::ONE && sign < 0 && context.told_quarter.is_some() {
        return Some(year_earlier(context));
    }
    let missing = Point::missing(match unit {
        TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX",
        TimeUnit::Month | TimeUnit::Quarter => "XXXX-XX",
        TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => "XXXX",
        _ => "XXXX-XX-XX",
    });
    let anchor = if base == Base::Told {
        context.told_by(unit)
    } else {
        context.within(unit).map(|day| (day, TimeAnchor::Published))
    };
    let Some((from, anchor)) = anchor else {
        return Some(missing);
    };
    let n = i64::from(count.twice) * i64::from(sign);
    let half = n % 2 != 0;
    let date = match (half, unit) {
        (false, _) => shift(from, n / 2, unit),
        (true, TimeUnit::Year) => shift(from, n * 6, TimeUnit::Month),
        (true, TimeUnit::Decade) => shift(from, n * 5, TimeUnit::Year),
        (true, TimeUnit::Century) => shift(from, n * 50, TimeUnit::Year),
        (true, _) => shift(from, n / 2, unit),
    };
    let Some(date) = date else {
        return Some(missing);
    };
    let unit = match unit {
        TimeUnit::Decade | TimeUnit::Century | TimeUnit::Millennium => TimeUnit::Year,
        TimeUnit::Quarter => TimeUnit::Month,
        TimeUnit::Year if half => TimeUnit::Month,
        unit => unit,
    };
    let Some(grain) = grain_of(date, unit) else {
        return Some(missing);
    };
    let mut point = Point::of(grain, anchor);
    // "two months ago" is rarely exact: half a unit on both sides may be meant.
    let days = match unit {
        TimeUnit::Week | TimeUnit::Fortnight => 4,
        TimeUnit::Month => 16,
        TimeUnit::Year => 183,
        _ => 0,
    };
    if days > 0 {
        let near = around(date, days);
        point.interval = point.interval.map(|whole| hull(whole, near));
    }
    Some(point)
}

/// The quarter told, a year before; without one, the year before publication.
pub(super) fn year_earlier(context: &Context) -> Point {
    let year_since = context.told.filter(|(at, grain)| {
        matches!(grain, Grain::Year(_))
            && context
                .told_quarter
                .is_none_or(|(quarter, ..)| quarter < *at)
    });
    if let Some((at, Grain::Year(year))) = year_since {
        return Point::of(Grain::Year(year.saturating_sub(1)), TimeAnchor::Mention(at));
    }
    if let Some((at, year, n)) = context.told_quarter {
        let year = year.saturating_sub(1);
        return Point::of(Grain::Quarter(year, n), TimeAnchor::Mention(at));
    }
    match context.within(TimeUnit::Year) {
        Some(day) => Point::of(Grain::Year(day.year() - 1), TimeAnchor::Published),
        None => Point::missing("XXXX"),
    }
}
