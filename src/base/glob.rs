//! `Glob`: file and id patterns with `*`, `?` and `**`.

/// A pattern over `/`-separated names: `?` is one character, `*` any run of characters inside a
/// segment, `**` any number of segments. Everything else stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob {
    segments: Vec<Vec<char>>,
}

impl Glob {
    /// Reads a pattern; every text is one.
    #[must_use]
    pub fn new(pattern: &str) -> Self {
        let pattern = pattern.trim_start_matches("./");
        Self {
            segments: pattern.split('/').map(|s| s.chars().collect()).collect(),
        }
    }

    /// Whether the whole of `name` matches.
    #[must_use]
    pub fn is_match(&self, name: &str) -> bool {
        let name: Vec<Vec<char>> = name.split('/').map(|s| s.chars().collect()).collect();
        matches(
            &self.segments,
            &name,
            |segment| segment.as_slice() == ['*', '*'],
            |segment, part| {
                matches(
                    segment,
                    part,
                    |c| *c == '*',
                    |c, other| *c == '?' || c == other,
                )
            },
        )
    }
}

/// Wildcard matching that backs up to the last run only, so its cost is at most the product of
/// both lengths.
fn matches<P, T>(
    pattern: &[P],
    items: &[T],
    is_run: impl Fn(&P) -> bool,
    is_equal: impl Fn(&P, &T) -> bool,
) -> bool {
    let (mut p, mut i) = (0, 0);
    let mut last_run: Option<(usize, usize)> = None;
    while i < items.len() {
        if p < pattern.len() && is_run(&pattern[p]) {
            last_run = Some((p, i));
            p += 1;
        } else if p < pattern.len() && is_equal(&pattern[p], &items[i]) {
            p += 1;
            i += 1;
        } else if let Some((run, taken)) = last_run {
            last_run = Some((run, taken + 1));
            p = run + 1;
            i = taken + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(is_run)
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn patterns_cover_whole_names() {
        for (pattern, name, expected) in [
            ("*.txt", "a.txt", true),
            ("*.txt", "sub/a.txt", false),
            ("**/*.txt", "sub/deep/a.txt", true),
            ("**/*.txt", "a.txt", true),
            ("sub/**", "sub/deep/a.txt", true),
            ("./a?.md", "aé.md", true),
            ("cairo-*", "talks-in-cairo", false),
            ("*cairo*", "talks-in-cairo", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("", "", true),
            ("a", "", false),
        ] {
            assert_eq!(
                Glob::new(pattern).is_match(name),
                expected,
                "{pattern} {name}"
            );
        }
    }
}
