//! The counts that every summary has: in all, and by each dimension.

use super::by_era::ByEra;
use super::{Aggregate, Parties, Tallies, Tally};
use crate::identity::{Dimension, Remap, Symbolic, Used};
use crate::record::Record;

/// Counts by dimension while counting; finishing is up to who holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) all: Tally,
    pub(super) events: ByEra,
    pub(super) addresses: Tallies,
    pub(super) actors: Parties,
    pub(super) apps: Parties,
    pub(super) teams: Parties,
    pub(super) accounts: Parties,
}

impl Default for Base {
    fn default() -> Self {
        Self {
            all: Tally::default(),
            events: ByEra::default(),
            addresses: Tallies::default(),
            actors: Parties::new(Dimension::Actor),
            apps: Parties::new(Dimension::App),
            teams: Parties::new(Dimension::Team),
            accounts: Parties::new(Dimension::Account),
        }
    }
}

impl Base {
    #[inline]
    pub(super) fn observe(&mut self, record: &Record) {
        self.all.observe(record.at);
        self.events.observe(record.event, record.at);
        self.addresses.observe(record.ip, record.at);
        self.actors.observe(record);
        self.apps.observe(record);
        self.teams.observe(record);
        self.accounts.observe(record);
    }

    /// The same for many records, one table after another: a table's places are far apart, and in so
    /// short a loop the processor waits for several at once.
    pub(super) fn observe_all(&mut self, records: &[Record]) {
        for record in records {
            self.all.observe(record.at);
            self.events.observe(record.event, record.at);
        }
        for record in records {
            self.addresses.observe(record.ip, record.at);
        }
        self.actors.observe_all(records);
        self.apps.observe_all(records);
        self.teams.observe_all(records);
        self.accounts.observe_all(records);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.all.merge(&other.all);
        self.events.merge(&other.events);
        self.addresses.merge(&other.addresses);
        self.actors.merge(other.actors);
        self.apps.merge(other.apps);
        self.teams.merge(other.teams);
        self.accounts.merge(other.accounts);
    }
}

impl Symbolic for Base {
    fn mark(&self, used: &mut Used) {
        for event in self.events.symbols() {
            used.identity(Dimension::Event, event);
        }
        for (address, _) in self.addresses.iter() {
            used.identity(Dimension::Ip, address);
        }
        self.actors.mark(used);
        self.apps.mark(used);
        self.teams.mark(used);
        self.accounts.mark(used);
    }

    fn remap(&mut self, remap: &Remap) {
        self.events
            .remap(|old| remap.identity(Dimension::Event, old));
        self.addresses
            .remap(|old| remap.identity(Dimension::Ip, old));
        self.actors.remap(remap);
        self.apps.remap(remap);
        self.teams.remap(remap);
        self.accounts.remap(remap);
    }
}
