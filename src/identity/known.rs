//! The names that one thread has met, by what they say.

use super::Symbol;

/// What a name says, in 128 bits under secret keys: two names that differ have the same
/// key once in 10^38. So names are looked up without a look at a letter, which would wait for
/// memory three times an event.
pub(super) type Key = [u64; 2];

/// A name that this thread has met.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) key: Key,
    pub(super) symbol: Symbol,
    /// Whether the filter passes it.
    pub(super) passes: bool,
    /// There is a name here.
    taken: bool,
}

/// A table of them. Nothing is ever taken out, and a key is random already: each name is in the first
/// free place from the one that its key names, and half of the places stay free. So what is sought
/// is as a rule in the first place that is looked at, and a lookup is a comparison or two; a table
/// for everybody, which looks at sixteen tags first, takes three times as many steps.
#[derive(Debug, Default)]
pub(super) struct Table {
    places: Vec<Known>,
    taken: usize,
}

/// Places of a table that has any.
const FEWEST: usize = 64;

impl Table {
    /// Symbol and verdict in the place that the key names, and whether they are what is sought, without
    /// waiting for the answer: the processor asks for the next place meanwhile.
    #[inline(always)]
    pub(super) fn glance(&self, key: Key) -> (Symbol, bool, bool) {
        match self
            .places
            .get(start(key) & self.places.len().wrapping_sub(1))
        {
            Some(known) => {
                // Half by half: both in one would have to go through memory.
                let differs = (known.key[0] ^ key[0]) | (known.key[1] ^ key[1]);
                (known.symbol, known.passes, (differs == 0) & known.taken)
            }
            None => Default::default(),
        }
    }

    #[inline]
    pub(super) fn find(&self, key: Key) -> Option<&Known> {
        let mut place = start(key);
        loop {
            // Where there are no places the mask is anything, and there is nothing at it.
            let known = self.places.get(place & self.places.len().wrapping_sub(1))?;
            if known.key == key && known.taken {
                return Some(known);
            }
            if !known.taken {
                return None;
            }
            place = place.wrapping_add(1);
        }
    }

    /// Adds a name that is not there.
    pub(super) fn add(&mut self, key: Key, symbol: Symbol, passes: bool) {
        if self.taken * 2 >= self.places.len() {
            let places = (self.places.len() * 2).max(FEWEST);
            let old = std::mem::replace(&mut self.places, vec![Known::default(); places]);
            for known in old.into_iter().filter(|known| known.taken) {
                self.put(known);
            }
        }
        self.put(Known {
            key,
            symbol,
            passes,
            taken: true,
        });
        self.taken += 1;
    }

    fn put(&mut self, known: Known) {
        let mask = self.places.len() - 1;
        let mut place = start(known.key);
        while self.places[place & mask].taken {
            place = place.wrapping_add(1);
        }
        self.places[place & mask] = known;
    }
}

/// Both halves count, and the halves of a name whose id is its label are one.
#[inline(always)]
fn start(key: Key) -> usize {
    (key[0] ^ key[1].rotate_left(7)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        /// Keys of which many start at one place, and among them that of nothing.
        #[test]
        fn agrees_with_a_map(keys in prop::collection::vec((0..6u64, 0..40u64), 0..400)) {
            let mut table = Table::default();
            let mut map = HashMap::new();
            for (n, (one, two)) in keys.into_iter().enumerate() {
                let key = [one, two << 40];
                let found = table.find(key).map(|known| (known.symbol.variant, known.passes));
                prop_assert_eq!(found, map.get(&key).copied());
                if found.is_none() {
                    let symbol = Symbol { variant: n as u32, identity: 0 };
                    table.add(key, symbol, n % 3 == 0);
                    map.insert(key, (n as u32, n % 3 == 0));
                }
            }
        }
    }
}
