//! Candidates: event mentions that could be a claim's event, with what is bound to each.

use crate::align::Reading;
use crate::align::anaphor::goes_on_with;
use crate::align::bind::{self, Binding, Bound};
use crate::align::cataphor;
use crate::align::party::{self, Hit, Match};
use crate::align::plural;
use crate::align::probe::Probe;
use crate::align::said::said;
use crate::align::slots::{is_reflexive, slots};
use crate::annotate::{EventForm, EventMention, NameKind, TimexType};
use crate::claims::Role;
use crate::document::{Shape, TokenRange};
use crate::lang::{Classes, events, families, lexicon};
use crate::value::name::{WordKey, key};

/// An event mention with the values that stand with it.
#[derive(Clone, Debug)]
pub struct Candidacy {
    /// Position in the annotations' events; `None` for a wording that only the claim knows.
    pub event: usize,
    /// Sentence in which it stands.
    pub sentence: usize,
    /// How each participant of the claim stands to it, in the claim's order.
    pub parties: Vec<Party>,
    /// Days bound to it, the firmest first.
    pub times: Vec<Bound>,
    /// Places bound to it, the firmest first.
    pub places: Vec<Bound>,
    /// Numbers bound to it, the firmest first.
    pub quantities: Vec<Bound>,
    /// By the claim's own trigger rather than by the lexicon.
    pub by_trigger: bool,
    /// It tells the claim's kind of event itself, rather than another part of the same incident.
    pub is_own: bool,
}

/// How a participant stands to an event mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// Where it is named.
    pub hit: Option<Hit>,
    /// How firmly it is bound.
    pub binding: Binding,
    /// It is named in the role opposite to the claim's.
    pub is_swapped: bool,
    /// It is named in the very role that the claim gives it, not only in one that leaves it open.
    pub is_fixed: bool,
    /// Somebody else who is named in its role: position in the annotations' names.
    pub rival: Option<usize>,
    /// Where the passage says that it took no part ("without the unions").
    pub excluded: Option<Hit>,
}

impl Party {
    const ABSENT: Self = Self {
        hit: None,
        binding: Binding::Elsewhere,
        is_swapped: false,
        is_fixed: false,
        rival: None,
        excluded: None,
    };

    /// Named in the clause or one that belongs to it, in a role that fits.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.hit.is_some() && !self.is_swapped && self.binding <= Binding::Linked
    }

    /// Named in the sentence at least, in a role that fits.
    #[must_use]
    pub fn is_near(&self) -> bool {
        self.hit.is_some() && !self.is_swapped && self.binding <= Binding::Sentence
    }
}

/// Hits of every participant of a claim in one article.
pub type PartyHits = Vec<Vec<Hit>>;

/// Where an article names each participant of a claim.
#[must_use]
pub fn party_hits(reading: &Reading<'_>, probe: &Probe) -> PartyHits {
    let parties = probe.parties.iter();
    parties.map(|party| party::hits(reading, party)).collect()
}

/// The event mentions of an article that could be the claim's event, in reading order.
#[must_use]
pub fn candidates(reading: &Reading<'_>, probe: &Probe, hits: &PartyHits) -> Vec<Candidacy> {
    let mut found: Vec<(usize, bool)> = Vec::new();
    for id in &probe.types {
        found.extend(reading.of_type(*id).map(|at| (at, false)));
    }
    // The very verb of the claim; beside a row of the lexicon, where no other row has it.
    let is_free =
        |at: &usize| probe.own_type.is_none() || reading.annotations.events[*at].types.is_empty();
    for lemma in &probe.lemmas {
        let own = reading.of_event_lemma(*lemma).filter(is_free);
        found.extend(own.map(|at| (at, false)));
    }
    for trigger in &probe.triggers {
        found.extend(triggered(reading, trigger).into_iter().map(|at| (at, true)));
    }
    // The claim's own wording says more than the bare verb that no row of the lexicon knows.
    let prefers_trigger = probe.own_type.is_none();
    found.sort_unstable_by_key(|(at, by_trigger)| (*at, *by_trigger != prefers_trigger));
    found.dedup_by_key(|(at, _)| *at);
    found
        .into_iter()
        .filter(|(at, _)| {
            reading.is_evidence(reading.sentence_of(&reading.annotations.events[*at]))
        })
        .map(|(at, by_trigger)| candidacy(reading, probe, hits, at, by_trigger, true))
        .collect()
}

/// Words that may stand between the words of a trigger.
const TRIGGER_GAP: usize = 3;

/// Event mentions that begin a trigger phrase: its lemmas in order, with small gaps.
fn triggered(reading: &Reading<'_>, trigger: &[WordKey]) -> Vec<usize> {
    let document = reading.document;
    let lexicon = lexicon();
    let mut found = Vec::new();
    for start in reading.with_lemma(trigger[0]) {
        let mut at = start;
        let complete = trigger[1..].iter().all(|word| {
            let next = (at + 1..document.tokens.len().min(at + 2 + TRIGGER_GAP)).find(|next| {
                lexicon
                    .word(document.tokens[*next].word)
                    .map_or(document.tokens[*next].key, |row| row.lemma)
                    == *word
            });
            next.is_some_and(|next| {
                at = next;
                true
            })
        });
        if !complete {
            continue;
        }
        // The event mention inside the phrase; a phrase without any ("mea culpa") hangs on the
        // nearest event of its sentence.
        let events = &reading.annotations.events;
        let inside = reading.events_in(start..at + 1).next();
        let sentence = document.sentences[document.sentence_of(start)].tokens;
        let nearest = || {
            reading
                .events_in(sentence)
                .min_by_key(|event| events[*event].verb.abs_diff(start))
        };
        found.extend(inside.or_else(nearest));
    }
    found
}

pub(super) fn candidacy(
    reading: &Reading<'_>,
    probe: &Probe,
    hits: &PartyHits,
    event: usize,
    by_trigger: bool,
    is_own: bool,
) -> Candidacy {
    let mention = &reading.annotations.events[event];
    let sentence = reading.sentence_of(mention);
    let tokens = reading.document.sentences[sentence].tokens;
    let annotations = reading.annotations;
    let bound = |at: usize, tokens: TokenRange| Bound {
        at,
        binding: bind::binding(reading, event, tokens),
    };
    let mut times: Vec<Bound> = reading
        .times_in(tokens)
        .filter(|at| !matches!(annotations.times[*at].kind, TimexType::Set))
        .map(|at| bound(at, annotations.times[at].tokens))
        .collect();
    let mut places: Vec<Bound> = reading
        .places_in(tokens)
        .map(|at| bound(at, annotations.places[at].tokens))
        .collect();
    let mut quantities: Vec<Bound> = reading
        .quantities_in(tokens)
        .map(|at| bound(at, annotations.quantities[at].tokens))
        .collect();
    // The claim's own wording may be told beside the verb that governs it: "she went to check the
    // bill and was stunned at 300 million".
    if by_trigger && let [only] = quantities.as_mut_slice() {
        only.binding = only.binding.min(Binding::Sentence);
    }
    for bound in [&mut times, &mut places, &mut quantities] {
        bound.sort_by_key(|bound| (bound.binding, bound.at));
    }
    let mut parties: Vec<Party> = probe
        .parties
        .iter()
        .zip(hits)
        .map(|(party, own)| bind_party(reading, probe, party.role, own, hits, event))
        .collect();
    if by_trigger {
        // "Ann Ode said the bill showed": the claim's own wording is of whoever is named beside it.
        for party in parties.iter_mut().filter(|party| !party.is_swapped) {
            party.binding = party.binding.min(Binding::Sentence);
        }
    }
    Candidacy {
        event,
        sentence,
        parties,
        times,
        places,
        quantities,
        by_trigger,
        is_own,
    }
}

/// How a participant stands to an event mention, held to a role.
pub(super) fn bind_party(
    reading: &Reading<'_>,
    probe: &Probe,
    role: Role,
    hits: &[Hit],
    all_hits: &PartyHits,
    event: usize,
) -> Party {
    let mention = &reading.annotations.events[event];
    let frame = reading.frame(event);
    // "received a medal" tells of a receiving, too: the verb of a phrase keeps its own types.
    let verb = lexicon().lemma(reading.document.tokens[mention.verb].key);
    let id = mention
        .types
        .iter()
        .chain(mention.denied)
        .chain(events().types_of_verb(verb))
        .find(|id| probe.types.contains(id))
        .copied();
    let kind = id.map(|id| events().get(id));
    let mut slots = slots(reading, mention, frame, id);
    // "X died in the attack" for a claim that X was killed: what X did is what was done to X.
    let is_fate = probe
        .own_type
        .zip(id)
        .is_some_and(|(own, id)| families().undergone(own).any(|fate| fate == id));
    if is_fate {
        slots.patient.append(&mut slots.agent);
    }
    let symmetric = kind.is_some_and(|kind| kind.symmetric);
    let (right, wrong): (Vec<&[TokenRange]>, Vec<&[TokenRange]>) = match role {
        Role::Any => (vec![&slots.agent, &slots.patient, &slots.any], vec![]),
        _ if symmetric => (vec![&slots.agent, &slots.patient, &slots.any], vec![]),
        Role::Agent => (vec![&slots.agent, &slots.any], vec![&slots.patient]),
        Role::Patient => (vec![&slots.patient, &slots.any], vec![&slots.agent]),
    };
    let excluding = frame
        .obliques
        .iter()
        .filter(|oblique| is_excluding(oblique.preposition));
    if let Some(hit) = excluding
        .filter_map(|oblique| party::hits_in(hits, oblique.tokens).first())
        .next()
    {
        return Party {
            excluded: Some(*hit),
            ..Party::ABSENT
        };
    }
    let binding = if frame.is_subject_shared {
        Binding::Linked
    } else {
        Binding::Clause
    };
    if let Some(hit) = first_hit(reading, mention, hits, &right) {
        let own: Option<&[TokenRange]> = match role {
            Role::Any => None,
            Role::Agent => Some(&slots.agent),
            Role::Patient => Some(&slots.patient),
        };
        return Party {
            hit: Some(hit),
            binding,
            is_swapped: false,
            is_fixed: own.is_some_and(|own| {
                symmetric || first_hit(reading, mention, hits, &[own]).is_some()
            }),
            rival: None,
            excluded: None,
        };
    }
    if matches!(role, Role::Any)
        && let Some(hit) =
            said(reading, event).find_map(|content| party::hits_in(hits, content).first().copied())
    {
        // "Norvane said its probe works", of Norvane and the probe.
        return Party {
            hit: Some(hit),
            binding,
            ..Party::ABSENT
        };
    }
    let rival = rival(reading, all_hits, &right);
    if let Some(hit) = first_hit(reading, mention, hits, &wrong) {
        let is_inner = is_inner(reading, &wrong, hit);
        return Party {
            hit: Some(hit),
            binding: if is_inner { Binding::Sentence } else { binding },
            is_swapped: !is_inner,
            is_fixed: false,
            rival,
            excluded: None,
        };
    }
    let sentence = reading.document.sentences[reading.sentence_of(mention)].tokens;
    let near = party::hits_in(hits, sentence)
        .iter()
        .copied()
        .filter(|hit| !party::is_possessor(reading, *hit))
        .min_by_key(|hit| hit.tokens.start().abs_diff(mention.verb));
    near.map_or(
        Party {
            rival,
            ..Party::ABSENT
        },
        |hit| {
            let is_incident =
                role != Role::Agent && mention.types.iter().any(|id| families().is_incident(*id));
            let binding = match bind::binding(reading, event, hit.tokens) {
                Binding::Clause | Binding::Linked | Binding::Sentence => Binding::Sentence,
                // "X, 35, was taken to hospital with a gunshot wound": who is told of beside an incident
                // is its victim, unless told as the one who did it.
                Binding::Elsewhere if is_incident && !is_suspect(reading, hit) => Binding::Sentence,
                Binding::Elsewhere => Binding::Elsewhere,
            };
            Party {
                hit: Some(hit),
                binding,
                is_swapped: false,
                is_fixed: false,
                rival,
                excluded: None,
            }
        },
    )
}

/// "a break-in at Acme", "Acme's losses": named inside the phrase that fills a role, which is
/// somebody or something else's; a delegation of Acme is Acme.
fn is_inner(reading: &Reading<'_>, ranges: &[&[TokenRange]], hit: Hit) -> bool {
    let tokens = &reading.document.tokens;
    let acts = Classes::BODY
        .with(Classes::ROLE)
        .with(Classes::PERSON)
        .with(Classes::KINSHIP)
        .with(Classes::NUMBER_WORD)
        .with(Classes::VAGUE_NUMBER);
    let Some(range) = ranges
        .iter()
        .flat_map(|ranges| ranges.iter())
        .find(|range| range.contains(hit.tokens.start()))
    else {
        return false;
    };
    let behind = tokens.get(hit.tokens.end());
    let owns = behind.is_some_and(|next| next.shape.is(Shape::POSSESSIVE))
        && !(hit.tokens.end()..range.end()).any(|at| tokens[at].is(acts));
    let before = (range.start()..hit.tokens.start())
        .find(|at| tokens[*at].is(Classes::PREPOSITION) && !tokens[*at].is(Classes::ADVERB));
    owns || before.is_some_and(|preposition| {
        preposition > range.start()
            && !(range.start()..preposition)
                .any(|at| tokens[at].is(acts) || tokens[at].shape.is(Shape::NUMBER))
    })
}

/// "without", "except": who stands behind took no part.
fn is_excluding(preposition: WordKey) -> bool {
    lexicon()
        .classes(preposition)
        .intersects(Classes::EXCLUDING)
}

/// Somebody named in the ranges who is none of the claim's participants.
fn rival(reading: &Reading<'_>, all_hits: &PartyHits, ranges: &[&[TokenRange]]) -> Option<usize> {
    // Only the arguments proper: what stands in other phrases may be anybody.
    let argument = ranges.first()?.first()?;
    reading.names_in(*argument).find(|name| {
        let mention = &reading.annotations.names[*name];
        let ours = all_hits
            .iter()
            .any(|hits| party::is_hit(hits, mention.tokens));
        matches!(mention.kind, NameKind::Person)
            && !ours
            && !party::is_possessor(
                reading,
                Hit {
                    tokens: mention.tokens,
                    how: Match::Exact,
                },
            )
    })
}

/// The first hit in the ranges, or an anaphor there that takes one up.
fn first_hit(
    reading: &Reading<'_>,
    event: &EventMention,
    hits: &[Hit],
    ranges: &[&[TokenRange]],
) -> Option<Hit> {
    let ranges = || ranges.iter().flat_map(|ranges| ranges.iter().copied());
    let named = ranges().find_map(|range| {
        party::hits_in(hits, range)
            .iter()
            .copied()
            .find(|hit| !party::is_possessor(reading, *hit) || has_event(reading, event, *hit))
    });
    named
        .or_else(|| {
            ranges()
                .find(|range| takes_up(reading, hits, *range, 0))
                .map(|range| Hit {
                    tokens: range,
                    how: Match::Coreference,
                })
        })
        .or_else(|| ranges().find_map(|range| possessive(reading, hits, range)))
        .or_else(|| {
            ranges()
                .find_map(|range| cataphor::named_behind(reading, range))
                .filter(|name| party::is_hit(hits, *name))
                .map(|tokens| Hit {
                    tokens,
                    how: Match::Coreference,
                })
        })
}

/// "Ode's sudden resignation": whose the event itself is, and not something of his or hers ("Ode's
/// brother's resignation").
fn has_event(reading: &Reading<'_>, event: &EventMention, hit: Hit) -> bool {
    let tokens = &reading.document.tokens;
    let other = Classes::KINSHIP
        .with(Classes::PERSON)
        .with(Classes::ROLE)
        .with(Classes::BODY)
        .with(Classes::FUNCTION_WORD);
    let mark = hit.tokens.end();
    event.form == EventForm::Noun
        && mark < event.tokens.start()
        && tokens[mark].shape.is(Shape::POSSESSIVE)
        && (mark + 1..event.tokens.start()).all(|at| {
            !tokens[at].shape.is(Shape::POSSESSIVE)
                && (!tokens[at].is(other) || tokens[at].is(Classes::ADJECTIVE))
                && (!tokens[at].shape.is(Shape::MARK) || tokens[at].shape.is(Shape::JOINED))
        })
}

/// Whether a pronoun or short description takes up a participant.
fn takes_up(reading: &Reading<'_>, hits: &[Hit], range: TokenRange, depth: usize) -> bool {
    if let Some(several) = plural::members(reading, range) {
        return party::is_hit(hits, several);
    }
    if plural::is_plural(reading, range) {
        return false;
    }
    if let Some(name) = reading.antecedent(range) {
        let mention = reading.annotations.names[name].tokens;
        return party::is_hit(hits, mention);
    }
    if is_nearest_before(reading, hits, range)
        || goes_on_with(reading, hits, range)
        || plural::goes_on_with(reading, hits, range)
    {
        return true;
    }
    // "The company said it learned": the subject that opens the sentence, itself taken up.
    let pronoun =
        range.range().len() == 1 && reading.document.tokens[range.start()].is(Classes::IMPERSONAL);
    if !pronoun || depth > 0 {
        return false;
    }
    let sentence = reading.document.sentences[reading.document.sentence_of(range.start())].tokens;
    let events = &reading.annotations.events;
    let first = events.partition_point(|event| event.verb < sentence.start());
    // The subject that stands first: an aside ("The firm, which sells tyres, said it …") has another.
    let opening = events[first..]
        .iter()
        .zip(first..)
        .take_while(|(event, _)| event.verb < range.start())
        .filter_map(|(_, at)| reading.frame(at).subject)
        .min_by_key(|subject| subject.start());
    let Some(subject) = opening else {
        return false;
    };
    let is_named = || {
        party::hits_in(hits, subject)
            .iter()
            .any(|hit| !party::is_possessor(reading, *hit))
    };
    subject.end() <= range.start() && (is_named() || takes_up(reading, hits, subject, depth + 1))
}

/// "extended *her* remand": a possessive pronoun that takes up a participant, if what is had is no
/// relative.
fn possessive(reading: &Reading<'_>, hits: &[Hit], range: TokenRange) -> Option<Hit> {
    let tokens = &reading.document.tokens;
    let at = range.range().find(|at| {
        let token = &tokens[*at];
        // "its engineers": those who act for it.
        let acts = || {
            (at + 1..range.end().min(at + 4))
                .any(|next| tokens[next].is(Classes::ROLE.with(Classes::BODY).with(Classes::STAFF)))
        };
        token.is(Classes::POSSESSIVE_PRONOUN)
            && (token.is(Classes::PERSONAL) || token.is(Classes::IMPERSONAL) && acts())
    })?;
    let is_relative =
        (at + 1..(at + 4).min(tokens.len())).any(|next| tokens[next].is(Classes::KINSHIP));
    let pronoun = TokenRange::new(at, at + 1);
    (!is_relative && takes_up(reading, hits, pronoun, 0)).then_some(Hit {
        tokens: pronoun,
        how: Match::Coreference,
    })
}

/// "X said that it …", "the factions announced that they …": a pronoun of things takes up the
/// nearest one before it in its sentence, if that is the participant.
fn is_nearest_before(reading: &Reading<'_>, hits: &[Hit], range: TokenRange) -> bool {
    let tokens = &reading.document.tokens;
    let pronoun = tokens[range.start()];
    if range.range().len() != 1
        || !pronoun.is(Classes::SUBJECT_PRONOUN)
        || !pronoun.is(Classes::IMPERSONAL)
    {
        return false;
    }
    let sentence = reading.document.sentences[reading.document.sentence_of(range.start())].tokens;
    if sentence.start() == range.start() {
        return false;
    }
    let before = TokenRange::new(sentence.start(), range.start());
    let Some(hit) = party::hits_in(hits, before).last() else {
        return false;
    };
    let named_between = reading.names_in(before).any(|name| {
        let mention = reading.annotations.names[name].tokens;
        mention.start() >= hit.tokens.end() && tokens[mention.start()].shape.is(Shape::CAPITAL)
    });
    !named_between && !party::is_possessor(reading, *hit)
}

/// Whether somebody is told as the one who did it, or against whom the law moves.
#[must_use]
pub fn is_suspect(reading: &Reading<'_>, hit: Hit) -> bool {
    let sentence =
        reading.document.sentences[reading.document.sentence_of(hit.tokens.start())].tokens;
    let events = &reading.annotations.events;
    let from = events.partition_point(|event| event.verb < sentence.start());
    events[from..]
        .iter()
        .enumerate()
        .take_while(|(_, event)| event.verb < sentence.end())
        .any(|(at, event)| {
            let frame = reading.frame(from + at);
            let holds = |slot: Option<TokenRange>| {
                slot.is_some_and(|slot| slot.contains(hit.tokens.start()))
            };
            let by = frame.obliques.iter().any(|oblique| {
                oblique.preposition == key("by") && oblique.tokens.contains(hit.tokens.start())
            });
            // "shot himself": the one who did it is the one to whom it was done.
            let is_reflexive = is_reflexive(reading, event, frame);
            let is_force = event.types.iter().any(|id| families().is_force(*id));
            let is_law = event.types.iter().any(|id| families().is_law(*id));
            is_force
                && !is_reflexive
                && event.undergone.is_empty()
                && (!frame.is_passive && !frame.is_nominal && holds(frame.subject) || by)
                || is_law
                    && ((frame.is_passive || !event.undergone.is_empty()) && holds(frame.subject)
                        || !frame.is_passive && holds(frame.object))
        })
}
