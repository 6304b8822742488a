//! When an event happened, and which one it is.

use crate::event::Timestamp;

/// An event's place in the order of all events: time, then id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// A moment in 28 bytes, of which there may be many.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    /// Seconds since 1970 in two halves, and nanoseconds, the highest bit of which is free for a flag.
    at: [u32; 3],
    id: [u8; 16],
}

/// Bits of nanoseconds, of which there are fewer than two thousand million.
const NANOS: u32 = 31;

impl Packed {
    #[inline]
    pub(super) fn new(moment: Moment, flag: bool) -> Self {
        let secs = moment.at.secs.cast_unsigned();
        #[expect(clippy::cast_possible_truncation, reason = "halves")]
        let [high, low] = [(secs >> 32) as u32, secs as u32];
        Self {
            at: [high, low, moment.at.nanos | u32::from(flag) << NANOS],
            id: moment.id,
        }
    }

    #[inline]
    pub(super) fn at(&self) -> Timestamp {
        let [high, low, nanos] = self.at;
        Timestamp {
            secs: (u64::from(high) << 32 | u64::from(low)).cast_signed(),
            nanos: nanos & !(1 << NANOS),
        }
    }

    #[inline]
    pub(super) fn moment(&self) -> Moment {
        Moment {
            at: self.at(),
            id: self.id,
        }
    }

    /// Any number that takes a look at its beginning.
    #[inline]
    pub(super) fn touched(&self) -> u32 {
        self.at[0]
    }

    pub(super) fn flag(&self) -> bool {
        self.at[2] >> NANOS == 1
    }
}
