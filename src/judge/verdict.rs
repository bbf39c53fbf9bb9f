//! What a check gives: a verdict for each claim and source, with facets and evidence.

use crate::base::Span;
use crate::claims::Label;
use crate::document::Part;
use crate::judge::Reason;

/// Everything that a check found; the reports are functions of this and of the texts.
#[derive(Clone, Debug, Default)]
pub struct CheckResult {
    /// Sources in order of id.
    pub sources: Vec<SourceInfo>,
    /// One verdict for each claim and source: in claim order, then source order.
    pub verdicts: Vec<ClaimVerdict>,
    /// Sentences read, over all sources.
    pub sentences: usize,
}

/// What a report says of a source.
#[derive(Clone, Debug, Default)]
pub struct SourceInfo {
    /// Source id.
    pub id: String,
    /// Position in the list of articles that was checked.
    pub article: usize,
    /// Sentences in it.
    pub sentences: usize,
    /// A relative date could not be resolved, since no publication date is known; the first such
    /// expression.
    pub unanchored: Option<Span>,
}

/// One claim in one source.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimVerdict {
    /// Position of the claim in its set.
    pub claim: usize,
    /// Position of the source in [`CheckResult::sources`].
    pub source: usize,
    /// Supports, contradicts, omits or mixed.
    pub label: Label,
    /// No facet is omitted.
    pub complete: bool,
    /// Each facet of the claim, in the order event, participants, place, date, quantity, about,
    /// attributed-to. Empty where the claim and the article have nothing in common: every facet
    /// is omitted for [`Reason::EventNotMentioned`].
    pub facets: Vec<Facet>,
    /// The deciding passages, most important first.
    pub evidence: Vec<Evidence>,
    /// Of an omission: the nearest passage and why it was rejected.
    pub nearest: Option<Candidate>,
}

impl ClaimVerdict {
    /// Of a claim of which a source says nothing at all.
    #[must_use]
    pub fn silent(claim: usize, source: usize) -> Self {
        Self {
            claim,
            source,
            label: Label::Omits,
            complete: false,
            facets: Vec::new(),
            evidence: Vec::new(),
            nearest: None,
        }
    }
}

/// What a facet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum FacetKind {
    Event,
    Participant,
    Place,
    Date,
    Quantity,
    About,
    AttributedTo,
}

impl FacetKind {
    /// As in machine output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Participant => "participant",
            Self::Place => "place",
            Self::Date => "date",
            Self::Quantity => "quantity",
            Self::About => "about",
            Self::AttributedTo => "attributed-to",
        }
    }
}

/// The verdict on one facet.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// The claim's value, as written.
    pub value: String,
    /// Supports, contradicts, omits; never mixed.
    pub label: Label,
    /// Why.
    pub reason: Reason,
    /// The value found, normalised (EDTF date, place name, number), if any.
    pub found: Option<String>,
    /// Steps from the text to the value: "Thursday", "published 2025-10-24", "2025-10-23".
    pub chain: Vec<String>,
    /// Where the value stands.
    pub span: Option<(Part, Span)>,
}

/// A passage that decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it says of the claim: supports or contradicts.
    pub label: Label,
    /// Title or body.
    pub part: Part,
    /// Its bytes in that part: a sentence.
    pub span: Span,
    /// Who says it, if not the source itself.
    pub said_by: Option<SaidBy>,
    /// Which facets it decides.
    pub facets: Vec<FacetKind>,
}

/// Who says it: sliced from the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBy {
    /// The words that name the speaker.
    pub text: String,
    /// Where they stand.
    pub part: Part,
    /// Their bytes.
    pub span: Span,
}

/// A passage that was looked at and rejected, or taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Title or body.
    pub part: Part,
    /// Its bytes: a sentence.
    pub span: Span,
    /// Why it was rejected or taken.
    pub reason: Reason,
    /// The facets as that passage alone would have them.
    pub facets: Vec<Facet>,
    /// Whether it was taken as this very event.
    pub taken: bool,
}
