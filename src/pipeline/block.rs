//! One block of a document to records, by one thread with its own buffers.

use super::extent::Extent;
use super::facts::Locator;
use super::inspect::{Inspect, Inspected, Seen};
use super::utf8::Utf8;
use crate::event::{Event, Refusal};
use crate::filter::Filter;
use crate::finding::Code;
use crate::identity::{Dimension, Interner, Names};
use crate::ingest::decode;
use crate::ingest::framing::Shape;
use crate::ingest::limits::Limits;
use crate::json::{JsonFault, Scanned, Scanner, Seed, Stop};
use crate::record::{Record, Reject};

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
    /// All records.
    pub(super) read: u64,
    /// What the archive's events span, before the filter.
    pub(super) extent: Extent,
    /// Bytes read for good.
    pub(super) consumed: usize,
    pub(super) end: End,
    /// What an inspection saw, if there is one.
    pub(super) inspected: Option<Box<Inspected>>,
    /// Digests of `records` without their ids, if somebody looks for twins.
    pub(super) twins: Vec<u64>,
}

impl Decoded {
    /// No records.
    pub(super) fn nothing(end: End) -> Self {
        Self {
            records: Vec::new(),
            rejects: Vec::new(),
            filtered: 0,
            read: 0,
            extent: Extent::default(),
            consumed: 0,
            end,
            inspected: None,
            twins: Vec::new(),
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
        self.read = index + later.read;
        self.extent.merge(later.extent);
        self.consumed = offset + later.consumed;
        self.end = later.end;
        if let (Some(mine), Some(theirs)) = (&mut self.inspected, later.inspected) {
            mine.append(*theirs, index, offset as u64);
        }
        self.twins.extend(later.twins);
    }
}

/// What an inspection wants of a decoder.
pub(super) struct Inspecting {
    pub(super) inspector: Box<dyn Inspect>,
    pub(super) list: usize,
    pub(super) times: bool,
    pub(super) twins: bool,
}

/// A thread's own buffers and names.
pub(super) struct Decoder<'n> {
    interner: Interner<'n>,
    filter: &'n Filter,
    seed: Seed,
    keep_raw: bool,
    limits: Limits,
    inspecting: Option<Inspecting>,
}

impl<'n> Decoder<'n> {
    pub(super) fn new(
        names: &'n Names,
        filter: &'n Filter,
        seed: Seed,
        keep_raw: bool,
        limits: Limits,
        inspecting: Option<Inspecting>,
    ) -> Self {
        Self {
            interner: Interner::new(names),
            filter,
            seed,
            keep_raw,
            limits,
            inspecting,
        }
    }

    /// Whether the text of rejected records is wanted.
    pub(super) fn keeps_raw(&self) -> bool {
        self.keep_raw
    }

    /// The first record of a text, whatever comes after it: whether it is an event.
    pub(super) fn first_is_event(&self, block: Utf8<'_>) -> Result<bool, Stop> {
        let mut scanner = Scanner::new(block.text, self.seed);
        scanner.max_depth = self.limits.depth;
        Ok(self.record(&mut scanner)?.is_ok())
    }

    /// Reads the record at the scanner's position, unless it exceeds a limit.
    #[inline]
    fn record<'a>(&self, scanner: &mut Scanner<'a>) -> Scanned<Result<Event<'a>, Refusal>> {
        let before = scanner.pos;
        let record = decode::record(scanner)?;
        match self
            .limits
            .exceeded(scanner.pos - before, record.as_ref().ok())
        {
            None => Ok(record),
            Some(what) => Err(Stop::Fault(JsonFault {
                code: Code::F04,
                at: before,
                what,
            })),
        }
    }

    /// Reads all whole records of a block.
    pub(super) fn decode(&mut self, block: Utf8<'_>, place: Place) -> Decoded {
        let Utf8 { text, len, .. } = block;
        let invalid = block
            .invalid
            .or((place.last && text.len() < len).then_some(text.len()));
        let mut out = Decoded::nothing(End::Open);
        out.records
            .reserve((text.len() / 512 + 1).min(MOST_RESERVED));
        if let Some(inspecting) = &self.inspecting {
            out.inspected = Some(Box::new(Inspected::new(inspecting.list)));
        }
        let mut scanner = Scanner::new(text, self.seed);
        scanner.ended = place.last && invalid.is_none();
        scanner.max_depth = self.limits.depth;
        let text_ended = place.last || invalid.is_some();
        out.end = match (
            self.records(&mut scanner, place, text_ended, &mut out),
            invalid,
        ) {
            (Err(Stop::Fault(fault)), _) => End::Fault(fault),
            // Between two lines as well: what stands behind the invalid byte must not get lost.
            (Ok(End::Open) | Err(Stop::Open), Some(at)) => End::Fault(JsonFault {
                code: Code::J02,
                at,
                what: "invalid UTF-8",
            }),
            (Ok(end), _) => end,
            (Err(Stop::Open), None) if place.last => End::Fault(JsonFault {
                code: Code::J03,
                at: len,
                what: CUT_OFF,
            }),
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
            let start = scanner.pos;
            let record = self.record(scanner)?;
            let end = scanner.pos;
            let separator = scanner.peek();
            if separator.is_none() && !text_ended {
                return Err(Stop::Open);
            }
            if let (Some(inspecting), Some(inspected)) = (&mut self.inspecting, &mut out.inspected)
            {
                let seen = Seen {
                    text: &scanner.text()[start..end],
                    index: out.read,
                    offset: start as u64,
                    event: record.as_ref(),
                };
                inspecting.look(&seen, inspected);
            }
            match record {
                Ok(event) => self.accept(&event, start, end, out),
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
                    return Err(Stop::not_json(
                        end,
                        "a line break was expected after a record",
                    ));
                }
                (_, Some(b',')) => scanner.pos += 1,
                (_, Some(b']')) => {
                    out.consumed = scanner.pos + 1;
                    return Ok(End::Closed);
                }
                (_, None) => return Err(Stop::Open),
                (_, Some(_)) => {
                    return Err(Stop::not_json(
                        scanner.pos,
                        "`,` or `]` was expected after a record",
                    ));
                }
            }
            out.consumed = scanner.pos;
        }
    }

    fn accept(&mut self, event: &Event<'_>, start: usize, end: usize, out: &mut Decoded) {
        let filter = self.filter;
        let interner = &mut self.interner;
        let (account, account_passes) = interner.intern(
            Dimension::Account,
            event.account.id.as_ref(),
            event.account.label.as_ref(),
            |id, label| filter.accepts_account(id, label),
        );
        out.extent.observe(event.created_at, account.variant);
        let (kind, kind_passes) = interner.intern(
            Dimension::Event,
            Some(&event.kind),
            Some(&event.action),
            |kind, action| {
                filter.accepts_event(&format!(
                    "{}.{}",
                    kind.unwrap_or_default(),
                    action.unwrap_or_default()
                ))
            },
        );
        let (actor, actor_passes) = interner.intern(
            Dimension::Actor,
            event.actor.id.as_ref(),
            event.actor.label.as_ref(),
            |id, label| filter.accepts_actor(id, label),
        );
        let (app, app_passes) = interner.intern(
            Dimension::App,
            event.app.id.as_ref(),
            event.app.label.as_ref(),
            |id, label| filter.accepts_app(id, label),
        );
        let (team, team_passes) = interner.intern(
            Dimension::Team,
            event.team.id.as_ref(),
            event.team.label.as_ref(),
            |id, label| filter.accepts_team(id, label),
        );
        let (ip, ip_passes) = interner.intern(
            Dimension::Ip,
            None,
            event.ip_address.as_ref(),
            |_, address| filter.accepts_ip(address),
        );
        let passes = account_passes
            && kind_passes
            && actor_passes
            && app_passes
            && team_passes
            && ip_passes
            && filter.accepts_time(event.created_at);
        if !passes {
            out.filtered += 1;
            return;
        }
        if self.inspecting.as_ref().is_some_and(|wants| wants.twins) {
            out.twins.push(event.digest_without_id);
        }
        out.records.push(Record {
            id: event.id,
            digest: event.digest,
            at: event.created_at,
            index: out.read as u32,
            offset: start as u32,
            len: (end - start) as u32,
            event: kind.identity,
            ip: ip.identity,
            actor,
            app,
            team,
        });
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
