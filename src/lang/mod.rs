//! Language data as typed tables: TOML under `src/lang/<language>/`, embedded, parsed once.
//!
//! Mechanism is code, language is data: a word that a rule needs is a row here, with examples that
//! run. Knows no document and no claim.

mod class;
mod event;
mod lexicon;
pub mod morphology;
mod time_words;

pub use class::Classes;
pub use event::{EventType, EventTypeId};
pub use lexicon::{Lexicon, Word, lexicon};
pub use time_words::{
    Holiday, HolidayRule, PlanWord, TimeRole, TimeUnit, TimeWord, TimeWords, time_words,
};
