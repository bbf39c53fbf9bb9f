//! Whether what happened at a time had happened already: the tense of the verb group around it.

use crate::annotate::date::expression::{Expression, Meaning};
use crate::annotate::date::reader::Reader;
use crate::document::{Shape, Token};
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, TimeRole, lexicon};

/// Where from the day of publication an incomplete date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// How far a verb may be from the expression that belongs to it, in tokens.
const REACH: usize = 14;

/// The direction that the nearest verb group tells: the one before in the clause, else the one
/// behind.
pub(super) fn direction(reader: &Reader<'_>, found: &Expression) -> Direction {
    if is_of_known_event(reader, found) {
        return Direction::Unknown;
    }
    let (start, end) = (found.start, found.end);
    let first = start.saturating_sub(REACH).max(reader.start);
    let mut commas = 0;
    for at in (first..start).rev() {
        if is_border(reader, at) {
            break;
        }
        commas += usize::from(reader.is_mark(at, ","));
        if let Some(found) = cue(reader, at, commas > 0) {
            return found;
        }
    }
    for at in end..(end + REACH).min(reader.end) {
        if is_border(reader, at) {
            break;
        }
        if let Some(found) = cue(reader, at, false) {
            return found;
        }
    }
    Direction::Unknown
}

/// "Wednesday's ruling", "the April meeting": the verb is about something else.
fn is_of_known_event(reader: &Reader<'_>, found: &Expression) -> bool {
    let day = matches!(found.meaning, Meaning::Weekday { .. });
    if day && reader.is_shape(found.end, Shape::POSSESSIVE) {
        return true;
    }
    let before = reader.token(found.start.wrapping_sub(1));
    before.is_some_and(|before| before.is(Classes::DETERMINER))
        && reader.is_shape(found.end, Shape::WORD)
        && reader
            .token(found.end)
            .is_some_and(|after| !after.is(Classes::PREPOSITION.with(Classes::VERB)))
}

fn is_border(reader: &Reader<'_>, at: usize) -> bool {
    matches!(reader.text(at), ";" | ":" | "--" | "\u{2014}" | "_")
}

/// What one token tells of tense, with its neighbours. `apart`: a comma stands between it and the
/// expression.
fn cue(reader: &Reader<'_>, at: usize, apart: bool) -> Option<Direction> {
    let token = reader.token(at)?;
    if !token.shape.is(Shape::WORD) {
        return None;
    }
    if token.is(Classes::MODAL) {
        return modal(reader, at);
    }
    if reader.word(at).plan && !token.is(Classes::BE) {
        return plan(reader, at);
    }
    if token.is(Classes::TO) {
        return (!apart && is_infinitive(reader, at)).then(|| infinitive(reader, at));
    }
    if token.is(Classes::BE) {
        return be(reader, at);
    }
    if token.is(Classes::HAVE) {
        // "has to leave" looks ahead.
        let must = reader
            .token(at + 1)
            .is_some_and(|next| next.is(Classes::TO));
        return Some(if must {
            Direction::Future
        } else {
            Direction::Past
        });
    }
    if token.is(Classes::DO) {
        return is_past_do(reader, at).then_some(Direction::Past);
    }
    is_past_form(token, reader.text(at)).then_some(Direction::Past)
}

fn is_past_do(reader: &Reader<'_>, at: usize) -> bool {
    reader.text(at).len() == 3
}

/// "will", "could": ahead; "would have" and "could have" are past. A month is no modal.
fn modal(reader: &Reader<'_>, at: usize) -> Option<Direction> {
    let token = reader.token(at)?;
    if token.is(Classes::MONTH) && token.shape.is(Shape::CAPITAL) {
        return None;
    }
    let perfect = (at + 1..at + 4).any(|at| {
        reader
            .token(at)
            .is_some_and(|token| token.is(Classes::HAVE))
    }) && !(at + 1..at + 4)
        .any(|at| reader.token(at).is_some_and(|token| token.is(Classes::TO)));
    Some(if perfect {
        Direction::Past
    } else {
        Direction::Future
    })
}

/// "scheduled for Monday", "due to expire"; "had been scheduled" did not come.
fn plan(reader: &Reader<'_>, at: usize) -> Option<Direction> {
    let before = (at.saturating_sub(4)..at)
        .filter_map(|at| reader.token(at))
        .any(|token| token.is(Classes::HAVE));
    let goes_on = (at + 1..at + 3).any(|at| {
        reader.token(at).is_some_and(|token| {
            token.is(Classes::PREPOSITION
                .with(Classes::TO)
                .with(Classes::WEEKDAY)
                .with(Classes::MONTH))
        })
    });
    if before && goes_on {
        return Some(Direction::Past);
    }
    let token = reader.token(at)?;
    if !goes_on {
        return is_past_form(token, reader.text(at)).then_some(Direction::Past);
    }
    Some(Direction::Future)
}

/// "was", "were", "been" tell the past, "is meeting" the future, unless a plan follows.
fn be(reader: &Reader<'_>, at: usize) -> Option<Direction> {
    let word = lexicon().word(reader.token(at)?.word)?;
    let past = word.forms.is(VerbForms::PAST.with(VerbForms::PARTICIPLE));
    if past {
        let plan = (at + 1..at + 3).any(|at| reader.word(at).plan);
        let to = reader
            .token(at + 1)
            .is_some_and(|next| next.is(Classes::TO));
        return (!plan).then_some(if to {
            Direction::Future
        } else {
            Direction::Past
        });
    }
    let gerund = (at + 1..at + 3).any(|at| {
        reader.is_shape(at, Shape::WORD)
            && reader.text(at).len() > 5
            && reader.text(at).ends_with("ing")
    });
    let auxiliary = !word.forms.is(VerbForms::GERUND.with(VerbForms::BASE));
    (gerund && auxiliary).then_some(Direction::Future)
}

/// A past form of the lexicon, or an unknown word in "-ed".
fn is_past_form(token: &Token, text: &str) -> bool {
    if let Some(word) = lexicon().word(token.word)
        && token.is(Classes::VERB)
    {
        let past = VerbForms::PAST.with(VerbForms::PARTICIPLE);
        return word.forms.is(past) && !word.forms.is(VerbForms::BASE);
    }
    let bytes = text.as_bytes();
    let doubtful = bytes.ends_with(b"eed") && !bytes.ends_with(b"greed");
    bytes.len() > 4 && bytes.ends_with(b"ed") && !doubtful && bytes[0].is_ascii_lowercase()
}

/// "to" before a verb: not before an article, a name, a number or a time.
fn is_infinitive(reader: &Reader<'_>, at: usize) -> bool {
    let Some(next) = reader.token(at + 1) else {
        return false;
    };
    if let Some(word) = lexicon().word(next.word)
        && next.is(Classes::VERB)
    {
        return word.forms.is(VerbForms::BASE);
    }
    next.is(Classes::BE.with(Classes::HAVE).with(Classes::DO))
}

/// "forced to leave", "had hoped to" tell of the past; any other infinitive looks ahead.
fn infinitive(reader: &Reader<'_>, at: usize) -> Direction {
    let first = at.saturating_sub(4).max(reader.start);
    for before in (first..at).rev() {
        let Some(token) = reader.token(before) else {
            break;
        };
        if reader.word(before).plan {
            return plan(reader, before).unwrap_or(Direction::Future);
        }
        if token.is(Classes::HAVE) || reader.is(before, TimeRole::AgoVague) {
            return Direction::Past;
        }
        if token.is(Classes::BE) {
            return be(reader, before).unwrap_or(Direction::Future);
        }
    }
    Direction::Future
}
