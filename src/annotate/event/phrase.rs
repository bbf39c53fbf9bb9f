//! Wordings of several words: "hold a new round of talks", "step down", "press conference".

use crate::annotate::event::view::View;
use crate::document::Shape;
use crate::lang::cues::WordSet;
use crate::lang::morphology::VerbForms;
use crate::lang::{Classes, EventPhrase as Phrase, EventTypeId, PhraseKind, Seconds};

/// Words that may stand in a gap.
const LONGEST_GAP: usize = 5;

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
    let words = seconds(view, at)?;
    let verbs = view
        .events
        .phrases(lemma)
        .iter()
        .filter(|phrase| phrase.may_follow(words))
        .filter(|phrase| is_verb == is_of_verb(phrase) || phrase.kind == PhraseKind::Nothing);
    let found = verbs.filter_map(|phrase| matched(view, at, phrase)).next();
    if found.is_some() || lemma == key {
        return found;
    }
    let nouns = view
        .events
        .phrases(key)
        .iter()
        .filter(|phrase| phrase.may_follow(words))
        .filter(|phrase| !is_of_verb(phrase));
    nouns.filter_map(|phrase| matched(view, at, phrase)).next()
}

/// The types that a wording beginning with the verb at `at` only looks like: "*pick up* a coin".
pub(super) fn look_alike(view: &View<'_>, at: usize) -> &'static [EventTypeId] {
    let lemma = view.row(at).map_or(view.tokens[at].key, |word| word.lemma);
    let Some(words) = seconds(view, at) else {
        return &[];
    };
    let phrases = view.events.phrases(lemma).iter();
    phrases
        .filter(|phrase| phrase.kind == PhraseKind::Nothing && phrase.may_follow(words))
        .find_map(|phrase| matched(view, at, phrase))
        .map_or(&[], |found| found.types)
}

/// The words that may be the second one of a phrase that begins at `first`; `None` where none can.
fn seconds(view: &View<'_>, first: usize) -> Option<Seconds> {
    // "have denied the meeting" is a perfect, no "have a meeting".
    if view.is(first, Classes::HAVE)
        && view
            .skip_adverbs(first + 1)
            .is_some_and(|next| view.forms(next).is(VerbForms::PARTICIPLE))
    {
        return None;
    }
    let mut words = Seconds::default();
    let mut is_next = true;
    let mut room = LONGEST_GAP;
    for at in first + 1..view.end {
        let key = view.tokens[at].key;
        words.in_reach.add(key);
        if is_next {
            words.next.add(key);
        }
        let is_hyphen = is_inner_hyphen(view, at);
        is_next &= is_hyphen;
        if room > 0 && may_fill(view, at, PhraseKind::Noun) {
            room -= 1;
        } else if !is_hyphen {
            break;
        }
    }
    Some(words)
}

/// A hyphen inside a compound: "stand-off".
fn is_inner_hyphen(view: &View<'_>, at: usize) -> bool {
    view.shape(at).is(Shape::MARK)
        && view.shape(at).is(Shape::JOINED)
        && view.document.word(at) == "-"
}

fn is_nothing(found: Match) -> bool {
    found.kind == PhraseKind::Nothing
}

fn is_of_verb(phrase: &Phrase) -> bool {
    matches!(phrase.kind, PhraseKind::Verb | PhraseKind::LightVerb)
}

fn matched(view: &View<'_>, first: usize, phrase: &'static Phrase) -> Option<Match> {
    let mut at = first + 1;
    for step in &phrase.rest.steps {
        let mut room = if step.gap { LONGEST_GAP } else { 0 };
        loop {
            if at >= view.end {
                return None;
            }
            if step.keys.contains(&view.tokens[at].key) {
                break;
            }
            if room == 0 || !may_fill(view, at, phrase.kind) {
                if !is_inner_hyphen(view, at) {
                    return None;
                }
                at += 1;
                continue;
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
        types: &phrase.rest.types,
        undergone: &phrase.rest.undergone,
        denied: &phrase.rest.denied,
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
    let closed = Classes::RELATIVE
        .with(Classes::CONDITIONAL)
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::DO)
        .with(Classes::MODAL)
        .with(Classes::PREPOSITION);
    if token.is(closed) && !token.is(Classes::ADJECTIVE.with(Classes::ADVERB)) {
        return view.is_in(at, WordSet::OF);
    }
    kind != PhraseKind::LightVerb
        || !token.is(Classes::SUBJECT_PRONOUN)
        || token.is(Classes::DETERMINER)
}
