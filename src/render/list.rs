//! The list of archives in every format. CSV has one row an archive, and one row with the status
//! `missing` and no path for each month that is missing.

use super::csv::{CsvOut, Table};
use super::table::list as table;
use super::{RenderError, Rendered, TableOptions, json};
use crate::view::list::{Against, ListView};

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListForm {
    /// For people.
    Table,
    /// One row a line.
    Csv,
    /// An object.
    Json,
}

/// Renders the list.
///
/// # Errors
/// A fault of a writer, which no archive can cause.
pub fn render_list(
    view: &ListView,
    format: ListForm,
    options: &TableOptions,
) -> Result<Rendered, RenderError> {
    let (bytes, altered_cells) = match format {
        ListForm::Table => (table::list(view, options).into_bytes(), 0),
        ListForm::Json => (json::document(view)?, 0),
        ListForm::Csv => return Ok(csv(view)?.shown(options)),
    };
    Ok(Rendered {
        bytes,
        altered_cells,
    })
}

fn csv(view: &ListView) -> Result<CsvOut, RenderError> {
    let mut table = Table::new();
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
            text(&archive.account),
            text(&archive.month),
            row.status.as_str(),
            text(&row.through),
            &archive.events.to_string(),
            text(&archive.first_at),
            text(&archive.last_at),
            &archive.bytes.to_string(),
            archive.compression,
            archive.shape.unwrap_or_default(),
            &archive.sha256,
            &archive.path,
            text(&row.problem),
            row.listing.map_or("", Against::as_str),
        ])?;
    }
    for missing in &view.missing_months {
        let through = text(&missing.through);
        let known = [text(&missing.account), &missing.month, "missing", through];
        table.row(known.into_iter().chain([""; 10]))?;
    }
    table.finish()
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}
