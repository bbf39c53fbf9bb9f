//! Hover: over a claim its verdicts by source, over a passage of an article the claims it decides.

use corroborate::base::Span;
use corroborate::claims::Label;
use corroborate::document::Part;
use corroborate::gate;
use corroborate::judge::{ClaimVerdict, Evidence, Facet};
use lsp_types::{Hover, HoverContents, HoverParams};
use serde_json::{Value, json};

use crate::cli::lsp::desk::Findings;
use crate::cli::lsp::markup::Markup;
use crate::cli::lsp::outline::{Node, Outline};
use crate::cli::lsp::view::{Document, View, gist, in_text, label, part_text};

/// Most sources, or claims, that are shown with their passages.
const MAX_SHOWN: usize = 12;

pub fn hover(view: &View<'_>, params: &HoverParams) -> Value {
    let asked = &params.text_document_position_params;
    let mut markup = Markup::new(view.client.is_markdown);
    let span = match view.document(&asked.text_document.uri) {
        Some(Document::Claims(desk, file)) => {
            let text = &desk.claims.files[file].text;
            let lines = view.lines(text);
            let span = over_claims(desk, file, lines.offset(asked.position), &mut markup);
            span.map(|span| lines.range(span))
        }
        Some(Document::Article(desk, article)) => {
            let lines = view.lines(&desk.articles[article].text);
            let span = over_article(desk, article, lines.offset(asked.position), &mut markup);
            span.map(|span| lines.range(span))
        }
        _ => None,
    };
    if markup.is_empty() {
        return Value::Null;
    }
    json!(Hover {
        contents: HoverContents::Markup(markup.content()),
        range: span,
    })
}

fn over_claims(desk: &Findings, file: usize, offset: usize, markup: &mut Markup) -> Option<Span> {
    let outline = Outline::new(&desk.claims.files[file].text);
    let node = outline.value_at(offset)?;
    let claim = || {
        outline
            .claim_of(node)
            .and_then(|span| desk.claim_at(file, span))
    };
    match node.at.as_str() {
        "claim/#" | "claim/#/id" | "claim/#/text" => on_claim(desk, claim()?, markup),
        "claim/#/event"
        | "claim/#/place"
        | "claim/#/date"
        | "claim/#/quantity"
        | "claim/#/participants/#"
        | "claim/#/participants/#/name" => {
            on_facet(desk, claim()?, node, markup)?;
        }
        "suppress/#/claim" | "known-gap/#/claim" => {
            on_claim(desk, desk.claim_of_id(node.text.as_deref()?)?, markup);
        }
        at if at.starts_with("claim/#/expect/") => {
            on_source(desk, claim()?, node.text.as_deref()?, markup)?;
        }
        _ => return None,
    }
    Some(node.span)
}

/// Counts, then each source that says something with its best passage, then the silent ones.
fn on_claim(desk: &Findings, claim: usize, markup: &mut Markup) {
    let own = &desk.claims.claims[claim];
    markup.paragraph(&own.id, &own.text);
    let verdicts = desk.on_claim(claim);
    let counted: Vec<&ClaimVerdict> = verdicts.iter().collect();
    let counts = gate::counts(&counted, &desk.articles, &desk.result);
    let supports = match counts.supports == counts.independent_supports {
        true => format!("supports {}", counts.supports),
        false => format!(
            "supports {} ({} independent)",
            counts.supports, counts.independent_supports
        ),
    };
    markup.paragraph(
        "",
        &format!(
            "{supports}, contradicts {}, omits {}, mixed {}",
            counts.contradicts, counts.omits, counts.mixed
        ),
    );
    let mut telling: Vec<&ClaimVerdict> = verdicts
        .iter()
        .filter(|verdict| verdict.label != Label::Omits)
        .collect();
    telling.sort_by_key(|verdict| match verdict.label {
        Label::Contradicts => 0,
        Label::Mixed => 1,
        Label::Supports | Label::Omits => 2,
    });
    for verdict in telling.iter().take(MAX_SHOWN) {
        on_verdict(desk, verdict, markup);
    }
    if telling.len() > MAX_SHOWN {
        markup.paragraph("", &format!("… and {} more", telling.len() - MAX_SHOWN));
    }
    let silent = verdicts
        .iter()
        .filter(|verdict| verdict.label == Label::Omits);
    let silent: Vec<&str> = silent.map(|own| desk.article(own).id.as_str()).collect();
    if !silent.is_empty() {
        let more = match silent.len().saturating_sub(MAX_SHOWN) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let listed: Vec<&str> = silent.into_iter().take(MAX_SHOWN).collect();
        markup.paragraph("omits", &format!("{}{more}", listed.join(", ")));
    }
}

fn on_verdict(desk: &Findings, verdict: &ClaimVerdict, markup: &mut Markup) {
    let source = &desk.article(verdict).id;
    let head = format!("{source} {}", label(verdict));
    markup.paragraph(&head, &gist(verdict, verdict.label));
    if let Some(evidence) = verdict.evidence.first() {
        quote(desk, verdict, evidence.part, evidence.span, markup);
        said_by(evidence, markup);
    }
}

fn said_by(evidence: &Evidence, markup: &mut Markup) {
    if let Some(said_by) = &evidence.said_by {
        markup.paragraph("", &format!("said by {}", said_by.text));
    }
}

fn quote(desk: &Findings, verdict: &ClaimVerdict, part: Part, span: Span, markup: &mut Markup) {
    let words = part_text(desk.article(verdict), part).get(span.range());
    markup.quote(words.unwrap_or_default());
}

/// A source that is expected to say something: what it says, or the passage that comes nearest.
fn on_source(desk: &Findings, claim: usize, source: &str, markup: &mut Markup) -> Option<()> {
    let mut verdicts = desk.on_claim(claim).iter();
    let verdict = verdicts.find(|verdict| desk.article(verdict).id == source)?;
    if verdict.label != Label::Omits {
        on_verdict(desk, verdict, markup);
        facets(&verdict.facets, markup);
        return Some(());
    }
    let head = format!("{source} omits");
    match desk.closer(verdict).and_then(|verdict| verdict.nearest) {
        None => {
            markup.paragraph(&head, "it has no passage that comes near");
        }
        Some(nearest) => {
            markup.paragraph(
                &head,
                &format!("nearest passage: {}", nearest.reason.summary()),
            );
            quote(desk, verdict, nearest.part, nearest.span, markup);
            facets(&nearest.facets, markup);
        }
    }
    Some(())
}

/// One facet of a claim in every source that speaks of the claim.
fn on_facet(desk: &Findings, claim: usize, node: &Node, markup: &mut Markup) -> Option<()> {
    let kind = node.at.split('/').nth(2)?;
    let kind = kind.strip_suffix('s').unwrap_or(kind);
    let is_meant = |facet: &&Facet| {
        facet.kind.as_str() == kind
            && (kind != "participant" || node.text.as_deref() == Some(facet.value.as_str()))
    };
    let mut rows = vec![row(["source", "", "found", "why"])];
    for verdict in desk.on_claim(claim) {
        if verdict.label == Label::Omits {
            continue;
        }
        for facet in verdict.facets.iter().filter(is_meant) {
            rows.push(vec![
                desk.article(verdict).id.clone(),
                facet.label.as_str().to_owned(),
                found(facet),
                facet.reason.summary().to_owned(),
            ]);
        }
    }
    if rows.len() == 1 {
        return None;
    }
    rows.truncate(MAX_SHOWN * 3);
    markup.paragraph(kind, node.text.as_deref().unwrap_or(""));
    markup.table(&rows);
    Some(())
}

fn over_article(
    desk: &Findings,
    article: usize,
    offset: usize,
    markup: &mut Markup,
) -> Option<Span> {
    let mut covered: Option<Span> = None;
    let mut shown = 0;
    for (verdict, span) in deciding_at(desk, article, offset) {
        covered = Some(covered.map_or(span, |other| other.cover(span)));
        shown += 1;
        if shown > MAX_SHOWN {
            continue;
        }
        let claim = desk.claim(verdict);
        markup.paragraph(&format!("{} {}", label(verdict), claim.id), &claim.text);
        facets(&verdict.facets, markup);
        for evidence in &verdict.evidence {
            if in_text(&desk.articles[article], evidence.part, evidence.span) == span {
                said_by(evidence, markup);
            }
        }
        if let Some(reason) = desk.outcome.suppressed(verdict.claim, verdict.source) {
            markup.paragraph("accepted", reason);
        }
    }
    if shown > MAX_SHOWN {
        markup.paragraph("", &format!("… and {} more", shown - MAX_SHOWN));
    }
    covered
}

/// The verdicts that the passage at a place decides, with the passage.
pub fn deciding_at(
    desk: &Findings,
    article: usize,
    offset: usize,
) -> impl Iterator<Item = (&ClaimVerdict, Span)> {
    desk.in_article(article).filter_map(move |verdict| {
        let passages = verdict
            .evidence
            .iter()
            .map(|evidence| in_text(&desk.articles[article], evidence.part, evidence.span));
        let at = |span: &Span| span.start() <= offset && offset <= span.end() && !span.is_empty();
        passages.into_iter().find(at).map(|span| (verdict, span))
    })
}

/// What the claim says, what the source says, and why they go together or not.
fn facets(facets: &[Facet], markup: &mut Markup) {
    let mut rows = vec![row(["facet", "claim", "", "found", "why"])];
    rows.extend(facets.iter().map(|facet| {
        vec![
            facet.kind.as_str().to_owned(),
            facet.value.clone(),
            facet.label.as_str().to_owned(),
            found(facet),
            facet.reason.summary().to_owned(),
        ]
    }));
    markup.table(&rows);
}

/// The value found, with the steps that lead to it.
fn found(facet: &Facet) -> String {
    match facet.chain.as_slice() {
        [] => facet.found.clone().unwrap_or_default(),
        chain => chain.join(" → "),
    }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
