//! What a name stands for, by its words and what stands beside it.

use crate::annotate::NameKind;
use crate::annotate::name::chunk::{Cutter, is_quote, is_suffix, longest_place};
use crate::document::{Shape, Token};
use crate::lang::{Classes, gazetteer};
use crate::value::name::WordKey;

impl Cutter<'_> {
    pub(super) fn kind(&self, start: usize, end: usize) -> NameKind {
        let first = self.token(start);
        if end - start == 1 && first.is(Classes::DEMONYM) {
            return NameKind::Demonym;
        }
        if end - start == 1 && first.is(Classes::KNOWN_ORGANIZATION) {
            return NameKind::Organization;
        }
        if end - start == 1 && self.is_state(start) {
            return NameKind::Place;
        }
        // "Croydon East", "Southern California": the gazetteer has it without its side.
        if end - start > 1
            && self.is_class(end - 1, Classes::COMPASS)
            && self.place_end(start, end - 1) == Some(end - 1)
        {
            return NameKind::Place;
        }
        if first.is(Classes::COMPASS)
            && end - start > 1
            && self.place_end(start + 1, end) == Some(end)
        {
            return NameKind::Place;
        }
        if gazetteer().longest_from(first.key) > 0 {
            if self.is_demonym(start, end) {
                return NameKind::Demonym;
            }
            if self.is_whole_place(start, end) {
                return NameKind::Place;
            }
        } else if end - start > 1 && self.is_demonym(start, end) {
            return NameKind::Demonym;
        }
        let has_person_name = first.is(Classes::GIVEN_NAME) && end - start >= 2;
        let last = self.token(end - 1);
        let is_organization = (start..end).any(|at| {
            self.is_class(at, Classes::ORGANIZATION_WORD)
                && (at + 1 == end
                    || self.document.word(at + 1) == "of"
                    || self.document.word(at + 1) == "for"
                    || self.document.word(at + 1) == "-")
        });
        if end - start >= 2 && is_organization && !(has_person_name && end - start == 2) {
            return NameKind::Organization;
        }
        if end - start >= 2
            && last.is(Classes::PLACE_WORD)
            && (!self.may_be_surname(start, end) || self.is_placed(start, end))
        {
            return NameKind::Place;
        }
        if end - start >= 2 && last.is(Classes::BODY) {
            return NameKind::Organization;
        }
        if has_person_name || self.has_person_form(start, end) {
            return NameKind::Person;
        }
        if end - start == 1 && first.shape.is(Shape::ALL_CAPS) {
            return NameKind::Organization;
        }
        NameKind::Unknown
    }

    /// "Kiara Green", "Devon Lane": two words of which the last is a surname as well.
    pub(super) fn may_be_surname(&self, start: usize, end: usize) -> bool {
        let first = self.token(start);
        end - start == 2
            && !self.token(end - 1).shape.is(Shape::DOTTED)
            && self.is_class(end - 1, Classes::SURNAME)
            && (first.is(Classes::GIVEN_NAME)
                || first.word == Token::UNKNOWN && gazetteer().longest_from(first.key) == 0)
    }

    /// "Mo." behind a comma.
    pub(super) fn is_state(&self, at: usize) -> bool {
        at > 0
            && self.document.word(at - 1) == ","
            && self.token(at).shape.is(Shape::DOTTED.with(Shape::ALL_CAPS))
            && gazetteer().abbreviation(&[self.key(at)]).is_some()
    }

    /// Whether a preposition of place or a comma and a state say that the name is a place.
    pub(super) fn is_placed(&self, start: usize, end: usize) -> bool {
        let located = start
            .checked_sub(1)
            .is_some_and(|before| self.token(before).is(Classes::PLACE_PREPOSITION));
        let qualified = end + 1 < self.end
            && self.document.word(end) == ","
            && (longest_place(self.document, end + 1, self.end).is_some()
                || gazetteer().abbreviation(&[self.key(end + 1)]).is_some());
        located || qualified
    }

    pub(super) fn is_demonym(&self, start: usize, end: usize) -> bool {
        let words: Vec<WordKey> = (start..end).map(|at| self.key(at)).collect();
        gazetteer().demonym(&words).is_some()
    }

    /// An initial, a suffix or a nickname inside: only people are named so.
    pub(super) fn has_person_form(&self, start: usize, end: usize) -> bool {
        end - start >= 2
            && (is_suffix(self.document.word(end - 1))
                || (start + 1..end - 1).any(|at| {
                    let token = self.token(at);
                    token.shape.is(Shape::INITIAL)
                        || token.shape.is(Shape::MARK) && is_quote(self.document.word(at))
                }))
    }
}
