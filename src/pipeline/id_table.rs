//! Which ids were accepted, and with what content.
//!
//! One slot of 24 bytes an id and nothing else: this table is what grows with the number of events,
//! so it decides how much memory a long archive needs. It is split into shards that grow one at a
//! time, each by a fifth, so there is never a moment with two copies of everything.

use crate::json::Seed;

/// Shards; the low bits of an id's hash choose.
const SHARDS: usize = 256;
const FIRST_CAPACITY: usize = 16;

/// Most memory that one accepted id takes: its slot, and the empty ones beside it after growing.
pub const ID_BYTES: usize = size_of::<Slot>() * 6 / 5 * 6 / 5;

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

/// An id in two halves and the digest of its content. An id of zeros marks an empty slot; the event
/// with that id, if there is one, is kept apart.
type Slot = [u64; 3];

#[derive(Debug, Default, Clone)]
struct Shard {
    slots: Vec<Slot>,
    used: usize,
}

/// See the module.
#[derive(Debug)]
pub(super) struct IdTable {
    shards: Vec<Shard>,
    nil: Option<u64>,
    seed: Seed,
}

impl IdTable {
    /// An empty table. The seed keys the places of ids, so that nobody can prepare ids that crowd.
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            shards: vec![Shard::default(); SHARDS],
            nil: None,
            seed,
        }
    }

    /// Looks where ids belong, for nothing but to have these places in the cache when the ids are
    /// admitted: one after another each would have to wait for memory.
    pub(super) fn approach(&self, ids: impl Iterator<Item = [u8; 16]>) {
        let look = |id| {
            let value = u128::from_be_bytes(id);
            let hash = self.seed.pair((value >> 64) as u64, value as u64);
            let slots = &self.shards[hash as usize % SHARDS].slots;
            slots
                .get(place(hash, slots.len()))
                .map_or(0, |slot| slot[2])
        };
        std::hint::black_box(ids.map(look).fold(0, |all, one| all ^ one));
    }

    /// Notes an id; says whether it was there already.
    #[inline]
    pub(super) fn admit(&mut self, id: [u8; 16], digest: u64) -> Met {
        let value = u128::from_be_bytes(id);
        let (high, low) = ((value >> 64) as u64, value as u64);
        if value == 0 {
            return match self.nil {
                None => {
                    self.nil = Some(digest);
                    Met::New
                }
                Some(known) => Met::compare(known, digest),
            };
        }
        let hash = self.seed.pair(high, low);
        self.shards[hash as usize % SHARDS].admit([high, low, digest], hash, &self.seed)
    }
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
    fn admit(&mut self, slot: Slot, hash: u64, seed: &Seed) -> Met {
        if self.used * 6 >= self.slots.len() * 5 {
            self.grow(seed);
        }
        let place = self.find(slot[0], slot[1], hash);
        let found = &mut self.slots[place];
        if found[0] == 0 && found[1] == 0 {
            *found = slot;
            self.used += 1;
            return Met::New;
        }
        Met::compare(found[2], slot[2])
    }

    /// The slot of an id, or the empty slot where it belongs. There always is one.
    #[inline]
    fn find(&self, high: u64, low: u64, hash: u64) -> usize {
        let len = self.slots.len();
        let mut place = place(hash, len);
        loop {
            let slot = &self.slots[place];
            if (slot[0] == high && slot[1] == low) || (slot[0] == 0 && slot[1] == 0) {
                return place;
            }
            place += 1;
            if place == len {
                place = 0;
            }
        }
    }

    fn grow(&mut self, seed: &Seed) {
        let len = (self.slots.len() * 6 / 5).max(FIRST_CAPACITY);
        let old = std::mem::replace(&mut self.slots, vec![[0; 3]; len]);
        for slot in old {
            if slot[0] != 0 || slot[1] != 0 {
                let place = self.find(slot[0], slot[1], seed.pair(slot[0], slot[1]));
                self.slots[place] = slot;
            }
        }
    }
}

/// Where an id of this hash belongs among `len` slots.
#[inline]
fn place(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn agrees_with_a_map_over_many_ids() {
        let mut table = IdTable::new(Seed::fixed(7));
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
