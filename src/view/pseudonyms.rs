//! `trailproof.pseudonyms/v1`: the names behind pseudonyms.

use super::ToolView;
use serde::Serialize;

/// Identifier of the schema.
const PSEUDONYMS_SCHEMA: &str = "trailproof.pseudonyms/v1";

/// Names behind tokens.
#[derive(Debug, Clone, Serialize)]
pub struct ResolvedView {
    schema: &'static str,
    tool: ToolView,
    /// Which key the tokens are under.
    pub key_id: String,
    /// One row a token and name; a token whose name is not found has one without a name.
    pub tokens: Vec<ResolvedRow>,
}

/// A token and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ResolvedRow {
    /// The token.
    pub token: String,
    /// `actor`, `app`, `team`, `account`, `address`, `network`, `id`, `file` or `event`.
    pub kind: Option<&'static str>,
    /// The name; null where no archive has it.
    pub name: Option<String>,
}

impl ResolvedView {
    /// These rows.
    #[must_use]
    pub fn of(key_id: String, tokens: Vec<ResolvedRow>) -> Self {
        Self {
            schema: PSEUDONYMS_SCHEMA,
            tool: ToolView::default(),
            key_id,
            tokens,
        }
    }
}
