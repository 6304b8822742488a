//! Months, instants, and when in a month an enterprise is at work.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use fastrand::Rng;

const HOUR_MS: u64 = 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// One calendar month of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// May 2018, the month of the documentation's examples.
    pub const FIRST_DOCUMENTED: Self = match NaiveDate::from_ymd_opt(2018, 5, 1) {
        Some(first) => Self(first),
        None => Self(NaiveDate::MIN),
    };

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + Months::new(1))
    }

    /// Its first instant, in milliseconds since 1970.
    pub fn start_ms(self) -> i64 {
        self.0.and_time(NaiveTime::MIN).and_utc().timestamp_millis()
    }

    /// The first instant after it, in milliseconds since 1970.
    pub fn end_ms(self) -> i64 {
        self.next().start_ms()
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Year and month without a separator, as archive names have them: `201805`.
    pub fn digits(self) -> String {
        format!("{:04}{:02}", self.0.year(), self.0.month())
    }

    /// `at`, milliseconds since 1970 and inside this month, as `2018-05-03T12:00:00.123Z`.
    ///
    /// Written by hand because it is done for every event and calendar arithmetic is only needed
    /// once a month.
    pub fn stamp(self, at: i64) -> [u8; 24] {
        let ms = at - self.start_ms();
        let mut stamp = *b"0000-00-00T00:00:00.000Z";
        put(&mut stamp[0..4], i64::from(self.0.year()));
        put(&mut stamp[5..7], i64::from(self.0.month()));
        put(&mut stamp[8..10], ms / DAY_MS + 1);
        put(&mut stamp[11..13], ms / 3_600_000 % 24);
        put(&mut stamp[14..16], ms / 60_000 % 60);
        put(&mut stamp[17..19], ms / 1000 % 60);
        put(&mut stamp[20..23], ms % 1000);
        stamp
    }
}

impl fmt::Display for Month {
    /// `2018-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    /// Reads `2018-05`; years 1970 to 2999.
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let year: i32 = year.parse().map_err(|_| NotAMonth)?;
        let month: u32 = month.parse().map_err(|_| NotAMonth)?;
        if text.len() != 7 || !(1970..3000).contains(&year) {
            return Err(NotAMonth);
        }
        NaiveDate::from_ymd_opt(year, month, 1)
            .map(Self)
            .ok_or(NotAMonth)
    }
}

/// A text that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMonth;

impl fmt::Display for NotAMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a month is written as 2018-05")
    }
}

impl std::error::Error for NotAMonth {}

/// Fills `digits` with the decimal digits of `value`, right-aligned over the zeros there.
fn put(digits: &mut [u8], value: i64) {
    let mut rest = value.unsigned_abs();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
}

/// `at`, milliseconds since 1970, as an instant of UTC.
pub fn instant(at: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::milliseconds(at)
}

/// How busy each hour of a working day is, relative to the others.
const HOURS: [u64; 24] = [
    8, 6, 5, 5, 6, 9, 16, 34, 62, 88, 97, 92, 74, 86, 98, 96, 84, 66, 44, 31, 24, 19, 14, 11,
];

/// How busy each day is, Monday first, in percent of the busiest.
const DAYS: [u64; 7] = [91, 100, 98, 96, 73, 17, 14];

/// Turns the place of an event in its archive into a time, so that a month is generated in one
/// pass yet follows the working week.
pub struct Clock {
    start_ms: i64,
    /// Work done up to the end of each hour, in weight times milliseconds.
    done: Vec<u64>,
    events: u64,
}

/// Steps into which the place of one event is divided, so that times vary within it.
const STEPS: u64 = 1024;

impl Clock {
    /// A clock that spreads `events` over `month`.
    pub fn new(month: Month, events: u64) -> Self {
        let start_ms = month.start_ms();
        let hours = (month.end_ms() - start_ms).unsigned_abs() / HOUR_MS;
        let mut total = 0;
        let done = (0..hours)
            .map(|hour| {
                total += weight(month, hour) * HOUR_MS;
                total
            })
            .collect();
        Self {
            start_ms,
            done,
            events,
        }
    }

    /// A time for the event at `index`: near its turn for most, a few places off for some, and
    /// anywhere in the month for very few, as archives are not wholly chronological.
    pub fn time(&self, index: u64, rng: &mut Rng) -> i64 {
        let own = index * STEPS + rng.u64(0..STEPS);
        let last = self.events * STEPS - 1;
        let place = match rng.u32(0..1000) {
            0..2 => rng.u64(0..=last),
            2..70 => own.saturating_sub(rng.u64(0..64 * STEPS)),
            70..140 => (own + rng.u64(0..64 * STEPS)).min(last),
            _ => own,
        };
        self.at(place, last + 1)
    }

    /// The time by which the share `place / places` of the month's work is done.
    fn at(&self, place: u64, places: u64) -> i64 {
        let total = self.done.last().copied().unwrap_or(0);
        // The product exceeds 64 bits for large archives; the quotient is below `total`.
        let target = (u128::from(total) * u128::from(place) / u128::from(places)) as u64;
        let hour = self.done.partition_point(|&done| done <= target);
        let before = if hour == 0 { 0 } else { self.done[hour - 1] };
        let weight = (self.done[hour] - before) / HOUR_MS;
        let into = (target - before) / weight;
        self.start_ms + (hour as u64 * HOUR_MS + into).cast_signed()
    }
}

/// The weight of the hour `hour` hours after the start of `month`; never zero.
fn weight(month: Month, hour: u64) -> u64 {
    let weekday = u64::from(month.0.weekday().num_days_from_monday()) + hour / 24;
    HOURS[(hour % 24) as usize] * DAYS[(weekday % 7) as usize]
}
