//! Several reports from one run: where they go, and what happens when they cannot.

use std::path::Path;
use std::process::Command;

use crate::desk::{CLAIMS, Desk, Ran};
use crate::formats::{rows, valid_sarif};

const ALL: [&str; 10] = [
    "full", "concise", "matrix", "json", "jsonl", "csv", "sarif", "junit", "github", "markdown",
];

#[test]
fn one_run_writes_every_report_beside_the_usual_output() {
    let desk = Desk::new();
    let mut args = vec![
        "check".to_owned(),
        "--format".to_owned(),
        "concise".to_owned(),
    ];
    for format in ALL {
        args.extend(["--report".to_owned(), format!("{format}=out/deep/{format}")]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let usual = desk.run(&["check", "--format", "concise"]).code(1);
    let ran = desk.run(&args).code(1).says(&["wrote out/deep/sarif"]);
    assert_eq!(ran.out, usual.out);
    for format in ALL {
        let alone = desk.run(&["check", "--format", format]).code(1);
        let written = desk.read(&format!("out/deep/{format}"));
        assert_eq!(written, alone.out, "{format}");
    }
    // Nothing else is left in the folder, also when it is done again, and nothing changes.
    let before = desk.read("out/deep/sarif");
    let mut again = args.clone();
    again.extend(["--threads", "1"]);
    desk.run(&again).code(1);
    assert_eq!(desk.read("out/deep/sarif"), before);
    let mut names = ALL.map(str::to_owned);
    names.sort();
    assert_eq!(desk.names("out/deep"), names);
}

#[test]
fn a_dash_is_standard_output_if_nothing_else_takes_it() {
    let desk = Desk::new();
    let ran = desk.run(&["--report", "sarif=-"]).code(1);
    valid_sarif(&ran.out);
    let ran = desk
        .run(&["--report", "csv=-", "--report", "junit=j.xml"])
        .code(1);
    assert_eq!(rows(&ran.out).len(), 6);
    assert!(desk.read("j.xml").starts_with("<?xml"));
    for two in [
        ["--report", "csv=-", "--format", "full"],
        ["--report", "csv=-", "--report", "json=-"],
    ] {
        desk.run(&two)
            .code(2)
            .says(&["two results for standard output"]);
    }
}

#[test]
fn slips_in_a_report_are_told_before_any_work() {
    let desk = Desk::new();
    let refuse = |report: &str, parts: &[&str]| {
        desk.run(&["--report", report]).code(2).says(parts);
    };
    refuse("sarrif=x", &["did you mean `sarif`?"]);
    refuse("x.sarif", &["FORMAT=PATH"]);
    refuse("markdown=", &["the path is empty"]);
    let two = ["--report", "csv=x", "--report", "json=./x"];
    desk.run(&two).code(2).says(&["two reports for `./x`"]);
    // What is read is never written over.
    for path in ["claims/north.toml", "corpus/../corpus/gazette.txt"] {
        refuse(&format!("csv={path}"), &["is read as input"]);
    }
    assert_eq!(desk.read("claims/north.toml"), CLAIMS);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error_and_the_others_are_written() {
    let desk = Desk::new();
    desk.write("file", "a file\n");
    let args = [
        "--report",
        "csv=corpus",
        "--report",
        "json=file/x",
        "--report",
        "junit=j.xml",
    ];
    desk.run(&args).code(2).says(&[
        "error[unwritable-report]: `corpus` cannot be written",
        "`file/x` cannot be written",
        "wrote j.xml",
    ]);
    assert_eq!(desk.read("file"), "a file\n");
    // A run that does not get to checking leaves an old report as it was.
    desk.write("claims/north.toml", "version = 1\nclaim = 1\n");
    let before = desk.read("j.xml");
    desk.run(&["--report", "junit=j.xml"]).code(2);
    assert_eq!(desk.read("j.xml"), before);
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_pipes_take_what_they_get() {
    let desk = Desk::new();
    desk.write("real.csv", "old\n");
    std::os::unix::fs::symlink("real.csv", desk.path().join("link.csv")).expect("a link");
    desk.run(&["--report", "csv=link.csv"]).code(1);
    assert!(desk.path().join("link.csv").is_symlink());
    assert_eq!(rows(&desk.read("real.csv")).len(), 6);
    let mut command = desk.command(&["--format", "matrix", "--report", "github=/dev/stderr"]);
    let ran = Ran::of(command.output().expect("runs")).code(1);
    assert!(
        ran.err.contains("::error file=corpus/gazette.txt"),
        "{}",
        ran.err
    );
}

#[test]
fn progress_touches_no_result_and_short_work_shows_none() {
    let desk = Desk::new();
    let usual = desk.run(&[]).code(1);
    for how in ["auto", "bar", "counter", "none"] {
        let mut command = desk.command(&["--progress", how]);
        let ran = Ran::of(command.env("CI", "true").output().expect("runs")).code(1);
        assert_eq!(
            (ran.out, ran.err),
            (usual.out.clone(), String::new()),
            "{how}"
        );
    }
    desk.run(&["--progress", "often"]).code(2);
}

/// The step of `action.yml`, run as a runner does.
#[cfg(unix)]
#[test]
fn the_action_writes_summary_annotations_and_sarif_in_one_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let action = std::fs::read_to_string(root.join("action.yml")).expect("it is there");
    let (_, script) = action.rsplit_once("run: |\n").expect("a script");
    let script: String = script
        .lines()
        .map_while(|line| line.strip_prefix("        "))
        .map(|line| format!("{line}\n"))
        .collect();
    let desk = Desk::new();
    let run = |sarif: &str, against: &str| {
        let binaries = Path::new(env!("CARGO_BIN_EXE_corroborate"));
        let binaries = binaries.parent().expect("a folder").display();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("bash");
        command
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script])
            .env("PATH", format!("{binaries}:{path}"))
            .env("GITHUB_STEP_SUMMARY", desk.path().join("summary.md"))
            .env("SARIF", sarif)
            .env("AGAINST", against)
            .env("ARGS", "--filter claim:*")
            .current_dir(desk.path());
        Ran::of(command.output().expect("bash runs"))
    };
    desk.write("summary.md", "");
    run("claims.sarif", "")
        .code(1)
        .shows(&["::error file=corpus/gazette.txt", "gate failed"]);
    assert!(desk.read("summary.md").contains("| bergen-visit | **C** |"));
    valid_sarif(&desk.read("claims.sarif"));
    run("", "no-such-revision")
        .code(2)
        .says(&["neither a file nor a revision"]);
    desk.write("corpus/gazette.txt", crate::desk::HERALD);
    desk.write(
        "claims/north.toml",
        CLAIMS.split("[[claim]]\nid = \"oslo").next().expect("one"),
    );
    run("", "").code(0);
}
