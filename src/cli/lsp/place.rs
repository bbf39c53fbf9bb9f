//! Places: byte offsets and the positions of the protocol, paths and URIs.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use corroborate::base::Span;
use lsp_types::{Position, PositionEncodingKind, Range, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// In which units the client counts columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// What a client means that says nothing.
    #[default]
    Utf16,
}

impl Encoding {
    /// The first that both sides know, bytes preferred.
    pub fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else {
            Self::Utf16
        }
    }

    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// Where the lines of a text start. A line ends with `\n`, `\r\n` or `\r`, as the protocol says.
#[derive(Clone)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        // Editors do not count a byte order mark.
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut starts = vec![first];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
            }
        }
        Self {
            text,
            starts,
            encoding,
        }
    }

    /// The position of a byte, or of the character that it is a part of.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let line = line.saturating_sub(1);
        let before = self.text.get(self.starts[line]..offset).unwrap_or("");
        let column: usize = match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        Position::new(narrow(line), narrow(column))
    }

    pub fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start()), self.position(span.end()))
    }

    /// The byte at a position. Behind the end of a line it is that end, behind the last line the
    /// end of the text, inside a character its start.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else {
            return self.text.len();
        };
        let end = self.starts.get(line + 1).copied();
        let whole = &self.text[start..end.unwrap_or(self.text.len())];
        let whole = whole.trim_end_matches(['\n', '\r']);
        let mut left = position.character as usize;
        let mut offset = start;
        for c in whole.chars() {
            let width = self.encoding.width(c);
            if width > left {
                break;
            }
            left -= width;
            offset += c.len_utf8();
        }
        offset
    }

    /// The bytes of a range, its ends in order.
    pub fn span(&self, range: Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        Span::new(a.min(b), a.max(b))
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What stands unescaped in the path of a URI: RFC 3986's unreserved characters and `/`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The file that a URI names, if it names one on this machine.
pub fn path_of(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.split(['?', '#']).next()?;
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let slash = rest.find('/')?;
            let host = &rest[..slash];
            if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
                return None;
            }
            &rest[slash..]
        }
        None => rest,
    };
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    if bytes.contains(&0) {
        return None;
    }
    let path = decoded(bytes)?;
    path.is_absolute().then_some(path)
}

#[cfg(unix)]
fn decoded(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

/// `/C:/a` is `C:\a`.
#[cfg(not(unix))]
fn decoded(bytes: Vec<u8>) -> Option<PathBuf> {
    let text = String::from_utf8(bytes).ok()?;
    let has_drive = text.as_bytes().get(2) == Some(&b':');
    let text = if has_drive { &text[1..] } else { &text };
    Some(PathBuf::from(
        text.replace('/', std::path::MAIN_SEPARATOR_STR),
    ))
}

/// The URI of a file, its path absolute.
pub fn uri_of(path: &Path) -> Option<Uri> {
    Uri::from_str(&format!("file://{}", encoded(path))).ok()
}

#[cfg(unix)]
fn encoded(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    percent_encode(path.as_os_str().as_bytes(), ESCAPED).to_string()
}

#[cfg(not(unix))]
fn encoded(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    // What `canonicalize` writes before a drive.
    let text = text.strip_prefix("//?/").unwrap_or(&text);
    format!("/{}", percent_encode(text.as_bytes(), ESCAPED))
}

#[cfg(test)]
mod tests {
    use lsp_types::Position;

    use super::{Encoding, Lines, path_of, uri_of};

    #[test]
    fn columns_are_counted_as_agreed() {
        let text = "añ𝒳b\r\nx\ry\n𝒳";
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4)] {
            let lines = Lines::new(text, encoding);
            let b = text.find('b').expect("b");
            assert_eq!(lines.position(b), Position::new(0, column));
            assert_eq!(lines.offset(Position::new(0, column)), b);
            assert_eq!(lines.offset(Position::new(0, 99)), b + 1);
            assert_eq!(
                lines.position(text.find('y').expect("y")),
                Position::new(2, 0)
            );
            assert_eq!(
                lines.offset(Position::new(3, 1)),
                text.len() - 4,
                "inside of 𝒳"
            );
            assert_eq!(lines.offset(Position::new(9, 9)), text.len());
            for (at, _) in text.char_indices().filter(|(_, c)| !"\r\n".contains(*c)) {
                assert_eq!(lines.offset(lines.position(at)), at);
            }
        }
    }

    #[test]
    fn a_byte_order_mark_is_not_counted() {
        let lines = Lines::new("\u{feff}ab", Encoding::Utf16);
        assert_eq!(lines.position(4), Position::new(0, 1));
        assert_eq!(lines.offset(Position::new(0, 1)), 4);
        assert_eq!(lines.position(0), Position::new(0, 0));
    }

    #[cfg(unix)]
    #[test]
    fn paths_and_uris() {
        let path = path_of("file:///a%20b/%C3%A9t%C3%A9/c%23.toml").expect("a path");
        assert_eq!(path, std::path::Path::new("/a b/été/c#.toml"));
        let uri = uri_of(&path).expect("a uri");
        assert_eq!(uri.as_str(), "file:///a%20b/%C3%A9t%C3%A9/c%23.toml");
        assert_eq!(path_of("FILE://localhost/x?y#z"), Some("/x".into()));
        for strange in [
            "untitled:Untitled-1",
            "file://host/x",
            "file:",
            "file://",
            "x",
            "",
            "file:///a%00b",
            "file:relative",
            "http://a/b",
        ] {
            assert_eq!(path_of(strange), None, "{strange}");
        }
        assert_eq!(path_of("file:///%zz%"), Some("/%zz%".into()));
    }
}
