//! From text to [`Document`].

use crate::document::{Document, Shape, tokenize};
use crate::lang::lexicon;

/// Reads a title and the text from `body_start` on.
#[must_use]
pub fn read<'a>(title: &'a str, body: &'a str, body_start: usize) -> Document<'a> {
    let lexicon = lexicon();
    let mut tokens = Vec::with_capacity((title.len() + body.len()) / 5 + 8);
    tokenize::tokenize(title, 0, Shape::TITLE, lexicon, &mut tokens);
    let title_tokens = tokens.len();
    tokenize::tokenize(body, body_start, Shape::default(), lexicon, &mut tokens);
    let mut document = Document {
        title,
        body,
        tokens,
        sentences: Vec::new(),
        quotations: Vec::new(),
    };
    crate::document::sentence::split(&mut document, title_tokens);
    document
}
