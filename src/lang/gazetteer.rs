//! The gazetteer: countries, first-level regions, counties, towns and districts, with what lies in
//! what. Made by `tools/gazetteer.py`; where the rows come from is told in `NOTICE`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::lexicon::WordMap;
use crate::value::name::{WordKey, key};

/// Row of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A continent.
    Continent,
    /// A part of the world or of a country without sharp borders ("Middle East").
    Area,
    /// A country or a territory with a code of its own in ISO 3166-1.
    Country,
    /// First level below a country: state, province, nation of the United Kingdom.
    Region,
    /// Second level, known for the United States and the United Kingdom only.
    County,
    /// City, town, village.
    City,
    /// Part of a city.
    District,
}

/// A place.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The name it goes by.
    pub name: &'static str,
    /// Further names, divided by `|`.
    pub alternatives: &'static str,
    /// What it is.
    pub kind: PlaceKind,
    /// The smallest known place that it lies in.
    pub within: Option<PlaceId>,
    /// People; 0 if not known.
    pub population: u32,
    /// Capital of a country that is not tiny: in the news more than other towns of its size.
    pub is_capital: bool,
    /// Latitude and longitude of its centre in hundredths of a degree; known for towns.
    pub position: Option<(i16, i16)>,
    /// A post town without people of its own: only a claim's qualified name finds it.
    pub is_postal: bool,
}

/// How a found place stands to a claimed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceRelation {
    /// The same.
    Equal,
    /// The found place lies in the claimed one.
    Within,
    /// The found place contains the claimed one.
    Wider,
    /// Neither lies in the other, whichever places are meant.
    Disjoint,
    /// Cannot be told.
    Unknown,
}

/// All places with an index by name.
#[derive(Debug, Default)]
pub struct Gazetteer {
    places: Vec<Place>,
    /// Readings of every name, grouped by name, most populous first.
    readings: Vec<PlaceId>,
    /// Post towns by name.
    postal: WordMap<Vec<PlaceId>>,
    /// Centre and reach of each county, from its towns.
    extents: BTreeMap<PlaceId, Extent>,
    /// Name key to a range of `readings`.
    names: WordMap<(u32, u32)>,
    /// Abbreviations that are read as a place only behind another ("Toledo, Ohio" as "Toledo, OH").
    abbreviations: WordMap<PlaceId>,
    /// Longest name, in words, that starts with a word.
    starts: WordMap<u8>,
    /// People and adjectives of a country.
    demonyms: WordMap<PlaceId>,
    /// Key words that stand beside a name.
    kind_words: Vec<WordKey>,
    capital_words: Vec<WordKey>,
    national_sites: Vec<WordKey>,
    /// By country; those with several capitals are left out.
    capitals: BTreeMap<PlaceId, Option<PlaceId>>,
    contested: Vec<(PlaceId, PlaceId)>,
    /// A town and the county or region that is this town and nothing else.
    one_ground: Vec<(PlaceId, PlaceId)>,
}

/// Where the towns of a county lie.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// Latitude and longitude of their middle, in degrees.
    centre: (f64, f64),
    /// Kilometres from there to the farthest.
    reach: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Geography {
    kind_words: Vec<String>,
    capital_words: Vec<String>,
    national_sites: Vec<String>,
    county_words: Vec<String>,
    contested: Vec<[String; 2]>,
    one_ground: Vec<[String; 2]>,
    peoples: Vec<String>,
    demonyms: BTreeMap<String, Vec<String>>,
}

fn geography() -> &'static Geography {
    static GEOGRAPHY: OnceLock<Geography> = OnceLock::new();
    GEOGRAPHY.get_or_init(|| {
        toml::from_str(include_str!("en/geography.toml")).expect("geography.toml is valid")
    })
}

/// Every word of `geography.toml` that names people, single words only.
pub(super) fn demonym_words() -> impl Iterator<Item = &'static str> {
    let geography = geography();
    geography
        .demonyms
        .values()
        .flatten()
        .chain(&geography.peoples)
        .map(String::as_str)
        .filter(|word| !word.contains(' '))
}

/// The gazetteer, built at first use.
#[must_use]
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| Gazetteer::read(include_str!("en/places.tsv")))
}

/// Two readings of a name are both worth a thought if the smaller has at least this share of the
/// people of the larger: "Paris" is not the one in Texas unless something says so.
const PLAUSIBLE_SHARE: f64 = 0.02;

/// Kilometres from which a town and a county of one region surely share no ground.
const FAR_APART: f64 = 25.0;

/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;

/// A country or territory of fewer people lends its capital no weight.
const TINY_COUNTRY: u32 = 100_000;

/// "Washington" alone is the capital, not the state with ten times its people.
const CAPITAL: u64 = 40;

impl Gazetteer {
    fn read(table: &'static str) -> Self {
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
                    entries.push((key, std::cmp::Reverse(place.weight()), place.kind, row));
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

    fn index(&mut self, mut entries: Vec<(WordKey, std::cmp::Reverse<u64>, PlaceKind, u32)>) {
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

    /// A row.
    ///
    /// # Panics
    /// If the id is not from this gazetteer.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All places of a name given as word keys, most populous first. Hyphens and commas are no words.
    #[must_use]
    pub fn lookup(&self, words: &[WordKey]) -> &[PlaceId] {
        self.readings(combined(words.iter().copied()))
    }

    /// As [`Self::lookup`] for a name in characters.
    #[must_use]
    pub fn lookup_text(&self, name: &str) -> &[PlaceId] {
        self.readings(name_key(name).1)
    }

    fn readings(&self, key: WordKey) -> &[PlaceId] {
        self.names.get(&key).map_or(&[], |(start, end)| {
            &self.readings[*start as usize..*end as usize]
        })
    }

    /// How many words the longest name has that starts with this word; 0 if none does.
    #[must_use]
    pub fn longest_from(&self, first: WordKey) -> usize {
        self.starts.get(&first).map_or(0, |n| usize::from(*n))
    }

    /// The state that an abbreviation means ("Mo.", "OH"). Only good behind another place.
    #[must_use]
    pub fn abbreviation(&self, words: &[WordKey]) -> Option<PlaceId> {
        let key = combined(words.iter().copied());
        self.abbreviations.get(&key).copied()
    }

    /// The country (or part of one) that a demonym belongs to; several words as in [`Self::lookup`].
    #[must_use]
    pub fn demonym(&self, words: &[WordKey]) -> Option<PlaceId> {
        let key = combined(words.iter().copied());
        self.demonyms.get(&key).copied()
    }

    /// The single words that name the people of a country ("Egyptian", "Egyptians").
    pub fn demonyms(&self, country: PlaceId) -> impl Iterator<Item = WordKey> + use<> {
        let words = self
            .place(country)
            .names()
            .find_map(|name| geography().demonyms.get(name));
        words
            .into_iter()
            .flatten()
            .filter(|word| !word.contains(' '))
            .map(|word| key(word))
    }

    /// Whether it is a country.
    #[must_use]
    pub fn is_country(&self, id: PlaceId) -> bool {
        self.place(id).kind == PlaceKind::Country
    }

    /// Whether the word stands beside place names without belonging to them ("province").
    #[must_use]
    pub fn is_kind_word(&self, word: WordKey) -> bool {
        self.kind_words.contains(&word)
    }

    /// Whether the word means a seat of government ("capital").
    #[must_use]
    pub fn is_capital_word(&self, word: WordKey) -> bool {
        self.capital_words.contains(&word)
    }

    /// Whether what the word means lies in the country whose adjective stands before it ("an Italian
    /// prison"); a restaurant or an embassy need not.
    #[must_use]
    pub fn is_national_site(&self, word: WordKey) -> bool {
        self.national_sites.contains(&word)
    }

    /// The capital of a country that has a single one.
    #[must_use]
    pub fn capital(&self, country: PlaceId) -> Option<PlaceId> {
        self.capitals.get(&country).copied().flatten()
    }

    /// Whether `inner` lies in `outer`, or is it.
    #[must_use]
    pub fn contains(&self, outer: PlaceId, inner: PlaceId) -> bool {
        self.upward(inner).any(|id| id == outer)
    }

    /// The place and all that contain it, inside out.
    pub fn upward(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        // Containment is at most continent, country, region, county, city, district deep; the
        // bound keeps a wrong table from looping.
        std::iter::successors(Some(id), |id| self.place(*id).within).take(8)
    }

    /// The country that a place lies in or is.
    #[must_use]
    pub fn country(&self, id: PlaceId) -> Option<PlaceId> {
        self.container(id, PlaceKind::Country)
    }

    /// The first-level region that a place lies in or is.
    #[must_use]
    pub fn region(&self, id: PlaceId) -> Option<PlaceId> {
        self.container(id, PlaceKind::Region)
    }

    /// The first-level region of a place, else its country.
    #[must_use]
    pub fn region_or_country(&self, id: PlaceId) -> Option<PlaceId> {
        self.region(id).or_else(|| self.country(id))
    }

    fn container(&self, id: PlaceId, kind: PlaceKind) -> Option<PlaceId> {
        self.upward(id).find(|id| self.place(*id).kind == kind)
    }

    /// Readings of a place as a claim writes it: "Cairo", "Toledo, Ohio", "the city of Toledo, OH".
    /// Empty if not known.
    #[must_use]
    pub fn resolve(&self, text: &str) -> Vec<PlaceId> {
        let mut parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let Some(name) = parts.next() else {
            return Vec::new();
        };
        let outer: Vec<Vec<PlaceId>> = parts.map(|part| self.resolve_qualifier(part)).collect();
        // "New York, New York" is the city in the state, not the state in itself.
        let lies_in = |inner: PlaceId| {
            outer.iter().all(|outer| {
                outer
                    .iter()
                    .any(|outer| *outer != inner && self.contains(*outer, inner))
            })
        };
        let mut readings = self.resolve_name(name);
        readings.retain(|id| lies_in(*id));
        if readings.is_empty() && !outer.is_empty() {
            readings = self.resolve_rare(name);
            readings.retain(|id| lies_in(*id));
        }
        readings
    }

    /// Readings of what a place lies in, as a claim writes it: Virginia for "Fenholt, Virginia".
    /// Empty if the claim does not say, or the map does not know it.
    #[must_use]
    pub fn resolve_container(&self, text: &str) -> Vec<PlaceId> {
        let Some((_, outer)) = text.split_once(',') else {
            return Vec::new();
        };
        let readings = self.resolve(outer);
        if readings.is_empty() {
            return self.resolve_qualifier(outer.trim());
        }
        readings
    }

    /// Readings of a qualifier: a name, or the abbreviation of one.
    fn resolve_qualifier(&self, text: &str) -> Vec<PlaceId> {
        let (_, key) = name_key(text);
        let mut readings = self.resolve_name(text);
        readings.extend(self.abbreviations.get(&key));
        readings
    }

    /// Names that only a qualifier makes clear: counties without the word ("Berks, Pennsylvania"),
    /// post towns, and "Mc Lean" for "McLean".
    fn resolve_rare(&self, name: &str) -> Vec<PlaceId> {
        let joined = name
            .strip_prefix("Mc ")
            .map_or_else(|| name.to_owned(), |rest| format!("Mc{rest}"));
        let mut readings = self.lookup_text(&joined).to_vec();
        for kind in &geography().county_words {
            readings.extend(self.lookup_text(&format!("{joined} {kind}")));
        }
        let (_, key) = name_key(&joined);
        readings.extend(self.postal.get(&key).into_iter().flatten());
        readings
    }

    fn resolve_name(&self, name: &str) -> Vec<PlaceId> {
        let words: Vec<WordKey> = words(name).map(key).collect();
        let mut words = words.as_slice();
        let [the, of] = [key("the"), key("of")];
        if words.first() == Some(&the) {
            words = &words[1..];
        }
        let whole = self.lookup(words);
        if !whole.is_empty() {
            return whole.to_vec();
        }
        match words {
            [kind, preposition, rest @ ..] if self.is_kind_word(*kind) && *preposition == of => {
                self.lookup(rest).to_vec()
            }
            [rest @ .., kind] if self.is_kind_word(*kind) => self.lookup(rest).to_vec(),
            _ => Vec::new(),
        }
    }

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
}

impl Place {
    /// All its names, the first one first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.name)
            .chain(self.alternatives.split('|').filter(|name| !name.is_empty()))
    }

    /// How likely the bare name means this place, by its people. A country or a state is in the
    /// news more than a town of its size.
    #[must_use]
    pub fn weight(&self) -> u64 {
        let least = match self.kind {
            PlaceKind::Continent => 1_000_000_000,
            PlaceKind::Country => 20_000_000,
            PlaceKind::Area | PlaceKind::Region => 500_000,
            PlaceKind::County => 20_000,
            PlaceKind::City | PlaceKind::District => 500,
        };
        let people = u64::from(self.population).max(least);
        if self.is_capital {
            people * CAPITAL
        } else {
            people
        }
    }

    fn has_name_of(&self, other: &Self) -> bool {
        self.names()
            .any(|name| other.names().any(|other| other.eq_ignore_ascii_case(name)))
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

fn degrees((latitude, longitude): (i16, i16)) -> (f64, f64) {
    (f64::from(latitude) / 100.0, f64::from(longitude) / 100.0)
}

/// Distance on the ground, good to a few kilometres where it is short (equirectangular projection).
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let middle = f64::midpoint(a.0, b.0).to_radians();
    let north = (a.0 - b.0) * DEGREE;
    let east = (a.1 - b.1) * DEGREE * middle.cos();
    north.hypot(east)
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

/// Words of a name as tokens have them: hyphens, commas and other marks divide, apostrophes and
/// dots do not.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && !"'.’‘ʼ`".contains(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// First word and number of words, and the key of the whole.
fn name_key(name: &str) -> ((Option<WordKey>, u8), WordKey) {
    let mut hash = START;
    let mut first = None;
    let mut n_words = 0_u8;
    for word in words(name) {
        let word = key(word);
        first.get_or_insert(word);
        n_words = n_words.saturating_add(1);
        hash = combine(hash, word);
    }
    ((first, n_words), WordKey(hash))
}

const START: u64 = 0x51_7c_c1_b7_27_22_0a_95;

/// One key for several words in order.
fn combined(words: impl Iterator<Item = WordKey>) -> WordKey {
    WordKey(words.fold(START, combine))
}

fn combine(hash: u64, word: WordKey) -> u64 {
    (hash.rotate_left(5) ^ word.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2³² names")
}

#[cfg(test)]
mod tests {
    use super::{PlaceKind, PlaceRelation, gazetteer, geography};

    #[track_caller]
    fn check(claim: &str, found: &str, expected: PlaceRelation) {
        let gazetteer = gazetteer();
        let relation = gazetteer.relate(&gazetteer.resolve(claim), &gazetteer.resolve(found));
        assert_eq!(relation, expected, "{claim} / {found}");
    }

    #[test]
    fn places_lie_in_each_other() {
        check("Egypt", "Cairo", PlaceRelation::Within);
        check("Cairo", "Egypt", PlaceRelation::Wider);
        check("Cairo", "Doha", PlaceRelation::Disjoint);
        check("Manchester", "London", PlaceRelation::Disjoint);
        check("Toledo, Ohio", "Ohio", PlaceRelation::Wider);
        check("Toledo, OH", "Toledo, Ohio", PlaceRelation::Equal);
        check("Illinois", "Chicago, Ill.", PlaceRelation::Within);
        check("Cook County, Illinois", "Chicago", PlaceRelation::Within);
        check("Saint Louis, Missouri", "St. Louis", PlaceRelation::Equal);
        check("London", "Croydon", PlaceRelation::Within);
        check("United Kingdom", "Croydon", PlaceRelation::Within);
        check("Gaza Strip", "Rafah", PlaceRelation::Within);
        check("Gaza", "Gaza City", PlaceRelation::Equal);
        check("New York City", "Brooklyn, New York", PlaceRelation::Within);
        check("Hebei", "Baoding, Hebei Province", PlaceRelation::Within);
        check("Washington, D.C.", "Washington", PlaceRelation::Equal);
        check(
            "New York, New York",
            "Buffalo, New York",
            PlaceRelation::Disjoint,
        );
        check("Turkey", "Ankara", PlaceRelation::Within);
        check("Douglas, Georgia", "Douglas", PlaceRelation::Equal);
        check("Kiev", "Kyiv", PlaceRelation::Equal);
    }

    #[test]
    fn apart_only_when_sure() {
        check(
            "Miami, Florida",
            "Palatka, Florida",
            PlaceRelation::Disjoint,
        );
        check(
            "Kansas City, Missouri",
            "Kansas City, Kansas",
            PlaceRelation::Unknown,
        );
        check("Jerusalem", "West Bank", PlaceRelation::Unknown);
        check("Nowhere Hollow", "Cairo", PlaceRelation::Unknown);
        check("Sinai", "Sharm el-Sheikh", PlaceRelation::Unknown);
        // "Paris" without more is not the town in Texas.
        check("Paris", "Texas", PlaceRelation::Disjoint);
        // Several towns of one size: any may be meant.
        check("Springfield", "Massachusetts", PlaceRelation::Wider);
    }

    #[test]
    fn abbreviations_need_a_place_before_them() {
        let gazetteer = gazetteer();
        assert!(gazetteer.resolve("OH").is_empty());
        assert!(gazetteer.resolve("Sanford, Fla.").len() == 1);
    }

    #[test]
    fn a_qualifier_makes_rare_names_clear() {
        let gazetteer = gazetteer();
        let kind = |text: &str| {
            let rows = gazetteer.resolve(text);
            assert_eq!(rows.len(), 1, "{text}");
            gazetteer.place(rows[0]).kind
        };
        assert_eq!(kind("Berks, Pennsylvania"), PlaceKind::County);
        assert_eq!(kind("Berks County, Pennsylvania"), PlaceKind::County);
        assert_eq!(kind("Mc Lean, Virginia"), PlaceKind::City);
        assert_eq!(kind("Dingmans Ferry, Pennsylvania"), PlaceKind::City);
        assert!(gazetteer.resolve("Dingmans Ferry").is_empty());
        assert!(gazetteer.resolve("Berks, Ohio").is_empty());
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let gazetteer = gazetteer();
        let distance = |a: &str, b: &str| {
            gazetteer
                .distance(gazetteer.resolve(a)[0], gazetteer.resolve(b)[0])
                .expect("both are towns or counties")
        };
        assert!((distance("Toledo, Ohio", "Cleveland, Ohio") - 160.0).abs() < 20.0);
        assert!(distance("Riviera Beach, Florida", "West Palm Beach, Florida") < 15.0);
        assert!(distance("Toledo, Ohio", "Lucas County, Ohio") < 1.0);
        check(
            "Toledo, Ohio",
            "Cuyahoga County, Ohio",
            PlaceRelation::Disjoint,
        );
        check("Toledo, Ohio", "Wood County, Ohio", PlaceRelation::Unknown);
    }

    #[test]
    fn every_demonym_has_its_country() {
        let gazetteer = gazetteer();
        for (place, words) in &geography().demonyms {
            assert!(!gazetteer.lookup_text(place).is_empty(), "{place}");
            assert!(!words.is_empty(), "{place}");
        }
        let georgia = gazetteer.demonym(&[crate::value::name::key("Georgian")]);
        let georgia = georgia.map(|id| gazetteer.place(id).kind);
        assert_eq!(georgia, Some(PlaceKind::Country));
        for pair in &geography().contested {
            assert!(
                pair.iter()
                    .all(|name| !gazetteer.lookup_text(name).is_empty()),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn a_county_that_is_one_town_is_that_town() {
        let gazetteer = gazetteer();
        assert_eq!(gazetteer.one_ground.len(), geography().one_ground.len());
        let relate = |claim: &str, found: &str| {
            gazetteer.relate(&gazetteer.resolve(claim), &gazetteer.resolve(found))
        };
        let town = "Washington, District of Columbia";
        assert_eq!(relate(town, "D.C."), PlaceRelation::Equal);
        assert_eq!(
            relate("Denver County", "Denver, Colorado"),
            PlaceRelation::Equal
        );
        assert_eq!(relate("Chicago", "Cook County"), PlaceRelation::Wider);
    }

    #[test]
    fn rows_are_sound() {
        let gazetteer = gazetteer();
        for row in 0..gazetteer.len() {
            let id = super::PlaceId(u32::try_from(row).expect("small"));
            let place = gazetteer.place(id);
            assert!(place.within != Some(id), "{}", place.name);
            assert!(gazetteer.upward(id).count() < 8, "{}", place.name);
        }
    }
}
