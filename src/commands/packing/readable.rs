//! Archives that could not be read, or not to their end.

use crate::error::{Error, Result};
use crate::view::IncompleteView;

/// Refuses archives that the system would not let be read: nothing of them can be in the pack.
pub(super) fn need_opened(incomplete: &[IncompleteView]) -> Result<()> {
    match incomplete.iter().find(|input| input.code.is_none()) {
        Some(input) => Err(unreadable(input).hint("correct the path, or leave it out")),
        None => Ok(()),
    }
}

/// Refuses archives that could not be read to their end.
pub(super) fn need_whole(incomplete: &[IncompleteView], allowed: bool) -> Result<()> {
    match incomplete.first() {
        Some(input) if !allowed => Err(unreadable(input)
            .hint("export it again, or give --allow-findings to seal what could be read")),
        _ => Ok(()),
    }
}

fn unreadable(input: &IncompleteView) -> Error {
    Error::Unreadable(format!("{}: {}", input.archive, input.message))
}
