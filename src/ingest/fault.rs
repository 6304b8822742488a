//! Why an archive could not be read to its end.

use crate::finding::{Code, Limit};
use crate::ingest::framing::JOINED;
use crate::json::JsonFault;
use std::fmt;
use std::io::ErrorKind;

/// The end of an archive before its end: what came before the offset counts, what comes after is
/// unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The code; `None` when the system would not let the file be read.
    pub code: Option<Code>,
    /// Byte offset in the decompressed document.
    pub offset: u64,
    /// What is wrong there.
    pub what: String,
    /// The limit that was exceeded, if that is what is wrong.
    pub limit: Option<Limit>,
}

impl Fault {
    /// A fault of the container or the shape.
    #[must_use]
    pub fn new(code: Code, offset: u64, what: impl Into<String>) -> Self {
        Self {
            code: Some(code),
            offset,
            what: what.into(),
            limit: None,
        }
    }

    /// More than a limit allows; the rest of the archive is not read.
    #[must_use]
    pub fn beyond(limit: Limit, offset: u64, what: impl Into<String>) -> Self {
        Self {
            limit: Some(limit),
            ..Self::new(Code::F04, offset, what)
        }
    }

    /// A record, or text in which none begins, that is longer than an event may be.
    #[must_use]
    pub(crate) fn too_long(offset: u64) -> Self {
        Self::beyond(Limit::Event, offset, Limit::Event.exceeded())
    }

    /// What the system said about the file.
    #[must_use]
    pub fn io(error: &std::io::Error, offset: u64) -> Self {
        Self {
            code: None,
            offset,
            what: match error.kind() {
                ErrorKind::NotFound => "no such file".to_owned(),
                ErrorKind::PermissionDenied => "permission to read it is denied".to_owned(),
                _ => format!("cannot be read ({error})"),
            },
            limit: None,
        }
    }

    /// A fault of the JSON in a block that starts at `base`.
    #[must_use]
    pub fn json(fault: JsonFault, base: u64) -> Self {
        let offset = base + fault.at as u64;
        let what = match fault.what {
            JOINED => JOINED.replace("here", &format!("at byte {offset}")),
            what => what.to_owned(),
        };
        Self {
            limit: fault.limit,
            ..Self::new(fault.code, offset, what)
        }
    }

    /// The same fault at another offset.
    #[must_use]
    pub(super) fn at(self, offset: u64) -> Self {
        Self { offset, ..self }
    }
}

/// The sentence, without the code.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.code.is_some() || self.offset > 0 {
            write!(f, "at byte {}: ", self.offset)?;
        }
        f.write_str(&self.what)
    }
}
