//! The frame of every page: head, policy, navigation, foot. The one place where text becomes markup
//! unescaped, and only our own.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::text;

const STYLE: &str = include_str!("style.css");

/// A script of ours, held in the page by its hash.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Index,
    Article,
    List,
}

impl Script {
    fn source(self) -> &'static str {
        match self {
            Self::Index => include_str!("index.js"),
            Self::Article => include_str!("article.js"),
            Self::List => include_str!("list.js"),
        }
    }
}

/// A page on its way to the folder.
pub(super) struct Page {
    /// Path below the site's folder, with `/`.
    pub(super) path: String,
    /// For the window and the history, as text.
    pub(super) title: String,
    /// Everything inside `main`.
    pub(super) main: Markup,
    /// What makes it more than paper.
    pub(super) script: Option<Script>,
    /// Data for the script, as JSON.
    pub(super) data: Option<serde_json::Value>,
}

/// What the navigation shows, in order.
const PLACES: [(&str, &str); 5] = [
    ("index.html", "Matrix"),
    ("claims.html", "Claims"),
    ("sources.html", "Sources"),
    ("disagreements.html", "Disagreements"),
    ("timeline.html", "Timeline"),
];

impl Page {
    /// A page without script.
    pub(super) fn new(path: impl Into<String>, title: impl Into<String>, main: Markup) -> Self {
        Self {
            path: path.into(),
            title: title.into(),
            main,
            script: None,
            data: None,
        }
    }

    /// The path and the whole document.
    pub(super) fn into_html(self) -> (String, String) {
        let up = if self.path.contains('/') { "../" } else { "" };
        let script = self.script.map(Script::source);
        let document = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy(script));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " · corroborate" }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    header.site {
                        a.brand href={ (up) "index.html" } { "corroborate" }
                        nav aria-label="Pages" {
                            @for (path, name) in PLACES {
                                @if path == self.path {
                                    a href={ (up) (path) } aria-current="page" { (name) }
                                } @else {
                                    a href={ (up) (path) } { (name) }
                                }
                            }
                        }
                    }
                    main #main tabindex="-1" { (self.main) }
                    footer.site {
                        p {
                            "Made by rules that read English news text; when in doubt the quieter \
                             verdict. An “omits” means “not found”, not “not there”. "
                            a href={ (up) "reasons.html" } { "What the reasons mean" }
                        }
                    }
                    @if let Some(data) = &self.data {
                        script type="application/json" id="data" { (PreEscaped(json(data))) }
                    }
                    @if let Some(script) = script {
                        script { (PreEscaped(script)) }
                    }
                }
            }
        };
        (self.path, text::without_unseen(document.into_string()))
    }
}

/// Nothing is loaded, sent or run but our own style and script, known by their hashes (CSP level 3).
fn policy(script: Option<&str>) -> String {
    let script = script.map_or("'none'".to_owned(), hash);
    format!(
        "default-src 'none'; style-src {}; script-src {script}; base-uri 'none'; form-action 'none'",
        hash(STYLE)
    )
}

fn hash(source: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(source)))
}

/// JSON that cannot end the element that it stands in.
fn json(data: &serde_json::Value) -> String {
    let mut safe = String::new();
    for c in data.to_string().chars() {
        if matches!(c, '<' | '>' | '&') || c.is_control() || crate::report::visible::is_unseen(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Page, Script};

    #[test]
    fn data_cannot_leave_its_element() {
        let page = Page {
            script: Some(Script::Index),
            data: Some(serde_json::json!([
                "</script><script>x()",
                "\u{2028}\u{202e}"
            ])),
            ..Page::new("index.html", "</title><b>", maud::html! {})
        };
        let (_, html) = page.into_html();
        assert!(html.contains(r#"["\u003c/script\u003e\u003cscript\u003ex()","\u2028\u202e"]"#));
        assert!(html.contains("<title>&lt;/title&gt;&lt;b&gt;"));
        assert!(!html.contains("unsafe"), "{html}");
    }
}
