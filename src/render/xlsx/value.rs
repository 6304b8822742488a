//! What a cell holds.

use super::super::figures::date;
use crate::event::Timestamp;
use std::borrow::Cow;

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    /// Nothing.
    Empty,
    /// Text, whatever it says.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A count.
    Integer(i64),
    /// Yes or no.
    Truth(bool),
    /// An instant or a day in UTC, as days since 1899-12-30.
    Serial(f64),
}

/// Text; empty text is an empty cell.
pub(crate) fn text<'a>(text: impl Into<Cow<'a, str>>) -> Value<'a> {
    let text = text.into();
    match text.is_empty() {
        true => Value::Empty,
        false => Value::Text(text),
    }
}

/// Text, or nothing.
pub(crate) fn text_or_empty<T: AsRef<str>>(of: &Option<T>) -> Value<'_> {
    of.as_ref().map_or(Value::Empty, |of| text(of.as_ref()))
}

/// A count. One that a spreadsheet's numbers would round stays text.
pub(crate) fn integer<'a, N: TryInto<i64> + Copy + ToString>(n: N) -> Value<'a> {
    const EXACT: u64 = 1 << 53;
    match n.try_into() {
        Ok(exact) if i64::unsigned_abs(exact) <= EXACT => Value::Integer(exact),
        _ => Value::Text(n.to_string().into()),
    }
}

/// Yes or no.
pub(crate) fn truth<'a>(yes: bool) -> Value<'a> {
    Value::Truth(yes)
}

/// An instant in RFC 3339, as a date in UTC, to the millisecond. What is none, and what a spreadsheet has no date for
/// (before March 1900, a leap second), stays text.
pub(crate) fn time(at: &str) -> Value<'_> {
    let parsed = Timestamp::parse(at.as_bytes());
    parsed
        .and_then(serial)
        .map_or_else(|| text(at), Value::Serial)
}

/// An instant, or nothing.
pub(crate) fn time_or_empty<T: AsRef<str>>(at: &Option<T>) -> Value<'_> {
    at.as_ref().map_or(Value::Empty, |at| time(at.as_ref()))
}

/// A day, `YYYY-MM-DD`; what is none stays text.
pub(crate) fn day(day: &str) -> Value<'_> {
    let known = date(day).filter(|_| day.len() == 10);
    let midnight = known.and_then(|date| date.and_hms_opt(0, 0, 0));
    let serial = midnight.and_then(|at| serial(Timestamp::from_chrono(at.and_utc())));
    serial.map_or_else(|| text(day), Value::Serial)
}

impl From<Timestamp> for Value<'_> {
    fn from(at: Timestamp) -> Self {
        serial(at).map_or_else(|| Self::Text(at.to_string().into()), Self::Serial)
    }
}

/// Days from 1899-12-30, from which spreadsheets count, to 1970-01-01.
const EPOCH: i64 = 25_569;
/// 1900-03-01: before it, spreadsheets have a day that never was.
const FIRST: i64 = 61;

fn serial(at: Timestamp) -> Option<f64> {
    const MILLIS: i64 = 86_400_000;
    let day = at.day() + EPOCH;
    if day < FIRST || at.nanos >= 1_000_000_000 {
        return None;
    }
    let millis = at.secs * 1000 + i64::from(at.nanos / 1_000_000) + EPOCH * MILLIS;
    Some(millis as f64 / MILLIS as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_days_since_1899() {
        for (at, serial) in [
            ("1900-03-01T00:00:00Z", 61.0),
            ("1970-01-01T00:00:00Z", 25_569.0),
            ("2018-05-03T12:00:00.000Z", 43_223.5),
            ("2018-05-03T14:00:00+02:00", 43_223.5),
            ("9999-12-31T00:00:00Z", 2_958_465.0),
        ] {
            assert_eq!(time(at), Value::Serial(serial), "{at}");
        }
        assert_eq!(day("2018-05-03"), Value::Serial(43_223.0));
    }

    #[test]
    fn what_is_no_date_of_a_spreadsheet_stays_as_it_is_written() {
        for at in [
            "0000-01-01T00:00:00.000Z",
            "1900-02-28T23:59:59.999Z",
            "2016-12-31T23:59:60.000Z",
            "=1+1",
            "2018-05-03",
        ] {
            assert_eq!(time(at), Value::Text(at.into()));
        }
        for at in ["2018-05", "2018-05-03T12:00:00Z", "2018-02-30"] {
            assert_eq!(day(at), Value::Text(at.into()));
        }
        assert_eq!(time(""), Value::Empty);
    }

    #[test]
    fn counts_are_exact_or_text() {
        assert_eq!(integer(1_u64 << 53), Value::Integer(1 << 53));
        assert_eq!(integer(-3_i64), Value::Integer(-3));
        for n in [(1 << 53) + 1, u64::MAX] {
            assert_eq!(integer(n), Value::Text(n.to_string().into()));
        }
    }
}
