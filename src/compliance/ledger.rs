//! Which revocation ends which grant.
//!
//! A grant opens a row, and a revocation for the same scope and subject ends the earliest row that is open; both in
//! order of time, then id.

use super::events::NotedEvent;
use super::marks::{ACCESS, GRANT, OF_APP, OF_TEAM, REVOKE};
use super::people::People;
use crate::event::Timestamp;
use crate::identity::Name;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::collections::VecDeque;
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
pub struct Grant<'a> {
    /// The event that granted it.
    pub event: NotedEvent<'a>,
    /// Whether the grant lies in the period.
    pub within: bool,
    /// The role, as it was last changed.
    pub role: Option<&'a Arc<str>>,
    /// What ended it, and whether that lies in the period.
    pub ended: Option<(NotedEvent<'a>, bool)>,
}

impl<'a> Grant<'a> {
    /// What access is to: `app`, `team` or `enterprise account`, and which one.
    #[must_use]
    pub fn scope(&self) -> (&'static str, &'a Name) {
        (Scope::kind(self.event), Scope::who(self.event))
    }
}

/// All rows, those included that ended before the period.
pub struct Ledger<'a> {
    /// The grants, in order.
    pub grants: Vec<Grant<'a>>,
    /// Revocations of the period that end none of them.
    pub unmatched: Vec<NotedEvent<'a>>,
    /// Grants of the period.
    pub granted: u64,
    /// Those of them whose subject could not be read. They stay open.
    pub unreadable: u64,
}

/// The rows of events in order of time, then id, each once, up to the period's end.
#[must_use]
pub fn ledger<'a>(
    events: &[NotedEvent<'a>],
    place: impl Fn(Timestamp) -> Place,
    people: &People,
) -> Ledger<'a> {
    let mut ledger = Ledger {
        grants: Vec::new(),
        unmatched: Vec::new(),
        granted: 0,
        unreadable: 0,
    };
    let grants = &mut ledger.grants;
    let mut open: HashMap<(Scope<'_>, Cow<'_, str>), Open<'_>> = HashMap::new();
    for &event in events.iter().filter(|event| event.marks().any(ACCESS)) {
        let place = match place(event.at()) {
            Place::Within if event.is_history() => Place::History,
            Place::After => break,
            place => place,
        };
        let within = place == Place::Within;
        let pair = event
            .subject()
            .map(|subject| (Scope::of(event), people.known_by(subject)));
        if event.marks().any(GRANT) {
            ledger.granted += u64::from(within);
            match pair {
                Some(pair) => open.entry(pair).or_default().rows.push_back(grants.len()),
                None => ledger.unreadable += u64::from(within),
            }
            grants.push(Grant {
                event,
                within,
                role: event.role(),
                ended: None,
            });
        } else if event.marks().any(REVOKE) {
            let open = pair.and_then(|pair| open.get_mut(&pair));
            match open.and_then(|open| open.first(grants)) {
                Some(grant) => grant.ended = Some((event, within)),
                None if within => ledger.unmatched.push(event),
                None => {}
            }
        } else if let Some(open) = pair.and_then(|pair| open.get_mut(&pair))
            && let Some(role) = event.role()
        {
            open.role = Some((grants.len(), role));
        }
    }
    for mut open in open.into_values() {
        while open.first(grants).is_some() {}
    }
    ledger
}

/// The open rows of one scope and subject.
#[derive(Default)]
struct Open<'a> {
    /// Their places, in order.
    rows: VecDeque<usize>,
    /// The role that was given last, to all rows before this place. Each row gets it when it is taken, because of many
    /// rows and many changes each change would touch each row.
    role: Option<(usize, &'a Arc<str>)>,
}

impl<'a> Open<'a> {
    /// Takes the first row.
    fn first<'g>(&mut self, grants: &'g mut [Grant<'a>]) -> Option<&'g mut Grant<'a>> {
        let row = self.rows.pop_front()?;
        let grant = grants.get_mut(row)?;
        if let Some((before, role)) = self.role
            && row < before
        {
            grant.role = Some(role);
        }
        Some(grant)
    }
}

/// What access is to. Its id is its identity, else its name.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Scope<'a>(&'static str, Option<&'a str>, Option<&'a str>);

impl<'a> Scope<'a> {
    fn of(event: NotedEvent<'a>) -> Self {
        let who = Self::who(event);
        match &who.id {
            Some(id) => Self(Self::kind(event), Some(id), None),
            None => Self(Self::kind(event), None, who.label.as_deref()),
        }
    }

    pub(super) fn kind(event: NotedEvent<'_>) -> &'static str {
        match event.marks() {
            marks if marks.any(OF_APP) => "app",
            marks if marks.any(OF_TEAM) => "team",
            _ => "enterprise account",
        }
    }

    pub(super) fn who(event: NotedEvent<'a>) -> &'a Name {
        match event.marks() {
            marks if marks.any(OF_APP) => event.app(),
            marks if marks.any(OF_TEAM) => event.team(),
            _ => event.account(),
        }
    }
}
