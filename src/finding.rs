//! What a check found: a stable code and how often.
//!
//! Codes are never reused and never renumbered: scripts and auditors quote them.

use std::fmt;

/// Code of one validation rule. The report raises only those that decide the fate of an event or of
/// a whole input; `validate` raises all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// Compressed stream truncated, or failing its checksum or length.
    F01,
    /// Bytes after the last compressed member that are not a member.
    F02,
    /// A limit was exceeded.
    F04,
    /// Invalid UTF-8.
    J02,
    /// Not JSON at this offset.
    J03,
    /// Nested deeper than the reader follows.
    J05,
    /// Neither an object with an array `entries`, nor an array, nor one event a line.
    S01,
    /// An entry that is not an object.
    S02,
    /// `id`, `created_at`, `type` or `action` missing, null or of the wrong type.
    S03,
    /// An `id` that is not a UUID.
    S06,
    /// `created_at` is not RFC 3339 with an offset.
    S07,
    /// `type.action` is not in the catalog.
    S10,
    /// The same `id` again with the same content.
    U01,
    /// The same `id` again with different content.
    U02,
}

impl Code {
    /// All codes, in their order.
    pub const ALL: [Self; 14] = [
        Self::F01,
        Self::F02,
        Self::F04,
        Self::J02,
        Self::J03,
        Self::J05,
        Self::S01,
        Self::S02,
        Self::S03,
        Self::S06,
        Self::S07,
        Self::S10,
        Self::U01,
        Self::U02,
    ];

    /// The code of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }

    /// The code as it is written everywhere, for example `S03`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::F01 => "F01",
            Self::F02 => "F02",
            Self::F04 => "F04",
            Self::J02 => "J02",
            Self::J03 => "J03",
            Self::J05 => "J05",
            Self::S01 => "S01",
            Self::S02 => "S02",
            Self::S03 => "S03",
            Self::S06 => "S06",
            Self::S07 => "S07",
            Self::S10 => "S10",
            Self::U01 => "U01",
            Self::U02 => "U02",
        }
    }

    /// Whether a record with this code is rejected as evidence.
    #[must_use]
    pub const fn rejects(self) -> bool {
        matches!(
            self,
            Self::S02 | Self::S03 | Self::S06 | Self::S07 | Self::U02
        )
    }

    /// What the code says, in a few words that complete a count ("3 events …").
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::F01 => "compressed stream truncated or damaged",
            Self::F02 => "bytes after the last compressed member",
            Self::F04 => "a limit was exceeded",
            Self::J02 => "invalid UTF-8",
            Self::J03 => "not JSON",
            Self::J05 => "nested too deep",
            Self::S01 => "not an archive",
            Self::S02 => "entry is not an object",
            Self::S03 => "id, created_at, type or action missing or of the wrong type",
            Self::S06 => "id is not a UUID",
            Self::S07 => "created_at is not RFC 3339 with an offset",
            Self::S10 => "event is not in the catalog",
            Self::U01 => "same id again with the same content",
            Self::U02 => "same id again with different content",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
