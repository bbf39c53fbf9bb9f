//! A citation to copy: whose article, what it is called, when it came, where, and the words.

use maud::{Markup, html};

use crate::base::Span;
use crate::document::Part;
use crate::report::place::{Places, part_text};
use crate::report::visible;

use super::passage;
use super::site::SourceEntry;
use super::text::line;

/// Quotations in citations are cut here, in characters; the article has the rest.
const LONGEST: usize = 600;

/// The citation of a passage, with a button that copies it where scripts run.
pub(super) fn citation(
    places: &Places<'_>,
    source: &SourceEntry<'_>,
    part: Part,
    span: Span,
) -> Markup {
    let place = passage::place(places, source.at, part, span);
    html! {
        div.cite {
            p { (line(&words(source, part, span, &place))) }
            button type="button" hidden { "Copy" span.vh { " the citation" } }
        }
    }
}

fn words(source: &SourceEntry<'_>, part: Part, span: Span, place: &str) -> String {
    let meta = &source.article.meta;
    let title = source
        .article
        .title
        .as_deref()
        .map(|title| format!("“{title}”"));
    let published = meta.published.as_ref().map(|date| date.text.clone());
    let head: Vec<String> = [
        meta.author.clone(),
        title,
        Some(
            meta.publisher
                .clone()
                .unwrap_or_else(|| source.info.id.clone()),
        ),
        published,
        meta.url.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let quote = visible(span.slice(part_text(source.article, part))).into_owned();
    let cut: String = quote.chars().take(LONGEST).collect();
    let more = if cut.len() < quote.len() { " …" } else { "" };
    format!(
        "{}: “{cut}{more}” ({}, {place})",
        head.join(", "),
        source.info.id
    )
}
