//! Member `validation` of `trailproof.report/v1`: the verdict of `trailproof validate` on the archives of a report.

use super::validation::{SummaryView, ValidationView};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is said of archives that were not validated.
const HOW: &str = "trailproof report --validate validates the archives in the same pass";

/// The verdict, or that there is none.
#[derive(Debug, Clone, Serialize)]
pub struct ValidatedView {
    /// `valid`, `invalid`, `unreadable` where an archive could not be read to its end, or `not validated`.
    pub verdict: &'static str,
    /// How many findings count; null without a verdict.
    pub summary: Option<SummaryView>,
    /// The same by code and severity, in the order of the codes.
    pub by_code: Vec<CodeRow>,
    /// Rules that could not be decided, wholly or for some archives.
    pub not_evaluated: Vec<&'static str>,
    /// What makes archives invalid: `error`, `warning`, `note` or `never`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<&'static str>,
    /// The archives listing that they were held against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listing: Option<String>,
    /// How to have a verdict, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<&'static str>,
}

/// Findings of one code and severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeRow {
    /// Code of the rule.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Findings that count.
    pub count: u64,
    /// Those that were set aside.
    pub suppressed: u64,
}

impl ValidatedView {
    /// The verdict in one line, for outputs that have no place for it.
    #[must_use]
    pub fn sentence(&self) -> String {
        match &self.summary {
            None => format!("the archives were {}: {HOW}", self.verdict),
            Some(summary) => {
                let counted =
                    |n: u64, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
                format!(
                    "the archives are {}: {}, {}, {}",
                    self.verdict,
                    counted(summary.error, "error"),
                    counted(summary.warning, "warning"),
                    counted(summary.note, "note")
                )
            }
        }
    }
}

impl Default for ValidatedView {
    /// Archives that were not validated.
    fn default() -> Self {
        Self {
            verdict: "not validated",
            summary: None,
            by_code: Vec::new(),
            not_evaluated: Vec::new(),
            fail_on: None,
            listing: None,
            how: Some(HOW),
        }
    }
}

impl From<&ValidationView> for ValidatedView {
    fn from(view: &ValidationView) -> Self {
        let mut codes: BTreeMap<(&str, &str), CodeRow> = BTreeMap::new();
        for finding in &view.findings {
            let (code, severity) = (finding.code, finding.severity);
            let row = codes.entry((code, severity)).or_insert(CodeRow {
                code,
                severity,
                count: 0,
                suppressed: 0,
            });
            match finding.suppressed {
                None => row.count += finding.count,
                Some(_) => row.suppressed += finding.count,
            }
        }
        let is_unread = |status| status == "unreadable";
        Self {
            verdict: if view.archives.iter().any(|one| is_unread(one.status)) {
                "unreadable"
            } else if view.passes() {
                "valid"
            } else {
                "invalid"
            },
            summary: Some(view.summary),
            by_code: codes.into_values().collect(),
            not_evaluated: view
                .rules
                .not_evaluated
                .iter()
                .map(|one| one.code)
                .collect(),
            fail_on: Some(view.fail_on),
            listing: view.listing.clone(),
            how: None,
        }
    }
}
