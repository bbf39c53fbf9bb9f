//! One sentence as the rules see it.

use crate::document::{Document, Sentence, SentenceKind, Shape, Token};
use crate::lang::cues::{Cues, WordSet, cues};
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, Events, Lexicon, Word, events, lexicon};

/// A sentence with the tables that its rules ask.
#[derive(Clone, Copy)]
pub(super) struct View<'d> {
    pub document: &'d Document<'d>,
    pub tokens: &'d [Token],
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// A headline that writes most words with a capital: capitals tell nothing.
    pub title_case: bool,
    pub lexicon: &'static Lexicon,
    pub events: &'static Events,
    pub cues: &'static Cues,
}

/// Whatever opens a noun phrase, so that the next word is its noun or a modifier.
pub(super) const OPENER: Classes = Classes::DETERMINER
    .with(Classes::POSSESSIVE_PRONOUN)
    .with(Classes::ADJECTIVE)
    .with(Classes::ORDINAL)
    .with(Classes::NUMBER_WORD)
    .with(Classes::VAGUE_NUMBER);

const AUXILIARY: Classes = Classes::BE
    .with(Classes::HAVE)
    .with(Classes::DO)
    .with(Classes::MODAL);

/// Classes of words that cannot be a noun phrase's first word.
const NO_NOUN: Classes = Classes::PREPOSITION
    .with(Classes::SUBORDINATOR)
    .with(Classes::CONDITIONAL)
    .with(Classes::COORDINATOR)
    .with(Classes::RELATIVE)
    .with(Classes::SUBJECT_PRONOUN)
    .with(Classes::NEGATION)
    .with(Classes::TO)
    .with(Classes::ADVERB)
    .with(Classes::TIME_WORD)
    .with(AUXILIARY);

impl<'d> View<'d> {
    pub fn new(document: &'d Document<'d>, sentence: &Sentence) -> Self {
        let mut view = Self {
            document,
            tokens: &document.tokens,
            start: sentence.tokens.start(),
            end: sentence.tokens.end(),
            title_case: false,
            lexicon: lexicon(),
            events: events(),
            cues: cues(),
        };
        view.title_case = sentence.kind == SentenceKind::Heading && view.has_title_case();
        view
    }

    fn has_title_case(&self) -> bool {
        let mut n_long = 0;
        let mut n_capital = 0;
        for token in &self.tokens[self.start + 1..self.end] {
            if token.shape.is(Shape::WORD) && token.span.len() > 3 {
                n_long += 1;
                n_capital += usize::from(token.shape.is(Shape::CAPITAL));
            }
        }
        n_long >= 3 && n_capital * 10 >= n_long * 7
    }

    pub fn is(&self, at: usize, classes: Classes) -> bool {
        self.tokens[at].is(classes)
    }

    pub fn is_in(&self, at: usize, set: WordSet) -> bool {
        self.cues.is(self.tokens[at].key, set)
    }

    pub fn shape(&self, at: usize) -> Shape {
        self.tokens[at].shape
    }

    pub fn row(&self, at: usize) -> Option<&'static Word> {
        self.lexicon.word(self.tokens[at].word)
    }

    pub fn forms(&self, at: usize) -> VerbForms {
        self.row(at).map_or(VerbForms::default(), |word| word.forms)
    }

    /// The token before, in the same sentence.
    pub fn before(&self, at: usize) -> Option<usize> {
        (at > self.start).then(|| at - 1)
    }

    /// The token behind, in the same sentence.
    pub fn after(&self, at: usize) -> Option<usize> {
        (at + 1 < self.end).then_some(at + 1)
    }

    /// The nearest token before that is no adverb.
    pub fn before_adverbs(&self, at: usize) -> Option<usize> {
        let mut before = self.before(at);
        while let Some(token) = before {
            if !self.is_adverb(token) {
                break;
            }
            before = self.before(token);
        }
        before
    }

    /// The first token from `at` on that is no adverb.
    pub fn skip_adverbs(&self, mut at: usize) -> Option<usize> {
        while at < self.end && self.is_adverb(at) && !self.is(at, Classes::DETERMINER) {
            at += 1;
        }
        (at < self.end).then_some(at)
    }

    /// An adverb of the lexicon, or an unknown word in "-ly".
    pub fn is_adverb(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.is(Classes::ADVERB) {
            return true;
        }
        token.word == Token::UNKNOWN
            && token.shape.is(Shape::WORD)
            && (!token.shape.is(Shape::CAPITAL) || self.title_case)
            && token.span.len() > 4
            && self.document.word(at).ends_with("ly")
            && !self.is_in(at, WordSet::NO_ADVERB)
    }

    /// Written with a capital as names are: not where every word, or the first, has one.
    pub fn is_capital(&self, at: usize) -> bool {
        self.shape(at).is(Shape::CAPITAL) && !self.title_case && !self.is_opening(at)
    }

    /// First word of its sentence, of a quotation, or behind a dash or colon.
    pub fn is_opening(&self, at: usize) -> bool {
        self.before(at).is_none_or(|before| {
            let shape = self.shape(before);
            shape.is(Shape::OPENS)
                || before == self.start && shape.is(Shape::MARK)
                || shape.is(Shape::MARK)
                    && matches!(
                        self.document.word(before),
                        ":" | "--" | "\u{2014}" | "\u{2013}"
                    )
        })
    }

    /// A modal verb, not the month or the name.
    pub fn is_modal(&self, at: usize) -> bool {
        self.is(at, Classes::MODAL) && !self.is_capital(at)
    }

    /// A form of be, have or do, or a modal.
    pub fn is_auxiliary(&self, at: usize) -> bool {
        self.is(at, AUXILIARY) && !self.is_capital(at)
    }

    /// "he", "they", "who", "that": a subject that is nothing else.
    pub fn is_subject(&self, at: usize) -> bool {
        self.is(at, Classes::SUBJECT_PRONOUN.with(Classes::RELATIVE))
            && !self.is_in(at, WordSet::INDEFINITE)
    }

    /// Opens a noun phrase or modifies its noun.
    pub fn is_opener(&self, at: usize) -> bool {
        self.shape(at).is(Shape::POSSESSIVE.with(Shape::NUMBER))
            || self.is(at, OPENER) && !self.is_in(at, WordSet::THAT) && !self.is_capital(at)
    }

    /// Whether an object, a noun phrase, begins at `at` or behind adverbs there.
    pub fn is_object(&self, at: usize) -> bool {
        let Some(at) = self.skip_adverbs(at) else {
            return false;
        };
        let token = &self.tokens[at];
        if token.shape.is(Shape::NUMBER) {
            return true;
        }
        if token.shape.is(Shape::MARK) {
            return matches!(self.document.word(at), "$" | "\u{a3}" | "\u{20ac}");
        }
        if token.is(Classes::WEEKDAY)
            || token.is(Classes::MONTH) && self.is_capital(at)
            || self.is_in(at, WordSet::CALENDAR_WORD)
            || self.is_in(at, WordSet::THAT)
        {
            return false;
        }
        if token.is(OPENER
            .with(Classes::OBJECT_PRONOUN)
            .with(Classes::REFLEXIVE))
        {
            return true;
        }
        if token.is(NO_NOUN) {
            return false;
        }
        // A verb form that no noun shares is the next predicate.
        if token.is(Classes::VERB) && !token.is(Classes::EVENT_NOUN) && !self.is_capital(at) {
            let nominal = VerbForms::BASE
                .with(VerbForms::THIRD)
                .with(VerbForms::GERUND);
            return self.forms(at).is(nominal);
        }
        true
    }

    /// Whether a noun that this word could modify stands at `at`.
    pub fn is_noun_next(&self, at: Option<usize>) -> bool {
        at.is_some_and(|at| {
            !self.shape(at).is(Shape::MARK.with(Shape::NUMBER))
                && !self.is(at, NO_NOUN.with(Classes::DETERMINER))
                && !self.is(at, Classes::WEEKDAY)
                && !self.is_adverb(at)
        })
    }
}
