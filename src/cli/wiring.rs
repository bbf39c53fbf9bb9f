//! The other rooms as the commands see them, in one place.
//!
//! PLACEHOLDERS: each function stands for the front door of a room that is built elsewhere, named
//! in its comment, and gives an empty result until that is merged. Callers stay as they are.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use corroborate::annotate::Annotations;
use corroborate::base::{LineIndex, Problem, Severity};
use corroborate::claims::{ClaimFile, ClaimSet, Label};
use corroborate::corpus::Article;
use corroborate::document::Document;
use corroborate::judge::{CheckResult, Reason};
use corroborate::value::Interval;

use crate::cli::args::Format;

/// What the gate is to look at.
pub struct GateOptions {
    /// Accepted results; `None` leaves snapshots out.
    pub snapshots: Option<PathBuf>,
}

/// What the gate says.
#[derive(Default)]
pub struct GateOutcome {
    failures: usize,
}

impl GateOutcome {
    /// Whether the run fails.
    pub fn is_failed(&self) -> bool {
        self.failures > 0
    }
}

/// A check and how it is to be shown.
#[allow(dead_code, reason = "read by the faces once they are merged")]
pub struct Report<'a> {
    pub claims: &'a ClaimSet,
    pub articles: &'a [Article],
    pub result: &'a CheckResult,
    pub gate: Option<&'a GateOutcome>,
    pub keep: Vec<Label>,
    pub colour: bool,
    pub width: usize,
}

/// `crate::claims::load`
pub fn load_claims(_files: &[ClaimFile]) -> (ClaimSet, Vec<Problem>) {
    (ClaimSet::default(), Vec::new())
}

/// `crate::claims::check_sources`
pub fn check_sources(_claims: &ClaimSet, _ids: &BTreeSet<String>) -> Vec<Problem> {
    Vec::new()
}

/// `crate::check`
pub fn check(_claims: &ClaimSet, _articles: &[Article]) -> CheckResult {
    CheckResult::default()
}

/// `crate::gate::judge`
pub fn judge(
    _claims: &ClaimSet,
    _articles: &[Article],
    _result: &CheckResult,
    options: &GateOptions,
) -> Result<GateOutcome, Vec<Problem>> {
    let _ = &options.snapshots;
    Ok(GateOutcome::default())
}

/// `crate::report::{full, concise, matrix, json, jsonl}::write`
pub fn write_report(_report: &Report<'_>, _format: Format, _out: &mut dyn Write) -> io::Result<()> {
    Ok(())
}

/// `crate::report::explain::claim`: the first claim of the set in the sources given, by position.
pub fn explain_claim(
    _report: &Report<'_>,
    _sources: &[usize],
    _out: &mut dyn Write,
) -> io::Result<()> {
    Ok(())
}

/// `crate::report::explain::code`
pub fn explain_code(reason: Reason, _width: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{}: {}\n\n{}",
        reason.code(),
        reason.summary(),
        reason.page()
    )
}

/// `crate::annotate::annotate`
pub fn annotate(_document: &Document<'_>, _published: Option<Interval>) -> Annotations {
    Annotations::default()
}

/// `crate::report::problem::render`
pub fn render(problem: &Problem, text: Option<&str>, _colour: bool) -> String {
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut shown = format!("{level}[{}]: {}\n", problem.code, problem.message);
    if let Some(file) = &problem.file {
        shown.push_str(&format!("  --> {file}"));
        if let (Some(text), Some(span)) = (text, problem.span)
            && text.is_char_boundary(span.start())
        {
            let (line, column) = LineIndex::new(text).line_column(text, span.start());
            shown.push_str(&format!(":{line}:{column}"));
        }
        shown.push('\n');
    }
    if let Some(help) = &problem.help {
        shown.push_str(&format!("  = help: {help}\n"));
    }
    shown
}
