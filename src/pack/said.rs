//! What a pack says of itself, as far as it is to be held to it.

use crate::event::Month;
use crate::view::pack::PACK_SCHEMA;
use serde::Deserialize;

/// See the module. What else stands there is not kept.
#[derive(Debug, Clone, Deserialize)]
pub struct Said {
    schema: String,
    tool: Tool,
    /// The command line that makes its documents.
    pub command: Vec<String>,
    /// Accounts of its archives.
    pub accounts: Vec<String>,
    months: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Tool {
    version: String,
}

impl Said {
    /// Reads `data/manifest.json`.
    ///
    /// # Errors
    /// A sentence without its subject.
    pub fn read(text: &[u8]) -> Result<Self, String> {
        let said: Self = serde_json::from_slice(text)
            .map_err(|error| format!("it is not {PACK_SCHEMA}: {error}"))?;
        if said.schema != PACK_SCHEMA {
            return Err(format!(
                "its schema is `{}`, not {PACK_SCHEMA}",
                said.schema
            ));
        }
        match said
            .months
            .iter()
            .all(|month| Month::parse(month).is_some())
        {
            true => Ok(said),
            false => Err("its months are not valid".to_owned()),
        }
    }

    /// The version of the program that made it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.tool.version
    }

    /// Months of its archives, in order.
    #[must_use]
    pub fn months(&self) -> Vec<Month> {
        self.months
            .iter()
            .filter_map(|month| Month::parse(month))
            .collect()
    }
}
