//! Articles and what is known about them: the only readers of articles.
//!
//! Takes folders and files; gives [`Article`]s in sorted order and
//! [`Problem`](crate::base::Problem)s for what could not be read. Knows no language and no claim.

mod article;

pub use article::{Article, SourceMeta};
