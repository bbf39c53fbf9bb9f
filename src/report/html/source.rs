//! The page of a source: what it is, what it alone says, what it leaves out that others say.

use std::cmp::Reverse;

use maud::{Markup, html};

use crate::claims::Label;

use super::facets;
use super::legend::{self, Cell};
use super::page::Page;
use super::passage;
use super::site::{ClaimEntry, Site, SourceEntry};
use super::text::{counted, inline, line, number, web_address};

pub(super) fn page(site: &Site<'_>, source: &SourceEntry<'_>) -> Page {
    let alone: Vec<&ClaimEntry<'_>> = site
        .claims
        .iter()
        .filter(|claim| is_alone(claim, source))
        .collect();
    let blind = blind_spots(site, source);
    let main = html! {
        (heading(source, html! { a href={ "../articles/" (source.name) ".html" } { "Read the article" } }))
        (about(site, source))
        (legend::bar(source.spread, "claim"))
        ul.counts {
            @for cell in [Cell::Supports, Cell::Partial, Cell::Contradicts, Cell::Mixed, Cell::Omits] {
                li { (legend::word(cell)) " " (number(source.spread.of(cell))) }
            }
        }
        @if source.info.unanchored.is_some() {
            p.note { "It has dates such as “Thursday”, and no day of publication to count from: give "
                code { "published" } " in " code { "sources.toml" } "." }
        }
        section aria-labelledby="alone" {
            h2 #alone { "What it alone says " span.n { (number(alone.len())) } }
            @if alone.is_empty() { p.none { "Whatever it says of these claims, another source says too." } }
            @for claim in &alone { (lone(source, claim)) }
        }
        section aria-labelledby="blind" {
            h2 #blind { "What it leaves out " span.n { (number(blind.len())) } }
            @if blind.is_empty() { p.none { "Every claim that another source supports, it speaks of." } }
            @else {
                p.hint { "Claims that other sources support and this one does not speak of, most supported first." }
                (left_out(source, &blind))
            }
        }
        @for cell in [Cell::Contradicts, Cell::Mixed, Cell::Supports, Cell::Partial] {
            @if source.spread.of(cell) > 0 { (listed(site, source, cell)) }
        }
    };
    Page::new(
        format!("sources/{}.html", source.name),
        source.plain_id(),
        main,
    )
}

/// Id, headline and a link to the other page of the same source.
pub(super) fn heading(source: &SourceEntry<'_>, link: Markup) -> Markup {
    html! {
        div.head {
            p.kicker { "Source " @if let Some(outlet) = &source.article.meta.publisher { (inline(outlet)) } }
            h1 { (inline(&source.info.id)) }
            p.links { (link) }
        }
    }
}

/// Author, day and address under a headline.
pub(super) fn byline(source: &SourceEntry<'_>) -> Markup {
    let meta = &source.article.meta;
    html! {
        p.byline {
            @if let Some(author) = &meta.author { (inline(author)) " · " }
            (inline(source.outlet()))
            " · "
            @if let Some(published) = source.published() { (line(published)) } @else { "day of publication not known" }
            @if let Some(url) = &meta.url { " · " (address(url)) }
        }
    }
}

/// An address as a link if a browser may follow it, else as text.
pub(super) fn address(url: &str) -> Markup {
    html! {
        @match web_address(url) {
            Some(address) => a rel="noreferrer noopener external" href=(address) { (inline(url)) },
            None => (inline(url)),
        }
    }
}

fn about(site: &Site<'_>, source: &SourceEntry<'_>) -> Markup {
    let meta = &source.article.meta;
    let copies: Vec<&SourceEntry<'_>> = site
        .sources
        .iter()
        .filter(|other| other.article.meta.based_on.as_deref() == Some(&source.info.id))
        .collect();
    let texts = [
        ("headline", source.article.title.as_deref()),
        ("author", meta.author.as_deref()),
        ("published", source.published()),
        (
            "modified",
            meta.modified.as_ref().map(|date| date.text.as_str()),
        ),
        (
            "retrieved",
            meta.retrieved.as_ref().map(|date| date.text.as_str()),
        ),
        ("dateline", meta.dateline.as_deref()),
        ("language", meta.language.as_deref()),
    ];
    html! {
        dl.parts {
            @for (name, text) in texts {
                @if let Some(text) = text { div { dt { (name) } dd { (inline(text)) } } }
            }
            @if let Some(url) = &meta.url { div { dt { "address" } dd { (address(url)) } } }
            @if !meta.groups.is_empty() {
                div { dt { "groups" } dd { @for group in &meta.groups { span.tag { (inline(group)) } " " } } }
            }
            @if let Some(origin) = &meta.based_on {
                div { dt { "based on" } dd { (origin_link(site, origin)) } }
            }
            @if !copies.is_empty() {
                div { dt { "used by" } dd {
                    @for (n, copy) in copies.iter().enumerate() { @if n > 0 { ", " } a href=(copy.href()) { (inline(&copy.info.id)) } }
                } }
            }
            div { dt { "file" } dd { code { (inline(&source.article.path))
                @if let Some(row) = source.article.line { ":" (row) } } } }
            div { dt { "length" } dd { (counted(source.info.sentences, "sentence")) } }
        }
    }
}

fn origin_link(site: &Site<'_>, origin: &str) -> Markup {
    let known = site.sources.iter().find(|other| other.info.id == origin);
    html! {
        @match known {
            Some(other) => a href=(other.href()) { (inline(origin)) },
            None => (inline(origin)),
        }
    }
}

/// Nobody else gives this claim the same verdict: it alone supports or contradicts it.
fn is_alone(claim: &ClaimEntry<'_>, source: &SourceEntry<'_>) -> bool {
    let counts = &claim.counts;
    match claim.verdict(source.at).label {
        Label::Supports => counts.supports == 1 && counts.mixed == 0,
        Label::Contradicts => counts.contradicts == 1 && counts.mixed == 0,
        Label::Mixed => counts.supports + counts.contradicts == 0 && counts.mixed == 1,
        Label::Omits => false,
    }
}

fn lone(source: &SourceEntry<'_>, claim: &ClaimEntry<'_>) -> Markup {
    let verdict = claim.verdict(source.at);
    html! {
        div class={ "entry " (Cell::of(verdict).class()) } {
            h3 { (legend::letter(Cell::of(verdict))) " " a href=(claim.href()) dir="auto" { (line(&claim.claim.text)) } }
            @if let Some(evidence) = verdict.evidence.first() {
                (passage::evidence(source, claim, &verdict.facets, evidence, verdict.label == Label::Mixed))
            }
        }
    }
}

/// Claims that others support and this one omits, most supported first.
fn blind_spots<'a, 'b>(site: &'b Site<'a>, source: &SourceEntry<'_>) -> Vec<&'b ClaimEntry<'a>> {
    let mut blind: Vec<&ClaimEntry<'_>> = site
        .claims
        .iter()
        .filter(|claim| claim.verdict(source.at).label == Label::Omits && claim.counts.supports > 0)
        .collect();
    blind.sort_by_key(|claim| Reverse((claim.counts.independent_supports, claim.counts.supports)));
    blind
}

fn left_out(source: &SourceEntry<'_>, blind: &[&ClaimEntry<'_>]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="What it leaves out" { table.plain {
            thead { tr {
                th scope="col" { "Claim" }
                th scope="col" { "Supported by" }
                th scope="col" { "Nearest passage here" }
            } }
            tbody { @for claim in blind { tr {
                th scope="row" { a href=(claim.href()) dir="auto" { (line(&claim.claim.text)) } }
                td { (claim.supports()) }
                td { @match &claim.verdict(source.at).nearest {
                    Some(nearest) => { a href=(source.article_href(claim)) { "one" } ", but " (facets::reason(nearest.reason)) }
                    None => span.none { "none" },
                } }
            } } }
        } }
    }
}

fn listed(site: &Site<'_>, source: &SourceEntry<'_>, cell: Cell) -> Markup {
    let title = match cell {
        Cell::Contradicts => "What it contradicts",
        Cell::Mixed => "What it says both ways",
        Cell::Supports => "What it says in full",
        Cell::Partial | Cell::Omits => "What it says in part",
    };
    let claims = site
        .claims
        .iter()
        .filter(|claim| Cell::of(claim.verdict(source.at)) == cell);
    html! {
        section {
            h2 { (legend::letter(cell)) " " (title) " " span.n { (number(source.spread.of(cell))) } }
            ul.claims { @for claim in claims {
                li {
                    a href=(source.article_href(claim)) dir="auto" { (line(&claim.claim.text)) }
                    @for facet in claim.verdict(source.at).facets.iter().filter(|facet| facet.label == Label::Contradicts) {
                        " " span.why { (facet.kind.as_str()) ": " (facet.reason.summary())
                            @if let Some(found) = &facet.found { ", " (inline(found)) } }
                    }
                }
            } }
        }
    }
}
