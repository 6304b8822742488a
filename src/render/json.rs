//! Views for scripts. What stands in them, and in which order, is the view's own promise.

use super::safe::json_text::Inert;
use super::{AlteredCells, RenderError};
use serde::Serialize;
use serde_json::Serializer;
use std::io::{BufWriter, Write};

const BUFFER: usize = 16 * 1024;

/// Any view as JSON by two spaces, with a line end.
pub(super) fn document<T: Serialize>(
    view: &T,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    // Beside the buffer of the output: JSON is written a few bytes at a time, each of which would be a virtual call.
    let mut out = BufWriter::with_capacity(BUFFER, out);
    view.serialize(&mut Serializer::with_formatter(&mut out, Inert::default()))?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(AlteredCells::default())
}
