//! `Words`: an article as what is compared, word by word.

use std::ops::Range;

use crate::base::Span;
use crate::document::{Document, Part, SentenceKind, Shape};

/// The words and numbers of an article's text in reading order, without furniture, marks and the
/// headline.
#[derive(Clone, Debug, Default)]
pub struct Words {
    keys: Vec<u64>,
    spans: Vec<Span>,
    looks: Vec<u8>,
}

/// Inside quotation marks.
const QUOTED: u8 = 1;
/// Neither a name nor a number: starts in lower case.
const PLAIN: u8 = 2;
/// In a heading.
const HEADING: u8 = 4;

impl Words {
    /// Takes the words out of a document.
    #[must_use]
    pub fn read(document: &Document<'_>) -> Self {
        let mut words = Self::default();
        for sentence in &document.sentences {
            if sentence.part == Part::Title || !sentence.kind.is_evidence() {
                continue;
            }
            let is_heading = sentence.kind == SentenceKind::Heading;
            let heading = if is_heading { HEADING } else { 0 };
            for token in &document.tokens[sentence.tokens.range()] {
                let shape = token.shape;
                if !shape.is(Shape::WORD.with(Shape::NUMBER)) {
                    continue;
                }
                let is_plain = shape.is(Shape::WORD) && !shape.is(Shape::CAPITAL);
                let look = if shape.is(Shape::QUOTED) { QUOTED } else { 0 };
                words.keys.push(token.key.0);
                words.spans.push(token.span);
                words
                    .looks
                    .push(look | heading | if is_plain { PLAIN } else { 0 });
            }
        }
        words
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Positions of the words that lie in `span`, in bytes of the article's text.
    #[must_use]
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self
            .spans
            .partition_point(|word| word.start() < span.start());
        let end = self.spans.partition_point(|word| word.end() <= span.end());
        start..end.max(start)
    }

    /// Whether most words of a range stand in quotation marks.
    #[must_use]
    pub fn is_mostly_quoted(&self, range: Range<usize>) -> bool {
        let quoted = self.looks[range.clone()]
            .iter()
            .filter(|look| **look & QUOTED != 0)
            .count();
        quoted * 2 > range.len()
    }

    /// Whether a range lies in a heading.
    #[must_use]
    pub fn is_heading(&self, range: &Range<usize>) -> bool {
        self.looks[range.clone()]
            .iter()
            .all(|look| look & HEADING != 0)
    }

    /// The bytes from the first to the last word of a range.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.spans[range.start].cover(self.spans[range.end - 1])
    }

    /// What the words are compared by: their folded forms, hashed.
    #[must_use]
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// Words outside of quotation marks, and how many of them are neither names nor numbers.
    pub(super) fn own(&self, range: &Range<usize>) -> (usize, usize) {
        let mut counts = (0, 0);
        for look in &self.looks[range.clone()] {
            if look & QUOTED == 0 {
                counts.0 += 1;
                counts.1 += usize::from(look & PLAIN != 0);
            }
        }
        counts
    }
}
