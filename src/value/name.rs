//! Words and names folded so that spellings of one thing meet.

use std::fmt::Write as _;
use std::sync::OnceLock;

use serde::Deserialize;

/// A word folded to its comparison form, hashed (FNV-1a, 64 bit): lower case, no accents, no
/// apostrophes, no dots. "Türkiye" and "Turkiye", "U.S." and "US" have the same key.
///
/// Tokens, lexicon and claims all go through here, so that comparing words is comparing numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordKey(pub u64);

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// The key of one word.
#[must_use]
pub fn key(word: &str) -> WordKey {
    let mut hash = FNV_OFFSET;
    for byte in word.bytes() {
        match byte {
            b'\'' | b'.' => {}
            byte if byte.is_ascii() => hash = step(hash, byte.to_ascii_lowercase()),
            _ => return key_of_folded(&fold(word)),
        }
    }
    WordKey(hash)
}

fn key_of_folded(folded: &str) -> WordKey {
    WordKey(folded.bytes().fold(FNV_OFFSET, step))
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
}

/// A word in its comparison form: ASCII, lower case, without apostrophes and dots.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '\'' | '.' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '`' => {}
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => {
                let plain = deunicode::deunicode_char(c).unwrap_or("");
                let _ = write!(
                    folded,
                    "{}",
                    plain.to_ascii_lowercase().replace(['\'', '.'], "")
                );
            }
        }
    }
    folded
}

/// How one name stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMatch {
    /// The same words that matter: first and last name, all content words of an organisation.
    Exact,
    /// The same in another spelling, with an initial, or as an acronym.
    Variant,
    /// A part of the other that can stand for it: a surname alone.
    Part,
    /// Another name, or not enough to tell.
    No,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variation {
    particles: Vec<String>,
    suffixes: Vec<String>,
    titles: Vec<String>,
    glue: Vec<String>,
    spellings: Vec<Vec<String>>,
}

fn variation() -> &'static Variation {
    static VARIATION: OnceLock<Variation> = OnceLock::new();
    VARIATION
        .get_or_init(|| toml::from_str(include_str!("names.toml")).expect("names.toml is valid"))
}

/// Surnames are the same from this similarity on. Measured on pairs of transliterated names: above
/// it no two different names of the test sets met.
const SAME_SURNAME: f64 = 0.88;
/// Given names, beside a surname that agrees.
const SAME_GIVEN_NAME: f64 = 0.80;

/// A word in a form where romanisations of one Arabic, Hebrew, Turkish or Slavic name mostly meet:
/// folded, then the spellings that vary put into one ("Hayya" and "Hayyah", "Meshaal" and "Mashal").
#[must_use]
pub fn romanise(word: &str) -> String {
    const RULES: [(&str, &str); 24] = [
        ("ph", "f"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ei", "i"),
        ("ai", "i"),
        ("ay", "i"),
        ("ie", "i"),
        ("aa", "a"),
        ("q", "k"),
        ("ck", "k"),
        ("w", "u"),
        ("y", "i"),
        ("e", "a"),
        ("o", "u"),
        ("j", "g"),
        ("x", "ks"),
        ("ch", "ch"),
        ("c", "k"),
        ("v", "v"),
    ];
    let folded = fold(word);
    let mut rest = folded.as_str();
    let mut form = String::with_capacity(folded.len());
    while let Some(first) = rest.chars().next() {
        let (from, to) = RULES
            .iter()
            .find(|(from, _)| rest.starts_with(from))
            .copied()
            .unwrap_or((&rest[..first.len_utf8()], &rest[..first.len_utf8()]));
        for c in to.chars() {
            if !form.ends_with(c) {
                form.push(c);
            }
        }
        rest = &rest[from.len()..];
    }
    if form.len() > 2 && form.ends_with('h') && !form.ends_with("sh") && !form.ends_with("ch") {
        form.pop();
    }
    form
}

/// How alike two words of names are, from 0 to 1: optimal string alignment on their romanised
/// forms. Different names that look alike ("Hassan", "Hussein") are kept apart by a table.
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    let [folded_a, folded_b] = [fold(a), fold(b)];
    if folded_a == folded_b {
        return 1.0;
    }
    let row = |word: &str| {
        let spellings = &variation().spellings;
        spellings
            .iter()
            .position(|row| row.iter().any(|name| name == word))
    };
    match (row(&folded_a), row(&folded_b)) {
        (Some(row_a), Some(row_b)) if row_a == row_b => return 1.0,
        (Some(_), Some(_)) => return 0.0,
        _ => {}
    }
    let [form_a, form_b] = [romanise(&folded_a), romanise(&folded_b)];
    let longest = form_a.chars().count().max(form_b.chars().count());
    if longest == 0 {
        return 0.0;
    }
    1.0 - strsim::osa_distance(&form_a, &form_b) as f64 / longest as f64
}

/// Words of a person's name that tell it from others.
struct PersonName {
    words: Vec<String>,
    suffix: Option<String>,
}

fn person_name(name: &str) -> PersonName {
    let mut words: Vec<String> = split(name)
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let mut suffix = None;
    if words.len() > 1
        && words
            .last()
            .is_some_and(|last| has(&variation().suffixes, last))
    {
        suffix = words.pop();
    }
    while words.len() > 1 && has(&variation().titles, &words[0]) {
        words.remove(0);
    }
    let surname = words.pop();
    words.retain(|word| !has(&variation().particles, word));
    words.extend(surname);
    PersonName { words, suffix }
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known == word)
}

/// Words as tokens have them: hyphens, commas and spaces divide.
fn split(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | ',' | '/' | '(' | ')')
    })
    .map(|word| {
        word.strip_suffix("'s")
            .or(word.strip_suffix("\u{2019}s"))
            .unwrap_or(word)
    })
}

/// Whether a person of a text is the one that a claim names. The surname must agree; the given
/// name must agree, be an initial, or be absent; middle names, titles and particles do not count,
/// "Jr." and "Sr." only where both have one.
#[must_use]
pub fn same_person(claim: &str, mention: &str) -> NameMatch {
    let [claim, mention] = [person_name(claim), person_name(mention)];
    let (Some(claim_last), Some(mention_last)) = (claim.words.last(), mention.words.last()) else {
        return NameMatch::No;
    };
    if claim.suffix.is_some() && mention.suffix.is_some() && claim.suffix != mention.suffix {
        return NameMatch::No;
    }
    if claim.words == mention.words {
        return NameMatch::Exact;
    }
    let same_surname = similarity(claim_last, mention_last) >= SAME_SURNAME;
    if claim.words.len() == 1 || mention.words.len() == 1 {
        let both = claim.words.len() == mention.words.len();
        return match (same_surname, both) {
            (true, true) => NameMatch::Variant,
            // A short surname alone has to be spelled the same: "Bell" is not "Ball".
            (true, false) if fold(claim_last) == fold(mention_last) || claim_last.len() > 4 => {
                NameMatch::Part
            }
            (true, false) => NameMatch::No,
            (false, _) => NameMatch::No,
        };
    }
    if !same_surname {
        // "Mohammed bin Abdulrahman" for "Mohammed bin Abdulrahman Al Thani".
        let (short, long) = if claim.words.len() < mention.words.len() {
            (&claim.words, &mention.words)
        } else {
            (&mention.words, &claim.words)
        };
        return if long.len() > 2 && long.starts_with(short) {
            NameMatch::Part
        } else {
            NameMatch::No
        };
    }
    if has_other_middle(&claim.words, &mention.words) {
        return NameMatch::No;
    }
    let [given_claim, given_mention] = [&claim.words[0], &mention.words[0]];
    if given_claim == given_mention && claim_last == mention_last {
        NameMatch::Exact
    } else if is_same_given(given_claim, given_mention) {
        NameMatch::Variant
    } else if claim.words[1..].contains(given_mention) || mention.words[1..].contains(given_claim) {
        // Known by the middle name.
        if claim.words.len() > 2 || mention.words.len() > 2 {
            NameMatch::Part
        } else {
            NameMatch::No
        }
    } else {
        NameMatch::No
    }
}

fn is_same_given(a: &str, b: &str) -> bool {
    let initial = a.len() == 1 || b.len() == 1;
    if initial {
        return a.chars().next() == b.chars().next();
    }
    similarity(a, b) >= SAME_GIVEN_NAME
}

/// Both tell a middle name, and not the same.
fn has_other_middle(a: &[String], b: &[String]) -> bool {
    let middle = |words: &[String]| -> Vec<String> { words[1..words.len() - 1].to_vec() };
    let [a, b] = [middle(a), middle(b)];
    !a.is_empty() && !b.is_empty() && !a.iter().any(|a| b.iter().any(|b| is_same_given(a, b)))
}

/// Whether an organisation of a text is the one that a claim names: all content words, or the
/// acronym. A word more or less in front ("Palestinian Islamic Jihad") is a part; any other
/// difference is another organisation.
#[must_use]
pub fn same_organization(claim: &str, mention: &str) -> NameMatch {
    let content = |name: &str| -> Vec<String> {
        split(name)
            .map(fold)
            .filter(|word| !word.is_empty() && !has(&variation().glue, word))
            .collect()
    };
    let [words, other] = [content(claim), content(mention)];
    if words.is_empty() || other.is_empty() {
        return NameMatch::No;
    }
    if words == other {
        return NameMatch::Exact;
    }
    if is_acronym(claim, mention) || is_acronym(mention, claim) {
        return NameMatch::Variant;
    }
    let alike = |a: &[String], b: &[String]| {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(a, b)| similarity(a, b) >= SAME_SURNAME)
    };
    if alike(&words, &other) {
        return NameMatch::Variant;
    }
    let (short, long) = if words.len() < other.len() {
        (&words, &other)
    } else {
        (&other, &words)
    };
    if short.len() >= 2 && long.len() == short.len() + 1 && alike(short, &long[1..]) {
        return NameMatch::Part;
    }
    NameMatch::No
}

/// Whether `short` is made of the first letters of `long`, with or without its small words.
fn is_acronym(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    if letters.len() < 2 || !letters.chars().all(|c| c.is_ascii_uppercase()) {
        return false;
    }
    let initials = |with_glue: bool| -> String {
        split(long)
            .filter(|word| with_glue || !has(&variation().glue, &fold(word)))
            .filter_map(|word| word.chars().next())
            .map(|c| c.to_ascii_uppercase())
            .collect()
    };
    split(long).nth(1).is_some() && (letters == initials(true) || letters == initials(false))
}

/// Key of a romanised word: transliterations of one name meet ("Majed", "Majid").
#[must_use]
pub fn roman_key(word: &str) -> WordKey {
    key(&romanise(word))
}

#[cfg(test)]
mod tests {
    use super::{fold, key};

    #[test]
    fn spellings_meet() {
        for (a, b) in [
            ("Türkiye", "TURKIYE"),
            ("U.S.", "us"),
            ("Sa\u{2019}ar", "Sa'ar"),
            ("Kalın", "kalin"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(key("Hassan"), key("Hussein"));
    }

    use super::{NameMatch, romanise, same_organization, same_person, similarity};

    #[test]
    fn romanisations_meet() {
        for (a, b) in [
            ("Hayya", "Hayyah"),
            ("Nakhaleh", "Nakhala"),
            ("Meshaal", "Mashal"),
            ("Qaddoumi", "Kadumi"),
            ("Kalın", "Kalin"),
            ("Yousef", "Yusuf"),
            ("Faysal", "Faisal"),
            ("Zelensky", "Zelenskyy"),
        ] {
            assert!(similarity(a, b) >= 0.88, "{a} {b} {}", similarity(a, b));
        }
        assert_eq!(romanise("Philip"), romanise("Filip"));
    }

    #[test]
    fn names_that_look_alike_keep_apart() {
        for (a, b) in [
            ("Hussein", "Hassan"),
            ("Mahmoud", "Mohammed"),
            ("Rashad", "Rashid"),
            ("Nabih", "Nabil"),
            ("Salem", "Saleh"),
            ("Daniel", "Danielle"),
            ("Maria", "Mario"),
            ("Julia", "Julian"),
        ] {
            assert!(similarity(a, b) < 0.80, "{a} {b} {}", similarity(a, b));
        }
    }

    #[test]
    fn people_are_compared_by_surname_and_given_name() {
        use NameMatch::{Exact, No, Part, Variant};
        for (claim, mention, expected) in [
            ("Nadim al-Khatib", "Nadim al-Khatib", Exact),
            ("Nadim al-Khatib", "Nadim Al Khateeb", Variant),
            ("Nadim al-Khatib", "al-Khatib", Part),
            ("Nadim al-Khatib", "Karim al-Khatib", No),
            ("Nadim al-Khatib", "Nadim", No),
            ("Mohammed al-Hadi", "Muhammad Al-Hadi", Variant),
            ("Mohammed al-Hadi", "Mahmoud al-Hadi", No),
            ("Hussein Darwish", "Hassan Darwish", No),
            ("Peter C. Marlow", "Peter Marlow", Exact),
            ("Peter C. Marlow", "P. Marlow", Variant),
            ("Peter Marlow Jr.", "Peter Marlow", Exact),
            ("Peter Marlow Jr.", "Peter Marlow Sr.", No),
            ("Peter Marlow", "Paula Marlow", No),
            ("Peter Marlow", "Dr. Marlow", Part),
            ("Marlow", "Peter Marlow", Part),
            ("John Paul Reed", "John Martin Reed", No),
            ("Aria Kelley-Brandt", "Aria Kelley Brandt", Exact),
            ("Aria Kelley-Brandt", "Aria Brandt", Exact),
            ("Sami bin Talal Al Noor", "Sami bin Talal", Part),
            ("Iris Bell", "Iris Boyd", No),
            ("Iris Bell", "Ball", No),
            ("Erik Dahl", "Eric Dahl", Variant),
            ("", "Eric Dahl", No),
        ] {
            assert_eq!(same_person(claim, mention), expected, "{claim} / {mention}");
        }
    }

    #[test]
    fn organisations_need_all_content_words() {
        use NameMatch::{Exact, No, Part, Variant};
        for (claim, mention, expected) in [
            (
                "Popular Front for the Liberation of Palestine",
                "Popular Front-General Command",
                No,
            ),
            (
                "Popular Front for the Liberation of Palestine",
                "PFLP",
                Variant,
            ),
            (
                "Democratic Front for the Liberation of Palestine",
                "Popular Front for the Liberation of Palestine",
                No,
            ),
            ("Harbour Workers' Union", "Harbour Workers Union", Exact),
            ("Palestinian Islamic Jihad", "Islamic Jihad", Part),
            ("Islamic Jihad", "Palestinian Islamic Jihad", Part),
            ("Ministry of the Interior", "Ministry of Justice", No),
            (
                "Ministry of Interior",
                "the Ministry of the Interior",
                Exact,
            ),
            ("Hezbollah", "Hizbullah", Variant),
            ("Popular Front", "Popular Front General Command", No),
        ] {
            assert_eq!(
                same_organization(claim, mention),
                expected,
                "{claim} / {mention}"
            );
        }
    }
}
