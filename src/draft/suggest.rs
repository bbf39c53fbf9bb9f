//! Claims that a corpus itself proposes: events that several articles tell, and facets on which
//! they differ.
//!
//! Articles are read one by one; what two of them tell of the same kind of event and the same
//! participant is drafted as a claim, and the checker says which articles really tell it. So a
//! proposal is never more than what `check` would find for it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::align::Reading;
use crate::base::Span;
use crate::check::{CheckOptions, annotated, check};
use crate::claims::{self, ClaimFile, ClaimSet, Label};
use crate::corpus::Article;
use crate::document::{Part, SentenceKind};
use crate::draft::claim::{Draft, Names};
use crate::draft::telling::{Telling, tellings};
use crate::judge::{CheckResult, ClaimVerdict};
use crate::lang::{self, EventTypeId};
use crate::value::Interval;
use crate::value::name::fold;

/// Tellings that are drafted and checked at most, those of the most articles first.
const TRIED: usize = 120;

/// A name in the same kind of event in more articles than this tells nothing ("police", "people").
const EVERYWHERE: usize = 30;

/// Tellings tried of one kind of event with one participant.
const TRIED_OF_A_GROUP: usize = 3;

/// No sentence of more bytes becomes the text of a claim: it tells too much at once, or is none.
const LONGEST: usize = 320;

/// A claim that the corpus proposes.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The claim.
    pub draft: Draft,
    /// Ids of the sources that support it.
    pub supports: Vec<String>,
    /// Sources that contradict it: id, facet, what they have instead.
    pub differs: Vec<Difference>,
}

/// How a source differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Id of the source.
    pub source: String,
    /// Facet as in machine output.
    pub facet: &'static str,
    /// What the source has, if it can be named.
    pub found: Option<String>,
}

/// A telling and where it stands.
struct Found {
    article: usize,
    sentence: (Part, Span),
    text: String,
    telling: Telling,
}

/// Proposals, most useful first: those on which sources differ, then those that most sources tell.
/// What a claim of `known` already rests on is left out. Takes articles in the order given, so
/// give them sorted by id.
#[must_use]
pub fn suggest(articles: &[Article], known: &ClaimSet, limit: usize) -> Vec<Suggestion> {
    let found: Vec<Found> = articles
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, article)| read(at, article))
        .collect();
    let tried = worth_a_try(&found);
    let drafted = drafts(&tried, &mut Names::default());
    let (set, kept) = loaded(drafted);
    let result = check(
        &set,
        articles,
        &CheckOptions {
            brief_omissions: true,
        },
    );
    let settled = settled(known, articles);
    let n_sources = result.sources.len();
    let mut ranked: Vec<Ranked<'_>> = kept
        .iter()
        .enumerate()
        .map(|(claim, tried_at)| {
            let verdicts = &result.verdicts[claim * n_sources..(claim + 1) * n_sources];
            Ranked::new(tried[*tried_at], verdicts)
        })
        .filter(|ranked| ranked.is_useful() && !ranked.is_settled(&settled))
        .collect();
    ranked.sort_by_key(Ranked::order);
    let mut names = Names::of(known);
    let mut taken: BTreeSet<(EventTypeId, usize, usize)> = BTreeSet::new();
    let mut suggestions = Vec::new();
    for ranked in ranked {
        if suggestions.len() == limit {
            break;
        }
        // Another wording of what is proposed already rests on the same sentences.
        let passages = ranked.passages();
        let n_taken = passages
            .iter()
            .filter(|passage| taken.contains(passage))
            .count();
        if n_taken * 2 > passages.len() {
            continue;
        }
        taken.extend(passages);
        suggestions.push(ranked.suggestion(&result, &mut names));
    }
    suggestions
}

/// What an article tells that a claim could be made of.
fn read(at: usize, article: &Article) -> Vec<Found> {
    let (document, annotations, published) = annotated(article);
    let reading = Reading::new(&document, &annotations, published);
    tellings(&reading)
        .into_iter()
        .filter(is_claim)
        .filter(|telling| {
            let sentence = &document.sentences[telling.sentence];
            sentence.kind == SentenceKind::Prose && sentence.span.len() <= LONGEST
        })
        .map(|telling| {
            let sentence = &document.sentences[telling.sentence];
            let slice = sentence.span.slice(document.text(sentence.part));
            Found {
                article: at,
                sentence: (sentence.part, sentence.span),
                text: slice.to_owned(),
                telling,
            }
        })
        .collect()
}

/// Somebody who is named, and a day or a place; or a day and a place: less cannot be told from
/// other events.
fn is_claim(telling: &Telling) -> bool {
    let (has_place, has_day) = (telling.place.is_some(), telling.date.is_some());
    let is_named = |name: &str| name.chars().any(char::is_uppercase);
    let mut parties = telling.participants.iter();
    let has_named = parties.any(|party| is_named(&party.value.0));
    !telling.is_negative
        && (has_named && (has_place || has_day)
            || !telling.participants.is_empty() && has_place && has_day)
}

/// Tellings that several articles seem to share: of one kind, with a name in common, first those of
/// one day, by the number of articles; then those of several days, which may be one event told
/// differently, unless the name is everywhere.
fn worth_a_try(found: &[Found]) -> Vec<&Found> {
    let mut of_a_day: BTreeMap<(EventTypeId, String, Interval), Vec<&Found>> = BTreeMap::new();
    let mut of_a_name: BTreeMap<(EventTypeId, String), Vec<&Found>> = BTreeMap::new();
    for telling in found {
        let kind = telling.telling.kind;
        for name in common_names(&telling.telling) {
            if let Some(date) = &telling.telling.date {
                let group = (kind, name.clone(), date.value);
                of_a_day.entry(group).or_default().push(telling);
            }
            of_a_name.entry((kind, name)).or_default().push(telling);
        }
    }
    let of_a_day = shared(of_a_day.into_values(), usize::MAX);
    let of_a_name = shared(of_a_name.into_values(), EVERYWHERE);
    let mut tried: Vec<&Found> = Vec::new();
    for mut group in of_a_day.into_iter().chain(of_a_name) {
        group.sort_by_key(|found| {
            let place = (found.article, found.sentence.1.start());
            (std::cmp::Reverse(found.telling.n_facets()), place)
        });
        let mut days = Vec::new();
        for found in group {
            let day = found.telling.date.as_ref().map(|date| date.value);
            if days.contains(&day) || days.len() == TRIED_OF_A_GROUP {
                continue;
            }
            days.push(day);
            if tried.iter().all(|other| !std::ptr::eq(*other, found)) {
                tried.push(found);
            }
        }
        if tried.len() >= TRIED {
            break;
        }
    }
    tried
}

/// The last words of its participants and its place, folded.
fn common_names(telling: &Telling) -> BTreeSet<String> {
    let parties = telling.participants.iter();
    let place = telling.place.iter().map(|place| place.value.as_str());
    parties
        .map(|party| party.value.0.as_str())
        .chain(place)
        .filter_map(|name| name.split_whitespace().last().map(fold))
        .collect()
}

/// Groups of at least two and at most so many articles, those of the most articles first.
fn shared<'a>(groups: impl Iterator<Item = Vec<&'a Found>>, most: usize) -> Vec<Vec<&'a Found>> {
    let n_articles = |group: &[&Found]| {
        let articles: BTreeSet<usize> = group.iter().map(|found| found.article).collect();
        articles.len()
    };
    let mut groups: Vec<(usize, Vec<&Found>)> = groups
        .map(|group| (n_articles(&group), group))
        .filter(|(n, _)| (2..=most).contains(n))
        .collect();
    groups.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    groups.into_iter().map(|(_, group)| group).collect()
}

fn drafts(tried: &[&Found], names: &mut Names) -> Vec<Draft> {
    tried
        .iter()
        .map(|found| Draft::new(&found.telling, &found.text, names))
        .collect()
}

/// The drafts as claims, those that are none left out; and which of the drafts each one is.
fn loaded(drafts: Vec<Draft>) -> (ClaimSet, Vec<usize>) {
    let mut set = ClaimSet::default();
    let mut kept = Vec::new();
    for (at, draft) in drafts.into_iter().enumerate() {
        let file = ClaimFile {
            path: String::new(),
            text: format!("version = 1\n\n{}", draft.to_toml()),
        };
        let (mut one, problems) = claims::load(&[file], &lang::is_event_word);
        let is_wrong = problems
            .iter()
            .any(|problem| problem.severity == crate::base::Severity::Error);
        if !is_wrong && one.claims.len() == 1 {
            set.claims.append(&mut one.claims);
            kept.push(at);
        }
    }
    (set, kept)
}

/// Passages that a claim rests on: event, source, first byte.
fn settled(known: &ClaimSet, articles: &[Article]) -> BTreeSet<(String, usize, usize)> {
    let result = check(
        known,
        articles,
        &CheckOptions {
            brief_omissions: true,
        },
    );
    let verdicts = result.verdicts.iter();
    verdicts
        .flat_map(|verdict| {
            let event = &known.claims[verdict.claim].event;
            let evidence = verdict.evidence.iter();
            evidence.map(|passage| (event.clone(), verdict.source, passage.span.start()))
        })
        .collect()
}

/// A telling with what the checker says of it.
struct Ranked<'a> {
    found: &'a Found,
    verdicts: &'a [ClaimVerdict],
    n_supports: usize,
    n_contradicts: usize,
}

impl<'a> Ranked<'a> {
    fn new(found: &'a Found, verdicts: &'a [ClaimVerdict]) -> Self {
        let count = |label| {
            verdicts
                .iter()
                .filter(|verdict| verdict.label == label)
                .count()
        };
        let n_mixed = count(Label::Mixed);
        Self {
            found,
            verdicts,
            n_supports: count(Label::Supports) + n_mixed,
            n_contradicts: count(Label::Contradicts) + n_mixed,
        }
    }

    /// Several sources tell it, or one does and another differs. What many sources contradict is a
    /// wording that fits many events, and none of them well.
    fn is_useful(&self) -> bool {
        let is_shared = self.n_supports > 1 || self.n_supports > 0 && self.n_contradicts > 0;
        is_shared && (self.n_contradicts < 2 || self.n_contradicts * 3 <= self.n_supports)
    }

    fn is_settled(&self, settled: &BTreeSet<(String, usize, usize)>) -> bool {
        let event = &self.found.telling.event.value;
        let start = self.found.sentence.1.start();
        settled.contains(&(event.clone(), self.found.article, start))
    }

    fn order(&self) -> impl Ord + use<> {
        (
            std::cmp::Reverse(self.n_contradicts.min(self.n_supports)),
            std::cmp::Reverse(self.n_supports),
            std::cmp::Reverse(self.found.telling.n_facets()),
            self.found.article,
            self.found.sentence.1.start(),
        )
    }

    fn passages(&self) -> Vec<(EventTypeId, usize, usize)> {
        let kind = self.found.telling.kind;
        self.verdicts
            .iter()
            .filter_map(|verdict| {
                let passage = verdict.evidence.first()?;
                Some((kind, verdict.source, passage.span.start()))
            })
            .collect()
    }

    fn suggestion(&self, result: &CheckResult, names: &mut Names) -> Suggestion {
        let id = |verdict: &ClaimVerdict| result.sources[verdict.source].id.clone();
        let is_telling =
            |verdict: &&ClaimVerdict| matches!(verdict.label, Label::Supports | Label::Mixed);
        let differs = self.verdicts.iter().flat_map(|verdict| {
            let facets = verdict.facets.iter();
            facets
                .filter(|facet| facet.label == Label::Contradicts)
                .map(|facet| Difference {
                    source: id(verdict),
                    facet: facet.kind.as_str(),
                    found: facet.found.clone(),
                })
        });
        Suggestion {
            draft: Draft::new(&self.found.telling, &self.found.text, names),
            supports: self.verdicts.iter().filter(is_telling).map(id).collect(),
            differs: differs.collect(),
        }
    }
}
