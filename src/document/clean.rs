//! Tells running text from headings, captions and page furniture.

use crate::document::{Document, Part, SentenceKind, Shape};

/// Lines longer than this many tokens are no headings.
const LONGEST_HEADING: usize = 16;

/// Sets the kind of every sentence.
pub(super) fn classify(document: &mut Document<'_>) {
    let kinds: Vec<SentenceKind> = (0..document.sentences.len())
        .map(|at| kind(document, at))
        .collect();
    for (sentence, kind) in document.sentences.iter_mut().zip(kinds) {
        sentence.kind = kind;
    }
}

fn kind(document: &Document<'_>, at: usize) -> SentenceKind {
    let sentence = &document.sentences[at];
    if sentence.part == Part::Title {
        return SentenceKind::Heading;
    }
    let alone = at
        .checked_sub(1)
        .is_none_or(|before| document.sentences[before].paragraph != sentence.paragraph)
        && document
            .sentences
            .get(at + 1)
            .is_none_or(|after| after.paragraph != sentence.paragraph);
    let last = document.tokens[sentence.tokens.end() - 1];
    let n_tokens = sentence.tokens.range().len();
    if alone
        && n_tokens <= LONGEST_HEADING
        && last.shape.is(Shape::WORD.with(Shape::NUMBER))
        && !last.shape.is(Shape::DOTTED)
    {
        return SentenceKind::Heading;
    }
    SentenceKind::Prose
}
