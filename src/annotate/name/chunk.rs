//! Runs of capitalised words: where a name starts and ends.

use crate::annotate::NameKind;
use crate::annotate::name::Draft;
use crate::annotate::name::casing::{CLOSED, Casing, opens};
use crate::document::{Document, Shape, Token, TokenRange};
use crate::lang::{Classes, gazetteer};
use crate::value::name::WordKey;

/// Longer runs are lists in capitals or noise, and their tail is read as a new run.
const LONGEST: usize = 24;

/// How many tokens a nickname may have: "J-Bee", "Big Ode".
const NICKNAME: usize = 4;

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
        let token = cutter.token(at);
        // Most words have no capital.
        if !token.shape.is(Shape::CAPITAL) && !token.is(Classes::NAME_PARTICLE) {
            at += 1;
        } else if cutter.is_name_word(at) || cutter.is_particle_before_name(at) {
            let end = cutter.run_end(at);
            cutter.split(at, end, drafts);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Cuts one sentence; [`super::split`] and [`super::kind`] hold its further steps.
pub(super) struct Cutter<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) casing: &'a Casing,
    pub(super) end: usize,
}

impl Cutter<'_> {
    pub(super) fn token(&self, at: usize) -> &Token {
        &self.document.tokens[at]
    }

    pub(super) fn key(&self, at: usize) -> WordKey {
        self.token(at).key
    }

    pub(super) fn is_class(&self, at: usize, classes: Classes) -> bool {
        at < self.end && self.token(at).is(classes)
    }

    /// Whether the token can be a word of a name.
    pub(super) fn is_name_word(&self, at: usize) -> bool {
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
        let is_initial = token.shape.is(Shape::INITIAL);
        let is_behind_name = || at > 0 && self.token(at - 1).shape.is(Shape::CAPITAL);
        // "Peter A. Marlow": no article.
        if is_initial && token.shape.is(Shape::DOTTED) && is_behind_name() {
            return true;
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
        if is_initial && !token.shape.is(Shape::DOTTED) {
            return is_behind_name();
        }
        true
    }

    /// "al-Hayya" at the start of a run: a particle without capital before a capital.
    pub(super) fn is_particle_before_name(&self, at: usize) -> bool {
        self.is_class(at, Classes::NAME_PARTICLE)
            && self.particle_end(at).is_some_and(|end| {
                // "la Francia" and the like need the hyphen to open a name.
                end == at + 2
            })
    }

    /// The token behind a particle (and hyphen), if it has a capital.
    pub(super) fn particle_end(&self, at: usize) -> Option<usize> {
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

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
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
    pub(super) fn run_end(&self, start: usize) -> usize {
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
            } else if let Some(next) = self.nickname_end(end) {
                end = next + 1;
            } else if self.is_inner_possessive(start, end) || self.is_ampersand(end) {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// A name does not go on behind a colon or a dash.
    pub(super) fn is_break(&self, next: usize) -> bool {
        opens(self.document, next)
    }

    /// "Israel-Hamas", "U.S.-Russia": two names, not one.
    pub(super) fn is_pair(&self, start: usize, hyphen: usize) -> bool {
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
    pub(super) fn link_end(&self, start: usize, at: usize, in_organization: bool) -> Option<usize> {
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
    pub(super) fn suffix_end(&self, at: usize) -> Option<usize> {
        if at + 1 >= self.end || self.document.word(at) != "," {
            return None;
        }
        is_suffix(self.document.word(at + 1)).then_some(at + 2)
    }

    /// The word behind a nickname between quotation marks: Ida "Red" | Varga.
    pub(super) fn nickname_end(&self, at: usize) -> Option<usize> {
        let is_quote = |at: usize| at < self.end && is_quote(self.document.word(at));
        if !is_quote(at) || !self.token(at - 1).shape.is(Shape::WORD) {
            return None;
        }
        let is_inner = |at: &usize| {
            *at < self.end
                && !is_quote(*at)
                && (self.token(*at).shape.is(Shape::CAPITAL) || self.is_hyphen(*at))
        };
        let last = (at + 1..=at + NICKNAME).take_while(is_inner).last()?;
        let name = last + 2;
        // "the film \"Jaws\" Saturday", "Mayor \"Slim\" Ode": only a name is parted by a nickname.
        let is_plain = |at: usize| {
            !self.is_class(
                at,
                Classes::TITLE
                    .with(Classes::ROLE)
                    .with(Classes::COMMON)
                    .with(Classes::ORGANIZATION_WORD)
                    .with(Classes::PLACE_WORD),
            ) || self.is_class(at, Classes::GIVEN_NAME.with(Classes::SURNAME))
        };
        (is_quote(last + 1) && self.is_name_word(name) && is_plain(at - 1) && is_plain(name))
            .then_some(name)
    }

    /// "St. Mary's Hospital", "Children's Hospital".
    pub(super) fn is_inner_possessive(&self, start: usize, at: usize) -> bool {
        let head = at + 1;
        self.token(at).shape.is(Shape::POSSESSIVE)
            && self.is_name_word(head)
            && self.is_class(head, Classes::PLACE_WORD.with(Classes::ORGANIZATION_WORD))
            && !self.token(at - 1).is(Classes::DEMONYM)
            && gazetteer().lookup(&[self.key(at - 1)]).is_empty()
            && (self.is_class(at - 1, Classes::PERSON.with(Classes::COMMON))
                || matches!(self.document.word(start), "St." | "St" | "Saint"))
    }

    pub(super) fn is_ampersand(&self, at: usize) -> bool {
        self.document.word(at) == "&" && self.is_name_word(at + 1)
    }

    pub(super) fn push(
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

/// A mark that opens or closes what is quoted.
pub(super) fn is_quote(word: &str) -> bool {
    matches!(
        word,
        "\"" | "\u{201c}" | "\u{201d}" | "'" | "\u{2018}" | "\u{2019}" | "``" | "''"
    )
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

/// Whether a word holds an apostrophe, straight or curly.
pub(in crate::annotate) fn has_apostrophe(word: &str) -> bool {
    let is_mark = |byte: u8| byte == b'\'' || !byte.is_ascii();
    word.bytes().any(is_mark) && word.contains(['\'', '\u{2019}'])
}

/// "I'll", "We've": a pronoun with its verb.
fn is_contraction(word: &str) -> bool {
    if !has_apostrophe(word) {
        return false;
    }
    let tail = word.rsplit(['\'', '\u{2019}']).next().unwrap_or(word);
    tail.len() < word.len() && matches!(tail, "ll" | "ve" | "re" | "d" | "m" | "LL" | "VE" | "RE")
}
