//! Who does what a verb tells.

use crate::annotate::EventForm;
use crate::annotate::clause::{Link, VerbGroup};
use crate::annotate::frame::Parsed;
use crate::annotate::frame::phrase::{
    content, first_noun_phrase, is_comma, is_noun_phrase, last_noun_phrase, noun_phrase, range,
};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::cues::{WordSet, cues};
use crate::value::name::key;

/// How far back an antecedent is looked for, in tokens.
const REACH: usize = 24;
/// How many subjects may be taken over from one another.
const DEPTH: usize = 8;

/// A subject, and whether it is taken over from another verb.
type Subject = (Option<TokenRange>, bool);

impl Parsed {
    /// The subject of a verb group.
    pub(super) fn subject(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
        depth: usize,
    ) -> Subject {
        if depth > DEPTH {
            return (None, false);
        }
        let group = &self.groups[group_at];
        let floor = self.clauses[clause_at].tokens.start();
        let governor = (0..group_at)
            .rev()
            .find(|at| self.groups[*at].verb >= floor);
        let Some(governor) = governor else {
            return self.leading(document, clause_at, group_at, depth);
        };
        if group.finite {
            return self.of_finite(document, clause_at, group_at, depth);
        }
        match group.form {
            EventForm::Infinitive => {
                self.of_infinitive(document, clause_at, group_at, governor, depth)
            }
            EventForm::Gerund => self.of_gerund(document, clause_at, group_at, governor, depth),
            _ => self.of_participle(document, clause_at, group_at, governor, depth),
        }
    }

    /// A finite verb behind another verb of its clause.
    fn of_finite(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
        depth: usize,
    ) -> Subject {
        let clause = self.clauses[clause_at];
        let floor = clause.tokens.start();
        let group = &self.groups[group_at];
        let finite = (0..group_at)
            .rev()
            .find(|at| self.groups[*at].verb >= floor && self.groups[*at].finite);
        let Some(finite) = finite else {
            // "A man accused of killing X was arrested": only non-finite verbs before it.
            return self.leading(document, clause_at, group_at, depth);
        };
        let last = &self.groups[finite];
        if last.end + 1 == group.start && document.tokens[last.end].is(Classes::COORDINATOR) {
            // "killed or captured"
            return self.subject(document, clause_at, finite, depth + 1);
        }
        let own = range(last.end, group.start).and_then(|between| content(document, between));
        if let Some(own) = own.filter(|own| {
            is_noun_phrase(document, *own)
                && !document.tokens[own.start()].is(Classes::PREPOSITION.with(Classes::TO))
        }) {
            return (Some(own), false);
        }
        if last.takes_clause && clause.link == Link::Relative && last.end == group.start {
            // "a nurse, who the clinic said was ill"
            return (self.antecedent(document, clause_at), false);
        }
        (self.subject(document, clause_at, finite, depth + 1).0, true)
    }

    fn of_infinitive(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
        governor: usize,
        depth: usize,
    ) -> Subject {
        let (verb, group) = (&self.groups[governor], &self.groups[group_at]);
        if let Some(between) = range(verb.end, group.start) {
            // "called for Egypt to host"
            let first = &document.tokens[between.start()];
            let is_for = cues().is(first.key, WordSet::FOR) && between.range().len() > 1;
            let controls = verb.form != EventForm::Passive
                && cues().is(verb.lemma, WordSet::OBJECT_CONTROL)
                && !first.is(Classes::PREPOSITION.with(Classes::COORDINATOR));
            let on = matches!(document.word(between.start()), "on" | "upon")
                && cues().is(verb.lemma, WordSet::OBJECT_CONTROL);
            let own = if is_for || on {
                range(between.start() + 1, between.end())
            } else {
                controls.then_some(between)
            };
            let own = own
                .and_then(|own| noun_phrase(document, own))
                .map(|own| first_noun_phrase(document, own));
            if own.is_some() {
                return (own, false);
            }
        }
        (
            self.subject(document, clause_at, governor, depth + 1).0,
            true,
        )
    }

    fn of_gerund(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
        governor: usize,
        depth: usize,
    ) -> Subject {
        let (verb, group) = (&self.groups[governor], &self.groups[group_at]);
        let between =
            range(verb.end, group.start).and_then(|between| noun_phrase(document, between));
        let before = &document.tokens[group.start - 1];
        if let Some(between) = between {
            let person = Classes::SUBJECT_PRONOUN
                .with(Classes::OBJECT_PRONOUN)
                .with(Classes::PERSON)
                .with(Classes::ROLE)
                .with(Classes::BODY);
            let calendar = Classes::WEEKDAY
                .with(Classes::MONTH)
                .with(Classes::TIME_WORD);
            let is_named = (before.shape.is(Shape::CAPITAL) || before.is(person))
                && !before.is(calendar.with(Classes::PREPOSITION));
            if is_named {
                return (Some(last_noun_phrase(document, between)), false);
            }
            let is_object = before.is(Classes::PREPOSITION)
                && !cues().is(before.key, WordSet::CIRCUMSTANCE)
                && verb.form != EventForm::Passive
                && cues().is(verb.lemma, WordSet::OBJECT_GERUND)
                && !document.tokens[verb.end].is(Classes::PREPOSITION);
            if is_object {
                return (Some(first_noun_phrase(document, between)), false);
            }
        }
        (
            self.subject(document, clause_at, governor, depth + 1).0,
            true,
        )
    }

    /// A participle without an auxiliary behind another verb: "said a man *shot* in Ohio".
    fn of_participle(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
        governor: usize,
        depth: usize,
    ) -> Subject {
        let (verb, group) = (&self.groups[governor], &self.groups[group_at]);
        let own = range(verb.end, group.start).and_then(|between| noun_phrase(document, between));
        let joined = document.tokens[group.start - 1].is(Classes::COORDINATOR);
        if let Some(own) = own
            && !joined
        {
            return (Some(last_noun_phrase(document, own)), false);
        }
        let (subject, is_shared) = self.subject(document, clause_at, governor, depth + 1);
        let pair = joined && verb.form == EventForm::Passive;
        (subject, is_shared || !pair)
    }

    /// The first verb of a clause, or one with only non-finite verbs before it: what stands before.
    fn leading(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
        depth: usize,
    ) -> Subject {
        let clause = self.clauses[clause_at];
        let floor = clause.tokens.start().max(self.start);
        let group = &self.groups[group_at];
        if clause.link == Link::Resumed
            && let Some(found) = self.broken_off(document, clause_at)
        {
            return (Some(found), false);
        }
        let mut own = range(floor, group.start);
        let first = self
            .groups
            .iter()
            .find(|other| other.verb >= floor && other.verb < group.verb);
        if let Some(first) = first {
            own = self.before_non_finite(document, clause.tokens, first, group);
        }
        let own = own.and_then(|own| noun_phrase(document, own));
        if let Some(own) = own {
            // "Speaking in Cairo", "in Cairo to meet": a preposition before it, no subject.
            let only_phrase = document.tokens[own.start()].is(Classes::PREPOSITION)
                && !document.tokens[own.start()].is(Classes::DETERMINER.with(Classes::ADVERB))
                && !group.finite;
            if !only_phrase {
                return (Some(own), false);
            }
        }
        if self.is_inverted(document, clause_at, group_at) {
            let behind = range(group.end, clause.tokens.end())
                .and_then(|behind| content(document, behind))
                .map(|behind| first_phrase_behind(document, behind));
            return (behind, false);
        }
        self.by_link(document, clause_at, group_at, depth)
    }

    /// "A sailor *held* in Alma was", "*Speaking* in Ohio, he said": the noun phrase before the
    /// first non-finite verb, or behind the comma of a fronted one.
    fn before_non_finite(
        &self,
        document: &Document<'_>,
        clause: TokenRange,
        first: &VerbGroup,
        group: &VerbGroup,
    ) -> Option<TokenRange> {
        let before = range(clause.start().max(self.start), first.start)
            .and_then(|own| content(document, own))
            .filter(|own| {
                is_noun_phrase(document, *own)
                    && !document.tokens[own.start()].is(Classes::PREPOSITION)
            });
        if before.is_some() {
            return before;
        }
        let comma = (first.end..group.start).find(|at| is_comma(document, *at))?;
        range(comma + 1, group.start)
    }

    /// The first verb of its clause without a subject there: how the clause hangs tells.
    fn by_link(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
        depth: usize,
    ) -> Subject {
        let clause = self.clauses[clause_at];
        let group = &self.groups[group_at];
        // "a delegation from X, led by Y": a passive participle goes with the noun it touches.
        let touches = clause.link == Link::Participial && group.form == EventForm::Passive;
        if clause.link == Link::Relative || touches {
            return (self.antecedent(document, clause_at), false);
        }
        let fronted = !group.finite && clause.link != Link::Participial;
        if clause_at == 0 || fronted {
            // "After learning of the breach, the company …": the subject comes behind.
            let next = (group_at + 1..self.groups.len()).find(|at| {
                let other = &self.groups[*at];
                other.finite
                    && self
                        .clauses
                        .get(self.clause_of(other.verb))
                        .is_some_and(|found| {
                            matches!(found.link, Link::Coordinate | Link::Main | Link::Resumed)
                                || found.tokens == clause.tokens
                        })
            });
            if fronted && let Some(next) = next {
                let clause = self.clause_of(self.groups[next].verb);
                return (
                    self.subject(document, clause, next, depth + DEPTH / 2 + 1)
                        .0,
                    true,
                );
            }
            if clause_at == 0 {
                return (None, false);
            }
        }
        if clause.link == Link::Main {
            return (None, false);
        }
        self.taken_over(document, clause_at, depth)
    }

    /// The subject of the clause that this one goes on with.
    fn taken_over(&self, document: &Document<'_>, clause_at: usize, depth: usize) -> Subject {
        let floor = self.clauses[clause_at].tokens.start();
        let continued = self.clauses[clause_at].link == Link::Continued;
        let comma = floor > 0 && is_comma(document, floor - 1);
        let mut at = clause_at - 1;
        // ", his sister said, and met": a tail is stepped over, and behind a comma a relative
        // clause, too.
        while at > 0
            && (self.is_tail(document, at)
                || self.clauses[at].link == Link::Aside
                || continued && comma && self.clauses[at].link == Link::Relative)
        {
            at -= 1;
        }
        let before = self.clauses[at];
        let group = (0..self.groups.len())
            .rev()
            .find(|at| self.groups[*at].finite && before.tokens.contains(self.groups[*at].verb))
            .or_else(|| {
                self.groups
                    .iter()
                    .position(|group| before.tokens.contains(group.verb))
            });
        match group {
            Some(group) => (self.subject(document, at, group, depth + 1).0, true),
            None => (noun_phrase(document, before.tokens), true),
        }
    }

    /// ", police said": a verb of saying at the end of its clause, behind what was said.
    fn is_tail(&self, document: &Document<'_>, clause_at: usize) -> bool {
        let clause = self.clauses[clause_at];
        clause.link == Link::Coordinate
            && self.groups.iter().any(|group| {
                clause.tokens.contains(group.verb)
                    && document.tokens[group.verb].is(Classes::REPORTING)
                    && group.end + 1 >= clause.tokens.end()
            })
    }

    /// '"…," said the mayor': the noun phrase behind a verb of saying that opens its clause.
    pub(super) fn is_inverted(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
    ) -> bool {
        let clause = self.clauses[clause_at];
        let group = &self.groups[group_at];
        let says = document.tokens[group.verb].is(Classes::REPORTING)
            && group.form == EventForm::Active
            && matches!(clause.link, Link::Coordinate | Link::Main);
        if !says || clause_at == 0 || group.end >= clause.tokens.end() {
            return false;
        }
        let opens = (clause.tokens.start()..group.start)
            .all(|at| document.tokens[at].shape.is(Shape::MARK));
        let next = &document.tokens[group.end];
        opens
            && !next.shape.is(Shape::MARK)
            && !next.is(Classes::PREPOSITION.with(Classes::SUBORDINATOR))
    }

    /// The noun phrase that waits for its verb before an aside or a relative clause: all of a clause
    /// without a verb, or what stands behind the verb of saying ("said *the man*, who … , was").
    fn broken_off(&self, document: &Document<'_>, clause_at: usize) -> Option<TokenRange> {
        let is_inserted = |link| {
            matches!(
                link,
                Link::Relative | Link::Aside | Link::Participial | Link::Resumed
            )
        };
        let broken = (0..clause_at)
            .rev()
            .find(|at| !is_inserted(self.clauses[*at].link))?;
        let tokens = self.clauses[broken].tokens;
        let last = self
            .groups
            .iter()
            .rev()
            .find(|group| group.finite && tokens.contains(group.verb))
            .or_else(|| {
                self.groups
                    .iter()
                    .rev()
                    .find(|group| group.takes_clause && tokens.contains(group.verb))
            });
        let behind = last
            .and_then(|last| range(last.end, tokens.end()))
            .and_then(|own| noun_phrase(document, own));
        behind.or_else(|| self.leading_noun_phrase(document, tokens))
    }

    /// What stands before the first verb of a clause, or all of it.
    fn leading_noun_phrase(
        &self,
        document: &Document<'_>,
        clause: TokenRange,
    ) -> Option<TokenRange> {
        let end = self
            .groups
            .iter()
            .find(|group| clause.contains(group.start))
            .map_or(clause.end(), |group| group.start);
        range(clause.start().max(self.start), end).and_then(|own| noun_phrase(document, own))
    }

    /// The noun phrase that a relative clause hangs on.
    fn antecedent(&self, document: &Document<'_>, clause_at: usize) -> Option<TokenRange> {
        let mut own = clause_at;
        // ", which did X and which did Y": both hang on the same phrase.
        while own > 0 && !is_noun_phrase_there(document, self.clauses[own - 1].tokens) {
            own -= 1;
        }
        let before = self.clauses[own.checked_sub(1)?].tokens;
        let mut end = before.end();
        while end > before.start()
            && (document.tokens[end - 1].shape.is(Shape::MARK)
                || document.tokens[end - 1].is(Classes::PREPOSITION))
        {
            end -= 1;
        }
        let floor = self
            .groups
            .iter()
            .rev()
            .find(|group| group.verb < end && group.verb >= before.start())
            .map_or(before.start(), |group| group.end)
            .max(end.saturating_sub(REACH));
        let comma = (floor..end).rev().find(|at| is_comma(document, *at));
        // "X, 30, who was shot": an apposition between commas is stepped over.
        let mut start = match comma {
            Some(comma) if end - comma > 3 => comma + 1,
            _ => floor,
        };
        while start < end && document.tokens[start].is(Classes::PREPOSITION.with(Classes::TO)) {
            start += 1;
        }
        range(start, end).and_then(|found| content(document, found))
    }

    /// "a complaint *Acme filed*", "the man whom police *arrested*": the phrase before is the object
    /// of a verb that has a subject of its own.
    pub(super) fn object_antecedent(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        group_at: usize,
    ) -> Option<TokenRange> {
        let clause = self.clauses[clause_at].tokens;
        let group = &self.groups[group_at];
        let opener = &document.tokens[clause.start()];
        let is_where = opener.is(Classes::RELATIVE)
            && (opener.key == key("where") || opener.is(Classes::POSSESSIVE_PRONOUN));
        let piped =
            clause.start() > 0 && document.tokens[clause.start() - 1].is(Classes::PREPOSITION);
        let has_own = range(clause.start(), group.start)
            .and_then(|own| content(document, own))
            .is_some_and(|own| is_noun_phrase(document, own));
        let first = self
            .groups
            .iter()
            .all(|other| other.verb >= group.verb || other.verb < clause.start());
        if is_where
            || piped
            || !has_own
            || !first
            || group.form != EventForm::Active
            || group.takes_clause
        {
            return None;
        }
        self.antecedent(document, clause_at)
    }
}

fn is_noun_phrase_there(document: &Document<'_>, tokens: TokenRange) -> bool {
    noun_phrase(document, tokens).is_some()
}

/// The speaker behind "said": up to the next comma.
fn first_phrase_behind(document: &Document<'_>, behind: TokenRange) -> TokenRange {
    let end = behind
        .range()
        .find(|at| is_comma(document, *at))
        .unwrap_or(behind.end());
    range(behind.start(), end).unwrap_or(behind)
}
