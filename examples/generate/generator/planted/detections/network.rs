//! Cases about networks and TLS: TP-D09, TP-D11, TP-D12 and TP-D17.

use serde_json::json;

use super::plot::{ADMINS, DAY, HOUR, MINUTE, Plot, SECOND, STAGING, WEEKLY};

/// Plants them.
pub fn plant(plot: &mut Plot) {
    gaps(plot);
    new_networks(plot);
    many_networks(plot);
    for (range, fires) in [
        ("0.0.0.0/0", true),
        ("::/0", true),
        ("0.0.0.0/1", false),
        ("10.0.0.0/8", false),
    ] {
        let at = plot.slot();
        let opened = plot.deed(at, "trusted_ip.update", Some(ADMINS[0]), None);
        plot.story.deeds[opened].data = Some(json!({"trusted_ip": {"source": range}}));
        if fires {
            plot.must("TP-D17", &[opened], &[]);
        }
    }
}

/// An endpoint goes; another one came before or comes after, on both sides of the boundary, or the app goes.
fn gaps(plot: &mut Plot) {
    for (number, (other, after, fires)) in [
        (None, 0, true),
        (Some("sni_endpoint.create"), HOUR - SECOND, false),
        (Some("sni_endpoint.create"), HOUR + SECOND, true),
        (Some("sni_endpoint.update"), SECOND - DAY, false),
        (Some("ssl_endpoint.update"), -SECOND - DAY, true),
        (Some("app.destroy"), HOUR - SECOND, false),
        (Some("app.destroy"), HOUR + SECOND, true),
    ]
    .into_iter()
    .enumerate()
    {
        let app = plot.app(&format!("tls-{number}"));
        let at = plot.slot();
        let gone = plot.deed(at, "sni_endpoint.destroy", Some(ADMINS[1]), Some(app));
        let others: Vec<usize> = other
            .map(|name| plot.deed(at + after, name, Some(ADMINS[1]), Some(app)))
            .into_iter()
            .collect();
        if fires {
            plot.must("TP-D09", &[gone], &others);
        }
    }
}

/// A network that is new, one of 91 days ago, one of 89, one that the policy knows.
fn new_networks(plot: &mut Plot) {
    for (actor, ip, before, fires) in [
        (WEEKLY[0], "203.0.113.9", None, true),
        (WEEKLY[1], "192.0.2.9", Some(91 * DAY), true),
        (WEEKLY[2], "203.0.112.9", Some(89 * DAY), false),
        (WEEKLY[3], "10.1.77.9", None, false),
    ] {
        let at = plot.slot();
        if let Some(before) = before {
            let deed = plot.deed(
                at - before,
                "code_release.create",
                Some(actor),
                Some(STAGING[0]),
            );
            plot.from(ip, deed);
        }
        let deed = plot.deed(at, "code_release.create", Some(actor), Some(STAGING[0]));
        let deed = plot.from(ip, deed);
        if fires {
            plot.must("TP-D11", &[deed], &[]);
        }
    }
}

/// On both sides of an hour, and from three networks alone.
fn many_networks(plot: &mut Plot) {
    for (actor, networks, last, fires) in [
        (WEEKLY[4], [1, 2, 3, 4], HOUR - SECOND, true),
        (WEEKLY[5], [5, 6, 7, 8], HOUR + SECOND, false),
        (WEEKLY[5], [5, 6, 7, 7], MINUTE, false),
    ] {
        let at = plot.slot();
        let times = [0, last / 3, last / 2, last];
        let deeds = [0, 1, 2, 3].map(|n| {
            let deed = plot.deed(
                at + times[n],
                "code_release.create",
                Some(actor),
                Some(STAGING[0]),
            );
            plot.from(&format!("10.1.{}.9", networks[n]), deed)
        });
        if fires {
            plot.must("TP-D12", &deeds, &[]);
        }
    }
}
