//! Resolves what has a name: dates, months, quarters, seasons, holidays, weekdays.

use jiff::civil::{Date, Weekday};

use crate::annotate::date::context::Context;
use crate::annotate::date::direction::Direction;
use crate::annotate::date::expression::{CalendarDate, Turn, YearPart, YearWord};
use crate::annotate::date::grain::{Grain, dated, shift, week_of};
use crate::annotate::date::resolve::{Point, day_point};
use crate::annotate::date::{holiday, value};
use crate::annotate::mention::TimeAnchor;
use crate::lang::TimeUnit;
use crate::value::Interval;

pub(super) fn calendar(date: &CalendarDate, context: &Context) -> Option<Point> {
    let mut year = date.year;
    let mut anchor = TimeAnchor::Absolute;
    if let Some(turn) = date.turn {
        let (told, from) = turned_year(turn, context)?;
        year = Some(told);
        anchor = from;
    }
    let (Some(month), day) = (date.month, date.day) else {
        return Some(Point::of(Grain::Year(year?), anchor));
    };
    if let Some(year) = year {
        return dated(year, month, day).map(|grain| Point::of(grain, anchor));
    }
    let Some(today) = context.within(if day.is_some() {
        TimeUnit::Day
    } else {
        TimeUnit::Month
    }) else {
        let value = match day {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        };
        // 29 February is the only day that some years lack.
        dated(2000, month, day)?;
        return Some(Point::missing(&value));
    };
    let mut candidates: Vec<Grain> = (-1..=1)
        .filter_map(|years| dated(today.year().checked_add(years)?, month, day))
        .collect();
    if let Some(weekday) = date.weekday {
        let named = |grain: &Grain| matches!(grain, Grain::Day(date) if date.weekday().to_monday_one_offset() == weekday);
        if candidates.iter().any(named) {
            candidates.retain(named);
        }
    }
    let grain = nearest(&candidates, today, context.direction)?;
    Some(Point::of(grain, TimeAnchor::Published))
}

/// Farther away than so many days a day would have its year told; nearness then counts more than
/// tense.
const FAR_DAY: i64 = 300;

/// The same for a month.
const FAR_MONTH: i64 = 300;

/// The candidate that fits the direction, else the nearest.
pub(super) fn nearest(candidates: &[Grain], today: Date, direction: Direction) -> Option<Grain> {
    let distance = |grain: &Grain| {
        grain.interval().map_or(i64::MAX, |interval| {
            if interval.is_covering(Interval::day(today)) {
                return 0;
            }
            let ahead = interval.first > today;
            let near = if ahead { interval.first } else { interval.last };
            let days = today
                .until(near)
                .map_or(i64::MAX, |span| i64::from(span.get_days()).abs());
            // News tells more of the past.
            let weight = 1 + i64::from(ahead && direction == Direction::Unknown);
            days.saturating_mul(weight)
        })
    };
    let fits = |grain: &&Grain| {
        grain.interval().is_some_and(|interval| match direction {
            Direction::Past | Direction::Over => interval.first <= today,
            Direction::Future => interval.last >= today,
            Direction::Unknown => true,
        })
    };
    let fitting = candidates
        .iter()
        .filter(fits)
        .min_by_key(|grain| distance(grain))
        .filter(|grain| {
            let far = if direction == Direction::Over {
                i64::MAX
            } else if matches!(grain, Grain::Day(_)) {
                FAR_DAY
            } else {
                FAR_MONTH
            };
            distance(grain) <= far
        });
    fitting
        .or_else(|| candidates.iter().min_by_key(|grain| distance(grain)))
        .copied()
}

/// The year that "last year" means next to a month.
pub(super) fn turned_year(turn: Turn, context: &Context) -> Option<(i16, TimeAnchor)> {
    if turn == Turn::That
        && let Some((at, grain)) = context.told
    {
        return Some((grain.day()?.year(), TimeAnchor::Mention(at)));
    }
    let year = context.within(TimeUnit::Year)?.year();
    let year = match turn {
        Turn::Last | Turn::Previous | Turn::Past => year - 1,
        Turn::Next | Turn::Coming | Turn::Following => year + 1,
        _ => year,
    };
    Some((year, TimeAnchor::Published))
}

pub(super) fn year_part(
    part: YearPart,
    year: YearWord,
    turn: Option<Turn>,
    context: &Context,
) -> Point {
    let part = match part {
        // "the 1988 period": the quarter of that year that the text is about.
        YearPart::Quarter(0) => {
            let told = context.told_quarter.map(|(_, _, n)| n);
            // "the 1988 period" behind "the first nine months".
            if let (YearWord::Known(year), None, Some((_, Grain::Year(_)))) =
                (year, told, context.told)
            {
                return Point::of(Grain::Year(year), TimeAnchor::Absolute);
            }
            match told.or_else(|| last_quarter(context).map(|(_, n)| n)) {
                Some(n) => YearPart::Quarter(n),
                None => return Point::missing("XXXX-QX"),
            }
        }
        part => part,
    };
    let grain = |year: i16| match part {
        YearPart::Quarter(n) => Grain::Quarter(year, n),
        YearPart::Half(n) => Grain::Half(year, n),
        YearPart::Season(code) => Grain::Season(year, code),
    };
    match year {
        YearWord::Known(year) => return Point::of(grain(year), TimeAnchor::Absolute),
        YearWord::Turn(turn) => {
            if let Some((year, anchor)) = turned_year(turn, context) {
                return Point::of(grain(year), anchor);
            }
        }
        YearWord::Earlier | YearWord::None => {}
    }
    let Some(today) = context.day() else {
        return Point::missing(&format!("XXXX-{}", value::part(part)));
    };
    let candidates = [-1, 0, 1].map(|years| grain(today.year().saturating_add(years)));
    let started = |candidate: &&Grain| {
        candidate
            .interval()
            .is_some_and(|interval| interval.first <= today)
    };
    let past = candidates.iter().rfind(started);
    let chosen = match (part, turn) {
        (YearPart::Season(_), Some(Turn::Last | Turn::Previous | Turn::Past)) => candidates
            .iter()
            .rev()
            .find(|candidate| {
                candidate.interval().is_some_and(|interval| {
                    interval.last < today
                        || interval.first.year() < today.year()
                            && interval.first < today
                            && !interval.is_covering(Interval::day(today))
                })
            })
            .copied(),
        (YearPart::Season(_), Some(Turn::Next | Turn::Coming)) => candidates
            .iter()
            .find(|candidate| {
                candidate
                    .interval()
                    .is_some_and(|interval| interval.first > today)
            })
            .copied(),
        (_, Some(Turn::This)) => Some(candidates[1]),
        (YearPart::Season(_), _) => nearest(&candidates, today, context.direction),
        _ => past.copied(),
    };
    let chosen = chosen.unwrap_or(candidates[1]);
    let chosen = match (year, chosen) {
        (YearWord::Earlier, Grain::Quarter(year, n)) => Grain::Quarter(year - 1, n),
        (YearWord::Earlier, Grain::Half(year, n)) => Grain::Half(year - 1, n),
        (_, chosen) => chosen,
    };
    Point::of(chosen, TimeAnchor::Published)
}

/// The last quarter that was over at publication.
pub(super) fn last_quarter(context: &Context) -> Option<(i16, i8)> {
    let today = context.day()?;
    let current = (today.month() - 1) / 3 + 1;
    Some(if current == 1 {
        (today.year() - 1, 4)
    } else {
        (today.year(), current - 1)
    })
}

pub(super) fn holiday_date(
    rule: crate::lang::HolidayRule,
    year: YearWord,
    turn: Option<Turn>,
    context: &Context,
) -> Option<Point> {
    let known = match year {
        YearWord::Known(year) => Some((year, TimeAnchor::Absolute)),
        YearWord::Turn(turn) => turned_year(turn, context),
        _ => None,
    };
    if let Some((year, anchor)) = known {
        return Some(day_point(holiday::date(rule, year)?, anchor));
    }
    let Some(today) = context.day() else {
        return Some(Point::missing("XXXX-XX-XX"));
    };
    let days = [-1, 0, 1].map(|years| holiday::date(rule, today.year() + years));
    let candidates: Vec<Grain> = days.into_iter().flatten().map(Grain::Day).collect();
    let direction = match turn {
        Some(Turn::Last | Turn::Past | Turn::Previous) => Direction::Past,
        Some(Turn::Next | Turn::Coming) => Direction::Future,
        _ => context.direction,
    };
    Some(Point::of(
        nearest(&candidates, today, direction)?,
        TimeAnchor::Published,
    ))
}

pub(super) fn weekday_date(weekday: i8, turn: Option<Turn>, context: &Context) -> Point {
    let missing = Point::missing(&format!("XXXX-WXX-{weekday}"));
    let Ok(weekday) = Weekday::from_monday_one_offset(weekday) else {
        return missing;
    };
    let told = context
        .told_day
        .filter(|_| matches!(turn, Some(Turn::Previous | Turn::Following | Turn::That)));
    if let Some((at, day)) = told {
        let date = match turn {
            Some(Turn::Previous) => day.nth_weekday(-1, weekday),
            Some(Turn::Following) => day.nth_weekday(1, weekday),
            _ => on_or_after(shift(day, -3, TimeUnit::Day).unwrap_or(day), weekday),
        };
        return date.map_or(missing, |date| day_point(date, TimeAnchor::Mention(at)));
    }
    let Some(today) = context.day() else {
        return missing;
    };
    let date = match turn {
        Some(Turn::Last | Turn::Past | Turn::Previous) => today.nth_weekday(-1, weekday),
        Some(Turn::Next | Turn::Coming | Turn::Following) => today.nth_weekday(1, weekday),
        Some(Turn::This) if !context.direction.is_past() => on_or_after(today, weekday),
        _ if context.direction == Direction::Future => on_or_after(today, weekday),
        _ => on_or_before(today, weekday),
    };
    let mut point = date.map_or(missing, |date| day_point(date, TimeAnchor::Published));
    // "last Thursday" on a Friday is yesterday for some and a week earlier for others.
    if let (Some(Turn::Last), Some(Grain::Day(day))) = (turn, point.grain)
        && shift(day, 2, TimeUnit::Day).is_some_and(|after| after >= today)
    {
        let earlier = shift(day, -1, TimeUnit::Week).unwrap_or(day);
        point.interval = Some(Interval::new(earlier, day));
    }
    point
}

/// "Tuesday of last week".
pub(super) fn weekday_of(weekday: i8, turn: Turn, context: &Context) -> Point {
    let weeks = match turn {
        Turn::Last => -1,
        Turn::Next => 1,
        _ => 0,
    };
    let date = context.day().and_then(|today| {
        let monday = shift(week_of(today).first, weeks, TimeUnit::Week)?;
        shift(monday, i64::from(weekday) - 1, TimeUnit::Day)
    });
    match date {
        Some(date) => day_point(date, TimeAnchor::Published),
        None => Point::missing(&format!("XXXX-WXX-{weekday}")),
    }
}

pub(super) fn on_or_after(day: Date, weekday: Weekday) -> Result<Date, jiff::Error> {
    if day.weekday() == weekday {
        return Ok(day);
    }
    day.nth_weekday(1, weekday)
}

pub(super) fn on_or_before(day: Date, weekday: Weekday) -> Result<Date, jiff::Error> {
    if day.weekday() == weekday {
        return Ok(day);
    }
    day.nth_weekday(-1, weekday)
}

pub(super) fn month_turn(month: i8, turn: Turn, context: &Context) -> Point {
    let missing = Point::missing(&format!("XXXX-{month:02}"));
    // "that July": of the year told.
    if let (Turn::That, Some((at, grain))) = (turn, context.told) {
        let told = grain.day().and_then(|day| dated(day.year(), month, None));
        return told.map_or(missing, |grain| Point::of(grain, TimeAnchor::Mention(at)));
    }
    // "the following January": after the date told.
    let told = matches!(turn, Turn::Following | Turn::Previous)
        .then(|| {
            context
                .told
                .and_then(|(at, grain)| Some((grain.day()?, TimeAnchor::Mention(at))))
        })
        .flatten();
    let published = || Some((context.within(TimeUnit::Month)?, TimeAnchor::Published));
    let Some((today, anchor)) = told.or_else(published) else {
        return missing;
    };
    let this = today.year();
    let year = match turn {
        Turn::Last | Turn::Previous | Turn::Past => {
            if month < today.month() {
                this
            } else {
                this - 1
            }
        }
        Turn::Next | Turn::Coming | Turn::Following => {
            if month > today.month() {
                this
            } else {
                this + 1
            }
        }
        _ => this,
    };
    dated(year, month, None).map_or(missing, |grain| Point::of(grain, anchor))
}
