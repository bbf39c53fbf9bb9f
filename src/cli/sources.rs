//! `sources`: what is known about the articles, where it comes from, and which of them share text.

mod doctor;
mod groups;
mod ls;

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use corroborate::corpus::{self, Article, ReadOptions, Traced};
use corroborate::report::visible;

use crate::cli::check::refuse;
use crate::cli::{Console, Exit, plan};

/// Version of the machine output.
const SCHEMA: u32 = 1;

#[derive(Args, Debug)]
pub struct SourcesArgs {
    #[command(subcommand)]
    command: SourcesCommand,
}

#[derive(Subcommand, Debug)]
enum SourcesCommand {
    /// List the sources
    Ls(ListArgs),
    /// Show which sources share text, are based on each other, or have one publisher
    Groups(ListArgs),
    /// Show where each value comes from, and what is missing or odd
    Doctor(DoctorArgs),
}

#[derive(Args, Debug)]
struct ListArgs {
    /// Articles: folders, files, or `-` for JSONL on standard input [default: the project's]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    corpus: Vec<PathBuf>,

    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Args, Debug)]
struct DoctorArgs {
    /// Ids of sources [default: all of them]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    #[command(flatten)]
    list: ListArgs,

    /// Show only sources with a finding
    #[arg(long)]
    findings: bool,

    /// Exit with 1 if there is a finding
    #[arg(long)]
    strict: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// For people
    Text,
    /// One JSON document
    Json,
}

/// Does what the arguments ask for.
pub fn run(args: &SourcesArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let list = match &args.command {
        SourcesCommand::Ls(list) | SourcesCommand::Groups(list) => list,
        SourcesCommand::Doctor(doctor) => &doctor.list,
    };
    let (sources, exit) = match read(&list.corpus, console) {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    let own = match &args.command {
        SourcesCommand::Ls(list) => ls::run(list, &sources, console)?,
        SourcesCommand::Groups(list) => groups::run(list, &sources, console)?,
        SourcesCommand::Doctor(doctor) => doctor::run(doctor, &sources, console)?,
    };
    Ok(exit.unwrap_or(own))
}

/// The articles, and how the run ends because of what is wrong with them or with the catalogue.
/// What could be read is shown all the same: that is what a doctor is for.
fn read(paths: &[PathBuf], console: &mut Console<'_>) -> Result<(Vec<Traced>, Option<Exit>), Exit> {
    let (paths, options) = if paths.is_empty() {
        match plan::nearest_project() {
            Ok(project) => {
                let strict_input = project.strict_input;
                (project.corpus, ReadOptions { strict_input })
            }
            Err(problems) => return Err(refuse(console, &problems)),
        }
    } else {
        (paths.to_vec(), ReadOptions::default())
    };
    let (sources, problems) = corpus::trace(&paths, &options);
    console.problems(&problems, &HashMap::new());
    let exit = Exit::of_problems(&problems);
    if sources.is_empty() {
        console.note("error: there is no article");
        return Err(exit.unwrap_or(Exit::Nothing));
    }
    Ok((sources, exit))
}

/// `path`, or `path:line` of an article in a JSONL file.
fn place(article: &Article) -> String {
    let path = visible(&article.path);
    match article.line {
        Some(line) => format!("{path}:{line}"),
        None => path.into_owned(),
    }
}

/// `text` on one line; of a long one the beginning and the end.
fn shortened(text: &str, longest: usize) -> String {
    let text = visible(text);
    let n = text.chars().count();
    if n <= longest {
        return text.into_owned();
    }
    let tail = longest / 3;
    let head: String = text.chars().take(longest - tail - 3).collect();
    let end: String = text.chars().skip(n - tail).collect();
    format!("{} \u{2026} {}", head.trim_end(), end.trim_start())
}

/// `1 source`, `2 sources`.
fn counted(n: usize, name: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {name}{plural}")
}
