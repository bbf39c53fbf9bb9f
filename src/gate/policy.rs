//! Policy: `error-if` and `warn-if` of a claim over the counts of its sources.

use std::cell::OnceCell;

use crate::claims::{Claim, Policy};
use crate::gate::counts::{by_verdict, independent};
use crate::gate::judge::{Case, Loudness, softened};
use crate::gate::suppression::Accepted;
use crate::gate::{Entry, Finding, GateOutcome, Origins};

pub(super) fn judge(
    case: &Case<'_>,
    at: usize,
    claim: &Claim,
    accepted: &Accepted,
    origins: &OnceCell<Origins>,
    outcome: &mut GateOutcome,
) {
    let counting: Vec<_> = case
        .verdicts(at)
        .iter()
        .filter(|verdict| !accepted.has(at, verdict.source))
        .collect();
    let mut counts = by_verdict(&counting);
    let policies = [&claim.error_if, &claim.warn_if];
    let asks = |holds: bool, policy: &Policy| holds || policy.asks_for_independence();
    // Articles are compared with each other only where somebody wants to know.
    if counts.supports > 1 && policies.iter().any(|own| asks(own.holds(&counts), own)) {
        let origins = origins.get_or_init(|| Origins::new(case.articles, case.result, None));
        counts.independent_supports = independent(&counting, origins);
    }
    let mut push = |loudness, finding| {
        let entry = Entry {
            claim: Some(at),
            source: None,
            place: Some((claim.file, claim.span)),
            finding,
        };
        outcome.push(softened(claim, loudness), entry);
    };
    if claim.error_if.holds(&counts) {
        let policy = claim.error_if.text.clone();
        push(Loudness::Failure, Finding::PolicyError { policy, counts });
    }
    if claim.warn_if.holds(&counts) {
        let policy = claim.warn_if.text.clone();
        push(Loudness::Warning, Finding::PolicyWarning { policy, counts });
    }
}

#[cfg(test)]
mod tests {
    use crate::claims::{ClaimSeverity, Status};
    use crate::gate::{Finding, GateOutcome};
    use crate::report::sample::Sample;

    fn codes(outcome: &GateOutcome) -> [Vec<&'static str>; 3] {
        [&outcome.failures, &outcome.warnings, &outcome.notes]
            .map(|list| list.iter().map(|entry| entry.finding.code()).collect())
    }

    #[test]
    fn severity_softens_and_drafts_never_fail() {
        let mut sample = Sample::new();
        assert_eq!(
            codes(&sample.judge()),
            [vec!["policy-error"], vec![], vec![]]
        );
        sample.claims.claims[0].severity = ClaimSeverity::Warn;
        assert_eq!(
            codes(&sample.judge()),
            [vec![], vec!["policy-error"], vec![]]
        );
        sample.claims.claims[0].severity = ClaimSeverity::Info;
        assert_eq!(
            codes(&sample.judge()),
            [vec![], vec![], vec!["policy-error"]]
        );
        sample.claims.claims[0].severity = ClaimSeverity::Error;
        sample.claims.claims[0].status = Status::Draft;
        assert_eq!(
            codes(&sample.judge()),
            [vec![], vec![], vec!["policy-error"]]
        );
        sample.claims.claims[0].status = Status::Retired;
        assert!(codes(&sample.judge()).iter().all(Vec::is_empty));
    }

    #[test]
    fn too_few_supports_warn() {
        let mut sample = Sample::new();
        for verdict in &mut sample.result.verdicts {
            if verdict.claim == 1 {
                *verdict = crate::report::sample::bare(1, verdict.source);
            }
        }
        let outcome = sample.judge();
        assert!(matches!(
            &outcome.warnings[0].finding,
            Finding::PolicyWarning { policy, counts } if policy == "supports < 1" && counts.omits == 5
        ));
    }
}
