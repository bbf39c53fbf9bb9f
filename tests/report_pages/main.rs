//! `corroborate report`: the pages that it writes, read by a parser that knows what browsers do.

mod hostile;
mod page;
mod site;

use std::collections::{BTreeMap, BTreeSet};

use page::Page;
use site::Site;

/// A project of our own: two claims that sources agree and differ on.
const CLAIMS: &str = r#"version = 1

[[claim]]
id = "ferry-talks"
text = "The Ferry Guild met the Port Office in Lisbon on 5 March 2031."
event = "meet"
participants = ["Ferry Guild", "Port Office"]
place = "Lisbon"
date = "2031-03-05"
tags = ["port"]

[claim.expect]
contradicts = ["evening"]

[[claim]]
id = "bridge-visit"
text = "Ada Lindqvist visited Oslo."
event = "visit"
participants = [{ name = "Ada Lindqvist", role = "agent" }]
place = "Oslo"
"#;

const ARTICLES: &str = r#"{"id":"morning","text":"The Ferry Guild met the Port Office in Lisbon on Wednesday.\n\nAda Lindqvist visited Oslo, her office said.","title":"Port talks","publisher":"Morning Sheet","published":"2031-03-06","url":"https://example.org/talks"}
{"id":"evening","text":"The Ferry Guild met the Port Office in Lisbon on Tuesday, the harbour master said. Nobody spoke to reporters.","published":"2031-03-06"}
{"id":"weekly","text":"The Ferry Guild may meet the Port Office in Lisbon.","published":"2031-03-01"}
{"id":"garden","text":"Prune roses in March.","published":"2031-03-01"}
"#;

fn project() -> Site {
    Site::new(&[("claims.toml", CLAIMS), ("articles.jsonl", ARTICLES)])
}

#[test]
fn every_page_is_well_formed_and_every_link_leads_somewhere() {
    let site = project();
    site.report(&[]).code(0);
    check_pages(&site.pages());
}

/// What holds for any site, whatever is in the articles.
fn check_pages(pages: &BTreeMap<String, Page>) {
    assert!(pages.len() > 10, "{:?}", pages.keys());
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, page)| (path.as_str(), page.ids()))
        .collect();
    for (path, page) in pages {
        assert_eq!(page.errors, Vec::<String>::new(), "{path}");
        assert_eq!(page.texts("h1").len(), 1, "{path} has one first heading");
        for element in page.elements() {
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on"), "{path}: {name}={value}");
                assert_ne!(name, "style", "{path}");
                assert_ne!(name, "src", "{path}");
            }
            assert!(!["img", "iframe", "object", "base", "link"].contains(&element.name.as_str()));
        }
        let policy = page.policy();
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        for href in page.attributes("a", "href") {
            let Some((target, fragment)) = site::resolve(path, &href) else {
                assert!(href.starts_with("https://example.org/"), "{path}: {href}");
                continue;
            };
            let known = ids.get(target.as_str());
            let known = known.unwrap_or_else(|| panic!("{path}: {href} leads nowhere"));
            assert!(
                fragment.is_empty() || known.contains(&fragment),
                "{path}: {href}"
            );
        }
    }
}

#[test]
fn a_cell_leads_to_its_claim_in_the_article() {
    let site = project();
    site.report(&[]).code(0);
    let pages = site.pages();
    let cells: Vec<(String, String)> = pages["index.html"]
        .elements()
        .filter(|element| element.has_class("v") && element.name == "a")
        .map(|element| (element.attribute("aria-label"), element.attribute("href")))
        .collect();
    assert_eq!(cells.len(), 8);
    let expected = ("Contradicts", "articles/evening.html#c-ferry-talks");
    assert!(
        cells.contains(&(expected.0.to_owned(), expected.1.to_owned())),
        "{cells:?}"
    );
    let article = &pages["articles/evening.html"];
    let marked = article.texts("mark").join("|");
    assert_eq!(
        marked,
        "The Ferry Guild met the Port Office in Lisbon on Tuesday, the harbour master said."
    );
    let text = article.text();
    for part in [
        "another date date-outside",
        "A person read the same: Contradicts",
        "“Tuesday”published 2031-03-062031-03-04",
        "said by the harbour master",
        "evening, 2031-03-06: “The Ferry Guild met the Port Office in Lisbon on Tuesday",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn pages_say_who_leaves_what_out_and_who_stands_alone() {
    let site = project();
    site.report(&[]).code(0);
    let pages = site.pages();
    let claim = pages["claims/ferry-talks.html"].text();
    for part in [
        "4 sources: 1 supports, 1 contradicts, 2 omits",
        "Nearest passage, not taken: the passage does not assert it",
        "The Ferry Guild may meet the Port Office in Lisbon.",
        "1 source without any passage that comes near",
    ] {
        assert!(claim.contains(part), "{part}\n{claim}");
    }
    let morning = pages["sources/morning.html"].text();
    assert!(morning.contains("What it alone says 2"), "{morning}");
    let garden = pages["sources/garden.html"].text();
    assert!(garden.contains("What it leaves out 2"), "{garden}");
    let disputes = pages["disagreements.html"].text();
    assert!(disputes.contains("Between sources 1"), "{disputes}");
    assert!(disputes.contains("2031-03-04 not 2031-03-05"), "{disputes}");
    let timeline = pages["timeline.html"].text();
    assert!(timeline.contains("4 March 2031"), "{timeline}");
    assert!(timeline.contains("dates differ"), "{timeline}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let site = project();
    site.report(&["--threads", "1"]).code(0);
    let first = site.files();
    site.report(&["--threads", "4"]).code(0);
    assert_eq!(first, site.files());
}

#[test]
fn the_matrix_is_paged_when_it_is_large() {
    let articles: String = (0..60)
        .map(|n| format!("{{\"id\":\"zine-{n:02}\",\"text\":\"Recipes.\"}}\n"))
        .collect();
    let articles = format!("{ARTICLES}{articles}");
    let site = Site::new(&[("claims.toml", CLAIMS), ("articles.jsonl", &articles)]);
    site.report(&[]).code(0);
    let index = &site.pages()["index.html"];
    let columns = index
        .elements()
        .filter(|element| element.has_class("source"));
    assert_eq!(columns.count(), 40);
    assert!(index.text().contains("the first 40 of 64 sources"));
    assert!(
        index.source.contains("\"zine-59\""),
        "the rest is there for the script"
    );
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let site = project();
    site.write("out/notes.txt", "mine");
    let ran = site.report(&[]).code(2);
    assert!(ran.err.contains("error[not-our-folder]"), "{}", ran.err);
    assert!(ran.err.contains("`notes.txt`"), "{}", ran.err);
    assert_eq!(site.files().len(), 1);
}

#[test]
fn a_folder_of_ours_is_replaced_unless_something_was_put_there() {
    let site = project();
    site.report(&[]).code(0);
    site.report(&["--filter", "claim:ferry-talks"]).code(0);
    let files = site.files();
    assert!(
        !files.contains_key("claims/bridge-visit.html"),
        "old pages are gone"
    );
    site.write("out/claims/my-notes.txt", "mine");
    let ran = site.report(&[]).code(2);
    assert!(ran.err.contains("claims/my-notes.txt"), "{}", ran.err);
    assert_eq!(site.files().len(), files.len() + 1, "nothing was lost");
}

#[test]
fn nothing_half_is_left_behind() {
    let site = project();
    site.write("claims.toml", "version = 1\n[[claim]]\nid = 3\n");
    site.report(&[]).code(2);
    assert_eq!(site.entries(), ["articles.jsonl", "claims.toml"]);
    site.write("claims.toml", CLAIMS);
    site.report(&[]).code(0);
    assert_eq!(site.entries(), ["articles.jsonl", "claims.toml", "out"]);
}

#[test]
fn what_an_interrupted_run_left_is_cleared_away() {
    let site = project();
    site.report(&[]).code(0);
    let list = String::from_utf8(site.files()["corroborate-report.txt"].clone()).expect("UTF-8");
    let head = list.lines().next().expect("a first line");
    site.write(".out-part-x1/corroborate-report.txt", head);
    site.write(".out-part-x1/claims/half.html", "<!DOCTYPE");
    site.write(".out-part-mine/notes.txt", "mine");
    site.report(&[]).code(0);
    assert_eq!(
        site.entries(),
        [".out-part-mine", "articles.jsonl", "claims.toml", "out"]
    );
}

#[test]
fn pages_are_not_written_among_the_articles() {
    let site = Site::new(&[("claims/a.toml", CLAIMS), ("corpus/a.jsonl", ARTICLES)]);
    let ran = site.run(&[
        "report",
        "--claims",
        "claims",
        "--corpus",
        "corpus",
        "--out",
        "corpus/site",
    ]);
    let ran = ran.code(2);
    assert!(
        ran.err.contains("error[report-among-inputs]"),
        "{}",
        ran.err
    );
    assert_eq!(site.entries(), ["claims", "corpus"]);
}
