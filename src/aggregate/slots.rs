//! When: events a quarter of an hour, from which days, weekdays and hours of any time zone follow.
//! Every zone's offset in use is a multiple of a quarter of an hour.

use super::{Aggregate, Context};
use crate::event::{Timestamp, Zone};
use crate::identity::Symbolic;
use crate::record::Record;
use chrono::{Datelike, Timelike};
use hashbrown::HashMap;
use std::collections::BTreeMap;

const QUARTER: i64 = 900;
const QUARTERS_A_DAY: i64 = 96;
/// Days of the longest period whose empty days are listed, more than a century. Two events can lie
/// ten thousand years apart, and three million rows would help no reader.
const LONGEST_PERIOD: i64 = 40_000;

/// Counts a quarter of an hour.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    counted: HashMap<i64, u64>,
    /// The quarter seen last and what came since: events mostly come quarter by quarter.
    latest: (i64, u64),
}

impl Slots {
    /// Quarters with their counts; that which was seen last may come twice.
    fn all(&self) -> impl Iterator<Item = (i64, u64)> {
        let counted = self
            .counted
            .iter()
            .map(|(&quarter, &count)| (quarter, count));
        counted.chain(Some(self.latest).filter(|&(_, count)| count > 0))
    }

    /// Puts what came since the quarter changed among the others.
    fn settle(&mut self) {
        let (quarter, count) = std::mem::take(&mut self.latest);
        if count > 0 {
            *self.counted.entry(quarter).or_default() += count;
        }
    }
}

impl PartialEq for Slots {
    /// Equal counts are equal, whichever quarter was seen last.
    fn eq(&self, other: &Self) -> bool {
        let [mut mine, mut theirs] = [self.clone(), other.clone()];
        mine.settle();
        theirs.settle();
        mine.counted == theirs.counted
    }
}

impl Eq for Slots {}

/// Counts over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Times {
    /// UTC days from the first to the last, counted from 1970-01-01, zeros included unless there
    /// are more than a century of them.
    pub days: Vec<(i64, u64)>,
    /// Weekday (1 is Monday) and hour in the time zone asked for, without zeros.
    pub hours: BTreeMap<(u32, u32), u64>,
}

/// Quarter of an hour that holds an instant, counted from 1970-01-01.
#[must_use]
pub(super) fn quarter(at: Timestamp) -> i64 {
    at.secs.div_euclid(QUARTER)
}

/// Weekday (1 is Monday) and hour of a quarter in a time zone.
#[must_use]
pub(super) fn local(quarter: i64, tz: &Zone) -> (u32, u32) {
    let secs = quarter * QUARTER;
    let at = tz.local(Timestamp { secs, nanos: 0 });
    (at.weekday().number_from_monday(), at.hour())
}

/// Time has no symbols.
impl Symbolic for Slots {}

impl Aggregate for Slots {
    type Output = Times;

    #[inline]
    fn observe(&mut self, record: &Record) {
        let quarter = quarter(record.at);
        if self.latest.0 != quarter {
            self.settle();
            self.latest.0 = quarter;
        }
        self.latest.1 += 1;
    }

    fn merge(&mut self, mut other: Self) {
        other.settle();
        for (slot, count) in other.counted {
            *self.counted.entry(slot).or_default() += count;
        }
    }

    fn finish(&self, context: Context<'_>) -> Times {
        let mut hours = BTreeMap::new();
        let mut counted: BTreeMap<i64, u64> = BTreeMap::new();
        for (slot, count) in self.all() {
            *hours.entry(local(slot, context.tz)).or_default() += count;
            *counted.entry(slot.div_euclid(QUARTERS_A_DAY)).or_default() += count;
        }
        let days = match (counted.first_key_value(), counted.last_key_value()) {
            (Some((&first, _)), Some((&last, _))) if last - first < LONGEST_PERIOD => (first
                ..=last)
                .map(|day| (day, counted.get(&day).copied().unwrap_or(0)))
                .collect(),
            _ => counted.into_iter().collect(),
        };
        Times { days, hours }
    }
}
