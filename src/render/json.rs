//! Views for scripts. What stands in them, and in which order, is the view's own promise.

use super::RenderError;
use super::safe::json_text::SafeFormatter;
use serde::Serialize;

/// Any view as JSON by two spaces, with a line end.
pub(super) fn document<T: Serialize>(view: &T) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::new();
    view.serialize(&mut serde_json::Serializer::with_formatter(
        &mut out,
        SafeFormatter::default(),
    ))?;
    out.push(b'\n');
    Ok(out)
}
