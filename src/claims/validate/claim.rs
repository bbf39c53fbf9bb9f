//! One claim: its names looked up, its numbers and lists checked.

use std::collections::BTreeMap;

use crate::base::nearest;
use crate::claims::entity::{Lookup, literal};
use crate::claims::policy::Policy;
use crate::claims::problems;
use crate::claims::raw::{RawClaim, RawDefaults, RawParticipant, RawQuantity};
use crate::claims::table::Located;
use crate::claims::validate::{Validator, is_id_shaped};
use crate::claims::{Claim, EntityKind, Expectation, Participant, QuantityClaim, Referent};
use crate::value::Amount;

impl Validator<'_> {
    pub(super) fn claim(
        &mut self,
        raw: &RawClaim,
        defaults: &RawDefaults,
        file: usize,
    ) -> Option<Claim> {
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
            let near = nearest(&name.value, self.entities.ids());
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
