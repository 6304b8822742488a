//! The `data` of events. Its shape is undocumented, so what stands here is likely rather than
//! true: every event has its own, and none may matter to a reader of the event's other members.

pub mod addon;
pub mod app;
pub mod network;
mod odd;
pub mod people;

use fastrand::Rng;

use super::catalog::KINDS;
use super::json::Json;
use super::population::Team;
use super::subject::Party;

/// What the event around the data is about.
pub struct Scene<'a> {
    /// The event's `created_at`.
    pub at: &'a str,
    /// The event's `actor`.
    pub actor: Option<Party<'a>>,
    /// The event's `app`.
    pub app: Option<Party<'a>>,
    /// The event's `team`.
    pub team: Option<&'a Team>,
}

/// A team as other objects refer to it.
pub fn team_party(team: &Team) -> Party<'_> {
    Party {
        id: Some(&team.id),
        label: &team.name,
    }
}

/// Writes the member `data` of an event of the kind at `kind`: now and then empty, now and then
/// with members that a careless reader would take for the event's own.
pub fn write(kind: usize, scene: &Scene<'_>, rng: &mut Rng, json: &mut Json<'_>) {
    json.key("data").object(|json| match rng.u32(0..100) {
        0..3 => {}
        3..12 => {
            (KINDS[kind].data)(json, rng, scene);
            odd::members(json, rng, scene);
        }
        12..14 => {
            odd::members(json, rng, scene);
            (KINDS[kind].data)(json, rng, scene);
        }
        _ => (KINDS[kind].data)(json, rng, scene),
    });
}

/// One of `choices`.
fn one_of<'a>(choices: &[&'a str], rng: &mut Rng) -> &'a str {
    choices[rng.usize(0..choices.len())]
}

/// A member that is a new UUID, as most objects of the service begin with.
fn id(json: &mut Json<'_>, rng: &mut Rng) {
    json.key("id").uuid(rng);
}

/// A member that refers to the event's app, if it has one.
fn app_member(json: &mut Json<'_>, scene: &Scene<'_>) {
    if let Some(app) = scene.app {
        json.party("app", "name", app);
    }
}

/// A member that refers to the event's actor, or is null.
fn user_member(key: &str, json: &mut Json<'_>, scene: &Scene<'_>) {
    match scene.actor {
        Some(actor) => json.party(key, "email", actor),
        None => json.key(key).raw("null"),
    }
}
