//! Language data as typed tables: TOML under `src/lang/<language>/`, embedded, parsed once.
//!
//! Mechanism is code, language is data: a word that a rule needs is a row here, with examples that
//! run. Knows no document and no claim.

mod class;
pub mod cues;
mod event;
pub mod gazetteer;
mod lexicon;
pub mod morphology;
pub mod number;
mod phrase;
mod time_words;
pub mod reporting;

pub use class::Classes;
pub use gazetteer::{Gazetteer, Place, PlaceId, PlaceKind, PlaceRelation, gazetteer};
pub use lexicon::{Lexicon, Word, WordMap, lexicon};
pub use time_words::{Holiday, HolidayRule, TimeRole, TimeUnit, TimeWord, TimeWords, time_words};
pub use phrase::{Phrase, PhraseTable, is_phrase_at};
pub use cues::Stance;
pub use event::{EventType, EventTypeId, Events, Phrase as EventPhrase, PhraseKind, Step, events};

#[cfg(test)]
pub(crate) use event::examples as event_examples;
pub use event::{EventType, EventTypeId};
pub use lexicon::{Lexicon, Word, lexicon};
pub use time_words::{
    Holiday, HolidayRule, PlanWord, TimeRole, TimeUnit, TimeWord, TimeWords, time_words,
};
