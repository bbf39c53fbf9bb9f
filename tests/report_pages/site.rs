//! A folder with claims and articles, and the site that the real program makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::page::Page;

pub struct Site(TempDir);

pub struct Ran {
    code: Option<i32>,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, Some(expected), "{}", self.err);
        self
    }
}

impl Site {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let site = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_corroborate"))
            .args(args)
            .current_dir(self.0.path())
            .output()
            .expect("the program runs");
        Ran {
            code: output.status.code(),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Writes the site into `out`.
    pub fn report(&self, args: &[&str]) -> Ran {
        let mut all = vec![
            "report",
            "--claims",
            "claims.toml",
            "--corpus",
            "articles.jsonl",
        ];
        all.extend(["--out", "out"]);
        all.extend(args);
        self.run(&all)
    }

    /// What stands in the folder of the project, hidden files too.
    pub fn entries(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Every file of the site with its bytes, by path below it.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.0.path().join("out"), "", &mut files);
        files
    }

    /// Its pages, parsed.
    pub fn pages(&self) -> BTreeMap<String, Page> {
        self.files()
            .into_iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path, Page::new(String::from_utf8(bytes).expect("UTF-8"))))
            .collect()
    }
}

fn gather(folder: &Path, above: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
}

/// The page and the fragment that a link of a page leads to; none if it leads elsewhere.
pub fn resolve(from: &str, href: &str) -> Option<(String, String)> {
    if href.contains("://") {
        return None;
    }
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/').filter(|part| !part.is_empty()) {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), fragment.to_owned()))
}
