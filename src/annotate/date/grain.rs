//! Days, weeks, months, years on the calendar, and the way from one to another.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::annotate::date::expression::YearPart;
use crate::annotate::date::value;
use crate::lang::TimeUnit;
use crate::value::Interval;

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

impl Grain {
    pub fn value(self) -> String {
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

    pub fn interval(self) -> Option<Interval> {
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
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(date) | Self::Week(date) | Self::Month(date) => Some(date),
            _ => self.interval().map(|interval| interval.first),
        }
    }
}

pub(super) fn months(year: i16, first: i8, n: i8) -> Option<Interval> {
    let first = Date::new(year, first.clamp(1, 12), 1).ok()?;
    let last = first
        .checked_add(i32::from(n - 1).months())
        .ok()?
        .last_of_month();
    Some(Interval { first, last })
}

/// Seasons of the northern half of the world; a winter is that which begins or ends in the year.
pub(super) fn season(year: i16, code: &str) -> Option<Interval> {
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
pub(super) fn week_of(date: Date) -> Interval {
    let offset = date.weekday().to_monday_zero_offset();
    let first = shift(date, -i64::from(offset), TimeUnit::Day).unwrap_or(date);
    let last = shift(first, 6, TimeUnit::Day).unwrap_or(date);
    Interval { first, last }
}

pub(super) fn shift(date: Date, n: i64, unit: TimeUnit) -> Option<Date> {
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

pub(super) fn dated(year: i16, month: i8, day: Option<i8>) -> Option<Grain> {
    let date = Date::new(year, month, day.unwrap_or(1)).ok()?;
    Some(if day.is_some() {
        Grain::Day(date)
    } else {
        Grain::Month(date)
    })
}

/// So many days before and behind a day.
pub(super) fn around(date: Date, days: i64) -> Interval {
    Interval {
        first: shift(date, -days, TimeUnit::Day).unwrap_or(date),
        last: shift(date, days, TimeUnit::Day).unwrap_or(date),
    }
}

pub(super) fn hull(a: Interval, b: Interval) -> Interval {
    Interval {
        first: a.first.min(b.first),
        last: a.last.max(b.last),
    }
}

pub(super) fn grain_of(date: Date, unit: TimeUnit) -> Option<Grain> {
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
