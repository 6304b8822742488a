//! Counts kept apart by day of the month, so that the first days of a month can be had later:
//! how many are wanted is known only when everything has been read, and a pipe is read once.

use super::Aggregate;
use crate::event::time::date_of_day;
use crate::record::Record;
use chrono::Datelike as _;

/// One aggregate for each day of the month, whichever month it is: at most 31, however long the
/// period.
#[derive(Debug, Clone)]
pub struct MonthDays<A> {
    days: Vec<A>,
    /// The day seen last, counted from 1970-01-01, and its place: events mostly come day by day.
    latest: (i64, usize),
}

impl<A> Default for MonthDays<A> {
    fn default() -> Self {
        Self {
            days: Vec::new(),
            latest: (i64::MIN, 0),
        }
    }
}

impl<A: Aggregate + Default> MonthDays<A> {
    /// Takes one accepted record into account.
    #[inline]
    pub fn observe(&mut self, record: &Record) {
        let day = record.at.day();
        if self.latest.0 != day {
            self.latest = (day, date_of_day(day).day0() as usize);
        }
        self.place(self.latest.1).observe(record);
    }

    /// Takes everything into account that `other` has observed.
    pub fn merge(&mut self, other: Self) {
        for (place, theirs) in other.days.into_iter().enumerate() {
            self.place(place).merge(theirs);
        }
    }

    /// Everything up to a day of the month, the first of which is 1.
    #[must_use]
    pub fn up_to(self, day: u32) -> A {
        let mut whole = A::default();
        for each in self.days.into_iter().take(day as usize) {
            whole.merge(each);
        }
        whole
    }

    fn place(&mut self, place: usize) -> &mut A {
        while self.days.len() <= place {
            self.days.push(A::default());
        }
        &mut self.days[place]
    }
}
