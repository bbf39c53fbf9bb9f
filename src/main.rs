//! The command line: arguments → load → check → report → exit code. The one place that prints or
//! exits.

mod cli;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::cli::{Console, Exit};

fn main() -> ExitCode {
    let args = match cli::help::parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version come here too; a closed pipe is nobody's mistake.
            let _ = error.print();
            return match error.exit_code() {
                0 => Exit::Passed.into(),
                _ => Exit::Invalid.into(),
            };
        }
    };
    let (out, err) = (io::stdout(), io::stderr());
    let out_colour = args.color.is_on(&out);
    let err_colour = args.color.is_on(&err);
    let mut out = io::BufWriter::with_capacity(1 << 16, out.lock());
    // Not locked: progress is shown from other threads, and so is a panic.
    let mut err = io::BufWriter::new(err);
    let mut console = Console {
        out: &mut out,
        out_colour,
        err: &mut err,
        err_colour,
    };
    let result = cli::run(&args, &mut console).and_then(|exit| {
        // Whoever reads may have read enough, as `head` does; the verdict stands all the same.
        match out.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(exit),
            flushed => flushed.map(|()| exit),
        }
    });
    let exit = match result {
        Ok(exit) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Passed,
        Err(error) => {
            let _ = writeln!(err, "error: the output cannot be written: {error}");
            Exit::Invalid
        }
    };
    let _ = err.flush();
    exit.into()
}
