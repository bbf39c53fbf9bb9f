//! Verdicts: facets compared, then combined by the table of SPEC, section 3.
//!
//! Takes claims and aligned candidates; gives [`ClaimVerdict`]s. Knows no output format.

mod compare;
mod decide;
mod group;
mod reason;
mod verdict;

pub use decide::{decide, explain};
pub use reason::Reason;
pub use verdict::{
    Candidate, CheckResult, ClaimVerdict, Evidence, Facet, FacetKind, SaidBy, SourceInfo,
};
