//! What an item of a list of happenings says: nothing outside of it is said of its happening.

use crate::claims::Label;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};

impl Case<'_> {
    /// Takes back what a value outside of the item, or a pronoun in it, would say of it.
    pub(super) fn keep_in_item(
        &self,
        item: u32,
        parties: &mut [Finding],
        place: Option<&mut Finding>,
        date: Option<&mut Finding>,
    ) {
        for finding in parties.iter_mut().chain(place) {
            self.keep_inside(finding, item);
        }
        if let Some(date) = date.filter(|date| !self.is_in_item(date, item)) {
            *date = self.item_date(item);
        }
    }

    fn keep_inside(&self, finding: &mut Finding, item: u32) {
        let reason = match finding.reason {
            Reason::NameCoreference => Reason::NameAbsent,
            _ if finding.label == Label::Omits || self.is_in_item(finding, item) => return,
            Reason::PlaceEqual
            | Reason::PlaceWithin
            | Reason::PlaceContext
            | Reason::PlaceOther => Reason::PlaceAbsent,
            _ => Reason::NameAbsent,
        };
        *finding = Finding::omitted(reason);
    }

    fn is_in_item(&self, finding: &Finding, item: u32) -> bool {
        finding.span.is_some_and(|(part, span)| {
            self.sentence_at(part, span)
                .and_then(|sentence| self.reading.item_of(sentence))
                == Some(item)
        })
    }

    /// The day that an item of a list gives, wherever it stands in it.
    fn item_date(&self, item: u32) -> Finding {
        let claimed = self.claim.date.as_ref().expect("asked for a date");
        let times = &self.reading.annotations.times;
        let best = (0..times.len())
            .filter(|at| {
                let sentence = self.reading.document.sentence_of(times[*at].tokens.start());
                self.reading.item_of(sentence) == Some(item)
            })
            .filter_map(|at| Some((compare::date(self.reading, claimed, at)?, at)))
            .min();
        let (label, reason, at) = match best {
            Some((Relation::Fits, at)) => (Label::Supports, Reason::DateWithin, at),
            Some((Relation::Vaguer, at)) => (Label::Omits, self.inexact(claimed, at), at),
            Some((Relation::Other, at)) => (Label::Contradicts, Reason::DateOutside, at),
            Some((Relation::Unknown, _)) | None => return Finding::omitted(Reason::DateAbsent),
        };
        self.finding(label, reason, times[at].tokens, true)
    }
}
