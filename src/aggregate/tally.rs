//! How many, since when, until when.

use crate::event::Timestamp;

/// Count with first and last instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many events.
    pub count: u64,
    /// The first.
    pub first: Timestamp,
    /// The last.
    pub last: Timestamp,
}

impl Default for Tally {
    /// Nothing counted; its instants give way to any other.
    fn default() -> Self {
        Self {
            count: 0,
            first: Timestamp {
                secs: i64::MAX,
                nanos: u32::MAX,
            },
            last: Timestamp {
                secs: i64::MIN,
                nanos: 0,
            },
        }
    }
}

impl Tally {
    /// Counts one event.
    #[inline]
    pub fn observe(&mut self, at: Timestamp) {
        self.count += 1;
        // Archives are mostly in order of time, so both ways are nearly always the same.
        if at < self.first {
            self.first = at;
        }
        if at > self.last {
            self.last = at;
        }
    }

    /// The UTC days of the first and the last, counted from 1970-01-01.
    #[must_use]
    pub fn days(&self) -> Option<(i64, i64)> {
        (self.count > 0).then(|| (self.first.day(), self.last.day()))
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

/// One tally a symbol.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tallies(Vec<Tally>);

impl Tallies {
    /// Counts one event of a symbol.
    #[inline]
    pub fn observe(&mut self, symbol: u32, at: Timestamp) {
        match self.0.get_mut(symbol as usize) {
            Some(tally) => tally.observe(at),
            None => self.meet(symbol, at),
        }
    }

    #[cold]
    fn meet(&mut self, symbol: u32, at: Timestamp) {
        let place = symbol as usize;
        self.0.resize(place + 1, Tally::default());
        self.0[place].observe(at);
    }

    /// Adds another table.
    pub fn merge(&mut self, other: &Self) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), Tally::default());
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            mine.merge(theirs);
        }
    }

    /// Tally of a symbol; empty when it was never seen.
    #[must_use]
    pub fn get(&self, symbol: u32) -> Tally {
        self.0.get(symbol as usize).copied().unwrap_or_default()
    }

    /// The symbols that have events, each with its tally.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Tally)> {
        (0..).zip(&self.0).filter(|(_, tally)| tally.count > 0)
    }

    /// Adds a tally of a symbol.
    pub fn add(&mut self, symbol: u32, tally: &Tally) {
        let place = symbol as usize;
        if place >= self.0.len() {
            self.0.resize(place + 1, Tally::default());
        }
        self.0[place].merge(tally);
    }

    /// Gives every symbol its new number.
    pub fn remap(&mut self, new: impl Fn(u32) -> u32) {
        let mut moved = Self::default();
        for (symbol, tally) in self.iter() {
            moved.add(new(symbol), tally);
        }
        *self = moved;
    }
}
