//! Bridges from the values of settings to the parser.

use crate::config::{Choice, Value};
use crate::error::{Error, Result};
use crate::event::time::{Month, Timestamp};
use crate::sample::Seed;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A part of a whole, in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent(pub f64);

/// Parser of a value by its textual form.
pub(super) fn of<T: Value>(text: &str) -> Result<T> {
    T::parse(text)
}

/// Parser of one out of a list of names, which help and completions show.
pub(super) fn one_of<C: Choice + Send + Sync>() -> impl TypedValueParser<Value = C> {
    PossibleValuesParser::new(C::choices()).try_map(|name| C::parse(&name))
}

/// Parser of an instant, or of the first one of a day or a month in UTC.
pub(super) fn moment(text: &str) -> Result<Timestamp> {
    if let Some(month) = Month::parse(text) {
        return Ok(month.start());
    }
    let at_midnight = format!("{text}T00:00:00Z");
    Timestamp::parse(at_midnight.as_bytes())
        .or_else(|| Timestamp::parse(text.as_bytes()))
        .ok_or_else(|| {
            Error::Usage(format!("`{text}` is not a time"))
                .hint("write 2018-06-01, 2018-06 or 2018-06-01T09:00:00Z")
        })
}

/// Parser of an instant with its offset.
pub(super) fn instant(text: &str) -> Result<Timestamp> {
    Timestamp::parse(text.as_bytes()).ok_or_else(|| {
        Error::Usage(format!("`{text}` is not a time with its offset"))
            .hint("write, for example, 2018-06-01T09:00:00Z")
    })
}

/// Parser of the permissions of a file, which its owner can always read and write.
pub(super) fn mode(text: &str) -> Result<u32> {
    let mode = u32::from_str_radix(text, 8).ok();
    mode.filter(|mode| mode & 0o600 == 0o600 && mode & !0o666 == 0)
        .ok_or_else(|| {
            Error::Usage(format!("`{text}` is not a file mode for an output"))
                .hint("write, for example, 640 or 644")
        })
}

/// Parser of the seed of a sample.
pub(super) fn seed(text: &str) -> Result<Seed> {
    Seed::new(text).ok_or_else(|| {
        Error::Usage(format!("`{}` is not a seed", text.escape_debug()))
            .hint("give at least one character, and no line breaks or other control characters")
    })
}

/// Parser of a part of a whole that is neither nothing nor all of it, in per cent.
pub(super) fn percent(text: &str) -> Result<Percent> {
    let number = text.strip_suffix('%').unwrap_or(text).trim().parse().ok();
    let within = |percent: &f64| *percent >= 1e-6 && *percent <= 100.0 - 1e-6;
    number.filter(within).map(Percent).ok_or_else(|| {
        Error::Usage(format!("`{text}` is not a percentage"))
            .hint("give a number between 0 and 100, such as 95")
    })
}
