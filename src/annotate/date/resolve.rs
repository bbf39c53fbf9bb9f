//! Puts an expression on the calendar: TIMEX3 value, days meant, what it was resolved against.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::annotate::date::direction::Direction;
use crate::annotate::date::expression::{
    Base, CalendarDate, Count, Edge, Expression, Meaning, TimeOfDay, Turn, YearPart, YearWord,
};
use crate::annotate::date::{holiday, value};
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

/// What an expression that was told means for the ones behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day(Date),
    Week(Date),
    Month(Date),
    Quarter(i16, i8),
    Half(i16, i8),
    Season(i16, &'static str),
    Year(i16),
    Decade(i16),
}

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub published: Option<Interval>,
    /// The date told last, with its position in the list of mentions.
    pub told: Option<(usize, Grain)>,
    /// The day told last.
    pub told_day: Option<(usize, Date)>,
    /// The quarter told last.
    pub told_quarter: Option<(usize, i16, i8)>,
    pub direction: Direction,
}

impl Context {
    /// The day of publication, if it is known to the day.
    fn day(&self) -> Option<Date> {
        self.published
            .filter(|published| published.is_day())
            .map(|published| published.first)
    }

    /// What "two days later" starts from: the date told last, if it is as fine as the unit, or a
    /// day told shortly before. Years start from publication if nothing was told.
    fn told_by(&self, unit: TimeUnit) -> Option<(Date, TimeAnchor)> {
        let fine = |grain: Grain| match grain {
            Grain::Day(_) => true,
            Grain::Week(_) => unit >= TimeUnit::Weekend,
            Grain::Month(_) => unit >= TimeUnit::Month,
            _ => unit >= TimeUnit::Year,
        };
        if let Some((at, grain)) = self.told.filter(|(_, grain)| fine(*grain)) {
            return Some((grain.day()?, TimeAnchor::Mention(at)));
        }
        if let (Some((last, _)), Some((at, day))) = (self.told, self.told_day)
            && at + NEAR >= last
        {
            return Some((day, TimeAnchor::Mention(at)));
        }
        let year = (unit >= TimeUnit::Month)
            .then(|| self.within(unit))
            .flatten();
        year.map(|day| (day, TimeAnchor::Published))
    }

    /// A day of the month or year of publication, if that much is known.
    fn within(&self, unit: TimeUnit) -> Option<Date> {
        let published = self.published?;
        let same_year = published.first.year() == published.last.year();
        let same_month = same_year && published.first.month() == published.last.month();
        let known = match unit {
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century | TimeUnit::Millennium => {
                same_year
            }
            TimeUnit::Month => same_month,
            _ => published.is_day(),
        };
        known.then_some(published.last)
    }
}

/// A day counts as told shortly before with at most so many dates in between.
const NEAR: usize = 2;

/// A date as far as the calendar goes: its value, days and unit.
struct Point {
    value: String,
    interval: Option<Interval>,
    grain: Option<Grain>,
    anchor: TimeAnchor,
}

impl Point {
    fn of(grain: Grain, anchor: TimeAnchor) -> Self {
        Self {
            value: grain.value(),
            interval: grain.interval(),
            grain: Some(grain),
            anchor,
        }
    }

    fn missing(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            interval: None,
            grain: None,
            anchor: TimeAnchor::Missing,
        }
    }
}

impl Grain {
    fn value(self) -> String {
        match self {
            Self::Day(date) => value::day(date),
            Self::Week(date) => value::week(date),
            Self::Month(date) => value::month(date.year(), date.month()),
            Self::Quarter(year, n) => format!("{year:04}-{}", value::part(YearPart::Quarter(n))),
            Self::Half(year, n) => format!("{year:04}-{}", value::part(YearPart::Half(n))),
            Self::Season(year, code) => format!("{year:04}-{code}"),
            Self::Year(year) => value::year(year),
            Self::Decade(first) => format!("{:03}", first.div_euclid(10)),
        }
    }

    fn interval(self) -> Option<Interval> {
        match self {
            Self::Day(date) => Some(Interval::day(date)),
            Self::Week(date) => Some(week_of(date)),
            Self::Month(date) => Interval::month(date.year(), date.month()),
            Self::Quarter(year, n) => months(year, n * 3 - 2, 3),
            Self::Half(year, n) => months(year, n * 6 - 5, 6),
            Self::Season(year, code) => season(year, code),
            Self::Year(year) => Interval::year(year),
            Self::Decade(first) => Some(Interval {
                first: Date::new(first, 1, 1).ok()?,
                last: Date::new(first.checked_add(9)?, 12, 31).ok()?,
            }),
        }
    }

    /// A day inside.
    fn day(self) -> Option<Date> {
        match self {
            Self::Day(date) | Self::Week(date) | Self::Month(date) => Some(date),
            _ => self.interval().map(|interval| interval.first),
        }
    }
}

fn months(year: i16, first: i8, n: i8) -> Option<Interval> {
    let first = Date::new(year, first.clamp(1, 12), 1).ok()?;
    let last = first
        .checked_add(i32::from(n - 1).months())
        .ok()?
        .last_of_month();
    Some(Interval { first, last })
}

/// Seasons of the northern half of the world; a winter is that which begins or ends in the year.
fn season(year: i16, code: &str) -> Option<Interval> {
    match code {
        "SP" => months(year, 3, 4),
        "SU" => months(year, 6, 4),
        "FA" => months(year, 9, 4),
        _ => Some(Interval {
            first: Date::new(year.checked_sub(1)?, 12, 1).ok()?,
            last: Date::new(year.checked_add(1)?, 3, 31).ok()?,
        }),
    }
}

/// Monday to Sunday. Papers also begin the week on Sunday: a Sunday's week reaches to the next
/// Saturday.
fn week_of(date: Date) -> Interval {
    let offset = date.weekday().to_monday_zero_offset();
    let first = shift(date, -i64::from(offset), TimeUnit::Day).unwrap_or(date);
    let last = shift(first, 6, TimeUnit::Day).unwrap_or(date);
    Interval { first, last }
}

fn shift(date: Date, n: i64, unit: TimeUnit) -> Option<Date> {
    let n = i32::try_from(n).ok()?;
    let span = jiff::Span::new();
    let span = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return Some(date),
        TimeUnit::Day => span.try_days(n),
        TimeUnit::Week | TimeUnit::Weekend => span.try_weeks(n),
        TimeUnit::Fortnight => span.try_weeks(n.checked_mul(2)?),
        TimeUnit::Month => span.try_months(n),
        TimeUnit::Quarter => span.try_months(n.checked_mul(3)?),
        TimeUnit::Year => span.try_years(n),
        TimeUnit::Decade => span.try_years(n.checked_mul(10)?),
        TimeUnit::Century => span.try_years(n.checked_mul(100)?),
        TimeUnit::Millennium => span.try_years(n.checked_mul(1000)?),
    }
    .ok()?;
    date.checked_add(span).ok()
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
        Meaning::Holiday { rule, year, turn } => holiday_date(*rule, *year, *turn, context)?,
        Meaning::Weekday { weekday, turn } => weekday_date(*weekday, *turn, context),
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
        Meaning::TimeOnly { turn } => time_day(expression, *turn, context),
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

fn day_point(date: Date, anchor: TimeAnchor) -> Point {
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

fn calendar(date: &CalendarDate, context: &Context) -> Option<Point> {
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

fn dated(year: i16, month: i8, day: Option<i8>) -> Option<Grain> {
    let date = Date::new(year, month, day.unwrap_or(1)).ok()?;
    Some(if day.is_some() {
        Grain::Day(date)
    } else {
        Grain::Month(date)
    })
}

/// Farther away than this a date would have its year told; tense then counts less than nearness.
const FAR: i64 = 300;

/// The candidate that fits the direction, else the nearest.
fn nearest(candidates: &[Grain], today: Date, direction: Direction) -> Option<Grain> {
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
            Direction::Past => interval.first <= today,
            Direction::Future => interval.last >= today,
            Direction::Unknown => true,
        })
    };
    let fitting = candidates
        .iter()
        .filter(fits)
        .min_by_key(|grain| distance(grain))
        .filter(|grain| distance(grain) <= FAR);
    fitting
        .or_else(|| candidates.iter().min_by_key(|grain| distance(grain)))
        .copied()
}

/// The year that "last year" means next to a month.
fn turned_year(turn: Turn, context: &Context) -> Option<(i16, TimeAnchor)> {
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

fn year_part(part: YearPart, year: YearWord, turn: Option<Turn>, context: &Context) -> Point {
    let grain = |year: i16| match part {
        YearPart::Quarter(n) => Grain::Quarter(year, n),
        YearPart::Half(n) => Grain::Half(year, n),
        YearPart::Season(code) => Grain::Season(year, code),
    };
    let part = match part {
        YearPart::Quarter(0) => {
            let told = context.told_quarter.map(|(_, _, n)| n);
            YearPart::Quarter(
                told.or_else(|| last_quarter(context).map(|(_, n)| n))
                    .unwrap_or(0),
            )
        }
        part => part,
    };
    if part == YearPart::Quarter(0) {
        return Point::missing("XXXX-QX");
    }
    let grain = |year: i16| match part {
        YearPart::Quarter(n) => Grain::Quarter(year, n),
        other => {
            let _ = other;
            grain(year)
        }
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
    let past = candidates.iter().filter(started).next_back();
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
fn last_quarter(context: &Context) -> Option<(i16, i8)> {
    let today = context.day()?;
    let current = (today.month() - 1) / 3 + 1;
    Some(if current == 1 {
        (today.year() - 1, 4)
    } else {
        (today.year(), current - 1)
    })
}

fn holiday_date(
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

fn weekday_date(weekday: i8, turn: Option<Turn>, context: &Context) -> Point {
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
        Some(Turn::This) if context.direction != Direction::Past => on_or_after(today, weekday),
        _ if context.direction == Direction::Future => on_or_after(today, weekday),
        _ => on_or_before(today, weekday),
    };
    date.map_or(missing, |date| day_point(date, TimeAnchor::Published))
}

fn on_or_after(day: Date, weekday: Weekday) -> Result<Date, jiff::Error> {
    if day.weekday() == weekday {
        return Ok(day);
    }
    day.nth_weekday(1, weekday)
}

fn on_or_before(day: Date, weekday: Weekday) -> Result<Date, jiff::Error> {
    if day.weekday() == weekday {
        return Ok(day);
    }
    day.nth_weekday(-1, weekday)
}

fn month_turn(month: i8, turn: Turn, context: &Context) -> Point {
    let missing = Point::missing(&format!("XXXX-{month:02}"));
    let Some(today) = context.within(TimeUnit::Month) else {
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
    dated(year, month, None).map_or(missing, |grain| Point::of(grain, TimeAnchor::Published))
}

fn unit_turn(unit: TimeUnit, turn: Turn, context: &Context) -> Point {
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

/// So many days before and behind a day.
fn around(date: Date, days: i64) -> Interval {
    Interval {
        first: shift(date, -days, TimeUnit::Day).unwrap_or(date),
        last: shift(date, days, TimeUnit::Day).unwrap_or(date),
    }
}

fn hull(a: Interval, b: Interval) -> Interval {
    Interval {
        first: a.first.min(b.first),
        last: a.last.max(b.last),
    }
}

fn grain_of(date: Date, unit: TimeUnit) -> Option<Grain> {
    Some(match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Grain::Day(date),
        TimeUnit::Week | TimeUnit::Fortnight | TimeUnit::Weekend => Grain::Week(date),
        TimeUnit::Month => Grain::Month(date),
        TimeUnit::Quarter => Grain::Quarter(date.year(), (date.month() - 1) / 3 + 1),
        TimeUnit::Year => Grain::Year(date.year()),
        TimeUnit::Decade => Grain::Decade(date.year().div_euclid(10) * 10),
        TimeUnit::Century | TimeUnit::Millennium => return None,
    })
}

/// "the quarter" is the one told last, else the last one that was over.
fn quarter_turn(
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
fn weekend(date: Date, turn: Turn, context: &Context, anchor: TimeAnchor) -> Point {
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
        || turn == Turn::This && early && context.direction == Direction::Past
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
fn shifted(
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
fn year_earlier(context: &Context) -> Point {
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

/// The day of a time told without one.
fn time_day(expression: &Expression, turn: Option<Turn>, context: &Context) -> Point {
    let point = |day: Option<Date>, anchor| {
        day.map_or_else(
            || Point::missing("XXXX-XX-XX"),
            |day| day_point(day, anchor),
        )
    };
    let published = context.day();
    let night = matches!(expression.time, Some(TimeOfDay::Part("NI")));
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
            None => {
                let _ = night;
                point(published, TimeAnchor::Published)
            }
        },
    }
}
