//! Whether what happened at a time had happened already: the tense of the verb group around it.

use crate::annotate::date::expression::{Expression, Meaning};
use crate::annotate::date::reader::Reader;
use crate::document::Shape;
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, PlanWord, TimeRole, events, families, lexicon};

/// Where from the day of publication an incomplete date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
    /// A past tense right before it: it lies behind, however far.
    Over,
}

impl Direction {
    pub fn is_past(self) -> bool {
        matches!(self, Self::Past | Self::Over)
    }
}

/// How near "is meeting" has to be.
const NEAR: usize = 3;

/// A past tense so near tells that a day is over even if it is almost a year back.
const BESIDE: usize = 2;

/// How far a denial may stand before its verb: "neither of the two sisters could be reached".
const DENIAL: usize = 10;

/// How far a verb may be from the expression that belongs to it, in tokens.
const REACH: usize = 24;

/// What a verb group tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Past,
    /// "has given": past, but its "until" looks ahead.
    Perfect,
    Future,
    /// "is held": then or to come.
    Present,
}

/// The direction that the nearest verb group tells: the one before in the clause, else the one
/// behind.
pub(super) fn direction(reader: &Reader<'_>, found: &Expression) -> Direction {
    if is_of_incident(reader, found) {
        return Direction::Over;
    }
    if is_of_known_event(reader, found) {
        return Direction::Unknown;
    }
    if is_behind_incident(reader, found) {
        return Direction::Past;
    }
    let (start, end) = (found.start, found.end);
    let led = reader.word(start.wrapping_sub(1)).plan;
    if led == Some(PlanWord::Ahead) {
        return Direction::Future;
    }
    let beside = start.saturating_sub(BESIDE).max(reader.start);
    let over = (beside..start).any(|at| {
        is_past_form(reader, at)
            && participle(reader, at) == Cue::Past
            && reader.word(at).plan.is_none()
    });
    match verb_group(reader, start, end) {
        Some(Cue::Past) if over => Direction::Over,
        Some(Cue::Perfect) if led == Some(PlanWord::Limit) => Direction::Future,
        Some(Cue::Past | Cue::Perfect) => Direction::Past,
        Some(Cue::Future) => Direction::Future,
        Some(Cue::Present) | None => Direction::Unknown,
    }
}

fn verb_group(reader: &Reader<'_>, start: usize, end: usize) -> Option<Cue> {
    let first = start.saturating_sub(REACH).max(reader.start);
    let mut is_apart = false;
    for at in (first..start).rev() {
        if is_border(reader, at) {
            break;
        }
        is_apart |= reader.is_mark(at, ",");
        // "is due in court after shooting a man Friday"
        if reader.is(at, TimeRole::After) && is_gerund(reader, at + 1) && at + 1 < start {
            return Some(Cue::Past);
        }
        // "are searching for whoever shot him Sunday": too far to be about Sunday.
        let progressive = is_class(reader, at, Classes::BE) && start - at > NEAR;
        if let Some(found) =
            cue(reader, at, is_apart).filter(|cue| !progressive || *cue != Cue::Future)
        {
            return Some(found);
        }
    }
    // "found the death Monday to be an accident": an infinitive behind tells nothing in a sentence.
    (end..(end + REACH).min(reader.end))
        .take_while(|at| !is_border(reader, *at))
        .find_map(|at| cue(reader, at, reader.is_prose))
}

/// How many words may stand between a date and the noun that it dates ("the May 3 fatal double
/// shooting"), that one included.
const DATED: usize = 4;

/// "the June 12 death", "in the April 9 double murder": nobody plans an incident, so it is over. "The
/// June 12 murder trial" is none.
fn is_of_incident(reader: &Reader<'_>, found: &Expression) -> bool {
    if !matches!(found.meaning, Meaning::Calendar(_)) {
        return false;
    }
    let closed = Classes::PREPOSITION
        .with(Classes::COORDINATOR)
        .with(Classes::DETERMINER)
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::MODAL);
    let head = (found.end..found.end + DATED)
        .take_while(|at| {
            reader
                .token(*at)
                .is_some_and(|token| token.shape.is(Shape::WORD) && !token.is(closed))
        })
        .filter(|at| is_class(reader, *at, Classes::EVENT_NOUN))
        .last();
    let types = head
        .and_then(|at| reader.token(at))
        .map_or(&[][..], |token| events().types_of_noun(token.key));
    types
        .iter()
        .any(|id| families().is_incident(*id) || families().is_aftermath(*id))
}

/// "hopes to free the man held over a shootout Monday": what is told for the first time, with its day, is
/// an incident that happened, whatever the verb says.
fn is_behind_incident(reader: &Reader<'_>, found: &Expression) -> bool {
    let is_weekday = matches!(found.meaning, Meaning::Weekday { .. });
    let head = found.start.wrapping_sub(1);
    let told = reader
        .token(head)
        .filter(|_| is_weekday && is_class(reader, head, Classes::EVENT_NOUN));
    let is_incident = told.is_some_and(|told| {
        let mut types = events().types_of_noun(told.key).iter();
        types.any(|id| families().is_force(*id) || families().is_incident(*id))
    });
    let first = found.start.saturating_sub(1 + DATED).max(reader.start);
    is_incident
        && (first..head)
            .rev()
            .take_while(|at| !is_class(reader, *at, Classes::PREPOSITION.with(Classes::DEFINITE)))
            .any(|at| is_class(reader, at, Classes::INDEFINITE))
}

/// "Wednesday's ruling", "the April meeting": the verb is about something else.
fn is_of_known_event(reader: &Reader<'_>, found: &Expression) -> bool {
    let day = matches!(found.meaning, Meaning::Weekday { .. });
    // "Wednesday's ruling", "the events of Sunday"
    if day
        && (reader.is_shape(found.end, Shape::POSSESSIVE)
            || reader.is(found.start.wrapping_sub(1), TimeRole::Of))
    {
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
    // "at 3:05 a.m."
    let is_clock = reader.is_shape(at.wrapping_sub(1), Shape::NUMBER)
        && reader.is_shape(at + 1, Shape::NUMBER);
    !is_clock && matches!(reader.text(at), ";" | ":" | "--" | "\u{2014}" | "_")
}

/// What one token tells of tense, with its neighbours. `is_apart`: a comma stands between it and
/// the expression.
fn cue(reader: &Reader<'_>, at: usize, is_apart: bool) -> Option<Cue> {
    let token = reader.token(at)?;
    if !token.shape.is(Shape::WORD) {
        return None;
    }
    if token.is(Classes::MODAL) {
        return modal(reader, at);
    }
    if let Some(plan) = reader.word(at).plan
        && let Some(found) = planned(reader, at, plan)
    {
        return Some(found);
    }
    if token.is(Classes::TO) {
        return is_infinitive(reader, at)
            .then(|| infinitive(reader, at))
            .flatten()
            .filter(|_| !is_apart);
    }
    if token.is(Classes::BE) {
        return be(reader, at);
    }
    if token.is(Classes::HAVE) {
        return Some(have(reader, at));
    }
    if token.is(Classes::DO) {
        return forms(reader, at).is(VerbForms::PAST).then_some(Cue::Past);
    }
    is_past_form(reader, at).then(|| participle(reader, at))
}

fn forms(reader: &Reader<'_>, at: usize) -> VerbForms {
    reader
        .token(at)
        .and_then(|token| lexicon().word(token.word))
        .map_or(VerbForms::default(), |word| word.forms)
}

fn is_class(reader: &Reader<'_>, at: usize, classes: Classes) -> bool {
    reader.token(at).is_some_and(|token| token.is(classes))
}

/// "will", "could": ahead; "would have" and "could have" are past. A month is no modal.
fn modal(reader: &Reader<'_>, at: usize) -> Option<Cue> {
    let token = reader.token(at)?;
    if token.is(Classes::MONTH) && token.shape.is(Shape::CAPITAL) {
        return None;
    }
    let perfect = (at + 1..at + 3)
        .any(|at| is_class(reader, at, Classes::HAVE) && is_past_form(reader, at + 1));
    let failed = reader.word(at).plan == Some(PlanWord::Able) && is_denied(reader, at);
    Some(if perfect || failed {
        Cue::Past
    } else {
        Cue::Future
    })
}

/// "could not", "neither could".
fn is_denied(reader: &Reader<'_>, at: usize) -> bool {
    is_class(reader, at + 1, Classes::NEGATION)
        || (at.saturating_sub(DENIAL).max(reader.start)..at)
            .any(|at| is_class(reader, at, Classes::NEGATIVE_DETERMINER))
}

/// "scheduled for Monday", "due to expire"; what "had been scheduled" is over.
fn planned(reader: &Reader<'_>, at: usize, plan: PlanWord) -> Option<Cue> {
    let leads = match plan {
        PlanWord::Plan => !is_by_plan(reader, at),
        PlanWord::PlanFor => {
            matches!(
                reader.word(at + 1).plan,
                Some(PlanWord::For | PlanWord::Limit)
            ) || (at + 2..at + 6).any(|at| match reader.word(at).plan {
                Some(PlanWord::Limit) => true,
                // "set the hearing for June 28"
                Some(PlanWord::For) => {
                    is_class(reader, at + 1, Classes::MONTH.with(Classes::WEEKDAY))
                }
                _ => false,
            })
        }
        _ => false,
    };
    let over = (at.saturating_sub(4)..at)
        .any(|at| is_class(reader, at, Classes::HAVE) && forms(reader, at).is(VerbForms::PAST));
    leads.then_some(if over { Cue::Past } else { Cue::Future })
}

/// "was", "were", "been" tell the past, "be" and "is meeting" the future, unless a plan follows.
fn be(reader: &Reader<'_>, at: usize) -> Option<Cue> {
    let forms = forms(reader, at);
    if forms.is(VerbForms::PAST.with(VerbForms::PARTICIPLE)) {
        let planned = (at + 1..at + 3).find_map(|at| planned(reader, at, reader.word(at).plan?));
        let to = is_class(reader, at + 1, Classes::TO);
        let past = if to { Cue::Future } else { Cue::Past };
        return Some(planned.unwrap_or(past));
    }
    let gerund = (at + 1..at + 3).any(|at| is_gerund(reader, at));
    let auxiliary = !forms.is(VerbForms::GERUND.with(VerbForms::BASE));
    (gerund && auxiliary).then_some(Cue::Future)
}

fn is_gerund(reader: &Reader<'_>, at: usize) -> bool {
    reader.is_shape(at, Shape::WORD)
        && reader.text(at).len() > 5
        && reader.text(at).ends_with("ing")
}

/// "has to leave" looks ahead.
fn have(reader: &Reader<'_>, at: usize) -> Cue {
    if is_class(reader, at + 1, Classes::TO) {
        Cue::Future
    } else if forms(reader, at).is(VerbForms::PAST) {
        Cue::Past
    } else {
        Cue::Perfect
    }
}

/// A past form belongs to the auxiliary before it: "will be named", "has been paid".
fn participle(reader: &Reader<'_>, at: usize) -> Cue {
    for before in (at.saturating_sub(3).max(reader.start)..at).rev() {
        if is_class(reader, before, Classes::BE) {
            let form = forms(reader, before);
            if form.is(VerbForms::BASE) {
                return passive_modal(reader, before);
            }
            let past = VerbForms::PAST.with(VerbForms::PARTICIPLE);
            if !form.is(past.with(VerbForms::GERUND)) {
                return Cue::Present;
            }
        } else if is_class(reader, before, Classes::HAVE) {
            return have(reader, before);
        } else if !is_class(reader, before, Classes::ADVERB.with(Classes::NEGATION)) {
            break;
        }
    }
    Cue::Past
}

/// "could not *be* reached": the modal before "be" tells; without one ("to be held") it looks
/// ahead.
fn passive_modal(reader: &Reader<'_>, be: usize) -> Cue {
    let first = be.saturating_sub(3).max(reader.start);
    (first..be)
        .rev()
        .find(|at| is_class(reader, *at, Classes::MODAL))
        .and_then(|at| modal(reader, at))
        .unwrap_or(Cue::Future)
}

/// "as planned", "as previously scheduled": it went so.
fn is_by_plan(reader: &Reader<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    let adverb = usize::from(is_class(reader, before, Classes::ADVERB));
    reader.is(before.wrapping_sub(adverb), TimeRole::As)
}

/// A past form of the lexicon, or an unknown word in "-ed"; no part of a name ("United States").
fn is_past_form(reader: &Reader<'_>, at: usize) -> bool {
    let Some(token) = reader.token(at) else {
        return false;
    };
    if !token.shape.is(Shape::WORD) || token.shape.is(Shape::CAPITAL) || is_adjective(reader, at) {
        return false;
    }
    if token.is(Classes::VERB) {
        let forms = forms(reader, at);
        let past = VerbForms::PAST.with(VerbForms::PARTICIPLE);
        // "found" and "hit" are base forms too, behind "to" and modals.
        let led = (at.saturating_sub(2)..at).any(|at| {
            is_class(
                reader,
                at,
                Classes::TO.with(Classes::MODAL).with(Classes::DO),
            )
        });
        return forms.is(past) && !(forms.is(VerbForms::BASE) && led);
    }
    let bytes = reader.text(at).as_bytes();
    let doubtful = bytes.ends_with(b"eed") && !bytes.ends_with(b"greed");
    bytes.len() > 4 && bytes.ends_with(b"ed") && !doubtful
}

/// "an unspecified date", "his injured brother": a participle between article and noun.
fn is_adjective(reader: &Reader<'_>, at: usize) -> bool {
    let mut before = at.wrapping_sub(1);
    if is_class(reader, before, Classes::ADVERB) {
        before = before.wrapping_sub(1);
    }
    let article = Classes::DETERMINER.with(Classes::POSSESSIVE_PRONOUN);
    let follows = reader.token(at + 1).is_some_and(|next| {
        let function = Classes::PREPOSITION
            .with(article)
            .with(Classes::COORDINATOR)
            .with(Classes::WEEKDAY)
            .with(Classes::MONTH)
            .with(Classes::TO)
            .with(Classes::OBJECT_PRONOUN)
            .with(Classes::TIME_WORD);
        next.shape.is(Shape::WORD) && !next.is(function)
    });
    follows
        && reader.token(before).is_some_and(|token| {
            token.is(article)
                && !token.is(Classes::RELATIVE
                    .with(Classes::SUBJECT_PRONOUN)
                    .with(Classes::OBJECT_PRONOUN))
        })
}

/// "to" before a verb: not before an article, a name, a number or a time.
fn is_infinitive(reader: &Reader<'_>, at: usize) -> bool {
    forms(reader, at + 1).is(VerbForms::BASE) && !reader.is_shape(at + 1, Shape::CAPITAL)
}

/// An infinitive belongs to the verb before it: "tried to help" and "had hoped to" tell of the
/// past, "expects to" looks ahead; a purpose ("stop to take a picture") tells nothing.
fn infinitive(reader: &Reader<'_>, at: usize) -> Option<Cue> {
    for before in (at.saturating_sub(5).max(reader.start)..at).rev() {
        if let Some(found) = reader
            .word(before)
            .plan
            .and_then(|plan| planned(reader, before, plan))
        {
            return Some(found);
        }
        if is_class(reader, before, Classes::HAVE) {
            return Some(have(reader, before));
        }
        if is_class(reader, before, Classes::BE) {
            return Some(be(reader, before).unwrap_or(Cue::Future));
        }
        if is_past_form(reader, before) {
            return Some(participle(reader, before));
        }
        if reader.word(before).plan == Some(PlanWord::Ongoing) {
            return Some(Cue::Present);
        }
        let present = forms(reader, before).is(VerbForms::BASE.with(VerbForms::THIRD));
        if present && before + 1 < at && !reader.is_shape(before, Shape::CAPITAL) {
            return None;
        }
    }
    Some(Cue::Future)
}
