//! The text of the article: what stands around it is cut off, by the rules of Mozilla's
//! Readability where these find an article, else by what the page marks as its article.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};

/// What is never part of an article.
const NEVER: &str = "script, style, template, noscript, nav, form, button, iframe, object, svg, \
     select, textarea, dialog, [role=navigation], [role=banner], [role=dialog], \
     [role=alertdialog], [role=search], [role=menu], [role=contentinfo], [hidden], \
     [aria-modal=true]";

/// Parts of a class or id that stand for something around the article. Long enough not to be part
/// of other words.
const AROUND: [&str; 17] = [
    "cookie",
    "consent",
    "gdpr",
    "newsletter",
    "breadcrumb",
    "related-",
    "-related",
    "related_",
    "most-read",
    "most-popular",
    "read-more",
    "recommended",
    "outbrain",
    "taboola",
    "social-share",
    "share-bar",
    "site-footer",
];

/// Shortest text, in bytes, that is taken for an article without a second look.
const SHORT: usize = 250;

/// The paragraphs of the article; empty if there are none. A headline that opens them and is the
/// title is left out: the title is known apart.
pub fn read(document: Document, title: Option<&str>) -> String {
    remove_what_is_around(&document);
    let whole = marked(&document);
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        char_threshold: SHORT,
        ..Config::default()
    };
    let found = Readability::with_document(document, None, Some(config))
        .and_then(|mut readability| readability.parse())
        .map(|article| article.text_content.to_string())
        .unwrap_or_default();
    let found = tidy(&found, title);
    let whole = tidy(&whole, title);
    // Short reports are where counting words goes wrong; what the page marks is right there.
    match found.len() < SHORT && whole.len() > found.len() {
        true => whole,
        false => found,
    }
}

fn remove_what_is_around(document: &Document) {
    document.select(NEVER).remove();
    // A caption is a paragraph of its own, not the beginning of the next.
    document.select("figcaption").rename("p");
    let marked: Vec<NodeRef<'_>> = document
        .select("[class], [id]")
        .nodes()
        .iter()
        .filter(|node| is_around(node))
        .copied()
        .collect();
    for node in marked {
        node.remove_from_parent();
    }
}

fn is_around(node: &NodeRef<'_>) -> bool {
    let name = node.node_name().unwrap_or_default();
    if matches!(&*name, "html" | "body" | "main" | "article") {
        return false;
    }
    let own = |attribute: &str| node.attr(attribute).unwrap_or_default().to_lowercase();
    let names = format!("{} {}", own("class"), own("id"));
    AROUND.iter().any(|part| names.contains(part))
        // A wrapper of everything may be named after the banner in it.
        && !node.descendants_it().any(|inner| {
            let name = inner.node_name().unwrap_or_default();
            matches!(&*name, "main" | "article" | "h1")
        })
}

/// The text of what the page marks as the article, or of all that is left of it.
fn marked(document: &Document) -> String {
    for selector in [
        "[itemprop=articleBody]",
        "article",
        "main",
        "[role=main]",
        "body",
    ] {
        let found = document.select_single(selector);
        let text = found.formatted_text();
        if !text.trim().is_empty() {
            return text.to_string();
        }
    }
    String::new()
}

/// Lines without white space around them, one empty line between paragraphs, nothing that has
/// power over a terminal.
fn tidy(text: &str, title: Option<&str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let visible = line.replace(|c: char| c.is_control() && c != '\t', "");
        let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        lines.push(line);
    }
    if let Some(title) = title
        && lines.first().is_some_and(|line| line.as_str() == title)
    {
        lines.remove(0);
    }
    let text = lines.join("\n");
    let text = text.trim();
    match text.is_empty() {
        true => String::new(),
        false => format!("{text}\n"),
    }
}
