//! `Overlay`: texts that stand in for files on disk, as an editor holds them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::Problem;
use crate::corpus::decode;

/// Unsaved texts, by the canonical path of their file.
#[derive(Clone, Debug, Default)]
pub struct Overlay(pub BTreeMap<PathBuf, Arc<str>>);

impl Overlay {
    /// The unsaved text of a file, if there is one.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<&Arc<str>> {
        // Few files are open: only one of the same name is worth asking the disk about.
        let is_named = |own: &PathBuf| own.file_name() == path.file_name();
        if !self.0.keys().any(is_named) {
            return None;
        }
        self.0.get(&path.canonicalize().ok()?)
    }

    /// The text of a file: the unsaved one first.
    pub(super) fn read_text(&self, path: &Path, shown: &str) -> Result<String, Problem> {
        match self.get(path) {
            Some(text) => decode::decode(text.as_bytes().to_vec(), shown),
            None => decode::read_text(path, shown),
        }
    }
}
