//! Ground floor: positions and problems. Uses nothing of ours.

mod line_index;
mod problem;
mod span;

pub use line_index::LineIndex;
pub use problem::{Problem, Severity};
pub use span::Span;
