//! Section `access`: the ledger of grants.
//!
//! What lies before the period is history: it opens and ends rows that are not counted in it.

use super::events::NotedEvent;
use super::ledger::{Grant, Ledger, Place, Scope, ledger};
use super::marks::{ACCESS, OF_APP, OF_TEAM};
use super::people::{Labels, People};
use crate::aggregate::Summary;
use crate::event::Timestamp;
use crate::identity::Dimension;
use crate::policy::Policy;
use crate::view::access::{AccessView, GrantRow};
use crate::view::moment::{At, EventId};

/// The ledger, of events in order of time, then id, each once. Filters do not narrow it.
#[must_use]
pub fn access(
    events: &[NotedEvent<'_>],
    place: impl Fn(Timestamp) -> Place,
    policy: &Policy,
    people: &People,
    counted: &Summary,
) -> AccessView {
    // What happens behind the period is not known yet.
    let known = &events[..events.partition_point(|event| place(event.at()) != Place::After)];
    let events = || known.iter().filter(|event| event.marks().any(ACCESS));
    let Ledger {
        mut grants,
        unmatched,
        granted,
        unreadable,
    } = ledger(known, place, people);
    // What began and ended before the period is no part of it.
    grants.retain(|grant| grant.within || !matches!(grant.ended, Some((_, false))));
    let number =
        |of: &dyn Fn(&Grant<'_>) -> bool| grants.iter().filter(|one| of(one)).count() as u64;
    let mut view = AccessView {
        granted,
        unreadable_subjects: unreadable,
        opening: number(&|grant| !grant.within),
        revoked: number(&|grant| grant.ended.is_some()),
        closing: number(&|grant| grant.ended.is_none()),
        unmatched_revocations: unmatched.len() as u64,
        ..AccessView::default()
    };
    // Whom the counted ones name is in the report's lists.
    let others: Vec<_> = events().filter(|event| !event.passes()).collect();
    let others = || others.iter();
    let shown = Shown {
        actors: Labels::counted(Dimension::Actor, counted.actors.iter().map(|one| &one.line))
            .with(others().map(|event| (event.at(), event.actor()))),
        apps: Labels::counted(Dimension::App, counted.apps.iter().map(|one| &one.line))
            .with(others().map(|event| (event.at(), event.app()))),
        teams: Labels::counted(Dimension::Team, &counted.teams)
            .with(others().map(|event| (event.at(), event.team()))),
        accounts: Labels::counted(Dimension::Account, &counted.accounts)
            .with(others().map(|event| (event.at(), event.account()))),
        policy,
        people,
    };
    let granted = grants.iter().map(|grant| (grant.event, Some(grant)));
    let mut order: Vec<_> = granted
        .chain(unmatched.into_iter().map(|event| (event, None)))
        .collect();
    order.sort_unstable_by_key(|(event, _)| (event.at(), event.id()));
    let row = |(event, grant): (NotedEvent<'_>, Option<&Grant<'_>>)| match grant {
        Some(grant) => shown.row(Some(grant), grant.ended.map(|(event, _)| event), event),
        None => shown.row(None, Some(event), event),
    };
    // As many as there are: a list that grows is twice in memory.
    view.grants = Vec::with_capacity(order.len());
    view.grants.extend(order.into_iter().map(row));
    view
}

/// What rows are shown with.
struct Shown<'a> {
    actors: Labels<'a>,
    apps: Labels<'a>,
    teams: Labels<'a>,
    accounts: Labels<'a>,
    policy: &'a Policy,
    people: &'a People,
}

impl<'a> Shown<'a> {
    /// A row; `of` is the event that tells its scope and subject.
    fn row(
        &self,
        grant: Option<&Grant<'a>>,
        revoked: Option<NotedEvent<'a>>,
        of: NotedEvent<'a>,
    ) -> GrantRow {
        let granted = grant.map(|grant| grant.event);
        let actor = |event: Option<NotedEvent<'a>>| match event {
            Some(event) => self.actors.shown(event.actor()),
            None => [None, None],
        };
        let scopes = match of.marks() {
            marks if marks.any(OF_APP) => &self.apps,
            marks if marks.any(OF_TEAM) => &self.teams,
            _ => &self.accounts,
        };
        let [scope, scope_id] = scopes.shown(Scope::who(of));
        let [granted_by, granted_by_id] = actor(granted);
        let [revoked_by, revoked_by_id] = actor(revoked);
        let id = |event: NotedEvent<'_>| EventId(event.id());
        let at = |event: NotedEvent<'_>| At(event.at());
        let role = grant.map_or(of.role(), |grant| grant.role);
        let self_granted = |event: NotedEvent<'a>| {
            let subject = self.people.known_by(event.subject()?);
            Some(subject == self.people.actor(event.actor())?)
        };
        GrantRow {
            scope,
            scope_id,
            scope_kind: Scope::kind(of),
            subject: of.subject().cloned(),
            role: role.cloned(),
            granted_by,
            granted_by_id,
            granted_at: granted.map(at),
            granted_event: granted.map(id),
            revoked_by,
            revoked_by_id,
            revoked_at: revoked.map(at),
            revoked_event: revoked.map(id),
            within: grant.is_some_and(|grant| grant.within),
            open: grant.is_some_and(|grant| grant.ended.is_none()),
            external: of
                .subject()
                .and_then(|subject| self.policy.is_external(subject)),
            self_granted: granted.and_then(self_granted),
            account: self.accounts.among_several(of.account()),
        }
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
