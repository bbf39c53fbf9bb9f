//! Words and names folded so that spellings of one thing meet.

mod slip;

pub use slip::is_slip;

use std::borrow::Cow;
use std::collections::HashMap;
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
    key_and_letters(word).0
}

/// Letters of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// All of them.
    pub n_all: usize,
    /// Capitals among them.
    pub n_upper: usize,
}

/// The key of one word and its letters, in one pass: every word of every article comes here.
#[must_use]
pub fn key_and_letters(word: &str) -> (WordKey, Letters) {
    let mut hash = FNV_OFFSET;
    let mut letters = Letters::default();
    for byte in word.bytes() {
        let Some(ascii) = ASCII.get(usize::from(byte)) else {
            return (key_of_folded(&fold(word)), letters_of(word));
        };
        if !ascii.is_dropped {
            letters.n_all += usize::from(ascii.n_all);
            letters.n_upper += usize::from(ascii.n_upper);
            hash = step(hash, ascii.folded);
        }
    }
    (WordKey(hash), letters)
}

/// The letters, digits and underscores with which `text` begins: how many there are, and as
/// [`key_and_letters`]. `None` if the word may go on, with an apostrophe, a dot or a letter that is
/// not ASCII.
#[must_use]
pub fn plain_word(text: &[u8]) -> Option<(usize, WordKey, Letters)> {
    let mut hash = FNV_OFFSET;
    let mut letters = Letters::default();
    for (at, byte) in text.iter().enumerate() {
        let ascii = ASCII.get(usize::from(*byte))?;
        if !ascii.in_word {
            return (!ascii.is_dropped).then_some((at, WordKey(hash), letters));
        }
        letters.n_all += usize::from(ascii.n_all);
        letters.n_upper += usize::from(ascii.n_upper);
        hash = step(hash, ascii.folded);
    }
    Some((text.len(), WordKey(hash), letters))
}

/// What an ASCII character adds to a word.
#[derive(Clone, Copy)]
struct Ascii {
    /// Its folded form.
    folded: u8,
    /// Whether folding drops it.
    is_dropped: bool,
    /// Letters, and capitals among them.
    n_all: u8,
    n_upper: u8,
    /// Whether it goes on with a word.
    in_word: bool,
}

/// One look instead of a comparison for each question.
const ASCII: [Ascii; 128] = {
    let mut table = [Ascii {
        folded: 0,
        is_dropped: false,
        n_all: 0,
        n_upper: 0,
        in_word: false,
    }; 128];
    let mut byte = 0;
    while byte < table.len() {
        let c = byte as u8;
        table[byte] = Ascii {
            folded: c.to_ascii_lowercase(),
            is_dropped: matches!(c, b'\'' | b'.'),
            n_all: c.is_ascii_alphabetic() as u8,
            n_upper: c.is_ascii_uppercase() as u8,
            in_word: is_in_word(c),
        };
        byte += 1;
    }
    table
};

/// Whether an ASCII byte goes on with a word.
#[must_use]
pub const fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn letters_of(word: &str) -> Letters {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.fold(Letters::default(), |letters, c| Letters {
        n_all: letters.n_all + 1,
        n_upper: letters.n_upper + usize::from(c.is_uppercase()),
    })
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
    /// Last words by which a firm may be called or not: "Tervik *Holdings*".
    endings: Vec<String>,
    spellings: Vec<Vec<String>>,
    shorts: Vec<Vec<String>>,
    /// Row of each spelling.
    #[serde(skip)]
    rows: HashMap<String, usize>,
}

fn variation() -> &'static Variation {
    static VARIATION: OnceLock<Variation> = OnceLock::new();
    VARIATION.get_or_init(|| {
        let mut variation: Variation =
            toml::from_str(include_str!("names.toml")).expect("names.toml is valid");
        for (at, row) in variation.spellings.iter().enumerate() {
            for name in row {
                variation.rows.entry(name.clone()).or_insert(at);
            }
        }
        variation
    })
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
    let folded = fold(word);
    let mut rest = folded.as_bytes();
    let mut form = String::with_capacity(folded.len());
    while let [first, ..] = rest {
        let (n_bytes, sounds) = match rest {
            [b'p', b'h', ..] => (2, "f"),
            [b'k', b'h', ..] => (2, "h"),
            [b'g', b'h', ..] => (2, "g"),
            [b'd', b'h', ..] => (2, "d"),
            [b't', b'h', ..] => (2, "t"),
            [b'o', b'u' | b'o', ..] => (2, "u"),
            [b'e', b'e' | b'i', ..] => (2, "i"),
            [b'a', b'i' | b'y', ..] => (2, "i"),
            [b'i', b'e', ..] => (2, "i"),
            [b'a', b'a', ..] => (2, "a"),
            [b'c', b'k', ..] => (2, "k"),
            [b'c', b'h', ..] => (2, "ch"),
            [b'q' | b'c', ..] => (1, "k"),
            [b'w' | b'o', ..] => (1, "u"),
            [b'y', ..] => (1, "i"),
            [b'e', ..] => (1, "a"),
            [b'j', ..] => (1, "g"),
            [b'x', ..] => (1, "ks"),
            _ => (1, ""),
        };
        let own = [*first];
        let sounds = match sounds {
            // Folded words are ASCII.
            "" => std::str::from_utf8(&own).unwrap_or(""),
            sounds => sounds,
        };
        for c in sounds.chars() {
            if !form.ends_with(c) {
                form.push(c);
            }
        }
        rest = &rest[n_bytes..];
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
    let [a, b] = [NameWord::new(fold(a)), NameWord::new(fold(b))];
    if a.is_alike(&b, 1.0) {
        return 1.0;
    }
    if a.row.is_some() && b.row.is_some() {
        return 0.0;
    }
    match a.longest(&b) {
        0 => 0.0,
        longest => 1.0 - strsim::osa_distance(&a.form, &b.form) as f64 / longest as f64,
    }
}

/// A word of a name in the forms that it is compared by.
#[derive(Clone, Debug)]
struct NameWord {
    folded: String,
    /// Romanised.
    form: String,
    /// Characters in `form`.
    length: usize,
    /// Its row in the table of spellings.
    row: Option<usize>,
}

impl NameWord {
    fn new(folded: String) -> Self {
        let form = romanise(&folded);
        Self {
            length: form.chars().count(),
            row: variation().rows.get(&folded).copied(),
            form,
            folded,
        }
    }

    fn longest(&self, other: &Self) -> usize {
        self.length.max(other.length)
    }

    /// Whether their [`similarity`] is at least `least`.
    fn is_alike(&self, other: &Self, least: f64) -> bool {
        if self.folded == other.folded {
            return true;
        }
        if let (Some(row), Some(other)) = (self.row, other.row) {
            return row == other;
        }
        let longest = self.longest(other);
        if self.form == other.form {
            return longest > 0;
        }
        // Another form is at least one step away, and as many as it is longer.
        let similarity = |steps: usize| 1.0 - steps as f64 / longest as f64;
        if similarity(self.length.abs_diff(other.length).max(1)) < least {
            return false;
        }
        similarity(strsim::osa_distance(&self.form, &other.form)) >= least
    }
}

impl PartialEq for NameWord {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

/// A name made ready for being compared with many others.
#[derive(Clone, Debug)]
pub struct ComparableName {
    text: String,
    /// Words that tell a person from others.
    person: Vec<NameWord>,
    /// What stands between quotation marks inside it: Ida "Red" Varga.
    nicknames: Vec<NameWord>,
    suffix: Option<String>,
    /// Words that tell an organisation from others.
    content: Vec<NameWord>,
}

impl ComparableName {
    /// Takes a name apart.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let (plain, nickname) = without_nickname(name);
        let name_words = |text: &str| -> Vec<NameWord> {
            split(text)
                .map(fold)
                .filter(|word| !word.is_empty())
                .map(NameWord::new)
                .collect()
        };
        let words = name_words(&plain);
        let content = words
            .iter()
            .filter(|word| !has(&variation().glue, &word.folded))
            .cloned()
            .collect();
        let mut person = words;
        let mut suffix = None;
        if person.len() > 1
            && person
                .last()
                .is_some_and(|last| has(&variation().suffixes, &last.folded))
        {
            suffix = person.pop().map(|word| word.folded);
        }
        while person.len() > 1 && has(&variation().titles, &person[0].folded) {
            person.remove(0);
        }
        let surname = person.pop();
        person.retain(|word| !has(&variation().particles, &word.folded));
        person.extend(surname);
        Self {
            text: name.to_owned(),
            person,
            nicknames: nickname.map_or_else(Vec::new, name_words),
            suffix,
            content,
        }
    }

    /// The surname of a person, folded: the last word, "Jr." and "III" left out.
    #[must_use]
    pub fn surname(&self) -> Option<&str> {
        self.person.last().map(|word| word.folded.as_str())
    }

    /// Whether a word alone is the given name, in some spelling or short form.
    #[must_use]
    pub fn is_given_name(&self, word: &Self) -> bool {
        let [given, _, ..] = self.person.as_slice() else {
            return false;
        };
        let mut own = std::iter::once(given).chain(&self.nicknames);
        matches!(word.person.as_slice(), [only] if only.folded.len() > 1 && own.any(|own| is_same_given(own, only)))
    }

    /// Whether another has the same surname and given name, suffixes aside.
    #[must_use]
    pub fn is_namesake(&self, other: &Self) -> bool {
        let [mut own, mut other] = [self.clone(), other.clone()];
        own.suffix = None;
        other.suffix = None;
        matches!(
            same_person(&own, &other),
            NameMatch::Exact | NameMatch::Variant
        ) && own.person.len() > 1
    }

    /// "Jr.", "III" and the like, folded.
    #[must_use]
    pub fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }
}

/// Whether a word stands before names as a title, or in a rank: "Sgt.", "2nd Class".
#[must_use]
pub fn is_title(word: &str) -> bool {
    has(&variation().titles, &fold(word))
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known == word)
}

/// A name without the nickname that stands between quotation marks inside it, and the nickname:
/// Ida "Red" Varga.
#[must_use]
pub fn without_nickname(name: &str) -> (Cow<'_, str>, Option<&str>) {
    let is_open = |c: char| matches!(c, '"' | '\'' | '\u{201c}' | '\u{2018}');
    let is_close = |c: char| matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}');
    let inside = || {
        let (at, mark) = name
            .char_indices()
            .find(|(at, c)| is_open(*c) && *at > 0 && name[..*at].ends_with(char::is_whitespace))?;
        let from = at + mark.len_utf8();
        let rest = &name[from..];
        let (length, mark) = rest.char_indices().find(|(at, c)| {
            let behind = &rest[at + c.len_utf8()..];
            *at > 0 && is_close(*c) && behind.starts_with(char::is_whitespace)
        })?;
        let behind = rest[length + mark.len_utf8()..].trim_start();
        let before = name[..at].trim_end();
        (!before.is_empty() && !behind.is_empty())
            .then(|| (Cow::Owned(format!("{before} {behind}")), &rest[..length]))
    };
    match inside() {
        Some((plain, nickname)) => (plain, Some(nickname)),
        None => (Cow::Borrowed(name), None),
    }
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
pub fn same_person(claim: &ComparableName, mention: &ComparableName) -> NameMatch {
    if claim.suffix.is_some() && mention.suffix.is_some() && claim.suffix != mention.suffix {
        return NameMatch::No;
    }
    let is_nicknamed = {
        let called = |name: &ComparableName, other: &ComparableName| {
            let given = other.person.first().into_iter().chain(&other.nicknames);
            given
                .flat_map(|given| name.nicknames.iter().map(move |own| (own, given)))
                .any(|(own, given)| is_same_given(own, given))
        };
        called(claim, mention) || called(mention, claim)
    };
    let [claim, mention] = [&claim.person, &mention.person];
    let (Some(claim_last), Some(mention_last)) = (claim.last(), mention.last()) else {
        return NameMatch::No;
    };
    if claim == mention {
        return NameMatch::Exact;
    }
    let same_surname = claim_last.is_alike(mention_last, SAME_SURNAME);
    if claim.len() == 1 || mention.len() == 1 {
        let both = claim.len() == mention.len();
        return match (same_surname, both) {
            (true, true) => NameMatch::Variant,
            // A short surname alone has to be spelled the same: "Bell" is not "Ball".
            (true, false) if claim_last == mention_last || claim_last.folded.len() > 4 => {
                NameMatch::Part
            }
            (true, false) => NameMatch::No,
            (false, _) => NameMatch::No,
        };
    }
    if !same_surname {
        // "Mohammed bin Abdulrahman" for "Mohammed bin Abdulrahman Al Thani".
        let (short, long) = if claim.len() < mention.len() {
            (claim, mention)
        } else {
            (mention, claim)
        };
        return if long.len() > 2 && long.starts_with(short) {
            NameMatch::Part
        } else {
            NameMatch::No
        };
    }
    if has_other_middle(claim, mention) {
        return NameMatch::No;
    }
    let [given_claim, given_mention] = [&claim[0], &mention[0]];
    if given_claim == given_mention && claim_last == mention_last {
        NameMatch::Exact
    } else if is_same_given(given_claim, given_mention) || is_nicknamed {
        NameMatch::Variant
    } else if claim[1..].contains(given_mention) || mention[1..].contains(given_claim) {
        // Known by the middle name.
        if claim.len() > 2 || mention.len() > 2 {
            NameMatch::Part
        } else {
            NameMatch::No
        }
    } else {
        NameMatch::No
    }
}

fn is_same_given(a: &NameWord, b: &NameWord) -> bool {
    let initial = a.folded.len() == 1 || b.folded.len() == 1;
    if initial {
        return a.folded.chars().next() == b.folded.chars().next();
    }
    a.is_alike(b, SAME_GIVEN_NAME) || is_short_form(&a.folded, &b.folded)
}

/// "Joshua" and "Josh", whichever comes first.
fn is_short_form(a: &str, b: &str) -> bool {
    let stands_for = |long: &str, short: &str| {
        variation()
            .shorts
            .iter()
            .any(|row| row[0] == long && row[1..].iter().any(|other| other == short))
    };
    a.chars().next().is_some() && (stands_for(a, b) || stands_for(b, a))
}

/// Both tell a middle name, and not the same.
fn has_other_middle(a: &[NameWord], b: &[NameWord]) -> bool {
    let [a, b] = [&a[1..a.len() - 1], &b[1..b.len() - 1]];
    !a.is_empty() && !b.is_empty() && !a.iter().any(|a| b.iter().any(|b| is_same_given(a, b)))
}

/// Whether an organisation of a text is the one that a claim names: all content words, or the
/// acronym. A word more or less in front ("Palestinian Islamic Jihad") is a part; any other
/// difference is another organisation.
#[must_use]
pub fn same_organization(claim: &ComparableName, mention: &ComparableName) -> NameMatch {
    let [words, other] = [&claim.content, &mention.content];
    if words.is_empty() || other.is_empty() {
        return NameMatch::No;
    }
    if words == other {
        return NameMatch::Exact;
    }
    if is_acronym(&claim.text, &mention.text) || is_acronym(&mention.text, &claim.text) {
        return NameMatch::Variant;
    }
    let alike = |a: &[NameWord], b: &[NameWord]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_alike(b, SAME_SURNAME))
    };
    if alike(words, other) {
        return NameMatch::Variant;
    }
    let (short, long) = if words.len() < other.len() {
        (words, other)
    } else {
        (other, words)
    };
    if long.len() == short.len() + 1
        && has(&variation().endings, &long[short.len()].folded)
        && alike(short, &long[..short.len()])
    {
        return NameMatch::Variant;
    }
    if short.len() >= 2 && long.len() == short.len() + 1 && alike(short, &long[1..]) {
        return NameMatch::Part;
    }
    NameMatch::No
}

/// Whether `short` is made of the first letters of `long`, with or without its small words.
fn is_acronym(short: &str, long: &str) -> bool {
    let letters = || short.chars().filter(|c| *c != '.');
    if letters().nth(1).is_none() || !letters().all(|c| c.is_ascii_uppercase()) {
        return false;
    }
    let letters: String = letters().collect();
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
mod tests;
