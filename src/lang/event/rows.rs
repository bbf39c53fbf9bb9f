//! The files of `src/lang/en/events/` as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lang::event::NounRole;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EventFile {
    /// Family of the rows that name none.
    pub(super) family: String,
    /// Verbs that lend tense and arguments to an event noun behind them.
    #[serde(default)]
    pub(super) light_verbs: Vec<String>,
    /// Words that phrases of any file name together: `<office>`.
    #[serde(default)]
    pub(super) set: BTreeMap<String, Vec<String>>,
    pub(super) event: Vec<EventRow>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EventRow {
    #[serde(rename = "type")]
    pub(super) name: String,
    pub(super) family: Option<String>,
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    #[serde(default)]
    pub(super) phrases: Vec<String>,
    /// Phrases whose subject is the one to whom it is done, though their verb is active: "face ~ charges".
    #[serde(default)]
    pub(super) undergone: Vec<String>,
    /// Verbs, alone or with a particle, too wide to tell it of anybody: they tell it of the claim's
    /// participants in their roles ("*seize* X").
    #[serde(default)]
    pub(super) near: Vec<String>,
    /// The same, of verbs whose subject is neither agent nor patient: "*sell*" for buying.
    #[serde(default)]
    pub(super) transfer: Vec<String>,
    /// The same, of verbs whose subject is the patient and whose object is the agent.
    #[serde(default)]
    pub(super) mirror: Vec<String>,
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    /// Nouns whose owner is the one to whom it is done: "defeat by".
    #[serde(default)]
    pub(super) undergone_nouns: Vec<String>,
    /// Verbal phrases that tell that it did not happen: "be denied ~ permit" is no receiving.
    #[serde(default)]
    pub(super) denied: Vec<String>,
    /// Noun phrases that tell the same: "no casualty".
    #[serde(default)]
    pub(super) denied_nouns: Vec<String>,
    /// Verbs whose participle before "for" tells it as planned: "an election *set for* May".
    #[serde(default)]
    pub(super) scheduling: Vec<String>,
    /// Verbs and nouns that tell it beside a word such as "fatally": "fatally *shot*".
    #[serde(default)]
    pub(super) deadly: Vec<String>,
    /// Nouns for what it is done with: "a *pistol* went off and killed a clerk".
    #[serde(default)]
    pub(super) means: Vec<String>,
    /// Words that tell it only behind a number: "seven *dead*".
    #[serde(default)]
    pub(super) counted: Vec<String>,
    /// Wordings that contain a word of this row and are no event.
    #[serde(default)]
    pub(super) not: Vec<String>,
    #[serde(default)]
    pub(super) implies: Vec<String>,
    #[serde(default)]
    pub(super) party_prepositions: Vec<String>,
    #[serde(default)]
    pub(super) symmetric: bool,
    #[serde(default)]
    pub(super) place_object: bool,
    #[serde(default)]
    pub(super) place_source: bool,
    #[serde(default)]
    pub(super) agent_prepositions: Vec<String>,
    #[serde(default)]
    pub(super) patient_prepositions: Vec<String>,
    pub(super) noun_of: Option<NounRole>,
    pub(super) noun_possessor: Option<NounRole>,
    #[serde(default)]
    pub(super) subject_is_patient: bool,
    #[serde(default)]
    pub(super) ergative: bool,
    #[serde(default)]
    pub(super) single_agent: bool,
    #[serde(default)]
    pub(super) single_patient: bool,
    #[serde(default)]
    pub(super) body_object: bool,
    #[serde(default)]
    pub(super) own_hand: bool,
    #[serde(default)]
    pub(super) once: bool,
    #[serde(default)]
    pub(super) once_patient: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    pub(super) examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    pub(super) absent: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    pub(super) denials: Vec<String>,
}

impl EventRow {
    /// Its verbal phrases without gaps and alternatives: "take over".
    pub(super) fn whole_phrases(&self) -> Vec<String> {
        let phrases = self.phrases.iter().chain(&self.undergone);
        phrases
            .filter(|phrase| !phrase.contains(['~', '_', '/', '<']))
            .cloned()
            .collect()
    }

    pub(super) fn nouns(&self) -> Vec<String> {
        self.nouns.clone()
    }
}

pub(super) fn files() -> Vec<EventFile> {
    [
        include_str!("../en/events/diplomacy.toml"),
        include_str!("../en/events/violence.toml"),
        include_str!("../en/events/justice.toml"),
        include_str!("../en/events/politics.toml"),
        include_str!("../en/events/business.toml"),
        include_str!("../en/events/accidents.toml"),
        include_str!("../en/events/communication.toml"),
        include_str!("../en/events/movement.toml"),
        include_str!("../en/events/science.toml"),
        include_str!("../en/events/culture.toml"),
    ]
    .map(|file| toml::from_str(file).expect("event files are valid"))
    .into()
}

/// The marked sentences of every row that tell that it did not happen.
#[cfg(test)]
pub(crate) fn denials() -> Vec<(String, Vec<String>)> {
    files()
        .into_iter()
        .flat_map(|file| file.event)
        .map(|row| (row.name, row.denials))
        .collect()
}

/// The examples of every row, for the test of the finder: type, marked sentences, sentences without it.
#[cfg(test)]
pub(crate) fn examples() -> Vec<(String, Vec<String>, Vec<String>)> {
    files()
        .into_iter()
        .flat_map(|file| file.event)
        .map(|row| (row.name, row.examples, row.absent))
        .collect()
}

/// Every verb of the rows.
#[cfg(test)]
pub(crate) fn verbs() -> Vec<String> {
    let rows = files().into_iter().flat_map(|file| file.event);
    rows.flat_map(|row| row.verbs).collect()
}
