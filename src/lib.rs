//! `corroborate` reads articles and shows, source by source, which written-down claims each one
//! supports, contradicts or omits, with the passage that decides it.

pub mod align;
pub mod annotate;
pub mod base;
pub mod check;
pub mod claims;
pub mod corpus;
pub mod document;
pub mod gate;
pub mod judge;
pub mod lang;
pub mod project;
pub mod report;
pub mod value;
