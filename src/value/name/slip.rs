//! Slips of the pen in names.

use crate::value::name::{ComparableName, has_other_middle};

/// Whether a person of a text may be the one that a claim names, written with a slip: the surname is
/// the same and two letters of the given name have changed places ("Marlin", "Malrin") or one vowel
/// inside it is another; or the given name is the same, and one letter inside the surname another,
/// missing or too many. Who is meant is for the context to tell.
#[must_use]
pub fn is_slip(claim: &ComparableName, mention: &ComparableName) -> bool {
    let ([given, .., last], [other_given, .., other_last]) =
        (claim.person.as_slice(), mention.person.as_slice())
    else {
        return false;
    };
    if claim.suffix.is_some() && mention.suffix.is_some() && claim.suffix != mention.suffix
        || has_other_middle(&claim.person, &mention.person)
    {
        return false;
    }
    let [a, b] = [given.folded.as_bytes(), other_given.folded.as_bytes()];
    let [c, d] = [last.folded.as_bytes(), other_last.folded.as_bytes()];
    c == d && a != b && (are_exchanged(a, b) || is_other_vowel(a, b))
        || a == b && c != d && is_one_edit_inside(c, d)
}

/// Shorter names are others with one letter more or less: "Joan", "John".
const SLIP: usize = 5;

/// The same letters, two of them in each other's place.
fn are_exchanged(a: &[u8], b: &[u8]) -> bool {
    let mut off = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]);
    let (Some(first), Some(second), None) = (off.next(), off.next(), off.next()) else {
        return false;
    };
    a.len() == b.len() && a.len() >= SLIP && a[first] == b[second] && a[second] == b[first]
}

/// One vowel inside is another; the last letter tells "Mario" from "Maria".
fn is_other_vowel(a: &[u8], b: &[u8]) -> bool {
    let mut off = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]);
    let (Some(at), None) = (off.next(), off.next()) else {
        return false;
    };
    let is_vowel = |letter: u8| b"aeiouy".contains(&letter);
    a.len() == b.len()
        && a.len() >= SLIP
        && (1..a.len() - 1).contains(&at)
        && is_vowel(a[at])
        && is_vowel(b[at])
}

/// One letter inside is another, or missing in one of the two.
fn is_one_edit_inside(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tails = short.iter().rev().zip(long.iter().rev());
    let tail = tails.take_while(|(a, b)| a == b).count();
    short.len() >= SLIP
        && long.len() - short.len() <= 1
        && head > 0
        && tail > 0
        && head + tail + 1 >= long.len()
}
