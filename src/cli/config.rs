//! `config`: the configuration in force, each value with where it comes from.

use std::io;
use std::path::{Path, PathBuf};

use corroborate::project::Project;
use corroborate::report::visible;

use crate::cli::args::ConfigArgs;
use crate::cli::check::refuse;
use crate::cli::plan::nearest_project;
use crate::cli::{Console, Exit};

/// Writes it as a `corroborate.toml` that would mean the same from this folder.
pub fn run(args: &ConfigArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let input = &args.input;
    let is_whole = !input.claims.is_empty() && !input.corpus.is_empty();
    let project = match nearest_project() {
        Ok(project) => project,
        Err(_) if is_whole => Project::default(),
        Err(problems) => return Ok(refuse(console, &problems)),
    };
    let origin = |key: &str| match (&project.config, project.lines.get(key)) {
        (Some(config), Some(line)) => format!("{}:{line}", shown(config)),
        _ => "default".to_owned(),
    };
    let said = |flag: &[PathBuf], own: &[PathBuf], key: &str| match flag.is_empty() {
        true => (list(own), origin(key)),
        false => (list(flag), format!("--{key}")),
    };
    let snapshots = match input.claims.is_empty() && input.corpus.is_empty() {
        true => (text(&project.snapshots), origin("snapshots")),
        false => (
            "\"\"".to_owned(),
            "none with --claims or --corpus".to_owned(),
        ),
    };
    let strict = match input.strict_input {
        true => ("true".to_owned(), "--strict-input".to_owned()),
        false => (project.strict_input.to_string(), origin("strict-input")),
    };
    let threads = match input.threads {
        Some(n) => (n.to_string(), "--threads".to_owned()),
        None => (
            rayon::current_num_threads().to_string(),
            "default: cores".to_owned(),
        ),
    };
    let root = match project.root.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => shown(&project.root),
    };
    let rows = [
        ("claims", said(&input.claims, &project.claims, "claims")),
        ("corpus", said(&input.corpus, &project.corpus, "corpus")),
        ("snapshots", snapshots),
        ("strict-input", strict),
    ];
    let wide = rows
        .iter()
        .map(|(_, (value, _))| value.chars().count())
        .max()
        .unwrap_or(0);
    let out = &mut *console.out;
    match &project.config {
        Some(config) => writeln!(out, "# project {root}, by {}", shown(config))?,
        None => writeln!(out, "# project {root}, by its folders claims/ and corpus/")?,
    }
    for (key, (value, origin)) in rows {
        writeln!(out, "{key:<12} = {value:<wide$}   # {origin}")?;
    }
    writeln!(out, "# threads    = {:<wide$}   # {}", threads.0, threads.1)?;
    Ok(Exit::Passed)
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string().replace('\\', "/")).into_owned()
}

fn text(path: &Path) -> String {
    toml::Value::from(shown(path)).to_string()
}

fn list(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| text(path)).collect();
    format!("[{}]", paths.join(", "))
}
