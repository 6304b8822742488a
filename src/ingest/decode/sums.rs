//! The digest of a record while its values come in, one sum for each object or array that is open.

use super::edge::Place;
use super::learn::DEEPEST;
use super::members::Role;
use crate::json::Seed;

pub(super) struct Sums {
    seed: Seed,
    /// The first is nobody's, the second the record's.
    open: [u64; DEEPEST + 1],
    depth: usize,
    /// What members `id` of the record are part of its sum.
    ids: u64,
}

impl Sums {
    #[inline]
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            seed,
            open: [0; DEEPEST + 1],
            depth: 0,
            ids: 0,
        }
    }

    #[inline]
    pub(super) fn open(&mut self, start: u64) {
        self.depth += 1;
        self.open[self.depth] = start;
    }

    /// What was opened last is whole: its digest goes into what it stands in.
    #[inline]
    pub(super) fn close(&mut self, place: Place) {
        let digest = self.seed.finish(self.open[self.depth]);
        self.depth -= 1;
        self.add(place, digest);
    }

    /// A value with its digest.
    #[inline]
    pub(super) fn add(&mut self, place: Place, digest: u64) {
        let sum = &mut self.open[self.depth];
        match place.name {
            Some(name) => {
                let part = self.seed.pair(name, digest);
                *sum = sum.wrapping_add(part);
                if place.role == Role::Id {
                    self.ids = self.ids.wrapping_add(part);
                }
            }
            None => *sum = self.seed.pair(*sum, digest),
        }
    }

    /// The digests of the record, with and without its members `id`.
    #[inline]
    pub(super) fn finish(self) -> (u64, u64) {
        let sum = self.open[1];
        (
            self.seed.finish(sum),
            self.seed.finish(sum.wrapping_sub(self.ids)),
        )
    }
}
