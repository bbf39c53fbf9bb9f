//! Folders on disk, and bytes that nobody meant as articles.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{ReadOptions, is_unreadable, read};
use crate::base::{Problem, Severity};
use crate::corpus::Article;

/// A folder that goes away with the test.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        // Names with a dot in front are passed over, as those of `tempfile` would be.
        let folder = tempfile::Builder::new().prefix("corpus-").tempdir();
        let folder = Self(folder.expect("a temporary folder"));
        for (path, bytes) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self) -> (Vec<Article>, Vec<Problem>) {
        read(&[self.path().to_owned()], &ReadOptions::default())
    }
}

fn ids(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|article| article.id.as_str()).collect()
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn articles_come_by_id_with_what_is_known() {
    let folder = Folder::new(&[
        ("b.txt", b"\xef\xbb\xbfOne line.\r\nTwo.\r\n"),
        ("sub/a.md", b"---\npublished: 2025-10-24\npublisher: Own\n---\nBody.\n"),
        (".hidden.txt", b"no"),
        ("page.html", b"no"),
        ("many.jsonl", b"{\"id\":\"j\",\"text\":\"Jay.\"}\n"),
        (
            "sources.toml",
            b"version = 1\n[defaults]\nlanguage = \"en\"\n[[source]]\nid = \"z-wire\"\npath = \"./b.txt\"\npublished = 2025-10-23\n[[source]]\nglob = \"sub/*\"\npublisher = \"Row\"\ngroups = [\"north\"]\n",
        ),
    ]);
    let (articles, problems) = folder.read();
    assert_eq!(problems, []);
    assert_eq!(ids(&articles), ["a", "j", "z-wire"]);
    let [a, j, b] = articles.as_slice() else {
        panic!("three")
    };
    assert_eq!(&a.text[a.body_start..], "Body.\n");
    assert_eq!(
        a.meta.publisher.as_deref(),
        Some("Row"),
        "the row comes first"
    );
    assert_eq!(a.meta.groups, ["north"]);
    assert!(
        a.meta.published.is_some(),
        "the article's own word comes second"
    );
    assert_eq!(j.meta.language.as_deref(), Some("en"));
    assert_eq!(b.body_start, 3);
    assert!(
        b.text.starts_with('\u{feff}'),
        "the text is the file as it lies on disk"
    );
    assert_eq!(
        b.meta.published.as_ref().map(|d| d.text.as_str()),
        Some("2025-10-23")
    );
}

#[test]
fn a_single_file_finds_the_catalogue_beside_it() {
    let folder = Folder::new(&[
        ("a.txt", b"A."),
        ("b.txt", b"B."),
        (
            "sources.toml",
            b"[[source]]\nid = \"wire\"\npath = \"a.txt\"\n[[source]]\npath = \"b.txt\"\n",
        ),
    ]);
    let file = folder.path().join("a.txt");
    let (articles, problems) = read(
        &[file.clone(), folder.path().to_owned(), file],
        &ReadOptions::default(),
    );
    assert_eq!(problems, []);
    assert_eq!(ids(&articles), ["b", "wire"], "each file once");
}

#[test]
fn a_catalogue_above_a_single_file_counts_and_other_formats_are_refused() {
    let folder = Folder::new(&[
        ("sub/a.txt", b"A."),
        ("a.html", b"<p>"),
        (
            "sources.toml",
            b"[[source]]\nid = \"wire\"\npath = \"sub/a.txt\"\n[[source]]\nglob = \"x*\"\n",
        ),
    ]);
    let (articles, problems) = read(&[folder.path().join("sub/a.txt")], &ReadOptions::default());
    assert_eq!((ids(&articles), codes(&problems)), (vec!["wire"], vec![]));
    let (_, problems) = read(&[folder.path().join("a.html")], &ReadOptions::default());
    assert_eq!(codes(&problems), ["unknown-format"]);
}

#[test]
fn every_mistake_of_a_catalogue_comes_at_once() {
    let text = "version = 2\n[[source]]\npath = \"a.txt\"\npublishd = \"2025\"\n[[source]]\npath = \"a.txt\"\npublished = \"Thursday\"\n[[source]]\npath = \"gone.txt\"\n[[source]]\nid = \"x\"\n[[source]]\nglob = \"*.text\"\n[[source]]\npath = \"../out.txt\"\nurl = 5\n[[source]]\nid = \"many\"\nglob = \"?.txt\"\n";
    let folder = Folder::new(&[
        ("a.txt", b"A."),
        ("c.txt", b"C."),
        ("sources.toml", text.as_bytes()),
    ]);
    let (_, problems) = folder.read();
    assert!(problems.iter().all(Problem::is_error));
    assert!(problems.iter().all(|problem| !is_unreadable(problem)));
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|p| (p.code, p.span.map_or("", |span| span.slice(text))))
        .collect();
    assert_eq!(
        found,
        [
            ("unknown-version", "2"),
            ("unknown-key", "publishd"),
            ("bad-date", "\"Thursday\""),
            ("missing-key", "[[source]]"),
            ("outside-path", "\"../out.txt\""),
            ("wrong-type", "5"),
            ("two-rows", "\"a.txt\""),
            ("no-such-path", "\"gone.txt\""),
            ("no-such-path", "\"*.text\""),
            ("duplicate-id", "\"many\""),
        ]
    );
    assert!(
        problems[6].message.contains("line 3 of"),
        "{}",
        problems[6].message
    );
    assert_eq!(
        problems[1].help.as_deref(),
        Some("did you mean `published`?")
    );
}

#[test]
fn what_cannot_be_read_is_skipped_or_under_strict_input_an_error() {
    let folder = Folder::new(&[
        ("binary.txt", b"\x00\x01"),
        ("empty.txt", b" \n"),
        ("good.txt", b"Good."),
        ("latin.txt", b"caf\xe9"),
        ("wide.txt", b"\xff\xfea\0"),
        ("lines.jsonl", b"{\"id\":\"k\",\"text\":\"Kay.\"}\n{\n"),
    ]);
    let (articles, problems) = folder.read();
    assert_eq!(ids(&articles), ["good", "k"]);
    let mut found = codes(&problems);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "bad-json-line",
            "binary-file",
            "empty-article",
            "not-utf-8",
            "not-utf-8"
        ]
    );
    assert!(
        problems
            .iter()
            .all(|p| p.severity == Severity::Warning && is_unreadable(p))
    );
    let strict = ReadOptions { strict_input: true };
    let (_, problems) = read(&[folder.path().to_owned()], &strict);
    assert!(problems.iter().all(Problem::is_error));
}

#[test]
fn one_id_for_two_articles_names_both() {
    let folder = Folder::new(&[
        ("x.txt", b"A."),
        ("sub/x.md", b"B."),
        ("l.jsonl", b"{\"id\":\"x\",\"text\":\"C.\"}"),
    ]);
    let (articles, problems) = folder.read();
    assert_eq!(ids(&articles), ["x"]);
    assert_eq!(codes(&problems), ["duplicate-id", "duplicate-id"]);
    for part in ["l.jsonl` line 1", "sub/x.md"] {
        assert!(
            problems[0].message.contains(part),
            "{}",
            problems[0].message
        );
    }
    assert!(problems[1].message.contains("x.txt"));
}

#[test]
fn a_missing_folder_is_an_error_and_a_folder_of_pages_says_so() {
    let (articles, problems) = read(
        &[Path::new("no/such/folder").to_owned()],
        &ReadOptions::default(),
    );
    assert!(articles.is_empty());
    assert_eq!(codes(&problems), ["no-such-path"]);
    let folder = Folder::new(&[("a.html", b"<p>"), ("b.html", b"<p>")]);
    let (_, problems) = folder.read();
    assert!(
        problems[0].message.contains("2 `.html`"),
        "{}",
        problems[0].message
    );
}

#[test]
fn a_long_article_is_read_and_a_huge_file_refused() {
    let long = "A sentence of some length.\n".repeat(800_000);
    let folder = Folder::new(&[("long.txt", long.as_bytes())]);
    fs::File::create(folder.path().join("huge.txt"))
        .and_then(|file| file.set_len((64 << 20) + 1))
        .expect("a sparse file");
    let (articles, problems) = folder.read();
    assert_eq!(articles[0].text.len(), long.len());
    assert_eq!(codes(&problems), ["too-large"]);
}

#[cfg(unix)]
#[test]
fn links_to_files_are_read_and_links_to_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = Folder::new(&[("far.txt", b"Far."), ("deep/more.txt", b"More.")]);
    let folder = Folder::new(&[("sub/near.txt", b"Near.")]);
    let link =
        |target: &Path, name: &str| symlink(target, folder.path().join(name)).expect("a link");
    link(&outside.path().join("far.txt"), "linked.txt");
    link(&outside.path().join("deep"), "out");
    link(folder.path(), "sub/loop");
    link(&folder.path().join("sub/near.txt"), "alias.txt");
    link(Path::new("nowhere.txt"), "broken.txt");
    let (articles, problems) = folder.read();
    assert_eq!(ids(&articles), ["linked", "near"]);
    let found: Vec<(&str, bool)> = problems
        .iter()
        .map(|p| (p.message.as_str(), p.severity == Severity::Warning))
        .collect();
    assert!(
        found[0].0.starts_with("a link that leads nowhere"),
        "{found:?}"
    );
    assert_eq!(found[1], ("a link out of the corpus is not followed", true));
    assert_eq!(
        found[2],
        ("a link back to a folder above it is not followed", true)
    );
    assert_eq!(
        found[3],
        ("a link to a file that is read anyway is left out", false)
    );
}

#[cfg(unix)]
#[test]
fn hostile_file_names_are_refused_and_shown_escaped() {
    let folder = Folder::new(&[("a\u{1b}[31m.txt", b"Red."), ("b.txt", b"B.")]);
    let (articles, problems) = folder.read();
    assert_eq!(ids(&articles), ["b"]);
    assert_eq!(codes(&problems), ["bad-id"]);
    let shown = format!("{:?} {}", problems[0].file, problems[0].message);
    assert!(!shown.contains('\u{1b}'));
}

mod arbitrary_bytes {
    use proptest::prelude::*;

    use super::Folder;
    use crate::base::Problem;
    use crate::corpus::{Article, decode, front_matter, jsonl};

    fn is_sound(articles: &[Article], problems: &[Problem], bytes: &[u8]) -> bool {
        articles
            .iter()
            .all(|a| a.text.is_char_boundary(a.body_start))
            && problems
                .iter()
                .all(|p| p.span.is_none_or(|s| s.end() <= bytes.len()))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn as_files(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let folder = Folder::new(&[
                ("a.txt", &bytes), ("b.md", &bytes), ("c.jsonl", &bytes), ("sources.toml", &bytes),
            ]);
            let (articles, problems) = folder.read();
            prop_assert!(is_sound(&articles, &problems, &bytes));
        }

        #[test]
        fn as_front_matter(
            fence in prop::sample::select(vec!["+++", "---"]),
            block in "([a-z\\[\\]\"'=:#,. \\-\n\r]|published|groups|é){0,60}",
        ) {
            let text = format!("{fence}\n{block}\n{fence}\nBody");
            let mut problems = Vec::new();
            let (_, end) = front_matter::read(&text, 0, "x.md", &mut problems);
            prop_assert!(text.is_char_boundary(end));
            for problem in problems {
                prop_assert!(!problem.is_error());
                if let Some(span) = problem.span {
                    prop_assert!(text.get(span.range()).is_some());
                }
            }
        }

        #[test]
        fn as_json_lines(lines in "([{}\\[\\]\":,\\\\u0-9é\n\r ]|\"id\"|\"text\"|\"published\"){0,60}") {
            let mut problems = Vec::new();
            let rows = jsonl::read(lines.as_bytes(), "x.jsonl", &mut problems);
            prop_assert!(rows.len() + problems.len() <= 2 * lines.split('\n').count());
            for problem in problems {
                if let Some(span) = problem.span {
                    prop_assert!(lines.get(span.range()).is_some());
                }
            }
        }

        #[test]
        fn as_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let expected = String::from_utf8(bytes.clone()).ok().filter(|t| !t.contains('\0'));
            prop_assert_eq!(decode::decode(bytes, "x").ok(), expected);
        }
    }
}
