//! What may follow the last record.

use super::Shape;
use crate::finding::Code;
use crate::json::{JsonFault, Scanned, Scanner, Seed, Stop};

/// What is said of a document behind another.
pub const JOINED: &str =
    "a second document begins here: archives were joined; give them as separate files";

/// Checks the text behind the bracket that closed the records, up to the document's end.
///
/// # Errors
/// The first place at which it is not JSON, or means a second list of records.
pub fn tail(shape: Shape, bytes: &[u8]) -> Result<(), JsonFault> {
    let text = std::str::from_utf8(bytes)
        .map_err(|e| JsonFault::new(Code::J02, e.valid_up_to(), "invalid UTF-8"))?;
    let mut scanner = Scanner::new(text, Seed::fixed(0));
    let rest = if shape == Shape::Entries {
        members(&mut scanner)
    } else {
        Ok(())
    };
    let fault = match rest {
        Ok(()) if scanner.peek().is_none() => return Ok(()),
        Ok(()) => {
            let rest = &text[scanner.pos..];
            let rest = rest.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
            let at = text.len() - rest.len();
            if rest.starts_with(['{', '[']) {
                Stop::not_json(at, JOINED)
            } else {
                Stop::not_json(scanner.pos, "text after the end of the document")
            }
        }
        Err(Stop::Open) => {
            Stop::not_json(bytes.len(), "the document ends before its object is closed")
        }
        Err(fault) => fault,
    };
    match fault {
        Stop::Fault(fault) => Err(fault),
        Stop::Open => Ok(()),
    }
}

fn members(scanner: &mut Scanner<'_>) -> Scanned<()> {
    loop {
        match scanner.peek().ok_or(Stop::Open)? {
            b',' => scanner.pos += 1,
            b'}' => {
                scanner.pos += 1;
                return Ok(());
            }
            _ => {
                return Err(Stop::not_json(
                    scanner.pos,
                    "`,` or `}` was expected after a member",
                ));
            }
        }
        if scanner.peek().ok_or(Stop::Open)? != b'"' {
            return Err(Stop::not_json(
                scanner.pos,
                "a member name in quotes was expected",
            ));
        }
        let at = scanner.pos;
        if scanner.string()?.is("entries") {
            return Err(Stop::Fault(JsonFault::new(
                Code::J04,
                at,
                "a second member `entries`: the archive is ambiguous",
            )));
        }
        if scanner.peek().ok_or(Stop::Open)? != b':' {
            return Err(Stop::not_json(
                scanner.pos,
                "`:` was expected after a member name",
            ));
        }
        scanner.pos += 1;
        scanner.value(1)?;
    }
}
