//! An accepted event after its text is gone: what aggregates see.

use crate::event::{Refusal, Timestamp};
use crate::identity::Symbol;
use serde::Serialize;

/// One event in symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The UUID of the event.
    pub id: [u8; 16],
    /// Digest of its content.
    pub digest: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Where it stands among the records of its block, rejected and filtered ones counted.
    pub index: u32,
    /// Where its text starts in its block, in bytes.
    pub offset: u32,
    /// Length of its text in bytes.
    pub len: u32,
    /// Identity of `type.action`.
    pub event: u32,
    /// Identity of the address; 0 is none.
    pub ip: u32,
    /// Variant of the enterprise account; 0 is none.
    pub account: u32,
    /// Its actor.
    pub actor: Symbol,
    /// Its app.
    pub app: Symbol,
    /// Its team.
    pub team: Symbol,
}

/// What the name of an event is to those who look at some events alone: a bit for each question, asked once a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u32);

impl Marks {
    /// Events with this bit are noted, with the text of their `data`, whether the filter passes them or not.
    pub const NOTED: Self = Self(1);
    /// Of noted events with this bit nothing in `data` is asked for, so its text is not looked for.
    pub const BARE: Self = Self(1 << 31);

    /// Events with this bit are noted where what is told of their actor has one of its two first bits, see
    /// [`Reading::tagger`](crate::reading::Reading::tagger).
    pub const NOTED_BY_ACTOR: Self = Self(1 << 11);

    /// The same for what is told of their app.
    pub const NOTED_BY_APP: Self = Self(1 << 12);

    /// Of noted events with this bit the owner is asked for, of which records have nothing.
    pub const OWNER: Self = Self(1 << 13);

    /// Whether one of the other bits is set here, too.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A record that is no evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Where it stands among the records of its archive, from 0.
    pub index: u64,
    /// Byte offset of its text in the decompressed document.
    pub offset: u64,
    /// Why.
    pub refusal: Refusal,
    /// Its text, where the caller asked for it.
    pub raw: Option<String>,
}

/// What became of records; it foots: `read = accepted + filtered + duplicate + rejected`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// Records read.
    pub read: u64,
    /// Counted.
    pub accepted: u64,
    /// Left out by a filter.
    pub filtered: u64,
    /// Accepted before, with the same content.
    pub duplicate: u64,
    /// Not evidence: no object, a required field missing or malformed, or an id taken by other content.
    pub rejected: u64,
}

impl Ledger {
    /// Whether every record that was read is accounted for.
    #[must_use]
    pub fn foots(&self) -> bool {
        self.read == self.accepted + self.filtered + self.duplicate + self.rejected
    }

    /// Adds another ledger to this one.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.accepted += other.accepted;
        self.filtered += other.filtered;
        self.duplicate += other.duplicate;
        self.rejected += other.rejected;
    }

    /// The records read, then the four that they are the sum of, each with its name.
    #[must_use]
    pub const fn entries(&self) -> [(&'static str, u64); 5] {
        [
            ("read", self.read),
            ("accepted", self.accepted),
            ("filtered", self.filtered),
            ("duplicate", self.duplicate),
            ("rejected", self.rejected),
        ]
    }

    /// The ledger in one line, for outputs that have no place for it.
    #[must_use]
    pub fn equation(&self) -> String {
        format!(
            "read {} = accepted {} + filtered {} + duplicate {} + rejected {}",
            self.read, self.accepted, self.filtered, self.duplicate, self.rejected
        )
    }
}
