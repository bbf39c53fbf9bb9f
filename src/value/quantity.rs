//! Numbers of things, exact or vague.

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
}
