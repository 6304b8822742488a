//! One thread's view of the names: what it has met before costs no lock.

use super::{Dimension, Name, Names, Symbol};
use crate::json::Text;
use hashbrown::HashTable;
use std::sync::Arc;

/// A name that this thread has met.
#[derive(Debug)]
struct Known {
    hash: u64,
    name: Name,
    symbol: Symbol,
    passes: bool,
}

/// Cache of symbols in front of the shared [`Names`], with the filter's verdict on each.
#[derive(Debug)]
pub struct Interner<'n> {
    names: &'n Names,
    known: [HashTable<Known>; 6],
}

impl<'n> Interner<'n> {
    /// An interner that has met nothing.
    #[must_use]
    pub fn new(names: &'n Names) -> Self {
        Self {
            names,
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
        let hash = digest(id).rotate_left(7) ^ digest(label);
        let known = &mut self.known[dimension as usize];
        let same = |known: &Known| {
            same(known.name.id.as_deref(), id) && same(known.name.label.as_deref(), label)
        };
        if let Some(known) = known.find(hash, same) {
            return (known.symbol, known.passes);
        }
        let shared = |text: Option<&Text<'_>>| text.map(|text| Arc::from(text.text.as_ref()));
        let name = Name {
            id: shared(id),
            label: shared(label),
        };
        let symbol = self.names.intern(dimension, &name);
        let passes = passes(name.id.as_deref(), name.label.as_deref());
        known.insert_unique(
            hash,
            Known {
                hash,
                name,
                symbol,
                passes,
            },
            |known| known.hash,
        );
        (symbol, passes)
    }
}

fn digest(text: Option<&Text<'_>>) -> u64 {
    text.map_or(0x6e6f_6e65, |text| text.digest)
}

fn same(known: Option<&str>, text: Option<&Text<'_>>) -> bool {
    known == text.map(|text| text.text.as_ref())
}
