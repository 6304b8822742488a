//! Views for spreadsheets: tidy tables, a file a view.

mod diff;
mod list;
mod report;
mod validation;

pub(super) use diff::diff;
pub(super) use list::list;
pub(super) use report::report;
pub(super) use validation::verdict;

use super::safe::csv_cell;
use super::safe::terminal::visible;
use super::{RenderError, Rendered, TableOptions};

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
        let bytes = match (options.terminal, std::str::from_utf8(&self.bytes)) {
            (true, Ok(text)) => {
                let lines: Vec<_> = text.split('\n').map(visible).collect();
                lines.join("\n").into_bytes()
            }
            _ => self.bytes,
        };
        Rendered {
            altered_cells: self.altered,
            ..Rendered::whole(bytes)
        }
    }
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
