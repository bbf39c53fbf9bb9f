//! `webanno`: W3C Web Annotation (JSON-LD), one annotation for each passage that decides.
//!
//! Each passage is anchored three times, as the Web Annotation Data Model (W3C Recommendation,
//! 23 February 2017, section 4.2) has it: by its words with what stands around them
//! (TextQuoteSelector), by code points (TextPositionSelector) and by bytes (DataPositionSelector).
//! Ends are exclusive. Positions count in the article's file as it lies on disk, byte order mark and
//! front matter included; of a JSONL corpus in the `text` of the article.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::base::Span;
use crate::document::Part;
use crate::judge::{ClaimVerdict, Evidence};
use crate::report::Report;
use crate::report::claimreview::web_address;
use crate::report::place::part_text;
use crate::report::visible::is_unseen;
use crate::report::wire::to_writer;

/// Code points before and behind a quote.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<TextualBody<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct TextualBody<'a> {
    r#type: &'static str,
    purpose: &'static str,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    format: &'static str,
}

#[derive(Serialize)]
struct Target<'a> {
    source: Source<'a>,
    selector: (Quote<'a>, Position, Position),
}

#[derive(Serialize)]
struct Source<'a> {
    id: String,
    r#type: &'static str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// Where it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
}

#[derive(Serialize)]
struct Quote<'a> {
    r#type: &'static str,
    prefix: &'a str,
    exact: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct Position {
    r#type: &'static str,
    start: usize,
    end: usize,
}

/// Writes an AnnotationPage, an annotation a line.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = *report;
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    out.write_all(
        b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x-corroborate:evidence\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
    )?;
    let mut points: BTreeMap<(usize, Part), CodePoints> = BTreeMap::new();
    let mut is_first = true;
    for verdict in report.kept() {
        for (n, evidence) in verdict.evidence.iter().enumerate() {
            out.write_all(if is_first { b"\n" } else { b",\n" })?;
            is_first = false;
            let text = part_text(report.article(verdict.source), evidence.part);
            let points = points
                .entry((verdict.source, evidence.part))
                .or_insert_with(|| CodePoints::new(text));
            let annotation = annotation(report, verdict, n, evidence, points);
            to_writer(&annotation, &mut out)?;
        }
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

fn annotation<'a>(
    report: Report<'a>,
    verdict: &'a ClaimVerdict,
    n: usize,
    evidence: &'a Evidence,
    points: &CodePoints,
) -> Annotation<'a> {
    let claim = report.claim(verdict);
    let article = report.article(verdict.source);
    let text = part_text(article, evidence.part);
    let (claim_id, source) = (iri(&claim.id), iri(&article.id));
    Annotation {
        id: format!("urn:x-corroborate:{claim_id}:{source}:{}", n + 1),
        r#type: "Annotation",
        motivation: "assessing",
        body: bodies(claim, evidence),
        target: Target {
            source: Source {
                id: address(article, evidence.part),
                r#type: "Text",
                format: "text/plain",
                language: article.meta.language.as_deref(),
                via: web_address(article),
            },
            selector: selectors(text, evidence.span, points),
        },
    }
}

fn bodies<'a>(claim: &crate::claims::Claim, evidence: &Evidence) -> Vec<TextualBody<'a>> {
    let body = |purpose, value, language| TextualBody {
        r#type: "TextualBody",
        purpose,
        value,
        language,
        format: "text/plain",
    };
    let facets: Vec<&str> = evidence.facets.iter().map(|kind| kind.as_str()).collect();
    let mut bodies = vec![
        body("assessing", evidence.label.as_str().to_owned(), Some("en")),
        body("describing", claim.text.clone(), Some("en")),
        body("tagging", format!("claim:{}", claim.id), None),
    ];
    bodies.extend(
        facets
            .iter()
            .map(|kind| body("tagging", format!("facet:{kind}"), None)),
    );
    if let Some(said) = &evidence.said_by {
        bodies.push(body(
            "commenting",
            format!("said by {}", said.text),
            Some("en"),
        ));
    }
    bodies
}

fn selectors<'a>(
    text: &'a str,
    span: Span,
    points: &CodePoints,
) -> (Quote<'a>, Position, Position) {
    let (before, behind) = (&text[..span.start()], &text[span.end()..]);
    let prefix = before
        .char_indices()
        .rev()
        .take(CONTEXT)
        .last()
        .map_or("", |(at, _)| &before[at..]);
    let suffix = behind
        .char_indices()
        .nth(CONTEXT)
        .map_or(behind, |(at, _)| &behind[..at]);
    (
        Quote {
            r#type: "TextQuoteSelector",
            prefix,
            exact: span.slice(text),
            suffix,
        },
        Position {
            r#type: "TextPositionSelector",
            start: points.before(text, span.start()),
            end: points.before(text, span.end()),
        },
        Position {
            r#type: "DataPositionSelector",
            start: span.start(),
            end: span.end(),
        },
    )
}

/// How many code points stand before every so many bytes of a text.
struct CodePoints(Vec<(usize, usize)>);

/// Bytes between two of them.
const STEP: usize = 4096;

impl CodePoints {
    fn new(text: &str) -> Self {
        let mut marks = vec![(0, 0)];
        let mut last = 0;
        for (n, (at, _)) in text.char_indices().enumerate() {
            if at >= last + STEP {
                marks.push((at, n));
                last = at;
            }
        }
        Self(marks)
    }

    fn before(&self, text: &str, offset: usize) -> usize {
        let mark = self.0.partition_point(|(at, _)| *at <= offset) - 1;
        let (at, n) = self.0[mark];
        n + text[at..offset].chars().count()
    }
}

/// The file of an article; an article of a JSONL file by its id, a headline that came apart from the
/// text by `title`.
fn address(article: &crate::corpus::Article, part: Part) -> String {
    let path = iri(&article.path);
    let fragment = match (article.line, part) {
        (None, Part::Body) => return path,
        (None, Part::Title) => "title".to_owned(),
        (Some(_), Part::Body) => iri(&article.id),
        (Some(_), Part::Title) => format!("{}/title", iri(&article.id)),
    };
    format!("{path}#{fragment}")
}

/// A path or an id as part of an IRI (RFC 3987): what has a meaning there, or cannot be seen, is
/// percent-encoded.
fn iri(text: &str) -> String {
    let mut iri = String::with_capacity(text.len());
    for c in text.chars() {
        let is_plain = c.is_ascii_alphanumeric()
            || matches!(
                c,
                '-' | '.'
                    | '_'
                    | '~'
                    | '/'
                    | '@'
                    | '!'
                    | '$'
                    | '\''
                    | '('
                    | ')'
                    | '*'
                    | '+'
                    | ','
                    | ';'
                    | '='
            )
            || (!c.is_ascii() && !is_unseen(c) && !c.is_whitespace());
        if is_plain {
            iri.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                iri.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::{CodePoints, selectors};
    use crate::base::Span;
    use crate::report::sample::{self, Sample};

    #[test]
    fn an_annotation_for_each_passage() {
        let sample = Sample::new();
        let text = sample::text(super::write, &sample.report());
        let page: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(page["type"], "AnnotationPage");
        let items = page["items"].as_array().expect("items");
        let n: usize = sample
            .result
            .verdicts
            .iter()
            .map(|own| own.evidence.len())
            .sum();
        assert_eq!(items.len(), n);
        let first = &items[0];
        assert_eq!(
            first["id"],
            "urn:x-corroborate:harbour-talks:evening-post:1"
        );
        assert_eq!(first["motivation"], "assessing");
        assert_eq!(first["body"][0]["value"], "contradicts");
        assert_eq!(first["target"]["source"]["id"], "corpus/evening-post.txt");
        let quote = &first["target"]["selector"][0];
        assert_eq!(quote["prefix"], "Port news\n\n");
        let titled = items.iter().any(|own| {
            let id = own["target"]["source"]["id"].as_str();
            id.is_some_and(|id| id.ends_with("#title"))
        });
        assert!(titled);
    }

    proptest! {
        #[test]
        fn every_selector_leads_to_the_quote(text in "[a-zé😀\u{301}\r\n ]{0,60}", n in 0usize..60, m in 0usize..60) {
            let text = text.repeat(200);
            let bound = |n: usize| {
                let at = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                let all: Vec<usize> = at.collect();
                all[(n * 131) % all.len()]
            };
            let (a, b) = (bound(n).min(bound(m)), bound(n).max(bound(m)));
            let (quote, points, bytes) = selectors(&text, Span::new(a, b), &CodePoints::new(&text));
            let by_points: String = text.chars().skip(points.start).take(points.end - points.start).collect();
            prop_assert_eq!(&by_points, quote.exact);
            prop_assert_eq!(&text[bytes.start..bytes.end], quote.exact);
            let around = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
            prop_assert!(text.contains(&around));
        }
    }
}
