//! From a finished view to bytes. Renderers are pure: no file, no clock, no environment, no terminal.
//!
//! `view` is the promise to scripts, written by `json` and `csv`. What is for people goes through `outline`, which
//! decides once what is said and in which order; `table`, `markdown` and `html` only decide how it looks. Strings of
//! an archive stay as they are until a renderer hands them to its module of `safe`.

pub mod catalog;
mod cell;
mod charts;
mod csv;
mod figures;
mod html;
mod json;
pub mod list;
mod markdown;
mod outline;
pub(crate) mod safe;
mod table;
pub mod validation;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use html::Templates;
pub use table::TableOptions;
pub use validation::{VerdictFormat, render_verdict};

use crate::view::controls::ControlPage;
use crate::view::diff::DiffView;
use crate::view::report::ReportView;
use crate::view::validation::RuleView;

/// Format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text for people.
    Table,
    /// One self-contained page.
    Html,
    /// One tidy table.
    Csv,
    /// `trailproof.report/v1`.
    Json,
    /// GitHub-flavoured Markdown.
    Markdown,
}

impl Format {
    /// All formats, the default first.
    pub const ALL: [Self; 5] = [
        Self::Table,
        Self::Html,
        Self::Csv,
        Self::Json,
        Self::Markdown,
    ];

    /// The name by which it is asked for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "markdown",
        }
    }
}

/// A report, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The whole output, its last line ended.
    pub bytes: Vec<u8>,
    /// Cells of a CSV that were altered so that no spreadsheet takes them for a formula; 0 for other formats.
    pub altered_cells: usize,
}

/// Why a report could not be rendered. None of it can come from the content of an archive.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// From the JSON writer.
    #[error("cannot render the report as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// From the CSV writer.
    #[error("cannot render the report as CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// From a template of the page.
    #[error("cannot render the report as HTML: {file}: {message}")]
    Template {
        /// The template.
        file: String,
        /// What is wrong with it, and in which line.
        message: String,
    },
}

/// A template that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Its name.
    pub file: String,
    /// What is wrong with it, and in which line.
    pub message: String,
}

/// Renders what rules mean, a page each.
#[must_use]
pub fn render_pages(rules: &[RuleView], options: &TableOptions) -> String {
    table::explain(rules, options)
}

/// Renders what controls are about and what is evidence for them, a page each.
#[must_use]
pub fn render_controls(controls: &[ControlPage], options: &TableOptions) -> String {
    table::controls(controls, options)
}

/// Renders the list of all rules.
#[must_use]
pub fn render_rules(rules: &[RuleView], options: &TableOptions) -> String {
    table::explained(rules, options)
}

/// Renders the report, as a page by the templates that are built in. The options matter to [`Format::Table`] only.
///
/// # Errors
/// As for [`render_with`].
pub fn render(
    view: &ReportView,
    format: Format,
    options: &TableOptions,
) -> Result<Rendered, RenderError> {
    render_with(view, format, options, &Templates::default())
}

/// Renders the report, as a page by these templates.
///
/// # Errors
/// A fault of a writer or of a template, none of which the content of an archive can cause.
pub fn render_with(
    view: &ReportView,
    format: Format,
    options: &TableOptions,
    templates: &Templates,
) -> Result<Rendered, RenderError> {
    let whole = |bytes| Rendered {
        bytes,
        altered_cells: 0,
    };
    Ok(match format {
        Format::Table => whole(table::report(view, options).into_bytes()),
        Format::Html => whole(html::report(view, templates)?.into_bytes()),
        Format::Json => whole(json::report(view)?),
        Format::Markdown => whole(markdown::report(view).into_bytes()),
        Format::Csv => csv::report(view)?.shown(options),
    })
}

/// Renders the comparison of two periods, as a page by these templates. The options matter to [`Format::Table`] only.
///
/// # Errors
/// As for [`render`].
pub fn render_diff(
    view: &DiffView,
    format: Format,
    options: &TableOptions,
    templates: &Templates,
) -> Result<Rendered, RenderError> {
    let (bytes, altered_cells) = match format {
        Format::Table => (table::diff(view, options).into_bytes(), 0),
        Format::Html => (html::diff(view, templates)?.into_bytes(), 0),
        Format::Json => (json::document(view)?, 0),
        Format::Markdown => (markdown::diff(view).into_bytes(), 0),
        Format::Csv => return Ok(csv::diff(view)?.shown(options)),
    };
    Ok(Rendered {
        bytes,
        altered_cells,
    })
}
