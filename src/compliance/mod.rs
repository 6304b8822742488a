//! The sections of the compliance report beside counts, one file a section: from what a reading counted, and from the
//! user's policy and frameworks, to the rows that a report shows. Pure.

mod controls;

pub use controls::controls;
