//! The digest of a population, for outputs that draw no sample of it.

use super::rank::digest;
use crate::identity::Symbolic;
use crate::pipeline::{Accepted, Observer};

/// The ids of all accepted events.
#[derive(Debug, Default)]
pub struct Population(Vec<[u8; 16]>);

impl Population {
    /// SHA-256 over all ids in order, each with a line feed, as a sample states it.
    #[must_use]
    pub fn sha256(mut self) -> String {
        digest(&mut self.0)
    }
}

impl Observer for Population {
    fn observe(&mut self, accepted: &Accepted) {
        self.0
            .extend(accepted.records.iter().map(|record| record.id));
    }

    fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// Ids are no symbols.
impl Symbolic for Population {}
