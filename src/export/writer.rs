//! The bytes of an export.

use super::row::{CREATED_AT, Row, heads};
use super::sorter::Sorter;
use crate::error::Result;
use crate::event::schema::Field;
use crate::json::Seed;
use crate::output::{Stream, Target};
use crate::pseudonym::Pseudonyms;
use crate::render::safe::csv_cell;
use crate::render::safe::json_text::shown;
use crate::render::safe::terminal::visible;
use crate::render::xlsx::{self, Book, Column, MOST_ROWS};
use crate::render::{AlteredCells, RenderError};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

const BUFFER: usize = 256 << 10;

/// Events that a workbook has room for, below the heads of its columns.
pub const MOST_IN_WORKBOOK: u64 = MOST_ROWS as u64 - 1;

/// How events are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `{"entries":[…]}`, one event a line.
    Entries,
    /// One event a line.
    Lines,
    /// One event a row.
    Rows {
        /// Whether cells stay as they are even where a spreadsheet takes them for a formula.
        raw: bool,
    },
    /// One event a row of a workbook.
    Workbook,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Events.
    pub events: u64,
    /// Bytes of the result.
    pub bytes: u64,
    /// Cells that do not hold what the event says.
    pub altered_cells: AlteredCells,
    /// Events of which a row does not show everything.
    pub lossy_rows: u64,
}

/// What was sorted, each event under pseudonyms where there are some.
struct Events<'s> {
    sorter: &'s Sorter,
    under: Option<&'s Pseudonyms>,
}

impl Events<'_> {
    /// As [`Sorter::merge`].
    fn each<E: From<io::Error>>(
        &self,
        mut take: impl FnMut(&[u8]) -> std::result::Result<(), E>,
    ) -> Result<std::result::Result<(), E>> {
        let Some(under) = self.under else {
            return self.sorter.merge(take);
        };
        self.sorter.merge(|text| {
            let text = std::str::from_utf8(text).map_err(io::Error::other)?;
            let other = || io::Error::other("an event is no longer JSON");
            let text = under.rewrite(text).ok_or_else(other)?;
            take(text.as_bytes())
        })
    }

    /// What stands before all events, or in each of them where there is no such place.
    fn head(&self) -> String {
        let json = self.under.map(|under| serde_json::to_string(&under.view()));
        match json.and_then(std::result::Result::ok) {
            Some(json) => format!("\"pseudonyms\":{json},"),
            None => String::new(),
        }
    }
}

/// Writes everything that was sorted. A file appears only once it is whole.
///
/// # Errors
/// Where the target or the temporary file fails.
pub fn write(
    sorter: &Sorter,
    encoding: Encoding,
    compress: bool,
    under: Option<&Pseudonyms>,
    target: &Target,
) -> Result<Written> {
    sorter.ready()?;
    let events = Events { sorter, under };
    let stream = Stream::open(target)?;
    let mut counts = Written::default();
    let stream = if compress {
        // The header has neither name nor time, so that equal events are equal bytes.
        let gzip = GzEncoder::new(stream, Compression::default());
        let gzip = encode(&events, encoding, gzip, &mut counts, target)?;
        gzip.finish().map_err(|error| target.failed(error))?
    } else {
        encode(&events, encoding, stream, &mut counts, target)?
    };
    let bytes = stream.commit(target)?;
    Ok(Written { bytes, ..counts })
}

/// Writes everything that was sorted, uncompressed, to a place that `target` describes; gives what was written but for
/// its bytes.
///
/// # Errors
/// Where the place or the temporary file fails.
pub fn write_to(
    sorter: &Sorter,
    encoding: Encoding,
    out: &mut dyn Write,
    target: &Target,
) -> Result<Written> {
    sorter.ready()?;
    let mut counts = Written::default();
    let events = Events {
        sorter,
        under: None,
    };
    encode(&events, encoding, out, &mut counts, target)?;
    Ok(counts)
}

fn encode<W: Write>(
    events: &Events<'_>,
    encoding: Encoding,
    out: W,
    counts: &mut Written,
    target: &Target,
) -> Result<W> {
    let failed = |error| target.failed(error);
    let mut out = BufWriter::with_capacity(BUFFER, out);
    // Events keep their own text, but for a terminal, which could obey it.
    let terminal = target.is_terminal();
    let put = |out: &mut BufWriter<W>, text: &[u8]| match std::str::from_utf8(text) {
        Ok(text) if terminal => out.write_all(shown(text).as_bytes()),
        _ => out.write_all(text),
    };
    match encoding {
        Encoding::Entries => {
            let head = events.head();
            write!(out, "{{{head}\"entries\":[").map_err(failed)?;
            let each = |text: &[u8]| {
                let separator: &[u8] = if counts.events == 0 { b"\n" } else { b",\n" };
                counts.events += 1;
                out.write_all(separator)?;
                put(&mut out, text)
            };
            events.each(each)?.map_err(failed)?;
            let end: &[u8] = if counts.events == 0 {
                b"]}\n"
            } else {
                b"\n]}\n"
            };
            out.write_all(end).map_err(failed)?;
        }
        Encoding::Lines => {
            let key = events.under.map(|under| under.view().key_id);
            let key = key.map(|key| format!("{{\"pseudonyms\":\"{key}\","));
            let each = |text: &[u8]| {
                counts.events += 1;
                match (&key, text.split_first()) {
                    (Some(key), Some((_, rest))) => {
                        out.write_all(key.as_bytes())?;
                        put(&mut out, rest)?;
                    }
                    _ => put(&mut out, text)?,
                }
                out.write_all(b"\n")
            };
            events.each(each)?.map_err(failed)?;
        }
        Encoding::Rows { raw } => {
            out = rows(events, raw, out, counts, target)?;
        }
        Encoding::Workbook => workbook(events, &mut out, counts, target)?,
    }
    out.into_inner().map_err(|error| failed(error.into_error()))
}

fn rows<W: Write>(
    events: &Events<'_>,
    raw: bool,
    out: W,
    counts: &mut Written,
    target: &Target,
) -> Result<W> {
    let failed = |error| target.failed(error);
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(out);
    let seed = Seed::random();
    let terminal = target.is_terminal();
    let key = events.under.map(|under| under.view().key_id);
    let marked = key.is_some().then(|| "pseudonyms".to_owned());
    table
        .write_record(heads().into_iter().chain(marked))
        .map_err(|error| failed(own_error(error)))?;
    let each = |text: &[u8]| -> io::Result<()> {
        let text = std::str::from_utf8(text).map_err(io::Error::other)?;
        let row =
            Row::of(text, seed).map_err(|_| io::Error::other("an event is no longer JSON"))?;
        counts.events += 1;
        counts.lossy_rows += u64::from(row.loses);
        for field in &row.cells {
            let (cell, altered) = if raw {
                (Cow::Borrowed(&**field), false)
            } else {
                csv_cell::cell(field)
            };
            counts.altered_cells.formulas += usize::from(altered);
            let cell = if terminal { visible(&cell) } else { cell };
            table.write_field(cell.as_bytes()).map_err(own_error)?;
        }
        table.write_record(key.as_ref()).map_err(own_error)
    };
    events.each(each)?.map_err(failed)?;
    table
        .into_inner()
        .map_err(|error| failed(error.into_error()))
}

/// Name of the sheet that has the events.
const SHEET: &str = "Events";

fn workbook(
    events: &Events<'_>,
    out: &mut dyn Write,
    counts: &mut Written,
    target: &Target,
) -> Result<()> {
    let time = |head: &str| head == Field::CreatedAt.name();
    let columns = heads().into_iter().map(|head| match time(&head) {
        true => Column::time(head),
        false => Column::text(head),
    });
    let columns: Vec<_> = columns.collect();
    let seed = Seed::random();
    let mut book = Book::new(out);
    let fault = |error: RenderError| match error {
        RenderError::Io(error) => target.failed(error),
        error => {
            let way_out = error.way_out().map(str::to_owned);
            target.failed(io::Error::other(error)).hint_if(way_out)
        }
    };
    // What happened to the temporary file, if anything.
    let mut sorted = Ok(());
    let written = book.sheet(SHEET, &columns, |sheet| {
        let each = |event: &[u8]| -> std::result::Result<(), RenderError> {
            let event = std::str::from_utf8(event).map_err(io::Error::other)?;
            let row =
                Row::of(event, seed).map_err(|_| io::Error::other("an event is no longer JSON"))?;
            counts.events += 1;
            counts.lossy_rows += u64::from(row.loses);
            let cells = row.cells.iter().enumerate();
            sheet.row(cells.map(|(at, cell)| match at {
                CREATED_AT => xlsx::time(cell),
                _ => xlsx::text(&**cell),
            }))
        };
        events.each(each).unwrap_or_else(|error| {
            sorted = Err(error);
            Ok(())
        })
    });
    sorted?;
    written.map_err(fault)?;
    if let Some(under) = events.under {
        let view = under.view();
        let columns = ["pseudonyms", "note"].map(Column::text);
        let facts = [xlsx::text(&*view.key_id), xlsx::text(view.note)];
        book.sheet("Pseudonyms", &columns, |sheet| sheet.row(facts))
            .map_err(fault)?;
    }
    counts.altered_cells = book.finish().map_err(fault)?;
    Ok(())
}

/// What the writer of rows met; a closed pipe has to be told from other failures.
fn own_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
