//! A throw-away folder in which the real program runs, and the files of a small project.

use std::fs;

pub use crate::program::{Folder, Ran};

/// A folder with these files.
pub fn with_files(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(&[]);
    for (path, text) in files {
        folder.write(path, text.as_bytes());
    }
    folder
}

/// What tests do with the files of a folder.
pub trait Files {
    fn write(&self, path: &str, bytes: &[u8]);
    fn read(&self, path: &str) -> String;
    fn has(&self, path: &str) -> bool;
}

impl Files for Folder {
    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    #[track_caller]
    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
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
    with_files(&[
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
