//! What rules have to know of bulk events, which are too many to be noted one by one: counted while archives are read.

use crate::identity::{Names, Remap, Symbolic, Used};
use crate::pipeline::{Accepted, Observer};
use crate::record::Marks;

/// Observes a reading. Merging must be commutative and associative, as of every [`Observer`].
#[derive(Debug, Default)]
pub struct Watch {}

/// What [`Watch`] learned, with names in place of symbols; history and the report's own archives together.
#[derive(Debug, Default)]
pub struct Watched {}

impl Watched {
    /// Takes a reading into account. `history` says that it is of earlier archives.
    pub fn add(&mut self, _watch: &Watch, _names: &Names, _history: bool) {}
}

/// What an event's name is to the watch: bits from `1 << 16` on, and [`Marks::NOTED`] where `data` is needed.
#[must_use]
pub fn marks(_name: &str) -> Marks {
    Marks::default()
}

impl Observer for Watch {
    fn observe(&mut self, _accepted: &Accepted) {}

    fn merge(&mut self, _other: Self) {}
}

impl Symbolic for Watch {
    fn mark(&self, _used: &mut Used) {}

    fn remap(&mut self, _remap: &Remap) {}
}
