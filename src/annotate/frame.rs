//! Frames: who did it, to whom, and which clause an event mention lives in.
//!
//! A frame is made when somebody asks for it, from the words of one sentence: most verbs of an
//! article are never asked for.

use crate::annotate::clause::{self, Clause, Link, VerbGroup};
use crate::annotate::{EventForm, EventMention};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::Classes;
use crate::value::name::{WordKey, key};

/// A sentence cut into clauses, with its verb groups.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The sentence.
    pub sentence: usize,
    /// Its clauses in reading order.
    pub clauses: Vec<Clause>,
    groups: Vec<VerbGroup>,
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

/// How far back an antecedent or a shared subject is looked for, in tokens.
const REACH: usize = 24;

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
        let left = noun_phrase_start(document, clause.start(), event.tokens.start());
        let end = self
            .next_group(event.tokens.end())
            .map_or(clause.end(), |group| group.start.min(clause.end()));
        let (object, obliques) =
            complements(document, event.tokens.end(), end.max(event.tokens.end()));
        Frame {
            subject: range(left, event.tokens.start()),
            object,
            obliques,
            is_nominal: true,
            clause: clause_at,
            ..Frame::default()
        }
    }

    fn verbal(&self, document: &Document<'_>, event: &EventMention) -> Frame {
        let clause_at = self.clause_of(event.verb);
        let clause = self.clauses[clause_at].tokens;
        let group_at = self
            .groups
            .iter()
            .position(|group| group.verb == event.verb);
        let start = group_at.map_or(event.verb, |at| self.groups[at].start);
        let (subject, is_shared) = self.subject(document, clause_at, start, event.form, 0);
        let from = event.tokens.end().max(event.verb + 1);
        let mut end = self
            .next_group(from)
            .map_or(clause.end(), |group| group.start.min(clause.end()))
            .max(from);
        if let Some(pair) = self.pair_end(document, event.verb, clause) {
            // "killed or captured 17": the object stands behind the second verb.
            end = end.max(pair);
        }
        let (object, obliques) = complements(
            document,
            from.min(clause.end()),
            end.min(clause.end()).max(from.min(clause.end())),
        );
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

    /// End of the complements of a verb pair, if `verb` is the first of one.
    fn pair_end(&self, document: &Document<'_>, verb: usize, clause: TokenRange) -> Option<usize> {
        let conjunction = verb + 1;
        let second = self
            .groups
            .iter()
            .position(|group| group.start == conjunction + 1 && group.start < clause.end())?;
        document.tokens[conjunction]
            .is(Classes::COORDINATOR)
            .then(|| {
                self.groups
                    .get(second + 1)
                    .map_or(clause.end(), |group| group.start.min(clause.end()))
            })
    }

    fn next_group(&self, from: usize) -> Option<&VerbGroup> {
        self.groups.iter().find(|group| group.start >= from)
    }

    /// The subject of a verb group that starts at `start`, and whether it is another clause's.
    fn subject(
        &self,
        document: &Document<'_>,
        clause_at: usize,
        start: usize,
        form: EventForm,
        depth: usize,
    ) -> (Option<TokenRange>, bool) {
        let clause = self.clauses[clause_at];
        let floor = clause.tokens.start();
        let governor = self
            .groups
            .iter()
            .rev()
            .find(|group| group.verb < start && group.verb >= floor);
        if let Some(governor) = governor {
            // A verb under another one: "asked Egypt to host", "plans to host", "a man shot in".
            let between =
                range(governor.verb + 1, start).and_then(|between| content(document, between));
            let has_own = between.is_some_and(|between| is_noun_phrase(document, between));
            let is_named = document.tokens[start - 1].shape.is(Shape::CAPITAL)
                || document.tokens[start - 1].is(Classes::SUBJECT_PRONOUN);
            if has_own && (form != EventForm::Gerund || is_named) {
                return (
                    between.map(|between| last_noun_phrase(document, between, form)),
                    false,
                );
            }
            let (subject, _) = self.subject(
                document,
                clause_at,
                governor.start,
                EventForm::Active,
                depth + 1,
            );
            return (subject, true);
        }
        if let Some(own) = range(floor, start).and_then(|own| content(document, own)) {
            if clause.link != Link::Relative || !is_bare_relative(document, own) {
                if is_noun_phrase(document, own) {
                    return (Some(own), false);
                }
            }
        }
        if depth > 6 {
            return (None, false);
        }
        if clause_at == 0 {
            // "After learning of the breach, the company …": the subject comes behind.
            let is_fronted = matches!(form, EventForm::Gerund | EventForm::Passive);
            let next = self.clauses.get(1).filter(|next| {
                is_fronted && matches!(next.link, Link::Coordinate | Link::Main | Link::Resumed)
            });
            let group = next.and_then(|next| {
                self.groups
                    .iter()
                    .find(|group| group.finite && next.tokens.contains(group.verb))
            });
            return match group {
                Some(group) => (
                    self.subject(document, 1, group.start, EventForm::Active, depth + 1)
                        .0,
                    true,
                ),
                None => (None, false),
            };
        }
        match clause.link {
            Link::Relative => (self.antecedent(document, clause_at), false),
            // "a delegation from X, led by Y": a passive participle goes with the noun it touches.
            Link::Participial if form == EventForm::Passive => {
                (self.antecedent(document, clause_at), false)
            }
            Link::Resumed => {
                let broken = self.clauses[..clause_at].iter().rposition(|clause| {
                    !matches!(clause.link, Link::Relative | Link::Aside | Link::Resumed)
                });
                let broken = broken.map(|at| self.clauses[at].tokens);
                (
                    broken.and_then(|before| self.leading_noun_phrase(document, before)),
                    false,
                )
            }
            Link::Continued
            | Link::Participial
            | Link::Coordinate
            | Link::Subordinate
            | Link::Aside => {
                let before = self.clauses[clause_at - 1];
                let group = self
                    .groups
                    .iter()
                    .find(|group| before.tokens.contains(group.verb));
                match group {
                    Some(group) => (
                        self.subject(
                            document,
                            clause_at - 1,
                            group.start,
                            EventForm::Active,
                            depth + 1,
                        )
                        .0,
                        true,
                    ),
                    None => (
                        content(document, before.tokens)
                            .filter(|own| is_noun_phrase(document, *own)),
                        true,
                    ),
                }
            }
            Link::Main => (None, false),
        }
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
        range(clause.start(), end)
            .and_then(|own| content(document, own))
            .filter(|own| is_noun_phrase(document, *own))
    }

    /// The noun phrase that a relative clause hangs on.
    fn antecedent(&self, document: &Document<'_>, clause_at: usize) -> Option<TokenRange> {
        let before = self.clauses[clause_at - 1].tokens;
        let mut end = before.end();
        while end > before.start() && document.tokens[end - 1].shape.is(Shape::MARK) {
            end -= 1;
        }
        let floor = self
            .groups
            .iter()
            .rev()
            .find(|group| group.verb < end && group.verb >= before.start())
            .map_or(before.start(), |group| group.verb + 1)
            .max(end.saturating_sub(REACH));
        let comma = (floor..end)
            .rev()
            .find(|at| document.tokens[*at].shape.is(Shape::MARK) && document.word(*at) == ",");
        // "X, 30, who was shot": an apposition between commas is stepped over.
        let start = match comma {
            Some(comma) if end - comma > 3 => comma + 1,
            _ => floor,
        };
        range(start, end).and_then(|found| content(document, found))
    }
}

/// A range, unless it is empty.
fn range(start: usize, end: usize) -> Option<TokenRange> {
    (start < end).then(|| TokenRange::new(start, end))
}

/// The range without leading conjunctions, fronted adverbials ("On Thursday,") and outer marks.
fn content(document: &Document<'_>, tokens: TokenRange) -> Option<TokenRange> {
    let (mut start, mut end) = (tokens.start(), tokens.end());
    let skip = Classes::COORDINATOR
        .with(Classes::SUBORDINATOR)
        .with(Classes::CONDITIONAL)
        .with(Classes::ADVERB);
    while start < end
        && (document.tokens[start].shape.is(Shape::MARK)
            || document.tokens[start].is(skip) && !document.tokens[start].is(Classes::DETERMINER)
            || document.tokens[start].key == key("that") && start + 1 < end)
    {
        start += 1;
    }
    while end > start
        && document.tokens[end - 1].shape.is(Shape::MARK)
        && !document.tokens[end - 1].shape.is(Shape::POSSESSIVE)
    {
        end -= 1;
    }
    // A fronted phrase ends at its comma, if a noun phrase is left behind it.
    if start < end
        && document.tokens[start].is(Classes::PREPOSITION
            .with(Classes::TIME_WORD)
            .with(Classes::WEEKDAY))
    {
        if let Some(comma) = (start..end)
            .find(|at| document.tokens[*at].shape.is(Shape::MARK) && document.word(*at) == ",")
        {
            if comma + 1 < end {
                return content(document, TokenRange::new(comma + 1, end));
            }
        }
    }
    // "In 2012 she": the pronoun alone is the subject.
    if start + 1 < end
        && document.tokens[end - 1].is(Classes::SUBJECT_PRONOUN)
        && document.tokens[start].is(Classes::PREPOSITION.with(Classes::TIME_WORD))
    {
        start = end - 1;
    }
    range(start, end)
}

/// Only "who", "which", "that": the relative pronoun is the subject.
fn is_bare_relative(document: &Document<'_>, own: TokenRange) -> bool {
    own.range().all(|at| {
        document.tokens[at].is(Classes::RELATIVE.with(Classes::ADVERB))
            || document.tokens[at].shape.is(Shape::MARK)
    })
}

/// Whether something in the range can be a subject.
fn is_noun_phrase(document: &Document<'_>, own: TokenRange) -> bool {
    own.range().any(|at| {
        let token = &document.tokens[at];
        token.shape.is(Shape::WORD.with(Shape::NUMBER))
            && !token.is(Classes::PREPOSITION
                .with(Classes::ADVERB)
                .with(Classes::COORDINATOR)
                .with(Classes::TO))
            && !(token.is(Classes::RELATIVE) && own.range().len() == 1)
    })
}

/// Of what stands between two verbs, the phrase that the second verb's subject is: for a bare
/// participle the last one, else the whole.
fn last_noun_phrase(document: &Document<'_>, between: TokenRange, form: EventForm) -> TokenRange {
    if !matches!(form, EventForm::Passive | EventForm::Gerund) {
        return between;
    }
    let start = between
        .range()
        .rev()
        .find(|at| {
            document.tokens[*at].shape.is(Shape::MARK) && document.word(*at) == ","
                || document.tokens[*at].is(Classes::PREPOSITION)
        })
        .map_or(between.start(), |at| at + 1);
    range(start, between.end()).unwrap_or(between)
}

/// First token of the noun phrase whose head stands at `head`: modifiers, possessor, determiner.
fn noun_phrase_start(document: &Document<'_>, floor: usize, head: usize) -> usize {
    let stop = Classes::PREPOSITION
        .with(Classes::COORDINATOR)
        .with(Classes::SUBORDINATOR)
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::MODAL)
        .with(Classes::RELATIVE)
        .with(Classes::CONDITIONAL)
        .with(Classes::REPORTING);
    let mut start = head;
    while start > floor {
        let token = &document.tokens[start - 1];
        let mark = token.shape.is(Shape::MARK) && !token.shape.is(Shape::POSSESSIVE);
        let hyphen = mark && matches!(document.word(start - 1), "-" | "\u{2010}" | "\u{2011}");
        if mark && !hyphen
            || token.is(stop) && !token.is(Classes::DETERMINER) && !token.shape.is(Shape::CAPITAL)
        {
            break;
        }
        if token.is(Classes::VERB)
            && !token.shape.is(Shape::CAPITAL)
            && !token.is(Classes::EVENT_NOUN.with(Classes::ADJECTIVE))
        {
            break;
        }
        start -= 1;
        if document.tokens[start].is(Classes::DETERMINER)
            && !document.tokens[start].shape.is(Shape::JOINED)
        {
            break;
        }
    }
    start
}

/// The object (up to the first preposition) and the prepositional phrases of `from..end`.
fn complements(
    document: &Document<'_>,
    from: usize,
    end: usize,
) -> (Option<TokenRange>, Vec<Oblique>) {
    let mut object = None;
    let mut obliques = Vec::new();
    let mut open: Option<WordKey> = None;
    let mut start = from;
    for at in from..end {
        let token = &document.tokens[at];
        let opens = token.is(Classes::PREPOSITION.with(Classes::TO))
            && !token.shape.is(Shape::JOINED)
            && !(token.shape.is(Shape::CAPITAL) && !token.shape.is(Shape::FIRST));
        // "of" stays inside the phrase that it continues: "members of Hamas".
        if !opens || token.key == key("of") && at > start {
            continue;
        }
        close(&mut object, &mut obliques, open, start, at);
        open = Some(token.key);
        start = at + 1;
    }
    close(&mut object, &mut obliques, open, start, end);
    (object, obliques)
}

fn close(
    object: &mut Option<TokenRange>,
    obliques: &mut Vec<Oblique>,
    open: Option<WordKey>,
    start: usize,
    end: usize,
) {
    let Some(tokens) = range(start, end) else {
        return;
    };
    match open {
        None => *object = Some(tokens),
        Some(preposition) => obliques.push(Oblique {
            preposition,
            tokens,
        }),
    }
}
