//! A folder with claims and articles: `corroborate.toml`, or `claims/` beside `corpus/`.
//!
//! Takes folders; gives paths and the texts of claim files. The command line and the gate start
//! from here, so that both check the same thing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::base::Problem;
use crate::claims::{self, ClaimFile, ClaimSet};
use crate::corpus::toml_table::{self, TableReader};
use crate::corpus::{self, Article, ReadOptions};
use crate::lang;

/// Name of the configuration file.
pub const CONFIG: &str = "corroborate.toml";

/// What a project is made of; all paths are ready to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// The folder that the others are relative to.
    pub root: PathBuf,
    /// Files and folders of claims.
    pub claims: Vec<PathBuf>,
    /// Files and folders of articles.
    pub corpus: Vec<PathBuf>,
    /// Folder of accepted results.
    pub snapshots: PathBuf,
    /// Articles that cannot be read fail the run.
    pub strict_input: bool,
    /// The `corroborate.toml` that says so, if there is one.
    pub config: Option<PathBuf>,
    /// The line of each key that it has, from 1.
    pub lines: BTreeMap<&'static str, usize>,
}

/// The nearest project in `start` or a folder above it, if there is one.
///
/// `start` should be relative (`""` or `"."`) where messages are to show relative paths: folders
/// above it are then written `../`.
///
/// # Errors
/// The problems of its `corroborate.toml`.
pub fn find(start: &Path) -> Result<Option<Project>, Vec<Problem>> {
    let Ok(absolute) = start.canonicalize().or_else(|_| std::env::current_dir()) else {
        return Ok(None);
    };
    let mut root = if start == Path::new(".") {
        PathBuf::new()
    } else {
        start.to_owned()
    };
    for folder in absolute.ancestors() {
        if let Some(project) = at(&root)? {
            return Ok(Some(project));
        }
        if folder.parent().is_some() {
            root.push("..");
        }
    }
    Ok(None)
}

/// The project whose folder is `root`, if it is one. A root below the current folder is taken
/// relative to it, so that results show the same paths on every machine.
///
/// # Errors
/// The problems of its `corroborate.toml`.
pub fn at(root: &Path) -> Result<Option<Project>, Vec<Problem>> {
    let current = std::env::current_dir().unwrap_or_default();
    let root = root.strip_prefix(&current).unwrap_or(root);
    let config = root.join(CONFIG);
    if config.is_file() {
        let shown = shown(&config);
        let text = read_text(&config).map_err(|problem| vec![problem])?;
        let mut project = configured(root, &text, &shown)?;
        project.config = Some(config);
        return Ok(Some(project));
    }
    let is_project = root.join("claims").is_dir() && root.join("corpus").is_dir();
    Ok(is_project.then(|| conventional(root)))
}

/// The layout without a configuration file.
fn conventional(root: &Path) -> Project {
    Project {
        root: root.to_owned(),
        claims: vec![root.join("claims")],
        corpus: vec![root.join("corpus")],
        snapshots: root.join("snapshots"),
        strict_input: false,
        config: None,
        lines: BTreeMap::new(),
    }
}

fn configured(root: &Path, text: &str, shown: &str) -> Result<Project, Vec<Problem>> {
    let mut problems = Vec::new();
    let table = toml_table::parse(text, shown, 0, &mut problems);
    let mut reader = TableReader::new(table.get_ref(), shown, 0);
    let mut project = conventional(root);
    let mut paths = |key| {
        let paths = reader.strings(key)?;
        Some(paths.iter().map(|(path, _)| root.join(path)).collect())
    };
    if let Some(claims) = paths("claims") {
        project.claims = claims;
    }
    if let Some(corpus) = paths("corpus") {
        project.corpus = corpus;
    }
    if let Some((snapshots, _)) = reader.string("snapshots") {
        project.snapshots = root.join(snapshots);
    }
    if let Some(strict_input) = reader.flag("strict-input") {
        project.strict_input = strict_input;
    }
    for key in ["claims", "corpus", "snapshots", "strict-input"] {
        if let Some((name, _)) = table.get_ref().get_key_value(key) {
            let line = text[..name.span().start].matches('\n').count() + 1;
            project.lines.insert(key, line);
        }
    }
    problems.extend(reader.finish());
    problems.sort_by_key(|problem| problem.span);
    if problems.is_empty() {
        Ok(project)
    } else {
        Err(problems)
    }
}

/// The texts of the claim files below `paths`: every `.toml` of a folder, in the order of file
/// names, hidden ones left out.
#[must_use]
pub fn read_claim_files(paths: &[PathBuf]) -> (Vec<ClaimFile>, Vec<Problem>) {
    let mut files: Vec<ClaimFile> = Vec::new();
    let mut problems = Vec::new();
    for path in claim_paths(paths, &mut problems) {
        match read_text(&path) {
            Ok(text) => files.push(ClaimFile {
                path: shown(&path),
                text,
            }),
            Err(problem) => problems.push(problem),
        }
    }
    (files, problems)
}

/// Claims and articles, read and valid, or what is wrong with them.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Claims of all files.
    pub claims: ClaimSet,
    /// Articles in order of id.
    pub articles: Vec<Article>,
    /// Problems of claim files, of the catalogue, of articles.
    pub problems: Vec<Problem>,
}

/// Reads claims and articles; nothing is to be checked if one of the problems is an error.
#[must_use]
pub fn load(claims: &[PathBuf], corpus: &[PathBuf], options: &ReadOptions) -> Loaded {
    let (files, mut problems) = read_claim_files(claims);
    let (set, found) = claims::load(&files, &lang::is_event_word);
    problems.extend(found);
    let (articles, found) = corpus::read(corpus, options);
    problems.extend(found);
    if !articles.is_empty() {
        let ids = articles.iter().map(|article| article.id.clone()).collect();
        problems.extend(claims::check_sources(&set, &ids));
    }
    Loaded {
        claims: set,
        articles,
        problems,
    }
}

fn claim_paths(paths: &[PathBuf], problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for path in paths {
        if let Err(error) = fs::metadata(path) {
            let message = format!("claims `{}` cannot be opened: {error}", shown(path));
            problems.push(
                Problem::error("no-such-path", message)
                    .help("give a claim file or a folder of them; `corroborate init` writes one"),
            );
            continue;
        }
        let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let entries = WalkDir::new(path)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        for entry in entries {
            match entry {
                Ok(entry) => {
                    let is_file = entry.path().is_file();
                    let is_claims =
                        entry.depth() == 0 || entry.path().extension().is_some_and(|e| e == "toml");
                    let canonical = entry.path().canonicalize();
                    if is_file && is_claims && canonical.is_ok_and(|path| seen.insert(path)) {
                        found.push(entry.into_path());
                    }
                }
                Err(error) => {
                    let place = error.path().map(shown).unwrap_or_default();
                    let message = format!("cannot be read: {error}");
                    problems.push(Problem::error("unreadable-configuration", message).file(place));
                }
            }
        }
    }
    found
}

fn read_text(path: &Path) -> Result<String, Problem> {
    let shown = shown(path);
    let text = crate::corpus::read_text(path, &shown).map_err(crate::corpus::of_our_file)?;
    // A byte order mark is no TOML; without it positions are those that an editor shows.
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn shown(path: &Path) -> String {
    crate::corpus::shown(path)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{configured, conventional};

    #[test]
    fn keys_of_the_configuration() {
        let root = Path::new("r");
        let text = "claims = [\"c\"]\ncorpus = \"texts\"\nsnapshots = \"s\"\nstrict-input = true\n";
        let project = configured(root, text, "x").expect("valid");
        assert_eq!(project.claims, [root.join("c")]);
        assert_eq!(project.corpus, [root.join("texts")]);
        assert_eq!(project.snapshots, root.join("s"));
        assert!(project.strict_input);
        assert_eq!(configured(root, "", "x"), Ok(conventional(root)));
    }

    #[test]
    fn every_mistake_comes_at_once_in_order() {
        let text = "claim = [\"c\"]\nstrict-input = \"yes\"\ncorpus = [1]\n";
        let problems = configured(Path::new(""), text, "x").expect_err("invalid");
        let found: Vec<_> = problems
            .iter()
            .map(|p| (p.code, p.span.map_or("", |span| span.slice(text))))
            .collect();
        assert_eq!(
            found,
            [
                ("unknown-key", "claim"),
                ("wrong-type", "\"yes\""),
                ("wrong-type", "1")
            ]
        );
        assert_eq!(problems[0].help.as_deref(), Some("did you mean `claims`?"));
    }
}
