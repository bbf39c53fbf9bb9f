//! Language data as typed tables: TOML under `src/lang/<language>/`, embedded, parsed once.
//!
//! Mechanism is code, language is data: a word that a rule needs is a row here, with examples that
//! run. Knows no document and no claim.

mod class;
pub mod cues;
mod event;
mod examples;
mod family;
pub mod fate;
mod filter;
pub mod gazetteer;
mod lexicon;
pub mod morphology;
pub mod number;
pub mod part;
mod phrase;
pub mod reporting;
mod time_table;
mod time_words;
pub mod weights;

pub use class::Classes;
pub use cues::Stance;
pub use event::{
    EventType, EventTypeId, Events, NearView, NearWording, NounRole, Phrase as EventPhrase,
    PhraseKind, PhraseRest, Seconds, Step, events,
};
pub use family::{Families, families};
pub use filter::WordFilter;
pub use gazetteer::{Gazetteer, Place, PlaceId, PlaceKind, PlaceRelation, gazetteer};
pub use lexicon::{Lexicon, Word, WordMap, lexicon};
pub use morphology::VerbForms;
pub use phrase::{Phrase, PhraseTable, is_phrase_at};
pub use time_words::{
    Holiday, HolidayRule, PlanWord, TimeBound, TimeRole, TimeUnit, TimeWord, TimeWords, time_words,
};

/// Whether a claim can have this as its event: a type of the event lexicon, or any form of a verb.
#[must_use]
pub fn is_event_word(word: &str) -> bool {
    events().by_name(word).is_some() || lexicon().is_verb_form(word)
}

#[cfg(test)]
pub(crate) use event::{
    denials as event_denials, examples as event_examples, verbs as event_verbs,
};
