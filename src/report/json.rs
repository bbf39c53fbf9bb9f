//! `json`: one document with the rows of `jsonl`, the summary and what the gate says.

use std::io::{self, Write};

use serde::Serialize;

use crate::gate::{Entry, GateOutcome, OriginGroup, Origins};
use crate::report::entries;
use crate::report::visible::is_unseen;
use crate::report::wire::{RowWriter, SCHEMA, SummaryRow, to_writer};
use crate::report::{Report, Tally};

/// The counts of a claim.
#[derive(Serialize)]
struct ClaimRow<'a> {
    claim: &'a str,
    supports: usize,
    #[serde(rename = "independent-supports")]
    independent_supports: usize,
    contradicts: usize,
    omits: usize,
    mixed: usize,
    /// Supporting sources that count once, with the reasons.
    #[serde(rename = "one-origin", skip_serializing_if = "Vec::is_empty")]
    one_origin: Vec<OriginRow<'a>>,
}

#[derive(Serialize)]
struct OriginRow<'a> {
    sources: Vec<&'a str>,
    because: Vec<&'static str>,
}

#[derive(Serialize)]
struct GateRow<'a> {
    passed: bool,
    failures: Vec<EntryRow<'a>>,
    warnings: Vec<EntryRow<'a>>,
    notes: Vec<EntryRow<'a>>,
}

#[derive(Serialize)]
struct EntryRow<'a> {
    code: &'static str,
    claim: Option<&'a str>,
    source: Option<&'a str>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// Writes `{"schema":1,"verdicts":[…],"claims":[…],"summary":{…},"gate":{…}}`, a row a line.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    write!(out, "{{\"schema\":{SCHEMA},\"verdicts\":[")?;
    let mut rows = RowWriter::new(*report);
    for (n, verdict) in report.kept().enumerate() {
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        rows.write(verdict, &mut out)?;
    }
    out.write_all(b"\n],\"claims\":[")?;
    for (n, row) in claim_rows(*report).iter().enumerate() {
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        to_writer(row, &mut out)?;
    }
    out.write_all(b"\n],\"summary\":")?;
    to_writer(&SummaryRow::of(*report), &mut out)?;
    if let Some(gate) = report.gate {
        out.write_all(b",\n\"gate\":")?;
        to_writer(&gate_row(*report, gate), &mut out)?;
    }
    out.write_all(b"}\n")?;
    out.flush()
}

/// Writes any value as indented JSON and a line end, with what has power over a terminal escaped.
pub fn pretty<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let mut done = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| is_unseen(*c)) {
        out.write_all(&text.as_bytes()[done..at])?;
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        done = at + c.len_utf8();
    }
    out.write_all(&text.as_bytes()[done..])?;
    out.write_all(b"\n")
}

fn claim_rows(report: Report<'_>) -> Vec<ClaimRow<'_>> {
    let mut tallies = vec![Tally::default(); report.claims.claims.len()];
    for verdict in report.verdicts() {
        tallies[verdict.claim].add(verdict);
    }
    let origins = Origins::new(report.articles, report.result, report.view.claim);
    let origin_row = |group: &OriginGroup| OriginRow {
        sources: group
            .sources
            .iter()
            .map(|at| report.result.sources[*at].id.as_str())
            .collect(),
        because: group.ties.iter().map(|tie| tie.code()).collect(),
    };
    let row = |at: usize, id| {
        let tally = tallies[at];
        let groups = origins.groups(at).iter();
        ClaimRow {
            claim: id,
            supports: tally.supports,
            independent_supports: origins.independent(at, tally.supports),
            contradicts: tally.contradicts,
            omits: tally.omits,
            mixed: tally.mixed,
            one_origin: groups
                .filter(|group| group.sources.len() > 1)
                .map(origin_row)
                .collect(),
        }
    };
    report
        .active_claims()
        .map(|(at, claim)| row(at, claim.id.as_str()))
        .collect()
}

fn gate_row<'a>(report: Report<'a>, gate: &'a GateOutcome) -> GateRow<'a> {
    let rows = |entries: &'a [Entry]| {
        entries
            .iter()
            .map(|entry| EntryRow {
                code: entry.finding.code(),
                claim: entries::claim_id(report, entry),
                source: entries::source_id(report, entry),
                message: entry.finding.to_string(),
                detail: entry.finding.detail(),
            })
            .collect()
    };
    GateRow {
        passed: gate.is_passed(),
        failures: rows(&gate.failures),
        warnings: rows(&gate.warnings),
        notes: rows(&gate.notes),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::report::sample::{self, Sample};

    #[test]
    fn the_document_has_the_rows_of_jsonl() {
        let sample = Sample::new();
        let document = sample::text(super::write, &sample.report());
        let document: Value = serde_json::from_str(&document).expect("one document");
        let lines = sample::text(crate::report::jsonl::write, &sample.report());
        let lines: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a row"))
            .collect();
        assert_eq!(document["verdicts"].as_array().expect("rows"), &lines[..10]);
        assert_eq!(document["summary"], lines[10]);
        assert_eq!(
            document["claims"][0],
            serde_json::json!({
                "claim": "harbour-talks", "supports": 1, "independent-supports": 1,
                "contradicts": 1, "omits": 2, "mixed": 1
            })
        );
        assert_eq!(document["gate"]["passed"], false);
        assert_eq!(document["gate"]["failures"][0]["code"], "policy-error");
    }
}
