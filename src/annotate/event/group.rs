//! The verb group: the auxiliaries before a verb.

use crate::annotate::event::view::View;
use crate::document::Shape;
use crate::lang::Classes;
use crate::lang::cues::WordSet;

/// Furthest that a group reaches to the left, in tokens.
const LONGEST_GROUP: usize = 9;

/// Longest prefix of a verb before a hyphen ("re", "co"), in bytes.
const PREFIX: usize = 2;

/// The auxiliaries before a verb.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    /// First token of the group; the verb itself if it stands alone.
    pub start: usize,
    /// The auxiliary right before the verb, adverbs aside.
    pub nearest: Option<Auxiliary>,
    /// The modal of the group.
    pub modal: Option<usize>,
    /// The infinitive's "to", which opens the group.
    pub to: Option<usize>,
    /// Holds a form of "have".
    pub perfect: bool,
    /// Holds a form of "be": where it stands.
    pub be: Option<usize>,
    /// Holds "not", "never", "no longer".
    pub negated: bool,
}

/// Kinds of auxiliary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Auxiliary {
    Be,
    Have,
    Do,
    Modal,
    To,
    Get,
}

/// The group of the verb at `at`.
pub(super) fn group(view: &View<'_>, at: usize) -> Group {
    let mut group = Group {
        start: at,
        ..Group::default()
    };
    let mut token = at;
    // "was re-elected": the prefix belongs to the verb.
    if token >= view.start + 3
        && view.shape(token - 1).is(Shape::JOINED)
        && view.document.word(token - 1) == "-"
        && view.document.word(token - 2).len() <= PREFIX
    {
        token -= 2;
    }
    for _ in 0..LONGEST_GROUP {
        let Some(before) = view.before(token) else {
            break;
        };
        token = before;
        if view.is(token, Classes::NEGATION) {
            let next = token + 1;
            group.negated |= !view.is_in(next, WordSet::ONLY);
            // "cannot" is a modal, too.
            if !view.is(token, Classes::MODAL) {
                if group.nearest.is_none()
                    && view.before(token).is_none_or(|t| !view.is_auxiliary(t))
                {
                    group.start = token;
                }
                continue;
            }
        }
        let Some(kind) = kind(view, token, at) else {
            if view.is_adverb(token) {
                group.negated |= view.is_in(token, WordSet::LATE_NEGATION)
                    && (view.document.word(token) != "longer"
                        || view
                            .before(token)
                            .is_some_and(|no| view.is(no, Classes::NEGATIVE_DETERMINER)));
                continue;
            }
            if view.is(token, Classes::NEGATIVE_DETERMINER)
                && token + 1 < at
                && view.document.word(token + 1) == "longer"
            {
                continue;
            }
            break;
        };
        group.start = token;
        group.nearest.get_or_insert(kind);
        match kind {
            Auxiliary::Be => group.be = Some(token),
            Auxiliary::Have => group.perfect = true,
            Auxiliary::Modal => group.modal = Some(token),
            Auxiliary::To => group.to = Some(token),
            Auxiliary::Do | Auxiliary::Get => {}
        }
        if kind == Auxiliary::To {
            break;
        }
    }
    group
}

fn kind(view: &View<'_>, token: usize, verb: usize) -> Option<Auxiliary> {
    if view.is_modal(token) {
        Some(Auxiliary::Modal)
    } else if view.is(token, Classes::TO) {
        Some(Auxiliary::To)
    } else if view.is(token, Classes::BE) {
        Some(Auxiliary::Be)
    } else if view.is(token, Classes::HAVE) {
        Some(Auxiliary::Have)
    } else if view.is(token, Classes::DO) {
        Some(Auxiliary::Do)
    } else if token + 1 == verb && view.is_in(token, WordSet::PASSIVE_AUXILIARY) {
        Some(Auxiliary::Get)
    } else if view.shape(token).is(Shape::POSSESSIVE)
        && view
            .before(token)
            .is_some_and(|before| view.is(before, Classes::SUBJECT_PRONOUN))
    {
        // "he's gone"
        Some(Auxiliary::Be)
    } else {
        None
    }
}
