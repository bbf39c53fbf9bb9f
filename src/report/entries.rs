//! The gate's entries, for people: title, place in the claim file, what to do.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::{Problem, Severity, Span};
use crate::gate::{Entry, Finding};
use crate::report::{Report, place, visible};

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
    let title = sentence(report, entry);
    let level = match loudness {
        Loudness::Failure => Level::ERROR,
        Loudness::Warning => Level::WARNING,
        Loudness::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&title).id(entry.finding.code()));
    if let Some((file, span)) = entry.place {
        let file = &report.claims.files[file];
        group = group.element(source_line(&file.path, &file.text, span));
    }
    if let Some(detail) = entry.finding.detail() {
        group = group.element(Level::NOTE.message(detail));
    }
    if let Some(help) = entry.finding.help() {
        group = group.element(Level::HELP.message(help));
    }
    let mut text = renderer(report).render(&[group]);
    if let Finding::SnapshotChanged { diff, .. } = &entry.finding {
        text.push('\n');
        for line in diff.lines() {
            text.push('\n');
            text.push_str(&visible(line));
        }
    }
    text
}

/// A mistake in a file, in the same manner.
pub(super) fn problem(report: Report<'_>, problem: &Problem) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&problem.message);
    let mut group = Group::with_title(level.primary_title(&*message).id(problem.code));
    let files = &report.claims.files;
    let path = problem.file.as_deref();
    let text = path
        .and_then(|path| files.iter().find(|file| file.path == path))
        .map(|file| file.text.as_str());
    match (path, text, problem.span) {
        (Some(path), Some(text), Some(span)) => {
            group = group.element(source_line(path, text, span));
        }
        (Some(path), ..) => group = group.element(Origin::path(path)),
        _ => {}
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer(report).render(&[group])
}

fn source_line<'a>(path: &'a str, text: &'a str, span: Span) -> Snippet<'a, Annotation<'a>> {
    let end = span.end().min(text.len());
    let start = span.start().min(end);
    Snippet::source(text)
        .path(path)
        .annotation(AnnotationKind::Primary.span(start..end))
}

fn renderer(report: Report<'_>) -> Renderer {
    let renderer = if report.view.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(report.view.width)
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
