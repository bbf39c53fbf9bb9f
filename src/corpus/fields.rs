//! `Fields`: what one place says about an article.

use toml::de::DeTable;

use crate::base::{Problem, Span};
use crate::corpus::SourceMeta;
use crate::corpus::toml_table::{Located, TableReader};

/// What a catalogue row, front matter or a JSONL line says about an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// Source id.
    pub id: Option<Located<String>>,
    /// Headline.
    pub title: Option<String>,
    /// The rest.
    pub meta: SourceMeta,
}

impl Fields {
    /// Takes the fields out of a TOML table. The caller asks for keys of its own and finishes.
    pub(super) fn take(reader: &mut TableReader<'_, '_>) -> Self {
        let mut text = |key| reader.string(key).map(|(text, _)| text);
        Self {
            title: text("title"),
            meta: SourceMeta {
                publisher: text("publisher"),
                author: text("author"),
                url: text("url"),
                language: text("language"),
                dateline: text("dateline"),
                based_on: text("based-on"),
                published: reader.date("published"),
                modified: reader.date("modified"),
                retrieved: reader.date("retrieved"),
                groups: groups(reader),
            },
            id: reader.string("id"),
        }
    }

    /// Reads front matter: keys of other programs are allowed.
    pub(super) fn of_front_matter(
        table: &DeTable<'_>,
        file: &str,
        base: usize,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut reader = TableReader::new(table, file, base);
        let fields = Self::take(&mut reader);
        problems.extend(reader.finish_leniently());
        fields
    }

    /// These fields, and where they are silent those of `other`. The id is not handed on.
    pub(super) fn or(self, other: &Self) -> Self {
        let pick = |own: Option<String>, other: &Option<String>| own.or_else(|| other.clone());
        let (own, theirs) = (self.meta, &other.meta);
        Self {
            id: self.id,
            title: pick(self.title, &other.title),
            meta: SourceMeta {
                publisher: pick(own.publisher, &theirs.publisher),
                author: pick(own.author, &theirs.author),
                url: pick(own.url, &theirs.url),
                language: pick(own.language, &theirs.language),
                published: own.published.or_else(|| theirs.published.clone()),
                modified: own.modified.or_else(|| theirs.modified.clone()),
                retrieved: own.retrieved.or_else(|| theirs.retrieved.clone()),
                dateline: pick(own.dateline, &theirs.dateline),
                based_on: pick(own.based_on, &theirs.based_on),
                groups: if own.groups.is_empty() {
                    theirs.groups.clone()
                } else {
                    own.groups
                },
            },
        }
    }
}

fn groups(reader: &mut TableReader<'_, '_>) -> Vec<String> {
    let groups = reader.strings("groups").unwrap_or_default();
    groups.into_iter().map(|(group, _)| group).collect()
}

/// What is wrong with an id, if anything. Ids reach terminals, file names and machine output, so
/// control characters and those that turn the reading direction are refused.
pub(super) fn id_fault(id: &str) -> Option<&'static str> {
    if id.trim().is_empty() {
        return Some("is empty");
    }
    if id.len() > MAX_ID_BYTES {
        return Some("is longer than 512 bytes");
    }
    let is_unprintable = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    id.chars()
        .any(is_unprintable)
        .then_some("has control characters")
}

const MAX_ID_BYTES: usize = 512;

/// An id without a place of its own.
pub(super) fn nowhere(id: String) -> Located<String> {
    (id, Span::default())
}
