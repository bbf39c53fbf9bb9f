//! From claim files as written to claims as meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{LineIndex, Problem, Span};
use crate::claims::entity::{Entities, Lookup, literal};
use crate::claims::policy::Policy;
use crate::claims::problems;
use crate::claims::raw::{RawClaim, RawDefaults, RawEntry, RawFile, RawParticipant, RawQuantity};
use crate::claims::table::Located;
use crate::claims::{
    Claim, ClaimFile, ClaimSet, EntityKind, Expectation, KnownGap, Participant, QuantityClaim,
    Referent, Suppression,
};
use crate::value::Amount;

/// When the gate fails, where neither the claim nor `[defaults]` says.
const ERROR_IF: &str = "contradicts > 0";
/// When the gate warns, likewise.
const WARN_IF: &str = "supports < 1";

/// Problems not to be told while a file is broken: what is missing may stand in the part that
/// could not be read.
const NEEDS_WHOLE_FILES: [&str; 6] = [
    "unknown-claim",
    "unknown-entity",
    "misspelt-entity",
    "unused-entity",
    "unidentifiable-claim",
    "gap-without-expectation",
];

/// Checks that what the files say goes together.
pub(super) struct Validator<'f> {
    files: &'f [ClaimFile],
    known_event: &'f dyn Fn(&str) -> bool,
    /// Problems with the position of their file.
    problems: Vec<(usize, Problem)>,
    entities: Entities,
    used: BTreeSet<usize>,
    /// Ids of all claims, also of incomplete ones, with the place of the first.
    claim_ids: BTreeMap<String, (usize, Span)>,
    /// Events that were asked for in this file: each unknown one is told once.
    events: BTreeSet<(usize, String)>,
    /// `error-if` and `warn-if`, where neither a claim nor `[defaults]` has them.
    fallback: (Policy, Policy),
}

/// The meaning of all files, with the problems of each.
pub(super) fn validate(
    files: &[ClaimFile],
    raw: &[RawFile],
    known_event: &dyn Fn(&str) -> bool,
) -> (ClaimSet, Vec<(usize, Problem)>) {
    let mut validator = Validator {
        files,
        known_event,
        problems: Vec::new(),
        entities: Entities::default(),
        used: BTreeSet::new(),
        claim_ids: BTreeMap::new(),
        events: BTreeSet::new(),
        fallback: (fallback(ERROR_IF), fallback(WARN_IF)),
    };
    validator.add_entities(raw);
    validator.add_claim_ids(raw);
    let mut set = ClaimSet {
        files: files.to_vec(),
        ..ClaimSet::default()
    };
    for (file, raw) in raw.iter().enumerate() {
        for claim in &raw.claims {
            set.claims
                .extend(validator.claim(claim, &raw.defaults, file));
        }
    }
    validator.entries(raw, &mut set);
    validator.note_unused(raw);
    let mut found = validator.problems;
    if raw.iter().any(|file| file.is_broken) {
        found.retain(|(_, problem)| !NEEDS_WHOLE_FILES.contains(&problem.code));
    }
    (set, found)
}

fn fallback(text: &str) -> Policy {
    Policy::parse(text).expect("the fallback is a policy")
}

impl Validator<'_> {
    fn push(&mut self, file: usize, problem: Problem) {
        self.problems.push((file, problem));
    }

    /// `claims/a.toml:12:8`
    fn place(&self, file: usize, span: Span) -> String {
        let ClaimFile { path, text } = &self.files[file];
        let (line, column) = LineIndex::new(text).line_column(text, span.start());
        format!("{path}:{line}:{column}")
    }

    fn check_id(&mut self, what: &str, id: &Located<String>, file: usize) {
        let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.value.chars().all(is_id) {
            self.push(file, problems::bad_id(what, &id.value, id.span));
        }
    }

    fn add_entities(&mut self, raw: &[RawFile]) {
        let mut first: BTreeMap<&str, (usize, Span)> = BTreeMap::new();
        let mut added = Vec::new();
        for (file, entity) in each(raw, |file| &file.entities) {
            self.check_id("entity", &entity.id, file);
            if let Some((other, span)) = first.get(entity.id.value.as_str()).copied() {
                let other = self.place(other, span);
                let id = &entity.id;
                self.push(
                    file,
                    problems::duplicate("entity", &id.value, &other, id.span),
                );
                continue;
            }
            first.insert(&entity.id.value, (file, entity.id.span));
            added.push((self.entities.add(entity, file), file, entity));
        }
        for (at, file, entity) in &added {
            for whole in &entity.part_of {
                self.add_whole(*at, *file, whole);
            }
            for member in &entity.members {
                self.add_member(*at, *file, member);
            }
        }
        for (at, file, entity) in &added {
            if let Some(chain) = self.entities.circle(*at) {
                let problem = problems::part_of_itself(&chain, entity.id.span);
                self.push(*file, problem);
            }
        }
    }

    fn add_whole(&mut self, part: usize, file: usize, whole: &Located<String>) {
        self.used.insert(part);
        match self.entities.look_up(&whole.value, file, None) {
            Lookup::One(at) => {
                self.entities.add_part(at, part);
                self.used.insert(at);
            }
            Lookup::Several(owners) => self.ambiguous(&owners, file, whole),
            Lookup::Literal => {
                let problem =
                    problems::unknown_whole(&whole.value, self.entities.ids(), whole.span);
                self.push(file, problem);
            }
        }
    }

    fn add_member(&mut self, whole: usize, file: usize, member: &Located<String>) {
        match self.entities.look_up(&member.value, file, None) {
            Lookup::One(at) => {
                self.entities.add_part(whole, at);
                self.used.insert(at);
            }
            Lookup::Several(owners) => self.ambiguous(&owners, file, member),
            Lookup::Literal => {
                self.refuse_missing_entity("members", member, file);
                self.entities.add_plain_member(whole, &member.value);
            }
        }
    }

    fn ambiguous(&mut self, owners: &[usize], file: usize, name: &Located<String>) {
        let ids: Vec<&str> = owners.iter().map(|at| self.entities.id(*at)).collect();
        let problem = problems::ambiguous_name(&name.value, &ids, name.span);
        self.push(file, problem);
    }

    /// In a list where ids are usual, a word that looks like an id is meant as one.
    fn refuse_missing_entity(&mut self, key: &str, name: &Located<String>, file: usize) {
        let looks_like_id = is_id_shaped(&name.value)
            && (name.value.contains('-')
                || problems::nearest(&name.value, self.entities.ids()).is_some());
        if looks_like_id {
            let problem =
                problems::unknown_entity(key, &name.value, self.entities.ids(), name.span);
            self.push(file, problem);
        }
    }

    fn add_claim_ids(&mut self, raw: &[RawFile]) {
        for (file, claim) in each(raw, |file| &file.claims) {
            let Some(id) = &claim.id else { continue };
            self.check_id("claim", id, file);
            match self.claim_ids.get(&id.value).copied() {
                Some((other, span)) => {
                    let other = self.place(other, span);
                    self.push(
                        file,
                        problems::duplicate("claim", &id.value, &other, id.span),
                    );
                }
                None => {
                    self.claim_ids.insert(id.value.clone(), (file, id.span));
                }
            }
        }
    }

    fn claim(&mut self, raw: &RawClaim, defaults: &RawDefaults, file: usize) -> Option<Claim> {
        let participants = self.participants(&raw.participants, file);
        let place = raw
            .place
            .as_ref()
            .map(|place| self.referent("place", place, Some(EntityKind::Place), file));
        let attributed_to = raw
            .attributed_to
            .iter()
            .map(|name| self.referent("attributed-to", name, None, file))
            .collect();
        let quantity = raw
            .quantity
            .as_ref()
            .and_then(|quantity| self.quantity(quantity, file));
        let of = raw
            .quantity
            .iter()
            .filter_map(|quantity| quantity.of.as_ref());
        for term in raw.about.iter().chain(of) {
            self.use_name(term, file);
        }
        let expect = self.expectations(raw, file);
        self.check_event(raw, file);
        self.check_identity(raw, file);
        let policy = |own: &Option<Policy>, default: &Option<Policy>, fallback: &Policy| {
            own.as_ref()
                .or(default.as_ref())
                .unwrap_or(fallback)
                .clone()
        };
        let (error_if, warn_if) = &self.fallback;
        let own = &raw.own;
        let id = raw.id.clone()?;
        let event = raw.event.clone()?;
        Some(Claim {
            id: id.value,
            file,
            span: id.span,
            text: raw.text.clone()?.value,
            event: event.value.trim().to_lowercase(),
            event_span: event.span,
            triggers: values(&raw.triggers),
            participants,
            place,
            date: raw.date.clone(),
            quantity,
            about: values(&raw.about),
            attributed_to,
            modality: raw.modality.unwrap_or_default(),
            polarity: raw.polarity.unwrap_or_default(),
            severity: own.severity.or(defaults.severity).unwrap_or_default(),
            error_if: policy(&own.error_if, &defaults.error_if, error_if),
            warn_if: policy(&own.warn_if, &defaults.warn_if, warn_if),
            status: own.status.or(defaults.status).unwrap_or_default(),
            tags: all_tags(defaults, own),
            notes: raw.notes.clone().map(|notes| notes.value),
            references: values(&raw.references),
            expect,
        })
    }

    fn participants(&mut self, raw: &[RawParticipant], file: usize) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::with_capacity(raw.len());
        for participant in raw {
            let name = &participant.name;
            let same =
                |other: &Participant| other.value == name.value && other.role == participant.role;
            if found.iter().any(same) {
                self.push(
                    file,
                    problems::duplicate_participant(&name.value, name.span),
                );
            }
            let mut referents = vec![self.referent("participants", name, None, file)];
            for other in &participant.or {
                referents.push(self.referent("or", other, None, file));
            }
            found.push(Participant {
                value: name.value.clone(),
                referents,
                role: participant.role,
            });
        }
        found
    }

    fn referent(
        &mut self,
        key: &str,
        name: &Located<String>,
        kind: Option<EntityKind>,
        file: usize,
    ) -> Referent {
        let entity = match self.entities.look_up(&name.value, file, kind) {
            Lookup::One(at) => at,
            Lookup::Several(owners) => {
                self.ambiguous(&owners, file, name);
                self.used.extend(&owners);
                owners[0]
            }
            Lookup::Literal => {
                self.check_literal(key, name, file);
                return literal(&name.value);
            }
        };
        self.used.insert(entity);
        self.entities.referent(entity, &name.value)
    }

    /// A term that is no reference, but may well be what an entity was written down for.
    fn use_name(&mut self, term: &Located<String>, file: usize) {
        match self.entities.look_up(&term.value, file, None) {
            Lookup::One(at) => self.used.extend([at]),
            Lookup::Several(owners) => self.used.extend(owners),
            Lookup::Literal => {}
        }
    }

    fn check_literal(&mut self, key: &str, name: &Located<String>, file: usize) {
        if key == "or" {
            self.refuse_missing_entity(key, name, file);
        } else if name.value.contains('-') && is_id_shaped(&name.value) {
            let near = problems::nearest(&name.value, self.entities.ids());
            if let Some(near) = near.map(str::to_owned) {
                self.push(
                    file,
                    problems::misspelt_entity(&name.value, &near, name.span),
                );
            }
        }
    }

    fn quantity(&mut self, raw: &RawQuantity, file: usize) -> Option<QuantityClaim> {
        let problem = match (raw.value, raw.min, raw.max) {
            _ if raw.is_broken => return None,
            (None, None, None) => Some(problems::quantity_without_value(raw.span)),
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => {
                Some(problems::value_and_bounds(raw.span))
            }
            (_, Some(min), Some(max)) if min > max => Some(problems::min_above_max(raw.span)),
            _ => None,
        };
        if let Some(problem) = problem {
            self.push(file, problem);
            return None;
        }
        let of = raw.of.as_ref().map(|of| of.value.trim().to_owned());
        Some(QuantityClaim {
            amount: Amount {
                min: raw.value.or(raw.min).unwrap_or(f64::NEG_INFINITY),
                max: raw.value.or(raw.max).unwrap_or(f64::INFINITY),
                approximate: raw.approximate,
                vague: false,
            },
            value: shown_quantity(raw, of.as_deref()),
            of,
        })
    }

    fn expectations(&mut self, raw: &RawClaim, file: usize) -> Vec<Expectation> {
        let mut found: Vec<Expectation> = Vec::with_capacity(raw.expect.len());
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for (label, source) in &raw.expect {
            if let Some(other) = first.insert(&source.value, label.as_str()) {
                let problem =
                    problems::expected_twice(&source.value, other, label.as_str(), source.span);
                self.push(file, problem);
            }
            found.push(Expectation {
                source: source.value.clone(),
                label: *label,
                span: source.span,
            });
        }
        found
    }

    fn check_event(&mut self, raw: &RawClaim, file: usize) {
        let Some(event) = raw.event.as_ref().filter(|_| raw.triggers.is_empty()) else {
            return;
        };
        let lemma = event.value.trim().to_lowercase();
        let known_event = self.known_event;
        if self.events.insert((file, lemma.clone())) && !known_event(&lemma) {
            let near = near_event(&lemma, known_event);
            let problem = problems::unknown_event(&event.value, near.as_deref(), event.span);
            self.push(file, problem);
        }
    }

    fn check_identity(&mut self, raw: &RawClaim, file: usize) {
        if let Some(id) = raw.id.as_ref().filter(|_| !raw.is_identified) {
            self.push(file, problems::unidentifiable(&id.value, id.span));
        }
    }

    fn entries(&mut self, raw: &[RawFile], set: &mut ClaimSet) {
        let expected: BTreeSet<(String, String)> = set
            .claims
            .iter()
            .flat_map(|claim| claim.expect.iter().map(move |e| (claim, e)))
            .map(|(claim, expect)| (claim.id.clone(), expect.source.clone()))
            .collect();
        let mut seen = BTreeSet::new();
        for (file, entry) in each(raw, |file| &file.suppressions) {
            self.check_entry("`[[suppress]]`", entry, file);
            let (Some(source), Some(reason)) = (&entry.source, &entry.reason) else {
                continue;
            };
            if !seen.insert((&entry.claim.value, &source.value, entry.verdict)) {
                self.repeated("`[[suppress]]`", &entry.claim, source, file);
            }
            set.suppressions.push(Suppression {
                claim: entry.claim.value.clone(),
                source: source.value.clone(),
                reason: reason.value.clone(),
                verdict: entry.verdict,
                expires: entry.expires.clone(),
                file,
                span: entry.claim.span,
            });
        }
        let mut seen = BTreeSet::new();
        for (file, entry) in each(raw, |file| &file.known_gaps) {
            let is_claim = self.check_entry("`[[known-gap]]`", entry, file);
            let (Some(source), Some(reason)) = (&entry.source, &entry.reason) else {
                continue;
            };
            let claim = &entry.claim;
            if is_claim && !expected.contains(&(claim.value.clone(), source.value.clone())) {
                let problem =
                    problems::gap_without_expectation(&claim.value, &source.value, source.span);
                self.push(file, problem);
            }
            if !seen.insert((&claim.value, &source.value)) {
                self.repeated("`[[known-gap]]`", claim, source, file);
            }
            set.known_gaps.push(KnownGap {
                claim: claim.value.clone(),
                source: source.value.clone(),
                reason: reason.value.clone(),
                file,
                span: claim.span,
            });
        }
    }

    fn repeated(
        &mut self,
        table: &str,
        claim: &Located<String>,
        source: &Located<String>,
        file: usize,
    ) {
        let problem = problems::repeated_entry(table, &claim.value, &source.value, claim.span);
        self.push(file, problem);
    }

    /// Whether the claim of an entry exists.
    fn check_entry(&mut self, table: &str, entry: &RawEntry, file: usize) -> bool {
        let is_claim = self.claim_ids.contains_key(&entry.claim.value);
        if !is_claim {
            let known = self.claim_ids.keys().map(String::as_str);
            let problem =
                problems::unknown_claim(table, &entry.claim.value, known, entry.claim.span);
            self.push(file, problem);
        }
        is_claim
    }

    fn note_unused(&mut self, raw: &[RawFile]) {
        for (file, entity) in each(raw, |file| &file.entities) {
            let at = self.entities.find(&entity.id.value);
            if at.is_some_and(|at| !self.used.contains(&at)) {
                self.push(
                    file,
                    problems::unused_entity(&entity.id.value, entity.id.span),
                );
            }
        }
    }
}

/// The items of all files with the position of their file.
fn each<'r, T: 'r>(
    raw: &'r [RawFile],
    items: impl Fn(&'r RawFile) -> &'r Vec<T>,
) -> impl Iterator<Item = (usize, &'r T)> {
    raw.iter()
        .enumerate()
        .flat_map(move |(at, file)| items(file).iter().map(move |item| (at, item)))
}

fn values(located: &[Located<String>]) -> Vec<String> {
    located.iter().map(|item| item.value.clone()).collect()
}

/// The tags of `[defaults]` and the claim's own, each once.
fn all_tags(defaults: &RawDefaults, own: &RawDefaults) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in defaults.tags.iter().chain(&own.tags) {
        if !tags.contains(&tag.value) {
            tags.push(tag.value.clone());
        }
    }
    tags
}

fn is_id_shaped(name: &str) -> bool {
    name.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

/// A known event that differs by one letter, if there is one.
fn near_event(event: &str, is_known: &dyn Fn(&str) -> bool) -> Option<String> {
    // Longer than any English verb: not worth asking.
    const LONGEST: usize = 24;
    if event.len() > LONGEST || !event.bytes().all(|b| b.is_ascii_lowercase()) || event.len() < 3 {
        return None;
    }
    let swapped = (1..event.len()).map(|at| {
        let mut bytes = event.as_bytes().to_vec();
        bytes.swap(at - 1, at);
        String::from_utf8(bytes).expect("ASCII letters")
    });
    let shorter = (0..event.len()).map(|at| format!("{}{}", &event[..at], &event[at + 1..]));
    let letters = || ('a'..='z').map(String::from);
    let other = (0..event.len()).flat_map(|at| {
        letters().map(move |letter| format!("{}{letter}{}", &event[..at], &event[at + 1..]))
    });
    let longer = (0..=event.len()).flat_map(|at| {
        letters().map(move |letter| format!("{}{letter}{}", &event[..at], &event[at..]))
    });
    swapped
        .chain(shorter)
        .chain(longer)
        .chain(other)
        .find(|candidate| is_known(candidate))
}

/// "17 fighters", "about 200 troops", "at least 500 rescuers", "3 to 5".
fn shown_quantity(raw: &RawQuantity, of: Option<&str>) -> String {
    let number = match (raw.value, raw.min, raw.max) {
        (Some(value), _, _) => value.to_string(),
        (None, Some(min), Some(max)) => format!("{min} to {max}"),
        (None, Some(min), None) => format!("at least {min}"),
        (None, None, Some(max)) => format!("at most {max}"),
        (None, None, None) => String::new(),
    };
    let about = if raw.approximate { "about " } else { "" };
    match of {
        Some(of) => format!("{about}{number} {of}"),
        None => format!("{about}{number}"),
    }
}
