//! Section `register` of `trailproof.report/v1`: every destruction, and every change of network or TLS.

use super::moment::{At, EventId};
use serde::Serialize;
use std::sync::Arc;

/// One event, in order of time, then id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterRow {
    /// Id of the event.
    pub event_id: EventId,
    /// `type.action`.
    pub event: Arc<str>,
    /// When.
    pub at: At,
    /// Who: the latest e-mail seen.
    pub actor: Option<Arc<str>>,
    /// Identity of the actor.
    pub actor_id: Option<Arc<str>>,
    /// On which app: the latest name seen.
    pub app: Option<Arc<str>>,
    /// Identity of the app.
    pub app_id: Option<Arc<str>>,
    /// What, where `data` tells it by the policy's pointers.
    pub target: Option<Arc<str>>,
    /// The enterprise account; left out where the report is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Arc<str>>,
}
