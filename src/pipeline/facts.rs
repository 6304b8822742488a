//! When the events of an archive happened, duplicates included, and in which order they stand.

use crate::event::time::DAY;
use crate::event::{Month, Timestamp};
use std::collections::BTreeMap;

/// One event, to be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locator {
    /// Number of the record in its archive.
    pub index: u64,
    /// Byte offset of its text in the decompressed document.
    pub offset: u64,
    /// The UUID of the event.
    pub id: [u8; 16],
    /// When it happened.
    pub at: Timestamp,
}

/// The first events of a month, and how many there are.
#[derive(Debug, Clone, Default)]
pub struct OfMonth {
    /// All of them.
    pub count: u64,
    /// The first few, in the order of the text.
    pub first: Vec<Locator>,
}

/// See the module. Four bytes an event, for gaps cannot be seen in less.
#[derive(Debug, Clone)]
pub struct Facts {
    limit: usize,
    /// Milliseconds of the day, by day since 1970, in no order.
    days: BTreeMap<i64, Vec<u32>>,
    /// Events that are between two milliseconds, in no order; the service writes milliseconds.
    between: Vec<Timestamp>,
    months: BTreeMap<Month, OfMonth>,
    month_of_day: Option<(i64, Month)>,
    /// First and last event in the order of the text.
    ends: Option<(Locator, Locator)>,
    latest: Option<Locator>,
    descents: u64,
    first_descent: Option<Locator>,
}

impl Facts {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            days: BTreeMap::new(),
            between: Vec::new(),
            months: BTreeMap::new(),
            month_of_day: None,
            ends: None,
            latest: None,
            descents: 0,
            first_descent: None,
        }
    }

    /// Takes the next event into account.
    pub(super) fn observe(&mut self, seen: Locator) {
        let day = seen.at.day();
        let millis = millis_of_day(seen.at);
        let of_day = self.days.entry(day).or_default();
        of_day.push(millis);
        if !seen.at.nanos.is_multiple_of(1_000_000) {
            self.between.push(seen.at);
        }
        let month = match self.month_of_day {
            Some((known, month)) if known == day => month,
            _ => Month::of_day(day),
        };
        self.month_of_day = Some((day, month));
        let of_month = self.months.entry(month).or_default();
        of_month.count += 1;
        if of_month.first.len() < self.limit {
            of_month.first.push(seen);
        }
        self.follow(seen, seen);
        if self.latest.is_none_or(|latest| latest.at < seen.at) {
            self.latest = Some(seen);
        }
    }

    /// Events from `first` to `last` come next.
    fn follow(&mut self, first: Locator, last: Locator) {
        if let Some((_, before)) = self.ends
            && before.at > first.at
        {
            self.descents += 1;
            self.first_descent.get_or_insert(first);
        }
        self.ends = Some((self.ends.map_or(first, |(first, _)| first), last));
    }

    pub(super) fn append(&mut self, later: Self, index: u64, offset: u64) {
        let moved = |at: Locator| Locator {
            index: at.index + index,
            offset: at.offset + offset,
            ..at
        };
        for (day, mut millis) in later.days {
            self.days.entry(day).or_default().append(&mut millis);
        }
        self.between.extend(later.between);
        for (month, theirs) in later.months {
            let mine = self.months.entry(month).or_default();
            mine.count += theirs.count;
            let room = self.limit.saturating_sub(mine.first.len());
            mine.first
                .extend(theirs.first.into_iter().take(room).map(moved));
        }
        if let Some((first, last)) = later.ends {
            self.follow(moved(first), moved(last));
        }
        self.descents += later.descents;
        if self.first_descent.is_none() {
            self.first_descent = later.first_descent.map(moved);
        }
        if let Some(theirs) = later.latest
            && self.latest.is_none_or(|latest| latest.at < theirs.at)
        {
            self.latest = Some(moved(theirs));
        }
    }

    /// Events by day since 1970, each in milliseconds of the day, in no order within a day.
    #[must_use]
    pub fn days(&self) -> &BTreeMap<i64, Vec<u32>> {
        &self.days
    }

    /// How many events are later than an instant, to the nanosecond.
    #[must_use]
    pub fn later_than(&self, limit: Timestamp) -> u64 {
        let millis = millis_of_day;
        let later = |(day, times): (&i64, &Vec<u32>)| {
            let later = |time: &&u32| *day > limit.day() || **time > millis(limit);
            times.iter().filter(later).count()
        };
        let same = |at: &&Timestamp| at.day() == limit.day() && millis(**at) == millis(limit);
        let between = self.between.iter().filter(same).filter(|at| **at > limit);
        (self.days.range(limit.day()..).map(later).sum::<usize>() + between.count()) as u64
    }

    /// Events by month.
    #[must_use]
    pub fn months(&self) -> &BTreeMap<Month, OfMonth> {
        &self.months
    }

    /// The latest event; of equal ones the first.
    #[must_use]
    pub fn latest(&self) -> Option<&Locator> {
        self.latest.as_ref()
    }

    /// The first event that is earlier than the one before it, and how many are.
    #[must_use]
    pub fn out_of_order(&self) -> Option<(&Locator, u64)> {
        Some((self.first_descent.as_ref()?, self.descents))
    }
}

fn millis_of_day(at: Timestamp) -> u32 {
    let millis = at.secs.rem_euclid(DAY) * 1000 + i64::from(at.nanos / 1_000_000);
    u32::try_from(millis).unwrap_or(u32::MAX)
}
