//! All events that pass, each once, in the order of time, in their own words.
//!
//! Events are gathered into runs of bounded size, each sorted by the thread that gathered it; what
//! does not fit into memory goes to one temporary file; merging the runs gives the export. Nothing
//! is decoded and written again: an event keeps its text, down to the last digit.

mod block;
mod disk;
mod events;
mod key;
mod merge;
mod name;
mod row;
mod rows;
mod run;
mod sorter;
#[cfg(test)]
mod tests;
mod writer;
mod written;

pub use name::file_name;
pub use rows::{MOST_IN_WORKBOOK, Place, write_rows};
pub use sorter::{Gatherer, Sorter};
pub use writer::{Encoding, write};
pub use written::Written;
