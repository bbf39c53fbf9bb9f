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
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::claims::Status;
use crate::gate::accept::{self, Assert};
use crate::gate::project;
use crate::gate::run::Run;

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
    let root = shortest(root);
    let mut arguments = Arguments::from_args();
    if !arguments.list
        && let Some(refusal) = refusal(|name| env::var(name).ok())
    {
        tell(&refusal);
        return ExitCode::from(FAILED);
    }
    let run = match Run::new(project::load(&root), assert) {
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
        tell(&run.warnings());
    }
    conclusion.exit_code()
}

/// Cargo runs tests in the folder of their package; paths in messages are then relative to it.
fn shortest(root: &Path) -> PathBuf {
    let is_here = match (root.canonicalize(), env::current_dir()) {
        (Ok(root), Ok(here)) => here.canonicalize().is_ok_and(|here| here == root),
        _ => false,
    };
    if is_here {
        PathBuf::new()
    } else {
        root.to_owned()
    }
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
        let root = match root.as_os_str().is_empty() {
            true => env::current_dir().ok()?,
            false => root.canonicalize().ok()?,
        };
        command.env("INSTA_WORKSPACE_ROOT", root);
    }
    let status = command.status().ok()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Some(ExitCode::from(code.unwrap_or(FAILED)))
}

#[allow(clippy::print_stderr, reason = "this is the front of a program")]
fn tell(message: &str) {
    if !message.is_empty() {
        eprintln!("{}", message.trim_end());
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
    use std::sync::Arc;

    use super::{refusal, trials};
    use crate::claims::Status;
    use crate::gate::run::tests::{project, run, strict};
    use crate::report::sample::Sample;

    #[test]
    fn every_claim_is_a_trial_of_its_name() {
        let folder = tempfile::tempdir().expect("a folder can be made");
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
