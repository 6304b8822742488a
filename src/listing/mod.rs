//! The service's own list of an account's archives: what it says a download has to be.
//!
//! It is the JSON that the service's interface and its client give out: an array with one object for each
//! archive. It does not say whose archives they are.

mod matching;
mod read;

pub use matching::{Held, Matched, matched};

use crate::event::{Month, Timestamp};

/// What the service lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its rows, in the order of the months.
    pub rows: Vec<Listed>,
}

/// An archive as the service lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its month.
    pub month: Month,
    /// When it was made, where the listing says so.
    pub created_at: Option<Timestamp>,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: Option<String>,
    /// Size of the file in bytes.
    pub bytes: Option<u64>,
}
