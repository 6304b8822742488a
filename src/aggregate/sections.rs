//! Everything that a standard report shows, observed in one go.

use super::base::Base;
use super::by_era::ByEra;
use super::slots::Times;
use super::{Aggregate, Context, Pairs, PartyLine, Slots, Tallies, Tally};
use crate::catalog::{Catalogs, ERAS, Era};
use crate::identity::{Dimension, Remap, Symbolic, Used, Vocabulary};
use crate::record::Record;
use std::sync::Arc;

/// The standard sections while counting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sections {
    base: Base,
    slots: Slots,
    actor_app: Pairs,
    actor_event: Pairs,
    actor_address: Pairs,
    app_event: Pairs,
}

/// One event name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// `type.action`.
    pub name: String,
    /// Its events.
    pub tally: Tally,
    /// How many of them happened in each era of catalogs.
    pub eras: [u64; ERAS],
}

impl EventLine {
    /// How many of its events the catalog of their month does not have.
    #[must_use]
    pub fn unsupported(&self, catalogs: &Catalogs) -> u64 {
        let lacking = Era::all().filter(|era| !catalogs.supports(*era, &self.name));
        lacking.map(|era| self.eras[era.place()]).sum()
    }
}

/// One address; `None` stands for events without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IpLine {
    /// As the archive writes it.
    pub address: Option<Arc<str>>,
    /// Its events.
    pub tally: Tally,
    /// Distinct actors.
    pub actors: u64,
}

/// An actor or an app with its distinct counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartySummary {
    /// The identity and its events.
    pub line: PartyLine,
    /// Distinct apps of an actor, distinct actors of an app.
    pub partners: u64,
    /// Distinct event names.
    pub event_types: u64,
    /// Distinct addresses of an actor; not counted for an app.
    pub addresses: u64,
}

/// The standard sections, unordered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// All accepted events.
    pub all: Tally,
    /// By event name.
    pub events: Vec<EventLine>,
    /// By actor; partners are apps.
    pub actors: Vec<PartySummary>,
    /// By app; partners are actors.
    pub apps: Vec<PartySummary>,
    /// By team.
    pub teams: Vec<PartyLine>,
    /// By enterprise account.
    pub accounts: Vec<PartyLine>,
    /// By address.
    pub addresses: Vec<IpLine>,
    /// By day and hour.
    pub times: Times,
}

impl Aggregate for Sections {
    type Output = Summary;

    fn observe(&mut self, record: &Record) {
        self.observe_all(std::slice::from_ref(record));
    }

    fn observe_all(&mut self, records: &[Record]) {
        self.base.observe_all(records);
        self.slots.observe_all(records);
        let identities = |record: &Record| (record.actor.identity, record.app.identity);
        for (actor, app) in records.iter().map(identities) {
            self.actor_app.observe(actor, app);
        }
        for record in records {
            self.actor_event
                .observe(record.actor.identity, record.event);
        }
        for record in records {
            self.actor_address.observe(record.actor.identity, record.ip);
        }
        for record in records {
            self.app_event.observe(record.app.identity, record.event);
        }
    }

    fn merge(&mut self, other: Self) {
        self.base.merge(other.base);
        self.slots.merge(other.slots);
        self.actor_app.merge(other.actor_app);
        self.actor_event.merge(other.actor_event);
        self.actor_address.merge(other.actor_address);
        self.app_event.merge(other.app_event);
    }

    fn finish(&self, context: Context<'_>) -> Summary {
        let base = &self.base;
        let names = |dimension| context.names.of_dimension(dimension);
        let identities = |dimension| names(dimension).identities();
        let (actors, apps) = (identities(Dimension::Actor), identities(Dimension::App));
        let addresses = self.actor_address.per_right(identities(Dimension::Ip));
        Summary {
            all: base.all,
            events: event_lines(names(Dimension::Event), &base.events),
            actors: with_distinct(
                base.actors.finish(context),
                &self.actor_app.per_left(actors),
                &self.actor_event.per_left(actors),
                &self.actor_address.per_left(actors),
            ),
            apps: with_distinct(
                base.apps.finish(context),
                &self.actor_app.per_right(apps),
                &self.app_event.per_left(apps),
                &[],
            ),
            teams: base.teams.finish(context),
            accounts: base.accounts.finish(context),
            addresses: ip_lines(names(Dimension::Ip), &base.addresses, &addresses),
            times: self.slots.finish(context),
        }
    }
}

impl Symbolic for Sections {
    /// Pairs hold nothing that is not counted by itself.
    fn mark(&self, used: &mut Used) {
        self.base.mark(used);
    }

    fn remap(&mut self, remap: &Remap) {
        let to = |dimension| move |old| remap.identity(dimension, old);
        let [event, actor] = [Dimension::Event, Dimension::Actor].map(to);
        let [app, address] = [Dimension::App, Dimension::Ip].map(to);
        self.base.remap(remap);
        self.actor_app.remap(actor, app);
        self.actor_event.remap(actor, event);
        self.actor_address.remap(actor, address);
        self.app_event.remap(app, event);
    }
}

fn at(counts: &[u64], identity: u32) -> u64 {
    counts.get(identity as usize).copied().unwrap_or(0)
}

fn with_distinct(
    lines: Vec<PartyLine>,
    partners: &[u64],
    events: &[u64],
    addresses: &[u64],
) -> Vec<PartySummary> {
    lines
        .into_iter()
        .map(|line| PartySummary {
            partners: at(partners, line.identity),
            event_types: at(events, line.identity),
            addresses: at(addresses, line.identity),
            line,
        })
        .collect()
}

/// Names as identities: several pairs of type and action can join to one name.
pub(super) fn event_lines(names: &Vocabulary, tallies: &ByEra) -> Vec<EventLine> {
    let mut seen = vec![false; names.identities()];
    let mut lines = Vec::new();
    for variant in names.variants().iter().skip(1) {
        let (tally, eras) = tallies.get(variant.identity);
        if tally.count > 0 && !std::mem::replace(&mut seen[variant.identity as usize], true) {
            lines.push(EventLine {
                name: variant.name.event(),
                tally,
                eras,
            });
        }
    }
    lines
}

fn ip_lines(names: &Vocabulary, tallies: &Tallies, actors: &[u64]) -> Vec<IpLine> {
    names
        .variants()
        .iter()
        .map(|variant| IpLine {
            address: variant.name.label.clone(),
            tally: tallies.get(variant.identity),
            actors: at(actors, variant.identity),
        })
        .filter(|line| line.tally.count > 0)
        .collect()
}
