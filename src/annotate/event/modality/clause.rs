//! What the clause around an event says of it: "no one *was hurt*", "if they *met*", "did they *meet*?"

use crate::annotate::event::group::group;
use crate::annotate::event::modality::CLAUSE_REACH;
use crate::annotate::event::modality::governor::any_cue;
use crate::annotate::event::view::View;
use crate::annotate::{EventForm, EventMention};
use crate::document::Shape;
use crate::lang::Classes;
use crate::lang::cues::WordSet;

/// Furthest that a subject's first word may stand from its verb group.
const SUBJECT_REACH: usize = 8;

/// "no one *was killed*", "neither side *attended*", "none of them *met*".
pub(super) fn is_subject_negative(
    view: &View<'_>,
    events: &[EventMention],
    at: usize,
    group_start: usize,
) -> bool {
    // A relative clause stands between a subject and its verb: "no one who came was hurt".
    let mut end = group_start;
    let mut limit = view.start;
    for event in events[..at].iter().rev().take(4) {
        if event.form == EventForm::Noun {
            continue;
        }
        match view.before(group(view, event.verb).start) {
            Some(relative) if relative < end && view.is(relative, Classes::RELATIVE) => {
                end = relative;
            }
            _ => {
                limit = event.tokens.end();
                break;
            }
        }
    }
    let from = limit.max(end.saturating_sub(SUBJECT_REACH));
    for token in (from..end).rev() {
        if view.is(token, Classes::NEGATIVE_DETERMINER) {
            return !view.is_in(token + 1, WordSet::LATE_NEGATION);
        }
        let boundary = Classes::CONDITIONAL.with(Classes::RELATIVE);
        if view.is(token, boundary)
            || view.is_auxiliary(token)
            || view.shape(token).is(Shape::MARK)
                && !view.shape(token).is(Shape::POSSESSIVE)
                && view.document.word(token) != "-"
        {
            return false;
        }
    }
    false
}

/// "killed *no one*", "made *no* arrests".
pub(super) fn is_object_negative(view: &View<'_>, event: &EventMention) -> bool {
    if event.form == EventForm::Noun || view.is(event.verb, Classes::REPORTING) {
        return false;
    }
    let inside = event.verb + 1..event.tokens.end();
    let next = event.tokens.end()..view.end.min(event.tokens.end() + 1);
    inside
        .chain(next)
        .any(|token| view.is(token, Classes::NEGATIVE_DETERMINER))
}

/// Whether "if", "unless" or "whether" opens the clause.
pub(super) fn is_conditional(
    view: &View<'_>,
    events: &[EventMention],
    at: usize,
    group_start: usize,
) -> bool {
    let limit = events[..at]
        .iter()
        .rev()
        .find(|event| event.form != EventForm::Noun)
        .map_or(view.start, |event| event.tokens.end());
    let from = limit.max(group_start.saturating_sub(CLAUSE_REACH));
    // "whether the driver, who has been held, slept": the aside is a fact.
    let aside = (from..group_start).rev().find(|token| {
        view.is(*token, Classes::RELATIVE)
            && !view.is_in(*token, WordSet::THAT)
            && view
                .before(*token)
                .is_some_and(|before| view.document.word(before) == ",")
    });
    // 'asked if it was open: "She met': what is quoted is a sentence of its own.
    let quoted = (from..group_start)
        .rev()
        .find(|token| view.shape(*token).is(Shape::OPENS) || view.document.word(*token) == ":");
    let from = quoted.unwrap_or(from).max(aside.unwrap_or(from));
    (from..group_start).any(|token| {
        view.is(token, Classes::CONDITIONAL) && !view.is(token, Classes::MODAL.with(Classes::VERB))
    })
}

/// "Did they meet?": a question that yes or no answers.
pub(super) fn is_asked(view: &View<'_>) -> bool {
    let asks = (view.start..view.end)
        .rev()
        .find(|at| !view.shape(*at).is(Shape::CLOSES))
        .is_some_and(|at| view.document.word(at) == "?");
    let first = (view.start..view.end).find(|at| !view.shape(*at).is(Shape::MARK));
    asks && first.is_some_and(|first| view.is_auxiliary(first))
}

/// A verb of promise or saying before it: "agreed that he *would* go".
pub(super) fn has_promise(view: &View<'_>, events: &[EventMention], at: usize) -> bool {
    events[..at].iter().rev().take(6).any(|event| {
        view.is(event.verb, Classes::REPORTING)
            || any_cue(view, event.verb, |cue| cue.is_promise().then_some(())).is_some()
    })
}

/// A mark between two tokens other than the commas of a place ("an Alma, Ohio, man").
pub(super) fn has_stop(view: &View<'_>, from: usize, to: usize) -> bool {
    let capital = |at: usize| at < to && view.shape(at).is(Shape::CAPITAL);
    let opens = |at: usize| at > from && capital(at - 1) && capital(at + 1);
    (from..to).any(|at| {
        let is_comma = view.shape(at).is(Shape::MARK) && view.document.word(at) == ",";
        let closes = is_comma && at >= from + 3 && capital(at - 1) && opens(at - 2);
        let is_of_place = is_comma && (opens(at) || closes);
        !is_of_place && has_mark(view, at, at + 1)
    })
}

/// A comma, a bracket or a semicolon between two tokens.
pub(super) fn has_mark(view: &View<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|token| {
        let shape = view.shape(token);
        shape.is(Shape::MARK)
            && !shape.is(Shape::POSSESSIVE.with(Shape::OPENS).with(Shape::CLOSES))
            && view.document.word(token) != "-"
    })
}
