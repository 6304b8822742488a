//! When an event happened, and which one it is.

use crate::event::Timestamp;

/// An event's place in the order of all events: time, then id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// Its UUID.
    pub id: [u8; 16],
}

/// An instant so many seconds later, or earlier.
#[must_use]
pub fn shifted(at: Timestamp, secs: i64) -> Timestamp {
    Timestamp {
        secs: at.secs + secs,
        ..at
    }
}
