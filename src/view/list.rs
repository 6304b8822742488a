//! `trailproof.list/v1`: which archives there are, and which there should be.
//!
//! Member names are a promise, as in every view.

use super::{ArchiveView, LedgerView, PseudonymsView, ToolView};
use serde::Serialize;
use std::collections::BTreeMap;

/// Identifier of the schema.
const LIST_SCHEMA: &str = "trailproof.list/v1";

/// How an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read to its end, and nothing says that it ends before its month.
    Ok,
    /// Exported before its month had ended.
    Partial,
    /// Without any event.
    Empty,
    /// Not read to its end.
    Unreadable,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
        }
    }
}

/// How an archive compares with the service's listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Against {
    /// It is the file that is listed.
    Match,
    /// The row of its month has another checksum or size.
    Differs,
    /// No row of the listing is its own.
    Unlisted,
}

impl Against {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Differs => "differs",
            Self::Unlisted => "unlisted",
        }
    }
}

/// One archive.
#[derive(Debug, Clone, Serialize)]
pub struct ListedArchive {
    /// As in every report.
    #[serde(flatten)]
    pub archive: ArchiveView,
    /// Id of its account; null where no event names one.
    pub account_id: Option<String>,
    /// Every account that its events name, those of most events first; JSON does not have it.
    #[serde(skip)]
    pub accounts: Vec<String>,
    /// How it is.
    pub status: Status,
    /// Month of most of its events, where that is not its month: its name or the listing says another.
    pub events_month: Option<String>,
    /// Last day that a partial archive covers.
    pub through: Option<String>,
    /// Why it was not read to its end, with the code where there is one.
    pub problem: Option<String>,
    /// How it compares with the listing, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing: Option<Against>,
}

/// A month of an account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AccountMonth {
    /// The account; null where no archive names one.
    pub account: Option<String>,
    /// Its id, where the name does not tell it from other accounts of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// `YYYY-MM`.
    pub month: String,
    /// The last month, where thousands of months are missing in a row; left out for a single month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
}

/// How archives of one month relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// All hold the same events.
    Same,
    /// One holds every event of the others, and more.
    Superset,
    /// No one holds every event of the others.
    Apart,
    /// Not told: one cannot be read, or not a second time.
    Unknown,
}

/// A month that is there more than once.
#[derive(Debug, Clone, Serialize)]
pub struct RepeatedMonth {
    /// Which month.
    #[serde(flatten)]
    pub of: AccountMonth,
    /// Paths of its archives.
    pub archives: Vec<String>,
    /// How they relate.
    pub relation: Relation,
    /// The one that holds every event of the others.
    pub superset: Option<String>,
}

/// One file under the names of several months.
#[derive(Debug, Clone, Serialize)]
pub struct SameFile {
    /// Its SHA-256.
    pub sha256: String,
    /// Paths under which it is there.
    pub archives: Vec<String>,
}

/// What the comparison with the service's listing came to.
#[derive(Debug, Clone, Serialize)]
pub struct ListingView {
    /// Path of the listing.
    pub path: String,
    /// Archives that it lists.
    pub listed: usize,
    /// Months that it lists of which no archive is here.
    pub not_here: Vec<String>,
}

/// The whole list.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    schema: &'static str,
    tool: ToolView,
    /// That names are pseudonyms; left out where they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pseudonyms: Option<PseudonymsView>,
    /// Archives by account and month.
    pub archives: Vec<ListedArchive>,
    /// Months without an archive between the first and the last of each account.
    pub missing_months: Vec<AccountMonth>,
    /// Months with more than one archive.
    pub repeated_months: Vec<RepeatedMonth>,
    /// Archives that are the same bytes under the names of different months.
    pub same_files: Vec<SameFile>,
    /// The comparison with the listing, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing: Option<ListingView>,
    /// What became of every record.
    pub ledger: LedgerView,
    /// How often each code was raised.
    pub findings: BTreeMap<&'static str, u64>,
}

impl ListView {
    /// A list of these parts.
    #[must_use]
    pub fn new(
        archives: Vec<ListedArchive>,
        missing_months: Vec<AccountMonth>,
        repeated_months: Vec<RepeatedMonth>,
        same_files: Vec<SameFile>,
        listing: Option<ListingView>,
        ledger: LedgerView,
        findings: BTreeMap<&'static str, u64>,
    ) -> Self {
        Self {
            schema: LIST_SCHEMA,
            tool: ToolView::default(),
            pseudonyms: None,
            archives,
            missing_months,
            repeated_months,
            same_files,
            listing,
            ledger,
            findings,
        }
    }
}
