//! `check`: claims against articles, then the gate.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use corroborate::base::Problem;
use corroborate::check::{CheckOptions, check_watched};
use corroborate::claims::Label;
use corroborate::gate::{self, GateOutcome, Snapshots};
use corroborate::judge::CheckResult;
use corroborate::project::Loaded;
use corroborate::report::against::{Changes, Earlier};
use corroborate::report::{Keep, Report, View};

use crate::cli::args::{CheckArgs, Format, Verdict};
use crate::cli::filter::Filter;
use crate::cli::output::{Content, Outputs, is_for_people};
use crate::cli::plan::Plan;
use crate::cli::progress::Meter;
use crate::cli::{Console, Exit, against, files};

/// Columns of text where nobody says how wide the terminal is.
const WIDTH: usize = 100;

/// What a summary calls the accepted snapshots.
const ACCEPTED: &str = "the accepted snapshots";

/// Checks, writes the reports, and says how the gate takes it.
pub fn run(args: &CheckArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let setup = Outputs::new(args)
        .map_err(|problem| vec![problem])
        .and_then(|outputs| {
            Ok((
                outputs,
                Filter::parse(&args.filter)?,
                Plan::new(&args.input)?,
            ))
        });
    let (outputs, filter, plan) = match setup {
        Ok(setup) => setup,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    if outputs.has_files() || args.against.is_some() {
        files::clean_up_when_interrupted();
    }
    let mut loaded = match plan.load(console) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    if let Err(problem) = outputs.refuse_inputs(&loaded) {
        return Ok(refuse(console, &[problem]));
    }
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
    let read = accepted(args, &plan)
        // They tell of all claims and sources, so a part of them cannot be compared.
        .map(|folder| folder.filter(|_| !filter.is_partial()))
        .and_then(|folder| folder.as_deref().map(read_snapshots).transpose())
        .and_then(|snapshots| Ok((snapshots, earlier(args, console)?)));
    let (snapshots, earlier) = match read {
        Ok(read) => read,
        Err(problem) => return Ok(refuse(console, &[problem])),
    };
    let keep = filter.verdicts(&labels(&args.keep));
    let options = CheckOptions {
        brief_omissions: snapshots.is_none() && !outputs.shows_omissions(&keep, &loaded),
    };
    // Problems come before the bar. That nobody listens there is no reason to stop.
    let _ = console.err.flush();
    let meter = Meter::new(args.progress, loaded.articles.len());
    let result = check_watched(&loaded.claims, &loaded.articles, &options, &|| meter.step());
    let time = meter.finish();
    let outcome = judged(&loaded, &result, filter.is_partial(), snapshots.as_ref());
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
    let changes = earlier.map(|(name, mut earlier)| {
        if filter.is_partial() {
            earlier.narrow(&report);
        }
        Changes::since(name, &earlier, &report)
    });
    let accepted = match &snapshots {
        Some(snapshots) if outputs.has_summary() => Earlier::accepted(snapshots, &report),
        _ => None,
    };
    let accepted = accepted.map(|accepted| Changes::since(ACCEPTED, &accepted, &report));
    let content = Content {
        report,
        changes: changes.as_ref(),
        accepted: accepted.as_ref(),
    };
    match outputs.write_stdout(content, console) {
        // Whoever reads has read enough; the verdict stands all the same.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    let problems = outputs.write_files(content, console);
    if !problems.is_empty() {
        return Ok(refuse(console, &problems));
    }
    if let Some(time) = time {
        close(report, outputs.stdout, time, console);
    }
    Ok(if outcome.is_nothing_to_check() {
        Exit::Nothing
    } else if outcome.is_passed() {
        Exit::Passed
    } else {
        Exit::Failed
    })
}

/// What the gate says of a result. Its day for `expires` is that of the newest article.
pub fn judged(
    loaded: &Loaded,
    result: &CheckResult,
    is_partial: bool,
    snapshots: Option<&Snapshots>,
) -> GateOutcome {
    let options = gate::Options {
        as_of: gate::newest_published(&loaded.articles),
        is_partial,
        snapshots,
    };
    gate::judge(&loaded.claims, &loaded.articles, result, &options)
}

/// The result to compare with, and what the user calls it.
fn earlier<'a>(
    args: &'a CheckArgs,
    console: &mut Console<'_>,
) -> Result<Option<(&'a str, Earlier)>, Problem> {
    let Some(name) = args.against.as_deref() else {
        return Ok(None);
    };
    let earlier = against::load(name, &args.input, args.progress, console)?;
    Ok(Some((name, earlier)))
}

/// The last line for whoever watched: the time, and how much it was where the result does not say.
fn close(report: Report<'_>, format: Format, time: Duration, console: &mut Console<'_>) {
    // Behind the result, where both are one terminal. Whoever runs us flushes once more, and sees
    // what went wrong.
    let _ = console.out.flush();
    let seconds = time.as_secs_f64();
    let counts = match is_for_people(format) {
        true => String::new(),
        false => format!(
            "{} claims, {} sources, {} sentences: ",
            report.active_claims().count(),
            report.sources().count(),
            report.n_sentences()
        ),
    };
    console.note(&format!("{counts}{seconds:.1} s"));
}

fn labels(verdicts: &[Verdict]) -> Vec<Label> {
    verdicts.iter().copied().map(Verdict::label).collect()
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
