//! Casualties: how many people a passage says were killed, hurt or hit.
//!
//! A number of people is told what befell them by the words right behind it ("two men were killed",
//! "7 dead"), by the verb before it ("killing two"), or by a noun with "of" ("the deaths of two").
//! People who are listed count too ("A and B were shot dead").

mod beside;
mod fate;
mod people;

use crate::align::Reading;
use crate::document::{Part, SentenceKind, Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::fate::{Fate, FateWord, fates};
use crate::lang::number::{Roles, number_table};
use crate::value::Amount;

/// How whole the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Count {
    /// A number that is given.
    Given,
    /// People who are listed one by one, or listed beside a number.
    Listed,
    /// Some of them ("two of the five"), or so many more.
    Part,
}

/// People and what befell them.
#[derive(Clone, Copy, Debug)]
pub struct Casualties {
    /// How many.
    pub amount: Amount,
    /// What befell them.
    pub fate: Fate,
    /// Whether the number is the whole.
    pub count: Count,
    /// Where they are told.
    pub tokens: TokenRange,
    /// The sentence.
    pub sentence: usize,
    /// The person, if it is one who is named: first mention, in the annotations' names.
    pub name: Option<usize>,
}

/// Words between "the death toll" and its number that are looked over.
const TOLL: usize = 14;

/// The casualties that a sentence tells.
#[must_use]
pub fn told(reading: &Reading<'_>, sentence: usize) -> Vec<Casualties> {
    let tokens = reading.document.sentences[sentence].tokens;
    let scan = Scan { reading, tokens };
    let mut found: Vec<Casualties> = Vec::new();
    let mut at = tokens.start();
    while at < tokens.end() {
        found.extend(
            scan.whole(at, sentence)
                .or_else(|| scan.latest(at, sentence))
                .or_else(|| scan.toll(at, sentence)),
        );
        let Some(mut people) = scan.people(at) else {
            at += 1;
            continue;
        };
        scan.weigh_before(&mut people);
        scan.each_name(&people, |person| {
            if let Some(fate) = scan.fate(&people) {
                found.push(Casualties {
                    amount: Amount::exactly(1.0),
                    fate,
                    count: Count::Part,
                    tokens: people.tokens,
                    sentence,
                    name: Some(person),
                });
            }
        });
        if people.n_items > 0
            && let Some(fate) = scan.fate(&people)
        {
            found.push(Casualties {
                amount: people.amount,
                fate,
                count: people.count,
                tokens: people.tokens,
                sentence,
                name: people.name,
            });
        }
        at = people.tokens.end().max(at + 1);
    }
    // "killed one and wounded two others": the others are others than the dead, so all the wounded.
    let others: Vec<bool> = found
        .iter()
        .map(|told| {
            told.name.is_none()
                && told.count == Count::Part
                && found.iter().any(|other| other.fate != told.fate)
        })
        .collect();
    for (told, is_whole) in found.iter_mut().zip(others) {
        if is_whole && told.amount.max.is_infinite() && !told.amount.vague {
            told.amount.max = told.amount.min;
            told.count = Count::Given;
        }
    }
    found
}

/// Whether the sentence tells that whoever did it died too, by his own hand or another's.
#[must_use]
pub fn tells_dead_doer(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = reading.document.sentences[sentence].tokens;
    let scan = Scan { reading, tokens };
    tokens.range().any(|at| {
        let word = scan.word(at);
        word.suicide
            || word.verb == Some(Fate::Dead) && scan.is(at + 1, Classes::OBJECT_PRONOUN)
            || word.doer && scan.fate_behind(at + 1) == Some(Fate::Dead)
            // "guards killed the robber"
            || word.doer
                && at >= 2
                && scan.is(at - 1, Classes::DEFINITE)
                && scan.word(at - 2).verb == Some(Fate::Dead)
    })
}

/// "Four Danes", "two Sikhs": whether only people of some corps or country are counted, beside
/// whom others may be.
#[must_use]
pub fn is_of_some(reading: &Reading<'_>, found: &Casualties) -> bool {
    let sentence = &reading.document.sentences[found.sentence];
    let last = &reading.document.tokens[found.tokens.end() - 1];
    sentence.kind == SentenceKind::Prose
        && sentence.part == Part::Body
        && found.count == Count::Given
        && found.tokens.range().len() > 1
        && last.shape.is(Shape::CAPITAL)
        && !last.shape.is(Shape::FIRST)
}

/// Whether the sentence tells of somebody who is not counted among people: "an unborn child".
#[must_use]
pub fn tells_uncounted(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = reading.document.sentences[sentence].tokens;
    let scan = Scan { reading, tokens };
    tokens.range().any(|at| scan.word(at).uncounted)
}

/// The dead of a sentence in which somebody kills people and then himself: they and he.
#[must_use]
pub fn told_with_doer(reading: &Reading<'_>, sentence: usize) -> Option<Casualties> {
    let tokens = reading.document.sentences[sentence].tokens;
    Scan { reading, tokens }.with_doer(sentence)
}

/// Whether the sentence may add up several incidents.
#[must_use]
pub fn tells_several(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = reading.document.sentences[sentence].tokens;
    let scan = Scan { reading, tokens };
    tokens.range().any(|at| scan.word(at).several)
}

struct Scan<'r, 'a> {
    reading: &'r Reading<'a>,
    tokens: TokenRange,
}

impl Scan<'_, '_> {
    fn is(&self, at: usize, classes: Classes) -> bool {
        self.tokens.contains(at) && self.reading.document.tokens[at].is(classes)
    }

    fn text(&self, at: usize) -> &str {
        if self.tokens.contains(at) {
            self.reading.document.word(at)
        } else {
            ""
        }
    }

    fn has_shape(&self, at: usize, shape: Shape) -> bool {
        self.tokens.contains(at) && self.reading.document.tokens[at].shape.is(shape)
    }

    fn word(&self, at: usize) -> FateWord {
        if self.tokens.contains(at) {
            fates().find(self.reading.document.tokens[at].key)
        } else {
            Default::default()
        }
    }

    fn roles(&self, at: usize) -> Roles {
        if !self.tokens.contains(at) {
            return Roles::default();
        }
        number_table()
            .find(self.reading.document.tokens[at].key)
            .map_or(Roles::default(), |word| word.roles)
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, told};
    use crate::align::Reading;
    use crate::annotate::annotate;
    use crate::document::read;
    use crate::lang::fate::fates;

    #[test]
    fn examples_are_told() {
        let mut wrong = Vec::new();
        for example in &fates().examples {
            let (text, expected) = example.split_once(" =>").expect("an arrow");
            let document = read("", text, 0);
            let annotations = annotate(&document, None);
            let reading = Reading::new(&document, &annotations, None);
            let found: Vec<String> = told(&reading, 0)
                .iter()
                .filter(|found| found.name.is_none())
                .map(|found| {
                    let fate = format!("{:?}", found.fate).to_lowercase();
                    let part = if found.count == Count::Part { "+" } else { "" };
                    format!("{fate} {}{part}", found.amount.min)
                })
                .collect();
            if found.join("; ") != expected.trim() {
                wrong.push(format!("{text}: {}", found.join("; ")));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
