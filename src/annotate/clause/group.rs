//! Verb groups: a verb with its auxiliaries.

use crate::annotate::{EventForm, EventMention};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::cues::{WordSet, cues};
use crate::lang::{Classes, lexicon};
use crate::value::name::{WordKey, key};

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerbGroup {
    /// First auxiliary or the verb.
    pub start: usize,
    /// The verb itself.
    pub verb: usize,
    /// One past the verb, its particles and what else its wording holds.
    pub end: usize,
    /// Lemma of the verb.
    pub lemma: WordKey,
    pub form: EventForm,
    /// Inflected for tense.
    pub finite: bool,
    /// "-ing" without an auxiliary, or a participle behind a comma.
    pub participial: bool,
    /// A verb of saying or thinking: a clause may follow without "that".
    pub takes_clause: bool,
}

const AUXILIARY: Classes = Classes::BE
    .with(Classes::HAVE)
    .with(Classes::DO)
    .with(Classes::MODAL);

/// The verb groups of a sentence in reading order. `events` are those of the sentence.
pub(crate) fn verb_groups(
    document: &Document<'_>,
    sentence: TokenRange,
    events: &[EventMention],
) -> Vec<VerbGroup> {
    let tokens = &document.tokens;
    let mut groups: Vec<VerbGroup> = Vec::with_capacity(events.len() + 1);
    let mut next_event = events
        .iter()
        .filter(|event| event.verb != event.head || event.form != EventForm::Noun)
        .peekable();
    let mut at = sentence.start();
    while at < sentence.end() {
        if let Some(event) = next_event.next_if(|event| event.verb <= at) {
            if event.verb == at {
                groups.push(group_of(document, sentence, event, groups.last()));
            }
            continue;
        }
        // "is", "has", "will" as a main verb: no event of its own, but it makes a clause.
        if is_auxiliary(document, at) && !tokens[at].is(Classes::TO) {
            let end = (at + 1..sentence.end())
                .find(|next| {
                    !is_auxiliary(document, *next)
                        && !tokens[*next].is(Classes::ADVERB.with(Classes::NEGATION))
                })
                .unwrap_or(sentence.end());
            // "was re-elected": the verb stands behind its prefix.
            let is_prefixed = end + 2 < sentence.end() && is_prefix(document, end);
            let last = if is_prefixed { end + 2 } else { end };
            let belongs = next_event
                .peek()
                .is_some_and(|event| (at..=last).contains(&event.verb));
            if !belongs
                && (!tokens[at].shape.is(Shape::CAPITAL) || tokens[at].shape.is(Shape::FIRST))
            {
                let verb = (at..end)
                    .rev()
                    .find(|token| is_auxiliary(document, *token))
                    .unwrap_or(at);
                let infinite = at > sentence.start() && tokens[at - 1].is(Classes::TO);
                let gerund = is_gerund_auxiliary(document, at);
                groups.push(VerbGroup {
                    start: at - usize::from(infinite),
                    verb,
                    end: verb + 1,
                    lemma: key("be"),
                    form: if infinite {
                        EventForm::Infinitive
                    } else if gerund {
                        EventForm::Gerund
                    } else {
                        EventForm::Active
                    },
                    finite: !infinite && !gerund,
                    participial: gerund,
                    takes_clause: false,
                });
                at = end;
                continue;
            }
        }
        at += 1;
    }
    groups
}

/// "being", "having": what they open has no tense.
fn is_gerund_auxiliary(document: &Document<'_>, at: usize) -> bool {
    [key("being"), key("having")].contains(&document.tokens[at].key)
}

/// A form of be, have, do or a modal; not the "am" of "6 am" nor that of "a.m.".
fn is_auxiliary(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    token.is(AUXILIARY)
        && !token.shape.is(Shape::DOTTED)
        && !(token.key == key("am") && at > 0 && document.tokens[at - 1].shape.is(Shape::NUMBER))
}

fn group_of(
    document: &Document<'_>,
    sentence: TokenRange,
    event: &EventMention,
    before: Option<&VerbGroup>,
) -> VerbGroup {
    let tokens = &document.tokens;
    let floor = before.map_or(sentence.start(), |group| group.end);
    let mut start = event.verb;
    let mut has_auxiliary = false;
    while start > floor {
        // "had re-elected": the prefix belongs to the verb.
        if start == event.verb && start >= floor + 2 && is_prefix(document, start - 2) {
            start -= 2;
            continue;
        }
        let token = &tokens[start - 1];
        let auxiliary = is_auxiliary(document, start - 1);
        if auxiliary || token.is(Classes::NEGATION) {
            has_auxiliary |= auxiliary;
        } else if token.is(Classes::CONDITIONAL.with(Classes::RELATIVE))
            || !(is_adverb(document, start - 1)
                || token.is(Classes::TO) && event.form == EventForm::Infinitive)
            || token.shape.is(Shape::MARK)
        {
            break;
        }
        start -= 1;
    }
    // A conjunction or preposition at the left edge ("since arresting") opens what stands here.
    let opener = Classes::SUBORDINATOR.with(Classes::PREPOSITION);
    while start < event.verb
        && tokens[start].is(opener)
        && !tokens[start].is(AUXILIARY.with(Classes::TO))
    {
        start += 1;
    }
    // "after *being arrested*", "*having bought* the mill"
    let is_gerund = is_gerund_auxiliary(document, start) && start < event.verb;
    let form = if is_gerund {
        EventForm::Gerund
    } else {
        event.form
    };
    let finite = match form {
        EventForm::Active => true,
        EventForm::Passive => has_auxiliary,
        EventForm::Infinitive | EventForm::Gerund | EventForm::Noun => false,
    };
    let token = &tokens[event.verb];
    let lemma = lexicon()
        .word(token.word)
        .map_or(token.key, |word| word.lemma);
    VerbGroup {
        start,
        verb: event.verb,
        end: event.tokens.end().max(event.verb + 1),
        lemma,
        form,
        finite,
        participial: !finite && matches!(form, EventForm::Gerund | EventForm::Passive),
        takes_clause: token.is(Classes::REPORTING) || cues().is(lemma, WordSet::CLAUSE_TAKING),
    }
}

/// "re-", "co-" before a verb.
fn is_prefix(document: &Document<'_>, at: usize) -> bool {
    const LONGEST: usize = 2;
    document.tokens[at + 1].shape.is(Shape::JOINED)
        && document.word(at + 1) == "-"
        && document.tokens[at].shape.is(Shape::WORD)
        && document.word(at).len() <= LONGEST
}

/// An adverb of the lexicon, or an unknown word in "-ly".
pub(crate) fn is_adverb(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    token.is(Classes::ADVERB)
        || token.word == crate::document::Token::UNKNOWN
            && token.shape.is(Shape::WORD)
            && !token.shape.is(Shape::CAPITAL)
            && token.span.len() > 4
            && document.word(at).ends_with("ly")
            && !cues().is(token.key, WordSet::NO_ADVERB)
}

/// The first token from `at` on that is no adverb.
pub(crate) fn skip_adverbs(document: &Document<'_>, mut at: usize, end: usize) -> usize {
    while at < end && is_adverb(document, at) && !document.tokens[at].is(Classes::BE) {
        at += 1;
    }
    at
}
