//! `init`: a project that works at once and is there to be changed, or one made of a folder of
//! saved pages and texts.

mod catalogue;
mod first;
mod import;
mod page;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use corroborate::base::Problem;
use corroborate::report::visible;

use crate::cli::args::InitArgs;
use crate::cli::check::refuse;
use crate::cli::{Console, Exit, files};
use import::Imported;
use page::Fact;

const CONFIG: (&str, &str) = ("corroborate.toml", include_str!("init/corroborate.toml"));
const EXAMPLE: [(&str, &str); 3] = [
    ("claims/example.toml", include_str!("init/example.toml")),
    ("corpus/sources.toml", include_str!("init/sources.toml")),
    (
        "corpus/harbour-digest.txt",
        include_str!("init/harbour-digest.txt"),
    ),
];
const TEST: (&str, &str) = ("tests/claims.rs", include_str!("init/claims.rs"));

/// The lines that a `Cargo.toml` needs; printed, never written.
const CARGO_LINES: &str = r#"
Add to Cargo.toml:

  [dev-dependencies]
  corroborate = { version = "0.1", default-features = false, features = ["gate"] }

  [[test]]
  name = "claims"
  harness = false
"#;

/// Writes what is not there yet; says what it wrote and what it left alone.
pub fn run(args: &InitArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let mut lines = Vec::new();
    let mut imported = None;
    if let Some(from) = &args.from {
        match import::import(from, &args.dir) {
            Ok(done) if done.rows.is_empty() && done.n_known == 0 => {
                return Ok(nothing_imported(from, &done, console));
            }
            Ok(done) => imported = Some(done),
            Err(problems) => return Ok(refuse(console, &problems)),
        }
    }
    if let Some(imported) = &imported {
        console.problems(&imported.problems, &HashMap::new());
        tell(imported, console)?;
    }
    let written = match &imported {
        Some(imported) => write_around(args, imported, &mut lines),
        None => write_project(args, &mut lines),
    };
    for line in lines {
        writeln!(console.out, "{line}")?;
    }
    if let Err(error) = written {
        let dir = args.dir.display().to_string();
        console.note(&format!(
            "error: cannot write into `{}`: {error}",
            dir.escape_debug()
        ));
        return Ok(Exit::Invalid);
    }
    if args.cargo {
        writeln!(console.out, "{CARGO_LINES}")?;
        writeln!(console.out, "then run `cargo test --test claims`")?;
    } else if let Some(imported) = &imported {
        let n_missing = missing_days(imported).len();
        let first = match n_missing {
            0 => "next: ".to_owned(),
            1 => "next: fill in the missing day, then ".to_owned(),
            n => format!("next: fill in the {n} missing days, then "),
        };
        writeln!(
            console.out,
            "{first}write your claim into {}, and run `corroborate`",
            visible(&below(&args.dir, "claims/first.toml"))
        )?;
    } else if args.dir == Path::new(".") {
        writeln!(console.out, "now run `corroborate`")?;
    } else {
        let dir = args.dir.display().to_string();
        writeln!(
            console.out,
            "now run `corroborate` in {}",
            dir.escape_debug()
        )?;
    }
    Ok(Exit::Passed)
}

fn write_project(args: &InitArgs, lines: &mut Vec<String>) -> io::Result<()> {
    fs::create_dir_all(&args.dir)?;
    // The example claim and its article belong together: neither goes among somebody's own.
    let has_own = holds_files(&args.dir.join("claims")) || holds_files(&args.dir.join("corpus"));
    write_new(&args.dir, CONFIG, lines)?;
    for file in EXAMPLE {
        if has_own {
            let why = if args.dir.join(file.0).exists() {
                "is there already"
            } else {
                "claims or articles are there already"
            };
            lines.push(format!("skipped {} ({why})", file.0));
        } else {
            write_new(&args.dir, file, lines)?;
        }
    }
    if args.cargo {
        write_new(&args.dir, TEST, lines)?;
    }
    Ok(())
}

/// The files around an imported corpus.
fn write_around(args: &InitArgs, imported: &Imported, lines: &mut Vec<String>) -> io::Result<()> {
    if !imported.rows.is_empty() && !imported.is_added_to {
        lines.push("wrote   corpus/sources.toml".to_owned());
    } else if !imported.rows.is_empty() {
        let n = imported.rows.len();
        lines.push(format!("added   {n} rows to corpus/sources.toml"));
    }
    write_new(&args.dir, CONFIG, lines)?;
    if holds_files(&args.dir.join("claims")) {
        lines.push("skipped claims/first.toml (claims are there already)".to_owned());
    } else {
        let claim = first::claim_file(&imported.rows);
        write_new(&args.dir, ("claims/first.toml", &claim), lines)?;
    }
    if args.cargo {
        write_new(&args.dir, TEST, lines)?;
    }
    Ok(())
}

/// Articles listed by name; of more, the number is told.
const LISTED: usize = 12;

/// Says what became articles, and what is known of them.
fn tell(imported: &Imported, console: &mut Console<'_>) -> io::Result<()> {
    let rows = &imported.rows;
    let articles = |n: usize| match n {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    let out = &mut *console.out;
    writeln!(
        out,
        "imported {} into corpus/; the originals are untouched",
        articles(rows.len())
    )?;
    let listed = || rows.iter().take(LISTED);
    let wide = listed().map(|row| row.path.len()).max().unwrap_or(0);
    for row in listed() {
        writeln!(out, "  {:<wide$}  from {}", row.path, visible(&row.from))?;
    }
    if rows.len() > LISTED {
        writeln!(out, "  … and {} more", rows.len() - LISTED)?;
    }
    if imported.n_known > 0 {
        writeln!(
            out,
            "  {} in the corpus already",
            articles(imported.n_known)
        )?;
    }
    if !imported.left_out.is_empty() {
        let others: Vec<String> = imported
            .left_out
            .iter()
            .map(|(ending, n)| format!("{n} {ending}"))
            .collect();
        writeln!(out, "  left out: {}", others.join(", "))?;
    }
    type Column = (&'static str, fn(&catalogue::Row) -> Option<&Fact>);
    let columns: [Column; 4] = [
        ("published", |row| row.facts.published.as_ref()),
        ("publisher", |row| row.facts.publisher.as_ref()),
        ("title", |row| row.facts.title.as_ref()),
        ("url", |row| row.facts.url.as_ref()),
    ];
    for (name, fact) in columns.into_iter().filter(|_| !rows.is_empty()) {
        let origins: Vec<_> = rows
            .iter()
            .filter_map(fact)
            .map(|fact| fact.origin)
            .collect();
        let mut line = format!("  {name:<9}  {} found", origins.len());
        let mut count: BTreeMap<_, usize> = BTreeMap::new();
        for origin in &origins {
            *count.entry(*origin).or_default() += 1;
        }
        let counted: Vec<String> = count
            .into_iter()
            .map(|(origin, n)| format!("{} {n}", origin.name()))
            .collect();
        if !counted.is_empty() {
            line.push_str(&format!(" ({})", counted.join(", ")));
        }
        let n_missing = rows.len() - origins.len();
        if n_missing > 0 {
            line.push_str(&format!(", {n_missing} missing"));
        }
        let lines = missing_days(imported);
        if name == "published" && !lines.is_empty() {
            line.push_str(&format!(
                " -> corpus/sources.toml line {}",
                lines.join(", ")
            ));
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Lines of the catalogue in which a day is to be filled in.
fn missing_days(imported: &Imported) -> Vec<String> {
    let undated = imported
        .rows
        .iter()
        .filter(|row| row.facts.published.is_none());
    undated.map(|row| row.published_line.to_string()).collect()
}

fn nothing_imported(from: &Path, done: &Imported, console: &mut Console<'_>) -> Exit {
    console.problems(&done.problems, &HashMap::new());
    let others: Vec<String> = done
        .left_out
        .iter()
        .map(|(ending, n)| format!("{n} {ending}"))
        .collect();
    let among = match others.is_empty() {
        true => String::new(),
        false => format!("; other files in it: {}", others.join(", ")),
    };
    let message = format!(
        "no article in `{}`{among}",
        visible(&from.display().to_string())
    );
    let problem = Problem::error("nothing-to-import", message)
        .help("`.html`, `.htm`, `.txt` and `.md` files are read; save pages as HTML");
    refuse(console, &[problem]);
    Exit::Nothing
}

/// A file of the project as the person in the current folder would name it.
fn below(dir: &Path, name: &str) -> String {
    match dir == Path::new(".") {
        true => name.to_owned(),
        false => dir.join(name).display().to_string(),
    }
}

fn holds_files(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

fn write_new(dir: &Path, (name, text): (&str, &str), lines: &mut Vec<String>) -> io::Result<()> {
    if files::create(&dir.join(name), text.as_bytes())? {
        lines.push(format!("wrote   {name}"));
    } else {
        lines.push(format!("skipped {name} (is there already)"));
    }
    Ok(())
}
