//! The scene of an article: the one place that its opening tells, for an event of the opening that has no
//! place of its own.

use crate::align::{self, Candidacy, PlaceProbe};
use crate::annotate::PlaceUse;
use crate::claims::Label;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, PlaceRole, Relation};
use crate::lang::gazetteer::{PlaceRelation, gazetteer};
use crate::lang::{PlaceId, PlaceKind};

impl Case<'_> {
    /// Another place than the claimed one, where everything that the opening places is there, and the
    /// article says nothing of the claimed one.
    pub(super) fn other_scene(&self, claimed: &PlaceProbe, best: &Candidacy) -> Option<Finding> {
        let is_opening = self.reading.is_opening(best.sentence);
        let fits = |at: usize| {
            compare::place(self.reading, claimed, at, PlaceRole::default()) == Some(Relation::Fits)
        };
        if !is_opening
            || !claimed.is_mapped()
            || align::is_place_told(self.reading, claimed, fits)
            || !align::named_spots(self.reading, claimed).is_empty()
        {
            return None;
        }
        let scene = self.scene(claimed)?;
        let (first, rest) = scene.split_first()?;
        let is_one = rest.iter().all(|(_, other)| {
            let holds = |a: PlaceId, b: PlaceId| a == b || gazetteer().contains(a, b);
            holds(first.1, *other) || holds(*other, first.1)
        });
        let lead = align::lead_end(self.reading);
        let places = &self.reading.annotations.places;
        let sentence = |at: usize| self.reading.document.sentence_of(places[at].tokens.start());
        let is_told = scene
            .iter()
            .any(|(at, _)| sentence(*at) < lead && places[*at].use_ == PlaceUse::Location);
        let at = first.0;
        (is_one && is_told && !self.is_place_open(claimed, at)).then(|| {
            self.finding(
                Label::Contradicts,
                Reason::PlaceOther,
                places[at].tokens,
                false,
            )
        })
    }

    /// The places of the opening, as far as the map knows them; `None` where one of them cannot be told
    /// from the claimed one.
    fn scene(&self, claimed: &PlaceProbe) -> Option<Vec<(usize, PlaceId)>> {
        let places = &self.reading.annotations.places;
        let mut scene = Vec::new();
        for (at, place) in places.iter().enumerate() {
            let sentence = self.reading.document.sentence_of(place.tokens.start());
            if !self.reading.is_opening(sentence) {
                break;
            }
            let is_placed = match place.use_ {
                PlaceUse::Location | PlaceUse::Dateline => true,
                PlaceUse::Modifier => align::is_placed_site(self.reading, place.tokens),
                PlaceUse::Actor | PlaceUse::Origin => false,
            };
            let Some(row) = place.place.map(PlaceId) else {
                continue;
            };
            if !is_placed
                || !self.reading.is_evidence(sentence)
                || !self.reading.lends(sentence)
                || align::is_beside(self.reading, place.tokens)
                || gazetteer().place(row).kind < PlaceKind::Region
            {
                continue;
            }
            match compare::place_rows(self.reading, claimed, at) {
                PlaceRelation::Disjoint => scene.push((at, row)),
                PlaceRelation::Wider => {}
                PlaceRelation::Equal | PlaceRelation::Within | PlaceRelation::Unknown => {
                    return None;
                }
            }
        }
        Some(scene)
    }
}
