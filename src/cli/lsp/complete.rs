//! Completion of what the schema cannot know: ids of entities, sources and claims, event types.
//! The line is read as text, since it is rarely valid TOML while somebody writes it.

use corroborate::lang::events;
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionTextEdit, Range, TextEdit,
};
use serde_json::{Value, json};

use crate::cli::lsp::desk::Findings;
use crate::cli::lsp::outline::Outline;
use crate::cli::lsp::view::{Document, View};

pub fn complete(view: &View<'_>, params: &CompletionParams) -> Value {
    let asked = &params.text_document_position;
    let uri = &asked.text_document.uri;
    let (Some(buffer), Some(document)) = (view.buffers.get(uri), view.document(uri)) else {
        return json!([]);
    };
    let lines = view.lines(&buffer.text);
    let offset = lines.offset(asked.position);
    let (desk, is_catalogue) = match document {
        Document::Claims(desk, _) => (desk, false),
        Document::Catalogue(desk, _) => (desk, true),
        Document::Article(..) => return json!([]),
    };
    let Some(cursor) = Cursor::at(&buffer.text, offset) else {
        return json!([]);
    };
    let (kind, words) = words(desk, &cursor, is_catalogue);
    let range = Range::new(lines.position(cursor.start), lines.position(offset));
    let items = words.into_iter().map(|(word, detail)| {
        let new_text = match cursor.is_quoted {
            true => word.clone(),
            false => toml::Value::from(word.as_str()).to_string(),
        };
        CompletionItem {
            label: word,
            kind: Some(kind),
            detail,
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
            ..CompletionItem::default()
        }
    });
    json!(items.collect::<Vec<_>>())
}

type Words = Vec<(String, Option<String>)>;

fn words(desk: &Findings, cursor: &Cursor<'_>, is_catalogue: bool) -> (CompletionItemKind, Words) {
    let sources = || -> Words {
        let articles = desk.articles.iter();
        articles
            .map(|own| (own.id.clone(), own.title.clone()))
            .collect()
    };
    let claims = || -> Words {
        let claims = desk.claims.claims.iter();
        claims
            .map(|own| (own.id.clone(), Some(own.text.clone())))
            .collect()
    };
    match (cursor.table, cursor.key) {
        ("source", "based-on") if is_catalogue => (CompletionItemKind::FILE, sources()),
        _ if is_catalogue => (CompletionItemKind::TEXT, Vec::new()),
        ("claim", "event") => {
            let types = events().types().iter();
            let mut names: Words = types.map(|own| (own.name.clone(), None)).collect();
            names.sort();
            names.dedup();
            (CompletionItemKind::EVENT, names)
        }
        (_, "participants" | "name" | "or" | "place" | "attributed-to" | "part-of" | "members") => {
            (CompletionItemKind::CLASS, entities(desk))
        }
        (_, "supports" | "contradicts" | "omits" | "mixed")
        | ("suppress" | "known-gap", "source") => (CompletionItemKind::FILE, sources()),
        ("suppress" | "known-gap", "claim") => (CompletionItemKind::EVENT, claims()),
        _ => (CompletionItemKind::TEXT, Vec::new()),
    }
}

/// Ids with names.
fn entities(desk: &Findings) -> Words {
    let mut found = Words::new();
    for file in &desk.claims.files {
        let outline = Outline::new(&file.text);
        for node in outline.nodes.iter().filter(|node| node.at == "entity/*") {
            let names = outline.in_top("entity/*/names/#", node.top);
            let names: Vec<String> = names.filter_map(|name| name.text.clone()).collect();
            found.push((node.name.clone(), Some(names.join(", "))));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Where somebody is writing: in which table, behind which key.
struct Cursor<'t> {
    table: &'t str,
    key: &'t str,
    /// Where the word begins that is being written.
    start: usize,
    is_quoted: bool,
}

impl<'t> Cursor<'t> {
    fn at(text: &'t str, offset: usize) -> Option<Self> {
        let before = &text[..offset];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let is_quoted = line.matches('"').count() % 2 == 1;
        let start = match is_quoted {
            true => before.rfind('"')? + 1,
            false => offset - before.len() + before.trim_end_matches(is_word).len(),
        };
        // A header stands alone on its line, brackets around a name.
        let headers = before.lines().rev().filter_map(|line| {
            let name = line.trim().strip_prefix('[')?.trim_start_matches('[');
            let name = &name[..name.find(']')?];
            let is_name = |c: char| is_word(c) || matches!(c, '.' | '"' | ' ');
            (!name.is_empty() && name.chars().all(is_name)).then(|| name.trim())
        });
        let table = headers.into_iter().next().unwrap_or("");
        let table = table.split('.').next().unwrap_or("").trim();
        let sign = before[..start].rfind('=')?;
        let head = before[..sign].trim_end();
        let key = &head[head.trim_end_matches(is_word).len()..];
        Some(Self {
            table,
            key,
            start,
            is_quoted,
        })
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[track_caller]
    fn check(text: &str, expected: (&str, &str, &str, bool)) {
        let offset = text.find('^').expect("a cursor");
        let text = text.replace('^', "");
        let cursor = Cursor::at(&text, offset).expect("a key");
        let word = &text[cursor.start..offset];
        assert_eq!((cursor.table, cursor.key, word, cursor.is_quoted), expected);
    }

    #[test]
    fn the_key_is_found_in_unfinished_text() {
        check("[[claim]]\nevent = \"me^", ("claim", "event", "me", true));
        check("[[claim]]\nplace = ca^\n", ("claim", "place", "ca", false));
        check(
            "[[claim]]\nparticipants = [\n  \"a\",\n  { name = \"b^",
            ("claim", "name", "b", true),
        );
        check(
            "[entity.a]\nnames = [\"A\"]\n[claim.expect]\nomits = [\"x\", \"^\"]",
            ("claim", "omits", "", true),
        );
        check(
            "[[ suppress ]]\nsource = ^",
            ("suppress", "source", "", false),
        );
        assert!(Cursor::at("[[claim]]\n", 10).is_none());
    }
}
