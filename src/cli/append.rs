//! Drafted claims at the end of a claim file.

use std::fs;
use std::io;
use std::path::Path;

use corroborate::base::{Problem, Severity};
use corroborate::{ClaimFile, claims, lang};

use crate::cli::check::refuse;
use crate::cli::{Console, Exit, files};

/// Appends `[[claim]]` tables to a file, which is made if it is not there. Nothing is written if
/// the file would not load afterwards.
pub fn append(path: &Path, tables: &str, console: &mut Console<'_>) -> io::Result<Exit> {
    let shown = path.display().to_string();
    let before = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => "version = 1\n".to_owned(),
        Err(error) => return Ok(refuse(console, &[unwritable(&shown, &error)])),
    };
    let gap = if before.ends_with('\n') { "\n" } else { "\n\n" };
    let text = format!("{before}{gap}{tables}");
    let file = ClaimFile {
        path: shown.clone(),
        text: text.clone(),
    };
    let (_, problems) = claims::load(&[file], &lang::is_event_word);
    let errors: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        let texts = [(shown.as_str(), text.as_str())].into();
        console.problems(&errors, &texts);
        console
            .note("nothing was written: the claim file has these mistakes already, or would have");
        return Ok(Exit::Invalid);
    }
    if let Err(error) = files::replace(path, text.as_bytes()) {
        return Ok(refuse(console, &[unwritable(&shown, &error)]));
    }
    let n = tables.lines().filter(|line| *line == "[[claim]]").count();
    let claims = if n == 1 { "claim" } else { "claims" };
    writeln!(
        console.out,
        "wrote {n} {claims} to {}",
        shown.escape_debug()
    )?;
    Ok(Exit::Passed)
}

fn unwritable(shown: &str, error: &io::Error) -> Problem {
    let message = format!("`{}` cannot be written: {error}", shown.escape_debug());
    Problem::error("unwritable", message)
}
