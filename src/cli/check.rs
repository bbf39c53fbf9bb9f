//! `check`: claims against articles, then the gate.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use corroborate::base::Problem;
use corroborate::check::{CheckOptions, check};
use corroborate::claims::Label;
use corroborate::gate::{self, Snapshots};
use corroborate::project::Loaded;
use corroborate::report::{Keep, Report, View, concise, full, json, jsonl, matrix};

use crate::cli::args::{CheckArgs, Format, Verdict};
use crate::cli::filter::Filter;
use crate::cli::plan::Plan;
use crate::cli::{Console, Exit};

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
    let (snapshots, keep) = match accepted(args, &plan) {
        // They tell of all claims and sources, so a part of them cannot be compared.
        Ok(folder) => (
            folder.filter(|_| !filter.is_partial()),
            filter.verdicts(&labels(&args.keep)),
        ),
        Err(problem) => return Ok(refuse(console, &[problem])),
    };
    let options = CheckOptions {
        brief_omissions: snapshots.is_none() && !shows_omissions(args.format, &keep),
    };
    let result = check(&loaded.claims, &loaded.articles, &options);
    let snapshots = match snapshots.as_deref().map(read_snapshots).transpose() {
        Ok(snapshots) => snapshots,
        Err(problem) => return Ok(refuse(console, &[problem])),
    };
    let options = gate::Options {
        as_of: gate::newest_published(&loaded.articles),
        is_partial: filter.is_partial(),
        snapshots: snapshots.as_ref(),
    };
    let outcome = gate::judge(&loaded.claims, &loaded.articles, &result, &options);
    let report = Report {
        claims: &loaded.claims,
        articles: &loaded.articles,
        result: &result,
        gate: Some(&outcome),
        view: View {
            keep: Keep::only(&keep),
            colour: console.out_colour,
            width: width(),
            ..View::default()
        },
    };
    let written = match args.format {
        Format::Json => json::write(&report, console.out),
        Format::Jsonl => jsonl::write(&report, console.out),
        Format::Full => console.face(|out| full::write(&report, out)),
        Format::Concise => console.face(|out| concise::write(&report, out)),
        Format::Matrix => console.face(|out| matrix::write(&report, out)),
    };
    let exit = if outcome.is_nothing_to_check() {
        Exit::Nothing
    } else if outcome.is_passed() {
        Exit::Passed
    } else {
        Exit::Failed
    };
    match written {
        // Whoever reads has read enough; the verdict stands all the same.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(exit),
        written => written.map(|()| exit),
    }
}

fn labels(verdicts: &[Verdict]) -> Vec<Label> {
    verdicts.iter().copied().map(Verdict::label).collect()
}

/// Whether why a source omits a claim can be read anywhere in the output.
fn shows_omissions(format: Format, keep: &[Label]) -> bool {
    match format {
        Format::Full => true,
        Format::Json | Format::Jsonl => keep.contains(&Label::Omits),
        Format::Concise | Format::Matrix => false,
    }
}

fn read_snapshots(folder: &Path) -> Result<Snapshots, Problem> {
    Snapshots::read(folder).map_err(|error| {
        let folder = folder.display().to_string();
        let message = format!("`{}` cannot be read: {error}", folder.escape_debug());
        Problem::error("unreadable-snapshots", message)
    })
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
