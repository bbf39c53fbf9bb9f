//! Words, numbers and punctuation marks with their place.

use crate::base::Span;
use crate::document::Part;
use crate::lang::Classes;
use crate::value::name::WordKey;

/// A half-open, non-empty range of token positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    start: u32,
    end: u32,
}

impl From<TokenRange> for std::ops::Range<usize> {
    fn from(tokens: TokenRange) -> Self {
        tokens.range()
    }
}

impl TokenRange {
    /// The range `start..end`.
    ///
    /// # Panics
    /// If it is empty or reversed: our own mistake.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start < end, "a token range holds a token");
        let narrow = |n: usize| u32::try_from(n).expect("texts are shorter than 4 GiB");
        Self {
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// First token.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last token.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// For slicing and iterating.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }

    /// Whether the token is inside.
    #[must_use]
    pub fn contains(self, token: usize) -> bool {
        self.range().contains(&token)
    }

    /// Whether the two share a token.
    #[must_use]
    pub fn is_overlapping(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// One word, number or punctuation mark.
///
/// How text is cut: a run of letters with inner apostrophes is a word ("Sa'ar", "O'Brien");
/// hyphens stand alone ("al", "-", "Hayya"); letters and dots in turn are one abbreviation
/// ("U.S.", "a.m."), and an abbreviation of the lexicon keeps its dot ("Gen."); the possessive
/// ("'s", "'") and "n't" are tokens of their own; digits with inner commas and dots are one number
/// ("1,700", "145.5"), letters right behind digits another token ("143" "million", "6" "am",
/// "23" "rd"); every other character stands alone.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes in the text of its part.
    pub span: Span,
    /// Folded form, hashed; see [`WordKey`].
    pub key: WordKey,
    /// What the lexicon knows of the word; empty for unknown words, numbers and marks.
    pub classes: Classes,
    /// Row of the lexicon's word table, or [`Token::UNKNOWN`].
    pub word: u32,
    /// How it looks.
    pub shape: Shape,
}

impl Token {
    /// `word` of a token that the lexicon does not know.
    pub const UNKNOWN: u32 = u32::MAX;

    /// Which text the token is in.
    #[must_use]
    pub fn part(&self) -> Part {
        if self.shape.is(Shape::TITLE) {
            Part::Title
        } else {
            Part::Body
        }
    }

    /// Whether the word is in any of these classes.
    #[must_use]
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.intersects(classes)
    }
}

/// How a token looks: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(pub u16);

#[allow(missing_docs, reason = "the names say it")]
impl Shape {
    /// Starts with a letter.
    pub const WORD: Self = Self(1);
    /// Starts with a digit.
    pub const NUMBER: Self = Self(1 << 1);
    /// Neither.
    pub const MARK: Self = Self(1 << 2);
    /// First letter is upper case.
    pub const CAPITAL: Self = Self(1 << 3);
    /// Two or more letters, all upper case ("IDF", "U.S.").
    pub const ALL_CAPS: Self = Self(1 << 4);
    /// No white space between this token and the one before.
    pub const JOINED: Self = Self(1 << 5);
    /// First token of its sentence.
    pub const FIRST: Self = Self(1 << 6);
    /// Inside quotation marks (the marks themselves are not).
    pub const QUOTED: Self = Self(1 << 7);
    /// Opens a quotation.
    pub const OPENS: Self = Self(1 << 8);
    /// Closes a quotation.
    pub const CLOSES: Self = Self(1 << 9);
    /// In the title.
    pub const TITLE: Self = Self(1 << 10);
    /// Ends with a dot that belongs to the word ("Gen.", "U.S.", "a.m.").
    pub const DOTTED: Self = Self(1 << 11);
    /// A possessive ending: "'s" or "'".
    pub const POSSESSIVE: Self = Self(1 << 12);
    /// A single letter, perhaps with its dot: an initial ("C.").
    pub const INITIAL: Self = Self(1 << 13);
    /// A line break stands between this token and the one before.
    pub const NEW_LINE: Self = Self(1 << 14);

    /// Whether it has any of these flags.
    #[must_use]
    pub fn is(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }

    /// Both sets of flags.
    #[must_use]
    pub fn with(self, flags: Self) -> Self {
        Self(self.0 | flags.0)
    }
}
