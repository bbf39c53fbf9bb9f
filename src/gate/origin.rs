//! Supports that have one origin: wire copy counts once, however many papers print it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::DisjointSets;
use crate::claims::Label;
use crate::corpus::Article;
use crate::document::{self, Part};
use crate::judge::{CheckResult, ClaimVerdict, Evidence};
use crate::syndication::{self, Fingerprints, Shared, Words};
use crate::value::name;

/// Of the words of a passage, hundredths that must stand in the other article too.
const COPIED: usize = 60;

/// Of the words of an article, hundredths that make it a reprint: then every sentence of it counts
/// as copied, also one that an editor wrote anew.
const REPRINTED: usize = 80;

/// Why supports have one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// One is based on the other, or both on a third (`based-on`).
    BasedOn,
    /// One publisher.
    Publisher,
    /// The supporting passages of one stand in the other too, or nearly so.
    Text,
}

impl Tie {
    /// As in machine output.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BasedOn => "based-on",
            Self::Publisher => "publisher",
            Self::Text => "text",
        }
    }

    /// In words, behind "one origin".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BasedOn => "based-on",
            Self::Publisher => "one publisher",
            Self::Text => "the same text",
        }
    }
}

/// Supporting sources with one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginGroup {
    /// Positions of the sources in the result, in order.
    pub sources: Vec<usize>,
    /// Why they belong together; nothing for a source of its own.
    pub ties: Vec<Tie>,
}

/// The supports of each claim, grouped by origin.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    groups: BTreeMap<usize, Vec<OriginGroup>>,
}

impl Origins {
    /// Groups the supports of every claim, or of `only` one (by its position).
    ///
    /// Two supports have one origin if one source is based on the other (`based-on`, also at second
    /// hand), if both are of one publisher, or if the text of the one is that of the other as far as
    /// this claim goes:
    ///
    /// - both rest on the same sentence, word for word, and not on words in quotation marks alone;
    /// - every supporting passage of one of them (headlines left out, since they are made of the
    ///   text below) lies for 60 % of its words in passages that the two articles
    ///   [share](crate::syndication);
    /// - or 80 % of the shorter article stands in the other.
    ///
    /// What hangs together through a third source has one origin too.
    #[must_use]
    pub fn new(articles: &[Article], result: &CheckResult, only: Option<usize>) -> Self {
        let mut supports: BTreeMap<usize, Vec<&ClaimVerdict>> = BTreeMap::new();
        for verdict in &result.verdicts {
            if verdict.label == Label::Supports && only.is_none_or(|only| only == verdict.claim) {
                supports.entry(verdict.claim).or_default().push(verdict);
            }
        }
        supports.retain(|_, verdicts| verdicts.len() > 1);
        let needed: BTreeSet<usize> = supports
            .values()
            .flatten()
            .map(|verdict| result.sources[verdict.source].article)
            .collect();
        let corpus = Corpus::new(articles, result, &needed.into_iter().collect::<Vec<_>>());
        let supports: Vec<_> = supports.into_iter().collect();
        let groups = supports
            .par_iter()
            .map(|(claim, verdicts)| (*claim, corpus.groups(verdicts)))
            .collect();
        Self { groups }
    }

    /// The supports of a claim by origin; nothing where fewer than two sources support it.
    #[must_use]
    pub fn groups(&self, claim: usize) -> &[OriginGroup] {
        self.groups.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// How many of the `supports` of a claim are independent of each other.
    #[must_use]
    pub fn independent(&self, claim: usize, supports: usize) -> usize {
        match self.groups(claim).len() {
            0 => supports,
            n => n,
        }
    }
}

/// The articles that support something, ready to be compared.
struct Corpus<'a> {
    articles: &'a [Article],
    result: &'a CheckResult,
    based_on: BTreeMap<&'a str, &'a str>,
    /// Position of an article → position in `texts`.
    position: BTreeMap<usize, usize>,
    words: Vec<Words>,
    prints: Vec<Fingerprints>,
}

impl<'a> Corpus<'a> {
    fn new(articles: &'a [Article], result: &'a CheckResult, needed: &[usize]) -> Self {
        let read = |article: &usize| {
            let article = &articles[*article];
            let document = document::read("", &article.text, article.body_start);
            let words = Words::read(&document);
            let prints = Fingerprints::of(&words);
            (words, prints)
        };
        let (words, mut prints): (Vec<Words>, Vec<Fingerprints>) =
            needed.par_iter().map(read).unzip();
        Fingerprints::drop_unshared(&mut prints);
        Self {
            articles,
            result,
            based_on: articles
                .iter()
                .filter_map(|article| {
                    Some((article.id.as_str(), article.meta.based_on.as_deref()?))
                })
                .collect(),
            position: needed.iter().copied().zip(0..).collect(),
            words,
            prints,
        }
    }

    fn article(&self, verdict: &ClaimVerdict) -> &'a Article {
        &self.articles[self.result.sources[verdict.source].article]
    }

    fn words(&self, verdict: &ClaimVerdict) -> (&Words, &Fingerprints) {
        let at = self.position[&self.result.sources[verdict.source].article];
        (&self.words[at], &self.prints[at])
    }

    fn groups(&self, supports: &[&ClaimVerdict]) -> Vec<OriginGroup> {
        let mut sets = DisjointSets::new(supports.len());
        let mut ties: Vec<(usize, Tie)> = Vec::new();
        let mut first_of: BTreeMap<Origin, usize> = BTreeMap::new();
        for (at, verdict) in supports.iter().enumerate() {
            for origin in self.origins(verdict) {
                let tie = origin.tie();
                let first = *first_of.entry(origin).or_insert(at);
                if first != at {
                    sets.join(first, at);
                    ties.push((at, tie));
                }
            }
        }
        let texts: Vec<_> = supports.iter().map(|verdict| self.words(verdict)).collect();
        for (a, b, shared) in syndication::pairs(&texts) {
            let is_copy = is_reprint(&shared, [texts[a].0, texts[b].0])
                || is_copied(supports[a], texts[a].0, &shared, 0)
                || is_copied(supports[b], texts[b].0, &shared, 1);
            if is_copy {
                sets.join(a, b);
                ties.push((a, Tie::Text));
            }
        }
        let ties: Vec<(usize, Tie)> = ties
            .into_iter()
            .map(|(at, tie)| (sets.first(at), tie))
            .collect();
        let group = |members: Vec<usize>| {
            let own = ties.iter().filter(|(first, _)| *first == members[0]);
            let ties: BTreeSet<Tie> = own.map(|(_, tie)| *tie).collect();
            OriginGroup {
                sources: members.iter().map(|at| supports[*at].source).collect(),
                ties: ties.into_iter().collect(),
            }
        };
        sets.sets().into_iter().map(group).collect()
    }

    fn origins(&self, verdict: &ClaimVerdict) -> Vec<Origin> {
        let article = self.article(verdict);
        let mut origins = vec![Origin::Source(root(&article.id, &self.based_on).to_owned())];
        if let Some(publisher) = &article.meta.publisher {
            origins.push(Origin::Publisher(name::fold(publisher)));
        }
        if let Some(evidence) = verdict.evidence.first()
            && !self.is_heard(verdict, evidence)
        {
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

    /// Whether a passage is what somebody said in public: any reporter may have heard it.
    fn is_heard(&self, verdict: &ClaimVerdict, evidence: &Evidence) -> bool {
        let (words, _) = self.words(verdict);
        evidence.part == Part::Body && words.is_mostly_quoted(words.within(evidence.span))
    }
}

/// Where a report comes from, as far as a single one shows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Source(String),
    Publisher(String),
    Sentence(String),
}

impl Origin {
    fn tie(&self) -> Tie {
        match self {
            Self::Source(_) => Tie::BasedOn,
            Self::Publisher(_) => Tie::Publisher,
            Self::Sentence(_) => Tie::Text,
        }
    }
}

fn is_reprint(shared: &Shared, words: [&Words; 2]) -> bool {
    let shorter = usize::from(words[1].len() < words[0].len());
    shared.n_words(shorter) * 100 >= words[shorter].len() * REPRINTED
}

/// Whether all supporting passages of a text stand in the other too.
fn is_copied(verdict: &ClaimVerdict, words: &Words, shared: &Shared, side: usize) -> bool {
    let mut passages = verdict
        .evidence
        .iter()
        .filter(|own| own.label == Label::Supports && own.part == Part::Body)
        .map(|own| words.within(own.span))
        .filter(|range| !range.is_empty() && !words.is_heading(range))
        .peekable();
    passages.peek().is_some()
        && passages.all(|range| shared.within(side, &range) * 100 >= range.len() * COPIED)
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
