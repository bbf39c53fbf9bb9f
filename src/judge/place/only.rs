//! The one town of an article: where a report places an incident at a street, in a quarter or in a county,
//! the town that all else in it speaks of is meant.

use crate::align::{self, PlaceProbe};
use crate::annotate::PlaceUse;
use crate::claims::Label;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare;
use crate::lang::gazetteer::{PlaceRelation, gazetteer};
use crate::lang::{Classes, PlaceId, PlaceKind};

impl Case<'_> {
    /// The claimed town where it is the only one that the article names: by its officers or offices, by
    /// what stands there, or, where the article tells the county too, by who is from there. `None` if anything
    /// is told of another place that does not hold the claimed one.
    pub(super) fn only_town(&self, claimed: &PlaceProbe) -> Option<Finding> {
        let places = &self.reading.annotations.places;
        // "Victoria said" is somebody's given name more often than a town.
        let is_scene = |at: usize| {
            matches!(places[at].use_, PlaceUse::Location | PlaceUse::Dateline)
                || align::is_force(self.reading, places[at].tokens)
                || align::is_placed_site(self.reading, places[at].tokens)
        };
        let mut sign = None;
        let mut home = None;
        let mut has_county = false;
        for (at, place) in places.iter().enumerate() {
            let tokens = place.tokens;
            let sentence = self.reading.document.sentence_of(tokens.start());
            // "It was travelling to Bremen": where somebody was bound.
            let is_bound_for = place.use_ == PlaceUse::Location
                && tokens
                    .start()
                    .checked_sub(1)
                    .is_some_and(|to| self.reading.document.tokens[to].is(Classes::TO));
            if !self.reading.is_evidence(sentence)
                || align::is_no_scene(self.reading, tokens)
                || is_bound_for
            {
                continue;
            }
            match compare::place_rows(self.reading, claimed, at) {
                PlaceRelation::Disjoint if is_scene(at) => return None,
                PlaceRelation::Disjoint => {}
                PlaceRelation::Wider => has_county |= is_county(place.place),
                PlaceRelation::Unknown => {}
                PlaceRelation::Equal | PlaceRelation::Within => {
                    let is_home =
                        place.use_ == PlaceUse::Origin || align::is_beside(self.reading, tokens);
                    let found = if is_home { &mut home } else { &mut sign };
                    found.get_or_insert(tokens);
                }
            }
        }
        let tokens = sign.or_else(|| home.filter(|_| has_county))?;
        Some(self.finding(Label::Supports, Reason::PlaceContext, tokens, false))
    }
}

/// Whether a place is a county.
fn is_county(row: Option<u32>) -> bool {
    row.is_some_and(|row| gazetteer().place(PlaceId(row)).kind == PlaceKind::County)
}
