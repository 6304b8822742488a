//! The verdict on archives, in every form. `view` is the promise to scripts, written by `json`,
//! `sarif` and `csv`; what is for people goes through `outline`.

mod csv;
mod json;
mod markdown;
pub(in crate::render) mod outline;
mod sarif;

use super::{RenderError, Rendered, TableOptions, table};
use crate::view::validation::ValidationView;

/// Form of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerdictFormat {
    /// Plain text for people.
    Table,
    /// `trailproof.validation/v1`.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// One tidy table.
    Csv,
    /// GitHub-flavoured Markdown.
    Markdown,
}

/// Renders the verdict. The options matter to [`VerdictFormat::Table`] only.
///
/// # Errors
/// A fault of a writer, which the content of an archive cannot cause.
pub fn render_verdict(
    view: &ValidationView,
    format: VerdictFormat,
    options: &TableOptions,
) -> Result<Rendered, RenderError> {
    let whole = |bytes| Rendered {
        bytes,
        altered_cells: 0,
    };
    Ok(match format {
        VerdictFormat::Table => whole(table::verdict(view, options).into_bytes()),
        VerdictFormat::Json => whole(json::verdict(view)?),
        VerdictFormat::Sarif => whole(sarif::verdict(view)?),
        VerdictFormat::Markdown => whole(markdown::verdict(view).into_bytes()),
        VerdictFormat::Csv => csv::verdict(view)?.shown(options),
    })
}
