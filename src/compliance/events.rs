//! Noted events as sections look at them: with names in place of symbols, in order.

use super::noted::{Noted, Row};
use crate::event::Timestamp;
use crate::identity::{Dimension, Name, Names};
use crate::record::Marks;
use std::sync::Arc;

/// The noted events of one reading, and the names in it.
pub struct NotedEvents<'a> {
    noted: &'a Noted,
    names: &'a Names,
    /// Names of events, by identity.
    events: Vec<Arc<str>>,
    /// Addresses, by identity.
    addresses: Vec<&'a Name>,
    /// Whether it is a reading of earlier archives.
    history: bool,
}

/// One event. What events are chosen by stands beside the row, which need not be fetched for that.
#[derive(Clone, Copy)]
pub struct NotedEvent<'a> {
    row: &'a Row,
    of: &'a NotedEvents<'a>,
    marks: Marks,
    /// Identity of its name.
    event: u32,
}

impl<'a> NotedEvents<'a> {
    /// The events of a reading.
    #[must_use]
    pub fn new(noted: &'a Noted, names: &'a Names) -> Self {
        let events = names.of_dimension(Dimension::Event).firsts();
        Self {
            noted,
            names,
            events: events.iter().map(|name| name.event().into()).collect(),
            addresses: names.of_dimension(Dimension::Ip).firsts(),
            history: false,
        }
    }

    /// The events of earlier archives.
    #[must_use]
    pub fn of_history(noted: &'a Noted, names: &'a Names) -> Self {
        Self {
            history: true,
            ..Self::new(noted, names)
        }
    }

    /// The events, each id once, in order of time, then id. Of several with one id that which passes the filter goes
    /// first, then the one that comes first in the archives.
    #[must_use]
    pub fn in_order(&'a self) -> Vec<NotedEvent<'a>> {
        let rows = self.noted.rows.iter().flatten();
        let event = |row| NotedEvent {
            row,
            of: self,
            marks: row.marks,
            event: row.event,
        };
        let mut events: Vec<_> = rows.map(event).collect();
        // What was accepted is there once; what a filter left out may be there again.
        if events.iter().any(|event| !event.row.passes) {
            events.sort_unstable_by_key(|event| {
                let row = event.row;
                (row.id, !row.passes, row.order())
            });
            events.dedup_by_key(|event| event.row.id);
        }
        sorted(events)
    }

    fn name(&self, dimension: Dimension, variant: u32) -> &Name {
        let variants = self.names.of_dimension(dimension).variants();
        &variants[variant as usize].name
    }
}

/// In order of time, then id. Instants stand beside the events while these are sorted: an event's own is in a row
/// that each comparison would have to fetch.
fn sorted(events: Vec<NotedEvent<'_>>) -> Vec<NotedEvent<'_>> {
    let mut beside: Vec<_> = events
        .into_iter()
        .map(|event| (event.row.half_milliseconds(), event))
        .collect();
    // What each thread has noted of one archive is mostly in order, which a stable sort makes use of.
    beside.sort_by(|(a, one), (b, other)| {
        let exactly = || (one.at(), one.row.id).cmp(&(other.at(), other.row.id));
        a.cmp(b).then_with(exactly)
    });
    beside.into_iter().map(|(_, event)| event).collect()
}

impl<'a> NotedEvent<'a> {
    /// Its UUID.
    #[must_use]
    pub fn id(&self) -> [u8; 16] {
        self.row.id
    }

    /// When it happened.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.row.at()
    }

    /// What its name is to the sections.
    #[must_use]
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// Whether it is counted: it passes the filter.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.row.passes && !self.of.history
    }

    /// Whether it is known from earlier archives alone.
    #[must_use]
    pub fn is_history(&self) -> bool {
        self.of.history
    }

    /// `type.action`.
    #[must_use]
    pub fn name(&self) -> &'a Arc<str> {
        &self.of.events[self.event as usize]
    }

    /// `type` and `action`.
    #[must_use]
    pub fn type_and_action(&self) -> (&'a str, &'a str) {
        let name: &'a str = self.name();
        name.split_once('.').unwrap_or((name, ""))
    }

    /// A number for its name in the reading that it is of, which is another one for events of earlier archives.
    #[must_use]
    pub fn name_in_reading(&self) -> (bool, u32) {
        (self.of.history, self.event)
    }

    /// Who caused it.
    #[must_use]
    pub fn actor(&self) -> &'a Name {
        self.of.name(Dimension::Actor, self.row.actor)
    }

    /// The app upon which it took place.
    #[must_use]
    pub fn app(&self) -> &'a Name {
        self.of.name(Dimension::App, self.row.app)
    }

    /// The team on which it happened.
    #[must_use]
    pub fn team(&self) -> &'a Name {
        self.of.name(Dimension::Team, self.row.team)
    }

    /// The enterprise account on which it happened.
    #[must_use]
    pub fn account(&self) -> &'a Name {
        self.of.name(Dimension::Account, self.row.account)
    }

    /// The address that it was caused from, as the event writes it.
    #[must_use]
    pub fn ip(&self) -> Option<&'a Arc<str>> {
        self.of.addresses.get(self.row.ip as usize)?.label.as_ref()
    }

    /// The person concerned, where `data` tells it by the policy's pointers.
    #[must_use]
    pub fn subject(&self) -> Option<&'a Arc<str>> {
        self.of.noted.texts.get(self.row.subject)
    }

    /// The role that a grant gives.
    #[must_use]
    pub fn role(&self) -> Option<&'a Arc<str>> {
        self.of.noted.texts.get(self.row.role)
    }

    /// What is kept of its own text: a JSON object with `data`, `owner`, or both.
    #[must_use]
    pub fn kept(&self) -> Option<&'a Arc<str>> {
        self.of.noted.texts.get(self.row.kept)
    }

    /// What was created, changed or destroyed.
    #[must_use]
    pub fn target(&self) -> Option<&'a Arc<str>> {
        self.of.noted.texts.get(self.row.target)
    }
}
