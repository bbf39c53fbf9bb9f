//! The event lexicon: types of news events with the ways to say them.

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
    /// Prepositions that bring the second party: "met *with*", "fought *against*".
    pub party_prepositions: Vec<String>,
    /// The subject of the verb is the one to whom it is done: "died", "fell", "resigned" have none
    /// (their subject is the agent); "underwent", "suffered" have.
    pub subject_is_patient: bool,
    /// The agent is a single holder ("led", "won"): another one contradicts.
    pub single_agent: bool,
    /// The patient is a single holder.
    pub single_patient: bool,
    /// Happens once to whom it happens ("die", "be born"): another date contradicts.
    pub once: bool,
}
