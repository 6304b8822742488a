//! Section `controls` of `trailproof.report/v1`: what the trail is evidence for, and what it is not.
//!
//! It never says that a control is satisfied: that is an auditor's judgement over more than one trail.

use super::section::Section;
use serde::Serialize;

/// The members of the section.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ControlsView {
    /// Controls that the trail is evidence for, framework by framework, each in the order of its file.
    pub controls: Vec<ControlView>,
    /// Controls that the trail cannot evidence, in the same order.
    pub not_evidenced: Vec<NotEvidencedView>,
}

/// One control.
#[derive(Debug, Clone, Serialize)]
pub struct ControlView {
    /// Id of the framework.
    pub framework: String,
    /// Id of the control there.
    pub id: String,
    /// What it is about, in words that are not the framework's.
    pub title: String,
    /// `supports`, or `partial` where the trail shows only a part of what the control asks about.
    pub strength: &'static str,
    /// Events of the period that are evidence, each once.
    pub events: u64,
    /// Their names, by count descending, then name. Names that did not occur are left out.
    pub evidence: Vec<EvidenceView>,
    /// Sections of the report that are evidence.
    pub sections: Vec<Section>,
    /// Rules of detection that look at what the control asks about.
    pub detections: Vec<String>,
    /// How far the evidence goes.
    pub note: String,
}

/// Events of one name that are evidence for a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// `type.action`.
    pub event: String,
    /// How many in the period.
    pub count: u64,
}

/// A control that the trail cannot evidence.
#[derive(Debug, Clone, Serialize)]
pub struct NotEvidencedView {
    /// Id of the framework.
    pub framework: String,
    /// Id of the control there.
    pub id: String,
    /// Why not.
    pub why: String,
}

/// What a framework has about a control, for people alone.
#[derive(Debug, Clone, Default)]
pub struct ControlPage {
    /// Id of the framework.
    pub framework: String,
    /// Which edition of it.
    pub version: Option<String>,
    /// Who publishes it, and as what.
    pub source: Option<String>,
    /// Id of the control there.
    pub id: String,
    /// What it is about; nothing where the trail cannot evidence it.
    pub title: Option<String>,
    /// What is evidence for it.
    pub evidence: Vec<EvidencePage>,
    /// Why the trail cannot evidence it, where it cannot.
    pub why: Option<String>,
}

/// What is evidence for a control, for people alone.
#[derive(Debug, Clone, Default)]
pub struct EvidencePage {
    /// `supports` or `partial`.
    pub strength: &'static str,
    /// Patterns over event names.
    pub events: Vec<String>,
    /// Sections of the report.
    pub sections: Vec<&'static str>,
    /// Rules of detection.
    pub detections: Vec<String>,
    /// How far it goes.
    pub note: String,
}
