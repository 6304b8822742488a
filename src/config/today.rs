//! Today, for the one thing that ends by the calendar: a rule that was set aside until a day.
//!
//! It is never printed. For the same verdict on any day, the caller supplies the day.

use crate::event::Timestamp;
use crate::event::time::{DAY, date_of_day};
use chrono::NaiveDate;
use std::time::{SystemTime, UNIX_EPOCH};

/// The day that the caller said, else that of the system, in UTC.
#[must_use]
pub fn today(said: Option<Timestamp>) -> Option<NaiveDate> {
    let system = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok().map(|secs| secs / DAY)
    };
    said.map(Timestamp::day).or_else(system).map(date_of_day)
}
