//! The day of an incident: what stands with its mentions first, then the day of the article's incident
//! as its sentences tell it together.

use crate::align::{self, Binding, Candidacy, Day, Tie};
use crate::annotate::{TimeBound, Turn};
use crate::claims::{Label, Modality, Polarity};
use crate::document::{Part, Sentence, SentenceKind, Shape};
use crate::judge::case::{Case, Finding};
use crate::judge::compare::{self, Relation};
use crate::judge::date::{Dated, edtf};
use crate::judge::{Reason, group};
use crate::lang::{families, lexicon};
use crate::value::name::key;
use crate::value::{DateRelation, EdtfDate, Interval};

/// What must speak for a day that stands with no mention in the opening.
const FIRM: u32 = 16;

/// What must speak for a day that only other acts of those concerned tell.
const FIRM_SCENE: u32 = 6;

/// What must speak for a day that is next to the claimed one: records and reports differ by a day.
const FIRM_NEXT: u32 = 12;

/// The same where the article tells of a night.
const FIRM_NEXT_TO_NIGHT: u32 = 24;

/// The same for what was done to somebody: it must be told twice.
const FIRM_TWICE: u32 = 24;

/// The longest stretch, in days, that can tell another day of an incident than the claimed one.
pub(super) const SHORT: i32 = 3;

/// The longest stretch, in days, whose words need not stand with the very event.
const MONTH: i32 = 31;

/// A day for which so many times less speaks than for the main one is no rival of it.
const CLEAR: u32 = 6;

impl Case<'_> {
    /// Whether the claim asserts an incident that the members tell.
    pub(in crate::judge) fn is_incident_told(&self, members: &[&Candidacy]) -> bool {
        self.claim.modality == Modality::Actual
            && self.claim.polarity == Polarity::Positive
            && !self.is_aside
            && members
                .iter()
                .any(|member| member.is_own && align::is_incident(self.reading, member))
    }

    /// The day of an incident: what stands with its mentions first, then the day of the article's
    /// incident as its sentences tell it together.
    pub(super) fn incident_date(&self, claimed: &EdtfDate, members: &[&Candidacy]) -> Finding {
        let seen = self.seen_days(claimed, members);
        let incident = self.reading.incident();
        let relate = |at: usize| compare::date(self.reading, claimed, at);
        let other = self.firm_other(claimed, &seen);
        let fit = seen
            .first()
            .filter(|dated| dated.relation == Relation::Fits);
        if let Some(fit) = fit.filter(|fit| !fit.is_weak) {
            let reason = if fit.is_kin {
                Reason::DateContext
            } else {
                Reason::DateWithin
            };
            return self.dated(Label::Supports, reason, fit.at, true);
        }
        let weight = |at: usize| {
            compare::interval(self.reading, at).map_or(0, |interval| incident.weight(interval))
        };
        let main = incident.main_day();
        let told = incident
            .days
            .iter()
            .filter(|day| match relate(day.at) {
                Some(relation) => relation == Relation::Fits,
                None => claimed.relate(day.interval) == DateRelation::Within,
            })
            .filter(|day| day.tie < Tie::Late || main.is_some_and(|main| main.tie == Tie::Late))
            .min_by_key(|day| (day.tie, day.at));
        if let Some(day) = told.filter(|day| {
            other.is_none_or(|other| {
                // A claim's own event with a firm date of its own is mostly another event.
                let against = match other.is_kin {
                    true => weight(other.at),
                    false => weight(other.at).max(Tie::Told.weight()) * 2,
                };
                against <= weight(day.at)
                    || day.tie <= Tie::Response
                        && compare::is_same_wording(self.reading, claimed, other.at)
            })
        }) {
            return self.dated(Label::Supports, Reason::DateContext, day.at, false);
        }
        if let Some(fit) = fit.filter(|_| other.is_none()) {
            return self.dated(Label::Supports, Reason::DateContext, fit.at, false);
        }
        if let Some(finding) = self.day_against(claimed, members, &seen) {
            return finding;
        }
        let vaguer = seen.iter().find(|dated| dated.relation == Relation::Vaguer);
        if let Some(vaguer) = vaguer {
            let reason = self.inexact(claimed, vaguer.at);
            return self.dated(Label::Omits, reason, vaguer.at, true);
        }
        if let Some(main) = main {
            let reason = self.inexact(claimed, main.at);
            return self.dated(Label::Omits, reason, main.at, false);
        }
        let unanchored = members
            .iter()
            .flat_map(|member| &member.times)
            .find(|bound| compare::is_unanchored(self.reading, bound.at));
        match unanchored {
            Some(bound) => {
                let reason = Reason::DateUnanchored;
                self.dated(Label::Omits, reason, bound.at, false)
            }
            None => Finding::omitted(Reason::DateAbsent),
        }
    }

    /// The finding that the article tells another day than the claimed one: contradicted, or left open
    /// where it may be the claimed one all the same. `None` if it tells no other day of weight.
    fn day_against(
        &self,
        claimed: &EdtfDate,
        members: &[&Candidacy],
        seen: &[Dated],
    ) -> Option<Finding> {
        let own = self
            .firm_other(claimed, seen)
            .filter(|other| !other.is_kin)
            .map(|other| other.at);
        let own_deed = own.filter(|at| !self.is_of_other_deed(*at, true));
        let agreed = own_deed.or_else(|| {
            let main = self.firm_main(claimed)?;
            let is_told = || {
                members
                    .iter()
                    .any(|member| self.can_be_of(member, main.interval))
            };
            let is_plain = own.is_none() || is_told();
            (is_plain && !self.is_of_other_deed(main.at, false)).then_some(main.at)
        });
        let is_other =
            |at: &usize| compare::date(self.reading, claimed, *at) == Some(Relation::Other);
        let is_beforehand = self.is_published_before(claimed);
        let Some(at) = agreed.filter(is_other) else {
            let left_open = || {
                let at = own.filter(is_other)?;
                Some(self.dated(Label::Omits, Reason::DateOpen, at, true))
            };
            return self.published_before(claimed, members).or_else(left_open);
        };
        if is_beforehand {
            return Some(self.dated(Label::Contradicts, Reason::DateOutside, at, true));
        }
        if let Some(vaguer) = self.vaguer_beside(at, seen) {
            let reason = self.inexact(claimed, vaguer);
            return Some(self.dated(Label::Omits, reason, vaguer, true));
        }
        let (label, reason) = match self.is_day_open(claimed, at, own_deed.is_some()) {
            true => (Label::Omits, Reason::DateOpen),
            false => (Label::Contradicts, Reason::DateOutside),
        };
        Some(self.dated(label, reason, at, true))
    }

    /// Whether a mention of the claim's own event stands with no day but those of the article's incident.
    fn can_be_of(&self, member: &Candidacy, main: Interval) -> bool {
        let is_main = |at: usize| {
            let days = compare::interval(self.reading, at);
            days.is_none_or(|days| days.is_overlapping(main))
        };
        let mut times = member.times.iter();
        member.is_own && times.all(|bound| bound.binding > Binding::Linked || is_main(bound.at))
    }

    /// A day that stands firmly with some mention and cannot be the claimed one; the mention of the
    /// claim's own event first.
    fn firm_other<'a>(&self, claimed: &EdtfDate, seen: &'a [Dated]) -> Option<&'a Dated> {
        // "500 people died so in 2013": what spans weeks tells nothing against a day.
        let is_wide = claimed.hull().n_days() > SHORT;
        seen.iter().find(|dated| {
            let interval = compare::interval(self.reading, dated.at);
            let is_short = is_wide || interval.is_some_and(|found| found.n_days() <= SHORT);
            dated.relation == Relation::Other
                && !dated.is_weak
                && (!dated.is_kin || is_short)
                && !interval.is_some_and(|found| self.is_older(claimed, found))
        })
    }

    /// The main day, where enough speaks for it to stand against the claimed one.
    fn firm_main(&self, claimed: &EdtfDate) -> Option<Day> {
        let incident = self.reading.incident();
        let main = incident.main_day()?;
        let weight = incident.weight(main.interval);
        let is_early = self.reading.is_opening(main.sentence);
        let is_lead = self.is_in_lead(main.interval);
        let is_rival = |day: &Day| {
            !day.interval.is_overlapping(main.interval)
                && incident.weight(day.interval) * 2 > weight
                && !(is_lead && self.is_told_behind(main.interval, day))
        };
        // A day told once and late in the article may be of something that was before.
        let is_firm = weight >= FIRM
            || is_early && (main.tie <= Tie::Response || weight >= FIRM_SCENE)
            || self.is_untold(claimed, main.interval)
                && (main.tie <= Tie::Response
                    || is_early && !(self.is_published(main.interval) && self.is_of_state(main)));
        // A report that tells no day of it is of the day on which it came out.
        let is_undated = weight < FIRM_SCENE && !is_lead && self.is_published(claimed.hull());
        (is_firm
            && !is_undated
            && !incident.days.iter().any(is_rival)
            && !self.is_older(claimed, main.interval)
            && !self.is_of_lasting(main.at))
        .then_some(main)
    }

    /// Whether days are those of publication.
    fn is_published(&self, days: Interval) -> bool {
        let published = self.reading.published;
        published.is_some_and(|published| days.is_overlapping(published))
    }

    /// "were in court on Monday": how things stood when it came out, not when it happened.
    fn is_of_state(&self, day: Day) -> bool {
        let tokens = self.reading.annotations.times[day.at].tokens;
        align::is_of_any_state(self.reading, tokens)
    }

    /// Whether the title or the first sentence tells a day of the incident.
    fn is_in_lead(&self, interval: Interval) -> bool {
        let sentences = &self.reading.document.sentences;
        let is_prose = |sentence: &Sentence| {
            sentence.kind == SentenceKind::Prose && sentence.part != Part::Title
        };
        let first = sentences.iter().position(is_prose);
        let days = &self.reading.incident().days;
        days.iter().any(|day| {
            first.is_some_and(|first| day.sentence <= first)
                && day.interval.is_overlapping(interval)
        })
    }

    /// Whether a day before that of the lead is told behind the opening only: what happened there
    /// before is told last.
    fn is_told_behind(&self, main: Interval, day: &Day) -> bool {
        let days = &self.reading.incident().days;
        day.interval.last < main.first
            && !days.iter().any(|other| {
                other.interval.is_overlapping(day.interval)
                    && self.reading.is_opening(other.sentence)
            })
    }

    /// Whether nothing in the article, neither a day nor a longer time without the main day, can be the
    /// claimed one.
    fn is_untold(&self, claimed: &EdtfDate, main: Interval) -> bool {
        let hull = claimed.hull();
        let document = self.reading.document;
        (0..self.reading.annotations.times.len()).all(|at| {
            compare::interval(self.reading, at).is_none_or(|interval| {
                !interval.is_overlapping(hull)
                    || interval.n_days() > SHORT && interval.is_covering(main)
                    || align::is_bare_clock(self.reading, at)
                    || !self.reading.is_evidence(
                        document.sentence_of(self.reading.annotations.times[at].tokens.start()),
                    )
            })
        })
    }

    /// "was killed last week" fits the claim; "on Tuesday", the day at `at`, is then that of something
    /// else. Not what is told behind the opening where the lead tells that day.
    fn vaguer_beside(&self, at: usize, seen: &[Dated]) -> Option<usize> {
        let other = compare::interval(self.reading, at)?;
        let is_lead = self.is_in_lead(other);
        let is_told_last = |at: usize| {
            let start = self.reading.annotations.times[at].tokens.start();
            is_lead
                && !self
                    .reading
                    .is_opening(self.reading.document.sentence_of(start))
        };
        let is_beside = |dated: &&Dated| {
            let wide = compare::interval(self.reading, dated.at);
            dated.relation == Relation::Vaguer
                && !dated.is_weak
                && !is_told_last(dated.at)
                && wide.is_some_and(|wide| !wide.is_covering(other))
        };
        seen.iter().find(is_beside).map(|dated| dated.at)
    }

    /// Whether the article came out before the claimed day. One day is left for the zones of the world.
    fn is_published_before(&self, claimed: &EdtfDate) -> bool {
        self.reading.published.is_some_and(|published| {
            let latest = published.last.tomorrow();
            latest.is_ok_and(|latest| latest < claimed.hull().first)
        })
    }

    /// What has happened when an article comes out cannot happen later.
    pub(super) fn published_before(
        &self,
        claimed: &EdtfDate,
        members: &[&Candidacy],
    ) -> Option<Finding> {
        let own = members.iter().find(|member| member.is_own)?;
        let published = self
            .reading
            .published
            .filter(|_| self.is_published_before(claimed))?;
        let tokens = self.reading.annotations.events[own.event].tokens;
        let mut finding = self.finding(Label::Contradicts, Reason::PublishedBefore, tokens, false);
        finding.days = Some(Interval {
            first: jiff::civil::Date::MIN,
            last: published.last,
        });
        finding.found = finding.days.map(edtf);
        finding.chain = vec![format!("published {}", edtf(published))];
        Some(finding)
    }

    /// "was pulled from the rubble on Thursday": the day of a rescue is not that of the disaster, which
    /// nobody did to anybody.
    fn is_of_lasting(&self, at: usize) -> bool {
        let events = &self.reading.annotations.events;
        let families = families();
        let tokens = self.reading.annotations.times[at].tokens;
        let is_done = self.probe.types.iter().any(|id| families.is_force(*id));
        let verb = align::owners_of(self.reading, tokens).1;
        !is_done
            && verb.is_some_and(|verb| events[verb].types.iter().any(|id| families.is_lasting(*id)))
    }

    /// Whether days are weeks before an article that came out soon after the claimed day: of what
    /// happened there before ("A quake last May killed ten"). For claims that name nobody.
    fn is_older(&self, claimed: &EdtfDate, found: Interval) -> bool {
        const SOON: i64 = 14;
        let is_by_topic = self.probe.parties.is_empty();
        let Some(published) = self.reading.published.filter(|_| is_by_topic) else {
            return false;
        };
        let span = jiff::Span::new().try_days(SOON).unwrap_or_default();
        published.first.checked_sub(span).is_ok_and(|earliest| {
            let hull = claimed.hull();
            found.last < earliest && hull.first >= earliest && hull.last <= published.last
        })
    }

    /// Days that stand with the members; the better for the claim the first.
    fn seen_days(&self, claimed: &EdtfDate, members: &[&Candidacy]) -> Vec<Dated> {
        let incident = self.reading.incident();
        let mut seen = Vec::new();
        for member in members {
            // "died on Sunday" is the claim's own day where the claim is of the death.
            let is_claimed = member.is_own && self.is_of_aftermath();
            let is_aftermath = !is_claimed && group::is_aftermath(self.reading, member);
            for bound in &member.times {
                let tokens = self.reading.annotations.times[bound.at].tokens;
                if bound.binding > Binding::Sentence
                    || self.is_only_since(bound.at)
                    || align::is_bare_clock(self.reading, bound.at)
                    || align::is_signature(self.reading, tokens)
                {
                    continue;
                }
                if let Some(relation) = compare::date(self.reading, claimed, bound.at) {
                    let tie = incident.days.iter().find(|day| day.at == bound.at);
                    let interval = compare::interval(self.reading, bound.at);
                    let is_day = interval.is_some_and(Interval::is_day);
                    let is_short = interval.is_some_and(|interval| interval.n_days() <= MONTH);
                    // "fell while picking berries on Tuesday": one happening, whichever verb has the day.
                    let is_tied = !is_day && (is_short || bound.binding == Binding::Clause)
                        || is_claimed && bound.binding <= Binding::Linked
                        || tie.is_some_and(|day| day.tie <= Tie::Response)
                        || bound.binding <= Binding::Linked
                            && member.is_own
                            && tie.is_some_and(|day| day.tie <= Tie::Scene);
                    seen.push(Dated {
                        relation,
                        is_weak: bound.binding > Binding::Linked
                            || is_aftermath
                            || !is_tied
                            || align::is_of_state(self.reading, tokens),
                        is_kin: !member.is_own,
                        at: bound.at,
                    });
                }
            }
        }
        seen.sort_unstable();
        seen
    }

    /// "Nine were hurt since Friday": on no day of its own. "Missing since Friday" tells when it began.
    pub(super) fn is_only_since(&self, at: usize) -> bool {
        self.reading.annotations.times[at].bound == TimeBound::Since && !self.is_of_aftermath()
    }

    /// Whether a day next to the claimed one, which lies on the side of `turn`, is told too loosely to
    /// stand against it. A night belongs to two days, and a record may have the other one.
    fn is_loosely_next(&self, found: Interval, turn: Turn) -> bool {
        let incident = self.reading.incident();
        let is_night = incident.days.iter().any(|day| {
            day.tie <= Tie::Response
                && day.interval.is_overlapping(found)
                && compare::turn(self.reading, day.at) == turn
        });
        let weight = incident.weight(found);
        match is_night {
            true => weight < FIRM_NEXT_TO_NIGHT,
            false => weight < FIRM_NEXT && !self.is_in_lead(found) && self.is_done_to_somebody(),
        }
    }

    /// Whether the claim is of what was done to a person by force.
    fn is_done_to_somebody(&self) -> bool {
        let own = self.probe.own_type;
        let mut parties = self.probe.parties.iter();
        own.is_some_and(|own| families().is_force(own))
            && parties.any(|party| party.is_undergoer && party.is_person)
    }

    /// Whether a contradicting day is next to the claimed one of what was done to somebody, is told in a
    /// sentence without them, and hardly more than once: records have the day of the call, the report or
    /// the death as often as that of the deed.
    pub(in crate::judge) fn is_next_to_deed(&self, finding: &Finding) -> bool {
        let Some((claimed, found)) = self.claim.date.as_ref().zip(finding.days) else {
            return false;
        };
        let names_them = || {
            let sentence = finding
                .span
                .and_then(|(part, span)| self.sentence_at(part, span));
            sentence.is_some_and(|at| align::names_all(self.reading, &self.hits, at))
        };
        finding.reason == Reason::DateOutside
            && self.is_done_to_somebody()
            && compare::side_of(found, claimed.hull()) != Turn::Neither
            && self.reading.incident().weight(found) < FIRM_TWICE
            && !names_them()
    }

    /// Whether the day at `at`, told in a sentence without the claim's participants, may be that of another
    /// deed of the kind: the article tells more of some other day ("one was killed in March and one in
    /// June"), or it tells this one a single time, behind its opening or in somebody's own words.
    pub(in crate::judge) fn is_of_other_deed(&self, at: usize, is_own: bool) -> bool {
        let document = self.reading.document;
        let incident = self.reading.incident();
        let tokens = self.reading.annotations.times[at].tokens;
        let sentence = document.sentence_of(tokens.start());
        let Some(found) = compare::interval(self.reading, at) else {
            return false;
        };
        let names_them = || align::names_all(self.reading, &self.hits, sentence);
        if self.is_of_aftermath() || names_them() || self.is_in_lead(found) {
            return false;
        }
        let weight = incident.weight(found);
        let others = || {
            let days = incident.days.iter();
            days.filter(|day| !day.interval.is_overlapping(found))
        };
        let is_outweighed = || others().any(|day| incident.weight(day.interval) >= weight);
        let is_quoted = document.tokens[tokens.start()].shape.is(Shape::QUOTED);
        let is_late = || {
            let is_alone = weight > 0 && others().next().is_none();
            !is_alone && !self.reading.is_opening(sentence)
        };
        is_own && is_outweighed() || weight < FIRM && (is_quoted || is_late())
    }

    /// Whether the claim itself is of what may come later than an incident.
    fn is_of_aftermath(&self) -> bool {
        let own = self.probe.own_type;
        own.is_some_and(|own| families().is_aftermath(own))
    }

    /// Whether a day is only that of those who came and found, behind the claimed day of a death: "was
    /// found dead on Tuesday" leaves it open when.
    fn is_found_later(&self, claimed: &EdtfDate, at: usize) -> bool {
        let lemma = lexicon().lemma(key(&self.claim.event));
        self.is_of_aftermath()
            && !families().is_response(lemma)
            && self.reading.incident().days.iter().any(|day| {
                day.at == at && day.tie == Tie::Response && claimed.hull().last < day.interval.first
            })
    }

    /// Whether the article leaves it open that the claimed day is right, though it tells another: it
    /// tells the claimed one of something else, or its words fit the claimed one as well.
    fn is_day_open(&self, claimed: &EdtfDate, at: usize, is_own: bool) -> bool {
        let incident = self.reading.incident();
        let most = incident
            .main_day()
            .map_or(0, |main| incident.weight(main.interval));
        let hull = claimed.hull();
        let is_too_near = match compare::next_day(self.reading, claimed, at) {
            Turn::Neither => false,
            turn => {
                let found = compare::interval(self.reading, at);
                !is_own && found.is_none_or(|found| self.is_loosely_next(found, turn))
            }
        };
        incident.days.iter().any(|day| {
            day.interval.is_overlapping(hull) && incident.weight(day.interval) * CLEAR > most
        }) || self.is_found_later(claimed, at)
            || is_too_near
            || compare::is_same_wording(self.reading, claimed, at)
    }
}
