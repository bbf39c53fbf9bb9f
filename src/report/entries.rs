//! The gate's entries, for people: title, place in the claim file, what to do.

use crate::base::{Problem, Severity};
use crate::gate::{Entry, Finding};
use crate::report::{Report, finding, place, problem, visible};

/// How loud an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loudness {
    Failure,
    Warning,
    Note,
}

impl Loudness {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Failure => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Id of the claim of an entry.
pub(super) fn claim_id<'a>(report: Report<'a>, entry: &Entry) -> Option<&'a str> {
    let claim = entry.claim?;
    Some(&report.claims.claims[claim].id)
}

/// Id of the source of an entry.
pub(super) fn source_id<'a>(report: Report<'a>, entry: &Entry) -> Option<&'a str> {
    let source = entry.source?;
    Some(&report.result.sources[source].id)
}

/// Whether an entry is about what the view looks at.
pub(super) fn is_in_view(report: Report<'_>, entry: &Entry) -> bool {
    let is_claim = report
        .view
        .claim
        .is_none_or(|only| entry.claim == Some(only));
    let is_source = report
        .view
        .source
        .is_none_or(|only| entry.source.is_none_or(|source| source == only));
    is_claim && is_source
}

/// `claim-id: message`, or the message alone.
pub(super) fn sentence(report: Report<'_>, entry: &Entry) -> String {
    let message = entry.finding.to_string();
    let message = visible(&message);
    match claim_id(report, entry) {
        Some(id) => format!("{id}: {message}"),
        None => message.into_owned(),
    }
}

/// An entry in the manner of a compiler, with the line of the claim file that it is about.
pub(super) fn render(report: Report<'_>, entry: &Entry, loudness: Loudness) -> String {
    let severity = match loudness {
        Loudness::Failure => Severity::Error,
        Loudness::Warning => Severity::Warning,
        Loudness::Note => Severity::Note,
    };
    let file = entry.place.map(|(file, _)| &report.claims.files[file]);
    let problem = Problem {
        severity,
        code: entry.finding.code(),
        message: sentence(report, entry),
        file: file.map(|file| file.path.clone()),
        span: entry.place.map(|(_, span)| span),
        help: entry.finding.help().map(str::to_owned),
    };
    let text = file.map(|file| file.text.as_str());
    let mut shown = problem::render(&problem, text, report.view.colour);
    if let Some(detail) = entry.finding.detail() {
        shown.push('\n');
        shown.push_str(finding::wrapped("  = note: ", &detail, report.view.width).trim_end());
    }
    if let Finding::SnapshotChanged { diff, .. } = &entry.finding {
        shown.push('\n');
        for line in diff.lines() {
            shown.push('\n');
            shown.push_str(&visible(line));
        }
    }
    shown
}

/// An entry on one line, with its place.
pub(super) fn line(report: Report<'_>, entry: &Entry, loudness: Loudness) -> String {
    let place = entry
        .place
        .map(|(file, span)| format!("{}: ", place::in_claim_file(report, file, span)))
        .unwrap_or_default();
    let detail = entry
        .finding
        .detail()
        .map(|detail| format!(": {detail}"))
        .unwrap_or_default();
    format!(
        "{place}{}[{}] {}{detail}",
        loudness.as_str(),
        entry.finding.code(),
        sentence(report, entry)
    )
}
