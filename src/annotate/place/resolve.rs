//! Which row a place name means here: by its qualifier ("Toledo, Ohio"), by the places around it,
//! by the article's other places, by its people.

use crate::annotate::place::candidate::Candidate;
use crate::annotate::{NameKind, NameMention};
use crate::document::{Document, Shape, TokenRange};
use crate::lang::{Classes, PlaceId, PlaceKind, gazetteer};

/// A reading wins over the next best by this factor of people, context counted in.
const MARGIN: f64 = 3.1;
/// A reading in a region, or in a country, that the article speaks of counts that many times its
/// people.
const SAME_REGION: f64 = 350.0;
/// In a county that the article names: more than any capital weighs.
const SAME_COUNTY: f64 = 30_000.0;
const SAME_COUNTRY: f64 = 8.0;
/// A town in a country that the article speaks of has to have that many people to be meant by its
/// bare name, one that nothing points to has to be a city.
const KNOWN_TOWN: u64 = 20_000;
const KNOWN_EVERYWHERE: u64 = 150_000;
/// And one in another region of the country where the article plays.
const KNOWN_ELSEWHERE: u64 = 400_000;

/// Sets `place`, `within` and the tokens of qualified names.
pub(super) fn resolve(
    document: &Document<'_>,
    names: &[NameMention],
    candidates: &mut [Candidate],
) {
    for at in 0..candidates.len() {
        qualify(document, candidates, at);
    }
    for at in 0..candidates.len() {
        attach(document, candidates, at);
        if candidates[at].lies_in_inner && candidates[at].within.is_none() {
            candidates[at].within = (at + 1 < candidates.len()).then_some(at + 1);
        }
    }
    // What the first round tells is context for the second.
    for _ in 0..2 {
        let is_open = |candidate: &Candidate| {
            candidate.place.is_none() && !candidate.is_settled && !candidate.readings.is_empty()
        };
        if !candidates.iter().any(is_open) {
            return;
        }
        let context = Context::read(document, names, candidates);
        let mut has_chosen = false;
        for candidate in candidates.iter_mut().filter(|it| is_open(it)) {
            candidate.place = context.choose(candidate);
            has_chosen |= candidate.place.is_some();
        }
        if !has_chosen {
            return;
        }
    }
}

/// "A, B": B says which A, if an A lies in B.
fn qualify(document: &Document<'_>, candidates: &mut [Candidate], at: usize) {
    if candidates[at].is_merged {
        return;
    }
    loop {
        let end = candidates[at].tokens.end();
        let Some(next) = next_at(candidates, at, end + 1) else {
            return;
        };
        if document.word(end) != "," || candidates[next].is_inner {
            return;
        }
        if candidates[at].readings.is_empty() {
            candidates[at].within = Some(next);
            return;
        }
        let Some((inner, outer)) = nested(&candidates[at], &candidates[next]) else {
            // "Highlandville, Mo.": a town of that name somewhere else is not this one.
            if is_abbreviation(document, candidates[next].tokens) {
                candidates[at].within = Some(next);
                candidates[at].is_settled = true;
                candidates[at].is_sure = true;
            }
            return;
        };
        let tokens = candidates[at].tokens.cover(candidates[next].tokens);
        candidates[next].is_merged = true;
        candidates[next].place = Some(outer);
        let candidate = &mut candidates[at];
        candidate.tokens = tokens;
        candidate.place = Some(inner);
        candidate.is_settled = true;
        candidate.is_sure = true;
    }
}

/// The candidate after `at` that starts at this token.
fn next_at(candidates: &[Candidate], at: usize, start: usize) -> Option<usize> {
    candidates[at + 1..]
        .iter()
        .take(3)
        .position(|candidate| candidate.tokens.start() == start && !candidate.is_merged)
        .map(|offset| at + 1 + offset)
}

/// The most populous reading of `inner` that lies in a reading of `outer`, with that one.
fn nested(inner: &Candidate, outer: &Candidate) -> Option<(PlaceId, PlaceId)> {
    let settled = inner.place.filter(|_| inner.is_settled);
    let readings = settled
        .as_ref()
        .map_or(inner.readings, std::slice::from_ref);
    readings.iter().find_map(|inner| {
        let outer = outer
            .readings
            .iter()
            .find(|outer| *outer != inner && gazetteer().contains(**outer, *inner))?;
        Some((*inner, *outer))
    })
}

fn is_abbreviation(document: &Document<'_>, tokens: TokenRange) -> bool {
    let last = &document.tokens[tokens.end() - 1];
    last.shape.is(Shape::DOTTED) || last.shape.is(Shape::ALL_CAPS) && last.span.len() == 2
}

/// "A in the B", "A of B", "B's A", "the A of B": the phrase says that A lies in B.
fn attach(document: &Document<'_>, candidates: &mut [Candidate], at: usize) {
    if candidates[at].is_merged || candidates[at].is_inner || candidates[at].within.is_some() {
        return;
    }
    let outer = behind(document, candidates, at).or_else(|| before(document, candidates, at));
    let Some(outer) = outer else { return };
    if candidates[at].is_settled {
        let inside = candidates[at].place.zip(candidates[outer].place);
        if inside.is_some_and(|(inner, outer)| gazetteer().contains(outer, inner)) {
            candidates[at].within = Some(outer);
        }
        return;
    }
    if candidates[at].readings.is_empty() {
        candidates[at].within = Some(outer);
    } else if let Some((inner, container)) = nested(&candidates[at], &candidates[outer]) {
        candidates[at].within = Some(outer);
        candidates[at].place = Some(inner);
        candidates[at].is_settled = true;
        candidates[at].is_sure = true;
        if !candidates[outer].is_settled {
            candidates[outer].place = Some(container);
            candidates[outer].is_settled = true;
        }
    }
}

/// The candidate behind "in", "of" and a determiner, kind words passed over ("Baoding city in").
fn behind(document: &Document<'_>, candidates: &[Candidate], at: usize) -> Option<usize> {
    let mut end = candidates[at].tokens.end();
    let word = |at: usize| document.tokens.get(at);
    if word(end).is_some_and(|token| gazetteer().is_kind_word(token.key)) {
        end += 1;
    }
    let link = word(end)?;
    let links = link.is(Classes::PLACE_PREPOSITION) && document.word(end) == "in"
        || document.word(end) == "of" && candidates[at].readings.is_empty();
    if !links {
        return None;
    }
    end += 1;
    while word(end)?.is(Classes::DEFINITE.with(Classes::ADJECTIVE)) {
        end += 1;
    }
    next_at(candidates, at, end)
}

/// The candidate whose possessive stands right before: "Hebei's Baoding".
fn before(document: &Document<'_>, candidates: &[Candidate], at: usize) -> Option<usize> {
    let start = candidates[at].tokens.start();
    let mark = start.checked_sub(1)?;
    if !document.tokens[mark].shape.is(Shape::POSSESSIVE) {
        return None;
    }
    (0..at)
        .rev()
        .take(3)
        .find(|other| candidates[*other].tokens.end() == mark && !candidates[*other].is_merged)
}

/// What the article says of where it plays.
struct Context {
    /// Settled places with all that contain them, sorted.
    told: Vec<PlaceId>,
    /// Places told with a qualifier; the bare name means the same one.
    settled: Vec<PlaceId>,
}

impl Context {
    fn read(document: &Document<'_>, names: &[NameMention], candidates: &[Candidate]) -> Self {
        let mut context = Self {
            told: counties(candidates),
            settled: Vec::new(),
        };
        let n_counties = context.told.len();
        let in_county = |id: &PlaceId, told: &[PlaceId]| {
            let within = gazetteer().place(*id).within;
            within.is_some_and(|within| told[..n_counties].binary_search(&within).is_ok())
        };
        for candidate in candidates {
            let place = match candidate.readings {
                _ if candidate.place.is_some() => candidate.place,
                [only] if gazetteer().place(*only).weight() >= KNOWN_EVERYWHERE => Some(*only),
                [first, second, ..]
                    if clearly_larger(*first, *second)
                        && !candidate
                            .readings
                            .iter()
                            .any(|id| in_county(id, &context.told)) =>
                {
                    Some(*first)
                }
                _ => None,
            };
            let Some(place) = place else { continue };
            if candidate.is_settled && candidate.place.is_some() {
                context.settled.push(place);
            }
            context.told.extend(gazetteer().upward(place));
        }
        context.settled.sort_unstable();
        context.settled.dedup();
        for name in names.iter().filter(|name| name.kind == NameKind::Demonym) {
            let words: Vec<_> = name
                .tokens
                .range()
                .map(|at| document.tokens[at].key)
                .collect();
            context.told.extend(gazetteer().demonym(&words));
        }
        context.told.sort_unstable();
        context.told.dedup();
        context
    }

    /// The row that the name means, if one stands out.
    fn choose(&self, candidate: &Candidate) -> Option<PlaceId> {
        let told = candidate
            .readings
            .iter()
            .find(|id| self.settled.binary_search(id).is_ok());
        if let Some(told) = told {
            return Some(*told);
        }
        let mut best: Option<(f64, PlaceId)> = None;
        let mut second = 0.0_f64;
        for id in candidate.readings {
            let score = self.score(*id);
            match best {
                // Readings that lie in each other are one: "Cairo", the city and the region.
                Some((top, other)) if is_nested(other, *id) => {
                    let outer = if gazetteer().contains(*id, other) {
                        *id
                    } else {
                        other
                    };
                    best = Some((top.max(score), outer));
                }
                Some((top, _)) if score <= top => second = second.max(score),
                Some((top, _)) => {
                    second = second.max(top);
                    best = Some((score, *id));
                }
                None => best = Some((score, *id)),
            }
        }
        let (score, id) = best?;
        if score < second * MARGIN {
            return None;
        }
        let support = self.support(id);
        let is_meant = !candidate.is_in_place_name || support != Support::None;
        (is_meant && self.is_likely(id, support)).then_some(id)
    }

    fn score(&self, id: PlaceId) -> f64 {
        let weight = gazetteer().place(id).weight() as f64;
        match self.support(id) {
            Support::County => weight * SAME_COUNTY,
            Support::Region => weight * SAME_REGION,
            Support::Country => weight * SAME_COUNTRY,
            Support::None => weight,
        }
    }

    /// What the rest of the article says for this reading.
    fn support(&self, id: PlaceId) -> Support {
        let place = gazetteer().place(id);
        let is_region = matches!(place.kind, PlaceKind::Region | PlaceKind::County);
        let mut containers = gazetteer().upward(id).skip(usize::from(!is_region));
        let near = containers.find(|container| self.told.binary_search(container).is_ok());
        match near.map(|container| gazetteer().place(container).kind) {
            Some(PlaceKind::Country) => Support::Country,
            Some(PlaceKind::Continent | PlaceKind::Area) | None => Support::None,
            Some(PlaceKind::County) if place.kind != PlaceKind::County => Support::County,
            Some(_) => Support::Region,
        }
    }

    /// Whether the reading is likely enough to be told at all: the article plays there, or everybody
    /// knows the place. In an article about one state, the small town of another is somebody else's.
    fn is_likely(&self, id: PlaceId, support: Support) -> bool {
        let weight = gazetteer().place(id).weight();
        match support {
            Support::County | Support::Region => true,
            Support::Country if !self.has_region_of(id) => weight >= KNOWN_TOWN,
            Support::Country => weight >= KNOWN_ELSEWHERE,
            Support::None => weight >= KNOWN_EVERYWHERE,
        }
    }

    /// Whether the article speaks of a region of this place's country.
    fn has_region_of(&self, id: PlaceId) -> bool {
        let country = gazetteer().country(id);
        self.told.iter().any(|told| {
            gazetteer().place(*told).kind == PlaceKind::Region
                && gazetteer().country(*told) == country
        })
    }
}

/// Two names that each have many readings tell each other: of all the Allen Counties and Limas, one
/// Lima lies in an Allen County. Gives such counties with all that contain them, sorted.
fn counties(candidates: &[Candidate]) -> Vec<PlaceId> {
    let readings = || candidates.iter().flat_map(|candidate| candidate.readings);
    let mut counties: Vec<PlaceId> = readings()
        .copied()
        .filter(|id| gazetteer().place(*id).kind == PlaceKind::County)
        .collect();
    if counties.is_empty() {
        return counties;
    }
    counties.sort_unstable();
    let mut told: Vec<PlaceId> = readings()
        .filter_map(|id| gazetteer().place(*id).within)
        .filter(|county| counties.binary_search(county).is_ok())
        .flat_map(|county| gazetteer().upward(county))
        .collect();
    told.sort_unstable();
    told.dedup();
    told
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    County,
    Region,
    Country,
    None,
}

fn clearly_larger(first: PlaceId, second: PlaceId) -> bool {
    let weight = |id: PlaceId| gazetteer().place(id).weight();
    weight(first) >= KNOWN_EVERYWHERE
        && (weight(first) / 10 >= weight(second) || is_nested(first, second))
}

fn is_nested(a: PlaceId, b: PlaceId) -> bool {
    gazetteer().contains(a, b) || gazetteer().contains(b, a)
}
