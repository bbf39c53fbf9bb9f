//! What a CI engineer meets: reports that other programs read, comparisons with earlier results, and
//! the gate of a repository, by running the real program.

mod against;
mod desk;
mod formats;
mod hostile;
#[path = "../program/mod.rs"]
mod program;
mod reports;
