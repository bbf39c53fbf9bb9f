//! Which files are articles: folders walked in the order of file names, links looked at closely.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::base::Problem;

/// Everything found below the paths that were asked for.
#[derive(Default)]
pub(super) struct Found {
    /// Articles and JSONL files, in the order of paths, then of file names.
    pub files: Vec<FoundFile>,
    /// Source catalogues.
    pub catalogues: Vec<FoundCatalogue>,
}

/// A file to be read.
pub(super) struct FoundFile {
    pub path: PathBuf,
    pub shown: String,
    pub kind: Kind,
}

/// A `sources.toml`.
pub(super) struct FoundCatalogue {
    pub path: PathBuf,
    pub shown: String,
    /// Its folder was walked, so that every row must lead to an article; else only one file next
    /// to it was asked for.
    pub is_whole: bool,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Markdown,
    Jsonl,
    /// JSONL from standard input.
    Stdin,
}

/// The name of a catalogue.
const CATALOGUE: &str = "sources.toml";

/// Finds the files of `paths`. A file that two paths lead to is taken once.
pub(super) fn walk(paths: &[PathBuf], problems: &mut Vec<Problem>) -> Found {
    let mut walk = Walk::default();
    for path in paths {
        walk.path(path, problems);
    }
    walk.drop_links_to_found_files(problems);
    walk.found
}

#[derive(Default)]
struct Walk {
    found: Found,
    seen: HashSet<PathBuf>,
    /// Links to files: the target, then the position in `found.files`.
    links: Vec<(PathBuf, usize)>,
}

impl Walk {
    fn path(&mut self, path: &Path, problems: &mut Vec<Problem>) {
        if path == Path::new("-") {
            self.found.files.push(FoundFile {
                path: path.to_owned(),
                shown: "-".to_owned(),
                kind: Kind::Stdin,
            });
            return;
        }
        let canonical = match path.canonicalize() {
            Ok(canonical) => canonical,
            Err(error) => {
                let message = format!("corpus `{}` cannot be opened: {error}", shown(path));
                problems.push(
                    Problem::error("no-such-path", message)
                        .help("give a folder of `.txt` and `.md` files, or a `.jsonl` file"),
                );
                return;
            }
        };
        if canonical.is_dir() {
            self.folder(path, &canonical, problems);
        } else if self.seen.insert(canonical) {
            self.single_file(path, problems);
        }
    }

    fn single_file(&mut self, path: &Path, problems: &mut Vec<Problem>) {
        if let Some(ending) = marked_up(path) {
            problems.push(
                Problem::error("unknown-format", format!("`.{ending}` files are not read"))
                    .file(shown(path))
                    .help("import pages with `corroborate init --from FOLDER`, or make JSONL: one object a line"),
            );
            return;
        }
        // What the user names is read, whatever its ending.
        let kind = kind_of(path).unwrap_or(Kind::Text);
        self.push(path, kind);
        let nearest = path
            .ancestors()
            .skip(1)
            .map(|folder| folder.join(CATALOGUE))
            .find(|catalogue| catalogue.is_file());
        if let Some(catalogue) = nearest {
            self.catalogue(&catalogue, false);
        }
    }

    fn folder(&mut self, root: &Path, canonical: &Path, problems: &mut Vec<Problem>) {
        let mut others: BTreeMap<String, usize> = BTreeMap::new();
        let before = self.found.files.len();
        let entries = WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let place = error.path().map(shown).unwrap_or_default();
                    let message = format!("cannot be read: {error}");
                    problems.push(Problem::warning("unreadable-file", message).file(place));
                    continue;
                }
            };
            if entry.depth() == 0 || entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path();
            let is_link = entry.path_is_symlink();
            if is_link && !self.is_link_to_file(path, canonical, problems) {
                continue;
            }
            if path.file_name().is_some_and(|name| name == CATALOGUE) {
                self.catalogue(path, true);
                continue;
            }
            let Some(kind) = kind_of(path) else {
                let ending = path.extension().map_or_else(
                    || "without ending".to_owned(),
                    |ending| format!("`.{}`", ending.to_string_lossy().escape_debug()),
                );
                *others.entry(ending).or_default() += 1;
                continue;
            };
            if !is_link && !entry.file_type().is_file() {
                let problem = Problem::warning("unreadable-file", "is not a regular file");
                problems.push(problem.file(shown(path)));
                continue;
            }
            let relative = path.strip_prefix(root).unwrap_or(path);
            if self.seen.insert(canonical.join(relative)) {
                if is_link && let Ok(target) = path.canonicalize() {
                    self.links.push((target, self.found.files.len()));
                }
                self.push(path, kind);
            }
        }
        if self.found.files.len() == before && !others.is_empty() {
            problems.push(nothing_readable(root, &others));
        }
    }

    /// Whether a link leads to a file. Links to folders are reported and not followed, so that no
    /// loop and nothing outside of the corpus is walked.
    fn is_link_to_file(&self, path: &Path, root: &Path, problems: &mut Vec<Problem>) -> bool {
        let warn = |message: &str, help: &str| {
            Problem::warning("link-not-followed", message)
                .file(shown(path))
                .help(help)
        };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => return true,
            Ok(metadata) if metadata.is_dir() => {
                let target = path.canonicalize().unwrap_or_default();
                let folder = path.parent().and_then(|parent| parent.canonicalize().ok());
                problems.push(
                    if folder.is_some_and(|folder| folder.starts_with(&target)) {
                        warn(
                            "a link back to a folder above it is not followed",
                            "remove the link",
                        )
                    } else if target.starts_with(root) {
                        warn(
                            "a link to a folder that is read anyway is not followed",
                            "remove the link",
                        )
                    } else {
                        warn(
                            "a link out of the corpus is not followed",
                            "give the folder it leads to as a `--corpus` of its own",
                        )
                    },
                );
            }
            Ok(_) => problems.push(warn(
                "a link to something that is no regular file is not followed",
                "remove the link",
            )),
            Err(error) => {
                let message = format!("a link that leads nowhere is not followed: {error}");
                problems.push(warn(&message, "remove the link"));
            }
        }
        false
    }

    fn catalogue(&mut self, path: &Path, is_whole: bool) {
        let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(canonical) {
            self.found.catalogues.push(FoundCatalogue {
                path: path.to_owned(),
                shown: shown(path),
                is_whole,
            });
        }
    }

    fn push(&mut self, path: &Path, kind: Kind) {
        self.found.files.push(FoundFile {
            path: path.to_owned(),
            shown: shown(path),
            kind,
        });
    }

    /// A linked file that is also there under its own name would count as two sources.
    fn drop_links_to_found_files(&mut self, problems: &mut Vec<Problem>) {
        let mut dropped = HashSet::new();
        for (target, index) in &self.links {
            if self.seen.contains(target) {
                let message = "a link to a file that is read anyway is left out";
                let problem = Problem::note("link-not-followed", message);
                problems.push(problem.file(&self.found.files[*index].shown));
                dropped.insert(*index);
            }
        }
        let mut index = 0;
        self.found.files.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }
}

fn kind_of(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" => Some(Kind::Text),
        "md" => Some(Kind::Markdown),
        "jsonl" | "ndjson" => Some(Kind::Jsonl),
        _ => None,
    }
}

/// The ending of a text file that is no plain text: its markup would be read as words.
fn marked_up(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let is_marked_up = matches!(
        ending.as_str(),
        "html" | "htm" | "xhtml" | "xml" | "json" | "csv" | "tsv" | "toml" | "yaml" | "yml"
    );
    is_marked_up.then_some(ending)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn nothing_readable(root: &Path, others: &BTreeMap<String, usize>) -> Problem {
    let listed: Vec<String> = others
        .iter()
        .map(|(ending, count)| format!("{count} {ending}"))
        .collect();
    let message = format!(
        "folder `{}` has no article; other files in it: {}",
        shown(root),
        listed.join(", ")
    );
    Problem::warning("no-article", message).help(
        "only `.txt`, `.md` and `.jsonl` are read; `corroborate init --from FOLDER` imports pages",
    )
}

/// A path as messages and reports show it: with `/`, control characters escaped.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    };
    if text.chars().any(char::is_control) {
        text.escape_debug().to_string()
    } else {
        text
    }
}
