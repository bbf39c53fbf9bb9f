//! What a facet means, with no position in any text: dates, quantities, names.

pub mod date;
pub mod name;
pub mod quantity;

pub use date::{DateRelation, EdtfDate, Interval};
pub use quantity::{Amount, AmountRelation, Fit, UnitClass};
