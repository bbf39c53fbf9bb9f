//! A throw-away folder with claims and articles, and the program run in it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

pub use crate::program::Ran;

/// A folder that goes away with the test.
pub struct Desk(TempDir);

pub const CLAIMS: &str = r#"version = 1

[[claim]]
id = "bergen-visit"
text = "Berit Solheim visited Bergen on 4 July 2024."
event = "visit"
participants = ["Berit Solheim"]
place = "Bergen"
date = "2024-07-04"
tags = ["north"]

[claim.expect]
supports = ["herald"]

[[claim]]
id = "oslo-visit"
text = "Berit Solheim visited Oslo in May 2024."
event = "visit"
participants = ["Berit Solheim"]
place = "Oslo"
date = "2024-05"
error-if = "supports < 1"
"#;

/// What the claims expect of a source that not every test has.
pub const EXPECT: &str = "[claim.expect]\nsupports = [\"herald\"]\n";

pub const SOURCES: &str = r#"version = 1

[[source]]
id = "gazette"
path = "gazette.txt"
publisher = "The Gazette"
published = "2024-07-06"

[[source]]
id = "herald"
path = "herald.txt"
published = "2024-07-06"
"#;

pub const GAZETTE: &str =
    "A week in the north.\n\nMinister Berit Solheim visited Bergen on Friday.\n";
pub const HERALD: &str = "Minister Berit Solheim visited Bergen on 4 July 2024.\n";

impl Desk {
    /// One claim that a source supports and another contradicts, and one that nobody supports.
    pub fn new() -> Self {
        let desk = Self::empty();
        desk.write("claims/north.toml", CLAIMS);
        desk.write("corpus/sources.toml", SOURCES);
        desk.write("corpus/gazette.txt", GAZETTE);
        desk.write("corpus/herald.txt", HERALD);
        desk.write("corpus/weather.txt", "Rain is on its way to the coast.\n");
        desk
    }

    pub fn empty() -> Self {
        let parent = std::env::temp_dir().canonicalize().expect("it is there");
        Self(tempfile::tempdir_in(parent).expect("a temporary folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Names in a folder, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path().join(folder)).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names.map(|name| name.display().to_string()).collect();
        names.sort();
        names
    }

    pub fn command(&self, args: &[&str]) -> Command {
        self.command_in(".", args)
    }

    pub fn command_in(&self, folder: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
        command.args(args).current_dir(self.path().join(folder));
        plain(&mut command);
        command
    }

    #[track_caller]
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().expect("the program runs"))
    }

    /// Runs git in the folder, which it may turn into a repository.
    #[track_caller]
    pub fn git(&self, args: &[&str]) {
        let mut command = Command::new("git");
        plain(&mut command);
        let output = command
            .args(["-c", "user.name=desk", "-c", "user.email=desk@example.org"])
            .args(args)
            .current_dir(self.path())
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{args:?}: {output:?}");
    }

    /// A repository with all files committed.
    pub fn commit(&self, message: &str) {
        if !self.path().join(".git").exists() {
            self.git(&["init", "--quiet", "--initial-branch=main"]);
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }
}

/// Nothing of the surroundings that changes what is printed, and no repository around the folder.
fn plain(command: &mut Command) {
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
        command.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("GIT_")) {
            command.env_remove(&name);
        }
    }
    command.env("GIT_CONFIG_GLOBAL", Path::new("/dev/null"));
    command.env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
}

/// The results of a SARIF log.
#[track_caller]
pub fn results(log: &str) -> Vec<Value> {
    let log: Value = serde_json::from_str(log).expect("JSON");
    let results = &log["runs"][0]["results"];
    results.as_array().expect("results").clone()
}
