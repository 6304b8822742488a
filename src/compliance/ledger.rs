//! Which revocation ends which grant.
//!
//! A grant opens a row, and a revocation for the same scope and subject ends the earliest row that is open; both in
//! order of time, then id.

use super::events::NotedEvent;
use super::marks::{ACCESS, GRANT, OF_APP, OF_TEAM, REVOKE};
use super::people::People;
use crate::event::Timestamp;
use crate::identity::Name;
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
    let mut open: HashMap<(Scope<'_>, Cow<'_, str>), VecDeque<usize>> = HashMap::new();
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
                Some(pair) => open.entry(pair).or_default().push_back(grants.len()),
                None => ledger.unreadable += u64::from(within),
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
                None if within => ledger.unmatched.push(event),
                None => {}
            }
        } else if let Some(rows) = pair.and_then(|pair| open.get(&pair))
            && let Some(role) = event.role()
        {
            rows.iter().for_each(|row| grants[*row].role = Some(role));
        }
    }
    ledger
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
