//! One value of the text against one value of the claim.

use jiff::civil::Date;

use crate::align::{self, PlaceProbe, Reading};
use crate::annotate::number::is_counting;
use crate::annotate::{self, PlaceMention, PlaceUse, QuantityKind, TimeAnchor, TimexType, Turn};
use crate::claims::QuantityClaim;
use crate::document::{Shape, TokenRange};
use crate::judge::side;
use crate::lang::gazetteer::PlaceRelation;
use crate::lang::{Classes, PlaceId, families};
use crate::value::name::{self, WordKey};
use crate::value::{AmountRelation, DateRelation, EdtfDate, Fit, Interval};

/// How a found value stands to the claimed one; the better for the claim the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The claimed value, or more specific.
    Fits,
    /// Vaguer, but it fits.
    Vaguer,
    /// It cannot be true together with the claimed one.
    Other,
    /// It cannot be compared.
    Unknown,
}

/// A time expression against a claimed date; `None` if it means no day.
#[must_use]
pub fn date(reading: &Reading<'_>, claimed: &EdtfDate, time: usize) -> Option<Relation> {
    let found = interval(reading, time)?;
    Some(match claimed.relate(found) {
        DateRelation::Within => Relation::Fits,
        DateRelation::Vaguer => Relation::Vaguer,
        DateRelation::Disjoint
            if reading.annotations.times[time].approximate
                && claimed.hull().is_overlapping(blurred(reading, time, found)) =>
        {
            Relation::Vaguer
        }
        // A week may be reckoned from Sunday or from Monday.
        DateRelation::Disjoint
            if is_week(&reading.annotations.times[time].value)
                && claimed.hull().is_overlapping(widened(found, 1)) =>
        {
            Relation::Vaguer
        }
        DateRelation::Disjoint => Relation::Other,
    })
}

/// Whether a TIMEX3 value is a week ("2016-W40"), not a day or a weekend of one.
fn is_week(value: &str) -> bool {
    value
        .split_once("-W")
        .is_some_and(|(_, week)| week.len() == 2)
}

/// The days that a time expression means, with those that a conjunction adds ("Thursday and
/// Friday", "between Monday and Wednesday"): together they are one vaguer date.
#[must_use]
pub fn interval(reading: &Reading<'_>, time: usize) -> Option<Interval> {
    let times = &reading.annotations.times;
    let own = times[time].interval?;
    if times[time].kind == TimexType::Duration {
        return None;
    }
    let joined = |left: usize, right: usize| {
        let (left, right) = (times.get(left)?, times.get(right)?);
        let between = left.tokens.end()..right.tokens.start();
        let short = between.len() == 1
            && reading.document.tokens[between.start].is(crate::lang::Classes::COORDINATOR)
            || between.len() == 1
                && matches!(reading.document.word(between.start), "-" | "\u{2013}");
        short.then_some(())
    };
    let mut hull = own;
    let mut widen = |other: usize| {
        if let Some(other) = times[other].interval {
            hull = Interval {
                first: hull.first.min(other.first),
                last: hull.last.max(other.last),
            };
        }
    };
    if time > 0 && joined(time - 1, time).is_some() {
        widen(time - 1);
    }
    if joined(time, time + 1).is_some() {
        widen(time + 1);
    }
    Some(hull)
}

/// Whether the words of a time expression fit a claimed day that its resolved value does not: a
/// weekday may be that of another week than the one reckoned from publication, a day of the month
/// without a year that of another year, and a night belongs to two days.
#[must_use]
pub fn is_same_wording(reading: &Reading<'_>, claimed: &EdtfDate, time: usize) -> bool {
    let mention = &reading.annotations.times[time];
    let Some(found) = mention.interval else {
        return false;
    };
    let claimed_day = claimed.hull().first;
    let tokens = &reading.document.tokens[mention.tokens.range()];
    let says = |class: Classes| tokens.iter().any(|token| token.is(class));
    let says_year = tokens
        .iter()
        .any(|token| token.shape.is(Shape::NUMBER) && token.span.len() == 4);
    let Ok(apart) = found
        .first
        .until(claimed_day)
        .map(|span| span.get_days().abs())
    else {
        return false;
    };
    if says(Classes::MONTH) {
        let in_year = |day: Date| Date::new(claimed_day.year(), day.month(), day.day());
        let moved = in_year(found.first).ok().zip(in_year(found.last).ok());
        return !says_year
            && moved.is_some_and(|(first, last)| {
                first != found.first && claimed.hull().is_overlapping(Interval { first, last })
            });
    }
    if !claimed.hull().is_day() {
        return false;
    }
    if apart == 1 {
        return turned(found, turn(reading, time)).is_overlapping(claimed.hull());
    }
    // Who writes "Tuesday" within days of it means this week's.
    let is_fresh = reading
        .age(found)
        .is_some_and(|age| (0..=FRESH).contains(&age));
    says(Classes::WEEKDAY)
        && found.first.weekday() == claimed_day.weekday()
        && (apart == WEEK && !is_fresh || apart >= STALE)
}

/// So many days before publication a weekday is told without a doubt as to its week.
const FRESH: i32 = 4;

/// To which side the day before or after a claimed one lies, as a time expression tells it: `After`
/// where the claimed day is the one after it.
#[must_use]
pub fn next_day(reading: &Reading<'_>, claimed: &EdtfDate, time: usize) -> Turn {
    interval(reading, time).map_or(Turn::Neither, |found| side_of(found, claimed.hull()))
}

/// The same of the days that are told.
#[must_use]
pub fn side_of(found: Interval, hull: Interval) -> Turn {
    let is_next = |from: Date, to: Date| from.tomorrow().is_ok_and(|next| next == to);
    if is_next(found.last, hull.first) {
        Turn::After
    } else if is_next(hull.last, found.first) {
        Turn::Before
    } else {
        Turn::Neither
    }
}

/// Days in a week.
const WEEK: i32 = 7;

/// A report of so many days later is as likely to carry the date of a copy.
const STALE: i32 = 21;

/// By how many days "about", "late", "early" blur a date that is no weekday and no hour.
const BLUR: i64 = 7;

/// The days that a time expression without sharp ends may mean: a clock time or a weekday stays in its
/// night.
fn blurred(reading: &Reading<'_>, time: usize, found: Interval) -> Interval {
    let mention = &reading.annotations.times[time];
    let says_weekday = reading.document.tokens[mention.tokens.range()]
        .iter()
        .any(|token| token.is(Classes::WEEKDAY));
    if mention.kind == TimexType::Time || says_weekday || mention.turn != Turn::Neither {
        turned(found, turn(reading, time))
    } else {
        widened(found, BLUR)
    }
}

/// To which neighbouring day a time expression may be reckoned, where the article leaves it open: "early
/// Sunday" is Sunday where an hour is told beside it ("around 2:35 a.m.").
#[must_use]
pub fn turn(reading: &Reading<'_>, time: usize) -> Turn {
    const BESIDE: usize = 2;
    let times = &reading.annotations.times;
    let sentence_of = |at: usize| reading.document.sentence_of(times[at].tokens.start());
    let own = sentence_of(time);
    let is_beside = |at: &usize| sentence_of(*at).abs_diff(own) <= BESIDE;
    let is_early = |at: usize| times[at].turn == Turn::Before && align::is_hour(&times[at].value);
    let tells_hour = || {
        (time..times.len()).take_while(is_beside).any(is_early)
            || (0..time).rev().take_while(is_beside).any(is_early)
    };
    match times[time].turn {
        Turn::Before if tells_hour() => Turn::Neither,
        turn => turn,
    }
}

/// Days with the neighbouring one to which their night may be reckoned.
fn turned(days: Interval, turn: Turn) -> Interval {
    let wide = widened(days, 1);
    match turn {
        Turn::Neither => days,
        Turn::Before => Interval {
            last: days.last,
            ..wide
        },
        Turn::After => Interval {
            first: days.first,
            ..wide
        },
    }
}

/// So many days more at both ends.
fn widened(days: Interval, by: i64) -> Interval {
    let by = jiff::Span::new().try_days(by).unwrap_or_default();
    Interval {
        first: days.first.checked_sub(by).unwrap_or(Date::MIN),
        last: days.last.checked_add(by).unwrap_or(Date::MAX),
    }
}

/// Whether a time expression could not be resolved for want of a publication date.
#[must_use]
pub fn is_unanchored(reading: &Reading<'_>, time: usize) -> bool {
    let time = &reading.annotations.times[time];
    time.interval.is_none() && time.anchor == TimeAnchor::Missing
}

/// Whether a place that fits lies in the claimed one and is not the claimed one itself.
pub fn is_inside(reading: &Reading<'_>, claimed: &PlaceProbe, place: usize) -> bool {
    let mention = &reading.annotations.places[place];
    !is_named(reading, claimed, mention.tokens)
        && claimed.relate(&annotate::place::readings(reading.document, mention))
            != PlaceRelation::Equal
}

/// What else than "in" places an event of a type.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaceRole {
    /// Its object is its place: "visited Cairo".
    pub is_object: bool,
    /// It happens where it starts: "launched from Kourou".
    pub is_source: bool,
    /// It leads somewhere, so that the end of a route is its place: "flew from Oslo to Bergen".
    pub is_route: bool,
}

/// A place mention against a claimed place; `None` if it places nothing.
#[must_use]
pub fn place(
    reading: &Reading<'_>,
    claimed: &PlaceProbe,
    place: usize,
    role: PlaceRole,
) -> Option<Relation> {
    let mention = &reading.annotations.places[place];
    let locates = match mention.use_ {
        PlaceUse::Location | PlaceUse::Dateline | PlaceUse::Modifier => true,
        PlaceUse::Actor => role.is_object,
        PlaceUse::Origin => role.is_source,
    };
    if !locates || !role.is_route && is_route(reading, mention.tokens) {
        return None;
    }
    if is_named(reading, claimed, mention.tokens) || is_site_of(reading, claimed, mention) {
        return Some(Relation::Fits);
    }
    let mut at = Some(place);
    let mut rows = None;
    // "Addington Road, Croydon": what contains an unknown place speaks for it.
    for _ in 0..4 {
        let Some(mention) = at.map(|at| &reading.annotations.places[at]) else {
            break;
        };
        if is_named(reading, claimed, mention.tokens) {
            return Some(Relation::Fits);
        }
        let readings = annotate::place::readings(reading.document, mention);
        if !readings.is_empty() {
            rows = Some((readings, at == Some(place)));
            break;
        }
        at = mention.within;
    }
    if mention.use_ != PlaceUse::Modifier && is_other_site(reading, claimed, mention.tokens) {
        return Some(Relation::Other);
    }
    let Some((rows, is_own)) = rows else {
        return Some(Relation::Unknown);
    };
    let relation = claimed.relate(&rows);
    Some(match relation {
        PlaceRelation::Equal | PlaceRelation::Within => Relation::Fits,
        // An unknown spot inside a place that contains the claim's may well be the claim's.
        PlaceRelation::Wider => {
            if is_own {
                side::relate(reading, claimed, mention.tokens).unwrap_or(Relation::Vaguer)
            } else {
                Relation::Unknown
            }
        }
        // "US troops", "the Cairo office": what modifies a noun says whose or which before where.
        PlaceRelation::Disjoint
            if mention.use_ == PlaceUse::Modifier
                && !align::is_placed_site(reading, mention.tokens) =>
        {
            Relation::Unknown
        }
        PlaceRelation::Disjoint => Relation::Other,
        PlaceRelation::Unknown => Relation::Unknown,
    })
}

/// How many tokens may stand between the two ends of a route.
const ROUTE: usize = 7;

/// "was on its way from Oslo to Bergen": where a route leads is not where something on it happened.
fn is_route(reading: &Reading<'_>, tokens: TokenRange) -> bool {
    let document = reading.document;
    let is = |at: usize, word: &str| document.tokens[at].key == name::key(word);
    let Some(before) = tokens.start().checked_sub(1).filter(|at| is(*at, "to")) else {
        return false;
    };
    let start = document.sentences[document.sentence_of(before)]
        .tokens
        .start();
    let is_capital = |at: usize| document.tokens[at].shape.is(Shape::CAPITAL);
    // "its trip Oslo to Bergen"
    let places = &reading.annotations.places;
    let end = places.partition_point(|place| place.tokens.end() <= before);
    let is_between_two = end
        .checked_sub(1)
        .is_some_and(|at| places[at].tokens.end() == before);
    is_between_two
        || (start.max(before.saturating_sub(ROUTE))..before)
            .any(|at| is(at, "from") && is_capital(at + 1))
}

/// Whether a mention names another building of the claimed one's kind ("the Meridian hotel" for "the
/// Astoria hotel"), and the article says nothing of the claimed one.
#[must_use]
pub fn is_other_site(reading: &Reading<'_>, claimed: &PlaceProbe, tokens: TokenRange) -> bool {
    let Some(site) = claimed.site else {
        return false;
    };
    let document = reading.document;
    let key = |at: usize| document.tokens[at].key;
    let kind = |at: usize| families().site(key(at)) == Some(site);
    // "the Meridian hotel", "Hotel Meridian": the kind stands in the name or right behind it.
    let is_behind = |at: usize| at < document.tokens.len() && kind(at);
    let is_kind = kind(tokens.end() - 1) || kind(tokens.start()) || is_behind(tokens.end());
    // What both names have says nothing: "Elmford Coroner's Court", "Greyhurst Coroner's Court".
    let words = || claimed.names.iter().flat_map(|name| &name.words).copied();
    let is_named = tokens.range().any(|at| {
        document.tokens[at].shape.is(Shape::CAPITAL)
            && !kind(at)
            && !words().any(|word| word == key(at))
    });
    let is_own = |word: &WordKey| {
        families().site(*word).is_none() && !tokens.range().any(|at| key(at) == *word)
    };
    let own: Vec<WordKey> = words().filter(is_own).collect();
    let is_told = || document.tokens.iter().any(|token| own.contains(&token.key));
    is_kind && is_named && !own.is_empty() && !is_told()
}

/// What a place mention can mean on the map; for a street or a house, what contains it.
#[must_use]
pub fn rows(reading: &Reading<'_>, place: usize) -> Vec<PlaceId> {
    let mut at = Some(place);
    for _ in 0..4 {
        let Some(mention) = at.map(|at| &reading.annotations.places[at]) else {
            break;
        };
        let rows = annotate::place::readings(reading.document, mention);
        if !rows.is_empty() {
            return rows;
        }
        at = mention.within;
    }
    Vec::new()
}

/// A place mention against a claimed place by the map alone, however it stands in the text.
#[must_use]
pub fn place_rows(reading: &Reading<'_>, claimed: &PlaceProbe, place: usize) -> PlaceRelation {
    let rows = annotate::place::readings(reading.document, &reading.annotations.places[place]);
    if rows.is_empty() {
        return PlaceRelation::Unknown;
    }
    claimed.relate(&rows)
}

/// "the Kourou spaceport": an unknown site that bears the name of the claimed place and a common
/// noun, so that it lies there ("the Paris Hotel" may lie anywhere).
fn is_site_of(reading: &Reading<'_>, claimed: &PlaceProbe, mention: &PlaceMention) -> bool {
    let tokens = &reading.document.tokens[mention.tokens.range()];
    mention.place.is_none()
        && claimed.names.iter().any(|name| {
            let n = name.words.len();
            tokens.len() > n
                && tokens
                    .iter()
                    .zip(&name.words)
                    .all(|(token, word)| token.key == *word)
                && tokens[n..]
                    .iter()
                    .all(|token| token.shape.is(Shape::WORD) && !token.shape.is(Shape::CAPITAL))
        })
}

/// Whether the words of a mention are one of the names of the claimed place.
fn is_named(reading: &Reading<'_>, claimed: &PlaceProbe, tokens: TokenRange) -> bool {
    let words: Vec<_> = tokens
        .range()
        .map(|at| &reading.document.tokens[at])
        .filter(|token| !token.shape.is(crate::document::Shape::MARK))
        .map(|token| token.key)
        .collect();
    claimed.names.iter().any(|name| {
        // A name that the gazetteer knows is compared there, with its qualifier.
        let free = claimed.rows.is_empty() || name.is_member;
        free && words
            .windows(name.words.len())
            .any(|window| window == name.words.as_slice())
    })
}

/// Whether a number counts what the claim counts, by the same noun.
#[must_use]
pub fn is_same_unit(reading: &Reading<'_>, claimed: &QuantityClaim, quantity: usize) -> bool {
    let mention = &reading.annotations.quantities[quantity];
    claimed
        .of
        .as_deref()
        .is_some_and(|of| matches!(is_counting(of, mention), Fit::Same))
}

/// A number against a claimed one; `None` if it counts something else.
#[must_use]
pub fn quantity(
    reading: &Reading<'_>,
    claimed: &QuantityClaim,
    quantity: usize,
) -> Option<Relation> {
    let mention = &reading.annotations.quantities[quantity];
    if !matches!(mention.kind, QuantityKind::Count | QuantityKind::Measure) {
        return None;
    }
    amount(reading, claimed, quantity)
}

/// The same for a number of any kind: also one that adds to others.
#[must_use]
pub fn amount(reading: &Reading<'_>, claimed: &QuantityClaim, quantity: usize) -> Option<Relation> {
    let mention = &reading.annotations.quantities[quantity];
    let fit = claimed
        .of
        .as_deref()
        .map_or(Fit::Same, |of| is_counting(of, mention));
    let relation = match fit {
        Fit::Same | Fit::Related => claimed.amount.relate(mention.amount),
        Fit::Convertible(factor) => claimed.amount.relate_converted(mention.amount, factor),
        Fit::Different => return None,
    };
    Some(match relation {
        AmountRelation::Equal => Relation::Fits,
        AmountRelation::Vaguer => Relation::Vaguer,
        AmountRelation::Other => Relation::Other,
    })
}
