//! Each format is read by a program of its own kind: a schema validator, an XML parser, a reader of
//! tables.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::desk::{CLAIMS, Desk, EXPECT, results};

/// The official schema of SARIF 2.1.0, as the crate `serde-sarif` ships it.
static SARIF: LazyLock<Validator> = LazyLock::new(|| {
    let text = std::fs::read_to_string(schema_path()).expect("the crate ships its schema");
    let mut schema: Value = serde_json::from_str(&text).expect("JSON");
    assert!(text.contains("sarif-schema-2.1.0.json"));
    strike_out(&mut schema);
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema")
});

/// The schema's pattern of `language`, which we never write, has a bracket too many and is no
/// regular expression.
fn strike_out(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            let is_broken = entries
                .get("pattern")
                .and_then(Value::as_str)
                .is_some_and(|pattern| pattern.ends_with("{2}]?$"));
            if is_broken {
                entries.remove("pattern");
            }
            entries.values_mut().for_each(strike_out);
        }
        Value::Array(entries) => entries.iter_mut().for_each(strike_out),
        _ => {}
    }
}

/// Where cargo keeps the sources of the crate.
fn schema_path() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let ask = |args: &[&str]| {
        let mut command = Command::new(&cargo);
        command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
        let output = command.output().expect("cargo runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let version = ask(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let args = "metadata --format-version 1 --locked --offline --filter-platform";
    let mut args: Vec<&str> = args.split(' ').collect();
    args.extend(host);
    let metadata: Value = serde_json::from_str(&ask(&args)).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .expect("a development dependency");
    let manifest = package["manifest_path"].as_str().expect("a path");
    PathBuf::from(manifest).with_file_name("src/schema.json")
}

/// A SARIF log that is valid by the official schema.
#[track_caller]
pub fn valid_sarif(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).expect("JSON");
    let errors: Vec<String> = SARIF
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    log
}

/// The rows of a table, by the names of its columns.
#[track_caller]
pub fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize();
    rows.map(|row| row.expect("a row as wide as the heading"))
        .collect()
}

#[test]
fn the_validator_can_fail() {
    let errors = |text: &str| {
        let log: Value = serde_json::from_str(text).expect("JSON");
        SARIF.iter_errors(&log).count()
    };
    assert_eq!(errors("{\"version\":\"2.1.0\",\"runs\":[]}"), 0);
    assert_eq!(errors("{\"version\":\"2.0.0\",\"runs\":[]}"), 1);
    let bad_level = "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},
        \"results\":[{\"message\":{\"text\":\"x\"},\"level\":\"fatal\"}]}]}";
    assert!(errors(bad_level) > 0);
}

#[test]
fn sarif_has_a_rule_for_each_claim_and_results_at_their_places() {
    let desk = Desk::new();
    let ran = desk.run(&["--format", "sarif"]).code(1);
    let log = valid_sarif(&ran.out);
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules");
    assert_eq!(rules[0]["id"], "bergen-visit");
    assert_eq!(
        rules[0]["shortDescription"]["text"],
        "Berit Solheim visited Bergen on 4 July 2024."
    );
    let results = results(&ran.out);
    let told: Vec<_> = results
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            (
                result["ruleId"].as_str().expect("an id"),
                result["level"].as_str().expect("a level"),
                place["artifactLocation"]["uri"].as_str().expect("a URI"),
                place["region"]["startLine"].as_u64().expect("a line"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("bergen-visit", "error", "corpus/gazette.txt", 3),
            // Nobody tells it, so it stands at the claim.
            ("oslo-visit", "error", "claims/north.toml", 16),
            ("oslo-visit", "warning", "claims/north.toml", 16),
        ]
    );
    // Bytes are those of the file.
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    let at = |key: &str| region[key].as_u64().expect("a number") as usize;
    let file = desk.read("corpus/gazette.txt");
    let start = at("byteOffset");
    assert_eq!(&file[start..start + at("byteLength")], "Friday");
}

#[test]
fn every_kind_of_finding_is_valid_sarif() {
    let desk = Desk::new();
    let more = "
[claim.expect]
supports = [\"weather\", \"herald\"]
contradicts = [\"gazette\"]

[[suppress]]
claim = \"bergen-visit\"
source = \"gazette\"
reason = \"the paper was a day late\"

[[suppress]]
claim = \"bergen-visit\"
source = \"herald\"
reason = \"a slip\"

[[known-gap]]
claim = \"oslo-visit\"
source = \"gazette\"
reason = \"not read yet\"
";
    desk.write("claims/north.toml", &format!("{}{more}", CLAIMS));
    desk.write("snapshots/gone.snap", "gone: supports 1\n");
    let ran = desk.run(&["--format", "sarif"]).code(1);
    valid_sarif(&ran.out);
    let results = results(&ran.out);
    let mut codes: Vec<_> = results
        .iter()
        .map(|result| result["properties"]["code"].as_str().expect("a code"))
        .collect();
    codes.dedup();
    assert_eq!(
        codes,
        [
            "snapshot-missing",
            "expectation-missed",
            "policy-error",
            "snapshot-missing",
            "snapshot-orphan",
            "suppression-unused",
            "policy-warning",
            "date-outside",
            "known-gap",
        ]
    );
    let accepted: Vec<_> = results
        .iter()
        .filter_map(|result| result["suppressions"][0]["justification"].as_str())
        .collect();
    assert_eq!(accepted, ["the paper was a day late", "not read yet"]);
    let mut fingerprints: Vec<_> = results
        .iter()
        .map(|result| result["partialFingerprints"]["corroborate/v1"].to_string())
        .collect();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), results.len(), "each is known apart");
}

#[test]
fn a_result_is_known_again_when_text_moves() {
    let desk = Desk::new();
    let fingerprint = |desk: &Desk| {
        let ran = desk.run(&["--format", "sarif"]).code(1);
        results(&ran.out)[0]["partialFingerprints"].clone()
    };
    let before = fingerprint(&desk);
    desk.write(
        "corpus/gazette.txt",
        "The north, in a week.\n\nNews.\n\nMinister  Berit Solheim visited Bergen on Friday.\n",
    );
    assert_eq!(fingerprint(&desk), before);
    desk.write(
        "corpus/gazette.txt",
        "The minister, Berit Solheim, visited Bergen on Friday.\n",
    );
    assert_ne!(fingerprint(&desk), before);
}

#[test]
fn paths_are_those_of_the_repository_from_any_folder() {
    let desk = Desk::new();
    desk.commit("all");
    let uris = |folder: &str, args: &[&str]| {
        let mut command = desk.command_in(folder, args);
        let output = command.output().expect("the program runs");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        valid_sarif(&out);
        let results = results(&out);
        let uris = results.iter().map(|result| {
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            place["uri"].as_str().expect("a URI").to_owned()
        });
        uris.collect::<Vec<_>>()
    };
    let expected = [
        "corpus/gazette.txt",
        "claims/north.toml",
        "claims/north.toml",
    ];
    assert_eq!(uris(".", &["--format", "sarif"]), expected);
    assert_eq!(uris("corpus", &["--format", "sarif"]), expected);
    // Articles elsewhere stand beside the claim's own line.
    desk.write("claims/north.toml", &CLAIMS.replace(EXPECT, ""));
    let elsewhere = Desk::empty();
    elsewhere.write(
        "a b/gazette.txt",
        crate::desk::HERALD.replace('4', "5").as_str(),
    );
    let folder = elsewhere.path().join("a b").display().to_string();
    let args = [
        "--claims", "claims", "--corpus", &folder, "--format", "sarif",
    ];
    let ran = desk.run(&args);
    valid_sarif(&ran.out);
    let result = &results(&ran.out)[0];
    assert_eq!(
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "claims/north.toml"
    );
    let related = &result["relatedLocations"][0]["physicalLocation"]["artifactLocation"];
    let uri = related["uri"].as_str().expect("a URI");
    assert!(
        uri.starts_with("file:///") && uri.ends_with("/a%20b/gazette.txt"),
        "{uri}"
    );
}

#[test]
fn an_article_of_jsonl_is_at_its_line() {
    let desk = Desk::new();
    let text = crate::desk::GAZETTE;
    let row = serde_json::json!({"id": "wire", "text": text, "published": "2024-07-06"});
    desk.write(
        "wire.jsonl",
        &format!("{{\"id\":\"x\",\"text\":\"Rain.\"}}\n{row}\n"),
    );
    let args = ["--claims", "claims", "--corpus", "wire.jsonl", "--format"];
    let with = |format| {
        let args: Vec<&str> = args.iter().copied().chain([format]).collect();
        // The expectation of the herald has no source here.
        desk.write("claims/north.toml", &CLAIMS.replace(EXPECT, ""));
        desk.run(&args).code(1).out
    };
    let log = with("sarif");
    valid_sarif(&log);
    let place = &results(&log)[0]["locations"][0];
    let region = &place["physicalLocation"]["region"];
    assert_eq!(
        (region["startLine"].as_u64(), region.get("byteOffset")),
        (Some(2), None)
    );
    let at = |key: &str| place["properties"][key].as_u64().expect("a number") as usize;
    assert_eq!(&text[at("start")..at("end")], "Friday");
    assert!(with("github").contains("::error file=wire.jsonl,line=2,title="));
    let rows = rows(&with("csv"));
    let wire = rows
        .iter()
        .find(|row| row["source"] == "wire")
        .expect("a row");
    assert_eq!((&*wire["path"], &*wire["line"]), ("wire.jsonl", "2"));
}

#[test]
fn junit_has_a_case_for_each_claim() {
    let desk = Desk::new();
    let ran = desk.run(&["--format", "junit"]).code(1);
    let document = roxmltree::Document::parse(&ran.out).expect("well-formed");
    let cases: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("testcase"))
        .map(|case| {
            let failure = case.children().find(|child| child.has_tag_name("failure"));
            (
                case.attribute("name").expect("a name"),
                case.attribute("file"),
                case.attribute("line"),
                failure.and_then(|failure| failure.attribute("type")),
            )
        })
        .collect();
    let file = Some("claims/north.toml");
    assert_eq!(
        cases,
        [
            ("bergen-visit", file, Some("4"), Some("policy-error")),
            ("oslo-visit", file, Some("16"), Some("policy-error")),
            ("gate", None, None, None),
        ]
    );
    assert!(ran.out.contains("found 2024-07-05"), "{}", ran.out);
    let root = document.root_element();
    assert_eq!(
        (root.attribute("tests"), root.attribute("failures")),
        (Some("3"), Some("2"))
    );
}

#[test]
fn csv_has_a_row_for_each_claim_and_source() {
    let desk = Desk::new();
    let rows = rows(&desk.run(&["--format", "csv"]).code(1).out);
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            [
                &*row["claim"],
                &*row["source"],
                &*row["verdict"],
                &*row["date"],
            ]
        })
        .collect();
    assert_eq!(
        told[..4],
        [
            ["bergen-visit", "gazette", "contradicts", "contradicts"],
            ["bergen-visit", "herald", "supports", "supports"],
            ["bergen-visit", "weather", "omits", "omits"],
            ["oslo-visit", "gazette", "omits", "omits"],
        ]
    );
    assert_eq!(
        rows[0]["quote"],
        "Minister Berit Solheim visited Bergen on Friday."
    );
    assert_eq!(rows[0]["publisher"], "The Gazette");
    let kept = desk
        .run(&["--format", "csv", "--keep", "contradicts"])
        .code(1);
    assert_eq!(self::rows(&kept.out).len(), 1);
}

#[test]
fn annotations_stand_at_the_words_that_decide() {
    let desk = Desk::new();
    let ran = desk.run(&["--format", "github"]).code(1);
    let first = ran.out.lines().next().expect("a line");
    assert!(
        first.starts_with(
            "::error file=corpus/gazette.txt,line=3,col=42,endColumn=48,\
             title=bergen-visit%3A date-outside::gazette contradicts bergen-visit: date 2024-07-05"
        ),
        "{first}"
    );
    assert!(
        ran.out.ends_with("gate failed: 2 failures, 1 warning\n"),
        "{}",
        ran.out
    );
}

#[test]
fn the_summary_begins_with_what_differs_from_what_was_accepted() {
    let desk = Desk::new();
    desk.write(
        "snapshots/_matrix.snap",
        "---\nsource: x\n---\nbergen-visit: supports 2, contradicts 0, mixed 0, omits 1\n  S gazette\n  S herald\noslo-visit: supports 0, contradicts 0, mixed 0, omits 3\n\nS supports\n",
    );
    desk.run(&["--format", "markdown"]).code(1).shows(&[
        "## Claims and sources: failed",
        "| bergen-visit | gazette | supports | **contradicts** | corpus/gazette.txt:3:42 |",
        "| bergen-visit | **C** | S | \u{b7} | 1 | 1 | 0 | 1 |",
    ]);
}
