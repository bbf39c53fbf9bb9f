//! `export`: the findings in formats that fact-checkers and annotators exchange.

use std::io;

use clap::{Args, ValueEnum};
use corroborate::base::{Problem, nearest};
use corroborate::check::{CheckOptions, check};
use corroborate::report::{Report, View, claimreview, webanno};

use crate::cli::args::InputArgs;
use crate::cli::check::refuse;
use crate::cli::plan::Plan;
use crate::cli::{Console, Exit};

#[derive(Args, Debug)]
pub struct ExportArgs {
    /// What to write
    #[arg(value_enum)]
    format: Format,

    /// Only this claim
    #[arg(long, value_name = "ID")]
    claim: Option<String>,

    #[command(flatten)]
    input: InputArgs,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum Format {
    /// schema.org ClaimReview, one for each claim; the rating and its author are left to you
    Claimreview,
    /// W3C Web Annotation, one for each passage
    Webanno,
}

/// Checks and writes; the gate is not asked.
pub fn run(args: &ExportArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let plan = match Plan::new(&args.input) {
        Ok(plan) => plan,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let mut loaded = match plan.load(console) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    if let Some(id) = &args.claim {
        let claims = &mut loaded.claims.claims;
        if !claims.iter().any(|claim| claim.id == *id) {
            let ids = claims.iter().map(|claim| claim.id.as_str());
            let message = format!("no claim has the id `{}`", id.escape_debug());
            let problem = Problem::error("unknown-claim", message);
            let problem = match nearest(id, ids) {
                Some(meant) => problem.help(format!("did you mean `{meant}`?")),
                None => problem,
            };
            return Ok(refuse(console, &[problem]));
        }
        claims.retain(|claim| claim.id == *id);
    }
    let options = CheckOptions {
        brief_omissions: true,
    };
    let result = check(&loaded.claims, &loaded.articles, &options);
    let report = Report {
        claims: &loaded.claims,
        articles: &loaded.articles,
        result: &result,
        gate: None,
        view: View::default(),
    };
    match args.format {
        Format::Claimreview => claimreview::write(&report, console.out)?,
        Format::Webanno => webanno::write(&report, console.out)?,
    }
    Ok(Exit::Passed)
}
