//! What a time expression says, before it is put on the calendar.

use crate::annotate::date::direction::Direction;
use crate::lang::{HolidayRule, TimeUnit};

/// An expression as found: tokens `start..end` and what they say.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning,
    /// "early", "the end of": which stretch of it.
    pub edge: Option<Edge>,
    /// A time of the day that it names.
    pub time: Option<TimeOfDay>,
    /// "about", "around".
    pub approximate: bool,
    /// "last" before a date without a year: where it lies, whatever the tense.
    pub direction: Option<Direction>,
}

/// What the words mean.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    /// "Oct. 23, 2025", "October 2025", "October", "2025".
    Calendar(CalendarDate),
    /// "the 1990s": its first year.
    Decade(i16),
    /// "the 20th century": 20.
    Century(u32),
    /// "the third quarter", "the second half of 1990", of 4 or 2 parts.
    YearPart {
        part: YearPart,
        year: YearWord,
        turn: Option<Turn>,
    },
    /// "Christmas", "last Thanksgiving".
    Holiday {
        rule: HolidayRule,
        /// Whether people celebrate it into the next day.
        is_night: bool,
        year: YearWord,
        turn: Option<Turn>,
    },
    /// "Thursday", "last Thursday".
    Weekday { weekday: i8, turn: Option<Turn> },
    /// "Tuesday of last week".
    WeekdayOf { weekday: i8, turn: Turn },
    /// "the day before", "the day after" the one told.
    NextTo(i8),
    /// "last November".
    Month { month: i8, turn: Turn },
    /// "yesterday": −1.
    Deictic(i8),
    /// "last week", "the quarter", "that day".
    Unit { unit: TimeUnit, turn: Turn },
    /// "two days ago", "a year earlier", "three weeks later".
    Shift {
        count: Count,
        unit: TimeUnit,
        sign: i32,
        base: Base,
    },
    /// "a year-earlier quarter": the same part of the year before the one told.
    YearEarlier,
    /// "four years".
    Duration { count: Count, unit: TimeUnit },
    /// "every Monday", with its whole value.
    Set(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague(&'static str),
    /// "overnight": into the day of publication.
    Overnight,
    /// A time of the day whose day is told elsewhere.
    TimeOnly { turn: Option<Turn> },
}

/// Parts of a calendar date that are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CalendarDate {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub weekday: Option<i8>,
    /// "July last year".
    pub turn: Option<Turn>,
}

/// A part of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearPart {
    Quarter(i8),
    Half(i8),
    Season(&'static str),
}

/// Which year is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearWord {
    None,
    Known(i16),
    Turn(Turn),
    /// "the year-earlier third quarter".
    Earlier,
}

/// Which one of a row of days, weeks, years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Last,
    This,
    Next,
    /// "the past year": as long a time before publication.
    Past,
    /// "the coming year".
    Coming,
    /// Before the one told.
    Previous,
    /// After the one told.
    Following,
    /// The one told.
    That,
    /// "the quarter".
    The,
    /// "the latest quarter".
    Latest,
}

/// Which stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Early,
    Mid,
    Late,
    /// "earlier this week": up to the day of publication.
    Earlier,
    /// "later this week".
    Later,
    /// "the end of".
    End,
    FirstHalf,
    SecondHalf,
    /// "the week of March 6", "Labor Day weekend".
    WeekOf,
    /// "pre-1967": not then.
    Outside,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    Clock { hour: i8, minute: Option<i8> },
    Part(&'static str),
}

/// What a shift starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Published,
    Told,
}

/// A number of units, in halves; `twice` is 0 if it is vague ("several").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Count {
    pub twice: u32,
}

impl Count {
    pub const VAGUE: Self = Self { twice: 0 };
    pub const ONE: Self = Self { twice: 2 };

    pub fn whole(n: u32) -> Self {
        Self {
            twice: n.saturating_mul(2),
        }
    }

    pub fn is_vague(self) -> bool {
        self.twice == 0
    }
}

impl Expression {
    pub fn new(start: usize, end: usize, meaning: Meaning) -> Self {
        Self {
            start,
            end,
            meaning,
            edge: None,
            time: None,
            approximate: false,
            direction: None,
        }
    }

    /// Whether it names a day, so that a time of the day can stand with it.
    pub fn is_day(&self) -> bool {
        match &self.meaning {
            Meaning::Calendar(date) => date.day.is_some(),
            Meaning::Weekday { .. }
            | Meaning::WeekdayOf { .. }
            | Meaning::Deictic(_)
            | Meaning::Holiday { .. } => true,
            Meaning::Unit { unit, .. } => *unit == TimeUnit::Day,
            _ => false,
        }
    }
}
