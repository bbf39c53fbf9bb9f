//! `draft` and `suggest`: claims that the program writes itself, for a person to correct.

use std::fs;

mod program;

use program::Folder;

const GAZETTE: &str =
    "Prime Minister Ada Lindqvist visited Oslo on Friday. She met the harbour union.\n";
const POST: &str = "Ada Lindqvist, the prime minister, visited Oslo on Friday, the palace said.\n";
const HERALD: &str = "Prime Minister Ada Lindqvist visited Oslo on Thursday.\n";
const SOURCES: &str = "version = 1\n[defaults]\npublished = \"2024-07-06\"\n";

fn corpus() -> Folder {
    Folder::new(&[
        ("corpus/gazette.txt", GAZETTE.as_bytes()),
        ("corpus/post.txt", POST.as_bytes()),
        ("corpus/herald.txt", HERALD.as_bytes()),
        ("corpus/sources.toml", SOURCES.as_bytes()),
        ("claims/none.toml", b"version = 1\n"),
    ])
}

#[test]
fn a_sentence_becomes_a_claim_with_its_guesses_marked() {
    let folder = Folder::new(&[]);
    folder
        .run(&[
            "draft",
            "Ada Lindqvist met Jonas Vitkus in Oslo on Friday.",
            "--published",
            "2024-07-06",
        ])
        .code(0)
        .shows(&[
            "[[claim]]\n",
            "text = \"Ada Lindqvist met Jonas Vitkus in Oslo on Friday.\"\n",
            "event = \"meet\"  # guessed from \"met\"\n",
            "participants = [\"Ada Lindqvist\", \"Jonas Vitkus\"]",
            "place = \"Oslo\"  # guessed from \"Oslo\"\n",
            "date = \"2024-07-05\"  # guessed from \"Friday\"\n",
        ]);
}

#[test]
fn the_page_on_claim_files_shows_a_real_draft() {
    let page = include_str!("../docs/claims.md");
    let (_, shown) = page
        .split_once("$ corroborate draft ")
        .expect("the page shows it");
    let (command, shown) = shown.split_once('\n').expect("and what comes out");
    let (shown, _) = shown.split_once("```").expect("to its end");
    let ran = Folder::new(&[]).run(&["draft", command.trim_matches('"')]);
    assert_eq!(ran.code(0).out, shown);
}

#[test]
fn who_did_it_to_whom_and_how_many_are_kept_apart() {
    let folder = Folder::new(&[]);
    folder
        .run(&[
            "draft",
            "Seventeen dockers were killed in Lisbon on 4 March 2025.",
        ])
        .code(0)
        .shows(&[
            "event = \"kill\"",
            "participants = [{ name = \"dockers\", role = \"patient\" }]",
            "quantity = { value = 17, of = \"dockers\" }",
        ]);
    folder
        .run(&["draft", "Oslo is to host a summit in May 2025."])
        .code(0)
        .shows(&["modality = \"planned\"", "date = \"2025-05\""]);
    folder
        .run(&["draft", "Ada Lindqvist did not attend the summit in Oslo."])
        .code(0)
        .shows(&["event = \"attend\"", "polarity = \"negative\""]);
}

#[test]
fn a_day_without_an_anchor_is_asked_for_and_not_guessed() {
    let folder = Folder::new(&[]);
    let ran = folder
        .run(&["draft", "Ada Lindqvist visited Oslo on Friday."])
        .code(0)
        .shows(&["# date: \"Friday\" is not resolved"]);
    assert!(!ran.out.contains("\ndate ="), "{}", ran.out);
}

#[test]
fn what_tells_no_event_is_an_error() {
    let folder = Folder::new(&[]);
    folder
        .run(&["draft", "Oh, the sea."])
        .code(4)
        .says(&["no event"]);
    folder.run(&["draft", ""]).code(4).says(&["no event"]);
}

#[test]
fn a_hostile_sentence_stays_one_harmless_claim() {
    let folder = Folder::new(&[]);
    let sentence = "Ada \u{1b}[31mLindqvist visited \"Oslo\" \\ on\n4 July 2024 \u{202e}.";
    folder
        .run(&["draft", sentence, "--append", "claims/new.toml"])
        .code(0);
    let text = fs::read_to_string(folder.path().join("claims/new.toml")).expect("it was written");
    assert!(
        !text.contains('\u{1b}') && !text.contains('\u{202e}'),
        "{text}"
    );
    assert_eq!(text.matches("[[claim]]").count(), 1, "{text}");
    let table: toml::Table = text.parse().expect("TOML");
    let told = table["claim"][0]["text"].as_str().expect("a text");
    assert_eq!(told, sentence.replace('\n', " ").trim());
}

#[test]
fn claims_are_appended_to_a_file_that_loads_and_to_no_other() {
    let folder = corpus();
    let sentence = "Ada Lindqvist met Jonas Vitkus in Oslo on 5 July 2024.";
    folder
        .run(&["draft", sentence, "--append", "claims/none.toml"])
        .code(0)
        .shows(&["wrote 1 claim to claims/none.toml"]);
    // The id is taken by now.
    folder
        .run(&["draft", sentence, "--append", "claims/none.toml"])
        .code(0);
    let text = fs::read_to_string(folder.path().join("claims/none.toml")).expect("it is there");
    assert!(text.starts_with("version = 1\n"), "{text}");
    assert_eq!(text.matches("[[claim]]").count(), 2, "{text}");
    fs::write(
        folder.path().join("claims/wrong.toml"),
        "version = 1\nclam = 3\n",
    )
    .expect("written");
    folder
        .run(&["draft", sentence, "--append", "claims/wrong.toml"])
        .code(2)
        .says(&["claims/wrong.toml:2:1", "nothing was written"]);
    let text = fs::read_to_string(folder.path().join("claims/wrong.toml")).expect("it is there");
    assert_eq!(text, "version = 1\nclam = 3\n");
}

#[test]
fn a_corpus_proposes_what_several_sources_tell_and_where_they_differ() {
    let folder = corpus();
    folder.run(&["suggest"]).code(0).shows(&[
        "event = \"visit\"",
        "name = \"Ada Lindqvist\"",
        "place = \"Oslo\"",
        "date = \"2024-07-05\"",
        "# 2 sources tell it: gazette, post\n",
        "# herald differs on date: 2024-07-04\n",
    ]);
}

#[test]
fn a_proposal_that_is_taken_is_not_made_again() {
    let folder = corpus();
    folder
        .run(&["suggest", "--append", "claims/taken.toml"])
        .code(0);
    folder
        .run(&["suggest"])
        .code(4)
        .says(&["nothing to suggest"]);
}

#[test]
fn proposals_need_no_claims_and_no_project() {
    let folder = corpus();
    fs::remove_dir_all(folder.path().join("claims")).expect("it was there");
    folder
        .run(&["suggest", "--corpus", "corpus", "--limit", "1"])
        .code(0)
        .shows(&["event = \"visit\""]);
}
