//! Instants as archives write them: RFC 3339 with any offset and any number of fraction digits.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use std::fmt;

/// An instant, exact to the nanosecond, ordered in time.
///
/// `nanos` reaches 1,999,999,999 in a leap second, as in chrono, so that a leap second belongs to
/// the day that it ends. Years 0000 to 9999 UTC only: RFC 3339 can write no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub secs: i64,
    /// Nanoseconds within the second.
    pub nanos: u32,
}

/// Seconds in a day without a leap second.
pub const DAY: i64 = 86_400;

impl Timestamp {
    /// Reads an RFC 3339 `date-time` with its offset. Digits after the ninth of a fraction are
    /// legal there and are dropped here. `None` for anything else, a space in place of `T` included.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (date_time, rest) = text.split_at_checked(19)?;
        let b: &[u8; 19] = date_time.try_into().ok()?;
        if b[4] != b'-'
            || b[7] != b'-'
            || !matches!(b[10], b'T' | b't')
            || b[13] != b':'
            || b[16] != b':'
        {
            return None;
        }
        let year = two(b, 0)? * 100 + two(b, 2)?;
        let (month, day) = (two(b, 5)?, two(b, 8)?);
        let (hour, minute, second) = (two(b, 11)?, two(b, 14)?, two(b, 17)?);
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let (nanos, rest) = fraction(rest)?;
        let offset = offset_seconds(rest)?;
        let leap = second == 60;
        let secs =
            days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60 + second.min(59)
                - offset;
        if leap && secs.rem_euclid(DAY) != DAY - 1 {
            return None;
        }
        if !(MIN_SECS..=MAX_SECS).contains(&secs) {
            return None;
        }
        Some(Self {
            secs,
            nanos: if leap { nanos + 1_000_000_000 } else { nanos },
        })
    }

    /// Days since 1970-01-01 of the UTC day that holds the instant.
    #[must_use]
    pub fn day(self) -> i64 {
        self.secs.div_euclid(DAY)
    }

    /// The instant as chrono has it.
    #[must_use]
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.secs, self.nanos).unwrap_or_default()
    }

    /// An instant of chrono's, for dates given on the command line.
    #[must_use]
    pub fn from_chrono(at: DateTime<Utc>) -> Self {
        Self {
            secs: at.timestamp(),
            nanos: at.timestamp_subsec_nanos(),
        }
    }
}

/// RFC 3339 in UTC with milliseconds and `Z`; what is finer is cut off, never rounded.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(&mut [0; Self::LENGTH]))
    }
}

impl Timestamp {
    /// Most bytes of an instant as text: what chrono reaches has years of six digits.
    pub(crate) const LENGTH: usize = 26;

    /// The instant as [`fmt::Display`] has it. Digit by digit, because a long list is mostly instants.
    pub(crate) fn text(self, text: &mut [u8; Self::LENGTH]) -> &str {
        fn put(text: &mut [u8], mut number: u32) {
            for digit in text.iter_mut().rev() {
                *digit = b'0' + (number % 10) as u8;
                number /= 10;
            }
        }
        let at = self.to_chrono().naive_utc();
        let year = at.year().unsigned_abs();
        *text = *b"000000-00-00T00:00:00.000Z";
        put(&mut text[..6], year);
        put(&mut text[7..9], at.month());
        put(&mut text[10..12], at.day());
        put(&mut text[13..15], at.hour());
        put(&mut text[16..18], at.minute());
        let second = at.second() + u32::from(self.nanos >= 1_000_000_000);
        put(&mut text[19..21], second);
        put(&mut text[22..25], (self.nanos % 1_000_000_000) / 1_000_000);
        // A filter may end with the year 9999; no event is later. ASCII alone.
        let from = if year > 9999 { 0 } else { 2 };
        str::from_utf8(&text[from..]).unwrap_or_default()
    }
}

/// The calendar date of a day counted from 1970-01-01.
#[must_use]
pub fn date_of_day(day: i64) -> NaiveDate {
    DateTime::<Utc>::from_timestamp(day * DAY, 0)
        .unwrap_or_default()
        .date_naive()
}

/// A calendar month in UTC, written `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Year, 0 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
}

impl Month {
    /// The month that holds a day counted from 1970-01-01.
    #[must_use]
    pub fn of_day(day: i64) -> Self {
        let date = date_of_day(day);
        Self {
            year: date.year(),
            month: date.month(),
        }
    }

    /// Reads `YYYY-MM`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let b: &[u8; 7] = text.as_bytes().try_into().ok()?;
        let month = two(b, 5)?;
        if b[4] != b'-' || !(1..=12).contains(&month) {
            return None;
        }
        Some(Self {
            year: i32::try_from(two(b, 0)? * 100 + two(b, 2)?).ok()?,
            month: u32::try_from(month).ok()?,
        })
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self {
                year: self.year + 1,
                month: 1,
            }
        } else {
            Self {
                year: self.year,
                month: self.month + 1,
            }
        }
    }

    /// The month before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of_day(self.start().day() - 1)
    }

    /// Its first instant.
    #[must_use]
    pub fn start(self) -> Timestamp {
        let days = days_from_civil(i64::from(self.year), i64::from(self.month), 1);
        Timestamp {
            secs: days * DAY,
            nanos: 0,
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const MIN_SECS: i64 = -62_167_219_200;
const MAX_SECS: i64 = 253_402_300_799;

/// Two decimal digits at `at`.
fn two(b: &[u8], at: usize) -> Option<i64> {
    let (tens, ones) = (b[at].wrapping_sub(b'0'), b[at + 1].wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
}

/// `.` and at least one digit, or nothing; in nanoseconds, with what follows.
fn fraction(rest: &[u8]) -> Option<(u32, &[u8])> {
    let Some(digits) = rest.strip_prefix(b".") else {
        return Some((0, rest));
    };
    let len = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    if len == 0 {
        return None;
    }
    let places = digits[..len]
        .iter()
        .map(|b| u32::from(b - b'0'))
        .chain(std::iter::repeat(0));
    let nanos = places.take(9).fold(0, |nanos, digit| nanos * 10 + digit);
    Some((nanos, &digits[len..]))
}

/// `Z` or `±hh:mm`, to the end of the text.
fn offset_seconds(rest: &[u8]) -> Option<i64> {
    if matches!(rest, b"Z" | b"z") {
        return Some(0);
    }
    let b: &[u8; 6] = rest.try_into().ok()?;
    let sign = match b[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = (two(b, 1)?, two(b, 4)?);
    (b[3] == b':' && hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a proleptic Gregorian date. Years are counted from March so that the
/// leap day is a year's last; chrono does the same sum with checks that a parsed date has passed.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Timestamp::parse(text.as_bytes()).map(|t| t.to_string())
    }

    #[test]
    fn offsets_and_fractions_are_read_exactly() {
        for (text, want) in [
            ("2018-05-03T12:00:00.123Z", "2018-05-03T12:00:00.123Z"),
            ("2018-05-03T12:00:00Z", "2018-05-03T12:00:00.000Z"),
            ("2018-05-03t12:00:00.123999999z", "2018-05-03T12:00:00.123Z"),
            (
                "2018-05-03T12:00:00.1234567891Z",
                "2018-05-03T12:00:00.123Z",
            ),
            ("2018-05-03T00:30:00+05:30", "2018-05-02T19:00:00.000Z"),
            ("2018-05-03T23:30:00-01:00", "2018-05-04T00:30:00.000Z"),
            ("2020-02-29T00:00:00-00:00", "2020-02-29T00:00:00.000Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60.000Z"),
            ("2017-01-01T00:59:60.5+01:00", "2016-12-31T23:59:60.500Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_not_rfc_3339_is_refused() {
        for text in [
            "",
            "2018-05-03",
            "2018-05-03 12:00:00Z",
            "2018-05-03T12:00:00",
            "2018-05-03T12:00:00.Z",
            "2018-05-03T24:00:00Z",
            "2018-05-03T12:60:00Z",
            "2018-05-03T12:00:60Z",
            "2018-02-29T12:00:00Z",
            "2018-13-01T12:00:00Z",
            "2018-00-01T12:00:00Z",
            "2018-05-03T12:00:00+0100",
            "2018-05-03T12:00:00+24:00",
            "2018-05-03T12:00:00Z ",
            "0000-01-01T00:00:00+00:01",
            "1525348800",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn agrees_with_chrono_on_every_day_of_four_centuries() {
        let mut date = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
        for _ in 0..146_097 {
            let text = format!("{date}T12:34:56.789Z");
            let ours = Timestamp::parse(text.as_bytes()).expect("a date-time");
            let chronos = DateTime::parse_from_rfc3339(&text).expect("a date-time");
            assert_eq!(ours.to_chrono(), chronos, "{text}");
            date = date.succ_opt().expect("a next day");
        }
    }
}
