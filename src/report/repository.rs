//! Paths as platforms want them: relative to the top of the repository, wherever the program runs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a URI as it is besides letters and digits: the unreserved characters of RFC 3986
/// and the slash between segments.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The folder that a platform shows: the top of the repository, else the current folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// Segments of the absolute path of its top.
    top: Vec<String>,
    /// Segments from the top down to the current folder.
    here: Vec<String>,
}

impl Repository {
    /// A repository by its top and the current folder in it, both absolute, with `/`.
    #[must_use]
    pub fn new(top: &str, here: &str) -> Self {
        let top = segments(top);
        let here = segments(here);
        let below = here.strip_prefix(&top[..]).unwrap_or_default().to_vec();
        Self { top, here: below }
    }

    /// A path relative to the top, or `None` if it leads out of the repository or is no file.
    pub(super) fn relative(&self, path: &str) -> Option<String> {
        let absolute = self.absolute(path)?;
        let inner = absolute.strip_prefix(&self.top[..])?;
        (!inner.is_empty()).then(|| inner.join("/"))
    }

    /// The URI of a path: relative to the top where it lies in the repository, else `file:///…`.
    pub(super) fn uri(&self, path: &str) -> Option<String> {
        if let Some(relative) = self.relative(path) {
            return Some(encoded(&relative));
        }
        let absolute = self.absolute(path)?.join("/");
        Some(format!("file:///{}", encoded(&absolute)))
    }

    fn absolute(&self, path: &str) -> Option<Vec<String>> {
        if path == "-" {
            return None;
        }
        let mut absolute = Vec::new();
        if !is_absolute(path) {
            absolute.extend(self.top.iter().chain(&self.here).cloned());
        }
        for segment in segments(path) {
            match segment.as_str() {
                "." => {}
                ".." => {
                    absolute.pop();
                }
                _ => absolute.push(segment),
            }
        }
        Some(absolute)
    }
}

/// `/…`, or `C:/…` of Windows.
fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || (path.as_bytes().get(1) == Some(&b':') && path[2..].starts_with('/'))
}

fn segments(path: &str) -> Vec<String> {
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .map(str::to_owned)
        .collect()
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::Repository;

    #[test]
    fn paths_are_relative_to_the_top_wherever_the_program_runs() {
        let below = Repository::new("/home/desk/news", "/home/desk/news/gate");
        let relative = |path| below.relative(path);
        assert_eq!(
            relative("corpus/a.txt").as_deref(),
            Some("gate/corpus/a.txt")
        );
        assert_eq!(
            relative("../corpus/./a.txt").as_deref(),
            Some("corpus/a.txt")
        );
        assert_eq!(relative("/home/desk/news/b.txt").as_deref(), Some("b.txt"));
        assert_eq!(relative("../../elsewhere/a.txt"), None);
        assert_eq!(relative("/srv/a.txt"), None);
        assert_eq!(relative("-"), None);
    }

    #[test]
    fn uris_are_encoded() {
        let here = Repository::new("/home/desk", "/home/desk");
        let uri = |path| here.uri(path).expect("a file");
        assert_eq!(uri("corpus/a b:100%.txt"), "corpus/a%20b%3A100%25.txt");
        assert_eq!(uri("corpus/é#?.txt"), "corpus/%C3%A9%23%3F.txt");
        assert_eq!(uri("../../srv/a.txt"), "file:///srv/a.txt");
        assert_eq!(here.uri("-"), None);
    }
}
