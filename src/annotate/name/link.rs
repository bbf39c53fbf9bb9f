//! Joins the mentions of one thing in an article, by safe rules only: the same words; a surname
//! that one person of the article has; a given name that one person has; an acronym introduced in
//! brackets. Two people who share a surname keep apart.

use std::hash::BuildHasherDefault;

use crate::annotate::name::Draft;
use crate::annotate::name::chunk::{is_quote, is_suffix, longest_place};
use crate::annotate::{NameKind, NameMention};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::{Classes, WordMap, gazetteer};
use crate::value::name::{WordKey, key};

/// Words of a name that tell it from others: no particles, initials and suffixes.
struct Core {
    words: [WordKey; 6],
    n_words: usize,
    suffix: Option<WordKey>,
    whole: WordKey,
}

/// A town smaller than this that has the surname of somebody in the article is that one.
const LARGE: u64 = 200_000;

/// One person or thing of the article.
struct Entity {
    first: usize,
    kind: NameKind,
    suffix: Option<WordKey>,
    n_words: usize,
}

/// Who bears a surname or a given name.
#[derive(Clone, Copy)]
enum Bearer {
    One(usize),
    /// Several, the first of them told.
    Many(usize),
}

pub(super) fn link(document: &Document<'_>, drafts: &[Draft]) -> Vec<NameMention> {
    let mut linker = Linker::new(drafts.len());
    let cores: Vec<Core> = drafts
        .iter()
        .map(|draft| {
            let mut core = core(document, draft.tokens);
            if draft.kind == NameKind::Place {
                core.whole = country_key(document, draft.tokens).unwrap_or(core.whole);
            }
            core
        })
        .collect();
    let mut entity_of: Vec<Option<usize>> = vec![None; drafts.len()];
    for (at, (draft, core)) in drafts.iter().zip(&cores).enumerate() {
        if core.n_words >= 2 {
            entity_of[at] = Some(linker.add_long(at, draft, core));
        }
    }
    for (at, (draft, core)) in drafts.iter().zip(&cores).enumerate() {
        let acronym_of = at
            .checked_sub(1)
            .filter(|before| is_acronym(document, drafts[*before].tokens, draft.tokens));
        if let Some(long) = acronym_of {
            let entity =
                entity_of[long].unwrap_or_else(|| linker.add(long, &drafts[long], &cores[long]));
            entity_of[long] = Some(entity);
            entity_of[at] = Some(entity);
            linker.whole.insert(core.whole, entity);
        } else if core.n_words < 2 {
            entity_of[at] =
                Some(linker.add_short(at, draft, core, is_located(document, draft.tokens)));
        }
    }
    drafts
        .iter()
        .zip(entity_of)
        .map(|(draft, entity)| {
            let entity = &linker.entities[entity.expect("every mention has an entity")];
            NameMention {
                tokens: draft.tokens,
                description: draft.description,
                kind: if draft.kind == NameKind::Unknown || entity.kind == NameKind::Person {
                    entity.kind
                } else {
                    draft.kind
                },
                first: entity.first,
            }
        })
        .collect()
}

struct Linker {
    entities: Vec<Entity>,
    whole: WordMap<usize>,
    /// Given name and surname together.
    ends: WordMap<Bearer>,
    surnames: WordMap<Bearer>,
    given_names: WordMap<Bearer>,
}

impl Linker {
    /// With room for so many names.
    fn new(n: usize) -> Self {
        Self {
            entities: Vec::with_capacity(n),
            whole: WordMap::with_capacity_and_hasher(n, BuildHasherDefault::default()),
            ends: WordMap::with_capacity_and_hasher(n, BuildHasherDefault::default()),
            surnames: WordMap::with_capacity_and_hasher(n, BuildHasherDefault::default()),
            given_names: WordMap::with_capacity_and_hasher(n, BuildHasherDefault::default()),
        }
    }

    fn add(&mut self, at: usize, draft: &Draft, core: &Core) -> usize {
        let entity = self.entities.len();
        self.entities.push(Entity {
            first: at,
            kind: draft.kind,
            suffix: core.suffix,
            n_words: core.n_words,
        });
        self.whole.insert(core.whole, entity);
        entity
    }

    fn join(&mut self, entity: usize, at: usize, kind: NameKind) -> usize {
        let found = &mut self.entities[entity];
        found.first = found.first.min(at);
        if found.kind == NameKind::Unknown {
            found.kind = kind;
        }
        entity
    }

    /// A name of two words or more.
    fn add_long(&mut self, at: usize, draft: &Draft, core: &Core) -> usize {
        if let Some(entity) = self.whole.get(&core.whole) {
            return self.join(*entity, at, draft.kind);
        }
        if !matches!(draft.kind, NameKind::Person | NameKind::Unknown) {
            return self.add(at, draft, core);
        }
        let [given, surname] = [core.words[0], core.words[core.n_words - 1]];
        let ends = WordKey(given.0.rotate_left(7) ^ surname.0);
        // "Paul Varga" is "Paul C. Varga" if only one of the two tells a middle name.
        if let Some(Bearer::One(entity)) = self.ends.get(&ends).copied() {
            let other = &self.entities[entity];
            let one_suffix =
                core.suffix.is_none() || other.suffix.is_none() || core.suffix == other.suffix;
            if one_suffix && (core.n_words == 2 || other.n_words == 2) {
                self.whole.insert(core.whole, entity);
                return self.join(entity, at, draft.kind);
            }
        }
        let entity = self.add(at, draft, core);
        if given == surname {
            return entity;
        }
        for (map, word) in [
            (&mut self.ends, ends),
            (&mut self.surnames, surname),
            (&mut self.given_names, given),
        ] {
            map.entry(word)
                .and_modify(|bearer| {
                    if let Bearer::One(first) = *bearer {
                        *bearer = Bearer::Many(first);
                    }
                })
                .or_insert(Bearer::One(entity));
        }
        entity
    }

    /// A name of one word.
    fn add_short(&mut self, at: usize, draft: &Draft, core: &Core, located: bool) -> usize {
        let is_personal = match draft.kind {
            NameKind::Person | NameKind::Unknown => true,
            NameKind::Place => !located,
            NameKind::Organization | NameKind::Demonym => false,
        };
        let is_place = draft.kind == NameKind::Place;
        if is_personal {
            match self.surnames.get(&core.words[0]).copied() {
                // A place is somebody's surname only where that one is surely a person.
                Some(Bearer::One(entity))
                    if self.entities[entity].kind == NameKind::Person || !is_place =>
                {
                    if self.entities[entity].kind == NameKind::Unknown {
                        // Only people are taken up by the last word of their name.
                        self.entities[entity].kind = NameKind::Person;
                    }
                    return self.join(entity, at, draft.kind);
                }
                Some(Bearer::Many(first))
                    if self.entities[first].kind == NameKind::Person || !is_place =>
                {
                    let is_person = self.entities[first].kind == NameKind::Person;
                    let entity = self.add(at, draft, core);
                    if is_person {
                        self.entities[entity].kind = NameKind::Person;
                    }
                    self.whole.remove(&core.whole);
                    return entity;
                }
                _ => {}
            }
            let given = self.given_names.get(&core.words[0]).copied();
            if let (Some(Bearer::One(entity)), false) = (given, is_place)
                && (self.entities[entity].kind == NameKind::Person
                    || draft.kind == NameKind::Person)
            {
                self.entities[entity].kind = NameKind::Person;
                return self.join(entity, at, draft.kind);
            }
        }
        match self.whole.get(&core.whole) {
            Some(entity) => self.join(*entity, at, draft.kind),
            None => self.add(at, draft, core),
        }
    }
}

fn core(document: &Document<'_>, tokens: TokenRange) -> Core {
    let mut core = Core {
        words: [WordKey::default(); 6],
        n_words: 0,
        suffix: None,
        whole: WordKey::default(),
    };
    let mut hash = 0_u64;
    let mut is_nickname = false;
    for at in tokens.range() {
        let token = &document.tokens[at];
        let last = at + 1 == tokens.end();
        is_nickname ^= token.shape.is(Shape::MARK) && is_quote(document.word(at));
        if is_nickname {
            continue;
        }
        if !token.shape.is(Shape::WORD) {
            continue;
        }
        if last && core.n_words > 0 && is_suffix(document.word(at)) {
            core.suffix = Some(key(document.word(at)));
            hash = hash.rotate_left(9) ^ token.key.0;
            continue;
        }
        if token.is(Classes::NAME_PARTICLE) && !last
            || token.shape.is(Shape::INITIAL) && !last && core.n_words > 0
        {
            continue;
        }
        hash = hash.rotate_left(9) ^ token.key.0;
        let slot = core.n_words.min(5);
        core.words[slot] = token.key;
        core.n_words = slot + 1;
    }
    // The hash of a possessive plural and the like does no harm; an empty name is its first token.
    if core.n_words == 0 {
        core.words[0] = document.tokens[tokens.start()].key;
        core.n_words = 1;
        hash ^= core.words[0].0;
    }
    core.whole = WordKey(hash);
    core
}

/// Whether the name is surely a place's: a preposition of place before it, and no small town.
fn is_located(document: &Document<'_>, tokens: TokenRange) -> bool {
    let is_large = longest_place(document, tokens.start(), tokens.end())
        .is_some_and(|(_, readings)| gazetteer().place(readings[0]).weight() >= LARGE);
    is_large
        && tokens
            .start()
            .checked_sub(1)
            .is_some_and(|before| document.tokens[before].is(Classes::PLACE_PREPOSITION))
}

/// "Palestine Liberation Organization (PLO)".
fn is_acronym(document: &Document<'_>, long: TokenRange, short: TokenRange) -> bool {
    let token = &document.tokens[short.start()];
    if short.range().len() != 1
        || short.start() != long.end() + 1
        || document.word(long.end()) != "("
        || !token.shape.is(Shape::ALL_CAPS)
    {
        return false;
    }
    let letters = document
        .word(short.start())
        .chars()
        .filter(|c| c.is_alphabetic());
    let mut initials = long
        .range()
        .filter(|at| document.tokens[*at].shape.is(Shape::WORD))
        .filter_map(|at| document.word(at).chars().next())
        .map(|c| c.to_ascii_uppercase());
    // Every letter of the acronym opens a word, in order; "of" and "the" may be passed over.
    letters
        .map(|letter| letter.to_ascii_uppercase())
        .all(|letter| initials.any(|initial| initial == letter))
}

/// One key for all names of a country ("US", "United States").
fn country_key(document: &Document<'_>, tokens: TokenRange) -> Option<WordKey> {
    let (end, readings) = longest_place(document, tokens.start(), tokens.end())?;
    let country = gazetteer().country(readings[0])?;
    (end == tokens.end() && country == readings[0]).then(|| WordKey(!u64::from(country.0)))
}
