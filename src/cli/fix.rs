//! `fix`: what is mechanical in claim and source files. Only what no one could object to is
//! changed, and every other byte stays; articles are never touched.

mod edit;
mod tidy;

use std::fs;
use std::io;

use corroborate::base::Problem;
use corroborate::check::{CheckOptions, check};
use corroborate::claims::{self, ClaimFile};
use corroborate::gate::{self, Finding};
use corroborate::lang;
use corroborate::report::visible;
use similar::TextDiff;

use crate::cli::accept::cannot_write;
use crate::cli::args::{FixArgs, InputArgs};
use crate::cli::check::refuse;
use crate::cli::plan::Plan;
use crate::cli::suppress::restored;
use crate::cli::{Console, Exit, files, lint};

/// A file and what is done to it.
struct Target {
    shown: String,
    before: String,
    text: String,
    /// What was done, a line each.
    done: Vec<String>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Claims,
    Catalogue,
}

/// Corrections of one run; more would be no slips any more.
const MOST_EDITS: usize = 1_000;

/// Corrects files, or shows what it would correct.
pub fn run(args: &FixArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let files = match lint::read(&args.paths) {
        Ok(files) => files,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let stops = |problem: &&Problem| {
        matches!(problem.code, "no-such-path" | "unreadable-configuration")
            && problem.span.is_none()
    };
    let unreadable: Vec<Problem> = files.problems.iter().filter(stops).cloned().collect();
    if !unreadable.is_empty() {
        return Ok(refuse(console, &unreadable));
    }
    let mut targets: Vec<Target> = files
        .claims
        .files
        .iter()
        .map(|file| Target::new(&file.path, file.text.clone(), Kind::Claims))
        .collect();
    if args.unused
        && let Err(exit) = remove_unused(&mut targets, console)
    {
        return Ok(exit);
    }
    correct_claims(&mut targets);
    for (shown, path) in &files.listing.catalogues {
        if let Ok(text) = fs::read_to_string(path) {
            let mut target = Target::new(shown, text, Kind::Catalogue);
            correct_catalogue(&mut target, &files.problems);
            targets.push(target);
        }
    }
    for target in &mut targets {
        tidy::schema_line(target);
        tidy::repeated_items(target);
    }
    settle(args, &targets, console)
}

impl Target {
    fn new(shown: &str, text: String, kind: Kind) -> Self {
        Self {
            shown: shown.to_owned(),
            before: text.clone(),
            text,
            done: Vec::new(),
            kind,
        }
    }
}

/// Writes or shows what was done.
fn settle(args: &FixArgs, targets: &[Target], console: &mut Console<'_>) -> io::Result<Exit> {
    let changed: Vec<&Target> = targets
        .iter()
        .filter(|target| target.text != target.before)
        .collect();
    let is_dry = args.check || args.diff;
    for target in &changed {
        if args.diff {
            show_diff(target, console)?;
            continue;
        }
        for line in &target.done {
            writeln!(console.out, "{}: {}", visible(&target.shown), visible(line))?;
        }
        if is_dry {
            continue;
        }
        let file = ClaimFile {
            path: target.shown.clone(),
            text: String::new(),
        };
        let bytes = match target.kind {
            Kind::Claims => restored(&file, &target.text),
            Kind::Catalogue => target.text.clone().into_bytes(),
        };
        if let Err(error) = files::replace(target.shown.as_ref(), &bytes) {
            return Ok(cannot_write(console, &target.shown, &error));
        }
    }
    let n = changed.len();
    let s = if n == 1 { "" } else { "s" };
    console.note(&match (n, is_dry) {
        (0, _) => "nothing mechanical to fix; `corroborate lint` says what is left".to_owned(),
        (_, true) => format!("{n} file{s} would change; nothing was written"),
        (_, false) => format!("fixed {n} file{s}"),
    });
    Ok(match n > 0 && is_dry {
        true => Exit::Failed,
        false => Exit::Passed,
    })
}

fn show_diff(target: &Target, console: &mut Console<'_>) -> io::Result<()> {
    let diff = TextDiff::from_lines(&target.before, &target.text);
    let shown = visible(&target.shown).into_owned();
    let unified = diff
        .unified_diff()
        .context_radius(2)
        .header(&shown, &shown)
        .to_string();
    console.face(|out| {
        for line in unified.lines() {
            let colour = match line.as_bytes().first() {
                Some(b'+') => "32",
                Some(b'-') => "31",
                Some(b'@') => "36",
                _ => "0",
            };
            writeln!(out, "\x1b[{colour}m{}\x1b[0m", visible(line))?;
        }
        Ok(())
    })
}

/// Takes corrections one by one, and keeps those after which less is wrong.
fn correct_claims(targets: &mut [Target]) {
    let mut refused: Vec<(usize, String)> = Vec::new();
    let mut problems = problems_of(targets);
    for _ in 0..MOST_EDITS {
        let next = problems.iter().find_map(|problem| {
            let at = targets
                .iter()
                .position(|target| Some(&target.shown) == problem.file.as_ref())?;
            let is_refused = refused
                .iter()
                .any(|(file, message)| *file == at && *message == problem.message);
            let edit = edit::of(problem, &targets[at].text).filter(|_| !is_refused)?;
            Some((at, problem.message.clone(), edit))
        });
        let Some((at, message, edit)) = next else {
            return;
        };
        let before = std::mem::take(&mut targets[at].text);
        targets[at].text = edit.apply(&before);
        let after = problems_of(targets);
        if is_better(&problems, &after, targets) {
            targets[at].done.push(edit.what);
            problems = after;
        } else {
            targets[at].text = before;
            refused.push((at, message));
        }
    }
}

/// Whether less is wrong than before, or as much but all that is new can be corrected in turn: a
/// key that is known again shows what is wrong with its value.
fn is_better(before: &[Problem], after: &[Problem], targets: &[Target]) -> bool {
    let n_broken = |problems: &[Problem]| {
        let broken = problems.iter().filter(|own| own.code == "toml-syntax");
        broken.count()
    };
    let is_new = |problem: &&Problem| {
        let mut known = before.iter();
        !known.any(|own| own.message == problem.message && own.file == problem.file)
    };
    let is_next = |problem: &Problem| {
        let own = targets
            .iter()
            .find(|target| Some(&target.shown) == problem.file.as_ref());
        own.is_some_and(|target| edit::of(problem, &target.text).is_some())
    };
    n_broken(after) <= n_broken(before)
        && (after.len() < before.len()
            || (after.len() == before.len() && after.iter().filter(is_new).all(is_next)))
}

/// The mistakes in the claim files as they would be.
fn problems_of(targets: &[Target]) -> Vec<Problem> {
    let files: Vec<ClaimFile> = targets
        .iter()
        .map(|target| ClaimFile {
            path: target.shown.clone(),
            text: target.text.clone(),
        })
        .collect();
    let (_, mut problems) = claims::load(&files, &lang::is_event_word);
    problems.retain(Problem::is_error);
    problems
}

/// Misspelt keys of a catalogue, from the last to the first so that places stay right.
fn correct_catalogue(target: &mut Target, problems: &[Problem]) {
    let own = problems
        .iter()
        .filter(|problem| problem.file.as_deref() == Some(target.shown.as_str()));
    let mut edits: Vec<edit::Edit> = own
        .filter_map(|problem| edit::of(problem, &target.text))
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    for edit in edits {
        let text = edit.apply(&target.text);
        if text.parse::<toml_edit::DocumentMut>().is_ok() {
            target.text = text;
            target.done.insert(0, edit.what);
        }
    }
}

/// Takes out suppressions and known gaps that are of no use. Only a check can say which.
fn remove_unused(targets: &mut [Target], console: &mut Console<'_>) -> Result<(), Exit> {
    let plan = Plan::new(&InputArgs::default()).map_err(|problems| refuse(console, &problems))?;
    let loaded = plan.load(console)?;
    let result = check(&loaded.claims, &loaded.articles, &CheckOptions::default());
    let options = gate::Options {
        as_of: gate::newest_published(&loaded.articles),
        is_partial: false,
        snapshots: None,
    };
    let outcome = gate::judge(&loaded.claims, &loaded.articles, &result, &options);
    let entries = outcome.failures.iter().chain(&outcome.warnings);
    for entry in entries {
        let Some((file, span)) = entry.place else {
            continue;
        };
        let (key, list): (&str, Vec<_>) = match &entry.finding {
            Finding::SuppressionUnused { .. } => {
                let list = loaded.claims.suppressions.iter();
                ("suppress", list.map(|own| (own.file, own.span)).collect())
            }
            Finding::KnownGapPassing { .. } | Finding::KnownGapUnused { .. } => {
                let list = loaded.claims.known_gaps.iter();
                ("known-gap", list.map(|own| (own.file, own.span)).collect())
            }
            _ => continue,
        };
        let own: Vec<_> = list.into_iter().filter(|(own, _)| *own == file).collect();
        let Some(index) = own.iter().position(|(_, own)| *own == span) else {
            continue;
        };
        let path = &loaded.claims.files[file].path;
        if let Some(target) = targets.iter_mut().find(|target| target.shown == *path) {
            tidy::mark_removed(target, key, index, entry.finding.to_string());
        }
    }
    for target in targets {
        tidy::remove_marked(target);
    }
    Ok(())
}
