//! Places of the text: rows of the gazetteer after disambiguation inside the article, and places
//! that only the text knows ("Highlawn Avenue", "Rafah crossing").
//!
//! Takes the names of [`crate::annotate::name`]; gives [`PlaceMention`]s in reading order. A place
//! inside a longer name or phrase is a mention of its own, used as a modifier.

mod candidate;
mod resolve;
mod usage;

use crate::annotate::{NameMention, PlaceMention, PlaceUse};
use crate::document::{Document, TokenRange};
use crate::lang::PlaceId;

/// All places of a document, ordered by first token, the longer one first.
#[must_use]
pub fn find(document: &Document<'_>, names: &[NameMention]) -> Vec<PlaceMention> {
    let mut candidates = candidate::find(document, names);
    resolve::resolve(document, names, &mut candidates);
    let mut order: Vec<usize> = (0..candidates.len())
        .filter(|at| candidates[*at].is_kept())
        .collect();
    order.sort_by_key(|at| {
        let tokens = candidates[*at].tokens;
        (tokens.start(), std::cmp::Reverse(tokens.end()))
    });
    let mut position = vec![None; candidates.len()];
    for (to, from) in order.iter().enumerate() {
        position[*from] = Some(to);
    }
    order
        .into_iter()
        .map(|at| {
            let candidate = &candidates[at];
            PlaceMention {
                tokens: candidate.tokens,
                place: candidate.place.map(|id| id.0),
                within: candidate.within.and_then(|outer| position[outer]),
                use_: usage::usage(document, names, candidate),
            }
        })
        .collect()
}

/// How the name of a place on the map would stand at `tokens`.
#[must_use]
pub fn use_at(document: &Document<'_>, names: &[NameMention], tokens: TokenRange) -> PlaceUse {
    usage::use_at(document, names, tokens, true)
}

/// Where the word behind a place stands: past the comma of "a Toledo, Ohio, motel".
#[must_use]
pub fn behind(document: &Document<'_>, tokens: TokenRange) -> usize {
    usage::behind(document, tokens)
}

/// What a mention can mean, for [`crate::lang::Gazetteer::relate`]: its row, or where the article
/// does not tell which, every reading of its name. Empty for places that only the text knows.
#[must_use]
pub fn readings(document: &Document<'_>, mention: &PlaceMention) -> Vec<PlaceId> {
    if let Some(row) = mention.place {
        return vec![PlaceId(row)];
    }
    let tokens = mention.tokens;
    match crate::annotate::name::longest_place(document, tokens.start(), tokens.end()) {
        Some((end, readings)) if end == tokens.end() => readings.to_vec(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
