//! What a text speaks of: times, names, places, quantities, events, who says it.
//!
//! Takes a [`Document`](crate::document::Document) and its publication date; gives
//! [`Annotations`]. Never sees a claim or another article; linear in the length of the text.

pub mod date;
pub mod attribution;
pub mod event;
mod mention;
pub mod number;
pub mod name;
pub mod place;

pub use mention::*;
