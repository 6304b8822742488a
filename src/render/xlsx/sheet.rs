//! A sheet that is being written: rows as they come, in pieces.

use super::super::{AlteredCells, RenderError};
use super::parts::sheet_end;
use super::piece::{Piece, Stream};
use super::rows::{Packed, Rows, Shape};
use super::value::Value;
use std::io::Write;

/// A sheet that takes rows.
pub(crate) struct Sheet<'b> {
    out: &'b mut dyn Write,
    altered: &'b mut AlteredCells,
    shape: &'b Shape<'b>,
    /// Rows that are written, the head among them.
    written: u32,
    stream: Stream,
    /// The rows behind those.
    rows: Option<Rows<'b>>,
}

/// What a sheet came to.
pub(super) struct Ended {
    /// What it fills, `$A$1:$C$10`.
    pub(super) range: String,
    /// Checksum and length of its text.
    pub(super) crc: u32,
    pub(super) len: u64,
}

impl<'b> Sheet<'b> {
    pub(super) fn begin(
        out: &'b mut dyn Write,
        altered: &'b mut AlteredCells,
        shape: &'b Shape<'b>,
    ) -> Self {
        Self {
            out,
            altered,
            shape,
            written: 0,
            stream: Stream::default(),
            rows: None,
        }
    }

    /// Adds a row, a value a column.
    ///
    /// # Errors
    /// [`RenderError::TooManyRows`], or what the place of the workbook said.
    pub(crate) fn row<'a>(
        &mut self,
        values: impl IntoIterator<Item = Value<'a>>,
    ) -> Result<(), RenderError> {
        let mut rows = match self.rows.take() {
            Some(rows) => rows,
            None => Rows::behind(self.shape, self.written)?,
        };
        rows.row(values)?;
        match rows.are_enough() {
            true => self.add(&rows.pack()?)?,
            false => self.rows = Some(rows),
        }
        Ok(())
    }

    /// What has to be known of it where rows are made apart.
    pub(crate) fn shape(&self) -> &'b Shape<'b> {
        self.shape
    }

    /// Adds rows that were made apart, each behind those that were added before.
    ///
    /// # Errors
    /// What the place of the workbook said.
    pub(crate) fn add(&mut self, packed: &Packed) -> Result<(), RenderError> {
        self.altered.revealed += packed.altered.revealed;
        self.altered.cut += packed.altered.cut;
        self.written = packed.up_to;
        Ok(self.stream.add(&packed.piece, self.out)?)
    }

    /// Ends the sheet.
    pub(super) fn end(mut self) -> Result<Ended, RenderError> {
        let rows = match self.rows.take() {
            None if self.written == 0 => Some(Rows::behind(self.shape, 0)?),
            rows => rows,
        };
        if let Some(rows) = rows {
            self.add(&rows.pack()?)?;
        }
        let range = self.shape.range(self.written);
        self.stream
            .add(&Piece::of(&[&sheet_end(&range)])?, self.out)?;
        let (crc, len) = self.stream.end(self.out)?;
        Ok(Ended { range, crc, len })
    }
}
