//! Where an article tells the incident: the places that its sentences tie to it.

use crate::align::Reading;
use crate::align::bind;
use crate::align::incident::Tie;
use crate::align::party;
use crate::align::probe::PlaceProbe;
use crate::align::tied;
use crate::annotate::{self, EventForm, PlaceMention, PlaceUse};
use crate::document::{Part, Shape, TokenRange};
use crate::lang::gazetteer::PlaceRelation;
use crate::lang::{Classes, PlaceId, families, gazetteer};
use crate::value::name::{WordKey, key};

/// A place told of the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Position in the annotations' places.
    pub at: usize,
    /// Its sentence.
    pub sentence: usize,
    /// How it is tied.
    pub tie: Tie,
}

/// The name of a claimed place where an article writes it, told of the incident: also where the
/// article alone leaves open which of many towns it means, or whether it is a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedSpot {
    /// The words.
    pub tokens: TokenRange,
    /// How it is tied.
    pub tie: Tie,
}

/// What a place name before it says of where something was: "Toledo police", "the Lucas County
/// sheriff", "the Toledo east side".
const LOCAL: Classes = Classes::BODY
    .with(Classes::ROLE)
    .with(Classes::TITLE)
    .with(Classes::ORGANIZATION_WORD)
    .with(Classes::COMPASS)
    .with(Classes::PLACE_NOUN);

/// What may stand between a preposition and a place that describes a site: "inside a quiet Toledo home".
const BEFORE_NAME: Classes = Classes::DETERMINER
    .with(Classes::ADJECTIVE)
    .with(Classes::COMPASS)
    .with(Classes::POSSESSIVE_PRONOUN);

/// How many words may stand between a place and what says that it is not the very place.
const BESIDE: usize = 3;

/// How many of the places where a name stands are weighed.
const MOST: usize = 32;

/// The place at a position of the annotations, if it is told of the incident.
pub(super) fn spot(reading: &Reading<'_>, at: usize) -> Option<Spot> {
    let place = &reading.annotations.places[at];
    let sentence = reading.document.sentence_of(place.tokens.start());
    if !reading.is_evidence(sentence) || is_beside(reading, place.tokens) {
        return None;
    }
    let tie = tie(reading, place.tokens, place.use_, sentence)?;
    Some(Spot { at, sentence, tie })
}

fn tie(reading: &Reading<'_>, tokens: TokenRange, use_: PlaceUse, sentence: usize) -> Option<Tie> {
    match use_ {
        PlaceUse::Dateline => Some(Tie::Response),
        // "according to Toledo police", "Jane Doe of Toledo Police": no place where anything was, but
        // whose officers it was.
        _ if is_force(reading, tokens) => modifier_tie(reading, tokens, sentence),
        PlaceUse::Location if is_brought_to(reading, tokens) || is_of_care(reading, tokens) => None,
        PlaceUse::Location => tied::value_tie(reading, tokens, sentence),
        PlaceUse::Modifier => modifier_tie(reading, tokens, sentence),
        PlaceUse::Actor | PlaceUse::Origin => None,
    }
}

/// "Toledo police", "Toledo's north end", "the Toledo shooting", "at a Toledo home".
fn modifier_tie(reading: &Reading<'_>, tokens: TokenRange, sentence: usize) -> Option<Tie> {
    let next = reading.document.tokens.get(tokens.end())?;
    let event = |at: usize| &reading.annotations.events[at];
    let noun = bind::owners_of(reading, tokens).0;
    let own = noun.and_then(|noun| tied::known_tie(reading, event(noun)));
    if let Some(tie) = own {
        return tie;
    }
    if is_site(reading, tokens) || next.shape.is(Shape::POSSESSIVE) {
        let tie = is_placed(reading, tokens)
            .then(|| tied::value_tie(reading, tokens, sentence))
            .flatten();
        return Some(tie.unwrap_or(Tie::Scene));
    }
    if !next.is(LOCAL) {
        return None;
    }
    // "Toledo police were called to": those who came are those of the place.
    let came = reading
        .events_in(reading.document.sentences[sentence].tokens)
        .filter(|at| event(*at).is_told())
        .any(|at| {
            families().is_response(event(at).lemma)
                && reading
                    .frame(at)
                    .subject
                    .is_some_and(|subject| subject.contains(tokens.start()))
        });
    Some(if came { Tie::Response } else { Tie::Scene })
}

/// How many words may stand between "to" and the place: "flown to St. Brigid's hospital in Toledo".
const DESTINATION: usize = 10;

/// "was flown to St. Brigid's in Toledo": where the hurt were brought, not where they were hurt.
fn is_brought_to(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let Some(verb) = bind::owners_of(reading, tokens).1 else {
        return false;
    };
    let mention = &reading.annotations.events[verb];
    if !families().is_carrying(mention.lemma) || mention.verb >= tokens.start() {
        return false;
    }
    let floor = (mention.verb + 1).max(tokens.start().saturating_sub(DESTINATION));
    let to = (floor..tokens.start()).find(|at| document.tokens[*at].is(Classes::TO));
    // "rushed to a house in Toledo": those who came.
    to.is_some() && (mention.form == EventForm::Passive || to > Some(mention.verb + 1))
}

/// Whether a body or an office of the place stands behind it: "Toledo police", "the Toledo mayor".
#[must_use]
pub fn is_force(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let body = Classes::BODY.with(Classes::ROLE).with(Classes::TITLE);
    document
        .tokens
        .get(tokens.end())
        .is_some_and(|next| next.shape.is(Shape::WORD) && next.is(body))
}

/// "inside a Toledo home", "on Toledo's east side": a preposition of place opens the phrase.
fn is_placed(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let passes = |at: usize| {
        let token = &document.tokens[at];
        token.is(BEFORE_NAME) && !token.is(Classes::PREPOSITION)
    };
    (sentence.start()..tokens.start())
        .rev()
        .take(BESIDE + 1)
        .find(|at| !passes(*at))
        .is_some_and(|at| {
            document.tokens[at].is(Classes::PLACE_PREPOSITION) || document.word(at) == "on"
        })
}

/// "in his room at a Toledo motel": something stands at a spot in the place.
#[must_use]
pub fn is_placed_site(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    is_placed(reading, tokens) && is_site(reading, tokens)
}

/// "a Toledo smoke shop", "his Toledo home": where it was, by what stands there.
fn is_site(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    let start = annotate::place::behind(document, tokens);
    let end = sentence.end().min(start + BESIDE);
    (start..end)
        .take_while(|at| {
            let token = &document.tokens[*at];
            token.shape.is(Shape::WORD)
                && !token.is(Classes::PREPOSITION.with(Classes::BE).with(Classes::HAVE))
        })
        .any(|at| families().is_site(document.tokens[at].key))
}

/// "a suburb of Atlanta", "an Anchorage hospital", "a Boston native", "the Boston Globe": near the
/// place, where the victims were brought, or what only comes from there.
#[must_use]
pub fn is_beside(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    is_with(reading, tokens, &|word| {
        families().is_near(word) || families().is_beside(word) || families().is_press(word)
    })
}

/// "a suburb of Atlanta", "the Boston Globe", "was flown to Denver", "had to undergo surgery in Denver",
/// but not "a Boston man": what sets no scene there.
#[must_use]
pub fn is_no_scene(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    is_brought_to(reading, tokens)
        || is_of_care(reading, tokens)
        || is_with(reading, tokens, &|word| {
            families().is_near(word) || families().is_press(word)
        })
}

/// "underwent surgery in Denver".
fn is_of_care(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let (noun, verb) = bind::owners_of(reading, tokens);
    let is_care = |event: usize| families().is_care(reading.annotations.events[event].lemma);
    noun.or(verb).is_some_and(is_care)
}

/// Whether a word stands with a place that makes of it something else.
fn is_with(reading: &Reading<'_>, tokens: TokenRange, is_word: &dyn Fn(WordKey) -> bool) -> bool {
    let document = reading.document;
    let beside = |at: usize| is_word(document.tokens[at].key);
    // "a native of Toledo", but "was shot at a woman in Toledo": there she is.
    let is_there = |at: usize| {
        let next = &document.tokens[at + 1];
        document.tokens[at].is(Classes::PERSON)
            && next.is(Classes::PLACE_PREPOSITION)
            && next.key != key("from")
    };
    let next = annotate::place::behind(document, tokens);
    let end = document.tokens.len().min(next + BESIDE);
    let start = tokens.start().saturating_sub(BESIDE);
    let sentence = document.sentences[document.sentence_of(tokens.start())].tokens;
    (next..end)
        .take_while(|at| {
            let token = &document.tokens[*at];
            sentence.contains(*at)
                && (token.shape.is(Shape::WORD) || token.shape.is(Shape::POSSESSIVE))
        })
        .take_while(|at| !document.tokens[*at].is(Classes::PREPOSITION.with(Classes::VERB)))
        .any(beside)
        || (start..tokens.start())
            .rev()
            .take_while(|at| sentence.contains(*at))
            .take_while(|at| {
                let token = &document.tokens[*at];
                token.shape.is(Shape::WORD)
                    && (token.is(Classes::PREPOSITION
                        .with(Classes::DEFINITE)
                        .with(Classes::COMPASS))
                        || beside(*at))
            })
            .any(|at| beside(at) && !is_there(at))
}

/// Where an article writes the name of a claimed place that it leaves open otherwise, told of the
/// incident.
#[must_use]
pub fn named_spots(reading: &Reading<'_>, claimed: &PlaceProbe) -> Vec<NamedSpot> {
    let names = claimed.names.iter().filter(|name| !name.is_member);
    let mut found: Vec<NamedSpot> = names
        .flat_map(|name| {
            let lemma = crate::lang::lexicon().lemma(name.words[0]);
            reading.with_lemma(lemma).filter_map(|start| {
                let end = party::sequence_end(reading, start, &name.words)?;
                named_spot(reading, claimed, TokenRange::new(start, end))
            })
        })
        .take(MOST)
        .collect();
    found.sort_by_key(|spot| spot.tokens.start());
    found
}

fn named_spot(
    reading: &Reading<'_>,
    claimed: &PlaceProbe,
    tokens: TokenRange,
) -> Option<NamedSpot> {
    let document = reading.document;
    let sentence = document.sentence_of(tokens.start());
    let is_open = document.tokens[tokens.start()].shape.is(Shape::CAPITAL)
        && reading.is_evidence(sentence)
        && is_whole(reading, claimed, tokens)
        && !is_elsewhere(reading, claimed, tokens)
        && !is_beside(reading, tokens);
    if !is_open {
        return None;
    }
    let goes_on = document
        .tokens
        .get(tokens.end())
        .is_some_and(|next| next.shape.is(Shape::WORD) && next.shape.is(Shape::CAPITAL));
    // "Toledo Police responded", "Toledo Man Shot": part of a longer name.
    let use_ = match annotate::place::use_at(document, &reading.annotations.names, tokens) {
        PlaceUse::Actor if goes_on => PlaceUse::Modifier,
        use_ => use_,
    };
    let tie = tie(reading, tokens, use_, sentence)?;
    Some(NamedSpot { tokens, tie })
}

/// Whether the words are the whole name: not "Falls Church" in "Falls Church Road", "Pittsburgh" in
/// "East Pittsburgh", "Jackson" in "Jackson Hole". Headlines, where all is in capitals, aside.
fn is_whole(reading: &Reading<'_>, claimed: &PlaceProbe, tokens: TokenRange) -> bool {
    let document = reading.document;
    let is_title = document.sentences[document.sentence_of(tokens.start())].part == Part::Title;
    let annotations = reading.annotations;
    let from = annotations
        .places
        .partition_point(|place| place.tokens.start() + MOST < tokens.start());
    let in_place = annotations.places[from..]
        .iter()
        .take_while(|place| place.tokens.start() <= tokens.start())
        .any(|place| {
            place.tokens.end() > tokens.end()
                || place.tokens.end() == tokens.end()
                    && place.place.map(PlaceId).is_some_and(|row| {
                        place.tokens != tokens
                            || claimed.rows.contains(&row)
                            || is_known(row)
                            || is_pointed_at(reading, claimed, row)
                    })
        });
    let at = annotations
        .names
        .partition_point(|name| name.tokens.end() <= tokens.start());
    let in_name = annotations.names.get(at).is_some_and(|name| {
        let is_behind = name.tokens.start() < tokens.start()
            && (name.tokens.start()..tokens.start())
                .any(|at| !document.tokens[at].is(Classes::COMPASS));
        let goes_on = name.tokens.end() > tokens.end() && !document.tokens[tokens.end()].is(LOCAL);
        !is_title && (is_behind || goes_on)
    });
    // "South Chicago" is a place of its own, where the map has one.
    let has_side = tokens.start() > 0 && {
        let before = &document.tokens[tokens.start() - 1];
        before.is(Classes::COMPASS) && before.shape.is(Shape::CAPITAL) && {
            let mut words = vec![before.key];
            words.extend(tokens.range().map(|at| document.tokens[at].key));
            !gazetteer().lookup(&words).is_empty()
        }
    };
    let is_county = document
        .tokens
        .get(tokens.end())
        .is_some_and(|next| next.shape.is(Shape::CAPITAL) && gazetteer().is_kind_word(next.key));
    !in_place && !in_name && !has_side && !is_county
}

/// From this weight on (people, capitals count more) everybody knows a city by its bare name.
const KNOWN_EVERYWHERE: u64 = 1_000_000;

/// Whether everybody knows a place by its bare name.
#[must_use]
pub fn is_known(row: PlaceId) -> bool {
    let place = gazetteer().place(row);
    place.is_capital || place.weight() >= KNOWN_EVERYWHERE
}

/// Whether the article speaks of anything else in the region of a place, or in its country: a bare
/// name that only its people point to may be that of another place. A bare name that the region of
/// the claimed place has too points nowhere.
#[must_use]
pub fn is_pointed_at(reading: &Reading<'_>, claimed: &PlaceProbe, row: PlaceId) -> bool {
    let gazetteer = gazetteer();
    let document = reading.document;
    let own = gazetteer.region_or_country(row);
    let is_of_claimed = |id: PlaceId| {
        let region = gazetteer.region_or_country(id);
        claimed
            .rows
            .iter()
            .chain(&claimed.outer)
            .any(|claimed| gazetteer.region_or_country(*claimed) == region)
    };
    let is_open = |place: &PlaceMention| {
        let is_qualified = place.tokens.range().any(|at| document.word(at) == ",");
        let words: Vec<WordKey> = place
            .tokens
            .range()
            .map(|at| document.tokens[at].key)
            .collect();
        !is_qualified && gazetteer.lookup(&words).iter().any(|id| is_of_claimed(*id))
    };
    reading.annotations.places.iter().any(|place| {
        place.place.is_some_and(|other| {
            let other = PlaceId(other);
            other != row
                && gazetteer.region_or_country(other) == own
                && !gazetteer.contains(row, other)
        }) && !is_open(place)
    })
}

/// "Salem, Ore.", for a claim of Salem in another state.
fn is_elsewhere(reading: &Reading<'_>, claimed: &PlaceProbe, tokens: TokenRange) -> bool {
    let document = reading.document;
    let at = tokens.end() + 1;
    if at >= document.tokens.len() || document.word(at - 1) != "," {
        return false;
    }
    let holds = |outer: PlaceId| {
        claimed
            .rows
            .iter()
            .any(|row| gazetteer().contains(outer, *row))
    };
    if let Some(state) = gazetteer().abbreviation(&[document.tokens[at].key]) {
        return !holds(state);
    }
    let places = &reading.annotations.places;
    let next = places.partition_point(|place| place.tokens.start() < at);
    places
        .get(next)
        .filter(|place| place.tokens.start() == at)
        .and_then(|place| place.place)
        .is_some_and(|row| claimed.relate(&[PlaceId(row)]) == PlaceRelation::Disjoint)
}
