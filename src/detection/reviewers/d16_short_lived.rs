//! TP-D16: something is created and destroyed within an hour.

use super::common::{HOUR, identity, is_within, later, match_of};
use crate::compliance::{NotedEvent, Place};
use crate::detection::{Evidence, Judged};
use hashbrown::HashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A kind of thing, and the app that has it.
type OfApp<'a> = (&'a str, (bool, &'a str));

/// What was created: its kind, its app, and which of several on that app.
type Thing<'a> = (&'a str, (bool, &'a str), Option<Cow<'a, str>>);

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let mut created: HashMap<Thing<'_>, Vec<NotedEvent<'_>>> = HashMap::new();
    // The last one of each kind and app that tells which it is, and the last one that does not.
    let mut last: HashMap<OfApp<'_>, [Option<NotedEvent<'_>>; 2]> = HashMap::new();
    let mut matches = Vec::new();
    // Events that may belong together, and of which one does not tell what it is about.
    let mut unread: [BTreeSet<[u8; 16]>; 2] = Default::default();
    let comes_or_goes = |kind: &str, action: &str| {
        matches!(kind, "app" | "addon" | "collaborator") && matches!(action, "create" | "destroy")
    };
    for event in evidence.named(comes_or_goes) {
        let (kind, action) = event.type_and_action();
        if evidence.place(&event) == Place::After {
            break;
        }
        let Some(app) = identity(event.app()) else {
            continue;
        };
        let which = match kind {
            "app" => Some(Cow::Borrowed("")),
            "addon" => event.target().map(|target| Cow::Borrowed(&**target)),
            _ => {
                let subject = event.subject();
                subject.map(|subject| evidence.people.known_by(subject))
            }
        };
        let lately = |created: &NotedEvent<'_>| later(created.at(), HOUR) >= event.at();
        if action == "create" {
            let last = &mut last.entry((kind, app)).or_default()[usize::from(which.is_none())];
            *last = Some(event);
            if which.is_some() {
                created.entry((kind, app, which)).or_default().push(event);
            }
            continue;
        }
        let own = created.get_mut(&(kind, app, which.clone()));
        // Whatever it was, it is gone.
        let pair = own.and_then(Vec::pop).filter(lately);
        if !is_within(evidence, event) {
            continue;
        }
        if let Some(pair) = pair {
            let scope = match event.subject() {
                Some(subject) if kind == "collaborator" => {
                    format!("{kind} {}", subject.to_lowercase())
                }
                _ => kind.to_owned(),
            };
            matches.extend(match_of(&[pair, event], scope));
            continue;
        }
        // It may be another one that was created lately, if one of both does not tell.
        let last = last.get(&(kind, app)).copied().unwrap_or_default();
        let [told, untold] = last.map(|created| created.filter(lately));
        let list = &mut unread[usize::from(kind == "collaborator")];
        if which.is_none() && told.or(untold).is_some() {
            list.insert(event.id());
        }
        list.extend(untold.map(|created| created.id()));
    }
    let policy = evidence.policy;
    let [targets, subjects] = unread.map(|list| list.len());
    let lacking = [
        ("target", targets, policy.target.is_some()),
        ("subject", subjects, policy.subject.is_some()),
    ];
    let lacking = lacking.into_iter().filter(|(_, events, _)| *events > 0);
    let lacking = lacking.filter_map(|(what, events, given)| match given {
        true => evidence.lacking_read(what, events),
        false => evidence.lacking_policy::<()>(what, None),
    });
    Judged::of(matches, lacking)
}
