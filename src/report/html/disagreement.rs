//! Disagreements: parts of claims on which the sources differ, worst first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::claims::Label;
use crate::judge::{ClaimVerdict, Facet, FacetKind};
use crate::report::place::part_text;
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
    /// Sources that agree with the claim, those that differ by what they say instead.
    sides: Vec<Side<'s, 'a>>,
    is_among_sources: bool,
}

/// What some sources say.
struct Side<'s, 'a> {
    label: Label,
    says: String,
    sources: Vec<&'s SourceEntry<'a>>,
}

impl Dispute<'_, '_> {
    /// How bad it is: disputes among sources first, then by how many stand on the smaller side,
    /// then by how many say otherwise.
    fn weight(&self) -> (bool, usize, usize) {
        let on = |label| {
            let sides = self.sides.iter().filter(|side| side.label == label);
            sides.map(|side| side.sources.len()).sum::<usize>()
        };
        let (with, against) = (on(Label::Supports), on(Label::Contradicts));
        let smaller = if with == 0 {
            let largest = self.sides.iter().map(|side| side.sources.len()).max();
            against - largest.unwrap_or(0)
        } else {
            with.min(against)
        };
        (self.is_among_sources, smaller, against)
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
    let mut sides: BTreeMap<(Reverse<Label>, String), Vec<&SourceEntry<'_>>> = BTreeMap::new();
    let mut dates: Vec<Interval> = Vec::new();
    for verdict in speaking(claim) {
        let source = site.source(verdict);
        let own = verdict
            .facets
            .iter()
            .filter(|facet| facet.kind == kind && facet.value == value);
        for facet in own.filter(|facet| facet.label != Label::Omits) {
            let mut says = said(source, facet);
            if verdict.label == Label::Mixed && kind == FacetKind::Event {
                says = "both".to_owned();
            }
            let sources = sides.entry((Reverse(facet.label), says)).or_default();
            sources.push(source);
            if kind == FacetKind::Date {
                dates.extend(interval(facet));
            }
        }
    }
    let has = |label| sides.keys().any(|(Reverse(own), _)| *own == label);
    let n_against = sides
        .keys()
        .filter(|(Reverse(own), _)| *own == Label::Contradicts)
        .count();
    let is_mixed = kind == FacetKind::Event && sides.keys().any(|(_, says)| says == "both");
    let is_apart = are_apart(&dates);
    let is_among_sources =
        is_mixed || is_apart || n_against > 1 || (has(Label::Supports) && n_against > 0);
    if !is_among_sources && n_against == 0 {
        return None;
    }
    let sides = sides
        .into_iter()
        .map(|((Reverse(label), says), sources)| Side {
            label,
            says,
            sources,
        })
        .collect();
    Some(Dispute {
        claim,
        kind,
        value,
        sides,
        is_among_sources,
    })
}

/// What a source gives for a facet: the value found, else what agreeing means.
fn said(source: &SourceEntry<'_>, facet: &Facet) -> String {
    match (&facet.found, facet.span) {
        (Some(found), _) => found.clone(),
        (None, Some((part, span))) if facet.label == Label::Contradicts => {
            format!(
                "{}: “{}”",
                facet.reason.summary(),
                span.slice(part_text(source.article, part))
            )
        }
        _ if facet.label == Label::Supports => facet.value.clone(),
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
                            td { (legend::word(Cell::of_label(side.label))) }
                            td { strong { (inline(&side.says)) }
                                @if side.label == Label::Contradicts { " " span.why { "not " (inline(value)) } } }
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
