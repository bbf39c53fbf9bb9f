//! Where an incident was, as the sentences of an article tell it together, and when another place than
//! the claimed one leaves it open.

use crate::align::{self, PlaceProbe, Spot};
use crate::annotate::{NameKind, PlaceUse};
use crate::claims::Label;
use crate::document::TokenRange;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, PlaceRole, Relation};
use crate::lang::gazetteer::{PlaceRelation, gazetteer};
use crate::lang::{PlaceId, PlaceKind, events, families};

/// What must speak for another place.
const FIRM: u32 = 6;

/// What speaks for a place that stands in the dateline alone counts no more against another one.
const DESK: u32 = 6;

/// Whether two places are one for the place of an incident: the same, or a county and a town in it.
fn is_one_place(a: Option<u32>, b: Option<u32>) -> bool {
    let (Some(a), Some(b)) = (a.map(PlaceId), b.map(PlaceId)) else {
        return false;
    };
    let is_small = |id: PlaceId| gazetteer().place(id).kind >= PlaceKind::County;
    a == b
        || is_small(a) && is_small(b) && (gazetteer().contains(a, b) || gazetteer().contains(b, a))
}

/// Whether a place is a county, a town or a part of one.
fn is_town(row: Option<u32>) -> bool {
    row.is_some_and(|row| gazetteer().place(PlaceId(row)).kind >= PlaceKind::County)
}

/// Reports name the suburb, records the town: no two places so many kilometres apart contradict each
/// other in the tale of an incident.
const NEIGHBOURING: f64 = 12.0;

/// A part of a town is no farther from its middle, in kilometres.
const PART: f64 = 25.0;

/// And the town has so many times its people.
const SMALL: u32 = 10;

/// So many will do where the article tells of the town's own officers.
const LESSER: u32 = 3;

/// Whether two places lie in one county, or close by.
fn is_neighbouring(a: PlaceId, b: PlaceId) -> bool {
    let is_town = |id: PlaceId| gazetteer().place(id).kind == PlaceKind::City;
    is_same_county(a, b)
        || is_town(a)
            && is_town(b)
            && gazetteer()
                .distance(a, b)
                .is_some_and(|apart| apart < NEIGHBOURING)
}

/// The county of a place.
fn county(id: PlaceId) -> Option<PlaceId> {
    gazetteer()
        .upward(id)
        .find(|container| gazetteer().place(*container).kind == PlaceKind::County)
}

/// Whether two places lie in one county.
fn is_same_county(a: PlaceId, b: PlaceId) -> bool {
    county(a).is_some() && county(a) == county(b)
}

impl Case<'_> {
    /// The place of an incident as the sentences of the article tell it together; `None` where they
    /// leave it open.
    pub(super) fn incident_place(&self, claimed: &PlaceProbe) -> Option<Finding> {
        let spots = &self.reading.incident().spots;
        let relate = |at: usize| compare::place_rows(self.reading, claimed, at);
        let weight = |of: &dyn Fn(&Spot) -> bool| -> u32 {
            spots
                .iter()
                .filter(|spot| of(spot))
                .map(|spot| spot.tie.weight())
                .sum()
        };
        // "Toledo Police say": whose officers it was.
        let is_whose = |spot: &Spot| {
            matches!(
                self.reading.annotations.places[spot.at].use_,
                PlaceUse::Actor | PlaceUse::Origin
            )
        };
        let is_meant = |spot: &Spot| {
            compare::place(self.reading, claimed, spot.at, PlaceRole::default())
                == Some(Relation::Fits)
                || is_whose(spot)
                    && matches!(
                        relate(spot.at),
                        PlaceRelation::Equal | PlaceRelation::Within
                    )
        };
        // A place of what was long before speaks neither for the claimed one nor makes way for another.
        let fits = |spot: &Spot| is_meant(spot) && !self.is_of_recalled(spot.at);
        let row = |at: usize| self.reading.annotations.places[at].place;
        let tokens = |spot: &Spot| self.reading.annotations.places[spot.at].tokens;
        let named = align::named_spots(self.reading, claimed);
        let by_name: u32 = named.iter().map(|spot| spot.tie.weight()).sum();
        // "Toledo firefighters were called to a barn in Perrysburg": those who came from elsewhere.
        let came_from = |spot: &Spot| {
            let is_there = |tokens: TokenRange| {
                self.reading.document.sentence_of(tokens.start()) == spot.sentence
                    && !align::is_force(self.reading, tokens)
            };
            align::is_force(self.reading, tokens(spot))
                && (named.iter().any(|named| is_there(named.tokens))
                    || spots.iter().any(|one| is_there(tokens(one)) && fits(one)))
        };
        let is_other = |spot: &Spot| {
            row(spot.at).is_some()
                && relate(spot.at) == PlaceRelation::Disjoint
                && !self.is_of_recalled(spot.at)
                && !came_from(spot)
        };
        // What holds the claimed place too, its county, says nothing against it.
        let alike = |a: &Spot, b: &Spot| is_one_place(row(a.at), row(b.at));
        let same = |a: &Spot, b: &Spot| is_other(a) && alike(a, b);
        let other = spots
            .iter()
            .filter(|spot| is_other(spot))
            .max_by_key(|spot| (weight(&|one| same(one, spot)), std::cmp::Reverse(spot.at)));
        let against = other.map_or(0, |other| weight(&|one| same(one, other)));
        let fit = spots
            .iter()
            .filter(|spot| fits(spot))
            .map(|spot| (spot.tie, tokens(spot)))
            .chain(named.iter().map(|spot| (spot.tie, spot.tokens)))
            .min_by_key(|(tie, tokens)| (*tie, tokens.start()));
        // A part of the claimed town, or a town of that name somewhere else, stands against nothing.
        let is_rival = other.is_some_and(|other| {
            !self.is_part(claimed, other.at) && self.is_settled(claimed, other.at)
        });
        let in_favour = weight(&fits) + by_name;
        // A dateline alone may be where the report was written.
        let places = &self.reading.annotations.places;
        let is_dateline = |at: usize| places[at].use_ == PlaceUse::Dateline;
        let is_desk = other.is_some_and(|other| {
            let told = |spot: &Spot| same(spot, other) && !is_dateline(spot.at);
            !spots.iter().any(told)
        });
        let pull = if is_desk { against.min(DESK) } else { against };
        if let Some((_, tokens)) = fit.filter(|_| !is_rival || in_favour * 2 >= pull) {
            let reason = Reason::PlaceContext;
            return Some(self.finding(Label::Supports, reason, tokens, false));
        }
        let other = other.filter(|other| {
            let is_rival = |spot: &Spot| {
                is_town(row(spot.at))
                    && !alike(spot, other)
                    && weight(&|one| alike(one, spot)) * 2 > against
            };
            against >= FIRM
                && claimed.is_mapped()
                && !spots.iter().any(is_rival)
                && (0..places.len())
                    .any(|at| is_one_place(row(at), row(other.at)) && !is_dateline(at))
        })?;
        let is_open = self.is_widespread() || self.is_place_open(claimed, other.at);
        (!is_open)
            .then(|| self.finding(Label::Contradicts, Reason::PlaceOther, tokens(other), true))
    }

    /// Whether the claim is of what goes over many places ("the storm"), by its kind of event, its
    /// topic or a participant.
    pub(super) fn is_widespread(&self) -> bool {
        let names = self.probe.parties.iter().flat_map(|party| &party.names);
        let heads = self.probe.about.iter().map(|term| term.head);
        let nouns = heads.chain(names.filter_map(|name| name.words.last().copied()));
        let mut types = nouns
            .flat_map(|noun| events().types_of_noun(noun))
            .chain(&self.probe.types);
        types.any(|id| families().is_widespread(*id))
    }

    /// Whether a place lies in the county of the claimed one, or close by.
    fn is_near(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let mut rows = compare::rows(self.reading, at);
        // "London" is not the village of that name which happens to lie beside one that is called
        // like the claimed place.
        if rows.iter().any(|row| align::is_known(*row)) {
            rows.retain(|row| align::is_known(*row));
        }
        claimed
            .rows
            .iter()
            .any(|claimed| rows.iter().any(|row| is_neighbouring(*claimed, *row)))
    }

    /// Whether a place close by the claimed town may be a part of it: far smaller, and with no officers
    /// or offices of its own that the article names.
    fn is_part(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let gazetteer = gazetteer();
        let places = &self.reading.annotations.places;
        let Some(row) = places[at].place.map(PlaceId) else {
            return false;
        };
        let is_town = |place: &crate::annotate::PlaceMention| {
            place.place == Some(row.0)
                && (align::is_force(self.reading, place.tokens)
                    || place
                        .tokens
                        .range()
                        .any(|token| self.reading.document.word(token) == ","))
        };
        // "Toledo police": the officers of the claimed town are at work.
        let is_policed = || {
            places.iter().enumerate().any(|(at, place)| {
                align::is_force(self.reading, place.tokens)
                    && compare::place_rows(self.reading, claimed, at) == PlaceRelation::Equal
            })
        };
        let is_small = claimed.rows.iter().any(|town| {
            let people = |id: PlaceId| gazetteer.place(id).population;
            gazetteer.place(*town).kind == PlaceKind::City
                && gazetteer.place(row).kind >= PlaceKind::City
                && gazetteer.region(*town) == gazetteer.region(row)
                && county(*town) == county(row)
                && gazetteer
                    .distance(*town, row)
                    .is_some_and(|apart| apart < PART)
                && (people(*town) / SMALL > people(row)
                    || people(*town) / LESSER > people(row) && is_policed())
        });
        is_small && !places.iter().any(is_town)
    }

    /// Whether the article leaves it open that an incident was at the claimed place, though another
    /// is told: it lies beside, the claimed one is told too, or nothing else says that the other one
    /// is meant ("shot in Odessa" may be a part of the town of the report).
    pub(in crate::judge) fn is_place_open(&self, claimed: &PlaceProbe, at: usize) -> bool {
        self.is_near(claimed, at)
            || !self.is_settled(claimed, at)
            || self.reading.incident().spots.iter().any(|spot| {
                compare::place(self.reading, claimed, spot.at, PlaceRole::default())
                    == Some(Relation::Fits)
            })
            || !align::named_spots(self.reading, claimed).is_empty()
    }

    /// Whether a place is surely the one on the map: in the region that the claim tells too, told with
    /// what it lies in, in a region or country that the article speaks of elsewhere, or known to
    /// everybody.
    fn is_settled(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let gazetteer = gazetteer();
        let places = &self.reading.annotations.places;
        let rows = compare::rows(self.reading, at);
        let words = |at: usize| {
            places[at]
                .tokens
                .range()
                .any(|token| self.reading.document.word(token) == ",")
        };
        words(at)
            || self.is_only_reading(at)
            || rows.iter().any(|row| {
                let own = gazetteer.region_or_country(*row);
                align::is_known(*row)
                    || gazetteer.place(*row).kind < PlaceKind::County
                    || claimed
                        .rows
                        .iter()
                        .chain(&claimed.outer)
                        .any(|claimed| gazetteer.region_or_country(*claimed) == own)
                    || align::is_pointed_at(self.reading, claimed, *row)
            })
    }

    /// "Graz in Austria", "the Greek island of Lesbos": the only place of its name in a country that
    /// the article tells, and that holds it.
    fn is_only_reading(&self, at: usize) -> bool {
        let annotations = self.reading.annotations;
        let document = self.reading.document;
        let Some(row) = annotations.places[at].place.map(PlaceId) else {
            return false;
        };
        let Some(country) = gazetteer().country(row).filter(|country| *country != row) else {
            return false;
        };
        let words = |tokens: TokenRange| -> Vec<_> {
            tokens.range().map(|at| document.tokens[at].key).collect()
        };
        let is_named = || {
            annotations
                .places
                .iter()
                .any(|place| place.place == Some(country.0))
        };
        let is_demonym = || {
            annotations
                .names
                .iter()
                .filter(|name| name.kind == NameKind::Demonym)
                .any(|name| gazetteer().demonym(&words(name.tokens)) == Some(country))
        };
        let readings = gazetteer().lookup(&words(annotations.places[at].tokens));
        let n_inside = readings
            .iter()
            .filter(|reading| gazetteer().contains(country, **reading))
            .count();
        n_inside == 1 && (is_named() || is_demonym())
    }
}
