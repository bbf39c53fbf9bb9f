//! Which passages could speak of a claim, and which values stand with each.
//!
//! Takes compiled claims ([`Probe`]) and annotated articles ([`Reading`]); gives candidates with
//! the values bound to them. Knows no verdict: it says what is there, `judge` says what it means.

mod anaphor;
mod anchor;
mod bind;
mod candidate;
mod catalogue;
mod cataphor;
mod context;
mod everybody;
mod incident;
mod means;
mod near;
mod party;
mod plural;
mod probe;
mod reading;
mod reckoned;
mod said;
mod short_name;
mod sibling;
mod slots;
mod spot;
mod terms;
mod tied;
mod told_apart;
mod unnamed_kin;
mod victim;

pub use anchor::AnchorIndex;
pub use bind::{Binding, Bound, binding, owners_of};
pub use candidate::{Candidacy, Party, PartyHits, candidates, is_suspect, party_hits};
pub use context::{
    attribution, implied, is_incident, is_place_told, kin, lead_end, lent_places, lent_times,
    listed, names_all, names_other, place_named, presumed, setting, term_near,
};
pub use everybody::is_everybody_denied;
pub use incident::{
    Day, Incident, Tie, is_bare_clock, is_hour, is_of_any_state, is_of_state, is_signature,
};
pub use means::by_means;
pub use near::near;
pub use party::{Hit, Match, hits, is_possessor as is_whose};
pub use probe::{PartyProbe, PlaceProbe, Probe, is_single_holder};
pub use reading::Reading;
pub use said::said;
pub use slots::{Slots, arguments};
pub use spot::{
    NamedSpot, Spot, is_beside, is_force, is_known, is_no_scene, is_placed_site, is_pointed_at,
    named_spots,
};
pub use terms::{Term, is_term_negated};
pub use victim::{survivor, victim};
