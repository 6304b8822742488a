//! An edge of the graph: the text from one value to the next, and its effect.

use super::members::{Role, Slot};
use crate::json::OBJECT;
use std::cell::Cell;
use wide::u8x16;

/// Where a value belongs, and what it is to the event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Digest of its name; `None` in an array.
    pub(super) name: Option<u64>,
    pub(super) role: Role,
}

impl Place {
    /// In an array, or anywhere below what an event has of its own.
    pub(super) const fn element() -> Self {
        Self {
            name: None,
            role: Role::NOTHING,
        }
    }
}

/// What a step does between two values.
#[derive(Debug, Clone, Copy)]
pub(super) enum Op {
    /// A member begins that may hold these, as far as they are looked at.
    Begin([Slot; 2]),
    /// An object or array opens; the sum with which its digest starts.
    Open(u64),
    /// It closes, a member of that name.
    Close(u64),
    CloseElement,
    /// `true`, `false` or `null`: the member's part of the sum, or the element's digest.
    Constant(u64),
    ConstantElement(u64),
    /// A value that is no string ended, whose name may be that of a kept text.
    Other {
        slot: Slot,
        null: bool,
    },
}

/// The operations of a step, the common sequences inline: fetching others from the list takes longer than
/// executing them.
#[derive(Debug)]
pub(super) enum Moves {
    Nothing,
    /// An object opens that may hold these.
    Into([Slot; 2]),
    /// An object or array closes, a member of that name.
    OutOf(u64),
    /// It closes, and an object opens.
    Over(u64, [Slot; 2]),
    /// Any other sequence: `len` operations of the graph's list, starting at `from`.
    Other {
        from: u32,
        len: u32,
    },
}

impl Moves {
    /// Appends the operations to the graph's list if there is no inline form.
    pub(super) fn new(ops: &[Op], list: &mut Vec<Op>) -> Self {
        const NONE: [Slot; 2] = [Slot::Other; 2];
        match *ops {
            [] => Self::Nothing,
            [Op::Open(OBJECT)] => Self::Into(NONE),
            [Op::Begin(slots), Op::Open(OBJECT)] => Self::Into(slots),
            [Op::Close(name)] => Self::OutOf(name),
            [Op::Close(name), Op::Open(OBJECT)] => Self::Over(name, NONE),
            [Op::Close(name), Op::Begin(slots), Op::Open(OBJECT)] => Self::Over(name, slots),
            _ => {
                let from = list.len() as u32;
                list.extend_from_slice(ops);
                Self::Other {
                    from,
                    len: ops.len() as u32,
                }
            }
        }
    }
}

/// What comes at the end of a step. Members bear the digest of their name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Leaf {
    /// A string that is a member of an object, as nearly everything is.
    Text {
        name: u64,
        slot: Slot,
    },
    /// The member `id` of the record, a string: the digest leaves it out.
    Id,
    TextElement,
    Number {
        name: u64,
        slot: Slot,
    },
    NumberElement,
    /// The end of the record.
    End,
}

impl Leaf {
    pub(super) fn text(place: Place) -> Self {
        match (place.name, place.role.slot()) {
            (Some(_), Slot::Id) => Self::Id,
            (Some(name), slot) => Self::Text { name, slot },
            (None, _) => Self::TextElement,
        }
    }

    pub(super) fn number(place: Place) -> Self {
        let slot = place.role.slot();
        match place.name {
            Some(name) => Self::Number { name, slot },
            None => Self::NumberElement,
        }
    }

    const fn is_number(self) -> bool {
        matches!(self, Self::Number { .. } | Self::NumberElement)
    }
}

/// Number of an edge or a node; there are no more than a few thousand.
pub(super) type Index = u16;

/// No edge.
pub(super) const NONE: Index = Index::MAX;

/// The text between two values, which is the same in many records. An edge fills two cache lines.
#[derive(Debug)]
#[repr(align(64))]
pub(super) struct Edge {
    /// The first 32 bytes of the text, and a mask of those beyond its end.
    first: [u8x16; 2],
    behind: [u8x16; 2],
    /// Those bytes decide.
    short: bool,
    pub(super) text: Box<[u8]>,
    pub(super) moves: Moves,
    pub(super) leaf: Leaf,
    /// The nodes between which it leads.
    pub(super) from: Index,
    pub(super) to: Index,
    /// Inline cache: the edge that was taken after this one last, and the one before that; or [`NONE`].
    pub(super) next: Cell<Index>,
    pub(super) other: Cell<Index>,
}

impl Edge {
    pub(super) fn new(text: &[u8], moves: Moves, leaf: Leaf, [from, to]: [Index; 2]) -> Self {
        let byte = |at: usize| text.get(at).copied().unwrap_or_default();
        let behind = |at: usize| if at < text.len() { 0 } else { 0xff };
        Self {
            first: [0, 16].map(|half| u8x16::new(std::array::from_fn(|at| byte(half + at)))),
            behind: [0, 16].map(|half| u8x16::new(std::array::from_fn(|at| behind(half + at)))),
            short: text.len() <= 32 && !leaf.is_number(),
            text: text.into(),
            moves,
            leaf,
            from,
            to,
            next: Cell::new(NONE),
            other: Cell::new(NONE),
        }
    }

    /// The text after the edge, if `bytes` start with the edge's text and, where a number must follow, with
    /// one.
    #[inline(always)]
    pub(super) fn follow<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let Some(([one, two], [])) = bytes.first_chunk::<32>().map(|first| first.as_chunks())
        else {
            return self.follow_slowly(bytes);
        };
        let one = u8x16::new(*one).simd_eq(self.first[0]) | self.behind[0];
        let two = u8x16::new(*two).simd_eq(self.first[1]) | self.behind[1];
        if (one & two).to_bitmask() != 0xffff {
            return None;
        }
        if self.short {
            return bytes.get(self.text.len()..);
        }
        self.follow_slowly(bytes)
    }

    /// As [`follow`](Self::follow), where more than the first 32 bytes must be compared, or fewer are left.
    #[inline(never)]
    fn follow_slowly<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let rest = bytes.strip_prefix(&*self.text)?;
        let leads = !self.leaf.is_number() || matches!(rest.first(), Some(b'-' | b'0'..=b'9'));
        leads.then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_edge_takes_two_cache_lines() {
        assert_eq!(size_of::<super::Edge>(), 128);
    }
}
