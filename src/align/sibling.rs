//! Two of one surname told apart by age: "the elder Marlow" is "his older brother, Peter".

use crate::align::Reading;
use crate::document::{Shape, TokenRange};
use crate::lang::families;

/// How many words may stand between the word of age and the given name: "his older brother, Peter".
const REACH: usize = 4;

/// For a bare surname behind "the elder" or "the younger": whether it is the older of the two.
pub(super) fn seniority(reading: &Reading<'_>, mention: TokenRange) -> Option<bool> {
    let before = mention.start().checked_sub(1)?;
    (mention.range().len() == 1)
        .then(|| families().seniority(reading.document.tokens[before].key))
        .flatten()
}

/// Whom the article introduces as an older (or younger) relative: the first mention, as a position
/// in the annotations' names.
pub(super) fn relative(reading: &Reading<'_>, is_elder: bool) -> Option<usize> {
    let document = reading.document;
    let is_said = |name: TokenRange| {
        let sentence = document.sentences[document.sentence_of(name.start())].tokens;
        let from = sentence.start().max(name.start().saturating_sub(REACH));
        let before = &document.tokens[from..name.start()];
        let age = before
            .iter()
            .rposition(|token| families().seniority(token.key) == Some(is_elder));
        age.is_some_and(|age| {
            before[age + 1..]
                .iter()
                .any(|token| families().is_relative(token.key))
                && before[age + 1..]
                    .iter()
                    .all(|token| token.shape.is(Shape::MARK) || families().is_relative(token.key))
        })
    };
    reading
        .annotations
        .names
        .iter()
        .find(|name| is_said(name.tokens))
        .map(|name| name.first)
}
