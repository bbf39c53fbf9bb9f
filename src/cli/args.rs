//! What was typed.

use std::path::PathBuf;
use std::str::FromStr;

use anstream::AutoStream;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use corroborate::base::nearest;
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
  corroborate --report sarif=claims.sarif --report junit=claims.xml
  corroborate --against main --format concise       what changed since that revision
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
    /// Write a folder of pages to look at: matrix, articles, disagreements, timeline
    Report(crate::cli::report::ReportArgs),
    /// List the sources, show which share text, and what is known of each and from where
    Sources(crate::cli::sources::SourcesArgs),
    /// Write the findings in formats that fact-checkers and annotators exchange
    Export(crate::cli::export::ExportArgs),
    /// Start a project: an example to change, or a folder of saved pages (`--from`)
    Init(InitArgs),
    /// Print a JSON schema, for editors
    Schema(crate::cli::schema::SchemaArgs),
    /// Serve an editor: the Language Server Protocol on standard input and output
    Lsp(crate::cli::lsp::LspArgs),
    /// Check claim and source files alone, without reading an article
    Lint(LintArgs),
    /// Accept one right finding, with a reason; `suppress ls` lists what was accepted
    Suppress(SuppressArgs),
    /// Correct what is mechanical in claim and source files
    Fix(FixArgs),
    /// Check again on every edit, and show only what changed
    Watch(WatchArgs),
    /// Show the configuration in force, and where each value comes from
    Config(ConfigArgs),
    /// Write completions for a shell
    Completions(CompletionsArgs),
    /// Write the manual page
    Man(ManArgs),
    /// Take what is found now as what is expected from now on
    Accept(AcceptArgs),
    /// Put pending results aside; what was accepted stays
    Reject(RejectArgs),
    /// Look at what changed, one by one, and accept or reject it
    Review(ReviewArgs),
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

    /// How to show the result [default: full]
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// Also write the result to a file, in any of the formats; `-` for standard output
    #[arg(long, value_name = "FORMAT=PATH")]
    pub report: Vec<ReportArg>,

    /// Show only what changed since an earlier result: a file that `--report jsonl=PATH` wrote, or
    /// a git revision
    #[arg(long, value_name = "PATH|REV")]
    pub against: Option<String>,

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

    /// Show on standard error how far long work has come
    #[arg(long, value_enum, value_name = "HOW", default_value = "auto")]
    pub progress: Progress,
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

    /// Import the articles of this folder: saved pages (.html, .htm), .txt and .md
    ///
    /// Readable text goes into corpus/, what the pages say about themselves (day of publication,
    /// publisher, title, author, address) into corpus/sources.toml. The originals are only read,
    /// and nothing that is there already is overwritten.
    #[arg(long, value_name = "FOLDER")]
    pub from: Option<PathBuf>,

    /// Also write a test for `cargo test`
    #[arg(long)]
    pub cargo: bool,
}

#[derive(clap::Args, Debug)]
pub struct LintArgs {
    /// Claim files, `sources.toml`, or folders of them [default: those of the nearest project]
    pub paths: Vec<PathBuf>,

    /// Exit with 1 if there is a warning
    #[arg(long)]
    pub strict: bool,
}

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct SuppressArgs {
    #[command(subcommand)]
    pub command: Option<SuppressCommand>,

    /// Id of the claim
    #[arg(required = true)]
    pub claim: Option<String>,

    /// Id of the source
    #[arg(required = true)]
    pub source: Option<String>,

    /// Why the finding is accepted: what a colleague will read
    #[arg(long, value_name = "TEXT", required = true)]
    pub reason: Option<String>,

    /// Accept this verdict only [default: what contradicts or is mixed]
    #[arg(long, value_enum)]
    pub verdict: Option<Verdict>,

    /// Last day on which it counts, compared with the newest article
    #[arg(long, value_name = "DATE")]
    pub expires: Option<String>,

    /// Who accepts it
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
}

#[derive(Subcommand, Debug)]
pub enum SuppressCommand {
    /// List what was accepted, and whether it is still in use
    Ls(SuppressListArgs),
}

#[derive(clap::Args, Debug)]
pub struct SuppressListArgs {
    /// Only those whose last day is over
    #[arg(long)]
    pub expired: bool,

    /// Only those that accept nothing
    #[arg(long)]
    pub unused: bool,
}

#[derive(clap::Args, Debug)]
pub struct FixArgs {
    /// Claim files, `sources.toml`, or folders of them [default: those of the nearest project]
    pub paths: Vec<PathBuf>,

    /// Write nothing; exit with 1 if there is something to fix
    #[arg(long)]
    pub check: bool,

    /// Write nothing; show what would change, and exit with 1 if something would
    #[arg(long)]
    pub diff: bool,

    /// Also remove suppressions and known gaps that are of no use any more; this reads the articles
    #[arg(long)]
    pub unused: bool,
}

#[derive(clap::Args, Debug)]
pub struct WatchArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Look at the files every so often instead of waiting for the system to tell
    #[arg(long)]
    pub poll: bool,
}

#[derive(clap::Args, Debug)]
pub struct ConfigArgs {
    #[command(flatten)]
    pub input: InputArgs,
}

#[derive(clap::Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(clap::Args, Debug)]
pub struct ManArgs {
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(clap::Args, Debug)]
pub struct AcceptArgs {
    /// Ids of claims [default: all]
    #[arg(value_name = "CLAIM")]
    pub claims: Vec<String>,

    /// Only say what would be accepted
    #[arg(long)]
    pub dry_run: bool,

    /// Also remove accepted results that belong to no claim any more
    #[arg(long)]
    pub prune: bool,
}

#[derive(clap::Args, Debug)]
pub struct RejectArgs {
    /// Ids of claims [default: all]
    #[arg(value_name = "CLAIM")]
    pub claims: Vec<String>,
}

#[derive(clap::Args, Debug)]
pub struct ReviewArgs {
    /// Ids of claims [default: all]
    #[arg(value_name = "CLAIM")]
    pub claims: Vec<String>,
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
    /// A table for spreadsheets, a row for each claim and source
    Csv,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, a test case for each claim
    Junit,
    /// Annotations of GitHub Actions, the ten worst
    Github,
    /// A summary for the page of a CI run
    Markdown,
}

/// `FORMAT=PATH` of `--report`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportArg {
    pub format: Format,
    /// Where to; `-` is standard output.
    pub path: PathBuf,
}

impl FromStr for ReportArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let formats: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
            .collect();
        let Some((format, path)) = text.split_once('=') else {
            return Err("write FORMAT=PATH, such as `sarif=claims.sarif`".to_owned());
        };
        let format = Format::from_str(format, false).map_err(|_| {
            let known = formats.join(", ");
            match nearest(format, formats.iter().map(String::as_str)) {
                Some(meant) => format!("no such format; did you mean `{meant}`? (one of {known})"),
                None => format!("no such format; one of {known}"),
            }
        })?;
        if path.is_empty() {
            // A variable of the shell that is not set, most likely.
            return Err("the path is empty".to_owned());
        }
        Ok(Self {
            format,
            path: PathBuf::from(path),
        })
    }
}

#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// A bar on a terminal, now and then a line where `CI` is set, else nothing
    #[default]
    Auto,
    Bar,
    Counter,
    None,
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
