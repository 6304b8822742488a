//! What two periods are compared by: the counts of every dimension, and who did what. Distinct
//! counts and hours are absent, because a comparison shows none.

use super::base::Base;
use super::detail::remap_pairs;
use super::sections::{PartySummary, Summary, event_lines};
use super::{Aggregate, Context, EventLine, PartyLine, Tally};
use crate::identity::{Dimension, Remap, Symbolic, Used};
use crate::record::Record;
use hashbrown::HashMap;
use std::sync::Arc;

/// The counts of a period while counting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    base: Base,
    /// Events by identity of the actor, in the upper half of the key, and of the event name.
    pairs: HashMap<u64, u64>,
}

/// One address; `None` stands for events without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressLine {
    /// As the archive writes it.
    pub address: Option<Arc<str>>,
    /// Its events.
    pub count: u64,
}

/// An actor and an event name that occurred together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairLine {
    /// Id of the actor.
    pub id: Option<Arc<str>>,
    /// Latest label of the actor.
    pub label: Option<Arc<str>>,
    /// `type.action`.
    pub event: String,
    /// Their events.
    pub count: u64,
}

/// The counts of a period, unordered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActivitySummary {
    /// All accepted events.
    pub all: Tally,
    /// By event name.
    pub events: Vec<EventLine>,
    /// By actor.
    pub actors: Vec<PartyLine>,
    /// By app.
    pub apps: Vec<PartyLine>,
    /// By team.
    pub teams: Vec<PartyLine>,
    /// By enterprise account.
    pub accounts: Vec<PartyLine>,
    /// By address.
    pub addresses: Vec<AddressLine>,
    /// By actor and event name.
    pub pairs: Vec<PairLine>,
}

impl Activity {
    /// All events.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.base.all.count
    }
}

impl ActivitySummary {
    /// The same as the sections of a report have it, as far as it was counted: without distinct counts and times.
    #[must_use]
    pub fn as_sections(&self) -> Summary {
        let parties = |lines: &[PartyLine]| {
            let party = |line: &PartyLine| PartySummary {
                line: line.clone(),
                partners: 0,
                event_types: 0,
                addresses: 0,
            };
            lines.iter().map(party).collect()
        };
        Summary {
            all: self.all,
            events: self.events.clone(),
            actors: parties(&self.actors),
            apps: parties(&self.apps),
            teams: self.teams.clone(),
            accounts: self.accounts.clone(),
            ..Summary::default()
        }
    }
}

impl Aggregate for Activity {
    type Output = ActivitySummary;

    #[inline]
    fn observe(&mut self, record: &Record) {
        self.base.observe(record);
        let pair = u64::from(record.actor.identity) << 32 | u64::from(record.event);
        *self.pairs.entry(pair).or_default() += 1;
    }

    fn merge(&mut self, other: Self) {
        self.base.merge(other.base);
        for (pair, count) in other.pairs {
            *self.pairs.entry(pair).or_default() += count;
        }
    }

    fn finish(&self, context: Context<'_>) -> ActivitySummary {
        let base = &self.base;
        let names = |dimension| context.names.of_dimension(dimension);
        let actors = base.actors.finish(context);
        let who: HashMap<u32, &PartyLine> =
            actors.iter().map(|line| (line.identity, line)).collect();
        let events = names(Dimension::Event).variants().iter();
        let what: HashMap<u32, String> = events.map(|v| (v.identity, v.name.event())).collect();
        let pairs = self.pairs.iter().map(|(&pair, &count)| {
            let actor = who.get(&((pair >> 32) as u32));
            PairLine {
                id: actor.and_then(|actor| actor.id.clone()),
                label: actor.and_then(|actor| actor.label.clone()),
                event: what.get(&(pair as u32)).cloned().unwrap_or_default(),
                count,
            }
        });
        let pairs = pairs.collect();
        drop(who);
        let address = |variant: &crate::identity::Variant| AddressLine {
            address: variant.name.label.clone(),
            count: base.addresses.get(variant.identity).count,
        };
        let addresses = names(Dimension::Ip).variants().iter().map(address);
        ActivitySummary {
            all: base.all,
            events: event_lines(names(Dimension::Event), &base.events),
            apps: base.apps.finish(context),
            teams: base.teams.finish(context),
            accounts: base.accounts.finish(context),
            actors,
            addresses: addresses.filter(|line| line.count > 0).collect(),
            pairs,
        }
    }
}

impl Symbolic for Activity {
    fn mark(&self, used: &mut Used) {
        self.base.mark(used);
    }

    fn remap(&mut self, remap: &Remap) {
        self.base.remap(remap);
        remap_pairs(&mut self.pairs, remap);
    }
}
