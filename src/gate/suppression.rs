//! Suppressions: right findings that a person accepted, with why and until when.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::claims::{Label, Suppression};
use crate::gate::judge::Case;
use crate::gate::{Entry, Finding, GateOutcome};

/// What became of each suppression.
pub(super) struct Accepted {
    findings: BTreeSet<(usize, usize)>,
    fates: Vec<Fate>,
}

enum Fate {
    Used { claim: usize, source: usize },
    Unused,
    Expired { as_of: Date },
}

impl Accepted {
    /// Whether the finding of a claim in a source does not count.
    pub(super) fn has(&self, claim: usize, source: usize) -> bool {
        self.findings.contains(&(claim, source))
    }
}

/// Applies the suppressions. One without a verdict accepts what contradicts or is mixed. The day
/// in `expires` is its last.
pub(super) fn accepted(case: &Case<'_>, as_of: Option<Date>) -> Accepted {
    let mut findings = BTreeSet::new();
    let mut fates = Vec::new();
    for suppression in &case.claims.suppressions {
        let fate = fate(case, suppression, as_of);
        if let Fate::Used { claim, source } = fate {
            findings.insert((claim, source));
        }
        fates.push(fate);
    }
    Accepted { findings, fates }
}

fn fate(case: &Case<'_>, suppression: &Suppression, as_of: Option<Date>) -> Fate {
    if let (Some(expires), Some(as_of)) = (&suppression.expires, as_of)
        && expires.hull().last < as_of
    {
        return Fate::Expired { as_of };
    }
    let claim = case
        .checked()
        .find(|(_, claim)| claim.id == suppression.claim)
        .map(|(at, _)| at);
    let source = case.source(&suppression.source);
    let (Some(claim), Some(source)) = (claim, source) else {
        return Fate::Unused;
    };
    let label = case.label(claim, source);
    let is_accepted = match suppression.verdict {
        Some(verdict) => verdict == label,
        None => matches!(label, Label::Contradicts | Label::Mixed),
    };
    if is_accepted {
        Fate::Used { claim, source }
    } else {
        Fate::Unused
    }
}

/// Notes what was accepted, warns of what is unused or expired.
pub(super) fn report(case: &Case<'_>, accepted: Accepted, outcome: &mut GateOutcome) {
    for (suppression, fate) in case.claims.suppressions.iter().zip(accepted.fates) {
        let entry = |finding| Entry {
            claim: case.claim(&suppression.claim),
            source: case.source(&suppression.source),
            place: Some((suppression.file, suppression.span)),
            finding,
        };
        let claim_id = suppression.claim.clone();
        let source_id = suppression.source.clone();
        match fate {
            Fate::Used { claim, source } => outcome.notes.push(entry(Finding::Suppressed {
                source: source_id,
                verdict: case.label(claim, source),
                reason: suppression.reason.clone(),
            })),
            Fate::Unused if case.is_partial => {}
            Fate::Unused => outcome.warnings.push(entry(Finding::SuppressionUnused {
                claim: claim_id,
                source: source_id,
            })),
            Fate::Expired { as_of } => outcome.warnings.push(entry(Finding::SuppressionExpired {
                claim: claim_id,
                source: source_id,
                expires: suppression
                    .expires
                    .as_ref()
                    .map(|expires| expires.text.clone())
                    .unwrap_or_default(),
                as_of,
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::Span;
    use crate::claims::{Label, Suppression};
    use crate::report::sample::{self, Sample, day};

    fn suppressing(source: &str, verdict: Option<Label>, expires: Option<i8>) -> Sample {
        let mut sample = Sample::new();
        sample.claims.suppressions = vec![Suppression {
            claim: "harbour-talks".to_owned(),
            source: source.to_owned(),
            reason: "the paper corrected itself".to_owned(),
            verdict,
            expires: expires.map(|last| day(2031, 3, last)),
            file: 0,
            span: Span::new(0, 1),
        }];
        sample.gate = sample.judge();
        sample
    }

    #[track_caller]
    fn check(sample: &Sample, is_passed: bool, warnings: &[&str]) {
        assert_eq!(sample.gate.is_passed(), is_passed);
        let found: Vec<String> = sample
            .gate
            .warnings
            .iter()
            .map(|entry| entry.finding.to_string())
            .collect();
        assert_eq!(found, warnings);
    }

    #[test]
    fn an_accepted_finding_does_not_count_but_stays_visible() {
        let sample = suppressing("evening-post", None, None);
        check(&sample, true, &[]);
        let text = sample::text(crate::report::full::write, &sample.report());
        assert!(text.contains(
            "contradicts[date-outside]: harbour-talks in evening-post (accepted: the paper corrected itself)"
        ));
    }

    #[test]
    fn an_unused_one_is_reported() {
        let unused = "the suppression of `harbour-talks` in `weather` accepts nothing";
        check(&suppressing("weather", None, None), false, &[unused]);
        let other = suppressing("evening-post", Some(Label::Mixed), None);
        assert_eq!(other.gate.warnings.len(), 1);
        assert!(!other.gate.is_passed());
    }

    #[test]
    fn the_day_of_expiry_still_counts() {
        check(&suppressing("evening-post", None, Some(7)), true, &[]);
        check(
            &suppressing("evening-post", None, Some(6)),
            false,
            &[
                "the suppression of `harbour-talks` in `evening-post` expired on 2031-03-06, as of 2031-03-07",
            ],
        );
    }
}
