//! What waits to be accepted: the pages of this run that differ from the `.snap` files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use corroborate::base::{Problem, nearest};
use corroborate::check::{CheckOptions, check};
use corroborate::gate::{self, Finding, Page, Snapshots};
use corroborate::project::Loaded;

use crate::cli::check::refuse;
use crate::cli::plan::{Plan, nearest_project};
use crate::cli::{Console, Exit, files};

/// The test file that `insta` names in the header where no file tells another: the one that
/// `init --cargo` writes.
const TEST_FILE: &str = "tests/claims.rs";

/// The checked project and its folder of snapshots.
pub struct Pending {
    pub loaded: Loaded,
    pub stored: Snapshots,
    folder: PathBuf,
    root: PathBuf,
    pages: Vec<Page>,
}

/// A page that differs from what was accepted.
pub struct Change<'p> {
    pub page: &'p Page,
    /// How it differs: a diff, or the whole page where nothing was accepted yet.
    pub diff: String,
    pub is_new: bool,
}

impl Pending {
    /// Checks the nearest project.
    fn read(console: &mut Console<'_>) -> Result<Self, Exit> {
        let project = nearest_project().map_err(|problems| refuse(console, &problems))?;
        let plan = Plan {
            claims: project.claims,
            corpus: project.corpus,
            snapshots: Some(project.snapshots.clone()),
            strict_input: project.strict_input,
        };
        let loaded = plan.load(console)?;
        let stored = Snapshots::read(&project.snapshots).map_err(|error| {
            let folder = project.snapshots.display().to_string();
            let message = format!("`{}` cannot be read: {error}", folder.escape_debug());
            refuse(console, &[Problem::error("unreadable-snapshots", message)])
        })?;
        let result = check(&loaded.claims, &loaded.articles, &CheckOptions::default());
        let pages = gate::pages(&loaded.claims, &loaded.articles, &result);
        Ok(Self {
            loaded,
            stored,
            folder: project.snapshots,
            root: project.root,
            pages,
        })
    }

    /// Checks the nearest project and acts on the pages of these claims, or on all of them.
    pub fn on_chosen(
        claims: &[String],
        console: &mut Console<'_>,
        act: impl FnOnce(&Self, &[&Page], &mut Console<'_>) -> io::Result<Exit>,
    ) -> io::Result<Exit> {
        let pending = match Self::read(console) {
            Ok(pending) => pending,
            Err(exit) => return Ok(exit),
        };
        match pending.chosen(claims) {
            Ok(chosen) => act(&pending, &chosen, console),
            Err(problems) => Ok(refuse(console, &problems)),
        }
    }

    /// The pages of these claims, or all of them. The matrix tells of all claims: it goes along
    /// once none of the others is left to accept.
    ///
    /// # Errors
    /// Names of no page.
    fn chosen(&self, claims: &[String]) -> Result<Vec<&Page>, Vec<Problem>> {
        let problems: Vec<Problem> = claims
            .iter()
            .filter(|name| !self.pages.iter().any(|page| page.name == **name))
            .map(|name| self.unknown(name))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let is_named = |page: &Page| claims.is_empty() || claims.contains(&page.name);
        let is_left =
            |page: &Page| page.claim.is_some() && !is_named(page) && self.change(page).is_some();
        let with_matrix = !self.pages.iter().any(is_left);
        let is_chosen = |page: &&Page| is_named(page) || (page.claim.is_none() && with_matrix);
        Ok(self.pages.iter().filter(is_chosen).collect())
    }

    fn unknown(&self, name: &str) -> Problem {
        let message = format!("no active claim has the id `{}`", name.escape_debug());
        let problem = Problem::error("unknown-claim", message);
        match nearest(name, self.pages.iter().map(|page| page.name.as_str())) {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")),
            None => problem,
        }
    }

    /// How a page differs from the accepted one; `None` if it does not.
    pub fn change<'p>(&self, page: &'p Page) -> Option<Change<'p>> {
        let finding = self.stored.compare(&page.name, &page.content)?;
        let (diff, is_new) = match finding {
            Finding::SnapshotChanged { diff, .. } => (diff, false),
            _ => {
                let lines = page.content.trim_end().lines();
                (lines.map(|line| format!("+ {line}\n")).collect(), true)
            }
        };
        Some(Change { page, diff, is_new })
    }

    /// Writes a page in place of the accepted one and removes what `insta` holds pending for it.
    pub fn accept(&self, page: &Page) -> io::Result<()> {
        let file = page.file(&self.source(page), self.input_file(page).as_deref());
        files::replace(&self.path(&page.name), file.as_bytes())?;
        self.reject(page).map(|_| ())
    }

    /// Removes the pending file of a page; whether there was one.
    pub fn reject(&self, page: &Page) -> io::Result<bool> {
        let pending = self.folder.join(format!("{}.snap.new", page.name));
        match fs::remove_file(pending) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Removes accepted pages that belong to no claim any more; gives their names.
    pub fn prune(&self) -> io::Result<Vec<String>> {
        let orphans = self.stored.orphans(&self.loaded.claims);
        orphans
            .map(|name| fs::remove_file(self.path(name)).map(|()| name.to_owned()))
            .collect()
    }

    /// The file of a page, as messages show it.
    pub fn shown(&self, name: &str) -> String {
        self.path(name).display().to_string().replace('\\', "/")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.snap"))
    }

    /// The test file that the header names: as in the file to be replaced, the pending one or
    /// another of the folder, so that it does not change from one tool to the other.
    fn source(&self, page: &Page) -> String {
        let own = [
            self.path(&page.name),
            self.folder.join(format!("{}.snap.new", page.name)),
        ];
        let others = self.stored.names().map(|name| self.path(name));
        own.into_iter()
            .chain(others)
            .filter_map(|path| gate::source_of(&fs::read_to_string(path).ok()?))
            .next()
            .unwrap_or_else(|| TEST_FILE.to_owned())
    }

    /// The claim file relative to the project; like `insta`, without one outside of it.
    fn input_file(&self, page: &Page) -> Option<String> {
        let claim = &self.loaded.claims.claims[page.claim?];
        let file = &self.loaded.claims.files[claim.file];
        let root = match self.root.as_os_str().is_empty() {
            true => Path::new("."),
            false => &self.root,
        };
        let file = Path::new(&file.path).canonicalize().ok()?;
        let relative = file.strip_prefix(root.canonicalize().ok()?).ok()?;
        Some(relative.to_string_lossy().replace('\\', "/"))
    }
}
