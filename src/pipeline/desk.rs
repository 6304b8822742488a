//! Where blocks come back into order: boundaries are proved, ids admitted, the ledger kept.
//!
//! One thread at a time works here, in the order of each archive's text. Archives behind the current
//! one are proved as their blocks come in, but their records wait until it is their turn, because
//! which of two conflicting events is "the first" must not depend on threads.

use super::block::{Decoded, Decoder, End, Place};
use super::extent::{Extent, Span};
use super::feed::{Block, Closing, LONGEST_RECORD};
use super::id_table::{IdTable, Met};
use super::observer::Accepted;
use crate::event::Refusal;
use crate::finding::Code;
use crate::ingest::container::Compression;
use crate::ingest::fault::Fault;
use crate::ingest::framing::{Shape, tail};
use crate::json::Seed;
use crate::record::{Ledger, Record, Reject};
use std::collections::{BTreeMap, VecDeque};

/// Receives every rejected record, archive by archive in the order of the text.
pub type RejectSink<'p> = dyn FnMut(usize, &Reject) -> std::io::Result<()> + Send + 'p;

/// An archive in the end.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// Size of the file as received.
    pub bytes: u64,
    /// SHA-256 of the file as received; empty when it could not be read.
    pub sha256: String,
    /// How it is compressed.
    pub compression: Compression,
    /// How it holds its records; `None` when it was not read that far.
    pub shape: Option<Shape>,
    /// Records read.
    pub events: u64,
    /// What its events span.
    pub span: Span,
    /// Why it was not read to its end.
    pub fault: Option<Fault>,
}

/// Which part of a document comes next.
#[derive(Debug)]
enum Stage {
    Records,
    /// Behind the records; the text so far, and its offset in the document.
    Tail(Vec<u8>, u64),
    Broken,
}

/// A document while its blocks come in.
#[derive(Debug)]
struct Document {
    stage: Stage,
    /// Text of a record that the last block left open, and its offset.
    open: Vec<u8>,
    open_offset: u64,
    /// Reading the open text again is worth it only from this length on.
    retry_at: usize,
    place: Option<Place>,
    records: u64,
    extent: Extent,
    fault: Option<Fault>,
    closing: Option<Closing>,
    ready: VecDeque<Batch>,
}

/// Proved records that wait for their turn.
#[derive(Debug)]
struct Batch {
    decoded: Decoded,
    /// Records before it in the archive.
    base: u64,
    offset: u64,
    /// The text, kept only while somebody wants to see rejected records.
    text: Vec<u8>,
}

/// What the desk hands back after a block.
#[derive(Debug, Default)]
pub(super) struct Handed {
    /// Accepted records, to be observed by whoever has time.
    pub(super) accepted: Vec<Accepted>,
    /// Memory to use again.
    pub(super) spare: Option<Vec<u8>>,
    /// The archive is broken; reading on serves its digest only.
    pub(super) broken: Option<usize>,
}

/// See the module.
pub(super) struct Desk<'p> {
    documents: Vec<Document>,
    /// The archive whose turn it is.
    current: usize,
    ids: IdTable,
    ledger: Ledger,
    findings: BTreeMap<Code, u64>,
    sink: Option<Box<RejectSink<'p>>>,
    sink_error: Option<std::io::Error>,
    /// Batches keep their text until their turn.
    keep_text: bool,
    waiting: usize,
    order: u64,
}

impl<'p> Desk<'p> {
    pub(super) fn new(
        archives: usize,
        seed: Seed,
        keep_text: bool,
        sink: Option<Box<RejectSink<'p>>>,
    ) -> Self {
        let document = || Document {
            stage: Stage::Records,
            open: Vec::new(),
            open_offset: 0,
            retry_at: 0,
            place: None,
            records: 0,
            extent: Extent::default(),
            fault: None,
            closing: None,
            ready: VecDeque::new(),
        };
        Self {
            documents: (0..archives).map(|_| document()).collect(),
            current: 0,
            ids: IdTable::new(seed),
            ledger: Ledger::default(),
            findings: BTreeMap::new(),
            sink,
            sink_error: None,
            keep_text,
            waiting: 0,
            order: 0,
        }
    }

    /// The archive whose turn it is, and how many records of later ones wait.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.current, self.waiting)
    }

    /// Takes the next block of its archive. `decoded` is what a thread made of it alone.
    pub(super) fn take(
        &mut self,
        block: Block,
        decoded: Decoded,
        decoder: &mut Decoder<'_>,
    ) -> Handed {
        let mut handed = Handed::default();
        let archive = block.archive;
        let keep_text = self.keep_text;
        let document = &mut self.documents[archive];
        let broken_before = matches!(document.stage, Stage::Broken);
        if let Some(batch) = document.take(block, decoded, decoder, keep_text, &mut handed) {
            self.waiting += batch.decoded.records.len();
            document.ready.push_back(batch);
        }
        if !broken_before && matches!(document.stage, Stage::Broken) {
            handed.broken = Some(archive);
        }
        while let Some(document) = self.documents.get_mut(self.current) {
            let ready = std::mem::take(&mut document.ready);
            let closed = document.closing.is_some();
            for batch in ready {
                self.waiting -= batch.decoded.records.len();
                handed.accepted.push(self.admit(batch));
            }
            if !closed {
                break;
            }
            self.current += 1;
        }
        handed
    }

    /// Enters a batch of the current archive into the ledger; gives the accepted records.
    fn admit(&mut self, batch: Batch) -> Accepted {
        let Batch {
            decoded,
            base,
            offset,
            text,
        } = batch;
        let Decoded {
            mut records,
            mut rejects,
            filtered,
            read,
            ..
        } = decoded;
        let own_rejects = rejects.len();
        let mut duplicate = 0;
        records.retain(|record| match self.ids.admit(record.id, record.digest) {
            Met::New => true,
            Met::SameContent => {
                duplicate += 1;
                false
            }
            Met::OtherContent => {
                rejects.push(conflict(record, &text));
                false
            }
        });
        let rejected = rejects.len() as u64;
        let accepted = records.len() as u64;
        self.ledger.add(&Ledger {
            read,
            accepted,
            filtered,
            duplicate,
            rejected,
        });
        if duplicate > 0 {
            *self.findings.entry(Code::U01).or_default() += duplicate;
        }
        if rejects.len() > own_rejects {
            rejects.sort_by_key(|reject| reject.index);
        }
        for mut reject in rejects {
            *self.findings.entry(reject.refusal.code).or_default() += 1;
            reject.index += base;
            reject.offset += offset;
            if let Some(sink) = &mut self.sink
                && self.sink_error.is_none()
            {
                self.sink_error = sink(self.current, &reject).err();
            }
        }
        self.order += 1;
        Accepted {
            archive: self.current,
            order: self.order,
            records,
            text,
        }
    }

    /// Everything that was entered, once all archives are closed.
    pub(super) fn finish<R: Ord>(self, rank: impl Fn(u32) -> R) -> std::io::Result<Entered> {
        if let Some(error) = self.sink_error {
            return Err(error);
        }
        let mut findings = self.findings;
        let archives: Vec<_> = self
            .documents
            .into_iter()
            .map(|document| document.finish(&rank))
            .collect();
        for fault in archives.iter().filter_map(|archive| archive.fault.as_ref()) {
            if let Some(code) = fault.code {
                *findings.entry(code).or_default() += 1;
            }
        }
        Ok(Entered {
            archives,
            ledger: self.ledger,
            findings,
        })
    }
}

/// What the desk knows in the end.
#[derive(Debug)]
pub(super) struct Entered {
    pub(super) archives: Vec<Archive>,
    pub(super) ledger: Ledger,
    pub(super) findings: BTreeMap<Code, u64>,
}

fn conflict(record: &Record, text: &[u8]) -> Reject {
    let start = record.offset as usize;
    let raw = text.get(start..start + record.len as usize);
    Reject {
        index: u64::from(record.index),
        offset: u64::from(record.offset),
        refusal: Refusal::new(Code::U02, "`id` was accepted before with different content"),
        raw: raw.map(|raw| String::from_utf8_lossy(raw).into_owned()),
    }
}

impl Document {
    fn take(
        &mut self,
        block: Block,
        decoded: Decoded,
        decoder: &mut Decoder<'_>,
        keep_text: bool,
        handed: &mut Handed,
    ) -> Option<Batch> {
        let Block {
            bytes,
            offset,
            place,
            closing,
            ..
        } = block;
        self.place = self.place.or(place);
        let batch = match (&mut self.stage, place) {
            (Stage::Records, Some(place)) => {
                self.prove(bytes, offset, place, decoded, decoder, keep_text, handed)
            }
            (Stage::Tail(text, _), Some(_)) => {
                text.extend_from_slice(&bytes);
                if text.len() > LONGEST_RECORD {
                    let what = "more than 64 MiB behind the records";
                    self.break_off(Fault::new(Code::F04, offset, what));
                }
                None
            }
            _ => None,
        };
        if let Some(closing) = closing {
            self.close(closing);
        }
        batch
    }

    /// Settles what a block truly holds, now that everything before it is known.
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one block, taken apart by the only caller"
    )]
    fn prove(
        &mut self,
        mut bytes: Vec<u8>,
        mut offset: u64,
        mut place: Place,
        mut decoded: Decoded,
        decoder: &mut Decoder<'_>,
        keep_text: bool,
        handed: &mut Handed,
    ) -> Option<Batch> {
        if !self.open.is_empty() {
            self.open.extend_from_slice(&bytes);
            if self.open.len() > LONGEST_RECORD {
                let what = format!("a record longer than {} MiB", LONGEST_RECORD >> 20);
                self.break_off(Fault::new(Code::F04, self.open_offset, what));
                return None;
            }
            if self.open.len() < self.retry_at && !place.last {
                return None;
            }
            handed.spare = Some(std::mem::replace(
                &mut bytes,
                std::mem::take(&mut self.open),
            ));
            offset = self.open_offset;
            place.first = self.records == 0;
            decoded = decoder.decode(&bytes, place);
        }
        let base = self.records;
        self.records += decoded.read;
        self.extent.merge(std::mem::take(&mut decoded.extent));
        let rest = &bytes[decoded.consumed.min(bytes.len())..];
        let rest_offset = offset + decoded.consumed as u64;
        match decoded.end {
            End::Open => {
                self.open = rest.to_vec();
                self.open_offset = rest_offset;
                self.retry_at = rest.len() * 2;
            }
            End::Closed => self.stage = Stage::Tail(rest.to_vec(), rest_offset),
            End::Fault(fault) => self.break_off(Fault::json(fault, offset)),
        }
        let text = if keep_text {
            bytes
        } else {
            handed.spare = Some(bytes);
            Vec::new()
        };
        Some(Batch {
            decoded,
            base,
            offset,
            text,
        })
    }

    fn break_off(&mut self, fault: Fault) {
        self.fault = Some(fault);
        self.stage = Stage::Broken;
        self.open = Vec::new();
    }

    fn close(&mut self, mut closing: Closing) {
        if let Some(fault) = closing.fault.take() {
            self.fault.get_or_insert(fault);
        } else if let (Stage::Tail(text, offset), Some(place)) = (&self.stage, self.place)
            && let Err(fault) = tail(place.shape, text)
        {
            self.fault = Some(Fault::json(fault, *offset));
        }
        self.closing = Some(closing);
    }

    fn finish<R: Ord>(self, rank: impl Fn(u32) -> R) -> Archive {
        let closing = self.closing.unwrap_or_default();
        Archive {
            bytes: closing.bytes,
            sha256: closing.sha256,
            compression: closing.compression,
            shape: self.place.map(|place| place.shape),
            events: self.records,
            span: self.extent.finish(rank),
            fault: self.fault,
        }
    }
}
