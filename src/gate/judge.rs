//! [`judge()`]: all checks of the gate over one result.

use jiff::civil::Date;

use crate::claims::{Claim, ClaimSet, ClaimSeverity, Label, Status};
use crate::corpus::Article;
use crate::gate::{Entry, Finding, GateOutcome, Snapshots};
use crate::gate::{expectation, policy, snapshots, suppression};
use crate::judge::{CheckResult, ClaimVerdict};

/// What the gate needs besides the result.
pub struct Options<'a> {
    /// The day that `expires` is compared with, never the clock's: see [`newest_published`].
    pub as_of: Option<Date>,
    /// Only a part of the claims or sources is there, as after `--filter`: what is about the whole
    /// (unused entries, unknown sources, snapshots) says nothing then and is left out.
    pub is_partial: bool,
    /// What was accepted before; `None` leaves snapshots out.
    pub snapshots: Option<&'a Snapshots>,
}

/// The day on which the newest article was published: the corpus's own "today".
#[must_use]
pub fn newest_published(articles: &[Article]) -> Option<Date> {
    articles
        .iter()
        .filter_map(|article| Some(article.meta.published.as_ref()?.hull().last))
        .max()
}

/// Judges a result.
#[must_use]
pub fn judge(
    claims: &ClaimSet,
    articles: &[Article],
    result: &CheckResult,
    options: &Options<'_>,
) -> GateOutcome {
    let case = Case {
        claims,
        articles,
        result,
        is_partial: options.is_partial,
    };
    let mut outcome = GateOutcome::default();
    nothing_to_check(&case, &mut outcome);
    let accepted = suppression::accepted(&case, options.as_of);
    let origins = std::cell::OnceCell::new();
    for (at, claim) in case.checked() {
        policy::judge(&case, at, claim, &accepted, &origins, &mut outcome);
        expectation::judge(&case, at, claim, &mut outcome);
    }
    suppression::report(&case, accepted, &mut outcome);
    if case.is_partial {
        return outcome;
    }
    expectation::judge_unused_gaps(&case, &mut outcome);
    if let Some(stored) = options.snapshots {
        snapshots::judge(&case, stored, &mut outcome);
    }
    outcome
}

fn nothing_to_check(case: &Case<'_>, outcome: &mut GateOutcome) {
    let mut fail = |missing| {
        outcome.failures.push(Entry {
            claim: None,
            source: None,
            place: None,
            finding: Finding::NothingToCheck { missing },
        });
    };
    if case.checked().next().is_none() {
        fail("claim");
    }
    if case.articles.is_empty() || case.result.sources.is_empty() {
        fail("article");
    }
}

/// What is judged.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) claims: &'a ClaimSet,
    pub(super) articles: &'a [Article],
    pub(super) result: &'a CheckResult,
    pub(super) is_partial: bool,
}

impl<'a> Case<'a> {
    /// Claims that are looked at, with their positions.
    pub(super) fn checked(&self) -> impl Iterator<Item = (usize, &'a Claim)> + use<'a> {
        let claims = self.claims.claims.iter().enumerate();
        claims.filter(|(_, claim)| claim.status != Status::Retired)
    }

    /// Position of the claim of that id.
    pub(super) fn claim(&self, id: &str) -> Option<usize> {
        self.claims.claims.iter().position(|claim| claim.id == id)
    }

    /// Position of the source of that id.
    pub(super) fn source(&self, id: &str) -> Option<usize> {
        let sources = &self.result.sources;
        sources
            .binary_search_by(|source| source.id.as_str().cmp(id))
            .ok()
    }

    /// The verdicts of a claim, in the order of sources.
    pub(super) fn verdicts(&self, claim: usize) -> &'a [ClaimVerdict] {
        let all = &self.result.verdicts;
        let start = all.partition_point(|verdict| verdict.claim < claim);
        let end = all.partition_point(|verdict| verdict.claim <= claim);
        &all[start..end]
    }

    /// The label of a claim in a source; what was not compared is omitted.
    pub(super) fn label(&self, claim: usize, source: usize) -> Label {
        let verdicts = self.verdicts(claim);
        verdicts
            .binary_search_by_key(&source, |verdict| verdict.source)
            .map_or(Label::Omits, |at| verdicts[at].label)
    }
}

/// How loud a finding is before severity and status soften it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Loudness {
    Failure,
    Warning,
    Note,
}

/// The loudness that a claim's status and severity leave of `loudness`.
pub(super) fn softened(claim: &Claim, loudness: Loudness) -> Loudness {
    match (claim.status, claim.severity, loudness) {
        (Status::Draft | Status::Retired, ..) | (_, ClaimSeverity::Info, _) => Loudness::Note,
        (_, ClaimSeverity::Warn, Loudness::Failure) => Loudness::Warning,
        (_, ClaimSeverity::Warn | ClaimSeverity::Error, loudness) => loudness,
    }
}

impl GateOutcome {
    pub(super) fn push(&mut self, loudness: Loudness, entry: Entry) {
        match loudness {
            Loudness::Failure => self.failures.push(entry),
            Loudness::Warning => self.warnings.push(entry),
            Loudness::Note => self.notes.push(entry),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::claims::{Expectation, KnownGap, Status};
    use crate::corpus::Article;
    use crate::gate::{GateOutcome, Options, Snapshots, newest_published};
    use crate::report::sample::{Sample, day, options, policy};

    #[test]
    fn looking_at_nothing_is_a_failure() {
        let mut sample = Sample::new();
        sample.articles.clear();
        sample.result.sources.clear();
        sample.result.verdicts.clear();
        let outcome = sample.judge();
        assert!(outcome.is_nothing_to_check());
        assert!(!outcome.is_passed());
        assert_eq!(
            outcome.failures[0].finding.to_string(),
            "nothing to check: no article"
        );

        let mut sample = Sample::new();
        for claim in &mut sample.claims.claims {
            claim.status = Status::Retired;
        }
        assert!(sample.judge().is_nothing_to_check());
        assert!(!Sample::new().judge().is_nothing_to_check());
    }

    #[test]
    fn a_part_says_nothing_of_the_whole() {
        let mut sample = Sample::new();
        let span = crate::base::Span::new(0, 1);
        sample.claims.claims[0].error_if = policy("never");
        sample.claims.claims[0].expect = vec![Expectation {
            source: "left-out".to_owned(),
            label: crate::claims::Label::Supports,
            span,
        }];
        sample.claims.known_gaps = vec![KnownGap {
            claim: "left-out".to_owned(),
            source: "weather".to_owned(),
            reason: String::new(),
            file: 0,
            span,
        }];
        let stored = Snapshots::default().with("left-out", "");
        let judge = |is_partial| {
            let options = Options {
                is_partial,
                snapshots: Some(&stored),
                ..options()
            };
            super::judge(&sample.claims, &sample.articles, &sample.result, &options)
        };
        assert_eq!(judge(false).failures.len(), 6);
        assert_eq!(judge(true), GateOutcome::default());
    }

    #[test]
    fn today_is_the_newest_article() {
        let mut articles = vec![Article::default(), Article::default()];
        assert_eq!(newest_published(&articles), None);
        articles[1].meta.published = Some(day(2031, 3, 7));
        assert_eq!(
            newest_published(&articles),
            Some(jiff::civil::date(2031, 3, 7))
        );
    }
}
