//! Limits, as a fault names the one that was exceeded.

/// A limit of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of a document.
    Decompressed,
    /// Document bytes for each byte of a compressed file.
    Ratio,
    /// gzip members of a file.
    Members,
    /// Bytes of a record.
    Event,
    /// Bytes of an id, an e-mail, a name or an address.
    String,
    /// Levels of nesting in a record.
    Depth,
    /// Records of an archive that are no events.
    Rejects,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Decompressed,
        Self::Ratio,
        Self::Members,
        Self::Event,
        Self::String,
        Self::Depth,
        Self::Rejects,
    ];

    /// The name of its setting, with hyphens.
    #[must_use]
    pub fn setting(self) -> &'static str {
        match self {
            Self::Decompressed => "max-decompressed",
            Self::Ratio => "max-ratio",
            Self::Members => "max-members",
            Self::Event => "max-event",
            Self::String => "max-string",
            Self::Depth => "max-depth",
            Self::Rejects => "max-rejects",
        }
    }

    /// What is wrong with what exceeds it, without figures.
    #[must_use]
    pub fn exceeded(self) -> &'static str {
        match self {
            Self::Decompressed => "the document is longer than allowed",
            Self::Ratio => "the file unpacks to more than allowed",
            Self::Members => "the file has more gzip members than allowed",
            Self::Event => "a record longer than allowed",
            Self::String => "an id, e-mail, name or address longer than allowed",
            Self::Depth => "nested deeper than allowed",
            Self::Rejects => "more records that are not events than allowed",
        }
    }
}
