//! What came of an export.

use crate::render::AlteredCells;

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Events.
    pub events: u64,
    /// Bytes of the result.
    pub bytes: u64,
    /// Cells that do not hold what the event says.
    pub altered_cells: AlteredCells,
    /// Events of which a row does not show everything.
    pub lossy_rows: u64,
}
