//! `schema`: JSON schemas of the files that people write, for editors.

use std::io;

use clap::ValueEnum;
use corroborate::{claims, corpus, project};

use crate::cli::{Console, Exit};

#[derive(clap::Args, Debug)]
pub struct SchemaArgs {
    /// Which file's
    #[arg(value_enum, value_name = "FILE")]
    pub of: Of,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Claim files
    Claims,
    /// `sources.toml`
    Sources,
    /// `corroborate.toml`
    Config,
}

/// Prints the schema.
pub fn run(args: &SchemaArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let schema = match args.of {
        Of::Claims => claims::schema(),
        Of::Sources => corpus::schema(),
        Of::Config => project::schema(),
    };
    serde_json::to_writer_pretty(&mut *console.out, &schema)?;
    writeln!(console.out)?;
    Ok(Exit::Passed)
}
