//! `corroborate` reads articles and shows, source by source, which written-down claims each one
//! supports, contradicts or omits, with the passage that decides it.
//!
//! Claims are TOML ([`claims::load`]), articles are texts with what is known about them
//! ([`corpus::read`], or an [`Article`] made by hand); [`check()`] brings the two together, and
//! [`report`] shows the result. [`mod@gate`] turns it into a test program for `cargo test`.
//!
//! ```
//! use corroborate::{Article, CheckOptions, ClaimFile, EdtfDate, Label, check, claims, lang};
//!
//! let file = ClaimFile {
//!     path: "claims/race.toml".to_owned(),
//!     text: r#"
//!         version = 1
//!
//!         [[claim]]
//!         id = "visit"
//!         text = "Prime Minister Ada Lindqvist visited Oslo on 4 July 2024."
//!         event = "visit"
//!         participants = [{ name = "Ada Lindqvist", role = "agent" }]
//!         place = "Oslo"
//!         date = "2024-07-04"
//!     "#
//!     .to_owned(),
//! };
//! let (claims, problems) = claims::load(&[file], &lang::is_event_word);
//! assert!(problems.is_empty());
//!
//! let mut article = Article {
//!     id: "gazette".to_owned(),
//!     text: "Prime Minister Ada Lindqvist visited Oslo on Friday.".to_owned(),
//!     ..Article::default()
//! };
//! article.meta.published = Some(EdtfDate::parse("2024-07-06")?);
//!
//! let result = check(&claims, &[article], &CheckOptions::default());
//! assert_eq!(result.verdicts[0].label, Label::Contradicts);
//! # Ok::<(), corroborate::EdtfError>(())
//! ```
//!
//! # Reading order
//!
//! An article flows through the rooms in one direction: [`corpus`] → [`document`] → [`annotate`] →
//! [`align`] → [`judge`] → [`report`]. Claims come in from [`claims`] at [`align`]. Every room may use
//! the ground floor: [`base`], [`value`], [`lang`].

pub mod align;
pub mod annotate;
pub mod base;
pub mod check;
pub mod claims;
pub mod corpus;
pub mod document;
pub mod draft;
pub mod gate;
pub mod judge;
pub mod lang;
pub mod project;
pub mod report;
pub mod syndication;
pub mod value;

pub use base::{Problem, Span};
pub use check::{CheckOptions, check};
pub use claims::{Claim, ClaimFile, ClaimSet, Label};
pub use corpus::{Article, SourceMeta};
pub use judge::{CheckResult, ClaimVerdict, Evidence, Facet, FacetKind, Reason};
pub use value::{EdtfDate, EdtfError};
