//! Frames: who did it, to whom, and which clause an event mention lives in.
//!
//! A frame is made when somebody asks for it, from the words of one sentence: most verbs of an
//! article are never asked for.

mod complement;
mod phrase;
mod subject;
#[cfg(test)]
mod tests;

use crate::annotate::clause::{self, Clause, Link, VerbGroup};
use crate::annotate::frame::complement::{close_at_comma, complements};
use crate::annotate::frame::phrase::{is_argument, noun_phrase_start, range};
use crate::annotate::{EventForm, EventMention};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;
use crate::value::name::WordKey;

/// A sentence cut into clauses, with its verb groups.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The sentence.
    pub sentence: usize,
    /// Its clauses in reading order.
    pub clauses: Vec<Clause>,
    groups: Vec<VerbGroup>,
    /// One past the dash of a dateline, before which no subject stands.
    start: usize,
}

/// The arguments of an event mention, as token ranges that hold its noun phrases.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Subject of an active verb, possessor or modifier of a noun ("*Rashad's* visit").
    pub subject: Option<TokenRange>,
    /// The subject is that of another clause: a link that careful readers make, but weaker.
    pub is_subject_shared: bool,
    /// Behind an active verb, up to the first preposition.
    pub object: Option<TokenRange>,
    /// Prepositional phrases behind the verb or noun, in reading order.
    pub obliques: Vec<Oblique>,
    /// Passive: the subject is the one to whom it was done.
    pub is_passive: bool,
    /// A noun: subject and object cannot be told apart by position.
    pub is_nominal: bool,
    /// Position of its clause in [`Parsed::clauses`].
    pub clause: usize,
}

/// A prepositional phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// The preposition.
    pub preposition: WordKey,
    /// Its noun phrases.
    pub tokens: TokenRange,
}

/// Cuts one sentence; `events` are all events of the document in reading order.
#[must_use]
pub fn parse(document: &Document<'_>, sentence: usize, events: &[EventMention]) -> Parsed {
    let tokens = document.sentences[sentence].tokens;
    let from = events.partition_point(|event| event.verb.max(event.head) < tokens.start());
    let to = events.partition_point(|event| event.head < tokens.end());
    let mut own: Vec<EventMention> = events[from..to.max(from)]
        .iter()
        .filter(|event| tokens.contains(event.verb))
        .cloned()
        .collect();
    own.sort_by_key(|event| event.verb);
    let groups = clause::verb_groups(document, tokens, &own);
    let clauses = clause::split(document, tokens, &groups);
    Parsed {
        sentence,
        clauses,
        groups,
        start: clause::dateline_end(document, tokens),
    }
}

impl Parsed {
    /// Position of the clause that holds a token.
    #[must_use]
    pub fn clause_of(&self, token: usize) -> usize {
        self.clauses
            .partition_point(|clause| clause.tokens.end() <= token)
            .min(self.clauses.len() - 1)
    }

    /// The frame of an event mention of this sentence.
    #[must_use]
    pub fn frame(&self, document: &Document<'_>, event: &EventMention) -> Frame {
        if event.form == EventForm::Noun && event.verb == event.head {
            return self.nominal(document, event);
        }
        self.verbal(document, event)
    }

    fn nominal(&self, document: &Document<'_>, event: &EventMention) -> Frame {
        let clause_at = self.clause_of(event.head);
        let clause = self.clauses[clause_at].tokens;
        let floor = self
            .groups
            .iter()
            .rev()
            .find(|group| group.end <= event.tokens.start())
            .map_or(clause.start(), |group| group.end.max(clause.start()));
        let left = noun_phrase_start(document, floor, event.tokens.start());
        let left = joined_owner(document, floor, left, event.tokens.start());
        let from = event.tokens.end();
        let end = self
            .next_group(from)
            .map_or(clause.end(), |group| group.start.min(clause.end()));
        let end = close_at_comma(document, from, end.max(from));
        let (object, obliques) = complements(document, from, end);
        Frame {
            subject: range(left, event.tokens.start()).filter(|own| is_argument(document, *own)),
            object,
            obliques,
            is_nominal: true,
            clause: clause_at,
            ..Frame::default()
        }
    }

    fn verbal(&self, document: &Document<'_>, event: &EventMention) -> Frame {
        let clause_at = self.clause_of(event.verb);
        let clause = self.clauses[clause_at];
        let group_at = self
            .groups
            .iter()
            .position(|group| group.verb == event.verb);
        let (subject, is_shared) = match group_at {
            Some(at) => self.subject(document, clause_at, at, 0),
            None => (None, false),
        };
        let from = event
            .tokens
            .end()
            .max(event.verb + 1)
            .min(clause.tokens.end());
        let mut end = self
            .next_group(from)
            .map_or(clause.tokens.end(), |group| group.start)
            .min(clause.tokens.end())
            .max(from);
        let pair = self.pair(document, from, clause.tokens);
        if let Some((_, pair_end)) = pair {
            // "killed or captured 17": the object stands behind the second verb.
            end = end.max(pair_end);
        }
        let start = pair.map_or(from, |(start, _)| start);
        let (mut object, mut obliques) = complements(document, start, end.max(start));
        if let Some(inner) = inner_object(document, event) {
            // "named Ruiz as its head": what stands behind the wording belongs to its preposition.
            let closing = document.tokens[event.tokens.end() - 1].key;
            if let Some(tokens) = object.replace(inner) {
                obliques.insert(
                    0,
                    Oblique {
                        preposition: closing,
                        tokens,
                    },
                );
            }
        }
        if let Some(at) = group_at {
            self.shared_adjuncts(document, at, clause.tokens, &mut obliques);
            if object.is_none() && clause.link == Link::Relative {
                object = self.object_antecedent(document, clause_at, at);
            }
            if self.is_inverted(document, clause_at, at) {
                object = None;
            }
        }
        Frame {
            subject,
            is_subject_shared: is_shared,
            object,
            obliques,
            is_passive: event.form == EventForm::Passive,
            is_nominal: false,
            clause: clause_at,
        }
    }

    /// Where the complements of a verb pair begin and end, if the first verb of one ends at `from`.
    fn pair(
        &self,
        document: &Document<'_>,
        from: usize,
        clause: TokenRange,
    ) -> Option<(usize, usize)> {
        if from >= clause.end() || !document.tokens[from].is(Classes::COORDINATOR) {
            return None;
        }
        let second = self
            .groups
            .iter()
            .position(|group| group.start == from + 1 && group.start < clause.end())?;
        let start = self.groups[second].end.min(clause.end());
        let end = self
            .groups
            .get(second + 1)
            .map_or(clause.end(), |group| group.start.min(clause.end()));
        Some((start, end.max(start)))
    }

    /// "was *arrested* and charged in Cairo": what follows the second verb tells of both.
    fn shared_adjuncts(
        &self,
        document: &Document<'_>,
        group_at: usize,
        clause: TokenRange,
        obliques: &mut Vec<Oblique>,
    ) {
        let group = &self.groups[group_at];
        let Some(next) = self.groups.get(group_at + 1) else {
            return;
        };
        let pair = group.end == next.start
            && next.form == EventForm::Infinitive
            && next.end < clause.end()
            && obliques.is_empty();
        if pair {
            // "came to meet him in Cairo"
            let end = self
                .groups
                .get(group_at + 2)
                .map_or(clause.end(), |group| group.start.min(clause.end()));
            obliques.extend(complements(document, next.end, end.max(next.end)).1);
        }
    }

    fn next_group(&self, from: usize) -> Option<&VerbGroup> {
        self.groups.iter().find(|group| group.start >= from)
    }
}

/// "stopped *Ruiz* in the sixth round", "took *him* into custody": the object inside a wording whose verb
/// is its head.
fn inner_object(document: &Document<'_>, event: &EventMention) -> Option<TokenRange> {
    let inside = range(event.verb + 1, event.tokens.end())?;
    // Of "hold talks with" the noun is the head, and no object.
    let is_free = event.head == event.verb || !document.tokens[event.head].is(Classes::PREPOSITION);
    if event.verb != event.tokens.start() || !is_free {
        return None;
    }
    let end = inside
        .range()
        .find(|at| document.tokens[*at].is(Classes::PREPOSITION.with(Classes::TO)))
        .unwrap_or(inside.end() - 1);
    let object = range(inside.start(), end).filter(|object| !object.contains(event.head))?;
    let somebody = Classes::OBJECT_PRONOUN
        .with(Classes::PERSON)
        .with(Classes::ROLE)
        .with(Classes::BODY)
        .with(Classes::DEFINITE)
        .with(Classes::INDEFINITE);
    let is_one = object.range().any(|at| {
        let token = &document.tokens[at];
        token.is(somebody) || token.shape.is(Shape::CAPITAL)
    });
    is_one.then_some(object)
}

/// "*Ida* and Lena Blom's visit": where the first of two owners begins.
fn joined_owner(document: &Document<'_>, floor: usize, left: usize, noun: usize) -> usize {
    let tokens = &document.tokens;
    let is_name = |at: usize| tokens[at].shape.is(Shape::CAPITAL);
    let is_joined = left >= floor + 2
        && tokens[left - 1].is(Classes::COORDINATOR)
        && is_name(left)
        && (left..noun).any(|at| tokens[at].shape.is(Shape::POSSESSIVE));
    if !is_joined {
        return left;
    }
    let start = (floor..left - 1).rev().take_while(|at| is_name(*at)).last();
    start.unwrap_or(left)
}
