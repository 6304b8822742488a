//! What a command does with accepted events.

use super::note::Notes;
use super::outside::Outside;
use super::tags::Tags;
use crate::aggregate::Aggregate;
#[cfg(doc)]
use crate::identity::Dimension;
use crate::identity::Symbolic;
use crate::record::{Marks, Record};
use std::sync::Arc;

/// Accepted events of one block, each for the first and only time.
#[derive(Debug, Default)]
pub struct Accepted {
    /// Which archive they are from, by its place among the sources.
    pub archive: usize,
    /// Number of the block, rising with the order in which events were accepted.
    pub order: u64,
    /// Records of the archive before this block; `index` of a record counts from there.
    pub index: u64,
    /// Where the block starts in the document; `offset` of a record counts from there.
    pub offset: u64,
    /// The events, in the order of the text.
    pub records: Vec<Record>,
    /// The variants that events name which the filter left out, in the order of [`Dimension::ALL`].
    pub left_out: Vec<[u32; 6]>,
    /// The text that `offset` and `len` of a record point into; empty unless
    /// [`Observer::WANTS_TEXT`] or rejected records are wanted.
    pub text: Vec<u8>,
    /// Events that [`Reading::marker`](crate::reading::Reading::marker) has marked as noted, those included that the
    /// filter left out.
    pub notes: Notes,
    /// Marks of the names of the events, by identity of the event; empty unless they were asked for.
    pub marks: Arc<Vec<Marks>>,
    /// What [`Reading::tagger`](crate::reading::Reading::tagger) has told of the names of the events; empty without it.
    pub tags: Arc<Tags>,
    /// Events that the filter leaves out; empty unless they were asked for.
    pub outside: Outside,
}

/// Takes accepted events into account. Each thread has its own, and they see blocks in no order,
/// so merging must be commutative and associative, with a fresh observer as its identity.
///
/// Observers compose: a pair of them observes for both, an `Option` only where there is one, and
/// `()` nothing. Whatever counts records alone is an [`Aggregate`], and each of those is an observer.
pub trait Observer: Symbolic + Send {
    /// Whether the text of events is wanted, which keeps it in memory longer.
    const WANTS_TEXT: bool = false;

    /// Takes a block into account.
    fn observe(&mut self, accepted: &Accepted);

    /// Takes everything into account that `other` has seen.
    fn merge(&mut self, other: Self);
}

impl<A: Aggregate> Observer for A {
    fn observe(&mut self, accepted: &Accepted) {
        self.observe_all(&accepted.records);
    }

    fn merge(&mut self, other: Self) {
        Aggregate::merge(self, other);
    }
}

impl Observer for () {
    fn observe(&mut self, _: &Accepted) {}

    fn merge(&mut self, (): Self) {}
}

impl<O: Observer> Observer for Option<O> {
    const WANTS_TEXT: bool = O::WANTS_TEXT;

    fn observe(&mut self, accepted: &Accepted) {
        if let Some(observer) = self {
            observer.observe(accepted);
        }
    }

    fn merge(&mut self, other: Self) {
        match (self.as_mut(), other) {
            (Some(mine), Some(theirs)) => mine.merge(theirs),
            (None, theirs) => *self = theirs,
            (Some(_), None) => {}
        }
    }
}

macro_rules! compose {
    ($($observer:ident $place:tt),+) => {
        impl<$($observer: Observer),+> Observer for ($($observer),+) {
            const WANTS_TEXT: bool = $($observer::WANTS_TEXT)||+;

            fn observe(&mut self, accepted: &Accepted) {
                $(self.$place.observe(accepted);)+
            }

            fn merge(&mut self, other: Self) {
                $(self.$place.merge(other.$place);)+
            }
        }
    };
}

compose!(A 0, B 1);
compose!(A 0, B 1, C 2);
