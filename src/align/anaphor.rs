//! Whom a pronoun or a short description takes up. Only safe links: one candidate that agrees in
//! kind and gender, near enough, with nobody introduced between.

use crate::align::Reading;
use crate::align::party::{self, Hit};
use crate::annotate::NameKind;
use crate::annotate::entity::{Entity, Gender};
use crate::document::{Part, Shape, TokenRange};
use crate::lang::Classes;
use crate::value::name::{WordKey, key};

/// How many sentences before it a pronoun's name may stand, where sentences are looked at one by
/// one.
const NEAR: usize = 2;

/// How many sentences before it the last named person may stand.
const FAR: usize = 6;

/// How many sentences before a description the one that is called so may have been named last.
const RECENT: usize = 3;

/// How many sentences behind its first description somebody may be named.
pub(super) const NAMING_REACH: usize = 3;

/// What an anaphor says of whom it takes up.
#[derive(Clone, Copy, Debug)]
struct Anaphor {
    kind: NameKind,
    gender: Option<Gender>,
    /// The noun of a description ("the *insurer*").
    head: Option<WordKey>,
}

impl Reading<'_> {
    /// Whom a pronoun or short description at `tokens` takes up: who is called by that noun, else
    /// the one person (or body) that the sentence before speaks of first, else the only one that
    /// the article tells of. Only where no other is in the way.
    #[must_use]
    pub fn antecedent(&self, tokens: TokenRange) -> Option<usize> {
        // "The mayor", "the 24-year-old": who is told to be that, or nobody if several are.
        if let Some(reference) = self.entities().reference_at(tokens) {
            return reference
                .entity
                .map(|entity| self.entities().all[entity].first);
        }
        let wanted = self.anaphor(tokens)?;
        let sentence = self.document.sentence_of(tokens.start());
        let own = self.document.sentences[sentence].tokens;
        // Who is called by that noun, if told of shortly before; further down perhaps another is
        // meant ("the company").
        let called = self.called(tokens, wanted);
        let is_recent = |name: &usize| {
            self.names_before(*name, tokens.start())
                .is_some_and(|last| self.document.sentence_of(last.start()) + RECENT >= sentence)
        };
        if let Some(called) = called.filter(is_recent) {
            return Some(called);
        }
        // In the same sentence, before the pronoun: the one name there, if it is one.
        if own.start() < tokens.start()
            && let Some(found) = self.only_one(TokenRange::new(own.start(), tokens.start()), wanted)
        {
            return Some(found);
        }
        (sentence.saturating_sub(NEAR)..sentence)
            .rev()
            .filter(|before| {
                self.lends(*before)
                    && self.document.sentences[*before].part
                        == self.document.sentences[sentence].part
            })
            .find_map(|before| self.topic(before, wanted))
            .or(called)
            .or_else(|| self.last_person(tokens, wanted))
            .or_else(|| self.protagonist(tokens, wanted))
    }

    /// Who alone is called by the noun of a description, named before it.
    fn called(&self, tokens: TokenRange, wanted: Anaphor) -> Option<usize> {
        let called = self.entities().called(wanted.head?)?;
        let is_before = self.annotations.names[called.first].tokens.start() < tokens.start();
        (is_before && Self::agrees(called, wanted)).then_some(called.first)
    }

    /// Who was named last, some sentences before: the only one of that sentence who agrees, with
    /// nobody introduced since ("a passer-by").
    fn last_person(&self, tokens: TokenRange, wanted: Anaphor) -> Option<usize> {
        if wanted.kind != NameKind::Person || wanted.head.is_some() {
            return None;
        }
        let sentence = self.document.sentence_of(tokens.start());
        let part = self.document.sentences[sentence].part;
        let (at, name) = (sentence.saturating_sub(FAR)..sentence.saturating_sub(NEAR))
            .rev()
            .filter(|at| self.lends(*at) && self.document.sentences[*at].part == part)
            .find_map(|at| {
                let range = self.document.sentences[at].tokens;
                self.names_in(range)
                    .any(|name| self.fits(name, wanted))
                    .then(|| (at, self.only_one(range, wanted)))
            })?;
        let name = name?;
        let end = self.document.sentences[at].tokens.end();
        (self.entities().of(name).kind == NameKind::Person
            && !self.introduces(TokenRange::new(end, tokens.start()), wanted.gender))
        .then_some(name)
    }

    /// What an anaphor stands for, if the range is one.
    fn anaphor(&self, tokens: TokenRange) -> Option<Anaphor> {
        let words = &self.document.tokens[tokens.range()];
        let first = words.first()?;
        if words.len() == 1
            && first.is(Classes::SUBJECT_PRONOUN
                .with(Classes::OBJECT_PRONOUN)
                .with(Classes::POSSESSIVE_PRONOUN))
        {
            return first.is(Classes::PERSONAL).then(|| Anaphor {
                kind: NameKind::Person,
                gender: Gender::of(first.classes),
                head: None,
            });
        }
        if !first.is(Classes::DEFINITE)
            || words.len() > 7
            || words
                .iter()
                .any(|word| word.shape.is(Shape::CAPITAL) && !word.shape.is(Shape::FIRST))
        {
            return None;
        }
        let last = words.iter().rfind(|word| word.shape.is(Shape::WORD))?;
        let kind = if last.is(Classes::PERSON) || last.key == key("old") {
            NameKind::Person
        } else if last.is(Classes::BODY) {
            NameKind::Organization
        } else {
            return None;
        };
        Some(Anaphor {
            kind,
            gender: Gender::of(last.classes),
            head: Some(last.key),
        })
    }

    fn agrees(entity: &Entity, wanted: Anaphor) -> bool {
        (entity.kind == wanted.kind || entity.kind == NameKind::Unknown)
            && match (entity.gender, wanted.gender) {
                (Some(own), Some(said)) => own == said,
                _ => true,
            }
    }

    fn fits(&self, name: usize, wanted: Anaphor) -> bool {
        let kind = self.annotations.names[name].kind;
        (kind == wanted.kind || kind == NameKind::Unknown)
            && Self::agrees(self.entities().of(name), wanted)
    }

    /// The only name of a kind in a range, counting all mentions of one thing as one.
    fn only_one(&self, tokens: TokenRange, wanted: Anaphor) -> Option<usize> {
        let mut found: Option<usize> = None;
        for name in self
            .names_in(tokens)
            .filter(|name| self.fits(*name, wanted))
        {
            let first = self.annotations.names[name].first;
            if found.is_some_and(|other| self.annotations.names[other].first != first) {
                return None;
            }
            found = Some(name);
        }
        found
    }

    /// Whom a sentence speaks of: the only name of that kind, else the first one, if it stands
    /// before the first verb.
    fn topic(&self, sentence: usize, wanted: Anaphor) -> Option<usize> {
        let tokens = self.document.sentences[sentence].tokens;
        if let Some(only) = self.only_one(tokens, wanted) {
            return Some(only);
        }
        let first = self
            .names_in(tokens)
            .find(|name| self.fits(*name, wanted))?;
        let verb = tokens.range().find(|at| {
            self.document.tokens[*at].is(Classes::BE
                .with(Classes::HAVE)
                .with(Classes::MODAL)
                .with(Classes::VERB))
        })?;
        (self.annotations.names[first].tokens.start() < verb).then_some(first)
    }

    /// The only person of an article that agrees and is its subject rather than its source, named
    /// before the pronoun or soon behind it; where nobody else of that gender is introduced between.
    fn protagonist(&self, tokens: TokenRange, wanted: Anaphor) -> Option<usize> {
        if wanted.kind != NameKind::Person || wanted.head.is_some() && wanted.gender.is_none() {
            return None;
        }
        let name = self.only_person(wanted.gender)?;
        let sentence = self.document.sentence_of(tokens.start());
        let own = self.annotations.names[name].tokens;
        let named = self.document.sentence_of(own.start());
        let is_title = self.document.sentences[named].part == Part::Title;
        if named > sentence + NAMING_REACH {
            return None;
        }
        // Who was introduced last: "a woman" behind the name is somebody else.
        let from = self
            .names_before(name, tokens.start())
            .filter(|_| !is_title)
            .map_or(0, TokenRange::end);
        let is_behind = own.start() >= tokens.start();
        let is_beside = from >= tokens.start();
        (is_behind
            || is_beside
            || !self.introduces(TokenRange::new(from, tokens.start()), wanted.gender))
        .then_some(name)
    }

    /// The last mention of a name before a token.
    fn names_before(&self, name: usize, token: usize) -> Option<TokenRange> {
        let names = &self.annotations.names;
        let end = names.partition_point(|other| other.tokens.start() < token);
        names[..end]
            .iter()
            .rev()
            .find(|other| other.first == names[name].first)
            .map(|other| other.tokens)
    }

    /// The only person of the article that holds no office and can be of a gender: its first
    /// mention.
    #[must_use]
    pub fn only_person(&self, gender: Option<Gender>) -> Option<usize> {
        let wanted = Anaphor {
            kind: NameKind::Person,
            gender,
            head: None,
        };
        let mut found = self.entities().all.iter().filter(|entity| {
            entity.kind == NameKind::Person
                && (!entity.has_office || entity.is_in_title)
                && Self::agrees(entity, wanted)
        });
        let only = found.next()?;
        found.next().is_none().then_some(only.first)
    }

    /// Whether a range introduces somebody of a gender without a name: "a woman", "another man".
    #[must_use]
    pub(super) fn introduces(&self, tokens: TokenRange, gender: Option<Gender>) -> bool {
        let words = &self.document.tokens;
        tokens.range().any(|at| {
            let noun = &words[at];
            noun.is(Classes::PERSON)
                && (gender.is_none()
                    || Gender::of(noun.classes).is_none_or(|other| Some(other) == gender))
                && (at.saturating_sub(INTRODUCED)..at)
                    .any(|before| words[before].is(Classes::INDEFINITE.with(Classes::OTHER_EVENT)))
        })
    }
}

/// How many words may stand between "a" and the noun: "a 27-year-old Lisbon man".
const INTRODUCED: usize = 6;

/// How many words may stand before a name that opens its sentence: "the state-run".
const OPENING: usize = 4;

/// "Acme makes drills. *It* was fined": a pronoun of things that opens its sentence goes on with the
/// subject that opened the one before, if that is the participant and is not named again.
#[must_use]
pub(super) fn goes_on_with(reading: &Reading<'_>, hits: &[Hit], tokens: TokenRange) -> bool {
    let is_pronoun = |at: usize| {
        let token = &reading.document.tokens[at];
        token.is(Classes::IMPERSONAL)
            && token.is(Classes::SUBJECT_PRONOUN.with(Classes::POSSESSIVE_PRONOUN))
    };
    gone_on_with(reading, hits, tokens, is_pronoun)
        .is_some_and(|before| opens(reading, hits, before))
}

/// The sentence that a pronoun goes on with: the nearest one before that opens with no such pronoun,
/// where the pronoun opens its own sentence and the participant is not named again there.
pub(super) fn gone_on_with(
    reading: &Reading<'_>,
    hits: &[Hit],
    pronoun: TokenRange,
    is_pronoun: impl Fn(usize) -> bool,
) -> Option<TokenRange> {
    let document = reading.document;
    let sentence = document.sentence_of(pronoun.start());
    let own = &document.sentences[sentence];
    let opens = pronoun.range().len() == 1
        && own.tokens.start() == pronoun.start()
        && is_pronoun(pronoun.start())
        && party::hits_in(hits, own.tokens).is_empty();
    if !opens {
        return None;
    }
    (sentence.saturating_sub(NEAR)..sentence)
        .rev()
        .take_while(|at| reading.lends(*at) && document.sentences[*at].part == own.part)
        .map(|at| document.sentences[at].tokens)
        .find(|tokens| !is_pronoun(tokens.start()))
}

/// Whether the subject that opens a sentence is a participant that is no person.
fn opens(reading: &Reading<'_>, hits: &[Hit], sentence: TokenRange) -> bool {
    let tokens = &reading.document.tokens;
    let reach = sentence.end().min(sentence.start() + OPENING);
    let Some(hit) = party::hits_in(hits, TokenRange::new(sentence.start(), reach)).first() else {
        return false;
    };
    let thing = Classes::BODY.with(Classes::NAMED_THING);
    let leads = (sentence.start()..hit.tokens.start()).all(|at| {
        let token = &tokens[at];
        token.shape.is(Shape::POSSESSIVE.with(Shape::JOINED))
            || token.is(Classes::DETERMINER
                .with(Classes::ADJECTIVE)
                .with(Classes::DEMONYM)
                .with(thing))
            || token.shape.is(Shape::CAPITAL)
    });
    let is_person = reading
        .names_in(hit.tokens)
        .any(|name| reading.annotations.names[name].kind == NameKind::Person);
    let verb = Classes::VERB
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::MODAL)
        .with(Classes::DO);
    let end = (hit.tokens.end()..sentence.end()).find(|at| {
        !tokens[*at].shape.is(Shape::JOINED.with(Shape::NUMBER)) && !tokens[*at].is(thing)
    });
    let ends = end.is_some_and(|at| tokens[at].is(verb));
    leads && ends && !is_person && !party::is_possessor(reading, *hit)
}
