//! What only a page shows beyond the standard sections: which events made up each day, and who did what.

use super::{Aggregate, Context};
use crate::catalog::Category;
use crate::identity::Dimension;
use crate::record::Record;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// Events by day and name, and by actor and name, while counting. The name is the lower half of each key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    days: HashMap<u64, u64>,
    pairs: HashMap<u64, u64>,
}

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

/// Days of RFC 3339's years fit 32 bits with their sign.
fn upper(key: u64) -> u32 {
    (key >> 32) as u32
}

impl Aggregate for Detail {
    type Output = DetailSummary;

    #[inline]
    fn observe(&mut self, record: &Record) {
        let key = |left: u32| u64::from(left) << 32 | u64::from(record.event);
        *self.days.entry(key(record.at.day() as u32)).or_default() += 1;
        let actor = record.actor.identity;
        *self.pairs.entry(key(actor)).or_default() += 1;
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in [(&mut self.days, other.days), (&mut self.pairs, other.pairs)] {
            for (key, count) in theirs {
                *mine.entry(key).or_default() += count;
            }
        }
    }

    fn finish(self, context: Context<'_>) -> DetailSummary {
        let events: HashMap<String, u32> = context.names.read(Dimension::Event, |names| {
            let variants = names.variants().iter().skip(1);
            variants.map(|v| (v.name.event(), v.identity)).collect()
        });
        let places: HashMap<u32, usize> = events
            .iter()
            .map(|(name, &identity)| (identity, Category::of(name).place()))
            .collect();
        let mut days: BTreeMap<i64, [u64; Category::ALL.len()]> = BTreeMap::new();
        for (key, count) in self.days {
            let place = places.get(&(key as u32)).copied().unwrap_or_default();
            days.entry(i64::from(upper(key) as i32)).or_default()[place] += count;
        }
        let pairs = self.pairs.into_iter();
        DetailSummary {
            days,
            pairs: pairs
                .map(|(key, count)| ((upper(key), key as u32), count))
                .collect(),
            events,
        }
    }
}
