//! TP-D04: somebody is granted access and destroys something within a day.

use super::common::{DAY, identity, is_within, later, match_of, name};
use crate::compliance::{NotedEvent, Place, Who};
use crate::detection::{Evidence, Judged};
use hashbrown::HashMap;
use std::borrow::Cow;

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let policy = evidence.lacking_policy("subject", evidence.policy.subject.as_ref());
    if policy.is_some() {
        return Judged::of(Vec::new(), policy);
    }
    let known = || {
        let events = evidence.events.iter().copied();
        events.take_while(|event| evidence.place(event) != Place::After)
    };
    let mut by_actor: HashMap<Cow<'_, str>, Vec<NotedEvent<'_>>> = HashMap::new();
    for event in known().filter(|event| name(*event).1 == "destroy") {
        if let Some(actor) = evidence.people.actor(event.actor()) {
            by_actor.entry(actor).or_default().push(event);
        }
    }
    let (mut matches, mut unreadable) = (Vec::new(), 0);
    for grant in known().filter(|event| is_grant(*event)) {
        let Some(subject) = grant.subject() else {
            unreadable += usize::from(later(grant.at(), DAY) >= evidence.period.from);
            continue;
        };
        let destroyed = by_actor.get(&evidence.people.known_by(subject));
        let destroyed = destroyed.map_or(&[][..], Vec::as_slice);
        let order = |event: NotedEvent<'_>| (event.at(), event.id());
        let from = destroyed.partition_point(|event| order(*event) <= order(grant));
        let behind = destroyed.partition_point(|event| event.at() <= later(grant.at(), DAY));
        let events = destroyed.get(from..behind).unwrap_or_default();
        if !events.last().is_some_and(|last| is_within(evidence, *last)) {
            continue;
        }
        let all: Vec<_> = std::iter::once(grant)
            .chain(events.iter().copied())
            .collect();
        let (app, scope) = match name(grant).0 {
            "collaborator" => (grant.app().clone(), String::new()),
            "team_membership" => (Who::default(), scope("team", grant.team())),
            _ => (Who::default(), scope("enterprise account", grant.account())),
        };
        matches.extend(match_of(&all, scope).map(|found| crate::detection::Match { app, ..found }));
    }
    Judged::of(matches, evidence.lacking_read("subject", unreadable))
}

fn is_grant(event: NotedEvent<'_>) -> bool {
    matches!(
        name(event),
        (
            "collaborator" | "team_membership" | "enterprise_account_membership",
            "create"
        )
    )
}

fn scope(kind: &str, of: &Who) -> String {
    format!("{kind} {}", identity(of).map_or("", |(_, of)| of))
}
