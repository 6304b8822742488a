//! The report for spreadsheets: one tidy table.
//!
//! The standard sections have the header `dimension,id,label,count,first_at,last_at`. An hour of the week is labelled
//! `1T09`: ISO weekday, `T`, hour. Where a figure or a time does not exist the field is empty. Two dimensions are about
//! the reading itself: `incomplete`, first, for each input that could not be read to its end, and `ledger`, last.
//! With `--by` the dimensions are the leading columns; what is `incomplete` stands in the first of them.

mod diff;

pub(super) use diff::diff;

use super::safe::csv_cell;
use super::safe::terminal::visible;
use super::{RenderError, Rendered, TableOptions};
use crate::view::report::{BodyView, CellView, CrossView, HeadView, ReportView, SectionsView};

/// The table, and how many of its cells were altered so that no spreadsheet takes them for a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CsvOut {
    pub(super) bytes: Vec<u8>,
    pub(super) altered: usize,
}

impl CsvOut {
    /// The table for where it goes: on a terminal nothing stays concealed, and everywhere else cells are
    /// what they are.
    pub(super) fn shown(self, options: &TableOptions) -> Rendered {
        let bytes = match (options.width, std::str::from_utf8(&self.bytes)) {
            (Some(_), Ok(text)) => {
                let lines: Vec<_> = text.split('\n').map(visible).collect();
                lines.join("\n").into_bytes()
            }
            _ => self.bytes,
        };
        Rendered {
            bytes,
            altered_cells: self.altered,
        }
    }
}

/// The report as CSV: UTF-8 without a mark, lines ended by a line feed.
pub(super) fn report(view: &ReportView) -> Result<CsvOut, RenderError> {
    let mut table = Table::new();
    match &view.body {
        BodyView::Sections(sections) => standard(&mut table, &view.head, sections)?,
        BodyView::Cross(cross) => grouped(&mut table, &view.head, cross)?,
    }
    table.finish()
}

fn standard(
    table: &mut Table,
    head: &HeadView,
    sections: &SectionsView,
) -> Result<(), RenderError> {
    table.row(["dimension", "id", "label", "count", "first_at", "last_at"])?;
    for input in &head.incomplete {
        let label = format!("{}: {}", input.archive, input.message);
        table.entry(
            "incomplete",
            input.code.unwrap_or_default(),
            &label,
            1,
            None,
        )?;
    }
    for row in &sections.by_event {
        table.entry(
            "event",
            "",
            &row.event,
            row.count,
            Some((&row.first_at, &row.last_at)),
        )?;
    }
    for row in &sections.by_category {
        table.entry("category", "", row.category, row.count, None)?;
    }
    for row in &sections.by_actor {
        let times = Some((row.first_at.as_str(), row.last_at.as_str()));
        table.entry(
            "actor",
            or_empty(&row.id),
            or_empty(&row.actor),
            row.count,
            times,
        )?;
    }
    for row in &sections.by_app {
        let times = Some((row.first_at.as_str(), row.last_at.as_str()));
        table.entry(
            "app",
            or_empty(&row.id),
            or_empty(&row.app),
            row.count,
            times,
        )?;
    }
    for row in &sections.by_team {
        let times = Some((row.first_at.as_str(), row.last_at.as_str()));
        table.entry(
            "team",
            or_empty(&row.id),
            or_empty(&row.team),
            row.count,
            times,
        )?;
    }
    for row in &sections.by_day {
        table.entry("day", "", &row.day, row.count, None)?;
    }
    for row in &sections.by_hour {
        let label = format!("{}T{:02}", row.weekday, row.hour);
        table.entry("hour", "", &label, row.count, None)?;
    }
    for row in &sections.by_ip {
        table.entry(
            "ip",
            "",
            or_empty(&row.ip),
            row.count,
            Some((&row.first_at, &row.last_at)),
        )?;
    }
    for (name, count) in head.ledger.entries() {
        table.entry("ledger", "", name, count, None)?;
    }
    Ok(())
}

fn grouped(table: &mut Table, head: &HeadView, cross: &CrossView) -> Result<(), RenderError> {
    let figures = ["count", "first_at", "last_at"];
    table.row(cross.by.iter().copied().chain(figures))?;
    let columns = cross.by.len() + figures.len();
    for input in &head.incomplete {
        // Without a count, so that no sum takes it for events.
        let label = format!("incomplete: {}: {}", input.archive, input.message);
        table.row(std::iter::once(label.as_str()).chain(std::iter::repeat_n("", columns - 1)))?;
    }
    for row in &cross.rows {
        let mut record: Vec<String> = row
            .cells
            .iter()
            .map(|cell| match cell {
                CellView::Text(text) => text.clone().unwrap_or_default(),
                CellView::Number(number) => number.to_string(),
            })
            .collect();
        record.extend([
            row.count.to_string(),
            row.first_at.clone(),
            row.last_at.clone(),
        ]);
        table.row(record.iter().map(String::as_str))?;
    }
    Ok(())
}

fn or_empty(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// Rows that are safe to open, and how many cells that took.
pub(super) struct Table {
    writer: csv::Writer<Vec<u8>>,
    altered: usize,
}

impl Table {
    pub(super) fn new() -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(Vec::new());
        Self { writer, altered: 0 }
    }

    fn entry(
        &mut self,
        dimension: &str,
        id: &str,
        label: &str,
        count: u64,
        times: Option<(&str, &str)>,
    ) -> Result<(), RenderError> {
        let (first, last) = times.unwrap_or_default();
        self.row([dimension, id, label, &count.to_string(), first, last])
    }

    pub(super) fn row<'a>(
        &mut self,
        fields: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), RenderError> {
        self.fields(fields)?;
        self.end()
    }

    fn fields<'a>(&mut self, fields: impl IntoIterator<Item = &'a str>) -> Result<(), RenderError> {
        for field in fields {
            let (cell, altered) = csv_cell::cell(field);
            self.altered += usize::from(altered);
            self.writer.write_field(cell.as_bytes())?;
        }
        Ok(())
    }

    /// Figures of the program's own, which may begin with a minus.
    fn figures(&mut self, figures: [&str; 3]) -> Result<(), RenderError> {
        Ok(figures
            .into_iter()
            .try_for_each(|figure| self.writer.write_field(figure))?)
    }

    fn end(&mut self) -> Result<(), RenderError> {
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    pub(super) fn finish(self) -> Result<CsvOut, RenderError> {
        let bytes = self
            .writer
            .into_inner()
            .map_err(|e| csv::Error::from(e.into_error()))?;
        Ok(CsvOut {
            bytes,
            altered: self.altered,
        })
    }
}
