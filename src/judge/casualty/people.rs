//! Who is counted: a number of people, a list of them, or one person who is named.

use crate::annotate::{NameKind, QuantityKind, QuantityMention};
use crate::document::{Shape, TokenRange};
use crate::judge::casualty::{Count, Scan};
use crate::lang::Classes;
use crate::lang::fate::Fate;
use crate::lang::number::Roles;
use crate::value::{Amount, UnitClass};

/// People in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct People {
    pub(super) amount: Amount,
    pub(super) count: Count,
    pub(super) tokens: TokenRange,
    /// Fate that the counted noun itself names ("7 dead", "3 deaths").
    pub(super) own: Option<Fate>,
    /// Items of the list; 0 for one person alone, who is no number.
    pub(super) n_items: usize,
    pub(super) name: Option<usize>,
}

/// One item of a list of people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) amount: Amount,
    pub(super) end: usize,
    pub(super) is_number: bool,
    pub(super) is_added: bool,
    pub(super) is_part: bool,
    pub(super) is_body: bool,
    pub(super) state: Option<Fate>,
}

impl Item {
    /// One person, told up to a token.
    fn one(end: usize) -> Self {
        Self {
            amount: Amount::exactly(1.0),
            end,
            is_number: false,
            is_added: false,
            is_part: false,
            is_body: false,
            state: None,
        }
    }
}

impl Scan<'_, '_> {
    /// The people who are told from a token on: a number, or a list of two or more.
    pub(super) fn people(&self, start: usize) -> Option<People> {
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

    /// The item of a list of people that begins at a token.
    pub(super) fn item(&self, at: usize) -> Option<Item> {
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
        if let Some(end) = self.person(at) {
            return Some(Item::one(end));
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
                return Some(Item::one(end));
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
                return Some(Item::one(end));
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

    /// "woman" of "a man and woman".
    fn bare(&self, at: usize) -> Option<Item> {
        let at = at + usize::from(self.is(at, Classes::DEFINITE));
        let roles = self.roles(at);
        let is_one = roles.is(Roles::PEOPLE) && roles.is(Roles::SINGULAR);
        (is_one && self.text(at + 1) != "of" && !self.has_shape(at + 1, Shape::POSSESSIVE))
            .then(|| Item::one(self.person(at + 1).unwrap_or(at + 1)))
    }

    /// The number that begins at a token; the widest, so that a list that was added up goes first.
    pub(super) fn number(&self, at: usize) -> Option<&QuantityMention> {
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

    /// "claimed at least two lives".
    fn takes_lives(&self, number: usize) -> bool {
        (number.saturating_sub(2)..number).any(|at| self.word(at).takes_lives)
            || self.word(number + 2).takes_lives
            || self.is(number + 2, Classes::BE) && self.word(number + 3).takes_lives
    }

    /// Calls `each` with the first mention of every person who is named in a list.
    pub(super) fn each_name(&self, people: &People, mut each: impl FnMut(usize)) {
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

    /// End of the name of a person that begins here.
    pub(super) fn person(&self, at: usize) -> Option<usize> {
        let names = &self.reading.annotations.names;
        let from = names.partition_point(|name| name.tokens.start() < at);
        let name = names.get(from).filter(|name| name.tokens.start() == at)?;
        let is_person = name.kind == NameKind::Person
            || name.kind == NameKind::Unknown && name.tokens.range().len() > 1;
        (is_person && self.tokens.contains(at)).then(|| name.tokens.end())
    }

    /// "16-year-old" before a name or noun.
    fn number_of_age(&self, at: usize) -> bool {
        self.has_shape(at, Shape::NUMBER) && self.text(at + 1) == "-" && self.text(at + 3) == "-"
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
}
