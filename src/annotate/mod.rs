//! What a text speaks of: times, names, places, quantities, events, who says it.
//!
//! Takes a [`Document`] and its publication date; gives
//! [`Annotations`]. Never sees a claim or another article; linear in the length of the text.

pub mod attribution;
pub(crate) mod clause;
pub mod date;
pub mod entity;
pub mod event;
pub mod frame;
mod mention;
pub mod name;
pub mod number;
pub mod place;
pub mod reference;

pub use mention::*;

use crate::document::Document;
use crate::value::Interval;

/// Everything that a document speaks of. `published` anchors "Thursday".
#[must_use]
pub fn annotate(document: &Document<'_>, published: Option<Interval>) -> Annotations {
    let times = date::find(document, published);
    let names = name::find(document);
    let places = place::find(document, &names);
    let quantities = number::find(document, &times);
    let events = event::find(document);
    let attributions = attribution::find(document);
    Annotations {
        times,
        names,
        places,
        quantities,
        events,
        attributions,
    }
}
