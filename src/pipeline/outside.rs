//! Events that the filter leaves out, for observers that look beyond it.

use crate::record::Record;

/// The events of a block that the filter leaves out, each with its index and offset in the block. Empty unless
/// [`Reading::outside`](crate::reading::Reading::outside) asks for them.
#[derive(Debug, Default)]
pub struct Outside {
    /// Those of other times. An archive that was read twice has them twice.
    pub other_times: Vec<Record>,
    /// Those within the period of the filter, which something else leaves out: each id once.
    pub narrowed: Vec<Record>,
}

impl Outside {
    /// Goes on with those of what was read behind, `skipped` records and `offset` bytes later.
    pub(super) fn append(&mut self, later: Self, skipped: u32, offset: u32) {
        let moved = |record: Record| Record {
            index: record.index + skipped,
            offset: record.offset + offset,
            ..record
        };
        self.other_times
            .extend(later.other_times.into_iter().map(moved));
        self.narrowed.extend(later.narrowed.into_iter().map(moved));
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.other_times.len() + self.narrowed.len()
    }
}
