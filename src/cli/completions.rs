//! `completions`: a script that teaches a shell the commands and options.

use std::io;

use crate::cli::args::CompletionsArgs;
use crate::cli::{Console, Exit, help};

/// Writes the script.
pub fn run(args: &CompletionsArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(), "corroborate", &mut script);
    console.out.write_all(&script)?;
    Ok(Exit::Passed)
}
