//! What a page says about itself: JSON-LD first, then `<meta>`, then `<time>` and the rest.

mod day;
mod json_ld;

use std::path::Path;

use corroborate::corpus::{self, ReadOptions};
use dom_query::Document;

use super::plain;

/// Where a fact was found, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// `<script type="application/ld+json">`, schema.org.
    JsonLd,
    /// OpenGraph, article and Dublin Core tags.
    Meta,
    /// `<time datetime>`.
    Time,
    /// Front matter of Markdown.
    FrontMatter,
    /// Other parts of the page: `<title>`, `<html lang>`, the comment of a browser that saved it.
    Page,
}

impl Origin {
    /// As reports name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "JSON-LD",
            Self::Meta => "meta",
            Self::Time => "<time>",
            Self::FrontMatter => "front matter",
            Self::Page => "page",
        }
    }
}

/// One fact and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub value: String,
    pub origin: Origin,
}

/// All that was found. Days are written as in EDTF.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub title: Option<Fact>,
    pub publisher: Option<Fact>,
    pub author: Option<Fact>,
    pub url: Option<Fact>,
    pub language: Option<Fact>,
    pub published: Option<Fact>,
    pub modified: Option<Fact>,
}

impl Facts {
    /// What a plain file says of itself, or a catalogue beside it.
    pub fn of_file(path: &Path) -> Self {
        let (articles, _) = corpus::read(&[path.to_owned()], &ReadOptions::default());
        let Some(article) = articles.into_iter().next() else {
            return Self::default();
        };
        let fact = |value: Option<String>| {
            let origin = Origin::FrontMatter;
            value.map(|value| Fact { value, origin })
        };
        let meta = article.meta;
        Self {
            title: fact(article.title),
            publisher: fact(meta.publisher),
            author: fact(meta.author),
            url: fact(meta.url),
            language: fact(meta.language),
            published: fact(meta.published.map(|date| date.text)),
            modified: fact(meta.modified.map(|date| date.text)),
        }
    }
}

/// The facts of a page, and the article's text if JSON-LD carries it. `source` is the page as
/// written: browsers note in a comment above it where they had it from.
pub fn read(document: &Document, source: &str) -> (Facts, Option<String>) {
    let (mut facts, body) = json_ld::read(document);
    add_meta(&mut facts, document);
    add_time(&mut facts, document);
    add_page(&mut facts, document, source);
    if let Some(title) = &mut facts.title {
        title.value = without_publisher(&title.value, facts.publisher.as_ref());
    }
    (facts, body)
}

/// Sets a fact that is not known yet.
fn set(fact: &mut Option<Fact>, value: &str, origin: Origin) {
    let value = plain(value);
    if fact.is_none() && !value.is_empty() && value.len() <= LONGEST {
        *fact = Some(Fact { value, origin });
    }
}

/// The same for a day, in any of the ways pages write one.
fn set_day(fact: &mut Option<Fact>, value: &str, origin: Origin) {
    if fact.is_none()
        && let Some(value) = day::read(value)
    {
        *fact = Some(Fact { value, origin });
    }
}

/// Bytes beyond which a value is no headline, name or address.
const LONGEST: usize = 500;

const TITLE: [&str; 4] = ["og:title", "headline", "parsely-title", "twitter:title"];
const PUBLISHER: [&str; 2] = ["og:site_name", "application-name"];
const AUTHOR: [&str; 6] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
];
const PUBLISHED: [&str; 13] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
];
const MODIFIED: [&str; 4] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
];

fn add_meta(facts: &mut Facts, document: &Document) {
    let metas: Vec<(String, String)> = document
        .select("meta[content]")
        .nodes()
        .iter()
        .flat_map(|meta| {
            let content = meta.attr("content").unwrap_or_default().to_string();
            ["property", "name", "itemprop"]
                .into_iter()
                .filter_map(|key| meta.attr(key))
                .map(move |key| (key.trim().to_lowercase(), content.clone()))
                .collect::<Vec<_>>()
        })
        .collect();
    let each = |names: &[&str], take: &mut dyn FnMut(&str)| {
        for name in names {
            let own = metas.iter().filter(|(key, _)| key == name);
            own.for_each(|(_, content)| take(content));
        }
    };
    each(&TITLE, &mut |value| {
        set(&mut facts.title, value, Origin::Meta)
    });
    each(&PUBLISHER, &mut |value| {
        set(&mut facts.publisher, value, Origin::Meta)
    });
    each(&AUTHOR, &mut |value| {
        // Some give the address of the author's page.
        if !value.contains("://") {
            let value = value.strip_prefix("By ").unwrap_or(value);
            set(&mut facts.author, value, Origin::Meta);
        }
    });
    each(&["og:url"], &mut |value| {
        set_url(facts, value, Origin::Meta)
    });
    each(&PUBLISHED, &mut |value| {
        set_day(&mut facts.published, value, Origin::Meta)
    });
    each(&MODIFIED, &mut |value| {
        set_day(&mut facts.modified, value, Origin::Meta)
    });
}

/// An address that is one: what is no web address is of no use to a reader.
fn set_url(facts: &mut Facts, value: &str, origin: Origin) {
    let value = value.trim();
    if value.starts_with("https://") || value.starts_with("http://") {
        set(&mut facts.url, value, origin);
    }
}

/// A `<time>` counts if the page says that it is the publication's, or if there is no other day.
fn add_time(facts: &mut Facts, document: &Document) {
    for (selector, is_published) in [
        ("[itemprop~=datePublished]", true),
        ("time[pubdate]", true),
        ("[itemprop~=dateModified]", false),
    ] {
        for node in document.select(selector).nodes() {
            let written = node.attr("datetime").or_else(|| node.attr("content"));
            let written = written.unwrap_or_else(|| node.text());
            let fact = match is_published {
                true => &mut facts.published,
                false => &mut facts.modified,
            };
            set_day(fact, &written, Origin::Time);
        }
    }
    if facts.published.is_some() {
        return;
    }
    for scope in [
        "article header time[datetime]",
        "article time[datetime]",
        "time[datetime]",
    ] {
        let mut days: Vec<String> = document
            .select(scope)
            .nodes()
            .iter()
            .filter_map(|time| day::read(&time.attr("datetime")?))
            .collect();
        days.sort_unstable();
        days.dedup();
        if let [day] = days.as_slice() {
            set_day(&mut facts.published, day, Origin::Time);
            return;
        }
    }
}

fn add_page(facts: &mut Facts, document: &Document, source: &str) {
    if let Some(canonical) = document.select_single("link[rel~=canonical]").attr("href") {
        set_url(facts, &canonical, Origin::Page);
    }
    if let Some(saved) = saved_from(source) {
        set_url(facts, saved, Origin::Page);
    }
    let headlines = document.select("h1");
    if let [headline] = headlines.nodes() {
        set(&mut facts.title, &headline.text(), Origin::Page);
    }
    set(
        &mut facts.title,
        &document.select_single("title").text(),
        Origin::Page,
    );
    let language = document.select_single("html").attr("lang");
    if let Some(language) = language.filter(|language| is_language(language)) {
        set(
            &mut facts.language,
            &language.replace('_', "-"),
            Origin::Page,
        );
    }
}

/// A language tag by its shape (BCP 47).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.trim().split(['-', '_']);
    let is_part = |part: &str| part.len() <= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric());
    parts
        .next()
        .is_some_and(|first| (2..=3).contains(&first.len()) && is_part(first))
        && parts.all(is_part)
}

/// The address in `<!-- saved from url=(0042)https://… -->`.
fn saved_from(source: &str) -> Option<&str> {
    let start = source
        .char_indices()
        .nth(2_000)
        .map_or(source.len(), |(at, _)| at);
    let (_, behind) = source[..start].split_once("saved from url=(")?;
    let (_, address) = behind.split_once(')')?;
    let end = address.find(|c: char| c.is_whitespace() || c == '>')?;
    Some(&address[..end])
}

/// "Talks end - The Post" without its last part, if that is the publisher's name.
fn without_publisher(title: &str, publisher: Option<&Fact>) -> String {
    let Some(publisher) = publisher else {
        return title.to_owned();
    };
    for dash in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((start, end)) = title.rsplit_once(dash)
            && end.trim().eq_ignore_ascii_case(&publisher.value)
        {
            return start.trim().to_owned();
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests;
