//! `--help`: the commands in the order in which somebody comes to need them.

use clap::{ArgMatches, Command, CommandFactory as _, FromArgMatches as _};

use crate::cli::Args;

/// Groups of commands; one that is in none of them stands in the last.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Start", &["init", "draft", "suggest", "sources", "config"]),
    (
        "Check and look",
        &[
            "check", "explain", "report", "watch", "progress", "export", "debug",
        ],
    ),
    ("Decide", &["review", "accept", "reject", "suppress"]),
    ("Claim files", &["lint", "fix", "lsp"]),
    ("Further", &["completions", "man"]),
];

/// The command line with its commands in groups.
pub fn command() -> Command {
    let command = plain_command();
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}\
         {{options}}{{after-help}}",
        groups(&command)
    );
    command.help_template(template)
}

/// The command line as declared.
pub fn plain_command() -> Command {
    Args::command()
}

/// Reads the arguments of this process.
///
/// # Errors
/// What is wrong with them, or the help that was asked for.
pub fn parse() -> Result<Args, clap::Error> {
    let matches: ArgMatches = command().try_get_matches()?;
    Args::from_arg_matches(&matches)?.checked()
}

fn groups(command: &Command) -> String {
    let named = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let mut text = String::new();
    for (at, (title, names)) in GROUPS.iter().enumerate() {
        let is_last = at + 1 == GROUPS.len();
        let others = command
            .get_subcommands()
            .filter(|own| is_last && !named(own.get_name()));
        let own: Vec<&Command> = names
            .iter()
            .filter_map(|name| command.find_subcommand(name))
            .chain(others)
            .filter(|own| !own.is_hide_set())
            .collect();
        text.push_str(&format!("{title}:\n"));
        for own in own {
            let about = own.get_about().map(ToString::to_string).unwrap_or_default();
            text.push_str(&format!("  {:<12} {about}\n", own.get_name()));
        }
        text.push('\n');
    }
    text.push_str("Options (those of `check`, which runs if no command is named):\n");
    text
}
