//! `init --from`: saved pages become articles.

use std::fs;
use std::path::Path;

use crate::folder::{Files as _, Folder, with_files};

/// A folder that holds the example pages under `saved`.
pub fn with_pages() -> Folder {
    let folder = with_files(&[]);
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/way_in/pages");
    copy(&pages, &folder.path().join("saved"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(fs::copy(&path, &target).expect("a file")),
        }
    }
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => found.extend(contents(&path)),
            false => found.push((path.display().to_string(), fs::read(&path).expect("a file"))),
        }
    }
    found.sort();
    found
}

#[test]
fn a_folder_of_saved_pages_becomes_a_project() {
    let folder = with_pages();
    let originals = contents(&folder.path().join("saved"));
    folder.run(&["init", "--from", "saved"]).code(0).shows(&[
        "imported 6 articles",
        "published  3 found (JSON-LD 2, meta 1), 3 missing -> corpus/sources.toml line 35, 52, 61",
        "publisher  4 found (JSON-LD 2, meta 2), 2 missing",
        "wrote   corpus/sources.toml",
        "wrote   claims/first.toml",
        "fill in the 3 missing days",
    ]);
    assert_eq!(contents(&folder.path().join("saved")), originals);
    let sources = folder.read("corpus/sources.toml");
    for line in [35, 52, 61] {
        let line = sources.lines().nth(line - 1).expect("the line is there");
        assert!(line.starts_with("# published = "), "{line}");
    }
    // What it wrote is in order as it stands.
    folder.run(&["lint", "--strict"]).code(0);
    folder
        .run(&[])
        .code(0)
        .shows(&["my-first-claim", "6 sources"]);
}

#[test]
fn what_stands_around_an_article_is_left_out() {
    let folder = with_pages();
    folder.run(&["init", "--from", "saved"]).code(0);
    let around = [
        "cookie",
        "privacy",
        "Accept",
        "Subscribe",
        "newsletter",
        "Newsletter",
        "Share",
        "Sport",
        "Markets",
        "Related",
        "Pilots reject",
        "Most read",
        "Fisherman77",
        "Listen live",
        "cruise",
        "dataLayer",
        "Sign up",
        "You may also like",
        "<",
        "All rights",
    ];
    let told = [
        ("harbour-post", "Idle ferries at the Strandkai quay."),
        (
            "harbour-post",
            "BERGEN — The Harbour Union and the shipping line Fjordline met",
        ),
        ("harbour-post", "“find a way home before Easter”."),
        (
            "nordic-wire",
            "The union’s leader, Marit Aune, called the talks “frank”.",
        ),
        ("nordic-wire", "Cafés on the quays"),
        (
            "coast-daily",
            "met in Bergen on Wednesday for the first time",
        ),
        ("coast-daily", "12 departures were cancelled last week."),
        (
            "island-radio",
            "told Island Radio that the line had moved \"by a hand's breadth\".",
        ),
        ("harbour-union", "We did not sign anything."),
        ("note-of-our-call", "He would not comment on the offer."),
    ];
    for (id, text) in told {
        let article = folder.read(&format!("corpus/{id}.txt"));
        assert!(
            article.contains(text),
            "{text:?} is not in {id}:\n{article}"
        );
        for text in around {
            assert!(!article.contains(text), "{text:?} is in {id}:\n{article}");
        }
    }
    let caption = folder.read("corpus/harbour-post.txt");
    assert!(
        caption.contains("Harbour Post\n\nBERGEN"),
        "a caption is its own paragraph"
    );
}

#[test]
fn facts_of_a_page_stand_in_the_catalogue_with_their_origin() {
    let folder = with_pages();
    folder.run(&["init", "--from", "saved"]).code(0);
    let sources = folder.read("corpus/sources.toml");
    for line in [
        "title     = \"Ferry talks end without a deal\"   # JSON-LD",
        "author    = \"Ingrid Solvang\"   # JSON-LD",
        "url       = \"https://harbourpost.example/2025/03/ferry-talks-end\"   # JSON-LD",
        "language  = \"en-GB\"   # page",
        "modified  = \"2025-03-06\"   # JSON-LD",
        "publisher = \"Nordic Wire\"   # JSON-LD",
        "author    = \"Lars Moen\"   # meta",
        "published = \"2025-03-07\"   # meta",
    ] {
        assert!(sources.contains(line), "{line:?} is not in:\n{sources}");
    }
}

#[test]
fn a_second_import_adds_what_is_new_and_overwrites_nothing() {
    let folder = with_pages();
    folder.run(&["init", "--from", "saved"]).code(0);
    let mut sources = folder.read("corpus/sources.toml");
    sources = sources.replacen(
        "\n# published = \"YYYY-MM-DD\"",
        "\npublished = \"2025-03-06\"",
        1,
    );
    folder.write("corpus/sources.toml", sources.as_bytes());
    folder.write("claims/first.toml", b"# mine\nversion = 1\n");
    folder.run(&["init", "--from", "saved"]).code(0).shows(&[
        "imported 0 articles",
        "6 articles in the corpus already",
        "skipped claims/first.toml",
    ]);
    assert_eq!(folder.read("corpus/sources.toml"), sources);
    folder.write("more/talks.txt", b"The union met nobody on Friday.\n");
    folder.write(
        "more/coast-daily.md",
        b"+++\npublished = 2025-03-09\n+++\nNothing new.\n",
    );
    folder.run(&["init", "--from", "more"]).code(0).shows(&[
        "coast-daily-2.md  from coast-daily.md",
        "talks.txt         from talks.txt",
        "published  1 found (front matter 1), 1 missing",
        "added   2 rows to corpus/sources.toml",
    ]);
    let after = folder.read("corpus/sources.toml");
    assert!(
        after.starts_with(&sources),
        "what stood there stays:\n{after}"
    );
    assert_eq!(folder.read("claims/first.toml"), "# mine\nversion = 1\n");
    folder.run(&["lint"]).code(0);
}

#[test]
fn what_cannot_be_imported_is_said() {
    let folder = with_files(&[("pics/a.jpg", "x"), ("pics/b.pdf", "x")]);
    folder
        .run(&["init", "--from", "nowhere"])
        .code(2)
        .says(&["`nowhere` is no folder"]);
    folder.run(&["init", "--from", "pics"]).code(4).says(&[
        "no article in `pics`",
        "1 .jpg, 1 .pdf",
        "save pages as HTML",
    ]);
    assert!(!folder.has("corpus") && !folder.has("corroborate.toml"));
    let own = with_pages();
    own.run(&["init", "--from", "saved"]).code(0);
    own.run(&["init", "--from", "corpus"])
        .code(2)
        .says(&["is the corpus itself"]);
    own.write("corpus/sources.toml", b"[[source]\n");
    own.run(&["init", "--from", "saved"])
        .code(2)
        .says(&["bad-toml"]);
}

#[test]
fn hostile_pages_give_text_or_an_error() {
    let script = format!(
        "<script>{}</script>",
        "if (a < b) { x(\"<div>\") }\n".repeat(2_000)
    );
    let ld = format!(
        "<script type='application/ld+json'>{}</script><p>A short text of the page.</p>",
        "[".repeat(100_000)
    );
    let terminal = "<article><p>Bells \u{7}ring and \u{1b}[31mred\u{1b}[0m words stand here.</p>\
                    </article>";
    let fonts: String = (0..400).map(|n| format!("<font size={n}>")).collect();
    let deep = "<div>".repeat(100_000);
    let many = format!("<p>{fonts}</p>{}", "<p>a</p>".repeat(50_000));
    let wide = format!("<table>{}", "<tr><td><b>x<i>y</b>z</i>".repeat(20_000));
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=b")).collect();
    let pages: [(&str, Vec<u8>); 13] = [
        ("attributes.html", format!("<p{attributes}>x").into_bytes()),
        ("deep.html", deep.into_bytes()),
        ("fonts.html", many.into_bytes()),
        ("wide.html", wide.into_bytes()),
        ("script.html", script.into_bytes()),
        ("ld.html", ld.into_bytes()),
        ("bytes.html", (0..=255).cycle().take(40_000).collect()),
        ("empty.html", b" \n".to_vec()),
        ("nothing.html", b"<html><body></body></html>".to_vec()),
        ("terminal.html", terminal.as_bytes().to_vec()),
        (
            "utf16.html",
            utf16("<p>A page in another encoding, saved long ago.</p>"),
        ),
        (
            "latin.html",
            b"<meta charset=latin1><p>Caf\xe9s on the quay are empty.</p>".to_vec(),
        ),
        ("null.txt", b"a\0b".to_vec()),
    ];
    let folder = with_files(&[("saved/good.txt", "The ferry sailed on Monday.\n")]);
    for (name, bytes) in &pages {
        folder.write(&format!("saved/{name}"), bytes);
    }
    folder.run(&["init", "--from", "saved"]).code(0).says(&[
        "nested deeper than 512 elements",
        "fonts.html",
        "has more than 150000 parts",
        "more than 2000 attributes",
        "nothing.html",
        "no article text was found",
        "the file is empty",
        "NUL byte",
    ]);
    let terminal = folder.read("corpus/terminal.txt");
    assert!(!terminal.contains(['\u{7}', '\u{1b}']), "{terminal:?}");
    assert!(folder.read("corpus/utf16.txt").contains("another encoding"));
    assert!(folder.read("corpus/latin.txt").contains("Cafés"));
    assert!(
        folder
            .read("corpus/ld.txt")
            .contains("A short text of the page.")
    );
    folder.run(&["--format", "concise"]).code(0);
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn names_of_pages_have_no_power() {
    let folder = with_files(&[]);
    let page = "<html><head><meta property='og:site_name' content='../../etc/\"x\"\n[[source]]'>\
                </head><body><article><p>The ferry sailed on Monday, the line said.</p></article>";
    folder.write("saved/a.html", page.as_bytes());
    folder.write(
        "saved/e\u{1b}[31m.txt",
        b"The ferry stayed in port on Tuesday.\n",
    );
    folder
        .run(&["init", "--from", "saved"])
        .code(0)
        .shows(&["etc-x-source.txt"]);
    assert!(folder.has("corpus/etc-x-source.txt"));
    let sources = folder.read("corpus/sources.toml");
    assert!(!sources.contains('\u{1b}'), "{sources}");
    folder
        .run(&["lint"])
        .code(0)
        .shows(&["2 files, 1 claim: 0 errors"]);
}
