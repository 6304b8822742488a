//! One thread's view of the names: what it has met before costs no lock.

use super::{Dimension, Name, Names, Symbol};
use crate::json::Text;
use hashbrown::HashTable;
use std::sync::Arc;

/// A name that this thread has met, as it is written, escapes and all: names are looked up without
/// resolving anything. Two ways of writing one name are two entries with one symbol.
#[derive(Debug)]
struct Known {
    hash: u64,
    id: Option<Arc<str>>,
    label: Option<Arc<str>>,
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
        let same =
            |known: &Known| same(known.id.as_deref(), id) && same(known.label.as_deref(), label);
        if let Some(known) = self.known[dimension as usize].find(hash, same) {
            return (known.symbol, known.passes);
        }
        self.meet(dimension, hash, id, label, passes)
    }

    #[cold]
    fn meet(
        &mut self,
        dimension: Dimension,
        hash: u64,
        id: Option<&Text<'_>>,
        label: Option<&Text<'_>>,
        passes: impl FnOnce(Option<&str>, Option<&str>) -> bool,
    ) -> (Symbol, bool) {
        let (name_id, raw_id) = shared(id);
        let (name_label, raw_label) = shared(label);
        let name = Name {
            id: name_id,
            label: name_label,
        };
        let symbol = self.names.intern(dimension, &name);
        let passes = passes(name.id.as_deref(), name.label.as_deref());
        let known = Known {
            hash,
            id: raw_id,
            label: raw_label,
            symbol,
            passes,
        };
        self.known[dimension as usize].insert_unique(hash, known, |known| known.hash);
        (symbol, passes)
    }
}

/// What a text says and how it is written, in one piece of memory where both are the same.
fn shared(text: Option<&Text<'_>>) -> (Option<Arc<str>>, Option<Arc<str>>) {
    let Some(text) = text else {
        return (None, None);
    };
    let raw: Arc<str> = Arc::from(text.raw);
    let says = if text.escaped {
        Arc::from(text.text())
    } else {
        Arc::clone(&raw)
    };
    (Some(says), Some(raw))
}

#[inline]
fn digest(text: Option<&Text<'_>>) -> u64 {
    text.map_or(0x6e6f_6e65, |text| text.digest)
}

#[inline]
fn same(known: Option<&str>, text: Option<&Text<'_>>) -> bool {
    known == text.map(|text| text.raw)
}
