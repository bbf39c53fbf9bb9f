//! Wordings of several words.

use crate::lang::event::{EventTypeId, push_once};
use crate::lang::filter::WordFilter;
use crate::value::name::WordKey;

/// A wording of several words. Some words open hundreds, of which nearly all are ruled out by their
/// second word: that is told here, and the rest lies elsewhere.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The words that may come second: see [`Phrase::may_follow`].
    pub(super) seconds: WordFilter<1>,
    /// Whether other words may stand before the second one.
    pub(super) is_loose: bool,
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

/// How a phrase tells a type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    Plain,
    Undergone,
    Denied,
    /// Not by itself: see [`crate::lang::NearWording`].
    Near,
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

    pub(super) fn add(&mut self, id: EventTypeId, telling: Telling) {
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
