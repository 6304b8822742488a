//! The documents of a pack, out of what was read.

use super::super::report::Learned;
use super::super::{Context, render_fault};
use super::Recipe;
use super::manifest::{POPULATION_CSV, POPULATION_XLSX};
use super::readable::need_whole;
use super::sink::{Sink, target};
use crate::error::Result;
use crate::export::{Encoding, MOST_IN_WORKBOOK, Sorter, Written, write_to};
use crate::output::Sum;
use crate::render::{
    AlteredCells, Format, RenderError, TableOptions, VerdictFormat, write_report, write_verdict,
};
use crate::view::report::HeadView;
use crate::view::validated::ValidatedView;
use crate::view::validation::ValidationView;
use std::io::Write;

/// Documents on their way, and what is in the payload so far.
pub(super) struct Pages<'s> {
    sink: &'s dyn Sink,
    pub(super) payload: Vec<(String, Sum)>,
}

/// What writes a document.
type Render<'r> =
    &'r mut dyn FnMut(&mut dyn Write) -> std::result::Result<AlteredCells, RenderError>;

impl<'s> Pages<'s> {
    pub(super) fn new(sink: &'s dyn Sink) -> Self {
        Self {
            sink,
            payload: Vec::new(),
        }
    }

    /// Makes a document of the payload.
    pub(super) fn put(&mut self, name: &str, render: Render<'_>) -> Result<()> {
        let sum = self.sink.put(name, &mut |out| {
            let made = render(out).map(drop);
            made.map_err(|error| render_fault(error, None, &target(name)))
        })?;
        self.payload.push((name.to_owned(), sum));
        Ok(())
    }
}

/// The report and the verdict; gives the head of the report.
pub(super) fn documents(
    sink: &dyn Sink,
    recipe: &Recipe,
    learned: &mut Learned<'_>,
    verdict: &ValidationView,
) -> Result<(Vec<(String, Sum)>, HeadView)> {
    let (context, args) = (&recipe.context, &recipe.report);
    let mut pages = Pages::new(sink);
    let options = TableOptions::default();
    let templates = &learned.basis.templates;
    let view = learned.view(args, context, Format::Html);
    need_whole(&view.head.incomplete, recipe.allow_findings)?;
    learned.say_exceptions(None, context);
    context.say_unmatched(&view.head.filters_unmatched);
    context.say_accounts(None, &view.head.accounts);
    pages.put("data/report.html", &mut |out| {
        write_report(&view, Format::Html, &options, templates, out)
    })?;
    drop(view);
    let mut view = learned.view(args, context, Format::Json);
    if !recipe.allow_findings {
        // The very report of the archives: that they are valid, the pack says elsewhere.
        view.head.validation = ValidatedView::default();
    }
    pages.put("data/report.json", &mut |out| {
        write_report(&view, Format::Json, &options, templates, out)
    })?;
    for (name, format) in [
        ("data/validation.json", VerdictFormat::Json),
        ("data/validation.sarif", VerdictFormat::Sarif),
        ("data/validation.txt", VerdictFormat::Table),
    ] {
        pages.put(name, &mut |out| {
            write_verdict(verdict, format, &options, out)
        })?;
    }
    Ok((pages.payload, view.head))
}

/// Every accepted event as a row.
pub(super) struct Rows {
    pub(super) payload: Vec<(String, Sum)>,
    pub(super) events: u64,
    /// Whether a workbook has room for them.
    pub(super) workbook: bool,
    altered: [AlteredCells; 2],
}

impl Rows {
    /// Writes them as a table, and as a workbook if that has room.
    pub(super) fn write(sink: &dyn Sink, sorter: &Sorter) -> Result<Self> {
        let mut payload = Vec::new();
        let mut put = |name: &str, encoding| {
            let mut written = Written::default();
            let sum = sink.put(name, &mut |out| {
                written = write_to(sorter, encoding, out, &target(name))?;
                Ok(())
            })?;
            payload.push((name.to_owned(), sum));
            Ok(written)
        };
        let table = put(POPULATION_CSV, Encoding::Rows { raw: false })?;
        let workbook = table.events <= MOST_IN_WORKBOOK;
        let book = match workbook {
            true => put(POPULATION_XLSX, Encoding::Workbook)?,
            false => Written::default(),
        };
        Ok(Self {
            payload,
            events: table.events,
            workbook,
            altered: [table.altered_cells, book.altered_cells],
        })
    }

    /// Says in how many cells something stands that the events do not have.
    pub(super) fn say_altered(&self, context: &Context) {
        self.altered
            .iter()
            .for_each(|cells| context.say_altered(*cells));
    }
}
