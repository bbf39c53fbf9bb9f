//! Disagreements: parts of claims on which the sources differ, worst first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::claims::Label;
use crate::judge::{ClaimVerdict, Facet, FacetKind};
use crate::value::{EdtfDate, Interval};

use super::legend::{self, Cell};
use super::page::Page;
use super::site::{ClaimEntry, Site, SourceEntry};
use super::text::{counted, inline, line, number};

/// Sources named for a value; the others are counted.
const MOST_NAMED: usize = 12;

/// A part of a claim, with what each source gives for it.
struct Dispute<'s, 'a> {
    claim: &'s ClaimEntry<'a>,
    kind: FacetKind,
    value: &'a str,
    /// Those who differ from the claim first, each with what they say instead.
    sides: Vec<Side<'s, 'a>>,
    is_among_sources: bool,
}

/// What some sources say.
struct Side<'s, 'a> {
    cell: Cell,
    says: String,
    sources: Vec<&'s SourceEntry<'a>>,
}

impl Dispute<'_, '_> {
    /// How bad it is: disputes among sources first, then by how many stand against the largest
    /// side, then by how many differ from the claim.
    fn weight(&self) -> (bool, usize, usize) {
        let on = |cell| {
            let sides = self.sides.iter().filter(|side| side.cell == cell);
            sides.map(|side| side.sources.len()).sum::<usize>()
        };
        let mixed = on(Cell::Mixed);
        let (with, against) = (on(Cell::Supports) + mixed, on(Cell::Contradicts) + mixed);
        (self.is_among_sources, with.min(against), against)
    }
}

pub(super) fn page(site: &Site<'_>) -> Page {
    let mut disputes: Vec<Dispute<'_, '_>> = site
        .claims
        .iter()
        .flat_map(|claim| disputes(site, claim))
        .collect();
    disputes.sort_by_key(|dispute| Reverse(dispute.weight()));
    let among = disputes
        .iter()
        .filter(|dispute| dispute.is_among_sources)
        .count();
    let (among, against) = disputes.split_at(among);
    let main = html! {
        h1 { "Disagreements" }
        p.lead { "Parts of claims on which the sources differ, worst first: the more sources stand on \
            either side, the higher." }
        section aria-labelledby="among" {
            h2 #among { "Between sources " span.n { (number(among.len())) } }
            @if among.is_empty() { p.none { "No two sources differ on a part of these claims." } }
            @for dispute in among { (shown(dispute)) }
        }
        section aria-labelledby="against" {
            h2 #against { "With the claim alone " span.n { (number(against.len())) } }
            @if against.is_empty() { p.none { "Where sources contradict a claim, another one supports it." } }
            @else { p.hint { "The sources that speak of it say otherwise, and none says what the claim does." } }
            @for dispute in against { (shown(dispute)) }
        }
    };
    Page::new("disagreements.html", "Disagreements", main)
}

/// The parts of one claim that somebody contradicts, or dates that cannot both be right.
fn disputes<'s, 'a>(site: &'s Site<'a>, claim: &'s ClaimEntry<'a>) -> Vec<Dispute<'s, 'a>> {
    let mut parts: Vec<(FacetKind, &'a str)> = Vec::new();
    for verdict in speaking(claim) {
        for facet in &verdict.facets {
            let part = (facet.kind, facet.value.as_str());
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts
        .into_iter()
        .filter_map(|part| dispute(site, claim, part))
        .collect()
}

fn speaking<'a>(claim: &ClaimEntry<'a>) -> impl Iterator<Item = &'a ClaimVerdict> {
    claim
        .verdicts
        .iter()
        .filter(|verdict| verdict.label != Label::Omits)
}

fn dispute<'s, 'a>(
    site: &'s Site<'a>,
    claim: &'s ClaimEntry<'a>,
    (kind, value): (FacetKind, &'a str),
) -> Option<Dispute<'s, 'a>> {
    let mut sides: BTreeMap<(Cell, String), Vec<&SourceEntry<'_>>> = BTreeMap::new();
    let mut dates: Vec<Interval> = Vec::new();
    for verdict in speaking(claim) {
        let source = site.source(verdict);
        let own = verdict
            .facets
            .iter()
            .filter(|facet| facet.kind == kind && facet.value == value);
        for facet in own.filter(|facet| facet.label != Label::Omits) {
            let side = match (verdict.label, kind) {
                (Label::Mixed, FacetKind::Event) => (Cell::Mixed, "both".to_owned()),
                _ => (Cell::of_label(facet.label), said(facet)),
            };
            sides.entry(side).or_default().push(source);
            dates.extend(interval(facet).filter(|_| kind == FacetKind::Date));
        }
    }
    let has = |cell| sides.keys().any(|(own, _)| *own == cell);
    let is_among_sources =
        has(Cell::Mixed) || (has(Cell::Supports) && has(Cell::Contradicts)) || are_apart(&dates);
    if !is_among_sources && !has(Cell::Contradicts) {
        return None;
    }
    let sides = sides.into_iter().map(|((cell, says), sources)| Side {
        cell,
        says,
        sources,
    });
    Some(Dispute {
        claim,
        kind,
        value,
        sides: sides.collect(),
        is_among_sources,
    })
}

/// What a source gives for a facet: the value found, else what agreeing or differing means.
fn said(facet: &Facet) -> String {
    match (&facet.found, facet.label, facet.kind) {
        (Some(found), _, _) => found.clone(),
        (None, Label::Supports, FacetKind::Event) => facet.reason.summary().to_owned(),
        (None, Label::Supports, _) => facet.value.clone(),
        _ => facet.reason.summary().to_owned(),
    }
}

fn interval(facet: &Facet) -> Option<Interval> {
    let found = EdtfDate::parse(facet.found.as_deref()?).ok()?;
    Some(found.hull())
}

/// Whether two of the dates have no day in common.
fn are_apart(dates: &[Interval]) -> bool {
    let last_start = dates.iter().map(|date| date.first).max();
    let first_end = dates.iter().map(|date| date.last).min();
    last_start > first_end
}

fn shown(dispute: &Dispute<'_, '_>) -> Markup {
    let Dispute {
        claim, kind, value, ..
    } = dispute;
    html! {
        div.dispute {
            h3 { span.kind { (kind.as_str()) } " of "
                a href={ "claims/" (claim.name) ".html" } dir="auto" { (line(&claim.claim.text)) } }
            div.scroll tabindex="0" role="region" aria-label={ (kind.as_str()) " of " (claim.claim.id) } { table.plain {
                thead { tr { th scope="col" { "Verdict" } th scope="col" { "What is said" } th.n scope="col" { "Sources" } th scope="col" { "Who" } } }
                tbody {
                    @for side in &dispute.sides {
                        tr {
                            td { (legend::word(side.cell)) }
                            td { strong { (inline(&side.says)) }
                                @if side.cell == Cell::Contradicts && *kind != FacetKind::Event { " " span.why { "not " (inline(value)) } } }
                            td.n { (number(side.sources.len())) }
                            td { (who(claim, &side.sources)) }
                        }
                    }
                }
            } }
        }
    }
}

/// Names of sources, each leading to its passage; from a page at the top.
pub(super) fn who(claim: &ClaimEntry<'_>, sources: &[&SourceEntry<'_>]) -> Markup {
    let named = sources.len().min(MOST_NAMED);
    html! {
        @for (n, source) in sources[..named].iter().enumerate() {
            @if n > 0 { ", " }
            a href={ "articles/" (source.name) ".html#c-" (claim.name) } { (inline(&source.info.id)) }
        }
        @if named < sources.len() { ", and " (counted(sources.len() - named, "more source")) }
    }
}
