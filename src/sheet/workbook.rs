//! XLSX: a ZIP archive of XML parts. Texts that are shared stand in one part, and each sheet in its own.

use super::xml::{Part, Tag};
use super::{Gathered, MOST_CELLS, MOST_ROWS};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of all parts that are read, unpacked.
const MOST_BYTES: u64 = 64 << 20;
/// Parts of the archive.
const MOST_PARTS: usize = 1024;
/// Texts that cells share.
const MOST_SHARED: usize = 1 << 21;

const SHARED: &str = "xl/sharedStrings.xml";

pub(super) fn read(bytes: &[u8], gathered: &mut Gathered<'_>) -> Result<(), String> {
    let mut book = Book {
        parts: ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?,
        left: MOST_BYTES,
    };
    if book.parts.len() > MOST_PARTS {
        return Err(format!(
            "the workbook has {} parts, too many for a sample",
            book.parts.len()
        ));
    }
    let names = book.parts.file_names();
    let is_sheet = |name: &String| name.starts_with("xl/worksheets/") && name.ends_with(".xml");
    let names = names.filter_map(|name| Some(name.ok()?.into_owned()));
    let mut sheets: Vec<String> = names.filter(is_sheet).collect();
    if sheets.is_empty() {
        return Err("not an XLSX workbook: it contains no sheet".to_owned());
    }
    // Numbers as a person counts them.
    sheets.sort_by_key(|name| (name.len(), name.clone()));
    let shared = book.part(SHARED, shared)?.unwrap_or_default();
    for name in sheets {
        gathered.before = 0;
        book.part(&name, |part| rows(part, &shared, gathered))?;
        if gathered.sheet.is_some() {
            break;
        }
    }
    Ok(())
}

fn broken(error: &dyn std::fmt::Display) -> String {
    format!("the XLSX workbook cannot be read: {error}")
}

struct Book<'b> {
    parts: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Book<'_> {
    /// Reads a part, where it is there.
    fn part<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Part<'_>) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        let part = match self.parts.by_name(name) {
            Err(ZipError::FileNotFound) => return Ok(None),
            part => part.map_err(|error| broken(&error))?,
        };
        let mut limited = part.take(self.left);
        let read = read(&mut Part::new(&mut limited));
        self.left = limited.limit();
        match self.left {
            // What the limit cuts off is no fault of the XML.
            0 => Err(format!(
                "it unpacks to {} MiB or more, too large for a sample",
                MOST_BYTES >> 20
            )),
            _ => read.map(Some).map_err(|error| format!("{name}: {error}")),
        }
    }
}

/// The texts that cells share, each of one or more runs.
fn shared(part: &mut Part<'_>) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    while let Some(tag) = part.next()? {
        if let Tag::Start { name, .. } = tag
            && name == "si"
        {
            if texts.len() >= MOST_SHARED {
                return Err(
                    "more than {MOST_SHARED} shared strings, too many for a sample".to_owned(),
                );
            }
            texts.push(runs(part, "si")?);
        }
    }
    Ok(texts)
}

/// Texts up to the end of an element. How they are pronounced is no part of them.
fn runs(part: &mut Part<'_>, element: &str) -> Result<String, String> {
    let (mut text, mut aside) = (String::new(), false);
    while let Some(tag) = part.next()? {
        match tag {
            Tag::Start { name, .. } if name == "rPh" => aside = true,
            Tag::Start { name, .. } if name == "t" => {
                let run = part.text("t")?;
                if !aside {
                    text.push_str(&run);
                }
            }
            Tag::End { name } if name == "rPh" => aside = false,
            Tag::End { name } if name == element => return Ok(unescaped(text)),
            _ => {}
        }
    }
    Err(format!("the element {element} is not closed"))
}

/// Characters that XML cannot have stand in a workbook as `_x000A_`.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), &*text);
    while let Some(at) = rest.find("_x") {
        let digits = rest.get(at + 2..at + 6);
        let closed = rest.get(at + 6..at + 7) == Some("_");
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.filter(|_| closed).and_then(char::from_u32) {
            Some(c) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

/// Hands over each row of a sheet.
fn rows(part: &mut Part<'_>, shared: &[String], gathered: &mut Gathered<'_>) -> Result<(), String> {
    let (mut row, mut cells) = (0, Vec::new());
    while let Some(tag) = part.next()? {
        match tag {
            Tag::Start { name, place, .. } if name == "row" => {
                let number = match place {
                    Some(place) => place.parse().ok(),
                    None => Some(row + 1),
                };
                let rising = number.filter(|number| (row + 1..=MOST_ROWS as u64).contains(number));
                row = rising.ok_or_else(|| {
                    format!("the row after row {row} has a number that is out of order")
                })?;
                cells.clear();
            }
            Tag::Start { name, place, kind } if name == "c" => {
                let column = match &place {
                    Some(place) => column(place)
                        .ok_or_else(|| format!("{place:?} is not the address of a cell"))?,
                    None => cells.len(),
                };
                let value = value(part, kind.as_deref(), shared)?;
                if value.is_empty() {
                    continue;
                }
                if column >= MOST_CELLS {
                    return Err(format!(
                        "row {row}: more than {MOST_CELLS} columns, too many for a sample"
                    ));
                }
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                cells[column] = value;
            }
            Tag::End { name } if name == "row" => {
                gathered.row(row, std::mem::take(&mut cells))?;
                if gathered.is_hopeless() {
                    break;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The column that the name of a cell begins with, from 0: `AB12` is of column 27.
fn column(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase);
    let digits = letters.clone().map(|letter| usize::from(letter - b'A') + 1);
    let length = letters.count();
    let column = (1..=3)
        .contains(&length)
        .then(|| digits.fold(0, |sum, digit| sum * 26 + digit))?;
    Some(column - 1)
}

/// What a cell shows, but for formats of numbers.
fn value(part: &mut Part<'_>, kind: Option<&str>, shared: &[String]) -> Result<String, String> {
    let mut value = String::new();
    while let Some(tag) = part.next()? {
        match tag {
            Tag::Start { name, .. } if name == "v" => value = part.text("v")?,
            Tag::Start { name, .. } if name == "is" => value = runs(part, "is")?,
            Tag::End { name } if name == "c" => {
                let text = match kind {
                    Some("s") => {
                        let place = value.trim().parse::<usize>().ok();
                        let text = place.and_then(|place| shared.get(place));
                        text.ok_or_else(|| {
                            format!(
                                "a cell refers to the shared string {value:?}, which does not exist"
                            )
                        })?
                        .as_str()
                    }
                    Some("b") if value == "1" => "TRUE",
                    Some("b") => "FALSE",
                    Some(_) => &value,
                    None => whole(&value),
                };
                return Ok(text.trim().to_owned());
            }
            _ => {}
        }
    }
    Err("a cell is not closed".to_owned())
}

/// Some programs write whole numbers with a decimal point.
fn whole(number: &str) -> &str {
    number.strip_suffix(".0").unwrap_or(number)
}
