//! Text that several articles share: wire copy, syndicated stories, press releases.
//!
//! Takes articles as [`Words`]; gives the passages that two of them share, as byte spans in both
//! ([`shared`]), and the pairs of a whole corpus that share any ([`pairs`]). Knows no claim, no
//! publisher and no disk: what to make of a shared passage is for others to say.
//!
//! Words are compared, not characters: quotation marks, dashes, white space, letter case and
//! accents change nothing, and furniture (subscription boxes, share lines) is left out. A passage
//! is a chain of equal runs of words with small edits between them; how long it must be is told at
//! [`SHORTEST_PASSAGE`]. What stands in quotation marks may be part of a passage but makes none:
//! two reporters who heard the same speech write down the same words.

mod fingerprint;
mod passage;
mod words;

pub use fingerprint::{Fingerprints, pairs};
pub use passage::{PLAIN_WORDS, Passage, SHORTEST_PASSAGE, Shared, shared};
pub use words::Words;

#[cfg(test)]
mod tests;
