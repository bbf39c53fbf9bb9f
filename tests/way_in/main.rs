//! The way in, as people without Rust meet it: import, files that are checked and corrected by
//! themselves, decisions, and the pages about the program itself.

mod decide;
mod files;
mod folder;
mod import;
mod manual;
mod watch;
