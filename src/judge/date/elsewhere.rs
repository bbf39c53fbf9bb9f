//! The claimed day of an incident, told elsewhere than with the event: what a report tells of arrests,
//! courts and wakes came later than the deed, so the earliest day is the deed's.

use crate::align::{self, Day, Tie};
use crate::annotate::{Status, TimeBound, TimexType};
use crate::claims::Label;
use crate::document::SentenceKind;
use crate::judge::case::{Case, Judged};
use crate::judge::compare::{self, Relation};
use crate::judge::{FacetKind, Reason};
use crate::lang::Classes;
use crate::value::Interval;

/// So many days before publication a date is not that of the news.
const OLD: i32 = 7;

/// How many mentions of the claimed day are asked.
const MOST: usize = 32;

/// So many days before a deed what else is dated may belong to it.
const MONTH: i64 = 31;

impl Case<'_> {
    /// "Roe was arrested on Monday over the shooting at a home on March 18.": a passage that supports the
    /// claim without a day of its own, with the claimed one.
    pub(in crate::judge) fn date_elsewhere(&self, support: &Judged) -> Option<Judged> {
        let claimed = self.claim.date.as_ref()?;
        if !self.is_of_incident() || self.is_aside {
            return None;
        }
        let mut facets = support.facets.iter();
        let date = facets
            .position(|(kind, _, date)| *kind == FacetKind::Date && date.label == Label::Omits)?;
        let is_claimed =
            |at: &usize| compare::date(self.reading, claimed, *at) == Some(Relation::Fits);
        let times = (0..self.reading.annotations.times.len()).filter(is_claimed);
        let at = times.take(MOST).find(|at| self.is_of_deed(*at))?;
        let mut dated = support.clone();
        dated.facets[date].2 = self.dated(Label::Supports, Reason::DateContext, at, false);
        Some(dated)
    }

    /// Whether a day may be that of what the article is about: told of the incident or long ago, in a
    /// sentence that tells neither a plan nor another event, and earlier than its other days.
    fn is_of_deed(&self, at: usize) -> bool {
        let reading = self.reading;
        let time = &reading.annotations.times[at];
        let sentence = reading.document.sentence_of(time.tokens.start());
        let told = &reading.document.sentences[sentence];
        let words = &reading.document.tokens[told.tokens.range()];
        let days = compare::interval(reading, at).filter(|days| days.is_day());
        matches!(time.kind, TimexType::Date | TimexType::Time)
            && time.bound == TimeBound::On
            && told.kind == SentenceKind::Prose
            && reading.is_evidence(sentence)
            && !align::is_signature(reading, time.tokens)
            && !self.is_of_plan(at)
            && !words.iter().any(|word| word.is(Classes::OTHER_EVENT))
            && days.is_some_and(|days| {
                let mut others = reading.incident().days.iter();
                let is_tied = others.clone().any(|day| day.at == at)
                    && !align::is_of_any_state(reading, time.tokens);
                (is_tied || self.is_only_long_past(at, days))
                    && !self.is_preceded(days)
                    && self.is_before_publication(days, 0)
                    && others.all(|day| !self.is_rival(day, days))
            })
    }

    /// A day of the incident before a day, or one that the opening tells of it, or a told one right
    /// behind it: one happening may go over midnight.
    fn is_rival(&self, other: &Day, day: Interval) -> bool {
        let next = day.last.tomorrow();
        let is_next = next.is_ok_and(|next| next == other.interval.first);
        other.interval.first < day.first
            || other.tie == Tie::Told
                && !other.interval.is_overlapping(day)
                && (is_next || self.reading.is_opening(other.sentence))
    }

    fn is_of_plan(&self, at: usize) -> bool {
        let annotations = self.reading.annotations;
        let (noun, verb) = align::owners_of(self.reading, annotations.times[at].tokens);
        let mut owners = [noun, verb].into_iter().flatten();
        owners.any(|event| annotations.events[event].status == Status::Planned)
    }

    /// Whether the article dates something else within the month before a day.
    fn is_preceded(&self, day: Interval) -> bool {
        let first = day.first.checked_sub(jiff::Span::new().days(MONTH)).ok();
        let mut times = 0..self.reading.annotations.times.len();
        times.any(|other| {
            let earlier = self.written_out(other);
            earlier.is_some_and(|other| {
                other.last < day.first && first.is_none_or(|first| first <= other.first)
            })
        })
    }

    /// A date with its month, too old for the day of news: the only one of the article.
    fn is_only_long_past(&self, at: usize, days: Interval) -> bool {
        let old = |at: usize| {
            let written = self.written_out(at);
            written.filter(|days| self.is_before_publication(*days, OLD))
        };
        let mut times = 0..self.reading.annotations.times.len();
        old(at).is_some() && times.all(|other| old(other).is_none_or(|other| other == days))
    }

    /// The day of a date with its month.
    fn written_out(&self, at: usize) -> Option<Interval> {
        let tokens = self.reading.annotations.times[at].tokens;
        let mut words = self.reading.document.tokens[tokens.range()].iter();
        let days = compare::interval(self.reading, at).filter(|days| days.is_day());
        days.filter(|_| words.any(|word| word.is(Classes::MONTH)))
    }

    /// Whether a day is more than so many days before publication.
    fn is_before_publication(&self, day: Interval, n_days: i32) -> bool {
        self.reading.age(day).is_some_and(|age| age > n_days)
    }
}
