//! Counts kept apart by day of the month, so that the first days of a month can be had later:
//! how many are wanted is known only when everything has been read, and a pipe is read once.

use super::{Aggregate, Context};
use crate::event::time::date_of_day;
use crate::identity::{Remap, Symbolic, Used};
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
    /// Everything up to a day of the month, the first of which is 1.
    #[must_use]
    pub fn up_to(&self, day: u32) -> A
    where
        A: Clone,
    {
        let mut whole = A::default();
        for each in self.days.iter().take(day as usize) {
            whole.merge(each.clone());
        }
        whole
    }

    /// Each day of the month that has events, and those before it.
    #[must_use]
    pub fn days(&self) -> &[A] {
        &self.days
    }

    fn place(&mut self, place: usize) -> &mut A {
        while self.days.len() <= place {
            self.days.push(A::default());
        }
        &mut self.days[place]
    }
}

impl<A: Aggregate + Default + Clone> Aggregate for MonthDays<A> {
    type Output = A::Output;

    #[inline]
    fn observe(&mut self, record: &Record) {
        let day = record.at.day();
        if self.latest.0 != day {
            self.latest = (day, date_of_day(day).day0() as usize);
        }
        self.place(self.latest.1).observe(record);
    }

    fn merge(&mut self, other: Self) {
        for (place, theirs) in other.days.into_iter().enumerate() {
            self.place(place).merge(theirs);
        }
    }

    fn finish(&self, context: Context<'_>) -> Self::Output {
        self.up_to(31).finish(context)
    }
}

impl<A: Symbolic> Symbolic for MonthDays<A> {
    fn mark(&self, used: &mut Used) {
        self.days.iter().for_each(|day| day.mark(used));
    }

    fn remap(&mut self, remap: &Remap) {
        self.days.iter_mut().for_each(|day| day.remap(remap));
    }
}
