//! [`Site`]: what every page looks things up in.

use crate::claims::{Claim, Counts, Label};
use crate::corpus::Article;
use crate::gate::{OriginGroup, Origins};
use crate::judge::{ClaimVerdict, SourceInfo};
use crate::report::place::Places;
use crate::report::{Report, visible};

use super::legend::{Cell, Spread};
use super::name::names;

/// Claims and sources with their pages and counts.
pub(super) struct Site<'a> {
    pub(super) report: Report<'a>,
    pub(super) claims: Vec<ClaimEntry<'a>>,
    pub(super) sources: Vec<SourceEntry<'a>>,
    /// The user's groups, in order of name.
    pub(super) groups: Vec<&'a str>,
}

/// A claim that is looked at.
pub(super) struct ClaimEntry<'a> {
    pub(super) claim: &'a Claim,
    /// Position in the set.
    pub(super) at: usize,
    /// Position among those that are looked at.
    pub(super) row: usize,
    /// Name of its page, without folder and ending.
    pub(super) name: String,
    pub(super) counts: Counts,
    pub(super) spread: Spread,
    /// Supports of one origin, with what ties them.
    pub(super) shared: Vec<OriginGroup>,
    /// Its verdicts, by source.
    pub(super) verdicts: &'a [ClaimVerdict],
}

/// A source, which is one article.
pub(super) struct SourceEntry<'a> {
    pub(super) info: &'a SourceInfo,
    pub(super) article: &'a Article,
    /// Position in the result.
    pub(super) at: usize,
    /// Name of its pages, without folder and ending.
    pub(super) name: String,
    pub(super) spread: Spread,
}

impl<'a> Site<'a> {
    pub(super) fn new(report: Report<'a>) -> Self {
        let mut spreads = vec![Spread::default(); report.result.sources.len()];
        let origins = Origins::new(report.articles, report.result, None);
        let active: Vec<(usize, &Claim)> = report.active_claims().collect();
        let claim_names = names(active.iter().map(|(_, claim)| claim.id.as_str()));
        let claims: Vec<ClaimEntry<'_>> = active
            .into_iter()
            .zip(claim_names)
            .enumerate()
            .map(|(row, ((at, claim), name))| {
                let verdicts = verdicts_of(report, at);
                let mut spread = Spread::default();
                for verdict in verdicts {
                    spread.add(Cell::of(verdict));
                    spreads[verdict.source].add(Cell::of(verdict));
                }
                let supports = spread.supports();
                ClaimEntry {
                    claim,
                    at,
                    row,
                    name,
                    counts: Counts {
                        supports,
                        contradicts: spread.of(Cell::Contradicts),
                        omits: spread.of(Cell::Omits),
                        mixed: spread.of(Cell::Mixed),
                        independent_supports: origins.independent(at, supports),
                    },
                    shared: shared(&origins, at),
                    spread,
                    verdicts,
                }
            })
            .collect();
        let source_names = names(report.sources().map(|(_, info)| info.id.as_str()));
        let sources: Vec<SourceEntry<'_>> = report
            .sources()
            .zip(source_names)
            .map(|((at, info), name)| SourceEntry {
                info,
                article: report.article(at),
                at,
                name,
                spread: spreads[at],
            })
            .collect();
        let mut groups: Vec<&str> = sources
            .iter()
            .flat_map(|source| source.article.meta.groups.iter().map(String::as_str))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        Self {
            report,
            claims,
            sources,
            groups,
        }
    }

    /// Lines and columns, for one page.
    pub(super) fn places(&self) -> Places<'a> {
        Places::new(self.report)
    }

    /// The source of a verdict.
    pub(super) fn source(&self, verdict: &ClaimVerdict) -> &SourceEntry<'a> {
        &self.sources[verdict.source]
    }

    /// Why a finding was accepted, if it was.
    pub(super) fn accepted(&self, claim: usize, source: usize) -> Option<&'a str> {
        self.report.gate?.suppressed(claim, source)
    }
}

impl<'a> ClaimEntry<'a> {
    /// Page of the claim, as seen from a page in a folder.
    pub(super) fn href(&self) -> String {
        format!("../claims/{}.html", self.name)
    }

    pub(super) fn verdict(&self, source: usize) -> &'a ClaimVerdict {
        &self.verdicts[source]
    }

    /// What a person found in a source, if anybody wrote it down.
    pub(super) fn expected(&self, source: &str) -> Option<Label> {
        let entry = self
            .claim
            .expect
            .iter()
            .find(|entry| entry.source == source)?;
        Some(entry.label)
    }

    /// `4`, or `4 (3 independent)` where copies are among them.
    pub(super) fn supports(&self) -> String {
        let Counts {
            supports,
            independent_supports,
            ..
        } = self.counts;
        if independent_supports == supports {
            supports.to_string()
        } else {
            format!("{supports} ({independent_supports} independent)")
        }
    }
}

impl SourceEntry<'_> {
    /// The article, at the place of a claim; from a page in a folder.
    pub(super) fn article_href(&self, claim: &ClaimEntry<'_>) -> String {
        format!("../articles/{}.html#c-{}", self.name, claim.name)
    }

    /// Page of the source, from a page in a folder.
    pub(super) fn href(&self) -> String {
        format!("../sources/{}.html", self.name)
    }

    /// The outlet, else the id.
    pub(super) fn outlet(&self) -> &str {
        self.article
            .meta
            .publisher
            .as_deref()
            .unwrap_or(&self.info.id)
    }

    /// Day of publication as written.
    pub(super) fn published(&self) -> Option<&str> {
        let published = self.article.meta.published.as_ref()?;
        Some(&published.text)
    }

    /// The id, fit for a window's title.
    pub(super) fn plain_id(&self) -> String {
        visible(&self.info.id).into_owned()
    }
}

/// There is a verdict for each claim and source, in that order.
fn verdicts_of(report: Report<'_>, claim: usize) -> &[ClaimVerdict] {
    let all = &report.result.verdicts;
    let start = all.partition_point(|verdict| verdict.claim < claim);
    let end = all.partition_point(|verdict| verdict.claim <= claim);
    &all[start..end]
}

/// Groups of supports that are not independent of each other.
fn shared(origins: &Origins, claim: usize) -> Vec<OriginGroup> {
    let groups = origins.groups(claim).iter();
    groups
        .filter(|group| group.sources.len() > 1)
        .cloned()
        .collect()
}
