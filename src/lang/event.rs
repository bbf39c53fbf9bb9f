//! The event lexicon: types of news events with the ways to say them.
//!
//! Data: `src/lang/en/events/*.toml`, a file a field. A phrase is written as words: the first
//! inflects if it is a verb, `/` divides alternatives, `~` leaves room for what stands before a
//! noun ("hold ~ talks": the noun is the head), `_` leaves room for an object ("gun _ down": the
//! verb is the head), `<office>` stands for the words of the set of that name. A noun of several
//! words is a phrase whose head is its last word.

mod phrase;
mod read;
mod rows;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::lexicon::WordMap;
use crate::value::name::WordKey;

pub use phrase::{Phrase, PhraseKind, PhraseRest, Seconds, Step};
#[cfg(test)]
pub(crate) use rows::{denials, examples, verbs};

/// Position of an event type in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventTypeId(pub u16);

/// A type of news event.
#[derive(Clone, Debug, Default)]
pub struct EventType {
    /// Its name, a verb lemma: `meet`.
    pub name: String,
    /// Events of one family in one article may be parts of one incident (`violence`: shoot, kill, die, wound).
    pub family: String,
    /// Whoever reports this type also reports these: `kill` implies `die`. Closed under itself.
    pub implies: Vec<EventTypeId>,
    /// Both sides do it to each other: "A met B" is "B met A".
    pub symmetric: bool,
    /// The object of the verb is the place: "visited Israel", "left Cairo".
    pub place_object: bool,
    /// It happens where it starts: "launched *from* Kourou", "escaped *from* a jail in Texas".
    pub place_source: bool,
    /// Prepositions that bring the second party: "met *with*", "fought *against*".
    pub party_prepositions: Vec<String>,
    /// Prepositions that bring to its noun who did it: "an invitation *from* Ode".
    pub agent_prepositions: Vec<String>,
    /// Prepositions that bring to its noun to whom it is done: "an invitation *to* Ruiz".
    pub patient_prepositions: Vec<String>,
    /// The role of whoever stands behind the noun with "of": "the arrest of Ruiz".
    pub noun_of: Option<NounRole>,
    /// The role of whoever owns the noun, nobody standing behind "of": "Ruiz's arrest".
    pub noun_possessor: Option<NounRole>,
    /// The subject of the verb undergoes it ("received", "died"): a claim may call it agent or
    /// patient.
    pub subject_is_patient: bool,
    /// The agent is a single holder ("led", "won"): another one contradicts.
    pub single_agent: bool,
    /// The patient is a single holder.
    pub single_patient: bool,
    /// The active verb without an object tells it of the one to whom it is done: "the rocket
    /// launched", "the mill closed".
    pub ergative: bool,
    /// An active verb with a body of people as its object tells that this body did it: "the bill
    /// passed the senate".
    pub body_object: bool,
    /// Whoever did it is the one to whom it was done ("killed himself"): nobody else did it.
    pub own_hand: bool,
    /// Wordings that tell it only of the claim's own participants, each in its role.
    pub near: Vec<NearWording>,
    /// Nouns for what it is done with ("pistol"): killing, dying or being hurt beside one tells it.
    pub means: Vec<String>,
    /// Happens once to whom it happens ("die", "be born"): another date contradicts.
    pub once: bool,
    /// Happens once to the one to whom it is done ("launch", "found"), however often others do it.
    pub once_patient: bool,
}

/// A verb of wide or converse meaning, which tells a type where the claim's participants stand with
/// it: "*hit* X" for an attack on X, "X *joined* Y" for Y hiring X.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearWording {
    /// Its lemma.
    pub verb: WordKey,
    /// The last word, if it has more than one: "take *on*".
    pub last: Option<WordKey>,
    /// Who holds which of its roles.
    pub view: NearView,
}

/// How the roles of a near wording stand to those of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearView {
    /// The same: "X seized Y" for a kidnapping of Y by X.
    Same,
    /// The agent is told in a phrase: "Z was sold *to X*" for X buying Z.
    Transfer,
    /// The agent is the patient and the patient the agent: "Y hired X" for X joining Y.
    Mirror,
}

/// The role that an argument of an event noun holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NounRole {
    /// Who did it.
    Agent,
    /// To whom it was done.
    Patient,
}

/// The event types with their wordings.
#[derive(Debug, Default)]
pub struct Events {
    types: Vec<EventType>,
    names: HashMap<String, EventTypeId>,
    verbs: WordMap<TypeList>,
    nouns: WordMap<TypeList>,
    counted: WordMap<TypeList>,
    phrases: WordMap<Vec<Phrase>>,
    light_verbs: WordMap<()>,
    noun_forms: Vec<String>,
    phrase_starts: Vec<String>,
    scheduling: WordMap<TypeList>,
    sets: BTreeMap<String, Vec<String>>,
    deadly: WordMap<TypeList>,
    means: WordMap<TypeList>,
}

/// The English event lexicon, built at first use.
#[must_use]
pub fn events() -> &'static Events {
    static EVENTS: OnceLock<Events> = OnceLock::new();
    EVENTS.get_or_init(|| Events::build(rows::files()))
}

impl Events {
    /// An event type.
    #[must_use]
    pub fn get(&self, id: EventTypeId) -> &EventType {
        &self.types[id.0 as usize]
    }

    /// All types in the order of the files.
    #[must_use]
    pub fn types(&self) -> &[EventType] {
        &self.types
    }

    /// The type of that name, or the first type that lists the verb, the phrase or the noun:
    /// "gather", "sit-down-with" and "summit" find `meet`.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<EventTypeId> {
        let in_words = || self.names.get(name.replace('-', " ").as_str());
        self.names.get(name).or_else(in_words).copied()
    }

    /// The types that a verb can tell, by its lemma.
    #[must_use]
    pub fn types_of_verb(&self, lemma: WordKey) -> &[EventTypeId] {
        self.verbs.get(&lemma).map_or(&[], TypeList::all)
    }

    /// The types that a noun can tell, singular or plural.
    #[must_use]
    pub fn types_of_noun(&self, noun: WordKey) -> &[EventTypeId] {
        self.nouns.get(&noun).map_or(&[], TypeList::all)
    }

    /// The nouns that can tell a type, in no order.
    pub fn nouns_of(&self, id: EventTypeId) -> impl Iterator<Item = WordKey> + '_ {
        self.nouns
            .iter()
            .filter(move |(_, types)| types.all().contains(&id))
            .map(|(noun, _)| *noun)
    }

    /// The types that a word tells behind a number: "seven *dead*".
    #[must_use]
    pub fn types_of_counted(&self, word: WordKey) -> &[EventTypeId] {
        self.counted.get(&word).map_or(&[], TypeList::all)
    }

    /// The types that a verb, by its lemma, or a noun tells beside a word such as "fatally".
    #[must_use]
    pub fn types_of_deadly(&self, word: WordKey) -> &[EventTypeId] {
        self.deadly.get(&word).map_or(&[], TypeList::all)
    }

    /// Whether a noun names what another type than this one is done with: "knife" for a shooting.
    #[must_use]
    pub fn is_means_of_other(&self, noun: WordKey, own: EventTypeId) -> bool {
        let types = self.means.get(&noun).map_or(&[][..], TypeList::all);
        !types.is_empty() && !types.contains(&own)
    }

    /// The types of a verb, by its lemma, without those that its surroundings rule out.
    #[must_use]
    pub fn types_of_verb_without(&self, lemma: WordKey, not: &[EventTypeId]) -> &[EventTypeId] {
        self.verbs.get(&lemma).map_or(&[], |list| list.without(not))
    }

    /// The types of a noun without those that its surroundings rule out.
    #[must_use]
    pub fn types_of_noun_without(&self, noun: WordKey, not: &[EventTypeId]) -> &[EventTypeId] {
        self.nouns.get(&noun).map_or(&[], |list| list.without(not))
    }

    /// The wordings that begin with a word: a verb's lemma, or a noun as it stands.
    #[must_use]
    pub fn phrases(&self, first: WordKey) -> &[Phrase] {
        self.phrases.get(&first).map_or(&[], Vec::as_slice)
    }

    /// Whether a phrase of a verb that ends in `last` only looks like a type that the verb alone can
    /// tell: "find guilty" is no finding.
    #[must_use]
    pub fn is_look_alike(&self, verb: WordKey, last: WordKey, id: EventTypeId) -> bool {
        self.phrases(verb).iter().any(|phrase| {
            phrase.kind == PhraseKind::Nothing
                && phrase.rest.types.contains(&id)
                && phrase
                    .rest
                    .steps
                    .last()
                    .is_some_and(|step| step.keys.contains(&last))
        })
    }

    /// The types that the participle of a verb before "for" tells as planned: "*set* for May".
    #[must_use]
    pub fn scheduled(&self, lemma: WordKey) -> &[EventTypeId] {
        self.scheduling.get(&lemma).map_or(&[], TypeList::all)
    }

    /// Whether a verb lends its tense and arguments to the event noun behind it ("launch an attack").
    #[must_use]
    pub fn is_light_verb(&self, lemma: WordKey) -> bool {
        self.light_verbs.contains_key(&lemma)
    }

    pub(super) fn noun_forms(&self) -> impl Iterator<Item = &str> {
        self.noun_forms.iter().map(String::as_str)
    }

    pub(super) fn phrase_starts(&self) -> impl Iterator<Item = &str> {
        self.phrase_starts.iter().map(String::as_str)
    }
}

/// The types of a word, written twice over: any of them can be left out and the rest is still one
/// slice, so that a mention needs no list of its own.
#[derive(Debug, Default)]
struct TypeList(Vec<EventTypeId>);

impl TypeList {
    fn push(&mut self, id: EventTypeId) {
        let mut once = self.all().to_vec();
        push_once(&mut once, id);
        self.0 = once.iter().chain(&once).copied().collect();
    }

    fn all(&self) -> &[EventTypeId] {
        &self.0[..self.0.len() / 2]
    }

    /// The longest run of types, in the order of the ring, that holds none of `not`.
    fn without(&self, not: &[EventTypeId]) -> &[EventTypeId] {
        if !self.all().iter().any(|id| not.contains(id)) {
            return self.all();
        }
        self.0
            .split(|id| not.contains(id))
            .max_by_key(|run| run.len())
            .unwrap_or(&[])
    }
}

fn push_once(list: &mut Vec<EventTypeId>, id: EventTypeId) {
    if !list.contains(&id) {
        list.push(id);
    }
}
