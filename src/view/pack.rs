//! `trailproof.pack/v1`: what an evidence pack holds and what it was made from, `data/manifest.json`.

use super::validation::SummaryView;
use super::{ArchiveView, LedgerView, PeriodView, ToolView};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Identifier of the schema, the first member of the JSON.
pub const PACK_SCHEMA: &str = "trailproof.pack/v1";

/// A pack. Paths are those in the pack.
#[derive(Debug, Clone, Serialize)]
pub struct PackView {
    /// [`PACK_SCHEMA`].
    pub schema: &'static str,
    /// The program.
    pub tool: ToolView,
    /// The command line that makes the same documents again in the folder `data/archives`.
    pub command: Vec<String>,
    /// The pack that this one is chained to.
    pub previous: Option<PreviousView>,
    /// Accounts of the archives.
    pub accounts: Vec<String>,
    /// Months of the archives, in order.
    pub months: Vec<String>,
    /// First and last accepted event.
    pub period: PeriodView,
    /// The archives, in the order in which they count.
    pub inputs: Vec<InputView>,
    /// Archives that were read for what was open before the period.
    pub history: Vec<InputView>,
    /// What became of every record of the inputs.
    pub ledger: LedgerView,
    /// The filters, as in the report.
    pub filters: BTreeMap<&'static str, Vec<String>>,
    /// Settings in force that have an influence on the documents, by key.
    pub settings: BTreeMap<&'static str, Json>,
    /// What events were held against.
    pub catalog: SourceView,
    /// Frameworks of controls.
    pub frameworks: Vec<SourceView>,
    /// Rules of detection.
    pub rules: Vec<SourceView>,
    /// The policy; null where there is none.
    pub policy: Option<SourceView>,
    /// The listing that the archives were held against; null where there is none.
    pub listing: Option<ListedView>,
    /// The verdict on the archives.
    pub validation: VerdictView,
    /// The events of the pack.
    pub population: PopulationView,
}

/// The pack before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviousView {
    /// SHA-256 of its tag manifest, lower-case hex.
    pub tagmanifest_sha256: String,
}

/// An archive in the pack.
#[derive(Debug, Clone, Serialize)]
pub struct InputView {
    /// Path in the pack.
    pub file: String,
    /// The archive as the report lists it.
    #[serde(flatten)]
    pub archive: ArchiveView,
    /// SHA-256 of the decompressed document; null where it was not read to its end.
    pub document_sha256: Option<String>,
    /// `valid`, `invalid` or `unreadable`; null for history, which is not validated.
    pub status: Option<&'static str>,
}

/// Something that the documents were made by.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SourceView {
    /// Its name or id.
    pub name: String,
    /// Its file in the pack; null where it is built in.
    pub file: Option<String>,
    /// SHA-256 of its text; null where there is no single text.
    pub sha256: Option<String>,
}

/// The service's own listing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ListedView {
    /// Its file in the pack.
    pub file: String,
    /// SHA-256 of that file.
    pub sha256: String,
    /// Archives whose digest is listed.
    pub matched: u64,
    /// Archives that the listing contradicts or does not have.
    pub not_matched: u64,
    /// Months that are listed and not in the pack.
    pub not_here: Vec<String>,
}

/// The verdict.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct VerdictView {
    /// `valid` or `invalid`; `unreadable` where an archive could not be read to its end.
    pub verdict: &'static str,
    /// Findings that count.
    pub summary: SummaryView,
    /// Whether the pack was made although there are findings that make archives invalid.
    pub findings_allowed: bool,
}

/// The events of the pack.
#[derive(Debug, Clone, Serialize)]
pub struct PopulationView {
    /// Accepted events, each a row.
    pub events: u64,
    /// SHA-256 over all ids in order, each with a line feed: the `population.sha256` of every sample of it.
    pub sha256: String,
    /// The rows in time order.
    pub csv: &'static str,
    /// The same as a workbook; null where it was left out.
    pub xlsx: Option<&'static str>,
    /// Why the workbook was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xlsx_left_out: Option<String>,
}
