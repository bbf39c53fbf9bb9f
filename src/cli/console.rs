//! `Console`: where commands write results, and where problems and notes go.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Write};

use anstream::adapter::StripBytes;
use corroborate::base::{Problem, Severity};
use corroborate::corpus;
use corroborate::report::problem::render;

/// Problems of one code beyond this number are counted, not shown.
const SHOWN_OF_A_CODE: usize = 20;

/// Standard output for results, standard error for everything else.
pub struct Console<'a> {
    pub out: &'a mut dyn Write,
    pub out_colour: bool,
    pub err: &'a mut dyn Write,
    pub err_colour: bool,
}

impl Console<'_> {
    /// Writes a text for people: without escape codes where colour is off.
    pub fn face(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if self.out_colour {
            write(&mut self.out)
        } else {
            write(&mut Plain {
                out: self.out,
                state: StripBytes::new(),
            })
        }
    }

    /// A line on standard error. That nobody listens there is no reason to stop.
    pub fn note(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Shows problems in their order. `texts` holds what was already read, by file.
    pub fn problems(&mut self, problems: &[Problem], texts: &HashMap<&str, &str>) {
        let mut read: HashMap<String, Option<String>> = HashMap::new();
        let mut count: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for problem in problems {
            let count = count.entry((problem.severity, problem.code)).or_default();
            *count += 1;
            if *count > SHOWN_OF_A_CODE {
                continue;
            }
            let text = problem.file.as_ref().filter(|_| problem.span.is_some());
            let text = text.and_then(|file| match texts.get(file.as_str()) {
                Some(text) => Some(*text),
                None => read
                    .entry(file.clone())
                    .or_insert_with(|| read_for_message(file))
                    .as_deref(),
            });
            let shown = render(problem, text, self.err_colour);
            self.note(shown.trim_end());
        }
        for ((_, code), count) in count {
            if count > SHOWN_OF_A_CODE {
                self.note(&format!("… and {} more `{code}`", count - SHOWN_OF_A_CODE));
            }
        }
    }
}

/// Leaves escape codes out, also those of hostile articles.
struct Plain<'a> {
    out: &'a mut dyn Write,
    state: StripBytes,
}

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for printable in self.state.strip_next(bytes) {
            self.out.write_all(printable)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text that a problem points into; for a huge file the message has to do.
fn read_for_message(file: &str) -> Option<String> {
    let length = fs::metadata(file).ok()?.len();
    if length > corpus::MAX_BYTES as u64 {
        return None;
    }
    fs::read_to_string(file).ok()
}
