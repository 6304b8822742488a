//! A workbook that is being written.

use super::super::{AlteredCells, RenderError};
use super::column::Column;
use super::parts::{Listed, parts, sheet_part};
use super::piece::{Piece, Stream};
use super::rows::{MOST_ROWS, Shape};
use super::sheet::Sheet;
use rawzip::time::UtcDateTime;
use rawzip::{
    CompressionMethod, DataDescriptorOutput, ErrorKind, ZipArchiveWriter, ZipEntryWriter,
};
use std::io::{self, Write};

/// A workbook, written as a stream: it needs no room on disk, and in memory that of a piece of its rows.
pub(crate) struct Book<'o> {
    zip: ZipArchiveWriter<&'o mut dyn Write>,
    sheets: Vec<Listed>,
    altered: AlteredCells,
    most_rows: u32,
}

impl<'o> Book<'o> {
    /// A workbook that goes to this place. It is whole once it is finished.
    pub(crate) fn new(out: &'o mut dyn Write) -> Self {
        Self {
            zip: ZipArchiveWriter::new(out),
            sheets: Vec::new(),
            altered: AlteredCells::default(),
            most_rows: MOST_ROWS,
        }
    }

    /// Adds a sheet: its name in at most 31 characters, none of `[]:*?/\`, its columns, and what writes its rows.
    ///
    /// # Errors
    /// What the rows met, or the place that the workbook goes to.
    pub(crate) fn sheet(
        &mut self,
        name: &str,
        columns: &[Column],
        rows: impl FnOnce(&mut Sheet<'_>) -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        let shape = Shape::new(name, columns, self.sheets.is_empty(), self.most_rows);
        let mut part = part(&mut self.zip, &sheet_part(self.sheets.len() + 1))?;
        let mut sheet = Sheet::begin(&mut part, &mut self.altered, &shape);
        rows(&mut sheet)?;
        let ended = sheet.end()?;
        end(part, (ended.crc, ended.len))?;
        let (name, range) = (name.to_owned(), ended.range);
        self.sheets.push(Listed { name, range });
        Ok(())
    }

    /// Writes what makes the sheets a workbook; gives what had to be altered in cells.
    ///
    /// # Errors
    /// What the place of the workbook said.
    pub(crate) fn finish(mut self) -> Result<AlteredCells, RenderError> {
        for (name, text) in parts(&self.sheets) {
            let mut part = part(&mut self.zip, name)?;
            let mut stream = Stream::default();
            stream.add(&Piece::of(&[&text])?, &mut part)?;
            let sum = stream.end(&mut part)?;
            end(part, sum)?;
        }
        self.zip.finish().map_err(io_error)?;
        Ok(self.altered)
    }
}

/// The writer of a part.
type Part<'z, 'o> = ZipEntryWriter<'z, &'o mut dyn Write>;

/// Begins a part.
fn part<'z, 'o>(
    zip: &'z mut ZipArchiveWriter<&'o mut dyn Write>,
    name: &str,
) -> Result<Part<'z, 'o>, RenderError> {
    let new = zip.new_file(name);
    let new = new.compression_method(CompressionMethod::DEFLATE);
    // Neither the time nor the machine is part of it.
    let new = match UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0) {
        Some(first) => new.last_modified(first),
        None => new,
    };
    Ok(new.unix_permissions(0o644).start().map_err(io_error)?.0)
}

/// Ends a part, of whose text this is the checksum and the length.
fn end(part: Part<'_, '_>, (crc, len): (u32, u64)) -> Result<(), RenderError> {
    let ended = part.finish(DataDescriptorOutput::new(crc, len));
    Ok(ended.map(drop).map_err(io_error)?)
}

fn io_error(error: rawzip::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::IO(error) => error,
        other => io::Error::other(rawzip::Error::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::xlsx::{integer, text};

    fn rows(out: &mut dyn Write, most_rows: u32, rows: u32) -> Result<AlteredCells, RenderError> {
        let mut book = Book {
            most_rows,
            ..Book::new(out)
        };
        let columns = [Column::text("name"), Column::integer("count")];
        book.sheet("Rows", &columns, |sheet| {
            (0..rows).try_for_each(|n| sheet.row([text("=1+1\u{1b}"), integer(n)]))
        })?;
        book.finish()
    }

    #[test]
    fn the_same_rows_are_the_same_bytes() {
        let made = || {
            let mut out = Vec::new();
            let altered = rows(&mut out, MOST_ROWS, 500).expect("a workbook");
            assert_eq!(altered.revealed, 500);
            out
        };
        assert_eq!(made(), made());
    }

    #[test]
    fn more_rows_than_a_sheet_has_are_refused() {
        rows(&mut io::sink(), 4, 3).expect("a head and three rows");
        match rows(&mut io::sink(), 4, 4) {
            Err(RenderError::TooManyRows { sheet, most }) => {
                assert_eq!((&*sheet, most), ("Rows", 3))
            }
            other => panic!("{other:?}"),
        }
    }

    /// The place that is full after so many bytes.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 < bytes.len() {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.0 -= bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_an_error_wherever_it_is_full() {
        let mut whole = Vec::new();
        rows(&mut whole, MOST_ROWS, 2000).expect("a workbook");
        for room in (0..whole.len()).step_by(97) {
            match rows(&mut Full(room), MOST_ROWS, 2000) {
                Err(RenderError::Io(error)) => assert_eq!(error.kind(), io::ErrorKind::StorageFull),
                other => panic!("{room}: {other:?}"),
            }
        }
    }
}
