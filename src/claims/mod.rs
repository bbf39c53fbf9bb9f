//! Claim files: TOML as written becomes [`Claim`]s as meant, or a list of [`Problem`]s.
//!
//! Takes texts of claim files; gives a [`ClaimSet`]. Reads no disk and knows no article.

mod claim;
mod entity;
mod policy;
mod problems;
mod raw;
mod schema;
mod table;
mod validate;

use std::collections::BTreeSet;

pub use claim::*;
pub use policy::{Counts, Policy, PolicyError, PolicyMistake};
pub use schema::schema;

use crate::base::{Problem, Span};

/// Reads claim files and gives all their problems: in the order of the files, then of place.
///
/// `known_event` says whether the lexicon knows an event type or verb of that name, in lower case.
/// If a problem [is an error](Problem::is_error), the set is incomplete and not to be checked.
#[must_use]
pub fn load(files: &[ClaimFile], known_event: &dyn Fn(&str) -> bool) -> (ClaimSet, Vec<Problem>) {
    let mut found: Vec<(usize, Problem)> = Vec::new();
    let mut read = Vec::with_capacity(files.len());
    for (at, file) in files.iter().enumerate() {
        let mut log = table::Log {
            text: &file.text,
            problems: Vec::new(),
        };
        read.push(raw::read(&mut log));
        found.extend(log.problems.into_iter().map(|problem| (at, problem)));
    }
    let (set, further) = validate::validate(files, &read, known_event);
    found.extend(further);
    // Stable: what stands at one place is told in the order in which fields are read.
    found.sort_by_key(|(file, problem)| (*file, problem.span));
    let problems = found
        .into_iter()
        .map(|(file, problem)| problem.file(files[file].path.clone()))
        .collect();
    (set, problems)
}

/// Expectations, suppressions and known gaps that name a source which does not exist.
#[must_use]
pub fn check_sources(set: &ClaimSet, source_ids: &BTreeSet<String>) -> Vec<Problem> {
    let mut named: Vec<(usize, Span, &str, &str)> = Vec::new();
    for claim in &set.claims {
        for expect in &claim.expect {
            named.push((claim.file, expect.span, "`[claim.expect]`", &expect.source));
        }
    }
    for entry in &set.suppressions {
        named.push((entry.file, entry.span, "`[[suppress]]`", &entry.source));
    }
    for entry in &set.known_gaps {
        named.push((entry.file, entry.span, "`[[known-gap]]`", &entry.source));
    }
    named.retain(|(_, _, _, source)| !source_ids.contains(*source));
    named.sort_unstable();
    named
        .into_iter()
        .map(|(file, span, table, source)| {
            let known = source_ids.iter().map(String::as_str);
            problems::unknown_source(table, source, known, span).file(set.files[file].path.clone())
        })
        .collect()
}
