//! What was found, in the forms that people and programs read. Everything here is a function from
//! values to text: nothing is printed and no file is read.

pub mod problem;
