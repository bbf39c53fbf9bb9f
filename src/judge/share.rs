//! Whose number it is in a sentence that gives out several: "20 were taken to A and 31 to B".
//!
//! The second of two joined phrases leaves out the verb that both have (gapping: Ross 1970;
//! Huddleston & Pullum 2002, ch. 15 §4.2), so that every number stands in the verb's sentence. Each
//! belongs to the place or the name beside it.

use crate::align::{self, Candidacy};
use crate::annotate::NameKind;
use crate::document::{Shape, TokenRange};
use crate::judge::case::Case;
use crate::judge::compare::{self, Relation};
use crate::lang::Classes;

/// What stands in a sentence that gives out numbers, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// A number, by its position in the annotations.
    Number(usize),
    /// A place or name; whether it is the claim's.
    Owner { is_claimed: bool, start: usize },
}

fn is_claimed(item: &Item) -> bool {
    matches!(
        item,
        Item::Owner {
            is_claimed: true,
            ..
        }
    )
}

impl Case<'_> {
    /// The numbers of a mention's sentence that belong to another place or participant than the
    /// claim's: positions in the annotations' quantities.
    pub(super) fn numbers_of_others(&self, member: &Candidacy) -> Vec<usize> {
        let by_place = self.places_in(member);
        let others = self.split(member, by_place);
        if !others.is_empty() {
            return others;
        }
        self.split(member, self.names_in(member))
    }

    /// The places of the sentence, and whether each is the claim's.
    fn places_in(&self, member: &Candidacy) -> Vec<(TokenRange, bool)> {
        let Some(claimed) = self.probe.place.as_ref() else {
            return Vec::new();
        };
        let sentence = self.reading.document.sentences[member.sentence].tokens;
        let named = align::place_named(self.reading, claimed, &[member]);
        self.reading
            .annotations
            .places
            .iter()
            .enumerate()
            .filter(|(_, place)| sentence.contains(place.tokens.start()))
            .map(|(at, place)| {
                let fits = compare::place(self.reading, claimed, at, self.place_role(member))
                    == Some(Relation::Fits)
                    || named.is_some_and(|(tokens, _)| tokens.is_overlapping(place.tokens));
                (place.tokens, fits)
            })
            .collect()
    }

    /// The people and bodies of the sentence, and whether each is the claim's first participant.
    fn names_in(&self, member: &Candidacy) -> Vec<(TokenRange, bool)> {
        let [hits] = self.hits.as_slice() else {
            return Vec::new();
        };
        let sentence = self.reading.document.sentences[member.sentence].tokens;
        let places = &self.reading.annotations.places;
        let is_place = |tokens: TokenRange| {
            let from = places.partition_point(|place| place.tokens.end() <= tokens.start());
            places
                .get(from)
                .is_some_and(|place| place.tokens.is_overlapping(tokens))
        };
        self.reading
            .names_in(sentence)
            .map(|at| &self.reading.annotations.names[at])
            .filter(|name| !matches!(name.kind, NameKind::Place | NameKind::Demonym))
            .filter(|name| !is_place(name.tokens))
            .map(|name| {
                let is_claimed = hits
                    .iter()
                    .any(|hit| hit.tokens.is_overlapping(name.tokens));
                (name.tokens, is_claimed)
            })
            .collect()
    }

    /// Gives every number to an owner and returns those of others. Nothing, unless the numbers
    /// stand in joined phrases and the claim's own owner has one.
    fn split(&self, member: &Candidacy, owners: Vec<(TokenRange, bool)>) -> Vec<usize> {
        let mut items: Vec<(usize, Item)> = owners
            .into_iter()
            .map(|(tokens, is_claimed)| {
                let start = tokens.start();
                (start, Item::Owner { is_claimed, start })
            })
            .collect();
        let claimed = self.claim.quantity.as_ref().expect("asked for a number");
        let sentence = self.reading.document.sentences[member.sentence].tokens;
        let quantities = &self.reading.annotations.quantities;
        let numbers: Vec<usize> = self
            .reading
            .quantities_in(sentence)
            .filter(|at| compare::quantity(self.reading, claimed, *at).is_some())
            .collect();
        items.extend(
            numbers
                .iter()
                .map(|at| (quantities[*at].tokens.start(), Item::Number(*at))),
        );
        items.sort_by_key(|(start, _)| *start);
        let by_number = self.phrases(&items, true);
        let by_owner = self.phrases(&items, false);
        let phrases = match (by_number, by_owner) {
            (Some(phrases), None) | (None, Some(phrases)) => phrases,
            _ => return Vec::new(),
        };
        phrases
            .iter()
            .filter(|phrase| !phrase.iter().any(is_claimed))
            .flatten()
            .filter_map(|item| match item {
                Item::Number(at) => Some(*at),
                Item::Owner { .. } => None,
            })
            .collect()
    }

    /// Joined phrases of one number each with its owners; each begins with the number, or with an
    /// owner. `None` unless they are two or more and the claim's own is among them once.
    fn phrases(&self, items: &[(usize, Item)], is_number_first: bool) -> Option<Vec<Vec<Item>>> {
        let is_number = |item: &Item| matches!(item, Item::Number(_));
        let opens = |item: &Item| is_number(item) == is_number_first;
        let mut phrases: Vec<Vec<Item>> = Vec::new();
        for (_, item) in items {
            match phrases.last_mut() {
                Some(phrase) if !opens(item) || !is_number_first && phrase.iter().all(opens) => {
                    phrase.push(*item);
                }
                None if !opens(item) => {}
                _ => phrases.push(vec![*item]),
            }
        }
        phrases.retain(|phrase| phrase.iter().any(is_number) && !phrase.iter().all(is_number));
        let own = phrases
            .iter()
            .filter(|phrase| phrase.iter().any(is_claimed))
            .count();
        let quantities = &self.reading.annotations.quantities;
        let start_of = |item: &Item| match item {
            Item::Number(at) => quantities[*at].tokens.start(),
            Item::Owner { start, .. } => *start,
        };
        // The joint stands before the number, or before the last owner in front of it.
        let is_joined = |phrase: &Vec<Item>| {
            let first = phrase.iter().take_while(|item| opens(item)).last();
            first.is_some_and(|item| self.is_behind_joint(start_of(item)))
        };
        let has_one_number =
            |phrase: &Vec<Item>| phrase.iter().filter(|item| is_number(item)).count() == 1;
        (phrases.len() > 1
            && own == 1
            && phrases.iter().all(has_one_number)
            && phrases[1..].iter().all(is_joined))
        .then_some(phrases)
    }

    /// Whether a conjunction, a comma or a semicolon stands before a token, a preposition or an
    /// article aside: "and 31", ", in Bremen".
    fn is_behind_joint(&self, at: usize) -> bool {
        let document = self.reading.document;
        let start = document.sentences[document.sentence_of(at)].tokens.start();
        (start..at)
            .rev()
            .take(3)
            .find(|token| {
                !document.tokens[*token].is(Classes::PREPOSITION.with(Classes::DETERMINER))
            })
            .is_some_and(|token| {
                document.tokens[token].is(Classes::COORDINATOR)
                    || document.tokens[token].shape.is(Shape::MARK)
                        && matches!(document.word(token), "," | ";")
            })
    }
}
