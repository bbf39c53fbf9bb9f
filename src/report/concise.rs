//! `concise`: a line for each finding, in the form that editors and `grep` like.

use std::io::{self, Write};

use crate::claims::Label;
use crate::judge::{ClaimVerdict, Facet};
use crate::report::entries::{Loudness, is_in_view, line as entry_line};
use crate::report::place::Places;
use crate::report::{Report, finding, full, visible};

/// Writes `path:line:column: contradicts[date-outside] claim-id: …` for what contradicts or is
/// mixed, then what the gate says, then the sum.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    for verdict in report.kept() {
        if matches!(verdict.label, Label::Contradicts | Label::Mixed) {
            writeln!(out, "{}", line(report, &places, verdict))?;
        }
    }
    out.write_all(entries(&report).as_bytes())?;
    full::write_sum(report, out)
}

/// What the gate says, a line each.
#[must_use]
pub fn entries(report: &Report<'_>) -> String {
    let Some(gate) = report.gate else {
        return String::new();
    };
    let mut lines = String::new();
    for (list, loudness) in [
        (&gate.failures, Loudness::Failure),
        (&gate.warnings, Loudness::Warning),
        (&gate.notes, Loudness::Note),
    ] {
        for entry in list.iter().filter(|entry| is_in_view(*report, entry)) {
            lines.push_str(&entry_line(*report, entry, loudness));
            lines.push('\n');
        }
    }
    lines
}

fn line(report: Report<'_>, places: &Places<'_>, verdict: &ClaimVerdict) -> String {
    let contradicted = || {
        verdict
            .facets
            .iter()
            .filter(|facet| facet.label == Label::Contradicts)
    };
    let place = contradicted()
        .find_map(|facet| facet.span)
        .or_else(|| verdict.evidence.first().map(|own| (own.part, own.span)))
        .map(|(part, span)| places.terse(verdict.source, part, span))
        .unwrap_or_else(|| visible(&report.article(verdict.source).path).into_owned());
    format!(
        "{place}: {}[{}] {}: {}",
        verdict.label.as_str(),
        finding::head_reason(verdict).code(),
        report.claim(verdict).id,
        differences(verdict)
    )
}

/// How a source differs from the claim: its other values, else the reason in words.
pub(super) fn differences(verdict: &ClaimVerdict) -> String {
    let contradicted = verdict
        .facets
        .iter()
        .filter(|facet| facet.label == Label::Contradicts);
    let values: Vec<String> = contradicted.map(values).collect();
    if values.is_empty() {
        return finding::head_reason(verdict).summary().to_owned();
    }
    values.join("; ")
}

/// `date 2031-03-04, not 2031-03-06`
fn values(facet: &Facet) -> String {
    let kind = facet.kind.as_str();
    let value = visible(&facet.value);
    match &facet.found {
        Some(found) => format!("{kind} {}, not {value}", visible(found)),
        None => format!("{kind} {value}: {}", facet.reason.summary()),
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{self, Sample};

    #[test]
    fn a_line_for_each_finding() {
        let sample = Sample::new();
        let text = sample::text(super::write, &sample.report());
        assert_eq!(
            text,
            "corpus/evening-post.txt:3:80: contradicts[date-outside] harbour-talks: date 2031-03-04, not 2031-03-06
corpus/radio-log.txt:2:26: mixed[date-outside] harbour-talks: date 2031-03-05, not 2031-03-06
claims/port.toml:4:7: error[policy-error] harbour-talks: `error-if = \"contradicts > 0\"` holds: supports 1 (1 independent), contradicts 1, omits 2, mixed 1
2 claims, 5 sources, 9 sentences: 2 supports (1 in part), 1 contradicts, 1 mixed, 6 omits
gate failed: 1 failure
"
        );
    }

    #[test]
    fn nothing_from_an_article_reaches_the_terminal_raw() {
        let sample = Sample::with_escapes();
        let text = sample::text(super::write, &sample.report());
        assert!(!sample::has_power(&text), "{text}");
    }
}
