//! Data of collaborators, transfers and teams.

use fastrand::Rng;

use super::super::json::Json;
use super::super::names;
use super::{Scene, app_member, id, one_of, team_party, user_member};

/// Somebody who need not be an actor of the account.
fn somebody(key: &str, json: &mut Json<'_>, rng: &mut Rng) {
    json.key(key).object(|json| {
        id(json, rng);
        json.text(
            "email",
            &format!("{}@example.com", names::person(rng.usize(0..1024))),
        );
    });
}

/// Data of `collaborator.*`.
pub fn collaborator(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("collaborator").object(|json| {
        somebody("user", json, rng);
        json.text("role", one_of(&["member", "admin", "collaborator"], rng));
        json.key("permissions").array(|json| {
            for permission in ["view", "deploy", "operate", "manage"]
                .iter()
                .take(rng.usize(0..5))
            {
                json.object(|json| json.text("name", permission));
            }
        });
        if rng.bool() {
            app_member(json, scene);
        }
    });
    json.key("silent")
        .raw(if rng.bool() { "true" } else { "false" });
}

/// Data of `app_transfer.*`.
pub fn transfer(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("app_transfer").object(|json| {
        id(json, rng);
        json.text("state", one_of(&["pending", "accepted", "declined"], rng));
        user_member("owner", json, scene);
        somebody("recipient", json, rng);
    });
    app_member(json, scene);
}

/// Data of `team.*`.
pub fn team(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    if let Some(team) = scene.team {
        json.party("team", "name", team_party(team));
    }
    json.key("changes").array(|json| {
        json.object(|json| {
            json.text(
                "field",
                one_of(&["name", "default", "billing \"contact\""], rng),
            );
            json.key("from").raw("null");
            json.key("to").number(rng.u64(0..50));
        });
    });
}

/// Data of `team_membership.*`.
pub fn membership(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    somebody("user", json, rng);
    json.text("role", one_of(&["member", "admin", "viewer"], rng));
    if let Some(team) = scene.team {
        json.party("team", "name", team_party(team));
    }
}
