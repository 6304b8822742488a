//! Which ids were accepted, and with what content.
//!
//! One slot of 24 bytes an id and nothing else: this table is what grows with the number of events,
//! so it decides how much memory a long archive needs. It is open addressing with the ids in the
//! order of their hashes: an id stands at its home, or, where that is taken, as near before it as
//! there is room. There is only one such arrangement of a set of ids, and when the table gets longer
//! every id moves back or stays. So a table grows where it stands, an eighth at a time, in one pass
//! from its end; there is never a second copy, and few slots are empty.

use crate::json::Seed;

/// Tables, which grow one at a time; the low bits of an id's hash choose. One alone would keep
/// everybody waiting while it grows; of many each is so small that the allocator copies it to make
/// room, and leaves a hole. What is large the system extends page by page.
const SHARDS: usize = 4;
const FIRST_CAPACITY: usize = 16;
/// Slots before the first home, for ids that find theirs taken.
const FRONT: usize = 64;
/// Most memory that one accepted id takes: its slot, and the empty ones beside it after growing.
pub const ID_BYTES: usize = size_of::<Slot>() * 8 / 7 * 9 / 8;

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

const EMPTY: Slot = [0; 3];

#[inline]
fn is_empty(slot: &Slot) -> bool {
    slot[0] | slot[1] == 0
}

#[derive(Debug, Default, Clone)]
struct Shard {
    /// [`FRONT`] slots, then one for each home.
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
            let shard = &self.shards[hash as usize % SHARDS];
            shard.slots.get(shard.home(hash)).map_or(0, |slot| slot[2])
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
    /// Where an id of this hash belongs.
    #[inline]
    fn home(&self, hash: u64) -> usize {
        let homes = self.slots.len().saturating_sub(FRONT);
        FRONT + ((u128::from(hash) * homes as u128) >> 64) as usize
    }

    fn admit(&mut self, slot: Slot, hash: u64, seed: &Seed) -> Met {
        if self.used * 8 >= self.slots.len().saturating_sub(FRONT) * 7 {
            self.grow(seed);
        }
        loop {
            let mut place = self.home(hash);
            // Ids with a greater hash may stand here and before; those with a smaller one are the end.
            loop {
                let known = &self.slots[place];
                if known[0] == slot[0] && known[1] == slot[1] {
                    return Met::compare(known[2], slot[2]);
                }
                if is_empty(known) || seed.pair(known[0], known[1]) < hash {
                    break;
                }
                match place.checked_sub(1) {
                    Some(before) => place = before,
                    None => break,
                }
            }
            if self.insert(place, slot) {
                self.used += 1;
                return Met::New;
            }
            self.grow(seed);
        }
    }

    /// Puts an id where it belongs, and moves what stands there and before it as far as the next empty
    /// slot; says whether there was one.
    #[inline]
    fn insert(&mut self, place: usize, slot: Slot) -> bool {
        let Some(empty) = self.slots[..=place].iter().rposition(is_empty) else {
            return false;
        };
        self.slots.copy_within(empty + 1..=place, empty);
        self.slots[place] = slot;
        true
    }

    /// Makes room. From the last to the first, each id goes to its new home or next before the one
    /// behind it. Homes only move back, so no id comes to stand where one waits that was not moved.
    fn grow(&mut self, seed: &Seed) {
        let old = self.slots.len();
        let homes = (old.saturating_sub(FRONT) * 9 / 8).max(FIRST_CAPACITY);
        self.slots.reserve_exact(FRONT + homes - old);
        self.slots.resize(FRONT + homes, EMPTY);
        let mut behind = self.slots.len();
        for place in (0..old).rev() {
            let slot = std::mem::replace(&mut self.slots[place], EMPTY);
            if !is_empty(&slot) {
                behind = self.home(seed.pair(slot[0], slot[1])).min(behind - 1);
                self.slots[behind] = slot;
            }
        }
    }
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
