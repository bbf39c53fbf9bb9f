//! What a platform is to show beside the files: contradictions, and what the gate says, worst first.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::claims::{ClaimSeverity, Counts, Label, Status};
use crate::document::Part;
use crate::gate::{Entry, Finding};
use crate::judge::{ClaimVerdict, Evidence, FacetKind};
use crate::report::place::part_text;
use crate::report::{Report, concise, entries, finding, visible};

/// How much an issue matters, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// It fails the gate.
    Error,
    /// Worth a look.
    Warning,
    /// For information.
    Note,
}

impl Level {
    /// As in SARIF.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What an issue is about.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    /// A source that contradicts, or is mixed.
    Verdict(&'a ClaimVerdict),
    /// Something that the gate says.
    Entry(&'a Entry),
}

/// One thing to look at.
#[derive(Clone)]
pub(super) struct Issue<'a> {
    pub(super) level: Level,
    /// Why a person accepted it, if one did: it is shown, and counts for nothing.
    pub(super) accepted: Option<&'a str>,
    /// Code of the reason or of the gate's finding.
    pub(super) code: &'static str,
    pub(super) claim: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) about: About<'a>,
}

/// All issues: those that nobody accepted first, then by level, claim and source.
pub(super) fn issues(report: Report<'_>) -> Vec<Issue<'_>> {
    let mut issues = verdicts(report);
    issues.extend(of_gate(report));
    // Stable: what is equal stays in the order of the gate.
    issues.sort_by_key(|issue| {
        // What is about the whole stands behind what is about a part.
        let claim = issue.claim.unwrap_or(usize::MAX);
        let source = issue.source.unwrap_or(usize::MAX);
        (issue.accepted.is_some(), issue.level, claim, source)
    });
    issues
}

fn verdicts(report: Report<'_>) -> Vec<Issue<'_>> {
    let gate = report.gate;
    let accepted: BTreeMap<_, _> = gate
        .iter()
        .flat_map(|gate| &gate.notes)
        .filter_map(|entry| match &entry.finding {
            Finding::Suppressed { reason, .. } => Some(((entry.claim?, entry.source?), reason)),
            _ => None,
        })
        .collect();
    let failing: Vec<usize> = gate
        .iter()
        .flat_map(|gate| &gate.failures)
        .filter(|entry| matches!(entry.finding, Finding::PolicyError { .. }))
        .filter_map(|entry| entry.claim)
        .collect();
    report
        .kept()
        .filter(|verdict| matches!(verdict.label, Label::Contradicts | Label::Mixed))
        .map(|verdict| {
            let accepted = accepted.get(&(verdict.claim, verdict.source));
            let fails = failing.binary_search(&verdict.claim).is_ok();
            Issue {
                level: level(report, verdict, fails || accepted.is_some()),
                accepted: accepted.map(|reason| reason.as_str()),
                code: finding::head_reason(verdict).code(),
                claim: Some(verdict.claim),
                source: Some(verdict.source),
                about: About::Verdict(verdict),
            }
        })
        .collect()
}

/// An error only where the gate fails for it, and never louder than the claim. What a person
/// expects is no news.
fn level(report: Report<'_>, verdict: &ClaimVerdict, fails: bool) -> Level {
    let claim = report.claim(verdict);
    let source = report.source_id(verdict);
    let is_expected = claim
        .expect
        .iter()
        .any(|expected| expected.source == source && expected.label == verdict.label);
    match (claim.status, claim.severity) {
        _ if is_expected && !fails => Level::Note,
        (Status::Draft | Status::Retired, _) | (_, ClaimSeverity::Info) => Level::Note,
        (Status::Active, ClaimSeverity::Error) if fails => Level::Error,
        (Status::Active, ClaimSeverity::Error | ClaimSeverity::Warn) => Level::Warning,
    }
}

fn of_gate(report: Report<'_>) -> impl Iterator<Item = Issue<'_>> {
    let lists = report.gate.map(|gate| {
        [
            (Level::Error, &gate.failures),
            (Level::Warning, &gate.warnings),
            (Level::Note, &gate.notes),
        ]
    });
    lists
        .into_iter()
        .flatten()
        .flat_map(|(level, list)| list.iter().map(move |entry| (level, entry)))
        .filter(move |(_, entry)| entries::is_in_view(report, entry) && !is_told(report, entry))
        .map(|(level, entry)| Issue {
            level,
            accepted: match &entry.finding {
                Finding::KnownGap { reason, .. } => Some(reason.as_str()),
                _ => None,
            },
            code: entry.finding.code(),
            claim: entry.claim,
            source: entry.source,
            about: About::Entry(entry),
        })
}

/// Whether verdicts tell it already: an accepted one, or a policy that holds only because of what
/// contradicts. A policy that would hold without them misses support, and is told.
fn is_told(report: Report<'_>, entry: &Entry) -> bool {
    let (is_error, counts) = match &entry.finding {
        Finding::Suppressed { .. } => return true,
        Finding::PolicyError { counts, .. } => (true, counts),
        Finding::PolicyWarning { counts, .. } => (false, counts),
        _ => return false,
    };
    let Some(claim) = entry.claim.map(|at| &report.claims.claims[at]) else {
        return false;
    };
    let without = Counts {
        contradicts: 0,
        mixed: 0,
        omits: counts.omits + counts.contradicts + counts.mixed,
        ..*counts
    };
    let policy = if is_error {
        &claim.error_if
    } else {
        &claim.warn_if
    };
    !policy.holds(&without)
}

impl Issue<'_> {
    /// The facet that decides, if one does.
    pub(super) fn facet(&self) -> Option<FacetKind> {
        let About::Verdict(verdict) = self.about else {
            return None;
        };
        let mut contradicted = verdict
            .facets
            .iter()
            .filter(|facet| facet.label == Label::Contradicts);
        contradicted
            .next()
            .or(verdict.facets.first())
            .map(|facet| facet.kind)
    }

    /// `evening-post contradicts harbour-talks: date 2031-03-04, not 2031-03-06`, on one line and
    /// without power over a terminal.
    pub(super) fn sentence(&self, report: Report<'_>) -> String {
        match self.about {
            About::Verdict(verdict) => {
                let verb = match verdict.label {
                    Label::Mixed => "both supports and contradicts",
                    label => label.as_str(),
                };
                format!(
                    "{} {verb} {}: {}",
                    visible(report.source_id(verdict)),
                    report.claim(verdict).id,
                    concise::differences(verdict)
                )
            }
            About::Entry(entry) => {
                let detail = entry.finding.detail();
                let detail = detail.map(|detail| format!(" ({detail})"));
                format!(
                    "{}{}",
                    entries::sentence(report, entry),
                    detail.unwrap_or_default()
                )
            }
        }
    }

    /// Where in the claim files it belongs: position of the file, and bytes in it.
    pub(super) fn in_claim_file(&self, report: Report<'_>) -> Option<(usize, Span)> {
        let of_entry = match self.about {
            About::Entry(entry) => entry.place,
            About::Verdict(_) => None,
        };
        let of_claim = self.claim.map(|at| &report.claims.claims[at]);
        of_entry.or(of_claim.map(|claim| (claim.file, claim.span)))
    }

    /// The passage that contradicts, and who says it.
    pub(super) fn quote<'b>(&self, report: Report<'b>) -> Option<(&'b str, Option<String>)> {
        let About::Verdict(verdict) = self.about else {
            return None;
        };
        let evidence = deciding(verdict)?;
        let text = part_text(report.article(verdict.source), evidence.part);
        let said_by = evidence.said_by.as_ref();
        let said_by = said_by.map(|said| visible(&said.text).into_owned());
        Some((evidence.span.slice(text), said_by))
    }
}

/// The evidence that contradicts, else the first.
pub(super) fn deciding(verdict: &ClaimVerdict) -> Option<&Evidence> {
    let mut against = verdict
        .evidence
        .iter()
        .filter(|evidence| evidence.label == Label::Contradicts);
    against.next().or(verdict.evidence.first())
}

/// The words that decide, else the passage: what a mark is put under.
pub(super) fn deciding_words(verdict: &ClaimVerdict) -> Option<(Part, Span)> {
    let mut contradicted = verdict
        .facets
        .iter()
        .filter(|facet| facet.label == Label::Contradicts);
    contradicted
        .find_map(|facet| facet.span)
        .or_else(|| deciding(verdict).map(|own| (own.part, own.span)))
}

/// A quote as it is compared: its words in small letters. White space, quotation marks, dashes and
/// other signs do not count, nor does where it stands.
pub(super) fn normal(quote: &str) -> String {
    let mut normal = String::with_capacity(quote.len());
    let words = quote.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase));
    }
    normal
}

/// The beginning of a text, so many characters at most.
pub(super) fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}\u{2026}", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, beginning, issues, normal};
    use crate::claims::{ClaimSeverity, Label, Suppression};
    use crate::report::sample::{Sample, bare, policy};

    fn told(sample: &Sample) -> Vec<(Level, bool, String)> {
        let report = sample.report();
        issues(report)
            .iter()
            .map(|issue| {
                (
                    issue.level,
                    issue.accepted.is_some(),
                    issue.sentence(report),
                )
            })
            .collect()
    }

    #[test]
    fn contradictions_stand_for_the_policy_that_they_break() {
        let found = told(&Sample::new());
        let expected = [
            "evening-post contradicts harbour-talks: date 2031-03-04, not 2031-03-06",
            "radio-log both supports and contradicts harbour-talks: date 2031-03-05, not 2031-03-06",
        ];
        assert_eq!(
            found,
            expected.map(|sentence| (Level::Error, false, sentence.to_owned()))
        );
    }

    #[test]
    fn missing_support_is_told_beside_contradictions() {
        let mut sample = Sample::new();
        sample.claims.claims[0].error_if = policy("contradicts > 0 or supports < 3");
        sample.gate = sample.judge();
        let found = told(&sample);
        assert_eq!(found.len(), 3);
        assert!(
            found[2].2.contains("supports 1 (1 independent)"),
            "{found:?}"
        );
    }

    #[test]
    fn the_claim_and_the_gate_say_how_loud_it_is() {
        let mut sample = Sample::new();
        sample.claims.claims[0].error_if = policy("never");
        sample.gate = sample.judge();
        assert!(told(&sample).iter().all(|issue| issue.0 == Level::Warning));
        sample.claims.claims[0].severity = ClaimSeverity::Info;
        sample.gate = sample.judge();
        assert!(told(&sample).iter().all(|issue| issue.0 == Level::Note));
    }

    #[test]
    fn accepted_ones_come_last() {
        let mut sample = Sample::new();
        sample.claims.suppressions = vec![Suppression {
            claim: "harbour-talks".to_owned(),
            source: "evening-post".to_owned(),
            reason: "another meeting".to_owned(),
            verdict: None,
            expires: None,
            file: 0,
            span: crate::base::Span::new(0, 1),
        }];
        sample.result.verdicts[1] = bare(0, 1);
        sample.gate = sample.judge();
        let found = told(&sample);
        assert!(found[0].2.starts_with("radio-log"), "{found:?}");
        assert_eq!((found.len(), found[2].1), (3, true), "{found:?}");
        assert_eq!(sample.result.verdicts[3].label, Label::Mixed);
    }

    #[test]
    fn signs_and_places_do_not_count_in_a_quote() {
        assert_eq!(
            normal(" The \u{201c}Post\u{201d}\u{2014}said:\n no.\u{a0}"),
            normal("the \"post\" - SAID no")
        );
        assert_eq!(beginning("a few words", 5), "a few\u{2026}");
        assert_eq!(beginning("é", 1), "é");
    }
}
