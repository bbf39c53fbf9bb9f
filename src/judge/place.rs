//! Places: stated, lent by the context, wider or another.

use crate::align::{self, Binding, Candidacy};
use crate::claims::Label;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};
use crate::lang::events;

impl Case<'_> {
    pub(super) fn place(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
        let claimed = self
            .probe
            .place
            .as_ref()
            .expect("asked only for claims with a place");
        let mut seen: Vec<(Relation, usize, usize, bool)> = Vec::new();
        for member in members {
            let is_object = self.is_place_object(member);
            for bound in &member.places {
                if bound.binding > Binding::Sentence {
                    continue;
                }
                if let Some(relation) = compare::place(self.reading, claimed, bound.at, is_object) {
                    seen.push((
                        relation,
                        bound.at,
                        member.sentence,
                        bound.binding <= Binding::Linked,
                    ));
                }
            }
        }
        let placed = |label: Label, reason: Reason, at: usize, sentence: usize, is_firm: bool| {
            self.finding(
                label,
                reason,
                self.reading.annotations.places[at].tokens,
                sentence,
                is_firm,
            )
        };
        seen.sort_by_key(|(relation, at, _, is_firm)| (*relation, !is_firm, *at));
        match seen.first() {
            Some((Relation::Fits, at, sentence, is_firm)) => {
                let reason = match compare::is_inside(self.reading, claimed, *at) {
                    true => Reason::PlaceWithin,
                    false => Reason::PlaceEqual,
                };
                return placed(Label::Supports, reason, *at, *sentence, *is_firm);
            }
            _ => {
                if let Some((tokens, sentence)) = align::place_named(self.reading, claimed, members)
                {
                    return self.finding(
                        Label::Supports,
                        Reason::PlaceEqual,
                        tokens,
                        sentence,
                        true,
                    );
                }
            }
        }
        let lent = align::lent_places(self.reading, &self.kin, best);
        let relate = |at: usize| compare::place(self.reading, claimed, at, false);
        let is_placed_elsewhere = seen
            .iter()
            .any(|(relation, _, _, is_firm)| *relation == Relation::Other && *is_firm);
        let setting = || {
            align::setting(self.reading, best.sentence)
                .find(|(at, _)| relate(*at) == Some(Relation::Fits))
        };
        if let Some((at, sentence)) = setting().filter(|_| {
            !is_placed_elsewhere
                && lent
                    .iter()
                    .all(|(at, _)| relate(*at) != Some(Relation::Other))
        }) {
            return placed(Label::Supports, Reason::PlaceContext, at, sentence, false);
        }
        if let Some((at, sentence)) = lent
            .iter()
            .filter(|_| !is_placed_elsewhere)
            .find(|(at, _)| relate(*at) == Some(Relation::Fits))
        {
            return placed(Label::Supports, Reason::PlaceContext, *at, *sentence, false);
        }
        match seen.first() {
            Some((Relation::Vaguer, at, sentence, _)) => {
                placed(Label::Omits, Reason::PlaceWider, *at, *sentence, true)
            }
            Some((Relation::Other, at, sentence, true)) if !claimed.rows.is_empty() => {
                placed(Label::Contradicts, Reason::PlaceOther, *at, *sentence, true)
            }
            Some((Relation::Other | Relation::Unknown, at, sentence, _)) => {
                placed(Label::Omits, Reason::PlaceUnknown, *at, *sentence, false)
            }
            _ => {
                // Nothing in the passages themselves: where the happening as a whole is told to be.
                let all_other = !lent.is_empty()
                    && lent
                        .iter()
                        .all(|(at, _)| relate(*at) == Some(Relation::Other))
                    && !align::is_place_told(self.reading, claimed, |at| {
                        relate(at) == Some(Relation::Fits)
                    });
                match lent.first() {
                    Some((at, sentence)) if all_other && !claimed.rows.is_empty() => placed(
                        Label::Contradicts,
                        Reason::PlaceOther,
                        *at,
                        *sentence,
                        false,
                    ),
                    Some((at, sentence)) if relate(*at) == Some(Relation::Vaguer) => {
                        placed(Label::Omits, Reason::PlaceWider, *at, *sentence, false)
                    }
                    Some((at, sentence)) => {
                        placed(Label::Omits, Reason::PlaceUnknown, *at, *sentence, false)
                    }
                    None => Finding::omitted(Reason::PlaceAbsent),
                }
            }
        }
    }

    pub(super) fn is_place_object(&self, candidate: &Candidacy) -> bool {
        self.reading.annotations.events[candidate.event]
            .types
            .iter()
            .any(|id| self.probe.types.contains(id) && events().get(*id).place_object)
    }
}
