//! Reports: what a check found, for people, for programs and for reviewers of snapshots.
//!
//! Takes a [`Report`] (claims, articles, result, the gate's outcome) and writes it in one of several
//! faces. Knows nothing of how a verdict was reached, and prints nothing by itself.
//!
//! Two promises hold in every face. A quote is always sliced from the article, never rebuilt. And
//! nothing from an article reaches a terminal raw: see [`visible()`].

mod absent;
pub mod claimreview;
pub mod concise;
mod entries;
mod excerpt;
pub mod explain;
mod finding;
pub mod full;
pub mod json;
pub mod jsonl;
pub mod matrix;
mod model;
mod paint;
mod place;
pub mod problem;
#[cfg(test)]
pub(crate) mod sample;
pub mod snapshot;
mod visible;
pub mod webanno;
mod wire;

pub use absent::absent_facets;
pub use model::{Keep, Report, Tally, View};
pub use visible::visible;
