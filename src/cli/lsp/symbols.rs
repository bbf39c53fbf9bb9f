//! Document symbols: the claims and entities of a claim file, the sources of a catalogue.

use corroborate::base::Span;
use lsp_types::{DocumentSymbol, DocumentSymbolParams, Location, SymbolInformation, SymbolKind};
use serde_json::{Value, json};

use crate::cli::lsp::outline::{Node, Outline};
use crate::cli::lsp::view::{Document, View};

pub fn symbols(view: &View<'_>, params: &DocumentSymbolParams) -> Value {
    let uri = &params.text_document.uri;
    let text = match view.document(uri) {
        Some(Document::Claims(desk, file)) => desk.claims.files[file].text.clone(),
        Some(Document::Catalogue(_, text)) => text.into_owned(),
        _ => return Value::Null,
    };
    let outline = Outline::new(&text);
    let lines = view.lines(&text);
    let headers: Vec<&Node> = outline
        .nodes
        .iter()
        .filter(|node| kind(node).is_some())
        .collect();
    let mut found: Vec<DocumentSymbol> = Vec::new();
    for (at, header) in headers.iter().enumerate() {
        let start = header.span.start();
        let end = headers
            .get(at + 1)
            .map_or(text.len(), |next| next.span.start());
        let (Some(symbol), false) = (symbol(&outline, header), end < start) else {
            continue;
        };
        let (name, detail, chosen) = symbol;
        let trimmed = start + text[start..end].trim_end().len();
        let whole = Span::new(start, trimmed).cover(chosen);
        #[allow(deprecated, reason = "the type has the field, which stays empty")]
        found.push(DocumentSymbol {
            name,
            detail,
            kind: kind(header).unwrap_or(SymbolKind::OBJECT),
            tags: None,
            deprecated: None,
            range: lines.range(whole),
            selection_range: lines.range(chosen),
            children: None,
        });
    }
    if view.client.is_hierarchical {
        return json!(found);
    }
    #[allow(deprecated, reason = "the type has the field, which stays empty")]
    let flat = found.into_iter().map(|symbol| SymbolInformation {
        name: symbol.name,
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location::new(uri.clone(), symbol.range),
        container_name: None,
    });
    json!(flat.collect::<Vec<_>>())
}

fn kind(node: &Node) -> Option<SymbolKind> {
    match node.at.as_str() {
        "claim/#" => Some(SymbolKind::EVENT),
        "entity/*" => Some(SymbolKind::CLASS),
        "source/#" => Some(SymbolKind::FILE),
        _ => None,
    }
}

/// Name, further words, where the name stands. A symbol without a name is none to an editor.
fn symbol(outline: &Outline, header: &Node) -> Option<(String, Option<String>, Span)> {
    let first = |at: &str| {
        let node = outline.in_top(at, header.top).next()?;
        Some((node.text.clone()?, node.span))
    };
    let (name, span, detail) = match header.at.as_str() {
        "claim/#" => {
            let (id, span) = first("claim/#/id")?;
            (id, span, first("claim/#/text"))
        }
        "source/#" => {
            let (id, span) = first("source/#/id").or_else(|| first("source/#/path"))?;
            (id, span, first("source/#/title"))
        }
        _ => (header.name.clone(), header.key, first("entity/*/names/#")),
    };
    let detail = detail.map(|(detail, _)| detail);
    (!name.trim().is_empty()).then_some((name, detail, span))
}
