//! Bridges from the values of settings to the parser.

use crate::config::{Choice, Value};
use crate::event::time::Timestamp;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Parser of a value by its textual form.
pub(super) fn of<T: Value>(text: &str) -> Result<T, String> {
    T::parse(text)
}

/// Parser of one out of a list of names, which help and completions show.
pub(super) fn one_of<C: Choice + Send + Sync>() -> impl TypedValueParser<Value = C> {
    PossibleValuesParser::new(C::ALL.iter().map(|choice| choice.name()))
        .try_map(|name| C::parse(&name))
}

/// Parser of an instant with its offset.
pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text.as_bytes()).ok_or_else(|| {
        format!("`{text}` is not a time with its offset; write for example 2018-06-01T09:00:00Z")
    })
}
