//! `draft`: a sentence becomes a claim to correct.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use corroborate::align::Reading;
use corroborate::base::Problem;
use corroborate::check::{annotated, check};
use corroborate::corpus;
use corroborate::draft::{Draft, Names, best_of_each_sentence, tellings};
use corroborate::project;
use corroborate::{Article, CheckOptions, ClaimFile, ClaimSet, Label, claims, lang};

use crate::cli::append::append;
use crate::cli::check::refuse;
use crate::cli::plan::nearest_project;
use crate::cli::{Console, Exit};

/// Longest text, in bytes: a claim is a sentence, not an article.
const LONGEST: usize = 20_000;

#[derive(clap::Args, Debug)]
pub struct DraftArgs {
    /// What happened, in a sentence; several sentences make a claim each
    #[arg(value_name = "SENTENCE")]
    pub sentence: String,

    /// Day that "Thursday" is counted from
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,

    /// Add the claim to this file instead of showing it
    #[arg(long, value_name = "FILE")]
    pub append: Option<PathBuf>,

    /// Claim files whose entities and ids are known [default: those of the nearest project]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub claims: Vec<PathBuf>,
}

/// Shows or writes a claim for each sentence that tells an event.
pub fn run(args: &DraftArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let published = args.published.as_deref().map(corpus::parse_published);
    let published = match published.transpose() {
        Ok(published) => published,
        Err(message) => {
            let problem = Problem::error("bad-date", format!("`--published`: {message}"));
            return Ok(refuse(console, &[problem]));
        }
    };
    if args.sentence.len() > LONGEST {
        let message = format!("a text of more than {LONGEST} bytes is no sentence");
        let problem = Problem::error("too-long", message);
        let help = "put the article into the corpus, and try `corroborate suggest`";
        return Ok(refuse(console, &[problem.help(help)]));
    }
    let mut names = match known(&args.claims, console) {
        Ok(known) => Names::of(&known),
        Err(exit) => return Ok(exit),
    };
    let mut article = Article {
        id: "sentence".to_owned(),
        // A line break is where somebody's window ended.
        text: args
            .sentence
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        ..Article::default()
    };
    article.meta.published = published;
    let drafts = drafts(&article, &mut names);
    if drafts.is_empty() {
        console.note(
            "error: no event is told here that the lexicon knows\n  = help: say who did what, as a \
             newspaper would: \"Ada Lindqvist visited Oslo on 4 July 2024.\"",
        );
        return Ok(Exit::Nothing);
    }
    let toml: Vec<String> = drafts.iter().map(Draft::to_toml).collect();
    let toml = toml.join("\n");
    let exit = match &args.append {
        Some(path) => append(path, &toml, console)?,
        None => {
            write!(console.out, "{toml}")?;
            Exit::Passed
        }
    };
    if exit == Exit::Passed {
        tell_what_is_missed(&toml, &article, console);
    }
    Ok(exit)
}

/// Claims that are there already; none outside of a project.
fn known(paths: &[PathBuf], console: &mut Console<'_>) -> Result<ClaimSet, Exit> {
    let paths = if paths.is_empty() {
        nearest_project().map_or_else(|_| Vec::new(), |project| project.claims)
    } else {
        paths.to_vec()
    };
    let (files, problems) = project::read_claim_files(&paths);
    if let Some(exit) = Exit::of_problems(&problems) {
        console.problems(&problems, &HashMap::new());
        return Err(exit);
    }
    // What is wrong in them is for `check` to say; what can be read is enough here.
    let (claims, _) = claims::load(&files, &lang::is_event_word);
    Ok(claims)
}

fn drafts(article: &Article, names: &mut Names) -> Vec<Draft> {
    let (document, annotations, published) = annotated(article);
    let reading = Reading::new(&document, &annotations, published);
    best_of_each_sentence(tellings(&reading))
        .iter()
        .map(|telling| {
            let sentence = &document.sentences[telling.sentence];
            let text = sentence.span.slice(document.text(sentence.part));
            Draft::new(telling, text, names)
        })
        .collect()
}

/// Says where the checker would not find the claim in the very sentence that it was drafted from.
fn tell_what_is_missed(toml: &str, article: &Article, console: &mut Console<'_>) {
    let file = ClaimFile {
        path: "draft".to_owned(),
        text: format!("version = 1\n\n{toml}"),
    };
    let (claims, _) = claims::load(&[file], &lang::is_event_word);
    let result = check(
        &claims,
        std::slice::from_ref(article),
        &CheckOptions::default(),
    );
    for verdict in result
        .verdicts
        .iter()
        .filter(|v| v.label != Label::Supports || !v.complete)
    {
        let id = &claims.claims[verdict.claim].id;
        let facets = verdict.facets.iter();
        let missed: Vec<String> = facets
            .filter(|facet| facet.label != Label::Supports)
            .map(|facet| format!("{} ({})", facet.kind.as_str(), facet.reason.summary()))
            .collect();
        let missed = if missed.is_empty() {
            "the event".to_owned()
        } else {
            missed.join(", ")
        };
        console.note(&format!(
            "note: `{id}` is not wholly found in its own sentence: {missed}; look at it first"
        ));
    }
}
