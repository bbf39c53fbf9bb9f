//! A page becomes a tree, within bounds. Trees are built in time and space that grow with the
//! product of length and depth, so both are known before.

use std::cell::Cell;

use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// Elements open at once. Browsers stop at 512.
const MOST_DEEP: usize = 1_000;

/// Nodes of a page. A long live report has some ten thousand.
const MOST_NODES: usize = 200_000;

/// Bytes after which the number of nodes is looked at again. A tag can bring along all formatting
/// that is open, so few bytes can become many nodes.
const STEP: usize = 1_024;

/// The tree of a page.
///
/// # Errors
/// A sentence that says which bound it breaks.
pub fn parse(text: &str) -> Result<Document, String> {
    if depth(text) > MOST_DEEP {
        return Err(format!(
            "the page is nested deeper than {MOST_DEEP} elements"
        ));
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = text;
    while !rest.is_empty() {
        let (step, behind) = rest.split_at(boundary(rest, STEP));
        parser.process(StrTendril::from_slice(step));
        if parser.tokenizer.sink.sink.tree.len() > MOST_NODES {
            return Err(format!("the page has more than {MOST_NODES} parts"));
        }
        rest = behind;
    }
    Ok(parser.finish())
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// How many elements are open at most, at most as many as that: elements whose end may be left
/// out are not counted.
fn depth(text: &str) -> usize {
    let tokenizer = Tokenizer::new(Depth::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.most.get()
}

#[derive(Default)]
struct Depth {
    now: Cell<usize>,
    most: Cell<usize>,
    in_svg: Cell<bool>,
}

/// Elements without an end tag, or with one that pages leave out.
const UNCLOSED: [&str; 31] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track",
];

impl TokenSink for Depth {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        let name = &*tag.name;
        if name == "svg" {
            self.in_svg.set(tag.kind == TagKind::StartTag);
        }
        if UNCLOSED.contains(&name) || (tag.self_closing && self.in_svg.get()) {
            return TokenSinkResult::Continue;
        }
        match tag.kind {
            TagKind::StartTag => {
                self.now.set(self.now.get() + 1);
                self.most.set(self.most.get().max(self.now.get()));
            }
            TagKind::EndTag => self.now.set(self.now.get().saturating_sub(1)),
        }
        match (tag.kind, name) {
            (TagKind::StartTag, "script") => TokenSinkResult::RawData(RawKind::ScriptData),
            (TagKind::StartTag, "style" | "xmp" | "iframe" | "noembed" | "noframes") => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            (TagKind::StartTag, "title" | "textarea") => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{depth, parse};

    #[test]
    fn depth_is_that_of_open_elements() {
        assert_eq!(depth("<div><p>a<p>b<ul><li>c<li>d</ul></div><b>e</b>"), 2);
        assert_eq!(depth("<script>'<div><div>'</script>"), 1);
        assert_eq!(depth("<svg><path/><path/><path/></svg>"), 1);
    }

    #[test]
    fn bounds_are_kept() {
        let deep = "<div>".repeat(200_000);
        let error = parse(&deep).err().expect("too deep");
        assert!(error.contains("nested deeper"), "{error}");
        let wide = "<p>a".repeat(200_000);
        assert!(parse(&wide).is_err());
        // Each paragraph takes up all formatting that is open.
        let open: String = (0..900).map(|n| format!("<font size={n}>")).collect();
        let page = format!("<p>{open}</p>{}", "<p>a</p>".repeat(100_000));
        assert!(parse(&page).is_err());
    }
}
