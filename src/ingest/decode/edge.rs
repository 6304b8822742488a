//! A step from one value to the next, and what it means.

use super::members::Role;

/// Where a value belongs: what it is called in its object, or that it is the next of an array; and
/// what it is to the event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Digest of the name; `None` in an array.
    pub(super) name: Option<u64>,
    pub(super) role: Role,
}

impl Place {
    /// In an array, or anywhere below what an event has of its own.
    pub(super) const fn element() -> Self {
        Self {
            name: None,
            role: Role::Nothing,
        }
    }
}

/// What a step does between two values.
#[derive(Debug, Clone, Copy)]
pub(super) enum Op {
    /// A member begins that may hold members which are looked at.
    Begin(Role),
    /// An object or array opens; the sum with which its digest starts.
    Open(u64),
    /// It closes.
    Close(Place),
    /// `true`, `false` or `null`, with its digest.
    Constant {
        place: Place,
        digest: u64,
        null: bool,
    },
}

/// What comes at the end of a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Leaf {
    Text(Place),
    Number(Place),
    /// The end of the record.
    End,
}

/// No edge.
pub(super) const NONE: u32 = u32::MAX;

/// A step: the text between two values, which is the same in many records.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    /// The first 16 bytes of the text, zeros behind its end.
    first: u128,
    /// The bytes that count.
    mask: u128,
    pub(super) text: Box<[u8]>,
    /// Place of its operations in the track's list.
    pub(super) ops: (u32, u32),
    pub(super) leaf: Leaf,
    /// The node to which it leads.
    pub(super) to: u32,
    /// The edge that was taken after it the last time, or [`NONE`].
    pub(super) next: u32,
}

impl Edge {
    pub(super) fn new(text: &[u8], ops: (u32, u32), leaf: Leaf, to: u32) -> Self {
        let len = text.len().min(16);
        let mut first = [0; 16];
        first[..len].copy_from_slice(&text[..len]);
        Self {
            first: u128::from_le_bytes(first),
            mask: u128::MAX.checked_shr(8 * (16 - len as u32)).unwrap_or(0),
            text: text.into(),
            ops,
            leaf,
            to,
            next: NONE,
        }
    }

    /// Whether the step leads on from here: its text stands at the front of `bytes`, and if that
    /// leaves open what comes then, it comes.
    #[inline]
    pub(super) fn fits(&self, bytes: &[u8]) -> bool {
        self.says(bytes)
            && (!matches!(self.leaf, Leaf::Number(_))
                || matches!(bytes.get(self.text.len()), Some(b'-' | b'0'..=b'9')))
    }

    #[inline]
    fn says(&self, bytes: &[u8]) -> bool {
        let Some(chunk) = bytes.first_chunk::<16>() else {
            return bytes.starts_with(&self.text);
        };
        (u128::from_le_bytes(*chunk) ^ self.first) & self.mask == 0
            && (self.text.len() <= 16 || self.says_behind(bytes))
    }

    /// The part behind the first 16 bytes.
    #[inline]
    fn says_behind(&self, bytes: &[u8]) -> bool {
        let len = self.text.len();
        if len > 32 || len > bytes.len() {
            return bytes.starts_with(&self.text);
        }
        bytes[len - 16..len] == self.text[len - 16..]
    }
}
