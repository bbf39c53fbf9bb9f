//! What was typed.

use std::path::PathBuf;

use anstream::AutoStream;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use corroborate::claims::Label;

/// Which source supports, contradicts or omits each written-down claim, with the passage that
/// decides it.
#[derive(Parser, Debug)]
#[command(name = "corroborate", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    #[command(flatten)]
    pub check: CheckArgs,

    /// Colour the output
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub color: Color,
}

const EXAMPLES: &str = "\
Examples:
  corroborate init                                  start a project in this folder
  corroborate                                       check the nearest project
  corroborate --claims claims --corpus corpus       check these claims against these articles
  corroborate --filter 'claim:cairo-*' --format matrix
  corroborate report --open                         pages to look at, in the browser
  corroborate explain cairo-talks afp               every passage looked at, and why
  corroborate explain date-outside                  what a reason means
  corroborate debug dates corpus/afp.txt --published 2025-10-24

Exit codes:
  0 passed   1 the gate failed   2 usage, configuration, claims or sources are wrong
  3 articles cannot be read, under --strict-input   4 nothing to check";

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Check claims against articles (what `corroborate` alone does)
    Check(CheckArgs),
    /// Show why a claim has its verdicts, or what a reason means
    Explain(ExplainArgs),
    /// Show what is read in one article
    Debug(DebugArgs),
    /// Turn a sentence into a claim to correct
    Draft(crate::cli::draft::DraftArgs),
    /// Propose claims: events that several articles tell, and where they differ
    Suggest(crate::cli::suggest::SuggestArgs),
    /// Start a project: a claim, an article and a configuration to change
    Init(InitArgs),
    /// Write a folder of pages to look at: matrix, articles, disagreements, timeline
    Report(crate::cli::report::ReportArgs),
    /// List the sources, show which share text, and what is known of each and from where
    Sources(crate::cli::sources::SourcesArgs),
    /// Write the findings in formats that fact-checkers and annotators exchange
    Export(crate::cli::export::ExportArgs),
}

/// Where claims and articles come from.
#[derive(clap::Args, Debug, Default, PartialEq, Eq)]
pub struct InputArgs {
    /// Claim files, or folders of them [default: those of the nearest project]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub claims: Vec<PathBuf>,

    /// Articles: folders, files, or `-` for JSONL on standard input [default: the project's]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub corpus: Vec<PathBuf>,

    /// Fail if an article cannot be read, instead of leaving it out
    #[arg(long)]
    pub strict_input: bool,

    /// Threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

#[derive(clap::Args, Debug, Default, PartialEq, Eq)]
pub struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// How to show the result
    #[arg(long, value_enum, default_value = "full")]
    pub format: Format,

    /// Show only these verdicts; the others are counted
    #[arg(long, value_name = "VERDICTS", value_enum, value_delimiter = ',')]
    pub keep: Vec<Verdict>,

    /// Check only what matches: claim:GLOB, source:GLOB, tag:TAG, verdict:VERDICT, or a part of a
    /// claim's id; expressions of one kind add up, kinds narrow each other
    #[arg(long, value_name = "EXPR", num_args = 1..)]
    pub filter: Vec<String>,

    /// Folder of accepted results [default: the project's]
    #[arg(long, value_name = "DIR")]
    pub snapshots: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct ExplainArgs {
    /// Id of a claim, or code of a reason such as `date-outside`
    #[arg(value_name = "CLAIM|CODE")]
    pub subject: String,

    /// Id of a source [default: all of them]
    pub source: Option<String>,

    #[command(flatten)]
    pub input: InputArgs,
}

#[derive(clap::Args, Debug)]
pub struct DebugArgs {
    /// What to show
    #[arg(value_enum)]
    pub layer: Layer,

    /// A file, or the id of an article of the corpus
    #[arg(value_name = "FILE|ID")]
    pub article: String,

    /// Day of publication, instead of what is known about the article
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,

    /// Where to look for the id [default: the nearest project's corpus]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub corpus: Vec<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct InitArgs {
    /// Folder of the new project
    #[arg(default_value = ".")]
    pub dir: PathBuf,

    /// Also write a test for `cargo test`
    #[arg(long)]
    pub cargo: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Findings with the passages that decide them
    #[default]
    Full,
    /// A line for each verdict
    Concise,
    /// A table of claims and sources
    Matrix,
    /// One JSON document
    Json,
    /// A JSON object for each verdict, one a line, then a summary
    Jsonl,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Supports,
    Contradicts,
    Omits,
    Mixed,
}

impl Verdict {
    pub fn label(self) -> Label {
        match self {
            Self::Supports => Label::Supports,
            Self::Contradicts => Label::Contradicts,
            Self::Omits => Label::Omits,
            Self::Mixed => Label::Mixed,
        }
    }
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The article's text, byte by byte
    Text,
    /// Its sentences
    Sentences,
    /// Its time expressions, with TIMEX3 values
    Dates,
    /// Names, places and numbers
    Mentions,
    /// What it says happened
    Events,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether this stream is to be coloured.
    pub fn is_on(self, stream: &impl anstream::stream::RawStream) -> bool {
        match self {
            Self::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

impl Args {
    /// Options of `check` belong behind another command's name, where they mean something.
    pub fn checked(self) -> Result<Self, clap::Error> {
        if self.command.is_some() && self.check != CheckArgs::default() {
            return Err(Self::command().error(
                ErrorKind::ArgumentConflict,
                "put options behind the command: `corroborate check --claims PATH`",
            ));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn arguments_are_consistent() {
        super::Args::command().debug_assert();
    }
}
