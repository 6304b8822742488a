//! Section `access` of `trailproof.report/v1`: the ledger of grants. It foots:
//! `opening + granted - revoked = closing`.

use super::moment::{At, EventId};
use serde::Serialize;
use std::sync::Arc;

/// The section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AccessView {
    /// Grants that were open before the period, as far as history tells them.
    pub opening: u64,
    /// Grants in the period.
    pub granted: u64,
    /// Revocations that ended one of these.
    pub revoked: u64,
    /// Grants that are open at the period's end.
    pub closing: u64,
    /// Revocations in the period to which no grant is known; those without a readable subject among them.
    pub unmatched_revocations: u64,
    /// Grants in the period whose subject could not be read.
    pub unreadable_subjects: u64,
    /// The grants that were open at some time in the period, and the revocations to which none is known, in order
    /// of time, then id.
    pub grants: Vec<GrantRow>,
}

/// One grant, or a revocation to which none is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GrantRow {
    /// Name of the app, team or enterprise account.
    pub scope: Option<Arc<str>>,
    /// Its id.
    pub scope_id: Option<Arc<str>>,
    /// `app`, `team` or `enterprise account`.
    pub scope_kind: &'static str,
    /// Who was granted access, as `data` has it; null where it could not be read.
    pub subject: Option<Arc<str>>,
    /// Role, as `data` has it, the latest known.
    pub role: Option<Arc<str>>,
    /// Who granted it; null where only its end is known.
    pub granted_by: Option<Arc<str>>,
    /// Id of who granted it.
    pub granted_by_id: Option<Arc<str>>,
    /// When.
    pub granted_at: Option<At>,
    /// Id of the event.
    pub granted_event: Option<EventId>,
    /// Who ended it.
    pub revoked_by: Option<Arc<str>>,
    /// Id of who ended it.
    pub revoked_by_id: Option<Arc<str>>,
    /// When.
    pub revoked_at: Option<At>,
    /// Id of the event.
    pub revoked_event: Option<EventId>,
    /// Whether it was granted in the period, not before it.
    #[serde(skip)]
    pub within: bool,
    /// Whether it is open at the period's end.
    pub open: bool,
    /// Whether the subject's domain is none of the organisation's; null where that cannot be told.
    pub external: Option<bool>,
    /// Whether who granted it is who got it; null where that cannot be told.
    pub self_granted: Option<bool>,
    /// The enterprise account; left out where the report is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Arc<str>>,
}
