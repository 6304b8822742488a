//! The list of archives: one row an archive, and one row with the status `missing` and no path for each month that is
//! missing.

use super::{Table, or_empty};
use crate::render::RenderError;
use crate::view::list::{Against, ListView};

pub(in crate::render) fn list(view: &ListView, table: &mut Table<'_>) -> Result<(), RenderError> {
    table.row([
        "account",
        "month",
        "status",
        "through",
        "events",
        "first_at",
        "last_at",
        "bytes",
        "compression",
        "shape",
        "sha256",
        "path",
        "problem",
        "listing",
    ])?;
    for row in &view.archives {
        let archive = &row.archive;
        table.row([
            or_empty(&archive.account),
            or_empty(&archive.month),
            row.status.as_str(),
            or_empty(&row.through),
            &archive.events.to_string(),
            or_empty(&archive.first_at),
            or_empty(&archive.last_at),
            &archive.bytes.to_string(),
            archive.compression,
            archive.shape.unwrap_or_default(),
            &archive.sha256,
            &archive.path,
            or_empty(&row.problem),
            row.listing.map_or("", Against::as_str),
        ])?;
    }
    if let Some(under) = &view.pseudonyms {
        let mut cells = [""; 14];
        let sentence = under.sentence();
        (cells[2], cells[12]) = ("pseudonyms", &sentence);
        table.row(cells)?;
    }
    for missing in &view.missing_months {
        let through = or_empty(&missing.through);
        let known = [
            or_empty(&missing.account),
            &missing.month,
            "missing",
            through,
        ];
        table.row(known.into_iter().chain([""; 10]))?;
    }
    Ok(())
}
