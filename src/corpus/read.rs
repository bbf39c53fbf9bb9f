//! From paths to articles.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::{Problem, Severity, Span};
use crate::corpus::catalogue::KnownSources;
use crate::corpus::fields::{Fields, id_fault, nowhere};
use crate::corpus::origin::Traced;
use crate::corpus::walk::{self, FoundFile, Kind};
use crate::corpus::{Article, decode, front_matter, jsonl};

/// How to take articles that cannot be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// They are errors, not warnings.
    pub strict_input: bool,
}

/// Codes of problems that cost an article, or its metadata, but are nobody's mistake in a
/// configuration file.
const UNREADABLE: [&str; 9] = [
    "unreadable-file",
    "too-large",
    "not-utf-8",
    "binary-file",
    "empty-article",
    "bad-id",
    "bad-json-line",
    "bad-front-matter",
    "link-not-followed",
];

/// Whether a problem says that an article could not be read: an error only under
/// [`ReadOptions::strict_input`], with an exit code of its own.
#[must_use]
pub fn is_unreadable(problem: &Problem) -> bool {
    UNREADABLE.contains(&problem.code)
}

/// Reads folders of `.txt`, `.md` and `.jsonl` files, single files, and JSONL from standard input
/// (`-`). Articles come in the order of their ids.
///
/// What cannot be read is a warning and skipped; a mistake in `sources.toml`, a path that does
/// not exist, or one id for two articles is an error.
#[must_use]
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> (Vec<Article>, Vec<Problem>) {
    let (read, problems) = trace(paths, options);
    (read.into_iter().map(|own| own.article).collect(), problems)
}

/// The same as [`read()`], with where every value came from.
#[must_use]
pub fn trace(paths: &[PathBuf], options: &ReadOptions) -> (Vec<Traced>, Vec<Problem>) {
    let mut problems = Vec::new();
    let found = walk::walk(paths, &mut problems);
    let known = KnownSources::read(&found, &mut problems);
    let read: Vec<(Vec<Traced>, Vec<Problem>)> = found
        .files
        .par_iter()
        .enumerate()
        .map(|(index, file)| {
            let mut problems = Vec::new();
            let rows = read_file(file, &mut problems);
            let row = known.row(index);
            let defaults = known.defaults(&file.path);
            let articles = rows
                .into_iter()
                .filter_map(|own| finish(own, &row, &defaults, &mut problems))
                .collect();
            (articles, problems)
        })
        .collect();
    let mut articles = Vec::new();
    for (own, found) in read {
        articles.extend(own);
        problems.extend(found);
    }
    refuse_duplicates(&mut articles, &mut problems);
    articles.sort_by(|a, b| a.article.id.cmp(&b.article.id));
    for problem in problems.iter_mut().filter(|problem| is_unreadable(problem)) {
        problem.severity = match problem.severity {
            Severity::Note => Severity::Note,
            _ if options.strict_input => Severity::Error,
            _ => Severity::Warning,
        };
    }
    (articles, problems)
}

fn read_file(file: &FoundFile, problems: &mut Vec<Problem>) -> Vec<jsonl::Row> {
    match file.kind {
        Kind::Stdin => jsonl::read(io::stdin().lock(), &file.shown, problems),
        Kind::Jsonl => match File::open(&file.path) {
            Ok(open) => jsonl::read(
                BufReader::with_capacity(1 << 18, open),
                &file.shown,
                problems,
            ),
            Err(error) => {
                problems.push(decode::io_problem(&error, &file.shown));
                Vec::new()
            }
        },
        Kind::Text | Kind::Markdown => match decode::read_text(&file.path, &file.shown) {
            Ok(text) => read_article(text, file, problems).into_iter().collect(),
            Err(problem) => {
                problems.push(problem);
                Vec::new()
            }
        },
    }
}

fn read_article(text: String, file: &FoundFile, problems: &mut Vec<Problem>) -> Option<jsonl::Row> {
    let mut body_start = if text.starts_with(decode::BOM) {
        decode::BOM.len()
    } else {
        0
    };
    let mut fields = Fields::default();
    if file.kind == Kind::Markdown {
        (fields, body_start) = front_matter::read(&text, body_start, &file.shown, problems);
    }
    if text[body_start..].trim().is_empty() {
        problems.push(Problem::warning("empty-article", "the article is empty").file(&file.shown));
        return None;
    }
    if fields.id.is_none() {
        fields.id = stem(&file.path).map(nowhere);
    }
    let article = Article {
        path: file.shown.clone(),
        text,
        body_start,
        ..Article::default()
    };
    Some((article, fields))
}

/// The file's name without its ending; `None` where the name is not UTF-8.
fn stem(path: &Path) -> Option<String> {
    path.file_stem()?.to_str().map(str::to_owned)
}

/// The catalogue's word comes first, then the article's own, then the defaults.
fn finish(
    (mut article, own): jsonl::Row,
    row: &Fields,
    defaults: &Fields,
    problems: &mut Vec<Problem>,
) -> Option<Traced> {
    let own_id = own.id.clone();
    let fields = row.clone().or(&own).or(defaults);
    let (id, span) = row.id.clone().or(own_id).unwrap_or_default();
    if let Some(fault) = id_fault(&id) {
        let message = format!("the id `{}` {fault}", id.escape_debug());
        let problem = Problem::warning("bad-id", message)
            .file(&article.path)
            .help("rename the file, or give it an `id` in `sources.toml`");
        problems.push(if span == Span::default() {
            problem
        } else {
            problem.at(span)
        });
        return None;
    }
    article.id = id;
    article.title = fields.title;
    article.meta = fields.meta;
    Some(Traced {
        article,
        places: fields.places,
    })
}

/// Of two articles with one id the first stays, and the run does not go on.
fn refuse_duplicates(articles: &mut Vec<Traced>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(articles.len());
    let mut is_duplicate = vec![false; articles.len()];
    for (index, Traced { article, .. }) in articles.iter().enumerate() {
        if let Some(before) = first.get(article.id.as_str()) {
            problems.push(duplicate_id(&articles[*before].article, article));
            is_duplicate[index] = true;
        } else {
            first.insert(&article.id, index);
        }
    }
    let mut is_duplicate = is_duplicate.into_iter();
    articles.retain(|_| !is_duplicate.next().unwrap_or(false));
}

fn duplicate_id(first: &Article, second: &Article) -> Problem {
    let message = format!(
        "two articles have the id `{}`: {} and {}",
        first.id,
        place(first),
        place(second)
    );
    Problem::error("duplicate-id", message)
        .help("give one of them another `id` in `sources.toml`, or rename its file")
}

fn place(article: &Article) -> String {
    match article.line {
        Some(line) => format!("`{}` line {line}", article.path),
        None => format!("`{}`", article.path),
    }
}

#[cfg(test)]
mod tests;
