//! `watch`: checks again on every edit, and shows only what changed. Everything is read again each
//! time: a newsroom's corpus takes a fraction of a second.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use corroborate::base::Problem;
use corroborate::check::{CheckOptions, check};
use corroborate::claims::Label;
use corroborate::gate::{GateOutcome, Snapshots};
use corroborate::judge::CheckResult;
use corroborate::project::Loaded;
use corroborate::report::{Report, View, concise, matrix, visible};
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::args::WatchArgs;
use crate::cli::check::{judged, refuse, width};
use crate::cli::plan::{Plan, nearest_project};
use crate::cli::{Console, Exit};

/// Silence after which an edit counts as done: editors write a file in several steps.
const SETTLED: Duration = Duration::from_millis(150);

/// Between two looks where the system does not tell of edits.
const POLL: Duration = Duration::from_secs(1);

/// What the loop waits for.
enum Signal {
    Edit,
    Stop,
}

/// Runs until Ctrl-C, which is how it is meant to end.
pub fn run(args: &WatchArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let plan = match Plan::new(&args.input) {
        Ok(plan) => plan,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let (sender, receiver) = mpsc::channel();
    let stop = sender.clone();
    if let Err(error) = ctrlc::set_handler(move || {
        let _ = stop.send(Signal::Stop);
    }) {
        console.note(&format!("note: Ctrl-C will end it at once: {error}"));
    }
    let paths = watched(&plan);
    let watcher = match start(&paths, &sender, args.poll) {
        Ok(watcher) => watcher,
        Err(error) => {
            let problem =
                Problem::error("cannot-watch", format!("files cannot be watched: {error}"))
                    .help("try `--poll`");
            return Ok(refuse(console, &[problem]));
        }
    };
    let mut seen = None;
    look(args, &mut seen, console)?;
    let shown: Vec<String> = paths
        .iter()
        .map(|path| visible(&path.display().to_string()).into_owned())
        .collect();
    writeln!(console.out, "watching {}; Ctrl-C ends", shown.join(", "))?;
    console.out.flush()?;
    while wait(&receiver) {
        look(args, &mut seen, console)?;
    }
    drop(watcher);
    console.note("ended");
    Ok(Exit::Passed)
}

/// Folders and files to be watched: those of the run, and the configuration.
fn watched(plan: &Plan) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = plan.claims.iter().chain(&plan.corpus).cloned().collect();
    if let Ok(project) = nearest_project() {
        paths.extend(project.config);
    }
    paths.retain(|path| path != Path::new("-") && path.exists());
    paths
}

/// Watches with what the system has, or by looking every second.
fn start(
    paths: &[PathBuf],
    sender: &Sender<Signal>,
    is_polling: bool,
) -> notify::Result<Box<dyn Watcher>> {
    let handler = |sender: Sender<Signal>| {
        move |event: notify::Result<notify::Event>| {
            let is_edit = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
            if is_edit {
                let _ = sender.send(Signal::Edit);
            }
        }
    };
    let each = |watcher: &mut dyn Watcher| {
        for path in paths {
            // An editor may put a new file in the place of the old: the folder hears of it.
            let (path, mode) = match path.is_dir() {
                true => (path.as_path(), RecursiveMode::Recursive),
                false => (
                    path.parent()
                        .filter(|own| *own != Path::new(""))
                        .unwrap_or(Path::new(".")),
                    RecursiveMode::NonRecursive,
                ),
            };
            watcher.watch(path, mode)?;
        }
        Ok::<(), notify::Error>(())
    };
    if !is_polling
        && let Ok(mut watcher) = RecommendedWatcher::new(handler(sender.clone()), Config::default())
        && each(&mut watcher).is_ok()
    {
        return Ok(Box::new(watcher));
    }
    let config = Config::default()
        .with_poll_interval(POLL)
        .with_compare_contents(true);
    let mut watcher = PollWatcher::new(handler(sender.clone()), config)?;
    each(&mut watcher)?;
    Ok(Box::new(watcher))
}

/// Waits for an edit to be done; false to end.
fn wait(receiver: &Receiver<Signal>) -> bool {
    match receiver.recv() {
        Ok(Signal::Edit) => {}
        Ok(Signal::Stop) | Err(_) => return false,
    }
    loop {
        match receiver.recv_timeout(SETTLED) {
            Ok(Signal::Edit) => {}
            Ok(Signal::Stop) => return false,
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// What was shown of a run: verdicts by claim and source, and what the gate said.
#[derive(Default)]
struct Seen {
    verdicts: BTreeMap<(String, String), Verdict>,
    gate: Vec<String>,
}

#[derive(Clone, PartialEq, Eq)]
struct Verdict {
    word: &'static str,
    is_omitted: bool,
    reasons: String,
}

/// Checks once; shows everything the first time, then what changed.
fn look(args: &WatchArgs, seen: &mut Option<Seen>, console: &mut Console<'_>) -> io::Result<()> {
    // The configuration may have been edited too.
    let plan = match Plan::new(&args.input) {
        Ok(plan) => plan,
        Err(problems) => {
            refuse(console, &problems);
            return pause(console);
        }
    };
    let loaded = match plan.load(console) {
        Ok(loaded) => loaded,
        Err(_) => return pause(console),
    };
    let result = check(&loaded.claims, &loaded.articles, &CheckOptions::default());
    let snapshots = plan.snapshots.filter(|folder| folder.is_dir());
    let snapshots = snapshots.and_then(|folder| Snapshots::read(&folder).ok());
    let outcome = judged(&loaded, &result, false, snapshots.as_ref());
    let report = Report {
        claims: &loaded.claims,
        articles: &loaded.articles,
        result: &result,
        gate: Some(&outcome),
        view: View {
            colour: console.out_colour,
            width: width(),
            ..View::default()
        },
    };
    let now = seen_of(&loaded, &result, &report);
    match seen.as_ref() {
        None => console.face(|out| matrix::write(&report, out))?,
        Some(before) => {
            for line in changes(before, &now) {
                writeln!(console.out, "{line}")?;
            }
            if before.gate != now.gate {
                writeln!(console.out, "{}", gate_line(&outcome))?;
            }
        }
    }
    *seen = Some(now);
    console.out.flush()?;
    let _ = console.err.flush();
    Ok(())
}

fn pause(console: &mut Console<'_>) -> io::Result<()> {
    console.note("waiting for the next edit");
    console.out.flush()?;
    console.err.flush()
}

fn seen_of(loaded: &Loaded, result: &CheckResult, report: &Report<'_>) -> Seen {
    let verdicts = result.verdicts.iter().map(|own| {
        let key = (
            loaded.claims.claims[own.claim].id.clone(),
            result.sources[own.source].id.clone(),
        );
        let word = match (own.label, own.complete) {
            (Label::Supports, false) => "supports in part",
            (label, _) => label.as_str(),
        };
        let off: Vec<&str> = own
            .facets
            .iter()
            .filter(|facet| facet.label == Label::Contradicts)
            .map(|facet| facet.reason.code())
            .collect();
        let verdict = Verdict {
            word,
            is_omitted: own.label == Label::Omits,
            reasons: off.join(", "),
        };
        (key, verdict)
    });
    Seen {
        verdicts: verdicts.collect(),
        gate: concise::entries(report)
            .lines()
            .map(str::to_owned)
            .collect(),
    }
}

/// `talks in afp: contradicts [date-outside], was supports`
fn changes(before: &Seen, now: &Seen) -> Vec<String> {
    let mut lines = Vec::new();
    for ((claim, source), verdict) in &now.verdicts {
        let old = before.verdicts.get(&(claim.clone(), source.clone()));
        if old == Some(verdict) || (old.is_none() && verdict.is_omitted) {
            continue;
        }
        let reasons = match verdict.reasons.as_str() {
            "" => String::new(),
            reasons => format!(" [{reasons}]"),
        };
        let was = old.map_or("new", |old| old.word);
        let was = if was == "new" {
            "new".to_owned()
        } else {
            format!("was {was}")
        };
        let source = visible(source);
        lines.push(format!(
            "{claim} in {source}: {}{reasons}, {was}",
            verdict.word
        ));
    }
    for ((claim, source), verdict) in &before.verdicts {
        let is_gone = !now.verdicts.contains_key(&(claim.clone(), source.clone()));
        if is_gone && !verdict.is_omitted {
            lines.push(format!(
                "{claim} in {}: gone, was {}",
                visible(source),
                verdict.word
            ));
        }
    }
    lines
}

fn gate_line(outcome: &GateOutcome) -> String {
    let (failures, warnings) = (outcome.failures.len(), outcome.warnings.len());
    match outcome.is_passed() {
        true => format!("gate passed, {warnings} to look at"),
        false => format!("gate failed: {failures}, and {warnings} to look at"),
    }
}
