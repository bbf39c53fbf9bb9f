//! Claims drafted by the program itself, for a person to correct.
//!
//! [`tellings`] reads what an article says happened; [`Draft`] writes one of them as a `[[claim]]`
//! in which every guess is marked; [`suggest()`] finds the events that several articles tell, by
//! checking drafts against all of them. Nothing here decides anything: what is drafted goes through
//! the same checker as what people write.

mod claim;
mod suggest;
mod telling;

pub use claim::{Draft, Names};
pub use suggest::{Suggestion, suggest};
pub use telling::{Telling, Told, best_of_each_sentence, tellings};
