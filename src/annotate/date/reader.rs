//! Looks at tokens as words of time, within one sentence.

use crate::annotate::date::expression::Count;
use crate::document::{Document, Shape, Token};
use crate::lang::{TimeRole, TimeUnit, TimeWord, TimeWords};

/// Looks at the tokens of one sentence; whatever lies outside has no meaning.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub document: &'a Document<'a>,
    pub words: &'static TimeWords,
    pub start: usize,
    pub end: usize,
    /// Whether capitals tell names here: not in a headline.
    pub is_prose: bool,
}

impl<'a> Reader<'a> {
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        (self.start <= at && at < self.end).then(|| &self.document.tokens[at])
    }

    /// What a word can mean; nothing for unknown words and beyond the sentence.
    pub fn word(&self, at: usize) -> &'static TimeWord {
        let row = self.token(at).map_or(Token::UNKNOWN, |token| token.word);
        self.words.get(row)
    }

    pub fn role(&self, at: usize) -> Option<TimeRole> {
        self.word(at).role
    }

    pub fn is(&self, at: usize, role: TimeRole) -> bool {
        self.role(at) == Some(role)
    }

    pub fn is_any(&self, at: usize, roles: &[TimeRole]) -> bool {
        self.role(at).is_some_and(|role| roles.contains(&role))
    }

    pub fn unit(&self, at: usize) -> Option<TimeUnit> {
        self.word(at).unit
    }

    pub fn text(&self, at: usize) -> &'a str {
        if self.token(at).is_some() {
            self.document.word(at)
        } else {
            ""
        }
    }

    pub fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.token(at)
            .is_some_and(|token| token.shape.is(Shape::MARK))
            && self.text(at) == mark
    }

    pub fn is_shape(&self, at: usize, shape: Shape) -> bool {
        self.token(at).is_some_and(|token| token.shape.is(shape))
    }

    pub fn is_joined(&self, at: usize) -> bool {
        self.is_shape(at, Shape::JOINED)
    }

    /// Whether a hyphen joins the tokens on both sides.
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.is_joined(at) && self.is_joined(at + 1) && self.is_mark(at, "-")
    }

    /// Whether a token is an ordinary word: no word of time, number, name or mark.
    pub fn is_plain(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| {
            let number = token.shape.is(Shape::NUMBER)
                || token.shape.is(Shape::MARK) && self.is_shape(at + 1, Shape::NUMBER);
            !number && self.words.is_empty(token.word)
        })
    }

    /// Whether a unit with a capital inside a sentence is part of a name ("60 Minutes").
    pub fn is_name(&self, at: usize) -> bool {
        self.is_prose
            && self.token(at).is_some_and(|token| {
                token.shape.is(Shape::CAPITAL)
                    && !token.shape.is(Shape::ALL_CAPS)
                    && !token.shape.is(Shape::FIRST)
            })
            && (self.is_shape(at.wrapping_sub(1), Shape::NUMBER)
                || self.is_shape(at.wrapping_sub(1), Shape::CAPITAL))
    }

    /// The position behind a hyphen, or `at`.
    pub fn past_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    /// A number in plain digits.
    pub fn digits(&self, at: usize) -> Option<u32> {
        let text = self
            .token(at)
            .filter(|token| token.shape.is(Shape::NUMBER))
            .map(|_| self.text(at))?;
        (text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    }

    /// A number in digits or words, with its end: "1,700", "2 1/2", "twenty-four", "a hundred",
    /// "two and a half", "several".
    pub fn count(&self, at: usize) -> Option<(usize, Count)> {
        if self.is_shape(at, Shape::NUMBER) {
            return self.digit_count(at);
        }
        let word = self.word(at);
        match word.role {
            Some(TimeRole::Several) => return Some((at + 1, Count::VAGUE)),
            Some(TimeRole::Half) => {
                let article = usize::from(self.is(at + 1, TimeRole::A));
                let unit = self.past_hyphen(at + 1 + article);
                return self.unit(unit).map(|_| (unit, Count { twice: 1 }));
            }
            Some(TimeRole::A) => {
                let next = self.word(at + 1);
                match next.role {
                    Some(TimeRole::Several) => return Some((at + 2, Count::VAGUE)),
                    Some(TimeRole::Couple) => {
                        let of = usize::from(self.is(at + 2, TimeRole::Of));
                        return Some((at + 2 + of, Count::whole(2)));
                    }
                    Some(TimeRole::Half) => {
                        let unit = self.past_hyphen(at + 2);
                        return self.unit(unit).map(|_| (unit, Count { twice: 1 }));
                    }
                    _ => {}
                }
                next.scale?;
            }
            Some(TimeRole::Couple) => {
                let of = usize::from(self.is(at + 1, TimeRole::Of));
                return Some((at + 1 + of, Count::whole(2)));
            }
            _ => {
                word.number.or(word.scale)?;
            }
        }
        let (end, value) = self.number_words(at)?;
        Some(self.with_half(end, Count::whole(value)))
    }

    fn digit_count(&self, at: usize) -> Option<(usize, Count)> {
        let text = self.text(at);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mut value: u32 = 0;
        for byte in whole.bytes().filter(u8::is_ascii_digit) {
            value = value
                .saturating_mul(10)
                .saturating_add(u32::from(byte - b'0'));
        }
        let mut end = at + 1;
        let mut twice = value.saturating_mul(2);
        if fraction.starts_with('5') {
            twice = twice.saturating_add(1);
        }
        if self.digits(end) == Some(1)
            && self.is_mark(end + 1, "/")
            && self.digits(end + 2) == Some(2)
        {
            twice = twice.saturating_add(1);
            end += 3;
        } else if self.is_mark(end, "\u{bd}") {
            twice = twice.saturating_add(1);
            end += 1;
        }
        if let Some(scale) = self.word(end).scale {
            twice = twice.saturating_mul(scale);
            end += 1;
        }
        (twice > 0).then(|| self.with_half(end, Count { twice }))
    }

    /// "two *and a half* years".
    fn with_half(&self, end: usize, count: Count) -> (usize, Count) {
        let half = self.is(end, TimeRole::And)
            && self.is(end + 1, TimeRole::A)
            && self.is(end + 2, TimeRole::Half)
            && self.unit(end + 3).is_some();
        if half {
            let twice = count.twice.saturating_add(1);
            return (end + 3, Count { twice });
        }
        (end, count)
    }

    /// "twenty-four", "three hundred and five", "a thousand".
    pub fn number_words(&self, at: usize) -> Option<(usize, u32)> {
        let mut end = at;
        let mut total: u32 = 0;
        let mut part: u32 = 0;
        let mut seen = false;
        loop {
            let next = if seen { self.past_hyphen(end) } else { end };
            let word = self.word(next);
            if let Some(value) = word.number {
                let fits = if part % 100 >= 20 && part.is_multiple_of(10) {
                    value < 10
                } else {
                    part.is_multiple_of(100)
                };
                if seen && !(fits && value > 0) {
                    break;
                }
                part = part.saturating_add(value);
                end = next + 1;
            } else if let Some(scale) = word.scale.filter(|_| seen || word.number.is_none()) {
                part = part.max(1).saturating_mul(scale);
                if scale >= 1000 {
                    total = total.saturating_add(part);
                    part = 0;
                }
                end = next + 1;
            } else if !seen && word.role == Some(TimeRole::A) && self.word(at + 1).scale.is_some() {
                end = at + 1;
            } else if seen
                && word.role == Some(TimeRole::And)
                && part.is_multiple_of(100)
                && total.saturating_add(part) > 0
                && self.word(next + 1).number.is_some()
                && self.word(end - 1).scale.is_some()
            {
                end = next + 1;
            } else {
                break;
            }
            seen = true;
        }
        seen.then_some((end, total.saturating_add(part)))
    }

    /// An ordinal: "third", "twenty-first", "3rd".
    pub fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(value) = self.digits(at) {
            return (self.is(at + 1, TimeRole::OrdinalSuffix) && self.is_joined(at + 1))
                .then_some((at + 2, value));
        }
        let word = self.word(at);
        if let Some(value) = word.ordinal {
            return Some((at + 1, value));
        }
        let tens = word.number.filter(|value| *value >= 20)?;
        let next = self.past_hyphen(at + 1);
        let ones = self.word(next).ordinal.filter(|value| *value < 10)?;
        Some((next + 1, tens + ones))
    }
}
