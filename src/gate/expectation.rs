//! Expectation: what a person found by reading, and what the checker is known to miss.

use crate::claims::{Claim, Expectation, KnownGap};
use crate::gate::judge::{Case, Loudness, softened};
use crate::gate::{Entry, Finding, GateOutcome};

/// Compares `[claim.expect]` of one claim.
pub(super) fn judge(case: &Case<'_>, at: usize, claim: &Claim, outcome: &mut GateOutcome) {
    for expectation in &claim.expect {
        let gap = gap_of(case, &claim.id, &expectation.source);
        let Some(source) = case.source(&expectation.source) else {
            if case.is_partial {
                continue;
            }
            let entry = Entry {
                claim: Some(at),
                source: None,
                place: Some((claim.file, expectation.span)),
                finding: Finding::ExpectationUnknownSource {
                    source: expectation.source.clone(),
                },
            };
            outcome.push(softened(claim, Loudness::Failure), entry);
            continue;
        };
        let compared = compare(case, at, source, expectation, gap);
        let Some((loudness, finding)) = compared else {
            continue;
        };
        let place = match gap {
            Some(gap) => (gap.file, gap.span),
            None => (claim.file, expectation.span),
        };
        let loudness = match &finding {
            // The list of known gaps is to be in order whatever the claim's severity.
            Finding::KnownGapPassing { .. } if claim.status == crate::claims::Status::Active => {
                loudness
            }
            _ => softened(claim, loudness),
        };
        let entry = Entry {
            claim: Some(at),
            source: Some(source),
            place: Some(place),
            finding,
        };
        outcome.push(loudness, entry);
    }
}

fn compare(
    case: &Case<'_>,
    claim: usize,
    source: usize,
    expectation: &Expectation,
    gap: Option<&KnownGap>,
) -> Option<(Loudness, Finding)> {
    let found = case.label(claim, source);
    let expected = expectation.label;
    let source = expectation.source.clone();
    match (gap, found == expected) {
        (None, true) => None,
        (None, false) => Some((
            Loudness::Failure,
            Finding::ExpectationMissed {
                source,
                expected,
                found,
            },
        )),
        (Some(_), true) => Some((
            Loudness::Failure,
            Finding::KnownGapPassing { source, expected },
        )),
        (Some(gap), false) => Some((
            Loudness::Note,
            Finding::KnownGap {
                source,
                expected,
                found,
                reason: gap.reason.clone(),
            },
        )),
    }
}

fn gap_of<'a>(case: &Case<'a>, claim: &str, source: &str) -> Option<&'a KnownGap> {
    case.claims
        .known_gaps
        .iter()
        .find(|gap| gap.claim == claim && gap.source == source)
}

/// Known gaps without an expectation that they could miss.
pub(super) fn judge_unused_gaps(case: &Case<'_>, outcome: &mut GateOutcome) {
    for gap in &case.claims.known_gaps {
        let claim = case.claim(&gap.claim);
        let is_expected = claim.is_some_and(|claim| {
            let expect = &case.claims.claims[claim].expect;
            expect.iter().any(|own| own.source == gap.source)
        });
        if !is_expected {
            outcome.failures.push(Entry {
                claim,
                source: case.source(&gap.source),
                place: Some((gap.file, gap.span)),
                finding: Finding::KnownGapUnused {
                    claim: gap.claim.clone(),
                    source: gap.source.clone(),
                },
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::base::Span;
    use crate::claims::{Expectation, KnownGap, Label, Status};
    use crate::report::sample::{Sample, policy};

    fn expecting(source: &str, label: Label) -> Sample {
        let mut sample = Sample::new();
        sample.claims.claims[0].error_if = policy("never");
        sample.claims.claims[0].expect = vec![Expectation {
            source: source.to_owned(),
            label,
            span: Span::new(0, 1),
        }];
        sample
    }

    fn with_gap(mut sample: Sample) -> Sample {
        sample.claims.known_gaps = vec![KnownGap {
            claim: "harbour-talks".to_owned(),
            source: "evening-post".to_owned(),
            reason: "weekdays".to_owned(),
            file: 0,
            span: Span::new(2, 3),
        }];
        sample
    }

    #[track_caller]
    fn check(sample: &Sample, failures: &[&str], notes: &[&str]) {
        let outcome = sample.judge();
        let messages = |list: &[crate::gate::Entry]| -> Vec<String> {
            list.iter().map(|entry| entry.finding.to_string()).collect()
        };
        assert_eq!(messages(&outcome.failures), failures);
        assert_eq!(messages(&outcome.notes), notes);
    }

    #[test]
    fn what_a_person_found_must_be_found() {
        check(&expecting("evening-post", Label::Contradicts), &[], &[]);
        check(
            &expecting("evening-post", Label::Supports),
            &["`evening-post` is expected to give supports, but contradicts"],
            &[],
        );
        check(
            &expecting("evening-pots", Label::Supports),
            &["`evening-pots` is expected to speak, but no such source is in the corpus"],
            &[],
        );
    }

    #[test]
    fn a_known_gap_is_noted_until_it_passes() {
        check(
            &with_gap(expecting("evening-post", Label::Supports)),
            &[],
            &["known gap: `evening-post` should give supports, but contradicts (weekdays)"],
        );
        check(
            &with_gap(expecting("evening-post", Label::Contradicts)),
            &[
                "the known gap of `evening-post` is closed: it gives contradicts as expected; remove it",
            ],
            &[],
        );
        check(
            &with_gap(expecting("weather", Label::Omits)),
            &["the known gap of `evening-post` has no expectation in `harbour-talks` to miss"],
            &[],
        );
    }

    #[test]
    fn a_draft_is_only_noted() {
        let mut sample = expecting("evening-post", Label::Supports);
        sample.claims.claims[0].status = Status::Draft;
        check(
            &sample,
            &[],
            &["`evening-post` is expected to give supports, but contradicts"],
        );
    }
}
