//! The gazetteer: countries, first-level regions, counties, towns and districts, with what lies in
//! what. Made by `tools/gazetteer.py`; where the rows come from is told in `NOTICE`.

mod key;
mod read;
mod relate;
mod resolve;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::lang::gazetteer::key::{combined, name_key};
use crate::lang::gazetteer::read::geography;
use crate::lang::gazetteer::relate::Extent;
use crate::lang::lexicon::WordMap;
use crate::value::name::{WordKey, key};

pub(super) use read::demonym_words;

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

/// The gazetteer, built at first use.
#[must_use]
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| Gazetteer::read(include_str!("en/places.tsv")))
}

/// "Washington" alone is the capital, not the state with ten times its people.
const CAPITAL: u64 = 40;

impl Gazetteer {
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
