//! The bytes of an export.

use super::events::Events;
use super::rows::{Place, table, workbook};
use super::sorter::Sorter;
use super::written::Written;
use crate::error::Result;
use crate::output::{Stream, Target};
use crate::pseudonym::Pseudonyms;
use crate::render::safe::json_text::shown;
use crate::sync::with_threads;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{BufWriter, Write};

const BUFFER: usize = 256 << 10;

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
    let write = || write_all(&events, encoding, compress, target);
    with_threads(sorter.threads(), write)
}

fn write_all(
    events: &Events<'_>,
    encoding: Encoding,
    compress: bool,
    target: &Target,
) -> Result<Written> {
    let stream = Stream::open(target)?;
    let mut counts = Written::default();
    let stream = if compress {
        // The header has neither name nor time, so that equal events are equal bytes.
        let gzip = GzEncoder::new(stream, Compression::default());
        let gzip = encode(events, encoding, gzip, &mut counts, target)?;
        gzip.finish().map_err(|error| target.failed(error))?
    } else {
        encode(events, encoding, stream, &mut counts, target)?
    };
    let bytes = stream.commit(target)?;
    Ok(Written { bytes, ..counts })
}

fn encode<W: Write + Send>(
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
            let out = &mut out;
            *counts = table(events, (Place { out, target }, raw))?;
        }
        Encoding::Workbook => {
            let out = &mut out;
            *counts = workbook(events, None, Place { out, target })?;
        }
    }
    out.into_inner().map_err(|error| failed(error.into_error()))
}
