//! Members `access` and `detections` of `trailproof.diff/v1`: what the sections of a report say of both periods.

use super::access::GrantRow;
use serde::Serialize;

/// A figure on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TotalView {
    /// Of the earlier side.
    pub before: u64,
    /// Of the later side.
    pub after: u64,
    /// Difference.
    pub change: i64,
}

/// The ledgers of grants of both periods.
#[derive(Debug, Clone, Serialize)]
pub struct AccessChange {
    /// Open before the period.
    pub opening: TotalView,
    /// Granted within it.
    pub granted: TotalView,
    /// Ended within it.
    pub revoked: TotalView,
    /// Open at its end.
    pub closing: TotalView,
    /// Ended, without a grant that is known.
    pub unmatched_revocations: TotalView,
    /// Grants that do not tell to whom.
    pub unreadable_subjects: TotalView,
    /// Granted within it and open at its end.
    pub granted_and_open: TotalView,
    /// Granted to somebody outside the organisation; null where the policy does not say who that is.
    pub external: Option<TotalView>,
    /// The grants of the later period that are open at its end.
    pub open_grants: Vec<GrantRow>,
}

/// A rule of detection in both periods.
#[derive(Debug, Clone, Serialize)]
pub struct DetectionChange {
    /// Its id.
    pub rule: String,
    /// What it finds.
    pub title: String,
    /// Its level.
    pub level: &'static str,
    /// In the earlier period.
    pub before: Judgement,
    /// In the later one.
    pub after: Judgement,
    /// More or fewer matches that count; 0 where either period could not be judged.
    pub change: i64,
}

/// What a rule came to in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// `fired`, `clear` or `indeterminate`.
    pub verdict: &'static str,
    /// What was lacking, where it could not be judged.
    pub reason: Option<String>,
    /// Matches, those that were set aside among them.
    pub count: u64,
    /// Matches that were set aside.
    pub suppressed: u64,
}

impl Judgement {
    /// Whether the rule could be evaluated.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.verdict != "indeterminate"
    }

    /// Matches that count.
    #[must_use]
    pub const fn open(&self) -> u64 {
        self.count.saturating_sub(self.suppressed)
    }
}

impl AccessChange {
    /// The figures that both periods have, by their names in JSON.
    #[must_use]
    pub fn figures(&self) -> Vec<(&'static str, TotalView)> {
        let mut figures = vec![
            ("opening", self.opening),
            ("granted", self.granted),
            ("revoked", self.revoked),
            ("closing", self.closing),
            ("unmatched_revocations", self.unmatched_revocations),
            ("unreadable_subjects", self.unreadable_subjects),
            ("granted_and_open", self.granted_and_open),
        ];
        figures.extend(self.external.map(|total| ("external", total)));
        figures
    }
}

impl DetectionChange {
    /// Whether either period has matches that count, or the verdict is another one.
    #[must_use]
    pub fn tells(&self) -> bool {
        self.before.open() + self.after.open() > 0 || self.before.verdict != self.after.verdict
    }
}
