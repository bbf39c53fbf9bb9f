//! The arrows between the rooms of `src/`, read off the paths that the code names. ARCHITECTURE.md
//! draws them; a new one is to be noticed rather than discovered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use.
const ALLOWED: [(&str, &[&str]); 16] = [
    ("base", &[]),
    ("value", &["base"]),
    ("lang", &["base", "value"]),
    ("claims", &["base", "value", "lang"]),
    ("corpus", &["base"]),
    ("document", &["base", "lang"]),
    ("annotate", &["base", "value", "lang", "document"]),
    (
        "align",
        &["base", "value", "lang", "document", "annotate", "claims"],
    ),
    (
        "judge",
        &[
            "base", "value", "lang", "document", "annotate", "claims", "align",
        ],
    ),
    ("syndication", &["base", "value", "document"]),
    ("report", &["base", "value", "document", "claims", "judge"]),
    (
        "check",
        &[
            "base", "value", "claims", "corpus", "document", "annotate", "align", "judge",
        ],
    ),
    ("project", &["base", "lang", "claims", "corpus"]),
    (
        "gate",
        &[
            "base",
            "value",
            "document",
            "claims",
            "corpus",
            "judge",
            "syndication",
            "report",
            "check",
            "project",
        ],
    ),
    (
        "draft",
        &[
            "base", "value", "lang", "document", "annotate", "claims", "align", "judge", "corpus",
            "check", "report",
        ],
    ),
    (
        "cli",
        &[
            "base",
            "value",
            "lang",
            "document",
            "annotate",
            "claims",
            "align",
            "corpus",
            "judge",
            "syndication",
            "report",
            "gate",
            "check",
            "project",
            "draft",
        ],
    ),
];

/// Arrows that go against the map, each with its reason. One that is gone is to be struck out.
const EXCEPTIONS: [(&str, &str, &str); 4] = [
    (
        "corpus",
        "value",
        "`published` is a date in EDTF, as in claims",
    ),
    (
        "document",
        "value",
        "tokens carry the key that words are compared by",
    ),
    ("report", "corpus", "excerpts are slices of articles"),
    (
        "report",
        "gate",
        "findings of the gate are shown beside the verdicts",
    ),
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// The room of a file: its folder in `src/`, or its own name.
fn room(src: &Path, file: &Path) -> String {
    let inner = file.strip_prefix(src).expect("it lies in src");
    let first = inner.components().next().expect("a path has a part");
    let first = Path::new(first.as_os_str());
    first
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Rooms that the code of a file names, its comments and tests left out.
fn used(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    // Tests in the file itself come last; those in a file of their own are one line among the others.
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for prefix in ["crate::", "corroborate::"] {
            for rest in line.split(prefix).skip(1) {
                let end = rest
                    .find(|c: char| !c.is_ascii_lowercase() && c != '_')
                    .unwrap_or(rest.len());
                rooms.insert(rest[..end].to_owned());
            }
        }
    }
    rooms
}

/// Every arrow that exists, with a file that draws it.
fn arrows() -> BTreeMap<(String, String), PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files.sort();
    assert!(files.len() > 50, "the sources are found");
    let mut arrows = BTreeMap::new();
    for file in files {
        let from = room(&src, &file);
        let is_test = file
            .file_name()
            .is_some_and(|name| name == "tests.rs" || name == "sample.rs");
        if is_test || from == "lib" || from == "main" {
            continue;
        }
        let text = fs::read_to_string(&file).expect("sources are readable");
        for to in used(&text) {
            if to != from && ALLOWED.iter().any(|(known, _)| *known == to) {
                arrows
                    .entry((from.clone(), to))
                    .or_insert_with(|| file.clone());
            }
        }
    }
    arrows
}

#[test]
fn rooms_use_only_what_stands_before_them() {
    for ((from, to), file) in arrows() {
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(known, _)| *known == from)
            .unwrap_or_else(|| panic!("`{from}` is a new room: give it a place on the map"));
        let is_exception = EXCEPTIONS.iter().any(|(a, b, _)| *a == from && *b == to);
        assert!(
            allowed.contains(&to.as_str()) || is_exception,
            "`{from}` uses `{to}` ({}), against the map in ARCHITECTURE.md",
            file.display()
        );
    }
}

#[test]
fn exceptions_are_still_needed() {
    let arrows = arrows();
    for (from, to, reason) in EXCEPTIONS {
        let arrow = (from.to_owned(), to.to_owned());
        assert!(
            arrows.contains_key(&arrow),
            "`{from}` no longer uses `{to}` ({reason})"
        );
    }
}
