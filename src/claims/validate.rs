//! From claim files as written to claims as meant.

mod claim;
mod entities;
mod entries;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::{LineIndex, Problem, Span};
use crate::claims::entity::Entities;
use crate::claims::policy::Policy;
use crate::claims::problems;
use crate::claims::raw::RawFile;
use crate::claims::table::Located;
use crate::claims::{ClaimFile, ClaimSet};

/// When the gate fails, where neither the claim nor `[defaults]` says.
const ERROR_IF: &str = "contradicts > 0";
/// When the gate warns, likewise.
const WARN_IF: &str = "supports < 1";

/// Problems not to be told while a file is broken: what is missing may stand in the part that
/// could not be read.
const NEEDS_WHOLE_FILES: [&str; 6] = [
    "unknown-claim",
    "unknown-entity",
    "misspelt-entity",
    "unused-entity",
    "unidentifiable-claim",
    "gap-without-expectation",
];

/// Checks that what the files say goes together.
pub(super) struct Validator<'f> {
    files: &'f [ClaimFile],
    known_event: &'f dyn Fn(&str) -> bool,
    /// Problems with the position of their file.
    problems: Vec<(usize, Problem)>,
    /// Where lines start, for the files that were asked for.
    lines: Vec<OnceCell<LineIndex>>,
    entities: Entities,
    used: BTreeSet<usize>,
    /// Ids of all claims, also of incomplete ones, with the place of the first.
    claim_ids: BTreeMap<String, (usize, Span)>,
    /// Events that were asked for in this file: each unknown one is told once.
    events: BTreeSet<(usize, String)>,
    /// `error-if` and `warn-if`, where neither a claim nor `[defaults]` has them.
    fallback: (Policy, Policy),
}

/// The meaning of all files, with the problems of each.
pub(super) fn validate(
    files: &[ClaimFile],
    raw: &[RawFile],
    known_event: &dyn Fn(&str) -> bool,
) -> (ClaimSet, Vec<(usize, Problem)>) {
    let mut validator = Validator {
        files,
        known_event,
        problems: Vec::new(),
        lines: vec![OnceCell::new(); files.len()],
        entities: Entities::default(),
        used: BTreeSet::new(),
        claim_ids: BTreeMap::new(),
        events: BTreeSet::new(),
        fallback: (fallback(ERROR_IF), fallback(WARN_IF)),
    };
    validator.add_entities(raw);
    validator.add_claim_ids(raw);
    let mut set = ClaimSet {
        files: files.to_vec(),
        ..ClaimSet::default()
    };
    for (file, raw) in raw.iter().enumerate() {
        for claim in &raw.claims {
            set.claims
                .extend(validator.claim(claim, &raw.defaults, file));
        }
    }
    validator.entries(raw, &mut set);
    validator.note_unused(raw);
    let mut found = validator.problems;
    if raw.iter().any(|file| file.is_broken) {
        found.retain(|(_, problem)| !NEEDS_WHOLE_FILES.contains(&problem.code));
    }
    (set, found)
}

fn fallback(text: &str) -> Policy {
    Policy::parse(text).expect("the fallback is a policy")
}

impl Validator<'_> {
    fn push(&mut self, file: usize, problem: Problem) {
        self.problems.push((file, problem));
    }

    /// `claims/a.toml:12:8`
    fn place(&self, file: usize, span: Span) -> String {
        let ClaimFile { path, text } = &self.files[file];
        let lines = self.lines[file].get_or_init(|| LineIndex::new(text));
        let (line, column) = lines.line_column(text, span.start());
        format!("{path}:{line}:{column}")
    }

    fn check_id(&mut self, what: &str, id: &Located<String>, file: usize) {
        let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.value.chars().all(is_id) {
            self.push(file, problems::bad_id(what, &id.value, id.span));
        }
    }

    fn add_claim_ids(&mut self, raw: &[RawFile]) {
        for (file, claim) in each(raw, |file| &file.claims) {
            let Some(id) = &claim.id else { continue };
            self.check_id("claim", id, file);
            match self.claim_ids.get(&id.value).copied() {
                Some((other, span)) => {
                    let other = self.place(other, span);
                    self.push(
                        file,
                        problems::duplicate("claim", &id.value, &other, id.span),
                    );
                }
                None => {
                    self.claim_ids.insert(id.value.clone(), (file, id.span));
                }
            }
        }
    }
}

/// The items of all files with the position of their file.
fn each<'r, T: 'r>(
    raw: &'r [RawFile],
    items: impl Fn(&'r RawFile) -> &'r Vec<T>,
) -> impl Iterator<Item = (usize, &'r T)> {
    raw.iter()
        .enumerate()
        .flat_map(move |(at, file)| items(file).iter().map(move |item| (at, item)))
}

fn is_id_shaped(name: &str) -> bool {
    name.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}
