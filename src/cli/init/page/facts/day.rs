//! A day in any of the ways pages write one; the day as written, in whatever zone.

use corroborate::corpus::parse_published;
use jiff::civil::Date;
use jiff::fmt::strtime;

/// Ways without a number first, as newsrooms' systems fill them in (`strftime`).
const FORMATS: [&str; 7] = [
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%a, %d %b %Y",
];

/// The day as `YYYY-MM-DD`, or a wider date in EDTF; `None` if it is none or only a number.
pub fn read(written: &str) -> Option<String> {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = written.as_str();
    if written.len() > 64 || !written.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(day) = written.get(..8).filter(|day| is_compact(day, written)) {
        let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8]);
        return parse_published(&day).is_ok().then_some(day);
    }
    if let Some(day) = written.get(..10)
        && day.as_bytes()[4] == b'-'
    {
        return parse_published(day).is_ok().then(|| day.to_owned());
    }
    if matches!(written.len(), 7) && parse_published(written).is_ok() {
        return Some(written.to_owned());
    }
    FORMATS.iter().find_map(|format| {
        let (parsed, _) = strtime::BrokenDownTime::parse_prefix(format, written).ok()?;
        let date: Date = parsed.to_date().ok()?;
        (date.year() > 1000).then(|| date.to_string())
    })
}

/// `20250306`, perhaps with a time behind it.
fn is_compact(day: &str, whole: &str) -> bool {
    day.bytes().all(|b| b.is_ascii_digit())
        && whole
            .as_bytes()
            .get(8)
            .is_none_or(|b| !b.is_ascii_alphanumeric() || *b == b'T')
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn days_as_pages_write_them() {
        for written in [
            "2025-03-06",
            "2025-03-06T08:30:00+02:00",
            "2025-03-06 08:30",
            "20250306",
            "20250306T0830Z",
            "March 6, 2025",
            "Mar 6, 2025 8:30 am",
            "6 March 2025",
            "Thursday, March 6, 2025",
            "Thu, 06 Mar 2025 10:00:00 GMT",
            " Thursday, 6  March 2025",
        ] {
            assert_eq!(read(written).as_deref(), Some("2025-03-06"), "{written}");
        }
        assert_eq!(read("2025-03").as_deref(), Some("2025-03"));
        for written in [
            "",
            "Thursday",
            "1741219200",
            "2025-13-40",
            "06/03/2025",
            "2025",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
