//! A repository's claims and articles, checked. The one place where the gate touches loading.

use std::path::{Path, PathBuf};

use crate::base::Problem;
use crate::check::{CheckOptions, check};
use crate::claims::ClaimSet;
use crate::corpus::{Article, ReadOptions};
use crate::judge::CheckResult;
use crate::project;

/// A checked repository.
#[derive(Default)]
pub(super) struct Project {
    /// Claims of all valid files.
    pub(super) claims: ClaimSet,
    /// Articles of the corpus.
    pub(super) articles: Vec<Article>,
    /// What the check found.
    pub(super) result: CheckResult,
    /// Folder of accepted snapshots.
    pub(super) snapshots: PathBuf,
    /// What is wrong with claim files, catalogue or articles.
    pub(super) problems: Vec<Problem>,
}

/// Loads and checks the repository at `root`: what `corroborate.toml` names, else `claims/` and
/// `corpus/`. Nothing is checked where a file is wrong.
pub(super) fn load(root: &Path) -> Project {
    let snapshots = root.join("snapshots");
    let found = match project::at(root) {
        Ok(Some(found)) => found,
        // Neither a configuration nor both folders: there is nothing to check.
        Ok(None) => {
            return Project {
                snapshots,
                ..Project::default()
            };
        }
        Err(problems) => {
            return Project {
                snapshots,
                problems,
                ..Project::default()
            };
        }
    };
    let options = ReadOptions {
        strict_input: found.strict_input,
    };
    let loaded = project::load(&found.claims, &found.corpus, &options);
    let result = match loaded.problems.iter().any(Problem::is_error) {
        true => CheckResult::default(),
        false => check(&loaded.claims, &loaded.articles, &CheckOptions::default()),
    };
    Project {
        claims: loaded.claims,
        articles: loaded.articles,
        result,
        snapshots: found.snapshots,
        problems: loaded.problems,
    }
}
