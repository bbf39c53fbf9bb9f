//! A JSON schema of claim files, for completion and checks in editors. It says the shape; what
//! goes together is for [`load`](super::load).

use serde_json::{Map, Value, json};

use crate::claims::raw;
use crate::claims::table::{
    CLAIM, DEFAULTS, ENTITY, EXPECT, FILE, KNOWN_GAP, Keys, PARTICIPANT, QUANTITY, SUPPRESS,
};

/// The schema (JSON Schema, draft 7, which TOML editors know).
#[must_use]
pub fn schema() -> Value {
    let mut schema = table(&FILE, &["version"], file_key);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("Claim file of corroborate");
    schema
}

/// A table with these keys, of which some are required.
fn table(keys: &Keys, required: &[&str], value: fn(&str) -> Value) -> Value {
    let properties: Map<String, Value> = keys
        .keys
        .iter()
        .map(|key| ((*key).to_owned(), value(key)))
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn file_key(key: &str) -> Value {
    match key {
        "version" => json!({ "const": 1 }),
        "defaults" => table(&DEFAULTS, &[], claim_key),
        "entity" => json!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z0-9-]+$" },
            "additionalProperties": table(&ENTITY, &["names"], entity_key),
        }),
        "claim" => list(table(&CLAIM, &["id", "text", "event"], claim_key)),
        "suppress" => list(table(&SUPPRESS, &["claim", "source", "reason"], entry_key)),
        _ => list(table(&KNOWN_GAP, &["claim", "source", "reason"], entry_key)),
    }
}

fn entity_key(key: &str) -> Value {
    match key {
        "kind" => one_of(&raw::KINDS),
        "notes" => text(),
        _ => list(text()),
    }
}

fn claim_key(key: &str) -> Value {
    match key {
        "id" => json!({ "type": "string", "pattern": "^[a-z0-9-]+$" }),
        "participants" => list(json!({
            "anyOf": [text(), table(&PARTICIPANT, &["name"], participant_key)],
        })),
        "quantity" => json!({
            "anyOf": [{ "type": "number" }, table(&QUANTITY, &[], quantity_key)],
        }),
        "modality" => one_of(&raw::MODALITIES),
        "polarity" => one_of(&raw::POLARITIES),
        "severity" => one_of(&raw::SEVERITIES),
        "status" => one_of(&raw::STATUSES),
        "expect" => table(&EXPECT, &[], |_| list(text())),
        "triggers" | "about" | "attributed-to" | "tags" | "references" => list(text()),
        _ => text(),
    }
}

fn participant_key(key: &str) -> Value {
    match key {
        "role" => one_of(&raw::ROLES),
        "or" => list(text()),
        _ => text(),
    }
}

fn quantity_key(key: &str) -> Value {
    match key {
        "approximate" => json!({ "type": "boolean" }),
        "of" => text(),
        _ => json!({ "type": "number" }),
    }
}

fn entry_key(key: &str) -> Value {
    match key {
        "verdict" => one_of(&raw::LABELS),
        _ => text(),
    }
}

fn one_of<T>(known: &[(&str, T)]) -> Value {
    let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
    json!({ "enum": words })
}

/// A string that is not blank; native dates are strings to a JSON schema.
fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

#[cfg(test)]
mod tests {
    use super::schema;

    #[test]
    fn the_file_for_editors_is_up_to_date() {
        let wanted = serde_json::to_string_pretty(&schema()).expect("a schema is JSON");
        let file = include_str!("../../schema/claims.schema.json");
        let found = file.replace("\r\n", "\n");
        assert!(
            found.trim_end() == wanted,
            "schema/claims.schema.json should be:\n{wanted}"
        );
    }
}
