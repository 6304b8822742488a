//! One block of a document to records, by one thread with its own buffers.

use super::decoded::{Decoded, End};
use super::facts::Locator;
use super::inspect::{Beside, Inspect, Inspected, Seen};
use super::naming::{BATCH, Batch, Naming};
use super::utf8::Utf8;
use crate::event::Event;
use crate::finding::Code;
use crate::ingest::decode::TransitionGraph;
use crate::ingest::framing::Shape;
use crate::ingest::limits::Limits;
use crate::json::{JsonFault, Scanned, Scanner, Seed, Stop};
use crate::record::{Record, Reject};

/// What is said where records are not kept apart: the one before is whole, and the next has not begun.
const NOT_APART: [&str; 2] = [
    "a line break was expected after a record",
    "`,` or `]` was expected after a record",
];

/// Whether a fault lies in a record, and not between two.
pub(super) fn is_in_record(fault: &JsonFault) -> bool {
    !NOT_APART.contains(&fault.what)
}

/// What is said of a document that was cut off.
pub(super) const CUT_OFF: &str = "the document ends inside a value";

/// Records for which a block's list has room at once; there may be more.
const MOST_RESERVED: usize = 1024;

/// Where a block stands in its document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) shape: Shape,
    /// It starts right behind the bracket that opens the records, so that bracket may close.
    pub(super) first: bool,
    /// Nothing follows it: the document ends here.
    pub(super) last: bool,
    /// The file broke off here: nothing follows, though the document may not end.
    pub(super) broken_off: bool,
}

/// What an inspection wants of a decoder.
pub(super) struct Inspecting {
    pub(super) inspector: Box<dyn Inspect>,
    pub(super) list: usize,
    pub(super) times: bool,
}

/// A thread's own buffers and names.
pub(super) struct Decoder<'n> {
    naming: Naming<'n>,
    seed: Seed,
    graph: TransitionGraph,
    keep_raw: bool,
    limits: Limits,
    inspecting: Option<Inspecting>,
    /// An empty list, for its memory.
    spare: Vec<Record>,
}

impl<'n> Decoder<'n> {
    pub(super) fn new(
        naming: Naming<'n>,
        seed: Seed,
        keep_raw: bool,
        limits: Limits,
        inspecting: Option<Inspecting>,
    ) -> Self {
        Self {
            naming,
            seed,
            graph: TransitionGraph::default(),
            keep_raw,
            limits,
            inspecting,
            spare: Vec::new(),
        }
    }

    /// Gives it a list whose records are no longer needed. Memory that one thread allocates and another
    /// frees costs more than filling it.
    pub(super) fn reuse(&mut self, mut list: Vec<Record>) {
        list.clear();
        self.spare = list;
    }

    /// Has the text beside a document's records inspected.
    pub(super) fn inspect_beside(&mut self, beside: &Beside<'_>, inspected: &mut Inspected) {
        if let Some(inspecting) = &mut self.inspecting {
            inspecting.inspector.beside(beside, &mut inspected.found);
        }
    }

    /// Whether the text of rejected records is wanted.
    pub(super) fn keeps_raw(&self) -> bool {
        self.keep_raw
    }

    /// Reads a text as this decoder does.
    pub(super) fn scanner<'a>(&self, text: Utf8<'a>) -> Scanner<'a> {
        let mut scanner = Scanner::new(text.text, self.seed);
        scanner.max_depth = self.limits.depth;
        scanner
    }

    /// Reads all whole records of a block.
    pub(super) fn decode(&mut self, block: Utf8<'_>, place: Place) -> Decoded {
        let Utf8 { text, len, .. } = block;
        let invalid = block
            .invalid
            .or((place.last && text.len() < len).then_some(text.len()));
        let mut out = Decoded::nothing(End::Open);
        out.records = std::mem::take(&mut self.spare);
        out.records
            .reserve((text.len() / 512 + 1).min(MOST_RESERVED));
        if let Some(inspecting) = &self.inspecting {
            out.inspected = Some(Box::new(Inspected::new(inspecting.list)));
        }
        let mut scanner = Scanner::new(text, self.seed);
        scanner.ended = place.last && invalid.is_none();
        scanner.max_depth = self.limits.depth;
        let text_ended = place.last || invalid.is_some();
        let mut batch = Batch::new();
        let ended = self.records(&mut scanner, place, text_ended, &mut batch, &mut out);
        self.naming.enter(&mut batch, &mut out, text);
        out.marks = self.naming.marks();
        out.tags = self.naming.tags();
        out.end = match (ended, invalid) {
            (Err(Stop::Fault(fault)), _) => End::Fault(fault),
            // Between two lines as well: what stands behind the invalid byte must not get lost.
            (Ok(End::Open) | Err(Stop::Open), Some(at)) => {
                End::Fault(JsonFault::new(Code::J02, at, "invalid UTF-8"))
            }
            (Ok(end), _) => end,
            (Err(Stop::Open), None) if place.last => {
                End::Fault(JsonFault::new(Code::J03, len, CUT_OFF))
            }
            (Err(Stop::Open), None) => End::Open,
        };
        out
    }

    /// `text_ended` says that no text can follow that which the scanner has.
    fn records<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        place: Place,
        text_ended: bool,
        batch: &mut Batch<'a>,
        out: &mut Decoded,
    ) -> Result<End, Stop> {
        loop {
            let fresh = place.first && out.read == 0;
            match scanner.peek() {
                None if place.shape == Shape::Lines => {
                    out.consumed = scanner.pos;
                    return Ok(End::Open);
                }
                None => return Err(Stop::Open),
                Some(b']') if fresh && place.shape != Shape::Lines => {
                    out.consumed = scanner.pos + 1;
                    return Ok(End::Closed);
                }
                Some(_) => {}
            }
            if batch.taken == BATCH {
                self.naming.enter(batch, out, scanner.text());
            }
            let pending = &mut batch.places[batch.taken];
            let event = &mut pending.event;
            let start = scanner.pos;
            let record = self.graph.record(scanner, event)?;
            let end = scanner.pos;
            let read = record.as_ref().map(|()| &*event);
            within(&self.limits, start, end, read.ok())?;
            let separator = scanner.peek();
            // A line's record ends with the line; any other could go on.
            let line_ended = place.shape == Shape::Lines && scanner.pos > end;
            if separator.is_none() && !text_ended && !line_ended {
                return Err(Stop::Open);
            }
            if let (Some(inspecting), Some(inspected)) = (&mut self.inspecting, &mut out.inspected)
            {
                let seen = Seen {
                    text: &scanner.text()[start..end],
                    index: out.read,
                    offset: start as u64,
                    event: read,
                };
                inspecting.look(&seen, inspected);
            }
            match record {
                Ok(()) => {
                    pending.index = out.read as u32;
                    pending.offset = start as u32;
                    pending.len = (end - start) as u32;
                    pending.passes = true;
                    batch.taken += 1;
                }
                Err(refusal) => out.rejects.push(Reject {
                    index: out.read,
                    offset: start as u64,
                    refusal,
                    raw: self.keep_raw.then(|| scanner.text()[start..end].to_owned()),
                }),
            }
            out.read += 1;
            out.consumed = end;
            match (place.shape, separator) {
                (Shape::Lines, None) => {}
                (Shape::Lines, Some(_)) if scanner.pos > end => {}
                (Shape::Lines, Some(_)) => {
                    return Err(Stop::not_json(end, NOT_APART[0]));
                }
                (_, Some(b',')) => scanner.pos += 1,
                (_, Some(b']')) => {
                    out.consumed = scanner.pos + 1;
                    return Ok(End::Closed);
                }
                (_, None) => return Err(Stop::Open),
                (_, Some(_)) => {
                    return Err(Stop::not_json(scanner.pos, NOT_APART[1]));
                }
            }
            out.consumed = scanner.pos;
        }
    }
}

impl Inspecting {
    fn look(&mut self, seen: &Seen<'_>, inspected: &mut Inspected) {
        self.inspector.record(seen, &mut inspected.found);
        if self.times
            && let Ok(event) = seen.event
        {
            inspected.facts.observe(Locator {
                index: seen.index,
                offset: seen.offset,
                id: event.id,
                at: event.created_at,
            });
        }
    }
}

/// Refuses a record that exceeds a limit.
#[inline]
fn within(limits: &Limits, start: usize, end: usize, event: Option<&Event<'_>>) -> Scanned<()> {
    match limits.exceeded(end - start, event) {
        None => Ok(()),
        Some(limit) => Err(Stop::Fault(JsonFault::beyond(limit, Code::F04, start))),
    }
}
