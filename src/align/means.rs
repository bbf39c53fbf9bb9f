//! "A pistol went off and killed X" for a claim that X was shot: what befell somebody, told beside what it
//! was done with.

use crate::align::Reading;
use crate::align::candidate::{Candidacy, PartyHits, candidacy};
use crate::align::probe::{Probe, noun_forms};
use crate::align::victim::is_fate;
use crate::annotate::{EventForm, EventMention};
use crate::lang::{EventTypeId, events, families, lexicon};
use crate::value::name::WordKey;

/// Event mentions of killing, dying and being hurt whose clause, or one beside it, names what the
/// claim's kind of event is done with, and nothing that another kind is done with. For an article
/// that has no word of the kind itself; they may support, and never more.
#[must_use]
pub fn by_means(reading: &Reading<'_>, probe: &Probe, hits: &PartyHits) -> Vec<Candidacy> {
    let is_evidence =
        |at: &usize| reading.is_evidence(reading.sentence_of(&reading.annotations.events[*at]));
    let told = told(reading, probe).into_iter().filter(is_evidence);
    told.map(|at| candidacy(reading, probe, hits, at, false, true))
        .collect()
}

fn told(reading: &Reading<'_>, probe: &Probe) -> Vec<usize> {
    let Some(own) = probe.own_type.filter(|_| !probe.parties.is_empty()) else {
        return Vec::new();
    };
    let means = &events().get(own).means;
    let tokens = &reading.document.tokens;
    let positions = |word: WordKey| {
        reading
            .with_lemma(lexicon().lemma(word))
            .filter(move |at| tokens[*at].key == word)
    };
    let mut found: Vec<usize> = means
        .iter()
        .flat_map(|word| noun_forms(word))
        .flat_map(|form| positions(form).collect::<Vec<_>>())
        .flat_map(|at| beside(reading, own, at))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The mentions beside a token that names what it was done with.
fn beside(reading: &Reading<'_>, own: EventTypeId, means: usize) -> Vec<usize> {
    let sentence = reading.document.sentence_of(means);
    let tokens = reading.document.sentences[sentence].tokens;
    let parsed = reading.parsed(sentence);
    let clause = parsed.clause_of(means);
    let mentions = &reading.annotations.events;
    // "coins and a pistol were found": it was there, and nothing is told to be done with it.
    let is_only_there = reading
        .events_in(parsed.clauses[clause].tokens)
        .any(|event| is_found(&mentions[event]));
    let is_other = |at: usize| {
        let word = reading.document.tokens[at].key;
        events().is_means_of_other(word, own)
    };
    if is_only_there || tokens.range().any(is_other) {
        return Vec::new();
    }
    reading
        .events_in(tokens)
        .filter(|event| {
            let mention = &mentions[*event];
            mention.is_told()
                && mention.form != EventForm::Noun
                && is_fate(mention)
                && parsed.clause_of(mention.verb).abs_diff(clause) <= 1
        })
        .collect()
}

fn is_found(mention: &EventMention) -> bool {
    let is_fate = is_fate(mention);
    !is_fate && mention.types.iter().any(|id| families().is_aftermath(*id))
}
