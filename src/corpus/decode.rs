//! From bytes to text: UTF-8 or a problem that says what the bytes are instead.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::base::{Problem, Severity};

/// Longest article, in bytes: 64 MiB, well above any article and well below what a span can hold.
pub const MAX_BYTES: usize = 64 << 20;

pub(super) const BOM: &str = "\u{feff}";

/// The text of a file as it lies on disk, byte order mark and all.
pub(crate) fn read_text(path: &Path, shown: &str) -> Result<String, Problem> {
    let bytes = read_bytes(path).map_err(|error| io_problem(&error, shown))?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large("the file", shown));
    }
    decode(bytes, shown)
}

/// The problem of a file that is no article: a catalogue, a claim file, a configuration. Without
/// it the run cannot go on, strict or not.
pub(crate) fn of_our_file(problem: Problem) -> Problem {
    Problem {
        severity: Severity::Error,
        code: "unreadable-configuration",
        ..problem
    }
}

/// At most one byte more than allowed, so that a huge file costs nothing.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if length > MAX_BYTES {
        return Ok(vec![0; MAX_BYTES + 1]);
    }
    let mut bytes = Vec::with_capacity(length + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Text of bytes, or what they are instead.
pub(super) fn decode(bytes: Vec<u8>, shown: &str) -> Result<String, Problem> {
    if let Some(problem) = utf16_problem(&bytes, shown) {
        return Err(problem);
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let message = format!("the file is binary: a NUL byte at byte {at}");
        return Err(Problem::error("binary-file", message)
            .file(shown)
            .help("only plain text in UTF-8 is read; move other files elsewhere"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_utf8(at, 1 + count_lines(&error.as_bytes()[..at]), shown)
    })
}

/// A problem if the bytes open with the byte order mark of UTF-16.
pub(super) fn utf16_problem(bytes: &[u8], shown: &str) -> Option<Problem> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    is_utf16.then(|| {
        Problem::error(
            "not-utf-8",
            "the file is UTF-16, seen by its first two bytes",
        )
        .file(shown)
        .help("convert a copy: `iconv -f UTF-16 -t UTF-8 FILE > NEW`")
    })
}

/// The problem of a byte that is no UTF-8.
pub(super) fn not_utf8(at: usize, line: usize, shown: &str) -> Problem {
    let message = format!("the text is not UTF-8: invalid at byte {at}, line {line}");
    Problem::error("not-utf-8", message)
        .file(shown)
        .help("convert a copy from its encoding: `iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW`")
}

pub(super) fn too_large(what: &str, shown: &str) -> Problem {
    let message = format!("{what} is longer than 64 MiB");
    Problem::error("too-large", message)
        .file(shown)
        .help("one file is one article; put many articles into a `.jsonl`, one a line")
}

pub(super) fn io_problem(error: &io::Error, shown: &str) -> Problem {
    Problem::error("unreadable-file", format!("cannot be read: {error}")).file(shown)
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[track_caller]
    fn check(bytes: &[u8], code: &str, part: &str) {
        let problem = decode(bytes.to_vec(), "x.txt").expect_err("unreadable");
        assert_eq!(problem.code, code);
        assert!(problem.message.contains(part), "{}", problem.message);
        assert!(problem.help.is_some());
    }

    #[test]
    fn other_encodings_are_named() {
        check(b"\xff\xfeh\0i\0", "not-utf-8", "UTF-16");
        check(b"\xfe\xff\0h\0i", "not-utf-8", "UTF-16");
        check(b"\x7fELF\0\0", "binary-file", "byte 4");
        check(b"one\ncaf\xe9 two", "not-utf-8", "byte 7, line 2");
        assert!(decode("\u{feff}café\r\n".into(), "x").is_ok());
    }
}
