//! `json`: one document with the rows of `jsonl`, the summary and what the gate says.

use std::io::{self, Write};

use serde::Serialize;

use crate::gate::{Entry, GateOutcome};
use crate::report::Report;
use crate::report::entries;
use crate::report::wire::{RowWriter, SCHEMA, SummaryRow, to_writer};

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

/// Writes `{"schema":1,"verdicts":[…],"summary":{…},"gate":{…}}`, a row a line.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    write!(out, "{{\"schema\":{SCHEMA},\"verdicts\":[")?;
    let mut rows = RowWriter::new(*report);
    for (n, verdict) in report.kept().enumerate() {
        out.write_all(if n == 0 { b"\n" } else { b",\n" })?;
        rows.write(verdict, &mut out)?;
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
        assert_eq!(document["gate"]["passed"], false);
        assert_eq!(document["gate"]["failures"][0]["code"], "policy-error");
    }
}
