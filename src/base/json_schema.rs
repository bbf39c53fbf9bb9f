//! Pieces of JSON schemas for the TOML files that people write.
//!
//! Draft 7, and of it only what the TOML tools for editors know and report at the right place. An
//! unknown key is refused by a schema for its *value*: refused by `additionalProperties: false`,
//! the mistake belongs to the whole table, and Taplo shows it once for each word of that table.
//! For the same reason a value of two kinds has a list of types, not alternatives.

use serde_json::{Map, Value, json};

/// What every key of a table is allowed to be.
pub type Properties = Map<String, Value>;

/// A table with these keys and no others.
#[must_use]
pub fn table(properties: Properties, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "additionalProperties": unknown_key(),
        "required": required,
        "properties": properties,
    })
}

/// A table whose keys are ids that the user makes up.
#[must_use]
pub fn named(each: &Value) -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": each,
    })
}

/// A list.
#[must_use]
pub fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A string that is not blank.
#[must_use]
pub fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

/// A list of strings, or a single one.
#[must_use]
pub fn texts() -> Value {
    json!({ "type": ["array", "string"], "items": text(), "pattern": "\\S" })
}

/// An id of the user's.
#[must_use]
pub fn id() -> Value {
    json!({ "type": "string", "pattern": ID })
}

const ID: &str = "^[a-z0-9-]+$";

/// A date as a string, or one of TOML's own, for which JSON has no type: so it says what it is not.
#[must_use]
pub fn date() -> Value {
    json!({
        "pattern": "\\S",
        "not": { "type": ["array", "boolean", "number", "object"] },
    })
}

/// `true` or `false`.
#[must_use]
pub fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A number, whole or not.
#[must_use]
pub fn number() -> Value {
    json!({ "type": "number" })
}

/// One of these words.
#[must_use]
pub fn one_of(words: &[&str]) -> Value {
    json!({ "enum": words })
}

/// This value and either a table: `17`, or `{ value = 17 }`.
#[must_use]
pub fn or_table(mut plain: Value, table: Value) -> Value {
    let types = json!([plain["type"], table["type"]]);
    if let (Value::Object(plain), Value::Object(table)) = (&mut plain, table) {
        plain.extend(table);
    }
    plain["type"] = types;
    plain
}

/// The schema of a whole file.
#[must_use]
pub fn file(title: &str, mut table: Value) -> Value {
    table["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    table["title"] = json!(title);
    table
}

/// Fits nothing; the description is what Taplo shows.
fn unknown_key() -> Value {
    json!({ "not": { "description": "unknown key" } })
}
