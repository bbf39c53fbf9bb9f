//! Machine output as it goes over the wire; `schema` counts its versions.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::base::Span;
use crate::document::Part;
use crate::judge::{Candidate, ClaimVerdict, Evidence, Facet};
use crate::report::place::{Places, part_name, part_text};
use crate::report::visible::is_unseen;
use crate::report::{Report, absent_facets};

/// Version of the machine output.
pub(super) const SCHEMA: u32 = 1;

/// A row for each claim and source.
#[derive(Serialize)]
pub(super) struct VerdictRow<'a> {
    r#type: &'static str,
    schema: u32,
    claim: &'a str,
    source: &'a str,
    #[serde(flatten)]
    finding: FindingFields<'a>,
}

/// What a row says behind claim and source.
#[derive(Serialize)]
pub(super) struct FindingFields<'a> {
    verdict: &'static str,
    complete: bool,
    facets: Vec<FacetRow<'a>>,
    evidence: Vec<EvidenceRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<NearestRow<'a>>,
}

#[derive(Serialize)]
struct FacetRow<'a> {
    facet: &'static str,
    value: &'a str,
    verdict: &'static str,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    chain: &'a [String],
}

#[derive(Serialize)]
struct EvidenceRow<'a> {
    verdict: &'static str,
    #[serde(flatten)]
    passage: PassageFields<'a>,
    #[serde(rename = "said-by")]
    said_by: Option<&'a str>,
    facets: Vec<&'static str>,
}

#[derive(Serialize)]
struct NearestRow<'a> {
    #[serde(flatten)]
    passage: PassageFields<'a>,
    reason: &'static str,
}

#[derive(Serialize)]
struct PassageFields<'a> {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    quote: &'a str,
    r#in: &'static str,
}

/// The last row.
#[derive(Serialize)]
pub(super) struct SummaryRow {
    r#type: &'static str,
    schema: u32,
    claims: usize,
    sources: usize,
    sentences: usize,
    supports: usize,
    contradicts: usize,
    omits: usize,
    mixed: usize,
}

impl SummaryRow {
    /// Counts of everything looked at, also of what `keep` leaves out.
    pub(super) fn of(report: Report<'_>) -> Self {
        let tally = report.tally();
        Self {
            r#type: "summary",
            schema: SCHEMA,
            claims: report.active_claims().count(),
            sources: report.sources().count(),
            sentences: report.n_sentences(),
            supports: tally.supports,
            contradicts: tally.contradicts,
            omits: tally.omits,
            mixed: tally.mixed,
        }
    }
}

/// Writes verdict rows.
///
/// Most rows of a large run are sources that have nothing in common with the claim. Such a row is
/// the same for every source but for the source's id, so what stands behind the id is rendered
/// once for each claim.
pub(super) struct RowWriter<'a> {
    report: Report<'a>,
    places: Places<'a>,
    /// The claim that `bare` was rendered for.
    bare_claim: Option<usize>,
    /// `,"verdict":"omits",…}` of a source that says nothing of the claim.
    bare: Vec<u8>,
}

impl<'a> RowWriter<'a> {
    pub(super) fn new(report: Report<'a>) -> Self {
        Self {
            report,
            places: Places::new(report),
            bare_claim: None,
            bare: Vec::new(),
        }
    }

    /// Writes one row, without a line break.
    pub(super) fn write(&mut self, verdict: &ClaimVerdict, out: &mut dyn Write) -> io::Result<()> {
        let is_bare =
            verdict.facets.is_empty() && verdict.evidence.is_empty() && verdict.nearest.is_none();
        if is_bare {
            self.write_bare(verdict, out)
        } else {
            self.write_full(verdict, out)
        }
    }

    fn write_full(&self, verdict: &ClaimVerdict, out: &mut dyn Write) -> io::Result<()> {
        let claim = self.report.claim(verdict);
        let absent;
        let facets = if verdict.facets.is_empty() {
            absent = absent_facets(claim);
            &absent
        } else {
            &verdict.facets
        };
        let row = VerdictRow {
            r#type: "verdict",
            schema: SCHEMA,
            claim: &claim.id,
            source: self.report.source_id(verdict),
            finding: self.fields(verdict, facets),
        };
        to_writer(&row, out)
    }

    fn write_bare(&mut self, verdict: &ClaimVerdict, out: &mut dyn Write) -> io::Result<()> {
        let claim = self.report.claim(verdict);
        if self.bare_claim != Some(verdict.claim) {
            let absent = absent_facets(claim);
            let mut fields = Vec::with_capacity(512);
            to_writer(&self.fields(verdict, &absent), &mut fields)?;
            // `{"verdict":…}` behind `"source":"…"`: the opening brace becomes a comma.
            fields[0] = b',';
            self.bare = fields;
            self.bare_claim = Some(verdict.claim);
        }
        write!(out, "{{\"type\":\"verdict\",\"schema\":{SCHEMA},\"claim\":")?;
        to_writer(&claim.id, out)?;
        out.write_all(b",\"source\":")?;
        to_writer(self.report.source_id(verdict), out)?;
        out.write_all(&self.bare)
    }

    fn fields<'b>(&'b self, verdict: &'b ClaimVerdict, facets: &'b [Facet]) -> FindingFields<'b> {
        FindingFields {
            verdict: verdict.label.as_str(),
            complete: verdict.complete,
            facets: facets.iter().map(facet_row).collect(),
            evidence: verdict
                .evidence
                .iter()
                .map(|evidence| self.evidence_row(verdict.source, evidence))
                .collect(),
            nearest: verdict
                .nearest
                .as_ref()
                .map(|candidate| self.nearest_row(verdict.source, candidate)),
        }
    }

    fn evidence_row<'b>(&'b self, source: usize, evidence: &'b Evidence) -> EvidenceRow<'b> {
        EvidenceRow {
            verdict: evidence.label.as_str(),
            passage: self.passage(source, evidence.part, evidence.span),
            said_by: evidence.said_by.as_ref().map(|said| said.text.as_str()),
            facets: evidence.facets.iter().map(|kind| kind.as_str()).collect(),
        }
    }

    fn nearest_row(&self, source: usize, candidate: &Candidate) -> NearestRow<'_> {
        NearestRow {
            passage: self.passage(source, candidate.part, candidate.span),
            reason: candidate.reason.code(),
        }
    }

    fn passage(&self, source: usize, part: Part, span: Span) -> PassageFields<'_> {
        let (line, column) = self.places.line_column(source, part, span.start());
        PassageFields {
            start: span.start(),
            end: span.end(),
            line,
            column,
            quote: span.slice(part_text(self.report.article(source), part)),
            r#in: part_name(part),
        }
    }
}

fn facet_row(facet: &Facet) -> FacetRow<'_> {
    FacetRow {
        facet: facet.kind.as_str(),
        value: &facet.value,
        verdict: facet.label.as_str(),
        reason: facet.reason.code(),
        found: facet.found.as_deref(),
        chain: &facet.chain,
    }
}

/// Compact JSON in which characters with power over a terminal are escaped, so that a quote can be
/// looked at as it comes and still equals its slice when parsed.
pub(super) fn to_writer<T: Serialize + ?Sized>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, SafeFormatter);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// JSON demands escapes below U+0020 only; this adds those of [`is_unseen`].
struct SafeFormatter;

impl Formatter for SafeFormatter {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return CompactFormatter.write_string_fragment(writer, fragment);
        }
        let mut done = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_unseen(*c)) {
            writer.write_all(&fragment.as_bytes()[done..at])?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            done = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[done..])
    }
}
