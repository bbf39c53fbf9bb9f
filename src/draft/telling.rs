//! What an article tells: events with who, where, when and how many, as far as the sentence says.

use crate::align::{Binding, Reading, arguments, attribution, binding};
use crate::annotate::clause::Link;
use crate::annotate::{
    EventMention, EventPolarity, NameKind, PlaceUse, QuantityKind, Status, TimeAnchor, TimexType,
};
use crate::claims::Role;
use crate::document::{Part, Shape, TokenRange};
use crate::lang::{Classes, EventTypeId, TimeBound, events, families, gazetteer};
use crate::value::{Amount, Interval};

/// No phrase of more words than this is taken for a participant.
const PHRASE: usize = 4;

/// A value and the words that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<T> {
    /// What a claim would say.
    pub value: T,
    /// The words of the article.
    pub words: String,
}

/// One event as one sentence tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// Its type in the lexicon.
    pub kind: EventTypeId,
    /// The name of the type, from the words that tell it.
    pub event: Told<String>,
    /// Named participants, or people and things that a count goes with.
    pub participants: Vec<Told<(String, Role)>>,
    /// The narrowest place in its clause.
    pub place: Option<Told<String>>,
    /// Its days.
    pub date: Option<Told<Interval>>,
    /// A weekday or the like that cannot be resolved, since no publication date is known.
    pub unanchored: Option<String>,
    /// How many of what.
    pub quantity: Option<Told<(Amount, String)>>,
    /// Who says it, if it is not the article itself.
    pub said_by: Option<String>,
    /// Is to happen.
    pub is_planned: bool,
    /// Is denied.
    pub is_negative: bool,
    /// Sentence of the document.
    pub sentence: usize,
    /// Headline or body.
    pub part: Part,
    /// Told in the main clause of its sentence.
    pub is_main: bool,
}

impl Telling {
    /// How many parts of a claim it fills.
    #[must_use]
    pub fn n_facets(&self) -> usize {
        1 + self.participants.len()
            + usize::from(self.place.is_some())
            + usize::from(self.date.is_some())
            + usize::from(self.quantity.is_some())
    }
}

/// Every event that a reader would call told or planned, in reading order. Events of saying are
/// left out: who says something is told with what is said.
#[must_use]
pub fn tellings(reading: &Reading<'_>) -> Vec<Telling> {
    let mentions = reading.annotations.events.iter().enumerate();
    mentions
        .filter_map(|(at, mention)| telling(reading, at, mention))
        .collect()
}

/// Of the tellings of each sentence the one that says most, those of the main clause first; the
/// first of equals.
#[must_use]
pub fn best_of_each_sentence(tellings: Vec<Telling>) -> Vec<Telling> {
    let mut best: Vec<Telling> = Vec::new();
    for telling in tellings {
        match best.last_mut() {
            Some(last) if last.sentence == telling.sentence => {
                let weight = |telling: &Telling| (telling.is_main, telling.n_facets());
                if weight(&telling) > weight(last) {
                    *last = telling;
                }
            }
            _ => best.push(telling),
        }
    }
    best
}

fn telling(reading: &Reading<'_>, at: usize, mention: &EventMention) -> Option<Telling> {
    let sentence = reading.sentence_of(mention);
    let is_asserted = matches!(mention.status, Status::Actual | Status::Planned);
    let kinds = mention.types.iter().copied();
    let kind = kinds.clone().find(|id| !families().is_speech(*id))?;
    if !is_asserted || !reading.is_evidence(sentence) {
        return None;
    }
    let (date, unanchored) = date(reading, at, sentence);
    let quantity = quantity(reading, at, sentence);
    let mut participants = participants(reading, at, mention);
    if let Some(counted) = quantity.as_ref().filter(|counted| counted.is_count) {
        counted_party(reading, at, counted, &mut participants);
    }
    Some(Telling {
        kind,
        event: Told {
            value: events().get(kind).name.clone(),
            words: text(reading, mention.tokens),
        },
        place: place(reading, at, sentence, &participants),
        participants,
        date,
        unanchored,
        quantity: quantity.map(|counted| counted.told),
        said_by: speaker(reading, mention),
        is_planned: mention.status == Status::Planned,
        is_negative: mention.polarity == EventPolarity::Negative,
        sentence,
        part: reading.document.sentences[sentence].part,
        is_main: is_main(reading, at, sentence),
    })
}

fn is_main(reading: &Reading<'_>, at: usize, sentence: usize) -> bool {
    let clause = &reading.parsed(sentence).clauses[reading.frame(at).clause];
    matches!(
        clause.link,
        Link::Main | Link::Continued | Link::Coordinate | Link::Resumed
    )
}

fn participants(
    reading: &Reading<'_>,
    at: usize,
    mention: &EventMention,
) -> Vec<Told<(String, Role)>> {
    let slots = arguments(reading, at);
    let is_symmetric = mention
        .types
        .first()
        .is_some_and(|id| events().get(*id).symmetric);
    let role = |role| if is_symmetric { Role::Any } else { role };
    let is_nominal = reading.frame(at).is_nominal;
    // "visited Israel"; and behind an event noun a place is where it was ("the Lisbon talks").
    let is_where = is_nominal || takes_place(mention);
    let mut found: Vec<Told<(String, Role)>> = Vec::new();
    let ranges = [
        (&slots.agent, role(Role::Agent)),
        (&slots.patient, role(Role::Patient)),
    ];
    let any = slots.any.iter().map(|range| (*range, Role::Any));
    // Behind a verb a phrase of no clear role is a place, a day or a topic.
    let any = any.filter(|_| is_nominal);
    let told = ranges
        .into_iter()
        .flat_map(|(ranges, role)| ranges.iter().map(move |range| (*range, role)))
        .chain(any);
    for (range, role) in told {
        let mut is_named = false;
        for name in reading.names_in(range) {
            is_named = true;
            if !is_described(reading, name) {
                add(reading, name, role, is_where, &mut found);
            }
        }
        if is_named {
            continue;
        }
        if let Some(name) = reading.antecedent(range) {
            add(reading, name, role, is_where, &mut found);
        } else if let Some(words) = bare(reading, range).filter(|_| !is_nominal) {
            found.push(Told {
                value: (words.clone(), role),
                words,
            });
        }
    }
    found
}

/// Adds a name under its longest form in the article, once.
fn add(
    reading: &Reading<'_>,
    name: usize,
    role: Role,
    is_where: bool,
    found: &mut Vec<Told<(String, Role)>>,
) {
    let mention = &reading.annotations.names[name];
    let is_place = mention.kind == NameKind::Place && is_where;
    let mut times = reading.annotations.times.iter();
    let is_time = times.any(|time| time.tokens.is_overlapping(mention.tokens));
    let is_where = is_place || is_place_phrase(reading, mention.tokens);
    if mention.kind == NameKind::Demonym || is_where || is_time {
        return;
    }
    let value = text(reading, reading.annotations.names[mention.first].tokens);
    if found.iter().all(|other| other.value.0 != value) {
        found.push(Told {
            value: (value, role),
            words: text(reading, mention.tokens),
        });
    }
}

/// Whether a name only says where: "in Cairo", "at Oakfield".
fn is_place_phrase(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let mut places = reading.annotations.places.iter();
    places.any(|place| {
        place.tokens.is_overlapping(tokens)
            && matches!(
                place.use_,
                PlaceUse::Location | PlaceUse::Dateline | PlaceUse::Origin
            )
    })
}

/// "visited Israel", "left Cairo": the object of the verb is where it was.
fn takes_place(mention: &EventMention) -> bool {
    let mut types = mention.types.iter();
    types.any(|id| events().get(*id).place_object)
}

/// Whether a name only describes another one: "*US* Secretary of State Marco Rubio".
fn is_described(reading: &Reading<'_>, name: usize) -> bool {
    let names = &reading.annotations.names;
    let own = names[name].tokens;
    let near = &names[name.saturating_sub(2)..(name + 3).min(names.len())];
    near.iter()
        .filter(|other| other.tokens != own)
        .filter_map(|other| other.description)
        .any(|description| description.is_overlapping(own))
}

fn place(
    reading: &Reading<'_>,
    at: usize,
    sentence: usize,
    participants: &[Told<(String, Role)>],
) -> Option<Told<String>> {
    let tokens = reading.document.sentences[sentence].tokens;
    let mention = &reading.annotations.events[at];
    let takes_place = takes_place(mention);
    let frame = reading.frame(at);
    let is_argument = |place: TokenRange| {
        let holds =
            |range: Option<TokenRange>| range.is_some_and(|range| range.contains(place.start()));
        takes_place && holds(frame.object) || frame.is_nominal && holds(frame.subject)
    };
    let mut places = reading.annotations.places.iter();
    let found = places.find(|place| {
        let is_said = matches!(place.use_, PlaceUse::Location | PlaceUse::Dateline)
            && binding(reading, at, place.tokens) <= Binding::Sentence;
        let is_party = |words: &str| participants.iter().any(|party| party.value.0 == words);
        tokens.contains(place.tokens.start())
            && (is_argument(place.tokens) || is_said)
            && !is_party(&text(reading, place.tokens))
    })?;
    let words = text(reading, found.tokens);
    // A place that is written in full says where it lies; else the table's name is the clearer one.
    let value = match found.place {
        Some(row) if !words.contains(',') => {
            gazetteer().place(crate::lang::PlaceId(row)).name.to_owned()
        }
        _ => words.clone(),
    };
    Some(Told { value, words })
}

/// The days of an event, and the words of a day that has no anchor.
fn date(
    reading: &Reading<'_>,
    at: usize,
    sentence: usize,
) -> (Option<Told<Interval>>, Option<String>) {
    let tokens = reading.document.sentences[sentence].tokens;
    let times = reading.annotations.times.iter();
    let own = times.filter(|time| {
        tokens.contains(time.tokens.start())
            && matches!(time.kind, TimexType::Date | TimexType::Time)
            && time.bound == TimeBound::On
            && binding(reading, at, time.tokens) <= Binding::Sentence
    });
    let mut date: Option<Told<Interval>> = None;
    let mut unanchored = None;
    for time in own {
        let words = text(reading, time.tokens);
        match time.interval {
            Some(value) => {
                let is_narrower = |told: &Told<Interval>| value.n_days() < told.value.n_days();
                if date.as_ref().is_none_or(is_narrower) {
                    date = Some(Told { value, words });
                }
            }
            None if time.anchor == TimeAnchor::Missing => {
                unanchored.get_or_insert(words);
            }
            None => {}
        }
    }
    (date, unanchored)
}

/// A count with the role of what it counts.
struct Counted {
    told: Told<(Amount, String)>,
    unit: TokenRange,
    /// Of people or things, not of metres.
    is_count: bool,
}

fn quantity(reading: &Reading<'_>, at: usize, sentence: usize) -> Option<Counted> {
    let tokens = reading.document.sentences[sentence].tokens;
    let quantities = reading.annotations.quantities.iter();
    quantities
        .filter(|quantity| {
            tokens.contains(quantity.tokens.start())
                && matches!(quantity.kind, QuantityKind::Count | QuantityKind::Measure)
                && !quantity.amount.vague
                && binding(reading, at, quantity.tokens) == Binding::Clause
        })
        .find_map(|quantity| {
            let unit = quantity.unit?;
            let tokens = quantity.tokens.cover(unit);
            Some(Counted {
                told: Told {
                    value: (quantity.amount, bare(reading, unit)?),
                    words: text(reading, tokens),
                },
                unit,
                is_count: quantity.kind == QuantityKind::Count,
            })
        })
}

/// "Seventeen dockers were killed": who is counted took part.
fn counted_party(
    reading: &Reading<'_>,
    at: usize,
    counted: &Counted,
    participants: &mut Vec<Told<(String, Role)>>,
) {
    let slots = arguments(reading, at);
    let holds = |ranges: &[TokenRange]| {
        ranges
            .iter()
            .any(|range| range.is_overlapping(counted.unit))
    };
    let role = if holds(&slots.patient) {
        Role::Patient
    } else if holds(&slots.agent) {
        Role::Agent
    } else {
        return;
    };
    let name = counted.told.value.1.clone();
    if participants.iter().all(|party| party.value.0 != name) {
        participants.push(Told {
            value: (name, role),
            words: counted.told.words.clone(),
        });
    }
}

/// A noun phrase without determiners and numbers before its nouns; none if it is too long to be
/// one, or a pronoun.
fn bare(reading: &Reading<'_>, tokens: TokenRange) -> Option<String> {
    let tokens_of = &reading.document.tokens;
    let before = Classes::DETERMINER
        .with(Classes::DEFINITE)
        .with(Classes::POSSESSIVE_PRONOUN)
        .with(Classes::NUMBER_WORD);
    let pronoun = Classes::SUBJECT_PRONOUN
        .with(Classes::OBJECT_PRONOUN)
        .with(Classes::REFLEXIVE)
        .with(Classes::RELATIVE);
    let mut times = reading.annotations.times.iter();
    if times.any(|time| time.tokens.is_overlapping(tokens)) {
        return None;
    }
    let mut quantities = reading.annotations.quantities.iter();
    let number = quantities.find(|number| number.tokens.is_overlapping(tokens));
    let floor = number.map_or(tokens.start(), |number| number.tokens.end());
    let start = (floor..tokens.end()).find(|at| {
        let token = &tokens_of[*at];
        token.shape.is(Shape::WORD) && !token.is(before)
    })?;
    let own = &tokens_of[start..tokens.end()];
    let is_noun_phrase = own.len() <= PHRASE
        && own
            .iter()
            .all(|token| token.shape.is(Shape::WORD) && !token.is(pronoun));
    is_noun_phrase.then(|| text(reading, TokenRange::new(start, tokens.end())))
}

fn speaker(reading: &Reading<'_>, mention: &EventMention) -> Option<String> {
    let attribution = attribution(reading, mention.head)?;
    let names = &reading.annotations.names;
    let name = &names[attribution.name?];
    Some(text(reading, names[name.first].tokens))
}

/// The words of a range with single spaces between them.
fn text(reading: &Reading<'_>, tokens: TokenRange) -> String {
    let part = reading.document.tokens[tokens.start()].part();
    let slice = reading
        .document
        .span(tokens)
        .slice(reading.document.text(part));
    slice.split_whitespace().collect::<Vec<_>>().join(" ")
}
