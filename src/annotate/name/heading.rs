//! Names in headlines, where capitals say nothing: only what the text, the gazetteer or the given
//! names know.

use std::collections::BTreeMap;

use crate::annotate::NameKind;
use crate::annotate::name::Draft;
use crate::annotate::name::casing::{CLOSED, Casing};
use crate::annotate::name::chunk::longest_place;
use crate::document::{Document, Shape, TokenRange};
use crate::lang::{Classes, gazetteer};
use crate::value::name::WordKey;

/// A town has to be this large to be known in a headline by nothing but its name.
const KNOWN_TOWN: u64 = 50_000;

/// Adds the names of the sentences whose capitals mean nothing.
pub(super) fn find(document: &Document<'_>, casing: &Casing, drafts: &mut Vec<Draft>) {
    if (0..document.sentences.len()).all(|at| casing.is_plain(at)) {
        return;
    }
    let known = Known::read(document, drafts);
    for (at, sentence) in document.sentences.iter().enumerate() {
        if casing.is_plain(at) {
            continue;
        }
        let end = sentence.tokens.end();
        let mut at = sentence.tokens.start();
        while at < end {
            match name_at(document, casing, &known, at, end) {
                Some((name_end, kind)) => {
                    drafts.push(Draft {
                        tokens: TokenRange::new(at, name_end),
                        description: None,
                        kind,
                    });
                    at = name_end;
                }
                None => at += 1,
            }
        }
    }
}

/// Names that the running text has, by first word; and surnames of its people.
struct Known {
    names: BTreeMap<WordKey, Vec<(TokenRange, NameKind)>>,
}

impl Known {
    fn read(document: &Document<'_>, drafts: &[Draft]) -> Self {
        let mut names: BTreeMap<WordKey, Vec<(TokenRange, NameKind)>> = BTreeMap::new();
        let mut add = |tokens: TokenRange, kind| {
            let list = names
                .entry(document.tokens[tokens.start()].key)
                .or_default();
            // A word opens few names; the bound keeps a hostile text linear.
            if list.len() < 8
                && !list
                    .iter()
                    .any(|(known, _)| is_same(document, *known, tokens))
            {
                list.push((tokens, kind));
            }
        };
        for draft in drafts {
            add(draft.tokens, draft.kind);
            if draft.kind == NameKind::Person && draft.tokens.range().len() > 1 {
                let last = draft.tokens.end() - 1;
                add(TokenRange::new(last, last + 1), NameKind::Unknown);
            }
        }
        for list in names.values_mut() {
            list.sort_by_key(|(tokens, _)| std::cmp::Reverse(tokens.range().len()));
        }
        Self { names }
    }
}

fn is_same(document: &Document<'_>, a: TokenRange, b: TokenRange) -> bool {
    a.range().len() == b.range().len()
        && a.range()
            .zip(b.range())
            .all(|(a, b)| document.tokens[a].key == document.tokens[b].key)
}

fn name_at(
    document: &Document<'_>,
    casing: &Casing,
    known: &Known,
    at: usize,
    end: usize,
) -> Option<(usize, NameKind)> {
    let token = &document.tokens[at];
    if !token.shape.is(Shape::CAPITAL) {
        return None;
    }
    let of_text = known.names.get(&token.key).and_then(|names| {
        names.iter().find_map(|(tokens, kind)| {
            let name_end = at + tokens.range().len();
            let fits = name_end <= end && is_same(document, *tokens, TokenRange::new(at, name_end));
            fits.then_some((name_end, *kind))
        })
    });
    if of_text.is_some() {
        return of_text;
    }
    if token.is(Classes::DEMONYM) {
        return Some((at + 1, NameKind::Demonym));
    }
    if let Some((place_end, readings)) = longest_place(document, at, end) {
        let first = gazetteer().place(readings[0]);
        let long = place_end - at > 1;
        let sure = first.weight() >= KNOWN_TOWN
            && !token.is(CLOSED.with(Classes::COMMON).with(Classes::VERB))
            && !casing.has_lower(token.key);
        let shouted_word =
            token.is(CLOSED) && token.shape.is(Shape::ALL_CAPS) && first.weight() > 10_000_000;
        if long || sure || shouted_word && document.word(at).len() == 2 && document.word(at) == "US"
        {
            return Some((place_end, NameKind::Place));
        }
    }
    person_end(document, casing, at, end).map(|end| (end, NameKind::Person))
}

/// "Jordan Plum" in a headline: a given name and one or two words that are nothing else.
fn person_end(document: &Document<'_>, casing: &Casing, at: usize, end: usize) -> Option<usize> {
    let is_part = |at: usize| {
        let token = &document.tokens[at];
        token.shape.is(Shape::CAPITAL)
            && !token.is(CLOSED
                .with(Classes::COMMON)
                .with(Classes::VERB)
                .with(Classes::ROLE))
            && !token.is(Classes::ORGANIZATION_WORD
                .with(Classes::PLACE_WORD)
                .with(Classes::PERSON))
            && !token.is(Classes::MONTH.with(Classes::WEEKDAY))
            && !casing.has_lower(token.key)
    };
    if !document.tokens[at].is(Classes::GIVEN_NAME) || !is_part(at) {
        return None;
    }
    // One word: what follows it in a headline is as likely a verb that no table has.
    let next = at + 1;
    (next < end && is_part(next)).then_some(next + 1)
}
