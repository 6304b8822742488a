//! The beginning of a document: which shape it has and where its first record starts.

use super::Shape;
use crate::event::schema::{Object, Value};
use crate::finding::Code;
use crate::ingest::foreign::{FRONT, Foreign, is_utf16};
use crate::json::{JsonFault, Scanned, Scanner, Seed, Stop};

/// What the first bytes of a document tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// Too little to tell.
    NeedMore,
    /// Records start at this offset.
    Records {
        /// How they are held.
        shape: Shape,
        /// Offset of the first one, or of the bracket that closes an empty array.
        start: usize,
    },
    /// No archive.
    Fault(JsonFault),
}

const NOT_AN_ARCHIVE: &str = "not an archive: neither an object with an array `entries`, nor an array, nor one event per line";

const API_ERROR: &str =
    "an error message of the service (`id`, `message`), not an archive: export it again";

/// Looks at the first bytes of a document; `ended` says that there are no more.
#[must_use]
pub fn head(bytes: &[u8], ended: bool) -> Head {
    if let Some((code, what)) = other(bytes) {
        return Head::Fault(JsonFault::new(code, 0, what));
    }
    let bom = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let text = valid_prefix(&bytes[bom..]);
    let mut scanner = Scanner::new(text, Seed::fixed(0));
    let behind = bytes.len() - bom - text.len();
    let whole = ended && behind == 0;
    // A character that the end of the bytes cuts has up to three of its four.
    let cut_off = ended || behind > 3;
    match shape(&mut scanner, whole, cut_off) {
        Ok((shape, start)) => Head::Records {
            shape,
            start: start + bom,
        },
        Err(Stop::Open) if behind > 0 && cut_off => {
            let at = text.len() + bom;
            Head::Fault(JsonFault::new(Code::J02, at, "invalid UTF-8"))
        }
        Err(Stop::Open) if ended && text.trim_ascii().is_empty() => Head::Fault(JsonFault::new(
            Code::S01,
            0,
            "the document is empty; an archive without events is `[]`",
        )),
        Err(Stop::Open) if ended => Head::Fault(JsonFault::new(
            Code::J03,
            bytes.len(),
            "the document ends inside a value",
        )),
        Err(Stop::Open) => Head::NeedMore,
        Err(Stop::Fault(fault)) => Head::Fault(JsonFault {
            at: fault.at + bom,
            ..fault
        }),
    }
}

/// What a document is that is no text in UTF-8.
fn other(bytes: &[u8]) -> Option<(Code, &'static str)> {
    let what = match bytes {
        [0x1f, 0x8b, ..] => {
            "compressed twice, with gzip inside: unpack it once and give the result"
        }
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            "compressed twice, with zstd inside: unpack it once and give the result"
        }
        _ if is_utf16(bytes) => "the document is in UTF-16: save it as UTF-8",
        _ => return None,
    };
    Some((Code::J03, what))
}

/// Whether a document whose beginning is broken holds one event a line nevertheless: it begins like an
/// object, and one of the lines behind the first is an event by its members. A report does not ask.
#[must_use]
pub fn lines_after_fault(bytes: &[u8]) -> Option<Head> {
    let bom = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let start = bom + bytes[bom..].len() - bytes[bom..].trim_ascii_start().len();
    if bytes.get(start) != Some(&b'{') {
        return None;
    }
    let is_event = |line: &[u8]| {
        let text = valid_prefix(line);
        line.starts_with(b"{")
            && text.len() == line.len()
            && matches!(
                object(&mut Scanner::new(text, Seed::fixed(0)), true),
                Ok((Shape::Lines, _))
            )
    };
    let mut others = bytes[start..].split(|&byte| byte == b'\n').skip(1);
    others.any(is_event).then_some(Head::Records {
        shape: Shape::Lines,
        start,
    })
}

/// The text up to the first byte that is not UTF-8.
fn valid_prefix(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// `whole` says that the text is all of the document, `cut_off` that no more text can be had.
fn shape(scanner: &mut Scanner<'_>, whole: bool, cut_off: bool) -> Scanned<(Shape, usize)> {
    match scanner.peek().ok_or(Stop::Open)? {
        b'[' => {
            let start = scanner.pos;
            // A row of a listing is short: of an array whose first element is not, the records begin here.
            let text = scanner.text();
            let front = &text[..text.floor_char_boundary(start + FRONT)];
            let cut_off = cut_off || front.len() < text.len();
            let mut front = Scanner::new(front, Seed::fixed(0));
            front.pos = start + 1;
            match Foreign::of_rows(&mut front) {
                Ok(None) | Err(Stop::Fault(_)) => {}
                Ok(Some(listing)) => {
                    return Err(Stop::Fault(JsonFault::new(
                        Code::S01,
                        start,
                        listing.what(),
                    )));
                }
                Err(Stop::Open) if cut_off => {}
                Err(Stop::Open) => return Err(Stop::Open),
            }
            Ok((Shape::Array, start + 1))
        }
        b'{' => object(scanner, whole),
        _ => Err(Stop::Fault(JsonFault::new(
            Code::S01,
            scanner.pos,
            NOT_AN_ARCHIVE,
        ))),
    }
}

/// An object is the archive itself when it has an array `entries`, else the first of several records.
fn object(scanner: &mut Scanner<'_>, ended: bool) -> Scanned<(Shape, usize)> {
    let start = scanner.pos;
    let mut entries = None;
    let mut event_like = false;
    let mut error = [false; 2];
    let mut other = false;
    let closed = scanner.object(0, |scanner, name, depth| {
        if name.is("entries") && scanner.peek() == Some(b'[') {
            entries = Some(scanner.pos + 1);
            // Records are not read here: this ends the walk through the members.
            return Err(Stop::Open);
        }
        let member = Object::Event.member(name.text().as_bytes());
        event_like |= matches!(member, Some(Value::Required(_)));
        let text = scanner.peek() == Some(b'"');
        match name.text().as_ref() {
            "id" if text => error[0] = true,
            "message" if text => error[1] = true,
            "url" => {}
            _ => other = true,
        }
        scanner.value(depth)
    });
    if let Some(start) = entries {
        return Ok((Shape::Entries, start));
    }
    closed?;
    let is_error = error == [true; 2] && !other;
    if (is_error || !event_like) && scanner.peek().is_none() {
        // Whether it stands alone shows with what follows it, however much of that was read.
        if !ended {
            return Err(Stop::Open);
        }
        let what = if is_error { API_ERROR } else { NOT_AN_ARCHIVE };
        return Err(Stop::Fault(JsonFault::new(Code::S01, start, what)));
    }
    Ok((Shape::Lines, start))
}
