//! A sentence out of its article, with the words that a verdict rests on marked.

use maud::{Markup, html};

use crate::base::Span;
use crate::claims::Label;
use crate::document::Part;
use crate::judge::{Evidence, Facet};
use crate::report::place::{Places, part_text};

use super::legend::Cell;
use super::site::{ClaimEntry, SourceEntry};
use super::text::{inline, line};

/// Beyond so many bytes on each side of what is marked, a passage is cut.
const CONTEXT: usize = 400;

/// Words in a passage, with what they decide.
struct Words {
    span: Span,
    cell: Cell,
}

/// A passage as a quotation, with its words marked, who says it, and a link into the article.
pub(super) fn quotation(
    source: &SourceEntry<'_>,
    claim: &ClaimEntry<'_>,
    facets: &[Facet],
    part: Part,
    span: Span,
    label: Label,
) -> Markup {
    html! {
        blockquote dir="auto" cite=[source.article.meta.url.as_deref().and_then(super::text::web_address)] {
            (marked(part_text(source.article, part), span, &words(facets, part, span, label)))
            " " a.more href=(source.article_href(claim)) { "in the article" span.vh { " of " (inline(&source.info.id)) } }
        }
    }
}

/// A deciding passage: what it says, the quotation, the speaker.
pub(super) fn evidence(
    source: &SourceEntry<'_>,
    claim: &ClaimEntry<'_>,
    facets: &[Facet],
    evidence: &Evidence,
    shows_label: bool,
) -> Markup {
    html! {
        @if shows_label {
            p.says { (super::legend::word(Cell::of_label(evidence.label))) ":" }
        }
        (quotation(source, claim, facets, evidence.part, evidence.span, evidence.label))
        @if let Some(said) = &evidence.said_by {
            p.said { "said by " (inline(&said.text)) }
        }
    }
}

/// `line 3, column 1`, or `headline`.
pub(super) fn place(places: &Places<'_>, source: usize, part: Part, span: Span) -> String {
    let (line, column) = places.line_column(source, part, span.start());
    match part {
        Part::Title => "headline".to_owned(),
        Part::Body => format!("line {line}, column {column}"),
    }
}

/// Words of the facets inside a passage, in reading order, none twice.
fn words(facets: &[Facet], part: Part, passage: Span, label: Label) -> Vec<Words> {
    let mut words: Vec<Words> = facets
        .iter()
        .filter(|facet| facet.label != Label::Omits || label == Label::Omits)
        .filter_map(|facet| {
            let (own, span) = facet.span?;
            let is_inside = own == part && passage.is_covering(span) && !span.is_empty();
            is_inside.then(|| Words {
                span,
                cell: Cell::of_label(facet.label),
            })
        })
        .collect();
    words.sort_by_key(|words| (words.cell, words.span.start()));
    let mut kept: Vec<Words> = Vec::new();
    for candidate in words {
        if !kept
            .iter()
            .any(|other| other.span.is_overlapping(candidate.span))
        {
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|words| words.span.start());
    kept
}

fn marked(text: &str, span: Span, words: &[Words]) -> Markup {
    let (first, last) = match (words.first(), words.last()) {
        (Some(first), Some(last)) => (first.span.start(), last.span.end()),
        _ => (span.start(), span.start()),
    };
    let start = boundary(text, first.saturating_sub(CONTEXT)).max(span.start());
    let end = boundary(text, last.saturating_add(CONTEXT)).min(span.end());
    let mut pieces: Vec<(&str, Option<Cell>)> = Vec::new();
    let mut at = start;
    for words in words {
        pieces.push((&text[at..words.span.start()], None));
        pieces.push((words.span.slice(text), Some(words.cell)));
        at = words.span.end();
    }
    pieces.push((&text[at..end], None));
    html! {
        @if start > span.start() { "… " }
        @for (piece, cell) in pieces {
            @match cell {
                Some(cell) => mark class=(cell.class()) { (line(piece)) },
                None => (line(piece)),
            }
        }
        @if end < span.end() { " …" }
    }
}

/// The character boundary at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
