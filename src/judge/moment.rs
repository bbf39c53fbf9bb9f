//! How the place, day and number that stand with one mention are to the claimed ones.

use crate::align::{Binding, Bound, Candidacy};
use crate::judge::case::Case;
use crate::judge::compare::{self, Relation};

impl Case<'_> {
    /// Of the places bound at least as firmly as `reach`: one that fits, whatever else there is.
    pub(super) fn told_place(&self, candidate: &Candidacy, reach: Binding) -> Option<Relation> {
        let claimed = self.probe.place.as_ref()?;
        let role = self.place_role(candidate);
        best(&candidate.places, reach, |at| {
            compare::place(self.reading, claimed, at, role)
        })
    }

    /// The same of its days.
    pub(super) fn told_date(&self, candidate: &Candidacy, reach: Binding) -> Option<Relation> {
        let claimed = self.claim.date.as_ref()?;
        best(&candidate.times, reach, |at| {
            compare::date(self.reading, claimed, at)
        })
    }

    /// The same of its numbers.
    pub(super) fn told_quantity(&self, candidate: &Candidacy, reach: Binding) -> Option<Relation> {
        let claimed = self.claim.quantity.as_ref()?;
        best(&candidate.quantities, reach, |at| {
            compare::quantity(self.reading, claimed, at)
        })
    }
}

fn best(
    bounds: &[Bound],
    reach: Binding,
    relation: impl Fn(usize) -> Option<Relation>,
) -> Option<Relation> {
    let near = bounds.iter().filter(|bound| bound.binding <= reach);
    near.filter_map(|bound| relation(bound.at)).min()
}
