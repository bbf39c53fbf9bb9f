//! The manual page is right: its examples load, its dates are dates, and it names every key.

use corroborate::claims;
use corroborate::value::EdtfDate;

use crate::{files, shown};

const PAGE: &str = include_str!("../../docs/claims.md");

/// The fenced TOML blocks of the page.
fn examples() -> Vec<&'static str> {
    PAGE.split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().expect("a fence ends"))
        .collect()
}

#[test]
fn examples_load_without_a_problem() {
    let examples = examples();
    assert!(examples.len() >= 6);
    for text in examples {
        let (set, problems) = claims::load(&files(&[text]), &|_| true);
        assert_eq!(shown(&problems, &set), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn dates_of_the_page_are_dates() {
    let rows: Vec<&str> = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("| `\"")?.split("\"`").next())
        .collect();
    assert_eq!(rows.len(), 13);
    for date in rows {
        assert!(EdtfDate::parse(date).is_ok(), "{date}");
    }
}

#[test]
fn every_key_has_its_place() {
    // A file with a wrong key in each kind of table: the help lists the right ones.
    let text = "version = 1\nzzzzzz = 1\n[defaults]\nzzzzzz = 1\n[entity.a]\nnames = [\"A\"]\n\
                zzzzzz = 1\n[[claim]]\nzzzzzz = 1\nparticipants = [{ zzzzzz = 1 }]\n\
                quantity = { zzzzzz = 1 }\n[claim.expect]\nzzzzzz = 1\n[[suppress]]\n\
                zzzzzz = 1\n[[known-gap]]\nzzzzzz = 1\n";
    let (_, problems) = claims::load(&files(&[text]), &|_| true);
    let keys: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem.help.as_deref()?.strip_prefix("known keys: "))
        .flat_map(|keys| keys.split(", "))
        .collect();
    assert!(keys.len() > 40);
    for key in keys {
        let is_named = [format!("`{key}`"), format!("[{key}"), format!("`{key} =")]
            .iter()
            .any(|written| PAGE.contains(written));
        assert!(is_named, "{key}");
    }
}
