//! Reading without understanding: tokens, sentences, paragraphs, quotations, furniture.
//!
//! Takes an article's title and text; gives a [`Document`] whose spans point into them. Knows no
//! claim, no other article and no disk.

mod clean;
mod furniture;
mod read;
mod sentence;
mod token;
mod tokenize;

pub use read::read;
pub use sentence::{Sentence, SentenceKind};
pub use token::{Shape, Token, TokenRange};

use crate::base::Span;

/// Which text a span points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The headline that came apart from the text.
    Title,
    /// The article's text.
    Body,
}

/// A text cut into tokens and sentences. Title tokens come first, then the body's.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Headline, empty if none came apart from the text.
    pub title: &'a str,
    /// The whole text; reading starts at `body_start`.
    pub body: &'a str,
    /// All tokens in reading order.
    pub tokens: Vec<Token>,
    /// All sentences in reading order; every token is in one.
    pub sentences: Vec<Sentence>,
    /// Passages between quotation marks, in reading order, not nested.
    pub quotations: Vec<Quotation>,
}

/// A passage between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Tokens between the marks, marks left out.
    pub tokens: TokenRange,
}

impl<'a> Document<'a> {
    /// The same document over another copy of its texts, or without them while it is kept: tokens
    /// and sentences are positions, which outlive the text they were found in.
    #[must_use]
    pub fn over<'b>(self, title: &'b str, body: &'b str) -> Document<'b> {
        Document {
            title,
            body,
            tokens: self.tokens,
            sentences: self.sentences,
            quotations: self.quotations,
        }
    }

    /// The text of a part.
    #[must_use]
    pub fn text(&self, part: Part) -> &'a str {
        match part {
            Part::Title => self.title,
            Part::Body => self.body,
        }
    }

    /// The characters of one token.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        let token = &self.tokens[token];
        token.span.slice(self.text(token.part()))
    }

    /// The span from the first to the last token of a range, in the text of its part.
    #[must_use]
    pub fn span(&self, tokens: TokenRange) -> Span {
        let first = self.tokens[tokens.start()].span;
        first.cover(self.tokens[tokens.end() - 1].span)
    }

    /// Index of the sentence that a token is in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end() <= token)
    }
}
