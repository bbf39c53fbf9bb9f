//! `lint`: claim and source files alone, without reading an article.

mod hints;

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use corroborate::base::{Problem, Severity};
use corroborate::claims::{self, ClaimSet};
use corroborate::corpus::{self, Listing};
use corroborate::{lang, project};

use crate::cli::args::LintArgs;
use crate::cli::check::refuse;
use crate::cli::plan::nearest_project;
use crate::cli::{Console, Exit};

/// The files of a run that people write, and what is wrong with them.
#[derive(Default)]
pub struct Files {
    pub claims: ClaimSet,
    pub listing: Listing,
    pub problems: Vec<Problem>,
}

/// Checks the files and says what may be meant otherwise.
pub fn run(args: &LintArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let mut files = match read(&args.paths) {
        Ok(files) => files,
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let n_files = files.claims.files.len() + files.listing.catalogues.len();
    if n_files == 0 && !files.problems.iter().any(Problem::is_error) {
        console.note("error: nothing to check: no claim file and no `sources.toml`");
        return Ok(Exit::Nothing);
    }
    // Hints compare what is written; where a file is wrong, that comes first.
    if !files.problems.iter().any(Problem::is_error) {
        files.problems.extend(hints::find(&files.claims));
    }
    sort(&mut files);
    let texts: HashMap<&str, &str> = files
        .claims
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    console.problems(&files.problems, &texts);
    let count = |severity| {
        let own = files.problems.iter().filter(|own| own.severity == severity);
        own.count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let s = |n: usize| if n == 1 { "" } else { "s" };
    writeln!(
        console.out,
        "{n_files} file{}, {} claim{}: {errors} error{}, {warnings} warning{}",
        s(n_files),
        files.claims.claims.len(),
        s(files.claims.claims.len()),
        s(errors),
        s(warnings)
    )?;
    if let Some(code) = files.problems.first().map(|problem| problem.code) {
        console.note(&format!(
            "what a code means: `corroborate explain {code}`; what is mechanical: `corroborate fix`"
        ));
    }
    Ok(match (errors, warnings) {
        (0, 0) => Exit::Passed,
        (0, _) if !args.strict => Exit::Passed,
        (0, _) => Exit::Failed,
        _ => Exit::Invalid,
    })
}

/// By file, then by place; what belongs to no file comes first.
fn sort(files: &mut Files) {
    files
        .problems
        .sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
}

/// The files below `paths`, or those of the nearest project. A `sources.toml`, or a folder that has
/// one, is a corpus; everything else holds claims.
///
/// # Errors
/// Problems of the configuration, or that there is no project.
pub fn read(paths: &[PathBuf]) -> Result<Files, Vec<Problem>> {
    let (claims, corpus) = if paths.is_empty() {
        let project = nearest_project()?;
        (project.claims, project.corpus)
    } else {
        paths.iter().cloned().partition(|path| {
            let is_catalogue = path.file_name().is_some_and(|name| name == "sources.toml");
            !is_catalogue && !path.join("sources.toml").is_file()
        })
    };
    let (claim_files, mut problems) = project::read_claim_files(&claims);
    let (set, found) = claims::load(&claim_files, &lang::is_event_word);
    problems.extend(found);
    // A catalogue speaks of the files beside it.
    let corpus: Vec<PathBuf> = corpus
        .into_iter()
        .map(|path| match path.file_name() {
            Some(name) if name == "sources.toml" => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
                _ => PathBuf::from("."),
            },
            _ => path,
        })
        .collect();
    let mut listing = match corpus.is_empty() {
        true => Listing::default(),
        false => corpus::list(&corpus),
    };
    problems.append(&mut listing.problems);
    let has_claims = !set.claims.is_empty();
    if let Some(ids) = listing
        .ids
        .as_ref()
        .filter(|ids| has_claims && !ids.is_empty())
    {
        problems.extend(claims::check_sources(&set, ids));
    }
    Ok(Files {
        claims: set,
        listing,
        problems,
    })
}
