//! Which of several of one kind: "64-bit versions" are not "32-bit versions", the north tower is not the
//! south tower, the second division is not the first.

use crate::align::Reading;
use crate::document::{Shape, TokenRange};
use crate::lang::gazetteer::gazetteer;
use crate::lang::{Classes, lexicon};
use crate::value::name::{WordKey, key};
use crate::value::words;

/// How many words before a noun are looked at for what tells it from others.
const REACH: usize = 5;

/// By what a word tells one from others of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// "64-bit".
    Number,
    /// "second".
    Rank,
    /// "north".
    Side,
    /// "Greek".
    Nation,
}

fn kind(classes: Classes, is_number: bool) -> Option<Kind> {
    if is_number || classes.intersects(Classes::NUMBER_WORD) {
        Some(Kind::Number)
    } else if classes.intersects(Classes::ORDINAL) {
        Some(Kind::Rank)
    } else if classes.intersects(Classes::COMPASS) {
        Some(Kind::Side)
    } else if classes.intersects(Classes::DEMONYM) {
        Some(Kind::Nation)
    } else {
        None
    }
}

/// Whether the noun at `head`, for a claimed name of which only the noun is there, is another one:
/// told by another number, rank, side or nation, or by none where the claim has a number, rank or side
/// and the article never has them together.
pub(super) fn is_other(
    reading: &Reading<'_>,
    name: &str,
    modifiers: &[WordKey],
    head: usize,
) -> bool {
    let claimed: Vec<(Kind, WordKey)> = words::folded_words(name)
        .iter()
        .take(modifiers.len())
        .filter_map(|word| {
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            let classes = lexicon().classes(key(word));
            kind(classes, is_number).map(|kind| (kind, key(word)))
        })
        .collect();
    if claimed.is_empty() {
        return false;
    }
    let told = told_before(reading, head);
    let is_off = claimed.iter().any(|(kind, word)| {
        let same = |(own, _): &&(Kind, WordKey)| own == kind;
        told.iter().any(|own| same(&own)) && !told.iter().any(|own| own == &(*kind, *word))
    });
    let needs = claimed.iter().any(|(kind, _)| *kind != Kind::Nation);
    is_off || needs && told.is_empty() && !is_told_in_full(reading, modifiers, head)
}

/// What tells the noun at `head` from others, by the words before it.
fn told_before(reading: &Reading<'_>, head: usize) -> Vec<(Kind, WordKey)> {
    let tokens = &reading.document.tokens;
    let floor = head.saturating_sub(REACH);
    (floor..head)
        .rev()
        .take_while(|at| {
            let token = &tokens[*at];
            let kind = kind(token.classes, token.shape.is(Shape::NUMBER));
            let closed = Classes::FUNCTION_WORD.with(Classes::POSSESSIVE_PRONOUN);
            token.shape.is(Shape::JOINED)
                || kind.is_some()
                || token.shape.is(Shape::WORD) && !token.is(closed)
        })
        .filter_map(|at| {
            let token = &tokens[at];
            // "two versions" are counted, not told apart.
            let is_count = (token.shape.is(Shape::NUMBER) || token.is(Classes::NUMBER_WORD))
                && !tokens
                    .get(at + 1)
                    .is_some_and(|next| next.shape.is(Shape::JOINED));
            let is_nation =
                !token.is(Classes::DEMONYM) || gazetteer().demonym(&[token.key]).is_some();
            kind(token.classes, token.shape.is(Shape::NUMBER))
                .filter(|_| !is_count && is_nation)
                .map(|kind| (kind, token.key))
        })
        .collect()
}

/// Whether the article has the noun with all of its claimed words before this place.
fn is_told_in_full(reading: &Reading<'_>, modifiers: &[WordKey], head: usize) -> bool {
    let tokens = &reading.document.tokens;
    let noun = tokens[head].key;
    let lemma = lexicon().lemma(noun);
    reading
        .with_lemma(lemma)
        .take_while(|at| *at < head)
        .any(|at| {
            let near = TokenRange::new(at.saturating_sub(REACH), at + 1);
            modifiers
                .iter()
                .all(|word| tokens[near.range()].iter().any(|token| token.key == *word))
        })
}
