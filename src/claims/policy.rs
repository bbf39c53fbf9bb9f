//! `error-if` and `warn-if`: conditions over the counts of a claim's sources.

/// Sources of a claim by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub supports: usize,
    pub contradicts: usize,
    pub omits: usize,
    pub mixed: usize,
    pub independent_supports: usize,
}

/// A condition such as `contradicts > 0 or supports < 2`.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// As written.
    pub text: String,
}
