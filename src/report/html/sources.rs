//! All sources, a row each.

use maud::html;

use super::legend::{self, Cell};
use super::page::{Page, Script};
use super::site::Site;
use super::text::{counted, inline, line, number};

pub(super) fn page(site: &Site<'_>) -> Page {
    let main = html! {
        h1 { "Sources" }
        p.lead { (counted(site.sources.len(), "source")) ", " (counted(site.report.n_sentences(), "sentence")) "." }
        div.scroll tabindex="0" role="region" aria-label="All sources" {
            table.plain.sortable {
                thead { tr {
                    th scope="col" { "Source" }
                    th scope="col" { "Outlet" }
                    th scope="col" { "Published" }
                    th scope="col" { "Groups" }
                    th.n scope="col" data-first="descending" { "Supports" }
                    th.n scope="col" data-first="descending" { "Contradicts" }
                    th.n scope="col" data-first="descending" { "Mixed" }
                    th.n scope="col" data-first="descending" { "Omits" }
                    td { "Share" }
                } }
                tbody { @for source in &site.sources {
                    @let meta = &source.article.meta;
                    tr {
                        th scope="row" { a href={ "sources/" (source.name) ".html" } { (inline(&source.info.id)) } }
                        td { @if let Some(outlet) = &meta.publisher { (inline(outlet)) } }
                        td { @if let Some(published) = source.published() { (line(published)) } @else { span.none { "not known" } } }
                        td { @for (n, group) in meta.groups.iter().enumerate() { @if n > 0 { ", " } (inline(group)) } }
                        td.n { (number(source.spread.supports())) }
                        td.n { (number(source.spread.of(Cell::Contradicts))) }
                        td.n { (number(source.spread.of(Cell::Mixed))) }
                        td.n { (number(source.spread.of(Cell::Omits))) }
                        td.share { (legend::bar(source.spread, "claim")) }
                    }
                } }
            }
        }
    };
    Page {
        script: Some(Script::List),
        ..Page::new("sources.html", "Sources", main)
    }
}
