//! What only a page shows beyond the standard sections: which events made up each day, and who did what.

use super::{Aggregate, Context};
use crate::catalog::Category;
use crate::identity::{Dimension, Remap, Symbolic, Used};
use crate::record::Record;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// Events by day and name, and by actor and name, while counting.
#[derive(Debug, Clone, Default)]
pub struct Detail {
    days: HashMap<i64, Vec<u64>>,
    /// The day seen last: events mostly come day by day.
    latest: (i64, Vec<u64>),
    /// By identity of the actor, in the upper half of the key, and of the name.
    pairs: HashMap<u64, u64>,
}

/// Counts of one day are those counted so far, and those since it came round again.
fn add(sum: &mut Vec<u64>, counts: &[u64]) {
    if sum.len() < counts.len() {
        sum.resize(counts.len(), 0);
    }
    sum.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
}

impl Detail {
    #[inline]
    fn observe_day(&mut self, record: &Record) {
        let day = record.at.day();
        if self.latest.0 != day {
            self.settle();
            self.latest.0 = day;
        }
        let (counts, place) = (&mut self.latest.1, record.event as usize);
        if place >= counts.len() {
            counts.resize(place + 1, 0);
        }
        counts[place] += 1;
    }

    #[inline]
    fn observe_pair(&mut self, record: &Record) {
        let pair = u64::from(record.actor.identity) << 32 | u64::from(record.event);
        *self.pairs.entry(pair).or_default() += 1;
    }

    /// Puts the day seen last among the others.
    fn settle(&mut self) {
        let (day, counts) = std::mem::take(&mut self.latest);
        if !counts.is_empty() {
            add(self.days.entry(day).or_default(), &counts);
        }
    }
}

impl PartialEq for Detail {
    /// Equal counts are equal, whichever day was seen last.
    fn eq(&self, other: &Self) -> bool {
        let [mut mine, mut theirs] = [self.clone(), other.clone()];
        mine.settle();
        theirs.settle();
        mine.days == theirs.days && mine.pairs == theirs.pairs
    }
}

impl Eq for Detail {}

/// The same in the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DetailSummary {
    /// Events of each day that has any, by category in the order of [`Category::ALL`]. Days count from
    /// 1970-01-01.
    pub days: BTreeMap<i64, [u64; Category::ALL.len()]>,
    /// Events by identity of the actor and of the name.
    pub pairs: HashMap<(u32, u32), u64>,
    /// Identity of each name `type.action`.
    pub events: HashMap<String, u32>,
}

impl Aggregate for Detail {
    type Output = DetailSummary;

    fn observe(&mut self, record: &Record) {
        self.observe_all(std::slice::from_ref(record));
    }

    fn observe_all(&mut self, records: &[Record]) {
        for record in records {
            self.observe_day(record);
        }
        for record in records {
            self.observe_pair(record);
        }
    }

    fn merge(&mut self, mut other: Self) {
        self.settle();
        other.settle();
        for (day, counts) in other.days {
            add(self.days.entry(day).or_default(), &counts);
        }
        for (pair, count) in other.pairs {
            *self.pairs.entry(pair).or_default() += count;
        }
    }

    fn finish(&self, context: Context<'_>) -> DetailSummary {
        let variants = context.names.of_dimension(Dimension::Event).variants();
        let variants = variants.iter().skip(1);
        let events: HashMap<String, u32> = variants.map(|v| (v.name.event(), v.identity)).collect();
        let places: HashMap<u32, usize> = events
            .iter()
            .map(|(name, &identity)| (identity, Category::of(name).place()))
            .collect();
        let mut days: BTreeMap<i64, [u64; Category::ALL.len()]> = BTreeMap::new();
        let latest = Some(&self.latest).filter(|(_, counts)| !counts.is_empty());
        for (day, counts) in self
            .days
            .iter()
            .chain(latest.map(|(day, counts)| (day, counts)))
        {
            let parts = days.entry(*day).or_default();
            for (event, count) in (0..).zip(counts).filter(|(_, count)| **count > 0) {
                parts[places.get(&event).copied().unwrap_or_default()] += count;
            }
        }
        let pairs = self.pairs.iter();
        DetailSummary {
            days,
            pairs: pairs
                .map(|(pair, count)| (((pair >> 32) as u32, *pair as u32), *count))
                .collect(),
            events,
        }
    }
}

impl Symbolic for Detail {
    fn mark(&self, used: &mut Used) {
        for &pair in self.pairs.keys() {
            used.identity(Dimension::Actor, (pair >> 32) as u32);
            used.identity(Dimension::Event, pair as u32);
        }
    }

    fn remap(&mut self, remap: &Remap) {
        self.settle();
        for counts in self.days.values_mut() {
            let mut moved = Vec::new();
            for (event, count) in (0..).zip(&*counts).filter(|(_, count)| **count > 0) {
                let place = remap.identity(Dimension::Event, event) as usize;
                if place >= moved.len() {
                    moved.resize(place + 1, 0);
                }
                moved[place] = *count;
            }
            *counts = moved;
        }
        remap_pairs(&mut self.pairs, remap);
    }
}

/// Gives counts by identity of the actor, in the upper half of the key, and of the event their new keys.
pub(super) fn remap_pairs(pairs: &mut HashMap<u64, u64>, remap: &Remap) {
    let moved = pairs.drain().map(|(pair, count)| {
        let actor = remap.identity(Dimension::Actor, (pair >> 32) as u32);
        let event = remap.identity(Dimension::Event, pair as u32);
        (u64::from(actor) << 32 | u64::from(event), count)
    });
    *pairs = moved.collect::<HashMap<_, _>>();
}
