//! Data of `app.*`, of releases and of configuration.

use fastrand::Rng;

use super::super::json::Json;
use super::{Scene, app_member, id, one_of, user_member};

const VARIABLES: [&str; 12] = [
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY_BASE",
    "RAILS_ENV",
    "NODE_ENV",
    "SENTRY_DSN",
    "STRIPE_API_KEY",
    "FEATURE_CHECKOUT_V2",
    "LOG_LEVEL",
    "WEB_CONCURRENCY",
    "AWS_ACCESS_KEY_ID",
    "SMTP_PASSWORD",
];

const SUBJECTS: [&str; 8] = [
    "Merge pull request #418 from acme/fix-rounding\n\nRound half to even",
    "Say \"hello\" to new customers",
    "Revert \"Cache C:\\exports\\daily\"",
    "Échéance corrigée, naïve café",
    "🚀 ship the new checkout",
    "请求超时",
    "Escape `},{\"id\":\"` in the importer",
    "bump dependencies",
];

/// Data of `app.create` and `app.destroy`: its own `created_at` and `owner` among others.
pub fn create(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    app_member(json, scene);
    json.text("created_at", scene.at);
    json.key("region")
        .object(|json| json.text("name", one_of(&["us", "eu", "virginia"], rng)));
    json.text(
        "stack",
        one_of(&["heroku-16", "heroku-18", "container"], rng),
    );
    json.key("space").raw("null");
    json.key("acm")
        .raw(if rng.bool() { "true" } else { "false" });
    user_member("owner", json, scene);
}

/// Data of `app.update`: each change with both values.
pub fn update(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    app_member(json, scene);
    json.key("changes").array(|json| {
        for _ in 0..rng.u32(1..4) {
            json.object(|json| {
                json.text(
                    "field",
                    one_of(&["maintenance", "build_stack", "name"], rng),
                );
                json.key("from")
                    .raw(one_of(&["false", "null", "\"heroku-16\""], rng));
                json.key("to")
                    .raw(one_of(&["true", "{}", "\"heroku-18\""], rng));
            });
        }
    });
}

/// Data of `config_change.*`: names only, as values are secret.
pub fn config(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("config_vars").array(|json| {
        for _ in 0..rng.u32(1..6) {
            json.string(one_of(&VARIABLES, rng));
        }
    });
    json.key("release").object(|json| {
        id(json, rng);
        json.key("version").number(rng.u64(1..4000));
        if rng.u32(0..3) == 0 {
            json.text("created_at", scene.at);
        }
    });
}

/// Data of `heroku_config_change.update`: what the service itself rotated.
pub fn heroku_config(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("config_vars")
        .array(|json| json.string(one_of(&VARIABLES[..2], rng)));
    json.text(
        "reason",
        one_of(&["credential rotation", "failover", "plan change"], rng),
    );
    json.key("actor").raw("null");
    json.key("addon").object(|json| id(json, rng));
    app_member(json, scene);
}

/// Data of `code_release.create`.
pub fn release(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("release").object(|json| {
        id(json, rng);
        json.key("version").number(rng.u64(1..4000));
        json.text("status", one_of(&["succeeded", "failed", "pending"], rng));
        json.key("current")
            .raw(if rng.u32(0..10) > 0 { "true" } else { "false" });
    });
    json.key("slug").object(|json| {
        json.key("commit").hex(40, rng);
        json.text("commit_description", one_of(&SUBJECTS, rng));
        if rng.u32(0..6) == 0 {
            json.key("process_types").raw(
                r#"{"web":"bundle exec puma -C config/puma.rb","worker":"bin/work -q \"mail\""}"#,
            );
        }
    });
    if rng.u32(0..3) == 0 {
        json.key("buildpacks").raw(one_of(&BUILDPACKS, rng));
    }
    if rng.u32(0..3) == 0 {
        user_member("user", json, scene);
    }
}

const BUILDPACKS: [&str; 3] = [
    "[]",
    r#"[{"name":"heroku/ruby","version":null}]"#,
    r#"[{"name":"heroku/nodejs","version":1.75e2},{"name":"heroku/ruby","version":-1}]"#,
];
