//! `accept` and `reject`: what was found now becomes what is expected, or is put aside.

use std::io;

use corroborate::gate::Page;
use corroborate::report::visible;

use crate::cli::args::{AcceptArgs, RejectArgs};
use crate::cli::pending::Pending;
use crate::cli::{Console, Exit};

/// Writes the pages of claims as accepted; says which.
pub fn run(args: &AcceptArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    Pending::on_chosen(&args.claims, console, |pending, chosen, console| {
        accept(args, pending, chosen, console)
    })
}

fn accept(
    args: &AcceptArgs,
    pending: &Pending,
    chosen: &[&Page],
    console: &mut Console<'_>,
) -> io::Result<Exit> {
    let changes: Vec<_> = chosen
        .iter()
        .filter_map(|page| pending.change(page))
        .collect();
    for change in &changes {
        let shown = pending.shown(&change.page.name);
        let what = if change.is_new { "new    " } else { "changed" };
        if args.dry_run {
            writeln!(console.out, "{what} {}", visible(&shown))?;
            continue;
        }
        if let Err(error) = pending.accept(change.page) {
            return Ok(cannot_write(console, &shown, &error));
        }
        writeln!(console.out, "accepted {what} {}", visible(&shown))?;
    }
    // What `insta` left pending for a page that is accepted already is in nobody's way any more.
    if !args.dry_run {
        for page in chosen {
            if pending.change(page).is_none() {
                let _ = pending.reject(page);
            }
        }
    }
    let n_orphans = pending.stored.orphans(&pending.loaded.claims).count();
    if args.prune && !args.dry_run {
        match pending.prune() {
            Ok(names) => {
                for name in names {
                    let shown = pending.shown(&name);
                    writeln!(console.out, "removed {} (of no claim)", visible(&shown))?;
                }
            }
            Err(error) => return Ok(cannot_write(console, "a snapshot", &error)),
        }
    } else if n_orphans > 0 {
        console.note(&format!(
            "note: {n_orphans} snapshot{} of no claim; `corroborate accept --prune` removes {}",
            if n_orphans == 1 { "" } else { "s" },
            if n_orphans == 1 { "it" } else { "them" },
        ));
    }
    let same = chosen.len() - changes.len();
    console.note(&match changes.len() {
        0 => format!("nothing to accept: {same} as accepted before"),
        n if args.dry_run => format!("{n} to accept, {same} as accepted before"),
        n => format!("{n} accepted, {same} as before; now run `corroborate`"),
    });
    Ok(Exit::Passed)
}

/// Puts aside what `insta` holds pending; what was accepted stays as it is.
pub fn reject(args: &RejectArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    Pending::on_chosen(&args.claims, console, put_aside)
}

fn put_aside(pending: &Pending, chosen: &[&Page], console: &mut Console<'_>) -> io::Result<Exit> {
    let mut n_rejected = 0;
    for page in chosen {
        let shown = format!("{}.new", pending.shown(&page.name));
        match pending.reject(page) {
            Ok(true) => {
                n_rejected += 1;
                writeln!(console.out, "removed {}", visible(&shown))?;
            }
            Ok(false) => {}
            Err(error) => return Ok(cannot_write(console, &shown, &error)),
        }
    }
    if n_rejected == 0 {
        console.note("nothing is pending; what was accepted stays as it is");
    }
    Ok(Exit::Passed)
}

/// Says that a file could not be written or removed.
pub fn cannot_write(console: &mut Console<'_>, path: &str, error: &io::Error) -> Exit {
    console.note(&format!(
        "error: `{}` cannot be written: {error}",
        visible(path)
    ));
    Exit::Invalid
}
