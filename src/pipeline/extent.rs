//! What an archive's events span: first and last, the days, the accounts.

use crate::aggregate::{Tallies, Tally};
use crate::event::Timestamp;
use crate::identity::{Dimension, Remap, Symbolic, Used};
use hashbrown::HashMap;
use std::hash::Hash;

/// What is summed up over a run of equal values.
pub(super) trait Sum: Copy + Default {
    fn add(&mut self, other: Self);
}

impl Sum for u64 {
    fn add(&mut self, other: Self) {
        *self += other;
    }
}

impl Sum for Tally {
    fn add(&mut self, other: Self) {
        self.merge(&other);
    }
}

/// Sums by values that come in runs, as the days and accounts of an archive do.
#[derive(Debug, Clone)]
pub(super) struct Runs<K, S> {
    sums: HashMap<K, S>,
    /// The value of the run, and its sum so far.
    current: Option<K>,
    sum: S,
}

impl<K, S: Default> Default for Runs<K, S> {
    fn default() -> Self {
        Self {
            sums: HashMap::new(),
            current: None,
            sum: S::default(),
        }
    }
}

impl<K: Copy + Eq + Hash, S: Sum> Runs<K, S> {
    /// The sum of the run of a value.
    #[inline]
    fn of(&mut self, key: K) -> &mut S {
        if self.current != Some(key) {
            self.settle();
            self.current = Some(key);
        }
        &mut self.sum
    }

    #[cold]
    fn settle(&mut self) {
        let sum = std::mem::take(&mut self.sum);
        if let Some(key) = self.current.take() {
            self.sums.entry(key).or_default().add(sum);
        }
    }

    fn merge(&mut self, other: Self) {
        for (key, sum) in other.into_sums() {
            self.sums.entry(key).or_default().add(sum);
        }
    }

    fn into_sums(mut self) -> HashMap<K, S> {
        self.settle();
        self.sums
    }
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub(super) struct Extent {
    days: Runs<i64, u64>,
    /// By variant symbol of the account.
    accounts: Runs<u32, Tally>,
}

/// An archive's extent in the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// First and last event.
    pub first_last: Option<(Timestamp, Timestamp)>,
    /// Days that have events, counted from 1970-01-01, in order, each with how many.
    pub days: Vec<(i64, u64)>,
    /// Events by variant symbol of the account that they name; 0 is none.
    pub accounts: Tallies,
}

impl Extent {
    #[inline]
    pub(super) fn observe(&mut self, at: Timestamp, account: u32) {
        *self.days.of(at.day()) += 1;
        self.accounts.of(account).observe(at);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.days.merge(other.days);
        self.accounts.merge(other.accounts);
    }

    pub(super) fn finish(self) -> Span {
        let mut days: Vec<(i64, u64)> = self.days.into_sums().into_iter().collect();
        days.sort_unstable();
        let mut accounts = Tallies::default();
        let mut all = Tally::default();
        for (account, tally) in self.accounts.into_sums() {
            accounts.add(account, &tally);
            all.merge(&tally);
        }
        Span {
            first_last: (all.count > 0).then_some((all.first, all.last)),
            days,
            accounts,
        }
    }
}

impl Symbolic for Span {
    fn mark(&self, used: &mut Used) {
        for (account, _) in self.accounts.iter() {
            used.variant(Dimension::Account, account);
        }
    }

    fn remap(&mut self, remap: &Remap) {
        self.accounts
            .remap(|old| remap.variant(Dimension::Account, old));
    }
}
