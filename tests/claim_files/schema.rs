//! The schemas for editors: what is right passes them, what a schema can know is refused by them.

use std::fs;
use std::path::Path;

use corroborate::{claims, corpus, project};
use jsonschema::Validator;
use serde_json::Value;

use crate::wrong_files::WHOLE;
use crate::wrong_keys::IN_A_CLAIM;

/// Mistakes of shape. The others are about values and about what goes together.
const OF_SHAPE: [&str; 8] = [
    "[unknown-key]",
    "[wrong-type]",
    "[missing-key]",
    "[missing-version]",
    "[unsupported-version]",
    "[unknown-value]",
    "[empty-string]",
    "[empty-list]",
];

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema), "it is a JSON schema");
    jsonschema::validator_for(schema).expect("a schema")
}

/// A file as TOML tools see it: dates are strings.
fn json(text: &str) -> Option<Value> {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => Value::Object(
                table
                    .into_iter()
                    .map(|(key, own)| (key, value(own)))
                    .collect(),
            ),
        }
    }
    toml::from_str(text).ok().map(value)
}

#[track_caller]
fn check(validator: &Validator, text: &str, is_right: bool) {
    let instance = json(text).expect("TOML");
    let found: Vec<String> = validator
        .iter_errors(&instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(found.is_empty(), is_right, "{text}\n{found:?}");
}

#[test]
fn our_own_files_pass() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| fs::read_to_string(path).expect("our own file");
    let of_claims = validator(&claims::schema());
    let mut n_files = 0;
    for entry in fs::read_dir(root.join("claims")).expect("a folder") {
        check(&of_claims, &read(&entry.expect("a file").path()), true);
        n_files += 1;
    }
    assert!(n_files >= 4);
    let of_sources = validator(&corpus::schema());
    check(&of_sources, &read(&root.join("corpus/sources.toml")), true);
    for (schema, name) in [
        (&of_claims, "example.toml"),
        (&of_sources, "sources.toml"),
        (&validator(&project::schema()), "corroborate.toml"),
    ] {
        check(schema, &read(&root.join("src/cli/init").join(name)), true);
    }
}

#[test]
fn mistakes_of_shape_are_refused() {
    let validator = validator(&claims::schema());
    let claim = "version = 1\n[[claim]]\nid = \"a\"\ntext = \"A ferry sank.\"\nevent = \"meet\"\nparticipants = [\"Ferry\"]\n";
    let rows = IN_A_CLAIM
        .iter()
        .map(|(lines, said)| (format!("{claim}{lines}"), *said));
    let whole = WHOLE.iter().map(|(text, said)| ((*text).to_owned(), *said));
    let mut n_refused = 0;
    for (text, said) in rows.chain(whole) {
        let is_of_shape = |line: &&str| OF_SHAPE.iter().any(|code| line.contains(code));
        if json(&text).is_some() && said.iter().any(is_of_shape) {
            check(&validator, &text, false);
            n_refused += 1;
        }
    }
    assert!(n_refused >= 20, "{n_refused}");
}

#[test]
fn so_are_those_of_sources_and_configuration() {
    let sources = validator(&corpus::schema());
    check(
        &sources,
        "[[source]]\npath = \"a.txt\"\npublished = 2025-01-02\ngroups = \"x\"\n",
        true,
    );
    for wrong in [
        "version = 2\n",
        "langage = \"en\"\n",
        "[defaults]\nid = \"a\"\n",
        "[[source]]\npth = \"a.txt\"\n",
        "[[source]]\npublished = 2025\n",
        "[[source]]\ngroups = [1]\n",
    ] {
        check(&sources, wrong, false);
    }
    let config = validator(&project::schema());
    check(&config, "claims = [\"a\", \"b\"]\ncorpus = \"c\"\n", true);
    check(&config, "claim = [\"a\"]\n", false);
    check(&config, "strict-input = \"no\"\n", false);
}
