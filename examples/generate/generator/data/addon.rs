//! Data of `addon.*`.

use fastrand::Rng;

use super::super::json::Json;
use super::super::names;
use super::{Scene, app_member, id, one_of};

const PLANS: [&str; 8] = [
    "heroku-postgresql:standard-0",
    "heroku-postgresql:premium-2",
    "heroku-redis:premium-0",
    "heroku-kafka:basic-1",
    "papertrail:fixa",
    "newrelic:wayne",
    "scheduler:standard",
    "sendgrid:bronze",
];

const VARIABLES: [&str; 5] = [
    "DATABASE",
    "HEROKU_POSTGRESQL_TEAL",
    "REDIS",
    "KAFKA",
    "PAPERTRAIL_API_TOKEN",
];

/// Data of `addon.create` and `addon.destroy`.
pub fn create(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    addon(json, rng, scene);
    json.key("attachments").array(|json| {
        for _ in 0..rng.u32(0..2) {
            json.object(|json| {
                id(json, rng);
                json.text("name", one_of(&VARIABLES, rng));
                json.key("namespace").raw("null");
            });
        }
    });
}

/// Data of `addon.update`: what it was, and what it is now.
pub fn update(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    addon(json, rng, scene);
    json.key("previous").object(|json| plan(json, rng));
}

/// Data of `addon.attach` and `addon.detach`.
pub fn attachment(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("addon_attachment").object(|json| {
        id(json, rng);
        json.text("name", one_of(&VARIABLES, rng));
        json.key("addon").object(|json| {
            id(json, rng);
            json.text("name", &addon_name(rng));
        });
        if rng.bool() {
            app_member(json, scene);
        }
    });
    json.key("config_vars")
        .array(|json| json.string(one_of(&VARIABLES, rng)));
}

fn addon(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("addon").object(|json| {
        id(json, rng);
        json.text("name", &addon_name(rng));
        plan(json, rng);
        json.text(
            "state",
            one_of(&["provisioning", "provisioned", "deprovisioned"], rng),
        );
        if rng.u32(0..3) == 0 {
            app_member(json, scene);
        }
    });
}

fn plan(json: &mut Json<'_>, rng: &mut Rng) {
    json.key("plan").object(|json| {
        json.text("name", one_of(&PLANS, rng));
        json.key("price").object(|json| {
            json.key("cents").number(rng.u64(0..40) * 500);
            json.text("unit", "month");
        });
    });
}

fn addon_name(rng: &mut Rng) -> String {
    let service = one_of(&["postgresql", "redis", "kafka", "papertrail"], rng);
    format!(
        "{service}-{}-{}",
        names::area(rng.usize(..)),
        rng.u32(10_000..100_000)
    )
}
