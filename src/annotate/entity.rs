//! Entities: who and what an article speaks of, each with what the article says of it: a woman or a
//! man, a company, a ferry.
//!
//! Mentions of one name are joined already ([`NameMention::first`]); here the words that stand in
//! apposition are gathered ("Acme, a small insurer", "the tug Olga", "the Olga ferry"), so that "the
//! insurer" and "the ferry" further down can be taken up. Made when somebody asks for it, in time
//! linear in the text; like every annotation it knows no claim.

use crate::annotate::reference::{self, Reference};
use crate::annotate::{Annotations, NameKind, NameMention};
use crate::document::{Document, Part, Shape, TokenRange};
use crate::lang::Classes;
use crate::lang::cues::{WordSet, cues};
use crate::lang::gazetteer::PlaceId;
use crate::value::name::{WordKey, key};

/// Whether somebody is spoken of as a woman or as a man.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Gender {
    Female,
    Male,
}

impl Gender {
    /// What a word tells, if it tells one of the two.
    #[must_use]
    pub fn of(classes: Classes) -> Option<Self> {
        match (
            classes.intersects(Classes::FEMALE),
            classes.intersects(Classes::MALE),
        ) {
            (true, false) => Some(Self::Female),
            (false, true) => Some(Self::Male),
            _ => None,
        }
    }
}

/// One person or thing of an article.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its first mention: position in [`Annotations::names`].
    pub first: usize,
    /// What it is, by all that the article says of it.
    pub kind: NameKind,
    /// If the article or the given name tells.
    pub gender: Option<Gender>,
    /// Nouns that the article calls it by ("insurer", "ferry").
    pub heads: Vec<WordKey>,
    /// Posts that the article gives it ("mayor"), by which it may be taken up.
    pub offices: Vec<WordKey>,
    /// In years, if told.
    pub age: Option<u16>,
    /// Where it is from, if told of a person.
    pub nation: Option<PlaceId>,
    /// How often it is named.
    pub n_mentions: usize,
    /// It holds an office or speaks for somebody ("Sheriff Ann Ode", "a spokesman"): a source of
    /// the article more often than its subject.
    pub has_office: bool,
    /// The title names it.
    pub is_in_title: bool,
}

/// The entities of an article.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// In the order of their first mentions.
    pub all: Vec<Entity>,
    /// Descriptions that take them up, in reading order.
    pub references: Vec<Reference>,
    of_name: Vec<usize>,
}

/// Words that may stand between a determiner and its noun, at most.
const MODIFIERS: usize = 6;

/// How many nouns are kept of one entity.
const MOST_HEADS: usize = 8;

impl Entities {
    /// Reads them off an article.
    #[must_use]
    pub fn read(document: &Document<'_>, annotations: &Annotations) -> Self {
        let names = &annotations.names;
        let mut entities = Self {
            all: Vec::new(),
            references: Vec::new(),
            of_name: vec![usize::MAX; names.len()],
        };
        for (at, name) in names.iter().enumerate() {
            let known = entities.of_name[name.first];
            let own = if known == usize::MAX {
                entities.all.push(Entity {
                    first: at,
                    kind: name.kind,
                    gender: None,
                    heads: Vec::new(),
                    offices: Vec::new(),
                    age: None,
                    nation: None,
                    n_mentions: 0,
                    has_office: false,
                    is_in_title: false,
                });
                entities.of_name[name.first] = entities.all.len() - 1;
                entities.all.len() - 1
            } else {
                known
            };
            entities.of_name[at] = own;
            entities.all[own].add(document, name);
        }
        entities.references = reference::find(document, annotations, &entities);
        entities
    }

    /// The description that begins where a range does.
    #[must_use]
    pub fn reference_at(&self, tokens: TokenRange) -> Option<Reference> {
        let at = self
            .references
            .partition_point(|found| found.tokens.start() < tokens.start());
        self.references
            .get(at)
            .copied()
            .filter(|found| found.tokens.start() == tokens.start())
    }

    /// The entity of a mention, by the mention's position in [`Annotations::names`].
    #[must_use]
    pub fn of(&self, name: usize) -> &Entity {
        &self.all[self.of_name[name]]
    }

    /// The one entity that the article calls by a noun; `None` if there are several.
    #[must_use]
    pub fn called(&self, head: WordKey) -> Option<&Entity> {
        let mut called = self
            .all
            .iter()
            .filter(|entity| entity.heads.contains(&head));
        let only = called.next()?;
        called.next().is_none().then_some(only)
    }
}

impl Entity {
    fn add(&mut self, document: &Document<'_>, name: &NameMention) {
        self.n_mentions += 1;
        if self.kind == NameKind::Unknown {
            self.kind = name.kind;
        }
        let tokens = &document.tokens;
        self.is_in_title |= tokens[name.tokens.start()].part() == Part::Title;
        let may_be_person = matches!(name.kind, NameKind::Person | NameKind::Unknown);
        if may_be_person && name.tokens.range().len() > 1 {
            self.age = self.age.or_else(|| reference::age(document, name.tokens));
            self.nation = self
                .nation
                .or_else(|| reference::nation(document, name.tokens));
        }
        if name.kind == NameKind::Person {
            for office in name
                .description
                .into_iter()
                .flat_map(|description| reference::offices(document, description))
            {
                if self.offices.len() < MOST_HEADS && !self.offices.contains(&office) {
                    self.offices.push(office);
                }
            }
            let given = (name.tokens.range().len() > 1).then(|| name.tokens.start());
            let told = name
                .description
                .into_iter()
                .flat_map(TokenRange::range)
                .chain(given)
                .filter_map(|at| Gender::of(tokens[at].classes));
            for gender in told {
                self.gender = self.gender.or(Some(gender));
            }
            self.has_office |= name.description.is_some_and(|description| {
                tokens[description.range()].iter().any(|token| {
                    token.is(Classes::ROLE.with(Classes::TITLE))
                        && !token.is(Classes::PERSON.with(Classes::FEMALE).with(Classes::MALE))
                })
            });
        }
        for head in heads(document, name)
            .into_iter()
            .chain([own_head(document, name)])
            .flatten()
        {
            let token = &tokens[head];
            if self.kind == NameKind::Unknown && token.is(BODY) && !token.is(Classes::PERSON) {
                self.kind = NameKind::Organization;
            }
            if self.heads.len() < MOST_HEADS && !self.heads.contains(&token.key) {
                self.heads.push(token.key);
            }
        }
    }
}

/// Nouns of bodies of people.
const BODY: Classes = Classes::BODY.with(Classes::ORGANIZATION_WORD);

/// Words that open, join or end noun phrases, and so are no nouns of one.
const NO_NOUN: Classes = Classes::FUNCTION_WORD
    .with(Classes::POSSESSIVE_PRONOUN)
    .with(Classes::ADVERB)
    .with(Classes::REPORTING)
    .with(Classes::TIME_UNIT)
    .with(Classes::DAY_PART)
    .with(Classes::WEEKDAY);

fn is_noun(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.shape.is(Shape::WORD)
            && !token.is(NO_NOUN)
            && (!token.shape.is(Shape::CAPITAL) || token.shape.is(Shape::FIRST))
            && token.span.len() > 2
    })
}

/// Nouns that a mention is called by: before it, behind it, in an apposition.
fn heads(document: &Document<'_>, name: &NameMention) -> [Option<usize>; 5] {
    let sentence = document.sentences[document.sentence_of(name.tokens.start())].tokens;
    [
        before(document, sentence, name),
        behind(document, sentence, name),
        apposed_before(document, sentence, name),
        apposed(document, sentence, name),
        identified(document, sentence, name),
    ]
}

/// "Dorn *Bank*", "the University of Lodin": the body that a name of several words says it is.
fn own_head(document: &Document<'_>, name: &NameMention) -> Option<usize> {
    let is_body =
        |at: &usize| document.tokens[*at].is(BODY) && !document.tokens[*at].is(Classes::PERSON);
    let may_be = matches!(name.kind, NameKind::Organization | NameKind::Unknown)
        && name.tokens.range().len() > 1;
    may_be.then(|| name.tokens.end() - 1).filter(is_body)
}

/// What a name can be called by without "a" or "the".
const CALLS: Classes = BODY
    .with(Classes::NAMED_THING)
    .with(Classes::ROLE)
    .with(Classes::PERSON);

/// "the tug Olga", "health insurer Acme", "the electricity provider Volta".
fn before(document: &Document<'_>, sentence: TokenRange, name: &NameMention) -> Option<usize> {
    let at = name.tokens.start().checked_sub(1)?;
    let token = &document.tokens[at];
    if at < sentence.start() || !is_noun(document, at) {
        return None;
    }
    let is_agent_noun = matches!(
        document
            .word(at)
            .get(document.word(at).len().saturating_sub(2)..),
        Some("er" | "or")
    ) && !token.is(Classes::ADJECTIVE.with(Classes::VERB));
    (token.is(CALLS) && !token.is(Classes::VERB)
        || token.is(CALLS.with(Classes::VERB)) && is_determined(document, sentence, at)
        || is_agent_noun)
        .then_some(at)
}

/// A determiner or a possessive among the few words before.
fn is_determined(document: &Document<'_>, sentence: TokenRange, head: usize) -> bool {
    (sentence.start().max(head.saturating_sub(MODIFIERS))..head)
        .rev()
        .take_while(|at| {
            let token = &document.tokens[*at];
            token.shape.is(Shape::WORD) || token.shape.is(Shape::JOINED)
        })
        .any(|at| {
            document.tokens[at].is(Classes::DETERMINER
                .with(Classes::DEFINITE)
                .with(Classes::POSSESSIVE_PRONOUN))
                || document.tokens[at].shape.is(Shape::POSSESSIVE)
        })
}

/// "the Olga ferry", "the state-run Acme company": behind "the", and no other thing of the name's
/// ("the Olga disaster").
fn behind(document: &Document<'_>, sentence: TokenRange, name: &NameMention) -> Option<usize> {
    let mut at = name.tokens.end();
    // "the AX 1 satellite"
    if at < sentence.end() && document.tokens[at].shape.is(Shape::NUMBER) {
        at += 1;
    }
    let token = document.tokens.get(at)?;
    let calls = token.is(Classes::NAMED_THING.with(Classes::BODY)) && !token.is(Classes::PERSON);
    let ends = || {
        !is_noun(document, at + 1)
            || document.tokens[at + 1].is(Classes::VERB)
            || at + 1 >= sentence.end()
    };
    (at < sentence.end()
        && is_noun(document, at)
        && calls
        && ends()
        && name.kind != NameKind::Place
        && name.kind != NameKind::Demonym
        && is_determined(document, sentence, name.tokens.start()))
    .then_some(at)
}

fn is_break(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.shape.is(Shape::MARK)
            && matches!(
                document.word(at),
                "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ")" | "." | ":"
            )
    })
}

/// "the country's first satellite, AX-1,", "the victim, Ann Ode,".
fn apposed_before(
    document: &Document<'_>,
    sentence: TokenRange,
    name: &NameMention,
) -> Option<usize> {
    let mark = name.tokens.start().checked_sub(1)?;
    let head = mark.checked_sub(1)?;
    if head < sentence.start() || !is_break(document, mark) || !is_noun(document, head) {
        return None;
    }
    let closes = name.tokens.end()
        + usize::from(
            document
                .tokens
                .get(name.tokens.end())
                .is_some_and(|token| token.shape.is(Shape::JOINED)),
        );
    (document.tokens[head].is(CALLS)
        && is_determined(document, sentence, head)
        && (is_break(document, closes) || name.tokens.end() >= sentence.end()))
    .then_some(head)
}

/// How many words may stand between a verb of naming and what it names: "named by police as the driver".
const NAMING: usize = 6;

/// "identified the masked raider as Voss", "Voss was named by police as the driver".
fn identified(document: &Document<'_>, sentence: TokenRange, name: &NameMention) -> Option<usize> {
    let tokens = &document.tokens;
    let is_as = |at: usize| tokens[at].key == key("as");
    let is_naming = |at: &usize| cues().is(tokens[*at].key, WordSet::NAMING);
    let is_called = |at: &usize| is_noun(document, *at) && tokens[*at].is(CALLS);
    let before = name.tokens.start().checked_sub(2).filter(|head| {
        let mut verb = sentence.start().max(head.saturating_sub(NAMING))..*head;
        *head > sentence.start()
            && is_as(head + 1)
            && is_called(head)
            && is_determined(document, sentence, *head)
            && verb.any(|at| is_naming(&at))
    });
    let end = name.tokens.end();
    before.or_else(|| {
        let passes = |at: &usize| {
            is_naming(at) || tokens[*at].is(Classes::BE.with(Classes::HAVE).with(Classes::ADVERB))
        };
        let verb = (end..sentence.end().min(end + NAMING))
            .take_while(passes)
            .find(is_naming)?;
        let last = sentence.end().min(verb + 1 + NAMING);
        let opener = (verb + 1..last)
            .find(|at| is_as(*at))
            .map(|at| at + 1)
            .filter(|at| *at < last && tokens[*at].is(Classes::DEFINITE))?;
        (opener + 1..last)
            .take_while(|at| is_noun(document, *at))
            .filter(is_called)
            .last()
    })
}

/// "Acme, one of the largest insurers,", "Acme is a small insurer", "Acme, a small insurer".
fn apposed(document: &Document<'_>, sentence: TokenRange, name: &NameMention) -> Option<usize> {
    let mut at = name.tokens.end();
    let opener = document.tokens.get(at)?;
    let opens = is_break(document, at) && document.word(at) == "," || opener.is(Classes::BE);
    if !opens || name.kind == NameKind::Place {
        return None;
    }
    at += 1;
    let determiner = document.tokens.get(at)?;
    if !determiner.is(Classes::INDEFINITE.with(Classes::DEFINITE)) {
        return None;
    }
    let end = sentence.end().min(at + 2 + MODIFIERS);
    let mut last = None;
    for next in at + 1..end {
        let token = &document.tokens[next];
        let joins = token.shape.is(Shape::JOINED) || token.shape.is(Shape::NUMBER);
        let is_word = token.shape.is(Shape::WORD) && !token.is(NO_NOUN);
        if !joins && !is_word {
            break;
        }
        if is_noun(document, next) {
            last = Some(next);
        }
    }
    last
}

/// Where a definite noun phrase starts whose noun is at `head` ("*the* foreign-built ferry");
/// `None` if the noun is not definite, or told to be another one ("the second ferry").
#[must_use]
pub fn definite_start(document: &Document<'_>, head: usize) -> Option<usize> {
    let sentence = document.sentences[document.sentence_of(head)].tokens;
    let floor = sentence.start().max(head.saturating_sub(MODIFIERS));
    for at in (floor..head).rev() {
        let token = &document.tokens[at];
        if token.is(Classes::DEFINITE) {
            return Some(at);
        }
        let is_compound = token.shape.is(Shape::MARK) && token.shape.is(Shape::JOINED)
            || document
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.shape.is(Shape::MARK) && next.shape.is(Shape::JOINED));
        let is_modifier = is_compound
            || token.shape.is(Shape::WORD)
                && !token.is(NO_NOUN)
                && !token.is(Classes::OTHER_EVENT.with(Classes::ORDINAL))
                && !token.shape.is(Shape::CAPITAL);
        if !is_modifier || token.shape.is(Shape::POSSESSIVE) {
            return None;
        }
    }
    None
}
