//! `Probe`: a claim made ready for being looked for, once per run.

use crate::align::terms::{self, Term};
use crate::claims::{Claim, EntityKind, Referent, Role};
use crate::lang::cues::{WordSet, cues};
use crate::lang::gazetteer::{PlaceId, PlaceRelation, gazetteer};
use crate::lang::part::parts;
use crate::lang::{Classes, EventTypeId, Lexicon, events, families, lexicon, morphology};
use crate::value::name::{self, ComparableName, WordKey};
use crate::value::words;
use crate::value::{EdtfDate, Interval};

/// What identifies a claim in a text, as word keys.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Position of the claim in its set.
    pub claim: usize,
    /// The claim's own event type, if the lexicon knows it.
    pub own_type: Option<EventTypeId>,
    /// Types whose mention tells this event: its own and those that imply it.
    pub types: Vec<EventTypeId>,
    /// Families of those types.
    pub families: Vec<String>,
    /// Lemmas that tell it where the lexicon has no type.
    pub lemmas: Vec<WordKey>,
    /// Further wordings, as lemmas in sequence.
    pub triggers: Vec<Vec<WordKey>>,
    /// One of them says by itself that something is not so: "without power", "not guilty".
    pub is_trigger_negated: bool,
    /// Who took part.
    pub parties: Vec<PartyProbe>,
    /// Where.
    pub place: Option<PlaceProbe>,
    /// When: the days from the first to the last that the claim allows.
    pub day: Option<Interval>,
    /// What it was about.
    pub about: Vec<Term>,
    /// Who says it.
    pub speakers: Vec<PartyProbe>,
    /// Content words of the claim's text; they help to tell events apart, never decide a facet.
    pub text: Vec<WordKey>,
    /// Those of them that tell neither who nor when.
    pub subject: Vec<WordKey>,
    /// The claim's text has a "not" of its own.
    pub is_negated: bool,
    /// The claim's number is somebody's age: "died at the age of 77".
    pub is_of_age: bool,
}

/// A participant made ready.
#[derive(Clone, Debug)]
pub struct PartyProbe {
    /// The facet's value.
    pub value: String,
    /// Who did it, to whom.
    pub role: Role,
    /// Every name that satisfies it.
    pub names: Vec<NameProbe>,
    /// Countries among the referents: their adjectives count ("Egyptian officials").
    pub countries: Vec<PlaceId>,
    /// A person, as far as the claim or the look of the name tells.
    pub is_person: bool,
    /// The claim's text tells what was done to it: "the bridge was opened".
    pub is_undergoer: bool,
    /// Suffixes ("jr", "iii") of other persons of the claim files with its name.
    pub namesake_suffixes: Vec<String>,
}

/// One name as words.
#[derive(Clone, Debug)]
pub struct NameProbe {
    /// The name as written, without a post of several words before it.
    pub text: String,
    /// The same, ready to be compared.
    pub comparable: ComparableName,
    /// Its words, marks left out, folded.
    pub words: Vec<WordKey>,
    /// Written in capitals throughout: matches only capitals ("US", "IS", "IDF").
    pub is_acronym: bool,
    /// A common noun ("police", "rescuers"), matched in any number and case.
    pub is_common: bool,
    /// Its head noun alone will do: the only name of something that no entity describes.
    pub is_partial: bool,
    /// A member or part of what the claim names.
    pub is_member: bool,
    /// The claim gave a post before it, which is no part of `text`.
    pub has_post: bool,
}

/// A place made ready.
#[derive(Clone, Debug)]
pub struct PlaceProbe {
    /// The facet's value.
    pub value: String,
    /// Rows of the gazetteer that it can mean.
    pub rows: Vec<PlaceId>,
    /// Rows of what it lies in ("Ohio"), where the map does not know the place itself.
    pub outer: Vec<PlaceId>,
    /// Its names as words, the qualifier ("Ohio") left out.
    pub names: Vec<NameProbe>,
    /// The kind of building or ground that its name, or the claim's text behind its name, says it is:
    /// see [`crate::lang::Families::site`].
    pub site: Option<usize>,
    /// The side of the whole place in `outer`: "northern Norway".
    pub side: Option<WordKey>,
    /// The claim's text says that somebody is of this place: "Jane Doe of Toledo".
    pub is_residence: bool,
}

impl PlaceProbe {
    /// Whether the map knows the place, or at least what it lies in.
    #[must_use]
    pub fn is_mapped(&self) -> bool {
        !self.rows.is_empty() || !self.outer.is_empty()
    }

    /// How places found in a text stand to it by the map. Where only what it lies in is known, a
    /// place is apart from it or cannot be compared, or holds it.
    #[must_use]
    pub fn relate(&self, found: &[PlaceId]) -> PlaceRelation {
        if !self.rows.is_empty() {
            return gazetteer().relate(&self.rows, found);
        }
        match gazetteer().relate(&self.outer, found) {
            PlaceRelation::Disjoint => PlaceRelation::Disjoint,
            PlaceRelation::Equal | PlaceRelation::Wider => PlaceRelation::Wider,
            PlaceRelation::Within | PlaceRelation::Unknown => PlaceRelation::Unknown,
        }
    }
}

impl Probe {
    /// Compiles a claim.
    #[must_use]
    pub fn new(claim_at: usize, claim: &Claim) -> Self {
        let lexicon = lexicon();
        let about: Vec<Term> = claim.about.iter().map(|term| Term::new(term)).collect();
        let own_type = occurring(claim, &about).or_else(|| events().by_name(&claim.event));
        let types = own_type.map_or_else(Vec::new, |own| telling(own, claim));
        let families = types
            .iter()
            .map(|id| events().get(*id).family.clone())
            .collect();
        // "call" in the row of telephoning: of many senses, so that the row has it among its near ones.
        let lemma = lexicon.lemma(name::key(&claim.event));
        let is_in_row = own_type.is_some_and(|own| events().types_of_verb(lemma).contains(&own));
        let lemmas = if is_in_row { Vec::new() } else { vec![lemma] };
        Self {
            claim: claim_at,
            own_type,
            types,
            families,
            lemmas,
            triggers: claim
                .triggers
                .iter()
                .map(|trigger| terms::lemmas(lexicon, trigger))
                .filter(|words| !words.is_empty())
                .collect(),
            is_trigger_negated: claim.triggers.iter().any(|trigger| {
                words::words(trigger).into_iter().any(|word| {
                    lexicon.classes(word).intersects(Classes::NEGATION)
                        || cues().is(word, WordSet::WITHOUT)
                })
            }),
            parties: claim
                .participants
                .iter()
                .map(|party| {
                    let mut probe = party_probe(&party.value, &party.referents, party.role);
                    probe.is_undergoer = is_undergoer(&probe, &claim.text);
                    probe
                })
                .collect(),
            place: claim.place.as_ref().map(|place| {
                let mut probe = place_probe(place, &claim.text);
                probe.is_residence = is_residence(&probe, claim);
                probe
            }),
            day: claim.date.as_ref().map(EdtfDate::hull),
            about,
            speakers: claim
                .attributed_to
                .iter()
                .map(|speaker| {
                    party_probe(&speaker.value, std::slice::from_ref(speaker), Role::Any)
                })
                .collect(),
            text: terms::content_stems(&claim.text),
            subject: subject(claim),
            is_of_age: is_of_age(claim),
            is_negated: words::words(&claim.text)
                .into_iter()
                .any(|word| lexicon.classes(word).intersects(Classes::NEGATION)),
        }
    }

    /// Whether its only participant holds a role that one alone can hold: an article that names
    /// somebody else there speaks of the claim without naming its participant.
    #[must_use]
    pub fn is_replaceable(&self) -> bool {
        let [party] = self.parties.as_slice() else {
            return false;
        };
        self.own_type
            .is_some_and(|id| is_single_holder(id, party.role))
    }

    /// Whether its participants are told by a title or an office alone ("Officer"): they identify nobody.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        let title = Classes::TITLE.with(Classes::ROLE).with(Classes::PERSON);
        let is_title = |word: &WordKey| lexicon().classes(*word).intersects(title);
        !self.parties.is_empty()
            && self.parties.iter().all(|party| {
                party
                    .names
                    .iter()
                    .all(|name| !name.is_common && name.words.iter().all(is_title))
            })
    }

    /// Whether the claim can only be told by its place (and date): it has no participant and no topic.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.parties.is_empty() && self.about.is_empty()
    }
}

/// Whether a claim's number counts years and its words speak of an age.
fn is_of_age(claim: &Claim) -> bool {
    let number = claim.quantity.as_ref();
    let Some(unit) = number.and_then(|number| number.of.as_deref()) else {
        return false;
    };
    let unit = words::words(unit);
    let is_of_years = unit
        .first()
        .is_some_and(|word| cues().is(*word, WordSet::YEARS));
    let text = words::words(&claim.text);
    let is_age = |word: &WordKey| cues().is(*word, WordSet::AGE);
    is_of_years && unit.iter().chain(&text).any(is_age)
}

/// Stems of the content words of a claim's text without its event, its participants and its date.
fn subject(claim: &Claim) -> Vec<WordKey> {
    let names = claim
        .participants
        .iter()
        .flat_map(|party| party.referents.iter().flat_map(|referent| &referent.names));
    let mut told: Vec<WordKey> = names.flat_map(|name| terms::content_stems(name)).collect();
    told.extend(terms::content_stems(&claim.event));
    let time = Classes::MONTH
        .with(Classes::WEEKDAY)
        .with(Classes::TIME_WORD);
    let is_time = |word: &WordKey| lexicon().classes(*word).intersects(time);
    let verb = lexicon().lemma(name::key(&claim.event));
    let untold: Vec<String> = words::folded_words(&claim.text)
        .into_iter()
        .filter(|word| {
            let key = name::key(word);
            !is_time(&key)
                && lexicon().lemma(key) != verb
                && !word.starts_with(|first: char| first.is_ascii_digit())
        })
        .collect();
    let mut stems = terms::content_stems(&untold.join(" "));
    stems.retain(|stem| !told.contains(stem));
    stems
}

/// Whether one alone can hold a role of an event type ("led", "won").
#[must_use]
pub fn is_single_holder(id: EventTypeId, role: Role) -> bool {
    let kind = events().get(id);
    match role {
        Role::Agent => kind.single_agent,
        Role::Patient => kind.single_patient,
        Role::Any => false,
    }
}

/// The event that a claim's topic names, where its verb only says that it happened: "an earthquake
/// struck", "a fire broke out".
fn occurring(claim: &Claim, about: &[Term]) -> Option<EventTypeId> {
    let verb = lexicon().lemma(name::key(&claim.event));
    let is_bare = claim.participants.is_empty() && families().is_occurrence(verb);
    let types = about
        .iter()
        .flat_map(|term| events().types_of_noun(term.head));
    let mut incidents = types.filter(|id| families().is_incident(**id));
    incidents.next().copied().filter(|_| is_bare)
}

/// The type itself and every type whose report tells it too.
fn telling(own: EventTypeId, claim: &Claim) -> Vec<EventTypeId> {
    let all = || {
        (0..events().types().len())
            .map(|at| EventTypeId(u16::try_from(at).expect("fewer than 2¹⁶ types")))
    };
    // "X killed himself" speaks of who killed X, not of how many were killed.
    let has = |role: Role| claim.participants.iter().any(|party| party.role == role);
    let is_by_whom = has(Role::Agent) && has(Role::Patient);
    let implies = |id: EventTypeId| {
        let kind = events().get(id);
        kind.implies.contains(&own) && (is_by_whom || !kind.own_hand)
    };
    let announces = |id: EventTypeId| families().is_announcing(own) && families().is_announcing(id);
    let mut telling: Vec<EventTypeId> = std::iter::once(own)
        .chain(all().filter(|id| *id != own && (implies(*id) || announces(*id))))
        .collect();
    if claim
        .participants
        .iter()
        .all(|party| party.role != Role::Agent)
    {
        telling.extend(families().undergone(own));
    }
    telling
}

fn party_probe(value: &str, referents: &[Referent], role: Role) -> PartyProbe {
    let mut names = Vec::new();
    let mut countries = Vec::new();
    let mut kinds = Vec::new();
    for referent in referents {
        names.extend(referent.names.iter().map(|text| name_probe(text, false)));
        names.extend(
            referent
                .member_names
                .iter()
                .map(|text| name_probe(text, true)),
        );
        kinds.push(referent.kind);
        if referent.kind.is_none_or(|kind| kind == EntityKind::Place) {
            for text in &referent.names {
                countries.extend(
                    gazetteer()
                        .resolve(text)
                        .into_iter()
                        .filter(|id| gazetteer().is_country(*id)),
                );
            }
        }
    }
    names.retain(|name| !name.words.is_empty());
    if referents.iter().all(|referent| referent.entity.is_none()) && names.len() == 1 {
        names[0].is_partial = true;
    }
    let is_person = kinds.contains(&Some(EntityKind::Person))
        || kinds.iter().all(Option::is_none)
            && countries.is_empty()
            && names
                .iter()
                .any(|name| name.has_post || looks_like_person(lexicon(), name));
    PartyProbe {
        value: value.to_owned(),
        role,
        names,
        countries,
        is_person,
        is_undergoer: role == Role::Patient,
        namesake_suffixes: referents
            .iter()
            .flat_map(|referent| &referent.namesakes)
            .filter_map(|name| ComparableName::new(name).suffix().map(str::to_owned))
            .collect(),
    }
}

/// Where a name stands in a text: the word behind it.
fn word_behind(name: &NameProbe, words: &[WordKey]) -> Option<WordKey> {
    let at = words
        .windows(name.words.len())
        .position(|window| window == name.words.as_slice())?;
    words.get(at + name.words.len()).copied()
}

/// Whether a participant is the one to whom it was done: by its role, or since the claim's text has
/// its name before "was".
fn is_undergoer(party: &PartyProbe, text: &str) -> bool {
    let words = words::words(text);
    let is_be = |word: WordKey| lexicon().classes(word).intersects(Classes::BE);
    match party.role {
        Role::Patient => true,
        Role::Agent => false,
        Role::Any => party
            .names
            .iter()
            .any(|name| word_behind(name, &words).is_some_and(is_be)),
    }
}

/// Two to five capitalised words, none of which is known as part of an organisation.
fn looks_like_person(lexicon: &Lexicon, name: &NameProbe) -> bool {
    let body = Classes::ORGANIZATION_WORD
        .with(Classes::BODY)
        .with(Classes::PREPOSITION);
    let is_body = |word: &WordKey| lexicon.classes(*word).intersects(body);
    let no_body = !name.words.iter().any(is_body);
    !name.is_common && !name.is_acronym && (2..=5).contains(&name.words.len()) && no_body
}

fn name_probe(text: &str, is_member: bool) -> NameProbe {
    let full = text;
    let text = without_post(text);
    let (plain, _) = name::without_nickname(text);
    let words = words::words(&plain);
    let first = text
        .split_whitespace()
        .find(|word| !matches!(*word, "the" | "The" | "a" | "an"));
    let is_common = text
        .split(|c: char| !c.is_alphanumeric())
        .rfind(|word| !word.is_empty())
        .is_some_and(|word| word.chars().next().is_some_and(char::is_lowercase))
        && first.is_some();
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let is_acronym =
        text.len() <= 8 && letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
    NameProbe {
        text: text.to_owned(),
        comparable: ComparableName::new(text),
        words,
        is_acronym,
        is_common,
        is_partial: false,
        is_member,
        has_post: text.len() < full.len(),
    }
}

/// "Harbour Police Sergeant First Class Ida Varga": the name behind a post of several words. A single
/// title is left to [`ComparableName`].
fn without_post(text: &str) -> &str {
    let is = |word: &str, wanted: Classes| lexicon().classes(name::key(word)).intersects(wanted);
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let known = Classes::BODY
        .with(Classes::ROLE)
        .with(Classes::TITLE)
        .with(Classes::COMMON)
        .with(Classes::PORTFOLIO)
        .with(Classes::ORGANIZATION_WORD);
    let is_known = |word: &&str| {
        is(word, known)
            || word.contains(|c: char| c.is_ascii_digit())
            || word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    let is_post = |at: &usize| {
        let own = &pieces[..*at];
        // "Zenobia Major Tarrant" is a name, "Toledo Police Major Tarrant" is not.
        let is_body = own.last().is_some_and(|word| is(word, Classes::BODY));
        (name::is_title(pieces[*at]) || is(pieces[*at], Classes::ROLE))
            && (is_body || own.iter().all(is_known))
    };
    let last = pieces.len().saturating_sub(1);
    let Some(post) = (1..last).rev().find(is_post) else {
        return text;
    };
    let is_thing = Classes::COMMON
        .with(Classes::VERB)
        .with(Classes::BODY)
        .with(Classes::ORGANIZATION_WORD)
        .with(Classes::PLACE_WORD)
        .with(Classes::PREPOSITION);
    let first = pieces[post + 1];
    let is_name = is(first, Classes::GIVEN_NAME)
        || name::is_title(pieces[post])
            && first.starts_with(char::is_uppercase)
            && !is(first, is_thing);
    let start = first.as_ptr() as usize - text.as_ptr() as usize;
    if is_name { &text[start..] } else { text }
}

fn place_probe(referent: &Referent, text: &str) -> PlaceProbe {
    let mut rows = Vec::new();
    let mut outer = Vec::new();
    let mut names = Vec::new();
    let add = |to: &mut Vec<PlaceId>, found: Vec<PlaceId>| {
        for row in found {
            if !to.contains(&row) {
                to.push(row);
            }
        }
    };
    for text in &referent.names {
        add(&mut rows, gazetteer().resolve(text));
        add(&mut outer, gazetteer().resolve_container(text));
        let unqualified = text.split(',').next().unwrap_or(text).trim();
        names.push(name_probe(unqualified, false));
    }
    names.extend(
        referent
            .member_names
            .iter()
            .map(|text| name_probe(text, true)),
    );
    names.retain(|name| !name.words.is_empty());
    let site = names.iter().find_map(|name| site(name, text));
    let side = names
        .first()
        .filter(|_| rows.is_empty() && outer.is_empty())
        .and_then(side);
    if let Some((_, whole)) = &side {
        outer.clone_from(whole);
    }
    if !rows.is_empty() {
        outer.clear();
    }
    PlaceProbe {
        value: referent.value.clone(),
        rows,
        outer,
        names,
        site,
        side: side.map(|(side, _)| side),
        is_residence: false,
    }
}

/// Whether the claim's text has a participant's name, "of" and the place.
fn is_residence(place: &PlaceProbe, claim: &Claim) -> bool {
    let words = words::words(&claim.text);
    let of = name::key("of");
    place.names.iter().any(|place| {
        let at = words
            .windows(place.words.len())
            .position(|window| window == place.words.as_slice());
        at.and_then(|at| at.checked_sub(1))
            .filter(|before| words[*before] == of)
            .is_some_and(|before| {
                claim
                    .participants
                    .iter()
                    .flat_map(|party| &party.referents)
                    .flat_map(|referent| &referent.names)
                    .any(|name| words[..before].ends_with(&words::words(name)))
            })
    })
}

/// "northern Norway": the side, and the rows of the whole.
fn side(name: &NameProbe) -> Option<(WordKey, Vec<PlaceId>)> {
    let (first, rest) = name.words.split_first()?;
    let (_, whole) = name.text.split_once(' ')?;
    let rows = gazetteer().resolve(whole);
    (parts().is_side(*first) && !rest.is_empty() && !rows.is_empty()).then_some((*first, rows))
}

/// The kind of a named building: "Astoria Hotel", "Hotel Astoria", or "the Wexley cosmodrome" in the
/// claim's text for a place that is only called Wexley.
fn site(name: &NameProbe, text: &str) -> Option<usize> {
    let ends = [name.words.last(), name.words.first()];
    let own = ends.into_iter().flatten();
    own.copied()
        .find_map(|word| families().site(word))
        .or_else(|| families().site(word_behind(name, &words::words(text))?))
}

impl NameProbe {
    /// Whether the name ends in "Jr.", "III" or the like.
    #[must_use]
    pub(super) fn is_suffixed(&self) -> bool {
        self.comparable.suffix().is_some()
    }

    /// The last word as folded text.
    #[must_use]
    pub fn last_text(&self) -> String {
        words::folded_words(&self.text).pop().unwrap_or_default()
    }
}

/// Keys of a common noun's forms: itself, its plural, its singular.
#[must_use]
pub(super) fn noun_forms(word: &str) -> Vec<WordKey> {
    let folded = name::fold(word);
    let mut forms = vec![name::key(&folded), name::key(&morphology::plural(&folded))];
    for singular in morphology::singulars(&folded) {
        forms.push(name::key(&singular));
    }
    forms.dedup();
    forms
}
