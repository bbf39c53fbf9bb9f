//! `man`: the manual page, or a page for each command.

use std::io;
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use corroborate::report::visible;

use crate::cli::accept::cannot_write;
use crate::cli::args::ManArgs;
use crate::cli::{Console, Exit, files, help};

/// Writes the page of the program, or those of all commands into a folder.
pub fn run(args: &ManArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    let mut command = help::plain_command().disable_help_subcommand(true);
    command.build();
    let Some(dir) = &args.dir else {
        console.out.write_all(&page(&command)?)?;
        return Ok(Exit::Passed);
    };
    match write_all(&command, dir) {
        Ok(n) => {
            let dir = dir.display().to_string();
            writeln!(console.out, "wrote {n} pages into {}", visible(&dir))?;
            Ok(Exit::Passed)
        }
        Err(error) => Ok(cannot_write(console, &dir.display().to_string(), &error)),
    }
}

fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

/// Pages of a command and those below it, named as `man` looks for them.
fn write_all(command: &Command, dir: &Path) -> io::Result<usize> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    files::replace(&dir.join(format!("{name}.1")), &page(command)?)?;
    let mut n = 1;
    for own in command.get_subcommands().filter(|own| !own.is_hide_set()) {
        n += write_all(own, dir)?;
    }
    Ok(n)
}
