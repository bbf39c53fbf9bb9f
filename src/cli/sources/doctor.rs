//! `sources doctor`: where each value comes from, and what is missing or odd.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use corroborate::annotate::{Annotations, EventForm, TimeAnchor, TimeMention, TimexType};
use corroborate::base::{LineIndex, Problem, Span, nearest};
use corroborate::check;
use corroborate::corpus::{Article, Traced};
use corroborate::document::{Document, Part};
use corroborate::lang::{TimeBound, VerbForms, lexicon};
use corroborate::report::{json, visible};
use corroborate::syndication::{Shared, Words};
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::check::refuse;
use crate::cli::sources::groups::shared_text;
use crate::cli::sources::{DoctorArgs, Format, SCHEMA, counted, place, shortened};
use crate::cli::{Console, Exit};

/// Articles of fewer words are hardly whole.
const FEWEST_WORDS: usize = 40;

/// Of the words of both, hundredths that stand in the other too: one text under two ids.
const DUPLICATE: usize = 95;

/// Values longer than this are cut.
const LONGEST: usize = 48;

/// Primary subtags (BCP 47) of languages that are read.
const LANGUAGES: [&str; 1] = ["en"];

#[derive(Serialize)]
struct Whole<'a> {
    schema: u32,
    sources: Vec<Row<'a>>,
    findings: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    path: &'a str,
    #[serde(rename = "jsonl-line", skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    values: Vec<Value>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Value {
    key: &'static str,
    value: String,
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip)]
    shown: String,
}

/// What is missing or odd.
#[derive(Clone, Debug, Serialize)]
struct Finding {
    code: &'static str,
    message: String,
    /// Line of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
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

/// Examines the sources.
pub(super) fn run(
    args: &DoctorArgs,
    sources: &[Traced],
    console: &mut Console<'_>,
) -> io::Result<Exit> {
    let ids: BTreeSet<&str> = sources.iter().map(|own| own.article.id.as_str()).collect();
    if let Some(unknown) = args.sources.iter().find(|id| !ids.contains(id.as_str())) {
        return Ok(refuse(console, &[unknown_source(unknown, &ids)]));
    }
    let copies = copies(sources);
    let rows: Vec<Row<'_>> = sources
        .par_iter()
        .enumerate()
        .filter(|(_, own)| args.sources.is_empty() || args.sources.contains(&own.article.id))
        .map(|(at, own)| row(own, &ids, copies.get(&at)))
        .collect();
    let n_findings: usize = rows.iter().map(|row| row.findings.len()).sum();
    let n_sources = rows.len();
    let shown: Vec<Row<'_>> = rows
        .into_iter()
        .filter(|row| !args.findings || !row.findings.is_empty())
        .collect();
    match args.list.format {
        Format::Json => json::pretty(
            &Whole {
                schema: SCHEMA,
                sources: shown,
                findings: n_findings,
            },
            console.out,
        )?,
        Format::Text => console.face(|out| {
            for row in &shown {
                write_row(row, out)?;
            }
            let sources = counted(n_sources, "source");
            writeln!(out, "{sources}: {}", counted(n_findings, "finding"))
        })?,
    }
    Ok(match args.strict && n_findings > 0 {
        true => Exit::Failed,
        false => Exit::Passed,
    })
}

fn unknown_source(id: &str, ids: &BTreeSet<&str>) -> Problem {
    let message = format!("no source has the id `{}`", id.escape_debug());
    let problem = Problem::error("unknown-source", message);
    match nearest(id, ids.iter().copied()) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem,
    }
}

fn row<'a>(own: &'a Traced, ids: &BTreeSet<&str>, copy: Option<&Finding>) -> Row<'a> {
    let article = &own.article;
    let values = own.values().into_iter().map(|(key, value, origin)| Value {
        key,
        value,
        from: origin.code(),
        file: origin.file().map(str::to_owned),
        line: origin.line(),
        shown: origin.to_string(),
    });
    let mut findings = of_metadata(article, ids);
    findings.extend(of_text(article));
    findings.extend(copy.cloned());
    Row {
        id: &article.id,
        path: &article.path,
        line: article.line,
        values: values.collect(),
        findings,
    }
}

/// What the metadata alone shows.
fn of_metadata(article: &Article, ids: &BTreeSet<&str>) -> Vec<Finding> {
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
fn of_text(article: &Article) -> Vec<Finding> {
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
fn copies(sources: &[Traced]) -> BTreeMap<usize, Finding> {
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

fn write_row(row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    let article = Article {
        path: row.path.to_owned(),
        line: row.line,
        ..Article::default()
    };
    writeln!(out, "{} ({})", visible(row.id), place(&article))?;
    let values: Vec<(String, &Value)> = row
        .values
        .iter()
        .map(|value| (shortened(&value.value, LONGEST), value))
        .collect();
    let widest = values.iter().map(|(text, _)| text.chars().count());
    let widest = widest.max().unwrap_or(0);
    for (text, value) in &values {
        let from = visible(&value.shown);
        writeln!(out, "  {:<10} {text:<widest$}  {from}", value.key)?;
    }
    for finding in &row.findings {
        let line = match finding.line {
            Some(line) => format!("line {line}: "),
            None => String::new(),
        };
        let message = visible(&finding.message);
        writeln!(out, "  ! [{}] {line}{message}", finding.code)?;
    }
    writeln!(out)
}
