//! [`Report`]: everything that a face needs, and how it is to be looked at.

use crate::claims::{Claim, ClaimSet, Label, Status};
use crate::corpus::Article;
use crate::gate::GateOutcome;
use crate::judge::{CheckResult, ClaimVerdict, SourceInfo};

/// A checked corpus, ready to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The claims that were checked.
    pub claims: &'a ClaimSet,
    /// The articles that spans point into.
    pub articles: &'a [Article],
    /// What the check found.
    pub result: &'a CheckResult,
    /// What the gate says of it, if it was asked.
    pub gate: Option<&'a GateOutcome>,
    /// What to show of it, and how.
    pub view: View,
}

/// What to show and how.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Verdicts to show; the others are only counted.
    pub keep: Keep,
    /// Only this claim, by its position in the set.
    pub claim: Option<usize>,
    /// Only this source, by its position in the result.
    pub source: Option<usize>,
    /// ANSI colours. Words carry the meaning either way.
    pub colour: bool,
    /// Columns of the terminal; at least [`View::NARROWEST`] are used.
    pub width: usize,
}

impl View {
    /// Narrower terminals are treated as this wide.
    pub const NARROWEST: usize = 40;
}

impl Default for View {
    /// Everything, plain, 80 columns wide.
    fn default() -> Self {
        Self {
            keep: Keep::ALL,
            claim: None,
            source: None,
            colour: false,
            width: 80,
        }
    }
}

/// A set of verdicts, as of `--keep`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep(u8);

impl Keep {
    /// All of them.
    pub const ALL: Self = Self(0b1111);

    /// Exactly these.
    #[must_use]
    pub fn only(labels: &[Label]) -> Self {
        Self(labels.iter().fold(0, |set, label| set | Self::bit(*label)))
    }

    /// Whether rows of this verdict are shown.
    #[must_use]
    pub fn has(self, label: Label) -> bool {
        self.0 & Self::bit(label) != 0
    }

    fn bit(label: Label) -> u8 {
        match label {
            Label::Supports => 1,
            Label::Contradicts => 2,
            Label::Omits => 4,
            Label::Mixed => 8,
        }
    }
}

/// How many verdicts there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Tally {
    pub supports: usize,
    /// Of the supports: those with every facet supported.
    pub complete: usize,
    pub contradicts: usize,
    pub omits: usize,
    pub mixed: usize,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, verdict: &ClaimVerdict) {
        match verdict.label {
            Label::Supports => {
                self.supports += 1;
                self.complete += usize::from(verdict.complete);
            }
            Label::Contradicts => self.contradicts += 1,
            Label::Omits => self.omits += 1,
            Label::Mixed => self.mixed += 1,
        }
    }
}

impl<'a> Report<'a> {
    /// The verdicts of the claim and source looked at, whatever `keep` says.
    pub fn verdicts(self) -> impl Iterator<Item = &'a ClaimVerdict> {
        let View { claim, source, .. } = self.view;
        self.result.verdicts.iter().filter(move |verdict| {
            claim.is_none_or(|claim| claim == verdict.claim)
                && source.is_none_or(|source| source == verdict.source)
        })
    }

    /// The same, without those that `keep` leaves out.
    pub fn kept(self) -> impl Iterator<Item = &'a ClaimVerdict> {
        self.verdicts()
            .filter(move |verdict| self.view.keep.has(verdict.label))
    }

    /// Counts of [`Report::verdicts`].
    #[must_use]
    pub fn tally(self) -> Tally {
        let mut tally = Tally::default();
        self.verdicts().for_each(|verdict| tally.add(verdict));
        tally
    }

    /// Claims looked at, with their positions; retired ones are not checked.
    pub fn active_claims(self) -> impl Iterator<Item = (usize, &'a Claim)> {
        let only = self.view.claim;
        self.claims
            .claims
            .iter()
            .enumerate()
            .filter(move |(at, claim)| {
                claim.status != Status::Retired && only.is_none_or(|only| only == *at)
            })
    }

    /// Sources looked at, with their positions.
    pub fn sources(self) -> impl Iterator<Item = (usize, &'a SourceInfo)> {
        let only = self.view.source;
        self.result
            .sources
            .iter()
            .enumerate()
            .filter(move |(at, _)| only.is_none_or(|only| only == *at))
    }

    /// Sentences in the sources looked at.
    #[must_use]
    pub fn n_sentences(self) -> usize {
        match self.view.source {
            Some(source) => self.result.sources[source].sentences,
            None => self.result.sentences,
        }
    }

    /// The claim of a verdict.
    #[must_use]
    pub fn claim(self, verdict: &ClaimVerdict) -> &'a Claim {
        &self.claims.claims[verdict.claim]
    }

    /// Id of the source of a verdict.
    #[must_use]
    pub fn source_id(self, verdict: &ClaimVerdict) -> &'a str {
        &self.result.sources[verdict.source].id
    }

    /// The article of a source.
    #[must_use]
    pub fn article(self, source: usize) -> &'a Article {
        &self.articles[self.result.sources[source].article]
    }
}
