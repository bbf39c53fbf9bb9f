//! `Problem`: a mistake of the user's, with its place and what to do.

use crate::base::Span;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run cannot go on, or fails.
    Error,
    /// Worth a look; the run goes on.
    Warning,
    /// For information.
    Note,
}

/// A mistake in a claim file, a source catalogue, an article's encoding or an argument.
///
/// The message is lower case, without a final full stop, with names and values in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Stable kebab-case code (`unknown-key`).
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// File as given by the user, if the problem belongs to one.
    pub file: Option<String>,
    /// Where in that file, in bytes.
    pub span: Option<Span>,
    /// What to do, when we know it.
    pub help: Option<String>,
}

impl Problem {
    /// An error without a place; add the rest with [`at`](Self::at) and [`help`](Self::help).
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            file: None,
            span: None,
            help: None,
        }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// The same as a note.
    #[must_use]
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, message)
        }
    }

    /// Sets the file.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it stops the run.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
