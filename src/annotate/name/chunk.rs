//! Runs of capitalised words cut into names with their titles.

use crate::annotate::NameKind;
use crate::annotate::name::Draft;
use crate::annotate::name::casing::{CLOSED, Casing, opens};
use crate::document::{Document, Shape, Token, TokenRange};
use crate::lang::{Classes, gazetteer};
use crate::value::name::WordKey;

/// Longer runs are lists in capitals or noise, and their tail is read as a new run.
const LONGEST: usize = 24;

/// A smaller place is told by what stands around it, not by its name alone: "Justice", "Union" and
/// most surnames are towns somewhere.
const KNOWN_TOWN: u64 = 20_000;
/// As [`KNOWN_TOWN`] for a place that is a given name too ("Austin", "David").
const KNOWN_NAMESAKE: u64 = 600_000;

/// Finds the names of one sentence.
pub(super) fn find(
    document: &Document<'_>,
    casing: &Casing,
    sentence: TokenRange,
    drafts: &mut Vec<Draft>,
) {
    let cutter = Cutter {
        document,
        casing,
        end: sentence.end(),
    };
    let mut at = sentence.start();
    while at < sentence.end() {
        if cutter.is_name_word(at) || cutter.is_particle_before_name(at) {
            let end = cutter.run_end(at);
            cutter.split(at, end, drafts);
            at = end;
        } else {
            at += 1;
        }
    }
}

struct Cutter<'a> {
    document: &'a Document<'a>,
    casing: &'a Casing,
    end: usize,
}

impl Cutter<'_> {
    fn token(&self, at: usize) -> &Token {
        &self.document.tokens[at]
    }

    fn key(&self, at: usize) -> WordKey {
        self.token(at).key
    }

    fn is_class(&self, at: usize, classes: Classes) -> bool {
        at < self.end && self.token(at).is(classes)
    }

    /// Whether the token can be a word of a name.
    fn is_name_word(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let token = self.token(at);
        if !token.shape.is(Shape::CAPITAL) || !token.shape.is(Shape::WORD) {
            return false;
        }
        if token.is(Classes::MONTH.with(Classes::WEEKDAY)) {
            return token.is(Classes::GIVEN_NAME)
                && at + 1 < self.end
                && self.token(at + 1).shape.is(Shape::CAPITAL);
        }
        if token.is(CLOSED) && !token.is(Classes::NAME_PARTICLE) {
            // "US" is no pronoun; "Will" and "May" inside a sentence can be given names.
            let is_place =
                token.shape.is(Shape::ALL_CAPS) && !gazetteer().lookup(&[token.key]).is_empty();
            let is_inner_given = token.is(Classes::GIVEN_NAME) && !opens(self.document, at);
            return is_place || is_inner_given;
        }
        if token.is(Classes::COMPASS) && token.shape.is(Shape::ALL_CAPS) && token.span.len() == 2
            || is_contraction(self.document.word(at))
        {
            return false;
        }
        // A lone letter is a name's initial only beside a name, unless it is "I".
        if token.shape.is(Shape::INITIAL) && !token.shape.is(Shape::DOTTED) {
            return at > 0 && self.token(at - 1).shape.is(Shape::CAPITAL);
        }
        true
    }

    /// "al-Hayya" at the start of a run: a particle without capital before a capital.
    fn is_particle_before_name(&self, at: usize) -> bool {
        self.is_class(at, Classes::NAME_PARTICLE)
            && self.particle_end(at).is_some_and(|end| {
                // "la Francia" and the like need the hyphen to open a name.
                end == at + 2
            })
    }

    /// The token behind a particle (and hyphen), if it has a capital.
    fn particle_end(&self, at: usize) -> Option<usize> {
        if !self.is_class(at, Classes::NAME_PARTICLE) || self.is_class(at, Classes::DO) {
            return None;
        }
        let mut next = at + 1;
        if self.is_hyphen(next) {
            next += 1;
        }
        if self.is_name_word(next) {
            return Some(next);
        }
        // "von der Leyen"
        (self.is_class(next, Classes::NAME_PARTICLE) && self.is_name_word(next + 1)).then_some(next)
    }

    fn is_hyphen(&self, at: usize) -> bool {
        at + 1 < self.end
            && self.token(at).shape.is(Shape::MARK)
            && self.token(at).shape.is(Shape::JOINED)
            && self.token(at + 1).shape.is(Shape::JOINED)
            && matches!(
                self.document.word(at),
                "-" | "\u{2010}" | "\u{2011}" | "\u{2013}"
            )
    }

    /// End of the run of name words that starts at `start`.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        let mut in_organization = false;
        while end < self.end && end - start < LONGEST {
            if self.is_name_word(end) && !self.is_break(end) {
                end += 1;
            } else if self.is_hyphen(end)
                && (self.is_name_word(end + 1)
                    || self.is_class(end + 1, Classes::NAME_PARTICLE)
                        && self.particle_end(end + 1).is_some())
                && !self.is_pair(start, end)
            {
                end += 2;
            } else if let Some(next) = self.particle_end(end) {
                end = next;
                if !self.is_name_word(next) {
                    end += 1;
                }
            } else if let Some(next) = self.link_end(start, end, in_organization) {
                in_organization = true;
                end = next + 1;
            } else if let Some(next) = self.suffix_end(end) {
                return next;
            } else if self.is_inner_possessive(start, end) || self.is_ampersand(end) {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// A name does not go on behind a colon or a dash.
    fn is_break(&self, next: usize) -> bool {
        opens(self.document, next)
    }

    /// "Israel-Hamas", "U.S.-Russia": two names, not one.
    fn is_pair(&self, start: usize, hyphen: usize) -> bool {
        let left = self.token(hyphen - 1);
        hyphen - start == 1
            && !left.is(Classes::NAME_PARTICLE)
            && (left.is(Classes::DEMONYM.with(Classes::KNOWN_ORGANIZATION))
                || gazetteer().lookup(&[left.key]).first().is_some_and(|id| {
                    gazetteer().country(*id) == Some(*id) || left.shape.is(Shape::ALL_CAPS)
                }))
            && gazetteer()
                .lookup(&[left.key, self.key(hyphen + 1)])
                .is_empty()
    }

    /// "of", "for the": goes on with the name of an organisation.
    fn link_end(&self, start: usize, at: usize, in_organization: bool) -> Option<usize> {
        if !self.is_class(at, Classes::PREPOSITION)
            || !matches!(self.document.word(at), "of" | "for")
        {
            return None;
        }
        let head = self.token(at - 1);
        if !in_organization && !head.is(Classes::ORGANIZATION_WORD) {
            return None;
        }
        // "the Bank for Years": a name goes on with a capital; "the Army of Egypt" does not.
        if at - start == 1 && self.is_class(start, Classes::TITLE.with(Classes::ROLE)) {
            return None;
        }
        let mut next = at + 1;
        if self.is_class(next, Classes::DEFINITE) {
            next += 1;
        }
        self.is_name_word(next).then_some(next)
    }

    /// "Jr.", ", Jr.", "III".
    fn suffix_end(&self, at: usize) -> Option<usize> {
        if at + 1 >= self.end || self.document.word(at) != "," {
            return None;
        }
        is_suffix(self.document.word(at + 1)).then_some(at + 2)
    }

    /// "St. Mary's Hospital", "Children's Hospital".
    fn is_inner_possessive(&self, start: usize, at: usize) -> bool {
        let head = at + 1;
        self.token(at).shape.is(Shape::POSSESSIVE)
            && self.is_name_word(head)
            && self.is_class(head, Classes::PLACE_WORD.with(Classes::ORGANIZATION_WORD))
            && !self.token(at - 1).is(Classes::DEMONYM)
            && gazetteer().lookup(&[self.key(at - 1)]).is_empty()
            && (self.is_class(at - 1, Classes::PERSON.with(Classes::COMMON))
                || matches!(self.document.word(start), "St." | "St" | "Saint"))
    }

    fn is_ampersand(&self, at: usize) -> bool {
        self.document.word(at) == "&" && self.is_name_word(at + 1)
    }

    /// Whether a word that opens a sentence is no name by itself.
    fn is_ordinary(&self, at: usize) -> bool {
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
    fn split(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) {
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
        if self.is_whole_place(start, end) && end - start > 1 {
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
    fn is_whole_place(&self, start: usize, end: usize) -> bool {
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
    fn person_behind_place(&self, start: usize, end: usize) -> Option<usize> {
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
    fn is_headed(&self, end: usize) -> bool {
        self.is_class(
            end - 1,
            Classes::ORGANIZATION_WORD.with(Classes::PLACE_WORD),
        )
    }

    fn is_known_alone(&self, at: usize) -> bool {
        let token = self.token(at);
        let known = token.is(Classes::DEMONYM)
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
    fn name_behind_title(&self, start: usize, end: usize) -> Option<usize> {
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

    /// "Martin Luther King", "Dean Smith": a title that is part of a name here.
    fn is_ordinary_title(&self, at: usize, start: usize) -> bool {
        let is_given = self.is_class(at, Classes::GIVEN_NAME);
        at > start
            && (is_given
                || self.is_behind_particle(at, start)
                || self.token(at - 1).shape.is(Shape::INITIAL)
                || self.is_class(at - 1, Classes::GIVEN_NAME)
                    && gazetteer().lookup(&[self.key(at - 1)]).is_empty())
    }

    /// "al-Sheikh": a title in a surname.
    fn is_behind_particle(&self, at: usize, start: usize) -> bool {
        at > start
            && (self.is_class(at - 1, Classes::NAME_PARTICLE)
                || self.token(at - 1).shape.is(Shape::MARK))
    }

    fn is_person_start(&self, at: usize, end: usize) -> bool {
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
    fn split_before_title(&self, start: usize, name: usize, drafts: &mut Vec<Draft>) {
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
    fn prefix(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) {
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
    fn place_end(&self, start: usize, end: usize) -> Option<usize> {
        longest_place(self.document, start, end).map(|(end, _)| end)
    }

    /// A run without a title in it.
    fn whole(&self, start: usize, end: usize, drafts: &mut Vec<Draft>) {
        let title = Classes::TITLE.with(Classes::ROLE);
        let mut last = end;
        while last > start
            && self.is_class(last - 1, title)
            && !self.is_class(last - 1, Classes::GIVEN_NAME)
            && !self.is_behind_particle(last - 1, start)
        {
            last -= 1;
        }
        let is_place = last > start && self.is_whole_place(start, last);
        if last < end && last > start && self.is_class(start, Classes::GIVEN_NAME) && !is_place {
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
    fn is_dull(&self, at: usize) -> bool {
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

    fn kind(&self, start: usize, end: usize) -> NameKind {
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
    fn may_be_surname(&self, start: usize, end: usize) -> bool {
        let first = self.token(start);
        end - start == 2
            && !self.token(end - 1).shape.is(Shape::DOTTED)
            && self.is_class(end - 1, Classes::SURNAME)
            && (first.is(Classes::GIVEN_NAME)
                || first.word == Token::UNKNOWN && gazetteer().longest_from(first.key) == 0)
    }

    /// "Mo." behind a comma.
    fn is_state(&self, at: usize) -> bool {
        at > 0
            && self.document.word(at - 1) == ","
            && self.token(at).shape.is(Shape::DOTTED.with(Shape::ALL_CAPS))
            && gazetteer().abbreviation(&[self.key(at)]).is_some()
    }

    /// Whether a preposition of place or a comma and a state say that the name is a place.
    fn is_placed(&self, start: usize, end: usize) -> bool {
        let located = start
            .checked_sub(1)
            .is_some_and(|before| self.token(before).is(Classes::PLACE_PREPOSITION));
        let qualified = end + 1 < self.end
            && self.document.word(end) == ","
            && (longest_place(self.document, end + 1, self.end).is_some()
                || gazetteer().abbreviation(&[self.key(end + 1)]).is_some());
        located || qualified
    }

    fn is_demonym(&self, start: usize, end: usize) -> bool {
        let words: Vec<WordKey> = (start..end).map(|at| self.key(at)).collect();
        gazetteer().demonym(&words).is_some()
    }

    /// An initial, a suffix or a particle inside: only people are named so.
    fn has_person_form(&self, start: usize, end: usize) -> bool {
        end - start >= 2
            && (is_suffix(self.document.word(end - 1))
                || (start + 1..end - 1).any(|at| {
                    let token = self.token(at);
                    token.shape.is(Shape::INITIAL)
                }))
    }

    fn push(
        &self,
        start: usize,
        end: usize,
        description: Option<usize>,
        kind: NameKind,
        drafts: &mut Vec<Draft>,
    ) {
        let description = description.filter(|from| *from < start);
        drafts.push(Draft {
            tokens: TokenRange::new(start, end),
            description: description.map(|from| TokenRange::new(from, start)),
            kind,
        });
    }
}

/// "Jr.", "Sr.", "III" behind a name.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV")
}

/// The longest gazetteer name whose words stand from `start` on, hyphens passed over: its end and
/// its key words' readings.
pub(in crate::annotate) fn longest_place(
    document: &Document<'_>,
    start: usize,
    end: usize,
) -> Option<(usize, &'static [crate::lang::PlaceId])> {
    let gazetteer = gazetteer();
    let longest = gazetteer.longest_from(document.tokens[start].key).min(8);
    if longest == 0 {
        return None;
    }
    let mut words = [WordKey::default(); 8];
    let mut ends = [0; 8];
    let mut n_words = 0;
    for at in start..end {
        let token = &document.tokens[at];
        if token.shape.is(Shape::WORD) {
            words[n_words] = token.key;
            n_words += 1;
            ends[n_words - 1] = at + 1;
            if n_words == longest {
                break;
            }
        } else if document.word(at) != "-" {
            break;
        }
    }
    (1..=n_words).rev().find_map(|n| {
        let readings = gazetteer.lookup(&words[..n]);
        (!readings.is_empty()).then_some((ends[n - 1], readings))
    })
}

/// "I'll", "We've": a pronoun with its verb.
fn is_contraction(word: &str) -> bool {
    let tail = word.rsplit(['\'', '\u{2019}']).next().unwrap_or(word);
    tail.len() < word.len() && matches!(tail, "ll" | "ve" | "re" | "d" | "m" | "LL" | "VE" | "RE")
}
