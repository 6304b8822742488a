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
    // The reader's own numbers are one too low behind a line that ends in CR LF, as spreadsheets end them.
    let (mut line, mut counted) = (1, 0);
    loop {
        let more = reader.read_record(&mut record);
        let more = more.map_err(|error| format!("line {line}: not CSV: {error}"))?;
        if !more {
            return Ok(());
        }
        let from = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(from).unwrap_or(usize::MAX).min(text.len());
        let blank = text.as_bytes()[start..].iter();
        let start = start
            + blank
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
        let passed = text.as_bytes()[counted..start].iter();
        line += passed.filter(|byte| **byte == b'\n').count() as u64;
        counted = start;
        let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
        gathered.row(line, cells)?;
        if gathered.is_hopeless() {
            return Ok(());
        }
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

#[cfg(test)]
mod tests {
    #[test]
    fn rows_stand_in_the_lines_that_a_person_counts() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,\"x\ny\"", "", "2,z"].join(end) + end;
            let table = super::super::read(text.as_bytes(), &["a", "b"]).expect("a table");
            let lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
            assert_eq!((table.line, lines), (1, vec![2, 5]), "{end:?}");
        }
    }
}
