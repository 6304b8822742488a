//! The supported events: dated lists published by the service, embedded as data, or a list of the
//! user's own in the same form.

mod catalogs;
mod category;

pub use catalogs::{AUTO, Catalogs, ERAS, Era};
pub use category::Category;

use serde::Deserialize;
use std::collections::BTreeSet;

const EMBEDDED: [(&str, &str); 3] = [
    ("2019-09", include_str!("2019-09.json")),
    ("2024-04", include_str!("2024-04.json")),
    ("2026-02", include_str!("2026-02.json")),
];

/// A list of supported event names (`type.action`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Its name, for the built-in ones the month of publication.
    pub name: String,
    /// Day of publication, `YYYY-MM-DD`, where known.
    #[serde(default)]
    pub published: Option<String>,
    /// Whether the list is known to hold every supported event of its day.
    #[serde(default = "yes")]
    pub complete: bool,
    /// Where the list comes from.
    #[serde(default)]
    pub note: Option<String>,
    /// The event names.
    pub events: BTreeSet<String>,
}

fn yes() -> bool {
    true
}

impl Catalog {
    /// Names and texts of the built-in catalogs, oldest first.
    pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
        EMBEDDED.into_iter()
    }

    /// Names of the built-in catalogs, oldest first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name)
    }

    /// The built-in catalog of that name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = EMBEDDED.iter().find(|(known, _)| *known == name)?;
        Self::from_json(text).ok()
    }

    /// Reads a catalog from its JSON form.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the text and what a catalog looks like.
    pub fn from_json(text: &str) -> Result<Self, String> {
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| {
            format!(
                "not a catalog: {e}; a catalog is an object with \"name\" and an array \"events\" of \"type.action\" names"
            )
        })
    }

    /// Whether the catalog has the event name `type.action`.
    #[must_use]
    pub fn supports(&self, event: &str) -> bool {
        self.events.contains(event)
    }
}
