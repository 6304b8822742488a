//! CSV. Spreadsheets save it with a mark of UTF-8 or in a code page of eight bits, and with semicolons or tabs where a
//! comma is the decimal sign.

use super::Gathered;
use std::borrow::Cow;

pub(super) fn read(bytes: &[u8], gathered: &mut Gathered<'_>) -> Result<(), String> {
    let text = text(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    // Positions tell where a record starts, and the blank lines before it are taken for its start.
    while let Some(line) = next(&mut reader, &mut record)? {
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        gathered.row(line, cells)?;
        if gathered.is_hopeless() {
            break;
        }
    }
    Ok(())
}

fn next(
    reader: &mut csv::Reader<&[u8]>,
    record: &mut csv::StringRecord,
) -> Result<Option<u64>, String> {
    let line = reader.position().line();
    match reader.read_record(record) {
        Ok(true) => Ok(Some(record.position().map_or(line, csv::Position::line))),
        Ok(false) => Ok(None),
        Err(error) => Err(format!("line {line}: not CSV: {error}")),
    }
}

/// The text of a file. Bytes that are no UTF-8 are letters of the code page that spreadsheets use in the West: a
/// note may have them, and nothing else of a sample.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("it is UTF-16 text; save it as CSV in UTF-8, or as XLSX".to_owned());
    }
    if bytes.contains(&0) {
        return Err("it is neither CSV nor XLSX".to_owned());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    })
}

/// The sign between cells: the one that the heads have most of.
fn delimiter(text: &str) -> u8 {
    let start = text.lines().find(|line| !line.trim().is_empty());
    let start = start.unwrap_or_default();
    let count = |sign: u8| start.bytes().filter(|byte| *byte == sign).count();
    let signs = [b'\t', b';', b','];
    signs
        .into_iter()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b',')
}
