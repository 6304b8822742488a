//! By event name, apart by era of catalogs: what is supported depends on when it happened.

use super::{Tallies, Tally};
use crate::catalog::{ERAS, Era};
use crate::event::Timestamp;
use crate::event::time::DAY;

/// Tallies of event names in each era.
#[derive(Debug, Clone, Default)]
pub(super) struct ByEra {
    eras: [Tallies; ERAS],
    /// The era of the event before, its first second and how many it has: events mostly come in order
    /// of time.
    current: (usize, i64, u64),
}

impl PartialEq for ByEra {
    /// Equal counts are equal, whichever era was seen last.
    fn eq(&self, other: &Self) -> bool {
        self.eras == other.eras
    }
}

impl Eq for ByEra {}

impl ByEra {
    /// Counts one event of a name.
    #[inline]
    pub(super) fn observe(&mut self, symbol: u32, at: Timestamp) {
        let (_, start, length) = self.current;
        if at.secs.wrapping_sub(start) as u64 >= length {
            self.turn(at);
        }
        if let Some(tallies) = self.eras.get_mut(self.current.0) {
            tallies.observe(symbol, at);
        }
    }

    #[cold]
    fn turn(&mut self, at: Timestamp) {
        let (era, days) = Era::of_day(at.day());
        let start = days.start.saturating_mul(DAY);
        let end = days.end.saturating_mul(DAY);
        self.current = (era.place(), start, end.wrapping_sub(start) as u64);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.eras.iter_mut().zip(&other.eras) {
            mine.merge(theirs);
        }
    }

    pub(super) fn remap(&mut self, new: impl Fn(u32) -> u32) {
        for tallies in &mut self.eras {
            tallies.remap(&new);
        }
    }

    /// The names that have events.
    pub(super) fn symbols(&self) -> impl Iterator<Item = u32> {
        let eras = self.eras.iter().flat_map(Tallies::iter);
        eras.map(|(symbol, _)| symbol)
    }

    /// All events of a name, and how many of them each era has.
    pub(super) fn get(&self, symbol: u32) -> (Tally, [u64; ERAS]) {
        let mut all = Tally::default();
        let counts = self.eras.each_ref().map(|tallies| {
            let tally = tallies.get(symbol);
            all.merge(&tally);
            tally.count
        });
        (all, counts)
    }
}
