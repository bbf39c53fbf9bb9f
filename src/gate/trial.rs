//! The gate as a test program: one named trial for each claim, and some for the whole.
//!
//! A test target with `harness = false` needs one line:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     corroborate::gate!(env!("CARGO_MANIFEST_DIR"))
//! }
//! ```
//!
//! Snapshots are written by `insta`, so that `cargo insta review`, `INSTA_UPDATE=always` and `CI=1`
//! do what they do elsewhere. Whether a page is accepted is read from the file itself: no
//! environment variable or configuration of `insta` can turn a difference into a pass.

use std::env;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::claims::Status;
use crate::gate::accept::{self, Assert, Page};
use crate::gate::project::{self, Project};
use crate::gate::{Entry, Finding, GateOutcome, Options, Snapshots, judge, newest_published};
use crate::report::snapshot::{MATRIX, claim_snapshot, matrix_snapshot};
use crate::report::{Report, View, concise, full};

/// The folder of snapshots in a repository.
const FOLDER: &str = "snapshots";

/// What libtest returns when a test failed.
const FAILED: u8 = 101;

/// Runs the gate of the repository at `$root` as a test program; gives its exit code.
///
/// A macro, so that snapshots name the test file that they belong to.
#[macro_export]
macro_rules! gate {
    ($root:expr) => {
        $crate::gate::run_with($root, |name: &str, content: &str| {
            $crate::gate::insta::assert_snapshot!(name, content)
        })
    };
}

/// Runs the gate of the repository at `root` as a test program; see [`gate!`](crate::gate!).
pub fn run(root: impl AsRef<Path>) -> ExitCode {
    run_with(root, |name, content| {
        insta::assert_snapshot!(name, content);
    })
}

/// The same, with the call of `insta` that the caller's file makes.
pub fn run_with(root: impl AsRef<Path>, assert: Assert) -> ExitCode {
    let root = root.as_ref();
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut arguments = Arguments::from_args();
    if !arguments.list
        && let Some(refusal) = refusal(|name| env::var(name).ok())
    {
        tell(&refusal);
        return ExitCode::from(FAILED);
    }
    let run = match Run::new(&root, project::load(&root), assert) {
        Ok(run) => Arc::new(run),
        Err(error) => {
            tell(&format!("error: cannot read snapshots: {error}"));
            return ExitCode::from(FAILED);
        }
    };
    if !arguments.list
        && run.has_snapshot_news()
        && let Some(code) = run_quietly(&root)
    {
        return code;
    }
    if run.is_unfit() {
        // What is wrong with the files as a whole must not hide behind the name of a claim.
        arguments.filter = None;
        arguments.skip.clear();
        arguments.exact = false;
    }
    accept::silence_panics();
    let conclusion = libtest_mimic::run(&arguments, trials(&run));
    if !arguments.list && arguments.filter.is_none() {
        run.tell_warnings();
    }
    conclusion.exit_code()
}

/// Why the gate does not run at all: a variable that would accept everything.
fn refusal(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let force_pass = variable("INSTA_FORCE_PASS")?;
    let is_set = !matches!(force_pass.as_str(), "" | "0");
    is_set.then(|| {
        "error: `INSTA_FORCE_PASS` is set, which would let every snapshot pass\n  \
         help: unset it; accept snapshots with `cargo insta review`"
            .to_owned()
    })
}

/// Runs this program once more, with `insta` told to print nothing: its boxes would fall between
/// the lines of parallel trials, and a trial's own message shows the difference. The variables can
/// only be set for a child. `None` if somebody has set them already, or it cannot be started.
fn run_quietly(root: &Path) -> Option<ExitCode> {
    if env::var_os("INSTA_OUTPUT").is_some() {
        return None;
    }
    let mut command = Command::new(env::current_exe().ok()?);
    command.args(env::args_os().skip(1));
    command.env("INSTA_OUTPUT", "none");
    if env::var_os("INSTA_WORKSPACE_ROOT").is_none() {
        command.env("INSTA_WORKSPACE_ROOT", root);
    }
    let status = command.status().ok()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Some(ExitCode::from(code.unwrap_or(FAILED)))
}

#[allow(clippy::print_stderr, reason = "this is the front of a program")]
fn tell(message: &str) {
    eprintln!("{message}");
}

/// A checked repository and what was accepted in it.
struct Run {
    root: PathBuf,
    project: Project,
    snapshots: Snapshots,
    outcome: GateOutcome,
    assert: Assert,
    colour: bool,
}

impl Run {
    fn new(root: &Path, project: Project, assert: Assert) -> std::io::Result<Self> {
        let snapshots = Snapshots::read(&root.join(FOLDER))?;
        let options = Options {
            holds: &project::holds,
            as_of: newest_published(&project.articles),
            snapshots: Some(&snapshots),
        };
        let Project {
            claims,
            articles,
            result,
            ..
        } = &project;
        Ok(Self {
            root: root.to_owned(),
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
    fn is_unfit(&self) -> bool {
        self.has_invalid_files() || self.outcome.is_nothing_to_check()
    }

    fn has_invalid_files(&self) -> bool {
        self.project
            .problems
            .iter()
            .any(|problem| problem.is_error())
    }

    fn has_snapshot_news(&self) -> bool {
        self.outcome.failures.iter().any(|entry| {
            matches!(
                entry.finding,
                Finding::SnapshotMissing { .. } | Finding::SnapshotChanged { .. }
            )
        })
    }

    fn tell_warnings(&self) {
        let warnings = GateOutcome {
            warnings: self.outcome.warnings.clone(),
            ..GateOutcome::default()
        };
        let lines = concise::entries(&self.report(&warnings, None));
        if !lines.is_empty() {
            tell(lines.trim_end());
        }
    }

    /// Settles one page with `insta`: what is left to say of it.
    fn settle(&self, name: &str, content: &str, description: &str, file: &str) -> Option<Finding> {
        let page = Page {
            folder: &self.root.join(FOLDER),
            name,
            content,
            description,
            input_file: &self.root.join(file),
        };
        accept::settle(&page, &self.snapshots, self.assert)
    }

    /// Policy, expectation and snapshot of one claim; the report on it if something fails.
    fn check_claim(&self, at: usize) -> Result<(), String> {
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
        let page = claim_snapshot(&self.report(&self.outcome, None), at);
        let file = &self.project.claims.files[claim.file];
        if let Some(finding) = self.settle(&claim.id, &page, &claim.text, &file.path) {
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

    fn check_matrix(&self) -> Result<(), String> {
        let page = matrix_snapshot(&self.report(&self.outcome, None));
        let finding = self.settle(MATRIX, &page, "which source says what", "claims");
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
    fn check_kinds(&self, codes: &[&str]) -> Result<(), String> {
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

    fn check_files(&self) -> Result<(), String> {
        if !self.has_invalid_files() {
            return Ok(());
        }
        let problems = &self.project.problems;
        let lines = problems
            .iter()
            .map(|problem| full::problem(&self.report(&self.outcome, None), problem));
        Err(lines.collect::<Vec<_>>().join("\n"))
    }

    fn render(&self, entries: &[Entry]) -> String {
        let report = self.report(&self.outcome, None);
        let texts = entries.iter().map(|entry| full::failure(&report, entry));
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

/// Names of trials for the whole hold `::`, which no claim id does.
fn trials(run: &Arc<Run>) -> Vec<Trial> {
    let mut trials = vec![trial(run, "gate::files-are-valid", Run::check_files)];
    if run.has_invalid_files() {
        return trials;
    }
    trials.push(trial(run, "gate::something-to-check", |run| {
        run.check_kinds(&["nothing-to-check"])
    }));
    if run.outcome.is_nothing_to_check() {
        return trials;
    }
    trials.push(trial(run, "gate::matrix", Run::check_matrix));
    trials.push(trial(run, "gate::no-orphan-snapshot", |run| {
        run.check_kinds(&["snapshot-orphan"])
    }));
    trials.push(trial(run, "gate::known-gaps", |run| {
        run.check_kinds(&["known-gap-passing", "known-gap-unused"])
    }));
    for (at, claim) in run.project.claims.claims.iter().enumerate() {
        let is_draft = claim.status == Status::Draft;
        if claim.status == Status::Retired {
            continue;
        }
        let check = move |run: &Run| match is_draft {
            true => Ok(()),
            false => run.check_claim(at),
        };
        let trial = trial(run, &claim.id, check);
        trials.push(trial.with_kind("claims").with_ignored_flag(is_draft));
    }
    trials
}

fn trial(
    run: &Arc<Run>,
    name: &str,
    check: impl Fn(&Run) -> Result<(), String> + Send + 'static,
) -> Trial {
    let run = Arc::clone(run);
    Trial::test(name, move || check(&run).map_err(Failed::from))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::{FOLDER, Run, refusal, trials};
    use crate::base::Problem;
    use crate::claims::Status;
    use crate::gate::accept::Assert;
    use crate::gate::project::Project;
    use crate::report::sample::Sample;

    /// A folder of its own, gone when the test is over.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("corroborate-{}-{name}", std::process::id());
            let path = std::env::temp_dir().join(name);
            fs::create_dir_all(path.join(FOLDER)).expect("a folder can be made");
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn project(sample: Sample) -> Project {
        Project {
            claims: sample.claims,
            articles: sample.articles,
            result: sample.result,
            problems: Vec::new(),
        }
    }

    fn run(folder: &Folder, project: Project, assert: Assert) -> Run {
        Run::new(&folder.0, project, assert).expect("snapshots can be read")
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
    fn strict(_: &str, _: &str) {
        panic!("snapshot assertion failed");
    }

    #[test]
    fn a_page_passes_once_it_is_accepted_and_only_then() {
        let folder = Folder::new("accept");
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
        let folder = Folder::new("policy");
        let run = run(&folder, project(Sample::new()), accepting);
        let text = run.check_claim(0).expect_err("a source contradicts it");
        assert!(text.contains("contradicts[date-outside]: harbour-talks in evening-post"));
        assert!(text.contains("error[policy-error]: harbour-talks"));
        assert!(!text.contains("bridge-opening"), "{text}");
    }

    #[test]
    fn every_claim_is_a_trial_of_its_name() {
        let folder = Folder::new("names");
        let mut sample = Sample::new();
        sample.claims.claims[1].status = Status::Draft;
        let run = Arc::new(run(&folder, project(sample), strict));
        let trials = trials(&run);
        let names: Vec<&str> = trials.iter().map(|trial| trial.name()).collect();
        assert_eq!(
            names,
            [
                "gate::files-are-valid",
                "gate::something-to-check",
                "gate::matrix",
                "gate::no-orphan-snapshot",
                "gate::known-gaps",
                "harbour-talks",
                "bridge-opening"
            ]
        );
        assert!(trials[6].has_ignored_flag());
    }

    #[test]
    fn an_empty_or_invalid_project_fails_under_any_filter() {
        let folder = Folder::new("empty");
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
        let folder = Folder::new("orphans");
        fs::write(folder.0.join(FOLDER).join("ferry.snap"), "---\n---\nold\n").expect("written");
        let run = run(&folder, project(Sample::new()), accepting);
        let text = run
            .check_kinds(&["snapshot-orphan"])
            .expect_err("an orphan");
        assert!(text.contains("`ferry.snap` belongs to no claim"), "{text}");
    }

    #[test]
    fn a_forced_pass_is_refused() {
        let with = |value: Option<&str>| {
            let value = value.map(str::to_owned);
            refusal(move |name| value.clone().filter(|_| name == "INSTA_FORCE_PASS"))
        };
        assert!(with(Some("1")).is_some());
        assert!(with(Some("yes")).is_some());
        assert!(with(Some("0")).is_none());
        assert!(with(None).is_none());
    }
}
