//! The page of an article: its text, and beside it every claim with what the text says of it.

use maud::{Markup, html};

use crate::claims::Label;
use crate::judge::{Candidate, ClaimVerdict};
use crate::report::finding::head_reason;
use crate::report::place::Places;

use super::citation::citation;
use super::facets;
use super::legend::{self, Cell};
use super::marks::Marks;
use super::page::{Page, Script};
use super::site::{ClaimEntry, Site, SourceEntry};
use super::source::{byline, heading};
use super::text::{counted, inline, line};

pub(super) fn page(site: &Site<'_>, source: &SourceEntry<'_>) -> Page {
    let marks = Marks::new(site, source.at);
    let places = site.places();
    let mut spoken: Vec<&ClaimEntry<'_>> = Vec::new();
    let mut silent: Vec<&ClaimEntry<'_>> = Vec::new();
    for claim in &site.claims {
        if is_silent(claim.verdict(source.at)) {
            silent.push(claim);
        } else {
            spoken.push(claim);
        }
    }
    spoken.sort_by_key(|claim| Cell::of(claim.verdict(source.at)));
    let main = html! {
        (heading(source, html! { a href=(source.href()) { "About this source" } }))
        div.reading {
            section.findings aria-labelledby="findings" {
                h2 #findings { "What it says of the claims" }
                p.hint { "Choose a claim to see its words marked in the text." }
                @for claim in &spoken {
                    (finding(site, &places, source, claim, &marks))
                }
                @if !silent.is_empty() {
                    (silence(&silent))
                }
            }
            article.text aria-labelledby="text" lang=[language(source)] {
                h2.headline #text dir="auto" {
                    @if source.article.title.is_some() {
                        (marks.title(site, source))
                    } @else {
                        (line(&source.info.id))
                    }
                }
                (byline(source))
                (marks.body(site, source))
            }
        }
    };
    Page {
        script: Some(Script::Article),
        ..Page::new(
            format!("articles/{}.html", source.name),
            source.plain_id(),
            main,
        )
    }
}

/// Language of the article, if it is given as a plain tag.
fn language<'a>(source: &'a SourceEntry<'_>) -> Option<&'a str> {
    let language = source.article.meta.language.as_deref()?;
    let is_tag = language
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_tag && !language.is_empty()).then_some(language)
}

/// Nothing was found that could be shown.
fn is_silent(verdict: &ClaimVerdict) -> bool {
    verdict.label == Label::Omits && verdict.nearest.is_none()
}

/// One claim in this article; closed until it is asked for.
fn finding(
    site: &Site<'_>,
    places: &Places<'_>,
    source: &SourceEntry<'_>,
    claim: &ClaimEntry<'_>,
    marks: &Marks,
) -> Markup {
    let verdict = claim.verdict(source.at);
    let cell = Cell::of(verdict);
    html! {
        details.finding name="finding" data-row=(claim.row) {
            summary {
                (legend::letter(cell)) " " span dir="auto" { (line(&claim.claim.text)) }
            }
            div id={ "c-" (claim.name) } tabindex="-1" {
                p.verdict {
                    (legend::word(cell)) ": "
                    @if verdict.label == Label::Mixed { "one passage says so, and another, said by somebody else, the opposite" }
                    @else { (facets::reason(head_reason(verdict))) }
                }
                @if let Some(reason) = site.accepted(claim.at, source.at) {
                    p.note { "Accepted by a person: " (inline(reason)) }
                }
                @if let Some(label) = claim.expected(&source.info.id) {
                    (expected(label, verdict.label))
                }
                @if let Some(nearest) = &verdict.nearest {
                    (not_taken(source, nearest, marks))
                } @else {
                    (facets::table(source, &verdict.facets, &format!("Parts of {}", claim.claim.id)))
                    (passages(places, source, verdict, marks))
                }
                p.links {
                    a href=(claim.href()) { "All sources on this claim" }
                    " · " code { "corroborate explain " (claim.claim.id) " " (inline(&source.info.id)) }
                }
            }
        }
    }
}

/// The nearest passage of an omission: where it stands, and how each part of the claim fares there.
fn not_taken(source: &SourceEntry<'_>, nearest: &Candidate, marks: &Marks) -> Markup {
    html! {
        h3 { "Nearest passage, not taken" }
        @if let Some(n) = marks.number(nearest.part, nearest.span) {
            p { a.jump href={ "#p" (n) } { "in the text" } }
        }
        ul.parts-there {
            @for facet in &nearest.facets {
                li {
                    (legend::letter(Cell::of_label(facet.label))) " "
                    (facet.kind.as_str()) " " (inline(&facet.value)) ": " (facet.reason.summary())
                    @if facet.label == Label::Contradicts { ", " (facets::found(source, facet)) }
                }
            }
        }
    }
}

fn expected(expected: Label, found: Label) -> Markup {
    let word = legend::word(Cell::of_label(expected));
    html! {
        @if expected == found {
            p.note { "A person read the same: " (word) }
        } @else {
            p.note { strong { "A person read otherwise: " } (word) }
        }
    }
}

/// The deciding passages: where they stand, who says them, and a citation.
fn passages(
    places: &Places<'_>,
    source: &SourceEntry<'_>,
    verdict: &ClaimVerdict,
    marks: &Marks,
) -> Markup {
    html! {
        @if !verdict.evidence.is_empty() {
            h3 { (if verdict.evidence.len() == 1 { "Deciding passage" } else { "Deciding passages" }) }
            ol.evidence {
                @for evidence in &verdict.evidence {
                    li {
                        @if verdict.label == Label::Mixed {
                            (legend::word(Cell::of_label(evidence.label))) " "
                        }
                        @if let Some(n) = marks.number(evidence.part, evidence.span) {
                            a.jump href={ "#p" (n) } { "in the text" } ", "
                        }
                        (super::passage::place(places, source.at, evidence.part, evidence.span))
                        @match &evidence.said_by {
                            Some(said) => { ", said by " (inline(&said.text)) }
                            None => ", in its own voice",
                        }
                        (citation(places, source, evidence.part, evidence.span))
                    }
                }
            }
        }
    }
}

/// Claims of which the article says nothing at all.
fn silence(silent: &[&ClaimEntry<'_>]) -> Markup {
    html! {
        details.finding.silent {
            summary { (legend::letter(Cell::Omits)) " Says nothing of " (counted(silent.len(), "claim")) }
            ul {
                @for claim in silent {
                    li id={ "c-" (claim.name) } tabindex="-1" {
                        a href=(claim.href()) { span dir="auto" { (line(&claim.claim.text)) } }
                    }
                }
            }
        }
    }
}
