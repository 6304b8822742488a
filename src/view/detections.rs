//! Section `detections` of `trailproof.report/v1`: every rule with its verdict, every match with its events.

use super::moment::{At, EventId};
use serde::Serialize;
use std::sync::Arc;

/// The member `detections`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DetectionsView {
    /// Every rule, in order of id.
    pub detections: Vec<DetectionView>,
}

/// Levels, the least first.
const LEVELS: [&str; 5] = ["informational", "low", "medium", "high", "critical"];

impl DetectionsView {
    /// Whether there is a match at or above a level that is not suppressed.
    #[must_use]
    pub fn fails_on(&self, level: &str) -> bool {
        let rank = |level: &str| LEVELS.iter().position(|one| *one == level);
        let matches = self.detections.iter().flat_map(|rule| &rule.matches);
        let mut open = matches.filter(|one| one.suppressed.is_none());
        open.any(|one| rank(one.level) >= rank(level))
    }
}

/// A rule and what it came to.
#[derive(Debug, Clone, Serialize)]
pub struct DetectionView {
    /// Its id.
    pub rule: String,
    /// What it finds.
    pub title: String,
    /// How much a match matters, unless the match says otherwise.
    pub level: &'static str,
    /// `fired`, `clear` or `indeterminate`.
    pub verdict: &'static str,
    /// What was lacking.
    pub reason: Option<String>,
    /// All matches, suppressed ones included.
    pub count: usize,
    /// Suppressed ones.
    pub suppressed: usize,
    /// What the rule looks for, for documents.
    #[serde(skip)]
    pub description: String,
    /// The matches, in order of time.
    pub matches: Vec<MatchView>,
}

/// A match.
#[derive(Debug, Clone, Serialize)]
pub struct MatchView {
    /// The same for the same rule, actor and scope in every period.
    pub fingerprint: String,
    /// When its last event happened.
    pub at: At,
    /// How much it matters.
    pub level: &'static str,
    /// Whose doing it is: the latest e-mail seen.
    pub actor: Option<Arc<str>>,
    /// Identity of the actor.
    pub actor_id: Option<Arc<str>>,
    /// On which app: the latest name seen.
    pub app: Option<Arc<str>>,
    /// Identity of the app.
    pub app_id: Option<Arc<str>>,
    /// What else tells it from others of the rule; left out where actor and app do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// How many events make it up.
    pub event_count: u64,
    /// Their ids, in order of time; of a rule with many the first `--max-events`.
    pub events: Vec<EventId>,
    /// The suppression that it falls under.
    pub suppressed: Option<Arc<SuppressedView>>,
    /// What was decided about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Arc<DecidedView>>,
}

/// Why a match is listed apart.
#[derive(Debug, Clone, Serialize)]
pub struct SuppressedView {
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day of a period for which it holds.
    pub until: String,
}

/// What was decided about a match.
#[derive(Debug, Clone, Serialize)]
pub struct DecidedView {
    /// `accepted`, `remediated`, `false positive` or `open`.
    pub disposition: &'static str,
    /// Who answers for it.
    pub owner: String,
    /// Who has looked at it beside the owner.
    pub reviewer: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
}
