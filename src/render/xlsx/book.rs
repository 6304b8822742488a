//! A workbook that is being written.

use super::super::{AlteredCells, RenderError};
use super::parts::{Listed, parts, sheet_part};
use super::sheet::{Column, MOST_ROWS, Sheet};
use std::io::{self, Write};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};
use zip::{CompressionMethod, DateTime, System};

/// How hard parts are compressed, of 9: a sixth more bytes than the usual 6 gives, in less time. Half of what making a
/// workbook of a population takes is this.
const LEVEL: i64 = 2;

/// A workbook, written as a stream: it needs no room on disk, and in memory that of its first rows.
pub(crate) struct Book<'o> {
    zip: ZipWriter<StreamWriter<Place<'o>>>,
    sheets: Vec<Listed>,
    altered: AlteredCells,
    most_rows: u32,
}

impl<'o> Book<'o> {
    /// A workbook that goes to this place. It is whole once it is finished.
    pub(crate) fn new(out: &'o mut dyn Write) -> Self {
        Self {
            zip: ZipWriter::new_stream(Place { out, failed: false }),
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
        self.part(&sheet_part(self.sheets.len() + 1))?;
        let (first, most) = (self.sheets.is_empty(), self.most_rows);
        let Self { zip, altered, .. } = self;
        let mut sheet = Sheet::begin(zip, altered, (name, first), columns, most)?;
        rows(&mut sheet)?;
        let range = sheet.end()?;
        let name = name.to_owned();
        self.sheets.push(Listed { name, range });
        Ok(())
    }

    /// Writes what makes the sheets a workbook; gives what had to be altered in cells.
    ///
    /// # Errors
    /// What the place of the workbook said.
    pub(crate) fn finish(mut self) -> Result<AlteredCells, RenderError> {
        for (name, text) in parts(&self.sheets) {
            self.part(name)?;
            self.zip.write_all(text.as_bytes())?;
        }
        self.zip.finish().map_err(io_error)?.flush()?;
        Ok(self.altered)
    }

    fn part(&mut self, name: &str) -> Result<(), RenderError> {
        // Neither the time nor the machine is part of it.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix);
        Ok(self.zip.start_file(name, options).map_err(io_error)?)
    }
}

fn io_error(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => other.into(),
    }
}

/// Where a workbook goes. A container that is given up ends itself, and would tell a failure twice: behind the
/// first, nothing is written any more.
struct Place<'o> {
    out: &'o mut dyn Write,
    failed: bool,
}

impl Write for Place<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        self.out.write(bytes).inspect_err(|error| {
            self.failed = error.kind() != io::ErrorKind::Interrupted;
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.failed {
            true => Ok(()),
            false => self.out.flush(),
        }
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
