//! Exit codes.

use std::process::ExitCode;

use corroborate::base::Problem;
use corroborate::corpus;

/// How a run ended. A crash has a code of its own (101), never one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The gate passed, or the command did what it was asked.
    Passed = 0,
    /// The gate failed.
    Failed = 1,
    /// Usage, configuration, a claim file or a source file is wrong.
    Invalid = 2,
    /// Articles cannot be read, under `--strict-input`.
    Unreadable = 3,
    /// No claim or no article.
    Nothing = 4,
}

impl Exit {
    /// How the problems end a run, if they do.
    pub fn of_problems(problems: &[Problem]) -> Option<Self> {
        let mut errors = problems
            .iter()
            .filter(|problem| problem.is_error())
            .peekable();
        errors.peek()?;
        if errors.all(corpus::is_unreadable) {
            Some(Self::Unreadable)
        } else {
            Some(Self::Invalid)
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
