//! An archive that is being listed.

use crate::archive::{Filed, Owner};
use crate::event::Month;
use crate::view::list::Status;

/// See the module.
pub(super) struct Holding<'a> {
    /// Its place among the archives that were read.
    pub(super) place: usize,
    pub(super) filed: Filed<'a>,
    pub(super) status: Status,
    pub(super) through: Option<String>,
    pub(super) problem: Option<String>,
}

impl<'a> Holding<'a> {
    pub(super) fn new((place, filed): (usize, Filed<'a>)) -> Self {
        Self {
            place,
            filed,
            status: Status::Ok,
            through: None,
            problem: None,
        }
    }

    pub(super) fn path(&self) -> &str {
        &self.filed.archive.path
    }

    /// What decides its place in the list.
    pub(super) fn key(&self) -> impl Ord + '_ {
        let Owner { label, id, .. } = &self.filed.owner;
        (label, id, self.filed.months.first(), self.path())
    }

    /// Its account and the last of its months.
    pub(super) fn ends(&self) -> (Option<&str>, Option<Month>) {
        (self.filed.owner.key(), self.filed.months.last().copied())
    }

    /// The last day of its months that has events.
    pub(super) fn last_day(&self) -> Option<i64> {
        let days = self.filed.archive.span.days.iter().rev();
        let mut days = days.map(|(day, _)| *day);
        days.find(|day| self.filed.months.contains(&Month::of_day(*day)))
    }
}
