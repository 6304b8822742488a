//! Values that settings can have, each with one textual form for flags, environment and file.

use crate::error::{Error, Result};
use crate::event::Zone;
use crate::nearest::did_you_mean;
use serde_json::Value as Json;
use std::path::Path;

/// A value with a textual form.
pub trait Value: Sized {
    /// Reads the textual form.
    ///
    /// # Errors
    /// [`Error::Usage`], which quotes the text, with what would be right.
    fn parse(text: &str) -> Result<Self>;

    /// The value as `config show` has it; null where there is none.
    fn to_json(&self) -> Json;

    /// Reads what the configuration file has: a scalar, or a list of strings.
    ///
    /// # Errors
    /// As [`Value::parse`].
    fn from_json(json: &Json) -> Result<Self> {
        Self::parse(&text_of(json)?)
    }

    /// The value as one that was written in a file of this folder.
    #[must_use]
    fn based(self, _folder: &Path) -> Self {
        self
    }

    /// Every textual form, where they are few.
    #[must_use]
    fn choices() -> Vec<&'static str> {
        Vec::new()
    }
}

fn text_of(json: &Json) -> Result<String> {
    match json {
        Json::String(text) => Ok(text.clone()),
        Json::Bool(_) | Json::Number(_) => Ok(json.to_string()),
        Json::Array(items) if items.iter().all(Json::is_string) => {
            let texts: Vec<_> = items.iter().filter_map(Json::as_str).collect();
            Ok(texts.join(","))
        }
        _ => Err(Error::Usage(format!("`{json}` is not a value of this key"))
            .hint("give a string, a number, true or false, or a list of strings")),
    }
}

/// A setting that can be without a value.
impl<T: Value> Value for Option<T> {
    fn parse(text: &str) -> Result<Self> {
        T::parse(text).map(Some)
    }

    fn to_json(&self) -> Json {
        self.as_ref().map_or(Json::Null, T::to_json)
    }

    fn from_json(json: &Json) -> Result<Self> {
        T::from_json(json).map(Some)
    }

    fn based(self, folder: &Path) -> Self {
        self.map(|value| value.based(folder))
    }

    fn choices() -> Vec<&'static str> {
        T::choices()
    }
}

/// A value out of a short list of names.
pub trait Choice: Copy + PartialEq + 'static {
    /// What is chosen, for sentences: `format`.
    const WHAT: &'static str;
    /// Every choice, in the order of the help.
    const ALL: &'static [Self];

    /// Its name.
    fn name(self) -> &'static str;

    /// File extensions that ask for it.
    fn extensions(self) -> &'static [&'static str] {
        &[]
    }

    /// Whether it is a format whose bytes are no text.
    fn is_binary(self) -> bool {
        false
    }
}

impl<C: Choice> Value for C {
    fn parse(text: &str) -> Result<Self> {
        let named = C::ALL.iter().copied().find(|choice| choice.name() == text);
        named.ok_or_else(|| {
            let names = Self::choices();
            let meant = did_you_mean(text, names.iter().copied());
            Error::Usage(format!("`{text}` is not a {}", C::WHAT))
                .hint(format!("{meant}give {}", listed(&names)))
        })
    }

    fn to_json(&self) -> Json {
        self.name().into()
    }

    fn choices() -> Vec<&'static str> {
        C::ALL.iter().map(|choice| choice.name()).collect()
    }
}

/// `a, b or c`.
pub(super) fn listed(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

impl Value for bool {
    fn parse(text: &str) -> Result<Self> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => {
                let what = format!("`{text}` is neither true nor false");
                Err(Error::Usage(what).hint("give true or false"))
            }
        }
    }

    fn to_json(&self) -> Json {
        (*self).into()
    }
}

impl Value for Zone {
    fn parse(text: &str) -> Result<Self> {
        Self::of_name(text).ok_or_else(|| {
            let meant = did_you_mean(text, Self::names());
            Error::Usage(format!("`{text}` is not a time zone")).hint(format!(
                "{meant}give an IANA name such as UTC or Europe/Berlin"
            ))
        })
    }

    fn to_json(&self) -> Json {
        self.name().into()
    }
}
