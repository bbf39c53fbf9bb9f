//! A repository's claims and articles, checked. The one place where the gate touches loading.

use std::path::{Path, PathBuf};

use crate::base::Problem;
use crate::claims::{ClaimSet, Counts, Policy};
use crate::corpus::Article;
use crate::judge::CheckResult;

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
/// `corpus/`.
pub(super) fn load(root: &Path) -> Project {
    // FIXME: nothing is loaded yet, so the gate says that there is nothing to check.
    Project {
        snapshots: root.join("snapshots"),
        ..Project::default()
    }
}

/// Whether a policy holds.
pub(super) fn holds(_policy: &Policy, counts: &Counts) -> bool {
    // FIXME: takes every policy for the default `contradicts > 0`.
    counts.contradicts > 0
}
