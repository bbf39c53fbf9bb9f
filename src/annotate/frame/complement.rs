//! Objects and prepositional phrases behind a verb or an event noun.

use crate::annotate::clause::is_adverb;
use crate::annotate::frame::Oblique;
use crate::annotate::frame::phrase::{is_comma, range, trimmed};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;
use crate::value::name::{WordKey, key};

/// The object (up to the first preposition) and the prepositional phrases of `from..end`.
pub(super) fn complements(
    document: &Document<'_>,
    from: usize,
    end: usize,
) -> (Option<TokenRange>, Vec<Oblique>) {
    let mut object = None;
    let mut obliques = Vec::new();
    let mut open: Option<WordKey> = None;
    let mut start = from;
    for at in from..end {
        let token = &document.tokens[at];
        let opens = token.is(Classes::PREPOSITION.with(Classes::TO))
            && !token.shape.is(Shape::JOINED)
            && (!token.shape.is(Shape::CAPITAL) || token.shape.is(Shape::FIRST));
        // "of" stays inside the phrase that it continues: "members of Hamas".
        if !opens || token.key == key("of") && at > start && !is_time(document, start, at) {
            continue;
        }
        close(document, &mut object, &mut obliques, open, start, at);
        open = Some(token.key);
        start = at + 1;
    }
    close(document, &mut object, &mut obliques, open, start, end);
    (object, obliques)
}

/// Only a day: "the shooting *Friday* of a boy".
fn is_time(document: &Document<'_>, start: usize, end: usize) -> bool {
    let time = Classes::WEEKDAY
        .with(Classes::MONTH)
        .with(Classes::TIME_WORD)
        .with(Classes::DAY_PART);
    (start..end).all(|at| document.tokens[at].is(time))
}

fn close(
    document: &Document<'_>,
    object: &mut Option<TokenRange>,
    obliques: &mut Vec<Oblique>,
    open: Option<WordKey>,
    start: usize,
    end: usize,
) {
    let Some(tokens) = range(start, end).and_then(|found| trimmed(document, found)) else {
        return;
    };
    match open {
        None => {
            let nothing = tokens.range().all(|at| {
                let token = &document.tokens[at];
                let closed = Classes::SUBORDINATOR.with(Classes::CONDITIONAL);
                token.shape.is(Shape::MARK) || token.is(closed) || is_adverb(document, at)
            });
            if !nothing {
                *object = Some(tokens);
            }
        }
        Some(preposition) => obliques.push(Oblique {
            preposition,
            tokens,
        }),
    }
}

/// Where the phrase of an event noun ends: at a comma, save that behind which an age stands
/// ("the arrest of X, 22, by Y").
pub(super) fn close_at_comma(document: &Document<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        if is_comma(document, at) {
            let is_age = at + 2 < end
                && document.tokens[at + 1].shape.is(Shape::NUMBER)
                && is_comma(document, at + 2);
            if !is_age {
                return at;
            }
            at += 2;
        }
        at += 1;
    }
    end
}
