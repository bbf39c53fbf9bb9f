//! `jsonl`: a line for each claim and source, then a summary line.

use std::io::{self, Write};

use crate::report::Report;
use crate::report::wire::{RowWriter, SummaryRow, to_writer};

/// Writes the rows as they come; nothing is gathered.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    let mut rows = RowWriter::new(*report);
    for verdict in report.kept() {
        rows.write(verdict, &mut out)?;
        out.write_all(b"\n")?;
    }
    to_writer(&SummaryRow::of(*report), &mut out)?;
    out.write_all(b"\n")?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::claims::Label;
    use crate::report::sample::{self, Sample};
    use crate::report::{Keep, Report};

    fn rows(report: &Report<'_>) -> Vec<Value> {
        sample::text(super::write, report)
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is JSON"))
            .collect()
    }

    #[test]
    fn quotes_are_slices_at_their_lines() {
        let sample = Sample::new();
        let rows = rows(&sample.report());
        let mut n_quotes = 0;
        for row in &rows {
            let nearest = row.get("nearest").into_iter();
            let evidence = row["evidence"].as_array().into_iter().flatten();
            for passage in evidence.chain(nearest) {
                let article = sample.article(row["source"].as_str().expect("source"));
                let text = match passage["in"].as_str() {
                    Some("title") => article.title.as_deref().expect("title"),
                    _ => &article.text,
                };
                let at = |key: &str| passage[key].as_u64().expect("a number") as usize;
                assert_eq!(passage["quote"], text[at("start")..at("end")]);
                let line = text.split('\n').nth(at("line") - 1).expect("that line");
                let from: String = line.chars().skip(at("column") - 1).take(5).collect();
                assert!(text[at("start")..].starts_with(&from));
                n_quotes += 1;
            }
        }
        assert!(n_quotes >= 6);
    }

    #[test]
    fn a_row_reads_as_the_specification_says() {
        let sample = Sample::new();
        let text = sample::text(super::write, &sample.report());
        let first = text.lines().next().expect("a row");
        let start = r#"{"type":"verdict","schema":1,"claim":"harbour-talks","source":"evening-post","verdict":"contradicts","complete":false,"facets":[{"facet":"event","value":"meet","verdict":"supports","reason":"event-stated"},{"facet":"participant","value":"Dockers' League","verdict":"supports","reason":"name-exact"}"#;
        assert!(first.starts_with(start), "{first}");
        assert!(
            first.contains(r#"{"facet":"date","value":"2031-03-06","verdict":"contradicts","reason":"date-outside","found":"2031-03-04","chain":["Tuesday","published 2031-03-07","2031-03-04"]}"#),
            "{first}"
        );
        assert!(first.contains(
            r#""in":"body","said-by":"the harbour master","facets":["event","date"]}]}"#
        ));
        let last = text.lines().last().expect("a row");
        assert_eq!(
            last,
            r#"{"type":"summary","schema":1,"claims":2,"sources":5,"sentences":9,"supports":2,"contradicts":1,"omits":6,"mixed":1}"#
        );
    }

    #[test]
    fn a_source_that_says_nothing_lists_every_facet_as_omitted() {
        let sample = Sample::new();
        let rows = rows(&sample.report());
        let bare = rows
            .iter()
            .find(|row| row["source"] == "weather" && row["claim"] == "harbour-talks")
            .expect("that row");
        let reasons: Vec<&str> = bare["facets"]
            .as_array()
            .expect("facets")
            .iter()
            .map(|facet| facet["reason"].as_str().expect("reason"))
            .collect();
        assert_eq!(
            reasons,
            [
                "event-not-mentioned",
                "name-absent",
                "name-absent",
                "place-absent",
                "date-absent"
            ]
        );
        assert_eq!(bare["evidence"], serde_json::json!([]));
        // The short way and the long way of writing a row give the same keys in the same order.
        let keys = |row: &Value| {
            row.as_object()
                .expect("row")
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(bare), keys(&rows[0]));
    }

    #[test]
    fn rows_come_in_the_order_of_claims_then_sources_every_time() {
        let sample = Sample::with_more_sources(30);
        let text = sample::text(super::write, &sample.report());
        assert_eq!(text, sample::text(super::write, &sample.report()));
        let rows = rows(&sample.report());
        let of = |claim: &str| -> Vec<&str> {
            let own = rows.iter().filter(|row| row["claim"] == claim);
            own.filter_map(|row| row["source"].as_str()).collect()
        };
        assert!(of("harbour-talks").is_sorted());
        assert_eq!(of("harbour-talks"), of("bridge-opening"));
        assert_eq!(rows[0]["claim"], "harbour-talks");
        assert_eq!(rows[35]["claim"], "bridge-opening");
    }

    #[test]
    fn left_out_rows_are_counted() {
        let sample = Sample::new();
        let mut report = sample.report();
        report.view.keep = Keep::only(&[Label::Contradicts, Label::Mixed]);
        let rows = rows(&report);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[2]["omits"], 6);
    }

    #[test]
    fn escape_sequences_stay_escaped_and_parse_back() {
        let sample = Sample::with_escapes();
        let text = sample::text(super::write, &sample.report());
        assert!(!sample::has_power(&text));
        let quoted = rows(&sample.report())
            .iter()
            .any(|row| row["evidence"][0]["quote"].to_string().contains("[31m"));
        assert!(quoted);
    }
}
