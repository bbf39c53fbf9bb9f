//! The gate as a test program of another repository: this program is the gate itself when it is
//! told where that repository is, and otherwise starts itself so in throw-away ones.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use tempfile::TempDir;

const ROOT: &str = "CORROBORATE_TEST_ROOT";

fn main() -> ExitCode {
    if let Some(root) = env::var_os(ROOT) {
        return corroborate::gate::run(PathBuf::from(root));
    }
    let trials = TRIALS
        .iter()
        .map(|(name, test)| Trial::test(*name, move || run(*test)));
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

type Test = fn(&Repository) -> Result<(), String>;

const TRIALS: [(&str, Test); 8] = [
    ("a-right-claim-passes-once-accepted", right),
    ("a-wrong-claim-fails-whatever-is-accepted", wrong),
    ("an-edited-article-fails-until-accepted", edited),
    ("no-variable-turns-it-green", forced),
    ("an-empty-folder-fails", empty),
    ("a-typo-fails-every-name", typo),
    ("a-name-runs-its-claim", named),
    ("accept-writes-what-insta-writes", alike),
];

fn run(test: Test) -> Result<(), Failed> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let repository = Repository(folder);
    repository.write("claims/race.toml", CLAIM)?;
    repository.write("corpus/gazette.txt", ARTICLE)?;
    repository.write(
        "corpus/sources.toml",
        "version = 1\n[[source]]\nid = \"gazette\"\npath = \"gazette.txt\"\npublished = \"2024-07-06\"\n",
    )?;
    test(&repository).map_err(Failed::from)
}

const CLAIM: &str = "version = 1
[[claim]]
id = \"oslo-visit\"
text = \"Ada Lindqvist visited Oslo on 4 July 2024.\"
event = \"visit\"
participants = [\"Ada Lindqvist\"]
place = \"Oslo\"
date = \"2024-07-04\"
";

const ARTICLE: &str = "Minister Ada Lindqvist visited Oslo on Thursday.\n";

/// A folder that goes away with the test.
struct Repository(TempDir);

struct Ran {
    is_passed: bool,
    text: String,
}

impl Repository {
    fn write(&self, path: &str, text: &str) -> Result<(), String> {
        let path = self.0.path().join(path);
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    fn gate(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Result<Ran, String> {
        let program = env::current_exe().map_err(|error| error.to_string())?;
        let mut command = Command::new(program);
        for (name, _) in env::vars_os() {
            let is_ours = name.to_str().is_some_and(|name| name.starts_with("INSTA_"));
            if is_ours || name == "CI" {
                command.env_remove(&name);
            }
        }
        command.env("INSTA_UPDATE", "no").env(ROOT, self.0.path());
        let output = command
            .envs(variables.iter().copied())
            .args(arguments)
            .output()
            .map_err(|error| error.to_string())?;
        let text = [output.stdout, output.stderr]
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(Ran {
            is_passed: output.status.success(),
            text: text.concat(),
        })
    }

    fn accept(&self) -> Result<Ran, String> {
        self.gate(&[("INSTA_UPDATE", "always")], &[])
    }
}

impl Ran {
    fn passes(self) -> Result<(), String> {
        if self.is_passed {
            Ok(())
        } else {
            Err(format!("it fails:\n{}", self.text))
        }
    }

    fn fails_with(self, parts: &[&str]) -> Result<(), String> {
        if self.is_passed {
            return Err(format!("it passes:\n{}", self.text));
        }
        match parts.iter().find(|part| !self.text.contains(**part)) {
            Some(part) => Err(format!("{part:?} is not in:\n{}", self.text)),
            None => Ok(()),
        }
    }
}

fn right(repository: &Repository) -> Result<(), String> {
    repository
        .gate(&[], &[])?
        .fails_with(&["snapshot-missing", "oslo-visit"])?;
    repository.accept()?;
    for page in ["oslo-visit", "_matrix"] {
        let path = repository.0.path().join(format!("snapshots/{page}.snap"));
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    repository.gate(&[], &[])?.passes()?;
    repository.gate(&[("CI", "1")], &[])?.passes()
}

fn wrong(repository: &Repository) -> Result<(), String> {
    repository.write(
        "claims/race.toml",
        &CLAIM.replace("2024-07-04", "2024-07-02"),
    )?;
    repository.accept()?;
    repository.gate(&[], &[])?.fails_with(&[
        "contradicts[date-outside]",
        "policy-error",
        "oslo-visit",
    ])
}

fn edited(repository: &Repository) -> Result<(), String> {
    repository.accept()?;
    repository.write(
        "corpus/gazette.txt",
        &ARTICLE.replace("Thursday", "Thursday evening"),
    )?;
    repository
        .gate(&[], &[])?
        .fails_with(&["snapshot-changed"])?;
    repository
        .gate(&[("CI", "1")], &[])?
        .fails_with(&["snapshot-changed"])?;
    repository.accept()?;
    repository.gate(&[], &[])?.passes()
}

fn forced(repository: &Repository) -> Result<(), String> {
    repository
        .gate(&[("INSTA_FORCE_PASS", "1")], &[])?
        .fails_with(&["INSTA_FORCE_PASS"])?;
    repository.accept()?;
    repository.write("corpus/gazette.txt", &ARTICLE.replace("Thursday", "Friday"))?;
    for variables in [
        &[("INSTA_FORCE_PASS", "1")][..],
        &[("INSTA_UPDATE", "always")],
    ] {
        repository.gate(variables, &[])?.fails_with(&[])?;
    }
    Ok(())
}

fn empty(repository: &Repository) -> Result<(), String> {
    fs::remove_dir_all(repository.0.path()).map_err(|error| error.to_string())?;
    fs::create_dir_all(repository.0.path()).map_err(|error| error.to_string())?;
    repository.gate(&[], &[])?.fails_with(&["nothing to check"])
}

fn typo(repository: &Repository) -> Result<(), String> {
    repository.write("claims/race.toml", &CLAIM.replace("place =", "plase ="))?;
    for arguments in [&[][..], &["oslo"], &["no-such-claim"]] {
        repository.gate(&[], arguments)?.fails_with(&[
            "unknown key `plase`",
            "race.toml:7:1",
            "did you mean `place`?",
        ])?;
    }
    Ok(())
}

fn named(repository: &Repository) -> Result<(), String> {
    let other = CLAIM
        .replace("oslo-visit", "bergen-visit")
        .replace("2024-07-04", "2024-07-02");
    repository.write("claims/other.toml", &other)?;
    repository.accept()?;
    repository.gate(&[], &["oslo"])?.passes()?;
    repository
        .gate(&[], &["bergen"])?
        .fails_with(&["bergen-visit"])
}

/// Sentences that YAML would take for something else, or that need escapes.
const TEXTS: [&str; 12] = [
    "Talks: the end",
    "- a list",
    "no",
    "17",
    "1e5",
    "#tag",
    "\\\"Quoted\\\" and back\\\\slash",
    "tab\\there and a\\nline",
    "Émile’s “visit” – to Oslo",
    "~",
    " spaces around ",
    "0x1f [a, b] {c}",
];

/// Switching between this program and `insta` changes no byte.
fn alike(repository: &Repository) -> Result<(), String> {
    let mut claims = String::from("version = 1\n");
    for (at, text) in TEXTS.iter().enumerate() {
        let claim = CLAIM
            .replace("version = 1\n", "")
            .replace("oslo-visit", &format!("claim-{at}"))
            .replace("Ada Lindqvist visited Oslo on 4 July 2024.", text);
        claims.push_str(&claim);
    }
    repository.write("claims/race.toml", &claims)?;
    repository.accept()?;
    let folder = repository.0.path().join("snapshots");
    let names: Vec<String> = (0..TEXTS.len())
        .map(|at| format!("claim-{at}.snap"))
        .chain(["_matrix.snap".to_owned()])
        .collect();
    let read = |name: &str| fs::read_to_string(folder.join(name)).map_err(|e| e.to_string());
    for name in &names {
        let wanted = read(name)?;
        fs::remove_file(folder.join(name)).map_err(|error| error.to_string())?;
        let output = Command::new(env!("CARGO_BIN_EXE_corroborate"))
            .arg("accept")
            .current_dir(repository.0.path())
            .output()
            .map_err(|error| error.to_string())?;
        let found = read(name)
            .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
        if found != wanted {
            return Err(format!("insta wrote:\n{wanted}\naccept wrote:\n{found}"));
        }
    }
    // And what this program wrote passes the gate.
    fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    let status = Command::new(env!("CARGO_BIN_EXE_corroborate"))
        .arg("accept")
        .current_dir(repository.0.path())
        .status()
        .map_err(|error| error.to_string())?;
    if !status.success() {
        return Err("accept failed".to_owned());
    }
    let header = read("claim-0.snap")?;
    if !header.starts_with("---\nsource: tests/claims.rs\n") {
        return Err(header);
    }
    repository.gate(&[("CI", "1")], &[])?.passes()
}
