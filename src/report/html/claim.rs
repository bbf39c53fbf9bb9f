//! The page of a claim: how the sources take it, with every passage that decides.

use maud::{Markup, html};

use crate::claims::{Claim, Label, Modality, Polarity, Status};
use crate::gate::Entry;
use crate::judge::{ClaimVerdict, Facet, FacetKind};
use crate::report::absent_facets;

use super::facets;
use super::legend::{self, Cell, Spread};
use super::page::Page;
use super::passage;
use super::site::{ClaimEntry, Site, SourceEntry};
use super::text::{counted, inline, line, number};

/// Sources of one verdict that are shown with their passages; the others are named.
const MOST_QUOTED: usize = 100;

pub(super) fn page(site: &Site<'_>, claim: &ClaimEntry<'_>) -> Page {
    let own = claim.claim;
    let main = html! {
        div.head {
            p.kicker { "Claim " code { (own.id) } (tags(own)) }
            h1 dir="auto" { (line(&own.text)) }
            (parts(own))
            (spread(claim))
            (origins(site, claim))
            (groups(site, claim))
            (gate(site, claim))
        }
        @for cell in Cell::ALL {
            @if cell != Cell::Omits && claim.spread.of(cell) > 0 {
                (speaking(site, claim, cell))
            }
        }
        (omitting(site, claim))
        @if own.notes.is_some() || !own.references.is_empty() {
            section {
                h2 { "Notes" }
                @if let Some(notes) = &own.notes { p dir="auto" { (super::text::block(notes)) } }
                @if !own.references.is_empty() {
                    ul { @for reference in &own.references { li { (super::source::address(reference)) } } }
                }
            }
        }
        p.links { code { "corroborate explain " (own.id) } }
    };
    Page::new(format!("claims/{}.html", claim.name), own.id.clone(), main)
}

fn tags(claim: &Claim) -> Markup {
    html! {
        @match claim.status {
            Status::Draft => { " " span.tag { "draft" } }
            Status::Active | Status::Retired => {}
        }
        @for tag in &claim.tags { " " span.tag { (inline(tag)) } }
    }
}

/// What the claim asserts, part by part.
fn parts(claim: &Claim) -> Markup {
    html! {
        dl.parts {
            @for Facet { kind, value, .. } in absent_facets(claim) {
                div { dt { (kind.as_str()) } dd { (inline(&value)) } }
            }
            @if claim.modality == Modality::Planned { div { dt { "modality" } dd { "planned" } } }
            @if claim.polarity == Polarity::Negative { div { dt { "polarity" } dd { "negative: it did not happen" } } }
        }
    }
}

fn spread(claim: &ClaimEntry<'_>) -> Markup {
    html! {
        (legend::bar(claim.spread, "source"))
        ul.counts {
            @for (cell, n, href) in [
                (Cell::Supports, claim.supports(), "#supports"),
                (Cell::Contradicts, number(claim.counts.contradicts), "#contradicts"),
                (Cell::Mixed, number(claim.counts.mixed), "#mixed"),
                (Cell::Omits, number(claim.counts.omits), "#omits"),
            ] {
                @let is_none = n == "0";
                li { @if is_none { (legend::word(cell)) " " (n) } @else { a href=(href) { (legend::word(cell)) " " (n) } } }
            }
        }
    }
}

/// Supports that count once, since they are copies, of one publisher, or based on each other.
fn origins(site: &Site<'_>, claim: &ClaimEntry<'_>) -> Markup {
    html! {
        @for group in &claim.shared {
            p.origin { "One origin: "
                @for (n, source) in group.sources.iter().enumerate() {
                    @if n > 0 { ", " }
                    @let source = &site.sources[*source];
                    a href=(source.href()) { (inline(&source.info.id)) }
                }
                " (" @for (n, tie) in group.ties.iter().enumerate() { @if n > 0 { ", " } (tie.as_str()) } ")"
            }
        }
    }
}

/// How the user's own groups of sources take it.
fn groups(site: &Site<'_>, claim: &ClaimEntry<'_>) -> Markup {
    let rows: Vec<(&str, Spread)> = site
        .groups
        .iter()
        .map(|group| (*group, spread_of(site, claim, group)))
        .collect();
    html! {
        @if !rows.is_empty() {
            details.groups open[rows.len() <= 12] {
                summary { "By group of sources" }
                div.scroll tabindex="0" role="region" aria-label="By group of sources" { table.plain {
                    thead { tr {
                        th scope="col" { "Group" }
                        @for cell in Cell::ALL { th.n scope="col" { (legend::letter(cell)) } }
                        th scope="col" { "Share" }
                    } }
                    tbody { @for (group, spread) in &rows { tr {
                        th scope="row" { (inline(group)) }
                        @for cell in Cell::ALL { td.n { (number(spread.of(cell))) } }
                        td.share { (legend::bar(*spread, "source")) }
                    } } }
                } }
            }
        }
    }
}

fn spread_of(site: &Site<'_>, claim: &ClaimEntry<'_>, group: &str) -> Spread {
    let mut spread = Spread::default();
    for source in &site.sources {
        if source.article.meta.groups.iter().any(|own| own == group) {
            spread.add(Cell::of(claim.verdict(source.at)));
        }
    }
    spread
}

/// What the gate says of it.
fn gate(site: &Site<'_>, claim: &ClaimEntry<'_>) -> Markup {
    let Some(gate) = site.report.gate else {
        return html! {};
    };
    let lists = [
        ("Failure", &gate.failures),
        ("Warning", &gate.warnings),
        ("Note", &gate.notes),
    ];
    let own: Vec<(&str, &Entry)> = lists
        .iter()
        .flat_map(|(word, list)| list.iter().map(move |entry| (*word, entry)))
        .filter(|(_, entry)| entry.claim == Some(claim.at))
        .collect();
    html! {
        @if !own.is_empty() {
            ul.gate { @for (word, entry) in own {
                li class=(word.to_lowercase()) {
                    strong { (word) } ": " (inline(&entry.finding.to_string()))
                    @if let Some(detail) = entry.finding.detail() { " (" (line(&detail)) ")" }
                }
            } }
        }
    }
}

/// Sources that say something of it, each with its passages.
fn speaking(site: &Site<'_>, claim: &ClaimEntry<'_>, cell: Cell) -> Markup {
    let verdicts: Vec<&ClaimVerdict> = of(claim, cell).collect();
    let id = match cell {
        Cell::Partial if claim.spread.of(Cell::Supports) > 0 => "supports-in-part",
        Cell::Partial => "supports",
        Cell::Supports => "supports",
        Cell::Contradicts => "contradicts",
        Cell::Mixed => "mixed",
        Cell::Omits => "omits",
    };
    let quoted = verdicts.len().min(MOST_QUOTED);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (legend::letter(cell)) " " (title(cell)) " " span.n { (number(verdicts.len())) } }
            @for verdict in &verdicts[..quoted] { (entry(site, claim, verdict)) }
            @if quoted < verdicts.len() {
                h3 { "And " (counted(verdicts.len() - quoted, "source")) }
                (named(site, claim, &verdicts[quoted..]))
            }
        }
    }
}

fn title(cell: Cell) -> &'static str {
    match cell {
        Cell::Contradicts => "Who contradicts it",
        Cell::Mixed => "Who says both",
        Cell::Supports => "Who says all of it",
        Cell::Partial => "Who says it in part",
        Cell::Omits => "Who leaves it out",
    }
}

fn of<'a>(claim: &ClaimEntry<'a>, cell: Cell) -> impl Iterator<Item = &'a ClaimVerdict> {
    claim
        .verdicts
        .iter()
        .filter(move |verdict| Cell::of(verdict) == cell)
}

fn entry(site: &Site<'_>, claim: &ClaimEntry<'_>, verdict: &ClaimVerdict) -> Markup {
    let source = site.source(verdict);
    html! {
        div class={ "entry " (Cell::of(verdict).class()) } {
            h3 { (who(source)) }
            @if let Some(reason) = site.accepted(claim.at, source.at) {
                p.note { "Accepted by a person: " (inline(reason)) }
            }
            @for facet in &verdict.facets {
                @if facet.label == Label::Contradicts { (difference(source, facet)) }
            }
            @for evidence in &verdict.evidence {
                (passage::evidence(source, claim, &verdict.facets, evidence, verdict.label == Label::Mixed))
            }
            @if verdict.facets.iter().any(|facet| facet.label == Label::Omits) {
                p.open { "Leaves open: "
                    @for (n, facet) in verdict.facets.iter().filter(|facet| facet.label == Label::Omits).enumerate() {
                        @if n > 0 { "; " }
                        (facet.kind.as_str()) " " (inline(&facet.value)) " (" (facet.reason.summary()) ")"
                    }
                }
            }
        }
    }
}

fn who(source: &SourceEntry<'_>) -> Markup {
    html! {
        a href=(source.href()) { (inline(&source.info.id)) }
        @if source.outlet() != source.info.id { " " span.outlet { (inline(source.outlet())) } }
        @if let Some(published) = source.published() { " " time.day { (line(published)) } }
    }
}

/// The claim says this, the source that.
fn difference(source: &SourceEntry<'_>, facet: &Facet) -> Markup {
    html! {
        div.difference {
            span.kind { (facet.kind.as_str()) }
            @if facet.kind == FacetKind::Event { " " (facets::reason(facet.reason)) }
            @else {
                " claimed " strong { (inline(&facet.value)) } ", here "
                (facets::found(source, facet)) " " span.why { (facets::reason(facet.reason)) }
            }
        }
    }
}

fn omitting(site: &Site<'_>, claim: &ClaimEntry<'_>) -> Markup {
    let (near, silent): (Vec<&ClaimVerdict>, Vec<&ClaimVerdict>) =
        of(claim, Cell::Omits).partition(|verdict| verdict.nearest.is_some());
    let quoted = near.len().min(MOST_QUOTED);
    html! {
        @if claim.counts.omits > 0 {
            section aria-labelledby="omits" {
                h2 #omits { (legend::letter(Cell::Omits)) " " (title(Cell::Omits)) " " span.n { (number(claim.counts.omits)) } }
                @for verdict in &near[..quoted] { (nearest(site, claim, verdict)) }
                @if quoted < near.len() {
                    h3 { "And " (counted(near.len() - quoted, "source")) " with a passage that comes near" }
                    (named(site, claim, &near[quoted..]))
                }
                @if !silent.is_empty() {
                    details open[silent.len() <= 40] {
                        summary { (counted(silent.len(), "source")) " without any passage that comes near" }
                        (named(site, claim, &silent))
                    }
                }
            }
        }
    }
}

/// The nearest passage of an omission, and why it was not taken.
fn nearest(site: &Site<'_>, claim: &ClaimEntry<'_>, verdict: &ClaimVerdict) -> Markup {
    let source = site.source(verdict);
    html! {
        @if let Some(nearest) = &verdict.nearest {
            div.entry.v-o {
                h3 { (who(source)) }
                p.why { "Nearest passage, not taken: " (facets::reason(nearest.reason)) }
                (passage::quotation(source, claim, &nearest.facets, nearest.part, nearest.span, Label::Omits))
            }
        }
    }
}

/// Sources by name, each leading into its article.
fn named(site: &Site<'_>, claim: &ClaimEntry<'_>, verdicts: &[&ClaimVerdict]) -> Markup {
    html! {
        ul.names { @for verdict in verdicts {
            @let source = site.source(verdict);
            li { a href=(source.article_href(claim)) { (inline(&source.info.id)) } }
        } }
    }
}
