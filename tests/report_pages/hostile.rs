//! Articles, ids and catalogues that try to get out of their place.

use std::collections::BTreeMap;

use serde_json::json;

use crate::check_pages;
use crate::page::Page;
use crate::site::Site;

/// Markup that would do something if it ever became markup.
pub const ATTACK: &str =
    "</p></mark></script><script>window.hacked=1</script><img src=x onerror=alert(1)>\"'><b>&amp;";

const CLAIMS: &str = r#"version = 1

[[claim]]
id = "talks"
text = "The Ferry Guild <script>window.hacked=1</script> met the Port Office."
event = "meet"
participants = ["Ferry Guild", "Port Office"]
tags = ["<b>tag", "--> tag"]
notes = "</p><script>window.hacked=1</script>"
references = ["javascript:window.hacked=1", "https://example.org/a"]
"#;

/// Ids that are no file names, or the same one on some systems.
fn ids() -> Vec<String> {
    let mut ids: Vec<String> = [
        "afp",
        "AFP",
        "Afp",
        "../../../escape",
        "..",
        "a/b",
        "a\\b",
        "con",
        "x\"><script>hacked",
        "\u{5e2}\u{5d9}\u{5ea}\u{5d5}\u{5df}",
        "?q#f",
        "%2e%2e%2f",
        " padded ",
    ]
    .map(str::to_owned)
    .to_vec();
    ids.push("long-".repeat(100));
    ids
}

fn articles() -> String {
    let mut lines = String::new();
    for id in ids() {
        let text = format!(
            "{ATTACK} The Ferry Guild met the Port Office{ATTACK} on Tuesday. \u{202e}desrever\u{1b}[31m\r\n\r\nNext \u{7}."
        );
        let line = json!({
            "id": id,
            "text": text,
            "title": format!("The Ferry Guild met the Port Office {ATTACK}"),
            "publisher": ATTACK,
            "author": ATTACK,
            "url": "javascript:window.hacked=1",
            "language": "en\"><script>",
            "dateline": ATTACK,
            "published": "2031-03-06",
        });
        lines.push_str(&format!("{line}\n"));
    }
    lines
}

fn pages() -> BTreeMap<String, Page> {
    let site = Site::new(&[("claims.toml", CLAIMS), ("articles.jsonl", &articles())]);
    site.report(&[]).code(0);
    assert_eq!(
        site.entries(),
        ["articles.jsonl", "claims.toml", "out"],
        "nothing is written outside of the folder"
    );
    site.pages()
}

#[test]
fn hostile_text_stays_text() {
    let pages = pages();
    check_pages(&pages);
    let mut shown = 0;
    for (path, page) in &pages {
        // One script of ours at most, and its data.
        let scripts: Vec<String> = page.attributes_or_none("script", "type");
        assert!(scripts.len() <= 2, "{path}: {scripts:?}");
        shown += usize::from(page.text().contains("<img src=x onerror=alert(1)>"));
        assert!(!page.source.contains("<b>"), "{path}");
        for c in page.source.chars() {
            let is_unseen = c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!is_unseen, "{path}: {c:?}");
        }
    }
    assert!(shown > ids().len(), "the text is shown as it is");
}

#[test]
fn every_id_has_pages_of_its_own_on_any_system() {
    let pages = pages();
    let mut folded: Vec<String> = pages.keys().map(|path| path.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), pages.len());
    let articles = pages.keys().filter(|path| path.starts_with("articles/"));
    assert_eq!(articles.count(), ids().len());
    for path in pages.keys() {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-./".contains(c);
        assert!(path.chars().all(is_plain), "{path}");
        assert!(!path.contains("..") && path.len() < 90, "{path}");
    }
}

#[test]
fn only_web_addresses_are_links() {
    for (path, page) in pages() {
        for href in page.attributes("a", "href") {
            assert!(
                !href.to_lowercase().starts_with("javascript"),
                "{path}: {href}"
            );
        }
    }
}
