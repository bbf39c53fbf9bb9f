//! File names of pages, made from ids. An id may hold anything: `../`, quotes, two ids that differ in
//! case only; a name is made of `a-z`, `0-9` and `-`.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

/// Longest name taken from an id as it is.
const LONGEST: usize = 64;

/// Words of a name that stands for an id that is none itself.
const LONGEST_WORDS: usize = 40;

/// Names that Windows keeps for devices, whatever stands behind the dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A name for each id, in their order, all different.
///
/// A plain id is its own name. Another one gives its plain words and the start of its hash, so that
/// a page keeps its name when sources are added.
pub(super) fn names<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut used = BTreeSet::new();
    ids.into_iter()
        .map(|id| {
            let wanted = if is_plain(id) {
                id.to_owned()
            } else {
                made(id)
            };
            let mut name = wanted.clone();
            let mut n = 1;
            while !used.insert(name.clone()) {
                n += 1;
                name = format!("{wanted}-{n}");
            }
            name
        })
        .collect()
}

fn is_plain(id: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST).contains(&id.len())
        && id.chars().all(is_allowed)
        && !id.starts_with('-')
        && !DEVICES.contains(&id)
        && !is_port(id)
}

/// `com1`, `lpt9`.
fn is_port(id: &str) -> bool {
    id.len() == 4 && (id.starts_with("com") || id.starts_with("lpt"))
}

fn made(id: &str) -> String {
    let mut words = String::new();
    for c in id.chars() {
        if words.len() >= LONGEST_WORDS {
            break;
        }
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        } else if !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
    }
    let hash = Sha256::digest(id.as_bytes());
    let start: String = hash
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    match words.trim_end_matches('-') {
        "" => format!("x-{start}"),
        words => format!("{words}-{start}"),
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_safe_and_different() {
        let long = "z".repeat(500);
        let ids = [
            "afp",
            "AFP",
            "Afp",
            "../../etc/passwd",
            "con",
            "com1",
            "\"><script>",
            "\u{5d0}\u{5d1}",
            "",
            "a/b",
            "a\\b",
            "-x",
            ".",
            "..",
            &long,
        ];
        let names = names(ids);
        assert_eq!(names[0], "afp");
        let mut folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        folded.sort();
        folded.dedup();
        assert_eq!(folded.len(), ids.len());
        for name in &names {
            let is_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(name.chars().all(is_safe) && name.len() <= 64, "{name}");
            assert!(!["con", "com1"].contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn an_id_that_looks_like_a_made_name_gets_another() {
        let made = names(["A"]).remove(0);
        let both = names(["A", made.as_str()]);
        assert_ne!(both[0], both[1]);
    }
}
