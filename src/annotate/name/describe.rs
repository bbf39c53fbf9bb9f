//! What stands with a name and tells who it is: "Egypt's intelligence chief", ", the head of
//! Turkish intelligence,", ", 23,".

use crate::annotate::NameKind;
use crate::annotate::name::Draft;
use crate::annotate::name::casing::CLOSED;
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;

/// Descriptions longer than this are clauses.
const LONGEST: usize = 9;

/// Adds descriptions, and makes a person of a name that has a person's description.
pub(super) fn describe(document: &Document<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        if !matches!(draft.kind, NameKind::Person | NameKind::Unknown) {
            continue;
        }
        let sentence = document.sentences[document.sentence_of(draft.tokens.start())].tokens;
        let start = draft
            .description
            .map_or(draft.tokens.start(), TokenRange::start);
        let before = before(document, sentence, start, draft.description.is_some());
        let description = match (before, draft.description) {
            (Some(from), _) => Some(TokenRange::new(from, draft.tokens.start())),
            (None, Some(description)) => Some(description),
            // "on the Paseo, the site of": what stands in a place is described no further.
            (None, None) if is_located(document, sentence, start) => None,
            (None, None) => behind(document, sentence, draft.tokens.end()),
        };
        draft.description = description;
        let is_aged = has_age(document, sentence, draft.tokens.end());
        if draft.kind == NameKind::Unknown && (description.is_some() || is_aged) {
            draft.kind = NameKind::Person;
        }
    }
}

/// Start of the noun phrase that ends in a role right before the name.
fn before(
    document: &Document<'_>,
    sentence: TokenRange,
    name: usize,
    has_title: bool,
) -> Option<usize> {
    if name == sentence.start() {
        return None;
    }
    let role = &document.tokens[name - 1];
    let has_role = role.is(Classes::ROLE.with(Classes::TITLE)) && !role.shape.is(Shape::MARK);
    if !has_role && !has_title {
        return None;
    }
    let mut start = if has_role { name - 1 } else { name };
    let mut n_plain = 0;
    let mut has_capital = false;
    while start > sentence.start() && name - start < LONGEST {
        let token = &document.tokens[start - 1];
        let fits = if token.shape.is(Shape::WORD) {
            let known = Classes::ROLE
                .with(Classes::TITLE)
                .with(Classes::BODY)
                .with(Classes::DEMONYM)
                .with(Classes::ADJECTIVE)
                .with(Classes::PERSON);
            if token.is(Classes::MONTH
                .with(Classes::WEEKDAY)
                .with(Classes::REPORTING))
                || token.is(CLOSED) && !token.shape.is(Shape::ALL_CAPS)
            {
                false
            } else if token.shape.is(Shape::CAPITAL) || token.is(known) {
                has_capital |= token.shape.is(Shape::CAPITAL);
                true
            } else {
                n_plain += 1;
                // "Jordan's transport chief": behind a possessive no verb stands.
                let is_possessed =
                    start >= 2 && document.tokens[start - 2].shape.is(Shape::POSSESSIVE);
                let is_noun = is_possessed || !token.is(Classes::VERB);
                !has_title && !has_capital && n_plain <= 2 && is_noun
            }
        } else {
            token.shape.is(Shape::POSSESSIVE)
                || token.shape.is(Shape::JOINED) && document.word(start - 1) == "-"
        };
        if !fits {
            break;
        }
        start -= 1;
    }
    // The phrase starts with a word, not with a hyphen or a possessive.
    while start < name && document.tokens[start].shape.is(Shape::MARK) {
        start += 1;
    }
    (start < name).then_some(start)
}

/// An apposition behind the name: a comma, and a role among the next words.
fn behind(document: &Document<'_>, sentence: TokenRange, end: usize) -> Option<TokenRange> {
    if end + 1 >= sentence.end() || document.word(end) != "," {
        return None;
    }
    let first = end + 1;
    let opens_phrase = document.tokens[first].is(Classes::DETERMINER
        .with(Classes::ROLE)
        .with(Classes::DEMONYM)
        .with(Classes::ADJECTIVE))
        || document.tokens[first].shape.is(Shape::CAPITAL);
    if !opens_phrase {
        return None;
    }
    let mut role = None;
    let mut at = first;
    while at < sentence.end() && at - first < LONGEST {
        let token = &document.tokens[at];
        let is_stop = token.shape.is(Shape::MARK)
            && !token.shape.is(Shape::POSSESSIVE)
            && document.word(at) != "-";
        if is_stop
            || token.is(Classes::BE
                .with(Classes::HAVE)
                .with(Classes::RELATIVE)
                .with(Classes::COORDINATOR))
        {
            break;
        }
        if token.is(Classes::ROLE) && role.is_none() {
            role = Some(at);
        }
        at += 1;
    }
    let role = role?;
    // Nothing but the noun phrase: no verb between the comma and the role.
    let is_phrase = (first..role).all(|at| {
        let token = &document.tokens[at];
        !token.is(Classes::SUBJECT_PRONOUN
            .with(Classes::PREPOSITION)
            .with(Classes::MODAL))
    });
    is_phrase.then(|| TokenRange::new(first, at))
}

/// ", 23," or "(23)" behind the name.
fn has_age(document: &Document<'_>, sentence: TokenRange, end: usize) -> bool {
    end + 2 < sentence.end()
        && matches!(document.word(end), "," | "(")
        && document.tokens[end + 1].shape.is(Shape::NUMBER)
        && document.tokens[end + 1].span.len() <= 2
        && matches!(document.word(end + 2), "," | ")" | "." | "-")
}

fn is_located(document: &Document<'_>, sentence: TokenRange, start: usize) -> bool {
    let is_place = |at: usize| document.tokens[at].is(Classes::PLACE_PREPOSITION);
    let before = |n: usize| start.checked_sub(n).filter(|at| *at >= sentence.start());
    before(1).is_some_and(|at| {
        is_place(at) || document.tokens[at].is(Classes::DEFINITE) && before(2).is_some_and(is_place)
    })
}
