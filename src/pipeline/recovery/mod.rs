//! Going on behind a fault of the JSON, for commands that judge an archive; a report stops there.
//! Where to go on is for [`search`] to say; here what was lost is entered.

mod passing;
mod search;
mod standing;

pub(super) use search::Search;

use super::block::{Decoded, Decoder, End, Place};
use super::document::{Document, LONGEST_RAW, Stage};
use super::inspect::Inspected;
use super::utf8::Utf8;
use crate::event::Refusal;
use crate::finding::{Code, Finding};
use crate::ingest::fault::Fault;
use crate::ingest::framing::Shape;
use crate::json::JsonFault;
use crate::record::Reject;
use search::Next;

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
        let search = Search::new(fault, decoded.consumed.min(bytes.len()), offset);
        self.go_on(search, bytes, offset, place, decoded, decoder);
    }

    /// Adds the next block to the text in which a place to go on at is sought. Gives that text once
    /// it could be read on, with what was read and its offset.
    pub(super) fn skip(
        &mut self,
        bytes: &[u8],
        place: Place,
        decoder: &mut Decoder<'_>,
    ) -> Option<(Decoded, Vec<u8>, u64)> {
        let Stage::Skipping(mut search) = std::mem::replace(&mut self.stage, Stage::Records) else {
            return None;
        };
        search.text.extend_from_slice(bytes);
        if search.text.len() < search.retry_at && !place.last && !place.broken_off {
            self.stage = Stage::Skipping(search);
            return None;
        }
        let text = std::mem::take(&mut search.text);
        let offset = search.offset;
        let mut decoded = Decoded::nothing(End::Open);
        let list = self.inspected.as_ref().map(|seen| seen.found.limit());
        decoded.inspected = list.map(|list| Box::new(Inspected::new(list)));
        self.go_on(*search, &text, offset, place, &mut decoded, decoder);
        (decoded.read > 0 || !matches!(self.stage, Stage::Skipping(_) | Stage::Broken))
            .then_some((decoded, text, offset))
    }

    fn go_on(
        &mut self,
        mut search: Search,
        bytes: &[u8],
        offset: u64,
        place: Place,
        decoded: &mut Decoded,
        decoder: &mut Decoder<'_>,
    ) {
        loop {
            let next = search.next(bytes, place, &self.learned, decoder);
            let (at, later) = match next {
                Next::Record { at } => {
                    let place = Place {
                        first: false,
                        ..place
                    };
                    (at, decoder.decode(Utf8::of(&bytes[at..]), place))
                }
                Next::Closed { at } => (at, Decoded::nothing(End::Closed)),
                Next::More | Next::Nowhere => {
                    search.wait(bytes);
                    decoded.consumed = bytes.len();
                    decoded.end = End::Open;
                    decoded.read += self.wait(search, place, decoded.read, decoder.keeps_raw());
                    return;
                }
            };
            let lost = self.lose(
                &search,
                &bytes[search.start..at],
                offset + at as u64,
                decoded.read,
                decoder.keeps_raw(),
            );
            decoded.resume(later, lost, at);
            let End::Fault(fault) = decoded.end else {
                return;
            };
            let fault = JsonFault {
                at: fault.at + at,
                ..fault
            };
            search = Search::new(fault, decoded.consumed, offset);
        }
    }

    /// Nothing can be read on yet, or ever. Gives the number of records that are lost for good.
    fn wait(&mut self, search: Search, place: Place, read: u64, keep_raw: bool) -> u64 {
        if search.is_over() {
            let what = format!(
                "{}; no record behind it can be told for certain, and the rest was not read",
                search.told.what
            );
            let end = search.offset + search.text.len() as u64;
            let lost = self.lose(&search, &search.text, end, read, keep_raw);
            self.fault = Some(Fault {
                what,
                ..search.told
            });
            self.fault_found = true;
            self.stage = Stage::Broken;
            return lost;
        }
        if place.last && (search.is_cut_off() || !is_closed(place.shape, &search.text)) {
            self.fault = Some(search.told.clone());
            self.fault_found = true;
        }
        self.stage = Stage::Skipping(Box::new(search));
        0
    }

    /// The archive's file ended, or broke, while a place to go on at was sought; gives the number of
    /// records that the text stands for.
    pub(super) fn give_up(&mut self, end: u64, keep_raw: bool) -> u64 {
        if !matches!(self.stage, Stage::Skipping(_)) {
            return 0;
        }
        let Stage::Skipping(search) = std::mem::replace(&mut self.stage, Stage::Broken) else {
            return 0;
        };
        let lost = self.lose(&search, &search.text, end, 0, keep_raw);
        self.records += lost;
        lost
    }

    /// Text is lost: it becomes a finding and, unless it is blank, a rejected record. Gives the
    /// number of records that it stands for. `read` records of the current block came before it.
    fn lose(&mut self, search: &Search, text: &[u8], end: u64, read: u64, keep_raw: bool) -> u64 {
        let blank = text.len() - text.trim_ascii_start().len();
        let text = text.trim_ascii();
        let start = search.offset + (search.start + blank) as u64;
        let index = self.records + read;
        let unread = end.saturating_sub(start);
        let something = !text.is_empty() && unread > 0;
        let fault = &search.told;
        let code = fault.code.unwrap_or(Code::J03);
        let message = if something {
            format!(
                "{}; {unread} bytes from byte {start} on could not be read",
                fault.what
            )
        } else {
            fault.what.clone()
        };
        let finding = Finding::new(code, message.clone())
            .beyond(fault.limit)
            .at(fault.offset);
        if let Some(inspected) = &mut self.inspected {
            inspected.found.push(finding.of_record(index, None));
        }
        if something {
            let text = &text[..text.len().min(LONGEST_RAW)];
            self.lost.push(Reject {
                index,
                offset: start,
                refusal: Refusal {
                    limit: fault.limit,
                    ..Refusal::new(code, message)
                },
                raw: keep_raw.then(|| String::from_utf8_lossy(text).into_owned()),
            });
        }
        u64::from(something)
    }
}

/// Whether a document ends as those of its shape do. If not, how much is missing is not known.
fn is_closed(shape: Shape, text: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    match shape {
        Shape::Lines => true,
        Shape::Array => text.ends_with(b"]"),
        Shape::Entries => text
            .strip_suffix(b"}")
            .is_some_and(|rest| rest.trim_ascii_end().ends_with(b"]")),
    }
}
