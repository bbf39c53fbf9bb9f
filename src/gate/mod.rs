//! The gate: policy, expectation and snapshot, kept apart.
//!
//! Takes claims, articles, the result of a check and what was accepted before; gives a
//! [`GateOutcome`]. No environment variable, clock or disk changes what [`judge()`] says.
//!
//! How loud an entry is:
//!
//! | what | severity `error` | `warn` | `info` |
//! |---|---|---|---|
//! | `error-if` holds | failure | warning | note |
//! | `warn-if` holds | warning | warning | note |
//! | expectation missed | failure | warning | note |
//! | snapshot missing or changed | failure | failure | failure |
//! | known gap that passes or has no expectation | failure | failure | failure |
//! | suppression unused or expired | warning | warning | warning |
//!
//! Severity says how much a claim's *verdicts* matter, so it softens the first three. The others
//! are about the files being in order, and never soften. What they say of a draft claim is a note,
//! and its snapshot is not compared. A retired claim is not looked at, and its snapshot is an orphan.

#[cfg(feature = "gate")]
mod accept;
mod counts;
mod diff;
mod expectation;
mod judge;
mod origin;
mod outcome;
mod page;
mod policy;
#[cfg(feature = "gate")]
mod project;
#[cfg(feature = "gate")]
mod run;
mod snapshots;
mod suppression;
#[cfg(feature = "gate")]
mod trial;

#[cfg(feature = "gate")]
pub use accept::Assert;
pub use counts::counts;
/// For [`gate!`](crate::gate!), which calls it from another crate.
#[cfg(feature = "gate")]
#[doc(hidden)]
pub use insta;
pub use judge::{Options, judge, newest_published};
pub use origin::{OriginGroup, Origins, Tie};
pub use outcome::{Entry, Finding, GateOutcome};
pub use page::{Page, pages, source_of};
pub use snapshots::Snapshots;
#[cfg(feature = "gate")]
pub use trial::{run, run_with};
