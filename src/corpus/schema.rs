//! A JSON schema of `sources.toml`, read off the readers themselves: what they ask an empty table
//! for is what a table may have.

use serde_json::{Value, json};
use toml::de::DeTable;

use crate::base::json_schema;
use crate::corpus::catalogue::ask_row;
use crate::corpus::fields::Fields;
use crate::corpus::toml_table::TableReader;

/// The schema (JSON Schema, draft 7, which TOML editors know).
#[must_use]
pub fn schema() -> Value {
    let empty = DeTable::new();
    let reader = || TableReader::new(&empty, "", 0);

    let mut row = reader();
    ask_row(&mut row);
    let row = json_schema::table(row.properties(describe), &[]);

    let mut defaults = reader();
    let _ = Fields::take(&mut defaults);
    let mut defaults = defaults.properties(describe);
    // It names one source.
    defaults.remove("id");

    let mut file = reader();
    file.version();
    let _ = file.table("defaults");
    let _ = file.tables("source");
    let mut file = file.properties(describe);
    for (key, value) in [
        ("defaults", json_schema::table(defaults, &[])),
        ("source", json_schema::list(&row)),
    ] {
        let mut value = value;
        value["description"] = json!(describe(key));
        file.insert(key.to_owned(), value);
    }
    json_schema::file(
        "Catalogue of sources of corroborate",
        json_schema::table(file, &[]),
    )
}

/// What an editor shows of a key.
fn describe(key: &str) -> &'static str {
    match key {
        "version" => "Version of the format: 1.",
        "defaults" => "What holds for every article in and below this folder that does not say.",
        "source" => "What is known about an article, or about several.",
        "id" => {
            "Name of the source in claims and reports. Without it: the file's name without ending."
        }
        "path" => "The file, relative to this one.",
        "glob" => "Several files, relative to this one: * stays inside a folder, ** does not.",
        "title" => "Headline, where it does not stand in the text.",
        "publisher" => "Outlet. Two articles of one publisher count once as independent support.",
        "author" => "Who wrote it.",
        "url" => "Where it was found.",
        "language" => "BCP 47 language tag, such as en.",
        "dateline" => "Place and perhaps day that the report was filed from.",
        "based-on" => "Id of the source that this one copies or rewrites.",
        "published" => "Day of publication, as TOML date or EDTF: \"Thursday\" is counted from it.",
        "modified" => "Day of the last change.",
        "retrieved" => "Day on which it was fetched.",
        "groups" => "Groups of your own, such as agency.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::schema;

    #[test]
    fn the_file_for_editors_is_up_to_date() {
        let wanted = serde_json::to_string_pretty(&schema()).expect("a schema is JSON");
        let file = include_str!("../../schema/sources.schema.json");
        assert!(
            file.replace("\r\n", "\n").trim_end() == wanted,
            "write `corroborate schema sources` to schema/sources.schema.json:\n{wanted}"
        );
        assert!(!wanted.contains("\"description\": \"\""), "{wanted}");
    }
}
