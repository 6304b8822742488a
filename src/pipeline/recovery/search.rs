//! The search for the next record behind a fault.
//!
//! A place counts only where it is certain that a record stands there, because evidence that was never
//! written is worse than evidence that was lost. There are four ways to be certain: the broken record
//! can be passed over ([`super::passing`]); in a document of lines, a line starts there and what
//! follows it is no part of a longer value; the brackets before it say so whichever byte is damaged
//! ([`super::standing`]); or all that follows, to the end of the document, are records and the end of
//! the list that holds them. Where none of them holds, what follows the fault is lost.

use super::super::block::{CUT_OFF, Decoder, Place};
use super::super::utf8::Utf8;
use super::passing::{Passed, may_pass, pass};
use super::standing::{Standing, standing};
use crate::ingest::decode::record;
use crate::ingest::fault::Fault;
use crate::ingest::framing::{Cut, Shape, resume, tail};
use crate::json::{JsonFault, Stop};

/// Candidates whose standing may remain unknown: after so many, the next will not be known either.
const MOST_UNKNOWN: u32 = 64;

/// Text behind a fault that may wait to be told apart, in bytes.
const LONGEST: usize = 64 << 20;

/// Text that could not be read, from behind the last record that could, and how far the search in it is.
#[derive(Debug)]
pub(in super::super) struct Search {
    /// The text so far, from the broken record on. While a block is searched it is that block, and
    /// the broken record starts at `start`.
    pub(super) text: Vec<u8>,
    /// Offset of `text` in the document.
    pub(super) offset: u64,
    pub(super) start: usize,
    pub(super) fault: JsonFault,
    /// The fault, placed in the document.
    pub(super) told: Fault,
    /// Searching again is worth it only from this length on.
    retry_at: usize,
    from: usize,
    unknown: u32,
    passable: bool,
}

/// What a search found.
pub(super) enum Next {
    /// A record stands here, and what was lost ends there.
    Record { at: usize },
    /// The records end here.
    Closed { at: usize },
    /// More text is needed to tell.
    More,
    /// No record can be told for certain.
    Nowhere,
}

impl Search {
    /// The fault is placed in the text of a block, and so is the start of the broken record.
    pub(in super::super) fn new(fault: JsonFault, start: usize, offset: u64) -> Self {
        Self {
            text: Vec::new(),
            offset,
            start,
            told: Fault::json(fault, offset),
            fault,
            retry_at: 0,
            from: start + 1,
            unknown: 0,
            passable: true,
        }
    }

    /// Adds the next block. Gives all of the text and its offset once searching it again is worth it.
    pub(in super::super) fn more(&mut self, bytes: &[u8], place: Place) -> Option<(Vec<u8>, u64)> {
        self.text.extend_from_slice(bytes);
        let enough = self.text.len() >= self.retry_at || place.last || place.broken_off;
        enough.then(|| (std::mem::take(&mut self.text), self.offset))
    }

    /// Keeps what was not read of a block until more comes.
    pub(super) fn wait(&mut self, bytes: &[u8]) {
        let start = self.start;
        self.text = bytes[start.min(bytes.len())..].to_vec();
        self.offset += start as u64;
        self.fault.at = self.fault.at.saturating_sub(start);
        self.from -= start;
        self.start = 0;
        self.retry_at = self.text.len() * 2;
    }

    /// Whether nothing more can be told however much text comes.
    pub(super) fn is_over(&self) -> bool {
        self.text.len() > LONGEST
    }

    /// The document ended, or was cut off, inside of a record.
    pub(super) fn is_cut_off(&self) -> bool {
        self.fault.what == CUT_OFF
    }

    pub(super) fn next(
        &mut self,
        text: &[u8],
        place: Place,
        learned: &Cut,
        decoder: &Decoder<'_>,
    ) -> Next {
        if self.is_cut_off() {
            return Next::Nowhere;
        }
        let ended = place.last || place.broken_off;
        let shape = place.shape;
        if self.passable && may_pass(&self.fault, text, self.start, shape) {
            match pass(&text[self.start..], shape) {
                Passed::Before(len) => {
                    return Next::Record {
                        at: self.start + len,
                    };
                }
                Passed::Closed(len) => {
                    return Next::Closed {
                        at: self.start + len,
                    };
                }
                Passed::Open if !ended => return Next::More,
                Passed::Open | Passed::No => {}
            }
        }
        self.passable = false;
        let mut readable = Readable::new(text);
        let found = if shape == Shape::Lines {
            self.line(&mut readable, place, learned, decoder)
        } else {
            self.balanced(&mut readable, place, learned, decoder)
        };
        match found {
            Next::Nowhere if !ended => Next::More,
            Next::Nowhere if place.last && shape != Shape::Lines => {
                self.closed(&mut Readable::new(text), shape, learned, decoder)
            }
            found => found,
        }
    }

    /// A line that is a record. In a text without damage a line break is never part of a string, and what
    /// is part of a longer value is followed by more of it.
    fn line(
        &mut self,
        text: &mut Readable<'_>,
        place: Place,
        learned: &Cut,
        decoder: &Decoder<'_>,
    ) -> Next {
        let ended = place.last || place.broken_off;
        while let Some(candidate) = resume(Shape::Lines, learned, text.bytes, self.from) {
            let at = candidate.at;
            self.from = at;
            let mut scanner = decoder.scanner(text.from(at));
            let read = scanner.value(0);
            let end = scanner.pos;
            let follows = scanner.peek();
            let line_ended = scanner.text().as_bytes()[end..scanner.pos].contains(&b'\n');
            match (read, follows) {
                (Err(Stop::Open), _) | (Ok(_), None) if !ended => return Next::More,
                (Ok(_), None) if place.last => return Next::Record { at },
                (Ok(_), Some(byte)) if line_ended && !b",:]}".contains(&byte) => {
                    return Next::Record { at };
                }
                _ => self.from = at + 1,
            }
        }
        Next::Nowhere
    }

    /// A record that stands among the others by the brackets before it.
    fn balanced(
        &mut self,
        text: &mut Readable<'_>,
        place: Place,
        learned: &Cut,
        decoder: &Decoder<'_>,
    ) -> Next {
        let ended = place.last || place.broken_off;
        while self.unknown < MOST_UNKNOWN {
            let Some(candidate) = resume(place.shape, learned, text.bytes, self.from) else {
                break;
            };
            let at = candidate.at;
            self.from = at;
            let mut next = at + 1;
            if at == self.fault.at || candidate.gap && at > self.fault.at {
                let run = run(decoder, text.from(at), true);
                if run.open && !run.event && !ended {
                    return Next::More;
                }
                if run.event {
                    match standing(text.bytes, self.start, self.fault.at, at) {
                        Standing::Among => return Next::Record { at },
                        Standing::Inside => {
                            let run = self::run(decoder, text.from(at), false);
                            if run.open && !ended {
                                return Next::More;
                            }
                            next = next.max(at + run.len);
                        }
                        Standing::Unknown { .. } => self.unknown += 1,
                    }
                } else {
                    next = next.max(at + run.len);
                }
            }
            self.from = next;
        }
        Next::Nowhere
    }

    /// A record from which on all that follows are records and the document's end.
    fn closed(
        &self,
        text: &mut Readable<'_>,
        shape: Shape,
        learned: &Cut,
        decoder: &Decoder<'_>,
    ) -> Next {
        let mut from = self.start + 1;
        let mut spent = 0;
        while let Some(candidate) = resume(shape, learned, text.bytes, from) {
            let at = candidate.at;
            let run = run(decoder, text.from(at), false);
            from = (at + run.len).max(at + 1);
            if !run.closed {
                continue;
            }
            match tail(shape, &text.bytes[from..]) {
                Ok(()) if shape == Shape::Array => return Next::Record { at },
                Ok(()) => {
                    // Members behind the entries may be lists as well.
                    let standing = standing(text.bytes, self.start, self.fault.at, at);
                    let hidden = matches!(
                        standing,
                        Standing::Inside | Standing::Unknown { turned: true }
                    );
                    if !hidden && at >= self.fault.at {
                        return Next::Record { at };
                    }
                }
                Err(fault) => spent += fault.at,
            }
            // Text behind a list is not read again and again.
            if spent > 8 * text.bytes.len() {
                break;
            }
        }
        Next::Nowhere
    }
}

/// A row of values with commas between them.
struct Run {
    /// Bytes of the whole values and their separators.
    len: usize,
    /// One of the values is an event.
    event: bool,
    /// The bracket that closes the list was read.
    closed: bool,
    /// The text ended first.
    open: bool,
}

/// Reads the row that starts at the front of `text`, to its end or to the first event.
fn run(decoder: &Decoder<'_>, text: Utf8<'_>, to_event: bool) -> Run {
    let mut scanner = decoder.scanner(text);
    let mut run = Run {
        len: 0,
        event: false,
        closed: false,
        open: false,
    };
    let stop = loop {
        let event = match record(&mut scanner) {
            Ok(record) => record.is_ok(),
            Err(stop) => break stop,
        };
        run.len = scanner.pos;
        run.event |= event;
        if event && to_event {
            return run;
        }
        match scanner.peek() {
            None => break Stop::Open,
            Some(b',') => scanner.pos += 1,
            Some(b']') => {
                run.len = scanner.pos + 1;
                run.closed = true;
                return run;
            }
            Some(_) => return run,
        }
    };
    run.open = stop == Stop::Open && text.invalid.is_none();
    run
}

/// A text in which a search for candidates moves forward. Every byte is checked to be UTF-8 once,
/// however many candidates there are: hostile text has one every few bytes.
struct Readable<'b> {
    bytes: &'b [u8],
    start: usize,
    valid: Utf8<'b>,
}

impl<'b> Readable<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            start: 0,
            valid: Utf8::of(bytes),
        }
    }

    /// The text from a candidate on, which starts with an ASCII character.
    fn from(&mut self, at: usize) -> Utf8<'b> {
        if at >= self.start + self.valid.text.len() {
            self.start = at;
            self.valid = Utf8::of(&self.bytes[at..]);
        }
        self.valid.from(at - self.start)
    }
}
