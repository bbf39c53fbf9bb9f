//! Who is described first and named behind: "indicted a 16-year-old girl … Jane Roe became …",
//! "A council aide resigned on Monday … Ann Ode, an aide to …". Only safe links.

use crate::align::Reading;
use crate::align::anaphor::NAMING_REACH;
use crate::annotate::NameKind;
use crate::annotate::entity::{Entity, Gender};
use crate::document::{Part, SentenceKind, Shape, TokenRange};
use crate::lang::{Classes, families};

/// How many sentences of running text tell somebody's act before they name him or her.
const LEAD: usize = 2;

/// How many words may stand before a name that opens its sentence: "On Friday,".
const OPENING: usize = 4;

/// Where the one is named whom a description without a name introduces.
pub(super) fn named_behind(reading: &Reading<'_>, range: TokenRange) -> Option<TokenRange> {
    let names_somebody = |range: TokenRange| {
        reading
            .names_in(range)
            .any(|name| reading.annotations.names[name].kind == NameKind::Person)
    };
    let described = introduced_before(reading, range).unwrap_or(range);
    introduced(reading, described)
        .filter(|_| !names_somebody(described))
        .or_else(|| lead(reading, range))
        .map(|name| reading.annotations.names[name].tokens)
}

/// "A Lisbon man … the mill from which *he* was fired": the one person whom the sentence introduces
/// before a pronoun, if it names nobody there.
fn introduced_before(reading: &Reading<'_>, range: TokenRange) -> Option<TokenRange> {
    let document = reading.document;
    let tokens = &document.tokens;
    let pronoun = &tokens[range.start()];
    let sentence = document.sentences[document.sentence_of(range.start())].tokens;
    if range.range().len() != 1
        || !pronoun.is(Classes::PERSONAL)
        || sentence.start() == range.start()
    {
        return None;
    }
    let before = TokenRange::new(sentence.start(), range.start());
    let names_nobody = reading
        .names_in(before)
        .all(|name| !matches!(reading.annotations.names[name].kind, NameKind::Person));
    // "the van that a friend of his …": somebody else may be named behind.
    let is_somebody = |at: &usize| tokens[*at].is(Classes::PERSON.with(Classes::KINSHIP));
    let mut people = before.range().filter(is_somebody);
    let only = people.next().filter(|_| people.next().is_none())?;
    let agrees = Gender::of(tokens[only].classes)
        .zip(Gender::of(pronoun.classes))
        .is_none_or(|(told, said)| told == said);
    let opener = (sentence.start()..only)
        .rev()
        .take(DESCRIBED)
        .find(|at| tokens[*at].is(Classes::INDEFINITE))?;
    (names_nobody && agrees).then(|| TokenRange::new(opener, only + 1))
}

/// How many words may stand before the noun in "a 38-year-old Lisbon man".
const DESCRIBED: usize = 8;

/// The sentences behind a description that may name whom it means.
fn reach(reading: &Reading<'_>, range: TokenRange) -> TokenRange {
    let document = reading.document;
    let sentence = document.sentence_of(range.start());
    let last = (sentence + NAMING_REACH).min(document.sentences.len() - 1);
    let end = document.sentences[last].tokens.end();
    TokenRange::new(range.end(), end.max(range.end() + 1))
}

fn has_office(reading: &Reading<'_>, name: usize) -> bool {
    reading.annotations.names[name]
        .description
        .is_some_and(|found| {
            reading.document.tokens[found.range()]
                .iter()
                .any(|token| token.is(Classes::ROLE.with(Classes::TITLE)))
        })
}

fn speaks(reading: &Reading<'_>, name: usize) -> bool {
    let tokens = reading.annotations.names[name].tokens;
    reading
        .attributions_near(tokens.start())
        .iter()
        .any(|attribution| attribution.speaker.is_overlapping(tokens))
}

/// "A woman", "a 16-year-old boy": the first person named behind, without an office of his own and
/// not as a speaker.
fn introduced(reading: &Reading<'_>, range: TokenRange) -> Option<usize> {
    let tokens = &reading.document.tokens[range.range()];
    let is_person = tokens.iter().any(|token| token.is(Classes::PERSON))
        && tokens.iter().any(|token| token.is(Classes::INDEFINITE));
    if !is_person {
        return None;
    }
    let behind = reach(reading, range);
    // "A Lisbon woman says …": the only woman whom the article tells of, if it names her soon.
    let gender = tokens
        .iter()
        .rev()
        .find(|token| token.is(Classes::PERSON))
        .and_then(|token| Gender::of(token.classes));
    gender
        .and_then(|_| reading.only_person(gender))
        .filter(|name| behind.contains(reading.annotations.names[*name].tokens.start()))
        .or_else(|| {
            reading.names_in(behind).find(|name| {
                reading.annotations.names[*name].kind == NameKind::Person
                    && !has_office(reading, *name)
                    && !speaks(reading, *name)
            })
        })
}

/// The noun of a description that opens with a determiner: "a retired *teacher* from Oslo", "the
/// finance *director* of a bakery".
fn head(reading: &Reading<'_>, range: TokenRange) -> Option<usize> {
    let tokens = &reading.document.tokens;
    let first = &tokens[range.start()];
    if !first.is(Classes::INDEFINITE.with(Classes::DEFINITE)) {
        return None;
    }
    let is_post = |at: &usize| {
        tokens[*at].is(Classes::PERSON.with(Classes::ROLE)) || families().is_post(tokens[*at].key)
    };
    let ends = |at: &usize| {
        let token = &tokens[*at];
        token.is(Classes::PREPOSITION.with(Classes::RELATIVE))
            || token.shape.is(Shape::MARK) && !token.shape.is(Shape::JOINED)
            || token.shape.is(Shape::POSSESSIVE)
    };
    let end = (range.start() + 1..range.end())
        .find(ends)
        .unwrap_or(range.end());
    let is_owner = tokens
        .get(end)
        .is_some_and(|token| token.shape.is(Shape::POSSESSIVE));
    (range.start() + 1..end)
        .rev()
        .find(is_post)
        .filter(|head| !is_owner && tokens[*head].key.0 == tokens[end - 1].key.0)
}

/// Whether a sentence stands among the first of the running text, or in the title.
fn is_lead(reading: &Reading<'_>, sentence: usize) -> bool {
    let sentences = &reading.document.sentences;
    sentences[sentence].part != Part::Title
        && sentences[..sentence]
            .iter()
            .filter(|before| before.part != Part::Title && before.kind == SentenceKind::Prose)
            .take(LEAD)
            .count()
            < LEAD
}

/// In the lead: the one person behind whom the article calls by the very noun; else whoever opens
/// the next sentence, if he or she is told to be nobody else and nobody is named before.
fn lead(reading: &Reading<'_>, range: TokenRange) -> Option<usize> {
    let document = reading.document;
    let sentence = document.sentence_of(range.start());
    if !is_lead(reading, sentence) {
        return None;
    }
    let head = &document.tokens[head(reading, range)?];
    let names = &reading.annotations.names;
    let gender = Gender::of(head.classes);
    let behind = reach(reading, range);
    let agrees = |entity: &Entity| {
        entity.kind == NameKind::Person
            && entity
                .gender
                .zip(gender)
                .is_none_or(|(own, said)| own == said)
    };
    let is_called = |name: usize| {
        let told = names[name].description.is_some_and(|found| {
            document.tokens[found.range()]
                .iter()
                .any(|token| token.key == head.key)
        });
        let apposed =
            names[name].tokens.start().checked_sub(2).is_some_and(|at| {
                document.word(at + 1) == "," && document.tokens[at].key == head.key
            });
        told || apposed || reading.entities().of(name).heads.contains(&head.key)
    };
    let persons = || {
        reading
            .names_in(behind)
            .filter(|name| agrees(reading.entities().of(*name)))
    };
    let is_fresh = |name: usize| {
        let first = reading.entities().of(name).first;
        names[first].tokens.start() >= range.start()
            || document.tokens[names[first].tokens.start()].part() == Part::Title
    };
    let mut called = persons().filter(|name| is_called(*name));
    if let Some(only) = called.next() {
        let is_only = called.all(|other| names[other].first == names[only].first);
        return (is_only && is_fresh(only)).then_some(only);
    }
    // Who opens the next sentence, told to be nobody else.
    let next = document.sentences.get(sentence + 1)?.tokens;
    let opener = persons().find(|name| names[*name].tokens.start() >= next.start())?;
    let own = names[opener].tokens;
    let is_opener = own.start() < next.end().min(next.start() + OPENING)
        && reading.names_in(next).next() == Some(opener);
    let is_behind = |found: TokenRange| found.start() >= own.end();
    let is_free = !has_office(reading, opener)
        || families().is_post(head.key) && names[opener].description.is_some_and(is_behind);
    (is_opener && is_free && is_fresh(opener)).then_some(opener)
}
