//! Cases about who is let in: TP-D01 to TP-D04, TP-D10, TP-D16 and TP-D23.

use super::super::clock;
use super::plot::{ADMINS, DAY, HOUR, MINUTE, Plot, SECOND, STAGING, WEEKLY};

/// Plants them.
pub fn plant(plot: &mut Plot) {
    outsiders(plot);
    oneself(plot);
    long_open(plot);
    destroyed_by_the_granted(plot);
    short_lived(plot);
    let at = plot.slot();
    let transfer = plot.deed(at, "app_transfer.create", Some(ADMINS[0]), Some(STAGING[0]));
    plot.must("TP-D10", &[transfer], &[]);
    let at = plot.slot();
    let connected = plot.deed(
        at,
        "applink_connection.create",
        Some(ADMINS[0]),
        Some(STAGING[0]),
    );
    plot.must("TP-D23", &[connected], &[]);
    // What is published connects nothing.
    let at = plot.slot();
    plot.deed(at, "applink_app.publish", Some(ADMINS[0]), Some(STAGING[0]));
}

fn outsiders(plot: &mut Plot) {
    for mail in [
        "eve@evil.example",
        "mallory@dev.acme.com",
        "trent@acme.com.evil.example",
    ] {
        let at = plot.slot();
        let granted = plot.person(at, "collaborator.create", ADMINS[0], STAGING[0], mail);
        plot.must("TP-D01", &[granted], &[]);
    }
    // One of the own domains, in other letters and in the other spelling.
    for mail in [
        "new@ACME.com",
        "zoe@xn--bcher-kva.example",
        "ina@BÜCHER.example",
    ] {
        let at = plot.slot();
        plot.person(at, "collaborator.create", ADMINS[0], STAGING[0], mail);
    }
}

/// By somebody who never destroys anything, and has never granted anything before.
fn oneself(plot: &mut Plot) {
    let actor = WEEKLY[5];
    let own = format!("DEV-{actor}@acme.com");
    let at = plot.slot();
    let granted = plot.person(at, "collaborator.create", actor, STAGING[0], &own);
    plot.must("TP-D02", &[granted], &[]);
    plot.must("TP-D14", &[granted], &[]);
    // Somebody else of nearly the same name; and access that ends, which grants nothing.
    let at = plot.slot();
    let near = format!("dev-{actor}1@acme.com");
    plot.person(at, "collaborator.create", actor, STAGING[0], &near);
    plot.person(
        at + 2 * HOUR,
        "team_membership.update",
        ADMINS[0],
        STAGING[0],
        &near,
    );
}

/// On both sides of the 90th day before the period's end, ended on its last instant, and for long but not now.
fn long_open(plot: &mut Plot) {
    let end = plot.period.1;
    for (age, ended, fires) in [
        (90 * DAY + SECOND, None, true),
        (90 * DAY - SECOND, None, false),
        (100 * DAY, Some(end - 1), false),
        (100 * DAY, Some(end - 60 * DAY), false),
    ] {
        let guest = plot.guest();
        let granted = plot.person(
            end - age,
            "collaborator.create",
            ADMINS[0],
            STAGING[1],
            &guest,
        );
        if let Some(at) = ended {
            plot.person(at, "collaborator.destroy", ADMINS[1], STAGING[1], &guest);
        }
        if fires {
            plot.must("TP-D03", &[granted], &[]);
        }
    }
}

/// On both sides of 24 hours. The last administrator destroys nothing else than on Mondays.
fn destroyed_by_the_granted(plot: &mut Plot) {
    let tuesdays = plot.weekday(1);
    for (day, after, fires) in [(0, DAY - SECOND, true), (1, DAY + SECOND, false)] {
        let Some(day) = tuesdays.get(day) else {
            continue;
        };
        let at = clock::at(*day, 10 * HOUR);
        let granted = plot.person(
            at,
            "collaborator.create",
            ADMINS[0],
            STAGING[1],
            "admin-2@acme.com",
        );
        let destroyed = plot.addon(
            at + after,
            "addon.destroy",
            ADMINS[2],
            STAGING[0],
            "kafka-1",
        );
        // It ends again, so that the next one is a grant of its own.
        plot.person(
            at + 2 * DAY,
            "collaborator.destroy",
            ADMINS[0],
            STAGING[1],
            "admin-2@acme.com",
        );
        if fires {
            plot.must("TP-D04", &[granted, destroyed], &[]);
        }
    }
}

/// On both sides of 60 minutes.
fn short_lived(plot: &mut Plot) {
    for (after, fires) in [(HOUR - SECOND, true), (HOUR + SECOND, false)] {
        let number = if fires { 1 } else { 2 };
        let at = plot.slot();
        let app = plot.app(&format!("trial-{number}"));
        let born = plot.deed(at, "app.create", Some(ADMINS[0]), Some(app));
        let dead = plot.deed(at + after, "app.destroy", Some(ADMINS[0]), Some(app));
        let at = plot.slot();
        let guest = plot.guest();
        let came = plot.person(at, "collaborator.create", ADMINS[1], STAGING[1], &guest);
        let went = plot.person(
            at + after,
            "collaborator.destroy",
            ADMINS[1],
            STAGING[1],
            &guest,
        );
        let at = plot.slot();
        let addon = format!("memcache-{number}");
        let made = plot.addon(at, "addon.create", ADMINS[0], STAGING[1], &addon);
        let gone = plot.addon(at + after, "addon.destroy", ADMINS[0], STAGING[1], &addon);
        if fires {
            for pair in [[born, dead], [came, went], [made, gone]] {
                plot.must("TP-D16", &pair, &[]);
            }
        }
    }
    // The one that went is not the one that came.
    let at = plot.slot();
    plot.addon(at, "addon.create", ADMINS[0], STAGING[1], "memcache-3");
    plot.addon(
        at + 30 * MINUTE,
        "addon.destroy",
        ADMINS[0],
        STAGING[1],
        "memcache-4",
    );
}
