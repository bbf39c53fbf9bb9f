//! `Article`: a text as it came, with its metadata.

use crate::value::EdtfDate;

/// One article.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Source id: from the catalogue, else the file's stem or the JSONL `id`.
    pub id: String,
    /// File it came from, as given, with `/`.
    pub path: String,
    /// Line of a JSONL file, from 1; `None` for a file of its own.
    pub line: Option<usize>,
    /// The text that spans point into: the whole file as it lies on disk (front matter, BOM and
    /// all), or the JSONL `text`.
    pub text: String,
    /// First byte of the article proper in `text`: past a byte order mark and front matter.
    pub body_start: usize,
    /// Headline, where it is kept apart from the text (JSONL, front matter, catalogue).
    pub title: Option<String>,
    /// What is known about it.
    pub meta: SourceMeta,
}

/// What `sources.toml`, front matter or JSONL fields say about an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceMeta {
    /// Outlet.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Day of publication; the anchor of "Thursday".
    pub published: Option<EdtfDate>,
    /// Day of the last change.
    pub modified: Option<EdtfDate>,
    /// Day on which it was fetched.
    pub retrieved: Option<EdtfDate>,
    /// Place and perhaps day that the report was filed from.
    pub dateline: Option<String>,
    /// Source that this one copies or rewrites.
    pub based_on: Option<String>,
    /// The user's own groups.
    pub groups: Vec<String>,
}
