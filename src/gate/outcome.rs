//! What the gate says: entries with the claim, the source and the line of the claim file they are
//! about. Facts, not sentences; [`Finding`]'s `Display` writes the sentence once.

use std::fmt;

use jiff::civil::Date;

use crate::base::Span;
use crate::claims::{Counts, Label};

/// Everything that the gate found, each list in the order of claims, then sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GateOutcome {
    /// Any of these fails the run.
    pub failures: Vec<Entry>,
    /// Worth a look; the run passes.
    pub warnings: Vec<Entry>,
    /// For information: what was accepted, what is known to be missed.
    pub notes: Vec<Entry>,
}

impl GateOutcome {
    /// Whether nothing failed.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.failures.is_empty()
    }

    /// Whether it failed because there was no claim or no article (exit code 4).
    #[must_use]
    pub fn is_nothing_to_check(&self) -> bool {
        self.failures
            .iter()
            .any(|entry| matches!(entry.finding, Finding::NothingToCheck { .. }))
    }

    /// The reason why the finding of a claim in a source was accepted, if it was.
    #[must_use]
    pub fn suppressed(&self, claim: usize, source: usize) -> Option<&str> {
        self.notes.iter().find_map(|entry| match &entry.finding {
            Finding::Suppressed { reason, .. }
                if entry.claim == Some(claim) && entry.source == Some(source) =>
            {
                Some(reason.as_str())
            }
            _ => None,
        })
    }
}

/// One thing that the gate found.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Position of the claim it is about.
    pub claim: Option<usize>,
    /// Position of the source it is about.
    pub source: Option<usize>,
    /// Where to look in the claim files: position of the file, and bytes in it.
    pub place: Option<(usize, Span)>,
    /// What was found.
    pub finding: Finding,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "fields say what the variant's sentence names")]
pub enum Finding {
    /// No claim or no article: a gate that looks at nothing must not be green.
    NothingToCheck { missing: &'static str },
    /// `error-if` holds.
    PolicyError { policy: String, counts: Counts },
    /// `warn-if` holds.
    PolicyWarning { policy: String, counts: Counts },
    /// A person found one verdict, the checker another.
    ExpectationMissed {
        source: String,
        expected: Label,
        found: Label,
    },
    /// `[claim.expect]` names a source that is not in the corpus.
    ExpectationUnknownSource { source: String },
    /// A missed expectation that is listed as known.
    KnownGap {
        source: String,
        expected: Label,
        found: Label,
        reason: String,
    },
    /// A known gap whose expectation is met by now.
    KnownGapPassing { source: String, expected: Label },
    /// A known gap for which there is no expectation.
    KnownGapUnused { claim: String, source: String },
    /// A finding that a person accepted: it does not count.
    Suppressed {
        source: String,
        verdict: Label,
        reason: String,
    },
    /// A suppression that accepted nothing.
    SuppressionUnused { claim: String, source: String },
    /// A suppression whose last day is over; it no longer accepts anything.
    SuppressionExpired {
        claim: String,
        source: String,
        expires: String,
        as_of: Date,
    },
    /// Nothing has been accepted under this name yet.
    SnapshotMissing { name: String },
    /// What was accepted differs from what is found now.
    SnapshotChanged { name: String, diff: String },
    /// An accepted snapshot that belongs to no claim that is checked.
    SnapshotOrphan { name: String },
}

impl Finding {
    /// Stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingToCheck { .. } => "nothing-to-check",
            Self::PolicyError { .. } => "policy-error",
            Self::PolicyWarning { .. } => "policy-warning",
            Self::ExpectationMissed { .. } => "expectation-missed",
            Self::ExpectationUnknownSource { .. } => "expectation-unknown-source",
            Self::KnownGap { .. } => "known-gap",
            Self::KnownGapPassing { .. } => "known-gap-passing",
            Self::KnownGapUnused { .. } => "known-gap-unused",
            Self::Suppressed { .. } => "suppressed",
            Self::SuppressionUnused { .. } => "suppression-unused",
            Self::SuppressionExpired { .. } => "suppression-expired",
            Self::SnapshotMissing { .. } => "snapshot-missing",
            Self::SnapshotChanged { .. } => "snapshot-changed",
            Self::SnapshotOrphan { .. } => "snapshot-orphan",
        }
    }

    /// The figures behind it.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::PolicyError { counts, .. } | Self::PolicyWarning { counts, .. } => {
                Some(words(counts))
            }
            _ => None,
        }
    }

    /// What to do about it, when we know it.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NothingToCheck { .. } => Some("add claim files and articles, or check the paths"),
            Self::ExpectationMissed { .. } => Some(
                "if the checker is wrong and cannot be helped now, list it as `[[known-gap]]` with a reason",
            ),
            Self::ExpectationUnknownSource { .. } => {
                Some("use the id of a source in the corpus, or remove the entry")
            }
            Self::KnownGapPassing { .. } | Self::KnownGapUnused { .. } => {
                Some("remove this `[[known-gap]]`")
            }
            Self::SuppressionUnused { .. } => Some("remove this `[[suppress]]`"),
            Self::SuppressionExpired { .. } => {
                Some("look at the finding again, then move `expires` or remove the entry")
            }
            Self::SnapshotMissing { .. } | Self::SnapshotChanged { .. } => Some(
                "look at it and accept it with `corroborate review`, or with `cargo insta review`",
            ),
            Self::SnapshotOrphan { .. } => {
                Some("delete the file, or all such files with `corroborate accept --prune`")
            }
            _ => None,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToCheck { missing } => write!(f, "nothing to check: no {missing}"),
            Self::PolicyError { policy, .. } => write!(f, "`error-if = \"{policy}\"` holds"),
            Self::PolicyWarning { policy, .. } => write!(f, "`warn-if = \"{policy}\"` holds"),
            Self::ExpectationMissed {
                source,
                expected,
                found,
            } => write!(
                f,
                "`{source}` is expected to give {}, but {}",
                expected.as_str(),
                found.as_str()
            ),
            Self::ExpectationUnknownSource { source } => {
                write!(
                    f,
                    "`{source}` is expected to speak, but no such source is in the corpus"
                )
            }
            Self::KnownGap {
                source,
                expected,
                found,
                reason,
            } => write!(
                f,
                "known gap: `{source}` should give {}, but {} ({reason})",
                expected.as_str(),
                found.as_str()
            ),
            Self::KnownGapPassing { source, expected } => write!(
                f,
                "the known gap of `{source}` is closed: it gives {} as expected; remove it",
                expected.as_str()
            ),
            Self::KnownGapUnused { claim, source } => write!(
                f,
                "the known gap of `{source}` has no expectation in `{claim}` to miss"
            ),
            Self::Suppressed {
                source,
                verdict,
                reason,
            } => write!(
                f,
                "`{source}` {}, which is accepted: {reason}",
                verdict.as_str()
            ),
            Self::SuppressionUnused { claim, source } => write!(
                f,
                "the suppression of `{claim}` in `{source}` accepts nothing"
            ),
            Self::SuppressionExpired {
                claim,
                source,
                expires,
                as_of,
            } => write!(
                f,
                "the suppression of `{claim}` in `{source}` expired on {expires}, as of {as_of}"
            ),
            Self::SnapshotMissing { name } => write!(f, "no snapshot `{name}` has been accepted"),
            Self::SnapshotChanged { name, .. } => {
                write!(
                    f,
                    "verdicts or evidence differ from the accepted snapshot `{name}`"
                )
            }
            Self::SnapshotOrphan { name } => {
                write!(
                    f,
                    "snapshot `{name}.snap` belongs to no claim that is checked"
                )
            }
        }
    }
}

fn words(counts: &Counts) -> String {
    format!(
        "supports {} ({} independent), contradicts {}, omits {}, mixed {}",
        counts.supports,
        counts.independent_supports,
        counts.contradicts,
        counts.omits,
        counts.mixed
    )
}
