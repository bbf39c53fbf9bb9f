//! Sources as a user meets them: listed, examined, and counted once where they print one text.

use std::fs;

mod program;

use program::Folder;

const CLAIM: &str = r#"version = 1

[[claim]]
id = "visit"
text = "Prime Minister Ada Lindqvist visited Oslo on 4 July 2024."
event = "visit"
participants = ["Ada Lindqvist"]
place = "Oslo"
date = "2024-07-04"
error-if = "independent-supports < 2"
"#;

/// An agency, a paper that prints it with edits and a headline of its own, one that prints the
/// paper's version, one that wrote for itself, and one that has only the quotation in common.
const WIRE: &str = "OSLO — Prime Minister Ada Lindqvist visited Oslo on 4 July 2024 for talks about the new railway, her office said.\n\nShe was met at the quay by the mayor and by several hundred people who had waited since the early morning in heavy rain.\n\n\u{201c}This railway will be built in my time or it will never be built at all,\u{201d} she told them.\n";
const PRINTED: &str = "Rain does not stop the prime minister\n\nPrime Minister Ada Lindqvist visited Oslo on 4 July 2024 for talks about the new railway, her office said in a note.\n\nShe was met at the quay by the mayor and by several hundred people who had waited since early morning in heavy rain. The buses ran late.\n";
const REPRINTED: &str = "From our partners: Prime Minister Ada Lindqvist visited Oslo on 4 July 2024 for talks about a new railway, her office said in a note, and went on to Bergen.\n\nThe council of Bergen has yet to say what it thinks of a line that would end two valleys away from its own station.\n";
const OWN: &str = "On 4 July 2024 Ada Lindqvist visited Oslo, where our reporter saw her step off the night ferry with a single suitcase.\n\n\u{201c}This railway will be built in my time or it will never be built at all,\u{201d} Lindqvist said, and walked on to the town hall without an umbrella.\n";

const FOOTER: &str = "\nThe newsroom can be reached day and night under the number on page two, and letters from readers are printed each Saturday unless they insult somebody or come without a name.\n";

/// A project with these files.
fn with_files(files: &[(&str, &str)]) -> Folder {
    let mut all = vec![("corroborate.toml", "")];
    all.extend(files);
    Folder::of_texts(&all)
}

fn project() -> Folder {
    with_files(&[
        ("claims/c.toml", CLAIM),
        ("corpus/wire.txt", WIRE),
        ("corpus/printed.txt", PRINTED),
        ("corpus/reprinted.txt", REPRINTED),
        ("corpus/own.txt", OWN),
        (
            "corpus/sources.toml",
            "version = 1\n[defaults]\npublished = \"2024-07-05\"\n",
        ),
    ])
}

#[test]
fn copies_count_once_in_policies_and_everywhere_else() {
    let folder = project();
    let (code, out, _) = folder.result(&["check", "--format", "matrix"]);
    assert_eq!(code, 0, "two origins are enough: {out}");
    assert!(out.contains("4 (2)"), "{out}");
    assert!(out.contains("S supports (independent)"), "{out}");
    let out = folder.run(&["explain", "visit"]).code(0).out;
    assert!(out.contains("supports 4 (2 independent)"), "{out}");
    let group = "one origin: printed, reprinted, wire (the same text)";
    assert!(out.contains(group), "{out}");
    let json = folder.json(&["check", "--format", "json"]);
    assert_eq!(json["claims"][0]["supports"], 4);
    assert_eq!(json["claims"][0]["independent-supports"], 2);
    assert_eq!(json["claims"][0]["one-origin"][0]["because"][0], "text");
    let strict = CLAIM.replace("independent-supports < 2", "independent-supports < 3");
    fs::write(folder.path().join("claims/c.toml"), strict).expect("writable");
    let (code, out, _) = folder.result(&["check", "--format", "concise"]);
    assert_eq!(code, 1);
    assert!(out.contains("supports 4 (2 independent)"), "{out}");
}

#[test]
fn the_order_of_sources_changes_no_count() {
    let texts = [WIRE, PRINTED, REPRINTED, OWN];
    for turn in 0..texts.len() {
        let names: Vec<String> = (0..texts.len())
            .map(|at| format!("corpus/{}.txt", (at + turn) % texts.len()))
            .collect();
        let mut files = vec![("claims/c.toml", CLAIM)];
        files.extend(names.iter().map(String::as_str).zip(texts));
        let json = with_files(&files).json(&["check", "--format", "json"]);
        assert_eq!(json["claims"][0]["supports"], 4);
        assert_eq!(json["claims"][0]["independent-supports"], 2, "{turn}");
    }
}

#[test]
fn a_footer_and_a_quotation_that_all_share_make_no_copies() {
    let one = OWN.to_owned() + FOOTER;
    let other = "Oslo had a guest. Prime Minister Ada Lindqvist visited the city on 4 July 2024 and spoke to workers of the port.\n\n\u{201c}This railway will be built in my time or it will never be built at all,\u{201d} were her words, to long applause.\n".to_owned() + FOOTER;
    let folder = with_files(&[
        ("claims/c.toml", CLAIM),
        ("corpus/one.txt", &one),
        ("corpus/other.txt", &other),
    ]);
    let json = folder.json(&["check", "--format", "json"]);
    assert_eq!(json["claims"][0]["supports"], 2, "{json}");
    assert_eq!(json["claims"][0]["independent-supports"], 2);
    let groups = folder.json(&["sources", "groups", "--format", "json"]);
    assert_eq!(groups["groups"], serde_json::json!([]));
    assert_eq!(groups["passages"][0]["sources"][0], "one");
}

#[test]
fn what_text_cannot_show_is_said_in_the_catalogue() {
    let folder = project();
    let catalogue = "version = 1\n[defaults]\npublished = \"2024-07-05\"\n[[source]]\npath = \"own.txt\"\nbased-on = \"wire\"\n";
    fs::write(folder.path().join("corpus/sources.toml"), catalogue).expect("writable");
    let out = folder.result(&["explain", "visit"]).1;
    assert!(out.contains("supports 4 (1 independent)"), "{out}");
    assert!(out.contains("(based-on, the same text)"), "{out}");
    let groups = folder.run(&["sources", "groups"]).code(0).out;
    assert!(
        groups.contains("based-on: own is based on wire"),
        "{groups}"
    );
}

#[test]
fn groups_show_the_passages_with_their_lines() {
    let folder = project();
    let text = folder.run(&["sources", "groups"]).code(0).out;
    assert!(text.starts_with("group 1: printed, wire\n"), "{text}");
    assert!(
        text.contains("corpus/printed.txt:3-5 = corpus/wire.txt:1-3"),
        "{text}"
    );
    assert!(
        text.contains("passages that sources share besides:"),
        "{text}"
    );
    assert!(text.contains("printed and reprinted share"), "{text}");
    let json = folder.json(&["sources", "groups", "--format", "json"]);
    let mut n_passages = 0;
    let pairs = json["groups"][0]["text"].as_array().expect("pairs").iter();
    for pair in pairs.chain(json["passages"].as_array().expect("pairs")) {
        for place in pair["passages"]
            .as_array()
            .expect("passages")
            .iter()
            .flat_map(|two| two.as_array().expect("two").iter())
        {
            let path = place["path"].as_str().expect("a path");
            let text = fs::read_to_string(folder.path().join(path)).expect("readable");
            let at = |key: &str| place[key].as_u64().expect("a number") as usize;
            assert_eq!(place["quote"], text[at("start")..at("end")]);
            n_passages += 1;
        }
    }
    assert!(n_passages >= 4);
}

#[test]
fn sources_are_listed_in_order_with_what_is_known() {
    let folder = project();
    let text = folder.run(&["sources", "ls"]).code(0).out;
    let ids: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(ids, ["id", "own", "printed", "reprinted", "wire"]);
    assert!(
        !text.contains("based-on"),
        "a column without a value: {text}"
    );
    let json = folder.json(&["sources", "ls", "--format", "json"]);
    assert_eq!(json["sources"][0]["published"], "2024-07-05");
    assert_eq!(json["sources"][0]["path"], "corpus/own.txt");
}

#[test]
fn the_doctor_says_where_each_value_comes_from() {
    let folder = with_files(&[
        (
            "corpus/sources.toml",
            "version = 1\n[defaults]\nlanguage = \"en\"\n\n[[source]]\nid = \"post\"\npath = \"a.txt\"\npublisher = \"The Post\"\npublished = 2024-07-05\n",
        ),
        ("corpus/a.txt", OWN),
        (
            "corpus/b.md",
            "---\ntitle: Rain\npublished: 2024-07-06\n---\nOn Thursday it rained.\n",
        ),
        (
            "corpus/c.jsonl",
            "\n{\"id\": \"line\", \"text\": \"Nothing happened.\", \"publisher\": \"Radio\"}\n",
        ),
    ]);
    let out = folder.run(&["sources", "doctor"]).code(0).out;
    for line in [
        "post (corpus/a.txt)",
        "  id         post        corpus/sources.toml:6",
        "  publisher  The Post    corpus/sources.toml:8",
        "  language   en          corpus/sources.toml:3, defaults",
        "  published  2024-07-05  corpus/sources.toml:9",
        "  id         b           file name",
        "  title      Rain        front matter, line 2",
        "line (corpus/c.jsonl:2)",
        "  publisher  Radio  JSONL line 2",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let json = folder.json(&["sources", "doctor", "post", "--format", "json"]);
    let values = json["sources"][0]["values"].as_array().expect("values");
    let published = values.iter().find(|own| own["key"] == "published");
    assert_eq!(
        published.expect("published"),
        &serde_json::json!({
            "key": "published", "value": "2024-07-05", "from": "row",
            "file": "corpus/sources.toml", "line": 9
        })
    );
}

#[test]
fn the_doctor_finds_what_is_missing_or_odd() {
    let catalogue = "version = 1\n[[source]]\npath = \"late.txt\"\npublished = \"2024-07-01\"\nmodified = \"2024-07-09\"\n\n[[source]]\npath = \"french.txt\"\nlanguage = \"fr\"\nbased-on = \"twin-on\"\n\n[[source]]\npath = \"planned.txt\"\npublished = \"2024-07-01\"\n";
    let folder = with_files(&[
        ("corpus/sources.toml", catalogue),
        ("corpus/late.txt", WIRE),
        ("corpus/twin-one.txt", PRINTED),
        ("corpus/twin-two.txt", PRINTED),
        ("corpus/french.txt", "Le ministre est venu.\n"),
        (
            "corpus/planned.txt",
            "Ada Lindqvist will visit Oslo on 4 July 2024, her office said.\n",
        ),
        (
            "corpus/undated.txt",
            "The crews\nwent home on Tuesday, and on Friday they came back.\n",
        ),
    ]);
    let (code, out, _) = folder.result(&["sources", "doctor", "--findings"]);
    assert_eq!(code, 0);
    for line in [
        "! [modified-later] modified on 2024-07-09",
        "! [published-too-early] line 1: published on 2024-07-01, but tells of 4 July 2024 as past",
        "! [duplicate-text] the same text as `twin-two`",
        "! [duplicate-text] the same text as `twin-one`",
        "! [language] `fr` is not read",
        "! [based-on] `based-on` names no source here; did you mean `twin-one`?",
        "! [short-text] only 4 words",
        "! [no-published]",
        "! [unanchored-date] line 2: \"Tuesday\" and 1 more",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    assert_eq!(out.matches("published-too-early").count(), 1, "{out}");
    assert_eq!(folder.result(&["sources", "doctor", "--strict"]).0, 1);
}

#[test]
fn mistakes_of_the_catalogue_are_shown_and_what_could_be_read_too() {
    let folder = with_files(&[
        (
            "corpus/sources.toml",
            "version = 1\n[[source]]\npath = \"gone.txt\"\n",
        ),
        ("corpus/own.txt", OWN),
    ]);
    let (code, out, err) = folder.result(&["sources", "doctor"]);
    assert_eq!(code, 2);
    assert!(err.contains("`corpus/gone.txt` does not exist"), "{err}");
    assert!(out.contains("own (corpus/own.txt)"), "{out}");
    let (code, _, err) = folder.result(&["sources", "doctor", "ovn"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `own`?"), "{err}");
    let empty = with_files(&[("corpus/notes.rtf", "x")]);
    assert_eq!(empty.result(&["sources", "ls", "--corpus", "corpus"]).0, 4);
}

#[test]
fn nothing_from_a_source_reaches_the_terminal_raw() {
    let escape = "\u{1b}[31m";
    let text = format!("{WIRE} {escape}\n");
    let catalogue = "version = 1\n[[source]]\npath = \"a.txt\"\npublisher = \"Red \\u001b[31m\"\nbased-on = \"\\u202eb\"\n[[source]]\npath = \"b.txt\"\npublisher = \"Red \\u001b[31m\"\n";
    let folder = with_files(&[
        ("corpus/sources.toml", catalogue),
        ("corpus/a.txt", &text),
        ("corpus/b.txt", &text),
    ]);
    for command in ["ls", "groups", "doctor"] {
        for format in ["text", "json"] {
            let out = folder
                .run(&["sources", command, "--format", format])
                .code(0)
                .out;
            let has_power = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!out.contains(has_power), "{command} {format}: {out:?}");
        }
    }
}
