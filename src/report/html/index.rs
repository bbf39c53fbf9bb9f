//! The matrix: claims down, sources across. A page of it is drawn here, so that it works on paper
//! and without scripts; the script draws any other part from the data that stands beside it.

use std::cmp::Ordering;

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::report::{Report, visible};

use super::legend::{self, Cell};
use super::page::{Page, Script};
use super::site::{ClaimEntry, Site, SourceEntry};
use super::text::{counted, inline, line, number};

/// Rows and columns drawn at a time.
const ROWS: usize = 50;
const COLUMNS: usize = 40;

pub(super) fn page(site: &Site<'_>) -> Page {
    let columns = columns(site);
    let shown = &columns[..columns.len().min(COLUMNS)];
    let rows = &site.claims[..site.claims.len().min(ROWS)];
    let is_whole = shown.len() == columns.len() && rows.len() == site.claims.len();
    let main = html! {
        h1 { "Claims and sources" }
        (summary(site.report, site))
        (controls(site))
        p.status #status role="status" {
            @if !is_whole {
                "The first " (rows.len()) " of " (counted(site.claims.len(), "claim")) " and the first " (shown.len())
                " of " (counted(site.sources.len(), "source")) ". The page of each "
                a href="claims.html" { "claim" } " and each " a href="sources.html" { "source" } " has all."
            }
        }
        div.pager #pager hidden {}
        div.matrix tabindex="0" role="region" aria-label="Matrix of claims and sources" {
            table #matrix {
                caption.vh { "Verdict of each source on each claim" }
                (head(site, shown))
                tbody { @for claim in rows { (row(claim, shown)) } }
            }
        }
        p.hint #keys hidden { "In the table, arrow keys go from cell to cell, Home and End along the row, Enter opens." }
        (legend::legend())
    };
    Page {
        script: Some(Script::Index),
        data: Some(data(site, &columns)),
        ..Page::new("index.html", "Claims and sources", main)
    }
}

/// What it is about, in one line, and what the gate says.
fn summary(report: Report<'_>, site: &Site<'_>) -> Markup {
    let tally = report.tally();
    html! {
        p.lead {
            (counted(site.claims.len(), "claim")) ", " (counted(site.sources.len(), "source")) ", "
            (counted(report.n_sentences(), "sentence")) ": "
            (number(tally.supports)) " supports (" (number(tally.supports - tally.complete)) " in part), "
            (number(tally.contradicts)) " contradicts, " (number(tally.mixed)) " mixed, "
            (number(tally.omits)) " omits."
        }
        @if let Some(gate) = report.gate {
            @let list = [&gate.failures, &gate.warnings];
            p.gate-line {
                @if gate.is_passed() { strong { "Policies and expectations hold." } }
                @else { strong.bad { (counted(gate.failures.len(), "failure")) " of policies or expectations." } }
                @if !gate.warnings.is_empty() { " " (counted(gate.warnings.len(), "warning")) "." }
            }
            @if list.iter().any(|entries| !entries.is_empty()) {
                details.entries {
                    summary { "What the policies and expectations say" }
                    ul.gate {
                        @for (word, entries) in ["Failure", "Warning"].into_iter().zip(list) {
                            @for entry in entries {
                                li class=(word.to_lowercase()) {
                                    strong { (word) } ": "
                                    @if let Some(claim) = site.claims.iter().find(|claim| Some(claim.at) == entry.claim) {
                                        a href={ "claims/" (claim.name) ".html" } { (claim.claim.id) } ": "
                                    }
                                    (inline(&entry.finding.to_string()))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Filters; they come alive with the script.
fn controls(site: &Site<'_>) -> Markup {
    let tags = tags(site);
    html! {
        form.controls #controls hidden aria-label="Filter the matrix" {
            label { "Claim " input type="search" name="q" autocomplete="off" spellcheck="false"; }
            label { "Source " input type="search" name="src" autocomplete="off" spellcheck="false"; }
            fieldset {
                legend { "Verdict" }
                @for cell in [Cell::Supports, Cell::Partial, Cell::Contradicts, Cell::Mixed, Cell::Omits] {
                    label.check title=(cell.word()) {
                        input type="checkbox" name="v" value=(cell.letter());
                        (legend::letter(cell))
                    }
                }
            }
            @if !tags.is_empty() {
                label { "Tag " select name="tag" {
                    option value="" { "any" }
                    @for tag in &tags { option value=(visible(tag)) { (visible(tag)) } }
                } }
            }
            @if !site.groups.is_empty() {
                label { "Group " select name="group" {
                    option value="" { "any" }
                    @for group in &site.groups { option value=(visible(group)) { (visible(group)) } }
                } }
            }
            label { "Order of sources " select name="cols" {
                option value="" { (if site.groups.is_empty() { "by name" } else { "by group" }) }
                @if !site.groups.is_empty() { option value="name" { "by name" } }
                option value="date" { "by day of publication" }
                option value="contradicts" { "most contradictions first" }
                option value="supports" { "most supports first" }
            } }
            button type="reset" { "Show all" }
        }
    }
}

fn tags<'a>(site: &Site<'a>) -> Vec<&'a str> {
    let mut tags: Vec<&str> = site
        .claims
        .iter()
        .flat_map(|claim| claim.claim.tags.iter().map(String::as_str))
        .collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// The group that a source's column stands under: the first of its own.
fn group_of<'a>(source: &SourceEntry<'a>) -> Option<&'a str> {
    source.article.meta.groups.first().map(String::as_str)
}

/// Sources in the order of columns: by group, those without one last, then by id.
fn columns<'s, 'a>(site: &'s Site<'a>) -> Vec<&'s SourceEntry<'a>> {
    let mut columns: Vec<&SourceEntry<'_>> = site.sources.iter().collect();
    columns.sort_by(|a, b| match (group_of(a), group_of(b)) {
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    columns
}

const COUNTS: [(Cell, &str); 4] = [
    (Cell::Supports, "supports"),
    (Cell::Contradicts, "contradicts"),
    (Cell::Mixed, "mixed"),
    (Cell::Omits, "omits"),
];

fn head(site: &Site<'_>, shown: &[&SourceEntry<'_>]) -> Markup {
    let rows = if site.groups.is_empty() { 1 } else { 2 };
    html! {
        thead {
            @if rows == 2 { tr.groups {
                td colspan="5" {}
                @for (group, n) in spans(shown) {
                    th scope="colgroup" colspan=(n) { @match group { Some(group) => (inline(group)), None => "no group" } }
                }
            } }
            tr.sources {
                th.claim scope="col" data-sort="claim" { "Claim" }
                @for (cell, key) in COUNTS { th.n scope="col" data-sort=(key) title=(cell.word()) { (legend::letter(cell)) } }
                @for source in shown { th.source scope="col" { a href={ "sources/" (source.name) ".html" } { (inline(&source.info.id)) } } }
            }
        }
    }
}

/// Neighbouring columns of one group.
fn spans<'a>(shown: &[&SourceEntry<'a>]) -> Vec<(Option<&'a str>, usize)> {
    let mut spans: Vec<(Option<&str>, usize)> = Vec::new();
    for source in shown {
        let group = group_of(source);
        match spans.last_mut() {
            Some((last, n)) if *last == group => *n += 1,
            _ => spans.push((group, 1)),
        }
    }
    spans
}

fn row(claim: &ClaimEntry<'_>, shown: &[&SourceEntry<'_>]) -> Markup {
    html! {
        tr {
            th.claim scope="row" {
                a href={ "claims/" (claim.name) ".html" } title=(visible(&claim.claim.text)) dir="auto" { (line(&claim.claim.text)) }
                code { (claim.claim.id) }
            }
            td.n { (number(claim.counts.supports))
                @if claim.counts.independent_supports != claim.counts.supports {
                    small { " (" (number(claim.counts.independent_supports)) span.vh { " independent" } ")" }
                } }
            td.n { (number(claim.counts.contradicts)) }
            td.n { (number(claim.counts.mixed)) }
            td.n { (number(claim.counts.omits)) }
            @for source in shown {
                @let cell = Cell::of(claim.verdict(source.at));
                td.cell { a class={ "v " (cell.class()) } aria-label=(cell.word())
                    href={ "articles/" (source.name) ".html#c-" (claim.name) } { (cell.letter()) } }
            }
        }
    }
}

/// Everything that the script draws from: a letter for each cell, sources in column order.
fn data(site: &Site<'_>, columns: &[&SourceEntry<'_>]) -> Value {
    let claims: Vec<Value> = site
        .claims
        .iter()
        .map(|claim| {
            let cells: String = columns
                .iter()
                .map(|source| Cell::of(claim.verdict(source.at)).letter())
                .collect();
            json!({
                "id": claim.claim.id,
                "text": visible(&claim.claim.text),
                "file": claim.name,
                "tags": plain(&claim.claim.tags),
                "independent": claim.counts.independent_supports,
                "cells": cells,
            })
        })
        .collect();
    let sources: Vec<Value> = columns
        .iter()
        .map(|source| {
            let outlet = source.article.meta.publisher.as_deref().unwrap_or("");
            let first = source
                .article
                .meta
                .published
                .as_ref()
                .map(|date| date.hull().first);
            json!({
                "id": visible(&source.info.id),
                "file": source.name,
                "outlet": visible(outlet),
                "groups": plain(&source.article.meta.groups),
                "day": first.map_or(String::new(), |day| day.to_string()),
            })
        })
        .collect();
    json!({ "rows": ROWS, "columns": COLUMNS, "claims": claims, "sources": sources })
}

fn plain(texts: &[String]) -> Vec<String> {
    let plain = texts.iter().map(|text| visible(text).into_owned());
    plain.collect()
}
