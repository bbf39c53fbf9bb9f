//! Where a place may stand, with the readings of its name and what the phrase says of it.

use crate::annotate::name::longest_place;
use crate::annotate::{NameKind, NameMention};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::{Classes, PlaceId, gazetteer};
use crate::value::name::WordKey;

/// A place that may be one.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The name, and its qualifier once found.
    pub tokens: TokenRange,
    /// What the gazetteer has under this name; empty for places that only the text knows.
    pub readings: &'static [PlaceId],
    /// The row, once resolved.
    pub place: Option<PlaceId>,
    /// The place that the phrase says it lies in: position among the candidates.
    pub within: Option<usize>,
    /// Part of a longer name or phrase.
    pub is_inner: bool,
    /// Told by the adjective of its country: "in an Italian prison".
    pub is_national: bool,
    /// Inside the name of a place: "Wellington" in "Wellington Apartments" need not be meant.
    pub is_in_place_name: bool,
    /// Lies in the place of its name: "Southern California".
    pub lies_in_inner: bool,
    /// Made part of another candidate's qualifier.
    pub is_merged: bool,
    /// Word or form around it says that it is a place.
    pub is_sure: bool,
    /// The row comes from a qualifier or a name with a single reading.
    pub is_settled: bool,
}

impl Candidate {
    fn new(tokens: TokenRange, readings: &'static [PlaceId]) -> Self {
        Self {
            tokens,
            readings,
            place: None,
            within: None,
            is_inner: false,
            is_national: false,
            is_in_place_name: false,
            lies_in_inner: false,
            is_merged: false,
            is_sure: false,
            is_settled: false,
        }
    }

    pub(super) fn is_kept(&self) -> bool {
        !self.is_merged && (self.is_sure || self.place.is_some())
    }
}

/// Collects candidates from the names, in reading order.
pub(super) fn find(document: &Document<'_>, names: &[NameMention]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for name in names {
        match name.kind {
            NameKind::Person => {}
            NameKind::Demonym => {
                let place = capital(document, name.tokens);
                candidates.extend(place.or_else(|| national(document, name.tokens)));
            }
            NameKind::Organization => add_organization(document, name.tokens, &mut candidates),
            NameKind::Place | NameKind::Unknown => add_name(document, name, &mut candidates),
        }
    }
    add_abbreviations(document, &mut candidates);
    candidates.sort_by_key(|candidate| {
        (
            candidate.tokens.start(),
            std::cmp::Reverse(candidate.tokens.end()),
        )
    });
    candidates
}

/// "the Czech capital".
fn capital(document: &Document<'_>, demonym: TokenRange) -> Option<Candidate> {
    let noun = document.tokens.get(demonym.end())?;
    // "the Czech capital market": only where no further noun follows.
    let is_last = document.tokens.get(demonym.end() + 1).is_none_or(|next| {
        !next.shape.is(Shape::WORD)
            || next.shape.is(Shape::CAPITAL)
            || next.is(crate::annotate::name::CLOSED.with(Classes::TIME_WORD))
    });
    if !is_last || !gazetteer().is_capital_word(noun.key) {
        return None;
    }
    let words: Vec<WordKey> = demonym.range().map(|at| document.tokens[at].key).collect();
    let country = gazetteer().demonym(&words)?;
    let tokens = TokenRange::new(demonym.start(), demonym.end() + 1);
    let mut candidate = Candidate::new(tokens, &[]);
    candidate.place = Some(gazetteer().capital(country)?);
    candidate.is_sure = true;
    candidate.is_settled = true;
    Some(candidate)
}

/// "in an Italian prison", "off the Libyan coast": what stands or lies in the country, where something
/// was at it.
fn national(document: &Document<'_>, demonym: TokenRange) -> Option<Candidate> {
    let noun = document.tokens.get(demonym.end())?;
    let is_site = noun.shape.is(Shape::WORD)
        && !noun.shape.is(Shape::CAPITAL)
        && gazetteer().is_national_site(noun.key);
    let sentence = document.sentences[document.sentence_of(demonym.start())].tokens;
    let passes = |at: usize| {
        let token = &document.tokens[at];
        token.is(Classes::DETERMINER
            .with(Classes::ADJECTIVE)
            .with(Classes::COMPASS))
            && !token.is(Classes::PREPOSITION)
    };
    let is_placed = || {
        (sentence.start()..demonym.start())
            .rev()
            .find(|at| !passes(*at))
            .is_some_and(|at| {
                document.tokens[at].is(Classes::PLACE_PREPOSITION)
                    && !document.tokens[at].is(Classes::TO)
                    && document.word(at) != "from"
            })
    };
    if !is_site || !is_placed() {
        return None;
    }
    let words: Vec<WordKey> = demonym.range().map(|at| document.tokens[at].key).collect();
    let tokens = TokenRange::new(demonym.start(), demonym.end() + 1);
    let mut candidate = Candidate::new(tokens, &[]);
    candidate.place = Some(gazetteer().demonym(&words)?);
    candidate.is_sure = true;
    candidate.is_settled = true;
    candidate.is_national = true;
    Some(candidate)
}

/// The place in an organisation's name; the organisation itself where it is a building.
fn add_organization(document: &Document<'_>, name: TokenRange, candidates: &mut Vec<Candidate>) {
    let last = &document.tokens[name.end() - 1];
    if last.is(Classes::PLACE_WORD) && name.range().len() > 1 {
        let mut candidate = Candidate::new(name, &[]);
        candidate.is_sure = true;
        candidates.push(candidate);
    }
    let mut at = name.start();
    while at < name.end() {
        let opens = at == name.start() || document.tokens[at - 1].is(Classes::PREPOSITION);
        match longest_place(document, at, name.end()).filter(|_| opens) {
            Some((end, _)) if end == at + 1 && is_side_or_common(document, at) => at = end,
            Some((end, readings)) => {
                let mut candidate = Candidate::new(TokenRange::new(at, end), readings);
                candidate.is_inner = true;
                candidates.push(candidate);
                at = end;
            }
            None => at += 1,
        }
    }
}

fn is_side_or_common(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at].is(Classes::COMPASS.with(Classes::COMMON))
}

fn add_name(document: &Document<'_>, name: &NameMention, candidates: &mut Vec<Candidate>) {
    let tokens = name.tokens;
    // "East", "Southeast" are sides of the place in question, not provinces of that name.
    // "Christmas" is a town only with its state behind it.
    let is_qualified = document.tokens.len() > tokens.end() && document.word(tokens.end()) == ",";
    if tokens.range().len() == 1 && is_side_or_common(document, tokens.start()) && !is_qualified {
        return;
    }
    if tokens.range().len() > 1
        && name.kind == NameKind::Place
        && document.tokens[tokens.start()].is(Classes::COMPASS)
        && let Some((end, readings)) = longest_place(document, tokens.start() + 1, tokens.end())
        && end == tokens.end()
        && longest_place(document, tokens.start(), end).is_none_or(|(whole, _)| whole < end)
    {
        let inner = TokenRange::new(tokens.start() + 1, end);
        push_around(tokens, inner, readings, candidates);
        let outer = candidates.len() - 2;
        candidates[outer].lies_in_inner = true;
        return;
    }
    let place = longest_place(document, tokens.start(), tokens.end());
    let noun = noun_behind(document, tokens.end());
    match place {
        Some((end, readings)) if end == tokens.end() => {
            let kind_noun =
                noun.is_some_and(|noun| gazetteer().is_kind_word(document.tokens[noun].key));
            if let Some(noun) = noun.filter(|_| !kind_noun) {
                push_around(
                    TokenRange::new(tokens.start(), noun + 1),
                    tokens,
                    readings,
                    candidates,
                );
                return;
            }
            let mut candidate = Candidate::new(tokens, readings);
            candidate.is_sure = name.kind == NameKind::Place;
            candidates.push(candidate);
        }
        Some((end, readings))
            if end + 1 == tokens.end() && document.tokens[end].is(Classes::COMPASS) =>
        {
            let inner = TokenRange::new(tokens.start(), end);
            push_around(tokens, inner, readings, candidates);
            let outer = candidates.len() - 2;
            candidates[outer].lies_in_inner = true;
        }
        inner => {
            let last = &document.tokens[tokens.end() - 1];
            let headed = name.kind == NameKind::Place
                && last.is(Classes::PLACE_WORD)
                && tokens.range().len() > 1;
            let introduced = is_introduced(document, tokens.start());
            if !headed && !introduced && noun.is_none() {
                return;
            }
            let whole = match noun {
                Some(noun) if !headed => TokenRange::new(tokens.start(), noun + 1),
                _ => tokens,
            };
            match inner.filter(|_| !last.is(Classes::STREET_WORD)) {
                Some((end, readings)) => {
                    push_around(
                        whole,
                        TokenRange::new(tokens.start(), end),
                        readings,
                        candidates,
                    );
                }
                None => {
                    let mut candidate = Candidate::new(whole, &[]);
                    candidate.is_sure = true;
                    candidates.push(candidate);
                }
            }
        }
    }
}

/// "Rafah crossing": the crossing, which no table has, and the place in its name.
fn push_around(
    whole: TokenRange,
    inner: TokenRange,
    readings: &'static [PlaceId],
    candidates: &mut Vec<Candidate>,
) {
    let mut outer = Candidate::new(whole, &[]);
    outer.is_sure = true;
    candidates.push(outer);
    let mut inner = Candidate::new(inner, readings);
    inner.is_inner = true;
    inner.is_in_place_name = true;
    candidates.push(inner);
}

/// A common noun behind the name that makes a place of it: "crossing", "neighborhood".
fn noun_behind(document: &Document<'_>, end: usize) -> Option<usize> {
    let is_noun = |at: usize| {
        at < document.tokens.len()
            && document.tokens[at].is(Classes::PLACE_NOUN)
            && !document.tokens[at]
                .shape
                .is(Shape::CAPITAL.with(Shape::JOINED))
    };
    // "street gang", "border guards": the noun is not the head there.
    let goes_on = document.tokens.get(end + 1).is_some_and(|next| {
        next.shape.is(Shape::WORD)
            && !next.shape.is(Shape::CAPITAL)
            && !next.is(crate::annotate::name::CLOSED.with(Classes::VERB.with(Classes::ADVERB)))
            && !document.word(end + 1).ends_with("ed")
            && !document.word(end + 1).ends_with("ly")
    });
    (is_noun(end) && !goes_on).then_some(end)
}

/// "the village of", "the town of".
fn is_introduced(document: &Document<'_>, start: usize) -> bool {
    start >= 2
        && document.word(start - 1) == "of"
        && document.tokens[start - 2].is(Classes::PLACE_NOUN)
}

/// State abbreviations behind a comma: "Highlandville, Mo.".
fn add_abbreviations(document: &Document<'_>, candidates: &mut Vec<Candidate>) {
    let taken: Vec<usize> = candidates
        .iter()
        .map(|candidate| candidate.tokens.start())
        .collect();
    let mut added = Vec::new();
    for candidate in candidates.iter() {
        let at = candidate.tokens.end() + 1;
        if at >= document.tokens.len() || document.word(at - 1) != "," {
            continue;
        }
        if let Some((end, readings)) = abbreviation_at(document, at)
            && !taken.contains(&at)
        {
            added.push((at, end, readings));
        }
    }
    added.dedup();
    for (at, end, readings) in added {
        let mut candidate = Candidate::new(TokenRange::new(at, end), readings);
        candidate.is_sure = true;
        candidates.push(candidate);
    }
}

/// A state abbreviation at this token: its end and the readings of the state's name.
fn abbreviation_at(document: &Document<'_>, at: usize) -> Option<(usize, &'static [PlaceId])> {
    let token = &document.tokens[at];
    if !token.shape.is(Shape::DOTTED.with(Shape::ALL_CAPS)) || !token.shape.is(Shape::CAPITAL) {
        return None;
    }
    let key_at = |at: usize| document.tokens.get(at).map(|token| token.key);
    let two: Option<[WordKey; 2]> = key_at(at + 1).map(|next| [token.key, next]);
    let (end, state) = two
        .and_then(|words| Some((at + 2, gazetteer().abbreviation(&words)?)))
        .or_else(|| Some((at + 1, gazetteer().abbreviation(&[token.key])?)))?;
    let readings = gazetteer().lookup_text(gazetteer().place(state).name);
    let row = readings.iter().position(|id| *id == state)?;
    Some((end, &readings[row..=row]))
}
