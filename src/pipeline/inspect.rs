//! A second, optional look at every record before it is accepted, for those who judge archives
//! rather than count them. Without an [`Inspection`] none of it runs and nothing of it is kept.

use super::facts::Facts;
use crate::event::{Event, Refusal};
use crate::finding::Found;

/// A record as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its text, a whole JSON value.
    pub text: &'a str,
    /// Number of the record in its block.
    pub index: u64,
    /// Offset of the text in its block.
    pub offset: u64,
    /// The event that it is, or why it is none.
    pub event: Result<&'a Event<'a>, &'a Refusal>,
}

/// The text of a document without its records: what stands before them up to their opening bracket, a
/// closing bracket, and what stands behind theirs.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The text, as far as it is JSON.
    pub text: &'a str,
    /// Length of the part before the records, closing bracket included.
    pub split: usize,
    /// Offset in the document of the part behind the records.
    pub behind: u64,
}

impl Beside<'_> {
    /// Offset in the document of a byte of the text.
    #[must_use]
    pub fn offset(&self, at: usize) -> u64 {
        match at.checked_sub(self.split) {
            Some(behind) => self.behind + behind as u64,
            None => at as u64,
        }
    }
}

/// Looks at records. Each thread has its own; index and offset of a finding are those of the block,
/// the pipeline makes them those of the archive.
pub trait Inspect: Send {
    /// Looks at one record.
    fn record(&mut self, seen: &Seen<'_>, found: &mut Found);

    /// Looks at what a document has beside its records; offsets of findings are those of the document.
    fn beside(&mut self, beside: &Beside<'_>, found: &mut Found) {
        let _ = (beside, found);
    }
}

/// What an inspection wants. It also makes the pipeline go on behind a fault of the JSON, with the
/// next record where one can be told.
pub struct Inspection<'p> {
    /// Makes a thread's inspector.
    pub inspector: Box<dyn Fn() -> Box<dyn Inspect> + Sync + 'p>,
    /// Findings of one code and archive that are kept; more are counted.
    pub list: usize,
    /// Whether the times of all events are wanted.
    pub times: bool,
    /// Whether to look for events that differ in nothing but their ids, which takes memory.
    pub twins: bool,
}

/// What an inspection found out about one archive.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// Findings about its records and its text.
    pub found: Found,
    /// Its times and their order.
    pub facts: Facts,
    /// Whether the text beside its records was inspected to its end.
    pub whole: bool,
}

impl Inspected {
    pub(super) fn new(list: usize) -> Self {
        Self {
            found: Found::new(list),
            facts: Facts::new(list),
            whole: false,
        }
    }

    /// Adds what was seen behind this in the same archive.
    pub(super) fn append(&mut self, later: Self, index: u64, offset: u64) {
        self.found.append(later.found, index, offset);
        self.facts.append(later.facts, index, offset);
    }
}
