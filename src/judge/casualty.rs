//! Casualties: how many people a passage says were killed, hurt or hit.
//!
//! A number of people is told what befell them by the words right behind it ("two men were killed",
//! "7 dead"), by the verb before it ("killing two"), or by a noun with "of" ("the deaths of two").
//! People who are listed count too ("A and B were shot dead").

mod beside;

use crate::align::Reading;
use crate::annotate::{NameKind, QuantityKind, QuantityMention};
use crate::document::{Part, SentenceKind, Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::fate::{Fate, fates};
use crate::lang::number::{Roles, number_table};
use crate::value::{Amount, UnitClass};

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

/// Words between people and what befell them that are looked over.
const REACH: usize = 8;

/// An aside between two commas ("two men, both of them from Kent, were killed") is no longer.
const ASIDE: usize = 16;

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

/// People in a sentence.
#[derive(Clone, Copy, Debug)]
struct People {
    amount: Amount,
    count: Count,
    tokens: TokenRange,
    /// Fate that the counted noun itself names ("7 dead", "3 deaths").
    own: Option<Fate>,
    /// Items of the list; 0 for one person alone, who is no number.
    n_items: usize,
    name: Option<usize>,
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

    fn word(&self, at: usize) -> crate::lang::fate::FateWord {
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

    /// The number that begins at a token; the widest, so that a list that was added up goes first.
    fn number(&self, at: usize) -> Option<&QuantityMention> {
        let quantities = &self.reading.annotations.quantities;
        let from = quantities.partition_point(|mention| mention.tokens.start() + 8 < at);
        quantities[from..]
            .iter()
            .take(12)
            .filter(|mention| mention.tokens.start() == at)
            .filter(|mention| !mention.tokens.range().any(|at| self.word(at).uncounted))
            .filter(|mention| {
                matches!(mention.kind, QuantityKind::Count | QuantityKind::Additional)
                    && matches!(mention.unit_class, UnitClass::People | UnitClass::None)
            })
            .max_by_key(|mention| mention.tokens.end())
    }

    /// One item of a list of people: amount, end, whether it is a number, whether it is added.
    fn item(&self, at: usize) -> Option<Item> {
        if let Some(mention) = self.number(at) {
            let unit_end = mention.unit.map_or(0, TokenRange::end);
            let state = mention
                .unit
                .map(|unit| self.word(unit.end() - 1))
                .and_then(|word| {
                    let taken = word.lives && self.takes_lives(at);
                    let body = word.body.then_some(Fate::Dead);
                    word.behind
                        .or(word.noun)
                        .or(taken.then_some(Fate::Dead))
                        .or(body)
                });
            let is_body = mention
                .unit
                .is_some_and(|unit| self.word(unit.end() - 1).body);
            return Some(Item {
                is_body,
                amount: mention.amount,
                end: mention.tokens.end().max(unit_end),
                is_number: true,
                is_added: mention.kind == QuantityKind::Additional,
                is_part: self.text(mention.tokens.end()) == "of"
                    && self.is(mention.tokens.end() + 1, Classes::DEFINITE),
                state,
            });
        }
        let one = |end: usize| Item {
            amount: Amount::exactly(1.0),
            end,
            is_number: false,
            is_added: false,
            is_part: false,
            is_body: false,
            state: None,
        };
        if let Some(end) = self.person(at) {
            return Some(one(end));
        }
        let opens = self.roles(at).is(Roles::ARTICLE) || self.is(at, Classes::POSSESSIVE_PRONOUN);
        let opens = opens || self.number_of_age(at);
        if !opens {
            return None;
        }
        // "his two children" counts two.
        if let Some(item) = self.number(at + 1).is_some().then(|| self.item(at + 1)) {
            return item;
        }
        let mut head = if self.number_of_age(at) {
            at + 5
        } else {
            at + 1
        };
        while head < at + 8 {
            if let Some(end) = self.person(head) {
                return Some(one(end));
            }
            let roles = self.roles(head);
            if roles.is(Roles::PEOPLE) && !self.roles(head + 1).is(Roles::PEOPLE) {
                if !roles.is(Roles::SINGULAR) || self.has_shape(head + 1, Shape::POSSESSIVE) {
                    return None;
                }
                // "his girlfriend, Jane Doe": one person.
                let comma = usize::from(self.text(head + 1) == ",");
                let mut name = head + 1 + comma;
                if self.number_of_age(name) {
                    name += 5;
                }
                let end = self.person(name).unwrap_or(head + 1);
                return Some(one(end));
            }
            let goes_on = self.has_shape(head, Shape::WORD.with(Shape::NUMBER))
                && !self.is(
                    head,
                    Classes::PREPOSITION
                        .with(Classes::COORDINATOR)
                        .with(Classes::BE)
                        .with(Classes::HAVE),
                )
                || self.text(head) == "-";
            if !goes_on {
                return None;
            }
            head += 1;
        }
        None
    }

    /// "claimed at least two lives".
    fn takes_lives(&self, number: usize) -> bool {
        (number.saturating_sub(2)..number).any(|at| self.word(at).takes_lives)
            || self.word(number + 2).takes_lives
            || self.is(number + 2, Classes::BE) && self.word(number + 3).takes_lives
    }

    /// "woman" of "a man and woman".
    fn bare(&self, at: usize) -> Option<Item> {
        let at = at + usize::from(self.is(at, Classes::DEFINITE));
        let roles = self.roles(at);
        let is_one = roles.is(Roles::PEOPLE) && roles.is(Roles::SINGULAR);
        (is_one && self.text(at + 1) != "of" && !self.has_shape(at + 1, Shape::POSSESSIVE)).then(
            || Item {
                amount: Amount::exactly(1.0),
                end: self.person(at + 1).unwrap_or(at + 1),
                is_number: false,
                is_added: false,
                is_part: false,
                is_body: false,
                state: None,
            },
        )
    }

    /// Calls `each` with the first mention of every person who is named in a list.
    fn each_name(&self, people: &People, mut each: impl FnMut(usize)) {
        let names = &self.reading.annotations.names;
        let from = names.partition_point(|name| name.tokens.start() < people.tokens.start());
        for name in &names[from..] {
            if !people.tokens.contains(name.tokens.start()) {
                return;
            }
            if self.person(name.tokens.start()).is_some() {
                each(name.first);
            }
        }
    }

    /// "16-year-old" before a name or noun.
    fn number_of_age(&self, at: usize) -> bool {
        self.has_shape(at, Shape::NUMBER) && self.text(at + 1) == "-" && self.text(at + 3) == "-"
    }

    /// End of the name of a person that begins here.
    fn person(&self, at: usize) -> Option<usize> {
        let names = &self.reading.annotations.names;
        let from = names.partition_point(|name| name.tokens.start() < at);
        let name = names.get(from).filter(|name| name.tokens.start() == at)?;
        let is_person = name.kind == NameKind::Person
            || name.kind == NameKind::Unknown && name.tokens.range().len() > 1;
        (is_person && self.tokens.contains(at)).then(|| name.tokens.end())
    }

    /// What stands between an item and the next: ", 50,", "(22)", "; ".
    fn skip_age(&self, mut at: usize) -> usize {
        let number = |at: usize| self.has_shape(at, Shape::NUMBER);
        if self.text(at) == "," && number(at + 1) && !self.has_shape(at + 2, Shape::WORD)
            || self.text(at) == "," && number(at + 1) && matches!(self.text(at + 2), "and" | "of")
        {
            at += 2;
        } else if self.text(at) == "," && number(at + 1) && self.is(at + 2, Classes::TIME_UNIT) {
            // ", 23 months,"
            at += 3;
        } else if self.text(at) == "(" && number(at + 1) && self.text(at + 2) == ")" {
            at += 3;
        }
        at
    }

    /// The people who are told from a token on: a number, or a list of two or more.
    fn people(&self, start: usize) -> Option<People> {
        let first = self.item(start)?;
        let is_counted = first.is_number;
        let mut amount = first.amount;
        let mut n_items = 1;
        let mut last = first;
        let mut end = self.skip_age(first.end);
        let mut closed = false;
        while last.state.is_none() && n_items < 12 {
            let mut next = end;
            next += usize::from(matches!(self.text(next), "," | ";"));
            let and = matches!(self.text(next), "and" | "&");
            next += usize::from(and);
            if next == end {
                break;
            }
            let is_alone = last.is_number && !self.is(next, Classes::DEFINITE);
            let bare = || self.bare(next).filter(|_| and && !is_alone);
            let Some(item) = self.item(next).or_else(bare) else {
                break;
            };
            let unborn = (next..item.end).any(|at| self.word(at).uncounted);
            // "two men, John Doe and Jim Roe": the names of the two.
            if last.is_number && !item.is_number && self.person(next).is_some()
                || item.state.is_some()
            {
                break;
            }
            if !unborn {
                amount = Amount {
                    min: amount.min + item.amount.min,
                    max: amount.max + item.amount.max,
                    approximate: amount.approximate || item.amount.approximate,
                    vague: amount.vague || item.amount.vague,
                };
            }
            n_items += 1;
            closed = and;
            last = item;
            end = self.skip_age(item.end);
            if and {
                break;
            }
        }
        if !is_counted && (n_items < 2 || !closed) {
            return self.single(start, first);
        }
        // "Jane Doe and two others" is told as a number of three.
        let mut count = if (is_counted || last.is_number) && !first.is_body {
            Count::Given
        } else {
            Count::Listed
        };
        if is_counted && first.is_added {
            // So many more than have been told.
            count = Count::Part;
            amount.max = f64::INFINITY;
        }
        if last.is_part {
            count = Count::Part;
        }
        Some(People {
            amount,
            count,
            tokens: TokenRange::new(start, end.max(start + 1)),
            own: last.state,
            n_items,
            name: None,
        })
    }

    /// One person who is named.
    fn single(&self, start: usize, item: Item) -> Option<People> {
        let end = self.skip_age(item.end);
        self.person(start).map(|_| People {
            amount: Amount::exactly(1.0),
            count: Count::Part,
            tokens: TokenRange::new(start, end.max(start + 1)),
            own: None,
            n_items: 0,
            name: None,
        })
    }

    fn fate(&self, people: &People) -> Option<Fate> {
        if people.own.is_some() {
            return people.own;
        }
        self.fate_behind(people.tokens.end())
            .or_else(|| self.fate_before(people.tokens.start()))
    }

    /// "were killed", "dead", "who died", ", both of them guards, were shot".
    fn fate_behind(&self, from: usize) -> Option<Fate> {
        let mut at = from;
        let mut is_passive = false;
        // "A, 41, and B, 38, were shot", "A, B and C, 5, all died"
        let goes_on = |at: usize| {
            let word = self.word(at);
            word.behind.is_some()
                || word.between && self.text(at) != "and"
                || word.fatal_before
                || self.is(at, Classes::BE.with(Classes::HAVE))
        };
        if self.text(at) == "," && goes_on(at + 1) {
            at += 1;
        } else if self.text(at) == "," || self.text(at) == "(" {
            // "an intruder, who was shot dead by the owner"
            let is_relative = self.is(at + 1, Classes::RELATIVE) && goes_on(at + 2);
            at = self.behind_aside(at).or(is_relative.then_some(at + 1))?;
        }
        let mut n_other = 0;
        let limit = at + REACH;
        while at < limit && self.tokens.contains(at) {
            let word = self.word(at);
            if let Some(fate) = word.behind {
                let active = !is_passive && self.takes_object(at + 1);
                return (!active).then(|| self.outcome(at, fate));
            }
            if self.is(at, Classes::BE.with(Classes::HAVE)) {
                if self.is(at + 1, Classes::NEGATION) {
                    return None;
                }
                is_passive |= self.is(at, Classes::BE);
            } else if self.has_shape(at, Shape::MARK) {
                return None;
            } else if !(word.between || self.is(at, Classes::ADVERB.with(Classes::RELATIVE))) {
                // "two people in a car were killed": a short phrase may stand between.
                let verb = self.is(at, Classes::VERB)
                    && !self.is(at, Classes::PREPOSITION.with(Classes::EVENT_NOUN))
                    && !self.has_shape(at, Shape::CAPITAL);
                n_other += 1;
                if is_passive || verb || n_other > 5 || self.number(at).is_some() {
                    return None;
                }
                if self.is(
                    at,
                    Classes::COORDINATOR
                        .with(Classes::MODAL)
                        .with(Classes::NEGATION),
                ) {
                    return None;
                }
            }
            at += 1;
        }
        None
    }

    /// First token behind an aside that ends right before a verb of being.
    fn behind_aside(&self, comma: usize) -> Option<usize> {
        (comma + 1..comma + ASIDE)
            .take_while(|at| self.tokens.contains(*at))
            .find(|at| {
                matches!(self.text(*at), "," | ")")
                    && (self.is(at + 1, Classes::BE.with(Classes::HAVE))
                        || self.word(at + 1).behind.is_some()
                        || self.is(at + 1, Classes::ADVERB) && self.word(at + 2).behind.is_some())
            })
            .map(|at| at + 1)
    }

    /// "two men killed a guard": they did it.
    fn takes_object(&self, at: usize) -> bool {
        self.is(
            at,
            Classes::DETERMINER
                .with(Classes::POSSESSIVE_PRONOUN)
                .with(Classes::OBJECT_PRONOUN)
                .with(Classes::REFLEXIVE),
        ) || self.person(at).is_some()
            || self.has_shape(at, Shape::NUMBER)
            || self.roles(at).is(Roles::CARDINAL.with(Roles::VAGUE))
            || self.number(at).is_some()
    }

    /// "shot and killed", "shot to death", "fatally shot".
    fn outcome(&self, at: usize, fate: Fate) -> Fate {
        if fate != Fate::Hit {
            return fate;
        }
        let behind = (at + 1..at + 4).find(|next| self.word(*next).fatal_behind);
        let between = |end: usize| {
            (at + 1..end).all(|next| {
                matches!(self.text(next), "and" | "to" | "," | "down") || self.word(next).between
            })
        };
        if behind.is_some_and(between) || at > 0 && self.word(at - 1).fatal_before {
            return Fate::Dead;
        }
        if self.text(at + 1) == "and" && self.word(at + 2).behind == Some(Fate::Hurt) {
            return Fate::Hurt;
        }
        fate
    }

    /// "killing two", "fatally shot two", "shooting to death three", "the deaths of two".
    fn fate_before(&self, start: usize) -> Option<Fate> {
        let mut at = start.checked_sub(1)?;
        while at > self.tokens.start()
            && (self.is(at, Classes::DETERMINER.with(Classes::POSSESSIVE_PRONOUN))
                || self.roles(at).is(Roles::ARTICLE)
                || matches!(self.text(at), "another" | "as" | "all"))
        {
            at -= 1;
        }
        if self.text(at) == "of" && at > self.tokens.start() {
            let noun = self.word(at - 1).noun?;
            return Some(self.noun_outcome(at - 1, noun));
        }
        if matches!(self.text(at), "death" | "dead") && at > self.tokens.start() + 1 {
            let back = if self.text(at - 1) == "to" { 2 } else { 1 };
            let is_hit = self.word(at.checked_sub(back)?).verb == Some(Fate::Hit);
            return is_hit.then_some(Fate::Dead);
        }
        // "killed or captured 17": the first of two joined verbs holds for the number too.
        let first = at
            .checked_sub(2)
            .filter(|first| *first >= self.tokens.start());
        let is_joined = self.word(at).verb.is_none()
            && self.is(at, Classes::VERB)
            && at > 0
            && self.is(at - 1, Classes::COORDINATOR);
        if let Some(first) = first.filter(|first| is_joined && self.word(*first).verb.is_some()) {
            at = first;
        }
        let fate = self.word(at).verb?;
        if at > self.tokens.start() && self.is(at - 1, Classes::TO.with(Classes::NEGATION)) {
            return None;
        }
        // "were killed two days ago", "was shot three times" count no victims: the unit says so.
        if fate == Fate::Hit && at > self.tokens.start() && self.word(at - 1).fatal_before {
            return Some(Fate::Dead);
        }
        if at > self.tokens.start() && self.is(at - 1, Classes::BE) {
            return None;
        }
        // "shot three women, killing two": how the three ended is told for some of them only.
        Some(fate)
    }

    /// "the shooting deaths of", "the fatal shooting of".
    fn noun_outcome(&self, at: usize, fate: Fate) -> Fate {
        let fatal = at > self.tokens.start()
            && matches!(self.text(at - 1), "fatal" | "deadly" | "double-fatal");
        if fate == Fate::Hit && fatal {
            Fate::Dead
        } else {
            fate
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Item {
    amount: Amount,
    end: usize,
    is_number: bool,
    is_added: bool,
    is_part: bool,
    is_body: bool,
    state: Option<Fate>,
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
