//! Going on behind a fault of the JSON, for those who judge an archive; a report stops there.
//!
//! Behind a fault nothing proves where a record starts, so this is a search with three safeguards. A
//! candidate must be followed by what can be read as a record. Where it does not stand in a gap
//! between two records it must be an event. And a run of records that ends at a bracket which does
//! not end the document was a list inside the broken record: it is thrown away, because evidence that
//! nobody wrote is worse than evidence that was lost.

use super::block::{Decoded, Decoder, End, Place};
use super::document::{Document, Stage};
use super::inspect::Inspected;
use super::utf8::Utf8;
use crate::event::Refusal;
use crate::finding::{Code, Finding};
use crate::ingest::fault::Fault;
use crate::ingest::framing::{Shape, resume, tail};
use crate::json::{JsonFault, Stop};
use crate::record::Reject;

/// Text of an unreadable stretch that is kept for whoever wants to see rejected records.
const RAW: usize = 64 * 1024;

/// A block in which a search for candidates moves forward. Every byte is checked to be UTF-8 once,
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

/// Text that could not be read, from behind the last record that could.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Offset of its first byte in the document.
    start: u64,
    fault: Fault,
    raw: Vec<u8>,
    keep_raw: bool,
}

impl Stretch {
    fn pass(&mut self, text: &[u8]) {
        let room = RAW.saturating_sub(self.raw.len());
        self.raw.extend_from_slice(&text[..text.len().min(room)]);
    }
}

impl Document {
    /// Settles a block that holds a fault: reads on behind it, as often as it takes. `decoded` is
    /// what stands before the fault; what can be read behind it joins it there.
    pub(super) fn recover(
        &mut self,
        fault: JsonFault,
        bytes: &[u8],
        offset: u64,
        place: Place,
        decoded: &mut Decoded,
        decoder: &mut Decoder<'_>,
    ) {
        let mut text = Readable::new(bytes);
        let mut stretch = self.begin(fault, bytes, offset, decoded.consumed, decoder.keeps_raw());
        let mut from = decoded.consumed;
        loop {
            let Some((at, later)) = self.find(&mut text, place, from, decoder) else {
                stretch.pass(&bytes[from.min(bytes.len())..]);
                decoded.consumed = bytes.len();
                decoded.end = End::Open;
                self.stage = Stage::Skipping(stretch);
                if place.last {
                    self.end_in_stretch(place.shape, bytes);
                }
                return;
            };
            stretch.pass(&bytes[from.min(at)..at]);
            let skipped = self.lose(stretch, offset + at as u64, decoded.read);
            decoded.resume(later, skipped, at);
            let End::Fault(fault) = decoded.end else {
                return;
            };
            let fault = JsonFault {
                at: fault.at + at,
                ..fault
            };
            from = decoded.consumed;
            stretch = self.begin(fault, bytes, offset, from, decoder.keeps_raw());
        }
    }

    /// Looks in the next block for a place to go on at.
    pub(super) fn skip(
        &mut self,
        bytes: &[u8],
        offset: u64,
        place: Place,
        decoder: &mut Decoder<'_>,
    ) -> Option<Decoded> {
        let Stage::Skipping(mut stretch) = std::mem::replace(&mut self.stage, Stage::Records)
        else {
            return None;
        };
        let Some((at, later)) = self.find(&mut Readable::new(bytes), place, 0, decoder) else {
            stretch.pass(bytes);
            self.stage = Stage::Skipping(stretch);
            if place.last {
                self.end_in_stretch(place.shape, bytes);
            }
            return None;
        };
        stretch.pass(&bytes[..at]);
        let lost = self.lose(stretch, offset + at as u64, 0);
        let mut decoded = Decoded::nothing(End::Open);
        let list = self.inspected.as_ref().map(|seen| seen.found.limit());
        decoded.inspected = list.map(|list| Box::new(Inspected::new(list)));
        decoded.resume(later, lost, at);
        if let End::Fault(fault) = decoded.end {
            let fault = JsonFault {
                at: fault.at + at,
                ..fault
            };
            self.recover(fault, bytes, offset, place, &mut decoded, decoder);
        }
        Some(decoded)
    }

    /// The archive's file ended, or broke, while a stretch was open; gives the records that it
    /// stands for.
    pub(super) fn give_up(&mut self, end: u64) -> u64 {
        if !matches!(self.stage, Stage::Skipping(_)) {
            return 0;
        }
        let Stage::Skipping(stretch) = std::mem::replace(&mut self.stage, Stage::Broken) else {
            return 0;
        };
        let lost = self.lose(stretch, end, 0);
        self.records += lost;
        lost
    }

    fn begin(
        &self,
        fault: JsonFault,
        bytes: &[u8],
        offset: u64,
        consumed: usize,
        keep_raw: bool,
    ) -> Stretch {
        let rest = &bytes[consumed.min(bytes.len())..];
        let blank = rest.len() - rest.trim_ascii_start().len();
        Stretch {
            start: offset + (consumed + blank) as u64,
            fault: Fault::json(fault, offset),
            raw: Vec::new(),
            keep_raw,
        }
    }

    /// The next place from which records can be read, and what can be read there. It lies behind
    /// `from`, and so does the end of what can be read: a search that goes on from there ends.
    fn find(
        &self,
        text: &mut Readable<'_>,
        place: Place,
        mut from: usize,
        decoder: &mut Decoder<'_>,
    ) -> Option<(usize, Decoded)> {
        let place = Place {
            first: false,
            ..place
        };
        let bytes = text.bytes;
        let mut closed = None;
        while let Some(candidate) = resume(place.shape, &self.learned, bytes, from) {
            let at = candidate.at;
            from = at + 1;
            let text = text.from(at);
            let readable = match decoder.first_is_event(text) {
                Ok(event) => event || candidate.gap,
                // What follows may make a record of it, unless a byte stands there that nothing can.
                Err(Stop::Open) => candidate.gap && !place.last && text.invalid.is_none(),
                Err(Stop::Fault(_)) => false,
            };
            if !readable {
                continue;
            }
            let later = decoder.decode(text, place);
            // The search goes on where reading ended, so reading must have moved on, or it never ends.
            if matches!(later.end, End::Fault(_)) && later.consumed == 0 {
                continue;
            }
            if later.end != End::Closed {
                return Some((at, later));
            }
            let end = at + later.consumed;
            if (place.last || place.broken_off) && tail(place.shape, &bytes[end..]).is_ok() {
                return Some((at, later));
            }
            from = end;
            closed = place.last.then_some((at, later));
        }
        closed
    }

    /// A stretch is over: it becomes a finding and, unless it is blank, a rejected record. Gives the
    /// number of records that it stands for. `read` records of the current block came before it.
    fn lose(&mut self, stretch: Stretch, end: u64, read: u64) -> u64 {
        let Stretch {
            start,
            fault,
            raw,
            keep_raw,
        } = stretch;
        let text = raw.trim_ascii_end();
        let index = self.records + read;
        let unread = end.saturating_sub(start);
        let something = !text.trim_ascii().is_empty() && unread > 0;
        let code = fault.code.unwrap_or(Code::J03);
        let message = if something {
            format!(
                "{}; {unread} bytes from byte {start} on could not be read",
                fault.what
            )
        } else {
            fault.what
        };
        let finding = Finding::new(code, message.clone()).at(fault.offset);
        if let Some(inspected) = &mut self.inspected {
            inspected.found.push(finding.of_record(index, None));
        }
        if something {
            self.lost.push(Reject {
                index,
                offset: start,
                refusal: Refusal::new(code, message),
                raw: keep_raw.then(|| String::from_utf8_lossy(text).into_owned()),
            });
        }
        u64::from(something)
    }

    /// The document ends in a stretch. If it ends as documents of its shape do, only the stretch is
    /// lost; if not, nobody knows what else is missing.
    fn end_in_stretch(&mut self, shape: Shape, bytes: &[u8]) {
        let text = bytes.trim_ascii_end();
        let closed = match shape {
            Shape::Lines => true,
            Shape::Array => text.ends_with(b"]"),
            Shape::Entries => text
                .strip_suffix(b"}")
                .is_some_and(|rest| rest.trim_ascii_end().ends_with(b"]")),
        };
        let Stage::Skipping(stretch) = &self.stage else {
            return;
        };
        let cut_off = stretch.fault.what == super::block::CUT_OFF;
        if cut_off || !closed {
            self.fault = Some(stretch.fault.clone());
            self.fault_found = true;
        }
    }
}
