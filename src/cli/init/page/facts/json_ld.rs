//! schema.org in JSON-LD: the first news article that a page describes.

use dom_query::Document;
use serde_json::{Map, Value};

use super::{Facts, Origin, set, set_day, set_url};
use crate::cli::init::page::plain;

/// Objects looked at in all scripts of a page.
const MOST_OBJECTS: usize = 10_000;

/// What the page's article object says, and its text, if it carries it.
pub fn read(document: &Document) -> (Facts, Option<String>) {
    let mut facts = Facts::default();
    let scripts = document.select("script[type='application/ld+json']");
    let roots: Vec<Value> = scripts
        .nodes()
        .iter()
        .filter_map(|script| parse(&script.text()))
        .collect();
    let objects = objects(&roots);
    let Some(article) = article(&objects) else {
        return (facts, None);
    };
    let origin = Origin::JsonLd;
    let text = |key: &str| article.get(key).and_then(Value::as_str).unwrap_or_default();
    set(&mut facts.title, text("headline"), origin);
    set(&mut facts.title, text("name"), origin);
    set_day(&mut facts.published, text("datePublished"), origin);
    set_day(&mut facts.modified, text("dateModified"), origin);
    set(&mut facts.language, text("inLanguage"), origin);
    set(
        &mut facts.publisher,
        &names(article.get("publisher"), &objects),
        origin,
    );
    set(
        &mut facts.author,
        &names(article.get("author"), &objects),
        origin,
    );
    for key in ["url", "mainEntityOfPage", "@id"] {
        let url = match article.get(key) {
            Some(Value::Object(page)) => page.get("@id").or_else(|| page.get("url")),
            other => other,
        };
        set_url(
            &mut facts,
            url.and_then(Value::as_str).unwrap_or_default(),
            origin,
        );
    }
    let body = body(text("articleBody"));
    (facts, body)
}

/// JSON as pages write it: perhaps in a comment, perhaps with line ends inside of strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script);
    let script = script.strip_suffix("-->").unwrap_or(script);
    let script = script.trim().trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        let single = script.replace(|c: char| c.is_control(), " ");
        serde_json::from_str(&single).ok()
    })
}

/// All objects, those further up first.
fn objects(roots: &[Value]) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut open: std::collections::VecDeque<&Value> = roots.iter().collect();
    while let Some(value) = open.pop_front() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(object) if found.len() < MOST_OBJECTS => {
                found.push(object);
                open.extend(object.values());
            }
            _ => {}
        }
    }
    found
}

/// The first object that is an article with a headline or a day.
fn article<'v>(objects: &[&'v Map<String, Value>]) -> Option<&'v Map<String, Value>> {
    let is_article = |object: &&&Map<String, Value>| {
        let types: Vec<&str> = match object.get("@type") {
            Some(Value::String(one)) => vec![one.as_str()],
            Some(Value::Array(some)) => some.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        types.iter().any(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        })
    };
    let says_something = |object: &&&Map<String, Value>| {
        object.contains_key("headline") || object.contains_key("datePublished")
    };
    objects
        .iter()
        .filter(is_article)
        .find(says_something)
        .copied()
}

/// "Ann Lee, Bo Ray" of a string, an object with a name, a reference to one, or a list of these.
fn names(value: Option<&Value>, objects: &[&Map<String, Value>]) -> String {
    let mut names: Vec<String> = Vec::new();
    let values = match value {
        Some(Value::Array(values)) => values.iter().take(20).collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    for value in values {
        let name = match value {
            Value::String(name) if !name.contains("://") => Some(name.as_str()),
            Value::Object(object) => name_of(object).or_else(|| {
                let id = object.get("@id")?;
                let mut same = objects.iter().filter(|other| other.get("@id") == Some(id));
                same.find_map(|other| name_of(other))
            }),
            _ => None,
        };
        names.extend(name.map(plain).filter(|name| !name.is_empty()));
    }
    names.dedup();
    names.join(", ")
}

fn name_of(object: &Map<String, Value>) -> Option<&str> {
    object.get("name").and_then(Value::as_str)
}

/// The text with its line ends, without markup.
fn body(written: &str) -> Option<String> {
    let paragraphs: Vec<String> = written
        .lines()
        .map(plain)
        .filter(|line| !line.is_empty())
        .collect();
    (!paragraphs.is_empty()).then(|| format!("{}\n", paragraphs.join("\n\n")))
}
