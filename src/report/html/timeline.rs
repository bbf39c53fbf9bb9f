//! The timeline: what each source says happened when.

use std::cmp::Reverse;
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

/// Days between two dates that are drawn in full; of a longer gap this much is left.
const LONGEST_GAP: i64 = 45;

/// Where days are drawn. Long stretches in which no date begins or ends are cut short, so that one
/// claim about another year does not press the others into a corner.
struct Scale {
    /// Days on which something begins or ends, in order, with their place.
    stops: Vec<(Date, i64)>,
    /// Places where days were left out.
    cuts: Vec<i64>,
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
                    p.hint.drawn { "From " (day(scale.first())) " to " (day(scale.last())) ". A bar covers the days that \
                        sources give; the dark line below it is what the claim says."
                        @if scale.cuts().next().is_some() { " A dashed line stands where a long time without dates is left out." } }
                    (by_claim(&rows, &scale))
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
        let found = rows.iter().flat_map(|row| &row.found);
        let mut days: Vec<Date> = found
            .flat_map(|found| [Some(found.days.first), found.days.last.tomorrow().ok()])
            .flatten()
            .filter(|day| *day != Date::MIN)
            .collect();
        days.sort_unstable();
        days.dedup();
        let mut at = 0;
        let mut scale = Self {
            stops: vec![(*days.first()?, 0)],
            cuts: Vec::new(),
        };
        for pair in days.windows(2) {
            let gap = i64::from(
                Interval {
                    first: pair[0],
                    last: pair[1],
                }
                .n_days(),
            ) - 1;
            if gap > LONGEST_GAP {
                scale.cuts.push(at + LONGEST_GAP / 2);
            }
            at += gap.min(LONGEST_GAP);
            scale.stops.push((pair[1], at));
        }
        (at > 0).then_some(scale)
    }

    fn first(&self) -> Date {
        self.stops[0].0
    }

    /// The last day drawn: the one before the last stop.
    fn last(&self) -> Date {
        let (end, _) = self.stops[self.stops.len() - 1];
        end.yesterday().unwrap_or(end)
    }

    /// Place of the beginning of a day, of [`WIDE`].
    fn at(&self, day: Date) -> i64 {
        let length = self.stops[self.stops.len() - 1].1;
        let next = self.stops.partition_point(|(stop, _)| *stop <= day);
        let place = match (
            next.checked_sub(1).map(|at| self.stops[at]),
            self.stops.get(next),
        ) {
            (None, _) => 0,
            (Some((_, at)), None) => at,
            (Some((from, at)), Some((to, end))) => {
                let part = i64::from(
                    Interval {
                        first: from,
                        last: day,
                    }
                    .n_days(),
                ) - 1;
                let whole = i64::from(
                    Interval {
                        first: from,
                        last: *to,
                    }
                    .n_days(),
                ) - 1;
                at + (end - at) * part / whole.max(1)
            }
        };
        place * WIDE / length
    }

    /// Left end and width of an interval, at least a hair.
    fn place(&self, days: Interval) -> Option<(i64, i64)> {
        if days.last < self.first() || days.first > self.last() {
            return None;
        }
        let left = self.at(days.first);
        let right = days.last.tomorrow().map_or(WIDE, |day| self.at(day));
        let wide = (right - left).max(6);
        Some((left.min(WIDE - wide), wide))
    }

    fn cuts(&self) -> impl Iterator<Item = i64> {
        let length = self.stops[self.stops.len() - 1].1;
        self.cuts.iter().map(move |at| at * WIDE / length)
    }
}

fn by_claim(rows: &[Row<'_, '_>], scale: &Scale) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Dates by claim" { table.plain.timeline {
            thead { tr {
                th scope="col" { "Claim" }
                td.strip aria-hidden="true" { span { (scale.first()) } span { (scale.last()) } }
                th scope="col" { "Dates given" }
            } }
            tbody { @for row in rows { tr {
                th scope="row" { a href={ "claims/" (row.claim.name) ".html" } dir="auto" { (line(&row.claim.claim.text)) } }
                td.strip { (strip(row, scale)) }
                td { ul { @for found in &row.found { li {
                    (legend::letter(Cell::of_label(found.label))) " "
                    strong.nobreak { (inline(found.text)) } " × " (number(found.sources.len()))
                } } } }
            } } }
        } }
    }
}

fn strip(row: &Row<'_, '_>, scale: &Scale) -> Markup {
    let claimed = row.claim.claim.date.as_ref();
    html! {
        svg.strip viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" {
            rect.ground x="0" y="9" width="1000" height="1" {}
            @for x in scale.cuts() { line.cut x1=(x) x2=(x) y1="0" y2="20" vector-effect="non-scaling-stroke" {} }
            @for found in in_front_last(&row.found) {
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

/// What contradicts lies in front of what supports, and that in front of what leaves it open.
fn in_front_last<'s, 'a>(found: &'s [Found<'s, 'a>]) -> Vec<&'s Found<'s, 'a>> {
    let mut sorted: Vec<&Found<'_, '_>> = found.iter().collect();
    sorted.sort_by_key(|found| Reverse(Cell::of_label(found.label)));
    sorted
}

/// What is dated to the same days.
type Entries<'r, 's, 'a> = Vec<(&'r Row<'s, 'a>, &'r Found<'s, 'a>)>;

fn by_day(rows: &[Row<'_, '_>]) -> Markup {
    let mut days: BTreeMap<(Date, Date, &str), Entries<'_, '_, '_>> = BTreeMap::new();
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
                        @if row.found.iter().any(|other| other.days != found.days) { " " span.tag { "dates differ" } }
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
