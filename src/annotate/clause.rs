//! Clauses: the stretch of a sentence that one verb governs.
//!
//! A value belongs first of all to the event of its own clause. The cut is made from word classes
//! and verb groups alone (a chunk grammar in the manner of Abney 1991), from left to right, in one
//! pass over the sentence.

use crate::annotate::{EventForm, EventMention};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;
use crate::value::name::key;

/// A clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens, the opening conjunction included.
    pub tokens: TokenRange,
    /// How it hangs on the clause before.
    pub link: Link,
}

/// How a clause hangs on what stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// First clause, or a sentence of its own behind a semicolon, colon or dash.
    Main,
    /// "and met …": goes on with the subject of the clause before.
    Continued,
    /// "and the driver was …", ", the driver was …": a clause with its own subject.
    Coordinate,
    /// "who met …": its subject is the noun phrase that ends where the clause begins.
    Relative,
    /// ", killing five": its subject is that of the clause before.
    Participial,
    /// "X, whose address is unknown, *was shot*": goes on with the clause that a relative clause or
    /// an aside broke off.
    Resumed,
    /// "that Hamas met …", "if …", "when …", "after … met".
    Subordinate,
    /// Between brackets or dashes.
    Aside,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerbGroup {
    /// First auxiliary or the verb.
    pub start: usize,
    /// The verb itself.
    pub verb: usize,
    /// Inflected for tense.
    pub finite: bool,
    /// "-ing" without an auxiliary, or a participle behind a comma.
    pub participial: bool,
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
        if tokens[at].is(AUXILIARY) && !tokens[at].is(Classes::TO) {
            let end = (at + 1..sentence.end())
                .find(|next| {
                    !tokens[*next].is(AUXILIARY.with(Classes::ADVERB).with(Classes::NEGATION))
                })
                .unwrap_or(sentence.end());
            let belongs = next_event.peek().is_some_and(|event| {
                event.verb <= end && event.verb >= at && event.form != EventForm::Noun
            });
            if !belongs
                && !(tokens[at].shape.is(Shape::CAPITAL) && !tokens[at].shape.is(Shape::FIRST))
            {
                groups.push(VerbGroup {
                    start: at,
                    verb: end - 1,
                    finite: true,
                    participial: false,
                });
                at = end;
                continue;
            }
        }
        at += 1;
    }
    groups
}

fn group_of(
    document: &Document<'_>,
    sentence: TokenRange,
    event: &EventMention,
    before: Option<&VerbGroup>,
) -> VerbGroup {
    let tokens = &document.tokens;
    let floor = before.map_or(sentence.start(), |group| group.verb + 1);
    let mut start = event.verb;
    let mut has_auxiliary = false;
    while start > floor {
        let token = &tokens[start - 1];
        if token.is(AUXILIARY) || token.is(Classes::NEGATION) {
            has_auxiliary |= token.is(AUXILIARY);
        } else if !(token.is(Classes::ADVERB)
            || token.is(Classes::TO) && event.form == EventForm::Infinitive)
            || token.shape.is(Shape::MARK)
        {
            break;
        }
        start -= 1;
    }
    // An adverb at the left edge without an auxiliary belongs to what stands before.
    let finite = match event.form {
        EventForm::Active => true,
        EventForm::Passive => has_auxiliary,
        EventForm::Infinitive | EventForm::Gerund | EventForm::Noun => false,
    };
    let participial = !finite && matches!(event.form, EventForm::Gerund | EventForm::Passive);
    VerbGroup {
        start,
        verb: event.verb,
        finite,
        participial,
    }
}

/// Cuts a sentence into clauses.
pub(crate) fn split(
    document: &Document<'_>,
    sentence: TokenRange,
    groups: &[VerbGroup],
) -> Vec<Clause> {
    let tokens = &document.tokens;
    let mut clauses = Vec::with_capacity(4);
    let mut start = sentence.start();
    let mut link = Link::Main;
    let mut has_verb = false;
    let mut group = 0;
    let mut aside_from: Option<usize> = None;
    for at in sentence.range() {
        while groups.get(group).is_some_and(|g| g.verb < at) {
            group += 1;
        }
        if groups
            .get(group)
            .is_some_and(|g| g.verb == at && (g.finite || g.participial))
            || group > 0 && groups[group - 1].verb + 1 == at
        {
            has_verb = true;
        }
        if at == start {
            continue;
        }
        let upcoming = groups.get(group).filter(|g| g.start >= at || g.verb >= at);
        let Some(new_link) = boundary(document, sentence, at, has_verb, upcoming, &mut aside_from)
        else {
            continue;
        };
        clauses.push(Clause {
            tokens: TokenRange::new(start, at),
            link,
        });
        start = at;
        link = new_link;
        has_verb = false;
        let _ = tokens;
    }
    clauses.push(Clause {
        tokens: TokenRange::new(start, sentence.end()),
        link,
    });
    clauses
}

/// Whether a clause begins at token `at`, and how it hangs on the one before.
fn boundary(
    document: &Document<'_>,
    sentence: TokenRange,
    at: usize,
    has_verb: bool,
    upcoming: Option<&VerbGroup>,
    aside_from: &mut Option<usize>,
) -> Option<Link> {
    let tokens = &document.tokens;
    let token = &tokens[at];
    let previous = &tokens[at - 1];
    if token.shape.is(Shape::MARK) {
        let mark = document.word(at);
        return match mark {
            ";" => Some(Link::Main),
            ":" => Some(Link::Main),
            "(" | "[" => Some(Link::Aside),
            "\u{2014}" | "--" | "\u{2013}"
                if !token.shape.is(Shape::JOINED) || mark == "\u{2014}" =>
            {
                let link = if aside_from.is_some() {
                    Link::Coordinate
                } else {
                    Link::Aside
                };
                *aside_from = if aside_from.is_some() { None } else { Some(at) };
                Some(link)
            }
            _ => None,
        };
    }
    if previous.shape.is(Shape::MARK) && matches!(document.word(at - 1), ")" | "]") {
        return Some(Link::Coordinate);
    }
    if token.shape.is(Shape::QUOTED) && previous.shape.is(Shape::OPENS)
        || previous.shape.is(Shape::CLOSES) && has_verb
    {
        return Some(Link::Coordinate);
    }
    let after_comma = previous.shape.is(Shape::MARK) && document.word(at - 1) == ",";
    let finite_ahead = upcoming.is_some_and(|g| {
        g.finite && g.start < sentence.end() && is_reachable(document, at, g.start)
    });
    if token.is(Classes::RELATIVE)
        && finite_ahead
        && is_relative(document, at, upcoming, after_comma)
    {
        return Some(Link::Relative);
    }
    let opens =
        token.is(Classes::CONDITIONAL) || token.is(Classes::SUBORDINATOR) || is_that(document, at);
    if opens && finite_ahead && !token.is(Classes::DETERMINER.with(Classes::MODAL))
        || is_that(document, at) && finite_ahead && !is_determiner_that(document, at, upcoming)
    {
        return Some(Link::Subordinate);
    }
    if token.is(Classes::COORDINATOR) && has_verb {
        let next = skip_adverbs(document, at + 1, sentence.end());
        if let Some(g) = upcoming {
            if g.finite && g.start == next {
                // "killed or captured 17": two verbs with one object stay in one clause.
                return (!is_verb_pair(document, at, next)).then_some(Link::Continued);
            }
            if g.finite
                && is_reachable(document, at + 1, g.start)
                && !is_list_member(document, at, g.start)
            {
                return Some(Link::Coordinate);
            }
        }
        return None;
    }
    if after_comma && has_verb && !token.is(Classes::COORDINATOR) {
        if let Some(g) = upcoming {
            if g.finite && g.start == skip_adverbs(document, at, sentence.end()) {
                return Some(Link::Resumed);
            }
            if g.participial && g.start == skip_adverbs(document, at, sentence.end()) {
                return Some(Link::Participial);
            }
            if g.finite
                && is_reachable(document, at, g.start)
                && g.start > at
                && is_subject_start(document, at)
            {
                return Some(Link::Coordinate);
            }
        }
    }
    None
}

/// Whether no comma, bracket, relative or conjunction stands between a clause opener and its verb,
/// save one apposition between two commas.
fn is_reachable(document: &Document<'_>, from: usize, to: usize) -> bool {
    let mut n_commas = 0;
    for at in from + 1..to {
        let token = &document.tokens[at];
        if token.shape.is(Shape::MARK) {
            match document.word(at) {
                "," => n_commas += 1,
                ";" | ":" | "(" | "\u{2014}" | "--" => return false,
                _ => {}
            }
        }
        if token.is(Classes::CONDITIONAL) && !token.is(Classes::MODAL) {
            return false;
        }
    }
    n_commas == 0 || n_commas == 2
}

/// "who", "which", "whose", "whom", "where", and "that" right behind a noun.
fn is_relative(
    document: &Document<'_>,
    at: usize,
    upcoming: Option<&VerbGroup>,
    after_comma: bool,
) -> bool {
    if !is_that(document, at) {
        return true;
    }
    // "the deal that ended the war": the verb follows at once.
    !after_comma
        && upcoming
            .is_some_and(|g| g.start == skip_adverbs(document, at + 1, document.tokens.len()))
        && !document.tokens[at - 1].is(Classes::VERB)
}

fn is_that(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at].key == key("that")
}

/// "that day", "that meeting was": a determiner, no conjunction.
fn is_determiner_that(document: &Document<'_>, at: usize, upcoming: Option<&VerbGroup>) -> bool {
    let previous = &document.tokens[at - 1];
    let behind_verb =
        previous.is(Classes::VERB.with(Classes::REPORTING)) || previous.shape.is(Shape::MARK);
    !behind_verb && upcoming.is_none_or(|g| g.start > at + 6) && previous.is(Classes::PREPOSITION)
}

fn skip_adverbs(document: &Document<'_>, mut at: usize, end: usize) -> usize {
    while at < end
        && document.tokens[at].is(Classes::ADVERB)
        && !document.tokens[at].is(Classes::BE)
    {
        at += 1;
    }
    at
}

/// Two verbs joined by a conjunction with nothing between: "killed or captured".
fn is_verb_pair(document: &Document<'_>, conjunction: usize, next: usize) -> bool {
    let before = &document.tokens[conjunction - 1];
    before.is(Classes::VERB) && next == conjunction + 1
}

/// "Rashad, Al Thani and Kalin met": the conjunction joins the last two subjects.
fn is_list_member(document: &Document<'_>, conjunction: usize, verb: usize) -> bool {
    let long = verb > conjunction + 12;
    let before = &document.tokens[conjunction - 1];
    long && before.shape.is(Shape::CAPITAL)
}

/// Whether a noun phrase can begin here.
fn is_subject_start(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    token.is(Classes::DETERMINER
        .with(Classes::SUBJECT_PRONOUN)
        .with(Classes::BODY)
        .with(Classes::PERSON)
        .with(Classes::TITLE))
        || token.shape.is(Shape::CAPITAL.with(Shape::NUMBER))
        || token.shape.is(Shape::WORD)
            && !token.is(Classes::PREPOSITION
                .with(Classes::VERB)
                .with(Classes::ADVERB))
}
