//! The furniture table: phrases that give away boxes, links, notices and captions.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::document::tokenize::mark_key;
use crate::document::{SentenceKind, TokenRange};
use crate::lang::{WordFilter, WordMap};
use crate::value::name::{WordKey, key};

/// Where a phrase has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    /// At the start of a sentence.
    Opens,
    /// At the start of a line or sentence that does not end in a full stop.
    Link,
    /// Inside it.
    Anywhere,
    /// Nothing else is in the sentence.
    Whole,
    /// A line of its own; the short lines behind it are links.
    List,
}

/// A phrase of the table.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    words: Vec<Word>,
    pub place: Place,
    pub kind: SentenceKind,
    /// Longer sentences are prose that ran together with it.
    pub longest: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Key(WordKey),
    /// Up to [`LONGEST_GAP`] tokens.
    Gap,
}

/// Tokens that a `*` may stand for.
const LONGEST_GAP: usize = 5;
/// Tokens of a sentence that a row without `longest` may have.
const LONGEST_SENTENCE: usize = 40;

/// The tables of `furniture.toml`.
#[derive(Debug, Default)]
pub(super) struct FurnitureTable {
    patterns: WordMap<Vec<Pattern>>,
    credits: WordMap<Credit>,
    firsts: WordFilter,
    #[cfg(test)]
    pub examples: Vec<Example>,
}

/// What a word inside brackets tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Credit {
    /// "photo", "courtesy".
    Word,
    /// "Reuters", "Getty".
    Agency,
}

/// The English furniture table, built at first use.
pub(super) fn furniture_table() -> &'static FurnitureTable {
    static TABLE: OnceLock<FurnitureTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file = toml::from_str(include_str!("../lang/en/furniture.toml"))
            .expect("furniture.toml is valid");
        FurnitureTable::new(file)
    })
}

impl FurnitureTable {
    fn new(file: File) -> Self {
        let mut table = Self::default();
        #[cfg(test)]
        {
            table.examples = file.examples();
        }
        for row in file.row {
            let kind = row.kind.into();
            for phrase in &row.phrases {
                let words: Vec<Word> = phrase.split_whitespace().map(word).collect();
                let Some(&Word::Key(first)) = words.first() else {
                    panic!("furniture.toml has a phrase that begins with a word: {phrase}");
                };
                table.firsts.add(first);
                table.patterns.entry(first).or_default().push(Pattern {
                    words,
                    place: row.place,
                    kind,
                    longest: row.longest.unwrap_or(LONGEST_SENTENCE),
                });
            }
        }
        for (credit, words) in [
            (Credit::Agency, file.credit.agencies),
            (Credit::Word, file.credit.words),
        ] {
            for word in words {
                table.credits.insert(key(&word), credit);
            }
        }
        table
    }

    /// The patterns that begin with a word.
    pub fn at(&self, first: WordKey) -> &[Pattern] {
        if !self.firsts.may_have(first) {
            return &[];
        }
        self.patterns.get(&first).map_or(&[], Vec::as_slice)
    }

    /// What a word inside brackets tells.
    pub fn credit(&self, word: WordKey) -> Option<Credit> {
        self.credits.get(&word).copied()
    }
}

impl Pattern {
    /// One past the last token of the phrase, if it begins at `at`; `key` gives the tokens' keys.
    pub fn end_at(
        &self,
        at: usize,
        sentence: TokenRange,
        key: impl Fn(usize) -> WordKey,
    ) -> Option<usize> {
        let mut at = at;
        let mut words = self.words.iter().copied().peekable();
        while let Some(word) = words.next() {
            match word {
                Word::Key(word) => {
                    if at >= sentence.end() || key(at) != word {
                        return None;
                    }
                    at += 1;
                }
                Word::Gap => {
                    let Some(&Word::Key(next)) = words.peek() else {
                        // A `*` at the end takes the rest, if there is one.
                        return (at < sentence.end()).then_some(sentence.end());
                    };
                    let reach = sentence.end().min(at + LONGEST_GAP + 1);
                    at = (at..reach).find(|at| key(*at) == next)?;
                }
            }
        }
        Some(at)
    }
}

/// A word of a pattern; what holds no letter or digit is a mark.
fn word(text: &str) -> Word {
    if text == "*" {
        Word::Gap
    } else if text.contains(char::is_alphanumeric) {
        Word::Key(key(text))
    } else {
        Word::Key(mark_key(text))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    row: Vec<Row>,
    credit: Credits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "where")]
    place: Place,
    kind: RowKind,
    longest: Option<usize>,
    phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    absent: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RowKind {
    Furniture,
    Caption,
}

impl From<RowKind> for SentenceKind {
    fn from(kind: RowKind) -> Self {
        match kind {
            RowKind::Furniture => Self::Furniture,
            RowKind::Caption => Self::Caption,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credits {
    words: Vec<String>,
    agencies: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
    absent: Vec<String>,
}

/// A line that is to be read as one kind, or as none of the table's.
#[cfg(test)]
#[derive(Debug)]
pub(super) struct Example {
    pub text: String,
    pub kind: Option<SentenceKind>,
}

#[cfg(test)]
impl File {
    fn examples(&self) -> Vec<Example> {
        let rows = self
            .row
            .iter()
            .map(|row| (&row.examples, &row.absent, row.kind.into()));
        let credit = (
            &self.credit.examples,
            &self.credit.absent,
            SentenceKind::Caption,
        );
        let mut examples = Vec::new();
        for (present, absent, kind) in rows.chain([credit]) {
            examples.extend(present.iter().map(|text| Example {
                text: text.clone(),
                kind: Some(kind),
            }));
            examples.extend(absent.iter().map(|text| Example {
                text: text.clone(),
                kind: None,
            }));
        }
        examples
    }
}
