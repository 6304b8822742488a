//! Events on their way out.

use super::sorter::Sorter;
use crate::error::Result;
use crate::pseudonym::Pseudonyms;
use std::io;

/// What was sorted, each event under pseudonyms where there are some.
pub(super) struct Events<'s> {
    pub(super) sorter: &'s Sorter,
    pub(super) under: Option<&'s Pseudonyms>,
}

impl Events<'_> {
    /// As [`Sorter::merge`].
    pub(super) fn each<E: From<io::Error>>(
        &self,
        mut take: impl FnMut(&[u8]) -> std::result::Result<(), E>,
    ) -> Result<std::result::Result<(), E>> {
        let Some(under) = self.under else {
            return self.sorter.merge(take);
        };
        self.sorter.merge(|text| {
            let text = std::str::from_utf8(text).map_err(io::Error::other)?;
            let other = || io::Error::other("an event is no longer JSON");
            let text = under.rewrite(text).ok_or_else(other)?;
            take(text.as_bytes())
        })
    }

    /// What stands before all events, or in each of them where there is no such place.
    pub(super) fn head(&self) -> String {
        let json = self.under.map(|under| serde_json::to_string(&under.view()));
        match json.and_then(std::result::Result::ok) {
            Some(json) => format!("\"pseudonyms\":{json},"),
            None => String::new(),
        }
    }
}
