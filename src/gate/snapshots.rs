//! Snapshots: verdicts and evidence as accepted before, in the files of `insta`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::claims::{ClaimSet, Status};
use crate::gate::diff::diff;
use crate::gate::judge::Case;
use crate::gate::{Entry, Finding, GateOutcome};
use crate::report::snapshot::{MATRIX, claim_snapshot, matrix_snapshot};
use crate::report::{Report, View};

/// What was accepted, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshots {
    accepted: BTreeMap<String, String>,
}

impl Snapshots {
    /// Reads `*.snap` of a folder; a folder that is missing holds nothing.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut accepted = BTreeMap::new();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        for entry in entries {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "snap")
                && let Some(name) = path.file_stem().and_then(|stem| stem.to_str())
            {
                let text = fs::read_to_string(&path)?;
                accepted.insert(name.to_owned(), content(&text).to_owned());
            }
        }
        Ok(Self { accepted })
    }

    /// Reads one file of a folder, if it is there.
    #[must_use]
    pub fn read_one(folder: &Path, name: &str) -> Self {
        match fs::read_to_string(folder.join(format!("{name}.snap"))) {
            Ok(text) => Self::default().with(name, content(&text)),
            Err(_) => Self::default(),
        }
    }

    /// What was accepted under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.accepted.get(name).map(String::as_str)
    }

    /// All names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.accepted.keys().map(String::as_str)
    }

    /// Names that belong to no claim that is checked, sorted.
    pub fn orphans<'a>(&'a self, claims: &'a ClaimSet) -> impl Iterator<Item = &'a str> {
        let is_checked = |name: &str| {
            let mut checked = claims.claims.iter();
            checked.any(|claim| claim.id == name && claim.status != Status::Retired)
        };
        self.names()
            .filter(move |name| *name != MATRIX && !is_checked(name))
    }

    /// How `now` differs from what was accepted under a name: `None` if it does not.
    #[must_use]
    pub fn compare(&self, name: &str, now: &str) -> Option<Finding> {
        let name = name.to_owned();
        match self.get(&name) {
            None => Some(Finding::SnapshotMissing { name }),
            Some(accepted) if is_same(accepted, now) => None,
            Some(accepted) => Some(Finding::SnapshotChanged {
                diff: diff(&normal(accepted), &normal(now)),
                name,
            }),
        }
    }

    /// Adds one in memory.
    #[must_use]
    pub fn with(mut self, name: &str, content: &str) -> Self {
        self.accepted.insert(name.to_owned(), content.to_owned());
        self
    }
}

/// What stands behind the header, which is between two lines of `---`.
fn content(file: &str) -> &str {
    let mut lines = file.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return file;
    };
    let mut at = first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == "---" {
            return &file[at..];
        }
    }
    file
}

/// `insta` compares like this: white space at the end and kinds of line ends do not count.
fn is_same(a: &str, b: &str) -> bool {
    normal(a) == normal(b)
}

fn normal(text: &str) -> String {
    text.trim_end().replace("\r\n", "\n")
}

/// Compares a page for each active claim and the matrix; finds pages that belong to nothing.
pub(super) fn judge(case: &Case<'_>, stored: &Snapshots, outcome: &mut GateOutcome) {
    let report = Report {
        claims: case.claims,
        articles: case.articles,
        result: case.result,
        gate: None,
        view: View::default(),
    };
    for (at, claim) in case.checked() {
        if claim.status == Status::Draft {
            continue;
        }
        let now = claim_snapshot(&report, at);
        if let Some(finding) = stored.compare(&claim.id, &now) {
            outcome.failures.push(Entry {
                claim: Some(at),
                source: None,
                place: Some((claim.file, claim.span)),
                finding,
            });
        }
    }
    let of_run = |finding| Entry {
        claim: None,
        source: None,
        place: None,
        finding,
    };
    let matrix = stored.compare(MATRIX, &matrix_snapshot(&report));
    outcome.failures.extend(matrix.map(of_run));
    let orphans = stored
        .orphans(case.claims)
        .map(|name| Finding::SnapshotOrphan {
            name: name.to_owned(),
        });
    outcome.failures.extend(orphans.map(of_run));
}

#[cfg(test)]
mod tests {
    use super::{Snapshots, content};
    use crate::claims::Status;
    use crate::gate::{self, Options};
    use crate::report::sample::{self, Sample};
    use crate::report::snapshot::{MATRIX, claim_snapshot, matrix_snapshot};

    fn accepted(sample: &Sample) -> Snapshots {
        let report = sample.report();
        Snapshots::default()
            .with("harbour-talks", &claim_snapshot(&report, 0))
            .with("bridge-opening", &claim_snapshot(&report, 1))
            .with(MATRIX, &matrix_snapshot(&report))
    }

    #[track_caller]
    fn check(sample: &Sample, stored: &Snapshots, expected: &[&str]) {
        let options = Options {
            snapshots: Some(stored),
            ..sample::options()
        };
        let outcome = gate::judge(&sample.claims, &sample.articles, &sample.result, &options);
        let failures: Vec<String> = outcome
            .failures
            .iter()
            .filter(|entry| entry.finding.code().starts_with("snapshot"))
            .map(|entry| entry.finding.to_string())
            .collect();
        assert_eq!(failures, expected);
    }

    #[test]
    fn what_was_accepted_passes_and_anything_else_fails() {
        let mut sample = Sample::new();
        let stored = accepted(&sample);
        check(&sample, &stored, &[]);
        check(
            &sample,
            &Snapshots::default(),
            &[
                "no snapshot `harbour-talks` has been accepted",
                "no snapshot `bridge-opening` has been accepted",
                "no snapshot `_matrix` has been accepted",
            ],
        );
        check(
            &sample,
            &stored.clone().with("ferry-strike", "old"),
            &["snapshot `ferry-strike.snap` belongs to no claim that is checked"],
        );
        sample.result.verdicts[0].facets[4].found = Some("2031-03-03".to_owned());
        check(
            &sample,
            &stored,
            &["verdicts or evidence differ from the accepted snapshot `harbour-talks`"],
        );
        sample.claims.claims[0].status = Status::Retired;
        sample.claims.claims[1].status = Status::Draft;
        sample.result.verdicts[7].label = crate::claims::Label::Omits;
        // Neither a draft nor a retired claim is in the matrix, so it is empty by now.
        check(
            &sample,
            &stored,
            &[
                "verdicts or evidence differ from the accepted snapshot `_matrix`",
                "snapshot `harbour-talks.snap` belongs to no claim that is checked",
            ],
        );
    }

    #[test]
    fn the_header_of_a_file_is_no_content() {
        let file = "---\nsource: tests/claims.rs\ndescription: \"a --- b\"\n---\none\n---\ntwo\n";
        assert_eq!(content(file), "one\n---\ntwo\n");
        assert_eq!(content("---\r\nsource: x\r\n---\r\none\r\n"), "one\r\n");
        assert_eq!(content("no header"), "no header");
    }

    #[test]
    fn line_ends_do_not_count() {
        let stored = Snapshots::default().with("a", "one\r\ntwo\r\n\r\n");
        assert_eq!(stored.compare("a", "one\ntwo\n"), None);
        assert!(stored.compare("a", "one\ntoo\n").is_some());
    }
}
