//! Reports: what a check found, for people, for programs and for reviewers of snapshots.
//!
//! Takes a [`Report`] (claims, articles, result, the gate's outcome) and writes it in one of several
//! faces. Knows nothing of how a verdict was reached, and prints nothing by itself.
//!
//! Two promises hold in every face. A quote is always sliced from the article, never rebuilt. And
//! nothing from an article reaches a terminal raw: see [`visible()`].

mod absent;
#[cfg(feature = "cli")]
pub mod against;
pub mod claimreview;
pub mod concise;
#[cfg(feature = "cli")]
pub mod csv;
mod entries;
mod excerpt;
pub mod explain;
mod finding;
pub mod full;
#[cfg(feature = "cli")]
pub mod github;
#[cfg(feature = "cli")]
mod issue;
pub mod json;
pub mod jsonl;
#[cfg(feature = "cli")]
pub mod junit;
#[cfg(feature = "cli")]
pub mod markdown;
pub mod matrix;
mod model;
mod paint;
mod place;
pub mod problem;
#[cfg(feature = "cli")]
mod repository;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod snapshot;
mod visible;
pub mod webanno;
mod wire;

pub use absent::absent_facets;
pub use model::{Keep, Report, Tally, View};
#[cfg(feature = "cli")]
pub use repository::Repository;
pub use visible::visible;
