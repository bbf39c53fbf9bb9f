//! From bytes to text, in the manner of the HTML standard (§13.2.3, "determining the character
//! encoding"), with one more rule: what is valid UTF-8 is UTF-8. Browsers that save a page often
//! leave the old declaration in it.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Text and what a person should know about how it was read.
pub struct Decoded {
    pub text: String,
    pub remark: Option<String>,
}

/// Bytes at the top of a page in which a declaration is looked for; the standard says 1024, and
/// saved pages put comments before it.
const HEAD: usize = 4096;

/// Reads the bytes as text. Nothing fails: what fits no encoding becomes U+FFFD and a remark.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (without_mark(bytes), bytes),
    };
    let (text, has_errors) = encoding.decode_without_bom_handling(rest);
    let remark = match (has_errors, encoding == UTF_8) {
        (true, _) => Some(format!("some bytes are not {}", encoding.name())),
        (false, false) => Some(format!("converted from {}", encoding.name())),
        (false, true) => None,
    };
    Decoded {
        text: text.into_owned(),
        remark,
    }
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(HEAD)];
    let declared = declared(head);
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    match declared {
        // Encodings whose bytes look like ASCII cannot be told from UTF-8 by being valid.
        Some(encoding) if !encoding.is_ascii_compatible() => encoding,
        _ if is_utf8 => UTF_8,
        Some(encoding) if encoding != UTF_8 => encoding,
        // Declared UTF-8 with a broken byte or two stays UTF-8; else the web's old default.
        Some(_) if is_mostly_utf8(bytes) => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// The label behind the first `charset=` inside a `<meta`. A page cannot declare UTF-16 in ASCII.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let metas = head
        .windows(5)
        .enumerate()
        .filter(|(_, at)| *at == b"<meta");
    for (start, _) in metas {
        let tag = &head[start..];
        let tag = &tag[..tag.iter().position(|b| *b == b'>').unwrap_or(tag.len())];
        let Some(at) = tag.windows(7).position(|at| at == b"charset") else {
            continue;
        };
        let value: Vec<u8> = tag[at + 7..]
            .iter()
            .copied()
            .skip_while(|b| b.is_ascii_whitespace() || b"='\"".contains(b))
            .take_while(|b| !b.is_ascii_whitespace() && !b"'\";/".contains(b))
            .collect();
        if let Some(encoding) = Encoding::for_label(&value) {
            return Some(encoding.output_encoding());
        }
    }
    None
}

/// Whether at most one in a hundred of the bytes beyond ASCII is broken.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let broken = bytes
        .utf8_chunks()
        .filter(|chunk| !chunk.invalid().is_empty())
        .count();
    broken * 100 <= beyond
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, remark: Option<&str>) {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.remark.as_deref(), remark);
    }

    #[test]
    fn declared_marked_and_guessed_encodings() {
        check(b"plain", "plain", None);
        check("\u{feff}é".as_bytes(), "é", None);
        check(
            b"caf\xe9 \x93x\x94",
            "café “x”",
            Some("converted from windows-1252"),
        );
        check(
            b"<meta charset='iso-8859-2'>\xb3",
            "<meta charset='iso-8859-2'>ł",
            Some("converted from ISO-8859-2"),
        );
        check(
            b"<META http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">\xc0",
            "<META http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">А",
            Some("converted from windows-1251"),
        );
        check(b"\xff\xfea\0", "a", Some("converted from UTF-16LE"));
        let saved = "<meta charset=windows-1252>é";
        check(saved.as_bytes(), saved, None);
    }

    #[test]
    fn a_broken_byte_is_told() {
        let mut bytes = "é".repeat(200).into_bytes();
        bytes.extend(b"<meta charset=utf-8>\xff");
        let mut page = b"<meta charset=utf-8>".to_vec();
        page.extend(bytes);
        let decoded = decode(&page);
        assert_eq!(decoded.remark.as_deref(), Some("some bytes are not UTF-8"));
        assert!(decoded.text.ends_with('\u{fffd}'));
    }
}
