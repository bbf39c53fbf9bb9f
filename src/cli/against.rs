//! `--against`: the earlier result, read from a file, or had by checking a revision of git.
//!
//! A revision is checked by this very program, so that only claims and articles make a difference.
//! Git writes what it held then into a temporary folder, by way of an index of its own: neither the
//! work tree nor the index of the repository is touched.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use corroborate::base::Problem;
use corroborate::check::{CheckOptions, check_watched};
use corroborate::corpus::ReadOptions;
use corroborate::project::{self, Project};
use corroborate::report::against::Earlier;
use corroborate::report::{Report, View};

use crate::cli::args::{InputArgs, Progress};
use crate::cli::plan::nearest_project;
use crate::cli::progress::Meter;
use crate::cli::{Console, files};

/// The earlier result that `--against` names.
pub fn load(
    said: &str,
    input: &InputArgs,
    progress: Progress,
    console: &mut Console<'_>,
) -> Result<Earlier, Problem> {
    let path = Path::new(said);
    if path.is_dir() {
        let message = format!("`{}` is a folder", said.escape_debug());
        return Err(Problem::error("bad-against", message)
            .help("give a file that `--report jsonl=PATH` wrote, or a git revision"));
    }
    if path.exists() {
        return of_file(path, said);
    }
    of_revision(said, input, progress, console)
}

fn of_file(path: &Path, said: &str) -> Result<Earlier, Problem> {
    let said = said.escape_debug();
    let text = fs::read_to_string(path).map_err(|error| {
        let message = format!("`{said}` cannot be read: {error}");
        Problem::error("bad-against", message)
    })?;
    Earlier::read(&text).map_err(|error| {
        let message = format!("`{said}` cannot be compared with: {error}");
        Problem::error("bad-against", message).help("write one with `--report jsonl=PATH`")
    })
}

fn of_revision(
    said: &str,
    input: &InputArgs,
    progress: Progress,
    console: &mut Console<'_>,
) -> Result<Earlier, Problem> {
    let revision = Revision::find(said)?;
    let (claims, corpus) = revision.inputs(input)?;
    let options = ReadOptions::default();
    let loaded = project::load(&claims, &corpus, &options);
    let quoted = said.escape_debug();
    if let Some(first) = loaded.problems.iter().find(|problem| problem.is_error()) {
        let nothing = loaded.claims.files.is_empty();
        let why = match nothing {
            true => "it has no claims".to_owned(),
            false => format!("it cannot be checked ({})", first.message),
        };
        console.note(&format!(
            "warning: nothing of `{quoted}` is compared: {why}"
        ));
        return Ok(Earlier::default());
    }
    if loaded.claims.claims.is_empty() {
        console.note(&format!(
            "warning: nothing of `{quoted}` is compared: it has no claims"
        ));
        return Ok(Earlier::default());
    }
    if loaded.articles.is_empty() {
        let message = format!("git has no articles of `{quoted}`");
        return Err(Problem::error("bad-against", message)
            .help("where the corpus is not in git, compare with a file: `--report jsonl=PATH`"));
    }
    let options = CheckOptions {
        brief_omissions: true,
    };
    let meter = Meter::new(progress, loaded.articles.len());
    let result = check_watched(&loaded.claims, &loaded.articles, &options, &|| meter.step());
    meter.finish();
    Ok(Earlier::of(&Report {
        claims: &loaded.claims,
        articles: &loaded.articles,
        result: &result,
        gate: None,
        view: View::default(),
    }))
}

/// A folder for what a commit held, beside an index of it.
struct Revision {
    /// The current folder below the top of the repository.
    here: PathBuf,
    top: PathBuf,
    folder: tempfile::TempDir,
}

impl Revision {
    fn find(said: &str) -> Result<Self, Problem> {
        let quoted = said.escape_debug();
        let unknown = |why: String| {
            let message = format!("`{quoted}` is neither a file nor a revision of git{why}");
            Problem::error("bad-against", message).help(
                "give a file that `--report jsonl=PATH` wrote, or fetch the revision \
                 (`fetch-depth: 0` of actions/checkout)",
            )
        };
        // It would be an option of git.
        if said.starts_with('-') || said.is_empty() {
            return Err(unknown(String::new()));
        }
        let top = match ask(["rev-parse", "--show-toplevel"]) {
            Ok(top) => top,
            Err(Failed::Refused(why)) => return Err(unknown(format!(": {}", why.escape_debug()))),
            Err(missing) => return Err(missing.problem()),
        };
        let here = ask(["rev-parse", "--show-prefix"]).map_err(|failed| failed.problem())?;
        let commit = format!("{said}^{{commit}}");
        let commit = ask(["rev-parse", "--verify", "--quiet", &commit])
            .map_err(|_| unknown(String::new()))?;
        let folder = files::scratch().map_err(|error| {
            let message = format!("no temporary folder can be made: {error}");
            Problem::error("bad-against", message)
        })?;
        let revision = Self {
            here: PathBuf::from(here),
            top: PathBuf::from(top),
            folder,
        };
        revision.git(["read-tree", &commit].map(OsString::from), &[])?;
        Ok(revision)
    }

    /// Writes claims and articles as they were, and says where. What the project's configuration
    /// says counts as it was then.
    fn inputs(&self, input: &InputArgs) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Problem> {
        let of_project = if input.claims.is_empty() || input.corpus.is_empty() {
            let root = nearest_project().map_or_else(|_| PathBuf::new(), |project| project.root);
            self.project(&self.relative(&root)?)?
        } else {
            Project::default()
        };
        let said = |paths: &[PathBuf], of_project: Vec<PathBuf>| match paths.is_empty() {
            true => Ok(of_project),
            false => paths.iter().map(|path| self.relative(path)).collect(),
        };
        let claims = said(&input.claims, of_project.claims)?;
        let corpus = said(&input.corpus, of_project.corpus)?;
        Ok((self.take(&claims)?, self.take(&corpus)?))
    }

    /// The project at `root` as it was, with paths from the top of the repository.
    fn project(&self, root: &Path) -> Result<Project, Problem> {
        self.take(&[project::CONFIG, "claims", "corpus"].map(|name| root.join(name)))?;
        let mut then = project::at(&self.tree().join(root))
            .ok()
            .flatten()
            .unwrap_or_default();
        for path in then.claims.iter_mut().chain(&mut then.corpus) {
            if let Ok(relative) = path.strip_prefix(self.tree()) {
                *path = normal(relative).unwrap_or_else(|| relative.to_owned());
            }
        }
        Ok(then)
    }

    /// A path of the command line, from the top of the repository.
    fn relative(&self, path: &Path) -> Result<PathBuf, Problem> {
        let below = match path.is_absolute() {
            false => Some(self.here.join(path)),
            true => {
                let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                canonical.strip_prefix(&self.top).ok().map(Path::to_owned)
            }
        };
        below.and_then(|below| normal(&below)).ok_or_else(|| {
            let path = path.display().to_string();
            let message = format!(
                "`{}` lies outside of the git repository",
                path.escape_debug()
            );
            Problem::error("bad-against", message)
                .help("compare with a file instead: one that `--report jsonl=PATH` wrote")
        })
    }

    fn tree(&self) -> PathBuf {
        self.folder.path().join("tree")
    }

    /// Writes these paths, from the top of the repository, as they were, and gives their places;
    /// those that were not there are left out.
    fn take(&self, paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let list = ["--literal-pathspecs", "ls-files", "-z", "--"].map(OsString::from);
        let list = list.into_iter().chain(paths.iter().map(|path| {
            // An empty path would be no path.
            Path::new(".").join(path).into_os_string()
        }));
        let names = self.git(list, &[])?;
        let mut prefix = OsString::from("--prefix=");
        prefix.push(self.tree());
        prefix.push("/");
        let write = ["checkout-index", "--force", "-z", "--stdin"].map(OsString::from);
        self.git(write.into_iter().chain([prefix]), &names)?;
        let places = paths.iter().map(|path| self.tree().join(path));
        Ok(places.filter(|place| place.exists()).collect())
    }

    /// Runs git at the top of the repository, with an index of our own.
    fn git(
        &self,
        args: impl IntoIterator<Item = OsString>,
        input: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        let mut command = Command::new("git");
        command.args(args).current_dir(&self.top);
        command.env("GIT_INDEX_FILE", self.folder.path().join("index"));
        run(command, input).map_err(|failed| failed.problem())
    }
}

/// A path without `.` and `..`, or `None` if it leads out of where it begins.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !normal.pop() {
                    return None;
                }
            }
            part => normal.push(part),
        }
    }
    Some(normal)
}

/// Why git did not do it.
enum Failed {
    /// It cannot be run at all.
    Missing(io::Error),
    /// Its first line on standard error.
    Refused(String),
}

impl Failed {
    fn problem(&self) -> Problem {
        match self {
            Self::Missing(error) => Problem::error("no-git", format!("git cannot be run: {error}"))
                .help("compare with a file instead: one that `--report jsonl=PATH` wrote"),
            Self::Refused(why) => {
                Problem::error("bad-against", format!("git says: {}", why.escape_debug()))
            }
        }
    }
}

fn ask<const N: usize>(args: [&str; N]) -> Result<String, Failed> {
    let mut command = Command::new("git");
    command.args(args);
    let said = run(command, &[])?;
    let said = String::from_utf8_lossy(&said);
    Ok(said.trim_end_matches(['\n', '\r']).to_owned())
}

fn run(mut command: Command, input: &[u8]) -> Result<Vec<u8>, Failed> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(Failed::Missing)?;
    if let Some(mut stdin) = child.stdin.take() {
        // Git that has read enough says why below.
        let _ = stdin.write_all(input);
    }
    let output = child.wait_with_output().map_err(Failed::Missing)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().unwrap_or("nothing").to_owned();
    Err(Failed::Refused(first))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::normal;

    #[test]
    fn paths_stay_in_the_repository() {
        let path = |path: &str| normal(Path::new(path));
        assert_eq!(path("sub/../claims/./a"), Some(PathBuf::from("claims/a")));
        assert_eq!(path("sub/.."), Some(PathBuf::new()));
        assert_eq!(path("sub/../../etc"), None);
    }
}
