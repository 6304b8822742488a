//! From a finished view to bytes. Renderers are pure: no file, no clock, no environment, no terminal.
//!
//! `view` is the promise to scripts, written by `json`, `csv`, `xlsx` and `sarif`. What is for people goes through `outline`,
//! which makes a document of a view; `terminal`, `markdown` and `html` show any document. Strings of an archive
//! stay as they are until a medium hands them to its module of `safe`.

pub mod catalog;
mod charts;
mod csv;
pub(crate) mod document;
mod figures;
mod html;
mod json;
mod markdown;
mod outline;
mod pictures;
mod pseudonyms;
mod rules;
pub(crate) mod safe;
mod sarif;
mod terminal;
pub(crate) mod xlsx;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use html::Templates;

use crate::view::controls::ControlPage;
use crate::view::diff::DiffView;
use crate::view::evaluation::{EvaluationView, PlanView};
use crate::view::list::ListView;
use crate::view::pack::PackView;
use crate::view::report::ReportView;
use crate::view::rules::RuleRow;
use crate::view::sample::SampleView;
use crate::view::validation::{RuleView, ValidationView};
use crate::view::verification::VerificationView;
use document::Document;
use std::io::{self, Write};

/// What a reader must know of an incomplete document.
const TOO_LOW: &str = "Every figure below may be too low.";

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// Whether it goes to a terminal, whose columns need not be known. There nothing stays concealed, in any format.
    pub terminal: bool,
    /// Columns that there are. On a terminal everything fits them, long names shortened in the middle; elsewhere what
    /// is wider is broken into lines, and nothing is lost. `None` where none are known: nothing is shortened.
    pub width: Option<u16>,
    /// Whether to use colour.
    pub color: bool,
}

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
    /// A workbook.
    Xlsx,
}

impl Format {
    /// All formats, the default first.
    pub const ALL: [Self; 6] = [
        Self::Table,
        Self::Html,
        Self::Csv,
        Self::Json,
        Self::Markdown,
        Self::Xlsx,
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
            Self::Xlsx => "xlsx",
        }
    }
}

/// Form of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerdictFormat {
    /// Plain text for people.
    Table,
    /// One self-contained page.
    Html,
    /// `trailproof.validation/v1`.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// One tidy table.
    Csv,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// A workbook.
    Xlsx,
}

/// Format of a list that is worked with in a spreadsheet: of archives, a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFormat {
    /// Plain text for people.
    Table,
    /// One row a line.
    Csv,
    /// An object.
    Json,
    /// A workbook.
    Xlsx,
}

/// Form of what verifying packs came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerificationFormat {
    /// Plain text for people.
    Table,
    /// `trailproof.verification/v1`.
    Json,
}

/// Format of rows: a catalog, rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsFormat {
    /// Plain text for people.
    Table,
    /// One row a line.
    Csv,
    /// An object.
    Json,
}

impl VerdictFormat {
    /// The format of reports of that name, if there is one.
    #[must_use]
    pub const fn of_report(self) -> Option<Format> {
        match self {
            Self::Table => Some(Format::Table),
            Self::Html => Some(Format::Html),
            Self::Csv => Some(Format::Csv),
            Self::Json => Some(Format::Json),
            Self::Markdown => Some(Format::Markdown),
            Self::Xlsx => Some(Format::Xlsx),
            Self::Sarif => None,
        }
    }
}

/// How many cells of a format for spreadsheets do not hold what the data says; none in other formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AlteredCells {
    /// In CSV, got an apostrophe, so that no spreadsheet takes them for a formula.
    pub formulas: usize,
    /// In a workbook, have concealed characters written as `\u{…}`.
    pub revealed: usize,
    /// In a workbook, were longer than a cell can be, and say so at their end.
    pub cut: usize,
}

/// Why a report could not be rendered. None of it can come from the content of an archive.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// From the place that it is written to.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// From the JSON writer.
    #[error("cannot render the report as JSON: {0}")]
    Json(#[source] serde_json::Error),
    /// From the CSV writer.
    #[error("cannot render the report as CSV: {0}")]
    Csv(#[source] ::csv::Error),
    /// A sheet of a workbook has no room for all rows.
    #[error("the sheet `{sheet}` has more rows than a workbook has room for ({most})")]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// Rows that it takes.
        most: u32,
    },
    /// From a template of the page.
    #[error("cannot render the report as HTML: {file}: {message}")]
    Template {
        /// The template.
        file: String,
        /// What is wrong with it, and in which line.
        message: String,
    },
}

impl RenderError {
    /// What to do about it, where there is something.
    #[must_use]
    pub const fn way_out(&self) -> Option<&'static str> {
        match self {
            Self::TooManyRows { .. } => Some(
                "narrow it, for example with --month or --actor, or write csv, which has no such limit",
            ),
            _ => None,
        }
    }
}

impl From<serde_json::Error> for RenderError {
    fn from(error: serde_json::Error) -> Self {
        match error.is_io() {
            true => Self::Io(error.into()),
            false => Self::Json(error),
        }
    }
}

impl From<::csv::Error> for RenderError {
    fn from(error: ::csv::Error) -> Self {
        if !error.is_io_error() {
            return Self::Csv(error);
        }
        match error.into_kind() {
            ::csv::ErrorKind::Io(error) => Self::Io(error),
            kind => Self::Io(io::Error::other(format!("{kind:?}"))),
        }
    }
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
    terminal::text(outline::explain(rules), options)
}

/// Renders what controls are about and what is evidence for them, a page each.
#[must_use]
pub fn render_controls(controls: &[ControlPage], options: &TableOptions) -> String {
    terminal::text(outline::controls(controls), options)
}

/// Renders what rules of detection find, a page each.
#[must_use]
pub fn render_detections(rules: &[RuleRow], options: &TableOptions) -> String {
    terminal::text(outline::rules_pages(rules), options)
}

/// Renders the list of all rules.
#[must_use]
pub fn render_rules(rules: &[RuleView], options: &TableOptions) -> String {
    terminal::text(outline::rules(rules), options)
}

/// Renders the report into memory, as a page by the templates that are built in. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn render(
    view: &ReportView,
    format: Format,
    options: &TableOptions,
) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::new();
    write_report(view, format, options, &Templates::default(), &mut out)?;
    Ok(out)
}

/// Renders the report, as a page by these templates. What has a row an event is written as it is made.
///
/// # Errors
/// A fault of a writer or of a template, none of which the content of an archive can cause.
pub fn write_report(
    view: &ReportView,
    format: Format,
    options: &TableOptions,
    templates: &Templates,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let document = || outline::report(view);
    match format {
        Format::Csv => csv::written(options, out, |table| csv::report(view, table)),
        Format::Json => json::document(view, out),
        Format::Xlsx => xlsx::report(view, out),
        other => document_in(document(), other, "report.html", options, templates, out),
    }
}

/// Renders the detections of the report as SARIF.
///
/// # Errors
/// As for [`write_report`].
pub fn write_detections(
    view: &ReportView,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    sarif::detections(view, out)
}

/// Renders the comparison of two periods, as a page by these templates. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn write_diff(
    view: &DiffView,
    format: Format,
    options: &TableOptions,
    templates: &Templates,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let document = || outline::diff(view);
    match format {
        Format::Csv => csv::written(options, out, |table| csv::diff(view, table)),
        Format::Json => json::document(view, out),
        Format::Xlsx => xlsx::diff(view, out),
        other => document_in(document(), other, "diff.html", options, templates, out),
    }
}

/// Renders the verdict. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn write_verdict(
    view: &ValidationView,
    format: VerdictFormat,
    options: &TableOptions,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let format = match format {
        VerdictFormat::Sarif => return sarif::verdict(view, out),
        VerdictFormat::Csv => {
            return csv::written(options, out, |table| csv::verdict(view, table));
        }
        VerdictFormat::Json => return json::document(view, out),
        VerdictFormat::Xlsx => return xlsx::verdict(view, out),
        VerdictFormat::Table => Format::Table,
        VerdictFormat::Html => Format::Html,
        VerdictFormat::Markdown => Format::Markdown,
    };
    let (page, templates) = ("validation.html", Templates::default());
    document_in(
        outline::validation(view),
        format,
        page,
        options,
        &templates,
        out,
    )
}

/// Renders what verifying packs came to. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn write_verification(
    view: &VerificationView,
    format: VerificationFormat,
    options: &TableOptions,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    match format {
        VerificationFormat::Table => {
            text(&terminal::text(outline::verification(view), options), out)
        }
        VerificationFormat::Json => json::document(view, out),
    }
}

/// Renders a view that is data alone.
///
/// # Errors
/// As for [`write_report`].
pub fn write_pack(view: &PackView, out: &mut dyn Write) -> Result<AlteredCells, RenderError> {
    json::document(view, out)
}

/// Renders the list of archives. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn write_list(
    view: &ListView,
    format: ListFormat,
    options: &TableOptions,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    match format {
        ListFormat::Table => text(&terminal::text(outline::list(view), options), out),
        ListFormat::Json => json::document(view, out),
        ListFormat::Csv => csv::written(options, out, |table| csv::list(view, table)),
        ListFormat::Xlsx => xlsx::list(view, out),
    }
}

/// Renders a sample. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn write_sample(
    view: &SampleView,
    format: ListFormat,
    options: &TableOptions,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    match format {
        ListFormat::Table => text(&terminal::text(outline::sample(view), options), out),
        ListFormat::Json => json::document(view, out),
        ListFormat::Csv => csv::written(options, out, |table| csv::sample(view, table)),
        ListFormat::Xlsx => xlsx::sample(view, out),
    }
}

/// Renders how large a sample has to be. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn write_plan(
    view: &PlanView,
    format: RowsFormat,
    options: &TableOptions,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    match format {
        RowsFormat::Table => text(&terminal::text(outline::plan(view), options), out),
        RowsFormat::Json => json::document(view, out),
        RowsFormat::Csv => csv::written(options, out, |table| csv::plan(view, table)),
    }
}

/// Renders what the results of a sample come to. The options matter to text only.
///
/// # Errors
/// As for [`write_report`].
pub fn write_evaluation(
    view: &EvaluationView,
    format: RowsFormat,
    options: &TableOptions,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    match format {
        RowsFormat::Table => text(&terminal::text(outline::evaluation(view), options), out),
        RowsFormat::Json => json::document(view, out),
        RowsFormat::Csv => csv::written(options, out, |table| csv::evaluation(view, table)),
    }
}

/// A document in a medium for people.
fn document_in(
    document: Document,
    format: Format,
    template: &'static str,
    options: &TableOptions,
    templates: &Templates,
    out: &mut dyn Write,
) -> Result<AlteredCells, RenderError> {
    let shown = match format {
        Format::Markdown => markdown::text(document),
        Format::Html => html::page(document, template, templates)?,
        _ => terminal::text(document, options),
    };
    text(&shown, out)
}

fn text(text: &str, out: &mut dyn Write) -> Result<AlteredCells, RenderError> {
    out.write_all(text.as_bytes())?;
    Ok(AlteredCells::default())
}
