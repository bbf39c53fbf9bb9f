//! What the text around an event mention lends to it: the day and place that a lead sentence sets,
//! lists of who was there, terms of the topic, and who says it.

use crate::align::Reading;
use crate::align::bind::Binding;
use crate::align::candidate::{self, Candidacy, PartyHits};
use crate::align::party::{self, Hit, Match};
use crate::align::probe::{PlaceProbe, Probe};
use crate::align::terms::Term;
use crate::annotate::{Attribution, EventForm, NameKind, PlaceUse, entity};
use crate::document::{Part, SentenceKind, Shape, TokenRange};
use crate::lang::{Classes, EventTypeId, events, families};
use crate::value::name::{WordKey, key};

/// How many sentences before or behind may lend a value.
const NEIGHBOURHOOD: usize = 3;

/// How many sentences of running text make the lead.
const LEAD: usize = 3;

/// Among how many places from the start a dateline can be.
const DATELINE_REACH: usize = 8;

/// How many sentences behind a meeting a list of those present may stand.
const LIST_REACH: usize = 4;

/// Mentions of the claim's family of events, and of happenings in general, which may tell when
/// and where it was: "it happened on Thursday", "the attack".
#[must_use]
pub fn kin(reading: &Reading<'_>, probe: &Probe, hits: &PartyHits) -> Vec<Candidacy> {
    let is_kin = |id: &EventTypeId| {
        families().is_generic(*id) || probe.types.iter().any(|own| families().is_kin(*own, *id))
    };
    reading
        .annotations
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.is_told() && event.types.iter().any(is_kin))
        .filter(|(_, event)| reading.is_evidence(reading.sentence_of(event)))
        .map(|(at, event)| {
            let is_own = event.types.iter().any(|id| probe.types.contains(id))
                || probe.lemmas.contains(&event.lemma);
            candidate::candidacy(reading, probe, hits, at, false, is_own)
        })
        .collect()
}

/// Kin near enough to a mention to lend it something, the nearest first; the lead comes last.
fn lenders<'a>(
    reading: &'a Reading<'_>,
    kin: &'a [Candidacy],
    to: &'a Candidacy,
) -> impl Iterator<Item = &'a Candidacy> {
    let distance = |other: &Candidacy| other.sentence.abs_diff(to.sentence);
    let lead = lead_end(reading);
    // Kin stand in reading order: only the lead and the neighbourhood are looked at.
    let from = kin.partition_point(|other| other.sentence + NEIGHBOURHOOD < to.sentence);
    let end = kin.partition_point(|other| other.sentence <= to.sentence + NEIGHBOURHOOD);
    let opening = kin.partition_point(|other| other.sentence < lead).min(from);
    let mut near: Vec<&Candidacy> = kin[..opening]
        .iter()
        .chain(&kin[from..end.max(from)])
        .filter(|other| reading.lends(other.sentence) || other.sentence == to.sentence)
        .filter(|other| distance(other) <= NEIGHBOURHOOD || other.sentence < lead)
        .filter(|other| {
            !is_apart(reading, other)
                && (other.event == to.event
                    || !other.is_own
                    || is_incident(reading, other)
                    || sets_scene(reading, other))
        })
        .collect();
    near.sort_by_key(|other| {
        (
            distance(other) > NEIGHBOURHOOD,
            distance(other),
            other.event,
        )
    });
    near.into_iter()
}

/// Whether a noun names the kind of event for what follows, and nobody in it: "Cairo Meetings",
/// "a series of meetings in Cairo".
fn sets_scene(reading: &Reading<'_>, candidate: &Candidacy) -> bool {
    let mention = &reading.annotations.events[candidate.event];
    let frame = reading.frame(candidate.event);
    let names_somebody = || {
        frame
            .subject
            .into_iter()
            .chain(frame.object)
            .chain(frame.obliques.iter().map(|oblique| oblique.tokens))
            .flat_map(|slot| reading.names_in(slot))
            .any(|name| reading.annotations.names[name].kind != NameKind::Place)
    };
    mention.form == EventForm::Noun && mention.verb == mention.head && !names_somebody()
}

/// Whether a mention tells a part of an incident; one of another kind of event with the same verb
/// may be another event, and lends nothing.
#[must_use]
pub fn is_incident(reading: &Reading<'_>, candidate: &Candidacy) -> bool {
    reading.annotations.events[candidate.event]
        .types
        .iter()
        .any(|id| families().is_incident(*id))
}

/// First sentence behind the lead.
#[must_use]
pub fn lead_end(reading: &Reading<'_>) -> usize {
    let prose = reading
        .document
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.kind == SentenceKind::Prose)
        .map(|(at, _)| at);
    prose.take(LEAD).last().map_or(0, |at| at + 1)
}

/// Whether a sentence names every participant of a claim.
#[must_use]
pub fn names_all(reading: &Reading<'_>, hits: &PartyHits, sentence: usize) -> bool {
    let tokens = reading.document.sentences[sentence].tokens;
    hits.iter()
        .all(|own| !party::hits_in(own, tokens).is_empty())
}

/// "another shooting", "an earlier attack": not this one.
fn is_apart(reading: &Reading<'_>, candidate: &Candidacy) -> bool {
    let start = reading.annotations.events[candidate.event].tokens.start();
    reading.document.tokens[start.saturating_sub(4)..start]
        .iter()
        .any(|token| token.is(Classes::OTHER_EVENT))
}

/// Days that the context gives the event, as positions in the times, with their sentences.
#[must_use]
pub fn lent_times(reading: &Reading<'_>, kin: &[Candidacy], to: &Candidacy) -> Vec<(usize, usize)> {
    let mut lent: Vec<(usize, usize)> = Vec::new();
    for lender in lenders(reading, kin, to) {
        for bound in lender
            .times
            .iter()
            .filter(|bound| bound.binding <= Binding::Linked)
        {
            if reading.annotations.times[bound.at].interval.is_some()
                && !lent.iter().any(|(at, _)| *at == bound.at)
            {
                lent.push((bound.at, lender.sentence));
            }
        }
    }
    lent
}

/// Places that the context gives the event, as positions in the places, with their sentences; the
/// dateline comes last.
#[must_use]
pub fn lent_places(
    reading: &Reading<'_>,
    kin: &[Candidacy],
    to: &Candidacy,
) -> Vec<(usize, usize)> {
    let mut lent: Vec<(usize, usize)> = Vec::new();
    for lender in lenders(reading, kin, to) {
        for bound in lender
            .places
            .iter()
            .filter(|bound| bound.binding <= Binding::Linked)
        {
            if reading.annotations.places[bound.at].use_ == PlaceUse::Location
                && !lent.iter().any(|(at, _)| *at == bound.at)
            {
                lent.push((bound.at, lender.sentence));
            }
        }
    }
    let is_early = to.sentence < lead_end(reading) + NEIGHBOURHOOD;
    if is_early {
        let dateline = reading
            .annotations
            .places
            .iter()
            .take(DATELINE_REACH)
            .position(|place| place.use_ == PlaceUse::Dateline);
        lent.extend(dateline.map(|at| {
            (
                at,
                reading
                    .document
                    .sentence_of(reading.annotations.places[at].tokens.start()),
            )
        }));
    }
    lent
}

/// Where a list behind a gathering names a participant: "They included …", "Attendees were …".
#[must_use]
pub fn listed(reading: &Reading<'_>, hits: &[Hit], member: &Candidacy) -> Option<(Hit, usize)> {
    let sentences = &reading.document.sentences;
    let end = sentences.len().min(member.sentence + 1 + LIST_REACH);
    (member.sentence + 1..end)
        .filter(|at| is_list(reading, *at))
        .find_map(|at| {
            party::hits_in(hits, sentences[at].tokens)
                .first()
                .map(|hit| (*hit, at))
        })
}

/// Of whom a noun that names nobody is told: "after Tuesday's launch" in a text on a satellite is
/// the satellite's, if the title or one of the sentences just before speaks of it. Not for nouns of
/// two sides ("the talks"), which may be anybody's.
#[must_use]
pub fn implied(reading: &Reading<'_>, hits: &[Hit], member: &Candidacy) -> Option<(Hit, usize)> {
    let mention = &reading.annotations.events[member.event];
    let symmetric = mention
        .types
        .iter()
        .any(|id| events().get(*id).symmetric || families().is_speech(*id));
    if symmetric
        || !sets_scene(reading, member)
        || member.parties.iter().any(|party| party.rival.is_some())
    {
        return None;
    }
    let sentences = &reading.document.sentences;
    let near = |at: usize| {
        sentences[at].part == Part::Title || at <= member.sentence && member.sentence - at <= 2
    };
    let from = sentences[member.sentence.saturating_sub(2)].tokens.start();
    let before = TokenRange::new(from, sentences[member.sentence].tokens.end());
    let in_title = hits
        .iter()
        .take_while(|hit| reading.document.tokens[hit.tokens.start()].part() == Part::Title);
    in_title
        .chain(party::hits_in(hits, before))
        .map(|hit| (*hit, reading.document.sentence_of(hit.tokens.start())))
        .find(|(hit, at)| near(*at) && !party::is_possessor(reading, *hit))
}

/// Whether a passage names something else in the phrases of its event: "launched with an Ural-2
/// rocket" where the claim has another rocket.
#[must_use]
pub fn names_other(reading: &Reading<'_>, hits: &PartyHits, member: &Candidacy) -> bool {
    let frame = reading.frame(member.event);
    let means = [key("with"), key("by")];
    let slots = frame.subject.into_iter().chain(frame.object).chain(
        frame
            .obliques
            .iter()
            .filter(|oblique| means.contains(&oblique.preposition))
            .map(|oblique| oblique.tokens),
    );
    slots.flat_map(|slot| reading.names_in(slot)).any(|name| {
        let mention = &reading.annotations.names[name];
        let is_thing = matches!(
            mention.kind,
            NameKind::Person | NameKind::Organization | NameKind::Unknown
        );
        is_thing
            && !is_place(reading, mention.tokens)
            && !hits.iter().any(|own| party::is_hit(own, mention.tokens))
    })
}

/// Whether a place is read off the words of a name.
fn is_place(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let places = &reading.annotations.places;
    let at = places.partition_point(|place| place.tokens.end() <= tokens.start());
    places
        .get(at)
        .is_some_and(|place| place.tokens.is_overlapping(tokens))
}

/// The participant as the subject of the article, for a passage that names nobody: named in the
/// title or the opening, and nobody more often; no other person or body stands in the passage or is
/// introduced there.
#[must_use]
pub fn presumed(reading: &Reading<'_>, hits: &[Hit], member: &Candidacy) -> Option<Hit> {
    let hit = *hits.iter().find(|hit| hit.how <= Match::Coreference)?;
    let is_known = reading.is_opening(reading.document.sentence_of(hit.tokens.start()));
    let is_actor = |kind: NameKind| {
        matches!(
            kind,
            NameKind::Person | NameKind::Organization | NameKind::Unknown
        )
    };
    let names = &reading.annotations.names;
    let is_main = || {
        reading.entities().all.iter().all(|entity| {
            entity.n_mentions <= hits.len().max(1)
                || !is_actor(entity.kind)
                || party::is_hit(hits, names[entity.first].tokens)
        })
    };
    let sentence = reading.document.sentences[member.sentence].tokens;
    let names_other = reading
        .names_in(sentence)
        .any(|name| is_actor(names[name].kind) && !party::is_hit(hits, names[name].tokens));
    (is_known && is_main() && !names_other && !reading.introduces(sentence, None)).then_some(hit)
}

/// How many sentences set the scene of an article.
const SETTING: usize = 7;

/// How many places before a passage are looked at.
const SCENE_PLACES: usize = 40;

/// Places that set the scene for a passage: those told before it in its paragraph, then those of
/// the opening of the article. They can agree with a claim, never contradict it.
pub fn setting<'a>(
    reading: &'a Reading<'_>,
    sentence: usize,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let places = &reading.annotations.places;
    let paragraph = reading.document.sentences[sentence].paragraph;
    let opening = reading
        .document
        .sentences
        .iter()
        .enumerate()
        .filter(|(_, sentence)| sentence.kind.is_evidence())
        .map(|(at, _)| at)
        .nth(SETTING)
        .unwrap_or(usize::MAX);
    let is_scene = |place: &crate::annotate::PlaceMention| {
        matches!(
            place.use_,
            PlaceUse::Location | PlaceUse::Dateline | PlaceUse::Modifier
        )
    };
    // Places stand in reading order: those of the opening, and those told just before the passage.
    let sentence_of =
        |place: &crate::annotate::PlaceMention| reading.document.sentence_of(place.tokens.start());
    let first = places.partition_point(|place| sentence_of(place) < opening);
    let end = places.partition_point(|place| sentence_of(place) <= sentence);
    let start = first.max(end.saturating_sub(SCENE_PLACES));
    (0..first)
        .chain(start..end.max(start))
        .map(|at| (at, &places[at]))
        .filter(move |(_, place)| is_scene(place))
        .map(|(at, place)| (at, reading.document.sentence_of(place.tokens.start())))
        .filter(move |(_, at)| {
            reading.is_evidence(*at)
                && (reading.lends(*at) || *at == sentence)
                && (*at < opening
                    || *at <= sentence && reading.document.sentences[*at].paragraph == paragraph)
        })
}

/// Whether a sentence lists who took part: a verb of including whose subject stands for those told before.
fn is_list(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = reading.document.sentences[sentence].tokens;
    let events = &reading.annotations.events;
    let from = events.partition_point(|event| event.verb < tokens.start());
    events[from..]
        .iter()
        .enumerate()
        .take_while(|(_, event)| event.verb < tokens.end())
        .filter(|(_, event)| {
            event.form == EventForm::Active
                && reading.document.tokens[event.verb].is(Classes::INCLUDING)
        })
        .any(|(at, _)| {
            let Some(subject) = reading.frame(from + at).subject else {
                return false;
            };
            subject.range().len() <= 4
                && subject
                    .range()
                    .any(|at| reading.document.tokens[at].is(Classes::LIST_SUBJECT))
        })
}

/// Where the words of a place that no gazetteer knows stand in a passage.
#[must_use]
pub fn place_named(
    reading: &Reading<'_>,
    claimed: &PlaceProbe,
    members: &[&Candidacy],
) -> Option<(TokenRange, usize)> {
    members.iter().find_map(|member| {
        let sentence = reading.document.sentences[member.sentence].tokens;
        claimed
            .names
            .iter()
            .filter(|name| claimed.rows.is_empty() || name.is_member)
            .find_map(|name| {
                let hits = party::literal_hits(reading, name);
                party::hits_in(&hits, sentence)
                    .first()
                    .map(|hit| (hit.tokens, member.sentence))
            })
    })
}

/// Whether the claimed place is told anywhere in the article, of whatever event.
pub fn is_place_told(
    reading: &Reading<'_>,
    claimed: &PlaceProbe,
    fits: impl Fn(usize) -> bool,
) -> bool {
    (0..reading.annotations.places.len()).any(fits)
        || claimed
            .names
            .iter()
            .any(|name| !party::literal_hits(reading, name).is_empty())
}

/// Where all words of a term stand near a sentence: in it, in neighbours up to `reach` sentences
/// away, or (unless `reach` is 0) in the title.
#[must_use]
pub fn term_near(
    reading: &Reading<'_>,
    term: &Term,
    sentence: usize,
    reach: usize,
) -> Option<TokenRange> {
    let sentences = &reading.document.sentences;
    let is_near = |at: usize| {
        let other = reading.document.sentence_of(at);
        let part = sentences[other].part;
        other.abs_diff(sentence) <= reach
            && part == sentences[sentence].part
            && sentences[other].kind.is_evidence()
            || reach > 0 && part == Part::Title
    };
    let from = sentences[sentence.saturating_sub(reach)].tokens.start();
    let end = sentences[(sentence + reach).min(sentences.len() - 1)]
        .tokens
        .end();
    let title = if reach > 0 { reading.title_tokens() } else { 0 };
    let near = |stem: WordKey| {
        reading
            .with_stem_in(stem, 0..title)
            .chain(reading.with_stem_in(stem, from..end))
            .filter(|at| is_near(*at))
            .min_by_key(|at| reading.document.sentence_of(*at).abs_diff(sentence))
            .or_else(|| {
                // "A12", "AI": too short for the index of stems.
                (0..title)
                    .chain(from..end)
                    .find(|at| is_near(*at) && is_code(reading, *at, stem))
            })
    };
    let mut places = term.stems.iter().map(|stem| near(*stem));
    if let Some(first) = places.clone().flatten().next()
        && places.all(|place| place.is_some())
    {
        return Some(TokenRange::new(first, first + 1));
    }
    // "the tremor" for "earthquake": another noun for the very kind of event.
    if let [_] = term.stems.as_slice()
        && let Some(noun) = (0..title)
            .chain(from..end)
            .find(|at| is_near(*at) && is_same_kind(reading, term, *at))
    {
        return Some(TokenRange::new(noun, noun + 1));
    }
    // "the breach" for "data breach": a definite short form, where the article opens with the term.
    let is_short_form = |head: usize| {
        entity::definite_start(reading.document, head).is_some()
            && is_term_told(reading, term, reading.document.sentence_of(head))
    };
    let head = near(*term.stems.last()?)
        .filter(|head| is_short_form(*head))
        .or_else(|| {
            (from..end)
                .find(|at| is_near(*at) && is_other_word(reading, term, *at) && is_short_form(*at))
        })?;
    Some(TokenRange::new(head, head + 1))
}

/// Whether a token is a number or a short name, and this one.
fn is_code(reading: &Reading<'_>, at: usize, wanted: WordKey) -> bool {
    let token = &reading.document.tokens[at];
    token.key == wanted
        && (token.shape.is(Shape::NUMBER) || token.span.len() < 3 && token.shape.is(Shape::CAPITAL))
}

/// "the quake" for an earthquake: a noun for incidents of the term's own type.
fn is_same_kind(reading: &Reading<'_>, term: &Term, at: usize) -> bool {
    if !reading.document.tokens[at].is(Classes::EVENT_NOUN) {
        return false;
    }
    let own = events().types_of_noun(term.head);
    let events = &reading.annotations.events;
    reading.events_in(at..at + 1).any(|event| {
        let types = &events[event].types;
        events[event].form == EventForm::Noun
            && own
                .iter()
                .any(|id| families().is_incident(*id) && types.contains(id))
    })
}

/// "the attack" for a shooting: a noun for events of the same family.
fn is_other_word(reading: &Reading<'_>, term: &Term, at: usize) -> bool {
    let token = &reading.document.tokens[at];
    if !token.is(Classes::EVENT_NOUN) {
        return families().is_wider(token.key, term.head);
    }
    let own = events().types_of_noun(term.head);
    events()
        .types_of_noun(token.key)
        .iter()
        .any(|id| own.iter().any(|other| families().is_kin(*other, *id)))
        || families().is_wider(token.key, term.head)
}

/// Whether all words of a term stand together in the title or in a sentence before this one.
fn is_term_told(reading: &Reading<'_>, term: &Term, sentence: usize) -> bool {
    let tokens = |at: usize| reading.document.sentences[at].tokens.range();
    let Some(head) = term.stems.last() else {
        return false;
    };
    let end = tokens(sentence).start;
    reading.with_stem_in(*head, 0..end).any(|at| {
        let own = tokens(reading.document.sentence_of(at));
        let near = own.start.max(at.saturating_sub(TERM))..own.end.min(at + TERM);
        term.stems
            .iter()
            .all(|stem| reading.with_stem_in(*stem, near.clone()).next().is_some())
    })
}

/// How far apart the words of a term may stand where it is told in full.
const TERM: usize = 8;

/// Who says the words at a token: the narrowest attribution that covers it.
#[must_use]
pub fn attribution<'a>(reading: &Reading<'a>, token: usize) -> Option<&'a Attribution> {
    reading
        .attributions_near(token)
        .iter()
        .filter(|attribution| attribution.content.contains(token))
        .min_by_key(|attribution| attribution.content.range().len())
}
