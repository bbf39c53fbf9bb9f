//! The sources of a claim by verdict, and how many of the supports are independent.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::{Counts, Label};
use crate::corpus::Article;
use crate::document::Part;
use crate::judge::{CheckResult, ClaimVerdict};
use crate::value::name;

/// Counts the verdicts of one claim.
///
/// Supports are independent of each other unless one source is based on the other (`based-on`,
/// also at second hand), or both are of one publisher, or both rest on the same sentence word for
/// word: wire copy counts once, however many papers print it.
#[must_use]
pub fn counts(verdicts: &[&ClaimVerdict], articles: &[Article], result: &CheckResult) -> Counts {
    let mut counts = Counts::default();
    let mut supporting = Vec::new();
    for verdict in verdicts {
        match verdict.label {
            Label::Supports => {
                counts.supports += 1;
                supporting.push(*verdict);
            }
            Label::Contradicts => counts.contradicts += 1,
            Label::Omits => counts.omits += 1,
            Label::Mixed => counts.mixed += 1,
        }
    }
    counts.independent_supports = independent(&supporting, articles, result);
    counts
}

/// Groups of supports that have no origin in common.
fn independent(supporting: &[&ClaimVerdict], articles: &[Article], result: &CheckResult) -> usize {
    let based_on: BTreeMap<&str, &str> = articles
        .iter()
        .filter_map(|article| Some((article.id.as_str(), article.meta.based_on.as_deref()?)))
        .collect();
    let mut groups = Groups::new(supporting.len());
    let mut first_of: BTreeMap<Origin, usize> = BTreeMap::new();
    for (at, verdict) in supporting.iter().enumerate() {
        let article = &articles[result.sources[verdict.source].article];
        for origin in origins(article, verdict, &based_on) {
            let first = *first_of.entry(origin).or_insert(at);
            groups.join(first, at);
        }
    }
    groups.count()
}

/// Where a report comes from.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Source(String),
    Publisher(String),
    Sentence(String),
}

fn origins(
    article: &Article,
    verdict: &ClaimVerdict,
    based_on: &BTreeMap<&str, &str>,
) -> Vec<Origin> {
    let mut origins = vec![Origin::Source(root(&article.id, based_on).to_owned())];
    if let Some(publisher) = &article.meta.publisher {
        origins.push(Origin::Publisher(name::fold(publisher)));
    }
    if let Some(evidence) = verdict.evidence.first() {
        let text = match evidence.part {
            Part::Title => article.title.as_deref().unwrap_or(""),
            Part::Body => &article.text,
        };
        let words: Vec<String> = evidence
            .span
            .slice(text)
            .split_whitespace()
            .map(name::fold)
            .collect();
        origins.push(Origin::Sentence(words.join(" ")));
    }
    origins
}

/// The source at the end of a chain of `based-on`; of a ring, its first id in order.
fn root<'a>(id: &'a str, based_on: &BTreeMap<&str, &'a str>) -> &'a str {
    let mut seen = BTreeSet::new();
    let mut at = id;
    while seen.insert(at) {
        match based_on.get(at) {
            Some(next) => at = next,
            None => return at,
        }
    }
    let mut ring = BTreeSet::new();
    while ring.insert(at) {
        at = based_on[at];
    }
    ring.first().copied().unwrap_or(at)
}

/// Disjoint sets: each member points towards the first of its group.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn new(n: usize) -> Self {
        Self {
            parent: (0..n).collect(),
        }
    }

    fn first(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.parent[a.max(b)] = a.min(b);
    }

    fn count(&self) -> usize {
        let roots = self.parent.iter().enumerate();
        roots.filter(|(at, parent)| at == *parent).count()
    }
}

#[cfg(test)]
mod tests {
    use super::counts;
    use crate::claims::Label;
    use crate::judge::ClaimVerdict;
    use crate::report::sample::{Sample, bare};

    #[track_caller]
    fn check(sample: &Sample, expected: usize) {
        let verdicts: Vec<ClaimVerdict> = (0..5)
            .map(|source| ClaimVerdict {
                label: Label::Supports,
                ..bare(0, source)
            })
            .collect();
        let verdicts: Vec<&ClaimVerdict> = verdicts.iter().collect();
        let counts = counts(&verdicts, &sample.articles, &sample.result);
        assert_eq!(counts.supports, 5);
        assert_eq!(counts.independent_supports, expected);
    }

    #[test]
    fn copies_and_sister_papers_count_once() {
        let mut sample = Sample::new();
        check(&sample, 5);
        sample.articles[0].meta.based_on = Some("an-agency".to_owned());
        sample.articles[1].meta.based_on = Some("evening-post".to_owned());
        check(&sample, 4);
        sample.articles[2].meta.publisher = Some("Alba Press".to_owned());
        sample.articles[3].meta.publisher = Some("ALBA PRESS".to_owned());
        check(&sample, 3);
        sample.articles[0].meta.based_on = Some("harbour-news".to_owned());
        check(&sample, 3);
    }
}
