//! All events that pass, each once, in the order of time, in their own words.
//!
//! Events are gathered into runs of bounded size, each sorted by the thread that gathered it; what
//! does not fit into memory goes to one temporary file; merging the runs gives the export. Nothing
//! is decoded and written again: an event keeps its text, down to the last digit.

mod disk;
mod key;
mod merge;
mod name;
mod row;
mod run;
mod sorter;
#[cfg(test)]
mod tests;
mod writer;

pub use name::file_name;
pub use sorter::{Gatherer, Sorter};
pub use writer::{Encoding, MOST_IN_WORKBOOK, Written, write, write_to};
