//! Language data as typed tables: TOML under `src/lang/<language>/`, embedded, parsed once.
//!
//! Mechanism is code, language is data: a word that a rule needs is a row here, with examples that
//! run. Knows no document and no claim.

mod class;
mod event;
mod lexicon;
pub mod morphology;
pub mod number;
mod phrase;
pub mod reporting;

pub use class::Classes;
pub use event::{EventType, EventTypeId};
pub use lexicon::{Lexicon, Word, WordMap, lexicon};
pub use phrase::{Phrase, PhraseTable, is_phrase_at};
