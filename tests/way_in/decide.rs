//! `suppress`, `accept`, `reject` and `review`: what a person decides about findings.

use crate::folder::{CLAIM, contradicted, project};

#[test]
fn a_suppression_is_written_beside_its_claim() {
    let folder = contradicted();
    folder.run(&[]).code(1);
    let before = folder.read("claims/visit.toml");
    let args = [
        "suppress",
        "oslo-visit",
        "gazette",
        "--reason",
        "the paper \"corrected\" itself",
        "--by",
        "night desk",
        "--expires",
        "2024-08-01",
    ];
    folder
        .run(&args)
        .code(0)
        .shows(&["added [[suppress]] to claims/visit.toml:11"]);
    let after = folder.read("claims/visit.toml");
    assert!(after.starts_with(&before), "{after}");
    assert!(
        after.contains("by      = \"night desk\"\nexpires = \"2024-08-01\"\n"),
        "{after}"
    );
    folder.run(&[]).code(0).shows(&["corrected"]);
    folder.run(&args).code(2).says(&["suppressed already"]);
    folder
        .run(&["suppress", "ls"])
        .code(0)
        .shows(&["used, until 2024-08-01: oslo-visit in gazette"]);
    folder
        .run(&["suppress", "ls", "--unused"])
        .code(0)
        .says(&["no such suppression"]);
    folder.write(
        "claims/visit.toml",
        after.replace("2024-07-02", "2024-07-04").as_bytes(),
    );
    folder
        .run(&["suppress", "ls", "--unused"])
        .code(0)
        .shows(&["unused"]);
    folder.write(
        "claims/visit.toml",
        after.replace("2024-08-01", "2024-07-01").as_bytes(),
    );
    folder
        .run(&["suppress", "ls", "--expired"])
        .code(0)
        .shows(&["expired, until 2024-07-01"]);
}

#[test]
fn there_must_be_such_a_finding() {
    let folder = contradicted();
    let before = folder.read("claims/visit.toml");
    let reason = ["--reason", "the paper corrected itself"];
    let run = |args: &[&str]| {
        let all: Vec<&str> = ["suppress"]
            .iter()
            .chain(args)
            .chain(&reason)
            .copied()
            .collect();
        folder.run(&all).code(2)
    };
    run(&["oslo-vist", "gazette"]).says(&["did you mean `oslo-visit`?"]);
    run(&["oslo-visit", "gazete"]).says(&["did you mean `gazette`?"]);
    run(&["oslo-visit", "gazette", "--verdict", "supports"])
        .says(&["nothing to suppress", "`gazette` contradicts `oslo-visit`"]);
    run(&["oslo-visit", "gazette", "--expires", "soon"]).says(&["--expires"]);
    run(&["oslo-visit", "gazette", "--expires", "2024-07-01"]).says(&["is over"]);
    folder
        .run(&["suppress", "oslo-visit", "gazette", "--reason", "ok"])
        .code(2)
        .says(&["no reason that a colleague can judge"]);
    folder
        .run(&["suppress", "oslo-visit", "gazette"])
        .code(2)
        .says(&["--reason"]);
    assert_eq!(folder.read("claims/visit.toml"), before);
    let right = project();
    right
        .run(&[
            "suppress",
            "oslo-visit",
            "gazette",
            "--reason",
            "I do not like it",
        ])
        .code(2)
        .says(&["`gazette` supports `oslo-visit`"]);
}

#[test]
fn what_is_accepted_is_expected_from_then_on() {
    let folder = project();
    folder
        .run(&["accept", "--dry-run"])
        .code(0)
        .shows(&["new     snapshots/oslo-visit.snap"]);
    assert!(!folder.has("snapshots"));
    folder
        .run(&["accept"])
        .code(0)
        .shows(&["accepted new     snapshots/oslo-visit.snap"]);
    folder.run(&[]).code(0);
    folder
        .run(&["accept"])
        .code(0)
        .says(&["nothing to accept: 2 as accepted before"]);
    folder.write(
        "corpus/gazette.txt",
        b"Minister Ada Lindqvist visited Oslo that Thursday.\n",
    );
    folder
        .run(&[])
        .code(1)
        .shows(&["snapshot-changed", "corroborate review"]);
    let ran = folder
        .run(&["review"])
        .code(2)
        .says(&["no terminal", "corroborate accept"]);
    ran.shows(&["oslo-visit (changed)", "claims/visit.toml", "- ", "+ "]);
    folder
        .run(&["accept", "oslo-vist"])
        .code(2)
        .says(&["did you mean `oslo-visit`?"]);
    folder.run(&["accept", "oslo-visit"]).code(0);
    folder.run(&[]).code(0);
}

#[test]
fn pending_files_are_settled_and_orphans_removed_on_request() {
    let folder = project();
    folder.run(&["accept"]).code(0);
    folder.write(
        "snapshots/oslo-visit.snap.new",
        b"---\nsource: x\n---\nold\n",
    );
    folder
        .run(&["reject"])
        .code(0)
        .shows(&["removed snapshots/oslo-visit.snap.new"]);
    assert!(!folder.has("snapshots/oslo-visit.snap.new"));
    folder.write(
        "claims/visit.toml",
        CLAIM.replace("oslo-visit", "visit").as_bytes(),
    );
    folder
        .run(&["accept"])
        .code(0)
        .says(&["1 snapshot of no claim", "accept --prune"]);
    assert!(folder.has("snapshots/oslo-visit.snap"));
    folder
        .run(&["accept", "--prune"])
        .code(0)
        .shows(&["removed snapshots/oslo-visit.snap"]);
    assert!(!folder.has("snapshots/oslo-visit.snap"));
    folder.run(&[]).code(0);
}

#[test]
fn one_claim_can_be_accepted_without_the_others() {
    let folder = project();
    let other = CLAIM
        .replace("version = 1", "")
        .replace("oslo-visit", "again");
    folder.write("claims/visit.toml", format!("{CLAIM}{other}").as_bytes());
    folder.run(&["accept", "again"]).code(0);
    assert!(folder.has("snapshots/again.snap") && !folder.has("snapshots/oslo-visit.snap"));
    assert!(
        !folder.has("snapshots/_matrix.snap"),
        "it tells of the other claim too"
    );
    folder.run(&["accept", "oslo-visit"]).code(0);
    assert!(folder.has("snapshots/_matrix.snap"));
    folder.run(&["accept"]).code(0).says(&["nothing to accept"]);
}
