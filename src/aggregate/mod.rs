//! Counting. Every aggregate observes records one by one, merges with another of its kind, and
//! finishes once all names are known.
//!
//! Merging is associative and commutative and an unused aggregate is its identity, so it does not
//! matter which thread saw which record. Aggregates hold one row for each *distinct* thing that they
//! count and nothing for each event.

mod activity;
mod base;
mod borne;
mod by_era;
mod cross;
mod detail;
mod month_days;
mod pairs;
mod parties;
mod sections;
mod slots;
mod tables;
mod tally;

pub use activity::{Activity, ActivitySummary, AddressLine, PairLine};
pub use borne::Borne;
pub use cross::{By, Cross, CrossCell, CrossLine, CrossTable};
pub use detail::{Detail, DetailSummary};
pub use month_days::MonthDays;
pub use pairs::Pairs;
pub use parties::{Parties, PartyLine, party_lines};
pub use sections::{EventLine, IpLine, PartySummary, Sections, Summary};
pub use slots::{Slots, Times};
pub use tables::{Tables, tables};
pub use tally::{Tallies, Tally};

use crate::event::Zone;
use crate::identity::{Names, Symbolic};
use crate::record::Record;

/// What finishing needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The names behind the symbols.
    pub names: &'a Names,
    /// Time zone of hours of the day; days are UTC.
    pub tz: &'a Zone,
}

/// Something that is counted.
pub trait Aggregate: Symbolic + Send + Sized {
    /// What it comes to.
    type Output;

    /// Takes one accepted record into account.
    fn observe(&mut self, record: &Record);

    /// Takes records into account. What holds several tables goes through the records once a table, so
    /// that each has the caches to itself.
    fn observe_all(&mut self, records: &[Record]) {
        for record in records {
            self.observe(record);
        }
    }

    /// Takes everything into account that `other` has observed.
    fn merge(&mut self, other: Self);

    /// The result, with names in place of symbols.
    fn finish(&self, context: Context<'_>) -> Self::Output;
}
