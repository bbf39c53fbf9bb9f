//! Short descriptions that take up somebody or something named before: "the mayor", "the 24-year-old",
//! "the Norwegian", "the ferry".
//!
//! One pass over an article. Where several are called so, the one named shortly before is meant, or
//! nobody can tell.

use crate::annotate::entity::{Entities, Entity, definite_start};
use crate::annotate::{Annotations, NameKind};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::gazetteer::{PlaceId, gazetteer};
use crate::lang::{Classes, WordMap, families};
use crate::value::name::{WordKey, key};

/// A description and whom it takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its tokens, "the" included.
    pub tokens: TokenRange,
    /// Position in [`Entities::all`]; `None` where several are called so and none was told last.
    pub entity: Option<usize>,
}

/// How many sentences back the one of several was named whom a description takes up.
const RECENT: usize = 2;

/// How many tokens "24-year-old" has.
const AGE: usize = 5;

/// Who is called by what.
#[derive(Default)]
struct Called {
    nouns: WordMap<Vec<usize>>,
    ages: Vec<(u16, usize)>,
    nations: Vec<(PlaceId, usize)>,
}

/// The descriptions of an article, in reading order.
pub(super) fn find(
    document: &Document<'_>,
    annotations: &Annotations,
    entities: &Entities,
) -> Vec<Reference> {
    let called = called(entities);
    let mut found: Vec<Reference> = Vec::new();
    for (at, token) in document.tokens.iter().enumerate() {
        if !token.shape.is(Shape::WORD) {
            continue;
        }
        let (tokens, who) = if let Some(who) = called.nouns.get(&token.key) {
            match by_noun(document, at) {
                Some(tokens) => (tokens, who.clone()),
                None => continue,
            }
        } else if token.is(Classes::DEMONYM) && !called.nations.is_empty() {
            match by_nation(document, at) {
                Some((tokens, nation)) => (tokens, holders(&called.nations, nation)),
                None => continue,
            }
        } else if token.shape.is(Shape::JOINED)
            && token.key == key("old")
            && !called.ages.is_empty()
        {
            match by_age(document, at) {
                Some((tokens, age)) => (tokens, holders(&called.ages, age)),
                None => continue,
            }
        } else {
            continue;
        };
        if found
            .last()
            .is_some_and(|last| last.tokens.is_overlapping(tokens))
        {
            continue;
        }
        let before: Vec<usize> = who
            .into_iter()
            .filter(|who| first_of(annotations, &entities.all[*who]) < tokens.start())
            .collect();
        if let Some(entity) = choose(document, annotations, entities, &before, tokens) {
            found.push(Reference { tokens, entity });
        }
    }
    found
}

fn first_of(annotations: &Annotations, entity: &Entity) -> usize {
    annotations.names[entity.first].tokens.start()
}

fn called(entities: &Entities) -> Called {
    let mut called = Called::default();
    for (at, entity) in entities.all.iter().enumerate() {
        if entity.kind == NameKind::Demonym {
            continue;
        }
        for noun in entity.heads.iter().chain(&entity.offices) {
            let who = called.nouns.entry(*noun).or_insert_with(Vec::new);
            if who.last() != Some(&at) {
                who.push(at);
            }
        }
        called.ages.extend(entity.age.map(|age| (age, at)));
        called
            .nations
            .extend(entity.nation.map(|nation| (nation, at)));
    }
    called
}

fn holders<T: PartialEq>(pairs: &[(T, usize)], wanted: T) -> Vec<usize> {
    pairs
        .iter()
        .filter(|(value, _)| *value == wanted)
        .map(|(_, who)| *who)
        .collect()
}

/// The only one; else, of people, the only one named shortly before. The outer `None`: nobody.
fn choose(
    document: &Document<'_>,
    annotations: &Annotations,
    entities: &Entities,
    who: &[usize],
    tokens: TokenRange,
) -> Option<Option<usize>> {
    match who {
        [] => None,
        [only] => Some(Some(*only)),
        _ => {
            let sentence = document.sentence_of(tokens.start());
            let from = document.sentences[sentence.saturating_sub(RECENT)]
                .tokens
                .start();
            let names = &annotations.names;
            let start = names.partition_point(|name| name.tokens.start() < from);
            let recent = names[start..]
                .iter()
                .take_while(|name| name.tokens.start() < tokens.start());
            let mut told: Vec<usize> = recent
                .filter_map(|name| {
                    who.iter()
                        .copied()
                        .find(|at| entities.all[*at].first == name.first)
                })
                .collect();
            told.sort_unstable();
            told.dedup();
            let only = match told.as_slice() {
                [only] if entities.all[*only].kind == NameKind::Person => Some(*only),
                _ => None,
            };
            Some(only)
        }
    }
}

/// "the mayor", "the foreign-built ferry".
fn by_noun(document: &Document<'_>, head: usize) -> Option<TokenRange> {
    let start = definite_start(document, head)?;
    let tokens = &document.tokens;
    // "its delegation", "his lawyer": whose it is, is told.
    let somebody = Classes::ROLE.with(Classes::PERSON).with(Classes::BODY);
    let is_owned = tokens[start].is(Classes::POSSESSIVE_PRONOUN) && tokens[head].is(somebody);
    let is_other = is_owned || (start + 1..head).any(|at| families().is_lesser(tokens[at].key));
    // "the mayor of Lodin": perhaps that of another town.
    let is_of = tokens[head].is(Classes::ROLE)
        && tokens
            .get(head + 1)
            .is_some_and(|next| next.key == key("of"));
    (!is_other && !is_of && !is_modifier(document, head)).then(|| TokenRange::new(start, head + 1))
}

/// "the Norwegian", "the 40-year-old American": no noun behind it.
fn by_nation(document: &Document<'_>, at: usize) -> Option<(TokenRange, PlaceId)> {
    let tokens = &document.tokens;
    let start = definite_start(document, at)?;
    let ends = tokens.get(at + 1).is_none_or(|next| {
        let closed = Classes::FUNCTION_WORD
            .with(Classes::VERB)
            .with(Classes::ADVERB)
            .with(Classes::TIME_WORD)
            .with(Classes::WEEKDAY);
        !next.shape.is(Shape::CAPITAL) && next.is(closed)
            || next.shape.is(Shape::MARK) && !next.shape.is(Shape::JOINED)
            || next.shape.is(Shape::POSSESSIVE)
    });
    let nation = gazetteer().demonym(&[tokens[at].key])?;
    // "the French" are many.
    let is_one = !families().is_people(document.word(at));
    (ends && is_one).then(|| (TokenRange::new(start, at + 1), nation))
}

/// "the 24-year-old", with or without a noun behind it.
fn by_age(document: &Document<'_>, old: usize) -> Option<(TokenRange, u16)> {
    let tokens = &document.tokens;
    let first = old.checked_sub(AGE - 1)?;
    let start = first.checked_sub(1)?;
    let age = document.word(first).parse().ok()?;
    let is_named = tokens
        .get(old + 1)
        .is_some_and(|next| next.shape.is(Shape::CAPITAL));
    (tokens[start].is(Classes::DEFINITE) && !is_named)
        .then(|| (TokenRange::new(start, old + 1), age))
}

/// "the ferry operator", "the company's shares": the noun only tells of which another is.
#[must_use]
pub fn is_modifier(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at + 1).is_some_and(|next| {
        next.shape.is(Shape::POSSESSIVE)
            || next.shape.is(Shape::CAPITAL)
            || next.shape.is(Shape::MARK) && next.shape.is(Shape::JOINED)
            || next.is(Classes::ROLE
                .with(Classes::PERSON)
                .with(Classes::BODY)
                .with(Classes::EVENT_NOUN)
                .with(Classes::NAMED_THING))
                && !next.is(Classes::VERB)
    })
}

/// How many words may stand between a people's adjective and the name: "Norwegian cross-country
/// skier Arvid".
const BETWEEN: usize = 4;

/// Where somebody is from: "Norwegian skier Arvid Larksen", "Norway's Arvid Larksen", "Arvid Larksen
/// of Norway", "Arvid Larksen, a Norwegian".
pub(super) fn nation(document: &Document<'_>, name: TokenRange) -> Option<PlaceId> {
    let tokens = &document.tokens;
    let sentence = document.sentences[document.sentence_of(name.start())].tokens;
    let demonym = |at: usize| {
        let token = &tokens[at];
        (token.is(Classes::DEMONYM) && token.shape.is(Shape::CAPITAL))
            .then(|| gazetteer().demonym(&[token.key]))
            .flatten()
    };
    let country = |at: usize| {
        let found = gazetteer().resolve(document.word(at));
        found
            .first()
            .copied()
            .filter(|place| found.len() == 1 && gazetteer().is_country(*place))
    };
    let floor = sentence.start().max(name.start().saturating_sub(BETWEEN));
    for at in (floor..name.start()).rev() {
        let token = &tokens[at];
        if let Some(nation) = demonym(at) {
            return Some(nation);
        }
        if token.shape.is(Shape::POSSESSIVE) {
            return at
                .checked_sub(1)
                .filter(|_| at + 1 == name.start())
                .and_then(country);
        }
        if token.is(Classes::FUNCTION_WORD.with(Classes::VERB)) && !token.is(Classes::ROLE)
            || token.shape.is(Shape::MARK) && !token.shape.is(Shape::JOINED)
        {
            break;
        }
    }
    let next = tokens.get(name.end())?;
    let behind = name.end() + 1;
    if behind >= sentence.end() {
        return None;
    }
    if next.key == key("of") {
        return country(behind);
    }
    let is_apposed = document.word(name.end()) == ","
        && tokens[behind].is(Classes::INDEFINITE.with(Classes::DEFINITE));
    (behind + 1..sentence.end().min(behind + BETWEEN))
        .take_while(|at| is_apposed && tokens[*at].shape.is(Shape::WORD))
        .find_map(demonym)
}

/// How old somebody is said to be: "Ann Ode, 24,", "24-year-old Ann Ode".
pub(super) fn age(document: &Document<'_>, name: TokenRange) -> Option<u16> {
    let tokens = &document.tokens;
    let sentence = document.sentences[document.sentence_of(name.start())].tokens;
    let number = |at: usize| -> Option<u16> {
        let word = document.word(at);
        (tokens[at].shape.is(Shape::NUMBER) && word.len() <= 3)
            .then(|| word.parse().ok())
            .flatten()
    };
    let (mark, behind) = (name.end(), name.end() + 1);
    if behind < sentence.end() && matches!(document.word(mark), "," | "(") {
        let closes = behind + 1 >= sentence.end()
            || matches!(document.word(behind + 1), "," | ")" | "." | "-");
        if let Some(age) = number(behind).filter(|_| closes) {
            return Some(age);
        }
    }
    let floor = sentence.start().max(name.start().saturating_sub(AGE + 2));
    let old = (floor..name.start())
        .rev()
        .take_while(|at| {
            tokens[*at].shape.is(Shape::WORD) && !tokens[*at].is(Classes::FUNCTION_WORD)
        })
        .find(|at| tokens[*at].key == key("old"))?;
    old.checked_sub(AGE - 1).and_then(number)
}

/// The nouns by which the bearer of a title or post is taken up ("the mayor"); none for a deputy or
/// somebody who was it once.
pub(super) fn offices(document: &Document<'_>, description: TokenRange) -> Vec<WordKey> {
    let tokens = &document.tokens[description.range()];
    if tokens.iter().any(|token| families().is_lesser(token.key)) {
        return Vec::new();
    }
    // "a lawyer for the mayor": the post stands before the first preposition.
    let end = tokens
        .iter()
        .position(|token| token.is(Classes::PREPOSITION.with(Classes::RELATIVE)))
        .unwrap_or(tokens.len());
    let mut nouns = Vec::new();
    for token in &tokens[..end] {
        if token.is(Classes::ROLE) && !token.is(Classes::KINSHIP) {
            nouns.push(token.key);
        }
        nouns.extend(families().nouns_of_title(token.key));
    }
    nouns
}
