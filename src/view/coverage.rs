//! Section `coverage` of `trailproof.report/v1`: what the trail records and what it does not, and which months there are.

use serde::Serialize;

/// The section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CoverageView {
    /// Every event that the catalog lists as supported, with how many there were: zeros included.
    pub recorded: Vec<RecordedRow>,
    /// What no archive of this kind records.
    pub not_recorded: Vec<NotRecordedRow>,
    /// Months of which there is an archive, or events in the amount of a month, `YYYY-MM`, in order.
    pub months: Vec<String>,
    /// Months between them of which there is neither. More than five years in a row are one: `2024-02 to 9999-11`.
    pub missing: Vec<String>,
    /// For how long frameworks ask logs to be kept.
    pub retention: Vec<RetentionRow>,
}

/// An event that the trail records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordedRow {
    /// `type.action`.
    pub event: String,
    /// How many in the period.
    pub count: u64,
}

/// Something that the trail does not record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotRecordedRow {
    /// What.
    pub what: &'static str,
    /// Where it may be found instead, or why it is nowhere.
    pub instead: &'static str,
}

/// What a framework asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RetentionRow {
    /// Id of the framework.
    pub framework: String,
    /// The control that asks.
    pub control: &'static str,
    /// For how long, in words: `12 months`.
    pub asks: &'static str,
    /// Whole months for which that is; 90 days are three.
    pub months: u32,
}
