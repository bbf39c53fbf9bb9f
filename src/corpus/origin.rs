//! Where what is known about an article came from.

use std::fmt;
use std::sync::Arc;

use crate::corpus::Article;
use crate::corpus::fields::KEYS;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A row of a catalogue.
    Row {
        /// The catalogue.
        file: Arc<str>,
        /// Line of the value, from 1.
        line: usize,
    },
    /// The `[defaults]` of a catalogue.
    Defaults {
        /// The catalogue.
        file: Arc<str>,
        /// Line of the value, from 1.
        line: usize,
    },
    /// The front matter of the article's own file.
    FrontMatter {
        /// Line of the value, from 1.
        line: usize,
    },
    /// A field of the article's line in a JSONL file.
    Jsonl {
        /// That line, from 1.
        line: usize,
    },
    /// The name of the file.
    FileName,
}

impl Origin {
    /// As in machine output.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Row { .. } => "row",
            Self::Defaults { .. } => "defaults",
            Self::FrontMatter { .. } => "front-matter",
            Self::Jsonl { .. } => "jsonl",
            Self::FileName => "file-name",
        }
    }

    /// The catalogue, if it is one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Row { file, .. } | Self::Defaults { file, .. } => Some(file),
            _ => None,
        }
    }

    /// The line, from 1, if it has one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Row { line, .. }
            | Self::Defaults { line, .. }
            | Self::FrontMatter { line }
            | Self::Jsonl { line } => Some(*line),
            Self::FileName => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row { file, line } => write!(f, "{file}:{line}"),
            Self::Defaults { file, line } => write!(f, "{file}:{line}, defaults"),
            Self::FrontMatter { line } => write!(f, "front matter, line {line}"),
            Self::Jsonl { line } => write!(f, "JSONL line {line}"),
            Self::FileName => write!(f, "file name"),
        }
    }
}

/// An article, with where what is known about it came from.
#[derive(Clone, Debug)]
pub struct Traced {
    /// The article.
    pub article: Article,
    pub(super) places: Vec<(&'static str, Origin)>,
}

impl Traced {
    /// Every key that has a value, with the value as it is shown and its origin, in the order of the
    /// documentation.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String, Origin)> {
        KEYS.into_iter()
            .filter_map(|key| Some((key, self.value(key)?, self.origin(key))))
            .collect()
    }

    fn origin(&self, key: &str) -> Origin {
        let place = self.places.iter().find(|(own, _)| *own == key);
        match (place, self.article.line) {
            (Some((_, origin)), _) => origin.clone(),
            (None, Some(line)) => Origin::Jsonl { line },
            (None, None) => Origin::FileName,
        }
    }

    fn value(&self, key: &str) -> Option<String> {
        let Article {
            id, title, meta, ..
        } = &self.article;
        match key {
            "id" => Some(id.clone()),
            "title" => title.clone(),
            "publisher" => meta.publisher.clone(),
            "author" => meta.author.clone(),
            "url" => meta.url.clone(),
            "language" => meta.language.clone(),
            "published" => meta.published.as_ref().map(|date| date.text.clone()),
            "modified" => meta.modified.as_ref().map(|date| date.text.clone()),
            "retrieved" => meta.retrieved.as_ref().map(|date| date.text.clone()),
            "dateline" => meta.dateline.clone(),
            "based-on" => meta.based_on.clone(),
            "groups" => (!meta.groups.is_empty()).then(|| meta.groups.join(", ")),
            _ => None,
        }
    }
}
