//! Which sources a corpus has, without reading its articles: for checks of claim and source files
//! alone.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::base::Problem;
use crate::corpus::catalogue::KnownSources;
use crate::corpus::walk::{self, Kind};
use crate::corpus::{decode, front_matter};

/// What stands in a corpus.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Ids of all articles; `None` if some are known only by reading them, as in JSONL.
    pub ids: Option<BTreeSet<String>>,
    /// The `sources.toml` files, as messages show them, and where they lie.
    pub catalogues: Vec<(String, PathBuf)>,
    /// What is wrong with them, and files that can be no articles.
    pub problems: Vec<Problem>,
}

/// Lists the articles below `paths` and checks their catalogues.
#[must_use]
pub fn list(paths: &[PathBuf]) -> Listing {
    let mut problems = Vec::new();
    let found = walk::walk(paths, &mut problems);
    let known = KnownSources::read(&found, &mut problems);
    let mut ids = Some(BTreeSet::new());
    for (index, file) in found.files.iter().enumerate() {
        let own = known.row(index).id.map(|(id, _)| id);
        let id = own.or_else(|| match file.kind {
            Kind::Text => stem(&file.path),
            Kind::Markdown => {
                let text = decode::read_text(&file.path, &file.shown).ok()?;
                let (fields, _) = front_matter::read(&text, 0, &file.shown, &mut Vec::new());
                fields.id.map(|(id, _)| id).or_else(|| stem(&file.path))
            }
            Kind::Jsonl | Kind::Stdin => None,
        });
        match (id, &mut ids) {
            (Some(id), Some(ids)) => {
                ids.insert(id);
            }
            (Some(_), None) => {}
            (None, _) => ids = None,
        }
    }
    let catalogues = found.catalogues.into_iter();
    Listing {
        ids,
        catalogues: catalogues.map(|own| (own.shown, own.path)).collect(),
        problems,
    }
}

fn stem(path: &std::path::Path) -> Option<String> {
    path.file_stem()?.to_str().map(str::to_owned)
}
