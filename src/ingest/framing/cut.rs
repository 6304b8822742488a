//! Where to cut a long document into blocks.
//!
//! Cuts are speculative: a *candidate* looks like the gap between two records, and is validated when the
//! block before it is parsed. If a block starts at a record and its parsing ends with nothing open, the
//! next block starts at a record, by induction from the document's start. A candidate inside a string or
//! a nested value leaves something open; the blocks are then joined and parsed again. A wrong candidate
//! costs time, never an event.

use super::Shape;
use memchr::memmem;
use memchr::{memchr_iter, memrchr};

/// What the beginning of a record looks like, learned from the first one.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    first_member: Option<memmem::FinderRev<'static>>,
}

impl Cut {
    /// Learns the name of the first member of the first record, which starts at the front of `bytes`.
    #[must_use]
    pub fn learn(bytes: &[u8]) -> Self {
        Self {
            first_member: first_member(bytes).map(|name| memmem::FinderRev::new(name).into_owned()),
        }
    }
}

/// A place at which a record may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Offset of its first byte.
    pub at: usize,
    /// The gap before it is one between two records, so that the record need not look like an event.
    pub gap: bool,
}

/// The first candidate in `bytes` at or behind `from`: where reading may go on behind a fault. It is not
/// validated; the caller has to check what can be parsed there.
#[must_use]
pub fn resume(shape: Shape, learned: &Cut, bytes: &[u8], from: usize) -> Option<Candidate> {
    if shape == Shape::Lines {
        let before = from.saturating_sub(1);
        let at = memmem::find(bytes.get(before..)?, b"\n{")? + before + 1;
        return Some(Candidate { at, gap: true });
    }
    let Some(finder) = &learned.first_member else {
        return memchr_iter(b'{', bytes.get(from..)?)
            .map(|at| at + from)
            .find(|&at| gap_before(bytes, at + 1).is_some())
            .map(|at| Candidate { at, gap: true });
    };
    let starts = memmem::find_iter(bytes.get(from..)?, finder.needle()).filter_map(|at| {
        let before = bytes[..at + from].trim_ascii_end().strip_suffix(b"{")?;
        let gap = gap_before(bytes, before.len() + 1).is_some();
        (before.len() >= from).then_some(Candidate {
            at: before.len(),
            gap,
        })
    });
    { starts }.next()
}

fn first_member(bytes: &[u8]) -> Option<&[u8]> {
    let inside = bytes
        .trim_ascii_start()
        .strip_prefix(b"{")?
        .trim_ascii_start();
    let name = inside.strip_prefix(b"\"")?;
    let end = name
        .iter()
        .take(64)
        .position(|&b| b == b'"' || b == b'\\')?;
    (name[end] == b'"').then(|| &inside[..end + 2])
}

/// The last candidate in `bytes`: the offset at which a record seems to start, or the length of
/// `bytes` where none is to be seen.
#[must_use]
pub fn cut(shape: Shape, learned: &Cut, bytes: &[u8]) -> usize {
    let found = match shape {
        Shape::Lines => memmem::rfind(bytes, b"\n{")
            .or_else(|| memrchr(b'\n', bytes))
            .map(|at| at + 1),
        Shape::Entries | Shape::Array => by_first_member(learned, bytes)
            .or_else(|| rfind_map(bytes, b'{', |at| gap_before(bytes, at + 1))),
    };
    found.filter(|&at| at > 0).unwrap_or(bytes.len())
}

fn by_first_member(learned: &Cut, bytes: &[u8]) -> Option<usize> {
    let finder = learned.first_member.as_ref()?;
    let mut end = bytes.len();
    loop {
        let at = finder.rfind(&bytes[..end])?;
        if let Some(start) = gap_before(bytes, at) {
            return Some(start);
        }
        end = at;
    }
}

fn rfind_map(bytes: &[u8], byte: u8, accept: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let mut end = bytes.len();
    loop {
        let at = memrchr(byte, &bytes[..end])?;
        if let Some(start) = accept(at) {
            return Some(start);
        }
        end = at;
    }
}

/// Whether `} , {` with any white space ends right before `end`; gives the offset of its `{`.
fn gap_before(bytes: &[u8], end: usize) -> Option<usize> {
    let before = bytes[..end].trim_ascii_end().strip_suffix(b"{")?;
    let start = before.len();
    before
        .trim_ascii_end()
        .strip_suffix(b",")?
        .trim_ascii_end()
        .strip_suffix(b"}")?;
    Some(start)
}
