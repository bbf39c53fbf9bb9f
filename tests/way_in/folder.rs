//! A throw-away folder in which the real program runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// Goes away with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("corroborate-way-in-{}-{next}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(&folder.0).expect("a temporary folder");
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        command_in(&self.0, args)
    }

    #[track_caller]
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().expect("the program runs"))
    }
}

/// The program in a folder, without what the machine says of colours and widths.
pub fn command_in(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    command.args(args).current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    #[track_caller]
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, Some(expected), "{}\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.err.contains(part), "{part:?} is not in:\n{}", self.err);
        }
        self
    }

    #[track_caller]
    pub fn shows(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.out.contains(part), "{part:?} is not in:\n{}", self.out);
        }
        self
    }
}

/// A claim that the article of [`ARTICLE`] supports.
pub const CLAIM: &str = "version = 1

[[claim]]
id = \"oslo-visit\"
text = \"Ada Lindqvist visited Oslo on 4 July 2024.\"
event = \"visit\"
participants = [\"Ada Lindqvist\"]
place = \"Oslo\"
date = \"2024-07-04\"
";

pub const ARTICLE: &str = "Minister Ada Lindqvist visited Oslo on Thursday.\n";

pub const SOURCES: &str = "version = 1\n[[source]]\nid = \"gazette\"\npath = \"gazette.txt\"\npublished = \"2024-07-06\"\n";

/// A project in order.
pub fn project() -> Folder {
    Folder::new(&[
        ("claims/visit.toml", CLAIM),
        ("corpus/gazette.txt", ARTICLE),
        ("corpus/sources.toml", SOURCES),
    ])
}

/// The same, with a claim that the article contradicts.
pub fn contradicted() -> Folder {
    let folder = project();
    let wrong = CLAIM
        .replace("4 July", "2 July")
        .replace("2024-07-04", "2024-07-02");
    folder.write("claims/visit.toml", wrong.as_bytes());
    folder
}
