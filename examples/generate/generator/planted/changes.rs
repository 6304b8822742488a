//! Changes, destructions and what else happens, with instants on both sides of every boundary.

use chrono::{Datelike, TimeDelta};
use fastrand::Rng;
use serde_json::{Value, json};

use super::Story;
use super::clock;
use super::deed::{self, Deed, Name, OTHERS};

/// Times of day, in milliseconds: on both sides of the first and last minute that is worked, around midnight, and in
/// the hour that is there twice or not at all when the clocks change.
const MOMENTS: [i64; 9] = [
    8 * HOUR - 1,
    8 * HOUR,
    18 * HOUR - 1,
    18 * HOUR,
    0,
    24 * HOUR - 1,
    2 * HOUR + HOUR / 2,
    3 * HOUR + HOUR / 2,
    12 * HOUR,
];
const HOUR: i64 = 3_600_000;

/// Plants about so many events.
pub fn plant(story: &mut Story, events: u64, rng: &mut Rng) {
    // Those who are renamed act under both e-mails: that is how it is known.
    for actor in 0..story.world.actors.len() {
        if let [_, (from, _)] = story.world.actors[actor].subject.labels[..] {
            for at in [from - 1, from] {
                add(story, at, OTHERS[0], rng);
                if let Some(deed) = story.deeds.last_mut() {
                    deed.actor = Some(actor);
                }
            }
        }
    }
    let months = story.world.months.clone();
    for (place, month) in months.iter().enumerate() {
        let (start, end) = (month.start_ms(), month.end_ms());
        // The first instant of a month and the last one.
        add(story, start, OTHERS[rng.usize(0..3)], rng);
        add(story, end - 1, OTHERS[rng.usize(0..3)], rng);
        // Boundaries of working hours on every day around the change of clocks, and on some others.
        let mut day = clock::day(start);
        while day <= clock::day(end - 1) {
            let turning = day.weekday().number_from_monday() == 7 && day.day() >= 25;
            if turning || rng.u32(0..4) == 0 {
                for moment in MOMENTS {
                    let at = clock::at(day, moment);
                    if (start..end).contains(&at) && (turning || rng.bool()) {
                        add(story, at, OTHERS[rng.usize(0..4)], rng);
                    }
                }
            }
            day += TimeDelta::days(1);
        }
        for number in 0..events / months.len() as u64 {
            let name = match rng.u32(0..3) {
                0 => OTHERS[rng.usize(0..4)],
                _ => OTHERS[(number as usize + place) % OTHERS.len()],
            };
            add(story, rng.i64(start..end), name, rng);
        }
    }
}

fn add(story: &mut Story, at: i64, name: Name, rng: &mut Rng) {
    let world = &story.world;
    let app = name.of_app.then(|| rng.usize(0..world.apps.len()));
    // Now and then an event that an app should have has none.
    let app = app.filter(|_| rng.u32(0..20) > 0);
    let account = app.map_or_else(|| rng.usize(0..2), |app| world.apps[app].account);
    let team = match app {
        Some(app) => world.apps[app].team,
        None => rng.bool().then(|| account * 2 + rng.usize(0..2)),
    };
    let actor = (rng.u32(0..30) > 0).then(|| rng.usize(0..world.actors.len()));
    let (data, target) = thing(name, rng);
    story.add(Deed {
        at,
        id: String::new(),
        name,
        actor,
        app,
        team,
        account,
        data,
        target,
        rank: 0,
        ip: deed::OFFICE.to_owned(),
    });
}

/// `data`, and what the policy finds in it.
fn thing(name: Name, rng: &mut Rng) -> (Option<Value>, Option<String>) {
    let host = format!("www{}.acme.example", rng.u32(0..50));
    let addon = format!("redis-round-{}", rng.u32(10_000..99_999));
    match rng.u32(0..10) {
        0 => (None, None),
        1 => (Some(Value::Null), None),
        2 => (Some(json!(["target", host])), None),
        3 => (Some(json!({"target": {"name": host}})), None),
        4 => (
            Some(json!({"domain": {"hostname": ""}, "target": addon})),
            Some(addon),
        ),
        5 => (
            Some(json!({"target": addon, "domain": {"hostname": host}})),
            Some(host),
        ),
        _ if name.kind == "domain" => (
            Some(json!({"domain": {"hostname": host, "kind": "custom"}})),
            Some(host),
        ),
        _ if name.kind == "addon" => (
            Some(json!({"addon": {"name": addon, "plan": {"name": "redis:premium"}}})),
            Some(addon),
        ),
        _ => (Some(json!({"name": host})), None),
    }
}
