//! The command line as a user meets it: arguments in, text and exit code out.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

mod program;

use program::{Folder, Ran};

/// A claim file and these articles.
fn with_claim(files: &[(&str, &[u8])]) -> Folder {
    let mut all: Vec<(&str, &[u8])> = vec![("claims/c.toml", CLAIM.as_bytes())];
    all.extend(files);
    Folder::new(&all)
}

const CLAIM: &str = "version = 1
[[claim]]
id = \"boats-raced\"
text = \"Oxmoor and Camley raced at Henbury on 4 July 2024.\"
event = \"race\"
participants = [\"Oxmoor\", \"Camley\"]
place = \"Henbury\"
date = \"2024-07-04\"
";

#[test]
fn help_shows_commands_examples_and_exit_codes() {
    let folder = Folder::new(&[]);
    folder.run(&["--help"]).code(0).shows(&[
        "check",
        "explain",
        "debug",
        "init",
        "Examples:",
        "Exit codes:",
    ]);
    folder
        .run(&["--version"])
        .code(0)
        .shows(&["corroborate 0."]);
    folder
        .run(&["check", "--help"])
        .code(0)
        .shows(&["--keep", "--strict-input"]);
}

#[test]
fn wrong_arguments_are_usage_errors() {
    let folder = Folder::new(&[]);
    folder.run(&["--colour"]).code(2).says(&["--color"]);
    folder.run(&["--claims", "x", "init"]).code(2);
    folder
        .run(&["--filter", "clam:x"])
        .code(2)
        .says(&["unknown filter `clam:`", "did you mean `claim`?"]);
}

#[test]
fn outside_of_a_project_it_says_what_to_do() {
    let folder = Folder::new(&[]);
    folder
        .run(&[])
        .code(2)
        .says(&["no project here", "corroborate init"]);
}

#[test]
fn an_unknown_key_of_the_configuration_is_shown_at_its_place() {
    let folder = Folder::new(&[(
        "corroborate.toml",
        b"claims = [\"c\"]\nstrict_input = true\n",
    )]);
    folder.run(&[]).code(2).says(&[
        "unknown key `strict_input`",
        "corroborate.toml:2:1",
        "did you mean `strict-input`?",
    ]);
    // Also from a folder below, where the path leads up.
    fs::create_dir(folder.path().join("below")).expect("a folder");
    let mut command = folder.command(&[]);
    command.current_dir(folder.path().join("below"));
    Ran::of(command.output().expect("runs"))
        .code(2)
        .says(&["../corroborate.toml:2:1"]);
}

#[test]
fn mistakes_in_the_catalogue_come_all_at_once() {
    let folder = with_claim(&[
        ("corpus/a.txt", b"A text."),
        (
            "corpus/sources.toml",
            b"version = 1\n[[source]]\npath = \"a.txt\"\npublishd = \"2024\"\n[[source]]\npath = \"b.txt\"\n",
        ),
    ]);
    folder.run(&[]).code(2).says(&[
        "unknown key `publishd`",
        "corpus/sources.toml:4:1",
        "did you mean `published`?",
        "`corpus/b.txt` does not exist",
        "corpus/sources.toml:6:8",
    ]);
}

#[test]
fn a_missing_folder_is_named() {
    let folder = with_claim(&[]);
    folder
        .run(&["--claims", "claims", "--corpus", "nowhere"])
        .code(2)
        .says(&["corpus `nowhere` cannot be opened"]);
    folder
        .run(&["--claims", "nowhere", "--corpus", "claims"])
        .code(2)
        .says(&["claims `nowhere` cannot be opened"]);
}

#[test]
fn nothing_to_check_is_a_failure() {
    let folder = with_claim(&[("corpus/page.html", b"<p>")]);
    folder
        .run(&[])
        .code(4)
        .says(&["no article in `corpus`", "1 `.html`"]);
    let folder = Folder::new(&[("corpus/a.txt", b"A."), ("claims/.keep", b"")]);
    folder.run(&[]).code(4).says(&["no claim in `claims`"]);
}

#[test]
fn unreadable_articles_are_left_out_or_fail_a_strict_run() {
    let folder = with_claim(&[
        ("corpus/binary.txt", b"\x7fELF\x00\x01"),
        ("corpus/latin.txt", b"caf\xe9"),
        ("corpus/lines.jsonl", b"{\"id\": \"a\"}\n[]\n"),
    ]);
    let parts = [
        "corpus/binary.txt",
        "NUL byte at byte 4",
        "invalid at byte 3, line 1",
        "iconv",
        "corpus/lines.jsonl:1:11",
        "missing field `text`",
        "corpus/lines.jsonl:2:",
    ];
    folder.run(&[]).code(4).says(&parts).says(&["warning["]);
    folder
        .run(&["--strict-input"])
        .code(3)
        .says(&parts)
        .says(&["error["]);
}

#[test]
fn a_claim_file_that_is_no_text_stops_the_run() {
    let folder = with_claim(&[("corpus/a.txt", b"A."), ("claims/d.toml", b"\xff\xfe")]);
    for args in [&[][..], &["--strict-input"]] {
        folder.run(args).code(2).says(&["claims/d.toml", "UTF-16"]);
    }
}

#[test]
fn json_lines_come_on_standard_input() {
    let folder = Folder::new(&[]);
    let mut child = folder
        .command(&["debug", "text", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin
        .write_all(b"{\"id\":\"x\",\"text\":\"Piped.\"}\n")
        .expect("written");
    drop(stdin);
    let ran = Ran::of(child.wait_with_output().expect("ends")).code(0);
    assert_eq!(ran.out, "Piped.");
}

#[test]
fn two_articles_with_one_id_stop_the_run() {
    let folder = with_claim(&[("corpus/x/a.txt", b"A."), ("corpus/y/a.md", b"B.")]);
    folder
        .run(&[])
        .code(2)
        .says(&["two articles have the id `a`: `corpus/x/a.txt` and `corpus/y/a.md`"]);
}

#[test]
fn many_bad_lines_do_not_flood() {
    let lines = "{}\n".repeat(5000);
    let folder = with_claim(&[("corpus/l.jsonl", lines.as_bytes())]);
    let ran = folder.run(&[]).says(&["… and 4980 more `bad-json-line`"]);
    assert!(ran.err.lines().count() < 200, "{}", ran.err);
}

#[test]
fn init_writes_a_project_and_never_overwrites() {
    let folder = Folder::new(&[]);
    folder.run(&["init", "new", "--cargo"]).code(0).shows(&[
        "wrote   claims/example.toml",
        "wrote   tests/claims.rs",
        "harness = false",
    ]);
    let claim = folder.path().join("new/claims/example.toml");
    fs::write(&claim, "# mine\n").expect("a file");
    folder.run(&["init", "new"]).code(0).shows(&[
        "skipped corroborate.toml (is there already)",
        "skipped claims/example.toml (is there already)",
    ]);
    assert_eq!(fs::read_to_string(&claim).expect("a file"), "# mine\n");
    // The new project is complete: nothing in it is wrong.
    let ran = Folder::new(&[]);
    ran.run(&["init"]).code(0).shows(&["now run `corroborate`"]);
    assert!(
        !ran.run(&[]).err.contains("error["),
        "the files of `init` are valid"
    );
    let own = with_claim(&[]);
    own.run(&["init"]).code(0).shows(&[
        "wrote   corroborate.toml",
        "skipped corpus/harbour-digest.txt (claims or articles are there already)",
    ]);
    assert!(!own.path().join("corpus").exists());
}

#[test]
fn explain_knows_codes_and_recognises_slips() {
    let folder = Folder::new(&[]);
    folder
        .run(&["explain", "date-outside"])
        .code(0)
        .shows(&["date-outside: another date"]);
    folder
        .run(&["explain", "date-outsid"])
        .code(2)
        .says(&["did you mean `date-outside`?"]);
}

#[test]
fn debug_text_is_the_file_byte_by_byte() {
    let text = "\u{feff}---\r\ntitle: Race\r\n---\r\nÉlan \u{1b}[1m won.\r\n";
    let folder = Folder::new(&[("corpus/a.md", text.as_bytes())]);
    let ran = folder.run(&["debug", "text", "corpus/a.md"]).code(0);
    assert_eq!(ran.out, text);
    let ran = folder
        .run(&["debug", "text", "a", "--corpus", "corpus"])
        .code(0);
    assert_eq!(ran.out, text);
    folder
        .run(&["debug", "text", "b", "--corpus", "corpus"])
        .code(2)
        .says(&["neither a file nor the id"]);
}

#[test]
fn debug_sentences_are_slices_of_the_text() {
    let text = "The boats left. Oxmoor won.\n";
    let folder = Folder::new(&[("a.txt", text.as_bytes())]);
    let ran = folder.run(&["debug", "sentences", "a.txt"]).code(0);
    let mut slices = Vec::new();
    for line in ran.out.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let at = |key: &str| {
            row[key]
                .as_u64()
                .map(|n| usize::try_from(n).expect("small"))
        };
        let slice = &text[at("start").expect("start")..at("end").expect("end")];
        assert_eq!(row["text"], slice);
        slices.push(slice.to_owned());
    }
    assert_eq!(slices, ["The boats left.", "Oxmoor won."]);
}

#[test]
fn an_article_can_be_picked_out_of_json_lines() {
    let lines = b"{\"id\":\"x\",\"text\":\"Ex.\\n\"}\n{\"id\":\"y\",\"text\":\"Why.\"}\n";
    let folder = Folder::new(&[("l.jsonl", lines)]);
    folder
        .run(&["debug", "text", "l.jsonl"])
        .code(2)
        .says(&["2 articles"]);
    let ran = folder
        .run(&["debug", "text", "x", "--corpus", "l.jsonl"])
        .code(0);
    assert_eq!(ran.out, "Ex.\n");
    folder
        .run(&["debug", "dates", "l.jsonl", "--published", "Thursday"])
        .code(2)
        .says(&["`--published`: `Thursday` is not a date"]);
}

#[test]
fn no_escape_code_without_colour() {
    let folder = Folder::new(&[("corroborate.toml", b"claim = 1\n")]);
    let mut command = folder.command(&[]);
    command.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0");
    let ran = Ran::of(command.output().expect("runs"));
    assert!(!ran.err.contains('\u{1b}'));
    let ran = folder
        .run(&["--color", "never", "explain", "date-outside"])
        .code(0);
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_quiet() {
    let text = "word ".repeat(200_000);
    let folder = Folder::new(&[("a.txt", text.as_bytes())]);
    let mut child = folder
        .command(&["debug", "text", "a.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().expect("ends"));
    assert_eq!(ran.err, "");
    assert_eq!(ran.code, Some(0));
}

#[test]
fn the_project_of_a_folder_above_is_found() {
    let folder = with_claim(&[("corpus/binary.txt", b"\0"), ("deep/er/x", b"")]);
    let mut command = folder.command(&[]);
    command.current_dir(folder.path().join("deep/er"));
    Ran::of(command.output().expect("runs"))
        .code(4)
        .says(&["../../corpus/binary.txt"]);
}

/// A project in order: one claim that its one article supports.
fn project() -> Folder {
    let folder = Folder::new(&[]);
    folder.run(&["init"]).code(0);
    folder
}

fn with_date(folder: &Folder, date: &str) {
    let path = folder.path().join("claims/example.toml");
    let text = fs::read_to_string(&path).expect("a claim file");
    assert!(text.contains("2025-03-04"), "the example has its date");
    fs::write(&path, text.replace("2025-03-04", date)).expect("a file");
}

#[test]
fn a_new_project_passes_and_a_wrong_claim_fails() {
    let folder = project();
    folder
        .run(&[])
        .code(0)
        .shows(&["harbour-talks", "1 supports", "gate passed"]);
    with_date(&folder, "2025-03-05");
    let ran = folder.run(&[]).code(1).shows(&[
        "contradicts[date-outside]: harbour-talks in harbour-digest",
        "corpus/harbour-digest.txt:1:",
        "Lisbon on Tuesday",
        "2025-03-04",
        "error[policy-error]",
        "error[expectation-missed]",
        "claims/example.toml:",
        "gate failed",
    ]);
    assert_eq!(ran.err, "");
}

#[test]
fn a_typo_in_a_key_is_shown_at_its_place() {
    let folder = project();
    let path = folder.path().join("claims/example.toml");
    let text = fs::read_to_string(&path).expect("a claim file");
    fs::write(&path, text.replace("place =", "plase =")).expect("a file");
    folder.run(&[]).code(2).says(&[
        "error[unknown-key]: unknown key `plase`",
        "claims/example.toml:",
        "^^^^^",
        "did you mean `place`?",
    ]);
}

#[test]
fn a_claim_that_nobody_reports_is_a_warning() {
    let folder = project();
    fs::write(
        folder.path().join("claims/other.toml"),
        CLAIM.replace("id = ", "warn-if = \"supports < 1\"\nid = "),
    )
    .expect("a file");
    folder
        .run(&[])
        .code(0)
        .shows(&["warning[policy-warning]: boats-raced", "gate passed"]);
}

#[test]
fn without_a_date_of_publication_weekdays_stay_open() {
    let folder = project();
    let path = folder.path().join("corpus/sources.toml");
    let text = fs::read_to_string(&path).expect("a catalogue");
    let undated: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("published"))
        .collect();
    fs::write(&path, undated.join("\n")).expect("a file");
    with_date(&folder, "2025-03-05");
    folder.run(&[]).code(0).shows(&[
        "supports in part",
        "warning[unanchored-date]",
        "give `published` in `sources.toml`",
    ]);
}

#[test]
fn every_format_tells_the_same() {
    let folder = project();
    with_date(&folder, "2025-03-05");
    for (format, parts) in [
        ("full", &["contradicts[date-outside]"][..]),
        (
            "concise",
            &[
                "corpus/harbour-digest.txt:1:",
                "contradicts[date-outside] harbour-talks",
            ],
        ),
        ("matrix", &["harbour-talks", "C contradicts"]),
        ("json", &["\"contradicts\""]),
        (
            "jsonl",
            &["\"verdict\":\"contradicts\"", "\"type\":\"summary\""],
        ),
    ] {
        folder.run(&["--format", format]).code(1).shows(parts);
    }
    let ran = folder
        .run(&["--format", "jsonl", "--keep", "supports"])
        .code(1);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    let ran = folder.run(&["--format", "json"]).code(1);
    serde_json::from_str::<serde_json::Value>(&ran.out).expect("one JSON document");
}

#[test]
fn jsonl_quotes_are_the_bytes_of_the_file() {
    let folder = project();
    let text =
        fs::read_to_string(folder.path().join("corpus/harbour-digest.txt")).expect("an article");
    let ran = folder.run(&["--format", "jsonl"]).code(0);
    let rows: Vec<serde_json::Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect();
    let evidence = rows[0]["evidence"].as_array().expect("evidence");
    assert!(!evidence.is_empty());
    for passage in evidence {
        let at =
            |key: &str| usize::try_from(passage[key].as_u64().expect("a number")).expect("small");
        assert_eq!(passage["quote"], text[at("start")..at("end")]);
        assert_eq!(passage["in"], "body");
    }
    assert_eq!(rows[1]["type"], "summary");
}

#[test]
fn colour_on_request_changes_no_word() {
    let folder = project();
    with_date(&folder, "2025-03-05");
    let plain = folder.run(&["--color", "never"]).code(1);
    let coloured = folder.run(&["--color", "always"]).code(1);
    assert!(coloured.out.contains("\u{1b}[") && !plain.out.contains('\u{1b}'));
    let mut words = String::new();
    for (at, part) in coloured.out.split("\u{1b}[").enumerate() {
        let from = if at == 0 {
            0
        } else {
            part.find('m').expect("a colour ends") + 1
        };
        words.push_str(&part[from..]);
    }
    assert_eq!(words, plain.out);
}

#[test]
fn escape_sequences_of_an_article_are_never_raw() {
    let folder = project();
    let path = folder.path().join("corpus/harbour-digest.txt");
    let text = fs::read_to_string(&path).expect("an article");
    let hostile = text.replace("Lisbon on", "Lisbon \u{1b}[2J\u{9b}31m\u{7}\u{202e}on");
    assert_ne!(text, hostile);
    fs::write(&path, hostile).expect("a file");
    for format in ["full", "concise", "matrix", "json", "jsonl"] {
        let ran = folder.run(&["--format", format, "--color", "never"]);
        let is_raw = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!ran.out.contains(is_raw), "{format}: {:?}", ran.out);
        assert!(!ran.err.contains(is_raw), "{format}: {:?}", ran.err);
    }
    let ran = folder
        .run(&["explain", "harbour-talks", "--color", "always"])
        .code(0);
    assert!(!ran.out.contains("\u{1b}[2J"), "{:?}", ran.out);
}

#[test]
fn explain_shows_what_was_looked_at_and_why() {
    let folder = project();
    folder
        .run(&["explain", "harbour-talks", "harbour-digest"])
        .code(0)
        .shows(&[
            "supports[event-stated]: harbour-talks in harbour-digest",
            "passage 2, taken[event-stated]",
            "passage 3, rejected[event-not-happened]",
            "found 2025-03-04 from",
            "\"Tuesday\", published 2025-03-06 → 2025-03-04",
            "date-within",
        ]);
    folder
        .run(&["explain", "harbour-talk"])
        .code(2)
        .says(&["did you mean `harbour-talks`?"]);
}

#[test]
fn debug_layers_show_what_was_read() {
    let text = "Ada Lindqvist met 17 dockers in Lisbon on Thursday, Mayor Bruno Ferro said.\n";
    let folder = Folder::new(&[("a.txt", text.as_bytes())]);
    let dates = folder
        .run(&["debug", "dates", "a.txt", "--published", "2025-10-24"])
        .code(0);
    assert_eq!(
        dates.out,
        "{\"start\":42,\"end\":50,\"text\":\"Thursday\",\"type\":\"DATE\",\"value\":\"2025-10-23\"}\n"
    );
    for (layer, parts) in [
        ("mentions", &["Ada Lindqvist", "Lisbon", "17"][..]),
        ("events", &["\"meet\"", "Bruno Ferro"]),
    ] {
        let ran = folder.run(&["debug", layer, "a.txt"]).code(0).shows(parts);
        for line in ran.out.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("a JSON line");
        }
    }
}

#[test]
fn a_long_article_is_read_to_its_end() {
    let folder = project();
    let filler = "The weather stayed mild and the ferries ran on time, as they do in spring.\n\n";
    let n_bytes = 20_000_000;
    let mut text = filler.repeat(n_bytes / filler.len());
    text.push_str("The Harbour Union and the Port Council met in Lisbon on Tuesday.\n");
    fs::write(folder.path().join("corpus/harbour-digest.txt"), text).expect("a file");
    folder
        .run(&["--format", "concise"])
        .code(0)
        .shows(&["1 supports"]);
}

/// The README shows what this program says of this repository; `…` stands for lines left out.
#[test]
fn the_readme_shows_real_output() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("a README");
    let examples: Vec<(&str, &str)> = readme
        .split("```text\n$ cargo run --release -- ")
        .skip(1)
        .filter_map(|rest| rest.split("```").next()?.split_once('\n'))
        .collect();
    assert!(examples.len() > 1, "the README has examples");
    for (args, shown) in examples {
        let output = Command::new(env!("CARGO_BIN_EXE_corroborate"))
            .args(args.split_whitespace())
            .args(["--color", "never"])
            .current_dir(root)
            .output()
            .expect("the program runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        for part in shown.split("…\n").filter(|part| !part.is_empty()) {
            assert!(said.contains(part), "`{args}` now says:\n{said}");
        }
    }
}
