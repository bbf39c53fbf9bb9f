//! Cues of polarity and modality, and verbs of saying: what governs an event and how.
//!
//! Data: `src/lang/en/cues.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::class::Classes;
use crate::lang::filter::WordFilter;
use crate::lang::lexicon::WordMap;
use crate::value::name::{WordKey, key};

/// What a cue makes of the event that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Did not happen: "refused to meet".
    Negative,
    /// Is to happen: "plans to meet".
    Planned,
    /// Somebody wants it: "called for a meeting".
    Wished,
    /// May happen or have happened: "able to meet", "feared an attack".
    Possible,
    /// As real as the governing verb itself: "managed to meet", "began to meet".
    Same,
    /// A future seen from the past: what was agreed, said or promised with "would" is planned.
    Promise,
}

/// How a governed event may stand to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Complement {
    /// "refused *to meet*".
    Infinitive,
    /// "avoided *meeting*".
    Gerund,
    /// "cancelled *the meeting*", also "*the meeting* was cancelled".
    Noun,
    /// "denied that they *met*".
    Clause,
    /// "a *planned* meeting": the cue stands before the noun.
    Before,
}

/// A cue: its effect on each kind of complement.
#[derive(Clone, Debug, Default)]
pub struct Cue(Vec<Use>);

/// One use of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Use {
    complement: Complement,
    effect: Effect,
    /// The word that must follow the cue: "call *for*", "call *off*".
    particle: Option<WordKey>,
}

impl Cue {
    /// What it makes of a complement, `next` being the word behind the cue; `None` if it takes no
    /// such complement.
    #[must_use]
    pub fn effect(&self, complement: Complement, next: Option<WordKey>) -> Option<Effect> {
        let fits = |known: &&Use| {
            known.complement == complement
                && known.effect != Effect::Promise
                && (known.particle.is_none() || known.particle == next)
        };
        // A use with its particle there is more telling than one without.
        self.0
            .iter()
            .filter(fits)
            .max_by_key(|known| known.particle.is_some())
            .map(|known| known.effect)
    }

    /// Whether what it says with "would" is planned.
    #[must_use]
    pub fn is_promise(&self) -> bool {
        self.0.iter().any(|known| known.effect == Effect::Promise)
    }

    /// Whether the cue has a use with this particle.
    #[must_use]
    pub fn is_particle(&self, word: WordKey) -> bool {
        self.0.iter().any(|known| known.particle == Some(word))
    }
}

/// How a source stands to what somebody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// "said", "told", "according to".
    Neutral,
    /// "claimed", "alleged".
    Doubt,
    /// "denied", "rejected": what follows is denied.
    Denial,
}

/// The cues of one language.
#[derive(Debug, Default)]
pub struct Cues {
    words: WordMap<Cue>,
    stances: WordMap<Stance>,
    sets: WordMap<WordSet>,
    in_sets: WordFilter,
    classes: Vec<(Classes, String)>,
}

/// Small closed sets of words that a rule asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordSet(pub u64);

#[allow(missing_docs, reason = "the rows of `cues.toml` say it")]
impl WordSet {
    pub const WITHOUT: Self = Self(1);
    pub const FUTURE_MODAL: Self = Self(1 << 1);
    pub const PROMISE_MODAL: Self = Self(1 << 2);
    pub const DUTY_MODAL: Self = Self(1 << 3);
    pub const ONLY: Self = Self(1 << 4);
    pub const PASSIVE_AUXILIARY: Self = Self(1 << 5);
    pub const INDEFINITE: Self = Self(1 << 6);
    pub const THAT: Self = Self(1 << 7);
    pub const BY: Self = Self(1 << 8);
    pub const OF: Self = Self(1 << 9);
    pub const LATE_NEGATION: Self = Self(1 << 10);
    pub const PLURAL_PEOPLE: Self = Self(1 << 11);
    pub const CALENDAR_WORD: Self = Self(1 << 12);

    pub const RANK: Self = Self(1 << 13);
    pub const NO_ADVERB: Self = Self(1 << 15);
    pub const ABILITY_MODAL: Self = Self(1 << 14);
    pub const CLAUSE_TAKING: Self = Self(1 << 16);
    pub const OBJECT_CONTROL: Self = Self(1 << 17);
    pub const OBJECT_GERUND: Self = Self(1 << 18);
    pub const NOMINAL_GERUND: Self = Self(1 << 19);
    pub const RESULT: Self = Self(1 << 20);
    pub const CIRCUMSTANCE: Self = Self(1 << 21);
    pub const CHOICE: Self = Self(1 << 23);
    pub const FOR: Self = Self(1 << 22);
    pub const ATTEMPT: Self = Self(1 << 24);
    pub const VAIN: Self = Self(1 << 25);
    pub const FAIL: Self = Self(1 << 26);
    pub const SCHEDULE: Self = Self(1 << 27);
    pub const AMONG: Self = Self(1 << 28);
    pub const DEADLY: Self = Self(1 << 29);
    pub const REMAINS: Self = Self(1 << 30);
    pub const SO_FAR: Self = Self(1 << 31);
    pub const CONTACT: Self = Self(1 << 32);
    pub const COURTESY: Self = Self(1 << 33);
    pub const ANYBODY: Self = Self(1 << 34);
    pub const OF_ANY_KIND: Self = Self(1 << 35);
    pub const NAMING: Self = Self(1 << 36);
    pub const AGE: Self = Self(1 << 37);
    pub const YEARS: Self = Self(1 << 38);

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "without" => Self::WITHOUT,
            "future-modal" => Self::FUTURE_MODAL,
            "promise-modal" => Self::PROMISE_MODAL,
            "duty-modal" => Self::DUTY_MODAL,
            "only" => Self::ONLY,
            "passive-auxiliary" => Self::PASSIVE_AUXILIARY,
            "indefinite" => Self::INDEFINITE,
            "that" => Self::THAT,
            "by" => Self::BY,
            "of" => Self::OF,
            "late-negation" => Self::LATE_NEGATION,
            "choice" => Self::CHOICE,
            "attempt" => Self::ATTEMPT,
            "vain" => Self::VAIN,
            "fail" => Self::FAIL,
            "schedule" => Self::SCHEDULE,
            "among" => Self::AMONG,
            "plural-people" => Self::PLURAL_PEOPLE,
            "rank" => Self::RANK,
            "ability-modal" => Self::ABILITY_MODAL,
            "no-adverb" => Self::NO_ADVERB,
            "calendar-word" => Self::CALENDAR_WORD,
            "clause-taking" => Self::CLAUSE_TAKING,
            "object-control" => Self::OBJECT_CONTROL,
            "object-gerund" => Self::OBJECT_GERUND,
            "nominal-gerund" => Self::NOMINAL_GERUND,
            "result" => Self::RESULT,
            "circumstance" => Self::CIRCUMSTANCE,
            "for" => Self::FOR,
            "deadly" => Self::DEADLY,
            "remains" => Self::REMAINS,
            "so-far" => Self::SO_FAR,
            "contact" => Self::CONTACT,
            "courtesy" => Self::COURTESY,
            "anybody" => Self::ANYBODY,
            "of-any-kind" => Self::OF_ANY_KIND,
            "naming" => Self::NAMING,
            "age" => Self::AGE,
            "years" => Self::YEARS,
            _ => return None,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    class: Vec<SetRow>,
    set: Vec<SetRow>,
    reporting: Vec<ReportingRow>,
    cue: Vec<CueRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetRow {
    name: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportingRow {
    stance: Stance,
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    effect: Effect,
    takes: Vec<Complement>,
    /// Lemmas of verbs, other words as they stand; with a particle behind it if it needs one.
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    absent: Vec<String>,
}

/// The English cues, built at first use.
#[must_use]
pub fn cues() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| Cues::build(file()))
}

fn file() -> CueFile {
    toml::from_str(include_str!("en/cues.toml")).expect("cues.toml is valid")
}

impl Cues {
    fn build(file: CueFile) -> Self {
        let mut cues = Self::default();
        for row in file.class {
            let class = Classes::named(&row.name).expect("cues.toml names a class of class.rs");
            cues.classes
                .extend(row.words.into_iter().map(|word| (class, word)));
        }
        for row in file.set {
            let set = WordSet::named(&row.name).expect("cues.toml names a set of cues.rs");
            for word in row.words {
                cues.sets.entry(key(&word)).or_default().0 |= set.0;
            }
        }
        cues.in_sets = cues.sets.keys().copied().collect();
        for row in file.reporting {
            for verb in row.verbs {
                cues.stances.insert(key(&verb), row.stance);
            }
        }
        for row in file.cue {
            for word in row.words {
                let mut parts = word.split(' ').map(key);
                let cue = parts.next().expect("a split gives a word");
                let particle = parts.next();
                let cue = cues.words.entry(cue).or_default();
                cue.0.extend(row.takes.iter().map(|complement| Use {
                    complement: *complement,
                    effect: row.effect,
                    particle,
                }));
            }
        }
        cues
    }

    /// The cue that a word is: a verb by its lemma, another word as it stands.
    #[must_use]
    pub fn cue(&self, word: WordKey) -> Option<&Cue> {
        self.words.get(&word)
    }

    /// Stance of a verb of saying, by its lemma; `None` for other verbs.
    #[must_use]
    pub fn stance(&self, lemma: WordKey) -> Option<Stance> {
        self.stances.get(&lemma).copied()
    }

    /// Whether a word is in any of these closed sets.
    #[must_use]
    pub fn is(&self, word: WordKey, set: WordSet) -> bool {
        self.in_sets.may_have(word)
            && self
                .sets
                .get(&word)
                .is_some_and(|known| known.0 & set.0 != 0)
    }

    pub(super) fn classes(&self) -> impl Iterator<Item = (Classes, &str)> {
        self.classes
            .iter()
            .map(|(class, word)| (*class, word.as_str()))
    }
}

/// The examples of every cue row, for the test of modality: effect, marked sentences, and
/// sentences whose marked event is told as it is.
#[cfg(test)]
pub(crate) fn examples() -> Vec<(Effect, Vec<String>, Vec<String>)> {
    let rows = file().cue.into_iter();
    rows.map(|row| (row.effect, row.examples, row.absent))
        .collect()
}
