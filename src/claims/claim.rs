//! A claim as meant: fields that cannot be wrong any more.

use crate::base::Span;
use crate::claims::policy::Policy;
use crate::value::{Amount, EdtfDate};

/// All valid claim files of a run.
#[derive(Clone, Debug, Default)]
pub struct ClaimSet {
    /// Files in sorted order.
    pub files: Vec<ClaimFile>,
    /// Claims in the order of file, then of place in the file.
    pub claims: Vec<Claim>,
    /// Accepted findings.
    pub suppressions: Vec<Suppression>,
    /// Expectations that the checker is known to miss.
    pub known_gaps: Vec<KnownGap>,
}

/// A claim file's name and text, kept for messages.
#[derive(Clone, Debug)]
pub struct ClaimFile {
    /// Path as given, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// One event, asserted or denied.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Unique over all files.
    pub id: String,
    /// Index into [`ClaimSet::files`].
    pub file: usize,
    /// Where the `id` value stands in the file.
    pub span: Span,
    /// The claim as a sentence.
    pub text: String,
    /// Event type of the lexicon, or a verb lemma, lower case.
    pub event: String,
    /// Where the `event` value stands.
    pub event_span: Span,
    /// Further wordings of this very event.
    pub triggers: Vec<String>,
    /// Who took part, in the order written.
    pub participants: Vec<Participant>,
    /// Where.
    pub place: Option<Referent>,
    /// When.
    pub date: Option<EdtfDate>,
    /// How many.
    pub quantity: Option<QuantityClaim>,
    /// Key terms of what it was about.
    pub about: Vec<String>,
    /// Who the source says it from; any of them.
    pub attributed_to: Vec<Referent>,
    /// `planned` claims that it is to happen.
    pub modality: Modality,
    /// `negative` claims that it did not happen.
    pub polarity: Polarity,
    /// How loud a failed `error-if` is.
    pub severity: ClaimSeverity,
    /// When the gate fails.
    pub error_if: Policy,
    /// When the gate warns.
    pub warn_if: Policy,
    /// Only `Active` claims are checked by the gate.
    pub status: Status,
    /// For `--filter tag:…`.
    pub tags: Vec<String>,
    /// Free text.
    pub notes: Option<String>,
    /// Where the claim comes from.
    pub references: Vec<String>,
    /// What a person found by reading.
    pub expect: Vec<Expectation>,
}

/// A participant facet.
#[derive(Clone, Debug)]
pub struct Participant {
    /// As the `value` of the facet in machine output: the name as written in the claim.
    pub value: String,
    /// Any of these satisfies it: the name itself first, then `or`.
    pub referents: Vec<Referent>,
    /// Who did it, to whom.
    pub role: Role,
}

/// A person, place or thing that a facet names: literal, or an entity of the claim files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referent {
    /// As written in the claim.
    pub value: String,
    /// The entity's id, if it is one.
    pub entity: Option<String>,
    /// What it is, if known.
    pub kind: Option<EntityKind>,
    /// All its names; at least one.
    pub names: Vec<String>,
    /// Names of members and parts whose mention supports a claim about it.
    pub member_names: Vec<String>,
    /// Names of other persons of the claim files that only a suffix tells from it ("Jr.").
    pub namesakes: Vec<String>,
}

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Group,
    Document,
}

/// Who did it, to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whoever took part.
    Any,
    /// Who did it.
    Agent,
    /// To whom it was done.
    Patient,
}

/// A claimed number.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityClaim {
    /// The values that fit.
    pub amount: Amount,
    /// What is counted or measured ("fighters", "metres", "dollars"), if said.
    pub of: Option<String>,
    /// As the `value` of the facet in machine output ("17 fighters").
    pub value: String,
}

/// Whether it happened or is to happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Modality {
    #[default]
    Actual,
    Planned,
}

/// Whether it is claimed to have happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Polarity {
    #[default]
    Positive,
    Negative,
}

/// How loud a claim is when its policy fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ClaimSeverity {
    #[default]
    Error,
    Warn,
    Info,
}

/// Whether a claim is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Checked.
    #[default]
    Active,
    /// Checked and shown, but never fails the gate.
    Draft,
    /// Not checked.
    Retired,
}

/// The label of a claim or facet in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// The source says so.
    Supports,
    /// The source gives a value that cannot be true together with the claim's.
    Contradicts,
    /// The source does not say.
    Omits,
    /// One passage supports, another by somebody else contradicts.
    Mixed,
}

impl Label {
    /// As in machine output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Omits => "omits",
            Self::Mixed => "mixed",
        }
    }
}

/// One entry of `[claim.expect]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Source id.
    pub source: String,
    /// What a person found.
    pub label: Label,
    /// Where the source id stands in the claim file.
    pub span: Span,
}

/// `[[suppress]]`: one right finding, accepted.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// Claim id.
    pub claim: String,
    /// Source id.
    pub source: String,
    /// Why.
    pub reason: String,
    /// Only this verdict, if given.
    pub verdict: Option<Label>,
    /// Day after which it no longer counts. Compared with a day given by the caller, never with a clock.
    pub expires: Option<EdtfDate>,
    /// Index into [`ClaimSet::files`].
    pub file: usize,
    /// Where the claim id stands.
    pub span: Span,
}

/// `[[known-gap]]`: an expectation that the checker is known to miss.
#[derive(Clone, Debug)]
pub struct KnownGap {
    /// Claim id.
    pub claim: String,
    /// Source id.
    pub source: String,
    /// Why.
    pub reason: String,
    /// Index into [`ClaimSet::files`].
    pub file: usize,
    /// Where the claim id stands.
    pub span: Span,
}
