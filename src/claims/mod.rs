//! Claim files: TOML as written becomes [`Claim`]s as meant, or a list of [`Problem`](crate::base::Problem)s.
//!
//! Takes texts of claim files; gives a [`ClaimSet`]. Reads no disk and knows no article.

mod claim;
mod policy;

pub use claim::*;
pub use policy::{Counts, Policy};
