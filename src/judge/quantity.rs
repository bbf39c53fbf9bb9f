//! Numbers: of the same thing in the same event.

use crate::align::{Binding, Candidacy};
use crate::claims::Label;
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};

impl Case<'_> {
    pub(super) fn quantity(&self, members: &[&Candidacy]) -> Finding {
        let claimed = self
            .claim
            .quantity
            .as_ref()
            .expect("asked only for claims with a quantity");
        let mut seen: Vec<(Relation, bool, usize, usize)> = Vec::new();
        for member in members.iter().filter(|member| member.is_own) {
            for bound in member
                .quantities
                .iter()
                .filter(|bound| bound.binding <= Binding::Sentence)
            {
                if let Some(relation) = compare::quantity(self.reading, claimed, bound.at) {
                    seen.push((
                        relation,
                        bound.binding > Binding::Linked,
                        bound.at,
                        member.sentence,
                    ));
                }
            }
        }
        seen.sort_unstable();
        let counted = |label: Label, reason: Reason, at: usize, sentence: usize| {
            self.finding(
                label,
                reason,
                self.reading.annotations.quantities[at].tokens,
                sentence,
                true,
            )
        };
        match seen.first() {
            Some((Relation::Fits, _, at, sentence)) => {
                counted(Label::Supports, Reason::QuantityEqual, *at, *sentence)
            }
            Some((Relation::Vaguer, _, at, sentence)) => {
                counted(Label::Omits, Reason::QuantityVaguer, *at, *sentence)
            }
            Some((Relation::Other, false, at, sentence)) => {
                counted(Label::Contradicts, Reason::QuantityOther, *at, *sentence)
            }
            _ => Finding::omitted(Reason::QuantityAbsent),
        }
    }
}
