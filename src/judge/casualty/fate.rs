//! What befell them: told right behind, by the verb before, or by a noun with "of".

use crate::document::Shape;
use crate::judge::casualty::Scan;
use crate::judge::casualty::people::People;
use crate::lang::Classes;
use crate::lang::fate::Fate;
use crate::lang::number::Roles;

/// Words between people and what befell them that are looked over.
const REACH: usize = 8;

/// An aside between two commas ("two men, both of them from Kent, were killed") is no longer.
const ASIDE: usize = 16;

impl Scan<'_, '_> {
    pub(super) fn fate(&self, people: &People) -> Option<Fate> {
        if people.own.is_some() {
            return people.own;
        }
        self.fate_behind(people.tokens.end())
            .or_else(|| self.fate_before(people.tokens.start()))
    }

    /// "were killed", "dead", "who died", ", both of them guards, were shot".
    pub(super) fn fate_behind(&self, from: usize) -> Option<Fate> {
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
    pub(super) fn takes_object(&self, at: usize) -> bool {
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
    pub(super) fn outcome(&self, at: usize, fate: Fate) -> Fate {
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
    pub(super) fn fate_before(&self, start: usize) -> Option<Fate> {
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
