//! One block of a document to records, by one thread with its own buffers.

use super::extent::Extent;
use super::facts::Locator;
use super::inspect::{Beside, Inspect, Inspected, Seen};
use super::note::Notes;
use super::utf8::Utf8;
use crate::event::Event;
use crate::filter::Filter;
use crate::finding::Code;
use crate::identity::{Dimension, Interner, SharedNames, Symbol};
use crate::ingest::decode::TransitionGraph;
use crate::ingest::framing::Shape;
use crate::ingest::limits::Limits;
use crate::json::{JsonFault, Scanned, Scanner, Seed, Stop, Text};
use crate::record::{Marks, Record, Reject};
use std::sync::Arc;

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

/// How the reading of a block ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Behind the last whole record and its separator; text that is left needs what follows.
    Open,
    /// Behind the bracket that closes the records.
    Closed,
    /// Where the text stops being JSON.
    Fault(JsonFault),
}

/// What a block held.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Events that passed the filter, in the order of the text.
    pub(super) records: Vec<Record>,
    /// Records that are no events; index and offset count from the block's start.
    pub(super) rejects: Vec<Reject>,
    /// Events that the filter left out.
    pub(super) filtered: u64,
    /// The variants that those name, in each dimension.
    pub(super) left_out: Vec<[u32; 6]>,
    /// All records.
    pub(super) read: u64,
    /// What the archive's events span, before the filter.
    pub(super) extent: Extent,
    /// Bytes read for good.
    pub(super) consumed: usize,
    pub(super) end: End,
    /// What an inspection saw, if there is one.
    pub(super) inspected: Option<Box<Inspected>>,
    /// Digests of `records` without their ids, if twins are looked for.
    pub(super) twins: Vec<u64>,
    /// Events that are noted, those included that the filter left out.
    pub(super) notes: Notes,
    /// Marks of the names in it, by identity of the event; empty where nobody asked for marks.
    pub(super) marks: Arc<Vec<Marks>>,
}

impl Decoded {
    /// No records.
    pub(super) fn nothing(end: End) -> Self {
        Self {
            records: Vec::new(),
            rejects: Vec::new(),
            filtered: 0,
            left_out: Vec::new(),
            read: 0,
            extent: Extent::default(),
            consumed: 0,
            end,
            inspected: None,
            twins: Vec::new(),
            notes: Notes::default(),
            marks: Arc::default(),
        }
    }

    /// Goes on with what was read from `offset` on in the same block, behind `skipped` records that
    /// count but could not be read.
    pub(super) fn resume(&mut self, later: Self, skipped: u64, offset: usize) {
        let index = self.read + skipped;
        self.records
            .extend(later.records.into_iter().map(|record| Record {
                index: record.index + index as u32,
                offset: record.offset + offset as u32,
                ..record
            }));
        self.rejects
            .extend(later.rejects.into_iter().map(|reject| Reject {
                index: reject.index + index,
                offset: reject.offset + offset as u64,
                ..reject
            }));
        self.filtered += later.filtered;
        self.left_out.extend(later.left_out);
        self.read = index + later.read;
        self.extent.merge(later.extent);
        self.consumed = offset + later.consumed;
        self.end = later.end;
        if let (Some(mine), Some(theirs)) = (&mut self.inspected, later.inspected) {
            mine.append(*theirs, index, offset as u64);
        }
        self.twins.extend(later.twins);
        self.notes.append(later.notes, index as u32, offset as u32);
        if !Arc::ptr_eq(&self.marks, &later.marks) {
            let marks = Arc::make_mut(&mut self.marks);
            marks.resize(marks.len().max(later.marks.len()), Marks::default());
            for (mine, theirs) in marks.iter_mut().zip(&*later.marks) {
                *mine = mine.and(*theirs);
            }
        }
    }
}

/// What an inspection wants of a decoder.
pub(super) struct Inspecting {
    pub(super) inspector: Box<dyn Inspect>,
    pub(super) list: usize,
    pub(super) times: bool,
    pub(super) twins: bool,
}

/// Events whose names are looked up together.
const BATCH: usize = 32;

/// Room for events, which are read into their places: they are large.
struct Batch<'a> {
    places: Vec<Pending<'a>>,
    /// How many of the places are taken, from the front.
    taken: usize,
}

impl Batch<'_> {
    fn new() -> Self {
        Self {
            places: vec![Pending::default(); BATCH],
            taken: 0,
        }
    }
}

/// An event that was read and not yet entered.
#[derive(Clone, Copy, Default)]
struct Pending<'a> {
    event: Event<'a>,
    /// Place, offset and length of its record.
    index: u32,
    offset: u32,
    len: u32,
    /// Whether the filter passes it, as far as that is known.
    passes: bool,
    /// Its symbol in each dimension.
    entered: [Symbol; 6],
}

/// Tells what an event's name is to those who look at some events alone.
pub(crate) type Marker<'p> = dyn Fn(&str) -> Marks + Sync + 'p;

impl Pending<'_> {
    /// What remains of it.
    #[inline(always)]
    fn record(&self) -> Record {
        let [kind, actor, app, team, account, ip] = self.entered;
        Record {
            id: self.event.id,
            digest: self.event.digest,
            at: self.event.created_at,
            index: self.index,
            offset: self.offset,
            len: self.len,
            event: kind.identity,
            ip: ip.identity,
            account: account.variant,
            actor,
            app,
            team,
        }
    }
}

/// A thread's own buffers and names.
pub(super) struct Decoder<'n> {
    interner: Interner<'n>,
    filter: &'n Filter,
    seed: Seed,
    graph: TransitionGraph,
    keep_raw: bool,
    limits: Limits,
    inspecting: Option<Inspecting>,
    /// What marks a name.
    marker: Option<&'n Marker<'n>>,
    /// Marks of the names that this thread has met, by identity of the event.
    marks: Arc<Vec<Marks>>,
    /// An empty list, for its memory.
    spare: Vec<Record>,
}

impl<'n> Decoder<'n> {
    pub(super) fn new(
        names: &'n SharedNames,
        filter: &'n Filter,
        seed: Seed,
        keep_raw: bool,
        limits: Limits,
        inspecting: Option<Inspecting>,
        marker: Option<&'n Marker<'n>>,
    ) -> Self {
        Self {
            interner: Interner::new(names),
            filter,
            seed,
            graph: TransitionGraph::default(),
            keep_raw,
            limits,
            inspecting,
            marker,
            marks: Arc::default(),
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
        self.enter(&mut batch, &mut out, text);
        out.marks = Arc::clone(&self.marks);
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
                self.enter(batch, out, scanner.text());
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

    /// Enters the events of a batch, dimension by dimension: names of one kind are looked up one
    /// after another, so that the processor can wait for several places of memory at once.
    fn enter(&mut self, batch: &mut Batch<'_>, out: &mut Decoded, text: &str) {
        let taken = &mut batch.places[..batch.taken];
        // One by one and not in a loop: what is looked up is known at each of them.
        self.look_up(Dimension::Event, taken);
        self.look_up(Dimension::Actor, taken);
        self.look_up(Dimension::App, taken);
        self.look_up(Dimension::Team, taken);
        self.look_up(Dimension::Account, taken);
        self.look_up(Dimension::Ip, taken);
        let twins = self.inspecting.as_ref().is_some_and(|wants| wants.twins);
        if self.marker.is_some() {
            self.note(taken, out, text);
        }
        for pending in &*taken {
            let event = &pending.event;
            let [.., account, _] = pending.entered;
            out.extent.observe(event.created_at, account.variant);
            if !pending.passes || !self.filter.accepts_time(event.created_at) {
                out.filtered += 1;
                out.left_out
                    .push(pending.entered.map(|symbol| symbol.variant));
                continue;
            }
            if twins {
                out.twins.push(event.digest);
            }
            out.records.push(pending.record());
        }
        batch.taken = 0;
    }

    /// Notes those events of a batch whose names ask for it.
    #[inline(never)]
    fn note(&self, events: &[Pending<'_>], out: &mut Decoded, text: &str) {
        for pending in events {
            let [kind, ..] = pending.entered;
            let marks = self.marks.get(kind.identity as usize);
            let marks = marks.copied().unwrap_or_default();
            if marks.any(Marks::NOTED) {
                let passes = pending.passes && self.filter.accepts_time(pending.event.created_at);
                let from = pending.offset as usize;
                let text = text.get(from..from + pending.len as usize);
                let text = text.unwrap_or_default();
                out.notes.add(pending.record(), marks, passes, text);
            }
        }
    }

    /// Looks up what events say in one dimension, first without a question.
    #[inline(always)]
    fn look_up(&mut self, dimension: Dimension, events: &mut [Pending<'_>]) {
        let mut missed = 0u32;
        for (n, pending) in events.iter_mut().enumerate() {
            let (id, label) = name(dimension, &pending.event);
            let (symbol, passes, is_it) = self.interner.glance(dimension, id, label);
            pending.entered[dimension as usize] = symbol;
            pending.passes &= passes | !is_it;
            missed |= u32::from(!is_it) << n;
        }
        while missed != 0 {
            let pending = &mut events[missed.trailing_zeros() as usize];
            missed &= missed - 1;
            let (symbol, passes) = self.intern(dimension, &pending.event);
            pending.entered[dimension as usize] = symbol;
            pending.passes &= passes;
        }
    }

    /// The symbol of an event in one dimension, and whether the filter passes it.
    #[inline(never)]
    fn intern(&mut self, dimension: Dimension, event: &Event<'_>) -> (Symbol, bool) {
        let (filter, marker) = (self.filter, self.marker);
        let mut marks = None;
        let (id, label) = name(dimension, event);
        let entered = self
            .interner
            .intern(dimension, id, label, |id, label| match dimension {
                Dimension::Event => {
                    let [kind, action] = [id, label].map(Option::unwrap_or_default);
                    let name = format!("{kind}.{action}");
                    marks = marker.map(|marker| marker(&name));
                    filter.accepts_event(&name)
                }
                Dimension::Actor => filter.accepts_actor(id, label),
                Dimension::App => filter.accepts_app(id, label),
                Dimension::Team => filter.accepts_team(id, label),
                Dimension::Account => filter.accepts_account(id, label),
                Dimension::Ip => filter.accepts_ip(label),
            });
        if let Some(marks) = marks {
            let place = entered.0.identity as usize;
            let known = Arc::make_mut(&mut self.marks);
            if known.len() <= place {
                known.resize(place + 1, Marks::default());
            }
            known[place] = marks;
        }
        entered
    }
}

/// What an event says in one dimension.
#[inline(always)]
fn name<'e, 'a>(
    dimension: Dimension,
    event: &'e Event<'a>,
) -> (Option<&'e Text<'a>>, Option<&'e Text<'a>>) {
    match dimension {
        Dimension::Event => (Some(&event.kind), Some(&event.action)),
        Dimension::Actor => (event.actor.id.as_ref(), event.actor.label.as_ref()),
        Dimension::App => (event.app.id.as_ref(), event.app.label.as_ref()),
        Dimension::Team => (event.team.id.as_ref(), event.team.label.as_ref()),
        Dimension::Account => (event.account.id.as_ref(), event.account.label.as_ref()),
        Dimension::Ip => (None, event.ip_address.as_ref()),
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
