//! Where something stands: file, line and column. Computed here and nowhere else.

use std::cell::OnceCell;

use crate::base::{LineIndex, Span};
use crate::corpus::Article;
use crate::document::Part;
use crate::report::{Report, visible};

/// The text of a part of an article.
pub(super) fn part_text(article: &Article, part: Part) -> &str {
    match part {
        Part::Title => article.title.as_deref().unwrap_or(""),
        Part::Body => &article.text,
    }
}

/// `body` or `title`, as in machine output.
pub(super) fn part_name(part: Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Body => "body",
    }
}

/// Line indexes of the articles, each made when it is first asked for.
pub(super) struct Places<'a> {
    report: Report<'a>,
    indexes: Vec<OnceCell<LineIndex>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(report: Report<'a>) -> Self {
        let indexes = vec![OnceCell::new(); report.result.sources.len()];
        Self { report, indexes }
    }

    /// Line and column, both from 1; the title is line 1 of its own text.
    pub(super) fn line_column(&self, source: usize, part: Part, offset: usize) -> (usize, usize) {
        let article = self.report.article(source);
        let text = part_text(article, part);
        match part {
            Part::Title => (1, text[..offset].chars().count() + 1),
            Part::Body => self.indexes[source]
                .get_or_init(|| LineIndex::new(text))
                .line_column(text, offset),
        }
    }

    /// `path:line:column`, for a terminal that makes links of it.
    ///
    /// An article of a JSONL file is at its line there; lines and columns of its text come behind.
    pub(super) fn show(&self, source: usize, part: Part, span: Span) -> String {
        let article = self.report.article(source);
        let (line, column) = self.line_column(source, part, span.start());
        let path = visible(&article.path);
        match (article.line, part) {
            (None, Part::Body) => format!("{path}:{line}:{column}"),
            (None, Part::Title) => format!("{path}:1:1 (title, column {column})"),
            (Some(row), Part::Body) => {
                format!("{path}:{row}:1 (text, line {line}, column {column})")
            }
            (Some(row), Part::Title) => format!("{path}:{row}:1 (title, column {column})"),
        }
    }

    /// `path:line:column` alone, for one-line output that editors parse.
    pub(super) fn terse(&self, source: usize, part: Part, span: Span) -> String {
        let article = self.report.article(source);
        let path = visible(&article.path);
        match (article.line, part) {
            (None, Part::Body) => {
                let (line, column) = self.line_column(source, part, span.start());
                format!("{path}:{line}:{column}")
            }
            (row, _) => format!("{path}:{}:1", row.unwrap_or(1)),
        }
    }
}

/// `path:line:column` of a place in a claim file.
pub(super) fn in_claim_file(report: Report<'_>, file: usize, span: Span) -> String {
    let file = &report.claims.files[file];
    let start = span.start().min(file.text.len());
    let (line, column) = LineIndex::new(&file.text).line_column(&file.text, start);
    format!("{}:{line}:{column}", visible(&file.path))
}
