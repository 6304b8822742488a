//! Section `register` of `trailproof.report/v1`: every destruction, and every change of network or TLS.

use serde::Serialize;

/// One event, in order of time, then id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RegisterRow {
    /// Id of the event.
    pub event_id: String,
    /// `type.action`.
    pub event: String,
    /// When.
    pub at: String,
    /// Who: the latest e-mail seen.
    pub actor: Option<String>,
    /// Identity of the actor.
    pub actor_id: Option<String>,
    /// On which app: the latest name seen.
    pub app: Option<String>,
    /// Identity of the app.
    pub app_id: Option<String>,
    /// What, where `data` tells it by the policy's pointers.
    pub target: Option<String>,
}
