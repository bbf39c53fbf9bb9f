//! `sources groups`: which sources share text, are based on each other, or have one publisher.

mod show;

use std::collections::BTreeMap;
use std::io;

use corroborate::base::{DisjointSets, LineIndex, Span};
use corroborate::corpus::{Article, Traced};
use corroborate::document;
use corroborate::report::json;
use corroborate::syndication::{self, Fingerprints, Shared, Words};
use corroborate::value::name;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::sources::{Format, ListArgs, SCHEMA};
use crate::cli::{Console, Exit};

/// Of the words of the shorter article, hundredths in the other that make a group.
const SAME_TEXT: usize = 50;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    sources: usize,
    groups: Vec<Group<'a>>,
    publishers: Vec<Publisher<'a>>,
    /// Pairs that share passages, but less than half of the shorter text.
    passages: Vec<Pair<'a>>,
}

/// Sources that mostly have one text, or are based on each other.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Group<'a> {
    sources: Vec<&'a str>,
    based_on: Vec<Link<'a>>,
    text: Vec<Pair<'a>>,
}

/// What `based-on` says.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Link<'a> {
    source: &'a str,
    based_on: &'a str,
}

#[derive(Serialize)]
struct Publisher<'a> {
    publisher: &'a str,
    sources: Vec<&'a str>,
}

/// Two sources and the passages that both have.
#[derive(Serialize)]
struct Pair<'a> {
    sources: [&'a str; 2],
    /// Words that stand in passages of both.
    words: usize,
    /// Words of the shorter one.
    of: usize,
    passages: Vec<[Place<'a>; 2]>,
}

impl Pair<'_> {
    fn is_same_text(&self) -> bool {
        self.words * 100 >= self.of * SAME_TEXT
    }
}

/// A passage in one of the two.
#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    /// Line in a JSONL file.
    #[serde(rename = "jsonl-line", skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    start: usize,
    end: usize,
    /// First and last line of the text.
    lines: [usize; 2],
    quote: &'a str,
}

/// Writes the groups.
pub(super) fn run(
    args: &ListArgs,
    sources: &[Traced],
    console: &mut Console<'_>,
) -> io::Result<Exit> {
    let articles: Vec<&Article> = sources.iter().map(|own| &own.article).collect();
    let document = document(&articles);
    match args.format {
        Format::Json => json::pretty(&document, console.out)?,
        Format::Text => console.face(|out| show::write_text(&document, out))?,
    }
    Ok(Exit::Passed)
}

/// The pairs of a corpus that share passages, by position.
pub(super) fn shared_text(articles: &[&Article]) -> (Vec<Words>, Vec<(usize, usize, Shared)>) {
    let read = |article: &&Article| {
        let document = document::read("", &article.text, article.body_start);
        let words = Words::read(&document);
        let prints = Fingerprints::of(&words);
        (words, prints)
    };
    let (words, prints): (Vec<Words>, Vec<Fingerprints>) = articles.par_iter().map(read).unzip();
    let texts: Vec<_> = words.iter().zip(&prints).collect();
    let pairs = syndication::pairs(&texts);
    (words, pairs)
}

fn document<'a>(articles: &[&'a Article]) -> Document<'a> {
    let (words, found) = shared_text(articles);
    let mut sets = DisjointSets::new(articles.len());
    let mut lines = Lines::default();
    let mut pairs: Vec<(usize, Pair<'a>)> = Vec::new();
    for (a, b, shared) in &found {
        let pair = pair(articles, [*a, *b], &words, shared, &mut lines);
        if pair.is_same_text() {
            sets.join(*a, *b);
        }
        pairs.push((*a, pair));
    }
    for (source, base) in links(articles) {
        sets.join(source, base);
    }
    let root: Vec<usize> = (0..articles.len()).map(|at| sets.first(at)).collect();
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for set in sets.sets().into_iter().filter(|set| set.len() > 1) {
        group_of.insert(set[0], groups.len());
        groups.push(Group {
            sources: set.iter().map(|at| articles[*at].id.as_str()).collect(),
            based_on: Vec::new(),
            text: Vec::new(),
        });
    }
    for (at, article) in articles.iter().enumerate() {
        if let Some(base) = article.meta.based_on.as_deref()
            && let Some(group) = group_of.get(&root[at])
        {
            groups[*group].based_on.push(Link {
                source: &article.id,
                based_on: base,
            });
        }
    }
    let mut others = Vec::new();
    for (a, pair) in pairs {
        match group_of.get(&root[a]) {
            Some(group) if pair.is_same_text() => groups[*group].text.push(pair),
            _ => others.push(pair),
        }
    }
    Document {
        schema: SCHEMA,
        sources: articles.len(),
        groups,
        publishers: publishers(articles),
        passages: others,
    }
}

/// Which sources `based-on` connects: each with its base, or with the first that has the same one.
fn links(articles: &[&Article]) -> Vec<(usize, usize)> {
    let position: BTreeMap<&str, usize> = articles
        .iter()
        .enumerate()
        .map(|(at, article)| (article.id.as_str(), at))
        .collect();
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut links = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        if let Some(base) = article.meta.based_on.as_deref() {
            let other = match position.get(base) {
                Some(other) => *other,
                None => *first_of.entry(base).or_insert(at),
            };
            links.push((at, other));
        }
    }
    links
}

fn publishers<'a>(articles: &[&'a Article]) -> Vec<Publisher<'a>> {
    let mut by_name: BTreeMap<String, Publisher<'a>> = BTreeMap::new();
    for article in articles {
        if let Some(publisher) = article.meta.publisher.as_deref() {
            let own = by_name.entry(name::fold(publisher));
            let own = own.or_insert_with(|| Publisher {
                publisher,
                sources: Vec::new(),
            });
            own.sources.push(&article.id);
        }
    }
    by_name.retain(|_, own| own.sources.len() > 1);
    by_name.into_values().collect()
}

/// Line indexes of texts, made when they are first asked for.
#[derive(Default)]
struct Lines(BTreeMap<usize, LineIndex>);

impl Lines {
    fn of(&mut self, at: usize, article: &Article, span: Span) -> [usize; 2] {
        let text = article.text.as_str();
        let index = self.0.entry(at).or_insert_with(|| LineIndex::new(text));
        [span.start(), span.end()].map(|offset| index.line_column(text, offset).0)
    }
}

fn pair<'a>(
    articles: &[&'a Article],
    at: [usize; 2],
    words: &[Words],
    shared: &Shared,
    lines: &mut Lines,
) -> Pair<'a> {
    let shorter = usize::from(words[at[1]].len() < words[at[0]].len());
    let mut place = |side: usize, span: Span| {
        let article = articles[at[side]];
        Place {
            path: &article.path,
            row: article.line,
            start: span.start(),
            end: span.end(),
            lines: lines.of(at[side], article, span),
            quote: span.slice(&article.text),
        }
    };
    let passages = shared.passages.iter();
    Pair {
        sources: at.map(|at| articles[at].id.as_str()),
        words: shared.n_words(shorter),
        of: words[at[shorter]].len(),
        passages: passages
            .map(|own| [place(0, own.first), place(1, own.second)])
            .collect(),
    }
}
