//! Admission of events, in the order of the archives: ids are looked up and the ledger is kept.
//!
//! One thread at a time admits. Blocks of later archives are validated as they come in, but their
//! records are queued until it is their turn, because which of two conflicting events is "the first"
//! must not depend on threads.

use super::again::{again, conflict};
use super::block::Decoder;
use super::decoded::Decoded;
use super::document::{Archive, Batch, Document, Stage};
use super::extent::Extent;
use super::feed::Block;
use super::id_table::{IdTable, Met};
use super::inspect::Inspected;
use super::observer::Accepted;
use super::shared::Shared;
use super::twins::Twins;
use crate::finding::Code;
use crate::ingest::framing::Cut;
use crate::ingest::limits::Limits;
use crate::json::Seed;
use crate::record::{Ledger, Record, Reject};
use std::collections::{BTreeMap, VecDeque};

/// Receives every rejected record, archive by archive in the order of the text.
pub type RejectSink<'p> = dyn FnMut(usize, &Reject) -> std::io::Result<()> + Send + 'p;

/// What a step gives back.
#[derive(Debug, Default)]
pub(super) struct Handed {
    /// Accepted records, to be observed by any thread.
    pub(super) accepted: Option<Accepted>,
    /// Batches whose turn it is are left; [`Admission::go_on`] admits them.
    pub(super) behind: bool,
    /// Memory to use again.
    pub(super) spare: Option<Vec<u8>>,
    /// The archive is broken; reading on serves its digest only.
    pub(super) broken: Option<usize>,
}

/// See the module.
pub(super) struct Admission<'p> {
    documents: Vec<Document>,
    /// The archive whose turn it is.
    current: usize,
    ids: IdTable,
    /// Ids of events within the period that something else leaves out, where they are wanted.
    narrowed: IdTable,
    ledger: Ledger,
    findings: BTreeMap<Code, u64>,
    sink: Option<Box<RejectSink<'p>>>,
    sink_error: Option<std::io::Error>,
    /// Batches keep their text until their turn.
    keep_text: bool,
    waiting: usize,
    order: u64,
    /// Contents without ids, if twins are looked for.
    twins: Option<Twins>,
}

/// What is kept for the caller.
pub(super) struct Keeping<'p> {
    /// Text of blocks, until their turn.
    pub(super) text: bool,
    /// Findings of one code and archive, when archives are inspected.
    pub(super) list: Option<usize>,
    /// Contents without ids.
    pub(super) twins: bool,
    /// Which archives hold which ids.
    pub(super) shared: bool,
    pub(super) sink: Option<Box<RejectSink<'p>>>,
    /// What is read of an archive at most.
    pub(super) limits: Limits,
}

impl<'p> Admission<'p> {
    pub(super) fn new(archives: usize, seed: Seed, keeping: Keeping<'p>) -> Self {
        let Keeping {
            text: keep_text,
            list,
            twins,
            shared,
            sink,
            limits,
        } = keeping;
        let document = || Document {
            stage: Stage::Records,
            head: Vec::new(),
            open: Vec::new(),
            open_offset: 0,
            retry_at: 0,
            place: None,
            records: 0,
            extent: Extent::default(),
            fault: None,
            fault_found: false,
            closing: None,
            ready: VecDeque::new(),
            inspected: list.map(|list| Box::new(Inspected::new(list))),
            learned: Cut::default(),
            lost: Vec::new(),
            limits,
            refused: 0,
            rejected: 0,
        };
        Self {
            documents: (0..archives).map(|_| document()).collect(),
            current: 0,
            ids: IdTable::new(seed, shared),
            narrowed: IdTable::new(seed, false),
            ledger: Ledger::default(),
            findings: BTreeMap::new(),
            sink,
            sink_error: None,
            keep_text,
            waiting: 0,
            order: 0,
            twins: twins.then(Twins::new),
        }
    }

    /// The archive whose turn it is, and how many records wait for theirs.
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
        if let Some(batch) = document.take(block, decoded, decoder, keep_text, &mut handed.spare) {
            self.waiting += batch.weight();
            document.ready.push_back(batch);
        }
        if !broken_before && matches!(document.stage, Stage::Broken) {
            handed.broken = Some(archive);
        }
        self.admit_next(&mut handed);
        handed
    }

    /// Admits another of the batches that [`Handed::behind`] spoke of.
    pub(super) fn go_on(&mut self) -> Handed {
        let mut handed = Handed::default();
        self.admit_next(&mut handed);
        handed
    }

    /// Admits the batch whose turn it is, if there is one. One at a time, because when an archive ends
    /// the next one may have hundreds ready, and no other thread can admit meanwhile.
    fn admit_next(&mut self, handed: &mut Handed) {
        let current = self.documents.get_mut(self.current);
        if let Some(batch) = current.and_then(|document| document.ready.pop_front()) {
            self.waiting -= batch.weight();
            handed.accepted = Some(self.admit(batch));
        }
        while self
            .documents
            .get(self.current)
            .is_some_and(Document::is_done)
        {
            self.current += 1;
        }
        let current = self.documents.get(self.current);
        handed.behind = current.is_some_and(|document| !document.ready.is_empty());
    }

    /// Enters a batch of the current archive into the ledger; gives the accepted records.
    fn admit(&mut self, batch: Batch) -> Accepted {
        let Batch {
            decoded,
            base,
            offset,
            text,
            lost,
        } = batch;
        let Decoded {
            mut records,
            mut rejects,
            filtered,
            left_out,
            read,
            twins,
            mut notes,
            marks,
            tags,
            mut outside,
            ..
        } = decoded;
        let own_rejects = rejects.len();
        let mut duplicate = 0;
        let inspected = &mut self.documents[self.current].inspected;
        let mut again = |code, record: &Record| {
            if let Some(inspected) = inspected {
                inspected
                    .found
                    .add(code, code.severity(), || again(code, record, base, offset));
            }
        };
        let mut twins = twins.into_iter();
        self.ids.approach(records.iter().map(|record| record.id));
        self.ids.enter(self.current);
        records.retain(|record| {
            let twin = twins.next();
            match self.ids.admit(record.id, record.digest) {
                Met::New => {
                    if let (Some(known), Some(digest)) = (&mut self.twins, twin)
                        && known.met(digest)
                    {
                        again(Code::U03, record);
                    }
                    true
                }
                Met::SameContent => {
                    again(Code::U01, record);
                    duplicate += 1;
                    false
                }
                Met::OtherContent => {
                    again(Code::U02, record);
                    rejects.push(conflict(record, &text));
                    false
                }
            }
        });
        notes.retain_accepted(&records);
        let narrowed = &mut self.narrowed;
        let is_new = |record: &Record| narrowed.admit(record.id, record.digest) == Met::New;
        outside.narrowed.retain(is_new);
        for reject in &mut rejects {
            reject.index += base;
            reject.offset += offset;
        }
        for reject in &rejects {
            *self.findings.entry(reject.refusal.code).or_default() += 1;
        }
        // What could not be read is told by the fault of its archive.
        let unreadable = lost.len();
        rejects.extend(lost);
        let rejected = rejects.len() as u64;
        self.documents[self.current].rejected += rejected;
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
        if rejects.len() > own_rejects || unreadable > 0 {
            rejects.sort_by_key(|reject| reject.index);
        }
        for reject in rejects {
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
            index: base,
            offset,
            records,
            left_out,
            text,
            notes,
            marks,
            tags,
            outside,
        }
    }

    /// Everything that was entered, once all archives are closed. `paths` are those of the archives.
    pub(super) fn finish<'s>(
        self,
        paths: impl Iterator<Item = &'s str>,
    ) -> std::io::Result<Entered> {
        if let Some(error) = self.sink_error {
            return Err(error);
        }
        let mut findings = self.findings;
        let archives: Vec<_> = self
            .documents
            .into_iter()
            .zip(paths)
            .map(|(document, path)| document.finish(path))
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
            blocks: self.order,
            shared: self.ids.shared(),
        })
    }
}

/// What was learned, once everything is admitted.
#[derive(Debug)]
pub(super) struct Entered {
    pub(super) archives: Vec<Archive>,
    pub(super) ledger: Ledger,
    pub(super) findings: BTreeMap<Code, u64>,
    /// Blocks of accepted events.
    pub(super) blocks: u64,
    pub(super) shared: Vec<Shared>,
}
