//! What was typed ([`args`]), what it means here ([`plan`], [`filter`]), and the commands.
//!
//! Commands write to a [`Console`] and return an [`Exit`]; nothing here prints or exits.

mod accept;
mod against;
mod append;
mod args;
mod check;
mod codes;
mod completions;
mod config;
mod console;
mod debug;
mod draft;
mod exit;
mod explain;
mod export;
mod files;
mod filter;
mod fix;
pub mod help;
mod init;
mod lint;
mod man;
mod output;
mod pending;
mod plan;
mod progress;
mod report;
mod review;
mod sources;
mod suggest;
mod suppress;
mod watch;

pub use args::Args;
pub use console::Console;
pub use exit::Exit;

use std::io;

use args::Command;

/// Does what the arguments ask for.
pub fn run(args: &Args, console: &mut Console<'_>) -> io::Result<Exit> {
    match &args.command {
        None => check::run(&args.check, console),
        Some(Command::Check(check)) => check::run(check, console),
        Some(Command::Explain(explain)) => explain::run(explain, console),
        Some(Command::Debug(debug)) => debug::run(debug, console),
        Some(Command::Draft(draft)) => draft::run(draft, console),
        Some(Command::Suggest(suggest)) => suggest::run(suggest, console),
        Some(Command::Init(init)) => init::run(init, console),
        Some(Command::Report(report)) => report::run(report, console),
        Some(Command::Sources(sources)) => sources::run(sources, console),
        Some(Command::Export(export)) => export::run(export, console),
        Some(Command::Lint(lint)) => lint::run(lint, console),
        Some(Command::Suppress(suppress)) => suppress::run(suppress, console),
        Some(Command::Fix(fix)) => fix::run(fix, console),
        Some(Command::Watch(watch)) => watch::run(watch, console),
        Some(Command::Config(config)) => config::run(config, console),
        Some(Command::Completions(completions)) => completions::run(completions, console),
        Some(Command::Man(man)) => man::run(man, console),
        Some(Command::Accept(accept)) => accept::run(accept, console),
        Some(Command::Reject(reject)) => accept::reject(reject, console),
        Some(Command::Review(review)) => review::run(review, console),
    }
}
