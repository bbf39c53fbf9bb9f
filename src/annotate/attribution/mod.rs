//! Who says what.
