//! What an expression is resolved against.

use jiff::civil::Date;

use crate::annotate::date::direction::Direction;
use crate::annotate::date::grain::Grain;
use crate::annotate::mention::TimeAnchor;
use crate::lang::TimeUnit;
use crate::value::Interval;

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub published: Option<Interval>,
    /// The date told last, with its position in the list of mentions.
    pub told: Option<(usize, Grain)>,
    /// The day told last.
    pub told_day: Option<(usize, Date)>,
    /// The quarter told last.
    pub told_quarter: Option<(usize, i16, i8)>,
    pub direction: Direction,
}

impl Context {
    /// The day of publication, if it is known to the day.
    pub fn day(&self) -> Option<Date> {
        self.published
            .filter(|published| published.is_day())
            .map(|published| published.first)
    }

    /// What "two days later" starts from: the date told last, if it is as fine as the unit, or a
    /// day told shortly before. Years start from publication if nothing was told.
    pub fn told_by(&self, unit: TimeUnit) -> Option<(Date, TimeAnchor)> {
        let fine = |grain: Grain| match grain {
            Grain::Day(_) => true,
            Grain::Week(_) => unit >= TimeUnit::Weekend,
            Grain::Month(_) => unit >= TimeUnit::Month,
            _ => unit >= TimeUnit::Year,
        };
        if let Some((at, grain)) = self.told.filter(|(_, grain)| fine(*grain)) {
            return Some((grain.day()?, TimeAnchor::Mention(at)));
        }
        if let (Some((last, _)), Some((at, day))) = (self.told, self.told_day)
            && at + NEAR >= last
        {
            return Some((day, TimeAnchor::Mention(at)));
        }
        let year = (unit >= TimeUnit::Month)
            .then(|| self.within(unit))
            .flatten();
        year.map(|day| (day, TimeAnchor::Published))
    }

    /// A day of the month or year of publication, if that much is known.
    pub fn within(&self, unit: TimeUnit) -> Option<Date> {
        let published = self.published?;
        let same_year = published.first.year() == published.last.year();
        let same_month = same_year && published.first.month() == published.last.month();
        let known = match unit {
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century | TimeUnit::Millennium => {
                same_year
            }
            TimeUnit::Month => same_month,
            _ => published.is_day(),
        };
        known.then_some(published.last)
    }
}

/// A day counts as told shortly before with at most so many dates in between.
const NEAR: usize = 2;
