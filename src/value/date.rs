//! Calendar dates as closed intervals of days, and EDTF (ISO 8601-2:2019, annex A).

use jiff::civil::Date;

/// A stretch of days, both ends included. `Date::MIN` and `Date::MAX` stand for an open end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First day.
    pub first: Date,
    /// Last day, not before `first`.
    pub last: Date,
}

impl Interval {
    /// The interval from `first` to `last`; the two may come in either order.
    #[must_use]
    pub fn new(first: Date, last: Date) -> Self {
        if first <= last {
            Self { first, last }
        } else {
            Self {
                first: last,
                last: first,
            }
        }
    }

    /// A single day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self {
            first: date,
            last: date,
        }
    }

    /// A whole month, `None` outside the calendar (years −9999 to 9999).
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self {
            first,
            last: first.last_of_month(),
        })
    }

    /// A whole year, `None` outside the calendar.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Some(Self {
            first: Date::new(year, 1, 1).ok()?,
            last: Date::new(year, 12, 31).ok()?,
        })
    }

    /// How many days it has.
    #[must_use]
    pub fn n_days(self) -> i32 {
        self.first
            .until(self.last)
            .map_or(i32::MAX, |span| span.get_days().saturating_add(1))
    }

    /// Whether it is one day long.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    pub fn is_covering(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn is_overlapping(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// How a source's date stands to a claim's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRelation {
    /// Inside the claim's: supports.
    Within,
    /// Wider than the claim's, or overlapping: vaguer, omits.
    Vaguer,
    /// No day in common: contradicts.
    Disjoint,
}

/// A claim's date: EDTF level 0 and 1, and sets of level 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfDate {
    /// As written.
    pub text: String,
    /// The days that it may mean: one interval, or several for a set (`[..]`, `{..}`).
    pub intervals: Vec<Interval>,
    /// `~` or `%`: about then.
    pub approximate: bool,
    /// `?` or `%`: perhaps then.
    pub uncertain: bool,
}

impl EdtfDate {
    /// How `found` stands to this date. An approximate or uncertain date is never contradicted
    /// by a day within its own length before or after it.
    #[must_use]
    pub fn relate(&self, found: Interval) -> DateRelation {
        if self.intervals.iter().any(|own| own.is_covering(found)) {
            return DateRelation::Within;
        }
        if self.intervals.iter().any(|own| own.is_overlapping(found)) {
            return DateRelation::Vaguer;
        }
        if (self.approximate || self.uncertain)
            && self
                .intervals
                .iter()
                .any(|own| widened(*own).is_overlapping(found))
        {
            return DateRelation::Vaguer;
        }
        DateRelation::Disjoint
    }

    /// From the first to the last day of all its intervals.
    #[must_use]
    pub fn hull(&self) -> Interval {
        let first = self
            .intervals
            .iter()
            .map(|i| i.first)
            .min()
            .expect("a date has an interval");
        let last = self
            .intervals
            .iter()
            .map(|i| i.last)
            .max()
            .expect("a date has an interval");
        Interval { first, last }
    }
}

/// The interval with its own length added on both sides.
fn widened(interval: Interval) -> Interval {
    let days = interval
        .first
        .until(interval.last)
        .map_or(0, |span| i64::from(span.get_days()))
        + 1;
    let step = jiff::Span::new().try_days(days).unwrap_or_default();
    Interval {
        first: interval.first.checked_sub(step).unwrap_or(Date::MIN),
        last: interval.last.checked_add(step).unwrap_or(Date::MAX),
    }
}
