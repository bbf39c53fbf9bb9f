//! Hints: what a valid claim file most likely does not mean. Each is certain to be worth a look;
//! what is only perhaps odd is not told.

use std::collections::{BTreeMap, BTreeSet};

use corroborate::annotate::{self, Annotations, PlaceUse, QuantityKind, TimeAnchor};
use corroborate::base::{Problem, Span};
use corroborate::claims::{Claim, ClaimFile, ClaimSet};
use corroborate::document;
use corroborate::lang::PlaceId;
use corroborate::lang::gazetteer::{PlaceRelation, gazetteer};
use corroborate::value::name::fold;
use toml::de::DeTable;

/// Shortest reason that tells a reader something, in characters.
const SHORTEST_REASON: usize = 8;

/// All hints of valid claim files.
pub fn find(set: &ClaimSet) -> Vec<Problem> {
    let mut hints = Vec::new();
    shared_names(set, &mut hints);
    same_claims(set, &mut hints);
    for claim in &set.claims {
        own_hints(set, claim, &mut hints);
    }
    for (file, span, reason) in set
        .suppressions
        .iter()
        .map(|entry| (entry.file, entry.span, &entry.reason))
        .chain(
            set.known_gaps
                .iter()
                .map(|entry| (entry.file, entry.span, &entry.reason)),
        )
    {
        if reason.trim().chars().count() < SHORTEST_REASON {
            let message = format!(
                "`{}` is no reason that a colleague can judge",
                reason.trim()
            );
            let problem = Problem::warning("short-reason", message)
                .help("say why this finding is accepted, in a few words");
            hints.push(at(set, file, span, problem));
        }
    }
    hints
}

fn at(set: &ClaimSet, file: usize, span: Span, problem: Problem) -> Problem {
    problem.file(set.files[file].path.clone()).at(span)
}

/// Two entities with one name: which of them a claim means depends on where it stands.
fn shared_names(set: &ClaimSet, hints: &mut Vec<Problem>) {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (file, own) in set.files.iter().enumerate() {
        for (entity, name, span) in entity_names(own) {
            match owners.get(&fold(name.trim())) {
                None => {
                    owners.insert(fold(name.trim()), entity);
                }
                Some(owner) if *owner != entity => {
                    let message =
                        format!("the entities `{owner}` and `{entity}` share the name `{name}`");
                    let problem = Problem::warning("alias-collision", message).help(
                        "leave the name to one of them; a claim that means the other writes its id",
                    );
                    hints.push(at(set, file, span, problem));
                }
                Some(_) => {}
            }
        }
    }
}

/// Id, name and place of every name in `[entity.*]`.
fn entity_names(file: &ClaimFile) -> Vec<(String, String, Span)> {
    let (document, _) = DeTable::parse_recoverable(&file.text);
    let entities = document.get_ref().get("entity");
    let mut found = Vec::new();
    for (id, entity) in entities
        .and_then(|value| value.get_ref().as_table())
        .into_iter()
        .flatten()
    {
        let names = entity.get_ref().get("names");
        let names = names.and_then(|names| names.get_ref().as_array());
        for name in names.into_iter().flatten() {
            if let Some(text) = name.get_ref().as_str() {
                let range = name.span();
                let span = Span::new(range.start, range.end);
                found.push((id.get_ref().to_string(), text.to_owned(), span));
            }
        }
    }
    found.sort_by_key(|(_, _, span)| *span);
    found
}

/// Two claims that say the same get the same verdicts, and count twice.
fn same_claims(set: &ClaimSet, hints: &mut Vec<Problem>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for claim in &set.claims {
        let facets = facets(claim);
        if let Some(first) = seen.get(&facets) {
            let message = format!("claim `{}` says the same as `{first}`", claim.id);
            let problem = Problem::warning("duplicate-claim", message)
                .help("remove one of them, or say in what they differ");
            hints.push(at(set, claim.file, claim.span, problem));
        } else {
            seen.insert(facets, &claim.id);
        }
    }
}

/// All that decides a claim's verdicts, in one text.
fn facets(claim: &Claim) -> String {
    let who: BTreeSet<String> = claim
        .participants
        .iter()
        .map(|own| format!("{:?} {:?}", own.referents, own.role))
        .collect();
    let date = claim.date.as_ref().map(|date| &date.text);
    let quantity = claim.quantity.as_ref().map(|own| &own.value);
    format!(
        "{} {:?} {who:?} {:?} {date:?} {quantity:?} {:?} {:?} {:?} {:?}",
        claim.event,
        claim.triggers,
        claim.place,
        claim.about,
        claim.attributed_to,
        claim.modality,
        claim.polarity
    )
}

/// What the sentence of a claim says against its own facets.
fn own_hints(set: &ClaimSet, claim: &Claim, hints: &mut Vec<Problem>) {
    let document = document::read("", &claim.text, 0);
    let said = annotate::annotate(&document, None);
    let mut hint = |code: &'static str, message: String, help: &str| {
        let problem = Problem::warning(code, message).help(help);
        hints.push(at(set, claim.file, claim.span, problem));
    };
    if let Some(found) = other_date(claim, &said) {
        let date = claim.date.as_ref().map_or("", |date| date.text.as_str());
        hint(
            "text-date-differs",
            format!(
                "the sentence of `{}` says {found}, its `date` {date}",
                claim.id
            ),
            "verdicts rest on `date`; correct the one that is wrong",
        );
    }
    if let Some(found) = other_place(claim, &said) {
        let place = claim
            .place
            .as_ref()
            .map_or("", |place| place.value.as_str());
        let found = document.word(found);
        hint(
            "text-place-differs",
            format!(
                "the sentence of `{}` says {found}, its `place` {place}",
                claim.id
            ),
            "verdicts rest on `place`; correct the one that is wrong",
        );
    }
    if is_other_number(claim, &said) {
        let quantity = claim.quantity.as_ref().map_or("", |own| own.value.as_str());
        hint(
            "text-number-differs",
            format!(
                "the sentence of `{}` has a number, but not its `quantity` {quantity}",
                claim.id
            ),
            "verdicts rest on `quantity`; correct the one that is wrong",
        );
    }
    if let Some(place) = &claim.place
        && place.entity.is_none()
        && gazetteer().resolve(&place.value).is_empty()
    {
        let message = format!("no place of the gazetteer is called `{}`", place.value);
        let problem = Problem::note("unknown-place", message).help(
            "it is compared by name only; name a town, region or country that it lies in, or \
             make it an `[entity.…]` with the names that articles use",
        );
        hints.push(at(set, claim.file, claim.span, problem));
    }
}

/// A full date in the sentence, if there is one and none has a day in common with the claim's.
fn other_date(claim: &Claim, said: &Annotations) -> Option<String> {
    let wanted = claim.date.as_ref()?.hull();
    let full: Vec<_> = said
        .times
        .iter()
        .filter(|time| time.anchor == TimeAnchor::Absolute && !time.approximate)
        .filter_map(|time| Some((time, time.interval?)))
        .collect();
    let meets = |days: &corroborate::value::Interval| {
        days.first <= wanted.last && wanted.first <= days.last
    };
    match full.iter().any(|(_, days)| meets(days)) {
        true => None,
        false => full.first().map(|(time, _)| time.value.clone()),
    }
}

/// The token of a place where the sentence says it happened, if all such places lie elsewhere.
fn other_place(claim: &Claim, said: &Annotations) -> Option<usize> {
    let place = claim.place.as_ref()?;
    let wanted: Vec<PlaceId> = place
        .names
        .iter()
        .flat_map(|name| gazetteer().resolve(name))
        .collect();
    let located: Vec<_> = said
        .places
        .iter()
        .filter(|found| found.use_ == PlaceUse::Location)
        .collect();
    let is_elsewhere = |found: &&annotate::PlaceMention| {
        found.place.is_some_and(|row| {
            gazetteer().relate(&wanted, &[PlaceId(row)]) == PlaceRelation::Disjoint
        })
    };
    match !wanted.is_empty() && located.iter().all(is_elsewhere) {
        true => located.first().map(|found| found.tokens.start()),
        false => None,
    }
}

/// Whether the sentence counts or measures, and never as much as the claim.
fn is_other_number(claim: &Claim, said: &Annotations) -> bool {
    let Some(wanted) = claim.quantity.as_ref().map(|quantity| quantity.amount) else {
        return false;
    };
    let counts: Vec<_> = said
        .quantities
        .iter()
        .filter(|own| {
            matches!(
                own.kind,
                QuantityKind::Count | QuantityKind::Additional | QuantityKind::Measure
            ) && !own.amount.vague
        })
        .collect();
    let meets = |own: &&annotate::QuantityMention| {
        own.amount.min <= wanted.max && wanted.min <= own.amount.max
    };
    !counts.is_empty() && !counts.iter().any(meets)
}
