//! `init`: a project that works at once and is there to be changed.

use std::fs;
use std::io;
use std::path::Path;

use crate::cli::args::InitArgs;
use crate::cli::{Console, Exit, files};

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
    let written = write_project(args, &mut lines);
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
