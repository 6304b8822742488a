//! Events that become rows together, without those before and behind them.

use super::events::Events;
use super::row::{CREATED_AT, Row, heads};
use super::written::Written;
use crate::json::Seed;
use crate::render::RenderError;
use crate::render::safe::csv_cell;
use crate::render::safe::terminal::visible;
use crate::render::xlsx::{self, Packed, Rows, Shape};
use std::borrow::Cow;
use std::io;

/// Bytes from which on a block has enough events.
const FULL: usize = 1 << 18;

/// Events, one behind the other.
#[derive(Debug)]
pub(super) struct Block {
    /// Events before it.
    before: usize,
    text: Vec<u8>,
    /// Where each event ends.
    ends: Vec<usize>,
}

impl Block {
    /// A block behind so many events.
    pub(super) fn behind(before: usize) -> Self {
        Self {
            before,
            text: Vec::with_capacity(FULL + (FULL >> 3)),
            ends: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, event: &[u8]) {
        self.text.extend_from_slice(event);
        self.ends.push(self.text.len());
    }

    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= FULL
    }

    /// Events up to its end.
    pub(super) fn up_to(&self) -> usize {
        self.before + self.ends.len()
    }

    fn events(&self) -> io::Result<impl Iterator<Item = &str>> {
        let text = simdutf8::basic::from_utf8(&self.text).map_err(io::Error::other)?;
        let starts = std::iter::once(&0).chain(&self.ends);
        let places = starts.zip(&self.ends);
        Ok(places.map(move |(start, end)| &text[*start..*end]))
    }
}

/// What becomes of a block.
#[derive(Debug)]
pub(super) struct Made {
    /// Its part of the table.
    pub(super) table: Vec<u8>,
    /// Its part of the sheet.
    pub(super) rows: Option<Packed>,
    pub(super) written: Written,
}

/// How rows are made.
#[derive(Debug, Clone)]
pub(super) struct Maker<'m> {
    table: Option<Cells>,
    sheet: Option<&'m Shape<'m>>,
    /// What the last column of the table says, where events are under pseudonyms.
    key: Option<String>,
    seed: Seed,
}

/// What cells of a table are.
#[derive(Debug, Clone, Copy)]
struct Cells {
    raw: bool,
    /// A terminal could obey them.
    terminal: bool,
}

impl Maker<'_> {
    pub(super) fn new(events: &Events<'_>) -> Self {
        Self {
            table: None,
            sheet: None,
            key: events.under.map(|under| under.view().key_id),
            seed: Seed::random(),
        }
    }

    /// Makes rows of a table.
    pub(super) fn with_table(self, raw: bool, terminal: bool) -> Self {
        Self {
            table: Some(Cells { raw, terminal }),
            ..self
        }
    }

    /// Makes rows of a sheet.
    pub(super) fn with_sheet<'s>(&self, shape: &'s Shape<'s>) -> Maker<'s> {
        Maker {
            sheet: Some(shape),
            ..self.clone()
        }
    }

    /// Makes the rows of a block, with the heads in the first one.
    pub(super) fn make(&self, block: &Block) -> Result<Made, RenderError> {
        let mut written = Written::default();
        let mut table = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(Vec::new());
        if self.table.is_some() && block.before == 0 {
            let marked = self.key.is_some().then(|| "pseudonyms".to_owned());
            table.write_record(heads().into_iter().chain(marked))?;
        }
        // The head is a row, too.
        let above = match block.before {
            0 => 0,
            before => u32::try_from(before + 1).unwrap_or(u32::MAX),
        };
        let mut rows = match self.sheet {
            Some(shape) => Some(Rows::behind(shape, above)?),
            None => None,
        };
        for event in block.events()? {
            let row = Row::of(event, self.seed);
            let row = row.map_err(|_| io::Error::other("an event is no longer JSON"))?;
            written.events += 1;
            written.lossy_rows += u64::from(row.loses);
            if let Some(cells) = self.table {
                for field in &row.cells {
                    let (cell, altered) = cells.cell(field);
                    written.altered_cells.formulas += usize::from(altered);
                    table.write_field(cell.as_bytes())?;
                }
                table.write_record(self.key.as_ref())?;
            }
            if let Some(rows) = &mut rows {
                let cells = row.cells.iter().enumerate();
                rows.row(cells.map(|(at, cell)| match at {
                    CREATED_AT => xlsx::time(cell),
                    _ => xlsx::text(&**cell),
                }))?;
            }
        }
        let table = table.into_inner().map_err(|error| error.into_error())?;
        let rows = rows.map(Rows::pack).transpose()?;
        Ok(Made {
            table,
            rows,
            written,
        })
    }
}

impl Cells {
    /// A cell, and whether it does not hold what the event says.
    fn cell(self, field: &str) -> (Cow<'_, str>, bool) {
        let (cell, altered) = match self.raw {
            true => (Cow::Borrowed(field), false),
            false => csv_cell::cell(field),
        };
        match cell {
            Cow::Borrowed(cell) if self.terminal => (visible(cell), altered),
            Cow::Owned(cell) if self.terminal => (visible(&cell).into_owned().into(), altered),
            cell => (cell, altered),
        }
    }
}
