//! Places: stated, lent by the context, wider or another.

use crate::align::{self, Binding, Candidacy, PlaceProbe, Spot};
use crate::annotate::{NameKind, PlaceUse};
use crate::claims::Label;
use crate::document::{SentenceKind, TokenRange};
use crate::judge::Reason;
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, PlaceRole, Relation};
use crate::lang::gazetteer::{PlaceRelation, gazetteer};
use crate::lang::{Classes, PlaceId, PlaceKind, events, families};

/// What must speak for another place.
const FIRM: u32 = 6;

/// Whether two places are one for the place of an incident: the same, or a county and a town in it.
fn is_one_place(a: Option<u32>, b: Option<u32>) -> bool {
    let (Some(a), Some(b)) = (a.map(PlaceId), b.map(PlaceId)) else {
        return false;
    };
    let is_small = |id: PlaceId| gazetteer().place(id).kind >= PlaceKind::County;
    a == b
        || is_small(a) && is_small(b) && (gazetteer().contains(a, b) || gazetteer().contains(b, a))
}

/// Whether a place is a county, a town or a part of one.
fn is_town(row: Option<u32>) -> bool {
    row.is_some_and(|row| gazetteer().place(PlaceId(row)).kind >= PlaceKind::County)
}

/// Reports name the suburb, records the town: no two places so many kilometres apart contradict each
/// other in the tale of an incident.
const NEIGHBOURING: f64 = 12.0;

/// A part of a town is no farther from its middle, in kilometres.
const PART: f64 = 25.0;

/// And the town has so many times its people.
const SMALL: u32 = 10;

/// Whether two places lie in one county, or close by.
fn is_neighbouring(a: PlaceId, b: PlaceId) -> bool {
    let is_town = |id: PlaceId| gazetteer().place(id).kind == PlaceKind::City;
    is_same_county(a, b)
        || is_town(a)
            && is_town(b)
            && gazetteer()
                .distance(a, b)
                .is_some_and(|apart| apart < NEIGHBOURING)
}

/// Whether two places lie in one county.
fn is_same_county(a: PlaceId, b: PlaceId) -> bool {
    let county = |id: PlaceId| {
        gazetteer()
            .upward(id)
            .find(|container| gazetteer().place(*container).kind == PlaceKind::County)
    };
    county(a).is_some() && county(a) == county(b)
}

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
            !(is_incident && align::is_near_only(self.reading, tokens))
        });
        let relate = |at: usize| compare::place(self.reading, claimed, at, PlaceRole::default());
        let is_placed_elsewhere = seen
            .iter()
            .any(|(relation, _, is_firm)| *relation == Relation::Other && *is_firm);
        let setting = || {
            let is_beside = |at: usize| {
                let tokens = self.reading.annotations.places[at].tokens;
                is_incident && align::is_near_only(self.reading, tokens)
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
                    Some((at, _)) if all_other && claimed.is_mapped() => {
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
        let from = annotations
            .times
            .partition_point(|time| time.tokens.start() < sentence.start());
        annotations.times[from..]
            .iter()
            .enumerate()
            .take_while(|(_, time)| time.tokens.start() < sentence.end())
            .any(|(offset, time)| {
                compare::interval(self.reading, from + offset)
                    .is_some_and(|days| self.reading.is_recalled(days))
                    && align::binding(self.reading, verb, time.tokens) <= Binding::Linked
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

    /// The place of an incident as the sentences of the article tell it together; `None` where they
    /// leave it open.
    fn incident_place(&self, claimed: &PlaceProbe) -> Option<Finding> {
        let spots = &self.reading.incident().spots;
        let relate = |at: usize| compare::place_rows(self.reading, claimed, at);
        let weight = |of: &dyn Fn(&Spot) -> bool| -> u32 {
            spots
                .iter()
                .filter(|spot| of(spot))
                .map(|spot| spot.tie.weight())
                .sum()
        };
        // "Toledo Police say": whose officers it was.
        let is_whose = |spot: &Spot| {
            matches!(
                self.reading.annotations.places[spot.at].use_,
                PlaceUse::Actor | PlaceUse::Origin
            )
        };
        let is_meant = |spot: &Spot| {
            compare::place(self.reading, claimed, spot.at, PlaceRole::default())
                == Some(Relation::Fits)
                || is_whose(spot)
                    && matches!(
                        relate(spot.at),
                        PlaceRelation::Equal | PlaceRelation::Within
                    )
        };
        // A place of what was long before speaks neither for the claimed one nor makes way for another.
        let fits = |spot: &Spot| is_meant(spot) && !self.is_of_recalled(spot.at);
        let row = |at: usize| self.reading.annotations.places[at].place;
        let is_other =
            |spot: &Spot| row(spot.at).is_some() && relate(spot.at) == PlaceRelation::Disjoint;
        let same = |a: &Spot, b: &Spot| is_one_place(row(a.at), row(b.at));
        let other = spots
            .iter()
            .filter(|spot| is_other(spot))
            .max_by_key(|spot| (weight(&|one| same(one, spot)), std::cmp::Reverse(spot.at)));
        let against = other.map_or(0, |other| weight(&|one| same(one, other)));
        let tokens = |spot: &Spot| self.reading.annotations.places[spot.at].tokens;
        let named = align::named_spots(self.reading, claimed);
        let by_name: u32 = named.iter().map(|spot| spot.tie.weight()).sum();
        let fit = spots
            .iter()
            .filter(|spot| fits(spot))
            .map(|spot| (spot.tie, tokens(spot)))
            .chain(named.iter().map(|spot| (spot.tie, spot.tokens)))
            .min_by_key(|(tie, tokens)| (*tie, tokens.start()));
        // A part of the claimed town, or a town of that name somewhere else, stands against nothing.
        let is_rival = other.is_some_and(|other| {
            !self.is_part(claimed, other.at) && self.is_settled(claimed, other.at)
        });
        let in_favour = weight(&fits) + by_name;
        if let Some((_, tokens)) = fit.filter(|_| !is_rival || in_favour * 2 >= against) {
            let reason = Reason::PlaceContext;
            return Some(self.finding(Label::Supports, reason, tokens, false));
        }
        // A dateline alone may be where the report was written.
        let places = &self.reading.annotations.places;
        let is_dateline = |at: usize| places[at].use_ == PlaceUse::Dateline;
        let other = other.filter(|other| {
            let is_rival = |spot: &Spot| {
                is_town(row(spot.at))
                    && !same(spot, other)
                    && weight(&|one| same(one, spot)) * 2 > against
            };
            against >= FIRM
                && claimed.is_mapped()
                && !spots.iter().any(is_rival)
                && (0..places.len())
                    .any(|at| is_one_place(row(at), row(other.at)) && !is_dateline(at))
        })?;
        let is_open = self.is_place_open(claimed, other.at);
        (!is_open)
            .then(|| self.finding(Label::Contradicts, Reason::PlaceOther, tokens(other), true))
    }

    /// Whether a place is another building of the claimed one's kind.
    fn is_other_site(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let tokens = self.reading.annotations.places[at].tokens;
        compare::is_other_site(self.reading, claimed, tokens)
    }

    /// Whether a place lies in the county of the claimed one, or close by.
    fn is_near(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let mut rows = compare::rows(self.reading, at);
        // "London" is not the village of that name which happens to lie beside one that is called
        // like the claimed place.
        if rows.iter().any(|row| align::is_known(*row)) {
            rows.retain(|row| align::is_known(*row));
        }
        claimed
            .rows
            .iter()
            .any(|claimed| rows.iter().any(|row| is_neighbouring(*claimed, *row)))
    }

    /// Whether a place close by the claimed town may be a part of it: far smaller, and with no officers
    /// or offices of its own that the article names.
    fn is_part(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let gazetteer = gazetteer();
        let places = &self.reading.annotations.places;
        let Some(row) = places[at].place.map(PlaceId) else {
            return false;
        };
        let is_town = |place: &crate::annotate::PlaceMention| {
            place.place == Some(row.0)
                && (align::is_force(self.reading, place.tokens)
                    || place
                        .tokens
                        .range()
                        .any(|token| self.reading.document.word(token) == ","))
        };
        let is_small = claimed.rows.iter().any(|town| {
            gazetteer.place(*town).kind == PlaceKind::City
                && gazetteer.place(row).kind >= PlaceKind::City
                && is_same_county(*town, row)
                && gazetteer
                    .distance(*town, row)
                    .is_some_and(|apart| apart < PART)
                && gazetteer.place(*town).population / SMALL > gazetteer.place(row).population
        });
        is_small && !places.iter().any(is_town)
    }

    /// Whether the article leaves it open that an incident was at the claimed place, though another
    /// is told: it lies beside, the claimed one is told too, or nothing else says that the other one
    /// is meant ("shot in Odessa" may be a part of the town of the report).
    pub(super) fn is_place_open(&self, claimed: &PlaceProbe, at: usize) -> bool {
        self.is_near(claimed, at)
            || !self.is_settled(claimed, at)
            || self.reading.incident().spots.iter().any(|spot| {
                compare::place(self.reading, claimed, spot.at, PlaceRole::default())
                    == Some(Relation::Fits)
            })
            || !align::named_spots(self.reading, claimed).is_empty()
    }

    /// Whether a place is surely the one on the map: in the region that the claim tells too, told with
    /// what it lies in, in a region or country that the article speaks of elsewhere, or known to
    /// everybody.
    fn is_settled(&self, claimed: &PlaceProbe, at: usize) -> bool {
        let gazetteer = gazetteer();
        let places = &self.reading.annotations.places;
        let rows = compare::rows(self.reading, at);
        let words = |at: usize| {
            places[at]
                .tokens
                .range()
                .any(|token| self.reading.document.word(token) == ",")
        };
        words(at)
            || self.is_only_reading(at)
            || rows.iter().any(|row| {
                let own = gazetteer.region_or_country(*row);
                align::is_known(*row)
                    || gazetteer.place(*row).kind < PlaceKind::County
                    || claimed
                        .rows
                        .iter()
                        .chain(&claimed.outer)
                        .any(|claimed| gazetteer.region_or_country(*claimed) == own)
                    || align::is_pointed_at(self.reading, *row)
            })
    }

    /// "Graz in Austria", "the Greek island of Lesbos": the only place of its name in a country that
    /// the article tells, and that holds it.
    fn is_only_reading(&self, at: usize) -> bool {
        let annotations = self.reading.annotations;
        let document = self.reading.document;
        let Some(row) = annotations.places[at].place.map(PlaceId) else {
            return false;
        };
        let Some(country) = gazetteer().country(row).filter(|country| *country != row) else {
            return false;
        };
        let words = |tokens: TokenRange| -> Vec<_> {
            tokens.range().map(|at| document.tokens[at].key).collect()
        };
        let is_named = || {
            annotations
                .places
                .iter()
                .any(|place| place.place == Some(country.0))
        };
        let is_demonym = || {
            annotations
                .names
                .iter()
                .filter(|name| name.kind == NameKind::Demonym)
                .any(|name| gazetteer().demonym(&words(name.tokens)) == Some(country))
        };
        let readings = gazetteer().lookup(&words(annotations.places[at].tokens));
        let n_inside = readings
            .iter()
            .filter(|reading| gazetteer().contains(country, **reading))
            .count();
        n_inside == 1 && (is_named() || is_demonym())
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
