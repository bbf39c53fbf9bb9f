//! Language data as typed tables: TOML under `src/lang/<language>/`, embedded, parsed once.
//!
//! Mechanism is code, language is data: a word that a rule needs is a row here, with examples that
//! run. Knows no document and no claim.

mod class;
pub mod cues;
mod event;
mod lexicon;
pub mod morphology;

pub use class::Classes;
pub use cues::Stance;
pub use event::{EventType, EventTypeId, Events, Phrase, PhraseKind, Step, events};
pub use lexicon::{Lexicon, Word, lexicon};

#[cfg(test)]
pub(crate) use event::{examples as event_examples, verbs as event_verbs};
