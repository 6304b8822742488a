//! The members of `trailproof.report/v1` that answer an auditor, each there if its section was asked for.

use super::access::AccessView;
use super::changes::ChangesView;
use super::controls::ControlsView;
use super::coverage::CoverageView;
use super::detections::DetectionsView;
use super::exceptions::ExceptionsView;
use super::register::RegisterRow;
use serde::Serialize;

/// The sections beside activity.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComplianceView {
    /// What the trail is evidence for, and what it is not.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub controls: Option<ControlsView>,
    /// The ledger of grants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<AccessView>,
    /// The population of changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangesView>,
    /// Every destruction, and every change of network or TLS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<Vec<RegisterRow>>,
    /// Every rule of detection with its verdict.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub detections: Option<DetectionsView>,
    /// What the trail records, and which months there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageView>,
    /// What the policy sets aside and what was decided; left out where that is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exceptions: Option<ExceptionsView>,
    /// What the sections were held against, for documents.
    #[serde(skip)]
    pub given: GivenView,
    /// When people work, for documents; nothing where the policy does not say it.
    #[serde(skip)]
    pub working_hours: Option<WorkingHoursView>,
}

/// Working hours as a picture outlines them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingHoursView {
    /// Name of their zone.
    pub tz: &'static str,
    /// Whether a day of the week is worked, Monday first.
    pub days: [bool; 7],
    /// The first minute from midnight that is worked, and the first after it that is not, up to 1,440.
    pub minutes: (u32, u32),
}

/// What the caller gave beside the archives, as far as documents say what was lacking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GivenView {
    /// Whether earlier archives were read.
    pub history: bool,
    /// Whether the policy says where subjects stand.
    pub subject: bool,
    /// Whether the policy names the organisation's domains.
    pub internal_domains: bool,
}
