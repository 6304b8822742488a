//! What every output says, as plain data: one file a schema, its member names and their order a promise.
//!
//! The types are apart from the domain's, so that a change inside the program cannot change a promise by
//! accident; the ledger and a filter value that met nothing are the same in both. Strings are still hostile here: each
//! renderer makes them safe for its own medium.

pub mod access;
pub mod catalog;
pub mod changes;
pub mod compared;
pub mod compliance;
pub mod controls;
pub mod coverage;
pub mod detections;
pub mod diff;
pub mod evaluation;
pub mod exceptions;
pub mod list;
pub mod moment;
pub mod pack;
pub mod page;
pub mod pseudonyms;
pub mod register;
pub mod report;
pub mod rules;
pub mod sample;
pub mod section;
pub mod validated;
pub mod validation;
pub mod verification;

pub use crate::filter::Unmatched as UnmatchedView;
pub use crate::record::Ledger as LedgerView;

use crate::catalog::Catalogs;
use serde::Serialize;

/// The program that made the output.
#[derive(Debug, Clone, Serialize)]
pub struct ToolView {
    /// `trailproof`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Default for ToolView {
    fn default() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// What events were held against; data has the name alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldAgainstView {
    /// Name of the catalog, or `auto`.
    pub name: String,
    /// With `auto`, the catalogs of the period, oldest first.
    pub catalogs: Vec<String>,
}

impl From<&str> for HeldAgainstView {
    /// One catalog.
    fn from(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            catalogs: Vec::new(),
        }
    }
}

impl Serialize for HeldAgainstView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

impl HeldAgainstView {
    /// What events of a period, from one UTC day to another, are held against.
    #[must_use]
    pub fn of(catalogs: &Catalogs, days: Option<(i64, i64)>) -> Self {
        let of_period = days.filter(|_| catalogs.is_auto());
        Self {
            name: catalogs.name().to_owned(),
            catalogs: of_period.map_or_else(Vec::new, |(first, last)| catalogs.over(first, last)),
        }
    }
}

/// One archive that was read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ArchiveView {
    /// Path as given or found, `-` for standard input. Bytes that are not UTF-8 are replaced.
    pub path: String,
    /// SHA-256 of the file as received, lower-case hex.
    pub sha256: String,
    /// Size of the file as received, in bytes.
    pub bytes: u64,
    /// `none`, `gzip` or `zstd`.
    pub compression: &'static str,
    /// `entries`, `array` or `ndjson`; null where the file could not be read that far.
    pub shape: Option<&'static str>,
    /// Account of its events, else of its name.
    pub account: Option<String>,
    /// `YYYY-MM` of its name, else the month of most of its events.
    pub month: Option<String>,
    /// Records read from it, those that are no events among them.
    pub records: u64,
    /// Its records that were not rejected.
    pub events: u64,
    /// Its first event, before any filter.
    pub first_at: Option<String>,
    /// Its last event, before any filter.
    pub last_at: Option<String>,
}

/// First and last accepted event.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PeriodView {
    /// First accepted event.
    pub from: Option<String>,
    /// Last accepted event.
    pub to: Option<String>,
}

/// An input that could not be read to its end, under `--allow-incomplete`.
#[derive(Debug, Clone, Serialize)]
pub struct IncompleteView {
    /// The archive.
    pub archive: String,
    /// Code of the fault; null when the system would not let the file be read.
    pub code: Option<&'static str>,
    /// What is missing and where it starts.
    pub message: String,
}

/// That names are pseudonyms, in every output that has some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PseudonymsView {
    /// Which key they are under; nothing of the key itself.
    pub key_id: String,
    /// What a reader must know.
    pub note: &'static str,
}

impl PseudonymsView {
    /// Under the key of that id.
    #[must_use]
    pub const fn of(key_id: String) -> Self {
        Self {
            key_id,
            note: "E-mails, names, ids and IP addresses are pseudonyms, always the same under one \
                   key. They are still personal data. Digests of archives are those of the \
                   originals and do not match pseudonymised exports.",
        }
    }

    /// Both in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("Pseudonymised under key {}. {}", self.key_id, self.note)
    }
}
