//! Finds weeks, months, years by their turn, durations, and shifts ("two days ago").

use crate::annotate::date::calendar;
use crate::annotate::date::day::turn_before;
use crate::annotate::date::direction::Direction;
use crate::annotate::date::expression::{Base, Count, Edge, Expression, Meaning, Turn};
use crate::annotate::date::reader::Reader;
use crate::document::Shape;
use crate::lang::{TimeRole, TimeUnit};

/// "last week", "the past four months", "the previous day", "its fourth year", "these days".
pub(super) fn unit_turn(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let led = reader.is_any(at, &[TimeRole::The, TimeRole::Possessive]);
    let mut from = at + usize::from(led);
    let mut turn = if led { Some(Turn::The) } else { None };
    let role = reader.role(from);
    let named = match role {
        Some(TimeRole::Last) => Some(Turn::Last),
        Some(TimeRole::Past) => Some(Turn::Past),
        Some(TimeRole::Previous) => Some(Turn::Previous),
        // "the next day" is the one after that told, "next week" after today.
        Some(TimeRole::Next)
            if led
                && matches!(
                    reader.unit(from + 1),
                    Some(TimeUnit::Day | TimeUnit::Week | TimeUnit::Month)
                ) =>
        {
            Some(Turn::Following)
        }
        Some(TimeRole::Next) => Some(Turn::Next),
        Some(TimeRole::Coming) => Some(Turn::Coming),
        Some(TimeRole::Following) => Some(Turn::Following),
        Some(TimeRole::This) => Some(Turn::This),
        Some(TimeRole::That | TimeRole::Same) => Some(Turn::That),
        Some(TimeRole::Current) => Some(Turn::This),
        Some(TimeRole::Latest | TimeRole::Recent) => Some(Turn::Latest),
        Some(TimeRole::These) => Some(Turn::This),
        Some(TimeRole::Final) => Some(Turn::The),
        _ => None,
    };
    if let Some(named) = named {
        turn = Some(named);
        from += 1;
        if matches!(named, Turn::This | Turn::That) {
            match reader.role(from) {
                Some(TimeRole::Same | TimeRole::Current) => from += 1,
                Some(TimeRole::Past | TimeRole::Last) => {
                    turn = Some(Turn::Past);
                    from += 1;
                }
                Some(TimeRole::Coming | TimeRole::Next) => {
                    turn = Some(Turn::Next);
                    from += 1;
                }
                _ => {}
            }
        }
    }
    let ordinal = reader.ordinal(from).filter(|_| led && named.is_none());
    if let Some((end, _)) = ordinal {
        from = end;
    }
    let turn = turn?;
    if reader.role(from) == Some(TimeRole::A) {
        return None;
    }
    if let Some(found) = counted_turn(reader, at, from) {
        return Some(found);
    }
    if ordinal.is_some() {
        return None;
    }
    while reader.is_any(from, &[TimeRole::Full, TimeRole::Long, TimeRole::Fiscal])
        || reader.is_hyphen(from)
    {
        from += 1;
    }
    let word = reader.word(from);
    if reader.is(from, TimeRole::Period) {
        return matches!(role, Some(TimeRole::Latest)).then(|| {
            Expression::new(
                at,
                from + 1,
                Meaning::Unit {
                    unit: TimeUnit::Quarter,
                    turn,
                },
            )
        });
    }
    let unit = word.unit?;
    let mut end = from + 1;
    if word.plural {
        let value = match role? {
            TimeRole::Recent | TimeRole::Past | TimeRole::Previous | TimeRole::Last => "PAST_REF",
            TimeRole::Coming | TimeRole::Next | TimeRole::Following => "FUTURE_REF",
            TimeRole::These if unit == TimeUnit::Day => "PRESENT_REF",
            TimeRole::These => return None,
            _ => return None,
        };
        if reader.is(end, TimeRole::And) && reader.word(end + 1).unit.is_some() {
            end += 2;
        }
        return Some(Expression::new(at, end, Meaning::Vague(value)));
    }
    // "the day", "the hour", "the minute" tell no time by themselves; nor does "a three-day".
    let hyphenated = reader.is_hyphen(end);
    if turn == Turn::The
        && (unit <= TimeUnit::Day
            || unit > TimeUnit::Year
            || hyphenated
            || role == Some(TimeRole::Final))
    {
        return None;
    }
    if unit < TimeUnit::Day || hyphenated || reader.is_name(from) {
        return None;
    }
    // "his year", "our day": whatever they did in it.
    let owned = reader.is(at, TimeRole::Possessive) && turn == Turn::The;
    if owned && from == at + 1 && unit != TimeUnit::Quarter {
        return None;
    }
    if matches!(turn, Turn::Past | Turn::Last) && unit > TimeUnit::Year {
        let count = Count::ONE;
        return Some(Expression::new(at, end, Meaning::Duration { count, unit }));
    }
    // "the year of the dragon", "the week that was" are no dates; "the week of March 6" is.
    if reader.is(end, TimeRole::Of) {
        if let Some(day) = crate::annotate::date::day::day(reader, end + 1) {
            if turn == Turn::The && unit == TimeUnit::Week {
                let mut found = Expression::new(at, day.end, day.meaning);
                found.edge = Some(Edge::WeekOf);
                return Some(found);
            }
        } else if turn == Turn::The {
            return None;
        }
    }
    if reader.is(end, TimeRole::Or) && reader.is(end + 1, TimeRole::So) {
        end += 2;
    }
    // "the year ended March 31" is no calendar year.
    if unit == TimeUnit::Year && turn == Turn::The && reader.is(end, TimeRole::Ended) {
        let count = Count::ONE;
        return Some(Expression::new(at, end, Meaning::Duration { count, unit }));
    }
    Some(Expression::new(at, end, Meaning::Unit { unit, turn }))
}

/// "the past *four months*", "the next 12 to 18 months", "the first nine months".
pub(super) fn counted_turn(reader: &Reader<'_>, at: usize, from: usize) -> Option<Expression> {
    let (end, count) = range_count(reader, from)?;
    // "the two-week crisis" is "two-week".
    let hyphenated = reader.is_hyphen(end)
        && reader.is_any(at, &[TimeRole::The, TimeRole::Possessive])
        && from == at + 1;
    let (end, unit) = counted_unit(reader, end)?;
    if reader.is_hyphen(end) || hyphenated || is_age(reader, end) {
        return None;
    }
    if unit == TimeUnit::Quarter && count == Count::ONE {
        return None;
    }
    let end = or_so(reader, end);
    Some(Expression::new(at, end, Meaning::Duration { count, unit }))
}

fn or_so(reader: &Reader<'_>, end: usize) -> usize {
    if reader.is(end, TimeRole::Or) && reader.is_any(end + 1, &[TimeRole::So, TimeRole::MoreThan]) {
        end + 2
    } else {
        end
    }
}

/// A number or the first of a range: "12 to 18", "two or three".
fn range_count(reader: &Reader<'_>, at: usize) -> Option<(usize, Count)> {
    let (end, count) = reader.count(at)?;
    let linked = reader.is_any(end, &[TimeRole::To, TimeRole::Or]) || reader.is_hyphen(end);
    if linked
        && let Some((second, _)) = reader.count(end + 1)
        && counted_unit(reader, second).is_some()
    {
        return Some((second, count));
    }
    Some((end, count))
}

/// "[more|additional|trading] days", "-hour".
fn counted_unit(reader: &Reader<'_>, at: usize) -> Option<(usize, TimeUnit)> {
    let mut at = reader.past_hyphen(at);
    while reader.is_any(
        at,
        &[
            TimeRole::Full,
            TimeRole::Long,
            TimeRole::Additional,
            TimeRole::MoreThan,
            TimeRole::Fiscal,
        ],
    ) {
        at = reader.past_hyphen(at + 1);
    }
    reader.unit(at).map(|unit| (at + 1, unit))
}

/// "four years", "16-hour", "a week", "two days ago", "a year earlier"; no ages.
pub(super) fn counted(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let (mut end, count, article) = match range_count(reader, at) {
        Some((end, count)) => (end, count, false),
        None if reader.is(at, TimeRole::A) => (at + 1, Count::ONE, true),
        None if reader.is(at, TimeRole::Additional) => (at, Count::ONE, true),
        None => return None,
    };
    let (unit_end, unit) = counted_unit(reader, end)?;
    let unit_word = reader.word(unit_end - 1);
    end = unit_end;
    let mut count = count;
    // "a minute and a half"
    if reader.is(end, TimeRole::And)
        && reader.is(end + 1, TimeRole::A)
        && reader.is(end + 2, TimeRole::Half)
    {
        count.twice += 1;
        end += 3;
    }
    // "a day or two"
    if article
        && reader.is(end, TimeRole::Or)
        && reader.word(end + 1).number.is_some()
        && reader.unit(end + 2).is_none()
    {
        end += 2;
    } else {
        end = or_so(reader, end);
    }
    if unit == TimeUnit::Second
        && !unit_word.plural
        && (article || reader.is_shape(end, Shape::WORD))
    {
        return None;
    }
    // "a quarter of the voters", "three quarters"
    if unit == TimeUnit::Quarter
        && (article || reader.is(end, TimeRole::Of))
        && !reader.is_any(end, &[TimeRole::Ago, TimeRole::Earlier])
    {
        return None;
    }
    if is_age(reader, end) || reader.is_name(unit_end - 1) {
        return None;
    }
    // "a day-long", "a week-long": a duration too.
    if article && reader.is_hyphen(end) {
        return reader
            .is(end + 1, TimeRole::Long)
            .then(|| Expression::new(at + 1, end + 2, Meaning::Duration { count, unit }));
    }
    if let Some((shift_end, sign, base)) = shift(reader, end) {
        return Some(Expression::new(
            at,
            shift_end,
            Meaning::Shift {
                count,
                unit,
                sign,
                base,
            },
        ));
    }
    Some(Expression::new(at, end, Meaning::Duration { count, unit }))
}

/// "(-)old", "of age".
fn is_age(reader: &Reader<'_>, end: usize) -> bool {
    let next = reader.past_hyphen(end);
    reader.is(next, TimeRole::Old)
        || reader.is(end, TimeRole::Of) && reader.is(end + 1, TimeRole::Age)
}

/// "ago", "earlier", "later", "from now" behind a length of time.
fn shift(reader: &Reader<'_>, at: usize) -> Option<(usize, i32, Base)> {
    match reader.role(at)? {
        TimeRole::Ago => Some((at + 1, -1, Base::Published)),
        TimeRole::Earlier => Some((at + 1, -1, Base::Told)),
        TimeRole::Later => Some((at + 1, 1, Base::Told)),
        TimeRole::From if reader.is(at + 1, TimeRole::Present) => {
            Some((at + 2, 1, Base::Published))
        }
        TimeRole::Before if !reader.is_shape(at + 1, Shape::WORD) => Some((at + 1, -1, Base::Told)),
        _ => None,
    }
}

/// "last November", "this September".
pub(super) fn month_turn(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let (from, turn) = turn_before(reader, at);
    let month = reader.word(from).month;
    if month == 0 && reader.word(from).weekday == 0 || !reader.is_shape(from, Shape::CAPITAL) {
        return None;
    }
    let turn = turn?;
    // "last Oct. 23": a full date behind "last".
    if let Some(date) =
        calendar::month_date(reader, from).filter(|date| date.is_day() || date.end > from + 1)
    {
        let direction = match turn {
            Turn::Last | Turn::Previous | Turn::Past => Some(Direction::Past),
            Turn::Next | Turn::Following | Turn::Coming => Some(Direction::Future),
            _ => None,
        };
        return Some(Expression {
            start: at,
            direction,
            ..date
        });
    }
    (month > 0).then(|| Expression::new(at, from + 1, Meaning::Month { month, turn }))
}

/// "weeks", "for years", "decades-long", "months of": a length nobody counted.
pub(super) fn bare_plural(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let word = reader.word(at);
    let unit = word.unit.filter(|unit| *unit >= TimeUnit::Minute)?;
    let long = reader.is_hyphen(at + 1) && reader.is(at + 2, TimeRole::Long);
    if long {
        let count = if word.plural {
            Count::VAGUE
        } else {
            Count::ONE
        };
        return Some(Expression::new(
            at,
            at + 3,
            Meaning::Duration { count, unit },
        ));
    }
    if !word.plural || at == reader.start {
        return None;
    }
    let led = reader.word(at - 1).before_length;
    let count = Count::VAGUE;
    if let Some((end, sign, base)) = shift(reader, at + 1) {
        return Some(Expression::new(
            at,
            end,
            Meaning::Shift {
                count,
                unit,
                sign,
                base,
            },
        ));
    }
    led.then(|| Expression::new(at, at + 1, Meaning::Duration { count, unit }))
}

/// "every day", "each year", "every two weeks", "annually".
pub(super) fn unit_set(reader: &Reader<'_>, at: usize) -> Option<Expression> {
    let letter =
        |unit: TimeUnit, n: u32| crate::annotate::date::value::period(Count::whole(n), unit);
    if let Some(unit) = reader.word(at).frequency {
        return Some(Expression::new(at, at + 1, Meaning::Set(letter(unit, 1))));
    }
    if !reader.is(at, TimeRole::Each) {
        return None;
    }
    let mut from = at + 1;
    let mut n = 1;
    if let Some((end, count)) = reader.count(from).filter(|(_, count)| !count.is_vague()) {
        n = count.twice / 2;
        from = end;
    } else if let Some((end, ordinal)) = reader.ordinal(from) {
        n = ordinal;
        from = end;
    }
    let unit = reader.unit(from)?;
    Some(Expression::new(at, from + 1, Meaning::Set(letter(unit, n))))
}
