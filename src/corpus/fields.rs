//! `Fields`: what one place says about an article.

use toml::de::DeTable;

use crate::base::{Problem, Span};
use crate::corpus::SourceMeta;
use crate::corpus::origin::Origin;
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
    /// Where the values stand in a file, in bytes, until [`Fields::locate`].
    pub spans: Vec<(&'static str, Span)>,
    /// Where the values stand, as people look for them. Those of a JSONL line have no place of their
    /// own.
    pub places: Vec<(&'static str, Origin)>,
}

/// Everything that can be known about an article.
pub(super) const KEYS: [&str; 12] = [
    "id",
    "title",
    "publisher",
    "author",
    "url",
    "language",
    "published",
    "modified",
    "retrieved",
    "dateline",
    "based-on",
    "groups",
];

impl Fields {
    /// Takes the fields out of a TOML table. The caller asks for keys of its own and finishes.
    pub(super) fn take(reader: &mut TableReader<'_, '_>) -> Self {
        let mut text = |key| reader.string(key).map(|(text, _)| text);
        let mut fields = Self {
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
            ..Self::default()
        };
        fields.spans = KEYS
            .into_iter()
            .filter(|key| fields.has(key))
            .filter_map(|key| Some((key, reader.place(key)?)))
            .collect();
        fields
    }

    /// Whether there is a value of that key.
    pub(super) fn has(&self, key: &str) -> bool {
        let meta = &self.meta;
        match key {
            "id" => self.id.is_some(),
            "title" => self.title.is_some(),
            "publisher" => meta.publisher.is_some(),
            "author" => meta.author.is_some(),
            "url" => meta.url.is_some(),
            "language" => meta.language.is_some(),
            "published" => meta.published.is_some(),
            "modified" => meta.modified.is_some(),
            "retrieved" => meta.retrieved.is_some(),
            "dateline" => meta.dateline.is_some(),
            "based-on" => meta.based_on.is_some(),
            "groups" => !meta.groups.is_empty(),
            _ => false,
        }
    }

    /// Turns the spans into places. `line` gives the line of a position in the file.
    pub(super) fn locate(
        &mut self,
        line: impl Fn(usize) -> usize,
        origin: impl Fn(usize) -> Origin,
    ) {
        let spans = std::mem::take(&mut self.spans);
        let place = |(key, span): (_, Span)| (key, origin(line(span.start())));
        self.places = spans.into_iter().map(place).collect();
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
        let mut places = self.places.clone();
        let silent = other.places.iter().filter(|(key, _)| !self.has(key));
        places.extend(silent.cloned());
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
            spans: Vec::new(),
            places,
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
