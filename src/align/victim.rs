//! Whether an article tells that somebody is a victim of its incident, where no verb of the deed has
//! him or her: "the victim, Ann Ode", "the bodies of Ann Ode and her son", "Ann Ode, 62".

use crate::align::Reading;
use crate::align::candidate;
use crate::align::party::{self, Hit, Match};
use crate::align::probe::PartyProbe;
use crate::align::slots;
use crate::annotate::EventMention;
use crate::document::{Shape, TokenRange};
use crate::lang::cues::{WordSet, cues};
use crate::lang::fate::{Fate, fates};
use crate::lang::{Classes, families, lexicon};
use crate::value::name::key;

/// How many tokens may stand between "the victim" and the name.
const REACH: usize = 10;

/// How many tokens a list of victims may have before the name.
const LIST: usize = 60;

/// Where an article calls a participant the victim: "the victim, 17-year-old X", "identified the
/// victim as X"; or where it tells who somebody was that is neither its suspect nor its speaker:
/// "X, 62, of Toledo", "has been identified as X", "X died at the hospital". With each whether the
/// words say so; somebody named in full who neither acts nor speaks is so only by what else agrees.
#[must_use]
pub fn victim(reading: &Reading<'_>, party: &PartyProbe, hits: &[Hit]) -> Option<(Hit, bool)> {
    let sentence_of = |hit: &Hit| reading.document.sentence_of(hit.tokens.start());
    let is_owner = |hit: &Hit| party::is_possessor(reading, *hit);
    let is_evidence = |hit: &Hit| reading.is_evidence(sentence_of(hit));
    let is_suspect = |hit: &Hit| candidate::is_suspect(reading, *hit);
    let is_free = |hit: &&Hit| is_evidence(hit) && !is_owner(hit) && !is_suspect(hit);
    let is_called = |hit: &&Hit| {
        is_free(hit) && is_called_victim(reading, **hit)
            || is_evidence(hit) && is_entitled(reading, **hit) && !is_suspect(hit)
    };
    if let Some(called) = hits.iter().find(is_called) {
        return Some((*called, true));
    }
    let is_actor = |hit: &Hit| {
        let speaks = || {
            let mut said = reading.attributions_near(hit.tokens.start()).iter();
            said.any(|said| said.speaker.is_overlapping(hit.tokens))
        };
        // "said a cousin of X"
        is_suspect(hit) || !is_owner(hit) && speaks()
    };
    if hits.iter().any(is_actor) {
        return None;
    }
    // "the 48-year-old driver" is an age of any driver.
    let is_name = |hit: &Hit| reading.names_in(hit.tokens).next().is_some();
    // The whole name may be one word: "a dog named Brutus".
    let is_full = |hit: &Hit| {
        hit.tokens.range().len() > 1 || party.is_person && hit.how == Match::Exact && is_name(hit)
    };
    let is_known = |hit: &Hit| is_full(hit) || hit.how <= Match::Coreference && is_name(hit);
    let is_told = |hit: &&Hit| {
        is_known(hit)
            && (has_age(reading, **hit)
                || is_full(hit) && is_fate_told(reading, sentence_of(hit))
                || undergoes_fate(reading, **hit))
    };
    let told = hits.iter().filter(is_free).find(is_told);
    told.map(|hit| (*hit, true)).or_else(|| {
        let is_named = |hit: &&Hit| is_full(hit) && hit.how <= Match::Variant;
        let named = hits.iter().filter(is_free).find(is_named);
        named.map(|hit| (*hit, false))
    })
}

/// Where an article tells that a participant was hurt, and nowhere that he or she died.
#[must_use]
pub fn survivor(reading: &Reading<'_>, hits: &[Hit]) -> Option<Hit> {
    let is_hurt = |event: &EventMention| event.types.iter().any(|id| families().is_hurt(*id));
    let is_dead = |event: &EventMention| {
        event
            .types
            .iter()
            .any(|id| fates().of_claim(*id) == Some(Fate::Dead))
    };
    let own = || {
        hits.iter()
            .filter(|hit| !party::is_possessor(reading, **hit))
    };
    let hurt = own().find(|hit| undergoes(reading, **hit, &is_hurt))?;
    (!own().any(|hit| undergoes(reading, *hit, &is_dead))).then_some(*hurt)
}

/// Whether the sentence of a hit tells an event of the kind that is done to it.
fn undergoes(reading: &Reading<'_>, hit: Hit, is: &dyn Fn(&EventMention) -> bool) -> bool {
    let sentence = reading.document.sentence_of(hit.tokens.start());
    reading
        .events_in(reading.document.sentences[sentence].tokens)
        .any(|event| {
            let mention = &reading.annotations.events[event];
            is(mention) && mention.is_told() && {
                let slots = slots::arguments(reading, event);
                slots
                    .patient
                    .iter()
                    .any(|slot| slot.contains(hit.tokens.start()))
            }
        })
}

/// "Ann passed away", "Ann was shot in the car".
fn undergoes_fate(reading: &Reading<'_>, hit: Hit) -> bool {
    undergoes(reading, hit, &is_fate)
}

/// Whether an event is what befalls a victim: force, a wound, death.
pub(super) fn is_fate(event: &EventMention) -> bool {
    event.types.iter().any(|id| {
        families().is_force(*id)
            || families().is_hurt(*id)
            || fates().of_claim(*id) == Some(Fate::Dead)
    })
}

fn is_called_victim(reading: &Reading<'_>, hit: Hit) -> bool {
    let at = reading.document.sentence_of(hit.tokens.start());
    let sentence = reading.document.sentences[at].tokens;
    let from = sentence
        .start()
        .max(hit.tokens.start().saturating_sub(REACH));
    let to = sentence.end().min(hit.tokens.end() + REACH / 2);
    (from..to).any(|at| reading.document.tokens[at].is(Classes::VICTIM))
        || is_listed_victim(reading, hit, sentence)
}

/// "father of the late victim Ann Ode": whoever has the word for a title.
fn is_entitled(reading: &Reading<'_>, hit: Hit) -> bool {
    let before = hit.tokens.start().checked_sub(1);
    before.is_some_and(|before| reading.document.tokens[before].is(Classes::VICTIM))
}

/// "the bodies of Ann Ode, 51, her nephew and his wife, Cleo Ode", "the dead were identified as Ann
/// Ode, of Toledo, Bo Ode and Cleo Ode": a list between the word and the name.
fn is_listed_victim(reading: &Reading<'_>, hit: Hit, sentence: TokenRange) -> bool {
    let tokens = &reading.document.tokens;
    let start = hit.tokens.start();
    let from = sentence.start().max(start.saturating_sub(LIST));
    let item = Classes::DETERMINER
        .with(Classes::COORDINATOR)
        .with(Classes::POSSESSIVE_PRONOUN)
        .with(Classes::KINSHIP)
        .with(Classes::PERSON)
        .with(Classes::ROLE)
        .with(Classes::ADJECTIVE)
        .with(Classes::NUMBER_WORD)
        .with(Classes::TIME_UNIT)
        .with(Classes::BE);
    let joins = [key("of"), key("from"), key("as"), key("in")];
    let goes_on = |at: &usize| {
        let token = &tokens[*at];
        token
            .shape
            .is(Shape::CAPITAL.with(Shape::NUMBER).with(Shape::MARK))
            || token.is(item)
            || joins.contains(&token.key)
            || families().is_fate(lexicon().lemma(token.key))
    };
    let is_cue = |at: usize| {
        let is_of = || tokens.get(at + 1).is_some_and(|next| next.key == joins[0]);
        tokens[at].is(Classes::VICTIM) || cues().is(tokens[at].key, WordSet::REMAINS) && is_of()
    };
    let open = (from..start)
        .rev()
        .find(|at| is_cue(*at) || !goes_on(at))
        .filter(|at| is_cue(*at));
    open.is_some()
}

/// "X, 62," or "62-year-old X".
fn has_age(reading: &Reading<'_>, hit: Hit) -> bool {
    let tokens = &reading.document.tokens;
    let is_number = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.shape.is(Shape::NUMBER))
    };
    let is_comma = |at: usize| at < tokens.len() && reading.document.word(at) == ",";
    let (start, end) = (hit.tokens.start(), hit.tokens.end());
    is_comma(end) && is_number(end + 1)
        || start > 0
            && tokens[start - 1].key == key("old")
            && (start.saturating_sub(6)..start)
                .any(|at| is_number(at) || tokens[at].is(Classes::NUMBER_WORD))
}

/// Whether a sentence tells who was hurt or what became of them.
fn is_fate_told(reading: &Reading<'_>, sentence: usize) -> bool {
    let tokens = reading.document.sentences[sentence].tokens;
    let events = &reading.annotations.events;
    let from = events.partition_point(|event| event.verb < tokens.start());
    events[from..]
        .iter()
        .take_while(|event| event.verb < tokens.end())
        .any(|event| {
            families().is_fate(event.lemma)
                || event.types.iter().any(|id| families().is_aftermath(*id))
        })
}
