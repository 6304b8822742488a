//! Views for scripts. What stands in them, and in which order, is the view's own promise.

use super::safe::json_text::Inert;
use super::{AlteredCells, RenderError};
use serde::Serialize;
use serde_json::Serializer;
use std::io::Write;

/// Any view as JSON by two spaces, with a line end.
pub(super) fn document<T: Serialize>(
    view: &T,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    view.serialize(&mut Serializer::with_formatter(&mut *out, Inert::default()))?;
    out.write_all(b"\n")?;
    Ok(AlteredCells::default())
}
