//! What is read of an archive before it counts as an attack on its reader.

use crate::event::Event;
use crate::finding::Limit;
use crate::json::MAX_DEPTH;

/// Bounds on one archive. Where one is exceeded, the reading of the archive ends there as it ends
/// at any other fault: with `F04`, or `J05` for the depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document.
    pub decompressed: u64,
    /// Document bytes for each byte of a compressed file, once there are [`Limits::RATIO_FROM`] of
    /// them.
    pub ratio: u64,
    /// gzip members.
    pub members: u64,
    /// Bytes of a record, and of what stands before and behind all records: what is in memory whole.
    pub event: usize,
    /// Bytes of an id, an e-mail, a name or an address: what is kept of an event.
    pub string: usize,
    /// Levels of nesting in a record, at most [`MAX_DEPTH`].
    pub depth: u32,
    /// Records that are no events.
    pub rejects: u64,
}

impl Limits {
    /// Document bytes from which the ratio counts.
    pub const RATIO_FROM: u64 = 16 * 1024 * 1024;
    /// Longest event that may be asked for: places in a block are counted in 32 bits.
    pub const LONGEST_EVENT: u64 = 1 << 30;
    /// No limit at all, but for the depth.
    pub const NONE: Self = Self {
        decompressed: u64::MAX,
        ratio: u64::MAX,
        members: u64::MAX,
        event: usize::MAX,
        string: usize::MAX,
        depth: MAX_DEPTH,
        rejects: u64::MAX,
    };

    /// Which limit a record of so many bytes exceeds that was read.
    #[inline]
    #[must_use]
    pub fn exceeded(&self, len: usize, event: Option<&Event<'_>>) -> Option<Limit> {
        // No string is longer than its record, so as a rule one comparison is all.
        if len <= self.string.min(self.event) {
            return None;
        }
        if len > self.event {
            return Some(Limit::Event);
        }
        let longest = event.map_or(0, Event::longest_text);
        (longest > self.string).then_some(Limit::String)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            decompressed: 64 << 30,
            ratio: 1000,
            members: 100_000,
            event: 64 << 20,
            string: 1 << 20,
            depth: MAX_DEPTH,
            rejects: 10_000_000,
        }
    }
}
