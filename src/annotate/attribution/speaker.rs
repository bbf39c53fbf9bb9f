//! The noun phrase that names a speaker.

use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::morphology::VerbForms;
use crate::lang::reporting::ReportingTable;
use crate::value::name::WordKey;

/// Longer noun phrases have swallowed a clause.
const LONGEST_SPEAKER: usize = 18;
/// Appositions between a name and its verb: ", 30, from Croydon,".
const MOST_APPOSITIONS: usize = 4;

/// A sentence with the table.
pub(super) struct Scene<'d, 'a> {
    pub document: &'d Document<'a>,
    pub table: &'static ReportingTable,
    pub start: usize,
    pub end: usize,
}

impl Scene<'_, '_> {
    pub fn shape(&self, at: usize, shape: Shape) -> bool {
        self.start <= at && at < self.end && self.document.tokens[at].shape.is(shape)
    }

    pub fn class(&self, at: usize, classes: Classes) -> bool {
        self.start <= at && at < self.end && self.document.tokens[at].is(classes)
    }

    pub fn text(&self, at: usize) -> &str {
        if self.start <= at && at < self.end {
            self.document.word(at)
        } else {
            ""
        }
    }

    pub fn key(&self, at: usize) -> WordKey {
        if self.start <= at && at < self.end {
            self.document.tokens[at].key
        } else {
            WordKey::default()
        }
    }

    /// A mark that divides clauses; hyphens and possessives inside words do not.
    pub fn is_border(&self, at: usize) -> bool {
        let inner = self.shape(at, Shape::JOINED)
            && self.shape(at + 1, Shape::JOINED)
            && matches!(
                self.text(at),
                "-" | "\u{2010}" | "\u{2011}" | "/" | "&" | "'" | "\u{2019}" | "."
            );
        self.shape(at, Shape::MARK)
            && !self.shape(at, Shape::POSSESSIVE)
            && !inner
            && !matches!(self.text(at), "&" | "." | "'" | "\u{2019}")
    }

    /// A word that only a clause has.
    pub fn is_finite(&self, at: usize) -> bool {
        let auxiliary = Classes::BE
            .with(Classes::HAVE)
            .with(Classes::DO)
            .with(Classes::MODAL);
        if self.class(at, auxiliary) {
            // "May" and "Will" are names too.
            return !self.shape(at, Shape::CAPITAL);
        }
        // "an informed source": a participle before its noun.
        let modifies = Classes::DETERMINER.with(Classes::PREPOSITION);
        self.shape(at, Shape::WORD)
            && !self.shape(at, Shape::CAPITAL)
            && !(at > self.start
                && self.class(at - 1, modifies)
                && !self.class(at - 1, Classes::SUBJECT_PRONOUN))
            && self
                .table
                .find(self.document.tokens[at].key)
                .is_some_and(|word| word.forms.is(VerbForms::PAST) && !word.noun)
    }
}

/// The subject that ends right before `end`, with its name rather than its apposition.
pub(super) fn before(scene: &Scene<'_, '_>, end: usize) -> Option<TokenRange> {
    if end <= scene.start {
        return None;
    }
    let last = end - 1;
    if scene.class(last, Classes::RELATIVE) && scene.shape(last, Shape::WORD) {
        // "Jane Doe, the envoy, who said"
        let comma = usize::from(last > scene.start && scene.text(last - 1) == ",");
        return antecedent(scene, last - comma).map(|phrase| nearest_noun(scene, phrase));
    }
    if scene.text(last) == "," || scene.text(last) == ")" {
        return antecedent(scene, last);
    }
    let start = phrase_start(scene, end);
    if start > scene.start && scene.is_finite(start - 1) {
        // "a witness who did not want to be named said"
        let relative = (scene.start..start)
            .rev()
            .take(4)
            .find(|at| scene.class(*at, Classes::RELATIVE))?;
        let comma = usize::from(relative > scene.start && scene.text(relative - 1) == ",");
        return antecedent(scene, relative - comma);
    }
    checked(scene, start, end)
}

/// The noun at the end of a phrase that may begin with a clause: "They cited Jane Doe".
fn nearest_noun(scene: &Scene<'_, '_>, phrase: TokenRange) -> TokenRange {
    let end = phrase.end();
    let mut start = end - 1;
    let named = scene.shape(start, Shape::CAPITAL);
    while start > phrase.start() {
        let goes_on = if named {
            scene.shape(start - 1, Shape::CAPITAL) || scene.shape(start - 1, Shape::JOINED)
        } else {
            !scene.class(start, Classes::DETERMINER)
        };
        if !goes_on {
            break;
        }
        start -= 1;
    }
    TokenRange::new(start, end)
}

/// The name before its appositions: `end` is one past the last apposition.
fn antecedent(scene: &Scene<'_, '_>, end: usize) -> Option<TokenRange> {
    let mut end = end;
    let mut nearest = None;
    for _ in 0..MOST_APPOSITIONS {
        let start = phrase_start(scene, end);
        let chunk = chunk_start(scene, end);
        let phrase = checked(scene, start, end).filter(|_| !scene.class(chunk, Classes::RELATIVE));
        let name = chunk
            .checked_sub(1)
            .and_then(|comma| bare_name(scene, comma));
        if let Some(phrase) = phrase {
            if !is_apposition(scene, phrase) {
                // "Jane Doe, Harbour's transport chief, said": both begin with a capital.
                return name.or(Some(phrase));
            }
            nearest = nearest.or(Some(phrase));
        }
        if chunk <= scene.start + 1 || !matches!(scene.text(chunk - 1), "," | "(") {
            break;
        }
        end = chunk - 1;
    }
    nearest
}

/// First token behind the border mark before `end`.
fn chunk_start(scene: &Scene<'_, '_>, end: usize) -> usize {
    let mut start = end;
    while start > scene.start && end - start < LONGEST_SPEAKER && !scene.is_border(start - 1) {
        start -= 1;
    }
    start
}

/// "Jane Doe" before a comma, where nothing but a name stands before it in the sentence.
fn bare_name(scene: &Scene<'_, '_>, comma: usize) -> Option<TokenRange> {
    if scene.text(comma) != "," {
        return None;
    }
    let start = chunk_start(scene, comma);
    let n_tokens = comma - start;
    let is_name = (2..=4).contains(&n_tokens)
        && start == scene.start
        && (start..comma).all(|at| {
            scene.shape(at, Shape::CAPITAL)
                && !scene.class(at, Classes::PREPOSITION.with(Classes::WEEKDAY))
        });
    is_name.then(|| TokenRange::new(start, comma))
}

/// "the mayor", "30", "from Croydon", "who is …": says more of somebody who was named before.
fn is_apposition(scene: &Scene<'_, '_>, phrase: TokenRange) -> bool {
    let first = phrase.start();
    let opens = first == scene.start;
    !opens && !scene.shape(first, Shape::CAPITAL)
}

/// Left border of the phrase that ends before `end`.
fn phrase_start(scene: &Scene<'_, '_>, end: usize) -> usize {
    let mut start = end;
    while start > scene.start && end - start <= LONGEST_SPEAKER {
        let at = start - 1;
        let closes = Classes::SUBORDINATOR
            .with(Classes::RELATIVE)
            .with(Classes::CONDITIONAL);
        if scene.is_border(at) || scene.shape(at, Shape::QUOTED) || scene.is_finite(at) {
            break;
        }
        if scene.class(at, closes) && !scene.shape(at, Shape::CAPITAL) {
            break;
        }
        // "Hamas and Fatah said" is one subject, "it rained and police said" is not.
        if scene.class(at, Classes::COORDINATOR) && !joins_names(scene, at) {
            break;
        }
        start = at;
    }
    // "But police", "And Jane Doe": at the start of a sentence.
    let leads = Classes::COORDINATOR.with(Classes::SUBORDINATOR);
    while start < end && scene.class(start, leads) {
        start += 1;
    }
    start
}

fn joins_names(scene: &Scene<'_, '_>, at: usize) -> bool {
    at > scene.start
        && scene.shape(at - 1, Shape::CAPITAL)
        && (scene.shape(at + 1, Shape::CAPITAL) || scene.class(at + 1, Classes::DETERMINER))
        || scene.class(at + 1, Classes::NONE)
}

/// The phrase, if it can name a speaker.
fn checked(scene: &Scene<'_, '_>, start: usize, end: usize) -> Option<TokenRange> {
    if start >= end || end - start > LONGEST_SPEAKER {
        return None;
    }
    // "In Gaza officials": where the subject begins cannot be told.
    let lead = Classes::PREPOSITION.with(Classes::TO);
    if scene.class(start, lead) || scene.shape(start, Shape::NUMBER) && end - start == 1 {
        return None;
    }
    // "some two million more than it had told": what is compared is no speaker.
    let is_compared =
        |at: usize| scene.text(at) == "than" && scene.class(at + 1, Classes::SUBJECT_PRONOUN);
    if (start..end).any(is_compared) {
        return None;
    }
    let never = scene.table.is_never_speaker(scene.key(start));
    let never_opens = scene.class(start, Classes::NEGATION) || scene.text(start) == "according";
    if never && (end - start == 1 || never_opens) {
        return None;
    }
    let names = (start..end).any(|at| {
        scene.shape(at, Shape::WORD)
            && (!scene.class(at, Classes::DETERMINER) || scene.class(at, Classes::SUBJECT_PRONOUN))
    });
    names.then(|| TokenRange::new(start, end))
}

/// The speaker behind the verb or preposition: "said Jane Doe, the mayor".
pub(super) fn behind(scene: &Scene<'_, '_>, start: usize) -> Option<TokenRange> {
    let mut end = start;
    while end < scene.end && end - start < LONGEST_SPEAKER {
        let closes = Classes::SUBORDINATOR
            .with(Classes::RELATIVE)
            .with(Classes::CONDITIONAL)
            .with(Classes::WEEKDAY);
        if scene.is_border(end) || scene.is_finite(end) || is_final_dot(scene, end) {
            break;
        }
        if end > start && scene.class(end, closes) && !scene.shape(end, Shape::ALL_CAPS) {
            break;
        }
        if scene.class(end, Classes::COORDINATOR) && !joins_names(scene, end) {
            break;
        }
        if end > start && is_circumstance(scene, end) {
            break;
        }
        end += 1;
    }
    checked(scene, start, end)
}

fn is_final_dot(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.text(at) == "." && at + 2 >= scene.end
}

/// A preposition that does not belong to the name: all but "of", "for", "by", "from", "with", "at".
fn is_circumstance(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.class(at, Classes::PREPOSITION)
        && !matches!(scene.text(at), "of" | "for" | "by" | "from" | "with" | "at")
}

/// The noun phrase that opens the sentence: the subject of "…, adding that".
pub(super) fn opening(scene: &Scene<'_, '_>) -> Option<TokenRange> {
    let mut end = scene.start;
    while end < scene.end && end - scene.start < LONGEST_SPEAKER {
        let verb = end > scene.start
            && !scene.shape(end, Shape::CAPITAL)
            && (scene.class(end, Classes::VERB) || scene.text(end).ends_with("ed"));
        let lone = scene.class(end, Classes::PREPOSITION) && scene.text(end) != "of";
        if scene.is_border(end) || scene.is_finite(end) || verb || lone {
            break;
        }
        end += 1;
    }
    // A lower-case word at the end of capitalised ones is a verb that no table knows ("left").
    let named = (scene.start..end)
        .rev()
        .find(|at| scene.shape(*at, Shape::CAPITAL));
    if let Some(last) =
        named.filter(|last| scene.shape(scene.start, Shape::CAPITAL) && *last > scene.start)
    {
        end = last + 1;
    }
    checked(scene, scene.start, end)
}
