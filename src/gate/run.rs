//! The checks behind the trials: each gives the report on what failed.

use std::env;
use std::io::IsTerminal;
use std::path::Path;

use crate::gate::accept::{self, Assert, Settling};
use crate::gate::project::Project;
use crate::gate::{Entry, Finding, GateOutcome, Options, Page, Snapshots, judge, newest_published};
use crate::report::{Report, View, concise, full, problem};

/// A checked repository and what was accepted in it.
pub(super) struct Run {
    pub(super) project: Project,
    snapshots: Snapshots,
    pub(super) outcome: GateOutcome,
    assert: Assert,
    colour: bool,
}

impl Run {
    pub(super) fn new(project: Project, assert: Assert) -> std::io::Result<Self> {
        let snapshots = Snapshots::read(&project.snapshots)?;
        let options = Options {
            as_of: newest_published(&project.articles),
            is_partial: false,
            snapshots: Some(&snapshots),
        };
        let Project {
            claims,
            articles,
            result,
            ..
        } = &project;
        Ok(Self {
            outcome: judge(claims, articles, result, &options),
            project,
            snapshots,
            assert,
            colour: std::io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none(),
        })
    }

    fn report<'a>(&'a self, gate: &'a GateOutcome, claim: Option<usize>) -> Report<'a> {
        Report {
            claims: &self.project.claims,
            articles: &self.project.articles,
            result: &self.project.result,
            gate: Some(gate),
            view: View {
                claim,
                colour: self.colour,
                ..View::default()
            },
        }
    }

    /// Whether files are wrong as a whole, or there is nothing to look at.
    pub(super) fn is_unfit(&self) -> bool {
        self.has_invalid_files() || self.outcome.is_nothing_to_check()
    }

    pub(super) fn has_invalid_files(&self) -> bool {
        self.project
            .problems
            .iter()
            .any(|problem| problem.is_error())
    }

    pub(super) fn has_snapshot_news(&self) -> bool {
        self.outcome.failures.iter().any(|entry| {
            matches!(
                entry.finding,
                Finding::SnapshotMissing { .. } | Finding::SnapshotChanged { .. }
            )
        })
    }

    /// The gate's warnings, a line each.
    pub(super) fn warnings(&self) -> String {
        let warnings = GateOutcome {
            warnings: self.outcome.warnings.clone(),
            ..GateOutcome::default()
        };
        concise::entries(&self.report(&warnings, None))
    }

    /// Settles one page with `insta`: what is left to say of it.
    fn settle(&self, page: &Page, file: &str) -> Option<Finding> {
        let settling = Settling {
            folder: &self.project.snapshots,
            page,
            input_file: Path::new(file),
        };
        accept::settle(&settling, &self.snapshots, self.assert)
    }

    /// Policy, expectation and snapshot of one claim; the report on it if something fails.
    pub(super) fn check_claim(&self, at: usize) -> Result<(), String> {
        let claim = &self.project.claims.claims[at];
        let is_own = |entry: &&Entry| entry.claim == Some(at);
        let mut failures: Vec<Entry> = self
            .outcome
            .failures
            .iter()
            .filter(is_own)
            .filter(|entry| {
                matches!(
                    entry.finding,
                    Finding::PolicyError { .. }
                        | Finding::ExpectationMissed { .. }
                        | Finding::ExpectationUnknownSource { .. }
                )
            })
            .cloned()
            .collect();
        let page = Page::of_claim(&self.report(&self.outcome, None), at);
        let file = &self.project.claims.files[claim.file];
        if let Some(finding) = self.settle(&page, &file.path) {
            failures.push(Entry {
                claim: Some(at),
                source: None,
                place: Some((claim.file, claim.span)),
                finding,
            });
        }
        if failures.is_empty() {
            return Ok(());
        }
        let outcome = GateOutcome {
            failures,
            warnings: self
                .outcome
                .warnings
                .iter()
                .filter(is_own)
                .cloned()
                .collect(),
            notes: self.outcome.notes.iter().filter(is_own).cloned().collect(),
        };
        let mut text = Vec::new();
        full::write(&self.report(&outcome, Some(at)), &mut text)
            .map_err(|error| error.to_string())?;
        Err(String::from_utf8_lossy(&text).into_owned())
    }

    pub(super) fn check_matrix(&self) -> Result<(), String> {
        let page = Page::of_matrix(&self.report(&self.outcome, None));
        let finding = self.settle(&page, "");
        match finding {
            None => Ok(()),
            Some(finding) => Err(self.render(&[Entry {
                claim: None,
                source: None,
                place: None,
                finding,
            }])),
        }
    }

    /// Fails with the failures of these kinds.
    pub(super) fn check_kinds(&self, codes: &[&str]) -> Result<(), String> {
        let entries: Vec<Entry> = self
            .outcome
            .failures
            .iter()
            .filter(|entry| codes.contains(&entry.finding.code()))
            .cloned()
            .collect();
        if entries.is_empty() {
            Ok(())
        } else {
            Err(self.render(&entries))
        }
    }

    pub(super) fn check_files(&self) -> Result<(), String> {
        if !self.has_invalid_files() {
            return Ok(());
        }
        let problems = &self.project.problems;
        let files = &self.project.claims.files;
        let lines = problems.iter().map(|problem| {
            let file = files
                .iter()
                .find(|file| Some(&file.path) == problem.file.as_ref());
            problem::render(problem, file.map(|file| file.text.as_str()), self.colour)
        });
        Err(lines.collect::<Vec<_>>().join("\n"))
    }

    fn render(&self, entries: &[Entry]) -> String {
        let report = self.report(&self.outcome, None);
        let texts = entries.iter().map(|entry| full::failure(&report, entry));
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::Run;
    use crate::base::Problem;
    use crate::gate::accept::Assert;
    use crate::gate::project::Project;
    use crate::report::sample::Sample;

    pub(in crate::gate) fn project(sample: Sample) -> Project {
        Project {
            claims: sample.claims,
            articles: sample.articles,
            result: sample.result,
            ..Project::default()
        }
    }

    pub(in crate::gate) fn run(folder: &TempDir, project: Project, assert: Assert) -> Run {
        Run::new(
            Project {
                snapshots: folder.path().to_owned(),
                ..project
            },
            assert,
        )
        .expect("snapshots can be read")
    }

    /// Writes the page where `insta` would when told to accept everything.
    fn accepting(name: &str, content: &str) {
        let settings = insta::Settings::clone_current();
        let path = settings.snapshot_path().join(format!("{name}.snap"));
        fs::write(path, format!("---\nsource: here\n---\n{content}\n")).expect("it can be written");
    }

    /// Changes nothing and does not mind: `INSTA_FORCE_PASS`, or a configuration to that effect.
    fn forgiving(_: &str, _: &str) {}

    /// As in CI: changes nothing and panics.
    pub(in crate::gate) fn strict(_: &str, _: &str) {
        panic!("snapshot assertion failed");
    }

    #[test]
    fn a_page_passes_once_it_is_accepted_and_only_then() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let harbour = |assert| run(&folder, project(Sample::new()), assert).check_claim(1);
        for assert in [strict as Assert, forgiving] {
            let text = harbour(assert).expect_err("nothing was accepted");
            assert!(
                text.contains("error[snapshot-missing]: bridge-opening"),
                "{text}"
            );
            assert!(text.contains("cargo insta review"), "{text}");
        }
        assert_eq!(harbour(accepting), Ok(()));
        assert_eq!(harbour(strict), Ok(()));

        let mut sample = Sample::new();
        sample.result.verdicts[7].complete = true;
        let changed = run(&folder, project(sample), forgiving);
        let text = changed.check_claim(1).expect_err("it differs");
        assert!(
            text.contains("- morning-herald: supports in part"),
            "{text}"
        );
        assert!(text.contains("+ morning-herald: supports"), "{text}");
    }

    #[test]
    fn a_failed_policy_shows_the_passage() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let run = run(&folder, project(Sample::new()), accepting);
        let text = run.check_claim(0).expect_err("a source contradicts it");
        assert!(text.contains("contradicts[date-outside]: harbour-talks in evening-post"));
        assert!(text.contains("error[policy-error]: harbour-talks"));
        assert!(!text.contains("bridge-opening"), "{text}");
    }

    #[test]
    fn an_empty_or_invalid_project_fails_under_any_filter() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let empty = run(&folder, Project::default(), accepting);
        assert!(empty.is_unfit());
        let text = empty
            .check_kinds(&["nothing-to-check"])
            .expect_err("nothing");
        assert!(text.contains("nothing to check: no claim"), "{text}");
        let invalid = Project {
            problems: vec![
                Problem::error("unknown-key", "unknown key `plcae`")
                    .file("claims/port.toml")
                    .at(crate::base::Span::new(12, 14)),
            ],
            ..project(Sample::new())
        };
        let invalid = run(&folder, invalid, accepting);
        assert!(invalid.is_unfit());
        let text = invalid.check_files().expect_err("invalid");
        assert!(
            text.contains("error[unknown-key]: unknown key `plcae`"),
            "{text}"
        );
    }

    #[test]
    fn orphans_fail() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join("ferry.snap"), "---\n---\nold\n").expect("written");
        let run = run(&folder, project(Sample::new()), accepting);
        let text = run
            .check_kinds(&["snapshot-orphan"])
            .expect_err("an orphan");
        assert!(text.contains("`ferry.snap` belongs to no claim"), "{text}");
    }
}
