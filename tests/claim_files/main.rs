//! Claim files as a user writes them: what they mean, and what is said of wrong ones.

mod manual;
mod meaning;
mod schema;
mod wrong;
mod wrong_files;
mod wrong_keys;

use std::collections::BTreeSet;

use corroborate::base::{LineIndex, Problem};
use corroborate::claims::{self, ClaimFile, ClaimSet};

/// The one event that these tests take as known.
const EVENT: &str = "meet";

fn files(texts: &[&str]) -> Vec<ClaimFile> {
    let name = |at: usize| format!("claims/{}.toml", char::from(b'a' + at as u8));
    texts
        .iter()
        .enumerate()
        .map(|(at, text)| ClaimFile {
            path: name(at),
            text: (*text).to_owned(),
        })
        .collect()
}

fn load(texts: &[&str]) -> (ClaimSet, Vec<Problem>) {
    claims::load(&files(texts), &|event| event == EVENT)
}

/// Loads a text without any problem.
#[track_caller]
fn good(text: &str) -> ClaimSet {
    let (set, problems) = load(&[text]);
    assert_eq!(shown(&problems, &set), Vec::<String>::new());
    set
}

/// Each problem as "line:column severity[code] message; help".
fn shown(problems: &[Problem], set: &ClaimSet) -> Vec<String> {
    problems
        .iter()
        .map(|problem| {
            let path = problem.file.as_ref().expect("a problem has a file");
            let file = set.files.iter().find(|file| file.path == *path);
            let text = &file.expect("of the run").text;
            let span = problem.span.expect("a problem has a place");
            let (line, column) = LineIndex::new(text).line_column(text, span.start());
            let severity = format!("{:?}", problem.severity).to_lowercase();
            let help = problem.help.as_ref().map(|help| format!("; {help}"));
            format!(
                "{line}:{column} {severity}[{}] {}{}",
                problem.code,
                problem.message,
                help.unwrap_or_default()
            )
        })
        .collect()
}

fn ids(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
