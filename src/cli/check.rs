//! `check`: claims against articles, then the gate.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use corroborate::base::Problem;
use corroborate::claims::Label;

use crate::cli::args::{CheckArgs, Format, Verdict};
use crate::cli::filter::Filter;
use crate::cli::plan::{Loaded, Plan};
use crate::cli::{Console, Exit, wiring};

/// Columns of text where nobody says how wide the terminal is.
const WIDTH: usize = 100;

/// Checks, writes the report, and says how the gate takes it.
pub fn run(args: &CheckArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let filter = match Filter::parse(&args.filter) {
        Ok(filter) => filter,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let plan = match Plan::new(&args.input) {
        Ok(plan) => plan,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let mut loaded = match plan.load(console) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    filter.narrow_claims(&mut loaded.claims);
    filter.narrow_articles(&mut loaded.articles);
    if let Some(what) = missing(&loaded) {
        let because = if filter.is_partial() {
            " matches the filter"
        } else {
            " was found"
        };
        console.note(&format!("error: nothing to check: no {what}{because}"));
        return Ok(Exit::Nothing);
    }
    let result = wiring::check(&loaded.claims, &loaded.articles);
    let snapshots = match accepted(args, &plan) {
        Ok(snapshots) => snapshots,
        Err(problem) => return Ok(refuse(console, &[problem])),
    };
    let options = wiring::GateOptions {
        // They tell of all claims and sources, so a part of them cannot be compared.
        snapshots: snapshots.filter(|_| !filter.is_partial()),
    };
    let outcome = wiring::judge(&loaded.claims, &loaded.articles, &result, &options);
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let keep: Vec<Label> = args.keep.iter().copied().map(Verdict::label).collect();
    let report = wiring::Report {
        claims: &loaded.claims,
        articles: &loaded.articles,
        result: &result,
        gate: Some(&outcome),
        keep: filter.verdicts(&keep),
        colour: console.out_colour,
        width: width(),
    };
    let written = match args.format {
        Format::Json | Format::Jsonl => wiring::write_report(&report, args.format, console.out),
        _ => console.face(|out| wiring::write_report(&report, args.format, out)),
    };
    let exit = if outcome.is_failed() {
        Exit::Failed
    } else {
        Exit::Passed
    };
    match written {
        // Whoever reads has read enough; the verdict stands all the same.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(exit),
        written => written.map(|()| exit),
    }
}

/// The folder of accepted results: the one that was said, which must be there, or that of the
/// project, which appears when a first result is accepted.
fn accepted(args: &CheckArgs, plan: &Plan) -> Result<Option<PathBuf>, Problem> {
    let Some(said) = &args.snapshots else {
        return Ok(plan.snapshots.clone().filter(|folder| folder.is_dir()));
    };
    if said.is_dir() {
        return Ok(Some(said.clone()));
    }
    let said = said.display().to_string();
    let message = format!("there is no folder `{}`", said.escape_debug());
    Err(Problem::error("no-such-path", message)
        .help("leave out `--snapshots`, or accept results first"))
}

/// Shows problems that end the run before anything was read.
pub fn refuse(console: &mut Console<'_>, problems: &[Problem]) -> Exit {
    console.problems(problems, &HashMap::new());
    Exit::of_problems(problems).unwrap_or(Exit::Invalid)
}

fn missing(loaded: &Loaded) -> Option<&'static str> {
    if loaded.claims.claims.is_empty() {
        Some("claim")
    } else if loaded.articles.is_empty() {
        Some("article")
    } else {
        None
    }
}

/// Columns to write in: `COLUMNS`, where a shell exports it.
pub fn width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| (40..=500).contains(columns))
        .unwrap_or(WIDTH)
}
