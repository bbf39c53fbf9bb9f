//! Where somebody is named by less than the full name, or by another spelling of it: "her son, Milo",
//! "Ben", "the elder Marlow", "Menilda" for Melinda.

use std::cell::OnceCell;

use crate::align::Reading;
use crate::align::party::Match;
use crate::align::probe::{NameProbe, PartyProbe};
use crate::align::sibling;
use crate::annotate::NameKind;
use crate::document::{Shape, TokenRange};
use crate::lang::{Classes, families};
use crate::value::name;

/// "The elder Marlow": the one whom the article introduces as an older brother, else neither.
pub(super) fn tell_siblings(
    reading: &Reading<'_>,
    party: &PartyProbe,
    matched: &mut [Option<Match>],
) {
    let names = &reading.annotations.names;
    let [younger, elder] = [OnceCell::new(), OnceCell::new()];
    for at in 0..names.len() {
        let Some(is_elder) = sibling::seniority(reading, names[at].tokens) else {
            continue;
        };
        let Some(surname) = reading.comparable(at).surname() else {
            continue;
        };
        let is_ours = party
            .names
            .iter()
            .any(|name| name.comparable.surname() == Some(surname));
        if is_ours {
            let known = if is_elder { &elder } else { &younger };
            matched[at] = known
                .get_or_init(|| sibling::relative(reading, is_elder))
                .and_then(|other| matched[other])
                .map(|_| Match::Coreference);
        }
    }
}

/// How many tokens may stand between a word for a relative and the given name ("her children,
/// six-year-old Ada, Ben and Cleo").
const KIN_REACH: usize = 12;

/// "Dana Ruiz lost her son, Milo": a given name beside a word for a relative has the surname of
/// the relative, where the article names one of that surname and nobody else of the given name.
pub(super) fn match_relatives(
    reading: &Reading<'_>,
    party: &PartyProbe,
    matched: &mut [Option<Match>],
) {
    let names = &reading.annotations.names;
    for name in &party.names {
        let Some(surname) = name.comparable.surname().filter(|_| name.words.len() > 1) else {
            continue;
        };
        let is_given = |at: usize| {
            names[at].tokens.range().len() == 1
                && name.comparable.is_given_name(reading.comparable(at))
        };
        let has_relative = (0..names.len()).any(|at| {
            names[at].kind != NameKind::Organization
                && !is_given(at)
                && reading.comparable(at).surname() == Some(surname)
        });
        if !has_relative {
            continue;
        }
        let is_told = (0..names.len())
            .filter(|at| is_given(*at))
            .any(|at| has_kin_word(reading, names[at].tokens));
        if !is_told {
            continue;
        }
        for at in (0..names.len()).filter(|at| is_given(*at)) {
            let first = names[at].first;
            // The short form of somebody who is named in full: not the relative.
            let is_other = first != at && names[first].tokens.range().len() > 1;
            if !is_other {
                matched[at] = matched[at].or(Some(Match::Coreference));
            }
        }
    }
}

/// "Menilda Orlow" for Melinda Orlow: somebody whose name differs by a slip, where the article names nobody
/// else of the surname. A description, so that something else has to agree.
pub(super) fn match_slips(
    reading: &Reading<'_>,
    party: &PartyProbe,
    matched: &mut [Option<Match>],
) {
    let names = &reading.annotations.names;
    let is_full = |at: usize| {
        names[at].tokens.range().len() > 1
            && matches!(names[at].kind, NameKind::Person | NameKind::Unknown)
    };
    for name in party.names.iter().filter(|name| name.words.len() > 1) {
        let is_slip = |at: usize| name::is_slip(&name.comparable, reading.comparable(at));
        let Some(slip) = (0..names.len()).find(|at| is_full(*at) && is_slip(*at)) else {
            continue;
        };
        let surnames = [
            name.comparable.surname(),
            reading.comparable(slip).surname(),
        ];
        let is_other = |at: usize| {
            is_full(at)
                && names[at].first != names[slip].first
                && surnames.contains(&reading.comparable(at).surname())
        };
        if (0..names.len()).any(is_other) {
            continue;
        }
        for at in 0..names.len() {
            let is_own = names[at].first == names[slip].first
                || surnames.contains(&reading.comparable(at).surname());
            if is_own {
                matched[at] = matched[at].or(Some(Match::Description));
            }
        }
    }
}

/// "Ben" for a Benjamin Orlow who is named in full, where nobody else of the article has the name.
pub(super) fn match_shorts(
    reading: &Reading<'_>,
    party: &PartyProbe,
    matched: &mut [Option<Match>],
) {
    let names = &reading.annotations.names;
    let is_full = |at: usize| names[at].tokens.range().len() > 1;
    let is_given =
        |name: &NameProbe, at: usize| name.comparable.is_given_name(reading.comparable(at));
    for name in party.names.iter().filter(|name| name.words.len() > 1) {
        // Mentions of one short form share their first: it is asked once for each.
        let firsts: Vec<usize> = (0..names.len())
            .filter(|at| names[*at].first == *at && matched[*at].is_none() && !is_full(*at))
            .filter(|at| matches!(names[*at].kind, NameKind::Person | NameKind::Unknown))
            .filter(|at| is_given(name, *at))
            .filter(|at| {
                let short = reading.comparable(*at);
                let is_others = |other: usize| {
                    is_full(other)
                        && matched[other].is_none()
                        && reading.comparable(other).is_given_name(short)
                };
                !(0..names.len()).any(is_others)
            })
            .collect();
        for at in 0..names.len() {
            if firsts.binary_search(&names[at].first).is_ok() {
                matched[at] = matched[at].or(Some(Match::Coreference));
            }
        }
    }
}

/// "Ida and Lena Blom": the given name before "and" has the surname behind it.
pub(super) fn match_joined(
    reading: &Reading<'_>,
    party: &PartyProbe,
    matched: &mut [Option<Match>],
) {
    let names = &reading.annotations.names;
    let tokens = &reading.document.tokens;
    for at in 0..names.len().saturating_sub(1) {
        let (given, full) = (names[at].tokens, names[at + 1].tokens);
        let joins = given.range().len() == 1
            && full.range().len() > 1
            && given.end() + 1 == full.start()
            && tokens[given.end()].is(Classes::COORDINATOR);
        let is_theirs = |name: &NameProbe| {
            name.words.len() > 1
                && name.comparable.surname().is_some()
                && name.comparable.surname() == reading.comparable(at + 1).surname()
                && name.comparable.is_given_name(reading.comparable(at))
        };
        if joins && matched[at].is_none() && party.names.iter().any(is_theirs) {
            for (other, how) in matched.iter_mut().enumerate() {
                if names[other].first == names[at].first {
                    *how = how.or(Some(Match::Coreference));
                }
            }
        }
    }
}

/// Whether a word for a relative stands before a name ("his daughter, Mia") or right behind it ("Mia,
/// his daughter").
fn has_kin_word(reading: &Reading<'_>, name: TokenRange) -> bool {
    let document = reading.document;
    let sentence = document.sentences[document.sentence_of(name.start())].tokens;
    let from = sentence.start().max(name.start().saturating_sub(KIN_REACH));
    let to = sentence.end().min(name.end() + 4);
    let is_kin = |at: usize| families().is_relative(document.tokens[at].key);
    let goes_on = |at: &usize| {
        let token = &document.tokens[*at];
        !token.is(Classes::VERB.with(Classes::BE).with(Classes::HAVE))
            || token.is(Classes::ADJECTIVE)
            || token.shape.is(Shape::CAPITAL)
            || is_kin(*at)
    };
    (from..name.start()).rev().take_while(goes_on).any(is_kin)
        || (name.end()..to).take_while(goes_on).any(is_kin)
}
