//! Measures the checker on labelled sets and writes the figures of `docs/accuracy.md`:
//!
//! ```text
//! cargo run --release --example accuracy -- SETS [--page docs/accuracy.md]
//! ```
//!
//! `SETS` is a folder of labelled sets, any of them absent (`docs/accuracy.md` tells what each one
//! is, and their files): `seeds/`, `stories/*/`, `contrast/shard-*/`, `dates/*.jsonl`. Without
//! `--page` the tables go to standard output; with it they replace the blocks of the page that
//! stand between `<!-- figures NAME -->` and `<!-- end -->`.

#![allow(clippy::print_stdout, reason = "figures are what it is for")]

mod contrast;
mod dates;
mod page;
mod sets;
mod verdicts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use page::Block;

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            #[allow(clippy::print_stderr, reason = "an error goes there")]
            {
                eprintln!("error: {message}");
            }
            ExitCode::from(2)
        }
    }
}

fn run(args: Vec<String>) -> Result<(), String> {
    let usage = "usage: accuracy SETS [--page PAGE]";
    let (sets, page) = match args.as_slice() {
        [sets] => (PathBuf::from(sets), None),
        [sets, flag, page] if flag == "--page" => (PathBuf::from(sets), Some(PathBuf::from(page))),
        _ => return Err(usage.to_owned()),
    };
    let blocks = measure(&sets)?;
    if blocks.is_empty() {
        return Err(format!("no labelled set in `{}`", sets.display()));
    }
    let Some(path) = page else {
        for block in &blocks {
            println!("## {}\n\n{}", block.name, block.text);
        }
        return Ok(());
    };
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let text = page::replaced(&text, &blocks).map_err(|e| format!("{}: {e}", path.display()))?;
    std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn measure(sets: &Path) -> Result<Vec<Block>, String> {
    let mut blocks = Vec::new();
    let seeds = sets.join("seeds");
    if seeds.is_dir() {
        blocks.extend(verdicts::measure("seeds", &[seeds])?);
    }
    let stories = sets::folders(&sets.join("stories"))?;
    if !stories.is_empty() {
        blocks.extend(verdicts::measure("stories", &stories)?);
    }
    let shards = sets::folders(&sets.join("contrast"))?;
    if !shards.is_empty() {
        blocks.extend(contrast::measure(&shards)?);
    }
    let dates = sets.join("dates");
    if dates.is_dir() {
        blocks.push(dates::measure(&dates)?);
    }
    Ok(blocks)
}
