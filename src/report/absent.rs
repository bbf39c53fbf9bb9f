//! What a source leaves out when it says nothing at all of a claim.

use crate::claims::{Claim, Label};
use crate::judge::{Facet, FacetKind, Reason};

/// Every facet of a claim as omitted, in the order of machine output: event, participants, place,
/// date, quantity, about, attributed-to.
#[must_use]
pub fn absent_facets(claim: &Claim) -> Vec<Facet> {
    let mut facets = vec![absent(
        FacetKind::Event,
        &claim.event,
        Reason::EventNotMentioned,
    )];
    for participant in &claim.participants {
        facets.push(absent(
            FacetKind::Participant,
            &participant.value,
            Reason::NameAbsent,
        ));
    }
    if let Some(place) = &claim.place {
        facets.push(absent(FacetKind::Place, &place.value, Reason::PlaceAbsent));
    }
    if let Some(date) = &claim.date {
        facets.push(absent(FacetKind::Date, &date.text, Reason::DateAbsent));
    }
    if let Some(quantity) = &claim.quantity {
        facets.push(absent(
            FacetKind::Quantity,
            &quantity.value,
            Reason::QuantityAbsent,
        ));
    }
    if !claim.about.is_empty() {
        let terms = claim.about.join(", ");
        facets.push(absent(FacetKind::About, &terms, Reason::AboutMissing));
    }
    if !claim.attributed_to.is_empty() {
        let speakers: Vec<&str> = claim
            .attributed_to
            .iter()
            .map(|referent| referent.value.as_str())
            .collect();
        facets.push(absent(
            FacetKind::AttributedTo,
            &speakers.join(", "),
            Reason::SaidByAbsent,
        ));
    }
    facets
}

fn absent(kind: FacetKind, value: &str, reason: Reason) -> Facet {
    Facet {
        kind,
        value: value.to_owned(),
        label: Label::Omits,
        reason,
        found: None,
        chain: Vec::new(),
        span: None,
    }
}
