//! TP-D04: somebody is granted access and destroys something within a day.

use super::common::{DAY, identity, is_within, later, match_of};
use crate::compliance::{NotedEvent, Place, Who};
use crate::detection::{Evidence, Judged};
use hashbrown::HashMap;
use std::borrow::Cow;

pub(super) fn judge(evidence: &Evidence<'_>) -> Judged {
    let policy = evidence.lacking_policy("subject", evidence.policy.subject.as_ref());
    if policy.is_some() {
        return Judged::of(Vec::new(), policy);
    }
    let known = |event: &NotedEvent<'_>| evidence.place(event) != Place::After;
    let mut by_actor: HashMap<Cow<'_, str>, Vec<NotedEvent<'_>>> = HashMap::new();
    let destroyed = evidence.named(|_, action| action == "destroy");
    for event in destroyed.take_while(known) {
        if let Some(actor) = evidence.people.actor(event.actor()) {
            by_actor.entry(actor).or_default().push(event);
        }
    }
    let (mut matches, mut unreadable) = (Vec::new(), 0);
    for grant in evidence.named(is_grant).take_while(known) {
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
        let (app, scope) = match grant.type_and_action().0 {
            "collaborator" => (grant.app().clone(), String::new()),
            "team_membership" => (Who::default(), scope("team", grant.team())),
            _ => (Who::default(), scope("enterprise account", grant.account())),
        };
        matches.extend(match_of(&all, scope).map(|found| crate::detection::Match { app, ..found }));
    }
    Judged::of(matches, evidence.lacking_read("subject", unreadable))
}

fn is_grant(kind: &str, action: &str) -> bool {
    matches!(
        (kind, action),
        (
            "collaborator" | "team_membership" | "enterprise_account_membership",
            "create"
        )
    )
}

fn scope(kind: &str, of: &Who) -> String {
    format!("{kind} {}", identity(of).map_or("", |(_, of)| of))
}
