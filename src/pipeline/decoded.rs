//! What a block held.

use super::extent::Extent;
use super::inspect::Inspected;
use super::note::Notes;
use super::outside::Outside;
use super::tags::Tags;
use crate::json::JsonFault;
use crate::record::{Marks, Record, Reject};
use std::sync::Arc;

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
    /// What was told of the names in it; empty where nobody asked.
    pub(super) tags: Arc<Tags>,
    /// Events that the filter left out, where they are wanted.
    pub(super) outside: Outside,
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
            tags: Arc::default(),
            outside: Outside::default(),
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
        self.outside
            .append(later.outside, index as u32, offset as u32);
        if !Arc::ptr_eq(&self.tags, &later.tags) {
            Arc::make_mut(&mut self.tags).merge(&later.tags);
        }
        if !Arc::ptr_eq(&self.marks, &later.marks) {
            let marks = Arc::make_mut(&mut self.marks);
            marks.resize(marks.len().max(later.marks.len()), Marks::default());
            for (mine, theirs) in marks.iter_mut().zip(&*later.marks) {
                *mine = mine.and(*theirs);
            }
        }
    }
}
