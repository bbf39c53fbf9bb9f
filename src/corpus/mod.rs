//! Articles and what is known about them: the only readers of articles.
//!
//! Takes folders and files; gives [`Article`]s in order of id and
//! [`Problem`](crate::base::Problem)s for what could not be read. Knows no language and no claim,
//! never follows a link to a folder, and never looks at a file's time.

mod article;
mod read;
mod walk;

mod catalogue;
mod decode;
mod fields;
mod front_matter;
mod jsonl;
mod listing;
mod origin;
mod published;
pub(crate) mod toml_table;

pub use article::{Article, SourceMeta};
pub use decode::MAX_BYTES;
pub(crate) use decode::{of_our_file, read_text};
pub use listing::{Listing, list};
pub use origin::{Origin, Traced};
pub use published::parse as parse_published;
pub use read::{ReadOptions, is_unreadable, read, trace};
pub(crate) use walk::shown;
