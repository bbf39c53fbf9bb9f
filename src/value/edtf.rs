//! Reads EDTF, the Extended Date/Time Format (ISO 8601-2:2019, annex A; Library of Congress 2019).
//!
//! All of level 0 and level 1 within the calendar's years −9999 to 9999, and of level 2 the sets
//! (`[..]`, `{..}`), unspecified digits in month and day, and divisions of the year (25 to 41).

use std::fmt;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::value::{EdtfDate, Interval};

/// Why a text is no EDTF date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EdtfError {
    /// Nothing is written.
    Empty,
    /// This part does not have the shape of a date.
    Shape(String),
    /// A month or division of the year that does not exist.
    Month(String),
    /// A day that this month or season does not have.
    Day(String),
    /// A time of day that does not exist.
    Time(String),
    /// The interval ends before it begins.
    Reversed,
    /// Both ends are open: it says nothing.
    Unbounded,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the date is empty"),
            Self::Shape(part) => write!(f, "`{part}` is not a date"),
            Self::Month(part) => write!(f, "`{part}`: there is no such month"),
            Self::Day(part) => write!(f, "`{part}`: there is no such day"),
            Self::Time(part) => write!(f, "`{part}` is not a time of day"),
            Self::Reversed => write!(f, "the interval ends before it begins"),
            Self::Unbounded => write!(f, "an interval needs at least one end"),
        }
    }
}

impl std::error::Error for EdtfError {}

/// Divisions of the year with their first month and length in months (ISO 8601-2, 4.8: seasons
/// without a hemisphere, of the northern and of the southern one, quarters, thirds and halves).
///
/// The standard leaves the months of a season open. We take the meteorological ones, and for 21 to
/// 24 those of the north, as English-language news does. A winter begins in December of its year.
const DIVISIONS: [(u8, i8, i8); 21] = [
    (21, 3, 3),
    (22, 6, 3),
    (23, 9, 3),
    (24, 12, 3),
    (25, 3, 3),
    (26, 6, 3),
    (27, 9, 3),
    (28, 12, 3),
    (29, 9, 3),
    (30, 12, 3),
    (31, 3, 3),
    (32, 6, 3),
    (33, 1, 3),
    (34, 4, 3),
    (35, 7, 3),
    (36, 10, 3),
    (37, 1, 4),
    (38, 5, 4),
    (39, 9, 4),
    (40, 1, 6),
    (41, 7, 6),
];

impl EdtfDate {
    /// Reads an EDTF date; a time of day is accepted and left out.
    ///
    /// # Errors
    /// If `text` is not EDTF of the supported levels, or not a day of the calendar.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        if text.is_empty() {
            return Err(EdtfError::Empty);
        }
        let mut date = Self {
            text: text.to_owned(),
            intervals: Vec::new(),
            approximate: false,
            uncertain: false,
        };
        let set = [('[', ']'), ('{', '}')]
            .iter()
            .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
        match set {
            Some(members) => {
                for member in members.split(',') {
                    let found = date.range(member.trim(), "..")?;
                    date.intervals.extend(found);
                }
            }
            None => date.intervals = date.range(text, "/")?,
        }
        date.intervals = merged(date.intervals);
        Ok(date)
    }

    /// A single date, or two with `between` in the middle.
    fn range(&mut self, text: &str, between: &str) -> Result<Vec<Interval>, EdtfError> {
        let Some((from, to)) = text.split_once(between) else {
            return self.single(text);
        };
        if is_open(from) && is_open(to) {
            return Err(EdtfError::Unbounded);
        }
        let first = self.end(from)?.map_or(Date::MIN, |hull| hull.first);
        let last = self.end(to)?.map_or(Date::MAX, |hull| hull.last);
        if first > last {
            return Err(EdtfError::Reversed);
        }
        Ok(vec![Interval { first, last }])
    }

    /// One end of an interval; `None` where open (`..`) or unknown (empty).
    fn end(&mut self, text: &str) -> Result<Option<Interval>, EdtfError> {
        if is_open(text) {
            return Ok(None);
        }
        let intervals = self.single(text)?;
        let first = intervals.iter().map(|i| i.first).min();
        let last = intervals.iter().map(|i| i.last).max();
        Ok(first
            .zip(last)
            .map(|(first, last)| Interval { first, last }))
    }

    /// A date without `/`, its qualifiers noted.
    fn single(&mut self, text: &str) -> Result<Vec<Interval>, EdtfError> {
        let shape = || EdtfError::Shape(text.to_owned());
        let is_whole_day = |day: &str| day.trim_start_matches('-').len() == "2025-10-23".len();
        let day = match text.find(['T', 't', ' ']) {
            Some(at) if is_whole_day(&text[..at]) => {
                check_time(&text[at + 1..])?;
                &text[..at]
            }
            _ => text,
        };
        let mut parts = day.strip_prefix('-').unwrap_or(day).split('-');
        let year = self
            .component(parts.next().unwrap_or_default())
            .ok_or_else(shape)?;
        let month = parts.next().map(|part| self.component(part));
        let day_of_month = parts.next().map(|part| self.component(part));
        if parts.next().is_some() {
            return Err(shape());
        }
        let years = years(year, day.starts_with('-')).ok_or_else(shape)?;
        match (month, day_of_month) {
            (None, _) => whole_years(years).ok_or_else(shape),
            (Some(month), day) => {
                let month = month.filter(|m| is_two_digits(m)).ok_or_else(shape)?;
                let day = match day {
                    Some(day) => Some(day.filter(|d| is_two_digits(d)).ok_or_else(shape)?),
                    None => None,
                };
                parts_of_years(text, years, month, day)
            }
        }
    }

    /// A year, month or day without the qualifier before or behind it.
    fn component<'t>(&mut self, part: &'t str) -> Option<&'t str> {
        let qualifiers = ['?', '~', '%'];
        let bare = part
            .strip_suffix(qualifiers)
            .or_else(|| part.strip_prefix(qualifiers))
            .unwrap_or(part);
        let qualifier = part.replace(bare, "");
        self.uncertain |= qualifier == "?" || qualifier == "%";
        self.approximate |= qualifier == "~" || qualifier == "%";
        (!bare.is_empty()).then_some(bare)
    }
}

fn is_open(end: &str) -> bool {
    end.is_empty() || end == ".."
}

fn is_two_digits(part: &str) -> bool {
    part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit() || b == b'X')
}

/// Four digits, the last of which may be `X`.
fn years(part: &str, negative: bool) -> Option<RangeInclusive<i16>> {
    let known = part.trim_end_matches('X');
    if part.len() != 4 || known.is_empty() || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let low: i16 = part.replace('X', "0").parse().ok()?;
    let high: i16 = part.replace('X', "9").parse().ok()?;
    Some(if negative { -high..=-low } else { low..=high })
}

fn whole_years(years: RangeInclusive<i16>) -> Option<Vec<Interval>> {
    let first = Interval::year(*years.start())?.first;
    let last = Interval::year(*years.end())?.last;
    Some(vec![Interval { first, last }])
}

/// Months, seasons or days in each of the years.
fn parts_of_years(
    text: &str,
    years: RangeInclusive<i16>,
    month: &str,
    day: Option<&str>,
) -> Result<Vec<Interval>, EdtfError> {
    let number: Option<u8> = month.parse().ok();
    if let Some(division) = DIVISIONS.iter().find(|row| Some(row.0) == number) {
        return match day {
            Some(_) => Err(EdtfError::Day(text.to_owned())),
            None => Ok(years.filter_map(|year| months(year, division)).collect()),
        };
    }
    let mut intervals = Vec::new();
    let mut has_month = false;
    for year in years {
        for number in (1..=12).filter(|number| is_match(month, *number)) {
            has_month = true;
            let Some(whole) = Interval::month(year, number) else {
                continue;
            };
            match day {
                None => intervals.push(whole),
                Some(day) => intervals.extend(
                    (1..=whole.last.day())
                        .filter(|number| is_match(day, *number))
                        .filter_map(|number| Date::new(year, whole.first.month(), number).ok())
                        .map(Interval::day),
                ),
            }
        }
    }
    match (has_month, intervals.is_empty()) {
        (false, _) => Err(EdtfError::Month(text.to_owned())),
        (true, true) => Err(EdtfError::Day(text.to_owned())),
        (true, false) => Ok(intervals),
    }
}

/// Whether a number fits two digits of which each may be `X`.
fn is_match(pattern: &str, number: i8) -> bool {
    let digits = [number / 10, number % 10];
    pattern
        .bytes()
        .zip(digits)
        .all(|(wanted, digit)| wanted == b'X' || wanted.wrapping_sub(b'0') == digit.unsigned_abs())
}

/// A division of the year, which may run into the next.
fn months(year: i16, &(_, start, length): &(u8, i8, i8)) -> Option<Interval> {
    let first = Interval::month(year, start)?.first;
    let end = start + length - 1;
    let last = match end {
        1..=12 => Interval::month(year, end)?.last,
        _ => Interval::month(year.checked_add(1)?, end - 12)?.last,
    };
    Some(Interval { first, last })
}

/// `12:30`, `12:30:05`, `12:30:05.25`, each with nothing, `Z` or an offset behind it.
fn check_time(time: &str) -> Result<(), EdtfError> {
    let wrong = || EdtfError::Time(time.to_owned());
    let (clock, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let offset = offset
        .strip_prefix(['Z', 'z'])
        .or_else(|| offset.strip_prefix(['+', '-']))
        .unwrap_or(offset);
    let below = |part: &str, limit: u8| {
        part.len() == 2
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u8>().is_ok_and(|n| n <= limit)
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let fields: Vec<&str> = clock.split(':').collect();
    let is_clock = (2..=3).contains(&fields.len())
        && below(fields[0], 24)
        && fields[1..].iter().all(|field| below(field, 60))
        && !fraction.is_empty()
        && fraction.bytes().all(|b| b.is_ascii_digit());
    let is_offset = offset.is_empty() || offset.split(':').all(|field| below(field, 60));
    (is_clock && is_offset).then_some(()).ok_or_else(wrong)
}

/// In order, with neighbours and overlaps made one.
fn merged(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut kept: Vec<Interval> = Vec::with_capacity(intervals.len().min(8));
    for next in intervals {
        match kept.last_mut() {
            Some(last) if last.last == Date::MAX || next.first <= day_after(last.last) => {
                last.last = last.last.max(next.last);
            }
            _ => kept.push(next),
        }
    }
    kept
}

fn day_after(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use proptest::prelude::*;

    use crate::value::EdtfDate;

    /// The days as `first..last` with `*` for an open end, and `~` and `?` behind.
    fn days(text: &str) -> String {
        let date = EdtfDate::parse(text).expect(text);
        let end = |day: Date| match day {
            Date::MIN | Date::MAX => "*".to_owned(),
            day => day.to_string(),
        };
        let mut shown: Vec<String> = date
            .intervals
            .iter()
            .map(|i| match i.is_day() {
                true => i.first.to_string(),
                false => format!("{}..{}", end(i.first), end(i.last)),
            })
            .collect();
        shown.extend(date.approximate.then(|| "~".to_owned()));
        shown.extend(date.uncertain.then(|| "?".to_owned()));
        shown.join(" ")
    }

    #[test]
    fn dates_are_the_days_they_mean() {
        for (text, expected) in [
            // Level 0
            ("2025-10-23", "2025-10-23"),
            ("2025-10", "2025-10-01..2025-10-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2025", "2025-01-01..2025-12-31"),
            ("2025-10-23/2025-10-25", "2025-10-23..2025-10-25"),
            ("2025-10/2025", "2025-10-01..2025-12-31"),
            ("2025-10-23T09:30:00Z", "2025-10-23"),
            ("2025-10-23T09:30:00.5+02:00", "2025-10-23"),
            ("2025-10-23T09:30", "2025-10-23"),
            // Level 1
            ("2025-21", "2025-03-01..2025-05-31"),
            ("2025-23", "2025-09-01..2025-11-30"),
            ("2025-24", "2025-12-01..2026-02-28"),
            ("../2025", "*..2025-12-31"),
            ("/2025", "*..2025-12-31"),
            ("2025-10/..", "2025-10-01..*"),
            ("2025-10-04/", "2025-10-04..*"),
            ("2025?", "2025-01-01..2025-12-31 ?"),
            ("2025-10~", "2025-10-01..2025-10-31 ~"),
            ("2025-10-23%", "2025-10-23 ~ ?"),
            ("2025-10~/2025-12?", "2025-10-01..2025-12-31 ~ ?"),
            ("202X", "2020-01-01..2029-12-31"),
            ("20XX", "2000-01-01..2099-12-31"),
            ("2025-XX", "2025-01-01..2025-12-31"),
            ("2025-10-XX", "2025-10-01..2025-10-31"),
            ("2025-XX-XX", "2025-01-01..2025-12-31"),
            ("-0044-03-15", "-000044-03-15"),
            // Level 2
            ("2025-10-2X", "2025-10-20..2025-10-29"),
            ("2025-1X", "2025-10-01..2025-12-31"),
            ("2025-33", "2025-01-01..2025-03-31"),
            ("2025-41", "2025-07-01..2025-12-31"),
            ("2025-~10-23", "2025-10-23 ~"),
            ("[2025-10-23,2025-10-25]", "2025-10-23 2025-10-25"),
            ("{2025-10-23, 2025-10-24}", "2025-10-23..2025-10-24"),
            ("[2023..2025]", "2023-01-01..2025-12-31"),
            ("[..2025-10]", "*..2025-10-31"),
            (
                "[2025-02-XX,2026-02]",
                "2025-02-01..2025-02-28 2026-02-01..2026-02-28",
            ),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, expected) in [
            ("", "the date is empty"),
            ("October 2025", "`October 2025` is not a date"),
            ("23.10.2025", "`23.10.2025` is not a date"),
            ("2025-13", "`2025-13`: there is no such month"),
            ("2025-00", "`2025-00`: there is no such month"),
            ("2025-02-30", "`2025-02-30`: there is no such day"),
            ("2025-02-29", "`2025-02-29`: there is no such day"),
            ("2025-21-03", "`2025-21-03`: there is no such day"),
            ("23 October 2025", "`23 October 2025` is not a date"),
            ("2025-1-3", "`2025-1-3` is not a date"),
            ("2025-10-23-01", "`2025-10-23-01` is not a date"),
            ("25-10-23", "`25-10-23` is not a date"),
            (
                "2025-10-25/2025-10-23",
                "the interval ends before it begins",
            ),
            ("../..", "an interval needs at least one end"),
            ("/", "an interval needs at least one end"),
            ("XXXX", "`XXXX` is not a date"),
            ("2025-10-23T25:00", "`25:00` is not a time of day"),
            ("2025-10-23T", "`` is not a time of day"),
            ("[]", "`` is not a date"),
            ("２０２５", "`２０２５` is not a date"),
        ] {
            let error = EdtfDate::parse(text).expect_err(text);
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9X?~%/.,\\[\\]{}T:Z+ -]{0,24}|\\PC{0,12}") {
            if let Ok(date) = EdtfDate::parse(&text) {
                prop_assert!(date.intervals.iter().all(|i| i.first <= i.last));
                prop_assert!(date.hull().first <= date.hull().last);
            }
        }
    }
}
