//! Where clauses begin.

use crate::annotate::EventForm;
use crate::annotate::clause::mark::dateline_end;
use crate::annotate::clause::{Clause, Link, VerbGroup, skip_adverbs};
use crate::document::{Document, Shape, Token, TokenRange};
use crate::lang::{Classes, lexicon};
use crate::value::name::key;

/// Longest noun phrase that may stand between an object and the verb of its bare relative clause,
/// in tokens: "a complaint *the new owner* filed".
const LONGEST_SUBJECT: usize = 6;

/// The state of the pass.
pub(super) struct Cutter<'d> {
    pub document: &'d Document<'d>,
    pub tokens: &'d [Token],
    pub sentence: TokenRange,
    pub groups: &'d [VerbGroup],
    pub clauses: Vec<Clause>,
    /// The first group whose verb stands at or behind the current token.
    pub next: usize,
    /// The last finite or participial group of the current clause.
    pub last: Option<&'d VerbGroup>,
    /// The current clause has had its verb.
    pub has_verb: bool,
    /// A relative clause or an aside has broken off a clause that still waits for its verb.
    pub is_broken: bool,
    /// The dash that closes the aside.
    pub aside_end: Option<usize>,
    /// The dash that closes an aside without a verb, which makes no clause.
    pub plain_aside_end: Option<usize>,
    /// The bracket that closes the aside; 0 for none.
    pub bracket_end: usize,
    /// One past the dash of the dateline.
    pub dateline_end: usize,
    link: Link,
}

/// Cuts a sentence into clauses.
pub(crate) fn split(
    document: &Document<'_>,
    sentence: TokenRange,
    groups: &[VerbGroup],
) -> Vec<Clause> {
    let mut cutter = Cutter {
        document,
        tokens: &document.tokens,
        sentence,
        groups,
        clauses: Vec::with_capacity(4),
        next: 0,
        last: None,
        has_verb: false,
        is_broken: false,
        aside_end: None,
        plain_aside_end: None,
        bracket_end: 0,
        dateline_end: dateline_end(document, sentence),
        link: Link::Main,
    };
    cutter.run();
    cutter.clauses
}

impl<'d> Cutter<'d> {
    fn run(&mut self) {
        let mut start = self.sentence.start();
        for at in self.sentence.range() {
            while let Some(group) = self.groups.get(self.next).filter(|g| g.verb < at) {
                if group.finite || group.participial {
                    self.last = Some(group);
                    self.has_verb |= group.finite || group.start <= start + 1;
                }
                self.next += 1;
            }
            let inside = self.groups.get(self.next).is_some_and(|g| g.start < at)
                || self.next > 0 && self.groups[self.next - 1].end > at;
            if at == start || inside || at < self.dateline_end {
                continue;
            }
            let Some(link) = self.boundary(at) else {
                continue;
            };
            self.clauses.push(Clause {
                tokens: TokenRange::new(start, at),
                link: self.link,
            });
            if link == Link::Resumed || matches!(link, Link::Main | Link::Coordinate) {
                self.is_broken = false;
            }
            start = at;
            self.link = link;
            self.has_verb = false;
            self.last = None;
        }
        self.clauses.push(Clause {
            tokens: TokenRange::new(start, self.sentence.end()),
            link: self.link,
        });
    }

    /// The current clause waits for its verb while another one stands between.
    pub fn breaks_off(&mut self) {
        let waits = !self.has_verb
            && !matches!(self.link, Link::Relative | Link::Aside | Link::Participial);
        // "said the man, who was 22, was shot": the clause of what was said waits.
        let said = self
            .last
            .is_some_and(|last| last.takes_clause && self.is_subject_start(last.end));
        self.is_broken |= waits || said;
    }

    /// Whether a clause begins at `at`, and how it hangs on the one before.
    fn boundary(&mut self, at: usize) -> Option<Link> {
        if self.tokens[at].shape.is(Shape::MARK) {
            return self.at_mark(at);
        }
        if let Some(link) = self.after_closing(at) {
            return Some(link);
        }
        let link = self
            .relative(at)
            .or_else(|| self.subordinate(at))
            .or_else(|| self.coordinate(at))
            .or_else(|| self.behind_comma(at))
            .or_else(|| self.bare(at));
        if link == Some(Link::Relative) || link == Some(Link::Participial) {
            self.breaks_off();
        }
        link
    }

    pub fn is_comma(&self, at: usize) -> bool {
        self.tokens[at].shape.is(Shape::MARK) && self.document.word(at) == ","
    }

    fn is_that(&self, at: usize) -> bool {
        self.tokens[at].key == key("that")
    }

    /// The next finite group, if only non-finite ones stand before it.
    fn finite_ahead(&self) -> Option<&'d VerbGroup> {
        self.groups[self.next..].iter().find(|group| group.finite)
    }

    fn skip(&self, at: usize) -> usize {
        skip_adverbs(self.document, at, self.sentence.end())
    }

    fn starts_at(&self, group: &VerbGroup, at: usize) -> bool {
        (group.start..=group.verb).contains(&self.skip(at)) || group.start == at
    }

    /// Whether the words between an opener and a verb can be the subject of that verb: no bracket,
    /// no other opener, and no comma save one apposition between two.
    pub fn is_reachable(&self, from: usize, to: usize) -> bool {
        let mut n_commas = 0;
        let mut n_dashes = 0;
        for at in from + 1..to {
            let token = &self.tokens[at];
            if token.shape.is(Shape::MARK) {
                match self.document.word(at) {
                    "," => n_commas += 1,
                    ";" => return false,
                    "\u{2014}" | "--" => n_dashes += 1,
                    ":" | "(" if !self.is_joined_number(at + 1) => return false,
                    _ => {}
                }
            }
            let opens = token.is(Classes::CONDITIONAL.with(Classes::SUBORDINATOR))
                && !token.is(Classes::MODAL
                    .with(Classes::ADVERB)
                    .with(Classes::PREPOSITION));
            if opens && at > from + 1 && !self.is_that(at) {
                return false;
            }
        }
        let joined = to > from + 1 && self.tokens[to - 1].is(Classes::COORDINATOR);
        !joined && (n_dashes == 2 || n_dashes == 0 && (n_commas == 0 || n_commas == 2))
    }

    fn is_joined_number(&self, at: usize) -> bool {
        at < self.tokens.len() && self.tokens[at].shape.is(Shape::NUMBER)
    }

    /// "who", "which", "whose", "whom", "where", and "that" with its verb right behind.
    fn relative(&self, at: usize) -> Option<Link> {
        if !self.tokens[at].is(Classes::RELATIVE) {
            return None;
        }
        let group = self.finite_ahead()?;
        if !self.is_that(at) {
            return self.is_reachable(at, group.start).then_some(Link::Relative);
        }
        let direct = self.starts_at(group, at + 1);
        let said = self
            .last
            .is_some_and(|last| last.end == at && last.takes_clause);
        if !direct || said {
            return None;
        }
        // "She kept bees, that was her trade"
        Some(if self.is_comma(at - 1) {
            Link::Coordinate
        } else {
            Link::Relative
        })
    }

    /// "when", "if", "that", "after" with a verb of its own.
    fn subordinate(&self, at: usize) -> Option<Link> {
        let token = &self.tokens[at];
        let opens = token.is(Classes::CONDITIONAL.with(Classes::SUBORDINATOR))
            && !(token.is(Classes::CONDITIONAL) && token.is(Classes::MODAL) && self.has_verb);
        if !opens || self.tokens[at - 1].is(Classes::SUBORDINATOR) && self.clause_start() == at - 1
        {
            return None;
        }
        let group = self.finite_ahead()?;
        if group.start <= at || !self.is_reachable(at, group.start) {
            return None;
        }
        let has_subject = self.skip(at + 1) < group.start;
        // "so tired", "as expected", "since been": no subject, no clause.
        let bare = token.is(Classes::ADVERB.with(Classes::PREPOSITION)) || token.key == key("what");
        if bare && !has_subject && token.key != key("what") {
            return None;
        }
        // "as well as", "as part of", "served as president when": a preposition.
        if token.is(Classes::PREPOSITION) {
            let relative = (at + 1..group.start).any(|between| {
                self.tokens[between].is(Classes::RELATIVE)
                    && !self.tokens[between].is(Classes::DETERMINER)
            });
            let well =
                self.tokens[at + 1].key == key("well") || self.tokens[at - 1].key == key("well");
            if relative || well || !self.is_subject_start(at + 1) {
                return None;
            }
        }
        if self.is_that(at) {
            // "that day", "that meeting was" behind a preposition: a determiner.
            let previous = &self.tokens[at - 1];
            if previous.is(Classes::PREPOSITION) && !previous.is(Classes::VERB) {
                return None;
            }
            if has_subject && self.is_object_missing(at, group) {
                return Some(Link::Relative);
            }
        }
        Some(Link::Subordinate)
    }

    /// "the ring that he stole in": "that" stands for the object of a verb that needs one.
    fn is_object_missing(&self, that: usize, group: &VerbGroup) -> bool {
        let before = &self.tokens[that - 1];
        let noun = before.shape.is(Shape::WORD)
            && !before.is(Classes::PREPOSITION)
            && self.last.is_none_or(|last| last.end != that);
        let governed = self.last.is_some_and(|last| last.takes_clause);
        let object = group.end < self.sentence.end() && self.is_subject_start(group.end);
        noun && !governed
            && !object
            && group.form == EventForm::Active
            && lexicon().is_transitive(group.lemma)
    }

    fn clause_start(&self) -> usize {
        self.clauses
            .last()
            .map_or(self.sentence.start(), |clause| clause.tokens.end())
    }

    /// "and met", "and the driver was".
    fn coordinate(&self, at: usize) -> Option<Link> {
        if !self.tokens[at].is(Classes::COORDINATOR) || !self.has_verb {
            return None;
        }
        let group = self.groups.get(self.next)?;
        if group.finite && self.starts_at(group, at + 1) {
            // "killed or captured 17": two verbs with one object stay in one clause.
            let pair = self.last.is_some_and(|last| {
                last.end == at && group.start == at + 1 && last.form == group.form
            });
            return (!pair).then_some(Link::Continued);
        }
        let group = self.finite_ahead()?;
        let own = self.is_reachable(at, group.start) && !self.is_list_member(at, group.start);
        (own && self.is_subject_start(self.skip(at + 1))).then_some(Link::Coordinate)
    }

    /// "Rashad, Al Thani and Kalin met": the conjunction joins the last two subjects.
    fn is_list_member(&self, conjunction: usize, verb: usize) -> bool {
        verb > conjunction + 12 && self.tokens[conjunction - 1].shape.is(Shape::CAPITAL)
    }

    /// "in Graz, Austria, on Monday, police said": behind a phrase between two commas stands the
    /// subject itself, so that what stands before them is none.
    fn is_subject_behind(&self, at: usize, verb: usize) -> bool {
        let is_between = |comma: &usize| self.is_comma(*comma);
        (at + 1..verb)
            .rev()
            .find(is_between)
            .is_some_and(|comma| self.skip(comma + 1) < verb && self.is_subject_start(comma + 1))
    }

    /// What begins behind a comma: the rest of a clause, a participle, a clause of its own.
    fn behind_comma(&self, at: usize) -> Option<Link> {
        if !self.is_comma(at - 1) || self.tokens[at].is(Classes::COORDINATOR) {
            return None;
        }
        let group = self.groups.get(self.next)?;
        let direct = self.starts_at(group, at);
        if direct && group.finite && (self.has_verb || self.is_broken) {
            return Some(if self.is_broken {
                Link::Resumed
            } else if group.takes_clause && self.is_inverted(group) {
                Link::Coordinate
            } else {
                Link::Continued
            });
        }
        if direct && group.participial {
            return Some(Link::Participial);
        }
        if !self.has_verb {
            return None;
        }
        let finite = self.finite_ahead()?;
        let own = finite.start > at
            && self.is_reachable(at, finite.start)
            && !self.is_subject_behind(at, finite.start)
            && !(at..finite.start).any(|token| {
                self.tokens[token].is(Classes::RELATIVE)
                    && !self.tokens[token].is(Classes::DETERMINER)
            })
            && self.is_subject_start(at);
        own.then_some(Link::Coordinate)
    }

    /// ", said the mayor": a noun phrase right behind a verb of saying.
    fn is_inverted(&self, group: &VerbGroup) -> bool {
        group.end < self.sentence.end() && self.is_subject_start(group.end)
    }

    /// Clauses that no word opens: "said *he was ill*", "a complaint *Acme filed*", and the verb
    /// of a subject that a relative clause stands behind: "the man who fled *was shot*".
    fn bare(&self, at: usize) -> Option<Link> {
        let group = self.finite_ahead()?;
        if self.is_broken && self.has_verb && group.start == at {
            let governed = self
                .last
                .is_some_and(|last| last.takes_clause && last.end == at);
            return (!governed && !self.tokens[at - 1].is(Classes::COORDINATOR))
                .then_some(Link::Resumed);
        }
        if group.start <= at || !self.is_subject_start(at) || self.groups[self.next].start < at {
            return None;
        }
        let Some(last) = self.last.filter(|last| last.end <= at) else {
            return self.fronted_contact(at, group);
        };
        if !self.is_reachable(at, group.start) {
            return None;
        }
        let opened = (at + 1..group.start)
            .any(|token| self.is_that(token) || self.tokens[token].is(Classes::CONDITIONAL));
        if !opened && last.end == at && last.takes_clause {
            // "told reporters it had": the clause begins with the second phrase.
            let later = (at + 1..group.start).any(|token| self.is_second_phrase(token, group));
            return (!later).then_some(Link::Subordinate);
        }
        if last.end >= at {
            return None;
        }
        let short = group.start <= at + LONGEST_SUBJECT
            && (at..group.start).all(|token| self.is_plain(token));
        if !short || last.verb + 16 < at || !self.is_second_phrase(at, group) {
            return None;
        }
        let between = (last.end..at).all(|token| {
            !self.tokens[token].shape.is(Shape::MARK)
                || self.tokens[token]
                    .shape
                    .is(Shape::JOINED.with(Shape::POSSESSIVE))
        });
        let says = last.takes_clause || last.lemma == key("be");
        between.then_some(if says {
            Link::Subordinate
        } else {
            Link::Relative
        })
    }

    /// "*The complaint* Acme filed on Monday was dismissed": another finite verb must follow.
    fn fronted_contact(&self, at: usize, group: &VerbGroup) -> Option<Link> {
        let second = self
            .groups
            .iter()
            .find(|other| other.finite && other.start >= group.end)?;
        let plain = (at..group.start)
            .chain(group.end..second.start)
            .all(|token| self.is_plain(token));
        let joined = self.tokens[second.start - 1].is(Classes::COORDINATOR);
        let fits = plain
            && !joined
            && !group.takes_clause
            && group.form == EventForm::Active
            && group.start <= at + LONGEST_SUBJECT
            && second.start > group.end
            && self.is_second_phrase(at, group);
        fits.then_some(Link::Relative)
    }

    /// No comma, conjunction or opener of a clause.
    fn is_plain(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.shape.is(Shape::MARK) {
            return token.shape.is(Shape::JOINED)
                && !matches!(self.document.word(at), "," | ";" | ":" | "\u{2014}" | "--")
                || token.shape.is(Shape::OPENS.with(Shape::CLOSES));
        }
        token.shape.is(Shape::CAPITAL)
            || !self.is_that(at) && token.is(Classes::DETERMINER)
            || !token.is(Classes::RELATIVE.with(Classes::CONDITIONAL))
    }

    /// Whether a noun phrase that no preposition or conjunction joins to the one before begins here
    /// and reaches the verb.
    fn is_second_phrase(&self, at: usize, group: &VerbGroup) -> bool {
        let (token, before) = (&self.tokens[at], &self.tokens[at - 1]);
        let joins = Classes::PREPOSITION
            .with(Classes::COORDINATOR)
            .with(Classes::DETERMINER)
            .with(Classes::POSSESSIVE_PRONOUN)
            .with(Classes::TITLE)
            .with(Classes::ROLE)
            .with(Classes::TO)
            .with(Classes::DEMONYM)
            .with(Classes::NAME_PARTICLE)
            .with(Classes::BE)
            .with(Classes::HAVE)
            .with(Classes::MODAL)
            .with(Classes::TIME_WORD);
        if before.shape.is(Shape::MARK) || before.is(joins) && !before.is(Classes::VERB) {
            return false;
        }
        // "a complaint Acme filed with B": prepositions inside the second phrase are another thing.
        let inside = (at..group.start).any(|token| {
            self.tokens[token].is(Classes::PREPOSITION)
                && !self.tokens[token].shape.is(Shape::CAPITAL)
        });
        if inside {
            return false;
        }
        let pronoun = token.is(Classes::SUBJECT_PRONOUN) && !token.is(Classes::DETERMINER);
        let determiner = token.is(Classes::DETERMINER)
            && !before.is(Classes::ADJECTIVE.with(Classes::NEGATIVE_DETERMINER));
        let name = token.shape.is(Shape::CAPITAL)
            && !token.is(Classes::WEEKDAY.with(Classes::MONTH))
            && !before.shape.is(Shape::CAPITAL.with(Shape::NUMBER))
            && !before.is(Classes::ADJECTIVE.with(Classes::ADVERB));
        let body = token.key == key("police") && !before.is(Classes::ADJECTIVE);
        before.shape.is(Shape::WORD.with(Shape::NUMBER)) && (pronoun || determiner || name || body)
    }

    /// Whether a noun phrase can begin here.
    pub fn is_subject_start(&self, at: usize) -> bool {
        if at >= self.sentence.end() {
            return false;
        }
        let token = &self.tokens[at];
        token.is(Classes::DETERMINER
            .with(Classes::SUBJECT_PRONOUN)
            .with(Classes::BODY)
            .with(Classes::PERSON)
            .with(Classes::TITLE))
            || token.shape.is(Shape::CAPITAL.with(Shape::NUMBER))
            || token.shape.is(Shape::OPENS)
            || token.shape.is(Shape::WORD)
                && !token.is(Classes::PREPOSITION
                    .with(Classes::VERB)
                    .with(Classes::SUBORDINATOR)
                    .with(Classes::CONDITIONAL)
                    .with(Classes::RELATIVE)
                    .with(Classes::ADVERB))
            || token.is(Classes::EVENT_NOUN)
    }
}
