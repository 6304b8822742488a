//! `trailproof.validation/v1`: the verdict as scripts read it, and as every renderer is given it.
//!
//! Member names and their order are a promise. Strings are still hostile here: each renderer makes
//! them safe for its own medium.

use super::{ArchiveView, HeldAgainstView, LedgerView, ToolView};
use serde::Serialize;

/// Identifier of the schema, the first member of the JSON.
pub const VALIDATION_SCHEMA: &str = "trailproof.validation/v1";

/// One archive and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedView {
    /// What it is.
    #[serde(flatten)]
    pub archive: ArchiveView,
    /// `valid`, `invalid`, or `unreadable` where it was not read to its end.
    pub status: &'static str,
    /// Why it could not be opened, or read on; left out for what could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Findings that count, by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct SummaryView {
    /// Those that block submission.
    pub error: u64,
    /// Those that an auditor will ask about.
    pub warning: u64,
    /// Those worth knowing.
    pub note: u64,
    /// Those that were set aside, of any severity; they are in none of the others.
    pub suppressed: u64,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuppressedView {
    /// The reason that was given.
    pub reason: String,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Day from which it counts again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    /// Code of the rule.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The archive, or the listing where it is about a month without one.
    pub archive: String,
    /// Id of the event.
    pub event_id: Option<String>,
    /// Number of the record in its archive, from 0.
    pub index: Option<u64>,
    /// Byte offset in the decompressed document.
    pub offset: Option<u64>,
    /// JSON pointer within the record.
    pub pointer: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How many findings it stands for.
    pub count: u64,
    /// Present when it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<SuppressedView>,
}

/// What a rule is called and means, for people.
#[derive(Debug, Clone, Copy)]
pub struct RuleView {
    /// Its code.
    pub code: &'static str,
    /// Usual severity.
    pub severity: &'static str,
    /// What rules of its family look at.
    pub family: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// What was found.
    pub meaning: &'static str,
    /// Why an auditor cares.
    pub why: &'static str,
    /// What it looks like.
    pub example: &'static str,
    /// What to do about it.
    pub act: &'static str,
}

/// A rule that said nothing because it could not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnevaluatedView {
    /// Code of the rule.
    pub code: &'static str,
    /// What it lacked.
    pub reason: String,
    /// Whether it was decided for other archives.
    pub partly: bool,
}

/// Which rules ran.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RulesView {
    /// Those that were asked of every archive.
    pub run: Vec<&'static str>,
    /// Those that could not be decided, wholly or for some archives, and why.
    pub not_evaluated: Vec<UnevaluatedView>,
    /// Those that were not selected.
    pub not_selected: Vec<&'static str>,
}

/// A rule that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IgnoreView {
    /// A code or what codes begin with, as given.
    pub rules: String,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Day from which it holds no longer.
    pub until: Option<String>,
    /// `in force`, `unused` or `expired`.
    pub state: &'static str,
    /// Findings that it set aside.
    pub findings: u64,
}

/// The whole verdict.
#[derive(Debug, Clone, Serialize)]
pub struct ValidationView {
    /// [`VALIDATION_SCHEMA`].
    pub schema: &'static str,
    /// The program.
    pub tool: ToolView,
    /// Instant supplied by the caller; never the clock's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated_at: Option<String>,
    /// Name of the catalog, or `auto`.
    pub catalog: HeldAgainstView,
    /// `error`, `warning`, `note` or `never`: what makes the answer no.
    pub fail_on: &'static str,
    /// The archives listing that they were held against.
    pub listing: Option<String>,
    /// Instant after which no event can have happened, as the caller said.
    pub as_of: Option<String>,
    /// Which rules ran.
    pub rules: RulesView,
    /// Rules that were set aside.
    pub ignored: Vec<IgnoreView>,
    /// Path of the configuration file that sets rules aside, if one does.
    pub configuration: Option<String>,
    /// The inputs, in the order in which they were read.
    pub archives: Vec<CheckedView>,
    /// What became of every record.
    pub ledger: LedgerView,
    /// How many findings count.
    pub summary: SummaryView,
    /// The findings by archive, offset, code.
    pub findings: Vec<FindingView>,
    /// Every rule, in the order of the codes, for outputs that explain. JSON does not have it.
    #[serde(skip)]
    pub described: Vec<RuleView>,
}

impl ValidationView {
    /// What the rule of a code means.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&RuleView> {
        self.described.iter().find(|rule| rule.code == code)
    }

    /// Whether the answer is yes.
    #[must_use]
    pub fn passes(&self) -> bool {
        let SummaryView {
            error,
            warning,
            note,
            ..
        } = self.summary;
        let against = match self.fail_on {
            "never" => 0,
            "error" => error,
            "warning" => error + warning,
            _ => error + warning + note,
        };
        against == 0
    }
}
