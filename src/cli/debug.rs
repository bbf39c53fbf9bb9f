//! `debug`: what is read in one article, layer by layer, as JSON lines.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use corroborate::annotate::{self, Annotations, TimexType};
use corroborate::base::{Problem, Span, nearest};
use corroborate::corpus::{self, Article, ReadOptions};
use corroborate::document::{self, Document, Part, TokenRange};
use corroborate::lang::{EventTypeId, PlaceId, events, gazetteer};
use corroborate::value::Interval;
use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::args::{DebugArgs, Layer};
use crate::cli::check::refuse;
use crate::cli::{Console, Exit, plan};

/// Writes one layer of one article.
pub fn run(args: &DebugArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let published = match args.published.as_deref().map(corpus::parse_published) {
        Some(Err(message)) => {
            let problem = Problem::error("bad-date", format!("`--published`: {message}"));
            return Ok(refuse(console, &[problem]));
        }
        Some(Ok(date)) => Some(date.hull()),
        None => None,
    };
    let article = match find(args, console) {
        Ok(article) => article,
        Err(exit) => return Ok(exit),
    };
    let out = &mut *console.out;
    if args.layer == Layer::Text {
        out.write_all(article.text.as_bytes())?;
        return Ok(Exit::Passed);
    }
    let title = article.title.as_deref().unwrap_or_default();
    let document = document::read(title, &article.text, article.body_start);
    if args.layer == Layer::Sentences {
        write_sentences(&document, out)?;
        return Ok(Exit::Passed);
    }
    let published = published.or_else(|| known_publication(&article));
    let annotations = annotate::annotate(&document, published);
    match args.layer {
        Layer::Dates => write_dates(&document, &annotations, out)?,
        Layer::Mentions => write_mentions(&document, &annotations, out)?,
        _ => write_events(&document, &annotations, out)?,
    }
    Ok(Exit::Passed)
}

fn known_publication(article: &Article) -> Option<Interval> {
    article.meta.published.as_ref().map(|date| date.hull())
}

/// The file of that path, else the article of that id.
fn find(args: &DebugArgs, console: &mut Console<'_>) -> Result<Article, Exit> {
    let path = Path::new(&args.article);
    if path.exists() || path == Path::new("-") {
        let (mut articles, mut problems) = read(&[path.to_owned()]);
        // What else the catalogue beside it has to say is not asked here.
        problems.retain(|problem| problem.file.as_deref() == Some(args.article.as_str()));
        console.problems(&problems, &HashMap::new());
        return match articles.len() {
            1 => Ok(articles.remove(0)),
            0 => {
                console.note("error: no article in that file");
                Err(Exit::Nothing)
            }
            n => {
                console.note(&format!(
                    "error: {n} articles are there; say which: `corroborate debug LAYER ID --corpus {}`",
                    args.article.escape_debug()
                ));
                Err(Exit::Invalid)
            }
        };
    }
    let paths = if args.corpus.is_empty() {
        match plan::nearest_project() {
            Ok(project) => project.corpus,
            Err(problems) if problems.iter().all(|problem| problem.code == "no-project") => {
                return Err(refuse(console, &[unknown(&args.article, &[])]));
            }
            Err(problems) => return Err(refuse(console, &problems)),
        }
    } else {
        args.corpus.clone()
    };
    let (mut articles, problems) = read(&paths);
    if let Some(at) = articles.iter().position(|a| a.id == args.article) {
        return Ok(articles.swap_remove(at));
    }
    console.problems(&problems, &HashMap::new());
    Err(refuse(console, &[unknown(&args.article, &articles)]))
}

fn read(paths: &[PathBuf]) -> (Vec<Article>, Vec<Problem>) {
    corpus::read(paths, &ReadOptions::default())
}

fn unknown(name: &str, articles: &[Article]) -> Problem {
    let message = format!(
        "`{}` is neither a file nor the id of an article",
        name.escape_debug()
    );
    let problem = Problem::error("unknown-source", message);
    match nearest(name, articles.iter().map(|article| article.id.as_str())) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem,
    }
}

fn write_sentences(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    for sentence in &document.sentences {
        let (part, span) = (sentence.part, sentence.span);
        let kind = format!("{:?}", sentence.kind).to_lowercase();
        let more = json!({"kind": kind, "paragraph": sentence.paragraph});
        write_row(document, part, span, &more, out)?;
    }
    Ok(())
}

/// A line of `debug dates`; its fields and their order are promised.
#[derive(Serialize)]
struct DateLine<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
}

/// Time expressions of the text; those of a separate headline have no place in it.
fn write_dates(
    document: &Document<'_>,
    annotations: &Annotations,
    out: &mut dyn Write,
) -> io::Result<()> {
    for time in &annotations.times {
        if document.tokens[time.tokens.start()].part() != Part::Body {
            continue;
        }
        let line = DateLine {
            start: time.span.start(),
            end: time.span.end(),
            text: time.span.slice(document.body),
            r#type: match time.kind {
                TimexType::Date => "DATE",
                TimexType::Time => "TIME",
                TimexType::Duration => "DURATION",
                TimexType::Set => "SET",
            },
            value: &time.value,
        };
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}

/// `Cairo, Egypt`: a place and what it lies in.
fn place_name(row: u32) -> String {
    let names: Vec<&str> = gazetteer()
        .upward(PlaceId(row))
        .map(|id| gazetteer().place(id).name)
        .collect();
    names.join(", ")
}

fn write_mentions(
    document: &Document<'_>,
    annotations: &Annotations,
    out: &mut dyn Write,
) -> io::Result<()> {
    for name in &annotations.names {
        let first = annotations.names[name.first].tokens;
        let more = json!({
            "is": "name",
            "kind": format!("{:?}", name.kind).to_lowercase(),
            "description": name.description.map(|range| words(document, range)),
            "first": words(document, first),
        });
        write_tokens(document, name.tokens, &more, out)?;
    }
    for place in &annotations.places {
        let more = json!({
            "is": "place",
            "use": format!("{:?}", place.use_).to_lowercase(),
            "place": place.place.map(place_name),
        });
        write_tokens(document, place.tokens, &more, out)?;
    }
    for quantity in &annotations.quantities {
        let amount = quantity.amount;
        let more = json!({
            "is": "quantity",
            "kind": format!("{:?}", quantity.kind).to_lowercase(),
            "min": amount.min,
            "max": amount.max,
            "approximate": amount.approximate,
            "vague": amount.vague,
            "unit": quantity.unit.map(|range| words(document, range)),
        });
        write_tokens(document, quantity.tokens, &more, out)?;
    }
    Ok(())
}

fn type_name(id: EventTypeId) -> &'static str {
    &events().get(id).name
}

fn write_events(
    document: &Document<'_>,
    annotations: &Annotations,
    out: &mut dyn Write,
) -> io::Result<()> {
    for event in &annotations.events {
        let more = json!({
            "is": "event",
            "form": format!("{:?}", event.form).to_lowercase(),
            "head": document.word(event.head),
            "verb": document.word(event.verb),
            "types": event.types.iter().map(|id| type_name(*id)).collect::<Vec<_>>(),
            "status": format!("{:?}", event.status).to_lowercase(),
            "polarity": format!("{:?}", event.polarity).to_lowercase(),
        });
        write_tokens(document, event.tokens, &more, out)?;
    }
    for attribution in &annotations.attributions {
        let more = json!({
            "is": "attribution",
            "speaker": words(document, attribution.speaker),
            "stance": format!("{:?}", attribution.stance).to_lowercase(),
            "quoted": attribution.quoted,
        });
        write_tokens(document, attribution.content, &more, out)?;
    }
    Ok(())
}

fn words<'a>(document: &Document<'a>, tokens: TokenRange) -> &'a str {
    let part = document.tokens[tokens.start()].part();
    document.span(tokens).slice(document.text(part))
}

fn write_tokens(
    document: &Document<'_>,
    tokens: TokenRange,
    more: &Value,
    out: &mut dyn Write,
) -> io::Result<()> {
    let part = document.tokens[tokens.start()].part();
    write_row(document, part, document.span(tokens), more, out)
}

/// A JSON line with the place and the text, then the fields of `more`.
fn write_row(
    document: &Document<'_>,
    part: Part,
    span: Span,
    more: &Value,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_in = match part {
        Part::Title => "title",
        Part::Body => "body",
    };
    let text = serde_json::to_string(span.slice(document.text(part)))?;
    let (start, end) = (span.start(), span.end());
    write!(
        out,
        r#"{{"start":{start},"end":{end},"in":"{is_in}","text":{text}"#
    )?;
    for (key, value) in more.as_object().into_iter().flatten() {
        write!(out, ",\"{key}\":{value}")?;
    }
    writeln!(out, "}}")
}
