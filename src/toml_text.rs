//! TOML files of the user's: what is wrong with one is told with its line and its key.

use serde::de::DeserializeOwned;
use std::ops::Range;

/// The text of a TOML file, in which a place has a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TomlText<'a>(&'a str);

impl<'a> TomlText<'a> {
    /// The text, without a byte-order mark.
    pub(crate) fn new(text: &'a str) -> Self {
        Self(text.trim_start_matches('\u{feff}'))
    }

    /// Reads the whole text.
    ///
    /// # Errors
    /// A sentence with line and key, in words of this program.
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, String> {
        toml::from_str(self.0).map_err(|error| {
            let message = error.message().replace("unknown field", "unknown key");
            let message = message.replace("missing field", "missing key");
            match (error.span(), key(&error)) {
                (Some(span), Some(key)) => self.fault(&span, &key, &message),
                (Some(span), None) => format!("line {}: {message}", self.line(&span)),
                (None, Some(key)) => format!("{key}: {message}"),
                (None, None) => message,
            }
        })
    }

    /// What is wrong with the value of a key.
    pub(crate) fn fault(self, place: &Range<usize>, key: &str, message: &str) -> String {
        format!("line {}: {key}: {message}", self.line(place))
    }

    /// Number of the line in which a place begins, from 1.
    pub(crate) fn line(self, place: &Range<usize>) -> usize {
        let before = self.0.as_bytes().get(..place.start).unwrap_or_default();
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }
}

/// The key of the value at fault. The parser tells it nowhere but in the text that it shows without an input.
fn key(error: &toml::de::Error) -> Option<String> {
    let mut error = error.clone();
    error.set_input(None);
    let shown = error.to_string();
    let place = shown.strip_prefix(error.message())?.trim();
    let key = place.strip_prefix("in `")?.strip_suffix('`')?;
    Some(key.to_owned())
}
