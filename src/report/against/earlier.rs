//! [`Earlier`]: what another run said, from its result, its machine output or accepted snapshots.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde_json::Deserializer;

use crate::claims::{Label, Status};
use crate::gate::Snapshots;
use crate::report::place::part_text;
use crate::report::snapshot::MATRIX;
use crate::report::wire::SCHEMA;
use crate::report::{Report, issue, visible};

/// Verdicts of an earlier run by claim and source.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    pub(super) cells: BTreeMap<(String, String), Cell>,
}

/// What one source said of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) label: Label,
    /// Counts for supports alone.
    pub(super) complete: bool,
    /// `None` where only the verdict is known.
    pub(super) grounds: Option<Grounds>,
}

/// What a verdict rests on, without places: lines move whenever somebody edits above them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grounds {
    /// Facet, value and verdict.
    pub(super) facets: BTreeSet<(String, String, String)>,
    /// Quotes by their verdict and normalised words.
    pub(super) quotes: BTreeMap<(String, String), String>,
}

/// Why machine output cannot be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentences of `Display` say it")]
pub enum EarlierError {
    NotOurs(String),
    OtherSchema { found: u32 },
    CutOff,
    Partial { rows: usize, verdicts: usize },
}

impl fmt::Display for EarlierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs(message) => {
                write!(f, "it is not what `--format jsonl` writes: {message}")
            }
            Self::OtherSchema { found } => {
                write!(f, "it has `schema` {found}, this program reads {SCHEMA}")
            }
            Self::CutOff => write!(f, "it is cut off: the summary at its end is missing"),
            Self::Partial { rows, verdicts } => write!(
                f,
                "it has {rows} of {verdicts} verdicts; write it without `--keep` and `verdict:`"
            ),
        }
    }
}

#[derive(Deserialize)]
struct Row {
    /// Empty in the one document of `json`.
    #[serde(default)]
    r#type: String,
    schema: u32,
    #[serde(default)]
    claim: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    complete: bool,
    #[serde(default)]
    facets: Vec<FacetRow>,
    #[serde(default)]
    evidence: Vec<EvidenceRow>,
    #[serde(default)]
    supports: usize,
    #[serde(default)]
    contradicts: usize,
    #[serde(default)]
    omits: usize,
    #[serde(default)]
    mixed: usize,
    #[serde(default)]
    verdicts: Vec<Row>,
    summary: Option<Box<Row>>,
}

#[derive(Deserialize)]
struct FacetRow {
    facet: String,
    value: String,
    verdict: String,
}

#[derive(Deserialize)]
struct EvidenceRow {
    verdict: String,
    quote: String,
}

impl Earlier {
    /// The result of a run.
    #[must_use]
    pub fn of(report: &Report<'_>) -> Self {
        let cells = report.verdicts().map(|verdict| {
            let key = (
                report.claim(verdict).id.clone(),
                report.source_id(verdict).to_owned(),
            );
            let cell = Cell {
                grounds: Some(Grounds::of(*report, verdict)),
                ..Cell::bare(verdict.label, verdict.complete)
            };
            (key, cell)
        });
        Self {
            cells: cells.collect(),
        }
    }

    /// The verdicts of the accepted matrix page; what they rest on is not in it. `None` if nothing
    /// was accepted.
    #[must_use]
    pub fn accepted(snapshots: &Snapshots, report: &Report<'_>) -> Option<Self> {
        let page = snapshots.get(MATRIX)?;
        // The page shows ids as they are safe to print.
        let ids: BTreeMap<_, _> = report
            .sources()
            .map(|(_, source)| (visible(&source.id), source.id.as_str()))
            .collect();
        let mut cells = BTreeMap::new();
        let mut claim: Option<&str> = None;
        let mut known = BTreeSet::new();
        for line in page.lines() {
            let row = line.strip_prefix("  ").and_then(|row| row.split_once(' '));
            let Some((letter, source)) = row else {
                claim = line.split_once(": supports ").map(|(id, _)| id);
                known.extend(claim);
                continue;
            };
            if let Some((claim, cell)) = claim.zip(Cell::of_letter(letter)) {
                let source = ids.get(source).copied().unwrap_or(source);
                cells.insert((claim.to_owned(), source.to_owned()), cell);
            }
        }
        for verdict in report.verdicts() {
            let claim = report.claim(verdict);
            let key = (claim.id.clone(), report.source_id(verdict).to_owned());
            if claim.status == Status::Draft {
                // Nothing is accepted of a draft, so nothing of it differs.
                cells.insert(key, Cell::bare(verdict.label, verdict.complete));
            } else if known.contains(claim.id.as_str()) {
                // The page leaves out who omits.
                cells.entry(key).or_insert(Cell::bare(Label::Omits, false));
            }
        }
        Some(Self { cells })
    }

    /// What `--format jsonl` or `--format json` wrote.
    ///
    /// # Errors
    /// It is something else, of another version, or not all of it is there.
    pub fn read(text: &str) -> Result<Self, EarlierError> {
        let mut earlier = Self::default();
        let mut summary = None;
        let text = text.trim_start_matches('\u{feff}');
        for row in Deserializer::from_str(text).into_iter::<Row>() {
            let row = row.map_err(|error| match error.is_eof() {
                true => EarlierError::CutOff,
                false => EarlierError::NotOurs(error.to_string()),
            })?;
            earlier.add(row, &mut summary)?;
        }
        let verdicts = summary.ok_or(EarlierError::CutOff)?;
        let rows = earlier.cells.len();
        if rows == verdicts {
            Ok(earlier)
        } else {
            Err(EarlierError::Partial { rows, verdicts })
        }
    }

    /// A row of `jsonl`, or the one document of `json`, which holds rows of the same kind.
    fn add(&mut self, row: Row, summary: &mut Option<usize>) -> Result<(), EarlierError> {
        if row.schema != SCHEMA {
            return Err(EarlierError::OtherSchema { found: row.schema });
        }
        match row.r#type.as_str() {
            "" => {
                let inner = row.verdicts.into_iter().chain(row.summary.map(|row| *row));
                inner.into_iter().try_for_each(|row| self.add(row, summary))
            }
            "summary" => {
                *summary = Some(row.supports + row.contradicts + row.omits + row.mixed);
                Ok(())
            }
            _ => self.push(row),
        }
    }

    fn push(&mut self, row: Row) -> Result<(), EarlierError> {
        let Some(label) = label(&row.verdict) else {
            let message = format!("there is no verdict `{}`", row.verdict.escape_debug());
            return Err(EarlierError::NotOurs(message));
        };
        let facets = row.facets.into_iter();
        let quotes = row.evidence.into_iter();
        let grounds = Grounds {
            facets: facets
                .map(|own| (own.facet, own.value, own.verdict))
                .collect(),
            quotes: quotes
                .map(|own| ((own.verdict, issue::normal(&own.quote)), own.quote))
                .collect(),
        };
        let cell = Cell {
            grounds: Some(grounds),
            ..Cell::bare(label, row.complete)
        };
        self.cells.insert((row.claim, row.source), cell);
        Ok(())
    }

    /// Leaves what the report looks at: the rest was not asked for, so it is not gone.
    pub fn narrow(&mut self, report: &Report<'_>) {
        let claims: BTreeSet<&str> = report.active_claims().map(|(_, own)| &*own.id).collect();
        let sources: BTreeSet<&str> = report.sources().map(|(_, own)| &*own.id).collect();
        self.cells.retain(|(claim, source), _| {
            claims.contains(claim.as_str()) && sources.contains(source.as_str())
        });
    }
}

impl Cell {
    /// A verdict of which nothing else is known.
    fn bare(label: Label, complete: bool) -> Self {
        Self {
            label,
            complete: complete && label == Label::Supports,
            grounds: None,
        }
    }

    fn of_letter(letter: &str) -> Option<Self> {
        let (label, complete) = match letter {
            "S" => (Label::Supports, true),
            "s" => (Label::Supports, false),
            "C" => (Label::Contradicts, false),
            "M" => (Label::Mixed, false),
            _ => return None,
        };
        Some(Self::bare(label, complete))
    }
}

impl Grounds {
    pub(super) fn of(report: Report<'_>, verdict: &crate::judge::ClaimVerdict) -> Self {
        let article = report.article(verdict.source);
        let facets = verdict.facets.iter().map(|facet| {
            (
                facet.kind.as_str().to_owned(),
                facet.value.clone(),
                facet.label.as_str().to_owned(),
            )
        });
        let quotes = verdict.evidence.iter().map(|evidence| {
            let quote = evidence.span.slice(part_text(article, evidence.part));
            let key = (evidence.label.as_str().to_owned(), issue::normal(quote));
            (key, quote.to_owned())
        });
        Self {
            facets: facets.collect(),
            quotes: quotes.collect(),
        }
    }
}

fn label(name: &str) -> Option<Label> {
    [
        Label::Supports,
        Label::Contradicts,
        Label::Omits,
        Label::Mixed,
    ]
    .into_iter()
    .find(|label| label.as_str() == name)
}

#[cfg(test)]
mod tests {
    use super::{Earlier, EarlierError};
    use crate::claims::Label;
    use crate::gate::Snapshots;
    use crate::report::sample::{self, Sample};
    use crate::report::snapshot::matrix_snapshot;
    use crate::report::{Keep, json, jsonl};

    #[test]
    fn machine_output_reads_back_as_the_result() {
        let sample = Sample::new();
        let report = sample.report();
        let of = Earlier::of(&report);
        for text in [
            sample::text(jsonl::write, &report),
            sample::text(json::write, &report),
        ] {
            let read = Earlier::read(&text).expect("our own output");
            assert_eq!(read.cells.len(), of.cells.len());
            for (key, cell) in &of.cells {
                // A source that says nothing has no facets in memory, and absent ones on the wire.
                let same = read.cells[key] == *cell || cell.label == Label::Omits;
                assert!(same, "{key:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_compared_with_is_refused() {
        let sample = Sample::new();
        let mut report = sample.report();
        let text = sample::text(jsonl::write, &report);
        let (rows, _) = text.trim_end().rsplit_once('\n').expect("rows");
        let read = |text: &str| Earlier::read(text).map(|_| ()).expect_err("refused");
        assert_eq!(read(rows), EarlierError::CutOff);
        assert_eq!(read(&text[..text.len() - 9]), EarlierError::CutOff);
        assert_eq!(read(""), EarlierError::CutOff);
        assert_eq!(
            read(&text.replace("\"schema\":1", "\"schema\":2")),
            EarlierError::OtherSchema { found: 2 }
        );
        let error = read(&text.replace("\"mixed\",", "\"mxied\","));
        assert!(error.to_string().contains("`mxied`"), "{error}");
        assert!(matches!(read("version = 1"), EarlierError::NotOurs(_)));
        report.view.keep = Keep::only(&[Label::Contradicts]);
        assert_eq!(
            read(&sample::text(jsonl::write, &report)),
            EarlierError::Partial {
                rows: 1,
                verdicts: 10
            }
        );
    }

    #[test]
    fn the_accepted_matrix_tells_verdicts_only() {
        let sample = Sample::new();
        let report = sample.report();
        let page = matrix_snapshot(&report);
        let stored = Snapshots::default().with("_matrix", &page);
        let read = Earlier::accepted(&stored, &report).expect("accepted");
        for (key, cell) in Earlier::of(&report).cells {
            let own = &read.cells[&key];
            let bare = super::Cell::bare(cell.label, cell.complete);
            assert_eq!(*own, bare);
        }
        assert!(Earlier::accepted(&Snapshots::default(), &report).is_none());
    }
}
