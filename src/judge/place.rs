//! Places: stated, lent by the context, wider or another.

mod incident;
mod only;

use crate::align::{self, Binding, Candidacy, PlaceProbe};
use crate::annotate::{NameKind, PlaceUse};
use crate::claims::Label;
use crate::document::{SentenceKind, TokenRange};
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, PlaceRole, Relation};
use crate::lang::gazetteer::gazetteer;
use crate::lang::{Classes, PlaceId, events, families};

impl Case<'_> {
    pub(super) fn place(&self, members: &[&Candidacy], best: &Candidacy) -> Finding {
        let claimed = self
            .probe
            .place
            .as_ref()
            .expect("asked only for claims with a place");
        let is_recalled = self.is_recalled(members);
        let is_incident = !is_recalled && self.is_incident_told(members);
        let mut seen: Vec<(Relation, usize, bool)> = Vec::new();
        for member in members
            .iter()
            .filter(|member| member.is_own || !is_recalled)
        {
            let role = self.place_role(member);
            for bound in &member.places {
                let is_beside = is_incident
                    && align::is_beside(
                        self.reading,
                        self.reading.annotations.places[bound.at].tokens,
                    );
                if bound.binding > Binding::Sentence || is_beside {
                    continue;
                }
                let role = PlaceRole {
                    is_source: role.is_source || self.is_source_of_owner(bound.at),
                    ..role
                };
                if let Some(relation) = compare::place(self.reading, claimed, bound.at, role) {
                    seen.push((relation, bound.at, bound.binding <= Binding::Linked));
                }
            }
            if let Some(at) = self.place_taken_up(member)
                && let Some(relation) = compare::place(self.reading, claimed, at, role)
            {
                seen.push((relation, at, true));
            }
        }
        let placed = |label: Label, reason: Reason, at: usize, is_firm: bool| {
            self.finding(
                label,
                reason,
                self.reading.annotations.places[at].tokens,
                is_firm,
            )
        };
        // A dateline is the default, and gives way to what the sentence itself says.
        let is_dateline =
            |at: usize| self.reading.annotations.places[at].use_ == PlaceUse::Dateline;
        let is_stated =
            |bound: &align::Bound| bound.binding == Binding::Clause && !is_dateline(bound.at);
        if members
            .iter()
            .flat_map(|member| &member.places)
            .any(is_stated)
        {
            seen.retain(|(_, at, _)| !is_dateline(*at));
        }
        self.narrow(&mut seen);
        seen.sort_by_key(|(relation, at, is_firm)| (*relation, !is_firm, *at));
        match seen.first() {
            Some((Relation::Fits, at, is_firm)) => {
                let reason = match compare::is_inside(self.reading, claimed, *at) {
                    _ if is_dateline(*at) => Reason::PlaceContext,
                    true => Reason::PlaceWithin,
                    false => Reason::PlaceEqual,
                };
                return placed(Label::Supports, reason, *at, *is_firm);
            }
            _ => {
                if let Some((tokens, _)) = align::place_named(self.reading, claimed, members) {
                    return self.finding(Label::Supports, Reason::PlaceEqual, tokens, true);
                }
            }
        }
        if let Some(finding) = self.residence(claimed) {
            return finding;
        }
        if is_incident && let Some(finding) = self.incident_place(claimed) {
            return finding;
        }
        let mut lent = align::lent_places(self.reading, &self.kin, best);
        if is_recalled {
            lent.retain(|(_, at)| members.iter().any(|member| member.sentence == *at));
        }
        lent.retain(|(at, _)| {
            let tokens = self.reading.annotations.places[*at].tokens;
            !(is_incident && align::is_no_scene(self.reading, tokens))
        });
        let relate = |at: usize| compare::place(self.reading, claimed, at, PlaceRole::default());
        let is_placed_elsewhere = seen
            .iter()
            .any(|(relation, _, is_firm)| *relation == Relation::Other && *is_firm);
        let setting = || {
            let is_beside = |at: usize| {
                let tokens = self.reading.annotations.places[at].tokens;
                is_incident && align::is_no_scene(self.reading, tokens)
            };
            align::setting(self.reading, best.sentence).find(|(at, sentence)| {
                relate(*at) == Some(Relation::Fits)
                    && !is_beside(*at)
                    && (*sentence == best.sentence || !self.is_of_recalled(*at))
            })
        };
        // A caption is of its picture: the scene of the article is not its own.
        let is_caption =
            self.reading.document.sentences[best.sentence].kind == SentenceKind::Caption;
        if let Some((at, _)) = setting().filter(|_| {
            !is_placed_elsewhere
                && !is_recalled
                && !is_caption
                && lent
                    .iter()
                    .all(|(at, _)| relate(*at) != Some(Relation::Other))
        }) {
            return placed(Label::Supports, Reason::PlaceContext, at, false);
        }
        if let Some((at, _)) = lent
            .iter()
            .filter(|_| !is_placed_elsewhere)
            .find(|(at, _)| relate(*at) == Some(Relation::Fits))
        {
            return placed(Label::Supports, Reason::PlaceContext, *at, false);
        }
        let is_open = || {
            let is_other = |at: usize| relate(at) == Some(Relation::Other);
            !seen.iter().any(|(_, at, _)| is_other(*at))
                && !lent.iter().any(|(at, _)| is_other(*at))
        };
        if is_incident
            && !is_caption
            && is_open()
            && let Some(finding) = self.only_town(claimed)
        {
            return finding;
        }
        match seen.first() {
            Some((Relation::Vaguer, at, _)) => placed(Label::Omits, Reason::PlaceWider, *at, true),
            Some((Relation::Other, at, true)) if self.is_other_site(claimed, *at) => {
                placed(Label::Contradicts, Reason::PlaceOther, *at, true)
            }
            Some((Relation::Other, at, true))
                if is_incident && self.is_place_open(claimed, *at) =>
            {
                placed(Label::Omits, Reason::PlaceUnknown, *at, false)
            }
            Some((Relation::Other, at, true)) if claimed.is_mapped() => {
                placed(Label::Contradicts, Reason::PlaceOther, *at, true)
            }
            // "The Times of Israel": what only modifies a name places nothing.
            Some((Relation::Unknown, at, _))
                if self.reading.annotations.places[*at].use_ == PlaceUse::Modifier =>
            {
                Finding::omitted(Reason::PlaceAbsent)
            }
            Some((Relation::Other | Relation::Unknown, at, _)) => {
                placed(Label::Omits, Reason::PlaceUnknown, *at, false)
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
                    Some((at, _)) if is_incident && self.is_place_open(claimed, *at) => {
                        placed(Label::Omits, Reason::PlaceUnknown, *at, false)
                    }
                    Some((at, _)) if all_other && claimed.is_mapped() && !self.is_widespread() => {
                        placed(Label::Contradicts, Reason::PlaceOther, *at, false)
                    }
                    Some((at, _)) if relate(*at) == Some(Relation::Vaguer) => {
                        placed(Label::Omits, Reason::PlaceWider, *at, false)
                    }
                    Some((at, _)) => placed(Label::Omits, Reason::PlaceUnknown, *at, false),
                    None => Finding::omitted(Reason::PlaceAbsent),
                }
            }
        }
    }

    /// Whether the mentions, none of them in the lead, tell what happened long before the article's own
    /// happening: the place of that one says nothing of it.
    pub(super) fn is_recalled(&self, members: &[&Candidacy]) -> bool {
        let lead = align::lead_end(self.reading);
        let own = members.iter().filter(|member| member.is_own);
        let is_aside = own.clone().all(|member| member.sentence >= lead);
        is_aside
            && own
                .flat_map(|member| &member.times)
                .filter(|bound| bound.binding <= Binding::Linked)
                .filter_map(|bound| compare::interval(self.reading, bound.at))
                .any(|days| self.reading.is_recalled(days))
    }

    /// "since last May, when another one blew up in Texas": the place of what was long before.
    fn is_of_recalled(&self, at: usize) -> bool {
        let annotations = self.reading.annotations;
        let place = annotations.places[at].tokens;
        let document = self.reading.document;
        let sentence = document.sentences[document.sentence_of(place.start())].tokens;
        let Some(verb) = align::owners_of(self.reading, place).1 else {
            return false;
        };
        self.reading.times_in(sentence).any(|time| {
            let tokens = annotations.times[time].tokens;
            compare::interval(self.reading, time).is_some_and(|days| self.reading.is_recalled(days))
                && align::binding(self.reading, verb, tokens) <= Binding::Linked
        })
    }

    /// "blew up soon after it was launched from Kourou": the verb that owns the place happens where it
    /// starts.
    fn is_source_of_owner(&self, at: usize) -> bool {
        let tokens = self.reading.annotations.places[at].tokens;
        align::owners_of(self.reading, tokens)
            .1
            .is_some_and(|verb| {
                self.reading.annotations.events[verb]
                    .types
                    .iter()
                    .any(|id| events().get(*id).place_source)
            })
    }

    /// "in an old quarter of Graz in Austria": what holds another place that is told says no more
    /// than that one.
    fn narrow(&self, seen: &mut Vec<(Relation, usize, bool)>) {
        let row = |at: usize| self.reading.annotations.places[at].place.map(PlaceId);
        let narrower: Vec<PlaceId> = seen
            .iter()
            .filter(|(relation, _, is_firm)| *relation == Relation::Other && *is_firm)
            .filter_map(|(_, at, _)| row(*at))
            .collect();
        let holds = |at: usize| {
            row(at).is_some_and(|wide| {
                narrower
                    .iter()
                    .any(|inner| gazetteer().contains(wide, *inner))
            })
        };
        seen.retain(|(relation, at, _)| *relation != Relation::Vaguer || !holds(*at));
    }

    /// Whether a place is another building of the claimed one's kind.
    fn is_other_site(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let tokens = self.reading.annotations.places[at].tokens;
        compare::is_other_site(self.reading, claimed, tokens)
    }

    /// The place that "its" or "there" in a mention's clause takes up: the last one before it in the
    /// sentence, with no other body or thing named between that could be meant.
    fn place_taken_up(&self, member: &Candidacy) -> Option<usize> {
        let document = self.reading.document;
        let mention = &self.reading.annotations.events[member.event];
        let parsed = self.reading.parsed(member.sentence);
        let clause = parsed.clauses[parsed.clause_of(mention.verb)].tokens;
        let pronoun = (mention.verb + 1..clause.end()).find(|at| {
            families().is_place_pronoun(document.tokens[*at].key)
                && !document
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is(Classes::BE))
        })?;
        let sentence = document.sentences[member.sentence].tokens;
        let places = &self.reading.annotations.places;
        let before = places.partition_point(|place| place.tokens.start() < pronoun);
        let at = before.checked_sub(1)?;
        let place = &places[at];
        let is_body = |name: usize| {
            let name = &self.reading.annotations.names[name];
            !matches!(name.kind, NameKind::Person | NameKind::Place)
                && !name.tokens.is_overlapping(place.tokens)
        };
        let named = TokenRange::new(sentence.start(), pronoun);
        (sentence.contains(place.tokens.start())
            && place.use_ == PlaceUse::Location
            && place.place.is_some()
            && !self.reading.names_in(named).any(is_body))
        .then_some(at)
    }

    pub(super) fn place_role(&self, candidate: &Candidacy) -> PlaceRole {
        let kinds = || {
            self.reading.annotations.events[candidate.event]
                .types
                .iter()
                .filter(|id| self.probe.types.contains(id))
                .map(|id| events().get(*id))
        };
        PlaceRole {
            is_object: kinds().any(|kind| kind.place_object),
            is_source: kinds().any(|kind| kind.place_source)
                || self
                    .probe
                    .place
                    .as_ref()
                    .is_some_and(|place| place.is_residence),
            is_route: kinds().any(|kind| families().is_motion(kind)),
        }
    }
}
