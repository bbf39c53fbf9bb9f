use dom_query::Document;

use super::{Fact, read};

fn facts(page: &str) -> super::Facts {
    read(&Document::from(page), page).0
}

#[track_caller]
fn check(fact: Option<Fact>, expected: Option<(&str, &str)>) {
    let found = fact.map(|fact| (fact.value, fact.origin.name()));
    let found = found
        .as_ref()
        .map(|(value, origin)| (value.as_str(), *origin));
    assert_eq!(found, expected);
}

#[test]
fn json_ld_goes_before_meta() {
    let found = facts(
        r#"<html lang="en-GB"><head><title>Talks | The Post</title>
        <meta property="og:site_name" content="The Post">
        <meta property="article:published_time" content="2025-03-09">
        <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
        {"@type": ["Thing", "NewsArticle"], "headline": "Talks &amp; more",
         "datePublished": "2025-03-06T08:00:00Z", "author": [{"name": "Ann Lee"}, "Bo Ray"],
         "publisher": {"@id": "p"}, "mainEntityOfPage": {"@id": "https://post.example/a"}},
        {"@id": "p", "@type": "Organization", "name": "The Morning Post"}]}</script>"#,
    );
    check(found.title, Some(("Talks & more", "JSON-LD")));
    check(found.published, Some(("2025-03-06", "JSON-LD")));
    check(found.author, Some(("Ann Lee, Bo Ray", "JSON-LD")));
    check(found.publisher, Some(("The Morning Post", "JSON-LD")));
    check(found.url, Some(("https://post.example/a", "JSON-LD")));
    check(found.language, Some(("en-GB", "page")));
    check(found.modified, None);
}

#[test]
fn broken_json_ld_is_passed_over() {
    let found = facts(
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\",</script>\
         <meta name=DC.date.issued content='6 March 2025'><meta name=author content='By Ann Lee'>\
         <title>Talks | Post</title>",
    );
    check(found.published, Some(("2025-03-06", "meta")));
    check(found.author, Some(("Ann Lee", "meta")));
    check(found.title, Some(("Talks | Post", "page")));
}

#[test]
fn a_time_counts_only_where_it_is_the_only_day() {
    let time = |day: &str| format!("<time datetime='{day}T10:00'>x</time>");
    let one = facts(&format!("<p>{}{}", time("2025-03-06"), time("2025-03-06")));
    check(one.published, Some(("2025-03-06", "<time>")));
    let two = facts(&format!("<p>{}{}", time("2025-03-06"), time("2025-03-07")));
    check(two.published, None);
    let in_article = facts(&format!(
        "<article>{}</article>{}",
        time("2025-03-06"),
        time("2025-03-07")
    ));
    check(in_article.published, Some(("2025-03-06", "<time>")));
}

#[test]
fn browsers_note_where_a_page_came_from() {
    let found =
        facts("<!DOCTYPE html>\n<!-- saved from url=(0025)https://post.example/talks -->\n<html>");
    check(found.url, Some(("https://post.example/talks", "page")));
    let found = facts("<link rel=canonical href='javascript:alert(1)'>");
    check(found.url, None);
}
