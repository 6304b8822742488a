//! Going on behind a fault of the JSON, for commands that judge an archive; a report stops there.
//! Where to go on is for [`search`] to say; here what was lost is entered.

mod passing;
mod search;
mod standing;

pub(super) use search::Search;

use super::block::{Decoder, Place};
use super::decoded::{Decoded, End};
use super::inspect::Inspected;
use super::utf8::Utf8;
use crate::event::Refusal;
use crate::finding::{Code, Finding};
use crate::ingest::fault::Fault;
use crate::ingest::framing::{Cut, Shape};
use crate::json::JsonFault;
use crate::record::Reject;
use search::Next;

/// Text of an unreadable stretch that is kept for the file of rejected records, in bytes.
pub(super) const LONGEST_RAW: usize = 64 * 1024;

/// What going on behind a fault needs of a document, and where it enters what was lost.
pub(super) struct Recovery<'d> {
    /// What records begin with.
    pub(super) learned: &'d Cut,
    /// Records of the document before the text that is read.
    pub(super) records: u64,
    pub(super) inspected: Option<&'d mut Inspected>,
    pub(super) lost: &'d mut Vec<Reject>,
    /// Lost text is kept for the file of rejected records.
    pub(super) keep_raw: bool,
}

/// How a search ended for now.
pub(super) enum Ended {
    /// The text was read on to its end.
    ReadOn,
    /// It goes on with more text. The fault is that of the document if none comes.
    Searching(Box<Search>, Option<Fault>),
    /// No record behind the fault can be told.
    Over(Fault),
}

impl Recovery<'_> {
    /// Reads on behind a fault, as often as it takes. `decoded` is what stands before the fault; what can
    /// be read behind it joins it there.
    pub(super) fn go_on(
        &mut self,
        mut search: Search,
        bytes: &[u8],
        offset: u64,
        place: Place,
        decoded: &mut Decoded,
        decoder: &mut Decoder<'_>,
    ) -> Ended {
        loop {
            let next = search.next(bytes, place, self.learned, decoder);
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
                    return self.wait(search, place, decoded);
                }
            };
            let end = offset + at as u64;
            let lost = self.lose(&search, &bytes[search.start..at], end, decoded.read);
            decoded.resume(later, lost, at);
            let End::Fault(fault) = decoded.end else {
                return Ended::ReadOn;
            };
            let fault = JsonFault {
                at: fault.at + at,
                ..fault
            };
            search = Search::new(fault, decoded.consumed, offset);
        }
    }

    /// Nothing can be read on yet, or ever. What is lost for good joins what was decoded.
    fn wait(&mut self, search: Search, place: Place, decoded: &mut Decoded) -> Ended {
        if search.is_over() {
            let what = format!(
                "{}; records after it cannot be identified reliably, and the rest was not read",
                search.told.what
            );
            let end = search.offset + search.text.len() as u64;
            decoded.read += self.lose(&search, &search.text, end, decoded.read);
            return Ended::Over(Fault {
                what,
                ..search.told
            });
        }
        let open = place.last && (search.is_cut_off() || !is_closed(place.shape, &search.text));
        let fault = open.then(|| search.told.clone());
        Ended::Searching(Box::new(search), fault)
    }

    /// The archive's file ended, or broke, while a place to go on at was sought; gives the number of
    /// records that the text stands for.
    pub(super) fn give_up(&mut self, search: &Search, end: u64) -> u64 {
        self.lose(search, &search.text, end, 0)
    }

    /// Text is lost: it becomes a finding and, unless it is blank, a rejected record. Gives the
    /// number of records that it stands for. `read` records of the current block came before it.
    fn lose(&mut self, search: &Search, text: &[u8], end: u64, read: u64) -> u64 {
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
                raw: self
                    .keep_raw
                    .then(|| String::from_utf8_lossy(text).into_owned()),
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
