//! A saved web page: its text without what stands around it, and what it says about itself.
//!
//! Pages are hostile. Size, number of nodes and depth are bounded before anything is built, and
//! the libraries that read them run on a thread of their own, so that not even a fault of theirs
//! ends the program.

mod body;
mod charset;
mod facts;
mod limits;

use std::thread;

use dom_query::Document;
pub use facts::{Fact, Facts};

/// What could be read of a page.
#[derive(Debug)]
pub struct Page {
    /// Paragraphs, with an empty line between them.
    pub text: String,
    /// What the page says about itself.
    pub facts: Facts,
    /// Something a person should know: bytes that fit no encoding, a text from elsewhere.
    pub remarks: Vec<String>,
}

/// Longest page, in bytes: 32 MiB, room for pictures that are part of the file.
pub const MAX_BYTES: usize = 32 << 20;

/// Bytes of stack for the thread that reads a page.
const STACK: usize = 32 << 20;

/// Reads a page.
///
/// # Errors
/// A sentence that says why there is nothing to read.
pub fn read(bytes: &[u8]) -> Result<Page, String> {
    if bytes.len() > MAX_BYTES {
        return Err("the page is longer than 32 MiB".to_owned());
    }
    thread::scope(|scope| {
        let reader = thread::Builder::new()
            .name("page".to_owned())
            .stack_size(STACK);
        let running = reader
            .spawn_scoped(scope, || read_here(bytes))
            .map_err(|error| format!("no thread to read it: {error}"))?;
        let gave_up = |_| "the page is built in a way that cannot be read".to_owned();
        running.join().map_err(gave_up)?
    })
}

fn read_here(bytes: &[u8]) -> Result<Page, String> {
    let decoded = charset::decode(bytes);
    let mut remarks: Vec<String> = decoded.remark.into_iter().collect();
    let document = limits::parse(&decoded.text)?;
    let (facts, article_body) = facts::read(&document, &decoded.text);
    let text = body::read(
        document,
        facts.title.as_ref().map(|fact| fact.value.as_str()),
    );
    // A page that builds its text by script carries it only in its description of itself.
    let text = match article_body {
        Some(own) if own.len() > 2 * text.len() => {
            remarks.push("the text stands only in the page's JSON-LD".to_owned());
            own
        }
        _ => text,
    };
    if text.is_empty() {
        return Err("no article text was found in the page".to_owned());
    }
    Ok(Page {
        text,
        facts,
        remarks,
    })
}

/// The text of a plain file, in whatever encoding; with a remark if it was not UTF-8.
pub fn plain_text(bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let decoded = charset::decode(bytes);
    if decoded.text.contains('\0') {
        return Err("the file is binary: it has a NUL byte".to_owned());
    }
    Ok((decoded.text, decoded.remark))
}

/// Words of markup as text: entities resolved, white space made single.
fn plain(markup: &str) -> String {
    let resolved = if markup.contains('&') {
        Document::fragment(markup.replace('<', "&lt;"))
            .text()
            .to_string()
    } else {
        markup.to_owned()
    };
    let visible = resolved.replace(|c: char| c.is_control() && !c.is_whitespace(), "");
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
