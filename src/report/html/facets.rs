//! The table of facets: what the claim says, what the source says, and why that is what it is.

use maud::{Markup, html};

use crate::claims::Label;
use crate::judge::{Facet, FacetKind, Reason};
use crate::report::place::part_text;

use super::legend::{self, Cell};
use super::site::SourceEntry;
use super::text::{inline, line};

/// All facets of a claim in a source, or in one passage of it.
pub(super) fn table(source: &SourceEntry<'_>, facets: &[Facet], caption: &str) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.facets {
                caption.vh { (caption) }
                thead { tr {
                    th scope="col" { "Part" }
                    th scope="col" { "Claim" }
                    th scope="col" { "Source" }
                    th scope="col" { "Why" }
                } }
                tbody { @for facet in facets { (row(source, facet)) } }
            }
        }
    }
}

fn row(source: &SourceEntry<'_>, facet: &Facet) -> Markup {
    let cell = Cell::of_label(facet.label);
    html! {
        tr class=(cell.class()) {
            th scope="row" { (legend::letter(cell)) " " (facet.kind.as_str()) }
            td class=[(facet.kind == FacetKind::Date).then_some("nobreak")] { (inline(&facet.value)) }
            td { (found(source, facet)) }
            td { (reason(facet.reason)) }
        }
    }
}

/// The value found, with the steps from the words to it; else the words themselves.
pub(super) fn found(source: &SourceEntry<'_>, facet: &Facet) -> Markup {
    let words = facet
        .span
        .map(|(part, span)| span.slice(part_text(source.article, part)))
        .filter(|words| !words.is_empty());
    html! {
        @match (&facet.found, words) {
            (Some(found), _) if !facet.chain.is_empty() => {
                strong.nobreak { (inline(found)) }
                (chain(&facet.chain))
            }
            (Some(found), Some(words)) if found != words => {
                strong { (inline(found)) } " " span.words { "“" (inline(words)) "”" }
            }
            (Some(found), _) => strong { (inline(found)) },
            (None, Some(words)) if facet.label != Label::Omits => span.words { "“" (inline(words)) "”" },
            (None, _) => span.none { "not said" },
        }
    }
}

/// “Thursday” → published 2025-10-24 → 2025-10-23
fn chain(steps: &[String]) -> Markup {
    html! {
        ol.chain {
            @for (n, step) in steps.iter().enumerate() {
                li { @if n == 0 { "“" (inline(step)) "”" } @else { (line(step)) } }
            }
        }
    }
}

/// The plain sentence of a reason, with its code.
pub(super) fn reason(reason: Reason) -> Markup {
    html! {
        (reason.summary()) " "
        a.code href={ "../reasons.html#" (reason.code()) } { (reason.code()) }
    }
}
