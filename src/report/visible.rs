//! Text of articles made safe to print.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` on one line and without power over a terminal.
///
/// White space of any kind becomes a space. Control characters (and so every escape sequence),
/// bidirectional overrides and other characters that are not seen are written as `\u{1b}`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == ' ' || is_plain(c)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push_visible(&mut safe, c);
    }
    Cow::Owned(safe)
}

/// Appends one character the way [`visible()`] writes it.
pub(super) fn push_visible(safe: &mut String, c: char) {
    if is_plain(c) {
        safe.push(c);
    } else if is_space(c) {
        safe.push(' ');
    } else {
        let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
    }
}

fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}'
    )
}

fn is_plain(c: char) -> bool {
    match c {
        '!'..='~' => true,
        ..='\u{9f}' => false,
        _ => !is_space(c) && !is_unseen(c),
    }
}

/// Characters that change how their neighbours are shown, or that hide: bidirectional controls
/// (UAX #9), line and paragraph separators, zero-width characters other than the joiners that
/// some scripts need, soft hyphen, annotation marks, language tags.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Columns that a character takes: none for marks that sit on another, two for East Asian wide
/// ones (UAX #11, the common blocks), else one. Good enough for carets.
pub(super) fn columns(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036f
        | 0x0483..=0x0489
        | 0x0591..=0x05bd
        | 0x064b..=0x065f
        | 0x200c..=0x200d
        | 0x20d0..=0x20ff
        | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Columns of a text that is already visible.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_has_power_over_a_terminal() {
        assert_eq!(visible("plain words, näive too"), "plain words, näive too");
        assert_eq!(visible("red \u{1b}[31malarm"), "red \\u{1b}[31malarm");
        assert_eq!(visible("one\r\ntwo\tthree"), "one  two three");
        assert_eq!(visible("bell\u{7} csi\u{9b}2J"), "bell\\u{7} csi\\u{9b}2J");
        assert_eq!(visible("a\u{202e}b\u{2066}c"), "a\\u{202e}b\\u{2066}c");
        for c in (0..0x300).filter_map(char::from_u32) {
            let text = c.to_string();
            assert!(!visible(&text).chars().any(char::is_control), "{c:?}");
        }
    }
}
