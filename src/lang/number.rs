//! The number table: numerals, what bounds them, and what they count.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::examples::Examples;
use crate::lang::{PhraseTable, WordFilter, WordMap, morphology};
use crate::value::UnitClass;
use crate::value::name::{WordKey, key};

/// What a word can be around a number: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(pub u32);

#[allow(missing_docs, reason = "the names are those of numbers.toml")]
impl Roles {
    pub const CARDINAL: Self = Self(1);
    pub const TENS: Self = Self(1 << 1);
    pub const SCALE: Self = Self(1 << 2);
    pub const SHORT_SCALE: Self = Self(1 << 3);
    pub const COLLECTIVE: Self = Self(1 << 4);
    pub const MULTIPLIER: Self = Self(1 << 5);
    pub const VAGUE: Self = Self(1 << 6);
    pub const ORDINAL: Self = Self(1 << 7);
    pub const ADDITIONAL_AFTER: Self = Self(1 << 8);
    /// A noun for people, singular or plural.
    pub const PEOPLE: Self = Self(1 << 9);
    /// An adjective that counts people: "dead".
    pub const STATE: Self = Self(1 << 10);
    pub const UNIT: Self = Self(1 << 11);
    /// A plural form of a noun of the table.
    pub const PLURAL: Self = Self(1 << 12);
    pub const LABEL_BEFORE: Self = Self(1 << 13);
    pub const STREET: Self = Self(1 << 14);
    pub const LABEL_AFTER: Self = Self(1 << 15);
    pub const WEAPON: Self = Self(1 << 16);
    pub const SCORE: Self = Self(1 << 17);
    pub const AGE_BEFORE: Self = Self(1 << 18);
    pub const VIOLENCE: Self = Self(1 << 19);
    pub const BOUNDARY: Self = Self(1 << 20);
    /// Ends in -s without being a plural.
    pub const NO_PLURAL: Self = Self(1 << 21);
    /// A noun of the table in the singular.
    pub const SINGULAR: Self = Self(1 << 22);
    /// Can begin a number.
    pub const OPENS: Self = Self(1 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 23);
    /// A number that is a name by itself: "911".
    pub const NAME: Self = Self(1 << 24);
    /// "a", "an", "his", "their": can begin a list of people that is added up.
    pub const ARTICLE: Self = Self(1 << 23);

    /// Whether it has any of these.
    #[must_use]
    pub fn is(self, roles: Self) -> bool {
        self.0 & roles.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word of the number table.
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberWord {
    /// What it can be.
    pub roles: Roles,
    /// Its value as a numeral.
    pub value: f64,
    /// Row of its unit or kind of people, from 1; 0 for none.
    pub unit: u16,
}

/// A measure or a kind of people.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Key of its first word.
    pub key: WordKey,
    /// What it measures.
    pub class: UnitClass,
    /// The unit that it converts to; people words of one kind share it.
    pub base: WordKey,
    /// How many of the base it is.
    pub factor: f64,
    /// Names anybody ("people").
    pub generic: bool,
    /// First words of kinds of people that can be the same ones.
    pub may_be: Vec<WordKey>,
    /// The unit that "per hour" makes of it.
    pub hourly: Option<WordKey>,
}

/// What a phrase says of the number that it stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Nothing: "a total of".
    Exact,
    /// "about".
    Near,
    /// "at least".
    Least,
    /// "up to".
    Most,
    /// "another": added to what was told before.
    #[serde(skip)]
    Additional,
}

/// The tables of `numbers.toml`.
#[derive(Debug, Default)]
pub struct NumberTable {
    words: WordMap<NumberWord>,
    openers: WordFilter,
    units: Vec<Unit>,
    marks: BTreeMap<char, u16>,
    /// Phrases that end right before a number.
    pub before: PhraseTable<Bound>,
    /// Phrases that begin right behind a number.
    pub after: PhraseTable<Bound>,
    /// Sentences with what is found in them, and sentences in which nothing is.
    #[cfg(test)]
    pub examples: Vec<String>,
}

/// The English number table, built at first use.
#[must_use]
pub fn number_table() -> &'static NumberTable {
    static TABLE: OnceLock<NumberTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file = toml::from_str(include_str!("en/numbers.toml")).expect("numbers.toml is valid");
        NumberTable::new(file)
    })
}

impl NumberTable {
    /// Whether a number may begin with a word: [`Roles::OPENS`].
    #[must_use]
    pub fn may_open(&self, word: WordKey) -> bool {
        self.openers.may_have(word)
    }

    /// A word of the table.
    #[must_use]
    pub fn find(&self, word: WordKey) -> Option<&NumberWord> {
        self.words.get(&word)
    }

    /// Unit of a word.
    #[must_use]
    pub fn unit(&self, word: WordKey) -> Option<&Unit> {
        self.find(word).and_then(|word| self.unit_at(word.unit))
    }

    /// Unit of a row.
    #[must_use]
    pub fn unit_at(&self, row: u16) -> Option<&Unit> {
        self.units.get(usize::from(row).checked_sub(1)?)
    }

    /// Unit of a mark: "$", "%".
    #[must_use]
    pub fn unit_of_mark(&self, mark: &str) -> Option<&Unit> {
        let mark = mark.chars().next()?;
        self.marks.get(&mark).and_then(|row| self.unit_at(*row))
    }

    fn new(file: NumberFile) -> Self {
        let mut table = Self::default();
        #[cfg(test)]
        {
            table.examples = file.examples();
        }
        for (roles, words) in [
            (Roles::CARDINAL, file.cardinal),
            (Roles::TENS, file.tens),
            (Roles::SCALE, file.scale),
            (Roles::SHORT_SCALE, file.short_scale),
            (Roles::COLLECTIVE, file.collective),
            (Roles::MULTIPLIER, file.multiplier),
            (Roles::VAGUE, file.vague),
            (Roles::ORDINAL, file.ordinal),
        ] {
            for (word, value) in words {
                let word = table.add(&word, roles);
                word.value = value;
            }
        }
        for row in file.around {
            for phrase in row.before {
                table.before.add_by_last(&phrase, row.bound);
            }
            for phrase in row.after {
                table.after.add_by_first(&phrase, row.bound);
            }
        }
        for phrase in file.additional.before {
            table.before.add_by_last(&phrase, Bound::Additional);
        }
        for (roles, words) in [
            (Roles::ADDITIONAL_AFTER, file.additional.after),
            (Roles::LABEL_BEFORE, file.label.before),
            (Roles::STREET, file.label.street),
            (Roles::LABEL_AFTER, file.label.after),
            (Roles::NAME, file.label.numbers),
            (Roles::WEAPON, file.label.weapon),
            (Roles::SCORE, file.label.score),
            (Roles::AGE_BEFORE, file.age.before),
            (Roles::VIOLENCE, file.violence.nouns),
            (Roles::BOUNDARY, file.boundary.words),
            (Roles::NO_PLURAL, file.boundary.singular),
            (Roles::PLURAL, file.boundary.plural),
        ] {
            for word in words {
                table.add(&word, roles);
            }
        }
        for word in file.articles {
            table.add(&word, Roles::ARTICLE);
        }
        for row in file.people {
            let unit = table.push_unit(&row.nouns[0], UnitClass::People, None, 1.0, row.generic);
            let own = table.units.last_mut().expect("just pushed");
            own.may_be = row.may_be.iter().map(|word| key(word)).collect();
            table.add_nouns(&row.nouns, Roles::PEOPLE, unit);
        }
        for row in file.state {
            let unit = table.push_unit(&row.words[0], UnitClass::People, None, 1.0, false);
            for word in &row.words {
                table.add(word, Roles::STATE).unit = unit;
            }
            table.add_nouns(&row.nouns, Roles::PEOPLE, unit);
        }
        for row in file.unit {
            let class = class_named(&row.class);
            let unit = table.push_unit(&row.words[0], class, Some(&row.base), row.factor, false);
            table.units[usize::from(unit) - 1].hourly = row.hourly.as_deref().map(key);
            table.add_nouns(&row.words, Roles::UNIT, unit);
            for mark in row.marks {
                table.marks.insert(mark, unit);
            }
        }
        let words = table.words.iter();
        table.openers = words
            .filter(|(_, word)| word.roles.is(Roles::OPENS))
            .map(|(key, _)| *key)
            .collect();
        table
    }

    fn add(&mut self, word: &str, roles: Roles) -> &mut NumberWord {
        let entry = self.words.entry(key(word)).or_default();
        entry.roles = entry.roles.with(roles);
        entry
    }

    fn push_unit(
        &mut self,
        noun: &str,
        class: UnitClass,
        base: Option<&str>,
        factor: f64,
        generic: bool,
    ) -> u16 {
        let first = noun.split('/').next().expect("a split gives a part");
        self.units.push(Unit {
            key: key(first),
            class,
            base: key(base.unwrap_or(first)),
            factor,
            generic,
            may_be: Vec::new(),
            hourly: None,
        });
        u16::try_from(self.units.len()).expect("fewer than 65,536 units")
    }

    fn add_nouns(&mut self, nouns: &[String], roles: Roles, unit: u16) {
        for noun in nouns {
            let (singular, plural) = match noun.split_once('/') {
                Some((singular, plural)) => (singular, plural.to_owned()),
                None => (noun.as_str(), morphology::plural(noun)),
            };
            for (word, number) in [(singular, Roles::SINGULAR), (&plural, Roles::PLURAL)] {
                let word = self.add(word, roles.with(number));
                // A word of two rows keeps the first one.
                if word.unit == 0 {
                    word.unit = unit;
                }
            }
        }
    }
}

fn class_named(name: &str) -> UnitClass {
    match name {
        "money" => UnitClass::Money,
        "length" => UnitClass::Length,
        "area" => UnitClass::Area,
        "volume" => UnitClass::Volume,
        "mass" => UnitClass::Mass,
        "speed" => UnitClass::Speed,
        "share" => UnitClass::Share,
        "temperature" => UnitClass::Temperature,
        "duration" => UnitClass::Duration,
        "scale" => UnitClass::Scale,
        _ => unreachable!("numbers.toml names a class of measures"),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NumberFile {
    articles: Vec<String>,
    cardinal: BTreeMap<String, f64>,
    tens: BTreeMap<String, f64>,
    scale: BTreeMap<String, f64>,
    short_scale: BTreeMap<String, f64>,
    collective: BTreeMap<String, f64>,
    multiplier: BTreeMap<String, f64>,
    vague: BTreeMap<String, f64>,
    ordinal: BTreeMap<String, f64>,
    around: Vec<AroundRow>,
    additional: Additional,
    people: Vec<PeopleRow>,
    state: Vec<StateRow>,
    unit: Vec<UnitRow>,
    label: Label,
    age: Age,
    violence: Violence,
    boundary: Boundary,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    sentence: Examples,
}

#[derive(Deserialize)]
struct AroundRow {
    bound: Bound,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
struct Additional {
    before: Vec<String>,
    after: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PeopleRow {
    #[serde(default)]
    generic: bool,
    #[serde(default)]
    may_be: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateRow {
    words: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    class: String,
    base: String,
    factor: f64,
    words: Vec<String>,
    #[serde(default)]
    marks: Vec<char>,
    hourly: Option<String>,
}

#[derive(Deserialize)]
struct Label {
    before: Vec<String>,
    street: Vec<String>,
    numbers: Vec<String>,
    after: Vec<String>,
    weapon: Vec<String>,
    score: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
struct Age {
    before: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
struct Violence {
    nouns: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Boundary {
    words: Vec<String>,
    singular: Vec<String>,
    plural: Vec<String>,
}

#[cfg(test)]
impl NumberFile {
    fn examples(&self) -> Vec<String> {
        let around = self.around.iter().map(|row| &row.examples);
        let rest = [
            &self.additional.examples,
            &self.label.examples,
            &self.age.examples,
            &self.violence.examples,
            &self.sentence,
        ];
        around
            .chain(rest)
            .flat_map(|row| {
                let absent = row.absent.iter().map(|text| format!("{text} => "));
                row.examples.iter().cloned().chain(absent)
            })
            .collect()
    }
}
