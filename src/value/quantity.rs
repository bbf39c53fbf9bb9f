//! Numbers of things, exact or vague, and how a source's number stands to a claim's.

/// What a text or a claim says of a number: the values that it can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// Smallest value that fits (`-∞` where open).
    pub min: f64,
    /// Largest value that fits (`+∞` where open).
    pub max: f64,
    /// "about", "some", "roughly": the value is near, not exact.
    pub approximate: bool,
    /// "dozens", "several": no number is given; never contradicts.
    pub vague: bool,
}

/// How far from "about 200" a value may lie, as a share of it: 180 to 220. Newspapers round to one
/// or two digits, and a tenth is the widest rounding of two digits.
pub const APPROXIMATE_TOLERANCE: f64 = 0.10;

/// How far apart the same length may come out in two units, each rounded by the writer: 40 metres
/// are 131 feet, 130 feet are 39.6 metres.
pub const CONVERSION_TOLERANCE: f64 = 0.02;

/// Numbers from here on are commonly rounded when they are told again: 84,522 becomes 85,000.
const ROUNDED_FROM: f64 = 10_000.0;

/// How a source's number stands to a claim's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountRelation {
    /// All that the source's number can mean fits the claim's: supports.
    Equal,
    /// Some of it fits: vaguer, omits.
    Vaguer,
    /// None of it fits: contradicts.
    Other,
}

/// What kind of thing a number counts or measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum UnitClass {
    /// Nothing is named: "51 were taken away", "three of them".
    #[default]
    None,
    People,
    Money,
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Share,
    Temperature,
    Duration,
    /// A step of a scale: "magnitude 6.1", "category 4".
    Scale,
    /// Anything else that can be counted.
    Thing,
}

/// Whether a number counts what a claim's number counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// The same word, or another word for the same unit.
    Same,
    /// May be the same things under another name: people and passengers, or a bare number.
    Related,
    /// The same measure in another unit; a value times the factor is in the claim's unit.
    Convertible(f64),
    /// Something else.
    Different,
}

impl Amount {
    /// Exactly `value`.
    #[must_use]
    pub fn exactly(value: f64) -> Self {
        Self {
            min: value,
            max: value,
            approximate: false,
            vague: false,
        }
    }

    /// Whether one value is meant.
    #[must_use]
    pub fn is_point(self) -> bool {
        // Both ends are copies of one parsed number, so equality is exact.
        self.min.total_cmp(&self.max).is_eq()
    }

    /// How `found` stands to this amount of a claim, in the same unit.
    #[must_use]
    pub fn relate(self, found: Self) -> AmountRelation {
        if found.vague || self.vague {
            return AmountRelation::Vaguer;
        }
        let claimed = self.claimed_range();
        let range = found.found_range();
        // "about 200" says the very number of a claim of 200.
        let is_same_number = found.approximate
            && self.is_point()
            && found.is_point()
            && self.min.total_cmp(&found.min).is_eq();
        if is_same_number {
            return AmountRelation::Equal;
        }
        if claimed.0 <= range.0 && range.1 <= claimed.1 {
            return AmountRelation::Equal;
        }
        if range.0 <= claimed.1 && claimed.0 <= range.1 || is_same_rounded(self, found) {
            return AmountRelation::Vaguer;
        }
        AmountRelation::Other
    }

    /// Like [`Amount::relate`], for a number in another unit; see [`Fit::Convertible`].
    #[must_use]
    pub fn relate_converted(self, found: Self, factor: f64) -> AmountRelation {
        let slack = |value: f64| {
            if value.is_finite() {
                value.abs() * CONVERSION_TOLERANCE
            } else {
                0.0
            }
        };
        // The claim's range grows instead of the source's, so that a converted value can be equal.
        let claimed = Self {
            min: self.min - slack(self.min),
            max: self.max + slack(self.max),
            ..self
        };
        let found = Self {
            min: found.min * factor,
            max: found.max * factor,
            ..found
        };
        claimed.relate(found)
    }

    /// The values that a claim accepts: "about" widens by [`APPROXIMATE_TOLERANCE`].
    fn claimed_range(self) -> (f64, f64) {
        if !self.approximate {
            return (self.min, self.max);
        }
        self.widened(|value| value.abs() * APPROXIMATE_TOLERANCE)
    }

    /// The values that a source's number can mean. A writer who says "roughly 145" knows it to the
    /// last digit that is written, so "about" widens by one unit of it, a tenth at most.
    fn found_range(self) -> (f64, f64) {
        if !self.approximate {
            return (self.min, self.max);
        }
        self.widened(|value| {
            (value.abs() * APPROXIMATE_TOLERANCE).min(unit_of_last_digit(value.abs()))
        })
    }

    fn widened(self, slack: impl Fn(f64) -> f64) -> (f64, f64) {
        let low = if self.min.is_finite() {
            self.min - slack(self.min)
        } else {
            self.min
        };
        let high = if self.max.is_finite() {
            self.max + slack(self.max)
        } else {
            self.max
        };
        (low, high)
    }
}

/// Whether one of two large numbers is the other rounded: "2.3 million" for 2,345,678.
fn is_same_rounded(claim: Amount, found: Amount) -> bool {
    if !claim.is_point() || !found.is_point() || claim.min < ROUNDED_FROM {
        return false;
    }
    let rounds_to = |exact: f64, rounded: f64| {
        let unit = unit_of_last_digit(rounded);
        // A number of one digit ("a million") is too coarse to be somebody's rounding.
        rounded / unit >= 10.0 && unit > unit_of_last_digit(exact) && {
            let again = (exact / unit).round() * unit;
            (again - rounded).abs() < unit / 2.0
        }
    };
    rounds_to(claim.min, found.min) || rounds_to(found.min, claim.min)
}

/// Place value of the last digit that is not zero: 1 for 145, 100 for 200, 0.1 for 3.5. Looks at
/// two decimals.
fn unit_of_last_digit(value: f64) -> f64 {
    if !value.is_finite() || value < 0.01 {
        return 1.0;
    }
    let mut unit = 0.01;
    // Up to 10^15, where a float still tells neighbouring integers apart.
    for _ in 0..17 {
        let digits = (value / (unit * 10.0)).round();
        if (digits * unit * 10.0 - value).abs() > unit / 2.0 {
            return unit;
        }
        unit *= 10.0;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::AmountRelation::{Equal, Other, Vaguer};
    use super::{Amount, AmountRelation};

    fn amount(min: f64, max: f64, approximate: bool) -> Amount {
        Amount {
            min,
            max,
            approximate,
            vague: false,
        }
    }

    #[track_caller]
    fn check(claim: Amount, found: Amount, expected: AmountRelation) {
        assert_eq!(claim.relate(found), expected, "{claim:?} {found:?}");
    }

    #[test]
    fn a_source_may_be_equal_vaguer_or_other() {
        let is = Amount::exactly;
        let about = |value| amount(value, value, true);
        let least = |value| amount(value, f64::INFINITY, false);
        let most = |value| amount(f64::NEG_INFINITY, value, false);
        check(is(15.0), least(12.0), Vaguer);
        check(is(4.0), least(7.0), Other);
        check(is(4.0), is(5.0), Other);
        check(about(200.0), is(203.0), Equal);
        check(about(80.0), about(80.0), Equal);
        check(about(80.0), is(100.0), Other);
        check(least(500.0), least(500.0), Equal);
        check(least(7.0), is(7.0), Equal);
        check(least(7.0), is(6.0), Other);
        check(is(143e6), most(400_000.0), Other);
        check(is(143e6), about(145e6), Other);
        check(is(200.0), about(200.0), Equal);
        check(is(200.0), about(210.0), Vaguer);
        check(
            is(15.0),
            Amount {
                vague: true,
                ..is(24.0)
            },
            Vaguer,
        );
    }

    #[test]
    fn large_numbers_may_be_rounded() {
        let is = Amount::exactly;
        check(is(2_345_678.0), is(2.3e6), Vaguer);
        check(is(284e9), is(284.46e9), Vaguer);
        check(is(143e6), is(145.5e6), Other);
        check(is(4000.0), is(4012.0), Other);
    }

    #[test]
    fn converted_lengths_meet() {
        let is = Amount::exactly;
        assert_eq!(is(40.0).relate_converted(is(131.0), 0.3048), Equal);
        assert_eq!(is(80.0).relate_converted(is(130.0), 0.3048), Other);
    }
}
