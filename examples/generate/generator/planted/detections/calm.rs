//! Work that no rule has anything to say about.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::super::clock;
use super::plot::{
    ADMINS, DEVELOPERS, HOUR, MINUTE, PRODUCTION, Plot, QUIET, SERVICE, STAGING, WEEKLY, days,
    works,
};

/// Plants all days of all months. What is `lively` works at night, too, and from elsewhere, and holds people who come
/// and go: rules of a low level may have something to say about that.
pub fn plant(plot: &mut Plot, lively: bool) {
    let months = plot.story.world.months.clone();
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return;
    };
    let mut week = Week::default();
    for day in days(first.start_ms() + 12 * HOUR, last.end_ms() - 12 * HOUR) {
        if works(day) {
            work(plot, day);
            if day.weekday().num_days_from_monday() == 0 {
                week = monday(plot, day, week);
            }
        }
        if lively {
            life(plot, day);
        }
    }
}

/// A time of that day between nine and five.
fn hour(plot: &mut Plot, day: NaiveDate) -> i64 {
    clock::at(day, 9 * HOUR) + plot.rng.i64(0..8 * HOUR)
}

fn work(plot: &mut Plot, day: NaiveDate) {
    for developer in DEVELOPERS {
        for _ in 0..plot.rng.usize(1..3) {
            let at = hour(plot, day);
            let app = STAGING[plot.rng.usize(0..2)];
            plot.deed(at, "code_release.create", Some(developer), Some(app));
        }
        if plot.rng.u32(0..3) == 0 {
            let at = hour(plot, day);
            let data = json!({"config_vars": ["LOG_LEVEL"]});
            plot.with(at, "config_change.set", developer, STAGING[0], data);
        }
    }
    for app in PRODUCTION {
        let at = hour(plot, day);
        plot.deed(at, "code_release.create", Some(SERVICE), Some(app));
        let data = json!({"config_vars": ["WEB_CONCURRENCY", "SECRET_KEY_BASE"]});
        plot.with(at + MINUTE, "config_change.set", SERVICE, app, data);
    }
}

/// What administrators leave for the next week.
#[derive(Default)]
struct Week {
    number: usize,
    apps: Vec<usize>,
    addons: Vec<String>,
    guests: Vec<Vec<(usize, String)>>,
}

/// What is done once a week: grants that end three weeks later, apps and add-ons that go a week later.
fn monday(plot: &mut Plot, day: NaiveDate, before: Week) -> Week {
    let mut week = Week {
        number: before.number + 1,
        ..Week::default()
    };
    for actor in WEEKLY {
        let at = clock::at(day, 10 * HOUR) + plot.rng.i64(0..30 * MINUTE);
        plot.deed(at, "code_release.create", Some(actor), Some(STAGING[1]));
    }
    let mut guests = before.guests;
    let ended = (guests.len() == 3).then(|| guests.remove(0));
    let mut granted = Vec::new();
    for admin in ADMINS {
        let start = clock::at(day, 11 * HOUR) + admin as i64 * HOUR;
        if let Some(app) = before.apps.get(admin) {
            plot.deed(start, "app.destroy", Some(admin), Some(*app));
        }
        if let Some(addon) = before.addons.get(admin) {
            plot.addon(
                start + 15 * MINUTE,
                "addon.destroy",
                admin,
                STAGING[0],
                addon,
            );
        }
        let app = plot.app(&format!("review-{}-{admin}", week.number));
        let addon = format!("redis-{}-{admin}", week.number);
        plot.deed(start + 20 * MINUTE, "app.create", Some(admin), Some(app));
        plot.addon(
            start + 25 * MINUTE,
            "addon.create",
            admin,
            STAGING[0],
            &addon,
        );
        let host = format!("w{}-{admin}.acme.com", week.number);
        plot.domain(
            start + 30 * MINUTE,
            "domain.create",
            admin,
            STAGING[1],
            &host,
        );
        plot.deed(
            start + 35 * MINUTE,
            "sni_endpoint.update",
            Some(admin),
            Some(STAGING[1]),
        );
        let guest = plot.guest();
        plot.person(
            start + 40 * MINUTE,
            "collaborator.create",
            admin,
            STAGING[0],
            &guest,
        );
        if let Some((_, mail)) = ended.as_ref().and_then(|ended| ended.get(admin)) {
            plot.person(
                start + 45 * MINUTE,
                "collaborator.destroy",
                admin,
                STAGING[0],
                mail,
            );
        }
        granted.push((admin, guest));
        week.apps.push(app);
        week.addons.push(addon);
    }
    guests.push(granted);
    week.guests = guests;
    week
}

/// Nights and weekends, travels, a colleague who is seldom there, configuration by people.
fn life(plot: &mut Plot, day: NaiveDate) {
    let any = |plot: &mut Plot| clock::at(day, 0) + plot.rng.i64(0..24 * HOUR);
    if plot.rng.u32(0..3) == 0 {
        let at = any(plot);
        let developer = DEVELOPERS[plot.rng.usize(0..DEVELOPERS.len())];
        plot.deed(at, "code_release.create", Some(developer), Some(STAGING[0]));
    }
    if plot.rng.u32(0..6) == 0 {
        let at = any(plot);
        let ip = format!("203.0.113.{}", plot.rng.u32(1..255));
        let developer = DEVELOPERS[plot.rng.usize(0..DEVELOPERS.len())];
        let deed = plot.deed(at, "config_change.set", Some(developer), Some(QUIET));
        plot.story.deeds[deed].data = Some(json!({"config_vars": ["FEATURE_X"]}));
        plot.from(&ip, deed);
    }
    if plot.rng.u32(0..40) == 0 {
        let at = any(plot);
        plot.deed(at, "app.update", Some(18), Some(STAGING[1]));
    }
    if plot.rng.u32(0..20) == 0 {
        let at = any(plot);
        let host = format!("d{}.acme.com", plot.rng.u32(..));
        plot.domain(at, "domain.create", DEVELOPERS[0], PRODUCTION[0], &host);
    }
    if plot.rng.u32(0..10) == 0 {
        let at = any(plot);
        plot.deed(
            at,
            "sni_endpoint.update",
            Some(ADMINS[1]),
            Some(PRODUCTION[1]),
        );
    }
    if plot.rng.u32(0..15) == 0 {
        let at = any(plot);
        let space = plot.deed(at, "space.update", Some(ADMINS[0]), None);
        plot.story.deeds[space].data =
            Some(json!({"space": {"name": "private", "cidr": "10.0.0.0/16"}}));
    }
    if plot.rng.u32(0..12) == 0 {
        let at = any(plot);
        let guest = plot.guest();
        plot.person(at, "collaborator.create", ADMINS[0], STAGING[1], &guest);
    }
    if plot.rng.u32(0..25) == 0 {
        let at = any(plot);
        let data = json!({"trusted_ip": {"source": "198.51.100.0/24"}});
        let deed = plot.deed(at, "trusted_ip.update", Some(ADMINS[2]), None);
        plot.story.deeds[deed].data = Some(data);
    }
}
