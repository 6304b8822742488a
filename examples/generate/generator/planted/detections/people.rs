//! Cases about who acts, and when: TP-D08, TP-D13 to TP-D15, TP-D18, TP-D20 and TP-D22.

use chrono::{Datelike, TimeDelta};
use serde_json::{Value, json};

use super::super::super::calendar::instant;
use super::super::clock;
use super::plot::{
    ADMINS, DAY, DEVELOPERS, DORMANT, HOUR, MINUTE, PRODUCTION, Plot, QUIET, SECOND, SERVICE,
    STAGING, WEEKLY,
};

/// Plants them.
pub fn plant(plot: &mut Plot) {
    nights(plot);
    for (actor, before, fires) in [(DORMANT[0], 91 * DAY, true), (DORMANT[1], 89 * DAY, false)] {
        let at = plot.slot();
        let last = plot.deed(
            at - before,
            "code_release.create",
            Some(actor),
            Some(STAGING[0]),
        );
        let back = plot.deed(at, "code_release.create", Some(actor), Some(STAGING[0]));
        if fires {
            plot.must("TP-D13", &[back], &[last]);
        }
    }
    firsts(plot);
    let at = plot.slot();
    let strange = plot.deed(at, "app.update", Some(SERVICE), Some(STAGING[0]));
    plot.must("TP-D15", &[strange], &[]);
    let at = plot.slot();
    let unknown = plot.deed(at, "code_release.create", None, Some(STAGING[0]));
    plot.must("TP-D18", &[unknown], &[]);
    for (name, actor, app, key, fires) in [
        (
            "config_change.set",
            DEVELOPERS[0],
            PRODUCTION[0],
            "STRIPE_API_KEY",
            true,
        ),
        (
            "config_change.remove",
            DEVELOPERS[1],
            PRODUCTION[1],
            "DATABASE_PASSWORD",
            true,
        ),
        (
            "config_change.set",
            DEVELOPERS[0],
            PRODUCTION[0],
            "WEB_CONCURRENCY",
            false,
        ),
        (
            "config_change.set",
            DEVELOPERS[0],
            STAGING[0],
            "STRIPE_API_KEY",
            false,
        ),
        (
            "config_change.set",
            SERVICE,
            PRODUCTION[0],
            "STRIPE_API_KEY",
            false,
        ),
    ] {
        let at = plot.slot();
        let changed = plot.with(
            at,
            name,
            actor,
            app,
            json!({"config_vars": ["LOG_LEVEL", key]}),
        );
        if fires {
            plot.must("TP-D20", &[changed], &[]);
        }
    }
    let at = plot.slot();
    let by_hand = plot.deed(
        at,
        "code_release.create",
        Some(DEVELOPERS[0]),
        Some(PRODUCTION[0]),
    );
    plot.must("TP-D22", &[by_hand], &[]);
    // No service account releases to that one.
    let at = plot.slot();
    plot.deed(at, "code_release.create", Some(DEVELOPERS[1]), Some(QUIET));
}

fn quiet() -> Value {
    json!({"config_vars": ["LOG_LEVEL"]})
}

/// Both sides of the first and the last minute that is worked, of midnight, and of the change of clocks.
fn nights(plot: &mut Plot) {
    let set = |plot: &mut Plot, actor: usize, at: i64| {
        plot.with(at, "config_change.set", actor, STAGING[0], quiet())
    };
    let wednesdays = plot.weekday(2);
    if let [first, second, ..] = wednesdays[..] {
        set(plot, WEEKLY[6], clock::at(first, 18 * HOUR - 1));
        let late = [18 * HOUR, 22 * HOUR].map(|ms| set(plot, WEEKLY[6], clock::at(first, ms)));
        plot.must("TP-D08", &late, &[]);
        let early = set(plot, WEEKLY[6], clock::at(second, 8 * HOUR - 1));
        plot.must("TP-D08", &[early], &[]);
        set(plot, WEEKLY[6], clock::at(second, 8 * HOUR));
        // Two local days are two rows, and so are two actors.
        let midnight = clock::at(second + TimeDelta::days(1), 0);
        for (actor, at) in [
            (WEEKLY[7], midnight - SECOND),
            (WEEKLY[7], midnight),
            (WEEKLY[8], midnight),
        ] {
            let deed = set(plot, actor, at);
            plot.must("TP-D08", &[deed], &[]);
        }
    }
    // The night in which the clocks change: one local day, whatever the hours are called.
    let year = instant(plot.period.0).year();
    for month in [3, 10] {
        let change = clock::change(year, month);
        if (plot.period.0..plot.period.1).contains(&change) {
            let night =
                [-90, -30, 30, 90].map(|minutes| set(plot, WEEKLY[8], change + minutes * MINUTE));
            // Two hours before the change it is the same Sunday.
            plot.must("TP-D08", &night, &[]);
        }
    }
}

/// The first grant ever, of 100 days, and of 85 days; each of these ended a day later.
fn firsts(plot: &mut Plot) {
    for (actor, before, fires) in [
        (WEEKLY[9], None, true),
        (WEEKLY[0], Some(100 * DAY), true),
        (WEEKLY[1], Some(85 * DAY), false),
    ] {
        let at = plot.slot();
        if let Some(before) = before {
            let guest = plot.guest();
            plot.person(
                at - before,
                "collaborator.create",
                actor,
                STAGING[0],
                &guest,
            );
            plot.person(
                at - before + DAY,
                "collaborator.destroy",
                ADMINS[0],
                STAGING[0],
                &guest,
            );
        }
        let guest = plot.guest();
        let granted = plot.person(at, "collaborator.create", actor, STAGING[0], &guest);
        if fires {
            plot.must("TP-D14", &[granted], &[]);
        }
    }
}
