//! `watch`: a real process, edits, and what it says about them.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::folder::{ARTICLE, CLAIM, Folder, project};

struct Watching {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Watching {
    fn start(folder: &Folder, args: &[&str]) -> Self {
        let all: Vec<&str> = ["watch"].iter().chain(args).copied().collect();
        let mut child = folder
            .command(&all)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut watching = Self { child, lines };
        watching.until("watching ");
        watching
    }

    /// Reads lines up to one with this part; gives those before it.
    #[track_caller]
    fn until(&mut self, part: &str) -> Vec<String> {
        let mut before = Vec::new();
        for line in self.lines.by_ref() {
            let line = line.expect("UTF-8");
            if line.contains(part) {
                return before;
            }
            before.push(line);
        }
        panic!("it ended without {part:?}:\n{}", before.join("\n"));
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_edit_shows_only_what_changed() {
    for args in [&[][..], &["--poll"]] {
        let folder = project();
        let mut watching = Watching::start(&folder, args);
        folder.write(
            "claims/visit.toml",
            CLAIM.replace("2024-07-04", "2024-07-02").as_bytes(),
        );
        let before =
            watching.until("oslo-visit in gazette: contradicts [date-outside], was supports");
        assert_eq!(before, [""; 0]);
        watching.until("gate failed");
        // A new source is told, then the article that changes.
        folder.write("corpus/herald.txt", ARTICLE.as_bytes());
        watching.until("oslo-visit in herald: supports in part, new");
        folder.write("corpus/gazette.txt", b"Nothing happened on Thursday.\n");
        watching.until("oslo-visit in gazette: omits, was contradicts");
    }
}

#[test]
fn a_broken_file_is_waited_out() {
    let folder = project();
    let mut watching = Watching::start(&folder, &[]);
    folder.write("claims/visit.toml", b"[[claim]\n");
    folder.write(
        "claims/visit.toml",
        CLAIM.replace("2024-07-04", "2024-07-02").as_bytes(),
    );
    watching.until("contradicts [date-outside], was supports");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_in_order() {
    let folder = project();
    let mut watching = Watching::start(&folder, &[]);
    let id = watching.child.id().to_string();
    let told = Command::new("kill").args(["-INT", &id]).status();
    assert!(told.expect("kill is there").success());
    let status = watching.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
}
