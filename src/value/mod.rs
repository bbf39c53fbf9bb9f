//! What a facet means, with no position in any text: dates, quantities, names.

pub mod date;
pub mod edtf;
pub mod name;
pub mod quantity;
pub mod words;

pub use date::{DateRelation, EdtfDate, Interval};
pub use edtf::EdtfError;
pub use quantity::{Amount, AmountRelation, Fit, UnitClass};
