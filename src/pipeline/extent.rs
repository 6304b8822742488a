//! What an archive's events span: first and last, the days, the accounts.

use crate::event::{Month, Timestamp};
use hashbrown::HashMap;
use std::hash::Hash;

/// Counts of values that come in runs, as the days and accounts of an archive do.
#[derive(Debug, Clone)]
pub(super) struct Runs<K> {
    counts: HashMap<K, u64>,
    run: Option<(K, u64)>,
}

impl<K> Default for Runs<K> {
    fn default() -> Self {
        Self {
            counts: HashMap::new(),
            run: None,
        }
    }
}

impl<K: Copy + Eq + Hash> Runs<K> {
    fn observe(&mut self, key: K) {
        match &mut self.run {
            Some((current, count)) if *current == key => *count += 1,
            run => {
                if let Some((key, count)) = run.replace((key, 1)) {
                    *self.counts.entry(key).or_default() += count;
                }
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (key, count) in other.into_counts() {
            *self.counts.entry(key).or_default() += count;
        }
    }

    fn into_counts(mut self) -> HashMap<K, u64> {
        if let Some((key, count)) = self.run.take() {
            *self.counts.entry(key).or_default() += count;
        }
        self.counts
    }
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub(super) struct Extent {
    span: Option<(Timestamp, Timestamp)>,
    days: Runs<i64>,
    accounts: Runs<u32>,
}

/// An archive's extent in the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// First and last event.
    pub first_last: Option<(Timestamp, Timestamp)>,
    /// Longest run of whole days without an event between the first and the last.
    pub quiet_days: i64,
    /// Month of most events; of equal ones the earliest.
    pub month: Option<Month>,
    /// Variant symbol of the account that most events name; 0 is none.
    pub account: u32,
    /// Days that have events, counted from 1970-01-01, in order, each with how many.
    pub days: Vec<(i64, u64)>,
    /// Variant symbols of all accounts with their events, in no order; 0, none, is left out.
    pub accounts: Vec<(u32, u64)>,
}

impl Extent {
    #[inline]
    pub(super) fn observe(&mut self, at: Timestamp, account: u32) {
        self.span = Some(match self.span {
            None => (at, at),
            Some((first, last)) => (first.min(at), last.max(at)),
        });
        self.days.observe(at.day());
        self.accounts.observe(account);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.span = match (self.span, other.span) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, None) | (None, one) => one,
        };
        self.days.merge(other.days);
        self.accounts.merge(other.accounts);
    }

    /// Accounts of equal weight are ordered by `rank`, because symbols have no lasting order.
    pub(super) fn finish<R: Ord>(self, rank: impl Fn(u32) -> R) -> Span {
        let mut months: HashMap<Month, u64> = HashMap::new();
        let mut days: Vec<(i64, u64)> = self.days.into_counts().into_iter().collect();
        days.sort_unstable();
        let quiet_days = longest_quiet(days.iter().map(|&(day, _)| day).collect());
        for &(day, count) in &days {
            *months.entry(Month::of_day(day)).or_default() += count;
        }
        let month = months
            .into_iter()
            .max_by_key(|&(month, count)| (count, std::cmp::Reverse(month)));
        let accounts = self
            .accounts
            .into_counts()
            .into_iter()
            .filter(|&(account, _)| account != 0);
        let accounts: Vec<(u32, u64)> = accounts.collect();
        let account = accounts
            .iter()
            .copied()
            .max_by_key(|&(account, count)| (count, std::cmp::Reverse(rank(account))));
        Span {
            first_last: self.span,
            quiet_days,
            month: month.map(|(month, _)| month),
            account: account.map_or(0, |(account, _)| account),
            days,
            accounts,
        }
    }
}

fn longest_quiet(mut days: Vec<i64>) -> i64 {
    days.sort_unstable();
    let gaps = days.windows(2).map(|pair| pair[1] - pair[0] - 1);
    gaps.max().unwrap_or_default()
}
