//! Dates of what is known about an article.

use crate::value::EdtfDate;

/// Reads a date of `published`, `modified` or `retrieved`: EDTF, or a date-time, of which the day
/// counts as it is written, in whatever zone.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn parse(text: &str) -> Result<EdtfDate, String> {
    EdtfDate::parse(day_of(text.trim())).map_err(|error| error.to_string())
}

/// The day of `2025-10-24T08:30:00Z` or `2025-10-24 08:30`; anything else as it is.
fn day_of(text: &str) -> &str {
    match (text.get(..10), text.as_bytes().get(10)) {
        (Some(day), Some(b'T' | b't' | b' ')) if is_digit_at(text, 11) => day,
        _ => text,
    }
}

fn is_digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = parse(text).ok().map(|date| {
            let hull = date.hull();
            (hull.first.to_string(), hull.last.to_string())
        });
        let expected = expected.map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_of_three_lengths_and_date_times() {
        check("2025-10-24", Some(("2025-10-24", "2025-10-24")));
        check("2024-02", Some(("2024-02-01", "2024-02-29")));
        check("2025", Some(("2025-01-01", "2025-12-31")));
        check(
            "2025-10-24T23:30:00-05:00",
            Some(("2025-10-24", "2025-10-24")),
        );
        check("2025-10-24 08:30", Some(("2025-10-24", "2025-10-24")));
        check("2025-02-30", None);
        check("Thursday", None);
        check("", None);
        check("２０２５", None);
    }
}
