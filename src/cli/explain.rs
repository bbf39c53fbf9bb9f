//! `explain`: why a claim has its verdicts, or what a reason means.

use std::io;

use corroborate::base::{Problem, nearest};
use corroborate::check::{self, CheckOptions, check};
use corroborate::judge::Reason;
use corroborate::report::explain::SourceCandidates;
use corroborate::report::{self, Report, View};

use crate::cli::args::ExplainArgs;
use crate::cli::check::{refuse, width};
use crate::cli::plan::Plan;
use crate::cli::{Console, Exit, codes};

/// A code of the closed list needs no project; anything else is a claim of one.
pub fn run(args: &ExplainArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    if args.source.is_none()
        && let Some(reason) = Reason::from_code(&args.subject)
    {
        console.face(|out| report::explain::code(reason, width(), out))?;
        return Ok(Exit::Passed);
    }
    if args.source.is_none()
        && let Some(page) = codes::find(&args.subject)
    {
        console
            .face(|out| report::explain::page(page.code, page.summary, page.text, width(), out))?;
        return Ok(Exit::Passed);
    }
    let plan = match Plan::new(&args.input) {
        Ok(plan) => plan,
        // Outside of a project only a slip of a code can be meant.
        Err(_) if args.source.is_none() && meant_code(&args.subject).is_some() => {
            return Ok(refuse(console, &[unknown(&args.subject, [])]));
        }
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let mut loaded = match plan.load(console) {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let claims = &mut loaded.claims;
    if !claims.claims.iter().any(|claim| claim.id == args.subject) {
        let ids = claims.claims.iter().map(|claim| claim.id.as_str());
        return Ok(refuse(console, &[unknown(&args.subject, ids)]));
    }
    claims.claims.retain(|claim| claim.id == args.subject);
    if let Some(source) = &args.source {
        let articles = &mut loaded.articles;
        if !articles.iter().any(|article| article.id == *source) {
            let ids = articles.iter().map(|article| article.id.as_str());
            let message = format!("no source has the id `{}`", source.escape_debug());
            let problem = Problem::error("unknown-source", message);
            return Ok(refuse(console, &[meant(problem, nearest(source, ids))]));
        }
        articles.retain(|article| article.id == *source);
    }
    let result = check(&loaded.claims, &loaded.articles, &CheckOptions::default());
    let claim = &loaded.claims.claims[0];
    let candidates: Vec<SourceCandidates> = result
        .sources
        .iter()
        .enumerate()
        .map(|(source, info)| SourceCandidates {
            source,
            candidates: check::explain(claim, &loaded.articles[info.article]),
        })
        .collect();
    let report = Report {
        claims: &loaded.claims,
        articles: &loaded.articles,
        result: &result,
        gate: None,
        view: View {
            colour: console.out_colour,
            width: width(),
            ..View::default()
        },
    };
    console.face(|out| report::explain::claim(&report, 0, &candidates, out))?;
    Ok(Exit::Passed)
}

fn unknown<'a>(subject: &str, claims: impl IntoIterator<Item = &'a str>) -> Problem {
    let message = format!(
        "`{}` is neither the id of a claim nor a code",
        subject.escape_debug()
    );
    let candidates = claims.into_iter().chain(all_codes());
    meant(
        Problem::error("unknown-claim", message),
        nearest(subject, candidates),
    )
}

fn meant(problem: Problem, meant: Option<&str>) -> Problem {
    match meant {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem,
    }
}

fn meant_code(subject: &str) -> Option<&str> {
    nearest(subject, all_codes())
}

fn all_codes<'a>() -> impl Iterator<Item = &'a str> {
    let reasons = Reason::ALL.iter().map(|reason| reason.code());
    reasons.chain(codes::PAGES.iter().map(|page| page.code))
}
