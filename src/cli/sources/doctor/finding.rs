//! What is missing or odd about a source.

use std::collections::{BTreeMap, BTreeSet};

use corroborate::annotate::{Annotations, EventForm, TimeAnchor, TimeMention, TimexType};
use corroborate::base::{LineIndex, Span, nearest};
use corroborate::check;
use corroborate::corpus::{Article, Traced};
use corroborate::document::{Document, Part};
use corroborate::lang::{TimeBound, VerbForms, lexicon};
use corroborate::syndication::{Shared, Words};
use serde::Serialize;

use crate::cli::sources::counted;
use crate::cli::sources::groups::shared_text;

/// Articles of fewer words are hardly whole.
const FEWEST_WORDS: usize = 40;

/// Of the words of both, hundredths that stand in the other too: one text under two ids.
const DUPLICATE: usize = 95;

/// Primary subtags (BCP 47) of languages that are read.
const LANGUAGES: [&str; 1] = ["en"];

/// What is missing or odd.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    pub(super) code: &'static str,
    pub(super) message: String,
    /// Line of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
}

impl Finding {
    fn new(code: &'static str, message: String) -> Self {
        Self {
            code,
            message,
            line: None,
        }
    }

    fn at(self, article: &Article, span: Span) -> Self {
        let text = article.text.as_str();
        let (line, _) = LineIndex::new(text).line_column(text, span.start());
        Self {
            line: Some(line),
            ..self
        }
    }
}

/// What the metadata alone shows.
pub(super) fn of_metadata(article: &Article, ids: &BTreeSet<&str>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let meta = &article.meta;
    match (&meta.published, &meta.modified) {
        (None, _) => findings.push(Finding::new(
            "no-published",
            "the day of publication is not known: give `published`".to_owned(),
        )),
        (Some(published), Some(modified)) if modified.hull().first > published.hull().last => {
            let message = format!(
                "modified on {}, after it was published on {}: which day does \"Thursday\" count from?",
                modified.text, published.text
            );
            findings.push(Finding::new("modified-later", message));
        }
        _ => {}
    }
    if let Some(language) = &meta.language {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        if !LANGUAGES.contains(&primary.to_ascii_lowercase().as_str()) {
            let message = format!("`{language}` is not read; only English is");
            findings.push(Finding::new("language", message));
        }
    }
    if let Some(base) = meta.based_on.as_deref()
        && !ids.contains(base)
        && let Some(meant) = nearest(base, ids.iter().copied())
    {
        let message = format!("`based-on` names no source here; did you mean `{meant}`?");
        findings.push(Finding::new("based-on", message));
    }
    findings
}

/// What reading the text shows.
pub(super) fn of_text(article: &Article) -> Vec<Finding> {
    let (document, annotations, _) = check::annotated(article);
    let mut findings = Vec::new();
    let n_words = Words::read(&document).len();
    if n_words < FEWEST_WORDS {
        let message = format!("only {}: is it whole?", counted(n_words, "word"));
        findings.push(Finding::new("short-text", message));
    }
    let body = |time: &&TimeMention| part(&document, time) == Part::Body;
    let mut unanchored = annotations
        .times
        .iter()
        .filter(|time| time.anchor == TimeAnchor::Missing)
        .filter(body);
    if let Some(first) = unanchored.next() {
        let words = first.span.slice(&article.text);
        let more = match unanchored.count() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let message = format!("\"{words}\"{more} cannot be resolved without `published`");
        findings.push(Finding::new("unanchored-date", message).at(article, first.span));
    }
    if let Some(published) = &article.meta.published
        && let Some(late) = told_too_late(&document, &annotations, published.hull().last)
    {
        let message = format!(
            "published on {}, but tells of {} as past: a wrong day, or an updated text",
            published.text,
            late.slice(&article.text)
        );
        findings.push(Finding::new("published-too-early", message).at(article, late));
    }
    findings
}

fn part(document: &Document<'_>, time: &TimeMention) -> Part {
    document.tokens[time.tokens.start()].part()
}

/// A full date after the day of publication, in a sentence that tells nothing but what happened, in
/// the past tense.
fn told_too_late(
    document: &Document<'_>,
    annotations: &Annotations,
    published: jiff::civil::Date,
) -> Option<Span> {
    let is_past = |token: usize| {
        let row = document.tokens[token].word;
        let word = lexicon().word(row);
        word.is_some_and(|word| word.forms.is(VerbForms::PAST) && !word.forms.is(VerbForms::BASE))
    };
    let late = annotations.times.iter().filter(|time| {
        let is_day = time.interval.is_some_and(|days| days.first > published);
        is_day
            && matches!(time.kind, TimexType::Date)
            && time.anchor == TimeAnchor::Absolute
            && time.value.len() == "2025-10-23".len()
            && time.bound == TimeBound::On
            && part(document, time) == Part::Body
    });
    late.filter(|time| {
        let sentence = document.sentence_of(time.tokens.start());
        let sentence = &document.sentences[sentence];
        let events = annotations.events.iter();
        let own: Vec<_> = events
            .filter(|event| sentence.tokens.contains(event.head))
            .collect();
        let mut verbs = own
            .iter()
            .filter(|event| matches!(event.form, EventForm::Active | EventForm::Passive))
            .peekable();
        sentence.kind.is_evidence()
            && own.iter().all(|event| event.is_told())
            && verbs.peek().is_some()
            && verbs.all(|event| is_past(event.verb))
    })
    .map(|time| time.span)
    .next()
}

/// Sources whose text another source has too, by position.
pub(super) fn copies(sources: &[Traced]) -> BTreeMap<usize, Finding> {
    let articles: Vec<&Article> = sources.iter().map(|own| &own.article).collect();
    let (words, pairs) = shared_text(&articles);
    let mut found = BTreeMap::new();
    let mut note = |at: usize, other: usize| {
        let message = format!("the same text as `{}`", articles[other].id);
        found
            .entry(at)
            .or_insert_with(|| Finding::new("duplicate-text", message));
    };
    let mut first_of: BTreeMap<&[u64], usize> = BTreeMap::new();
    for (at, own) in words.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let first = *first_of.entry(own.keys()).or_insert(at);
        if first != at {
            note(at, first);
            note(first, at);
        }
    }
    for (a, b, shared) in &pairs {
        if is_duplicate(shared, [&words[*a], &words[*b]]) {
            note(*a, *b);
            note(*b, *a);
        }
    }
    found
}

fn is_duplicate(shared: &Shared, words: [&Words; 2]) -> bool {
    (0..2).all(|side| shared.n_words(side) * 100 >= words[side].len() * DUPLICATE)
}
