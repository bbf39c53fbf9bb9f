//! Clauses: the stretch of a sentence that one verb governs.
//!
//! A value belongs first of all to the event of its own clause. The cut is made from word classes
//! and verb groups alone (a chunk grammar in the manner of Abney 1991), from left to right, in one
//! pass over the sentence.

mod cut;
mod group;
mod mark;

use crate::document::TokenRange;

pub(crate) use cut::split;
pub(crate) use group::{VerbGroup, is_adverb, skip_adverbs, verb_groups};
pub(crate) use mark::dateline_end;

/// A clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens, the opening conjunction included.
    pub tokens: TokenRange,
    /// How it hangs on the clause before.
    pub link: Link,
}

/// How a clause hangs on what stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// First clause, or a sentence of its own behind a semicolon, colon or dash.
    Main,
    /// "and met …": goes on with the subject of the clause before.
    Continued,
    /// "and the driver was …", ", the driver was …", ", police said": a clause with its own subject.
    Coordinate,
    /// "who met …", "*Acme filed on Monday*" behind "a complaint": hangs on the noun phrase that
    /// ends where the clause begins, its subject or its object.
    Relative,
    /// ", killing five": its subject is that of the clause before.
    Participial,
    /// "X, whose address is unknown, *was shot*": goes on with the clause that a relative clause or
    /// an aside broke off.
    Resumed,
    /// "that Hamas met …", "if …", "when …", "after … met", "said *he was ill*".
    Subordinate,
    /// Between brackets or dashes, with a verb of its own.
    Aside,
}
