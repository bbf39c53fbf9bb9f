//! The timeline: what each source says happened when.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};

use crate::claims::Label;
use crate::judge::FacetKind;
use crate::value::{EdtfDate, Interval};

use super::disagreement::who;
use super::legend::{self, Cell};
use super::page::Page;
use super::site::{ClaimEntry, Site, SourceEntry};
use super::text::{counted, inline, line, number};

/// Width of the drawing, in its own units.
const WIDE: i64 = 1000;

/// A claim with the dates that sources give it.
struct Row<'s, 'a> {
    claim: &'s ClaimEntry<'a>,
    found: Vec<Found<'s, 'a>>,
}

/// One date, with who gives it.
struct Found<'s, 'a> {
    text: &'a str,
    days: Interval,
    label: Label,
    sources: Vec<&'s SourceEntry<'a>>,
}

/// The days that the drawing spans.
#[derive(Clone, Copy)]
struct Scale {
    first: Date,
    days: i64,
}

pub(super) fn page(site: &Site<'_>) -> Page {
    let mut rows: Vec<Row<'_, '_>> = site
        .claims
        .iter()
        .filter_map(|claim| row(site, claim))
        .collect();
    rows.sort_by_key(|row| row.found.iter().map(|found| found.days.first).min());
    let scale = Scale::new(&rows);
    let main = html! {
        h1 { "Timeline" }
        p.lead { "When the sources say it happened: " (counted(rows.len(), "claim")) " with a date." }
        @match scale {
            None => p.none { "No source gives a date for any of these claims." },
            Some(scale) => {
                section aria-labelledby="lines" {
                    h2 #lines { "By claim" }
                    p.hint { "From " (day(scale.first)) " to " (day(scale.last())) ". A bar covers the days that \
                        sources give; the line below it is what the claim says." }
                    (by_claim(&rows, scale))
                }
                section aria-labelledby="days" {
                    h2 #days { "By day" }
                    (by_day(&rows))
                }
            }
        }
    };
    Page::new("timeline.html", "Timeline", main)
}

fn row<'s, 'a>(site: &'s Site<'a>, claim: &'s ClaimEntry<'a>) -> Option<Row<'s, 'a>> {
    let mut found: BTreeMap<(Date, Date, &str, Label), Vec<&SourceEntry<'_>>> = BTreeMap::new();
    for verdict in claim.verdicts {
        if verdict.label == Label::Omits {
            continue;
        }
        for facet in verdict
            .facets
            .iter()
            .filter(|facet| facet.kind == FacetKind::Date)
        {
            let Some(text) = facet.found.as_deref() else {
                continue;
            };
            let Ok(date) = EdtfDate::parse(text) else {
                continue;
            };
            let days = date.hull();
            let key = (days.first, days.last, text, facet.label);
            found.entry(key).or_default().push(site.source(verdict));
        }
    }
    let found: Vec<Found<'_, '_>> = found
        .into_iter()
        .map(|((first, last, text, label), sources)| Found {
            text,
            days: Interval { first, last },
            label,
            sources,
        })
        .collect();
    (!found.is_empty()).then_some(Row { claim, found })
}

impl Scale {
    /// From the first to the last day that a source gives. Open ends are left out.
    fn new(rows: &[Row<'_, '_>]) -> Option<Self> {
        let days = || {
            let found = rows.iter().flat_map(|row| &row.found);
            found.flat_map(|found| [found.days.first, found.days.last])
        };
        let closed = || days().filter(|day| *day != Date::MIN && *day != Date::MAX);
        let (first, last) = (closed().min()?, closed().max()?);
        let days = i64::from(Interval { first, last }.n_days());
        Some(Self { first, days })
    }

    fn last(self) -> Date {
        self.first
            .checked_add(jiff::Span::new().days(self.days - 1))
            .unwrap_or(Date::MAX)
    }

    /// Where an interval is drawn: its left end and its width, at least a hair.
    fn place(self, days: Interval) -> Option<(i64, i64)> {
        let last = self.last();
        if days.last < self.first || days.first > last {
            return None;
        }
        let clipped = |day: Date| day.clamp(self.first, last);
        let before = Interval {
            first: self.first,
            last: clipped(days.first),
        }
        .n_days();
        let own = Interval {
            first: clipped(days.first),
            last: clipped(days.last),
        }
        .n_days();
        let left = (i64::from(before) - 1) * WIDE / self.days;
        let wide = (i64::from(own) * WIDE / self.days).max(6);
        Some((left.min(WIDE - wide), wide))
    }
}

fn by_claim(rows: &[Row<'_, '_>], scale: Scale) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Dates by claim" { table.plain.timeline {
            thead { tr {
                th scope="col" { "Claim" }
                td.strip aria-hidden="true" { span { (scale.first) } span { (scale.last()) } }
                th scope="col" { "Dates given" }
            } }
            tbody { @for row in rows { tr {
                th scope="row" { a href={ "claims/" (row.claim.name) ".html" } dir="auto" { (line(&row.claim.claim.text)) } }
                td.strip { (strip(row, scale)) }
                td { ul { @for found in &row.found { li {
                    (legend::letter(Cell::of_label(found.label))) " "
                    strong { (inline(found.text)) } " × " (number(found.sources.len()))
                } } } }
            } } }
        } }
    }
}

fn strip(row: &Row<'_, '_>, scale: Scale) -> Markup {
    let claimed = row.claim.claim.date.as_ref();
    html! {
        svg.strip viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" {
            rect.ground x="0" y="9" width="1000" height="1" {}
            @for found in &row.found {
                @if let Some((x, wide)) = scale.place(found.days) {
                    rect class=(Cell::of_label(found.label).class()) x=(x) y="3" width=(wide) height="11" {}
                }
            }
            @for days in claimed.iter().flat_map(|date| &date.intervals) {
                @if let Some((x, wide)) = scale.place(*days) {
                    rect.claimed x=(x) y="16" width=(wide) height="3" {}
                }
            }
        }
    }
}

fn by_day(rows: &[Row<'_, '_>]) -> Markup {
    let mut days: BTreeMap<(Date, Date, &str), Vec<(&Row<'_, '_>, &Found<'_, '_>)>> =
        BTreeMap::new();
    for row in rows {
        for found in &row.found {
            let key = (found.days.first, found.days.last, found.text);
            days.entry(key).or_default().push((row, found));
        }
    }
    html! {
        ol.days { @for ((first, last, text), entries) in &days {
            li {
                h3 { @if first == last { (day(*first)) " " } @else { span.range { (span(*first, *last)) } " " } code { (inline(text)) } }
                ul.claims { @for (row, found) in entries {
                    li {
                        (legend::letter(Cell::of_label(found.label))) " "
                        a href={ "claims/" (row.claim.name) ".html" } dir="auto" { (line(&row.claim.claim.text)) }
                        " " span.why { "says " (who(row.claim, &found.sources)) }
                        @if row.found.len() > 1 { " " span.tag { "dates differ" } }
                    }
                } }
            }
        } }
    }
}

fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn span(first: Date, last: Date) -> String {
    match (first == Date::MIN, last == Date::MAX) {
        (true, _) => format!("until {}", day(last)),
        (_, true) => format!("from {} on", day(first)),
        _ => format!("{} to {}", day(first), day(last)),
    }
}
