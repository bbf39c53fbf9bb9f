//! Reads `places.tsv` and `geography.toml` into the gazetteer.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::gazetteer::key::name_key;
use crate::lang::gazetteer::relate::{Extent, degrees, kilometres};
use crate::lang::gazetteer::{Gazetteer, Place, PlaceId, PlaceKind};
use crate::value::name::{WordKey, key};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Geography {
    kind_words: Vec<String>,
    capital_words: Vec<String>,
    national_sites: Vec<String>,
    pub(super) county_words: Vec<String>,
    pub(super) contested: Vec<[String; 2]>,
    pub(super) one_ground: Vec<[String; 2]>,
    peoples: Vec<String>,
    pub(super) demonyms: BTreeMap<String, Vec<String>>,
}

pub(super) fn geography() -> &'static Geography {
    static GEOGRAPHY: OnceLock<Geography> = OnceLock::new();
    GEOGRAPHY.get_or_init(|| {
        toml::from_str(include_str!("../en/geography.toml")).expect("geography.toml is valid")
    })
}

/// Every word of `geography.toml` that names people, single words only.
pub(in crate::lang) fn demonym_words() -> impl Iterator<Item = &'static str> {
    let geography = geography();
    geography
        .demonyms
        .values()
        .flatten()
        .chain(&geography.peoples)
        .map(String::as_str)
        .filter(|word| !word.contains(' '))
}

/// A country or territory of fewer people lends its capital no weight.
const TINY_COUNTRY: u32 = 100_000;

impl Gazetteer {
    pub(super) fn read(table: &'static str) -> Self {
        let mut gazetteer = Self::default();
        let mut entries = Vec::with_capacity(40_000);
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        for (row, line) in lines.enumerate() {
            let row = u32::try_from(row).expect("fewer than 2³² places");
            let mut place = parse(line).expect("places.tsv has five or six columns");
            place.is_capital &= !gazetteer.lies_in_tiny_country(&place);
            if place.is_postal {
                for name in place.names() {
                    let (_, key) = name_key(name);
                    gazetteer.postal.entry(key).or_default().push(PlaceId(row));
                }
                gazetteer.places.push(place);
                continue;
            }
            for name in place.names() {
                if is_abbreviation(&place, name) {
                    let (_, key) = name_key(name);
                    gazetteer.abbreviations.insert(key, PlaceId(row));
                    if !is_capital_abbreviation(name) {
                        continue;
                    }
                }
                let (words, key) = name_key(name);
                if let Some(first) = words.0 {
                    let longest = gazetteer.starts.entry(first).or_default();
                    *longest = (*longest).max(words.1);
                    entries.push((key, Reverse(place.weight()), place.kind, row));
                }
            }
            gazetteer.places.push(place);
        }
        gazetteer.index(entries);
        gazetteer.add_extents();
        gazetteer.add_geography();
        gazetteer
    }

    /// Whether a place lies in a country that is hardly ever in the news: its seat is a town among
    /// others of its name.
    fn lies_in_tiny_country(&self, place: &Place) -> bool {
        place
            .within
            .and_then(|outer| self.country(outer))
            .is_some_and(|country| self.place(country).population < TINY_COUNTRY)
    }

    fn index(&mut self, mut entries: Vec<(WordKey, Reverse<u64>, PlaceKind, u32)>) {
        entries.sort_unstable();
        entries.dedup();
        self.readings.reserve(entries.len());
        self.names.reserve(entries.len());
        for group in entries.chunk_by(|a, b| a.0 == b.0) {
            let start = narrow(self.readings.len());
            self.readings
                .extend(group.iter().map(|entry| PlaceId(entry.3)));
            let end = narrow(self.readings.len());
            self.names.insert(group[0].0, (start, end));
        }
    }

    fn add_extents(&mut self) {
        let mut towns: BTreeMap<PlaceId, Vec<(f64, f64)>> = BTreeMap::new();
        for place in &self.places {
            let county = place
                .within
                .filter(|id| self.place(*id).kind == PlaceKind::County);
            if let (Some(county), Some(position)) = (county, place.position) {
                towns.entry(county).or_default().push(degrees(position));
            }
        }
        for (county, towns) in towns {
            let n = towns.len() as f64;
            let centre = (
                towns.iter().map(|town| town.0).sum::<f64>() / n,
                towns.iter().map(|town| town.1).sum::<f64>() / n,
            );
            let reach = towns
                .iter()
                .map(|town| kilometres(centre, *town))
                .fold(0.0, f64::max);
            self.extents.insert(county, Extent { centre, reach });
        }
    }

    fn add_geography(&mut self) {
        let geography = geography();
        self.kind_words = geography.kind_words.iter().map(|word| key(word)).collect();
        self.capital_words = geography
            .capital_words
            .iter()
            .map(|word| key(word))
            .collect();
        self.national_sites = geography
            .national_sites
            .iter()
            .map(|word| key(word))
            .collect();
        self.add_capitals();
        for (place, words) in &geography.demonyms {
            let readings = self.lookup_text(place);
            let place = readings
                .iter()
                .copied()
                .find(|id| self.place(*id).kind == PlaceKind::Country)
                .or(readings.first().copied());
            for word in words {
                let (_, key) = name_key(word);
                self.demonyms.extend(place.map(|place| (key, place)));
            }
        }
        let first = |name: &str| self.lookup_text(name).first().copied();
        let contested = geography
            .contested
            .iter()
            .filter_map(|[a, b]| Some((first(a)?, first(b)?)))
            .collect();
        let lying_in = |town: &str, outer: PlaceId| {
            self.lookup_text(town)
                .iter()
                .copied()
                .find(|town| *town != outer && self.contains(outer, *town))
        };
        let one_ground = geography
            .one_ground
            .iter()
            .filter_map(|[town, outer]| {
                let outer = first(outer)?;
                Some((lying_in(town, outer)?, outer))
            })
            .collect();
        self.contested = contested;
        self.one_ground = one_ground;
    }

    fn add_capitals(&mut self) {
        for row in 0..narrow(self.places.len()) {
            let id = PlaceId(row);
            let Some(country) = self.country(id).filter(|_| self.place(id).is_capital) else {
                continue;
            };
            self.capitals
                .entry(country)
                .and_modify(|capital| *capital = None)
                .or_insert(Some(id));
        }
    }
}

fn parse(line: &'static str) -> Option<Place> {
    let mut cells = line.split('\t');
    let name = cells.next()?;
    let alternatives = cells.next()?;
    let kind = cells.next()?;
    let is_capital = kind == "T";
    let is_postal = kind == "p";
    let kind = match kind {
        "n" => PlaceKind::Continent,
        "a" => PlaceKind::Area,
        "c" => PlaceKind::Country,
        "r" => PlaceKind::Region,
        "k" => PlaceKind::County,
        "t" | "T" => PlaceKind::City,
        "d" => PlaceKind::District,
        "p" => PlaceKind::City,
        _ => return None,
    };
    let within = match cells.next().unwrap_or("") {
        "" => None,
        row => Some(PlaceId(row.parse().ok()?)),
    };
    let population = match cells.next() {
        None | Some("") => 0,
        Some(people) => people.parse().ok()?,
    };
    let position = match cells.next() {
        None | Some("") => None,
        Some(position) => {
            let (latitude, longitude) = position.split_once(',')?;
            Some((latitude.parse().ok()?, longitude.parse().ok()?))
        }
    };
    Some(Place {
        name,
        alternatives,
        kind,
        within,
        population,
        is_capital,
        position,
        is_postal,
    })
}

/// Whether a name of a region is short for it. Two letters may be a word ("IN", "OR"), so these
/// count only behind another place.
fn is_abbreviation(place: &Place, name: &str) -> bool {
    place.kind == PlaceKind::Region && (name.len() == 2 || name.ends_with('.'))
}

/// Abbreviations that stand alone too.
fn is_capital_abbreviation(name: &str) -> bool {
    matches!(name, "D.C." | "DC")
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2³² names")
}
