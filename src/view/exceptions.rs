//! Member `exceptions` of `trailproof.report/v1`: what the policy sets aside, and what was decided.

use super::moment::At;
use serde::Serialize;
use std::sync::Arc;

/// Both lists, in the order of the policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ExceptionsView {
    /// Detections that are known and agreed.
    pub suppressions: Vec<SuppressionRow>,
    /// What was decided about detections and events.
    pub dispositions: Vec<DispositionRow>,
}

/// A suppression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuppressionRow {
    /// Id of the rule.
    pub rule: String,
    /// Pattern over actors, where it is about some only.
    pub actor: Option<String>,
    /// Pattern over apps, where it is about some only.
    pub app: Option<String>,
    /// Id of the event, where it is about one only.
    pub event_id: Option<String>,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day of a period for which it holds.
    pub until: String,
    /// `in force`, `unused`, `expired`, or `not evaluated` where no detections were looked for.
    pub state: &'static str,
    /// Matches that it sets aside; null where no detections were looked for.
    pub matches: Option<u64>,
}

/// A disposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DispositionRow {
    /// Id of the event, where it is about one.
    pub event_id: Option<String>,
    /// Id of the rule, where it is about one.
    pub rule: Option<String>,
    /// Pattern over actors, where it is about a rule.
    pub actor: Option<String>,
    /// `accepted`, `remediated`, `false positive` or `open`.
    pub disposition: &'static str,
    /// Who answers for it.
    pub owner: String,
    /// Who has looked at it beside the owner.
    pub reviewer: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// The event, where it is one of the register or of the ledger of grants.
    pub about: Option<AboutView>,
    /// Matches that it is about; null where no detections were looked for.
    pub matches: Option<u64>,
}

/// An event that a disposition is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AboutView {
    /// `type.action`.
    pub event: Arc<str>,
    /// When.
    pub at: At,
    /// Who.
    pub actor: Option<Arc<str>>,
    /// On which app, team or account.
    pub scope: Option<Arc<str>>,
}

impl SuppressionRow {
    /// What is to be said of one that sets nothing aside.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        let Self {
            rule,
            reason,
            until,
            ..
        } = self;
        match self.state {
            "expired" => Some(format!(
                "the suppression of {rule} ({reason}) expired on {until}: its matches count again"
            )),
            "unused" => Some(format!(
                "the suppression of {rule} ({reason}) has no match in this period"
            )),
            _ => None,
        }
    }
}
