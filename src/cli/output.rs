//! What a check writes, and where to: one result to standard output, any number into files.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use corroborate::base::Problem;
use corroborate::claims::Label;
use corroborate::project::Loaded;
use corroborate::report::against::{self, Changes};
use corroborate::report::{
    Report, Repository, concise, csv, full, github, json, jsonl, junit, markdown, matrix, sarif,
};

use crate::cli::args::{CheckArgs, Format, ReportArg};
use crate::cli::{Console, files};

/// The formats of a run and their places.
#[derive(Debug)]
pub struct Outputs {
    /// What goes to standard output.
    pub stdout: Format,
    files: Vec<ReportArg>,
    repository: Repository,
}

/// What reports are made from.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    pub report: Report<'a>,
    /// Since the run that was asked for: results show these alone.
    pub changes: Option<&'a Changes<'a>>,
    /// Since what was accepted: only the summary shows them, beside the rest.
    pub accepted: Option<&'a Changes<'a>>,
}

impl Outputs {
    /// A report to `-` takes standard output, which holds one result.
    pub fn new(args: &CheckArgs) -> Result<Self, Problem> {
        let (to_stdout, files): (Vec<ReportArg>, Vec<ReportArg>) = args
            .report
            .iter()
            .cloned()
            .partition(|report| report.path == Path::new("-"));
        let stdout = match (args.format, &to_stdout[..]) {
            (format, []) => format.unwrap_or_default(),
            (None, [only]) => only.format,
            _ => {
                let message = "two results for standard output";
                return Err(Problem::error("report-path", message)
                    .help("write all but one to a file: `--report FORMAT=PATH`"));
            }
        };
        for (at, report) in files.iter().enumerate() {
            let identity = identity(&report.path);
            if files[..at]
                .iter()
                .any(|other| self::identity(&other.path) == identity)
            {
                let message = format!("two reports for `{}`", shown(&report.path));
                return Err(Problem::error("report-path", message));
            }
        }
        Ok(Self {
            stdout,
            files,
            repository: repository(),
        })
    }

    /// Whether anything goes into a file.
    pub fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Whether why a source omits a claim can be read in any of them.
    pub fn shows_omissions(&self, keep: &[Label], loaded: &Loaded) -> bool {
        let is_expected = loaded
            .claims
            .claims
            .iter()
            .any(|claim| !claim.expect.is_empty());
        self.formats().any(|format| match format {
            Format::Full => true,
            Format::Json | Format::Jsonl | Format::Csv => keep.contains(&Label::Omits),
            // The nearest passage of a missed expectation.
            Format::Sarif | Format::Junit => is_expected,
            Format::Concise | Format::Matrix | Format::Github | Format::Markdown => false,
        })
    }

    /// Whether a summary is among them, which shows what differs from what was accepted.
    pub fn has_summary(&self) -> bool {
        self.formats().any(|format| format == Format::Markdown)
    }

    fn formats(&self) -> impl Iterator<Item = Format> {
        let files = self.files.iter().map(|report| report.format);
        files.chain([self.stdout])
    }

    /// A report never takes the place of what was read: that was a slip.
    pub fn refuse_inputs(&self, loaded: &Loaded) -> Result<(), Problem> {
        for report in &self.files {
            let identity = identity(&report.path);
            let claims = loaded.claims.files.iter().map(|file| &file.path);
            let articles = loaded.articles.iter().map(|article| &article.path);
            let has_name = |path: &str| Path::new(path).file_name() == report.path.file_name();
            let is_input = claims
                .chain(articles)
                .filter(|path| has_name(path))
                .any(|path| self::identity(Path::new(path)) == identity);
            if is_input {
                let message = format!("`{}` is read as input", shown(&report.path));
                return Err(
                    Problem::error("report-path", message).help("name another file for the report")
                );
            }
        }
        Ok(())
    }

    /// Writes the result for standard output.
    pub fn write_stdout(&self, content: Content<'_>, console: &mut Console<'_>) -> io::Result<()> {
        let write = |out: &mut dyn Write| write(self.stdout, content, &self.repository, out);
        if is_for_people(self.stdout) {
            console.face(write)
        } else {
            write(console.out)
        }
    }

    /// Writes the files, and says so. Goes on after one that cannot be written, and gives the
    /// problems.
    pub fn write_files(&self, mut content: Content<'_>, console: &mut Console<'_>) -> Vec<Problem> {
        content.report.view.colour = false;
        let mut problems = Vec::new();
        for ReportArg { format, path } in &self.files {
            let mut bytes = Vec::new();
            let written = write(*format, content, &self.repository, &mut bytes)
                .and_then(|()| put(path, &bytes));
            match written {
                Ok(()) => console.note(&format!("wrote {}", shown(path))),
                Err(error) => problems.push(unwritable(path, &error)),
            }
        }
        problems
    }
}

/// Faces for people; the others are for programs, which get their bytes as they are.
pub fn is_for_people(format: Format) -> bool {
    matches!(format, Format::Full | Format::Concise | Format::Matrix)
}

fn write(
    format: Format,
    content: Content<'_>,
    repository: &Repository,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Content {
        report,
        changes,
        accepted,
    } = content;
    match (format, changes) {
        (Format::Full, None) => full::write(&report, out),
        (Format::Full, Some(changes)) => against::full(&report, changes, out),
        (Format::Concise, None) => concise::write(&report, out),
        (Format::Concise, Some(changes)) => against::concise(&report, changes, out),
        (Format::Matrix, None) => matrix::write(&report, out),
        (Format::Matrix, Some(changes)) => against::matrix(&report, changes, out),
        // What programs read is whole: they can compare for themselves.
        (Format::Json, _) => json::write(&report, out),
        (Format::Jsonl, _) => jsonl::write(&report, out),
        (Format::Csv, _) => csv::write(&report, out),
        (Format::Junit, _) => junit::write(&report, out),
        (Format::Sarif, changes) => sarif::write(&report, repository, changes, out),
        (Format::Github, changes) => github::write(&report, repository, changes, out),
        (Format::Markdown, changes) => markdown::write(&report, changes.or(accepted), out),
    }
}

/// Puts bytes into a file, whole or not at all. What is no file (a pipe, a terminal) takes them as
/// they come, and so does what the system lends under the name of a file.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let is_lent = path.starts_with("/dev") || path.starts_with("/proc");
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(metadata) if is_lent || !metadata.is_file() => {
            let mut file = fs::OpenOptions::new().append(true).open(path)?;
            file.write_all(bytes)
        }
        _ => files::replace(path, bytes),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Problem {
    let message = format!("`{}` cannot be written: {error}", shown(path));
    Problem::error("unwritable-report", message)
}

fn shown(path: &Path) -> String {
    path.display().to_string().escape_debug().to_string()
}

/// The same for all ways to write one path, also of a file that is not there yet.
fn identity(path: &Path) -> PathBuf {
    if let Ok(canonical) = path.canonicalize() {
        return canonical;
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.join(path.file_name().unwrap_or(OsStr::new("")))
}

/// The repository around the current folder: up to where `.git` is, else the folder itself.
fn repository() -> Repository {
    let here = std::env::current_dir().unwrap_or_default();
    let top = here
        .ancestors()
        .find(|folder| folder.join(".git").exists())
        .unwrap_or(&here);
    let plain = |path: &Path| path.display().to_string().replace('\\', "/");
    Repository::new(&plain(top), &plain(&here))
}
