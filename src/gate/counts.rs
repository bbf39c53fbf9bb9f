//! The sources of a claim by verdict, and how many of the supports are independent.

use crate::claims::{Counts, Label};
use crate::corpus::Article;
use crate::gate::Origins;
use crate::judge::{CheckResult, ClaimVerdict};

/// Counts verdicts of one claim; [`Origins`] tells which supports are independent.
#[must_use]
pub fn counts(verdicts: &[&ClaimVerdict], articles: &[Article], result: &CheckResult) -> Counts {
    let origins = verdicts
        .first()
        .map(|verdict| Origins::new(articles, result, Some(verdict.claim)));
    let mut counts = by_verdict(verdicts);
    if let Some(origins) = origins {
        counts.independent_supports = independent(verdicts, &origins);
    }
    counts
}

/// Counts by verdict alone, as if all supports were independent.
pub(super) fn by_verdict(verdicts: &[&ClaimVerdict]) -> Counts {
    let mut counts = Counts::default();
    for verdict in verdicts {
        match verdict.label {
            Label::Supports => counts.supports += 1,
            Label::Contradicts => counts.contradicts += 1,
            Label::Omits => counts.omits += 1,
            Label::Mixed => counts.mixed += 1,
        }
    }
    counts.independent_supports = counts.supports;
    counts
}

/// How many origins the supports among `verdicts`, all of one claim, have.
pub(super) fn independent(verdicts: &[&ClaimVerdict], origins: &Origins) -> usize {
    let supports = || {
        let own = verdicts.iter();
        own.filter(|verdict| verdict.label == Label::Supports)
    };
    let Some(claim) = supports().next().map(|verdict| verdict.claim) else {
        return 0;
    };
    let groups = origins.groups(claim);
    if groups.is_empty() {
        return supports().count();
    }
    let has_support = |group: &&crate::gate::OriginGroup| {
        supports().any(|verdict| group.sources.binary_search(&verdict.source).is_ok())
    };
    groups.iter().filter(has_support).count()
}

#[cfg(test)]
mod tests {
    use super::counts;
    use crate::claims::Label;
    use crate::judge::ClaimVerdict;
    use crate::report::sample::{Sample, bare};

    #[track_caller]
    fn check(sample: &mut Sample, expected: usize) {
        sample.result.verdicts = (0..5)
            .map(|source| ClaimVerdict {
                label: Label::Supports,
                ..bare(0, source)
            })
            .collect();
        let verdicts: Vec<&ClaimVerdict> = sample.result.verdicts.iter().collect();
        let counts = counts(&verdicts, &sample.articles, &sample.result);
        assert_eq!(counts.supports, 5);
        assert_eq!(counts.independent_supports, expected);
    }

    #[test]
    fn copies_and_sister_papers_count_once() {
        let mut sample = Sample::new();
        check(&mut sample, 5);
        sample.articles[0].meta.based_on = Some("an-agency".to_owned());
        sample.articles[1].meta.based_on = Some("evening-post".to_owned());
        check(&mut sample, 4);
        sample.articles[2].meta.publisher = Some("Alba Press".to_owned());
        sample.articles[3].meta.publisher = Some("ALBA PRESS".to_owned());
        check(&mut sample, 3);
        sample.articles[0].meta.based_on = Some("harbour-news".to_owned());
        check(&mut sample, 3);
    }
}
