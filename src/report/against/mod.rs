//! What changed since an earlier run: verdicts that are new, gone or other, and verdicts that stay on
//! other grounds.
//!
//! A verdict is known by claim and source, its grounds by facets and the words of its quotes. Lines
//! and offsets never count, so text that moves changes nothing.

mod earlier;
mod show;

use crate::claims::Label;
use crate::judge::ClaimVerdict;
use crate::report::Report;
use earlier::{Cell, Grounds};

pub use earlier::{Earlier, EarlierError};
pub(super) use show::head;
pub use show::{concise, full, matrix};

/// All changes, in the order of claims, then sources; what is gone comes last.
#[derive(Clone, Debug, Default)]
pub struct Changes<'a> {
    /// What the user calls the earlier run.
    pub name: String,
    /// Those to look at.
    pub list: Vec<Change<'a>>,
    /// Verdicts that are new and omit: counted, since there is nothing to look at.
    pub new_omissions: usize,
    /// Verdicts that are gone and omitted.
    pub gone_omissions: usize,
}

/// One verdict that changed.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// Id of the claim.
    pub claim: String,
    /// Id of the source.
    pub source: String,
    /// What it was, and whether all facets were supported; `None` if it is new.
    pub was: Option<(Label, bool)>,
    /// What it is; `None` if it is gone.
    pub now: Option<&'a ClaimVerdict>,
    /// Quotes that it no longer rests on, in order.
    pub dropped: Vec<String>,
}

impl<'a> Changes<'a> {
    /// Compares with an earlier run.
    #[must_use]
    pub fn since(name: &str, earlier: &Earlier, report: &Report<'a>) -> Self {
        let mut changes = Self {
            name: name.to_owned(),
            ..Self::default()
        };
        let mut gone = earlier.cells.clone();
        for verdict in report.verdicts() {
            let claim = &report.claim(verdict).id;
            let source = report.source_id(verdict);
            let cell = gone.remove(&(claim.clone(), source.to_owned()));
            changes.compare(*report, verdict, cell);
        }
        for ((claim, source), cell) in gone {
            if cell.label == Label::Omits {
                changes.gone_omissions += 1;
                continue;
            }
            changes.list.push(Change {
                claim,
                source,
                was: Some((cell.label, cell.complete)),
                now: None,
                dropped: Vec::new(),
            });
        }
        changes
    }

    fn compare(&mut self, report: Report<'a>, verdict: &'a ClaimVerdict, cell: Option<Cell>) {
        let mut dropped = Vec::new();
        if let Some(cell) = &cell
            && (cell.label, cell.complete) == state(verdict)
        {
            // Why a source omits a claim is no evidence.
            let Some(grounds) = cell.grounds.as_ref() else {
                return;
            };
            if verdict.label == Label::Omits {
                return;
            }
            let now = Grounds::of(report, verdict);
            if *grounds == now || is_same(grounds, &now) {
                return;
            }
            let left = grounds.quotes.iter();
            let left = left.filter(|(key, _)| !now.quotes.contains_key(*key));
            dropped.extend(left.map(|(_, quote)| quote.clone()));
        } else if cell.is_none() && verdict.label == Label::Omits {
            self.new_omissions += 1;
            return;
        }
        self.list.push(Change {
            claim: report.claim(verdict).id.clone(),
            source: report.source_id(verdict).to_owned(),
            was: cell.map(|cell| (cell.label, cell.complete)),
            now: Some(verdict),
            dropped,
        });
    }

    /// Whether nothing is to be shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.new_omissions == 0 && self.gone_omissions == 0
    }

    /// How a verdict changed, if it did.
    #[must_use]
    pub fn of(&self, verdict: &ClaimVerdict) -> Option<&Change<'a>> {
        let at = self.list.partition_point(|change| {
            change
                .now
                .is_some_and(|now| (now.claim, now.source) < (verdict.claim, verdict.source))
        });
        let change = self.list.get(at)?;
        let now = change.now?;
        ((now.claim, now.source) == (verdict.claim, verdict.source)).then_some(change)
    }
}

/// The same facets, and the same quotes but for their signs and white space.
fn is_same(a: &Grounds, b: &Grounds) -> bool {
    a.facets == b.facets && a.quotes.keys().eq(b.quotes.keys())
}

impl Change<'_> {
    /// Whether the verdict is the same and rests on something else.
    #[must_use]
    pub fn is_of_evidence(&self) -> bool {
        let now = self.now.map(state);
        self.was.is_some() && self.was == now
    }
}

/// Label, and whether all facets are supported, which says something of supports alone.
pub(super) fn state(verdict: &ClaimVerdict) -> (Label, bool) {
    let complete = verdict.complete && verdict.label == Label::Supports;
    (verdict.label, complete)
}

/// `supports in part`.
pub(super) fn words((label, complete): (Label, bool)) -> String {
    let part = match (label, complete) {
        (Label::Supports, false) => " in part",
        _ => "",
    };
    format!("{}{part}", label.as_str())
}
