//! Runs the examples and checks what they cannot say.

use serde::Deserialize;

use crate::annotate::date::find;
use crate::annotate::mention::{TimeAnchor, TimeBound};
use crate::document::read;
use crate::value::Interval;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    published: Option<String>,
    text: String,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    r#type: String,
    value: String,
    days: Option<String>,
}

fn day(text: &str) -> Interval {
    Interval::day(text.parse().expect("an ISO date"))
}

fn days(interval: Option<Interval>) -> String {
    match interval {
        None => String::new(),
        Some(interval) if interval.is_day() => interval.first.to_string(),
        Some(interval) => format!("{}/{}", interval.first, interval.last),
    }
}

/// The text without marks, and the marked parts.
fn unmarked(marked: &str) -> (String, Vec<String>) {
    let mut parts = Vec::new();
    for part in marked.split('{').skip(1) {
        parts.push(part.split('}').next().unwrap_or_default().to_owned());
    }
    (marked.replace(['{', '}'], ""), parts)
}

#[test]
fn examples_mean_what_they_say() {
    let examples: Examples = toml::from_str(include_str!("examples.toml")).expect("valid TOML");
    let mut wrong = Vec::new();
    for example in examples.example {
        let (text, parts) = unmarked(&example.text);
        let document = read("", &text, 0);
        let published = example.published.as_deref().map(day);
        let found: Vec<String> = find(&document, published)
            .iter()
            .zip(
                example
                    .expect
                    .iter()
                    .map(Some)
                    .chain(std::iter::repeat(None)),
            )
            .map(|(mention, expected)| {
                let days = match expected {
                    Some(Expected { days: None, .. }) => "?".to_owned(),
                    _ => days(mention.interval),
                };
                let kind = format!("{:?}", mention.kind).to_uppercase();
                let span = mention.span.slice(&text);
                format!("{span} {kind} {} {days}", mention.value)
            })
            .collect();
        let expected: Vec<String> = parts
            .iter()
            .zip(&example.expect)
            .map(|(part, row)| {
                let days = row.days.as_deref().unwrap_or("?");
                format!("{part} {} {} {days}", row.r#type, row.value)
            })
            .collect();
        assert_eq!(parts.len(), example.expect.len(), "{}", example.text);
        if found != expected {
            wrong.push(format!(
                "{}\n   found {found:?}\n  wanted {expected:?}",
                example.text
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn anchors_tell_what_a_date_was_resolved_against() {
    let text = "It began on May 3, 2021. The next day it was over. He wrote yesterday.";
    let document = read("", text, 0);
    let anchors: Vec<TimeAnchor> = find(&document, Some(day("2025-10-24")))
        .iter()
        .map(|mention| mention.anchor)
        .collect();
    let expected = [
        TimeAnchor::Absolute,
        TimeAnchor::Mention(0),
        TimeAnchor::Published,
    ];
    assert_eq!(anchors, expected);
    let without: Vec<TimeAnchor> = find(&read("", "He wrote yesterday.", 0), None)
        .iter()
        .map(|mention| mention.anchor)
        .collect();
    assert_eq!(without, [TimeAnchor::Missing]);
}

#[test]
fn mentions_stand_in_reading_order_without_overlap() {
    let text = "On the night of Friday, Oct. 3, and 4 and 5 May 2020, at 9 a.m. EST Tuesday, a year \
                and a half ago, early next week, the first nine months of 1990, 10-12 June.";
    let document = read("Monday's vote", text, 0);
    let found = find(&document, Some(day("2025-10-24")));
    assert!(found.len() > 6);
    for pair in found.windows(2) {
        assert!(pair[0].tokens.end() <= pair[1].tokens.start());
    }
}

#[test]
fn a_month_of_publication_places_months_but_no_weekdays() {
    let october = Interval::month(2025, 10);
    let document = read("", "It fell in August. He left Monday.", 0);
    let found: Vec<String> = find(&document, october)
        .into_iter()
        .map(|mention| mention.value)
        .collect();
    assert_eq!(found, ["2025-08", "XXXX-WXX-1"]);
}

#[test]
fn strange_numbers_do_no_harm() {
    for text in [
        "99999999999 years ago, 4294967295 decades later, 2 million centuries ago.",
        "Feb. 31, 2025 and 31/31/9999 and 0000-00-00 and 25:99 p.m. on the 0th of May.",
        "the 300th century, a half of a half hour and a half, a hundred thousand million dozen days ago",
        "- - -'90 's 's -- '00s 20 - 20 - 20 / / 12/12/12/12 the the the last last",
    ] {
        for published in [
            None,
            Some(day("9999-12-31")),
            Some(Interval::day(jiff::civil::Date::MIN)),
        ] {
            let document = read(text, text, 0);
            let _ = find(&document, published);
        }
    }
}

#[test]
fn a_preposition_says_how_an_event_stands_to_its_time() {
    let bounds = |text: &str| -> Vec<TimeBound> {
        let document = read("", text, 0);
        find(&document, Some(day("2025-10-24")))
            .iter()
            .map(|mention| mention.bound)
            .collect()
    };
    for (text, bound) in [
        ("They met Tuesday.", TimeBound::On),
        ("They met on Tuesday.", TimeBound::On),
        ("He has been held since Tuesday.", TimeBound::Since),
        ("He has been held since at least Oct. 3.", TimeBound::Since),
        ("The shop is shut until Monday.", TimeBound::Until),
        ("The road was closed before Tuesday.", TimeBound::Before),
        ("It reopened after Christmas.", TimeBound::After),
        ("They must answer by Friday.", TimeBound::By),
        ("Nobody had called as of Wednesday.", TimeBound::By),
        ("The shop burned before 3 a.m. Monday.", TimeBound::On),
        ("They cheered after Tuesday's match.", TimeBound::On),
    ] {
        assert_eq!(bounds(text), [bound], "{text}");
    }
    let range = bounds("Crews worked from Monday until Wednesday.");
    assert_eq!(range, [TimeBound::On, TimeBound::On]);
}

#[test]
fn nights_that_run_into_the_next_day_have_no_sharp_ends() {
    for (text, approximate) in [
        ("A barn burned overnight.", true),
        ("A barn burned on New Year's Eve.", true),
        ("A barn burned on Christmas Eve.", false),
        ("A barn burned Tuesday.", false),
    ] {
        let document = read("", text, 0);
        let found = find(&document, Some(day("2025-01-03")));
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].approximate, approximate, "{text}");
    }
}
