//! Runs the small stories of `tests/cases/*.toml`, a named trial each. What the files may say
//! stands in `tests/cases/README.md`.

#[path = "cases/expect.rs"]
mod expect;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corroborate::claims::{self, ClaimFile, ClaimSet};
use corroborate::corpus::{Article, SourceMeta};
use corroborate::value::EdtfDate;
use corroborate::{CheckOptions, check};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;

use expect::{Expect, complaints};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    published: Option<String>,
    title: Option<String>,
    text: Option<String>,
    #[serde(default)]
    article: Vec<ArticleText>,
    claims: String,
    expect: Vec<Expect>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleText {
    id: String,
    published: Option<String>,
    title: Option<String>,
    text: String,
}

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials(&folder)).exit_code()
}

/// A trial for each case, and one that fails if there are none, so that a moved folder is noticed.
fn trials(folder: &Path) -> Vec<Trial> {
    let files = case_files(folder);
    let n_files = files.len();
    let mut trials = vec![Trial::test("case-files-exist", move || {
        ensure(n_files > 0, || "no case files found".to_owned())
    })];
    for path in files {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&path).expect("case files are readable");
        match toml::from_str::<CaseFile>(&text) {
            Ok(file) => trials.extend(
                file.case
                    .into_iter()
                    .map(|case| Trial::test(format!("{stem}::{}", case.name), move || run(&case))),
            ),
            Err(error) => {
                let message = format!("{}: {error}", path.display());
                trials.push(Trial::test(format!("{stem}::is-valid"), move || {
                    Err(message.into())
                }));
            }
        }
    }
    trials.push(names_are_unique(&trials));
    trials
}

fn case_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/cases is a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    files
}

fn names_are_unique(trials: &[Trial]) -> Trial {
    let mut seen = BTreeSet::new();
    let twice: Vec<String> = trials
        .iter()
        .filter(|trial| !seen.insert(trial.name()))
        .map(|trial| trial.name().to_owned())
        .collect();
    Trial::test("case-names-are-unique", move || {
        ensure(twice.is_empty(), || format!("twice: {}", twice.join(", ")))
    })
}

fn run(case: &Case) -> Result<(), Failed> {
    let set = claim_set(case)?;
    let articles = articles(case)?;
    let result = check(&set, &articles, &CheckOptions::default());
    let complaints: Vec<String> = case
        .expect
        .iter()
        .flat_map(|expect| complaints(expect, &set, &result))
        .chain(unexpected(case, &set))
        .collect();
    ensure(complaints.is_empty(), || complaints.join("\n"))
}

fn claim_set(case: &Case) -> Result<ClaimSet, Failed> {
    let file = ClaimFile {
        path: format!("{}.toml", case.name),
        text: format!("version = 1\n{}", case.claims),
    };
    // Cases also use verbs that the lexicon does not know.
    let (set, problems) = claims::load(&[file], &|_| true);
    match problems.iter().find(|problem| problem.is_error()) {
        Some(problem) => Err(format!("claims: {}", problem.message).into()),
        None => Ok(set),
    }
}

fn articles(case: &Case) -> Result<Vec<Article>, Failed> {
    let own = case
        .text
        .iter()
        .map(|text| ("article", text, &case.title, &case.published));
    let listed = case.article.iter().map(|article| {
        (
            article.id.as_str(),
            &article.text,
            &article.title,
            &article.published,
        )
    });
    own.chain(listed)
        .map(|(id, text, title, published)| {
            let published = published.as_deref().map(EdtfDate::parse).transpose();
            Ok(Article {
                id: id.to_owned(),
                path: format!("{id}.txt"),
                text: text.clone(),
                title: title.clone(),
                meta: SourceMeta {
                    published: published.map_err(|error| format!("published: {error}"))?,
                    ..SourceMeta::default()
                },
                ..Article::default()
            })
        })
        .collect()
}

/// Claims that no expectation speaks of: written down and never checked.
fn unexpected(case: &Case, set: &ClaimSet) -> Vec<String> {
    set.claims
        .iter()
        .filter(|claim| {
            set.claims.len() > 1
                && !case
                    .expect
                    .iter()
                    .any(|expect| expect.claim.as_deref() == Some(&claim.id))
        })
        .map(|claim| format!("nothing is expected of the claim `{}`", claim.id))
        .collect()
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(message().into()) }
}
