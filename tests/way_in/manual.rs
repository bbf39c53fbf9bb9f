//! What the program says about itself, and the page about the first hour.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::{Files as _, Folder, Ran, project, with_files};
use crate::import::with_pages;

#[test]
fn help_has_its_commands_in_groups() {
    let folder = with_files(&[]);
    let ran = folder.run(&["--help"]).code(0).shows(&[
        "Start:\n  init ",
        "Check and look:\n  check ",
        "Decide:\n  review ",
        "Claim files:\n  lint ",
        "Exit codes:",
    ]);
    assert!(!ran.out.contains("{"), "{}", ran.out);
    for args in [
        ["init", "--help"],
        ["suppress", "--help"],
        ["watch", "--help"],
    ] {
        folder.run(&args).code(0).shows(&["Usage: corroborate "]);
    }
}

#[test]
fn slips_of_commands_and_claims_are_recognised() {
    let folder = project();
    folder.run(&["chek"]).code(2).says(&["'check'"]);
    folder.run(&["lnit"]).code(2).says(&["'lint'"]);
    folder
        .run(&["explain", "oslo-vist"])
        .code(2)
        .says(&["did you mean `oslo-visit`?"]);
    folder
        .run(&["explain", "alias-colision"])
        .code(2)
        .says(&["did you mean `alias-collision`?"]);
}

#[test]
fn config_tells_where_each_value_comes_from() {
    let folder = project();
    folder.run(&["config"]).code(0).shows(&[
        "# project ., by its folders",
        "claims       = [\"claims\"]    # default",
        "strict-input = false         # default",
    ]);
    folder.write(
        "corroborate.toml",
        b"# ours\nclaims = \"claims\"\n\nstrict-input = true\n",
    );
    let ran = folder.run(&["config", "--corpus", "else"]).code(0).shows(&[
        "# project ., by corroborate.toml",
        "# corroborate.toml:2",
        "corpus       = [\"else\"]",
        "# --corpus",
        "strict-input = true",
        "# corroborate.toml:4",
    ]);
    assert!(
        toml::from_str::<toml::Table>(&ran.out).is_ok(),
        "{}",
        ran.out
    );
    with_files(&[])
        .run(&["config"])
        .code(2)
        .says(&["no project here"]);
}

#[test]
fn shells_and_man_know_all_commands() {
    let folder = with_files(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        folder
            .run(&["completions", shell])
            .code(0)
            .shows(&["suppress", "strict-input"]);
    }
    folder.run(&["completions", "bsh"]).code(2).says(&["bash"]);
    folder.run(&["man"]).code(0).shows(&[".TH corroborate 1"]);
    folder
        .run(&["man", "--dir", "pages"])
        .code(0)
        .shows(&["pages into pages"]);
    for page in [
        "corroborate.1",
        "corroborate-init.1",
        "corroborate-suppress-ls.1",
    ] {
        assert!(
            folder.read(&format!("pages/{page}")).contains(".SH NAME"),
            "{page}"
        );
    }
}

/// Every code that a problem is made with has a page.
#[test]
fn every_code_is_explained() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut codes = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("sources are readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for make in ["Problem::error(", "Problem::warning(", "Problem::note("] {
            for rest in code.split(make).skip(1) {
                let rest = rest.trim_start();
                let quoted = rest
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                codes.extend(quoted.map(str::to_owned));
            }
        }
    }
    codes.sort();
    codes.dedup();
    assert!(codes.len() > 40, "codes are found: {codes:?}");
    let folder = with_files(&[]);
    for code in codes {
        folder.run(&["explain", &code]).code(0).shows(&[&code]);
    }
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// A block of the page: what stands behind the fence, and the lines up to the next.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut parts = page.split("```");
    parts.next();
    while let (Some(block), rest) = (parts.next(), parts.next()) {
        let (info, text) = block
            .split_once('\n')
            .expect("a fence has a line of its own");
        blocks.push((info.to_owned(), text.to_owned()));
        if rest.is_none() {
            break;
        }
    }
    blocks
}

/// Runs a command line as the page writes it; only `cd` is not ours.
fn run_line(line: &str, own: &Folder, folder: &mut PathBuf) -> Option<Ran> {
    let mut words: Vec<String> = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    match words.first().map(String::as_str) {
        Some("cd") => {
            folder.push(&words[1]);
            None
        }
        Some("corroborate") => {
            let args: Vec<&str> = words[1..].iter().map(String::as_str).collect();
            let mut command = own.command(&args);
            let output = command.current_dir(folder).output();
            Some(Ran::of(output.expect("the program runs")))
        }
        _ => panic!("the page runs something else: {line}"),
    }
}

#[track_caller]
fn check_shown(line: &str, shown: &str, ran: &Ran) {
    assert!(matches!(ran.code, Some(0 | 1)), "`{line}`: {}", ran.err);
    for part in shown.split("…\n").filter(|part| !part.is_empty()) {
        assert!(
            ran.out.contains(part),
            "`{line}` now says:\n{}\n{}",
            ran.out,
            ran.err
        );
    }
}

/// The page about the first hour works as it stands: its files are written, its edits made, its
/// commands run, and what it shows is what they say.
#[test]
fn the_first_hour_goes_as_told() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/first-hour.md");
    let page = fs::read_to_string(page)
        .expect("the page")
        .replace("\r\n", "\n");
    let own = with_pages();
    let mut folder = own.path().to_owned();
    let mut n_commands = 0;
    for (info, text) in blocks(&page) {
        match info.split_once(' ') {
            Some(("toml", path)) => fs::write(folder.join(path), text).expect("written"),
            Some(("diff", path)) => edit(&folder.join(path), &text),
            None if info == "text" => {
                for shown in text.split("$ ").skip(1) {
                    let (line, shown) = shown.split_once('\n').expect("a command has a line");
                    if let Some(ran) = run_line(line, &own, &mut folder) {
                        check_shown(line, shown, &ran);
                        n_commands += 1;
                    }
                }
            }
            _ => panic!("a block of the page that nothing runs: {info}"),
        }
    }
    assert!(n_commands > 8, "{n_commands} commands were run");
}

/// Makes the edits of a diff block: each `-` line becomes the `+` line behind it.
#[track_caller]
fn edit(path: &Path, diff: &str) {
    let mut text = fs::read_to_string(path).expect("the file");
    let lines: Vec<&str> = diff.lines().collect();
    for pair in lines.chunks(2) {
        let old = pair[0].strip_prefix('-').expect("an old line");
        let new = pair[1].strip_prefix('+').expect("a new line");
        assert!(text.contains(old), "{old:?} is not in:\n{text}");
        text = text.replacen(old, new, 1);
    }
    fs::write(path, text).expect("written");
}
