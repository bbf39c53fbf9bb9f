//! Where an article names a participant.

use crate::align::Reading;
use crate::align::probe::{NameProbe, PartyProbe, noun_forms};
use crate::align::short_name;
use crate::align::told_apart;
use crate::align::unnamed_kin;
use crate::annotate::entity::Entity;
use crate::annotate::reference::is_modifier;
use crate::annotate::{NameKind, entity};
use crate::document::{Shape, TokenRange};
use crate::lang::cues::{WordSet, cues};
use crate::lang::gazetteer::gazetteer;
use crate::lang::{Classes, families, morphology};
use crate::value::name::{self, NameMatch, key};

/// A place where a participant is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The words that name it.
    pub tokens: TokenRange,
    /// How.
    pub how: Match,
}

/// How a participant is named; better ways first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// As in the claim.
    Exact,
    /// In another spelling, or a part of the name.
    Variant,
    /// A shorter form, pronoun or description that takes it up.
    Coreference,
    /// A definite description that may mean somebody else: supports, never identifies by itself.
    Description,
    /// A member or part.
    Member,
    /// The adjective of its country.
    Demonym,
}

/// All hits of a participant, in reading order, without overlaps.
#[must_use]
pub fn hits(reading: &Reading<'_>, party: &PartyProbe) -> Vec<Hit> {
    let mut found = Vec::new();
    for name in &party.names {
        if name.is_common {
            common(reading, name, &mut found);
            if !found.is_empty() {
                wider(reading, key(&name.last_text()), &mut found);
            }
        } else {
            literal(reading, name, &mut found);
            short_group(reading, name, &mut found);
            found.retain(|hit| !is_namesake(reading, party, hit.tokens));
        }
    }
    let matched = named(reading, party, &mut found);
    described(reading, &matched, &mut found);
    demonyms(reading, party, &mut found);
    if found.is_empty() {
        found = unnamed_kin::hits(reading, party);
    }
    found.sort_by_key(|hit: &Hit| {
        (
            hit.tokens.start(),
            hit.how,
            std::cmp::Reverse(hit.tokens.end()),
        )
    });
    let mut kept: Vec<Hit> = Vec::with_capacity(found.len());
    for hit in found {
        if kept
            .last()
            .is_none_or(|last| last.tokens.end() <= hit.tokens.start())
        {
            kept.push(hit);
        }
    }
    kept
}

/// Hits of one name by its words alone, in reading order.
#[must_use]
pub fn literal_hits(reading: &Reading<'_>, name: &NameProbe) -> Vec<Hit> {
    let mut found = Vec::new();
    if name.is_common {
        common(reading, name, &mut found);
    } else {
        literal(reading, name, &mut found);
    }
    found.sort_by_key(|hit: &Hit| hit.tokens.start());
    found
}

/// "Peter Marlow Jr." for his father, where the claim files know both.
fn is_namesake(reading: &Reading<'_>, party: &PartyProbe, name: TokenRange) -> bool {
    let is_suffix = |at: usize| {
        at < reading.document.tokens.len()
            && party
                .namesake_suffixes
                .iter()
                .any(|suffix| key(suffix) == reading.document.tokens[at].key)
    };
    let end = name.end();
    let is_comma = end < reading.document.tokens.len() && reading.document.word(end) == ",";
    is_suffix(end) || is_comma && is_suffix(end + 1)
}

/// The name's words in sequence, hyphens, dots and possessive endings between them allowed.
fn literal(reading: &Reading<'_>, name: &NameProbe, found: &mut Vec<Hit>) {
    let tokens = &reading.document.tokens;
    let lemma = crate::lang::lexicon().lemma(name.words[0]);
    for start in reading.with_lemma(lemma) {
        let Some(end) = sequence_end(reading, start, &name.words) else {
            continue;
        };
        let first = &tokens[start];
        // "the council of Aarhus": a name may begin with a common noun.
        let is_capital = tokens[start..end]
            .iter()
            .any(|token| token.shape.is(Shape::CAPITAL));
        if name.is_acronym && !first.shape.is(Shape::ALL_CAPS) || !is_capital {
            continue;
        }
        if is_inside_longer_name(reading, start, end, name.words.len()) {
            continue;
        }
        let how = if name.is_member {
            Match::Member
        } else {
            Match::Exact
        };
        found.push(Hit {
            tokens: TokenRange::new(start, end),
            how,
        });
    }
}

/// Where the words end that stand in sequence from a token, hyphens between them allowed.
pub(super) fn sequence_end(
    reading: &Reading<'_>,
    start: usize,
    words: &[name::WordKey],
) -> Option<usize> {
    let tokens = &reading.document.tokens;
    let mut at = start;
    for (n, word) in words.iter().enumerate() {
        while n > 0
            && tokens.get(at).is_some_and(|token| {
                token.shape.is(Shape::POSSESSIVE)
                    || token.shape.is(Shape::MARK)
                        && token.shape.is(Shape::JOINED)
                        && matches!(
                            reading.document.word(at),
                            "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | "&"
                        )
            })
        {
            at += 1;
        }
        if tokens.get(at)?.key != *word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// "Liberals" for "Senate Liberals": the plural that ends the name of a group, where the article has the
/// full name and no other group of that plural.
fn short_group(reading: &Reading<'_>, name: &NameProbe, found: &mut Vec<Hit>) {
    let tokens = &reading.document.tokens;
    let last = name.last_text();
    let is_plural = name.words.len() > 1
        && !name.is_acronym
        && !crate::lang::morphology::singulars(&last).is_empty();
    let is_full = |hit: &Hit| hit.how == Match::Exact && hit.tokens.range().len() > 1;
    if !is_plural || !found.iter().any(is_full) {
        return;
    }
    let word = key(&last);
    let is_free = |at: usize| !found.iter().any(|hit| hit.tokens.contains(at));
    let bare: Vec<usize> = reading
        .with_lemma(crate::lang::lexicon().lemma(word))
        .filter(|at| tokens[*at].key == word && tokens[*at].shape.is(Shape::CAPITAL))
        .filter(|at| is_free(*at))
        .collect();
    let is_part = |at: usize| {
        let is_name = |at: usize| {
            tokens[at].shape.is(Shape::CAPITAL) && !tokens[at].is(Classes::FUNCTION_WORD)
                || tokens[at].is(Classes::DEMONYM)
        };
        at.checked_sub(1).is_some_and(is_name)
            || tokens.get(at + 1).is_some_and(|_| is_name(at + 1))
    };
    // "Council Liberals" stand beside them: who is meant cannot be told.
    if bare.iter().any(|at| is_part(*at)) {
        return;
    }
    let is_common = |at: usize| {
        tokens[at].shape.is(Shape::FIRST) && tokens[at].is(Classes::COMMON.with(Classes::PERSON))
    };
    found.extend(bare.into_iter().filter(|at| !is_common(*at)).map(|at| Hit {
        tokens: TokenRange::new(at, at + 1),
        how: Match::Coreference,
    }));
}

/// "Popular Front" inside "Popular Front-General Command", "Jordan" inside "Michael Jordan": the
/// words belong to a longer name of something else.
fn is_inside_longer_name(reading: &Reading<'_>, start: usize, end: usize, n_words: usize) -> bool {
    let names = &reading.annotations.names;
    let at = names.partition_point(|name| name.tokens.end() <= start);
    names.get(at).is_some_and(|name| {
        let covers = name.tokens.start() <= start && end <= name.tokens.end();
        let longer = name.tokens.range().len() > end - start;
        // One word of a person's name, or the head of a longer organisation, is not the thing itself.
        covers
            && longer
            && (n_words == 1 && name.tokens.end() != end || name.tokens.end() > end && n_words > 1)
            && name.kind != NameKind::Unknown
    })
}

/// A common noun, in any number; its modifiers may be missing, but not be others' names.
fn common(reading: &Reading<'_>, name: &NameProbe, found: &mut Vec<Hit>) {
    let modifiers = &name.words[..name.words.len() - 1];
    let mut positions: Vec<usize> = noun_forms(&name.last_text())
        .into_iter()
        .flat_map(|form| {
            reading
                .with_lemma(crate::lang::lexicon().lemma(form))
                .filter(move |at| reading.document.tokens[*at].key == form)
                .collect::<Vec<_>>()
        })
        .collect();
    positions.sort_unstable();
    positions.dedup();
    for at in positions {
        let before = modifiers_start(reading, modifiers, at);
        let full = before.is_some();
        let start = before.unwrap_or(at);
        if !full && !name.is_partial && !is_description(reading, modifiers, at) {
            continue;
        }
        if !full && !name.is_member && told_apart::is_other(reading, &name.text, modifiers, at) {
            continue;
        }
        let how = match (full, name.is_member) {
            (_, true) => Match::Member,
            (true, false) => Match::Exact,
            (false, false) if name.is_partial => Match::Variant,
            (false, false) => Match::Description,
        };
        // "police officers", "army medics": those who act for it.
        if !name.is_member && is_staffed(reading, at) {
            found.push(Hit {
                tokens: TokenRange::new(start, at + 2),
                how: Match::Member,
            });
            continue;
        }
        // "tram drivers' union", "police dog": a modifier of something else.
        if reading.document.tokens.get(at + 1).is_some_and(|next| {
            next.is(Classes::BODY.with(Classes::PERSON).with(Classes::ROLE))
                && !next.is(Classes::VERB)
        }) {
            continue;
        }
        found.push(Hit {
            tokens: TokenRange::new(start, at + 1),
            how,
        });
    }
}

/// Whether a noun for a body is followed by one for those in it, in the plural: "police officers".
fn is_staffed(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.document.tokens;
    tokens[at].is(Classes::BODY)
        && tokens.get(at + 1).is_some_and(|next| {
            next.is(Classes::PERSON.with(Classes::ROLE))
                && !next.is(Classes::BODY)
                && morphology::is_plural(reading.document.word(at + 1))
                && !next.shape.is(Shape::POSSESSIVE)
        })
}

/// Where a common name begins, if its modifiers stand before its head ("Peru's second ferry").
fn modifiers_start(
    reading: &Reading<'_>,
    modifiers: &[name::WordKey],
    head: usize,
) -> Option<usize> {
    let tokens = &reading.document.tokens;
    let mut at = head;
    for word in modifiers.iter().rev() {
        at = at.checked_sub(1)?;
        while tokens[at].shape.is(Shape::POSSESSIVE)
            || tokens[at].shape.is(Shape::MARK) && tokens[at].shape.is(Shape::JOINED)
        {
            at = at.checked_sub(1)?;
        }
        if tokens[at].key != *word {
            return None;
        }
    }
    Some(at)
}

/// How many sentences from the start tell what an article is about.
const OPENING: usize = 4;

/// "the gunman" for "Lisbon gunman": a definite short form, where the article opens with the
/// words that it leaves out.
fn is_description(reading: &Reading<'_>, modifiers: &[name::WordKey], at: usize) -> bool {
    let tokens = &reading.document.tokens;
    let definite =
        entity::definite_start(reading.document, at).is_some() || is_owned(reading, modifiers, at);
    let end = reading
        .document
        .sentences
        .get(OPENING)
        .map_or(tokens.len(), |sentence| sentence.tokens.start());
    !modifiers.is_empty()
        && definite
        && modifiers
            .iter()
            .all(|word| tokens[..end].iter().any(|token| token.key == *word))
}

/// "Angola's satellite", "the Angolan satellite" for "Angola's first satellite": whose it is, is
/// said with the name's own words.
fn is_owned(reading: &Reading<'_>, modifiers: &[name::WordKey], at: usize) -> bool {
    let tokens = &reading.document.tokens;
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let owner = before
        .checked_sub(1)
        .filter(|_| tokens[before].shape.is(Shape::POSSESSIVE));
    if let Some(owner) = owner {
        return modifiers.contains(&tokens[owner].key);
    }
    let is_demonym = tokens[before].is(Classes::DEMONYM)
        && before > 0
        && tokens[before - 1].is(Classes::DEFINITE);
    is_demonym
        && gazetteer()
            .demonym(&[tokens[before].key])
            .is_some_and(|country| {
                let mut names = gazetteer().place(country).names();
                names.any(|name| modifiers.contains(&key(name)))
            })
}

/// Mentions that the annotator found, compared as names, with all that take them up.
fn named(reading: &Reading<'_>, party: &PartyProbe, found: &mut Vec<Hit>) -> Vec<Option<Match>> {
    let names = &reading.annotations.names;
    let mut matched: Vec<Option<Match>> = vec![None; names.len()];
    for (at, mention) in names.iter().enumerate() {
        if mention.first != at && matched[mention.first].is_some() {
            matched[at] = matched[mention.first].map(|_| Match::Coreference);
            continue;
        }
        matched[at] = party
            .names
            .iter()
            .filter(|name| !name.is_common)
            .filter_map(|name| compare(reading, name, at, party.is_person))
            .min()
            .filter(|_| {
                let is_theirs = |suffix| party.namesake_suffixes.iter().any(|own| own == suffix);
                !is_namesake(reading, party, mention.tokens)
                    && !reading.comparable(at).suffix().is_some_and(is_theirs)
            });
        if matched[at].is_some()
            && mention.first != at
            && matched[mention.first].is_none()
            && mention.tokens.range().len() == 1
        {
            // A short form of somebody else's full name.
            matched[at] = None;
        }
    }
    if party.is_person {
        short_name::match_joined(reading, party, &mut matched);
    }
    // "Mayor Hofer", named in full only further down: the first mention has just the surname.
    let is_full = |at: usize| {
        let direct = party.names.iter().filter(|name| !name.is_common);
        matched[names[at].first] == Some(Match::Description)
            && names[at].tokens.range().len() > 1
            && direct
                .filter_map(|name| compare(reading, name, at, party.is_person))
                .any(|how| how <= Match::Variant)
    };
    let in_full =
        matched.iter().flatten().any(|how| *how <= Match::Variant) || (0..names.len()).any(is_full);
    if party.is_person && !in_full {
        short_name::match_relatives(reading, party, &mut matched);
        short_name::match_slips(reading, party, &mut matched);
    }
    if party.is_person && in_full {
        short_name::match_shorts(reading, party, &mut matched);
    }
    if !party.namesake_suffixes.is_empty() {
        // A bare surname may be either's, unless it takes up a full name.
        for at in 0..names.len() {
            if names[names[at].first].tokens.range().len() == 1 {
                matched[at] = None;
            }
        }
    }
    if party.is_person {
        short_name::tell_siblings(reading, party, &mut matched);
    }
    for (mention, how) in names.iter().zip(&matched) {
        if let Some(how) = how {
            let how = if in_full && *how == Match::Description {
                Match::Coreference
            } else {
                *how
            };
            found.push(Hit {
                tokens: mention.tokens,
                how,
            });
        }
    }
    matched
}

/// "the ferry" for the Olga, which the article calls "the tug Olga" or "Olga, a ferry"; "the mayor",
/// "the 24-year-old", "the Norwegian" for the one who is told to be that.
fn described(reading: &Reading<'_>, matched: &[Option<Match>], found: &mut Vec<Hit>) {
    let names = &reading.annotations.names;
    let entities = reading.entities();
    let is_ours = |entity: &Entity| {
        matched[entity.first].is_some_and(|how| how <= Match::Coreference)
            && names[entity.first].kind != NameKind::Demonym
    };
    for entity in entities.all.iter().filter(|entity| is_ours(entity)) {
        for head in &entity.heads {
            if entities.called(*head).is_some() {
                wider(reading, *head, found);
            }
        }
    }
    let taken_up = entities.references.iter().filter(|reference| {
        reference
            .entity
            .is_some_and(|entity| is_ours(&entities.all[entity]))
    });
    found.extend(taken_up.map(|reference| Hit {
        tokens: reference.tokens,
        how: Match::Coreference,
    }));
}

/// "the vehicle" for a tram: a definite wider noun, where the article speaks of no other thing for
/// which it could stand.
fn wider(reading: &Reading<'_>, head: name::WordKey, found: &mut Vec<Hit>) {
    let tokens = &reading.document.tokens;
    let positions = |word: name::WordKey| {
        reading
            .with_lemma(crate::lang::lexicon().lemma(word))
            .filter(move |at| tokens[*at].key == word)
    };
    let Some(first) = positions(head).next() else {
        return;
    };
    for (wide, narrow) in families().wider(head) {
        if narrow
            .iter()
            .any(|other| *other != head && positions(*other).next().is_some())
        {
            continue;
        }
        for at in positions(wide).filter(|at| *at > first) {
            if let Some(start) = entity::definite_start(reading.document, at)
                && !is_modifier(reading.document, at)
            {
                found.push(Hit {
                    tokens: TokenRange::new(start, at + 1),
                    how: Match::Coreference,
                });
            }
        }
    }
}

fn compare(
    reading: &Reading<'_>,
    name: &NameProbe,
    mention: usize,
    is_person: bool,
) -> Option<Match> {
    if name.is_acronym {
        return None;
    }
    let kind = reading.annotations.names[mention].kind;
    // "Tyler" the town is not Mr Tyler.
    if is_person && kind == NameKind::Place {
        return None;
    }
    let mention = reading.comparable(mention);
    let result = if is_person {
        name::same_person(&name.comparable, mention)
    } else {
        name::same_organization(&name.comparable, mention)
    };
    let how = match result {
        NameMatch::Exact => Match::Exact,
        NameMatch::Variant => Match::Variant,
        // "the Lena Hofer Foundation" is not Lena Hofer.
        NameMatch::Part if is_person && kind == NameKind::Organization => return None,
        // A surname alone may be anybody's, unless the article has the full name too (see `named`).
        NameMatch::Part => Match::Description,
        NameMatch::No => return None,
    };
    Some(if name.is_member { Match::Member } else { how })
}

fn demonyms(reading: &Reading<'_>, party: &PartyProbe, found: &mut Vec<Hit>) {
    for country in &party.countries {
        for demonym in gazetteer().demonyms(*country) {
            for at in reading.with_lemma(crate::lang::lexicon().lemma(demonym)) {
                let token = &reading.document.tokens[at];
                if token.key == demonym && token.shape.is(Shape::CAPITAL) {
                    found.push(Hit {
                        tokens: TokenRange::new(at, at + 1),
                        how: Match::Demonym,
                    });
                }
            }
        }
    }
}

/// Hits that begin inside a range.
#[must_use]
pub fn hits_in(hits: &[Hit], tokens: TokenRange) -> &[Hit] {
    let from = hits.partition_point(|hit| hit.tokens.start() < tokens.start());
    let to = hits.partition_point(|hit| hit.tokens.start() < tokens.end());
    &hits[from..to.max(from)]
}

/// Whether some hit shares a token with a range. Hits stand in reading order without overlaps.
#[must_use]
pub fn is_hit(hits: &[Hit], tokens: TokenRange) -> bool {
    let at = hits.partition_point(|hit| hit.tokens.end() <= tokens.start());
    hits.get(at)
        .is_some_and(|hit| hit.tokens.is_overlapping(tokens))
}

/// Whether a hit only tells whose or which: "Hamas's rival", "the brother of X", "X's lawyer".
/// A delegation of Hamas is Hamas; a brother of X is not X.
#[must_use]
pub fn is_possessor(reading: &Reading<'_>, hit: Hit) -> bool {
    let tokens = &reading.document.tokens;
    let body = Classes::BODY.with(Classes::ORGANIZATION_WORD);
    if tokens
        .get(hit.tokens.end())
        .is_some_and(|next| next.shape.is(Shape::POSSESSIVE))
    {
        // "X's body was found": X was.
        if tokens
            .get(hit.tokens.end() + 1)
            .is_some_and(|next| cues().is(next.key, WordSet::REMAINS))
        {
            return false;
        }
        // "Hamas's delegation", "Egypt's Rashad": a part of it acts for it, if it is no person.
        let head = (hit.tokens.end() + 1..(hit.tokens.end() + 5).min(tokens.len())).find(|at| {
            tokens[*at].is(Classes::PERSON.with(body).with(Classes::ROLE))
                || tokens[*at].is(Classes::KINSHIP)
        });
        return head.is_some_and(|at| {
            tokens[at].is(Classes::KINSHIP)
                || tokens[at].is(Classes::PERSON) && !tokens[at].is(body)
        }) || head.is_none() && hit.how <= Match::Variant && is_person_like(reading, hit);
    }
    let start = hit.tokens.start();
    if start < 2 {
        return false;
    }
    if is_served(reading, hit) {
        return true;
    }
    let before = &tokens[start - 1];
    let of = before.key == key("of") || before.key == key("for") || before.key == key("to");
    of && (start.saturating_sub(4)..start - 1)
        .rev()
        .take(3)
        .any(|at| tokens[at].is(Classes::KINSHIP))
}

/// How many words a post may have: "deputy communications director".
const POST: usize = 5;

/// "as press aide to Senator X", "a lawyer for X": the one whom somebody serves.
fn is_served(reading: &Reading<'_>, hit: Hit) -> bool {
    let tokens = &reading.document.tokens;
    let person = reading
        .names_in(hit.tokens)
        .map(|name| &reading.annotations.names[name])
        .find(|name| name.kind == NameKind::Person);
    let Some(person) = person else {
        return false;
    };
    let described = person
        .description
        .filter(|description| description.end() <= hit.tokens.start());
    let start = described.map_or(hit.tokens.start(), TokenRange::start);
    let Some(preposition) = start.checked_sub(1) else {
        return false;
    };
    let serves = tokens[preposition].key == key("to") || tokens[preposition].key == key("for");
    let Some(post) = preposition.checked_sub(1).filter(|_| serves) else {
        return false;
    };
    let first = post.saturating_sub(POST);
    let opener = (first..post)
        .rev()
        .take_while(|at| tokens[*at].shape.is(Shape::WORD))
        .find(|at| {
            tokens[*at].is(Classes::DETERMINER
                .with(Classes::DEFINITE)
                .with(Classes::PREPOSITION))
        });
    tokens[post].is(Classes::ROLE)
        && opener.is_none_or(|at| tokens[at].key == key("as") || tokens[at].is(Classes::INDEFINITE))
}

fn is_person_like(reading: &Reading<'_>, hit: Hit) -> bool {
    reading
        .names_in(hit.tokens)
        .any(|name| reading.annotations.names[name].kind == NameKind::Person)
}
