//! "No group has claimed it", "nobody was hurt": subjects that leave nobody out.

use crate::align::Reading;
use crate::align::probe::PartyProbe;
use crate::claims::Role;
use crate::document::Shape;
use crate::lang::cues::{WordSet, cues};
use crate::lang::{Classes, lexicon};

/// Whether the subject of an event names everybody of the participant's kind as one who had no part in
/// it, in the participant's role.
#[must_use]
pub fn is_everybody_denied(reading: &Reading<'_>, party: &PartyProbe, event: usize) -> bool {
    let frame = reading.frame(event);
    let fits = match party.role {
        Role::Any => true,
        Role::Agent => !frame.is_passive,
        Role::Patient => {
            frame.is_passive || !reading.annotations.events[event].undergone.is_empty()
        }
    };
    let Some(subject) = frame.subject.filter(|_| fits && !frame.is_nominal) else {
        return false;
    };
    let tokens = &reading.document.tokens;
    let mut words = subject
        .range()
        .filter(|at| tokens[*at].shape.is(Shape::WORD));
    let (Some(first), last) = (words.next(), words.next_back()) else {
        return false;
    };
    let head = &tokens[last.unwrap_or(first)];
    // A group is no person, and a ferry neither; "no one" may be either.
    let mut words_of_names = party.names.iter().flat_map(|name| &name.words);
    let is_thing =
        words_of_names.any(|word| lexicon().classes(*word).intersects(Classes::NAMED_THING));
    let is_other_kind = is_thing || party.is_person && head.is(Classes::BODY);
    tokens[first].is(Classes::NEGATIVE_DETERMINER)
        && cues().is(head.key, WordSet::ANYBODY)
        && words.all(|at| cues().is(tokens[at].key, WordSet::OF_ANY_KIND))
        && !is_other_kind
}
