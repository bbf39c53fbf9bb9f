//! The weights of signs: that a passage tells a claim's very event (`weights.toml`), and that another
//! value than the claimed one is the event's (`values.toml`).

use std::marker::PhantomData;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A kind of sign; each is between 0 and 1.
pub trait Signal: Copy + DeserializeOwned + 'static {
    /// All signs of the kind.
    const ALL: &'static [Self];

    /// Its name in the table.
    fn name(self) -> &'static str;

    /// Its position in [`Signal::ALL`].
    fn at(self) -> usize;
}

macro_rules! signs {
    ($(#[$of:meta])* $kind:ident: $($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $kind {
            $($(#[$doc])* $name,)*
        }

        impl Signal for $kind {
            const ALL: &'static [Self] = &[$(Self::$name),*];

            fn name(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            fn at(self) -> usize {
                self as usize
            }
        }
    };
}

signs! {
    /// A sign that a passage tells the claim's very event, or that it does not.
    Sign:
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

signs! {
    /// A sign that a day or a number that the claim does not allow is that of its event.
    ValueSign:
    /// It stands in the clause of a mention of the event.
    OwnClause = "own-clause",
    /// In another part of the same happening.
    OwnLinked = "own-linked",
    /// In its sentence, with no event of its own.
    OwnSentence = "own-sentence",
    /// In its sentence, with another event.
    OwnElsewhere = "own-elsewhere",
    /// With an event of the same family.
    KinBound = "kin-bound",
    /// With none of these.
    Alone = "alone",
    /// Share of the participants that are bound to that mention.
    PartiesBound = "parties-bound",
    /// Share of the participants that are named in the sentence or beside it.
    PartiesNear = "parties-near",
    /// The claim names no participant.
    NobodyClaimed = "nobody-claimed",
    /// Somebody or something else is named with the mention.
    OthersNamed = "others-named",
    /// Somebody else stands in a participant's role.
    PartyRival = "party-rival",
    /// Share of the content words of the claim's text that stand in the sentence.
    WordsHere = "words-here",
    /// Every key term stands in the sentence.
    TopicHere = "topic-here",
    /// It stands in the sentence of the passage that tells the event.
    SameSentence = "same-sentence",
    /// In the sentence before or behind it.
    NextSentence = "next-sentence",
    /// More than three sentences away.
    Far = "far",
    /// The claimed value stands in a sentence that tells the event, with another event.
    ClaimedNear = "claimed-near",
    /// The claimed value stands somewhere else in the article.
    ClaimedAnywhere = "claimed-anywhere",
    /// The place in the sentence fits.
    PlaceFits = "place-fits",
    /// The place in the sentence is another.
    PlaceOff = "place-off",
    /// The day in the sentence fits.
    DateFits = "date-fits",
    /// The day in the sentence is another.
    DateOff = "date-off",
    /// The number in the sentence fits.
    NumberFits = "number-fits",
    /// The number in the sentence is another.
    NumberOff = "number-off",
    /// The claim gives a day, not a longer time.
    ClaimedDay = "claimed-day",
    /// The text gives a day.
    ToldDay = "told-day",
    /// The next day, or the one before.
    NextDay = "next-day",
    /// Up to a week apart.
    WithinWeek = "within-week",
    /// More than a year apart.
    YearApart = "year-apart",
    /// The day of the article's incident.
    MainDay = "main-day",
    /// Long before what the article reports.
    Recalled = "recalled",
    /// The only other value that is bound to a mention of the event.
    OnlyBound = "only-bound",
    /// One of several such values.
    OneOfSeveral = "one-of-several",
    /// Less than twice the claimed number, and more than half of it.
    SameScale = "same-scale",
    /// More than ten times the claimed number, or less than a tenth of it.
    OtherScale = "other-scale",
    /// Ten or more.
    Large = "large",
    /// In the clause of the mention's verb.
    SameClause = "same-clause",
    /// The only number of the claimed unit in its sentence.
    OnlyOfUnit = "only-of-unit",
    /// One of several numbers of the claimed unit in its sentence.
    SeveralOfUnit = "several-of-unit",
    /// A measure: length, money, a share.
    Measure = "measure",
    /// "another five": added to others.
    Additional = "additional",
    /// "at least five", "up to five".
    OpenEnded = "open-ended",
    /// No type of the lexicon is the claim's: its own wording alone tells it.
    OwnWordingAlone = "own-wording-alone",
}

/// From here on a kind of sign would not fit.
const MOST: usize = 48;

const _: () = assert!(Sign::ALL.len() <= MOST && ValueSign::ALL.len() <= MOST);

/// What holds of each sign of a kind, between 0 and 1.
#[derive(Clone, Copy, Debug)]
pub struct Signs<S> {
    values: [f64; MOST],
    kind: PhantomData<S>,
}

impl<S> Default for Signs<S> {
    fn default() -> Self {
        Self {
            values: [0.0; MOST],
            kind: PhantomData,
        }
    }
}

impl<S: Signal> Signs<S> {
    /// Sets a sign to a share between 0 and 1.
    pub fn set(&mut self, sign: S, share: f64) {
        self.values[sign.at()] = share;
    }

    /// Sets a sign to 1 where it holds.
    pub fn set_if(&mut self, sign: S, holds: bool) {
        if holds {
            self.set(sign, 1.0);
        }
    }

    /// The value of a sign.
    #[must_use]
    pub fn of(&self, sign: S) -> f64 {
        self.values[sign.at()]
    }

    /// The value of every sign, in the order of [`Signal::ALL`].
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values[..S::ALL.len()]
    }
}

/// A logistic model: what each sign adds to the odds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", bound = "S: Signal")]
pub struct Weights<S> {
    base: f64,
    /// From this weight on the signs are believed.
    pub enough: f64,
    /// Of passages: the same where one of their values speaks against the claim.
    #[serde(default)]
    pub enough_against: f64,
    #[serde(rename = "sign")]
    rows: Vec<SignRow<S>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound = "S: Signal")]
struct SignRow<S> {
    name: S,
    weight: f64,
}

/// How many signs are shown with a verdict.
const SHOWN: usize = 3;

impl<S: Signal> Weights<S> {
    /// How much the signs speak for it, in log-odds.
    #[must_use]
    pub fn weigh(&self, signs: &Signs<S>) -> f64 {
        let part = |row: &SignRow<S>| row.weight * signs.of(row.name);
        self.base + self.rows.iter().map(part).sum::<f64>()
    }

    /// The signs that speak most for it with what they add in log-odds, and the sum.
    #[must_use]
    pub fn shown(&self, signs: &Signs<S>) -> Vec<String> {
        let part = |row: &SignRow<S>| (row.name, row.weight * signs.of(row.name));
        let mut parts: Vec<(S, f64)> = self.rows.iter().map(part).collect();
        parts.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let most = parts.iter().take(SHOWN);
        most.map(|(sign, part)| format!("{} {part:+.1}", sign.name()))
            .chain([format!("in all {:+.1}", self.weigh(signs))])
            .collect()
    }

    /// Whether the table weighs a sign.
    #[must_use]
    pub fn has(&self, sign: S) -> bool {
        self.rows.iter().any(|row| row.name.at() == sign.at())
    }
}

/// The tables of `values.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueWeights {
    /// Of days.
    pub date: Weights<ValueSign>,
    /// Of numbers.
    pub quantity: Weights<ValueSign>,
}

/// The weights that come with the program.
pub fn weights() -> &'static Weights<Sign> {
    static WEIGHTS: OnceLock<Weights<Sign>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        toml::from_str(include_str!("en/weights.toml")).expect("the weights are well formed")
    })
}

/// The weights of values that come with the program.
pub fn value_weights() -> &'static ValueWeights {
    static WEIGHTS: OnceLock<ValueWeights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        toml::from_str(include_str!("en/values.toml")).expect("the weights are well formed")
    })
}

#[cfg(test)]
mod tests {
    use super::{Sign, Signal, ValueSign, Weights, value_weights, weights};

    fn named<S: Signal>(weights: &Weights<S>) -> Vec<usize> {
        weights.rows.iter().map(|row| row.name.at()).collect()
    }

    #[test]
    fn every_sign_has_one_weight() {
        let mut found = named(weights());
        found.sort_unstable();
        assert_eq!(found, (0..Sign::ALL.len()).collect::<Vec<_>>());
    }

    #[test]
    fn every_sign_of_values_is_weighed_once_in_a_table() {
        let tables = value_weights();
        for table in [&tables.date, &tables.quantity] {
            let mut found = named(table);
            let n = found.len();
            found.sort_unstable();
            found.dedup();
            assert_eq!(found.len(), n);
        }
        let is_weighed = |sign: &ValueSign| tables.date.has(*sign) || tables.quantity.has(*sign);
        assert!(ValueSign::ALL.iter().all(is_weighed));
    }
}
