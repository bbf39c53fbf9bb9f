//! `sources.toml`: what is known about articles, kept beside them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::base::{Glob, LineIndex, Problem, Span};
use crate::corpus::decode;
use crate::corpus::fields::{Fields, id_fault};
use crate::corpus::origin::Origin;
use crate::corpus::toml_table::{self, TableReader};
use crate::corpus::walk::{Found, FoundCatalogue, Kind, shown};

/// A catalogue as read; rows in the order of the file.
struct Catalogue {
    shown: String,
    folder: PathBuf,
    is_whole: bool,
    defaults: Fields,
    rows: Vec<Row>,
}

struct Row {
    target: Target,
    /// Where the path or glob stands.
    span: Span,
    line: usize,
    fields: Fields,
}

enum Target {
    Path(PathBuf),
    Glob(String, Glob),
}

/// What all catalogues say, by file.
pub(super) struct KnownSources {
    catalogues: Vec<Catalogue>,
    /// Position in the list of files → catalogue and row.
    rows: BTreeMap<usize, (usize, usize)>,
}

impl KnownSources {
    /// Reads the catalogues and assigns their rows to files.
    pub(super) fn read(found: &Found, problems: &mut Vec<Problem>) -> Self {
        let catalogues = found
            .catalogues
            .iter()
            .filter_map(|catalogue| Catalogue::read(catalogue, problems))
            .collect();
        let mut known = Self {
            catalogues,
            rows: BTreeMap::new(),
        };
        known.assign(found, problems);
        known
    }

    /// What the row of a file says; nothing for most files of most corpora.
    pub(super) fn row(&self, file: usize) -> Fields {
        self.rows
            .get(&file)
            .map_or_else(Fields::default, |(catalogue, row)| {
                self.catalogues[*catalogue].rows[*row].fields.clone()
            })
    }

    /// The `[defaults]` that hold for a file: of the nearest catalogue first.
    pub(super) fn defaults(&self, path: &Path) -> Fields {
        let mut above: Vec<&Catalogue> = self
            .catalogues
            .iter()
            .filter(|catalogue| path.starts_with(&catalogue.folder))
            .collect();
        above.sort_by_key(|catalogue| std::cmp::Reverse(catalogue.folder.components().count()));
        above
            .into_iter()
            .fold(Fields::default(), |fields, catalogue| {
                fields.or(&catalogue.defaults)
            })
    }

    fn assign(&mut self, found: &Found, problems: &mut Vec<Problem>) {
        let by_path: HashMap<PathBuf, usize> = found
            .files
            .iter()
            .enumerate()
            .map(|(index, file)| (normal(&file.path), index))
            .collect();
        let mut rows: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (c, catalogue) in self.catalogues.iter().enumerate() {
            for (r, row) in catalogue.rows.iter().enumerate() {
                for file in catalogue.files_of(row, found, &by_path, problems) {
                    let Some((c0, r0)) = rows.insert(file, (c, r)) else {
                        continue;
                    };
                    let first = &self.catalogues[c0];
                    let message = format!(
                        "two rows for `{}`: this one, and line {} of `{}`",
                        found.files[file].shown, first.rows[r0].line, first.shown
                    );
                    problems.push(
                        catalogue
                            .problem("two-rows", message, row.span)
                            .help("put everything that is known about a file into one row"),
                    );
                }
            }
        }
        self.rows = rows;
    }
}

impl Catalogue {
    fn read(found: &FoundCatalogue, problems: &mut Vec<Problem>) -> Option<Self> {
        let text = match decode::read_text(&found.path, &found.shown) {
            Ok(text) => text,
            Err(problem) => {
                problems.push(decode::of_our_file(problem));
                return None;
            }
        };
        let folder = found.path.parent().unwrap_or(Path::new(""));
        let mut own = Vec::new();
        let catalogue = Self::parse(&text, found, normal(folder), &mut own);
        own.sort_by_key(|problem| problem.span);
        problems.extend(own);
        Some(catalogue)
    }

    fn parse(
        text: &str,
        found: &FoundCatalogue,
        folder: PathBuf,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let file = found.shown.as_str();
        let (text, base) = match text.strip_prefix(decode::BOM) {
            Some(rest) => (rest, decode::BOM.len()),
            None => (text, 0),
        };
        let table = toml_table::parse(text, file, base, problems);
        let mut reader = TableReader::new(table.get_ref(), file, base);
        reader.version();
        let lines = LineIndex::new(text);
        let line = |at: usize| lines.line_column(text, at - base).0;
        let shown: Arc<str> = Arc::from(file);
        let mut defaults = Fields::default();
        if let Some((table, _)) = reader.table("defaults") {
            let mut reader = TableReader::new(table, file, base);
            defaults = Fields::take(&mut reader);
            if let Some((_, span)) = defaults.id.take() {
                reader.refuse(
                    "wrong-key",
                    "`id` names one source and cannot be a default".to_owned(),
                    span,
                );
            }
            problems.extend(reader.finish());
            defaults.locate(line, |line| Origin::Defaults {
                file: Arc::clone(&shown),
                line,
            });
        }
        let mut rows = Vec::new();
        for (table, span) in reader.tables("source") {
            let mut reader = TableReader::new(table, file, base);
            rows.extend(read_row(&mut reader, span).map(|mut row| {
                row.line = line(row.span.start());
                row.fields.locate(line, |line| Origin::Row {
                    file: Arc::clone(&shown),
                    line,
                });
                row
            }));
            problems.extend(reader.finish());
        }
        problems.extend(reader.finish());
        Self {
            shown: found.shown.clone(),
            folder,
            is_whole: found.is_whole,
            defaults,
            rows,
        }
    }

    /// Positions of the files that a row speaks of; a row that speaks of none is a problem.
    fn files_of(
        &self,
        row: &Row,
        found: &Found,
        by_path: &HashMap<PathBuf, usize>,
        problems: &mut Vec<Problem>,
    ) -> Vec<usize> {
        let files: Vec<usize> = match &row.target {
            Target::Path(path) => {
                let path = self.folder.join(path);
                let file = by_path.get(&path).copied();
                if file.is_none() {
                    problems.extend(self.lost_path(&path, row.span));
                }
                file.into_iter().collect()
            }
            Target::Glob(text, glob) => {
                let files: Vec<usize> = found
                    .files
                    .iter()
                    .enumerate()
                    .filter(|(_, file)| self.is_below(&file.path, glob))
                    .map(|(index, _)| index)
                    .collect();
                if files.is_empty() && self.is_whole {
                    let message = format!("no article matches `{}`", text.escape_debug());
                    problems.push(self.problem("no-such-path", message, row.span).help(
                        "a glob is relative to this file; `*` stays inside a folder, `**` does not",
                    ));
                }
                files
            }
        };
        if let Some((id, span)) = &row.fields.id
            && (files.len() > 1 || files.iter().any(|f| found.files[*f].kind == Kind::Jsonl))
        {
            let message = format!("the id `{id}` would name more than one article");
            problems.push(
                self.problem("duplicate-id", message, *span)
                    .help("leave `id` out here; each article has its own"),
            );
            return Vec::new();
        }
        files
    }

    fn is_below(&self, path: &Path, glob: &Glob) -> bool {
        let path = normal(path);
        path.strip_prefix(&self.folder)
            .is_ok_and(|relative| glob.is_match(&shown(relative)))
    }

    fn lost_path(&self, path: &Path, span: Span) -> Option<Problem> {
        if !path.exists() {
            let message = format!("`{}` does not exist", shown(path));
            return Some(
                self.problem("no-such-path", message, span)
                    .help("a path is relative to the folder of this file"),
            );
        }
        self.is_whole.then(|| {
            let message = format!("`{}` is not among the articles read", shown(path));
            Problem::warning("no-article", message)
                .file(&self.shown)
                .at(span)
                .help("articles are `.txt`, `.md` and `.jsonl` files that are not hidden")
        })
    }

    fn problem(&self, code: &'static str, message: String, span: Span) -> Problem {
        Problem::error(code, message).file(&self.shown).at(span)
    }
}

fn read_row(reader: &mut TableReader<'_, '_>, span: Span) -> Option<Row> {
    let fields = Fields::take(reader);
    if let Some((id, span)) = &fields.id
        && let Some(fault) = id_fault(id)
    {
        reader.refuse(
            "bad-source-id",
            format!("the id `{}` {fault}", id.escape_debug()),
            *span,
        );
    }
    let (target, span) = match (reader.string("path"), reader.string("glob")) {
        (Some((path, span)), None) => match inside(&path) {
            Some(path) => (Target::Path(path), span),
            None => {
                let message = format!("`{}` leads out of the corpus", path.escape_debug());
                reader.refuse("outside-path", message, span);
                return None;
            }
        },
        (None, Some((glob, span))) => (Target::Glob(glob.clone(), Glob::new(&glob)), span),
        (Some(_), Some((_, span))) => {
            let message = "a row has either `path` or `glob`".to_owned();
            reader.refuse("wrong-key", message, span);
            return None;
        }
        (None, None) => {
            let message = "a row needs `path` (or `glob`): the file it speaks of".to_owned();
            reader.refuse("missing-key", message, span);
            return None;
        }
    };
    Some(Row {
        target,
        span,
        line: 0,
        fields,
    })
}

/// The path without `.`, if it stays below the folder it is relative to.
fn inside(path: &str) -> Option<PathBuf> {
    Path::new(path)
        .components()
        .filter(|component| *component != Component::CurDir)
        .map(|component| match component {
            Component::Normal(part) => Some(part),
            _ => None,
        })
        .collect()
}

/// The path without `.`, so that two ways to write it meet.
fn normal(path: &Path) -> PathBuf {
    path.components()
        .filter(|component| *component != Component::CurDir)
        .collect()
}
