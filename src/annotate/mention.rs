//! The types that annotators give: mentions with their place in the text.

use crate::base::Span;
use crate::document::TokenRange;
use crate::lang::EventTypeId;
pub use crate::lang::{Stance, TimeBound};
use crate::value::name::WordKey;
use crate::value::{Amount, Interval, UnitClass};

/// Everything found in one document, each list in reading order.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Time expressions.
    pub times: Vec<TimeMention>,
    /// Names of people, organisations, groups.
    pub names: Vec<NameMention>,
    /// Names of places.
    pub places: Vec<PlaceMention>,
    /// Numbers with what they count.
    pub quantities: Vec<QuantityMention>,
    /// Verbs, event nouns and event phrases.
    pub events: Vec<EventMention>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
}

/// TIMEX3 types (ISO 24617-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's")]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its bytes (the expression as TIMEX3 marks it, without a preposition).
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value ("2025-10-23", "2025-W43", "P3D", "PRESENT_REF"); with `X` where unresolved.
    pub value: String,
    /// The days it means; `None` for durations, sets, vague references and what has no anchor.
    pub interval: Option<Interval>,
    /// How a relative expression was resolved, as steps to show: "Thursday" → "2025-10-23".
    pub anchor: TimeAnchor,
    /// "about", "around", "late", "early": its ends are not sharp.
    pub approximate: bool,
    /// The neighbouring day that a night or an early hour may be reckoned to as well.
    pub turn: Turn,
    /// What the preposition before it says: "since Tuesday" tells no day of what happened.
    pub bound: TimeBound,
}

/// To which neighbouring day a time of day may be reckoned as well: midnight divides a night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To none: "Sunday", "Sunday at noon".
    Neither,
    /// The day before: "early Sunday", "at 2 a.m. Sunday".
    Before,
    /// The day after: "late Sunday", "Sunday night".
    After,
}

/// What a time expression was resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeAnchor {
    /// Complete in itself ("October 13, 2025").
    Absolute,
    /// The day of publication.
    Published,
    /// Another expression of the text, by its position in [`Annotations::times`].
    Mention(usize),
    /// Needs an anchor that is missing: no publication date is known.
    Missing,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum NameKind {
    Person,
    Organization,
    Place,
    /// People of a country or a faith ("Palestinians", "Turkish").
    Demonym,
    Unknown,
}

/// A proper name.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMention {
    /// Tokens of the name itself: titles ("Maj. Gen.") and the possessive left out.
    pub tokens: TokenRange,
    /// Titles, roles in apposition and descriptions that stand with it, before or behind.
    pub description: Option<TokenRange>,
    /// What it stands for.
    pub kind: NameKind,
    /// Position in [`Annotations::names`] of the first mention of the same thing in this article
    /// (its own position if it is the first): "al-Hayya" points to "Khalil al-Hayya", "PLO" to
    /// "Palestine Liberation Organization". Only safe links; two people who share a surname are
    /// never joined.
    pub first: usize,
}

/// A place name.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMention {
    /// Tokens of the name, qualifier included ("Toledo, Ohio").
    pub tokens: TokenRange,
    /// Row of the gazetteer, if known and not ambiguous beyond rescue. Of readings that lie in each
    /// other ("New York", "Cairo") the outermost: the quieter one.
    pub place: Option<u32>,
    /// Position in [`Annotations::places`] of the place that the phrase says it lies in: "Essex
    /// County" → "Ontario", "Addington Road" → "Croydon".
    pub within: Option<usize>,
    /// How it stands in the text.
    pub use_: PlaceUse,
}

/// How a place name stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceUse {
    /// After a preposition of place ("in Cairo", "at Oakfield").
    Location,
    /// Opens the report ("CAIRO (AP) —").
    Dateline,
    /// Stands for its government or people ("Egypt hosted"), or plain subject or object.
    Actor,
    /// Part of another name or a modifier ("Cairo talks", "Gaza Strip's", "New York Times").
    Modifier,
    /// "from Cairo", "of Beckenham" right behind a person: where somebody comes from.
    Origin,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityMention {
    /// Tokens of the number with its approximation ("at least 17").
    pub tokens: TokenRange,
    /// The values that it can mean.
    pub amount: Amount,
    /// Head noun tokens of what is counted ("Hamas fighters": the phrase), unit included.
    pub unit: Option<TokenRange>,
    /// What kind of number it is.
    pub kind: QuantityKind,
    /// Singular of the head noun of `unit` ("fighter"); of several spellings of a measure the same
    /// one ("metre"), and "person" for people who are added up.
    pub unit_key: Option<WordKey>,
    /// What kind of thing it counts or measures.
    pub unit_class: UnitClass,
}

/// What kind of number it is; only counts and measures can answer a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    /// So many of something.
    Count,
    /// "17 others", "another five", "two more": added to somebody told before.
    Additional,
    /// Length, money, speed, share.
    Measure,
    /// Somebody's age.
    Age,
    /// House number, road, calibre, telephone, score, page: never a count.
    Label,
    /// First, second, third.
    Ordinal,
}

/// A word or phrase that tells an event: every verb of the text, and the nouns and phrases of the
/// event lexicon.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMention {
    /// The words that tell it: "met", "held talks", "the meeting" without "the".
    pub tokens: TokenRange,
    /// The token that carries it: the verb, or the noun of a light-verb wording ("held *talks*").
    pub head: usize,
    /// The verb token that carries tense and arguments; the head itself for a plain verb or noun.
    pub verb: usize,
    /// How it stands in its clause.
    pub form: EventForm,
    /// Lemma of the head.
    pub lemma: WordKey,
    /// Event types of the lexicon that it can tell; empty for other verbs.
    pub types: &'static [EventTypeId],
    /// Those of its types that the subject of its active verb undergoes: "*faces* charges".
    pub undergone: &'static [EventTypeId],
    /// Types of which it tells that they did not happen: "*was denied* a permit" is no receiving.
    pub denied: &'static [EventTypeId],
    /// Whether it is told as happened, planned, wished or possible.
    pub status: Status,
    /// Whether it is told to have happened or not.
    pub polarity: EventPolarity,
}

impl EventMention {
    /// Whether it is told as something that happened.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.status == Status::Actual && self.polarity == EventPolarity::Positive
    }

    /// Whether it tells of an event of these types that it happened or not.
    #[must_use]
    pub fn polarity_of(&self, types: &[EventTypeId]) -> EventPolarity {
        let is_denied = self.denied.iter().any(|id| types.contains(id))
            && !self.types.iter().any(|id| types.contains(id));
        if is_denied {
            self.polarity.opposite()
        } else {
            self.polarity
        }
    }
}

/// Whether an event is told as happened, planned, wished or possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Told as a fact: "met", "is meeting", "did not meet".
    #[default]
    Actual,
    /// Is to happen: "will meet", "plans to meet", "agreed that they would meet".
    Planned,
    /// Asked, called for, wanted: "called for a meeting", "must meet".
    Wished,
    /// Possible or conditional: "could meet", "if they meet", "whether they met".
    Possible,
}

/// Whether an event is told to have happened or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum EventPolarity {
    #[default]
    Positive,
    Negative,
}

impl EventPolarity {
    /// The other one.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Positive => Self::Negative,
            Self::Negative => Self::Positive,
        }
    }
}

/// How an event mention stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventForm {
    /// Finite, active: "met", "will meet", "has met".
    Active,
    /// Passive: "was killed", "being held"; also a bare participle behind its noun ("a man shot in Ohio").
    Passive,
    /// "to meet".
    Infinitive,
    /// "meeting with …" as a verb.
    Gerund,
    /// A noun: "the meeting", "his arrest".
    Noun,
}

/// Who says a stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that are attributed: a quotation, a reported clause, or whole sentences that go
    /// on with it.
    pub content: TokenRange,
    /// The words that name the speaker: "an informed source", "Al-Qahera News", "he".
    pub speaker: TokenRange,
    /// The name that the speaker is, if one: position in [`Annotations::names`].
    pub name: Option<usize>,
    /// How the source stands to what is said.
    pub stance: Stance,
    /// Whether the words stand between quotation marks.
    pub quoted: bool,
}
