//! Several taken up together: "Ode and Blom left. *They* …", "both", "the two women", "the teams".

use crate::align::Reading;
use crate::align::anaphor;
use crate::align::party::{self, Hit};
use crate::annotate::NameKind;
use crate::document::{Shape, TokenRange};
use crate::lang::cues::{WordSet, cues};
use crate::lang::{Classes, families, morphology};

/// How many words may stand before the first of several who open their sentence.
const OPENING: usize = 6;

/// What a plural anaphor says of those whom it takes up.
#[derive(Clone, Copy, Debug)]
struct Plural {
    /// How many, if told.
    count: Option<usize>,
    /// A noun of persons ("women") or of bodies ("teams"), if it has one.
    kind: Option<NameKind>,
}

/// Whether a range takes up so many by its very form, so that nobody alone is meant.
#[must_use]
pub(super) fn is_plural(reading: &Reading<'_>, range: TokenRange) -> bool {
    plural(reading, range).is_some_and(|plural| plural.count.is_some())
}

/// The names that a plural anaphor takes up: all of them stand in the range that is given.
#[must_use]
pub(super) fn members(reading: &Reading<'_>, range: TokenRange) -> Option<TokenRange> {
    let wanted = plural(reading, range)?;
    let document = reading.document;
    let sentence = document.sentence_of(range.start());
    let own = document.sentences[sentence];
    let before = sentence
        .checked_sub(1)
        .filter(|before| reading.lends(*before) && document.sentences[*before].part == own.part)
        .map(|before| document.sentences[before].tokens);
    let here = (own.tokens.start() < range.start())
        .then(|| TokenRange::new(own.tokens.start(), range.start()));
    here.into_iter()
        .chain(before)
        .find_map(|tokens| told_together(reading, tokens, wanted))
}

/// "The 20 hikers lost the path. *They* were seen on Monday": a pronoun that opens its sentence
/// goes on with the plural noun that opened the one before, if that is the participant and is not
/// named again.
#[must_use]
pub(super) fn goes_on_with(reading: &Reading<'_>, hits: &[Hit], range: TokenRange) -> bool {
    let is_pronoun = |at: usize| {
        let key = reading.document.tokens[at].key;
        families().is_several(key) && families().pairs(key).is_none()
    };
    anaphor::gone_on_with(reading, hits, range, is_pronoun)
        .is_some_and(|before| opens(reading, hits, before))
}

/// Whether the subject that opens a sentence is a participant told by a plural noun.
fn opens(reading: &Reading<'_>, hits: &[Hit], sentence: TokenRange) -> bool {
    let tokens = &reading.document.tokens;
    let reach = sentence.end().min(sentence.start() + OPENING);
    let Some(hit) = party::hits_in(hits, TokenRange::new(sentence.start(), reach)).first() else {
        return false;
    };
    let leads = (sentence.start()..hit.tokens.start()).all(|at| {
        let token = &tokens[at];
        token.shape.is(Shape::NUMBER.with(Shape::JOINED))
            || token.is(Classes::DETERMINER
                .with(Classes::ADJECTIVE)
                .with(Classes::DEMONYM)
                .with(Classes::NUMBER_WORD)
                .with(Classes::VAGUE_NUMBER))
    });
    let noun = &tokens[hit.tokens.end() - 1];
    // "The bus" is one.
    let is_plural = !noun.is(Classes::SUBJECT_PRONOUN.with(Classes::NAMED_THING))
        && (cues().is(noun.key, WordSet::PLURAL_PEOPLE)
            || morphology::is_plural(reading.document.word(hit.tokens.end() - 1)));
    let closing = Classes::VERB
        .with(Classes::BE)
        .with(Classes::HAVE)
        .with(Classes::MODAL)
        .with(Classes::DO)
        .with(Classes::RELATIVE)
        .with(Classes::COORDINATOR)
        .with(Classes::PREPOSITION);
    let end = hit.tokens.end();
    let is_head =
        end < sentence.end() && (tokens[end].is(closing) || reading.document.word(end) == ",");
    leads && is_plural && is_head
}

/// "They", "both", "the two women", "the teams".
fn plural(reading: &Reading<'_>, range: TokenRange) -> Option<Plural> {
    let tokens = &reading.document.tokens[range.range()];
    let (first, last) = (tokens.first()?, tokens.last()?);
    if tokens.len() == 1 && families().is_several(first.key) {
        return Some(Plural {
            count: families().pairs(first.key),
            kind: None,
        });
    }
    if !first.is(Classes::DEFINITE) && !families().is_several(first.key) || tokens.len() > 3 {
        return None;
    }
    let count = tokens.iter().find_map(|token| families().pairs(token.key));
    let noun = families().noun_of_several(last.key);
    let kind = noun.map(|is_person| {
        if is_person {
            NameKind::Person
        } else {
            NameKind::Organization
        }
    });
    (count.is_some() || kind.is_some()).then_some(Plural { count, kind })
}

/// All that a sentence names, if they are as many; else names joined by "and".
fn told_together(
    reading: &Reading<'_>,
    sentence: TokenRange,
    wanted: Plural,
) -> Option<TokenRange> {
    let names = &reading.annotations.names;
    let fits = |at: &usize| {
        let kind = reading.entities().of(*at).kind;
        match wanted.kind {
            Some(wanted) => kind == wanted || kind == NameKind::Unknown,
            None => matches!(
                kind,
                NameKind::Person | NameKind::Organization | NameKind::Unknown
            ),
        }
    };
    let own: Vec<usize> = reading.names_in(sentence).filter(fits).collect();
    let (first, last) = (*own.first()?, *own.last()?);
    let mut distinct: Vec<usize> = own.iter().map(|at| names[*at].first).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if wanted.count.or(wanted.kind.map(|_| 2)) == Some(distinct.len()) {
        return Some(TokenRange::new(
            names[first].tokens.start(),
            names[last].tokens.end(),
        ));
    }
    if wanted.count.is_some() {
        return None;
    }
    let mut runs = joined(reading, &own);
    let only = runs.next()?;
    // "They": whoever opens the sentence; "the girls": the only ones joined there.
    let is_subject = only.start() <= sentence.start() + OPENING;
    let is_only = wanted.kind.is_some() && runs.next().is_none();
    (is_subject || is_only).then_some(only)
}

/// Runs of names with nothing but "and", commas and titles between.
fn joined<'a>(reading: &'a Reading<'_>, own: &'a [usize]) -> impl Iterator<Item = TokenRange> + 'a {
    let names = &reading.annotations.names;
    let tokens = &reading.document.tokens;
    let joins = move |pair: &[usize]| {
        let between = names[pair[0]].tokens.end()..names[pair[1]].tokens.start();
        between.into_iter().all(|at| {
            tokens[at].is(Classes::COORDINATOR
                .with(Classes::TITLE)
                .with(Classes::ROLE))
                || reading.document.word(at) == ","
        })
    };
    own.chunk_by(move |a, b| joins(&[*a, *b]))
        .filter_map(move |run| {
            let (first, last) = (names[*run.first()?].tokens, names[*run.last()?].tokens);
            (first.end()..last.start())
                .any(|at| tokens[at].is(Classes::COORDINATOR))
                .then(|| TokenRange::new(first.start(), last.end()))
        })
}
