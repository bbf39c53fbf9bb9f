//! `check`: articles and claims in, verdicts out.

use rayon::prelude::*;

use crate::align::{AnchorIndex, Probe, Reading};
use crate::annotate::{self, Annotations, TimeAnchor};
use crate::base::Span;
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
    let questions = Questions::new(&set.claims);
    let read = articles
        .par_iter()
        .map(|article| {
            let annotated = annotated(article);
            let read = (
                Sentences::of(&annotated),
                questions.ask(&annotated, options),
            );
            done();
            read
        })
        .collect();
    gather(set.claims.len(), articles, read)
}

/// Claims made ready to be looked for in many articles.
pub struct Questions<'c> {
    claims: &'c [Claim],
    probes: Vec<Probe>,
    anchors: AnchorIndex,
}

impl<'c> Questions<'c> {
    /// Makes them ready.
    #[must_use]
    pub fn new(claims: &'c [Claim]) -> Self {
        let probe = |(at, claim)| Probe::new(at, claim);
        let probes: Vec<Probe> = claims.iter().enumerate().map(probe).collect();
        Self {
            claims,
            anchors: AnchorIndex::new(&probes),
            probes,
        }
    }

    /// What an article says of them, in their order; nothing for claims that it has nothing in
    /// common with.
    #[must_use]
    pub fn ask(&self, article: &Annotated<'_>, options: &CheckOptions) -> Vec<ClaimVerdict> {
        let (document, annotations, published) = article;
        let reading = Reading::new(document, annotations, *published);
        let mut verdicts: Vec<ClaimVerdict> = self
            .anchors
            .look_up(document)
            .into_iter()
            .map(|claim| judge::decide(&self.claims[claim], &self.probes[claim], &reading))
            .collect();
        if options.brief_omissions {
            verdicts.retain(|verdict| verdict.label != Label::Omits);
        }
        verdicts
    }
}

/// What a result tells of an article besides verdicts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sentences {
    /// How many.
    pub count: usize,
    /// The first relative date that could not be resolved.
    pub unanchored: Option<Span>,
}

impl Sentences {
    /// Counts them.
    #[must_use]
    pub fn of((document, annotations, _): &Annotated<'_>) -> Self {
        let mut times = annotations.times.iter();
        Self {
            count: document.sentences.len(),
            unanchored: times
                .find(|time| time.anchor == TimeAnchor::Missing)
                .map(|time| time.span),
        }
    }
}

/// The result over `claims` claims: `read` has an entry for each article, its verdicts in the
/// order of claims. Claims without a verdict are omitted.
#[must_use]
pub fn gather(
    claims: usize,
    articles: &[Article],
    read: Vec<(Sentences, Vec<ClaimVerdict>)>,
) -> CheckResult {
    let mut result = CheckResult::default();
    let mut rows = Vec::with_capacity(read.len());
    for (at, (sentences, verdicts)) in read.into_iter().enumerate() {
        result.sentences += sentences.count;
        result.sources.push(SourceInfo {
            id: articles[at].id.clone(),
            article: at,
            sentences: sentences.count,
            unanchored: sentences.unanchored,
        });
        rows.push(verdicts.into_iter().peekable());
    }
    result.verdicts.reserve(claims * articles.len());
    for claim in 0..claims {
        for (source, row) in rows.iter_mut().enumerate() {
            let verdict = row
                .next_if(|verdict| verdict.claim == claim)
                .unwrap_or_else(|| ClaimVerdict::silent(claim, source));
            result.verdicts.push(ClaimVerdict { source, ..verdict });
        }
    }
    result
}

/// An article as read: its sentences, what they speak of, the days of publication.
pub type Annotated<'a> = (Document<'a>, Annotations, Option<Interval>);

/// Reads and annotates one article.
#[must_use]
pub fn annotated(article: &Article) -> Annotated<'_> {
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
