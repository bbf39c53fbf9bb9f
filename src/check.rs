//! `check`: articles and claims in, verdicts out.

use rayon::prelude::*;

use crate::align::{AnchorIndex, Probe, Reading};
use crate::annotate::{self, Annotations, TimeAnchor};
use crate::claims::{Claim, ClaimSet, Label};
use crate::corpus::Article;
use crate::document::{self, Document};
use crate::judge::{self, Candidate, CheckResult, ClaimVerdict, SourceInfo};
use crate::value::Interval;

/// What a check leaves out.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// Leave out the details of omissions (facets and the nearest passage), for large runs that
    /// do not show them.
    pub brief_omissions: bool,
}

/// Checks every claim against every article. Articles are taken in the order given, so give them
/// sorted by id; the result does not depend on the number of threads.
#[must_use]
pub fn check(set: &ClaimSet, articles: &[Article], options: &CheckOptions) -> CheckResult {
    check_watched(set, articles, options, &|| {})
}

/// The same, for long work that somebody waits for: `done` is called after each article, from any
/// thread and in any order. The result is that of [`check`].
#[must_use]
pub fn check_watched(
    set: &ClaimSet,
    articles: &[Article],
    options: &CheckOptions,
    done: &(dyn Fn() + Sync),
) -> CheckResult {
    let probes: Vec<Probe> = set
        .claims
        .iter()
        .enumerate()
        .map(|(at, claim)| Probe::new(at, claim))
        .collect();
    let anchors = AnchorIndex::new(&probes);
    let read: Vec<(SourceInfo, Vec<ClaimVerdict>)> = articles
        .par_iter()
        .enumerate()
        .map(|(at, article)| {
            let read = check_article(set, &probes, &anchors, at, article, options);
            done();
            read
        })
        .collect();
    let mut result = CheckResult::default();
    let mut rows = Vec::with_capacity(read.len());
    for (info, verdicts) in read {
        result.sentences += info.sentences;
        result.sources.push(info);
        rows.push(verdicts.into_iter().peekable());
    }
    result.verdicts.reserve(set.claims.len() * articles.len());
    for claim in 0..set.claims.len() {
        for (source, row) in rows.iter_mut().enumerate() {
            let verdict = row
                .next_if(|verdict| verdict.claim == claim)
                .unwrap_or_else(|| ClaimVerdict::silent(claim, source));
            result.verdicts.push(ClaimVerdict { source, ..verdict });
        }
    }
    result
}

fn check_article(
    set: &ClaimSet,
    probes: &[Probe],
    anchors: &AnchorIndex,
    at: usize,
    article: &Article,
    options: &CheckOptions,
) -> (SourceInfo, Vec<ClaimVerdict>) {
    let (document, annotations, published) = annotated(article);
    let reading = Reading::new(&document, &annotations, published);
    let mut verdicts: Vec<ClaimVerdict> = anchors
        .look_up(&document)
        .into_iter()
        .map(|claim| judge::decide(&set.claims[claim], &probes[claim], &reading))
        .collect();
    if options.brief_omissions {
        verdicts.retain(|verdict| verdict.label != Label::Omits);
    }
    let unanchored = annotations
        .times
        .iter()
        .find(|time| time.anchor == TimeAnchor::Missing)
        .map(|time| time.span);
    let info = SourceInfo {
        id: article.id.clone(),
        article: at,
        sentences: document.sentences.len(),
        unanchored,
    };
    (info, verdicts)
}

/// Reads and annotates one article.
#[must_use]
pub fn annotated(article: &Article) -> (Document<'_>, Annotations, Option<Interval>) {
    let published = article
        .meta
        .published
        .as_ref()
        .map(crate::value::EdtfDate::hull);
    let document = document::read(
        article.title.as_deref().unwrap_or(""),
        &article.text,
        article.body_start,
    );
    let annotations = annotate::annotate(&document, published);
    (document, annotations, published)
}

/// Every passage of an article that was looked at for a claim, taken or rejected.
#[must_use]
pub fn explain(claim: &Claim, article: &Article) -> Vec<Candidate> {
    let (document, annotations, published) = annotated(article);
    let reading = Reading::new(&document, &annotations, published);
    judge::explain(claim, &Probe::new(0, claim), &reading)
}
