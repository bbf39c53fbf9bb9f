//! How two places stand to each other: one in the other, apart, how far.

use crate::lang::gazetteer::{Gazetteer, PlaceId, PlaceKind, PlaceRelation};

/// Two readings of a name are both worth a thought if the smaller has at least this share of the
/// people of the larger: "Paris" is not the one in Texas unless something says so.
const PLAUSIBLE_SHARE: f64 = 0.02;

/// Kilometres from which a town and a county of one region surely share no ground.
const FAR_APART: f64 = 25.0;

/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;

/// Where the towns of a county lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Latitude and longitude of their middle, in degrees.
    pub(super) centre: (f64, f64),
    /// Kilometres from there to the farthest.
    pub(super) reach: f64,
}

impl Gazetteer {
    /// How the places found in a text stand to those of a claim. Each side is one place with
    /// perhaps several readings; the reading that agrees is taken, and `Disjoint` needs every
    /// plausible one to be known and apart.
    #[must_use]
    pub fn relate(&self, claim: &[PlaceId], found: &[PlaceId]) -> PlaceRelation {
        let is_same = |claim: &PlaceId| {
            let one_ground = |(town, outer): &(PlaceId, PlaceId)| {
                claim == town && found.contains(outer) || claim == outer && found.contains(town)
            };
            found.contains(claim) || self.one_ground.iter().any(one_ground)
        };
        if claim.iter().any(is_same) {
            return PlaceRelation::Equal;
        }
        let claim = self.plausible(claim);
        let found = self.plausible(found);
        let any = |test: &dyn Fn(PlaceId, PlaceId) -> bool| {
            claim
                .iter()
                .any(|claim| found.iter().any(|found| test(*claim, *found)))
        };
        if claim.is_empty() || found.is_empty() {
            return PlaceRelation::Unknown;
        }
        if any(&|claim, found| self.contains(claim, found)) {
            return PlaceRelation::Within;
        }
        if any(&|claim, found| self.contains(found, claim)) {
            return PlaceRelation::Wider;
        }
        // A county and the town in it that bears its name are one place, and the town has a spot.
        let [claim, found] = [self.innermost(&claim), self.innermost(&found)];
        let is_apart = |claim: &PlaceId| found.iter().all(|found| self.is_apart(*claim, *found));
        if claim.iter().all(is_apart) {
            PlaceRelation::Disjoint
        } else {
            PlaceRelation::Unknown
        }
    }

    /// The readings without those that hold another one of them.
    fn innermost(&self, readings: &[PlaceId]) -> Vec<PlaceId> {
        let holds = |id: PlaceId| {
            readings
                .iter()
                .any(|other| *other != id && self.contains(id, *other))
        };
        readings.iter().copied().filter(|id| !holds(*id)).collect()
    }

    /// The readings that somebody may mean who says nothing more.
    fn plausible(&self, readings: &[PlaceId]) -> Vec<PlaceId> {
        let most = readings
            .iter()
            .map(|id| self.place(*id).weight())
            .max()
            .unwrap_or(0);
        let least = most as f64 * PLAUSIBLE_SHARE;
        readings
            .iter()
            .copied()
            .filter(|id| self.place(*id).weight() as f64 >= least)
            .collect()
    }

    /// Whether two places, of which neither contains the other, surely share no ground.
    fn is_apart(&self, a: PlaceId, b: PlaceId) -> bool {
        let [place_a, place_b] = [self.place(a), self.place(b)];
        let [country_a, country_b] = [self.country(a), self.country(b)];
        if self.is_contested(a, b) || place_a.has_name_of(place_b) {
            return false;
        }
        let (Some(country_a), Some(country_b)) = (country_a, country_b) else {
            return false;
        };
        if country_a != country_b {
            return true;
        }
        let is_vague = |kind: PlaceKind| kind == PlaceKind::Area;
        if is_vague(place_a.kind) || is_vague(place_b.kind) {
            return false;
        }
        match (self.region(a), self.region(b)) {
            (Some(region_a), Some(region_b)) if region_a != region_b => true,
            // Towns reach over county lines, and districts are known for few cities.
            (Some(_), Some(_)) => {
                place_a.kind == place_b.kind
                    || self.distance(a, b).is_some_and(|apart| apart > FAR_APART)
            }
            _ => place_a.kind == PlaceKind::City && place_b.kind == PlaceKind::City,
        }
    }

    fn is_contested(&self, a: PlaceId, b: PlaceId) -> bool {
        self.contested.iter().any(|(x, y)| {
            self.contains(*x, a) && self.contains(*y, b)
                || self.contains(*y, a) && self.contains(*x, b)
        })
    }

    /// Kilometres between a place and another, from the edge of a county, from the centre of a town;
    /// `None` where one of them is not known.
    #[must_use]
    pub fn distance(&self, a: PlaceId, b: PlaceId) -> Option<f64> {
        let extent = |id: PlaceId| {
            let own = self.place(id).position.map(|position| Extent {
                centre: degrees(position),
                reach: 0.0,
            });
            own.or_else(|| self.extents.get(&id).copied())
        };
        let (a, b) = (extent(a)?, extent(b)?);
        Some((kilometres(a.centre, b.centre) - a.reach - b.reach).max(0.0))
    }
}

pub(super) fn degrees((latitude, longitude): (i16, i16)) -> (f64, f64) {
    (f64::from(latitude) / 100.0, f64::from(longitude) / 100.0)
}

/// Distance on the ground, good to a few kilometres where it is short (equirectangular projection).
pub(super) fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let middle = f64::midpoint(a.0, b.0).to_radians();
    let north = (a.0 - b.0) * DEGREE;
    let east = (a.1 - b.1) * DEGREE * middle.cos();
    north.hypot(east)
}
