//! The documents of a pack, out of what was read.

use super::super::report::Learned;
use super::super::{Context, render_fault};
use super::Recipe;
use super::manifest::{POPULATION_CSV, POPULATION_XLSX};
use super::readable::need_whole;
use super::sink::{Sink, target};
use crate::error::Result;
use crate::export::{MOST_IN_WORKBOOK, Place, Sorter, Written, write_rows};
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
    altered: AlteredCells,
}

impl Rows {
    /// Writes them as a table, and as a workbook if that has room: both in one go.
    pub(super) fn write(sink: &dyn Sink, sorter: &Sorter) -> Result<Self> {
        let workbook = sorter.events() <= MOST_IN_WORKBOOK;
        let (of_table, of_book) = (target(POPULATION_CSV), target(POPULATION_XLSX));
        let (mut written, mut book) = (Written::default(), None);
        let table = sink.put(POPULATION_CSV, &mut |out| {
            let mut table = Place {
                out,
                target: &of_table,
            };
            if !workbook {
                written = write_rows(sorter, table, None)?;
                return Ok(());
            }
            let sum = sink.put(POPULATION_XLSX, &mut |out| {
                let target = &of_book;
                written = write_rows(sorter, table.again(), Some(Place { out, target }))?;
                Ok(())
            })?;
            book = Some(sum);
            Ok(())
        })?;
        let table = Some((POPULATION_CSV.to_owned(), table));
        let book = book.map(|sum| (POPULATION_XLSX.to_owned(), sum));
        Ok(Self {
            payload: table.into_iter().chain(book).collect(),
            events: written.events,
            workbook,
            altered: written.altered_cells,
        })
    }

    /// Says in how many cells something stands that the events do not have.
    pub(super) fn say_altered(&self, context: &Context) {
        context.say_altered(self.altered);
    }
}
