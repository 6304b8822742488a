//! Where a document's records begin and end, whatever its shape.

mod cut;
mod head;
mod tail;

pub use cut::{Candidate, Cut, cut, resume};
pub use head::{Head, head, lines_after_fault};
pub use tail::{JOINED, tail};

/// How a document holds its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An object with the array under `entries`.
    Entries,
    /// An array.
    Array,
    /// One value after another, as a rule one a line.
    Lines,
}

impl Shape {
    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Array => "array",
            Self::Lines => "ndjson",
        }
    }
}
