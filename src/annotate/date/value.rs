//! TIMEX3 values (ISO-TimeML, after ISO 8601) as text.

use jiff::civil::Date;

use crate::annotate::date::expression::{Count, TimeOfDay, YearPart};
use crate::lang::TimeUnit;

pub(super) fn day(date: Date) -> String {
    date.to_string()
}

pub(super) fn month(year: i16, month: i8) -> String {
    format!("{year:04}-{month:02}")
}

pub(super) fn year(year: i16) -> String {
    format!("{year:04}")
}

pub(super) fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

pub(super) fn part(part: YearPart) -> String {
    match part {
        YearPart::Quarter(0) => "QX".to_owned(),
        YearPart::Quarter(n) => format!("Q{n}"),
        YearPart::Half(n) => format!("H{n}"),
        YearPart::Season(code) => code.to_owned(),
    }
}

/// "T20:30", "TMO".
pub(super) fn time(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Clock { hour, minute } => {
            format!("T{hour:02}:{:02}", minute.unwrap_or(0))
        }
        TimeOfDay::Part(code) => format!("T{code}"),
    }
}

/// "P4Y", "PT16H", "PXD", "P2Y6M".
pub(super) fn period(count: Count, unit: TimeUnit) -> String {
    let (prefix, letter, times) = match unit {
        TimeUnit::Second => ("PT", "S", 1),
        TimeUnit::Minute => ("PT", "M", 1),
        TimeUnit::Hour => ("PT", "H", 1),
        TimeUnit::Day => ("P", "D", 1),
        TimeUnit::Weekend => ("P", "WE", 1),
        TimeUnit::Week => ("P", "W", 1),
        TimeUnit::Fortnight => ("P", "W", 2),
        TimeUnit::Month => ("P", "M", 1),
        TimeUnit::Quarter => ("P", "Q", 1),
        TimeUnit::Year => ("P", "Y", 1),
        TimeUnit::Decade => ("P", "Y", 10),
        TimeUnit::Century => ("P", "Y", 100),
        TimeUnit::Millennium => ("P", "Y", 1000),
    };
    if count.is_vague() {
        let letter = match unit {
            TimeUnit::Decade => "DE",
            TimeUnit::Century => "CE",
            _ => letter,
        };
        return format!("{prefix}X{letter}");
    }
    let twice = u64::from(count.twice) * times;
    let whole = twice / 2;
    if twice.is_multiple_of(2) {
        return format!("{prefix}{whole}{letter}");
    }
    let half = match unit {
        TimeUnit::Year => "6M",
        TimeUnit::Hour => "30M",
        TimeUnit::Minute => "30S",
        _ => return format!("{prefix}{whole}.5{letter}"),
    };
    if whole == 0 {
        return format!("{}{half}", if unit == TimeUnit::Year { "P" } else { "PT" });
    }
    format!("{prefix}{whole}{letter}{half}")
}
