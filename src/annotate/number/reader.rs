//! A sentence as the number rules see it: tokens with their rows of the number table.

use crate::document::{Document, Shape, Token};
use crate::lang::Classes;
use crate::lang::number::{NumberTable, NumberWord, Roles};
use crate::value::name::WordKey;

/// One sentence and the tables.
pub(super) struct Reader<'d, 'a> {
    pub document: &'d Document<'a>,
    pub table: &'static NumberTable,
    /// First token of the sentence.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
}

impl Reader<'_, '_> {
    /// A token of the sentence.
    pub fn token(&self, at: usize) -> Option<&Token> {
        (self.start <= at && at < self.end).then(|| &self.document.tokens[at])
    }

    /// Key of a token, zero outside the sentence.
    pub fn key(&self, at: usize) -> WordKey {
        self.token(at).map_or(WordKey::default(), |token| token.key)
    }

    /// Row of a word in the number table.
    pub fn entry(&self, at: usize) -> Option<&'static NumberWord> {
        let token = self.token(at)?;
        if !token.shape.is(Shape::WORD) {
            return None;
        }
        self.table.find(token.key)
    }

    /// Whether a word has any of these roles.
    pub fn is(&self, at: usize, roles: Roles) -> bool {
        self.entry(at).is_some_and(|word| word.roles.is(roles))
    }

    /// The characters of a token; empty outside the sentence.
    pub fn text(&self, at: usize) -> &str {
        self.token(at).map_or("", |_| self.document.word(at))
    }

    /// Whether a token has any of these shapes.
    pub fn has_shape(&self, at: usize, shape: Shape) -> bool {
        self.token(at).is_some_and(|token| token.shape.is(shape))
    }

    /// Whether a token is in any of these lexicon classes.
    pub fn is_class(&self, at: usize, classes: Classes) -> bool {
        self.token(at).is_some_and(|token| token.is(classes))
    }

    /// A hyphen or dash between two joined tokens.
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.has_shape(at, Shape::MARK)
            && self.has_shape(at, Shape::JOINED)
            && matches!(self.text(at), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
            && self.has_shape(at + 1, Shape::JOINED)
    }

    /// "of".
    pub fn is_of(&self, at: usize) -> bool {
        self.text(at) == "of"
    }

    /// "and", "&".
    pub fn is_and(&self, at: usize) -> bool {
        matches!(self.text(at), "and" | "&")
    }
}
