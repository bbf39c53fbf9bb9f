//! All claims, a row each.

use maud::html;

use super::legend;
use super::page::{Page, Script};
use super::site::Site;
use super::text::{counted, line, number};

pub(super) fn page(site: &Site<'_>) -> Page {
    let main = html! {
        h1 { "Claims" }
        p.lead { (counted(site.claims.len(), "claim")) ", checked against " (counted(site.sources.len(), "source")) "." }
        div.scroll tabindex="0" role="region" aria-label="All claims" {
            table.plain.sortable {
                thead { tr {
                    th scope="col" { "Claim" }
                    th.n scope="col" data-first="descending" { "Supports" }
                    th.n scope="col" data-first="descending" { "Independent" }
                    th.n scope="col" data-first="descending" { "Contradicts" }
                    th.n scope="col" data-first="descending" { "Mixed" }
                    th.n scope="col" data-first="descending" { "Omits" }
                    td { "Share" }
                } }
                tbody { @for claim in &site.claims { tr {
                    th scope="row" {
                        a href={ "claims/" (claim.name) ".html" } dir="auto" { (line(&claim.claim.text)) }
                        " " code { (claim.claim.id) }
                    }
                    td.n { (number(claim.counts.supports)) }
                    td.n { (number(claim.counts.independent_supports)) }
                    td.n { (number(claim.counts.contradicts)) }
                    td.n { (number(claim.counts.mixed)) }
                    td.n { (number(claim.counts.omits)) }
                    td.share { (legend::bar(claim.spread, "source")) }
                } } }
            }
        }
    };
    Page {
        script: Some(Script::List),
        ..Page::new("claims.html", "Claims", main)
    }
}
