//! The sections of a compliance report, by the names that `--sections` and framework files have for them.

use serde::Serialize;
use std::fmt;

/// One section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Counts by event, actor, app, day and more.
    Activity,
    /// What the trail is evidence for, control by control, and what it is not.
    Controls,
    /// The ledger of grants.
    Access,
    /// The population of changes.
    Changes,
    /// Every destruction and every change of network or TLS.
    Register,
    /// Every rule of detection with its verdict.
    Detections,
    /// What the trail records, and which months are there.
    Coverage,
}

impl Section {
    /// All sections, in the order of the report.
    pub const ALL: [Self; 7] = [
        Self::Activity,
        Self::Controls,
        Self::Access,
        Self::Changes,
        Self::Register,
        Self::Detections,
        Self::Coverage,
    ];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Controls => "controls",
            Self::Access => "access",
            Self::Changes => "changes",
            Self::Register => "register",
            Self::Detections => "detections",
            Self::Coverage => "coverage",
        }
    }

    /// The section of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|section| section.as_str() == name)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
