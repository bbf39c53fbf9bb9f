//! The event lexicon: types of news events with the ways to say them.
//!
//! Data: `src/lang/en/events/*.toml`, a file a field. A phrase is written as words: the first
//! inflects if it is a verb, `/` divides alternatives, `~` leaves room for what stands before a
//! noun ("hold ~ talks": the noun is the head), `_` leaves room for an object ("gun _ down": the
//! verb is the head), `<office>` stands for the words of the set of that name. A noun of several
//! words is a phrase whose head is its last word.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::lang::filter::WordFilter;
use crate::lang::lexicon::WordMap;
use crate::lang::morphology::plural;
use crate::value::name::{WordKey, key};

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

/// A wording of several words. Some words open hundreds, of which nearly all are ruled out by their
/// second word: that is told here, and the rest lies elsewhere.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The words that may come second: see [`Phrase::may_follow`].
    seconds: WordFilter<1>,
    /// Whether other words may stand before the second one.
    is_loose: bool,
    /// What its first word is, and which word is its head.
    pub kind: PhraseKind,
    /// What follows and what it tells.
    pub rest: Box<PhraseRest>,
}

/// What follows the first word of a phrase, and what the phrase tells.
#[derive(Clone, Debug, Default)]
pub struct PhraseRest {
    /// The further words.
    pub steps: Vec<Step>,
    /// What it tells; or what it does not, if it only looks so ("heart attack").
    pub types: Vec<EventTypeId>,
    /// Those of its types that its subject undergoes: "*face* charges", "*win* an election".
    pub undergone: Vec<EventTypeId>,
    /// What it tells not to have happened: "*be denied* a permit", "*escape unhurt*".
    pub denied: Vec<EventTypeId>,
}

/// The words of a text that may be the second one of a phrase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seconds {
    /// Right behind the first.
    pub next: WordFilter<1>,
    /// Behind a gap.
    pub in_reach: WordFilter<1>,
}

impl Phrase {
    /// Whether its second word, if it has one, may be among these.
    #[must_use]
    pub fn may_follow(&self, words: Seconds) -> bool {
        self.seconds.may_share(if self.is_loose {
            &words.in_reach
        } else {
            &words.next
        })
    }

    fn add(&mut self, id: EventTypeId, telling: Telling) {
        match telling {
            Telling::Near => return,
            Telling::Denied => return push_once(&mut self.rest.denied, id),
            Telling::Plain | Telling::Undergone => {}
        }
        push_once(&mut self.rest.types, id);
        if telling == Telling::Undergone {
            push_once(&mut self.rest.undergone, id);
        }
    }
}

/// How a phrase tells a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    Plain,
    Undergone,
    Denied,
    /// Not by itself: see [`NearWording`].
    Near,
}

/// What the first word of a phrase is, and which word is the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// A verb that inflects and is the head: "step down", "open fire".
    Verb,
    /// A verb that inflects; the last word, a noun, is the head: "hold talks".
    LightVerb,
    /// Nouns; the last one is the head: "press conference".
    Noun,
    /// Not these types: "heart attack" is no attack.
    Nothing,
}

/// One further word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whether other words may stand before it.
    pub gap: bool,
    /// Either of these words, which may be one.
    pub keys: [WordKey; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EventFile {
    /// Family of the rows that name none.
    family: String,
    /// Verbs that lend tense and arguments to an event noun behind them.
    #[serde(default)]
    light_verbs: Vec<String>,
    /// Words that phrases of any file name together: `<office>`.
    #[serde(default)]
    set: BTreeMap<String, Vec<String>>,
    event: Vec<EventRow>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EventRow {
    #[serde(rename = "type")]
    name: String,
    family: Option<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    /// Phrases whose subject is the one to whom it is done, though their verb is active: "face ~ charges".
    #[serde(default)]
    undergone: Vec<String>,
    /// Verbs, alone or with a particle, too wide to tell it of anybody: they tell it of the claim's
    /// participants in their roles ("*seize* X").
    #[serde(default)]
    near: Vec<String>,
    /// The same, of verbs whose subject is neither agent nor patient: "*sell*" for buying.
    #[serde(default)]
    transfer: Vec<String>,
    /// The same, of verbs whose subject is the patient and whose object is the agent.
    #[serde(default)]
    mirror: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    /// Nouns whose owner is the one to whom it is done: "defeat by".
    #[serde(default)]
    undergone_nouns: Vec<String>,
    /// Verbal phrases that tell that it did not happen: "be denied ~ permit" is no receiving.
    #[serde(default)]
    denied: Vec<String>,
    /// Noun phrases that tell the same: "no casualty".
    #[serde(default)]
    denied_nouns: Vec<String>,
    /// Verbs whose participle before "for" tells it as planned: "an election *set for* May".
    #[serde(default)]
    scheduling: Vec<String>,
    /// Verbs and nouns that tell it beside a word such as "fatally": "fatally *shot*".
    #[serde(default)]
    deadly: Vec<String>,
    /// Nouns for what it is done with: "a *pistol* went off and killed a clerk".
    #[serde(default)]
    means: Vec<String>,
    /// Words that tell it only behind a number: "seven *dead*".
    #[serde(default)]
    counted: Vec<String>,
    /// Wordings that contain a word of this row and are no event.
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    implies: Vec<String>,
    #[serde(default)]
    party_prepositions: Vec<String>,
    #[serde(default)]
    symmetric: bool,
    #[serde(default)]
    place_object: bool,
    #[serde(default)]
    place_source: bool,
    #[serde(default)]
    agent_prepositions: Vec<String>,
    #[serde(default)]
    patient_prepositions: Vec<String>,
    noun_of: Option<NounRole>,
    noun_possessor: Option<NounRole>,
    #[serde(default)]
    subject_is_patient: bool,
    #[serde(default)]
    ergative: bool,
    #[serde(default)]
    single_agent: bool,
    #[serde(default)]
    single_patient: bool,
    #[serde(default)]
    body_object: bool,
    #[serde(default)]
    own_hand: bool,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    once_patient: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    absent: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    #[serde(default)]
    denials: Vec<String>,
}

impl EventRow {
    /// Its verbal phrases without gaps and alternatives: "take over".
    fn whole_phrases(&self) -> Vec<String> {
        let phrases = self.phrases.iter().chain(&self.undergone);
        phrases
            .filter(|phrase| !phrase.contains(['~', '_', '/', '<']))
            .cloned()
            .collect()
    }

    fn nouns(&self) -> Vec<String> {
        self.nouns.clone()
    }
}

/// The English event lexicon, built at first use.
#[must_use]
pub fn events() -> &'static Events {
    static EVENTS: OnceLock<Events> = OnceLock::new();
    EVENTS.get_or_init(|| Events::build(files()))
}

fn files() -> Vec<EventFile> {
    [
        include_str!("en/events/diplomacy.toml"),
        include_str!("en/events/violence.toml"),
        include_str!("en/events/justice.toml"),
        include_str!("en/events/politics.toml"),
        include_str!("en/events/business.toml"),
        include_str!("en/events/accidents.toml"),
        include_str!("en/events/communication.toml"),
        include_str!("en/events/movement.toml"),
        include_str!("en/events/science.toml"),
        include_str!("en/events/culture.toml"),
    ]
    .map(|file| toml::from_str(file).expect("event files are valid"))
    .into()
}

impl Events {
    fn build(files: Vec<EventFile>) -> Self {
        let mut events = Self::default();
        let mut rows = Vec::new();
        for file in files {
            for verb in &file.light_verbs {
                events.light_verbs.insert(key(verb), ());
            }
            events.sets.extend(file.set);
            for mut row in file.event {
                row.family.get_or_insert_with(|| file.family.clone());
                rows.push(row);
            }
        }
        for row in &rows {
            let id = EventTypeId(u16::try_from(events.types.len()).expect("few types"));
            events.names.insert(row.name.clone(), id);
            events.types.push(event_type(row));
        }
        for (at, row) in rows.iter().enumerate() {
            events.add_words(row, EventTypeId(at as u16));
        }
        // A verb names its type before a phrase does, and that before a noun.
        for words_of in [EventRow::whole_phrases, EventRow::nouns] {
            for (at, row) in rows.iter().enumerate() {
                for words in words_of(row) {
                    events.names.entry(words).or_insert(EventTypeId(at as u16));
                }
            }
        }
        for (at, row) in rows.iter().enumerate() {
            for word in &row.deadly {
                let word = key(word);
                let own = [events.verbs.get(&word), events.nouns.get(&word)];
                let own: Vec<EventTypeId> = own
                    .into_iter()
                    .flatten()
                    .flat_map(TypeList::all)
                    .copied()
                    .collect();
                let types = events.deadly.entry(word).or_default();
                for id in own {
                    types.push(id);
                }
                types.push(EventTypeId(at as u16));
            }
        }
        events.close_implications(&rows);
        events
    }

    fn add_words(&mut self, row: &EventRow, id: EventTypeId) {
        for verb in &row.verbs {
            self.verbs.entry(key(verb)).or_default().push(id);
            self.names.entry(verb.clone()).or_insert(id);
        }
        for noun in &row.nouns {
            if noun.contains(' ') {
                self.add_phrase(noun, PhraseKind::Noun, id, Telling::Plain);
            } else {
                for form in [noun.clone(), plural(noun)] {
                    self.nouns.entry(key(&form)).or_default().push(id);
                    self.noun_forms.push(form);
                }
            }
        }
        for noun in &row.means {
            for form in [noun.clone(), plural(noun)] {
                self.means.entry(key(&form)).or_default().push(id);
            }
        }
        for word in &row.counted {
            self.counted.entry(key(word)).or_default().push(id);
        }
        for verb in &row.scheduling {
            self.scheduling.entry(key(verb)).or_default().push(id);
        }
        for phrase in &row.undergone_nouns {
            self.add_phrase(phrase, PhraseKind::Noun, id, Telling::Undergone);
        }
        for phrase in &row.denied_nouns {
            self.add_phrase(phrase, PhraseKind::Noun, id, Telling::Denied);
        }
        let verbal = [
            (&row.phrases, Telling::Plain),
            (&row.undergone, Telling::Undergone),
            (&row.denied, Telling::Denied),
        ];
        let verbal = verbal
            .into_iter()
            .flat_map(|(phrases, telling)| phrases.iter().map(move |phrase| (phrase, telling)));
        for (phrase, telling) in verbal {
            let kind = if phrase.contains('~') {
                PhraseKind::LightVerb
            } else {
                PhraseKind::Verb
            };
            self.add_phrase(phrase, kind, id, telling);
        }
        for phrase in row.near.iter().chain(&row.transfer).chain(&row.mirror) {
            if phrase.contains(' ') {
                self.add_phrase(phrase, PhraseKind::Verb, id, Telling::Near);
            }
        }
        for phrase in &row.not {
            self.add_phrase(phrase, PhraseKind::Nothing, id, Telling::Plain);
        }
    }

    fn add_phrase(&mut self, text: &str, kind: PhraseKind, id: EventTypeId, telling: Telling) {
        // Each alternative is a phrase of its own: rows that share one share its types.
        for spelling in self.spellings(text) {
            self.add_spelling(&spelling, kind, id, telling);
        }
    }

    fn add_spelling(
        &mut self,
        spelling: &[String],
        kind: PhraseKind,
        id: EventTypeId,
        telling: Telling,
    ) {
        let (first, rest) = spelling.split_first().expect("a split gives a word");
        let mut steps: Vec<Step> = Vec::new();
        let mut gap = false;
        for word in rest {
            if matches!(word.as_str(), "~" | "_") {
                gap = true;
                continue;
            }
            let is_noun = gap && kind == PhraseKind::LightVerb
                || matches!(kind, PhraseKind::Noun | PhraseKind::Nothing);
            let other = is_noun.then(|| plural(word));
            let keys = [key(word), key(other.as_ref().unwrap_or(word))];
            steps.push(Step { gap, keys });
            gap = false;
        }
        self.phrase_starts.push(first.clone());
        let list = self.phrases.entry(key(first)).or_default();
        let same = list
            .iter_mut()
            .find(|known| known.kind == kind && known.rest.steps == steps);
        match same {
            Some(known) => known.add(id, telling),
            None => {
                let second = steps.first();
                let mut phrase = Phrase {
                    seconds: second.map_or(WordFilter::full(), |second| {
                        second.keys.into_iter().collect()
                    }),
                    is_loose: second.is_some_and(|second| second.gap),
                    kind,
                    rest: Box::new(PhraseRest {
                        steps,
                        ..PhraseRest::default()
                    }),
                };
                phrase.add(id, telling);
                list.push(phrase);
                // The longest wording wins; an event wins over an equal one that only looks so.
                list.sort_by_key(|phrase| {
                    let is_nothing = phrase.kind == PhraseKind::Nothing;
                    (std::cmp::Reverse(phrase.rest.steps.len()), is_nothing)
                });
            }
        }
    }

    /// A phrase word by word, once for each choice of its alternatives: "deal/accord", "`<office>`".
    fn spellings(&self, text: &str) -> Vec<Vec<String>> {
        let mut spellings: Vec<Vec<String>> = vec![Vec::new()];
        for word in text.split(' ') {
            let forms: Vec<&str> = self.forms(word).collect();
            spellings = spellings
                .into_iter()
                .flat_map(|spelling| {
                    forms.iter().map(move |form| {
                        let mut longer = spelling.clone();
                        longer.push((*form).to_owned());
                        longer
                    })
                })
                .collect();
        }
        spellings
    }

    /// The words for which one word of a phrase stands.
    fn forms<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        word.split('/').flat_map(|form| {
            let name = form
                .strip_prefix('<')
                .and_then(|form| form.strip_suffix('>'));
            let set = name.map(|name| self.sets[name].as_slice());
            let itself = set.is_none().then_some(form);
            set.into_iter().flatten().map(String::as_str).chain(itself)
        })
    }

    fn close_implications(&mut self, rows: &[EventRow]) {
        for at in 0..rows.len() {
            let mut implied: Vec<EventTypeId> = Vec::new();
            let mut open = vec![at];
            while let Some(from) = open.pop() {
                for name in &rows[from].implies {
                    let id = self.names[name];
                    if id.0 as usize != at && !implied.contains(&id) {
                        implied.push(id);
                        open.push(id.0 as usize);
                    }
                }
            }
            implied.sort_unstable();
            self.types[at].implies = implied;
        }
    }

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

fn event_type(row: &EventRow) -> EventType {
    EventType {
        name: row.name.clone(),
        family: row.family.clone().unwrap_or_default(),
        implies: Vec::new(),
        symmetric: row.symmetric,
        place_object: row.place_object,
        place_source: row.place_source,
        party_prepositions: row.party_prepositions.clone(),
        agent_prepositions: row.agent_prepositions.clone(),
        patient_prepositions: row.patient_prepositions.clone(),
        noun_of: row.noun_of,
        noun_possessor: row.noun_possessor,
        subject_is_patient: row.subject_is_patient,
        ergative: row.ergative,
        single_agent: row.single_agent,
        single_patient: row.single_patient,
        body_object: row.body_object,
        own_hand: row.own_hand,
        near: near_wordings(row),
        means: row.means.clone(),
        once: row.once,
        once_patient: row.once_patient,
    }
}

fn near_wordings(row: &EventRow) -> Vec<NearWording> {
    let views = [
        (&row.near, NearView::Same),
        (&row.transfer, NearView::Transfer),
        (&row.mirror, NearView::Mirror),
    ];
    let wordings = views
        .into_iter()
        .flat_map(|(wordings, view)| wordings.iter().map(move |wording| (wording, view)));
    wordings
        .map(|(wording, view)| {
            let (verb, rest) = wording.split_once(' ').unwrap_or((wording, ""));
            NearWording {
                verb: key(verb),
                last: rest
                    .rsplit(' ')
                    .next()
                    .filter(|word| !word.is_empty())
                    .map(key),
                view,
            }
        })
        .collect()
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
