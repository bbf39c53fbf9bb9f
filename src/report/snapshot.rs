//! Plain text to accept and to compare: one page for each claim, one for the matrix.
//!
//! A page is read in diffs, so a source owns its lines, nothing is aligned across sources, and
//! there are no byte offsets: an article that changes above a quote changes nothing here.

use crate::claims::{Label, Status};
use crate::document::Part;
use crate::gate::Origins;
use crate::judge::{ClaimVerdict, Facet};
use crate::report::place::part_text;
use crate::report::{Report, Tally, finding, matrix, visible};

/// Name of the matrix page. A claim id has no underscore, so the two never meet.
pub const MATRIX: &str = "_matrix";

/// The page of one claim, by its position in the set.
#[must_use]
pub fn claim_snapshot(report: &Report<'_>, claim: usize) -> String {
    let of_claim = || {
        report
            .result
            .verdicts
            .iter()
            .filter(|own| own.claim == claim)
    };
    let mut tally = Tally::default();
    of_claim().for_each(|verdict| tally.add(verdict));
    let own = &report.claims.claims[claim];
    let origins = Origins::new(report.articles, report.result, Some(claim));
    let counts = counts(tally, origins.independent(claim, tally.supports));
    let mut page = format!("{}: {}\n{counts}\n", own.id, visible(&own.text));
    for verdict in of_claim() {
        page.push('\n');
        push_source(&mut page, *report, verdict);
    }
    page
}

/// The page of all claims that count: a line for each source that does not omit, and counts. Drafts
/// are left out, since nothing about them may fail.
#[must_use]
pub fn matrix_snapshot(report: &Report<'_>) -> String {
    let mut page = String::new();
    let origins = Origins::new(report.articles, report.result, None);
    let mut verdicts = report.result.verdicts.iter().peekable();
    let counting = report
        .active_claims()
        .filter(|(_, claim)| claim.status == Status::Active);
    for (at, claim) in counting {
        let mut tally = Tally::default();
        let mut rows = String::new();
        while verdicts.next_if(|verdict| verdict.claim < at).is_some() {}
        while let Some(verdict) = verdicts.next_if(|verdict| verdict.claim == at) {
            tally.add(verdict);
            if verdict.label != Label::Omits {
                let source = visible(report.source_id(verdict));
                rows.push_str(&format!("  {} {source}\n", matrix::letter(verdict)));
            }
        }
        let counts = counts(tally, origins.independent(at, tally.supports));
        page.push_str(&format!("{}: {counts}\n{rows}", claim.id));
    }
    page.push_str("\nS supports, s supports in part, C contradicts, M mixed; the others omit\n");
    page
}

/// `supports 4 (3 independent), …`; where all are, the bracket is left out.
fn counts(tally: Tally, independent: usize) -> String {
    let aside = if independent < tally.supports {
        format!(" ({independent} independent)")
    } else {
        String::new()
    };
    format!(
        "supports {}{aside}, contradicts {}, mixed {}, omits {}",
        tally.supports, tally.contradicts, tally.mixed, tally.omits
    )
}

fn push_source(page: &mut String, report: Report<'_>, verdict: &ClaimVerdict) {
    let source = visible(report.source_id(verdict));
    let word = verdict.label.as_str();
    let part = match (verdict.label, verdict.complete) {
        (Label::Supports, false) => " in part",
        _ => "",
    };
    page.push_str(&format!("{source}: {word}{part}"));
    if verdict.facets.is_empty() {
        page.push_str(&format!(" [{}]", finding::head_reason(verdict).code()));
    }
    page.push('\n');
    // An omitted event says it all: the other facets are omitted with it.
    let n_facets = match verdict.facets.first() {
        Some(event) if verdict.label == Label::Omits && event.label == Label::Omits => 1,
        _ => verdict.facets.len(),
    };
    for facet in &verdict.facets[..n_facets] {
        page.push_str(&facet_line(facet));
    }
    for evidence in &verdict.evidence {
        let said_by = evidence
            .said_by
            .as_ref()
            .map(|said| format!(", said by {}", visible(&said.text)))
            .unwrap_or_default();
        page.push_str(&format!(
            "  {}{}{said_by}: {}\n",
            evidence.label.as_str(),
            in_title(evidence.part),
            quote(report, verdict.source, evidence.part, evidence.span)
        ));
    }
    if let Some(nearest) = &verdict.nearest {
        page.push_str(&format!(
            "  nearest, rejected [{}]{}: {}\n",
            nearest.reason.code(),
            in_title(nearest.part),
            quote(report, verdict.source, nearest.part, nearest.span)
        ));
    }
}

/// `  date 2031-03-06: contradicts [date-outside], found 2031-03-04 from "Tuesday", …`
fn facet_line(facet: &Facet) -> String {
    let found = facet
        .found
        .as_ref()
        .map(|found| format!(", found {}", visible(found)))
        .unwrap_or_default();
    let chain = finding::chain(facet)
        .map(|chain| format!(", from {chain}"))
        .unwrap_or_default();
    format!(
        "  {} {}: {} [{}]{found}{chain}\n",
        facet.kind.as_str(),
        visible(&facet.value),
        facet.label.as_str(),
        facet.reason.code()
    )
}

fn in_title(part: Part) -> &'static str {
    match part {
        Part::Title => " in the title",
        Part::Body => "",
    }
}

fn quote(report: Report<'_>, source: usize, part: Part, span: crate::base::Span) -> String {
    let text = part_text(report.article(source), part);
    format!("\"{}\"", visible(span.slice(text)))
}

#[cfg(test)]
mod tests {
    use super::{claim_snapshot, matrix_snapshot};
    use crate::report::sample::{self, Sample};

    #[test]
    fn a_page_tells_verdicts_and_evidence() {
        let sample = Sample::new();
        assert_eq!(
            claim_snapshot(&sample.report(), 0),
            "harbour-talks: The Dockers' League and the Port Office met in Port Alba on 6 March 2031.
supports 1, contradicts 1, mixed 1, omits 2

evening-post: contradicts
  event meet: supports [event-stated]
  participant Dockers' League: supports [name-exact]
  participant Port Office: supports [name-exact]
  place Port Alba: supports [place-equal]
  date 2031-03-06: contradicts [date-outside], found 2031-03-04, from \"Tuesday\", published 2031-03-07 \u{2192} 2031-03-04
  contradicts, said by the harbour master: \"After weeks of silence the Dockers' League met the Port Office in Port Alba on Tuesday, the harbour master said.\"

harbour-news: supports
  event meet: supports [event-stated]
  participant Dockers' League: supports [name-exact]
  participant Port Office: supports [name-exact]
  place Port Alba: supports [place-equal]
  date 2031-03-06: supports [date-within], found 2031-03-06
  supports: \"Dockers' League and Port Office met in Port Alba on 6 March 2031 and agreed to go on.\"

morning-herald: omits
  event meet: omits [event-hypothetical]
  nearest, rejected [event-hypothetical]: \"The Dockers' League should meet the Port Office, readers wrote.\"

radio-log: mixed
  event meet: supports [event-stated]
  participant Dockers' League: supports [name-exact]
  participant Port Office: supports [name-exact]
  place Port Alba: omits [place-absent]
  date 2031-03-06: contradicts [date-outside], found 2031-03-05
  contradicts, said by The league: \"The league says they met a day earlier.\"
  supports: \"The Port Office says it met the Dockers' League on 6 March 2031.\"

weather: omits [event-not-mentioned]
"
        );
        assert!(claim_snapshot(&sample.report(), 1).contains("  supports in the title: \"Mayor"));
    }

    #[test]
    fn another_source_adds_lines_and_changes_counts_only() {
        let before = matrix_snapshot(&Sample::new().report());
        assert_eq!(
            before,
            "harbour-talks: supports 1, contradicts 1, mixed 1, omits 2
  C evening-post
  S harbour-news
  M radio-log
bridge-opening: supports 1, contradicts 0, mixed 0, omits 4
  s morning-herald

S supports, s supports in part, C contradicts, M mixed; the others omit
"
        );
        let after = matrix_snapshot(&Sample::with_more_sources(2).report());
        assert_eq!(
            before.replace("omits 2", "omits 4"),
            after.replace("omits 6", "omits 4")
        );
    }

    #[test]
    fn drafts_are_not_in_the_matrix() {
        let mut sample = Sample::new();
        sample.claims.claims[0].status = crate::claims::Status::Draft;
        let page = matrix_snapshot(&sample.report());
        assert!(page.starts_with("bridge-opening: supports 1"), "{page}");
    }

    #[test]
    fn a_page_holds_no_raw_escapes() {
        let sample = Sample::with_escapes();
        for claim in 0..2 {
            assert!(!sample::has_power(&claim_snapshot(&sample.report(), claim)));
        }
    }
}
