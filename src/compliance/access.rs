//! Section `access`: the ledger of grants.
//!
//! A grant opens a row, and a revocation for the same scope and subject ends the earliest row that is open; both in
//! order of time, then id. What lies before the period is history: it opens and ends rows that are not counted in it.

use super::events::NotedEvent;
use super::marks::{ACCESS, GRANT, OF_APP, OF_TEAM, REVOKE};
use super::people::{Labels, People};
use crate::aggregate::Summary;
use crate::event::Timestamp;
use crate::identity::{Dimension, Name};
use crate::policy::Policy;
use crate::view::access::{AccessView, GrantRow};
use crate::view::moment::{At, EventId};
use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Where an instant lies beside the period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before it, or between parts of it.
    History,
    /// Within it.
    Within,
    /// Behind it.
    After,
}

/// A row while it is kept.
struct Grant<'a> {
    event: NotedEvent<'a>,
    /// Whether the grant lies in the period.
    within: bool,
    role: Option<&'a Arc<str>>,
    /// What ended it, and whether that lies in the period.
    ended: Option<(NotedEvent<'a>, bool)>,
}

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
    let known = events.partition_point(|event| place(event.at()) != Place::After);
    let events = || {
        let events = events[..known].iter();
        events.filter(|event| event.marks().any(ACCESS))
    };
    let mut view = AccessView::default();
    let mut grants: Vec<Grant<'_>> = Vec::new();
    let mut open: HashMap<(Scope<'_>, Cow<'_, str>), VecDeque<usize>> = HashMap::new();
    let mut unmatched = Vec::new();
    for &event in events() {
        let place = match place(event.at()) {
            Place::Within if event.is_history() => Place::History,
            place => place,
        };
        let within = place == Place::Within;
        let pair = event
            .subject()
            .map(|subject| (Scope::of(event), people.known_by(subject)));
        if event.marks().any(GRANT) {
            view.granted += u64::from(within);
            match pair {
                Some(pair) => open.entry(pair).or_default().push_back(grants.len()),
                None => view.unreadable_subjects += u64::from(within),
            }
            grants.push(Grant {
                event,
                within,
                role: event.role(),
                ended: None,
            });
        } else if event.marks().any(REVOKE) {
            let rows = pair.and_then(|pair| open.get_mut(&pair));
            match rows.and_then(VecDeque::pop_front) {
                Some(row) => grants[row].ended = Some((event, within)),
                None if within => unmatched.push(event),
                None => {}
            }
        } else if let Some(rows) = pair.and_then(|pair| open.get(&pair))
            && let Some(role) = event.role()
        {
            rows.iter().for_each(|row| grants[*row].role = Some(role));
        }
    }
    // What began and ended before the period is no part of it.
    grants.retain(|grant| grant.within || !matches!(grant.ended, Some((_, false))));
    view.opening = grants.iter().filter(|grant| !grant.within).count() as u64;
    view.revoked = grants.iter().filter(|grant| grant.ended.is_some()).count() as u64;
    view.closing = grants.iter().filter(|grant| grant.ended.is_none()).count() as u64;
    view.unmatched_revocations = unmatched.len() as u64;
    let shown = Shown {
        actors: Labels::counted(Dimension::Actor, counted.actors.iter().map(|one| &one.line))
            .with(events().map(|event| (event.at(), event.actor()))),
        apps: Labels::counted(Dimension::App, counted.apps.iter().map(|one| &one.line))
            .with(events().map(|event| (event.at(), event.app()))),
        teams: Labels::counted(Dimension::Team, &counted.teams)
            .with(events().map(|event| (event.at(), event.team()))),
        accounts: Labels::counted(Dimension::Account, &counted.accounts)
            .with(events().map(|event| (event.at(), event.account()))),
        policy,
        people,
    };
    let mut rows: Vec<(Timestamp, [u8; 16], GrantRow)> = Vec::new();
    for grant in &grants {
        let event = grant.event;
        rows.push((
            event.at(),
            event.id(),
            shown.row(Some(grant), grant.ended.map(|(event, _)| event), event),
        ));
    }
    for event in unmatched {
        rows.push((event.at(), event.id(), shown.row(None, Some(event), event)));
    }
    rows.sort_by_key(|(at, id, _)| (*at, *id));
    view.grants = rows.into_iter().map(|(_, _, row)| row).collect();
    view
}

/// What access is to. Its id is its identity, else its name.
#[derive(PartialEq, Eq, Hash)]
struct Scope<'a>(&'static str, Option<&'a str>, Option<&'a str>);

impl<'a> Scope<'a> {
    fn of(event: NotedEvent<'a>) -> Self {
        let who = Self::who(event);
        match &who.id {
            Some(id) => Self(Self::kind(event), Some(id), None),
            None => Self(Self::kind(event), None, who.label.as_deref()),
        }
    }

    fn kind(event: NotedEvent<'_>) -> &'static str {
        match event.marks() {
            marks if marks.any(OF_APP) => "app",
            marks if marks.any(OF_TEAM) => "team",
            _ => "enterprise account",
        }
    }

    fn who(event: NotedEvent<'a>) -> &'a Name {
        match event.marks() {
            marks if marks.any(OF_APP) => event.app(),
            marks if marks.any(OF_TEAM) => event.team(),
            _ => event.account(),
        }
    }
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
            open: grant.is_some_and(|grant| grant.ended.is_none()),
            external: of
                .subject()
                .and_then(|subject| self.policy.is_external(subject)),
            self_granted: granted.and_then(self_granted),
        }
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
