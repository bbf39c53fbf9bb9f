//! Relatives whom an article leaves unnamed: "Abel Orlow shot his daughter" for a claim on Mia Orlow.

use crate::align::Reading;
use crate::align::party::{Hit, Match};
use crate::align::probe::PartyProbe;
use crate::annotate::NameKind;
use crate::annotate::entity::Gender;
use crate::claims::Role;
use crate::document::{Shape, TokenRange};
use crate::lang::{Classes, families};
use crate::value::name::key;

/// How many tokens may stand between whose relative it is and the word for the relative ("his two
/// young sons", "her 4-year-old son").
const MODIFIERS: usize = 7;

/// How many sentences back the one may be named whose relative it is.
const BACK: usize = 1;

/// The words for an unnamed relative of somebody who has the surname of a person to whom something
/// was done, in an article that names that person nowhere. Descriptions: something else has to agree,
/// and nothing may speak against it.
pub(super) fn hits(reading: &Reading<'_>, party: &PartyProbe) -> Vec<Hit> {
    if !party.is_person || !party.is_undergoer || party.role == Role::Agent {
        return Vec::new();
    }
    let surnames: Vec<&str> = party
        .names
        .iter()
        .filter(|name| name.words.len() > 1)
        .filter_map(|name| name.comparable.surname())
        .collect();
    let names = &reading.annotations.names;
    let is_holder: Vec<bool> = (0..names.len())
        .map(|at| {
            let full = names[at].first;
            matches!(names[at].kind, NameKind::Person | NameKind::Unknown)
                && names[full].tokens.range().len() > 1
                && reading
                    .comparable(full)
                    .surname()
                    .is_some_and(|surname| surnames.contains(&surname))
        })
        .collect();
    if !is_holder.contains(&true) {
        return Vec::new();
    }
    let tokens = &reading.document.tokens;
    (0..tokens.len())
        .filter(|at| families().is_relative(tokens[*at].key) && !is_named(reading, *at))
        .filter(|at| {
            owner(reading, *at).is_some_and(|owner| is_holder[owner])
                || owner_behind(reading, *at).is_some_and(|owner| is_holder[owner])
        })
        .map(|at| Hit {
            tokens: TokenRange::new(at, at + 1),
            how: Match::Description,
        })
        .collect()
}

/// "his daughter, Mia", "his son Tom": the relative has a name, which is not the claim's; "his son's
/// friend" is somebody else.
fn is_named(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.document.tokens;
    let is_comma = tokens.get(at + 1).is_some() && reading.document.word(at + 1) == ",";
    let next = at + 1 + usize::from(is_comma);
    tokens.get(next).is_some_and(|token| {
        token.shape.is(Shape::POSSESSIVE)
            || token.is(Classes::KINSHIP)
            || reading
                .names_in(TokenRange::new(next, next + 1))
                .next()
                .is_some()
    })
}

/// The name before a relative that says whose it is: by a possessive ending, or by a pronoun that
/// takes up the person named last.
fn owner(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let document = reading.document;
    let tokens = &document.tokens;
    let names = &reading.annotations.names;
    let sentence = document.sentence_of(at);
    let start = document.sentences[sentence].tokens.start();
    let from = start.max(at.saturating_sub(MODIFIERS));
    let word = (from..at).rev().find(|at| {
        tokens[*at].is(Classes::POSSESSIVE_PRONOUN) || tokens[*at].shape.is(Shape::POSSESSIVE)
    })?;
    let is_plain = |at: usize| {
        !tokens[at].is(Classes::VERB
            .with(Classes::PREPOSITION)
            .with(Classes::KINSHIP))
            || tokens[at].is(Classes::ADJECTIVE)
    };
    if !(word + 1..at).all(is_plain) {
        return None;
    }
    if tokens[word].shape.is(Shape::POSSESSIVE) {
        let found = names.partition_point(|name| name.tokens.end() < word);
        return (names.get(found)?.tokens.end() == word).then_some(found);
    }
    let first = document.sentences[sentence.saturating_sub(BACK)]
        .tokens
        .start();
    let before = names.partition_point(|name| name.tokens.start() < word);
    let nearest = (0..before)
        .rev()
        .take_while(|name| names[*name].tokens.start() >= first)
        .find(|name| matches!(names[*name].kind, NameKind::Person | NameKind::Unknown))?;
    // "her brother": no brother of his.
    let own = Gender::of(tokens[word].classes);
    let gender = reading.entities().of(nearest).gender;
    let agrees = own.zip(gender).is_none_or(|(own, other)| own == other);
    agrees.then_some(nearest)
}

/// "the daughter of Abel Orlow".
fn owner_behind(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let tokens = &reading.document.tokens;
    tokens.get(at + 1).filter(|next| next.key == key("of"))?;
    let found = reading
        .annotations
        .names
        .partition_point(|name| name.tokens.start() < at + 2);
    let name = reading.annotations.names.get(found)?;
    (name.tokens.start() == at + 2).then_some(found)
}
