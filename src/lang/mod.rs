//! Language data as typed tables: TOML under `src/lang/<language>/`, embedded, parsed once.
//!
//! Mechanism is code, language is data: a word that a rule needs is a row here, with examples that
//! run. Knows no document and no claim.

mod class;
mod event;
pub mod gazetteer;
mod lexicon;
pub mod morphology;

pub use class::Classes;
pub use event::{EventType, EventTypeId};
pub use gazetteer::{Gazetteer, Place, PlaceId, PlaceKind, PlaceRelation, gazetteer};
pub use lexicon::{Lexicon, Word, WordMap, lexicon};
pub use morphology::VerbForms;
