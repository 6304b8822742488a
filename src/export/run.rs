//! Events in memory, one behind the other, and their order.

use super::key::Key;
use crate::json::compact::{compact, has_line_break};

/// An event of a run.
#[derive(Debug, Clone, Copy)]
struct Entry {
    key: Key,
    start: usize,
    len: usize,
}

/// Events that are gathered, then sorted.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: Vec<u8>,
    entries: Vec<Entry>,
}

impl Run {
    /// Whether an event of that length still has its place, so that memory never grows by doubling.
    pub(super) fn has_room(&self, len: usize) -> bool {
        self.text.len() + len <= self.text.capacity()
    }

    /// Makes it hold at least so many bytes of text. It must be empty, or nothing is won.
    pub(super) fn make_room(&mut self, bytes: usize) {
        self.text.reserve_exact(bytes);
    }

    /// Takes an event's own text; broken over lines, it is put on one.
    pub(super) fn push(&mut self, key: Key, text: &[u8]) {
        let start = self.text.len();
        if has_line_break(text) {
            compact(text, &mut self.text);
        } else {
            self.text.extend_from_slice(text);
        }
        let len = self.text.len() - start;
        self.entries.push(Entry { key, start, len });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What it takes of memory.
    pub(super) fn size(&self) -> usize {
        self.text.capacity() + self.entries.capacity() * size_of::<Entry>()
    }

    pub(super) fn sort(&mut self) {
        self.entries.sort_unstable_by_key(|entry| entry.key);
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.entries.clear();
    }

    /// The event at a place in the order.
    pub(super) fn get(&self, place: usize) -> Option<(Key, &[u8])> {
        let entry = self.entries.get(place)?;
        Some((entry.key, &self.text[entry.start..entry.start + entry.len]))
    }

    /// Number and bytes of its events.
    pub(super) fn extent(&self) -> (usize, usize) {
        (self.entries.len(), self.text.len())
    }
}
