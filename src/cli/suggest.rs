//! `suggest`: claims that the corpus itself proposes.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use corroborate::base::Problem;
use corroborate::corpus::ReadOptions;
use corroborate::draft::{Suggestion, suggest};
use corroborate::project::{self, Project};
use corroborate::report::visible;

use crate::cli::append::append;
use crate::cli::args::InputArgs;
use crate::cli::check::refuse;
use crate::cli::plan::{nearest_project, set_threads};
use crate::cli::{Console, Exit};

/// Sources that are named in a comment; the others are counted.
const NAMED: usize = 6;

#[derive(clap::Args, Debug)]
pub struct SuggestArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// How many claims to propose
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,

    /// Add the claims to this file instead of showing them
    #[arg(long, value_name = "FILE")]
    pub append: Option<PathBuf>,
}

/// Shows or writes the proposals with who tells them and who differs.
pub fn run(args: &SuggestArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let (claims, corpus) = match paths(&args.input) {
        Ok(paths) => paths,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let options = ReadOptions {
        strict_input: args.input.strict_input,
    };
    let loaded = project::load(&claims, &corpus, &options);
    let texts: HashMap<&str, &str> = loaded
        .claims
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    console.problems(&loaded.problems, &texts);
    if let Some(exit) = Exit::of_problems(&loaded.problems) {
        return Ok(exit);
    }
    let suggestions = suggest(&loaded.articles, &loaded.claims, args.limit);
    if suggestions.is_empty() {
        console.note(&format!(
            "nothing to suggest: no event is told by two of {} articles that no claim rests on yet",
            loaded.articles.len()
        ));
        return Ok(Exit::Nothing);
    }
    let tables: Vec<String> = suggestions.iter().map(table).collect();
    let toml = tables.join("\n");
    match &args.append {
        Some(path) => append(path, &toml, console),
        None => {
            console.out.write_all(toml.as_bytes())?;
            Ok(Exit::Passed)
        }
    }
}

/// Claims and articles: what is not said comes from the nearest project, which needs to have no
/// claims yet.
fn paths(input: &InputArgs) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Vec<Problem>> {
    set_threads(input.threads);
    let project = match nearest_project() {
        Ok(project) => project,
        Err(problems) if input.corpus.is_empty() => return Err(problems),
        Err(_) => Project::default(),
    };
    let there = |paths: Vec<PathBuf>| paths.into_iter().filter(|path| path.exists()).collect();
    let claims = match input.claims.as_slice() {
        // Claims of a project say nothing of other articles.
        [] if !input.corpus.is_empty() => Vec::new(),
        [] => there(project.claims),
        said => said.to_vec(),
    };
    let corpus = match input.corpus.as_slice() {
        [] => project.corpus,
        said => said.to_vec(),
    };
    Ok((claims, corpus))
}

/// A claim, and in comments behind it what the corpus says of it.
fn table(suggestion: &Suggestion) -> String {
    let mut table = suggestion.draft.to_toml();
    let n = suggestion.supports.len();
    let sources = if n == 1 {
        "source tells"
    } else {
        "sources tell"
    };
    table.push_str(&format!(
        "# {n} {sources} it: {}\n",
        list(&suggestion.supports)
    ));
    for difference in &suggestion.differs {
        let found = match &difference.found {
            Some(found) => format!(": {}", visible(found)),
            None => String::new(),
        };
        let source = visible(&difference.source);
        table.push_str(&format!(
            "# {source} differs on {}{found}\n",
            difference.facet
        ));
    }
    table
}

fn list(ids: &[String]) -> String {
    let named: Vec<_> = ids.iter().take(NAMED).map(|id| visible(id)).collect();
    let more = ids.len().saturating_sub(NAMED);
    match more {
        0 => named.join(", "),
        _ => format!("{} and {more} more", named.join(", ")),
    }
}
