//! TP-D21: a domain that is left on a destroyed app.

use super::common::{identity, is_within, match_of};
use crate::compliance::NotedEvent;
use crate::detection::{Evidence, Judged};
use hashbrown::HashMap;

/// A domain that was added to an app and not removed, as far as events tell.
struct Open<'a> {
    event: NotedEvent<'a>,
    /// Its name, where `data` tells it.
    name: Option<String>,
    /// It may have been removed by an event that does not tell which domain it is about.
    doubtful: bool,
}

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let mut open: HashMap<_, Vec<Open<'_>>> = HashMap::new();
    let (mut matches, mut doubtful) = (Vec::new(), 0);
    let wanted = |kind: &str, action: &str| {
        let (is_domain, goes) = (kind == "domain", action == "destroy");
        is_domain && (goes || action == "create") || kind == "app" && goes
    };
    for event in evidence.named(wanted) {
        let Some(app) = identity(event.app()) else {
            continue;
        };
        let target = || event.target().map(|text| &**text).map(str::to_lowercase);
        match event.type_and_action() {
            ("domain", "create") => open.entry(app).or_default().push(Open {
                event,
                name: target(),
                doubtful: false,
            }),
            ("domain", "destroy") => {
                if let Some(domains) = open.get_mut(&app) {
                    remove(domains, target().as_deref());
                }
            }
            ("app", "destroy") => {
                let left = open.remove(&app).unwrap_or_default();
                if !is_within(evidence, event) {
                    continue;
                }
                for domain in left {
                    if domain.doubtful {
                        doubtful += 1;
                    } else {
                        let scope = domain.name.unwrap_or_default();
                        matches.extend(match_of(&[domain.event, event], scope));
                    }
                }
            }
            _ => {}
        }
    }
    Judged::of(matches, evidence.lacking_read("target", doubtful))
}

/// Removes the domain of that name; without one, or where none has it, the first whose name is not told. If only domains
/// with other names are there and the event tells none, it may have been any of them.
fn remove(domains: &mut Vec<Open<'_>>, target: Option<&str>) {
    let named = |name: Option<&str>| {
        let has = |open: &Open<'_>| open.name.as_deref() == name;
        domains.iter().position(has)
    };
    match named(target).or_else(|| named(None)) {
        Some(place) => {
            domains.remove(place);
        }
        None if target.is_none() => domains.iter_mut().for_each(|open| open.doubtful = true),
        None => {}
    }
}
