//! The entities of all claim files, and what a name in a claim refers to.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::raw::RawEntity;
use crate::claims::{EntityKind, Referent};
use crate::value::name::{ComparableName, fold};

/// Entities in the order of file and place.
#[derive(Default)]
pub(super) struct Entities {
    list: Vec<Entity>,
    by_id: BTreeMap<String, usize>,
    /// Folded names, each with the entities that have it.
    by_name: BTreeMap<String, Vec<usize>>,
}

struct Entity {
    id: String,
    file: usize,
    kind: Option<EntityKind>,
    names: Vec<String>,
    /// Members that are no entities.
    plain_members: Vec<String>,
    /// Entities that are directly part of this one.
    parts: BTreeSet<usize>,
}

/// What a string in a claim refers to.
pub(super) enum Lookup {
    /// This entity.
    One(usize),
    /// Several entities have the name; the first is taken.
    Several(Vec<usize>),
    /// No entity: a literal name.
    Literal,
}

impl Entities {
    /// Adds an entity whose id is new.
    pub(super) fn add(&mut self, raw: &RawEntity, file: usize) -> usize {
        let at = self.list.len();
        let mut names: Vec<String> = Vec::new();
        for name in &raw.names {
            let name = name.value.trim().to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in &names {
            let owners = self.by_name.entry(plain(name)).or_default();
            if owners.last() != Some(&at) {
                owners.push(at);
            }
        }
        self.by_id.insert(raw.id.value.clone(), at);
        self.list.push(Entity {
            id: raw.id.value.clone(),
            file,
            kind: raw.kind,
            names,
            plain_members: Vec::new(),
            parts: BTreeSet::new(),
        });
        at
    }

    pub(super) fn id(&self, entity: usize) -> &str {
        &self.list[entity].id
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|entity| entity.id.as_str())
    }

    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub(super) fn add_part(&mut self, whole: usize, part: usize) {
        self.list[whole].parts.insert(part);
    }

    pub(super) fn add_plain_member(&mut self, whole: usize, name: &str) {
        self.list[whole].plain_members.push(name.trim().to_owned());
    }

    /// By id, then by name. Of several entities with a name, those of the claim's own file come
    /// first, then those of the wanted kind.
    pub(super) fn look_up(&self, written: &str, file: usize, kind: Option<EntityKind>) -> Lookup {
        if let Some(at) = self.by_id.get(written.trim()) {
            return Lookup::One(*at);
        }
        let Some(owners) = self.by_name.get(&plain(written)) else {
            return Lookup::Literal;
        };
        let rank = |at: &usize| {
            let entity = &self.list[*at];
            (entity.file != file, kind.is_some() && entity.kind != kind)
        };
        // "Jordan" as a place is no person of that name.
        let is_no_place = |at: &usize| {
            kind == Some(EntityKind::Place) && self.list[*at].kind == Some(EntityKind::Person)
        };
        let mut owners = owners.clone();
        owners.retain(|owner| !is_no_place(owner));
        let best = owners.iter().map(rank).min();
        owners.retain(|owner| Some(rank(owner)) == best);
        match owners.as_slice() {
            [] => Lookup::Literal,
            [one] => Lookup::One(*one),
            _ => Lookup::Several(owners),
        }
    }

    /// The entity, as a claim refers to it.
    pub(super) fn referent(&self, entity: usize, written: &str) -> Referent {
        let found = &self.list[entity];
        let mut names = found.names.clone();
        if names.is_empty() {
            names.push(written.trim().to_owned());
        }
        let mut member_names: Vec<String> = Vec::new();
        for part in self.with_parts(entity) {
            let part = &self.list[part];
            let own = if part.id == found.id {
                &[][..]
            } else {
                &part.names
            };
            for name in own.iter().chain(&part.plain_members) {
                if !names.contains(name) && !member_names.contains(name) {
                    member_names.push(name.clone());
                }
            }
        }
        Referent {
            value: written.to_owned(),
            entity: Some(found.id.clone()),
            kind: found.kind,
            namesakes: self.namesakes(entity, &names),
            names,
            member_names,
        }
    }

    /// Names of other persons that have a suffix ("Jr.") which none of these names has, and else
    /// are the same.
    fn namesakes(&self, entity: usize, names: &[String]) -> Vec<String> {
        if self.list[entity].kind != Some(EntityKind::Person) {
            return Vec::new();
        }
        let own: Vec<ComparableName> = names.iter().map(|name| ComparableName::new(name)).collect();
        let is_namesake = |name: &&String| {
            let other = ComparableName::new(name);
            other.suffix().is_some()
                && own.iter().all(|own| own.suffix() != other.suffix())
                && own.iter().any(|own| own.is_namesake(&other))
        };
        self.list
            .iter()
            .filter(|other| {
                other.kind == Some(EntityKind::Person) && other.id != self.list[entity].id
            })
            .flat_map(|other| &other.names)
            .filter(is_namesake)
            .cloned()
            .collect()
    }

    /// The entity, its parts, their parts and so on, each once, in the order of definition.
    fn with_parts(&self, entity: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::from([entity]);
        let mut open = vec![entity];
        while let Some(at) = open.pop() {
            open.extend(
                self.list[at]
                    .parts
                    .iter()
                    .filter(|part| seen.insert(**part)),
            );
        }
        seen
    }

    /// A way from an entity down through its parts back to itself, as ids, if there is one; told
    /// only of the entity of the circle that was defined first.
    pub(super) fn circle(&self, entity: usize) -> Option<Vec<&str>> {
        let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut open = vec![entity];
        while let Some(at) = open.pop() {
            for part in self.list[at].parts.iter().copied() {
                if part == entity {
                    let mut way = vec![self.id(entity)];
                    let mut step = at;
                    // Parts point down; the message reads upwards, as `part-of` is written.
                    while step != entity {
                        way.push(self.id(step));
                        step = came_from[&step];
                    }
                    way.push(self.id(entity));
                    return Some(way);
                }
                if part > entity && !came_from.contains_key(&part) {
                    came_from.insert(part, at);
                    open.push(part);
                }
            }
        }
        None
    }
}

/// A literal name.
pub(super) fn literal(written: &str) -> Referent {
    Referent {
        value: written.to_owned(),
        entity: None,
        kind: None,
        names: vec![written.trim().to_owned()],
        member_names: Vec::new(),
        namesakes: Vec::new(),
    }
}

fn plain(name: &str) -> String {
    fold(name.trim())
}
