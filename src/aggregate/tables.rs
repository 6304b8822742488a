//! What a report counts: the standard sections, a cross-table if one is asked for, and what only a
//! page shows.

use super::{By, Cross, Detail, Sections};

/// The tables of a report. Nothing pays for what is not asked for.
pub type Tables = (Sections, Option<Cross>, Option<Detail>);

/// Empty tables: with a cross-table by the given groupings, if there are any, and with what a page
/// shows beyond the sections if `detail` is wanted.
#[must_use]
pub fn tables(by: &[By], detail: bool) -> Tables {
    (
        Sections::default(),
        (!by.is_empty()).then(|| Cross::new(by)),
        detail.then(Detail::default),
    )
}
