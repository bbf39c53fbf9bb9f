//! The fate table: what befalls people who are counted, and how it is said.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::{EventTypeId, WordMap, events};
use crate::value::name::{WordKey, key};

/// What befell people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// They died.
    Dead,
    /// They were injured and lived.
    Hurt,
    /// They were shot or stabbed; how it ended is not said.
    Hit,
}

/// What a word says of the people beside it.
#[derive(Clone, Copy, Debug, Default)]
pub struct FateWord {
    /// Behind them: "two were killed".
    pub behind: Option<Fate>,
    /// As the verb that has them as its object: "killing two".
    pub verb: Option<Fate>,
    /// As a noun with "of": "the deaths of two".
    pub noun: Option<Fate>,
    /// May stand between the people and the word that tells it.
    pub between: bool,
    /// Before a word of being hit: it was fatal.
    pub fatal_before: bool,
    /// Behind a word of being hit: it was fatal.
    pub fatal_behind: bool,
    /// The one who did it may be among the dead.
    pub suicide: bool,
    /// "lives".
    pub lives: bool,
    /// Takes them.
    pub takes_lives: bool,
    /// "bodies".
    pub body: bool,
    /// Makes a person none that is counted: "unborn".
    pub uncounted: bool,
    /// Before a number, or before "of" and a number: some of them are told by name.
    pub of_some: bool,
    /// A killing that was only tried.
    pub failed: bool,
    /// Whoever did it.
    pub doer: bool,
    /// Names several incidents at once.
    pub several: bool,
    /// "toll".
    pub toll: bool,
    /// May stand between "toll" and its number, right before the number.
    pub before_toll: bool,
}

/// The tables of `fates.toml`.
#[derive(Debug, Default)]
pub struct FateTable {
    words: WordMap<FateWord>,
    claims: Vec<(EventTypeId, Fate)>,
    /// Sentences with what is told in them, and sentences in which nothing is.
    #[cfg(test)]
    pub examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FateFile {
    fate: Vec<FateRow>,
    between: Words,
    fatal: Fatal,
    suicide: Words,
    lives: Lives,
    bodies: Words,
    uncounted: Words,
    of_some: Words,
    failed: Words,
    doer: Words,
    several: Words,
    toll: Toll,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    sentences: Examples,
}

/// Sentences that a test runs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
struct Examples {
    /// "sentence => fate number; fate number".
    examples: Vec<String>,
    absent: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lives {
    nouns: Vec<String>,
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FateRow {
    name: Fate,
    claims: Vec<String>,
    behind: Vec<String>,
    verbs: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Toll {
    nouns: Vec<String>,
    before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fatal {
    before: Vec<String>,
    behind: Vec<String>,
}

/// The English fate table, built at first use.
#[must_use]
pub fn fates() -> &'static FateTable {
    static TABLE: OnceLock<FateTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file = toml::from_str(include_str!("en/fates.toml")).expect("fates.toml is valid");
        FateTable::new(file)
    })
}

impl FateTable {
    /// What a word says.
    #[must_use]
    pub fn find(&self, word: WordKey) -> FateWord {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// What befell the people whom a claim of this event type counts.
    #[must_use]
    pub fn of_claim(&self, id: EventTypeId) -> Option<Fate> {
        self.claims
            .iter()
            .find(|(claimed, _)| *claimed == id)
            .map(|(_, fate)| *fate)
    }

    fn new(file: FateFile) -> Self {
        let mut table = Self::default();
        #[cfg(test)]
        {
            let absent = file.sentences.absent.iter();
            table.examples = file.sentences.examples.clone();
            table
                .examples
                .extend(absent.map(|text| format!("{text} => ")));
        }
        for row in file.fate {
            let ids = row.claims.iter().filter_map(|name| events().by_name(name));
            table.claims.extend(ids.map(|id| (id, row.name)));
            table.each(&row.behind, |word| word.behind = Some(row.name));
            table.each(&row.verbs, |word| word.verb = Some(row.name));
            table.each(&row.nouns, |word| word.noun = Some(row.name));
        }
        table.each(&file.between.words, |word| word.between = true);
        table.each(&file.fatal.before, |word| word.fatal_before = true);
        table.each(&file.fatal.behind, |word| word.fatal_behind = true);
        table.each(&file.suicide.words, |word| word.suicide = true);
        table.each(&file.lives.nouns, |word| word.lives = true);
        table.each(&file.lives.verbs, |word| word.takes_lives = true);
        table.each(&file.bodies.words, |word| word.body = true);
        table.each(&file.uncounted.words, |word| word.uncounted = true);
        table.each(&file.of_some.words, |word| word.of_some = true);
        table.each(&file.failed.words, |word| word.failed = true);
        table.each(&file.doer.words, |word| word.doer = true);
        table.each(&file.several.words, |word| word.several = true);
        table.each(&file.toll.nouns, |word| word.toll = true);
        table.each(&file.toll.before, |word| word.before_toll = true);
        table
    }

    fn each(&mut self, words: &[String], set: impl Fn(&mut FateWord)) {
        for word in words {
            set(self.words.entry(key(word)).or_default());
        }
    }
}
