//! TP-D09: an app's TLS endpoint is destroyed and nothing takes its place.

use super::common::{DAY, HOUR, identity, is_within, later, match_of};
use crate::detection::{Evidence, Judged};
use crate::event::Timestamp;
use hashbrown::HashMap;

/// What happened to one app, in order of time.
#[derive(Default)]
struct App {
    /// Endpoints that were created or updated.
    endpoints: Vec<Timestamp>,
    destroyed: Vec<Timestamp>,
}

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let mut apps: HashMap<_, App> = HashMap::new();
    let comes = |kind: &str, action: &str| {
        matches!(kind, "sni_endpoint" | "ssl_endpoint") && matches!(action, "create" | "update")
    };
    let app_goes = |kind: &str, action: &str| (kind, action) == ("app", "destroy");
    for event in evidence.named(|kind, action| comes(kind, action) || app_goes(kind, action)) {
        let Some(app) = identity(event.app()) else {
            continue;
        };
        let app = apps.entry(app).or_default();
        match event.type_and_action() {
            ("app", _) => app.destroyed.push(event.at()),
            _ => app.endpoints.push(event.at()),
        }
    }
    let end = evidence.extent.end().unwrap_or(evidence.period.to);
    let (mut matches, mut without_app, mut early) = (Vec::new(), 0, Vec::new());
    let goes = |kind: &str, action: &str| {
        matches!(kind, "sni_endpoint" | "ssl_endpoint") && action == "destroy"
    };
    for event in evidence.named(goes) {
        if !is_within(evidence, event) {
            continue;
        }
        let Some(app) = identity(event.app()) else {
            without_app += 1;
            continue;
        };
        let (before, behind) = (later(event.at(), -DAY), later(event.at(), HOUR));
        let app = apps.get(&app);
        let has = |list: &[Timestamp], from| has_between(list, from, behind);
        if app.is_some_and(|app| has(&app.endpoints, before) || has(&app.destroyed, event.at())) {
            continue;
        }
        if end < behind {
            early.push(behind);
        } else {
            matches.extend(match_of(&[event], String::new()));
        }
    }
    let early = early.iter().max().map(|behind| {
        format!("needs events up to {behind}, an hour after the last endpoint was destroyed, has them up to {end}")
    });
    let without_app = evidence.lacking_read("app", without_app);
    Judged::of(matches, early.into_iter().chain(without_app))
}

/// Whether one of some instants in order lies between two, both included.
fn has_between(instants: &[Timestamp], from: Timestamp, to: Timestamp) -> bool {
    let first = instants.partition_point(|at| *at < from);
    instants.get(first).is_some_and(|at| *at <= to)
}
