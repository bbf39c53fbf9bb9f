//! The entities of all files: who is part of whom, and which nobody names.

use std::collections::BTreeMap;

use crate::base::{Span, nearest};
use crate::claims::entity::Lookup;
use crate::claims::problems;
use crate::claims::raw::RawFile;
use crate::claims::table::Located;
use crate::claims::validate::{Validator, each, is_id_shaped};

impl Validator<'_> {
    pub(super) fn add_entities(&mut self, raw: &[RawFile]) {
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

    pub(super) fn ambiguous(&mut self, owners: &[usize], file: usize, name: &Located<String>) {
        let ids: Vec<&str> = owners.iter().map(|at| self.entities.id(*at)).collect();
        let problem = problems::ambiguous_name(&name.value, &ids, name.span);
        self.push(file, problem);
    }

    /// In a list where ids are usual, a word that looks like an id is meant as one.
    pub(super) fn refuse_missing_entity(&mut self, key: &str, name: &Located<String>, file: usize) {
        let looks_like_id = is_id_shaped(&name.value)
            && (name.value.contains('-') || nearest(&name.value, self.entities.ids()).is_some());
        if looks_like_id {
            let problem =
                problems::unknown_entity(key, &name.value, self.entities.ids(), name.span);
            self.push(file, problem);
        }
    }

    pub(super) fn note_unused(&mut self, raw: &[RawFile]) {
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
