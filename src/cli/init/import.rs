//! `init --from`: a folder of saved pages and texts becomes a corpus. The originals are only read,
//! and no file that is there already is changed, but for rows added to `corpus/sources.toml`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use corroborate::base::Problem;
use corroborate::corpus::{self, ReadOptions};
use corroborate::report::visible;
use walkdir::WalkDir;

use super::catalogue::{self, Row};
use super::page::{self, Facts};
use crate::cli::files;

/// What an import did.
#[derive(Default)]
pub struct Imported {
    /// New articles, in the order of the files they came from.
    pub rows: Vec<Row>,
    /// Articles whose text is in the corpus already.
    pub n_known: usize,
    /// Files that are no articles, by ending.
    pub left_out: BTreeMap<String, usize>,
    /// What went wrong with single files.
    pub problems: Vec<Problem>,
    /// `corpus/sources.toml` was there before.
    pub is_added_to: bool,
}

/// An article as it came, and what is known of it.
struct Arrived {
    text: String,
    facts: Facts,
    ending: &'static str,
}

/// Longest id made of a name, in bytes.
const LONGEST_ID: usize = 40;

/// Imports the articles below `from` into `dir/corpus`.
///
/// # Errors
/// What stops the import as a whole; nothing was written then.
pub fn import(from: &Path, dir: &Path) -> Result<Imported, Vec<Problem>> {
    let stop =
        |message: String, help: &str| vec![Problem::error("cannot-import", message).help(help)];
    let shown = visible(&from.display().to_string()).into_owned();
    if !from.is_dir() {
        let help = "give the folder that holds your saved pages and texts";
        return Err(stop(format!("`{shown}` is no folder"), help));
    }
    let corpus = dir.join("corpus");
    let is_inside = |inner: &Path, outer: &Path| {
        matches!((inner.canonicalize(), outer.canonicalize()),
            (Ok(inner), Ok(outer)) if inner.starts_with(&outer))
    };
    if is_inside(from, &corpus) {
        let help = "articles in it are read already; give another folder";
        return Err(stop(format!("`{shown}` is the corpus itself"), help));
    }
    let known = Known::read(&corpus)?;
    let mut imported = Imported {
        is_added_to: corpus.join("sources.toml").exists(),
        ..Imported::default()
    };
    let mut arrived = Vec::new();
    for path in found(from, &corpus, &mut imported) {
        match read(&path) {
            Ok((article, remarks)) => {
                for remark in remarks {
                    let problem = Problem::note("imported-text", remark);
                    imported.problems.push(problem.file(path_shown(&path)));
                }
                arrived.push((path, article));
            }
            Err(why) => {
                let problem = Problem::warning("not-imported", why);
                imported.problems.push(problem.file(path_shown(&path)));
            }
        }
    }
    match write(arrived, from, dir, known, &mut imported) {
        Ok(()) => Ok(imported),
        Err(error) => {
            let corpus = visible(&corpus.display().to_string()).into_owned();
            Err(stop(format!("`{corpus}` cannot be written: {error}"), ""))
        }
    }
}

fn path_shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Ids and texts that are in the corpus already.
struct Known {
    ids: BTreeSet<String>,
    texts: HashSet<String>,
}

impl Known {
    fn read(corpus: &Path) -> Result<Self, Vec<Problem>> {
        let mut known = Self {
            ids: BTreeSet::new(),
            texts: HashSet::new(),
        };
        if !corpus.is_dir() {
            return Ok(known);
        }
        let (articles, problems) = corpus::read(&[corpus.to_owned()], &ReadOptions::default());
        let errors: Vec<Problem> = problems.into_iter().filter(Problem::is_error).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        for article in articles {
            known.ids.insert(article.id);
            known.texts.insert(article.text);
        }
        // A file that could not be read has its name all the same.
        for entry in fs::read_dir(corpus).into_iter().flatten().flatten() {
            if let Some(stem) = entry.path().file_stem() {
                known.ids.insert(stem.to_string_lossy().into_owned());
            }
        }
        Ok(known)
    }

    /// The name, with a number behind it if it is taken.
    fn free(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut n = 2;
        while !self.ids.insert(name.clone()) {
            name = format!("{wanted}-{n}");
            n += 1;
        }
        name
    }
}

/// Files that may be articles, in the order of their names. What a browser saves beside a page
/// (`Page_files`) is part of the page.
fn found(from: &Path, corpus: &Path, imported: &mut Imported) -> Vec<PathBuf> {
    let corpus = corpus.canonicalize().ok();
    let is_wanted = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_of_page = entry.file_type().is_dir()
            && ["_files", ".files", "_Dateien"]
                .iter()
                .any(|end| name.ends_with(end));
        let is_corpus = entry.file_type().is_dir()
            && corpus.is_some()
            && entry.path().canonicalize().ok() == corpus;
        entry.depth() == 0 || !(name.starts_with('.') || is_of_page || is_corpus)
    };
    let mut paths = Vec::new();
    let entries = WalkDir::new(from).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(is_wanted) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let problem = Problem::warning("not-imported", format!("cannot be read: {error}"));
                imported.problems.push(problem);
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        match kind(entry.path()) {
            Some(_) => paths.push(entry.into_path()),
            None => {
                let ending = entry.path().extension().map_or_else(
                    || "without ending".to_owned(),
                    |ending| format!(".{}", visible(&ending.to_string_lossy())),
                );
                *imported.left_out.entry(ending).or_default() += 1;
            }
        }
    }
    paths
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Markdown,
    Page,
}

fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" => Some(Kind::Text),
        "md" | "markdown" => Some(Kind::Markdown),
        "html" | "htm" | "xhtml" => Some(Kind::Page),
        _ => None,
    }
}

fn read(path: &Path) -> Result<(Arrived, Vec<String>), String> {
    let length = fs::metadata(path).map_or(0, |metadata| metadata.len());
    if length > corpus::MAX_BYTES as u64 {
        return Err("the file is longer than 64 MiB".to_owned());
    }
    let bytes = fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("the file is empty".to_owned());
    }
    let kind = kind(path).expect("only articles are read");
    if kind == Kind::Page {
        let page = page::read(&bytes)?;
        let article = Arrived {
            text: page.text,
            facts: page.facts,
            ending: "txt",
        };
        return Ok((article, page.remarks));
    }
    let (text, remark) = page::plain_text(&bytes)?;
    let article = Arrived {
        text,
        facts: Facts::of_file(path),
        ending: if kind == Kind::Text { "txt" } else { "md" },
    };
    Ok((article, remark.into_iter().collect()))
}

fn write(
    arrived: Vec<(PathBuf, Arrived)>,
    from: &Path,
    dir: &Path,
    mut known: Known,
    imported: &mut Imported,
) -> io::Result<()> {
    for (path, article) in arrived {
        if !known.texts.insert(article.text.clone()) {
            imported.n_known += 1;
            continue;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let publisher = article.facts.publisher.as_ref();
        let wanted = publisher
            .map(|publisher| slug(&publisher.value))
            .filter(|slug| !slug.is_empty())
            .unwrap_or_else(|| slug(&stem));
        let wanted = if wanted.is_empty() {
            "article"
        } else {
            &wanted
        };
        let id = loop {
            let id = known.free(wanted);
            let file = dir.join("corpus").join(format!("{id}.{}", article.ending));
            if files::create(&file, article.text.as_bytes())? {
                break id;
            }
        };
        imported.rows.push(Row {
            path: format!("{id}.{}", article.ending),
            id,
            from: path_shown(path.strip_prefix(from).unwrap_or(&path)),
            facts: article.facts,
            published_line: 0,
        });
    }
    if imported.rows.is_empty() {
        return Ok(());
    }
    let path = dir.join("corpus/sources.toml");
    let before = match fs::read_to_string(&path) {
        Ok(before) => before,
        Err(error) if error.kind() == io::ErrorKind::NotFound => catalogue::HEAD.to_owned(),
        Err(error) => return Err(error),
    };
    let after = catalogue::with_rows(before, &mut imported.rows);
    files::replace(&path, after.as_bytes())
}

/// `harbour-post` of "The Harbour Post".
fn slug(name: &str) -> String {
    let plain = deunicode::deunicode(name).to_lowercase();
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST_ID {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(LONGEST_ID)]);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn ids_are_short_and_plain() {
        assert_eq!(slug("The Harbour Post"), "harbour-post");
        assert_eq!(slug("Der Täglich‑Bote №1"), "der-taglich-bote-no1");
        assert_eq!(slug("The"), "the");
        assert_eq!(slug("…"), "");
        let long = "Ferry talks end without a deal as both sides dig in over the night shift";
        assert_eq!(slug(long), "ferry-talks-end-without-a-deal-as-both");
        assert_eq!(slug(&"x".repeat(300)).len(), 40);
    }
}
