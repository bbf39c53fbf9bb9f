//! Lists of happenings of one kind: "Other recent attacks:", "The deadliest fires since 1990:".
//!
//! Behind such a cue every item tells a happening of its own, with its own day, place and numbers.
//! None of it is said of the article's main event, nor of the neighbouring item. An item is a
//! paragraph, or a headline with the paragraphs below it.

use crate::align::Reading;
use crate::annotate::EventForm;
use crate::document::{Part, SentenceKind, Shape};
use crate::lang::families;

/// A headline above an item has no more tokens.
const HEADLINE: usize = 14;

/// For each sentence the item that it belongs to, named by the item's first paragraph; empty where
/// the article has no list.
pub(super) fn items(reading: &Reading<'_>) -> Vec<Option<u32>> {
    let sentences = &reading.document.sentences;
    let Some(cue) = (0..sentences.len()).find(|at| is_cue(reading, *at)) else {
        return Vec::new();
    };
    let mut items = vec![None; cue + 1];
    let has_headlines = cue + 1 < sentences.len() && is_headline(reading, cue + 1);
    let mut item = 0;
    let mut paragraph = sentences[cue].paragraph;
    for (at, sentence) in sentences.iter().enumerate().skip(cue + 1) {
        let is_new = sentence.paragraph != paragraph;
        if is_new && (!has_headlines || is_headline(reading, at)) {
            item = sentence.paragraph;
        }
        paragraph = sentence.paragraph;
        items.push(Some(item));
    }
    items
}

/// A short line that does not end like a sentence.
fn is_headline(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let tokens = document.sentences[at].tokens;
    let ends = |last: usize| document.tokens[last].shape.is(Shape::MARK);
    tokens.range().len() <= HEADLINE && !tokens.range().next_back().is_some_and(ends)
}

/// "Here are some of the deadliest attacks of the past ten years:"
fn is_cue(reading: &Reading<'_>, at: usize) -> bool {
    let document = reading.document;
    let sentence = &document.sentences[at];
    let tokens = sentence.tokens;
    let is_lone = sentence.kind == SentenceKind::Heading
        || tokens
            .range()
            .next_back()
            .is_some_and(|last| document.word(last) == ":");
    sentence.part == Part::Body
        && is_lone
        && tokens
            .range()
            .any(|token| families().is_listing(document.tokens[token].key))
        && reading.events_in(tokens).any(|event| {
            let mention = &reading.annotations.events[event];
            let is_happening = |id| families().is_incident(id) || families().is_generic(id);
            mention.form == EventForm::Noun
                && document.word(mention.head).ends_with('s')
                && mention.types.iter().copied().any(is_happening)
        })
}
