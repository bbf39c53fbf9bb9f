//! The documents that the editor holds: their texts count, whatever lies on disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corroborate::corpus::Overlay;
use lsp_types::{TextDocumentContentChangeEvent, Uri};

use crate::cli::lsp::place::{Encoding, Lines, path_of};

/// Open documents, by the URI that the editor gave.
#[derive(Debug, Default)]
pub struct Buffers(BTreeMap<String, Buffer>);

/// One of them.
#[derive(Clone, Debug)]
pub struct Buffer {
    pub uri: Uri,
    /// Canonical, where the file is on disk; `None` if it is no file at all.
    pub path: Option<PathBuf>,
    pub version: i32,
    pub text: Arc<str>,
}

impl Buffers {
    pub fn open(&mut self, uri: Uri, version: i32, text: String) {
        let path = path_of(uri.as_str()).map(|path| canonical(&path));
        let key = uri.as_str().to_owned();
        let buffer = Buffer {
            uri,
            path,
            version,
            text: text.into(),
        };
        self.0.insert(key, buffer);
    }

    /// Applies changes in their order. False if the document is not open.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> bool {
        let Some(buffer) = self.0.get_mut(uri.as_str()) else {
            return false;
        };
        buffer.version = version;
        let mut text = buffer.text.to_string();
        for change in changes {
            match change.range {
                None => text = change.text,
                Some(range) => {
                    let span = Lines::new(&text, encoding).span(range);
                    text.replace_range(span.range(), &change.text);
                }
            }
        }
        buffer.text = text.into();
        true
    }

    pub fn close(&mut self, uri: &Uri) {
        self.0.remove(uri.as_str());
    }

    pub fn get(&self, uri: &Uri) -> Option<&Buffer> {
        self.0.get(uri.as_str())
    }

    /// The document of a file.
    pub fn of_path(&self, path: &Path) -> Option<&Buffer> {
        let mut buffers = self.0.values();
        buffers.find(|buffer| buffer.path.as_deref() == Some(path))
    }

    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.values().filter_map(|buffer| buffer.path.as_deref())
    }

    /// The texts, for those who read files.
    pub fn overlay(&self) -> Overlay {
        let texts = self.0.values();
        Overlay(
            texts
                .filter_map(|buffer| Some((buffer.path.clone()?, Arc::clone(&buffer.text))))
                .collect(),
        )
    }
}

/// The path by which a file is known everywhere; as it is, if the file is not there.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
