//! Section `changes` of `trailproof.report/v1`: the population of changes.

use super::moment::At;
use serde::Serialize;
use std::sync::Arc;

/// The section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChangesView {
    /// All changes of the period.
    pub population: u64,
    /// Those outside working hours; null where the policy gives none.
    pub outside_hours: Option<u64>,
    /// For each app.
    pub by_app: Vec<AppChanges>,
    /// For each actor.
    pub by_actor: Vec<ActorChanges>,
    /// For each actor of each protected app; null where the policy names none. Apps in the order of `by_app`, their
    /// actors by count.
    pub protected: Option<Vec<PairChanges>>,
}

/// Changes of one protected app by one actor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PairChanges {
    /// Latest name seen.
    pub app: Option<String>,
    /// Identity of the app.
    pub app_id: Option<String>,
    /// Latest e-mail seen.
    pub actor: Option<String>,
    /// Identity of the actor.
    pub actor_id: Option<String>,
    /// The enterprise accounts that the app is of; left out where the report is of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Arc<str>>,
    /// `person`, `service` or `external`.
    pub kind: &'static str,
    /// Its changes.
    pub count: u64,
    /// Those outside working hours.
    pub outside_hours: Option<u64>,
    /// First of them.
    pub first_at: At,
    /// Last of them.
    pub last_at: At,
}

/// Changes of one app; both null is the row of changes without an app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AppChanges {
    /// Latest name seen.
    pub app: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// The enterprise accounts on which they were; left out where the report is of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Arc<str>>,
    /// Whether the policy protects it; null where it names no protected apps, or the event no app.
    pub protected: Option<bool>,
    /// Its changes: the sum of the next three.
    pub count: u64,
    /// Those by people, who are not known to be anything else.
    pub people: u64,
    /// Those by service accounts.
    pub services: u64,
    /// Those by people of other domains.
    pub external: u64,
    /// Those outside working hours.
    pub outside_hours: Option<u64>,
}

/// Changes of one actor; both null is the row of changes without an actor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ActorChanges {
    /// Latest e-mail seen.
    pub actor: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// The enterprise accounts on which they were; left out where the report is of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Arc<str>>,
    /// `person`, `service` or `external`.
    pub kind: &'static str,
    /// Its changes.
    pub count: u64,
    /// Those outside working hours.
    pub outside_hours: Option<u64>,
}
