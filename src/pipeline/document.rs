//! One archive while its blocks come in, in the order of the text: boundaries are proved here.

use super::block::{Decoder, Place, is_in_record};
use super::decoded::{Decoded, End};
use super::extent::{Extent, Span};
use super::feed::{Block, Closing};
use super::inspect::Inspected;
use super::recovery::{Ended, LONGEST_RAW, Recovery, Search};
use super::utf8::Utf8;
use crate::event::Refusal;
use crate::finding::{Code, Finding, Limit};
use crate::ingest::container::Compression;
use crate::ingest::fault::Fault;
use crate::ingest::framing::{Cut, Shape, tail};
use crate::ingest::limits::Limits;
use crate::record::Reject;
use std::collections::VecDeque;

/// An archive in the end.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// Path as given or found, `-` for standard input. Bytes that are not UTF-8 are replaced.
    pub path: String,
    /// Size of the file as received.
    pub bytes: u64,
    /// SHA-256 of the file as received; empty when it could not be read.
    pub sha256: String,
    /// SHA-256 of its document, where that was asked for and it was read to its end.
    pub document_sha256: Option<String>,
    /// How it is compressed.
    pub compression: Compression,
    /// How it holds its records; `None` when it was not read that far.
    pub shape: Option<Shape>,
    /// Records read.
    pub records: u64,
    /// Records that are no events, or whose id was accepted before with other content.
    pub rejected: u64,
    /// What its events span.
    pub span: Span,
    /// Why it was not read to its end.
    pub fault: Option<Fault>,
    /// gzip members or zstd data frames up to where reading ended; 0 where it is not compressed.
    pub members: u64,
    /// Whether its document begins with a byte-order mark.
    pub bom: bool,
    /// What an inspection saw, if there was one.
    pub inspected: Option<Inspected>,
}

impl Archive {
    /// Records that were not rejected.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.records.saturating_sub(self.rejected)
    }
}

/// Which part of a document comes next.
#[derive(Debug)]
pub(super) enum Stage {
    Records,
    /// Behind a fault, in search of the next record.
    Skipping(Box<Search>),
    /// Behind the records; the text so far, and its offset in the document.
    Tail(Vec<u8>, u64),
    Broken,
}

/// A document while its blocks come in.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) stage: Stage,
    /// Text before the records, if it is to be inspected.
    pub(super) head: Vec<u8>,
    /// Text of a record that the last block left open, and its offset.
    pub(super) open: Vec<u8>,
    pub(super) open_offset: u64,
    /// Reading the open text again is worth it only from this length on.
    pub(super) retry_at: usize,
    pub(super) place: Option<Place>,
    pub(super) records: u64,
    pub(super) extent: Extent,
    pub(super) fault: Option<Fault>,
    /// The fault is a finding already.
    pub(super) fault_found: bool,
    pub(super) closing: Option<Closing>,
    pub(super) ready: VecDeque<Batch>,
    /// What an inspection saw so far; its presence says that reading goes on behind a fault.
    pub(super) inspected: Option<Box<Inspected>>,
    /// What records begin with, for finding one again.
    pub(super) learned: Cut,
    /// Unreadable stretches that wait for the next batch.
    pub(super) lost: Vec<Reject>,
    pub(super) limits: Limits,
    /// Records that are no events, as far as the text was decoded.
    pub(super) refused: u64,
    /// Records that the ledger counts as rejected.
    pub(super) rejected: u64,
}

/// Proved records that wait for their turn.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) decoded: Decoded,
    /// Records before it in the archive.
    pub(super) base: u64,
    pub(super) offset: u64,
    /// The text, kept only while somebody wants to see rejected records.
    pub(super) text: Vec<u8>,
    /// Unreadable stretches before and between its records, placed in the archive.
    pub(super) lost: Vec<Reject>,
}

impl Batch {
    /// What it takes to keep it waiting, in records: at least one for 512 bytes of text, because a
    /// filter may have left few of many.
    pub(super) fn weight(&self) -> usize {
        let records = self.decoded.records.len().max(self.text.len() / 512);
        records + self.decoded.notes.weight() + self.decoded.outside.len()
    }

    /// No records; unreadable stretches at the end of an archive need one.
    pub(super) fn empty() -> Self {
        Self {
            decoded: Decoded::nothing(End::Open),
            base: 0,
            offset: 0,
            text: Vec::new(),
            lost: Vec::new(),
        }
    }
}

impl Document {
    /// All of it was read, proved and admitted.
    pub(super) fn is_done(&self) -> bool {
        self.closing.is_some() && self.ready.is_empty()
    }

    pub(super) fn take(
        &mut self,
        block: Block,
        decoded: Decoded,
        decoder: &mut Decoder<'_>,
        keep_text: bool,
        spare: &mut Option<Vec<u8>>,
    ) -> Option<Batch> {
        let Block {
            bytes,
            offset,
            place,
            closing,
            head,
            ..
        } = block;
        if !head.is_empty() {
            self.head = head;
        }
        if self.place.is_none() && self.inspected.is_some() {
            self.learned = Cut::learn(&bytes);
        }
        self.place = self.place.or(place);
        let end = offset + bytes.len() as u64;
        let mut batch = match (&mut self.stage, place) {
            (Stage::Records | Stage::Skipping(_), Some(place)) => {
                self.prove(bytes, offset, place, decoded, decoder, keep_text, spare)
            }
            (Stage::Tail(text, start), Some(place)) => {
                text.extend_from_slice(&bytes);
                if text.len() > self.limits.event {
                    // Another document may follow, which is no long record.
                    let found = tail(place.shape, text).err();
                    let found = found.filter(|fault| fault.at < text.len());
                    let start = *start;
                    self.break_off(found.map_or_else(
                        || Fault::too_long(offset),
                        |fault| Fault::json(fault, start),
                    ));
                }
                None
            }
            _ => None,
        };
        if let Some(closing) = closing {
            let keep_raw = decoder.keeps_raw();
            let mut lost = match (&closing.fault, &self.stage) {
                (Some(fault), Stage::Records) => {
                    let open = std::mem::take(&mut self.open);
                    self.cut_off(&open, self.open_offset, fault, keep_raw)
                }
                _ => 0,
            };
            self.close(closing);
            self.inspect_beside(decoder);
            lost += self.give_up(end, keep_raw);
            if lost > 0 {
                batch.get_or_insert_with(Batch::empty).decoded.read += lost;
            }
        }
        if !self.lost.is_empty() {
            let batch = batch.get_or_insert_with(Batch::empty);
            batch.lost.append(&mut self.lost);
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
        spare: &mut Option<Vec<u8>>,
    ) -> Option<Batch> {
        if matches!(self.stage, Stage::Skipping(_)) {
            let (read, text, start) = self.skip(&bytes, place, decoder)?;
            *spare = Some(std::mem::replace(&mut bytes, text));
            (decoded, offset) = (read, start);
        } else if !self.open.is_empty() {
            self.open.extend_from_slice(&bytes);
            if self.open.len() < self.retry_at && !place.last && !place.broken_off {
                return None;
            }
            *spare = Some(std::mem::replace(
                &mut bytes,
                std::mem::take(&mut self.open),
            ));
            offset = self.open_offset;
            place.first = self.records == 0;
            decoded = decoder.decode(Utf8::of(&bytes), place);
        }
        if let End::Fault(fault) = decoded.end
            && self.inspected.is_some()
        {
            let search = Search::new(fault, decoded.consumed.min(bytes.len()), offset);
            self.go_on(search, &bytes, offset, place, &mut decoded, decoder);
        }
        let base = self.records;
        self.records += decoded.read;
        self.extent.merge(std::mem::take(&mut decoded.extent));
        if let (Some(mine), Some(theirs)) = (&mut self.inspected, decoded.inspected.take()) {
            mine.append(*theirs, base, offset);
        }
        let rest = &bytes[decoded.consumed.min(bytes.len())..];
        let rest_offset = offset + decoded.consumed as u64;
        match decoded.end {
            End::Open if matches!(self.stage, Stage::Skipping(_)) => {}
            End::Open if rest.len() > self.limits.event => {
                let blank = rest.len() - rest.trim_ascii_start().len();
                let told = Fault::too_long(rest_offset + blank as u64);
                decoded.read += self.cut_off(rest, rest_offset, &told, decoder.keeps_raw());
                self.break_off(told);
            }
            End::Open => {
                self.open_offset = rest_offset;
                // What is too long is read once more, to be told from several that are not.
                self.retry_at = (rest.len() * 2).min(self.limits.event.saturating_add(1));
                // A long event is not copied each time that it gets longer.
                self.open = if decoded.read == 0 {
                    let consumed = bytes.len() - rest.len();
                    bytes.drain(..consumed);
                    std::mem::take(&mut bytes)
                } else {
                    rest.to_vec()
                };
            }
            End::Closed => self.stage = Stage::Tail(rest.to_vec(), rest_offset),
            End::Fault(fault) => {
                let keep_raw = decoder.keeps_raw();
                let told = Fault::json(fault, offset);
                if is_in_record(&fault) {
                    decoded.read += self.cut_off(rest, rest_offset, &told, keep_raw);
                }
                self.break_off(told);
            }
        }
        self.refused += (decoded.rejects.len() + self.lost.len()) as u64;
        if self.refused > self.limits.rejects && !matches!(self.stage, Stage::Broken) {
            let most = self.limits.rejects;
            let what = format!("more than {most} records that are not events");
            self.break_off(Fault::beyond(Limit::Rejects, rest_offset, what));
        }
        let text = if keep_text && !decoded.records.is_empty() {
            bytes
        } else {
            // Of two, the one that the block came in: the other may have held a long event.
            spare.get_or_insert(bytes);
            Vec::new()
        };
        Some(Batch {
            decoded,
            base,
            offset,
            text,
            lost: Vec::new(),
        })
    }

    /// Where reading ends inside a record, that record was read and is no evidence, whatever stands
    /// inside it. Gives the number of records that `text`, which follows the last whole one, begins.
    fn cut_off(&mut self, text: &[u8], offset: u64, fault: &Fault, keep_raw: bool) -> u64 {
        let blank = text.len() - text.trim_ascii_start().len();
        let text = text.trim_ascii();
        if text.is_empty() {
            return 0;
        }
        let code = fault.code.unwrap_or(Code::J03);
        let message = format!("the record ends where reading did: {}", fault.what);
        // How much stands behind the fault depends on where blocks were cut.
        let start = offset + blank as u64;
        let sound = usize::try_from(fault.offset.saturating_sub(start)).unwrap_or(usize::MAX);
        let text = &text[..text.len().min(sound).min(LONGEST_RAW)];
        self.lost.push(Reject {
            index: self.records,
            offset: start,
            refusal: Refusal::new(code, message),
            raw: keep_raw.then(|| String::from_utf8_lossy(text).into_owned()),
        });
        self.records += 1;
        1
    }

    /// Reads on behind a fault.
    fn go_on(
        &mut self,
        search: Search,
        bytes: &[u8],
        offset: u64,
        place: Place,
        decoded: &mut Decoded,
        decoder: &mut Decoder<'_>,
    ) {
        let mut recovery = self.recovery(decoder.keeps_raw());
        let (stage, fault) = match recovery.go_on(search, bytes, offset, place, decoded, decoder) {
            Ended::ReadOn => return,
            Ended::Searching(search, fault) => (Stage::Skipping(search), fault),
            Ended::Over(fault) => (Stage::Broken, Some(fault)),
        };
        self.stage = stage;
        self.fault_found |= fault.is_some();
        self.fault = fault.or(self.fault.take());
    }

    fn recovery(&mut self, keep_raw: bool) -> Recovery<'_> {
        Recovery {
            learned: &self.learned,
            records: self.records,
            inspected: self.inspected.as_deref_mut(),
            lost: &mut self.lost,
            keep_raw,
        }
    }

    /// Adds the next block to the text in which a place to go on at is sought. Gives that text once
    /// it could be read on, with what was read and its offset.
    fn skip(
        &mut self,
        bytes: &[u8],
        place: Place,
        decoder: &mut Decoder<'_>,
    ) -> Option<(Decoded, Vec<u8>, u64)> {
        let Stage::Skipping(mut search) = std::mem::replace(&mut self.stage, Stage::Records) else {
            return None;
        };
        let Some((text, offset)) = search.more(bytes, place) else {
            self.stage = Stage::Skipping(search);
            return None;
        };
        let mut decoded = Decoded::nothing(End::Open);
        let list = self.inspected.as_ref().map(|seen| seen.found.limit());
        decoded.inspected = list.map(|list| Box::new(Inspected::new(list)));
        self.go_on(*search, &text, offset, place, &mut decoded, decoder);
        (decoded.read > 0 || !matches!(self.stage, Stage::Skipping(_) | Stage::Broken))
            .then_some((decoded, text, offset))
    }

    /// The archive's file ended, or broke, while a place to go on at was sought; gives the number of
    /// records that the text stands for.
    fn give_up(&mut self, end: u64, keep_raw: bool) -> u64 {
        if !matches!(self.stage, Stage::Skipping(_)) {
            return 0;
        }
        let Stage::Skipping(search) = std::mem::replace(&mut self.stage, Stage::Broken) else {
            return 0;
        };
        let lost = self.recovery(keep_raw).give_up(&search, end);
        self.records += lost;
        lost
    }

    fn break_off(&mut self, fault: Fault) {
        self.fault = Some(fault);
        self.stage = Stage::Broken;
        self.open = Vec::new();
    }

    fn close(&mut self, mut closing: Closing) {
        let fault = closing.fault.take();
        let judged = self.inspected.is_some();
        let behind = fault
            .as_ref()
            .is_none_or(|fault| judged && fault.code == Some(Code::F02));
        if let (true, Stage::Tail(text, offset), Some(place)) = (behind, &self.stage, self.place)
            && let Err(fault) = tail(place.shape, text)
        {
            self.fault = Some(Fault::json(fault, *offset));
        }
        if let Some(fault) = fault {
            self.end_with(fault);
        }
        self.closing = Some(closing);
    }

    /// The file itself ends in a fault. That is the reason which counts; under inspection another one
    /// that was met before is a finding of its own.
    fn end_with(&mut self, fault: Fault) {
        if self.inspected.is_none() {
            self.fault.get_or_insert(fault);
            return;
        }
        self.find_fault();
        self.fault = Some(fault);
        self.fault_found = false;
    }

    /// Makes the fault a finding, once.
    fn find_fault(&mut self) {
        if let (Some(inspected), Some(fault)) = (&mut self.inspected, &self.fault)
            && let Some(code) = fault.code
            && !std::mem::replace(&mut self.fault_found, true)
        {
            let finding = Finding::new(code, fault.what.clone()).beyond(fault.limit);
            inspected.found.push(finding.at(fault.offset));
        }
    }

    pub(super) fn finish(mut self, path: &str) -> Archive {
        self.find_fault();
        let closing = self.closing.unwrap_or_default();
        // How far a file was read on behind a fault is a matter of threads.
        let end = self.fault.as_ref().map_or(u64::MAX, |fault| fault.offset);
        let members = closing.members.iter().filter(|&&start| start <= end);
        let members = members.count() as u64;
        Archive {
            path: path.to_owned(),
            bytes: closing.bytes,
            sha256: closing.sha256,
            document_sha256: closing.document_sha256,
            compression: closing.compression,
            shape: self.place.map(|place| place.shape),
            records: self.records,
            rejected: self.rejected,
            span: self.extent.finish(),
            fault: self.fault,
            members,
            bom: closing.bom,
            inspected: self.inspected.map(|inspected| *inspected),
        }
    }
}
