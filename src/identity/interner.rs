//! One thread's view of the names: what it has met before costs no lock.

use super::known::{Key, Table};
use super::{Dimension, Name, SharedNames, Symbol};
use crate::json::{Seed, Text};

/// Cache of symbols in front of the [`SharedNames`], with the filter's verdict on each.
#[derive(Debug)]
pub(crate) struct Interner<'n> {
    names: &'n SharedNames,
    /// For the second half of a key, where a name is one text alone.
    second: Seed,
    known: [Table; 6],
}

impl<'n> Interner<'n> {
    /// An interner that has met nothing.
    pub(crate) fn new(names: &'n SharedNames) -> Self {
        Self {
            names,
            second: Seed::random(),
            known: Default::default(),
        }
    }

    /// As [`intern`](Self::intern), for a name that was met before and is where it is looked for first,
    /// as nearly all are. Whether that is so comes last; the rest means nothing if it is not.
    #[inline(always)]
    pub(crate) fn glance(
        &self,
        dimension: Dimension,
        id: Option<&Text<'_>>,
        label: Option<&Text<'_>>,
    ) -> (Symbol, bool, bool) {
        self.known[dimension as usize].glance(self.key(id, label))
    }

    /// The symbol of a name and whether the filter passes it; `passes` is asked once a name.
    #[inline]
    pub(crate) fn intern(
        &mut self,
        dimension: Dimension,
        id: Option<&Text<'_>>,
        label: Option<&Text<'_>>,
        passes: impl FnOnce(Option<&str>, Option<&str>) -> bool,
    ) -> (Symbol, bool) {
        let key = self.key(id, label);
        if let Some(known) = self.known[dimension as usize].find(key) {
            return (known.symbol, known.passes);
        }
        self.meet(dimension, key, id, label, passes)
    }

    #[inline(always)]
    fn key(&self, id: Option<&Text<'_>>, label: Option<&Text<'_>>) -> Key {
        match (id, label) {
            (Some(id), Some(label)) => [id.digest, label.digest],
            (Some(id), None) => [self.again(id), id.digest],
            (None, Some(label)) => [label.digest, self.again(label)],
            (None, None) => [0, 0],
        }
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
        let name = Name::of(dimension, id, label);
        let symbol = self.names.intern(dimension, &name);
        let passes = passes(name.id.as_deref(), name.label.as_deref());
        self.known[dimension as usize].add(key, symbol, passes);
        (symbol, passes)
    }
}
