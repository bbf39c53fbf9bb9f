//! A JSON schema of claim files, for completion, hover and checks in editors. It says the shape;
//! what goes together is for [`load`](super::load).

use serde_json::{Value, json};

use crate::base::json_schema::{
    self, date, file, flag, id, list, named, number, one_of, or_table, text,
};
use crate::claims::raw;
use crate::claims::table::{
    CLAIM, DEFAULTS, ENTITY, EXPECT, FILE, KNOWN_GAP, Keys, PARTICIPANT, QUANTITY, SUPPRESS,
};

/// The schema (JSON Schema, draft 7, which TOML editors know).
#[must_use]
pub fn schema() -> Value {
    let whole = table(&FILE, &["version"], file_key);
    file("Claim file of corroborate", whole)
}

/// A table with these keys, of which some are required; each has its description.
fn table(keys: &Keys, required: &[&str], value: fn(&str) -> Value) -> Value {
    let described = keys.keys.iter().map(|key| {
        let mut value = value(key);
        value["description"] = json!(describe(keys, key));
        ((*key).to_owned(), value)
    });
    json_schema::table(described.collect(), required)
}

fn file_key(key: &str) -> Value {
    match key {
        "version" => json!({ "const": 1 }),
        "defaults" => table(&DEFAULTS, &[], claim_key),
        "entity" => named(&table(&ENTITY, &["names"], entity_key)),
        "claim" => list(&table(&CLAIM, &["id", "text", "event"], claim_key)),
        "suppress" => list(&table(&SUPPRESS, &["claim", "source", "reason"], entry_key)),
        _ => list(&table(
            &KNOWN_GAP,
            &["claim", "source", "reason"],
            entry_key,
        )),
    }
}

fn entity_key(key: &str) -> Value {
    match key {
        "kind" => words(&raw::KINDS),
        "notes" => text(),
        "names" => filled(list(&text())),
        _ => list(&text()),
    }
}

fn claim_key(key: &str) -> Value {
    match key {
        "id" => id(),
        "participants" => {
            let each = table(&PARTICIPANT, &["name"], participant_key);
            filled(list(&or_table(text(), each)))
        }
        "quantity" => or_table(number(), table(&QUANTITY, &[], quantity_key)),
        "date" => date(),
        "modality" => words(&raw::MODALITIES),
        "polarity" => words(&raw::POLARITIES),
        "severity" => words(&raw::SEVERITIES),
        "status" => words(&raw::STATUSES),
        "expect" => table(&EXPECT, &[], |_| list(&text())),
        "about" | "attributed-to" => filled(list(&text())),
        "triggers" | "tags" | "references" => list(&text()),
        _ => text(),
    }
}

fn participant_key(key: &str) -> Value {
    match key {
        "role" => words(&raw::ROLES),
        "or" => filled(list(&text())),
        _ => text(),
    }
}

fn quantity_key(key: &str) -> Value {
    match key {
        "approximate" => flag(),
        "of" => text(),
        _ => number(),
    }
}

fn entry_key(key: &str) -> Value {
    match key {
        "verdict" => words(&raw::LABELS),
        "expires" => date(),
        _ => text(),
    }
}

fn words<T>(known: &[(&str, T)]) -> Value {
    let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
    one_of(&words)
}

/// A list with at least one item.
fn filled(mut list: Value) -> Value {
    list["minItems"] = json!(1);
    list
}

/// What an editor shows of a key.
fn describe(keys: &Keys, key: &str) -> &'static str {
    let of_table = |(name, ..): &&(&str, &str, &str)| *name == keys.name;
    let rows = DESCRIPTIONS.iter().filter(of_table);
    let shared = DESCRIPTIONS.iter().filter(|(name, ..)| *name == CLAIM.name);
    rows.chain(shared)
        .find(|(_, described, _)| *described == key)
        .map_or("", |(.., text)| *text)
}

/// Table, key, what it means. What a table has in common with a claim stands there alone.
const DESCRIPTIONS: [(&str, &str, &str); 52] = [
    ("the claim file", "version", "Version of the format: 1."),
    (
        "the claim file",
        "defaults",
        "Values for the claims of this file that do not say.",
    ),
    (
        "the claim file",
        "entity",
        "A person, organisation, place, group or document with its names. Entities serve all claim files of a run.",
    ),
    (
        "the claim file",
        "claim",
        "One event, and what each source is checked for.",
    ),
    (
        "the claim file",
        "suppress",
        "Accepts one right finding, which stays visible.",
    ),
    (
        "the claim file",
        "known-gap",
        "An expectation that the checker is known to miss. When it starts to pass, the gap fails.",
    ),
    (
        "`[defaults]`",
        "tags",
        "Tags that are added to those of each claim.",
    ),
    ("`[entity.*]`", "kind", "What kind of thing it is."),
    (
        "`[entity.*]`",
        "names",
        "The names that articles use, the usual one first.",
    ),
    (
        "`[entity.*]`",
        "part-of",
        "Entities that this one is a part of: a mention of a part supports a claim about the whole.",
    ),
    (
        "`[entity.*]`",
        "members",
        "Entities or names: a mention of a member supports a claim about the group.",
    ),
    (
        "`[[claim]]`",
        "id",
        "Unique over all files; made of a-z, 0-9 and -.",
    ),
    (
        "`[[claim]]`",
        "text",
        "The claim as a sentence, for people.",
    ),
    (
        "`[[claim]]`",
        "event",
        "What happened: a verb in its base form, such as meet, visit, kill, say.",
    ),
    (
        "`[[claim]]`",
        "triggers",
        "Further wordings of this very event: [\"sat down together\"].",
    ),
    (
        "`[[claim]]`",
        "participants",
        "Who took part: names, entity ids, or tables with a name.",
    ),
    (
        "`[[claim]]`",
        "place",
        "Where: a name or an entity id. \"Toledo, Ohio\" tells one Toledo from the other.",
    ),
    (
        "`[[claim]]`",
        "date",
        "When: a date of TOML, or a text in EDTF (ISO 8601-2): \"2025-10-23\", \"2025-10\", \"2025-10-19/2025-10-25\", \"2025-10-21~\".",
    ),
    (
        "`[[claim]]`",
        "quantity",
        "How many: a number, or { value = 17, of = \"boats\" }.",
    ),
    (
        "`[[claim]]`",
        "about",
        "Key terms of what it was about; they help to find the event.",
    ),
    (
        "`[[claim]]`",
        "attributed-to",
        "Who the source says it from: any of them.",
    ),
    (
        "`[[claim]]`",
        "modality",
        "planned claims that it is to happen. Without the key: actual.",
    ),
    (
        "`[[claim]]`",
        "polarity",
        "negative claims that it did not happen. Without the key: positive.",
    ),
    (
        "`[[claim]]`",
        "severity",
        "How loud a failed error-if is. Without the key: error.",
    ),
    (
        "`[[claim]]`",
        "error-if",
        "When the gate fails, over counts of sources: supports, contradicts, omits, mixed, independent-supports. Without the key: contradicts > 0.",
    ),
    (
        "`[[claim]]`",
        "warn-if",
        "When the gate warns, as error-if. Without the key: supports < 1.",
    ),
    (
        "`[[claim]]`",
        "status",
        "A draft is shown but never fails the gate; a retired claim is not checked. Without the key: active.",
    ),
    (
        "`[[claim]]`",
        "tags",
        "To choose claims by: --filter tag:NAME.",
    ),
    ("`[[claim]]`", "notes", "For people."),
    ("`[[claim]]`", "references", "Where the claim comes from."),
    (
        "`[[claim]]`",
        "expect",
        "What a person found by reading: source ids by verdict. A verdict that differs fails the gate.",
    ),
    ("a participant", "name", "A name or an entity id."),
    (
        "a participant",
        "role",
        "agent: who did it; patient: to whom it was done. Without the key: either.",
    ),
    (
        "a participant",
        "or",
        "Names or entity ids that do as well.",
    ),
    (
        "`quantity`",
        "value",
        "The number; or give min, max or both.",
    ),
    (
        "`quantity`",
        "of",
        "What is counted or measured: \"boats\", \"metres\", \"dollars\".",
    ),
    ("`quantity`", "approximate", "true if it is about so many."),
    ("`quantity`", "min", "The smallest number that fits."),
    ("`quantity`", "max", "The largest number that fits."),
    (
        "`[claim.expect]`",
        "supports",
        "Ids of sources that say so.",
    ),
    (
        "`[claim.expect]`",
        "contradicts",
        "Ids of sources that say otherwise of this very event.",
    ),
    (
        "`[claim.expect]`",
        "omits",
        "Ids of sources that do not say.",
    ),
    (
        "`[claim.expect]`",
        "mixed",
        "Ids of sources in which one passage supports and another, said by somebody else, contradicts.",
    ),
    (
        "`[[suppress]]`",
        "verdict",
        "Only this verdict is accepted. Without the key: any.",
    ),
    (
        "`[[suppress]]`",
        "expires",
        "Last day on which it counts, compared with the newest article's.",
    ),
    ("`[[suppress]]`", "claim", "Id of the claim."),
    ("`[[suppress]]`", "source", "Id of the source."),
    ("`[[suppress]]`", "reason", "Why the finding is accepted."),
    ("`[[suppress]]`", "by", "Who accepted it."),
    ("`[[known-gap]]`", "claim", "Id of the claim."),
    ("`[[known-gap]]`", "source", "Id of the source."),
    ("`[[known-gap]]`", "reason", "Why the checker misses it."),
];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::schema;

    #[test]
    fn the_file_for_editors_is_up_to_date() {
        let wanted = serde_json::to_string_pretty(&schema()).expect("a schema is JSON");
        let file = include_str!("../../schema/claims.schema.json");
        let found = file.replace("\r\n", "\n");
        assert!(
            found.trim_end() == wanted,
            "write `corroborate schema claims` to schema/claims.schema.json:\n{wanted}"
        );
    }

    #[test]
    fn every_key_is_described() {
        fn undescribed(schema: &Value, found: &mut Vec<String>) {
            let Value::Object(entries) = schema else {
                return;
            };
            if let Some(Value::Object(properties)) = entries.get("properties") {
                for (key, value) in properties {
                    let text = value["description"].as_str().unwrap_or_default();
                    if !text.ends_with('.') {
                        found.push(key.clone());
                    }
                }
            }
            for value in entries.values() {
                undescribed(value, found);
            }
        }
        let mut found = Vec::new();
        undescribed(&schema(), &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
