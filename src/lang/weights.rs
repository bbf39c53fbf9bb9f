//! The weights of the signs that a passage tells a claim's very event.

use std::sync::OnceLock;

use serde::Deserialize;

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// A sign that a passage tells the claim's very event, or that it does not; each is between 0
        /// and 1.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Sign {
            $($(#[$doc])* $name,)*
        }

        impl Sign {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in `weights.toml`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

signs! {
    /// Share of the content words of the claim's text that stand in the sentence.
    WordsHere = "words-here",
    /// The same within two sentences.
    WordsNear = "words-near",
    /// The same in the whole article.
    WordsAnywhere = "words-anywhere",
    /// Told in the claim's own wording.
    OwnWording = "own-wording",
    /// Told by a noun.
    Noun = "noun",
    /// Planned, as the claim says.
    PlannedBoth = "planned-both",
    /// Told as having happened, for a claim of a plan.
    ActualOfPlan = "actual-of-plan",
    /// The claim is of an incident.
    Incident = "incident",
    /// The event happens once to those concerned.
    Once = "once",
    /// Somebody or something else is named with the event.
    OthersNamed = "others-named",
    /// In the title or the first sentences.
    Opening = "opening",
    /// The claim names no participant.
    NobodyClaimed = "nobody-claimed",
    /// Share of the participants that are named in the clause, in a role that fits.
    PartiesBound = "parties-bound",
    /// Share that are named within two sentences.
    PartiesNear = "parties-near",
    /// Share that the article names.
    PartiesAnywhere = "parties-anywhere",
    /// Every participant is told.
    AllPartiesTold = "all-parties-told",
    /// Some participant is named rather than described.
    PartyFirm = "party-firm",
    /// Some participant is named in the opposite role, here.
    PartySwapped = "party-swapped",
    /// Somebody else stands in a participant's role.
    PartyRival = "party-rival",
    /// Some participant is told in the opposite role.
    RoleSwapped = "role-swapped",
    /// The place fits.
    PlaceFits = "place-fits",
    /// The place fits and is told with the event itself.
    PlaceFirm = "place-firm",
    /// A wider place is told.
    PlaceVague = "place-vague",
    /// The date fits.
    DateFits = "date-fits",
    /// The date fits and is told with the event itself.
    DateFirm = "date-firm",
    /// The number fits.
    NumberFits = "number-fits",
    /// The number fits and stands in the sentence.
    NumberHere = "number-here",
    /// No number is told.
    NumberAbsent = "number-absent",
    /// All key terms are found.
    TopicFits = "topic-fits",
    /// All key terms are found, in the sentence.
    TopicHere = "topic-here",
    /// A key term is missing.
    TopicAbsent = "topic-absent",
}

/// The signs of one passage.
#[derive(Clone, Copy, Debug)]
pub struct Signs([f64; Sign::ALL.len()]);

impl Default for Signs {
    fn default() -> Self {
        Self([0.0; Sign::ALL.len()])
    }
}

impl Signs {
    /// Sets a sign to a share between 0 and 1.
    pub fn set(&mut self, sign: Sign, share: f64) {
        self.0[sign as usize] = share;
    }

    /// Sets a sign to 1 where it holds.
    pub fn set_if(&mut self, sign: Sign, holds: bool) {
        if holds {
            self.set(sign, 1.0);
        }
    }

    /// The value of a sign.
    #[must_use]
    pub fn of(&self, sign: Sign) -> f64 {
        self.0[sign as usize]
    }

    /// The value of every sign, in the order of [`Sign::ALL`].
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }
}

/// The table of `weights.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    base: f64,
    /// From this weight on a passage tells the claim's event.
    pub enough: f64,
    /// From this weight on it does so though one of its values speaks against the claim.
    pub enough_against: f64,
    #[serde(rename = "sign")]
    rows: Vec<SignRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignRow {
    name: Sign,
    weight: f64,
}

impl Weights {
    /// What each sign adds, in log-odds.
    pub fn parts(&self, signs: &Signs) -> impl Iterator<Item = (Sign, f64)> {
        let part = |row: &SignRow| (row.name, row.weight * signs.of(row.name));
        self.rows.iter().map(part)
    }

    /// How much the signs of a passage speak for it, in log-odds.
    #[must_use]
    pub fn weigh(&self, signs: &Signs) -> f64 {
        let sum: f64 = self.parts(signs).map(|(_, part)| part).sum();
        self.base + sum
    }
}

/// The weights that come with the program.
pub fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        toml::from_str(include_str!("en/weights.toml")).expect("the weights are well formed")
    })
}

#[cfg(test)]
mod tests {
    use super::{Sign, weights};

    #[test]
    fn every_sign_has_one_weight() {
        let mut named: Vec<Sign> = weights().rows.iter().map(|row| row.name).collect();
        named.sort_unstable();
        assert_eq!(named, Sign::ALL);
    }
}
