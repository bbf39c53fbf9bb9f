//! Verdicts: facets compared, then combined into one by a table.
//!
//! Takes claims and aligned candidates; gives [`ClaimVerdict`]s. Knows no output format.

mod age;
mod case;
mod casualty;
mod combine;
mod compare;
mod date;
mod denial;
mod group;
mod guard;
mod identify;
mod item;
mod misquote;
mod moment;
mod otherwise;
mod party;
mod place;
mod price;
mod quantity;
mod reason;
mod residence;
mod scene;
mod share;
mod side;
mod toll;
mod topic;
mod verdict;
mod weigh;

pub use case::{decide, explain};
pub use otherwise::{WeighedValue, weigh_values};
pub use reason::Reason;
pub use verdict::{
    Candidate, CheckResult, ClaimVerdict, Evidence, Facet, FacetKind, SaidBy, SourceInfo,
};
pub use weigh::{Weighed, weigh};
