//! TP-D19: a logging or monitoring add-on is removed from an app that has no other.

use super::common::{HOUR, identity, is_within, later, match_of};
use crate::compliance::NotedEvent;
use crate::detection::{Evidence, Judged};
use hashbrown::HashMap;
use std::collections::BTreeSet;

/// What the name of such an add-on begins with: the service's name.
pub(super) const SERVICES: [&str; 18] = [
    "appoptics",
    "appsignal",
    "betterstack",
    "coralogix",
    "datadog",
    "hostedgraphite",
    "librato",
    "logdna",
    "logentries",
    "logtail",
    "logzio",
    "mezmo",
    "newrelic",
    "papertrail",
    "scout",
    "solarwinds",
    "sumologic",
    "timber",
];

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let policy = evidence.lacking_policy("target", evidence.policy.target.as_ref());
    if policy.is_some() {
        return Judged::of(Vec::new(), policy);
    }
    let mut gone: HashMap<_, Vec<NotedEvent<'_>>> = HashMap::new();
    for event in evidence.named(|kind, action| (kind, action) == ("app", "destroy")) {
        if let Some(app) = identity(event.app()) {
            gone.entry(app).or_default().push(event);
        }
    }
    let mut there: HashMap<_, BTreeSet<String>> = HashMap::new();
    let (mut matches, mut unreadable) = (Vec::new(), 0);
    for event in evidence.named(|kind, _| kind == "addon") {
        let (_, action) = event.type_and_action();
        let Some(app) = identity(event.app()) else {
            continue;
        };
        let removed = action == "destroy" && is_within(evidence, event);
        let Some(target) = event.target().map(|text| &**text).map(str::to_lowercase) else {
            unreadable += usize::from(removed);
            continue;
        };
        if !SERVICES.iter().any(|service| target.starts_with(service)) {
            continue;
        }
        let others = there.entry(app).or_default();
        match action {
            "create" => {
                others.insert(target);
            }
            "destroy" => {
                others.remove(&target);
                let app_goes = gone.get(&app).is_some_and(|list| {
                    list.iter().any(|app| {
                        later(app.at(), HOUR) >= event.at() && app.at() <= later(event.at(), HOUR)
                    })
                });
                if removed && others.is_empty() && !app_goes {
                    matches.extend(match_of(&[event], String::new()));
                }
            }
            _ => {}
        }
    }
    Judged::of(matches, evidence.lacking_read("target", unreadable))
}
