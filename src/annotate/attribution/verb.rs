//! Reporting verbs in their sentence: which of them assert, and where subject and content begin.

use crate::annotate::attribution::speaker::Scene;
use crate::document::Shape;
use crate::lang::Classes;
use crate::lang::morphology::VerbForms;
use crate::lang::reporting::Reporting;

/// A reporting verb that asserts.
#[derive(Clone, Copy, Debug)]
pub(super) struct SayingVerb {
    pub word: Reporting,
    /// First token of the verb group ("has also said").
    pub group: usize,
    /// One past the verb.
    pub end: usize,
    /// "saying", "adding": the subject is that of the sentence.
    pub gerund: bool,
}

/// Words between subject and verb.
const LONGEST_GROUP: usize = 4;

/// The verb at `at`, if it asserts.
pub(super) fn read(scene: &Scene<'_, '_>, at: usize, word: Reporting) -> Option<SayingVerb> {
    // A capital inside a sentence is part of a name: "State Secretary".
    if scene.shape(at, Shape::CAPITAL) && at > scene.start {
        return None;
    }
    // "believed to be old"; "claims emerged".
    let next = at + 1;
    if !word.hearer && scene.text(next) == "to"
        || word.noun && (scene.is_finite(next) || scene.text(next).ends_with("ed"))
    {
        return None;
    }
    let finite = VerbForms::PAST.with(VerbForms::THIRD).with(VerbForms::BASE);
    let mut group = at;
    let mut has_have = false;
    while group > scene.start && at - group < LONGEST_GROUP {
        let before = group - 1;
        if scene.class(
            before,
            Classes::NEGATION.with(Classes::TO).with(Classes::BE),
        ) || scene.class(before, Classes::MODAL) && scene.text(before) != "will"
        {
            return None;
        }
        let is_have = scene.class(before, Classes::HAVE);
        if !is_have && !is_adverb(scene, before) {
            break;
        }
        has_have |= is_have;
        group = before;
    }
    let gerund = word.forms.is(VerbForms::GERUND);
    let participle_only = word.forms.is(VerbForms::PARTICIPLE) && !word.forms.is(finite);
    if participle_only && !has_have {
        return None;
    }
    // "the report", "of claims", "their stress": a noun.
    let before = group.checked_sub(1).filter(|before| *before >= scene.start);
    let is_noun = before.is_some_and(|before| {
        let determiner = Classes::DETERMINER
            .with(Classes::POSSESSIVE_PRONOUN)
            .with(Classes::PREPOSITION);
        scene.class(before, determiner) && !scene.class(before, Classes::SUBJECT_PRONOUN)
            || scene.shape(before, Shape::POSSESSIVE)
    });
    if is_noun && !gerund {
        return None;
    }
    // A base form that is a noun as often needs a plural subject: "officials report".
    let is_base = !word.forms.is(VerbForms::PAST
        .with(VerbForms::THIRD)
        .with(VerbForms::GERUND));
    let is_plural = before.is_some_and(|before| {
        scene.text(before).ends_with('s')
            || scene.class(before, Classes::SUBJECT_PRONOUN)
            || scene.table.is_group(scene.key(before))
    });
    if is_base && !word.plain && !is_plural {
        return None;
    }
    Some(SayingVerb {
        word,
        group,
        end: at + 1,
        gerund,
    })
}

/// Adverbs that stand between subject and verb.
fn is_adverb(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.class(at, Classes::ADVERB)
        || scene.table.is_adverb(scene.key(at))
        || scene.text(at).len() > 4
            && scene.text(at).ends_with("ly")
            && !scene.shape(at, Shape::CAPITAL)
}

/// What follows the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sequel {
    /// Nothing more is said: the end of the sentence, or a comma at this token.
    End(usize),
    /// What is said begins here, behind "that" or a colon.
    Marked(usize),
    /// What is said may begin here.
    Bare(usize),
}

/// Looks behind the verb: past a hearer, a time and a place, to what is said.
pub(super) fn sequel(scene: &Scene<'_, '_>, verb: &SayingVerb) -> Sequel {
    let bare = if verb.word.hearer {
        hearer_end(scene, verb.end)
    } else {
        verb.end
    };
    let mut at = bare;
    while at < scene.end {
        if scene.class(at, Classes::COORDINATOR) && at > bare || is_end(scene, at) {
            return Sequel::End(at);
        }
        match scene.text(at) {
            "that" => return Sequel::Marked(at + 1),
            ":" => return Sequel::Marked(at + 1),
            "," if scene.shape(at + 1, Shape::OPENS) => return Sequel::Marked(at + 1),
            "," if at == bare && matches!(scene.text(at + 1), "\u{2018}" | "'") => {
                return Sequel::Marked(at + 1);
            }
            "," | "--" | "\u{2014}" | "\u{2013}" | ";" => return Sequel::End(at),
            _ => {}
        }
        if scene.shape(at, Shape::OPENS) {
            return Sequel::Marked(at);
        }
        let skips = at > bare
            || scene.class(
                at,
                Classes::PREPOSITION
                    .with(Classes::WEEKDAY)
                    .with(Classes::MONTH),
            )
            || is_adverb(scene, at)
            || matches!(
                scene.text(at),
                "yesterday" | "today" | "tonight" | "last" | "this"
            );
        if !skips {
            return Sequel::Bare(bare);
        }
        // A circumstance is short; one that goes on is the content itself.
        if at > bare + 9 || at > bare && scene.is_finite(at) {
            return Sequel::Bare(bare);
        }
        at += 1;
    }
    Sequel::End(scene.end)
}

fn is_end(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(scene.text(at), "." | "!" | "?") && at + 3 >= scene.end
        || at + 1 == scene.end && scene.shape(at, Shape::MARK)
}

/// End of the hearer: "AFP", "reporters", "The Times of Israel", "him".
fn hearer_end(scene: &Scene<'_, '_>, start: usize) -> usize {
    let mut at = start;
    let is_pronoun = scene.class(at, Classes::OBJECT_PRONOUN) && !scene.shape(at, Shape::ALL_CAPS);
    if is_pronoun {
        return at + 1;
    }
    if scene.class(at, Classes::DETERMINER) {
        at += 1;
    }
    let first = at;
    let closed = Classes::DETERMINER
        .with(Classes::PREPOSITION)
        .with(Classes::SUBJECT_PRONOUN)
        .with(Classes::SUBORDINATOR)
        .with(Classes::RELATIVE)
        .with(Classes::COORDINATOR)
        .with(Classes::WEEKDAY);
    while at < scene.end && at < first + 8 {
        let inner = scene.shape(at, Shape::POSSESSIVE)
            || scene.text(at) == "-" && scene.shape(at, Shape::JOINED)
            || scene.text(at) == "of" && scene.shape(at + 1, Shape::CAPITAL);
        let ends = scene.shape(at, Shape::MARK)
            || scene.class(at, closed) && !scene.shape(at, Shape::ALL_CAPS);
        if ends && !inner {
            break;
        }
        if scene.is_finite(at) {
            // The words before the verb are its subject, not the hearer: "told AFP Hamas had".
            return first + 1;
        }
        at += 1;
    }
    at
}
