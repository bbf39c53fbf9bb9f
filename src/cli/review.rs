//! `review`: the changed pages one by one, each with the claim, its file and a coloured diff.
//! The keys are those of `cargo insta review`.

use std::io::{self, IsTerminal as _};

use console::{Key, Term};
use corroborate::gate::Page;
use corroborate::report::visible;

use crate::cli::accept::cannot_write;
use crate::cli::args::ReviewArgs;
use crate::cli::pending::{Change, Pending};
use crate::cli::{Console, Exit};

const KEYS: &str = "\
a accept   r reject   s skip   A accept this and the rest   S skip the rest   q quit";

/// What a person decided about a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
    Skip,
    AcceptRest,
    RejectRest,
    SkipRest,
}

/// How many pages went which way.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    accepted: usize,
    rejected: usize,
    skipped: usize,
}

/// Asks about each changed page; passes if none was left undecided or rejected.
pub fn run(args: &ReviewArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    Pending::on_chosen(&args.claims, console, review)
}

fn review(pending: &Pending, chosen: &[&Page], console: &mut Console<'_>) -> io::Result<Exit> {
    let changes: Vec<Change<'_>> = chosen
        .iter()
        .filter_map(|page| pending.change(page))
        .collect();
    if changes.is_empty() {
        let n = chosen.len();
        console.note(&format!("nothing to review: {n} as accepted before"));
        return Ok(Exit::Passed);
    }
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        for change in &changes {
            show(pending, change, console)?;
        }
        console.note(&format!(
            "error: {} to review, and no terminal to ask on\n  help: accept them with \
             `corroborate accept CLAIM…`, or all of them with `corroborate accept`",
            changes.len()
        ));
        return Ok(Exit::Invalid);
    }
    let term = Term::stdout();
    let mut key = || term.read_key();
    let count = match ask_each(pending, &changes, &mut key, console) {
        Ok(count) => count,
        Err(error) => return Ok(cannot_write(console, "a snapshot", &error)),
    };
    console.note(&format!(
        "{} accepted, {} rejected, {} skipped",
        count.accepted, count.rejected, count.skipped
    ));
    Ok(if count.rejected + count.skipped == 0 {
        Exit::Passed
    } else {
        Exit::Failed
    })
}

fn ask_each(
    pending: &Pending,
    changes: &[Change<'_>],
    key: &mut dyn FnMut() -> io::Result<Key>,
    console: &mut Console<'_>,
) -> io::Result<Count> {
    let mut count = Count::default();
    let mut rest = None;
    for (at, change) in changes.iter().enumerate() {
        let decision = match rest {
            Some(decision) => decision,
            None => {
                writeln!(console.out, "\n{} of {}", at + 1, changes.len())?;
                show(pending, change, console)?;
                writeln!(console.out, "\n{KEYS}")?;
                console.out.flush()?;
                ask(key)?
            }
        };
        let name = visible(&change.page.name);
        match decision {
            Decision::Accept | Decision::AcceptRest => {
                pending.accept(change.page)?;
                count.accepted += 1;
                writeln!(console.out, "accepted {name}")?;
            }
            Decision::Reject | Decision::RejectRest => {
                pending.reject(change.page)?;
                count.rejected += 1;
                writeln!(console.out, "rejected {name}: what was accepted stays")?;
            }
            Decision::Skip | Decision::SkipRest => count.skipped += 1,
        }
        if matches!(
            decision,
            Decision::AcceptRest | Decision::RejectRest | Decision::SkipRest
        ) {
            rest = Some(decision);
        }
    }
    Ok(count)
}

/// Waits for a key that means something. Nobody at the keyboard decides nothing.
fn ask(key: &mut dyn FnMut() -> io::Result<Key>) -> io::Result<Decision> {
    loop {
        let pressed = match key() {
            Ok(pressed) => pressed,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::UnexpectedEof | io::ErrorKind::Interrupted
                ) =>
            {
                return Ok(Decision::SkipRest);
            }
            Err(error) => return Err(error),
        };
        return Ok(match pressed {
            Key::Char('a') | Key::Enter => Decision::Accept,
            Key::Char('r') => Decision::Reject,
            Key::Char('s' | ' ') => Decision::Skip,
            Key::Char('A') => Decision::AcceptRest,
            Key::Char('R') => Decision::RejectRest,
            Key::Char('S' | 'q') | Key::Escape | Key::CtrlC => Decision::SkipRest,
            _ => continue,
        });
    }
}

/// The claim, its file and the diff.
fn show(pending: &Pending, change: &Change<'_>, console: &mut Console<'_>) -> io::Result<()> {
    let page = change.page;
    let claims = &pending.loaded.claims;
    let file = page
        .claim
        .map(|at| claims.files[claims.claims[at].file].path.as_str());
    let what = if change.is_new { "new" } else { "changed" };
    console.face(|out| {
        writeln!(out, "\x1b[1m{}\x1b[0m ({what})", visible(&page.name))?;
        writeln!(out, "  {}", visible(&page.description))?;
        if let Some(file) = file {
            writeln!(out, "  claim    {}", visible(file))?;
        }
        let shown = pending.shown(&page.name);
        writeln!(out, "  snapshot {}", visible(&shown))?;
        writeln!(out)?;
        for line in change.diff.lines() {
            let colour = match line.as_bytes().first() {
                Some(b'+') => "32",
                Some(b'-') => "31",
                _ => "2",
            };
            writeln!(out, "\x1b[{colour}m{}\x1b[0m", visible(line))?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::io;

    use console::Key;

    use super::{Decision, ask};

    #[track_caller]
    fn check(keys: &[Key], expected: Decision) {
        let mut keys = keys.iter().cloned();
        let mut next = || {
            keys.next()
                .ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))
        };
        assert_eq!(ask(&mut next).expect("a decision"), expected);
    }

    #[test]
    fn keys_are_those_of_insta_and_others_are_passed_over() {
        check(&[Key::Char('a')], Decision::Accept);
        check(&[Key::Char('r')], Decision::Reject);
        check(&[Key::Char('s')], Decision::Skip);
        check(&[Key::Char('A')], Decision::AcceptRest);
        check(
            &[Key::Char('x'), Key::Tab, Key::Char('q')],
            Decision::SkipRest,
        );
        check(&[Key::Char('y')], Decision::SkipRest);
    }
}
