//! Cases about what is destroyed: TP-D05 to TP-D07, TP-D19 and TP-D21.

use serde_json::json;

use super::plot::{ADMINS, DAY, HOUR, MINUTE, PRODUCTION, Plot, SECOND, STAGING};

/// Plants them.
pub fn plant(plot: &mut Plot) {
    many(plot);
    spaces_and_teams(plot);
    protected(plot);
    logging(plot);
    dangling(plot);
}

/// So many add-ons, one after the other, the last that long after the first.
fn destroy(plot: &mut Plot, at: i64, things: &[&str], last: i64, admin: usize) -> Vec<usize> {
    let steps = things.len() as i64 - 1;
    (0..)
        .zip(things)
        .map(|(n, thing)| {
            let at = if n == steps {
                at + last
            } else {
                at + n * last / (steps + 1)
            };
            plot.addon(at, "addon.destroy", admin, STAGING[0], thing)
        })
        .collect()
}

fn many(plot: &mut Plot) {
    let names = [
        "db-a", "db-b", "db-c", "db-d", "db-e", "db-f", "db-g", "db-h", "db-i", "db-j",
    ];
    // Exactly five in 9:59; ten.
    for count in [5, 10] {
        let at = plot.slot();
        let all = destroy(plot, at, &names[..count], 10 * MINUTE - SECOND, ADMINS[0]);
        plot.must("TP-D05", &all, &[]);
    }
    // Five in 10:01; four; five times four things; five by two people.
    let at = plot.slot();
    destroy(plot, at, &names[..5], 10 * MINUTE + SECOND, ADMINS[0]);
    let at = plot.slot();
    destroy(plot, at, &names[..4], MINUTE, ADMINS[0]);
    let at = plot.slot();
    destroy(
        plot,
        at,
        &["db-a", "db-b", "db-c", "db-d", "db-d"],
        MINUTE,
        ADMINS[0],
    );
    let at = plot.slot();
    destroy(plot, at, &names[..3], MINUTE, ADMINS[0]);
    destroy(plot, at, &names[3..6], MINUTE, ADMINS[1]);
    // The last of five lies in the period; the last of five lies before it.
    let start = plot.period.0;
    let all = destroy(plot, start - 5 * MINUTE, &names[..5], 5 * MINUTE, ADMINS[1]);
    plot.must("TP-D05", &all, &[]);
    destroy(
        plot,
        start - 5 * MINUTE,
        &names[..5],
        5 * MINUTE - 1,
        ADMINS[0],
    );
}

/// At the first and the last instant of the period, and right before it.
fn spaces_and_teams(plot: &mut Plot) {
    let (start, end) = plot.period;
    for (at, name, fires) in [
        (start, "space.destroy", true),
        (end - 1, "team.destroy", true),
        (start - 1, "team.destroy", false),
    ] {
        let destroyed = plot.deed(at, name, Some(ADMINS[2]), None);
        if name == "team.destroy" {
            plot.story.deeds[destroyed].team = Some(usize::from(fires));
        } else {
            plot.story.deeds[destroyed].data = Some(json!({"space": {"name": "private"}}));
        }
        if fires {
            plot.must("TP-D06", &[destroyed], &[]);
        }
    }
}

fn protected(plot: &mut Plot) {
    let old = plot.app("old-production");
    let at = plot.slot();
    let app = plot.deed(at, "app.destroy", Some(ADMINS[1]), Some(old));
    let at = plot.slot();
    let addon = plot.addon(at, "addon.destroy", ADMINS[1], PRODUCTION[0], "redis-main");
    let at = plot.slot();
    let domain = plot.domain(
        at,
        "domain.destroy",
        ADMINS[1],
        PRODUCTION[0],
        "old.acme.com",
    );
    for destroyed in [app, addon, domain] {
        plot.must("TP-D07", &[destroyed], &[]);
    }
    // Neither is destroyed: a name that only begins so, an endpoint is TP-D09's.
    let near = plot.app("production-tools");
    let at = plot.slot();
    plot.deed(at, "app.destroy", Some(ADMINS[1]), Some(near));
}

/// An app that had one, and one that had two.
fn logging(plot: &mut Plot) {
    let before = plot.period.0 - 60 * DAY;
    for (app, addons) in [
        ("logged-1", &["papertrail-calm-1"][..]),
        ("logged-2", &["papertrail-calm-2", "logentries-calm-2"]),
    ] {
        let app = plot.app(app);
        let made: Vec<usize> = addons
            .iter()
            .map(|addon| plot.addon(before, "addon.create", ADMINS[0], app, addon))
            .collect();
        let at = plot.slot();
        let removed = plot.addon(at, "addon.destroy", ADMINS[0], app, addons[0]);
        if made.len() == 1 {
            plot.must("TP-D19", &[removed], &made);
        }
    }
}

/// A domain of before, one of the period, one that went first.
fn dangling(plot: &mut Plot) {
    for (name, age, gone) in [
        ("left-1", 50 * DAY, false),
        ("left-2", 90 * MINUTE, false),
        ("left-3", 50 * DAY, true),
    ] {
        let app = plot.app(name);
        let at = plot.slot();
        let host = format!("{name}.acme.com");
        let made = plot.domain(at - age, "domain.create", ADMINS[1], app, &host);
        if gone {
            plot.domain(at - HOUR, "domain.destroy", ADMINS[1], app, &host);
        }
        let destroyed = plot.deed(at, "app.destroy", Some(ADMINS[1]), Some(app));
        if !gone {
            plot.must("TP-D21", &[destroyed], &[made]);
        }
    }
}
