//! Views for scripts. What stands in them, and in which order, is the view's own promise.

use super::RenderError;
use super::safe::json_text::inert;
use serde::Serialize;

/// Any view as JSON by two spaces, with a line end.
pub(super) fn document<T: Serialize>(view: &T) -> Result<Vec<u8>, RenderError> {
    let mut json = inert(serde_json::to_string_pretty(view)?);
    json.push('\n');
    Ok(json.into_bytes())
}
