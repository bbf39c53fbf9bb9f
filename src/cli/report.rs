//! `report`: a folder of pages for whoever would rather look than read.

use std::io;
use std::path::{Path, PathBuf};

use corroborate::base::Problem;
use corroborate::check::{CheckOptions, check};
use corroborate::report::{Report, View, html};

use crate::cli::args::InputArgs;
use crate::cli::check::{judged, refuse};
use crate::cli::files::NewFolder;
use crate::cli::filter::Filter;
use crate::cli::plan::Plan;
use crate::cli::{Console, Exit};

#[derive(clap::Args, Debug)]
pub struct ReportArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Folder to write; one that this command wrote is replaced, any other must be empty
    #[arg(long, value_name = "DIR", default_value = "corroborate-report")]
    pub out: PathBuf,

    /// Open it in the browser
    #[arg(long)]
    pub open: bool,

    /// Only what matches: claim:GLOB, source:GLOB, tag:TAG, or a part of a claim's id
    #[arg(long, value_name = "EXPR", num_args = 1..)]
    pub filter: Vec<String>,
}

/// Checks, writes the pages, and opens them if asked. What the gate says is shown on the pages; it
/// does not decide how the command ends.
pub fn run(args: &ReportArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let filter = match Filter::parse(&args.filter) {
        Ok(filter) => filter,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let plan = match Plan::new(&args.input) {
        Ok(plan) => plan,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    if let Some(problem) = among_inputs(&args.out, &plan) {
        return Ok(refuse(console, &[problem]));
    }
    // Before anything is read, so that a wrong folder costs no time.
    let mut folder = match NewFolder::begin(&args.out) {
        Ok(folder) => folder,
        Err(problem) => return Ok(refuse(console, &[problem])),
    };
    let mut loaded = match plan.load(console) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    filter.narrow_claims(&mut loaded.claims);
    filter.narrow_articles(&mut loaded.articles);
    if loaded.claims.claims.is_empty() || loaded.articles.is_empty() {
        console.note("error: nothing to report: no claim or no article matches the filter");
        return Ok(Exit::Nothing);
    }
    let result = check(&loaded.claims, &loaded.articles, &CheckOptions::default());
    let outcome = judged(&loaded, &result, filter.is_partial(), None);
    let report = Report {
        claims: &loaded.claims,
        articles: &loaded.articles,
        result: &result,
        gate: Some(&outcome),
        view: View::default(),
    };
    let written = html::write(&report, &mut |path, bytes| folder.put(path, bytes))
        .and_then(|()| folder.finish());
    let index = args.out.join("index.html");
    match written {
        Ok(pages) => writeln!(console.out, "wrote {} ({pages} pages)", shown(&index))?,
        Err(error) => {
            let message = format!("error: cannot write `{}`: {error}", shown(&args.out));
            console.note(&message);
            return Ok(Exit::Invalid);
        }
    }
    if args.open
        && let Err(error) = open::that_detached(&index)
    {
        console.note(&format!("note: no browser could be opened: {error}"));
    }
    Ok(Exit::Passed)
}

/// Pages among the articles or claims would be read as such the next time.
fn among_inputs(out: &Path, plan: &Plan) -> Option<Problem> {
    let out_path = real(out);
    let inside = |path: &&PathBuf| path.is_dir() && out_path.starts_with(real(path));
    let input = plan.corpus.iter().chain(&plan.claims).find(inside)?;
    let message = format!("`{}` lies inside `{}`", shown(out), shown(input));
    Some(Problem::error("report-among-inputs", message).help(
        "pages there would be read as articles or claims; give another folder with `--out DIR`",
    ))
}

/// The path without links, also of something that is yet to be made.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), absolute.strip_prefix(above)) {
            return real.join(rest);
        }
    }
    absolute
}

fn shown(path: &Path) -> String {
    path.display().to_string().escape_debug().to_string()
}
