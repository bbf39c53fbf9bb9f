//! Sentences in a table that its test runs.

use serde::Deserialize;

/// What a row shall find, and what it shall leave alone.
#[derive(Deserialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "examples are for tests"))]
pub(super) struct Examples {
    /// A sentence, with what is found behind an arrow where the table needs it.
    #[serde(default)]
    pub(super) examples: Vec<String>,
    #[serde(default)]
    pub(super) absent: Vec<String>,
}
