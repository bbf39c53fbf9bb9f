//! `csv`: a row for each claim and source, for spreadsheets and data frames.

use std::io::{self, Write};

use crate::claims::Label;
use crate::document::Part;
use crate::judge::{ClaimVerdict, Facet, FacetKind};
use crate::report::place::{Places, part_name, part_text};
use crate::report::{Report, absent_facets, finding, issue, visible};

/// The facets that have a column of their own.
const FACETS: [FacetKind; 7] = [
    FacetKind::Event,
    FacetKind::Participant,
    FacetKind::Place,
    FacetKind::Date,
    FacetKind::Quantity,
    FacetKind::About,
    FacetKind::AttributedTo,
];

/// Columns before and behind those of the facets.
const HEAD: [&str; 4] = ["claim", "source", "verdict", "complete"];
const TAIL: [&str; 17] = [
    "reason",
    "differs",
    "quote",
    "said-by",
    "in",
    "path",
    "line",
    "column",
    "start",
    "end",
    "accepted",
    "publisher",
    "published",
    "url",
    "title",
    "tags",
    "text",
];

/// Writes a heading and the rows, as RFC 4180 has them but for the line ends.
///
/// A facet's column holds its verdict, one for each where a claim has several participants. Texts
/// are on one line and cannot become a formula: see `cell`.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let places = Places::new(report);
    let mut rows = csv::Writer::from_writer(out);
    rows.write_field_list(
        HEAD.into_iter()
            .chain(FACETS.map(FacetKind::as_str))
            .chain(TAIL)
            .map(str::to_owned),
    )?;
    let mut absent: (usize, Vec<Facet>) = (usize::MAX, Vec::new());
    for verdict in report.kept() {
        if verdict.facets.is_empty() && absent.0 != verdict.claim {
            absent = (verdict.claim, absent_facets(report.claim(verdict)));
        }
        let facets = match verdict.facets.is_empty() {
            true => &absent.1,
            false => &verdict.facets,
        };
        rows.write_field_list(row(report, &places, verdict, facets))?;
    }
    rows.flush()
}

/// What `csv` calls a record, from owned cells.
trait WriteFields {
    fn write_field_list(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()>;
}

impl<W: Write> WriteFields for csv::Writer<W> {
    fn write_field_list(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()> {
        self.write_record(cells).map_err(io::Error::from)
    }
}

fn row<'a>(
    report: Report<'a>,
    places: &Places<'_>,
    verdict: &'a ClaimVerdict,
    facets: &'a [Facet],
) -> impl Iterator<Item = String> + 'a {
    let claim = report.claim(verdict);
    let article = report.article(verdict.source);
    let head = [
        claim.id.clone(),
        cell(report.source_id(verdict)),
        verdict.label.as_str().to_owned(),
        verdict.complete.to_string(),
    ];
    let labels = FACETS.map(|kind| labels(facets, kind));
    let differs = match verdict.label {
        Label::Contradicts | Label::Mixed => cell(&crate::report::concise::differences(verdict)),
        Label::Supports | Label::Omits => String::new(),
    };
    let accepted = report
        .gate
        .and_then(|gate| gate.suppressed(verdict.claim, verdict.source));
    let [quote, said_by, part, line, column, start, end] = evidence(report, places, verdict);
    let optional = |text: &Option<String>| text.as_deref().map(cell).unwrap_or_default();
    let published = article.meta.published.as_ref();
    let tail = [
        finding::head_reason(verdict).code().to_owned(),
        differs,
        quote,
        said_by,
        part,
        cell(&article.path),
        line,
        column,
        start,
        end,
        accepted.map(cell).unwrap_or_default(),
        optional(&article.meta.publisher),
        published.map(|date| cell(&date.text)).unwrap_or_default(),
        optional(&article.meta.url),
        optional(&article.title),
        cell(&claim.tags.join(" ")),
        cell(&claim.text),
    ];
    head.into_iter().chain(labels).chain(tail)
}

/// `supports`, or `supports omits` where there are two of the kind.
fn labels(facets: &[Facet], kind: FacetKind) -> String {
    let labels = facets.iter().filter(|facet| facet.kind == kind);
    let labels: Vec<&str> = labels.map(|facet| facet.label.as_str()).collect();
    labels.join(" ")
}

/// Quote, speaker, part, line, column, start and end of the passage that decides.
///
/// An article of a JSONL file is in that line of it; start and end are bytes of its text.
fn evidence(report: Report<'_>, places: &Places<'_>, verdict: &ClaimVerdict) -> [String; 7] {
    let Some(evidence) = issue::deciding(verdict) else {
        return Default::default();
    };
    let (source, part, span) = (verdict.source, evidence.part, evidence.span);
    let article = report.article(source);
    let (line, column) = match (article.line, part) {
        (None, Part::Body) => places.line_column(source, part, span.start()),
        (row, _) => (row.unwrap_or(1), 1),
    };
    let said_by = evidence.said_by.as_ref().map(|said| cell(&said.text));
    [
        cell(span.slice(part_text(article, part))),
        said_by.unwrap_or_default(),
        part_name(part).to_owned(),
        line.to_string(),
        column.to_string(),
        span.start().to_string(),
        span.end().to_string(),
    ]
}

/// A text as a cell: on one line, without power over a terminal, and with an apostrophe before a
/// sign at which a spreadsheet would start to calculate (OWASP, "CSV injection").
fn cell(text: &str) -> String {
    let text = visible(text);
    let mut begin = text.trim_start().chars();
    match begin.next() {
        Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}') => {
            format!("'{text}")
        }
        _ => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::cell;
    use crate::report::sample::{self, Sample};

    #[test]
    fn a_row_for_each_claim_and_source() {
        let sample = Sample::new();
        let text = sample::text(super::write, &sample.report());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heads = reader.headers().expect("heads").clone();
        let at = |name: &str| {
            heads
                .iter()
                .position(|head| head == name)
                .expect("a column")
        };
        let rows: Vec<csv::StringRecord> = reader
            .records()
            .map(|row| row.expect("as many cells as heads"))
            .collect();
        assert_eq!(rows.len(), 10);
        let first = |name: &str| &rows[0][at(name)];
        assert_eq!(first("verdict"), "contradicts");
        assert_eq!(first("participant"), "supports supports");
        assert_eq!(first("date"), "contradicts");
        assert_eq!(first("differs"), "date 2031-03-04, not 2031-03-06");
        assert_eq!((first("line"), first("column")), ("3", "1"));
        assert_eq!(&rows[4][at("reason")], "event-not-mentioned");
        assert_eq!(&rows[4][at("date")], "omits");
    }

    #[test]
    fn no_cell_is_a_formula_or_more_than_a_line() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("\t@SUM(A1)"), "' @SUM(A1)");
        assert_eq!(cell("-- an aside"), "'-- an aside");
        assert_eq!(cell("two\nlines \u{1b}[2J"), "two lines \\u{1b}[2J");
        let sample = Sample::with_escapes();
        let text = sample::text(super::write, &sample.report());
        assert!(!sample::has_power(&text), "{text}");
    }
}
