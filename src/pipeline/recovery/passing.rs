//! Passing over a broken record whose end is known: where the fault is inside a string, or a limit was
//! exceeded, the brackets and quotes around it still say where the record ends.

use crate::finding::Code;
use crate::ingest::framing::Shape;
use crate::json::{JsonFault, Scanner, Stop};

/// Bytes that are looked at first; a record is rarely longer.
const FIRST: usize = 8 * 1024;

/// Where a broken record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// Behind it and its separator.
    Before(usize),
    /// Behind the bracket that closes the records.
    Closed(usize),
    /// More text is needed to tell.
    Open,
    /// The brackets do not tell.
    No,
}

/// Whether a fault is of a kind that leaves the structure whole. Bytes that are not UTF-8 are looked at
/// as well: outside of strings they are found not to be JSON.
pub(super) fn may_pass(fault: &JsonFault, text: &[u8], start: usize, shape: Shape) -> bool {
    match fault.code {
        Code::F04 | Code::J02 => true,
        // A line ends with its record.
        Code::J03 if shape == Shape::Lines && text.get(fault.at) == Some(&b'\n') => false,
        Code::J03 => {
            let mut in_string = false;
            let mut escaped = false;
            for &byte in text.get(start..fault.at).unwrap_or_default() {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = in_string,
                    b'"' => in_string = !in_string,
                    _ => {}
                }
            }
            in_string
        }
        _ => false,
    }
}

/// Passes over the record that starts at the front of `text`.
pub(super) fn pass(text: &[u8], shape: Shape) -> Passed {
    let mut len = FIRST.min(text.len());
    loop {
        let passed = pass_within(&text[..len], shape);
        if passed != Passed::Open || len == text.len() {
            return passed;
        }
        len = (len * 4).min(text.len());
    }
}

fn pass_within(bytes: &[u8], shape: Shape) -> Passed {
    let text = without_invalid(bytes);
    let mut scanner = Scanner::lenient(&text);
    match scanner.value(0) {
        Ok(_) => {}
        Err(Stop::Open) => return Passed::Open,
        Err(Stop::Fault(_)) => return Passed::No,
    }
    let end = scanner.pos;
    let follows = scanner.peek();
    let line_ended = bytes[end..scanner.pos].contains(&b'\n');
    match (follows, shape) {
        (_, Shape::Lines) if line_ended => Passed::Before(end),
        (None, _) => Passed::Open,
        (Some(b','), Shape::Array | Shape::Entries) => Passed::Before(scanner.pos + 1),
        (Some(b']'), Shape::Array | Shape::Entries) => Passed::Closed(scanner.pos + 1),
        _ => Passed::No,
    }
}

/// The same bytes as text, with a question mark for each that is not UTF-8: places stay what they are.
fn without_invalid(bytes: &[u8]) -> String {
    let mut bytes = bytes.to_vec();
    let mut from = 0;
    while let Err(error) = std::str::from_utf8(&bytes[from..]) {
        let at = from + error.valid_up_to();
        from = error.error_len().map_or(bytes.len(), |len| at + len);
        bytes[at..from].fill(b'?');
    }
    String::from_utf8(bytes).unwrap_or_default()
}
