//! What a check found: a stable code, how grave it is, where, and how often.
//!
//! Codes are never reused and never renumbered: scripts and auditors quote them.

mod codes;
mod found;
mod limit;

pub use codes::Code;
pub(crate) use codes::each_rule;
pub use found::Found;
pub use limit::Limit;

use std::fmt;

/// How grave a finding is, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// An auditor will ask.
    Warning,
    /// Blocks submission.
    Error,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The name as data has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Rules that look at the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// The file as received.
    File,
    /// The text of the document.
    Json,
    /// Shape and fields of events.
    Shape,
    /// Time and coverage.
    Time,
    /// Uniqueness of events.
    Uniqueness,
    /// Who is who.
    Identity,
    /// What must not be handed to third parties.
    Privacy,
}

impl Family {
    /// Every family, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::Json,
        Self::Shape,
        Self::Time,
        Self::Uniqueness,
        Self::Identity,
        Self::Privacy,
    ];

    /// The letter with which its codes begin.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::File => 'F',
            Self::Json => 'J',
            Self::Shape => 'S',
            Self::Time => 'T',
            Self::Uniqueness => 'U',
            Self::Identity => 'I',
            Self::Privacy => 'P',
        }
    }

    /// Its name as a heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Json => "JSON",
            Self::Shape => "Shape and fields",
            Self::Time => "Time and coverage",
            Self::Uniqueness => "Uniqueness",
            Self::Identity => "Identity",
            Self::Privacy => "Privacy",
        }
    }
}

/// One thing that is wrong, or worth knowing, at one place of one archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// How grave it is here; some rules know more than one degree.
    pub severity: Severity,
    /// Id of the event, where it has one that is a UUID.
    pub event_id: Option<String>,
    /// Number of the record in its archive, from 0.
    pub index: Option<u64>,
    /// Byte offset in the decompressed document.
    pub offset: Option<u64>,
    /// JSON pointer within the record.
    pub pointer: Option<String>,
    /// A sentence without the code and without the place.
    pub message: String,
    /// The limit that was exceeded, if that is what it says.
    pub limit: Option<Limit>,
    /// How many this one stands for; more than one in the last of a list that was cut.
    pub count: u64,
}

impl Finding {
    /// A finding about a whole archive.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            event_id: None,
            index: None,
            offset: None,
            pointer: None,
            message: message.into(),
            limit: None,
            count: 1,
        }
    }

    /// The same, as grave as said.
    #[must_use]
    pub fn severity(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// The same, about a limit that was exceeded.
    #[must_use]
    pub fn beyond(self, limit: Option<Limit>) -> Self {
        Self { limit, ..self }
    }

    /// The same, at a byte of the document.
    #[must_use]
    pub fn at(self, offset: u64) -> Self {
        Self {
            offset: Some(offset),
            ..self
        }
    }

    /// The same, about a record.
    #[must_use]
    pub fn of_record(self, index: u64, event_id: Option<String>) -> Self {
        Self {
            index: Some(index),
            event_id,
            ..self
        }
    }

    /// The same, standing for several.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self { count, ..self }
    }
}
