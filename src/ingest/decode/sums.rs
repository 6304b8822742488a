//! The digest of a record while its values come in, one sum for each object or array that is open. The
//! members `id` of the record itself are left out of it.

use super::steps::DEEPEST;
use crate::json::Seed;

/// Enough for the deepest, and a power of two: the depth needs no check then.
const PLACES: usize = DEEPEST.next_power_of_two();

pub(super) struct Sums {
    seed: Seed,
    /// That of the innermost.
    sum: u64,
    /// Those of what it stands in.
    outer: [u64; PLACES],
    depth: usize,
}

impl Sums {
    #[inline(always)]
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            seed,
            sum: 0,
            outer: [0; PLACES],
            depth: 0,
        }
    }

    #[inline(always)]
    pub(super) fn open(&mut self, start: u64) {
        self.outer[self.depth % PLACES] = self.sum;
        self.depth += 1;
        self.sum = start;
    }

    /// What was opened last is whole: its digest goes into what it stands in, a member of this name.
    #[inline(always)]
    pub(super) fn close_member(&mut self, name: u64) {
        let digest = self.close();
        self.member(name, digest);
    }

    /// As [`close_member`](Self::close_member), an element.
    #[inline(always)]
    pub(super) fn close_element(&mut self) {
        let digest = self.close();
        self.element(digest);
    }

    #[inline(always)]
    fn close(&mut self) -> u64 {
        let digest = self.seed.finish(self.sum);
        self.depth = self.depth.wrapping_sub(1);
        self.sum = self.outer[self.depth % PLACES];
        digest
    }

    /// A value that is an element of an array.
    #[inline(always)]
    pub(super) fn element(&mut self, digest: u64) {
        self.sum = self.seed.pair(self.sum, digest);
    }

    /// A member's part of the sum.
    #[inline(always)]
    pub(super) fn part(&mut self, part: u64) {
        self.sum = self.sum.wrapping_add(part);
    }

    /// A value that is a member of an object.
    #[inline(always)]
    pub(super) fn member(&mut self, name: u64, digest: u64) {
        self.sum = self.sum.wrapping_add(self.seed.pair(name, digest));
    }

    /// The digest of the record.
    #[inline(always)]
    pub(super) fn finish(self) -> u64 {
        self.seed.finish(self.sum)
    }
}
