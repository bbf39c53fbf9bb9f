//! Whether what happened at a time had happened already: the tense of the verb group around it.

use crate::annotate::date::reader::Reader;
use crate::document::Shape;
use crate::document::Token;
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, lexicon};

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
pub(super) fn direction(reader: &Reader<'_>, start: usize, end: usize) -> Direction {
    let first = start.saturating_sub(REACH).max(reader.start);
    for at in (first..start).rev() {
        if is_border(reader, at) {
            break;
        }
        if let Some(found) = cue(reader, at) {
            return found;
        }
    }
    for at in end..(end + REACH).min(reader.end) {
        if let Some(found) = cue(reader, at) {
            return found;
        }
    }
    Direction::Unknown
}

fn is_border(reader: &Reader<'_>, at: usize) -> bool {
    matches!(reader.text(at), ";" | ":" | "--" | "\u{2014}" | "_")
}

/// What one token tells of tense, with its neighbours.
fn cue(reader: &Reader<'_>, at: usize) -> Option<Direction> {
    let token = reader.token(at)?;
    if !token.shape.is(Shape::WORD) {
        return None;
    }
    if token.is(Classes::MODAL) {
        // "would", "could" in reported speech look ahead too, unless "would have".
        let perfect = (at + 1..at + 4)
            .any(|at| reader.token(at).is_some_and(|t| t.is(Classes::HAVE)))
            && !matches!(reader.text(at), "will");
        let month = token.is(Classes::MONTH) && token.shape.is(Shape::CAPITAL);
        return (!month).then_some(if perfect {
            Direction::Past
        } else {
            Direction::Future
        });
    }
    if token.is(Classes::TO) && is_infinitive(reader, at) {
        return Some(infinitive(reader, at));
    }
    if token.is(Classes::BE) {
        let text = reader.text(at);
        if text.eq_ignore_ascii_case("was")
            || text.eq_ignore_ascii_case("were")
            || text.eq_ignore_ascii_case("been")
        {
            return Some(Direction::Past);
        }
        // "is meeting Thursday" looks ahead; "is" alone tells nothing.
        let gerund = (at + 1..at + 3).any(|at| reader.text(at).ends_with("ing"));
        return (gerund && !text.eq_ignore_ascii_case("being")).then_some(Direction::Future);
    }
    if token.is(Classes::HAVE) {
        return reader
            .text(at)
            .eq_ignore_ascii_case("had")
            .then_some(Direction::Past);
    }
    if token.is(Classes::DO) {
        return reader
            .text(at)
            .eq_ignore_ascii_case("did")
            .then_some(Direction::Past);
    }
    is_past_form(token, reader.text(at)).then(|| {
        // "scheduled for Monday", "set to", "due": plans.
        let plan = PLANS
            .iter()
            .any(|plan| reader.text(at).eq_ignore_ascii_case(plan));
        if plan {
            Direction::Future
        } else {
            Direction::Past
        }
    })
}

/// Past forms that tell of plans.
const PLANS: &[&str] = &["scheduled", "planned", "expected", "slated", "due", "set"];

fn is_past_form(token: &Token, text: &str) -> bool {
    if let Some(word) = lexicon().word(token.word)
        && token.is(Classes::VERB)
    {
        return word.forms.is(VerbForms::PAST) && !word.forms.is(VerbForms::BASE)
            || word.forms.is(VerbForms::PARTICIPLE) && !word.forms.is(VerbForms::BASE);
    }
    let bytes = text.as_bytes();
    bytes.len() > 3
        && bytes.ends_with(b"ed")
        && !bytes.ends_with(b"eed")
        && bytes[0].is_ascii_lowercase()
        || matches!(
            text,
            "said"
                | "told"
                | "came"
                | "went"
                | "took"
                | "made"
                | "began"
                | "met"
                | "found"
                | "left"
                | "held"
                | "became"
                | "fell"
                | "rose"
                | "gave"
                | "got"
                | "saw"
                | "led"
                | "won"
                | "lost"
                | "sent"
                | "broke"
                | "brought"
                | "bought"
                | "sold"
                | "shot"
                | "hit"
                | "died"
        )
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
    next.shape.is(Shape::WORD)
        && !next.shape.is(Shape::CAPITAL)
        && (next.classes == Classes::NONE
            || next.is(Classes::BE.with(Classes::HAVE).with(Classes::DO)))
        && !reader.text(at + 1).ends_with('s')
        && !reader.text(at + 1).ends_with("ing")
}

/// "forced to leave" is past, "expected to leave" ahead; a bare infinitive looks ahead.
fn infinitive(_reader: &Reader<'_>, _at: usize) -> Direction {
    Direction::Future
}
