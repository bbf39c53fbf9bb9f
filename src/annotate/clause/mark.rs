//! Clauses that punctuation opens: semicolons, colons, brackets, dashes, quotation marks.

use crate::annotate::clause::Link;
use crate::annotate::clause::cut::Cutter;
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;

/// How far the other end of an aside is looked for, in tokens.
const LONGEST_ASIDE: usize = 40;
/// How far into a sentence the dash of a dateline may stand ("ALMA, Norway (Wire) -").
const LONGEST_DATELINE: usize = 16;

/// One past the dash of a dateline at the start of the sentence; its start if there is none.
pub(crate) fn dateline_end(document: &Document<'_>, sentence: TokenRange) -> usize {
    let end = sentence.end().min(sentence.start() + LONGEST_DATELINE);
    for at in sentence.start()..end {
        let token = &document.tokens[at];
        let capital = token.shape.is(Shape::CAPITAL);
        if !token.shape.is(Shape::MARK) {
            if token.shape.is(Shape::WORD) && !capital && !token.is(Classes::PREPOSITION) {
                break;
            }
            continue;
        }
        let spaced = at + 1 < sentence.end() && !document.tokens[at + 1].shape.is(Shape::JOINED);
        if at > sentence.start()
            && spaced
            && matches!(document.word(at), "-" | "--" | "\u{2014}" | "\u{2013}")
        {
            return at + 1;
        }
        if matches!(document.word(at), ";" | ":") || token.shape.is(Shape::OPENS) {
            break;
        }
    }
    sentence.start()
}

impl Cutter<'_> {
    /// The clause that the punctuation mark at `at` opens.
    pub(super) fn at_mark(&mut self, at: usize) -> Option<Link> {
        let token = &self.tokens[at];
        let mark = self.document.word(at);
        match mark {
            ";" => Some(Link::Main),
            // "11:00", "2:15"
            ":" => {
                (!self.is_number(at + 1) || !token.shape.is(Shape::JOINED)).then_some(Link::Main)
            }
            "(" | "[" => {
                let close = self.find(at + 1, |word| matches!(word, ")" | "]"))?;
                let has_clause = self.has_verb_between(at, close);
                if has_clause {
                    self.bracket_end = close;
                    self.breaks_off();
                }
                has_clause.then_some(Link::Aside)
            }
            "\u{2014}" | "--" => self.at_dash(at),
            "-" | "\u{2013}" if self.is_spaced(at) => self.at_dash(at),
            _ if token.shape.is(Shape::OPENS) => self.at_opening_quote(at),
            _ => None,
        }
    }

    fn at_dash(&mut self, at: usize) -> Option<Link> {
        if self.aside_end == Some(at) {
            self.aside_end = None;
            return Some(self.after_aside(at + 1));
        }
        if self.plain_aside_end == Some(at) || at < self.dateline_end {
            return None;
        }
        if let Some(close) = self.find(at + 1, |word| {
            matches!(word, "\u{2014}" | "--" | "\u{2013}")
        }) {
            if !self.has_verb_between(at, close) {
                self.plain_aside_end = Some(close);
                return None;
            }
            self.aside_end = Some(close);
            self.breaks_off();
            return Some(Link::Aside);
        }
        let next = self.groups.get(self.next)?;
        if next.finite && self.is_reachable(at, next.start) {
            return Some(Link::Main);
        }
        (next.participial && next.start == at + 1).then_some(Link::Participial)
    }

    fn is_spaced(&self, at: usize) -> bool {
        !self.tokens[at].shape.is(Shape::JOINED)
            && at + 1 < self.sentence.end()
            && !self.tokens[at + 1].shape.is(Shape::JOINED)
    }

    fn is_number(&self, at: usize) -> bool {
        at < self.sentence.end()
            && self.tokens[at].shape.is(Shape::NUMBER)
            && self.tokens[at].shape.is(Shape::JOINED)
    }

    /// The next mark, not too far off, that is one of these.
    fn find(&self, from: usize, is: impl Fn(&str) -> bool) -> Option<usize> {
        let end = self.sentence.end().min(from + LONGEST_ASIDE);
        (from..end).find(|at| {
            self.tokens[*at].shape.is(Shape::MARK)
                && is(self.document.word(*at))
                && (!matches!(self.document.word(*at), "\u{2013}") || self.is_spaced(*at))
        })
    }

    fn has_verb_between(&self, from: usize, to: usize) -> bool {
        self.groups[self.next..]
            .iter()
            .take_while(|group| group.verb < to)
            .any(|group| group.start > from && group.finite)
    }

    /// A quotation makes a clause if words of saying bring it and it holds a verb; quoted words
    /// inside a phrase ("a 'serious' breach") do not.
    fn at_opening_quote(&self, at: usize) -> Option<Link> {
        let behind =
            self.is_comma(at - 1) || self.last.is_some_and(|g| g.end == at && g.takes_clause);
        let next = self.groups.get(self.next)?;
        (behind
            && self.has_verb
            && next.finite
            && next.start > at + 1
            && self.is_reachable(at, next.start))
        .then_some(Link::Coordinate)
    }

    /// What follows a quotation or a bracket that has closed right before `at`.
    pub(super) fn after_closing(&mut self, at: usize) -> Option<Link> {
        let before = &self.tokens[at - 1];
        if !before.shape.is(Shape::MARK) {
            return None;
        }
        if at - 1 == self.bracket_end && self.bracket_end > 0 {
            self.bracket_end = 0;
            return Some(self.after_aside(at));
        }
        let ended = at >= self.sentence.start() + 2
            && self.tokens[at - 2].shape.is(Shape::MARK)
            && matches!(self.document.word(at - 2), "," | "." | "?" | "!");
        let comma = self.is_comma(at - 1)
            && at >= self.sentence.start() + 2
            && self.tokens[at - 2].shape.is(Shape::CLOSES);
        let next = self.groups.get(self.next)?;
        let told = (before.shape.is(Shape::CLOSES) && ended || comma)
            && self.has_verb
            && next.finite
            && self.is_reachable(at - 1, next.start);
        told.then_some(if self.is_broken && next.start == at {
            Link::Resumed
        } else {
            Link::Coordinate
        })
    }

    /// How the sentence goes on behind an aside.
    fn after_aside(&mut self, at: usize) -> Link {
        if self.is_broken {
            self.is_broken = false;
            return Link::Resumed;
        }
        let next = self.groups.get(self.next);
        if next.is_some_and(|next| next.finite && next.start == at) {
            return Link::Resumed;
        }
        let goes_on = next.is_none_or(|next| !next.finite || next.start <= at + 1);
        if goes_on {
            Link::Continued
        } else {
            Link::Coordinate
        }
    }
}
