//! One correction: the bytes that a problem points at, and what is meant.

use corroborate::base::{Problem, Span};

/// A replacement of some bytes.
#[derive(Clone, Debug)]
pub struct Edit {
    pub span: Span,
    pub new: String,
    /// For people: `plase -> place`.
    pub what: String,
}

impl Edit {
    /// The text with this correction.
    pub fn apply(&self, text: &str) -> String {
        let (start, end) = (self.span.start(), self.span.end());
        format!("{}{}{}", &text[..start], self.new, &text[end..])
    }
}

/// The correction of a problem, where only one thing can be meant.
pub fn of(problem: &Problem, text: &str) -> Option<Edit> {
    let span = problem.span?;
    let written = text.get(span.range())?;
    let new = match problem.code {
        "unknown-key" => key(written, meant(problem)?)?,
        "unknown-value" => format!("\"{}\"", meant(problem)?),
        "wrong-type" => value(written, problem.help.as_deref()?)?,
        "missing-version" => return Some(version(text)),
        _ => return None,
    };
    let line = text[..span.start()].matches('\n').count() + 1;
    let what = format!("line {line}: {written} -> {new}");
    Some(Edit { span, new, what })
}

/// The word of "did you mean `word`?".
fn meant(problem: &Problem) -> Option<&str> {
    let help = problem.help.as_deref()?;
    help.strip_prefix("did you mean `")?.strip_suffix("`?")
}

/// A key that differs in case, in `_` for `-`, or by a slip of one or two letters.
fn key(written: &str, meant: &str) -> Option<String> {
    let plain = written.to_lowercase().replace('_', "-");
    let is_slip = strsim::osa_distance(&plain, meant) <= 2;
    is_slip.then(|| meant.to_owned())
}

/// The value of "write `key = value`", if it is the one that stands there in another form.
fn value(written: &str, help: &str) -> Option<String> {
    let (_, behind) = help.strip_prefix("write `")?.split_once(" = ")?;
    let value = &behind[..behind.rfind('`')?];
    let bare = |text: &str| text.trim_matches(['[', ']']).trim_matches('"').to_owned();
    (bare(value) == bare(written)).then(|| value.to_owned())
}

/// `version = 1` above the first line that is no comment.
fn version(text: &str) -> Edit {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if !(bare.is_empty() || bare.starts_with('#')) {
            break;
        }
        at += line.len();
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let before = match text[..at].ends_with('\n') || at == 0 {
        true => "",
        false => line_end,
    };
    Edit {
        span: Span::new(at, at),
        new: format!("{before}version = 1{line_end}"),
        what: "version = 1 added".to_owned(),
    }
}
