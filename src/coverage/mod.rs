//! Which days an archive covers, and which months are there.
//!
//! The service exports a month from its first instant on, and the current month up to midnight UTC of the day
//! of the export. An archive does not say when it was exported, so whether it ends early is told, in this
//! order, from the listing or the caller, from an archive of the same month that goes on for longer, and from
//! a silence that is out of the ordinary. Everything here is a pure function of counts by day; nothing asks
//! for today.

mod missing;
mod months;
mod period;
mod profile;

pub use missing::{Hole, holes};
pub use months::{month_of, months_of};
pub use period::{Coverage, Side, common_days};
pub use profile::{Gap, gaps};

use crate::event::{Month, Timestamp};
use std::ops::Range;

/// Days that have events, counted from 1970-01-01, in order, each with how many.
pub type Days = [(i64, u64)];

/// How seldom something must come about by chance to mean anything.
const SELDOM: f64 = 0.01;

/// How many events a silence must have been expected to hold, among `events`, so that chance leaves one like
/// it in one period of a hundred.
fn unlikely(events: f64) -> f64 {
    ((events + 1.0) / SELDOM).ln()
}

/// The days of a month, up to the export where its time is known.
#[must_use]
pub fn window(month: Month, exported: Option<Timestamp>) -> Range<i64> {
    let end = month.next().start().day();
    let exported = exported.map_or(end, Timestamp::day);
    month.start().day()..end.min(exported)
}

/// Whether an archive of a month was exported before it was over.
#[must_use]
pub fn is_partial(month: Month, exported: Timestamp) -> bool {
    exported < month.next().start()
}
