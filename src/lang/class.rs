//! Word classes: what a word can be, whatever stands around it.

/// A set of word classes. A word can be in several ("may" is a modal and a month).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u128);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        classes!(@consts 0; $($(#[$doc])* $name,)*);

        impl Classes {
            /// Every class with its name in `words.toml`.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$name)),*];
        }
    };
    (@consts $bit:expr; $(#[$doc:meta])* $name:ident, $($rest:tt)*) => {
        impl Classes {
            $(#[$doc])*
            pub const $name: Self = Self(1 << ($bit));
        }
        classes!(@consts $bit + 1; $($rest)*);
    };
    (@consts $bit:expr;) => {};
}

classes! {
    /// Articles, demonstratives and quantifiers that open a noun phrase.
    DETERMINER = "determiner",
    /// "the", "this", "that", "these", "those": takes up something known.
    DEFINITE = "definite",
    /// "his", "their": a determiner that refers.
    POSSESSIVE_PRONOUN = "possessive-pronoun",
    /// "he", "they", "it" as a subject.
    SUBJECT_PRONOUN = "subject-pronoun",
    /// "him", "them", "it" as an object.
    OBJECT_PRONOUN = "object-pronoun",
    /// "himself".
    REFLEXIVE = "reflexive",
    /// "who", "which", "that", "whose", "whom".
    RELATIVE = "relative",
    /// Prepositions.
    PREPOSITION = "preposition",
    /// Prepositions that place an event ("in", "at", "near", "outside").
    PLACE_PREPOSITION = "place-preposition",
    /// "and", "or", "but", "as well as".
    COORDINATOR = "coordinator",
    /// "because", "although", "when", "after", "while": opens a clause.
    SUBORDINATOR = "subordinator",
    /// "if", "unless", "whether", "provided": the clause is not asserted.
    CONDITIONAL = "conditional",
    /// Forms of "be".
    BE = "be",
    /// Forms of "have".
    HAVE = "have",
    /// Forms of "do".
    DO = "do",
    /// "will", "would", "can", "could", "may", "might", "shall", "should", "must".
    MODAL = "modal",
    /// "not", "n't", "never", "no longer".
    NEGATION = "negation",
    /// "no", "none", "nobody", "neither": negates from inside a noun phrase.
    NEGATIVE_DETERMINER = "negative-determiner",
    /// The infinitive's "to".
    TO = "to",
    /// Adverbs that may stand inside a verb group ("reportedly", "also", "later").
    ADVERB = "adverb",
    /// Month names and abbreviations.
    MONTH = "month",
    /// Weekday names and abbreviations.
    WEEKDAY = "weekday",
    /// "day", "week", "hour" and so on, singular and plural.
    TIME_UNIT = "time-unit",
    /// "morning", "night", "noon".
    DAY_PART = "day-part",
    /// Cardinal number words.
    NUMBER_WORD = "number-word",
    /// "dozens", "several", "many": a number that is none.
    VAGUE_NUMBER = "vague-number",
    /// Ordinal number words.
    ORDINAL = "ordinal",
    /// Any other word that can open or be a time expression ("today", "last", "ago", "early").
    TIME_WORD = "time-word",
    /// Titles before a name ("President", "Dr.", "Maj.").
    TITLE = "title",
    /// Nouns for a position ("minister", "chief", "spokesman").
    ROLE = "role",
    /// Nouns for a person ("man", "girl", "victim", "driver").
    PERSON = "person",
    /// Nouns for a body of people ("police", "group", "ministry", "delegation").
    BODY = "body",
    /// Parts of a name that cannot end it ("al", "bin", "de", "van").
    NAME_PARTICLE = "name-particle",
    /// Common given names.
    GIVEN_NAME = "given-name",
    /// Endings of organisations ("Inc.", "Ministry", "University").
    ORGANIZATION_WORD = "organization-word",
    /// Capitalised nouns of the map ("Strip", "River", "Street", "County", "Airport").
    PLACE_WORD = "place-word",
    /// First word of a gazetteer name.
    PLACE_START = "place-start",
    /// Peoples and adjectives of a country or faith.
    DEMONYM = "demonym",
    /// Verbs of saying.
    REPORTING = "reporting",
    /// A form of a known verb (see [`crate::lang::Word::forms`]).
    VERB = "verb",
    /// A noun that names an event of the lexicon.
    EVENT_NOUN = "event-noun",
    /// First word of an event phrase of the lexicon.
    EVENT_START = "event-start",
    /// Abbreviations that keep their dot and do not end a sentence ("Gen.", "Jan.", "No.").
    ABBREVIATION = "abbreviation",
    /// Abbreviations that may end a sentence ("Inc.", "U.S.", "p.m.").
    FINAL_ABBREVIATION = "final-abbreviation",
    /// Units of measure and money.
    UNIT = "unit",
    /// "about", "at least", "more than" and other words before a number.
    APPROXIMATION = "approximation",
    /// Common adjectives and nouns that may stand between a determiner and its head.
    ADJECTIVE = "adjective",
    /// "said to be", "alleged", "possible", "expected": hedges.
    HEDGE = "hedge",
    /// "he", "she", "him", "her", "his": pronouns of one person.
    PERSONAL = "personal",
    /// Relatives, friends, lawyers: "X's brother" is not X.
    KINSHIP = "kinship",
    /// "another", "separate", "second", "earlier": introduces another event of a kind.
    OTHER_EVENT = "other-event",
    /// Verbs that open a list of members ("included").
    INCLUDING = "including",
    /// Subjects of such a verb that stand for those told before ("they", "attendees").
    LIST_SUBJECT = "list-subject",
    /// "a", "an", "one": introduces somebody new.
    INDEFINITE = "indefinite",
    /// Prepositions that leave somebody out ("without").
    EXCLUDING = "excluding",
    /// "when", "as", "while": what the clause tells happens at the same time.
    SIMULTANEOUS = "simultaneous",
    /// "shortly", "minutes": before "after" or "before", what both clauses tell is one happening.
    SOON = "soon",
    /// Words for those whom an incident hit ("victim", "deceased").
    VICTIM = "victim",
    /// "it", "they", "them": pronouns of things, bodies and several people.
    IMPERSONAL = "impersonal",
    /// Words that open sentences and headlines with a capital and are no name there.
    COMMON = "common",
    /// Place words whose names do not say where they are ("Texas Street").
    STREET_WORD = "street-word",
    /// Common nouns that make a place of the name beside them ("Rafah crossing", "village of X").
    PLACE_NOUN = "place-noun",
    /// Parts of a place before its name: "northern", "downtown", "occupied".
    COMPASS = "compass",
    /// Words between a country and a title that belong to the title ("Foreign" Minister).
    PORTFOLIO = "portfolio",
    /// Single words that name an organisation without saying so ("Hamas", "Reuters").
    KNOWN_ORGANIZATION = "known-organization",
    /// Place words that are common surnames too ("Hill", "Green").
    SURNAME = "surname",
    /// Words that tell of a woman or a girl ("she", "Mrs", "widow"), and given names of women.
    FEMALE = "female",
    /// Words that tell of a man or a boy, and given names of men.
    MALE = "male",
    /// Those who act for a body ("engineers", "troops"): what they do, it does.
    STAFF = "staff",
    /// Nouns for things that bear names of their own ("ferry", "satellite", "storm").
    NAMED_THING = "named-thing",
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// Words of the grammar that are in no noun phrase but to open it or join it to another.
    pub const FUNCTION_WORD: Self = Self::DETERMINER
        .with(Self::PREPOSITION)
        .with(Self::SUBJECT_PRONOUN)
        .with(Self::OBJECT_PRONOUN)
        .with(Self::REFLEXIVE)
        .with(Self::RELATIVE)
        .with(Self::COORDINATOR)
        .with(Self::SUBORDINATOR)
        .with(Self::CONDITIONAL)
        .with(Self::BE)
        .with(Self::HAVE)
        .with(Self::DO)
        .with(Self::MODAL)
        .with(Self::NEGATION)
        .with(Self::TO);

    /// Whether the two sets share a class.
    #[must_use]
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The class of that name in `words.toml`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(text, _)| *text == name)
            .map(|(_, class)| *class)
    }
}
