//! A claim of one side of a place ("northern Norway") against the side that an article tells.

use crate::align::{PlaceProbe, Reading};
use crate::document::{Shape, TokenRange};
use crate::judge::compare::Relation;
use crate::lang::part::parts;
use crate::value::name::WordKey;

/// How the side that stands with the whole place in a text stands to the claimed one; `None` where
/// the claim tells no side.
#[must_use]
pub fn relate(reading: &Reading<'_>, claimed: &PlaceProbe, tokens: TokenRange) -> Option<Relation> {
    let side = claimed.side?;
    let Some(found) = side_of(reading, tokens) else {
        return Some(Relation::Vaguer);
    };
    Some(if parts().is_same_side(side, found) {
        Relation::Fits
    } else if parts().is_opposite(side, found) {
        Relation::Other
    } else {
        Relation::Vaguer
    })
}

/// "southern Norway", "the south of Norway", "Norway's south".
fn side_of(reading: &Reading<'_>, tokens: TokenRange) -> Option<WordKey> {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let is_side = |at: &usize| sentence.contains(*at) && parts().is_side(document.tokens[*at].key);
    let before = tokens.start().checked_sub(1)?;
    let is_of = document.tokens[before].key == crate::value::name::key("of");
    let in_front = match is_of {
        true => before.checked_sub(1),
        false => Some(before),
    };
    let possessive = document
        .tokens
        .get(tokens.end())
        .is_some_and(|next| next.shape.is(Shape::POSSESSIVE));
    let behind = possessive.then_some(tokens.end() + 1);
    [Some(tokens.start()), in_front, behind]
        .into_iter()
        .flatten()
        .find(is_side)
        .map(|at| document.tokens[at].key)
}
