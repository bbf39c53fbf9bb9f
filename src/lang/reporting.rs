//! The reporting table: verbs, nouns and prepositions that tell who says something.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::examples::Examples;
use crate::lang::morphology::{self, VerbForms};
use crate::lang::{PhraseTable, WordFilter, WordMap};
use crate::value::name::{WordKey, key};

/// How the source stands to what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportingStance {
    /// "said".
    #[default]
    Neutral,
    /// "claimed".
    Doubt,
    /// "denied".
    Denial,
}

/// A form of a reporting verb, or a reporting noun.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reporting {
    /// How the source stands to what is said.
    pub stance: ReportingStance,
    /// Forms of the verb that the word can be; none for nouns.
    pub forms: VerbForms,
    /// Takes a clause without "that" whatever it looks like.
    pub plain: bool,
    /// Takes a hearer: "told AFP".
    pub hearer: bool,
    /// A noun: "reports that".
    pub noun: bool,
}

/// The tables of `reporting.toml`.
#[derive(Debug, Default)]
pub struct ReportingTable {
    words: WordMap<Reporting>,
    /// "according to", by the first word.
    pub prepositions: PhraseTable<()>,
    never: WordMap<()>,
    groups: WordMap<()>,
    adverbs: WordMap<()>,
    /// Words that report, and first words of prepositions.
    tellers: WordFilter,
    /// Marked sentences, and whether something is found in them.
    #[cfg(test)]
    pub examples: Vec<(String, bool)>,
}

/// The English reporting table, built at first use.
#[must_use]
pub fn reporting_table() -> &'static ReportingTable {
    static TABLE: OnceLock<ReportingTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file =
            toml::from_str(include_str!("en/reporting.toml")).expect("reporting.toml is valid");
        ReportingTable::new(file)
    })
}

impl ReportingTable {
    /// Whether a word may report, by itself or as the first one of a preposition.
    #[must_use]
    pub fn may_tell(&self, word: WordKey) -> bool {
        self.tellers.may_have(word)
    }

    /// What a word is, if it reports.
    #[must_use]
    pub fn find(&self, word: WordKey) -> Option<&Reporting> {
        self.words.get(&word)
    }

    /// Whether a word is no speaker.
    #[must_use]
    pub fn is_never_speaker(&self, word: WordKey) -> bool {
        self.never.contains_key(&word)
    }

    /// Whether a word may stand between a subject and its verb.
    #[must_use]
    pub fn is_adverb(&self, word: WordKey) -> bool {
        self.adverbs.contains_key(&word)
    }

    /// Whether a word names a group, which "he" is not.
    #[must_use]
    pub fn is_group(&self, word: WordKey) -> bool {
        self.groups.contains_key(&word)
    }

    fn new(file: ReportingFile) -> Self {
        let mut table = Self::default();
        #[cfg(test)]
        {
            table.examples = file.examples();
        }
        for row in &file.verb {
            for verb in &row.verbs {
                table.add_verb(verb, row);
            }
        }
        for row in file.noun {
            for noun in row.nouns {
                for word in [morphology::plural(&noun), noun] {
                    let entry = table.words.entry(key(&word)).or_default();
                    entry.noun = true;
                    if entry.forms == VerbForms::default() {
                        entry.stance = row.stance;
                    }
                }
            }
        }
        for row in file.preposition {
            for phrase in row.phrases {
                table.prepositions.add_by_first(&phrase, ());
            }
        }
        table.never = file.speaker.never.iter().map(|it| (key(it), ())).collect();
        table.groups = file.speaker.groups.iter().map(|it| (key(it), ())).collect();
        table.adverbs = file
            .speaker
            .adverbs
            .iter()
            .map(|it| (key(it), ()))
            .collect();
        let words = table.words.keys().copied();
        table.tellers = words.chain(table.prepositions.anchors()).collect();
        table
    }

    fn add_verb(&mut self, verb: &str, row: &VerbRow) {
        let parts: Vec<String> = verb.split('/').map(str::to_owned).collect();
        let forms = match <[String; 3]>::try_from(parts) {
            Ok(parts) => morphology::irregular(&parts),
            Err(_) => morphology::regular(verb),
        };
        for (form, kinds) in forms {
            let entry = self.words.entry(key(&form)).or_default();
            entry.stance = row.stance;
            entry.forms = entry.forms.with(kinds);
            entry.plain = row.plain;
            entry.hearer = row.hearer;
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportingFile {
    verb: Vec<VerbRow>,
    preposition: Vec<PrepositionRow>,
    noun: Vec<NounRow>,
    speaker: Speaker,
}

#[derive(Deserialize)]
struct VerbRow {
    stance: ReportingStance,
    #[serde(default)]
    plain: bool,
    #[serde(default)]
    hearer: bool,
    verbs: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
struct PrepositionRow {
    phrases: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
struct NounRow {
    stance: ReportingStance,
    nouns: Vec<String>,
    #[serde(flatten)]
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Examples,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Speaker {
    never: Vec<String>,
    adverbs: Vec<String>,
    groups: Vec<String>,
}

#[cfg(test)]
impl ReportingFile {
    fn examples(&self) -> Vec<(String, bool)> {
        let verbs = self.verb.iter().map(|row| &row.examples);
        let prepositions = self.preposition.iter().map(|row| &row.examples);
        let nouns = self.noun.iter().map(|row| &row.examples);
        verbs
            .chain(prepositions)
            .chain(nouns)
            .flat_map(|row| {
                let present = row.examples.iter().map(|text| (text.clone(), true));
                present.chain(row.absent.iter().map(|text| (text.clone(), false)))
            })
            .collect()
    }
}
