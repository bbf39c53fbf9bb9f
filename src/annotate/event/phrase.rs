//! Wordings of several words: "hold a new round of talks", "step down", "press conference".

use crate::annotate::event::view::View;
use crate::document::Shape;
use crate::lang::cues::WordSet;
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, EventPhrase as Phrase, EventTypeId, PhraseKind, WordBloom};

/// Words that may stand in a gap.
const LONGEST_GAP: usize = 5;

/// How many tokens behind a phrase's first word its second one is looked for.
const WINDOW: usize = 2 * LONGEST_GAP + 2;

/// A phrase found in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// One past its last token.
    pub end: usize,
    /// The token that carries it.
    pub head: usize,
    pub kind: PhraseKind,
    pub types: &'static [EventTypeId],
    /// Those of them that its subject undergoes.
    pub undergone: &'static [EventTypeId],
    /// What it tells not to have happened.
    pub denied: &'static [EventTypeId],
}

/// The longest wording of the lexicon that begins at `at`.
pub(super) fn find(view: &View<'_>, at: usize, is_verb: bool) -> Option<Match> {
    let key = view.tokens[at].key;
    let lemma = view.row(at).map_or(key, |word| word.lemma);
    // A gap and a hyphen or two are the most that may stand before the second word.
    let window: WordBloom = view.tokens[at + 1..view.end.min(at + 1 + WINDOW).max(at + 1)]
        .iter()
        .map(|token| token.key)
        .collect();
    let verbs = view
        .events
        .phrases(lemma)
        .iter()
        .filter(|phrase| phrase.may_follow(window))
        .filter(|phrase| is_verb == is_of_verb(phrase) || phrase.kind == PhraseKind::Nothing);
    let found = verbs.filter_map(|phrase| matched(view, at, phrase)).next();
    if found.is_some() || lemma == key {
        return found;
    }
    let nouns = view
        .events
        .phrases(key)
        .iter()
        .filter(|phrase| phrase.may_follow(window))
        .filter(|phrase| !is_of_verb(phrase));
    nouns.filter_map(|phrase| matched(view, at, phrase)).next()
}

/// The types that a wording beginning with the verb at `at` only looks like: "*pick up* a coin".
pub(super) fn look_alike(view: &View<'_>, at: usize) -> &'static [EventTypeId] {
    let lemma = view.row(at).map_or(view.tokens[at].key, |word| word.lemma);
    let phrases = view.events.phrases(lemma).iter();
    phrases
        .filter(|phrase| phrase.kind == PhraseKind::Nothing)
        .find_map(|phrase| matched(view, at, phrase))
        .map_or(&[], |found| found.types)
}

fn is_nothing(found: Match) -> bool {
    found.kind == PhraseKind::Nothing
}

fn is_of_verb(phrase: &Phrase) -> bool {
    matches!(phrase.kind, PhraseKind::Verb | PhraseKind::LightVerb)
}

fn matched(view: &View<'_>, first: usize, phrase: &'static Phrase) -> Option<Match> {
    // "have denied the meeting" is a perfect, no "have a meeting".
    if view.is(first, Classes::HAVE)
        && view
            .skip_adverbs(first + 1)
            .is_some_and(|next| view.forms(next).is(VerbForms::PARTICIPLE))
    {
        return None;
    }
    let mut at = first + 1;
    for step in &phrase.steps {
        let mut room = if step.gap { LONGEST_GAP } else { 0 };
        loop {
            if at >= view.end {
                return None;
            }
            if step.keys.contains(&view.tokens[at].key) {
                break;
            }
            if room == 0 || !may_fill(view, at, phrase.kind) {
                // A hyphen inside a compound: "stand-off".
                if view.shape(at).is(Shape::JOINED) && view.document.word(at) == "-" {
                    at += 1;
                    continue;
                }
                return None;
            }
            room -= 1;
            at += 1;
        }
        at += 1;
    }
    let head = match phrase.kind {
        PhraseKind::Verb => first,
        // "a *win* over": the noun, not the preposition that its wording holds.
        PhraseKind::Noun => (first..at)
            .rev()
            .find(|at| !view.is(*at, Classes::PREPOSITION))
            .unwrap_or(at - 1),
        PhraseKind::LightVerb | PhraseKind::Nothing => at - 1,
    };
    Some(Match {
        end: at,
        head,
        kind: phrase.kind,
        types: &phrase.types,
        undergone: &phrase.undergone,
        denied: &phrase.denied,
    })
}

/// The event noun to which a light verb lends its tense: "launch a new rocket *attack*".
pub(super) fn light_noun(view: &View<'_>, verb: usize) -> Option<usize> {
    let mut found = None;
    for at in verb + 1..view.end.min(verb + 2 + LONGEST_GAP) {
        let token = &view.tokens[at];
        if token.is(Classes::EVENT_START) && find(view, at, false).is_some_and(is_nothing) {
            break;
        }
        if token.is(Classes::EVENT_NOUN) && !view.is_capital(at) {
            found = Some(at);
            continue;
        }
        if found.is_some() || !may_fill(view, at, PhraseKind::LightVerb) {
            break;
        }
    }
    found
}

/// Whether a word may stand between the parts of a phrase.
fn may_fill(view: &View<'_>, at: usize, kind: PhraseKind) -> bool {
    let token = &view.tokens[at];
    if token.shape.is(Shape::MARK) {
        return token
            .shape
            .is(Shape::POSSESSIVE.with(Shape::OPENS).with(Shape::CLOSES))
            || view.document.word(at) == "-";
    }
    if view.is_in(at, WordSet::OF) {
        return true;
    }
    let closed = Classes::RELATIVE
        .with(Classes::CONDITIONAL)
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::DO)
        .with(Classes::MODAL)
        .with(Classes::PREPOSITION);
    if token.is(closed) && !token.is(Classes::ADJECTIVE.with(Classes::ADVERB)) {
        return false;
    }
    kind != PhraseKind::LightVerb
        || !token.is(Classes::SUBJECT_PRONOUN)
        || token.is(Classes::DETERMINER)
}
