//! One thread's view of the names: what it has met before costs no lock.

use super::{Dimension, Name, Names, Symbol};
use crate::json::{Seed, Text};
use hashbrown::HashTable;
use std::sync::Arc;

/// What a name says, in 128 bits under keys that nobody knows: two names that differ have the same
/// key once in 10^38. So names are looked up without a look at a letter, which would wait for
/// memory three times an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key([u64; 2]);

/// A name that this thread has met.
#[derive(Debug)]
struct Known {
    key: Key,
    symbol: Symbol,
    passes: bool,
}

/// Cache of symbols in front of the shared [`Names`], with the filter's verdict on each.
#[derive(Debug)]
pub struct Interner<'n> {
    names: &'n Names,
    /// For the second half of a key, where a name is one text alone.
    second: Seed,
    known: [HashTable<Known>; 6],
}

impl<'n> Interner<'n> {
    /// An interner that has met nothing.
    #[must_use]
    pub fn new(names: &'n Names) -> Self {
        Self {
            names,
            second: Seed::random(),
            known: Default::default(),
        }
    }

    /// The symbol of a name and whether the filter passes it; `passes` is asked once a name.
    #[inline]
    pub fn intern(
        &mut self,
        dimension: Dimension,
        id: Option<&Text<'_>>,
        label: Option<&Text<'_>>,
        passes: impl FnOnce(Option<&str>, Option<&str>) -> bool,
    ) -> (Symbol, bool) {
        let key = self.key(id, label);
        let known = &self.known[dimension as usize];
        if let Some(known) = known.find(key.hash(), |known| known.key == key) {
            return (known.symbol, known.passes);
        }
        self.meet(dimension, key, id, label, passes)
    }

    #[inline]
    fn key(&self, id: Option<&Text<'_>>, label: Option<&Text<'_>>) -> Key {
        Key(match (id, label) {
            (Some(id), Some(label)) => [id.digest, label.digest],
            (Some(id), None) => [self.again(id), id.digest],
            (None, Some(label)) => [label.digest, self.again(label)],
            (None, None) => [0, 0],
        })
    }

    /// A second digest. It is of the text as it stands: one name that is written in two ways may well
    /// have two keys, only never two names one.
    #[inline]
    fn again(&self, text: &Text<'_>) -> u64 {
        self.second.word(text.raw)
    }

    #[cold]
    fn meet(
        &mut self,
        dimension: Dimension,
        key: Key,
        id: Option<&Text<'_>>,
        label: Option<&Text<'_>>,
        passes: impl FnOnce(Option<&str>, Option<&str>) -> bool,
    ) -> (Symbol, bool) {
        let name = Name {
            id: id.map(|id| Arc::from(id.text())),
            label: label.map(|label| Arc::from(label.text())),
        };
        let symbol = self.names.intern(dimension, &name);
        let passes = passes(name.id.as_deref(), name.label.as_deref());
        let known = Known {
            key,
            symbol,
            passes,
        };
        let hash = |known: &Known| known.key.hash();
        self.known[dimension as usize].insert_unique(key.hash(), known, hash);
        (symbol, passes)
    }
}

impl Key {
    #[inline]
    fn hash(self) -> u64 {
        self.0[0] ^ self.0[1].rotate_left(7)
    }
}
