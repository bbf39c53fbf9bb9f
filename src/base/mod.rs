//! Ground floor: positions and problems. Uses nothing of ours.

mod disjoint;
mod glob;
mod line_index;
mod nearest;
mod problem;
mod span;

pub use disjoint::DisjointSets;
pub use glob::Glob;
pub use line_index::LineIndex;
pub use nearest::nearest;
pub use problem::{Problem, Severity};
pub use span::Span;
