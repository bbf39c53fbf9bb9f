//! Proper names: people, organisations, places, peoples.
//!
//! Takes a [`Document`]; gives [`NameMention`]s in reading order. A name is told by its capitals,
//! by what the lexicon and the gazetteer know of its words, and by how the article writes a word
//! elsewhere. Headlines, where every word has a capital, only repeat names that the text or the
//! lexicon knows.

mod casing;
mod chunk;
mod describe;
mod heading;
mod kind;
mod link;
mod split;

pub(super) use casing::CLOSED;
pub(super) use chunk::{has_apostrophe, longest_place};

use crate::annotate::{NameKind, NameMention};
use crate::document::{Document, TokenRange};

/// A name found, before it is linked.
#[derive(Clone, Copy, Debug)]
struct Draft {
    tokens: TokenRange,
    description: Option<TokenRange>,
    kind: NameKind,
}

/// All names of a document, in reading order. No two overlap.
#[must_use]
pub fn find(document: &Document<'_>) -> Vec<NameMention> {
    let casing = casing::Casing::read(document);
    let mut drafts = Vec::with_capacity(document.tokens.len() / 12);
    for (at, sentence) in document.sentences.iter().enumerate() {
        if casing.is_plain(at) {
            chunk::find(document, &casing, sentence.tokens, &mut drafts);
        }
    }
    heading::find(document, &casing, &mut drafts);
    drafts.sort_by_key(|draft| draft.tokens.start());
    describe::describe(document, &mut drafts);
    link::link(document, &drafts)
}

#[cfg(test)]
mod tests;
