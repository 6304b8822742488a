//! The sections of the compliance report beside counts, one file a section: from what a reading counted, and from the
//! user's policy and frameworks, to the rows that a report shows.
//!
//! [`Noted`] and [`Changes`] observe a reading that has [`marks`] as its marker; the rest are functions of plain values.

mod access;
mod changes;
mod controls;
mod coverage;
mod data;
mod events;
mod exceptions;
mod held;
mod ledger;
mod marks;
mod noted;
mod people;
mod register;
mod sections;
mod texts;

pub use crate::identity::Name as Who;
pub use access::access;
pub use changes::Changes;
pub use controls::controls;
pub use coverage::coverage;
pub use data::Kept;
pub use events::{NotedEvent, NotedEvents};
pub use exceptions::exceptions;
pub use ledger::{Grant, Ledger, Place, ledger};
pub use marks::{DATA, DETECTION, access_marks, marks};
pub use noted::Noted;
pub use people::{Labels, People};
pub use register::register;
pub use sections::{Asked, Observed, in_order};
