//! Noun phrases as token ranges.

use crate::annotate::clause::is_adverb;
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;
use crate::value::name::key;

/// A range, unless it is empty.
pub(super) fn range(start: usize, end: usize) -> Option<TokenRange> {
    (start < end).then(|| TokenRange::new(start, end))
}

pub(super) fn is_comma(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at].shape.is(Shape::MARK) && document.word(at) == ","
}

fn is_outer_mark(document: &Document<'_>, at: usize) -> bool {
    let shape = document.tokens[at].shape;
    shape.is(Shape::MARK)
        && !shape.is(Shape::POSSESSIVE)
        && !matches!(document.word(at), "$" | "\u{a3}" | "\u{20ac}" | "%")
}

/// The range without marks and conjunctions at its ends.
pub(super) fn trimmed(document: &Document<'_>, tokens: TokenRange) -> Option<TokenRange> {
    let (mut start, mut end) = (tokens.start(), tokens.end());
    while start < end && is_outer_mark(document, start) {
        start += 1;
    }
    while end > start
        && (is_outer_mark(document, end - 1)
            || document.tokens[end - 1].is(Classes::COORDINATOR)
                && !document.tokens[end - 1].shape.is(Shape::CAPITAL))
    {
        end -= 1;
    }
    range(start, end)
}

/// The range without leading conjunctions, fronted adverbials ("On Thursday,") and outer marks.
pub(super) fn content(document: &Document<'_>, tokens: TokenRange) -> Option<TokenRange> {
    let (mut start, mut end) = (tokens.start(), tokens.end());
    let skip = Classes::COORDINATOR
        .with(Classes::SUBORDINATOR)
        .with(Classes::CONDITIONAL)
        .with(Classes::RELATIVE);
    while start < end {
        let token = &document.tokens[start];
        if let Some(behind) = behind_fronted(document, start, end) {
            return content(document, behind);
        }
        let opens = token.is(skip) || is_adverb(document, start);
        let keeps = token.is(Classes::DETERMINER) && token.key != key("that")
            || token.is(Classes::POSSESSIVE_PRONOUN)
            || token.shape.is(Shape::CAPITAL) && !token.shape.is(Shape::FIRST);
        if !(is_outer_mark(document, start) || opens && !keeps) {
            break;
        }
        start += 1;
    }
    while end > start && (is_outer_mark(document, end - 1) || is_adverb(document, end - 1)) {
        end -= 1;
    }
    if start >= end {
        return None;
    }
    // "In 2012 she", "In Alma, Ohio, he": the pronoun alone is the subject.
    let last = &document.tokens[end - 1];
    if start + 1 < end
        && last.is(Classes::SUBJECT_PRONOUN)
        && last.is(Classes::PERSONAL.with(Classes::IMPERSONAL))
        && !document.tokens[end - 2].is(Classes::COORDINATOR
            .with(Classes::DETERMINER)
            .with(Classes::ADJECTIVE))
    {
        start = end - 1;
    }
    range(start, end)
}

/// What stands behind a fronted phrase: behind its comma ("In Alma, the mayor"), or behind a day
/// without one ("On Thursday Norway").
fn behind_fronted(document: &Document<'_>, start: usize, end: usize) -> Option<TokenRange> {
    let first = &document.tokens[start];
    let day = Classes::WEEKDAY
        .with(Classes::MONTH)
        .with(Classes::DAY_PART);
    let preposition = first.is(Classes::PREPOSITION.with(Classes::TO));
    if !preposition && !first.is(Classes::TIME_WORD.with(Classes::WEEKDAY)) {
        return None;
    }
    let commas: Vec<usize> = (start..end)
        .filter(|at| is_comma(document, *at))
        .take(3)
        .collect();
    let apposition = first.is(Classes::SUBORDINATOR) && commas.len() == 2;
    if apposition && document.tokens[start + 1].shape.is(Shape::CAPITAL) {
        return None;
    }
    if let Some(comma) = commas.first() {
        // "In Alma, Ohio, the mayor"
        let second = commas.get(1).filter(|second| {
            *second - comma == 2
                && document.tokens[comma + 1]
                    .shape
                    .is(Shape::CAPITAL.with(Shape::NUMBER))
                && commas.len() == 2
                && **second + 1 < end
                && !document.tokens[comma + 1].shape.is(Shape::NUMBER)
        });
        return range(second.unwrap_or(comma) + 1, end);
    }
    let mut at = start + usize::from(preposition);
    let from = at;
    while at < end
        && (document.tokens[at].is(day) || at > from && document.tokens[at].shape.is(Shape::NUMBER))
    {
        at += 1;
    }
    let possessive = at < end && document.tokens[at].shape.is(Shape::POSSESSIVE);
    (at > from && !possessive).then(|| range(at, end))?
}

/// The words of a range that can be a noun phrase, if they are one.
pub(super) fn noun_phrase(document: &Document<'_>, tokens: TokenRange) -> Option<TokenRange> {
    content(document, tokens).filter(|own| is_noun_phrase(document, *own))
}

/// Whether something in the range can be a subject.
pub(super) fn is_noun_phrase(document: &Document<'_>, own: TokenRange) -> bool {
    own.range().any(|at| {
        let token = &document.tokens[at];
        token.shape.is(Shape::WORD.with(Shape::NUMBER))
            && !token.is(Classes::PREPOSITION
                .with(Classes::COORDINATOR)
                .with(Classes::TO))
            && (!is_adverb(document, at) || token.is(Classes::DETERMINER))
            && !(token.is(Classes::RELATIVE) && own.range().len() == 1)
    })
}

/// Whether the words before an event noun tell more than that one is meant: not "the", "a deadly".
pub(super) fn is_argument(document: &Document<'_>, own: TokenRange) -> bool {
    own.range().any(|at| {
        let token = &document.tokens[at];
        token.is(Classes::POSSESSIVE_PRONOUN)
            || token.shape.is(Shape::WORD.with(Shape::NUMBER))
                && !token.is(Classes::DETERMINER.with(Classes::ADJECTIVE))
                && !is_adverb(document, at)
    })
}

/// The last noun phrase of the range: behind its last comma or preposition, "of" aside.
pub(super) fn last_noun_phrase(document: &Document<'_>, between: TokenRange) -> TokenRange {
    let start = between
        .range()
        .rev()
        .find(|at| {
            let token = &document.tokens[*at];
            is_comma(document, *at)
                || token.is(Classes::PREPOSITION.with(Classes::TO))
                    && token.key != key("of")
                    && !token.shape.is(Shape::CAPITAL)
        })
        .map_or(between.start(), |at| at + 1);
    range(start, between.end()).unwrap_or(between)
}

/// The first noun phrase of the range: up to a comma or a preposition, "of" aside.
pub(super) fn first_noun_phrase(document: &Document<'_>, between: TokenRange) -> TokenRange {
    let end = between
        .range()
        .skip(1)
        .find(|at| {
            let token = &document.tokens[*at];
            is_comma(document, *at)
                || token.is(Classes::PREPOSITION.with(Classes::TO))
                    && token.key != key("of")
                    && !token.shape.is(Shape::CAPITAL)
        })
        .unwrap_or(between.end());
    range(between.start(), end).unwrap_or(between)
}

/// First token of the noun phrase whose head stands at `head`: modifiers, possessor, determiner.
pub(super) fn noun_phrase_start(document: &Document<'_>, floor: usize, head: usize) -> usize {
    let stop = Classes::PREPOSITION
        .with(Classes::COORDINATOR)
        .with(Classes::SUBORDINATOR)
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::MODAL)
        .with(Classes::RELATIVE)
        .with(Classes::CONDITIONAL)
        .with(Classes::REPORTING);
    let mut start = head;
    while start > floor {
        let token = &document.tokens[start - 1];
        let mark = token.shape.is(Shape::MARK) && !token.shape.is(Shape::POSSESSIVE);
        let hyphen = mark && matches!(document.word(start - 1), "-" | "\u{2010}" | "\u{2011}");
        if mark && !hyphen
            || token.is(stop) && !token.is(Classes::DETERMINER) && !token.shape.is(Shape::CAPITAL)
        {
            break;
        }
        if token.is(Classes::VERB)
            && !token.shape.is(Shape::CAPITAL)
            && !token.is(Classes::EVENT_NOUN.with(Classes::ADJECTIVE))
        {
            break;
        }
        start -= 1;
        if document.tokens[start].is(Classes::DETERMINER)
            && !document.tokens[start].shape.is(Shape::JOINED)
        {
            break;
        }
    }
    start
}
