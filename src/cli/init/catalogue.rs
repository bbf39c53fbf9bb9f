//! Rows of `corpus/sources.toml` for imported articles, each value with where it was found.

use corroborate::report::visible;

use super::page::{Fact, Facts};

/// The top of a new catalogue.
pub const HEAD: &str = "\
# What is known about the articles; they themselves are never edited.
version = 1

[defaults]
language = \"en\"
";

/// What a catalogue says of one article.
pub struct Row {
    pub id: String,
    /// Relative to the catalogue.
    pub path: String,
    /// The file it came from, for people.
    pub from: String,
    pub facts: Facts,
    /// Line of its `published`, from 1, found or to be filled in.
    pub published_line: usize,
}

/// The text of a catalogue with rows at its end; notes the line of each `published`.
pub fn with_rows(mut text: String, rows: &mut [Row]) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for row in rows {
        text.push_str("\n# from ");
        text.push_str(&visible(&row.from));
        text.push_str("\n[[source]]\n");
        push(&mut text, "id", &row.id, "");
        push(&mut text, "path", &row.path, "");
        let facts = &row.facts;
        for (key, fact) in [
            ("title", &facts.title),
            ("publisher", &facts.publisher),
            ("author", &facts.author),
            ("url", &facts.url),
            ("language", &facts.language),
        ] {
            push_fact(&mut text, key, fact.as_ref());
        }
        row.published_line = text.matches('\n').count() + 1;
        match &facts.published {
            Some(fact) => push_fact(&mut text, "published", Some(fact)),
            None => text.push_str(
                "# published = \"YYYY-MM-DD\"   # fill in: \"Thursday\" is counted from this day\n",
            ),
        }
        push_fact(&mut text, "modified", facts.modified.as_ref());
    }
    text
}

fn push_fact(text: &mut String, key: &str, fact: Option<&Fact>) {
    if let Some(fact) = fact {
        push(text, key, &fact.value, fact.origin.name());
    }
}

fn push(text: &mut String, key: &str, value: &str, origin: &str) {
    let value = toml::Value::from(value).to_string();
    let line = match origin {
        "" => format!("{key:<9} = {value}\n"),
        origin => format!("{key:<9} = {value}   # {origin}\n"),
    };
    text.push_str(&line);
}
