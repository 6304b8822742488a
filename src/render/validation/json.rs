//! The verdict for scripts: `trailproof.validation/v1`.

use crate::render::RenderError;
use crate::render::safe::json_text::SafeFormatter;
use crate::view::validation::ValidationView;
use serde::Serialize;

/// Any value as JSON by two spaces, with a line end.
pub(super) fn document<T: Serialize>(value: &T) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, SafeFormatter::default());
    value.serialize(&mut serializer)?;
    out.push(b'\n');
    Ok(out)
}

pub(super) fn verdict(view: &ValidationView) -> Result<Vec<u8>, RenderError> {
    document(view)
}
