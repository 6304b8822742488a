//! Which ids were accepted, and with what content.
//!
//! An open-addressing hash table with linear probing over groups of sixteen slots, towards lower
//! indices. A slot has 24 bytes: the id and the digest of its content. One byte of each id's hash, its
//! tag, is kept in a separate array and compared sixteen at a time, so that a new id, as nearly all are,
//! is recognised without reading a slot. This table is what grows with the number of events, so it decides
//! how much memory a long archive needs.
//!
//! The home group is the upper part of hash times number of groups, so groups are in the order of hashes,
//! and when the table grows, every home moves to a higher index or stays. Growing is therefore done in
//! place, by an eighth, in one pass from the end: there is never a second copy, and few slots are empty.

use super::shared::{Holders, Shared};
use crate::json::Seed;
use wide::u8x16;

/// Shards, which grow one at a time; the low bits of an id's hash select one. While a single table grew,
/// all threads would wait; many shards are each so small that the allocator copies them to make room and
/// leaves holes, where a large one is extended page by page.
const SHARDS: usize = 4;
const FIRST_GROUPS: usize = 8;
/// Groups before the first home, into which ids of full groups overflow.
const FRONT: usize = 2;
const GROUP: usize = 16;

/// Most bytes of memory that one accepted id takes: slot and tag, and its share of the empty ones after
/// growing.
pub const ID_BYTES: usize = (size_of::<Slot>() + 1) * 10 / 9 * 9 / 8;

/// What an id was met with before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// Never met.
    New,
    /// Accepted before with this content.
    SameContent,
    /// Accepted before with other content.
    OtherContent,
}

/// An id in two halves and the digest of its content.
type Slot = [u64; 3];

/// The tag of a hash. These bits choose neither the shard nor the home.
#[inline]
fn tag_of(hash: u64) -> u8 {
    (hash >> 8) as u8
}

#[derive(Debug, Default, Clone)]
struct Shard {
    /// [`FRONT`] groups, then the homes.
    slots: Vec<[Slot; GROUP]>,
    tags: Vec<[u8; GROUP]>,
    /// Ids of each group; they come first.
    filled: Vec<u8>,
    /// The set of archives that hold each id; empty unless that is wanted.
    sets: Vec<[u32; GROUP]>,
    used: usize,
}

/// See the module.
#[derive(Debug)]
pub(super) struct IdTable {
    shards: Vec<Shard>,
    seed: Seed,
    holders: Option<Holders>,
}

impl IdTable {
    /// An empty table. The seed keys the places of ids, so that colliding ids cannot be prepared.
    /// `shared` is whether it is wanted which archives hold which ids.
    pub(super) fn new(seed: Seed, shared: bool) -> Self {
        Self {
            shards: vec![Shard::default(); SHARDS],
            seed,
            holders: shared.then(Holders::new),
        }
    }

    /// Ids of this archive come in from now on.
    pub(super) fn enter(&mut self, archive: usize) {
        if let Some(holders) = &mut self.holders {
            holders.enter(archive);
        }
    }

    /// How many ids each set of archives has, if that was wanted.
    pub(super) fn shared(&self) -> Vec<Shared> {
        self.holders.as_ref().map_or_else(Vec::new, Holders::finish)
    }

    /// Prefetches the tags of the ids' home groups, so that the memory accesses of a batch overlap instead
    /// of following one another.
    pub(super) fn approach(&self, ids: impl Iterator<Item = [u8; 16]>) {
        let look = |id| {
            let [high, low] = halves(id);
            let hash = self.seed.pair(high, low);
            let shard = &self.shards[hash as usize % SHARDS];
            shard.tags.get(shard.home(hash)).map_or(0, |tags| tags[0])
        };
        std::hint::black_box(ids.map(look).fold(0, |all, one| all ^ one));
    }

    /// Notes an id; says whether it was there already.
    #[inline]
    pub(super) fn admit(&mut self, id: [u8; 16], digest: u64) -> Met {
        let id = halves(id);
        let hash = self.seed.pair(id[0], id[1]);
        let shard = &mut self.shards[hash as usize % SHARDS];
        shard.admit(id, digest, hash, &self.seed, &mut self.holders)
    }
}

#[inline]
fn halves(id: [u8; 16]) -> [u64; 2] {
    let value = u128::from_be_bytes(id);
    [(value >> 64) as u64, value as u64]
}

impl Met {
    fn compare(known: u64, digest: u64) -> Self {
        if known == digest {
            Self::SameContent
        } else {
            Self::OtherContent
        }
    }
}

impl Shard {
    /// The home group of a hash.
    #[inline]
    fn home(&self, hash: u64) -> usize {
        let homes = self.tags.len().saturating_sub(FRONT);
        FRONT + ((u128::from(hash) * homes as u128) >> 64) as usize
    }

    #[inline]
    fn admit(
        &mut self,
        [high, low]: [u64; 2],
        digest: u64,
        hash: u64,
        seed: &Seed,
        holders: &mut Option<Holders>,
    ) -> Met {
        if self.used * 10 >= self.tags.len().saturating_sub(FRONT) * GROUP * 9 {
            self.grow(seed, holders.is_some());
        }
        loop {
            for group in (0..=self.home(hash)).rev() {
                let mut same = self.tagged(group, hash);
                while same != 0 {
                    let place = same.trailing_zeros() as usize % GROUP;
                    let known = &self.slots[group][place];
                    if known[0] == high && known[1] == low {
                        let met = Met::compare(known[2], digest);
                        if let Some(holders) = holders {
                            let set = &mut self.sets[group][place];
                            *set = holders.again(*set, met == Met::OtherContent);
                        }
                        return met;
                    }
                    same &= same - 1;
                }
                let alone = holders.as_ref().map_or(0, Holders::alone);
                if self.put(group, hash, [high, low, digest], alone) {
                    self.used += 1;
                    if let Some(holders) = holders {
                        holders.count_new();
                    }
                    return Met::New;
                }
            }
            self.grow(seed, holders.is_some());
        }
    }

    /// One bit for each id of a group whose tag is that of this hash.
    #[inline]
    fn tagged(&self, group: usize, hash: u64) -> u32 {
        let tags = u8x16::new(self.tags[group]);
        let same = tags.simd_eq(u8x16::splat(tag_of(hash))).to_bitmask();
        same & ((1 << self.filled[group]) - 1)
    }

    /// Puts an id into a group; says whether it had room.
    #[inline(always)]
    fn put(&mut self, group: usize, hash: u64, slot: Slot, set: u32) -> bool {
        let place = usize::from(self.filled[group]);
        if place >= GROUP {
            return false;
        }
        self.filled[group] += 1;
        self.tags[group][place] = tag_of(hash);
        self.slots[group][place] = slot;
        if let Some(sets) = self.sets.get_mut(group) {
            sets[place] = set;
        }
        true
    }

    /// Makes room. From the last group to the first, each id goes to its new home or the next before
    /// it that has room. Homes only move back, so all groups from there on were emptied before, or it
    /// waits until the one before is.
    #[cold]
    fn grow(&mut self, seed: &Seed, with_sets: bool) {
        let old = self.slots.len();
        let new = FRONT + (old.saturating_sub(FRONT) * 9 / 8 + 1).max(FIRST_GROUPS);
        lengthen(&mut self.slots, new, [[0; 3]; GROUP]);
        lengthen(&mut self.tags, new, [0; GROUP]);
        lengthen(&mut self.filled, new, 0);
        if with_sets {
            lengthen(&mut self.sets, new, [0; GROUP]);
        }
        let mut waiting: Vec<(Slot, u32)> = Vec::new();
        for group in (0..old).rev() {
            let filled = usize::from(std::mem::take(&mut self.filled[group]));
            let slots = self.slots[group];
            let sets = self.sets.get(group).copied().unwrap_or_default();
            let earlier = std::mem::take(&mut waiting);
            for (slot, set) in slots.into_iter().zip(sets).take(filled).chain(earlier) {
                let hash = seed.pair(slot[0], slot[1]);
                let mut behind = (group..=self.home(hash)).rev();
                if !behind.any(|group| self.put(group, hash, slot, set)) {
                    waiting.push((slot, set));
                }
            }
        }
        // Even the groups before the first home are full, which is next to impossible.
        while let Some((slot, set)) = waiting.pop() {
            let hash = seed.pair(slot[0], slot[1]);
            let mut groups = (0..=self.home(hash)).rev();
            if !groups.any(|group| self.put(group, hash, slot, set)) {
                waiting.push((slot, set));
                self.grow(seed, with_sets);
            }
        }
    }
}

fn lengthen<T: Clone>(list: &mut Vec<T>, len: usize, empty: T) {
    list.reserve_exact(len - list.len());
    list.resize(len, empty);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn agrees_with_a_map_over_many_ids() {
        let mut table = IdTable::new(Seed::fixed(7), false);
        let mut map: HashMap<[u8; 16], u64> = HashMap::new();
        let mut state = fastrand::Rng::with_seed(1);
        for _ in 0..200_000 {
            let id = u128::from(state.u32(0..50_000)).to_be_bytes();
            let digest = state.u64(0..3);
            let want = match map.get(&id) {
                None => Met::New,
                Some(&known) => Met::compare(known, digest),
            };
            map.entry(id).or_insert(digest);
            assert_eq!(table.admit(id, digest), want);
        }
    }
}
