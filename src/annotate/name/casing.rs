//! How an article uses capitals: which sentences are headlines in capitals, and how a word that
//! opens a sentence is written elsewhere.

use crate::document::{Document, Sentence, SentenceKind, Shape, Token};
use crate::lang::{Classes, WordFilter};
use crate::value::name::WordKey;

/// Words that no name starts with, whatever their capital says.
pub(in crate::annotate) const CLOSED: Classes = Classes::FUNCTION_WORD
    .with(Classes::POSSESSIVE_PRONOUN)
    .with(Classes::NEGATIVE_DETERMINER)
    .with(Classes::ADVERB);

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    /// Most words have a capital, or nothing but capitals.
    Capitals,
}

/// How the words of an article are written.
pub(super) struct Casing {
    styles: Vec<Style>,
    /// Words that open a sentence with a capital, sorted, with what else the article does with them.
    openers: Vec<(WordKey, Uses)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    lower: bool,
    capital: bool,
}

impl Casing {
    pub(super) fn read(document: &Document<'_>) -> Self {
        let styles = document
            .sentences
            .iter()
            .map(|sentence| style(document, sentence))
            .collect();
        let mut casing = Self {
            styles,
            openers: Vec::new(),
        };
        casing.read_openers(document);
        casing
    }

    fn read_openers(&mut self, document: &Document<'_>) {
        // Most other words are told apart from all openers without a search.
        let mut filter = WordFilter::<64>::default();
        let mut openers: Vec<WordKey> = Vec::new();
        for (at, token) in document.tokens.iter().enumerate() {
            if token.shape.is(Shape::CAPITAL) && opens(document, at) {
                openers.push(token.key);
                filter.add(token.key);
            }
        }
        openers.sort_unstable();
        openers.dedup();
        self.openers = openers
            .into_iter()
            .map(|key| (key, Uses::default()))
            .collect();
        for (sentence, style) in document.sentences.iter().zip(&self.styles) {
            for at in sentence.tokens.range() {
                let token = &document.tokens[at];
                if !filter.may_have(token.key) || !token.shape.is(Shape::WORD) {
                    continue;
                }
                let Ok(found) = self
                    .openers
                    .binary_search_by_key(&token.key, |entry| entry.0)
                else {
                    continue;
                };
                let uses = &mut self.openers[found].1;
                if !token.shape.is(Shape::CAPITAL) {
                    uses.lower = true;
                } else if *style == Style::Plain
                    && (!opens(document, at) || begins_name(document, at))
                {
                    uses.capital = true;
                }
            }
        }
    }

    /// Whether capitals mean something in this sentence.
    pub(super) fn is_plain(&self, sentence: usize) -> bool {
        self.styles[sentence] == Style::Plain
    }

    /// Whether the article writes the word without a capital somewhere.
    pub(super) fn has_lower(&self, word: WordKey) -> bool {
        self.uses(word).lower
    }

    /// Whether the article writes the word with a capital inside a sentence.
    pub(super) fn has_capital(&self, word: WordKey) -> bool {
        self.uses(word).capital
    }

    fn uses(&self, word: WordKey) -> Uses {
        self.openers
            .binary_search_by_key(&word, |entry| entry.0)
            .map_or(Uses::default(), |at| self.openers[at].1)
    }
}

/// Whether a capital at this token is due to its position: start of sentence or quotation, behind
/// a colon or a dash or a bullet.
pub(super) fn opens(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    if token.shape.is(Shape::FIRST) || at == 0 {
        return true;
    }
    let before = &document.tokens[at - 1];
    if !before.shape.is(Shape::MARK) || before.shape.is(Shape::POSSESSIVE) {
        return false;
    }
    before.shape.is(Shape::OPENS)
        || !token.shape.is(Shape::JOINED)
            && !matches!(document.word(at - 1), "," | ")" | ";" | "&" | "/")
        || matches!(document.word(at - 1), ":" | "\u{2022}" | "*" | ">" | "|")
}

/// "Jada Orlow's mother": an opener that the lexicon does not know, and a capital behind it.
fn begins_name(document: &Document<'_>, at: usize) -> bool {
    let is_unknown = document.tokens[at].word == Token::UNKNOWN;
    is_unknown
        && document.tokens.get(at + 1).is_some_and(|next| {
            next.shape.is(Shape::CAPITAL) && next.shape.is(Shape::WORD) && !opens(document, at + 1)
        })
}

fn style(document: &Document<'_>, sentence: &Sentence) -> Style {
    let mut n_words = 0;
    let mut n_caps = 0;
    let mut n_long = 0;
    let mut n_long_capital = 0;
    for token in &document.tokens[sentence.tokens.range()] {
        if !token.shape.is(Shape::WORD) || token.shape.is(Shape::INITIAL) {
            continue;
        }
        n_words += 1;
        n_caps += usize::from(token.shape.is(Shape::ALL_CAPS));
        if is_telling(token) {
            n_long += 1;
            n_long_capital += usize::from(token.shape.is(Shape::CAPITAL));
        }
    }
    // "of Washington, D.C.": the dot of the abbreviation ends the sentence too.
    let last = sentence.tokens.end() - 1;
    let is_dotted =
        sentence.kind == SentenceKind::Prose && document.tokens[last].shape.is(Shape::DOTTED);
    let ends_in_stop = is_dotted || document.word(last) == ".";
    let shouted = n_words >= 3 && n_caps * 10 >= n_words * 7;
    let title_case = n_long >= 4 && n_long_capital * 10 >= n_long * 9 && !ends_in_stop;
    if shouted || title_case {
        Style::Capitals
    } else {
        Style::Plain
    }
}

/// Words that have a capital in a headline in title case, and none in a sentence.
fn is_telling(token: &Token) -> bool {
    token.span.len() >= 4 && !token.is(CLOSED)
}
