//! `--against`: an earlier result, or a revision of git.

use crate::desk::{CLAIMS, Desk, GAZETTE, HERALD};
use crate::formats::valid_sarif;

/// A gazette that agrees, and a new article that does not.
fn change(desk: &Desk) {
    desk.write("corpus/gazette.txt", HERALD);
    desk.write(
        "corpus/late.txt",
        "Berit Solheim visited Bergen on 8 July 2024.\n",
    );
}

#[test]
fn only_what_changed_since_a_result_is_shown() {
    let desk = Desk::new();
    for (format, file) in [("jsonl", "before.jsonl"), ("json", "before.json")] {
        let report = format!("{format}={file}");
        desk.run(&["--report", &report]).code(1);
    }
    let quiet = "no verdict changed since before.jsonl\n";
    let ran = desk
        .run(&["--against", "before.jsonl", "--format", "concise"])
        .code(1);
    assert!(ran.out.starts_with(quiet), "{}", ran.out);
    assert!(
        ran.out
            .contains("2 failures of the gate are about claims that did not change")
    );
    // Text that moves changes nothing.
    desk.write(
        "corpus/gazette.txt",
        &format!(
            "First\u{2026}\n\n\n{}",
            GAZETTE.replace("Bergen on", "Bergen,\non")
        ),
    );
    let ran = desk
        .run(&["--against", "before.jsonl", "--format", "concise"])
        .code(1);
    assert!(ran.out.starts_with(quiet), "{}", ran.out);
    change(&desk);
    for before in ["before.jsonl", "before.json"] {
        let run = |format: &str| desk.run(&["--against", before, "--format", format]).code(1);
        let concise = run("concise").out;
        let lines: Vec<&str> = concise.lines().skip(1).take(2).collect();
        assert_eq!(
            lines,
            [
                "corpus/gazette.txt:1:1: bergen-visit in gazette: was contradicts, now supports",
                "corpus/late.txt:1:33: bergen-visit in late: new, contradicts: date 2024-07-08, not 2024-07-04",
            ]
        );
        let matrix = run("matrix").out;
        assert!(
            matrix.contains("bergen-visit  C\u{2192}S  gazette\n"),
            "{matrix}"
        );
        assert!(!matrix.contains("herald"), "{matrix}");
        run("full").shows(&["bergen-visit in late: new, contradicts\ncontradicts[date-outside]"]);
        run("markdown")
            .shows(&["| bergen-visit | late |  | **contradicts** | corpus/late.txt:1:33 |"]);
        let github = run("github").out;
        assert!(
            github.starts_with("::error file=corpus/late.txt,line=1,col=33"),
            "{github}"
        );
        let log = valid_sarif(&run("sarif").out);
        assert_eq!(log["runs"][0]["results"][0]["baselineState"], "new");
    }
}

#[test]
fn what_cannot_be_compared_with_is_refused() {
    let desk = Desk::new();
    desk.run(&["--report", "jsonl=all.jsonl"]).code(1);
    let all = desk.read("all.jsonl");
    desk.write("cut.jsonl", &all[..all.len() / 2]);
    desk.write("other.jsonl", "{\"type\":\"verdict\",\"schema\":9}\n");
    let kept = ["--keep", "contradicts", "--report", "jsonl=kept.jsonl"];
    desk.run(&kept).code(1);
    for (file, part) in [
        ("cut.jsonl", "it is cut off"),
        ("kept.jsonl", "it has 1 of 6 verdicts"),
        ("other.jsonl", "it has `schema` 9"),
        (
            "claims/north.toml",
            "it is not what `--format jsonl` writes",
        ),
        ("corpus", "is a folder"),
    ] {
        desk.run(&["--against", file]).code(2).says(&[part]);
    }
}

#[test]
fn a_revision_is_checked_as_it_was() {
    let desk = Desk::new();
    desk.commit("before");
    change(&desk);
    desk.write(
        "claims/north.toml",
        &CLAIMS.replace("oslo-visit", "oslo-trip"),
    );
    desk.commit("after");
    let index = desk.read(".git/HEAD");
    let ran = desk
        .run(&["--against", "HEAD~1", "--format", "concise"])
        .code(1)
        .shows(&[
            "bergen-visit in gazette: was contradicts, now supports",
            "bergen-visit in late: new, contradicts",
            "4 new and omitting, 3 gone that omitted",
        ]);
    // The work tree and the index are as they were, and nothing is left anywhere.
    desk.git(&["diff", "--exit-code", "HEAD"]);
    assert_eq!(desk.read(".git/HEAD"), index);
    // The same from a folder below, and with the paths said.
    let mut below = desk.command_in("corpus", &["--against", "HEAD~1", "--format", "concise"]);
    let below = crate::desk::Ran::of(below.output().expect("runs")).code(1);
    assert_eq!(below.out.replace("../", ""), ran.out);
    let said = [
        "--claims",
        "claims",
        "--corpus",
        "corpus",
        "--against",
        "main~1",
        "--format",
        "concise",
    ];
    let said = desk.run(&said).code(1);
    assert_eq!(said.out.replace("main~1", "HEAD~1"), ran.out);
    // A part of it: what was not asked for is not gone.
    let part = [
        "--filter",
        "source:late",
        "--against",
        "HEAD~1",
        "--format",
        "concise",
    ];
    let part = desk.run(&part).code(1);
    assert!(
        part.out
            .starts_with("verdicts changed since HEAD~1: 1 new, 1 new and omitting\n"),
        "{}",
        part.out
    );
    desk.run(&["--against", "HEAD", "--format", "concise"])
        .code(1)
        .shows(&["no verdict changed since HEAD"]);
}

#[test]
fn the_configuration_counts_as_it_was() {
    let desk = Desk::new();
    desk.write(
        "corroborate.toml",
        "corpus = \"corpus\"\nclaims = \"claims\"\n",
    );
    desk.commit("before");
    desk.git(&["mv", "corpus", "articles"]);
    desk.write(
        "corroborate.toml",
        "corpus = \"articles\"\nclaims = \"claims\"\n",
    );
    desk.run(&["--against", "HEAD", "--format", "concise"])
        .code(1)
        .shows(&["no verdict changed since HEAD"]);
}

#[test]
fn a_project_that_was_not_there_is_new() {
    let desk = Desk::empty();
    desk.write("README", "nothing yet\n");
    desk.commit("before");
    let project = Desk::new();
    for path in ["claims/north.toml", "corpus/herald.txt"] {
        desk.write(path, &project.read(path));
    }
    desk.run(&["--against", "HEAD", "--format", "concise"])
        .code(1)
        .says(&["warning: nothing of `HEAD` is compared: it has no claims"])
        .shows(&["bergen-visit in herald: new, supports"]);
}

#[test]
fn without_git_or_a_revision_it_says_what_to_do() {
    let desk = Desk::new();
    let run = |against: &str| desk.run(&["--against", against]).code(2);
    run("main").says(&[
        "`main` is neither a file nor a revision of git",
        "--report jsonl=PATH",
    ]);
    desk.commit("before");
    run("no-such-branch").says(&["`no-such-branch` is neither", "fetch-depth: 0"]);
    let option = desk.run(&["--against=--output=x"]).code(2);
    option.says(&["is neither a file nor a revision"]);
    let mut command = desk.command(&["--against", "main"]);
    let output = command.env("PATH", "/nowhere").output().expect("runs");
    crate::desk::Ran::of(output)
        .code(2)
        .says(&["error[no-git]", "--report jsonl=PATH"]);
    // Articles that git does not hold have no earlier version.
    let elsewhere = Desk::new();
    let folder = elsewhere.path().join("corpus").display().to_string();
    let args = [
        "--claims",
        "claims",
        "--corpus",
        &folder,
        "--against",
        "main",
    ];
    desk.run(&args)
        .code(2)
        .says(&["lies outside of the git repository"]);
    desk.write(".gitignore", "drafts\n");
    desk.write("drafts/herald.txt", HERALD);
    desk.write("drafts/gazette.txt", HERALD);
    let args = [
        "--claims",
        "claims",
        "--corpus",
        "drafts",
        "--against",
        "main",
    ];
    desk.run(&args)
        .code(2)
        .says(&["git has no articles of `main`"]);
}

/// A git that interrupts whoever called it, and waits until that is gone.
#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    desk.commit("all");
    let git = "#!/bin/sh\ncase \"$*\" in *read-tree*)\n  kill -INT $PPID\n  while kill -0 $PPID 2>/dev/null; do :; done\nesac\nPATH=$OLD_PATH exec git \"$@\"\n";
    desk.write("bin/git", git);
    let program = desk.path().join("bin/git");
    std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).expect("executable");
    desk.write("tmp/.keep", "");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = desk.command(&["--against", "HEAD", "--report", "csv=out.csv"]);
    command.env("OLD_PATH", &path);
    command.env(
        "PATH",
        format!("{}:{path}", desk.path().join("bin").display()),
    );
    command.env("TMPDIR", desk.path().join("tmp"));
    let output = command.output().expect("runs");
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert_eq!(desk.names("tmp"), [".keep"]);
    assert!(!desk.path().join("out.csv").exists());
}
