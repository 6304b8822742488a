//! Views for spreadsheets: tidy tables, a file a view.

mod diff;
mod list;
mod report;
mod sample;
mod validation;

pub(super) use diff::{diff, totals};
pub(super) use list::list;
pub(super) use report::report;
pub(super) use sample::{SAMPLE, evaluation, plan, rows as sample_rows, sample};
pub(super) use validation::verdict;

use super::safe::terminal::visible;
use super::safe::{concealed, csv_cell};
use super::{AlteredCells, RenderError, TableOptions};
use std::io::Write;

/// Writes a table to where it goes: on a terminal nothing stays concealed, and everywhere else cells are what they
/// are.
pub(super) fn written(
    options: &TableOptions,
    out: &mut dyn Write,
    rows: impl FnOnce(&mut Table<'_>) -> Result<(), RenderError>,
) -> Result<AlteredCells, RenderError> {
    let writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(out);
    let mut table = Table {
        writer,
        altered: AlteredCells::default(),
        terminal: options.terminal,
    };
    rows(&mut table)?;
    table.writer.flush()?;
    Ok(table.altered)
}

fn or_empty(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// Rows that are safe to open, and how many cells that took.
pub(super) struct Table<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
    altered: AlteredCells,
    terminal: bool,
}

impl Table<'_> {
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
            self.altered.formulas += usize::from(altered);
            if self.terminal && cell.contains(concealed) {
                let lines: Vec<_> = cell.split('\n').map(visible).collect();
                self.writer.write_field(lines.join("\n"))?;
            } else {
                self.writer.write_field(cell.as_bytes())?;
            }
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
}
