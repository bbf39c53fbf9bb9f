//! A run of capitalised words cut into names and titles: "Egyptian | Foreign Minister | Badr".

use crate::annotate::NameKind;
use crate::annotate::name::Draft;
use crate::annotate::name::casing::opens;
use crate::annotate::name::chunk::{Cutter, longest_place};
use crate::document::{Shape, Token};
use crate::lang::{Classes, gazetteer};

/// A smaller place is told by what stands around it, not by its name alone: "Justice", "Union" and
/// most surnames are towns somewhere.
const KNOWN_TOWN: u64 = 20_000;
/// As [`KNOWN_TOWN`] for a place that is a given name too ("Austin", "David").
const KNOWN_NAMESAKE: u64 = 600_000;

impl Cutter<'_> {
    /// Whether a word that opens a sentence is no name by itself.
    pub(super) fn is_ordinary(&self, at: usize) -> bool {
        let token = self.token(at);
        if token.shape.is(Shape::ALL_CAPS) {
            return false;
        }
        token.is(Classes::COMMON
            .with(Classes::VERB)
            .with(Classes::NUMBER_WORD))
            || token.is(Classes::BODY.with(Classes::PERSON).with(Classes::ADJECTIVE))
            || token.is(Classes::TIME_WORD
                .with(Classes::TIME_UNIT)
                .with(Classes::ORDINAL))
            || self.casing.has_lower(token.key) && !self.casing.has_capital(token.key)
    }

    /// Cuts a run into names.
    pub(super) fn split(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) {
        let mut start = start;
        // "Al-Hayya": the article's "al-" says nothing of the name.
        let is_particle = end - start >= 2 && self.is_class(start, Classes::NAME_PARTICLE);
        if opens(self.document, start) && !is_particle {
            let keeps = end - start >= 2
                && (self.is_class(start, Classes::GIVEN_NAME)
                    || self.is_headed(end)
                    || self.is_class(start, Classes::TITLE.with(Classes::DEMONYM))
                    || self
                        .place_end(start, end)
                        .is_some_and(|place| place > start + 1));
            if self.is_ordinary(start) && !keeps {
                start += 1;
                if start < end && self.token(start).shape.is(Shape::MARK) {
                    return;
                }
            } else if end - start == 1 && !self.is_known_alone(start) {
                return;
            }
        }
        if start >= end {
            return;
        }
        if let Some((office, name)) = self.name_behind_portfolio(start, end) {
            return self.push(name, end, Some(office), NameKind::Person, drafts);
        }
        if end - start > 1 && self.is_whole_place(start, end) {
            return self.push(start, end, None, NameKind::Place, drafts);
        }
        if let Some(person) = self.person_behind_place(start, end) {
            self.push(start, person, None, NameKind::Place, drafts);
            return self.push(person, end, None, NameKind::Person, drafts);
        }
        match self.name_behind_title(start, end) {
            Some(name) => {
                self.split_before_title(start, name, drafts);
                self.push(name, end, Some(start), NameKind::Person, drafts);
            }
            None => self.whole(start, end, drafts),
        }
    }

    /// Whether the gazetteer has the whole run, and the place is large or placed enough to be meant.
    pub(super) fn is_whole_place(&self, start: usize, end: usize) -> bool {
        let Some((place_end, readings)) = longest_place(self.document, start, end) else {
            return false;
        };
        let is_shouted = self.token(start).shape.is(Shape::ALL_CAPS);
        let is_given = self.is_class(start, Classes::GIVEN_NAME) && !is_shouted;
        let least = if end - start == 1 && is_given {
            KNOWN_NAMESAKE
        } else {
            KNOWN_TOWN
        };
        place_end == end
            && !(end - start == 1 && self.is_class(start, Classes::COMPASS))
            && (gazetteer().place(readings[0]).weight() >= least || self.is_placed(start, end))
    }

    /// Bylines and captions put names side by side: "Leeds Tom Archer".
    pub(super) fn person_behind_place(&self, start: usize, end: usize) -> Option<usize> {
        if self.is_headed(end) || self.is_class(start, Classes::GIVEN_NAME) {
            return None;
        }
        let place_end = self.place_end(start, end);
        (start + 1..end - 1).find(|at| {
            self.is_class(*at, Classes::GIVEN_NAME)
                && !self.is_class(*at + 1, Classes::COMMON)
                && self.token(*at + 1).shape.is(Shape::WORD)
                && (place_end == Some(*at)
                    || self.is_class(at - 1, Classes::STREET_WORD) && at - start >= 2)
        })
    }

    /// Whether the run ends in a word that makes it an organisation or a place.
    pub(super) fn is_headed(&self, end: usize) -> bool {
        self.is_class(
            end - 1,
            Classes::ORGANIZATION_WORD.with(Classes::PLACE_WORD),
        )
    }

    pub(super) fn is_known_alone(&self, at: usize) -> bool {
        let token = self.token(at);
        let known = token.is(Classes::DEMONYM.with(Classes::KNOWN_ORGANIZATION))
            || token.shape.is(Shape::ALL_CAPS) && !token.is(Classes::COMMON)
            || self.casing.has_capital(token.key);
        known
            || !self.casing.has_lower(token.key)
                && (token.is(Classes::GIVEN_NAME)
                    || gazetteer()
                        .lookup(&[token.key])
                        .first()
                        .is_some_and(|id| gazetteer().place(*id).weight() >= 50_000))
    }

    /// Where the name starts behind the titles of a run: "Egyptian Foreign Minister | Badr".
    pub(super) fn name_behind_title(&self, start: usize, end: usize) -> Option<usize> {
        let title = Classes::TITLE.with(Classes::ROLE);
        let mut name = None;
        for at in start..end - 1 {
            if !self.is_class(at, title) || self.is_ordinary_title(at, start) {
                continue;
            }
            let mut next = at + 1;
            // "Secretary of State Marco Rubio" keeps its portfolio.
            if self.document.word(next) == "of" && next + 2 < end {
                next += 2;
            }
            if next < end && self.is_person_start(next, end) {
                name = Some(next);
            }
        }
        name
    }

    /// "Secretary of | State Marco Rubio": a run that opens with the portfolio of an office; where
    /// the office begins, and the name.
    fn name_behind_portfolio(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let office = start.checked_sub(2)?;
        let is_office = self.is_class(office, Classes::TITLE.with(Classes::ROLE))
            && self.document.word(start - 1) == "of"
            && !self.is_class(start, Classes::GIVEN_NAME)
            && !self.is_headed(end);
        let is_name =
            |at: &usize| self.is_class(*at, Classes::GIVEN_NAME) && self.is_person_start(*at, end);
        let name = (start + 1..end - 1).find(is_name).filter(|_| is_office)?;
        Some((office, name))
    }

    /// "Martin Luther King", "Dean Smith": a title that is part of a name here.
    pub(super) fn is_ordinary_title(&self, at: usize, start: usize) -> bool {
        let is_given = self.is_class(at, Classes::GIVEN_NAME);
        at > start
            && (is_given
                || self.is_behind_particle(at, start)
                || self.token(at - 1).shape.is(Shape::INITIAL)
                || self.is_class(at - 1, Classes::GIVEN_NAME)
                    && gazetteer().lookup(&[self.key(at - 1)]).is_empty())
    }

    /// "al-Sheikh": a title in a surname.
    pub(super) fn is_behind_particle(&self, at: usize, start: usize) -> bool {
        at > start
            && (self.is_class(at - 1, Classes::NAME_PARTICLE)
                || self.token(at - 1).shape.is(Shape::MARK))
    }

    pub(super) fn is_person_start(&self, at: usize, end: usize) -> bool {
        let token = self.token(at);
        if !token.shape.is(Shape::WORD)
            || self.is_class(at, Classes::TITLE.with(Classes::ROLE))
                && at + 1 < end
                && !token.is(Classes::GIVEN_NAME)
        {
            return false;
        }
        if token.is(Classes::GIVEN_NAME) {
            return true;
        }
        !self.is_headed(end)
            && !token.is(Classes::COMMON.with(Classes::BODY))
            && !token.is(Classes::DEMONYM)
            && !self.is_class(end - 1, Classes::TITLE.with(Classes::ROLE))
    }

    /// What stands before the title is often a name of its own: "Hamas", "Kansas City Police".
    pub(super) fn split_before_title(&self, start: usize, name: usize, drafts: &mut Vec<Draft>) {
        let plain = Classes::TITLE
            .with(Classes::ROLE)
            .with(Classes::COMMON)
            .with(Classes::PORTFOLIO);
        let mut end = name;
        while end > start
            && (self.is_class(end - 1, plain) || !self.token(end - 1).shape.is(Shape::WORD))
        {
            end -= 1;
        }
        // "Kansas City Police" before "Chief": the word is the body's name there.
        if end < name && end > start && self.is_class(end, Classes::BODY) {
            end += 1;
        }
        if end > start {
            self.prefix(start, end, drafts);
        }
    }

    /// A run that starts with a demonym or a place and goes on with ordinary words.
    pub(super) fn prefix(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) {
        let headed = Classes::ORGANIZATION_WORD.with(Classes::BODY);
        if end - start >= 2 && self.is_class(end - 1, headed) {
            return self.push(start, end, None, NameKind::Organization, drafts);
        }
        if self.is_class(start, Classes::DEMONYM) {
            return self.push(start, start + 1, None, NameKind::Demonym, drafts);
        }
        if let Some(place) = self.place_end(start, end) {
            return self.push(start, place, None, NameKind::Place, drafts);
        }
        if end - start <= 2 && !self.is_ordinary(start) {
            self.push(start, end, None, NameKind::Unknown, drafts);
        }
    }

    /// End of the longest gazetteer name that starts here.
    pub(super) fn place_end(&self, start: usize, end: usize) -> Option<usize> {
        longest_place(self.document, start, end).map(|(end, _)| end)
    }

    /// A run without a title in it.
    pub(super) fn whole(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) {
        let title = Classes::TITLE.with(Classes::ROLE);
        let mut last = end;
        while last > start
            && self.is_class(last - 1, title)
            && !self.is_class(last - 1, Classes::GIVEN_NAME)
            && !self.is_behind_particle(last - 1, start)
        {
            last -= 1;
        }
        if last < end
            && last > start
            && self.is_class(start, Classes::GIVEN_NAME)
            && !self.is_whole_place(start, last)
        {
            // "Martin Luther King", "Kevin Judge": a surname that is a title elsewhere.
            return self.push(start, end, None, NameKind::Person, drafts);
        }
        if last < end && end - start == 2 && self.token(start).word == Token::UNKNOWN {
            // "Marva King": no country and no body, so a name.
            let kind = self.kind(start, last);
            if kind == NameKind::Unknown {
                return self.push(start, end, None, NameKind::Unknown, drafts);
            }
        }
        if last < end {
            // "Egyptian President" without a name.
            if last > start {
                self.prefix(start, last, drafts);
            }
            return;
        }
        if end - start == 1 && self.is_dull(start) {
            return;
        }
        let kind = self.kind(start, end);
        if kind == NameKind::Unknown && self.is_class(start, Classes::DEMONYM) {
            self.push(start, start + 1, None, NameKind::Demonym, drafts);
            if self.is_class(start + 1, Classes::GIVEN_NAME) {
                self.push(start + 1, end, None, NameKind::Person, drafts);
            } else if !self.is_ordinary(start + 1) && self.token(start + 1).shape.is(Shape::WORD) {
                self.push(start + 1, end, None, NameKind::Unknown, drafts);
            }
            return;
        }
        self.push(start, end, None, kind, drafts);
    }

    /// A capitalised common noun inside a sentence ("the Government") names nothing.
    pub(super) fn is_dull(&self, at: usize) -> bool {
        let token = self.token(at);
        let common = Classes::COMMON.with(Classes::BODY).with(Classes::PERSON);
        let shouted = token.shape.is(Shape::ALL_CAPS) && token.span.len() > 3;
        token.is(common.with(Classes::VERB)) && shouted
            || !token.shape.is(Shape::ALL_CAPS)
                && token.is(common
                    .with(Classes::PLACE_WORD)
                    .with(Classes::ORGANIZATION_WORD))
                && !token.is(Classes::GIVEN_NAME)
                && gazetteer().lookup(&[token.key]).is_empty()
    }
}
