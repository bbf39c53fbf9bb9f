//! Cuts a text into tokens; see [`Token`] for how.

use std::ops::Range;

use crate::base::Span;
use crate::document::{Shape, Token};
use crate::lang::{Classes, Lexicon};
use crate::value::name::{Letters, WordKey, is_in_word, key, key_and_letters, plain_word};

/// Appends the tokens of `text[start..]`. `shape` is added to each (title or body).
pub(super) fn tokenize(
    text: &str,
    start: usize,
    shape: Shape,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut previous_end = usize::MAX;
    let mut new_line = Shape::default();
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b' ' || byte.is_ascii_control() {
            if byte == b'\n' {
                new_line = Shape::NEW_LINE;
            }
            at += 1;
            continue;
        }
        let first = at;
        if byte.is_ascii_alphabetic()
            && let Some((length, key, letters)) = plain_word(&bytes[first..])
        {
            at += length;
            let shape = shape.with(gap(first, previous_end, &mut new_line));
            push_key(text, first..at, (key, letters), shape, lexicon, tokens);
            previous_end = at;
            continue;
        }
        let kind;
        if byte.is_ascii_digit() {
            at = number_end(bytes, at);
            kind = Shape::NUMBER;
        } else if byte.is_ascii_alphabetic() {
            at = word_end(text, at, lexicon);
            kind = Shape::WORD;
        } else if byte.is_ascii() {
            if let Some(end) = possessive_end(bytes, at, previous_end) {
                at = end;
                kind = Shape::MARK.with(Shape::POSSESSIVE);
            } else {
                at = mark_end(bytes, at);
                kind = Shape::MARK;
            }
        } else {
            let c = text[at..].chars().next().expect("not at the end");
            if c.is_whitespace() || is_invisible(c) {
                at += c.len_utf8();
                continue;
            }
            if c.is_alphabetic() {
                at = word_end(text, at, lexicon);
                kind = Shape::WORD;
            } else if let Some(end) = curly_possessive_end(text, at, previous_end) {
                at = end;
                kind = Shape::MARK.with(Shape::POSSESSIVE);
            } else {
                at += c.len_utf8();
                kind = Shape::MARK;
            }
        }
        let gap = gap(first, previous_end, &mut new_line);
        if kind == Shape::WORD {
            push_word(text, first, at, shape.with(gap), lexicon, tokens);
        } else {
            let word = &text[first..at];
            tokens.push(Token {
                span: Span::new(first, at),
                key: if kind == Shape::MARK {
                    mark_key(word)
                } else {
                    key(word)
                },
                classes: Classes::NONE,
                word: Token::UNKNOWN,
                shape: shape.with(gap).with(kind),
            });
        }
        previous_end = at;
    }
}

/// What stands between a token and the one before: nothing, perhaps line breaks.
fn gap(first: usize, previous_end: usize, new_line: &mut Shape) -> Shape {
    if first == previous_end {
        Shape::JOINED
    } else {
        std::mem::take(new_line)
    }
}

/// Key of a punctuation mark: of its characters as they are, since folding drops dots and
/// apostrophes.
pub(super) fn mark_key(mark: &str) -> WordKey {
    WordKey(mark.bytes().fold(0x9e37_79b9_7f4a_7c15, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

fn push_word(
    text: &str,
    first: usize,
    end: usize,
    shape: Shape,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
) {
    // "didn't" is two words: "did" and "n't". "can't" loses a letter, so its first part is "ca".
    let word = &text[first..end];
    let may_negate = matches!(word.as_bytes().last(), Some(b't' | b'T'));
    let negated = ["n't", "n\u{2019}t", "N'T", "N\u{2019}T"]
        .iter()
        .filter(|_| may_negate)
        .find_map(|ending| word.strip_suffix(ending));
    if let Some(stem) = negated.filter(|stem| !stem.is_empty()) {
        let cut = first + stem.len();
        push_one(text, first, cut, shape, lexicon, tokens);
        push_one(
            text,
            cut,
            end,
            Shape(shape.0 & Shape::TITLE.0).with(Shape::JOINED),
            lexicon,
            tokens,
        );
        return;
    }
    push_one(text, first, end, shape, lexicon, tokens);
}

fn push_one(
    text: &str,
    first: usize,
    end: usize,
    shape: Shape,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
) {
    let known = key_and_letters(&text[first..end]);
    push_key(text, first..end, known, shape, lexicon, tokens);
}

fn push_key(
    text: &str,
    bytes: Range<usize>,
    (key, letters): (WordKey, Letters),
    shape: Shape,
    lexicon: &Lexicon,
    tokens: &mut Vec<Token>,
) {
    let row = lexicon.find(key);
    let classes = row
        .and_then(|row| lexicon.word(row))
        .map_or(Classes::NONE, |word| word.classes);
    tokens.push(Token {
        span: Span::new(bytes.start, bytes.end),
        key,
        classes,
        word: row.unwrap_or(Token::UNKNOWN),
        shape: shape
            .with(Shape::WORD)
            .with(letter_flags(&text[bytes], letters)),
    });
}

/// The flags that the letters of a word give.
fn letter_flags(word: &str, letters: Letters) -> Shape {
    let Letters { n_all, n_upper } = letters;
    let mut shape = Shape::default();
    if n_upper > 0 {
        if word.chars().next().is_some_and(char::is_uppercase) {
            shape = shape.with(Shape::CAPITAL);
        }
        if n_upper == n_all && n_all > 1 {
            shape = shape.with(Shape::ALL_CAPS);
        }
    }
    if n_all == 1 {
        shape = shape.with(Shape::INITIAL);
    }
    if word.ends_with('.') {
        shape = shape.with(Shape::DOTTED);
    }
    shape
}

fn number_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        let digit_follows = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b'.' if digit_follows => at += 1,
            b',' if digit_follows && is_thousands(bytes, at) => at += 1,
            _ => break,
        }
    }
    at
}

/// Whether exactly three digits follow the comma.
fn is_thousands(bytes: &[u8], comma: usize) -> bool {
    (1..=3).all(|n| bytes.get(comma + n).is_some_and(u8::is_ascii_digit))
        && !bytes.get(comma + 4).is_some_and(u8::is_ascii_digit)
}

fn word_end(text: &str, start: usize, lexicon: &Lexicon) -> usize {
    let bytes = text.as_bytes();
    let mut at = letters_end(text, start);
    // "U.S.", "a.m.", "J.F.K.": letters and dots in turn.
    if at - start == 1 && bytes.get(at) == Some(&b'.') {
        let mut end = at + 1;
        while bytes.get(end).is_some_and(u8::is_ascii_alphabetic)
            && bytes.get(end + 1) == Some(&b'.')
        {
            end += 2;
        }
        if end > at + 1 {
            return end;
        }
        // An initial: "C." before a capital or at the end of a name.
        if bytes[start].is_ascii_uppercase() && bytes[start] != b'I' {
            return at + 1;
        }
        return at;
    }
    // Inner apostrophes: "Sa'ar", "O'Brien", "didn't"; but not a possessive "'s" at the end.
    loop {
        let mark = apostrophe_len(bytes, at);
        if mark == 0 || at + mark >= bytes.len() {
            break;
        }
        let next = letters_end(text, at + mark);
        if next == at + mark {
            break;
        }
        let tail = &text[at + mark..next];
        if tail.eq_ignore_ascii_case("s") {
            break;
        }
        at = next;
    }
    if bytes.get(at) == Some(&b'.') {
        let row = lexicon
            .find(key(&text[start..at]))
            .and_then(|row| lexicon.word(row));
        // Only capitalised: "felt ill." and "they wed." end sentences.
        let dotted = bytes[start].is_ascii_uppercase()
            && row.is_some_and(|word| {
                word.classes
                    .intersects(Classes::ABBREVIATION.with(Classes::FINAL_ABBREVIATION))
            });
        if dotted {
            return at + 1;
        }
    }
    at
}

fn letters_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            if !is_in_word(bytes[at]) {
                break;
            }
            at += 1;
        } else {
            let c = text[at..].chars().next().expect("not at the end");
            if !c.is_alphabetic() && !is_combining(c) {
                break;
            }
            at += c.len_utf8();
        }
    }
    at
}

fn apostrophe_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\'') => 1,
        Some(0xe2) if bytes.get(at + 1) == Some(&0x80) && bytes.get(at + 2) == Some(&0x99) => 3,
        _ => 0,
    }
}

/// End of "'s" or "'" behind a word.
fn possessive_end(bytes: &[u8], at: usize, previous_end: usize) -> Option<usize> {
    if bytes[at] != b'\'' || at != previous_end {
        return None;
    }
    possessive_tail(bytes, at, 1)
}

fn curly_possessive_end(text: &str, at: usize, previous_end: usize) -> Option<usize> {
    if at != previous_end || !text[at..].starts_with('\u{2019}') {
        return None;
    }
    possessive_tail(text.as_bytes(), at, '\u{2019}'.len_utf8())
}

fn possessive_tail(bytes: &[u8], at: usize, mark: usize) -> Option<usize> {
    let after = at + mark;
    let ends = |end: usize| {
        !bytes
            .get(end)
            .is_some_and(|byte| byte.is_ascii_alphanumeric())
    };
    if matches!(bytes.get(after), Some(b's' | b'S')) && ends(after + 1) {
        return Some(after + 1);
    }
    let plural = at > 0 && matches!(bytes[at - 1], b's' | b'S' | b'x' | b'z');
    (plural && ends(after)).then_some(after)
}

/// Marks that stand as one token: "--", "...", "``", "''".
fn mark_end(bytes: &[u8], at: usize) -> usize {
    let byte = bytes[at];
    if !matches!(byte, b'-' | b'.' | b'`' | b'\'') {
        return at + 1;
    }
    let mut end = at + 1;
    while bytes.get(end) == Some(&byte) && (matches!(byte, b'-' | b'.') || end < at + 2) {
        end += 1;
    }
    end
}

/// Combining marks belong to the letter before.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200d}')
}

/// Characters that show nothing: zero width spaces, direction marks, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}

#[cfg(test)]
mod tests {
    use crate::document::read;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = read("", text, 0);
        let words: Vec<&str> = (0..document.tokens.len())
            .map(|at| document.word(at))
            .collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn words_are_cut_where_names_and_numbers_need_it() {
        check(
            "Khalil al-Hayya didn't say.",
            "Khalil|al|-|Hayya|did|n't|say|.",
        );
        check(
            "Maj. Gen. Hassan Rashad's U.S. trip",
            "Maj.|Gen.|Hassan|Rashad|'s|U.S.|trip",
        );
        check(
            "143million, 1,700 and 145.5 at 6am",
            "143|million|,|1,700|and|145.5|at|6|am",
        );
        check(
            "Gideon Sa\u{2019}ar, the factions\u{2019} view",
            "Gideon|Sa\u{2019}ar|,|the|factions|\u{2019}|view",
        );
        check(
            "a 16-year-old -- J. C. Varga",
            "a|16|-|year|-|old|--|J.|C.|Varga",
        );
        check("on the 23rd of May.", "on|the|23|rd|of|May|.");
    }

    #[test]
    fn the_lexicon_keeps_the_dot_of_an_abbreviation() {
        check("Oct. 23 and Dr. No", "Oct.|23|and|Dr.|No");
    }
}
