//! The clock of Berlin, by the rule of the European Union: an hour ahead of UTC, two from the last Sunday of March to
//! that of October, from one o'clock UTC on.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::super::calendar::instant;

const HOUR_MS: i64 = 3_600_000;

/// When the clocks change in that month.
pub fn change(year: i32, month: u32) -> i64 {
    let last = NaiveDate::from_ymd_opt(year, month, 31).unwrap_or_default();
    let sunday = last - TimeDelta::days(i64::from(last.weekday().num_days_from_sunday()));
    sunday.and_time(NaiveTime::MIN).and_utc().timestamp_millis() + HOUR_MS
}

/// How far the clock is ahead of UTC, in milliseconds.
pub fn offset(at: i64) -> i64 {
    let year = instant(at).year();
    if (change(year, 3)..change(year, 10)).contains(&at) {
        2 * HOUR_MS
    } else {
        HOUR_MS
    }
}

/// The instant at which the clock shows this time of that day; the first of two.
pub fn at(day: NaiveDate, ms: i64) -> i64 {
    let shown = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis() + ms;
    let summer = shown - 2 * HOUR_MS;
    if offset(summer) == 2 * HOUR_MS {
        summer
    } else {
        shown - HOUR_MS
    }
}

/// Whether work is done neither at this hour nor on this day: eight to six, Monday to Friday, but on the first of
/// May, on Christmas and on the third of October.
pub fn outside(at: i64) -> bool {
    let local = instant(at + offset(at));
    let holiday = matches!((local.month(), local.day()), (5, 1) | (12, 25) | (10, 3));
    let weekend = local.weekday().number_from_monday() > 5;
    holiday || weekend || !(8..18).contains(&local.hour())
}

/// The day that the clock shows.
pub fn day(at: i64) -> NaiveDate {
    instant(at + offset(at)).date_naive()
}
