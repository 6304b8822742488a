//! Contents that were met before, whatever the id: 8 bytes each.

/// Shards that grow one at a time, as those of the ids do.
const SHARDS: usize = 64;

/// A set of digests that are random already, so their own bits choose the place. Zero marks an empty
/// slot; the content with that digest, one in 2^64, is never called known.
#[derive(Debug)]
pub(super) struct Twins {
    shards: Vec<(Vec<u64>, usize)>,
}

impl Twins {
    pub(super) fn new() -> Self {
        Self {
            shards: vec![(Vec::new(), 0); SHARDS],
        }
    }

    /// Notes a content; says whether it was there already.
    pub(super) fn met(&mut self, digest: u64) -> bool {
        let (slots, used) = &mut self.shards[digest as usize % SHARDS];
        if *used * 6 >= slots.len() * 5 {
            let mut larger = vec![0; (slots.len() * 7 / 5).max(16)];
            for digest in slots.drain(..).filter(|digest| *digest != 0) {
                let place = find(&larger, digest);
                larger[place] = digest;
            }
            *slots = larger;
        }
        let place = find(slots, digest);
        if digest == 0 || slots[place] == digest {
            return digest != 0;
        }
        slots[place] = digest;
        *used += 1;
        false
    }
}

fn find(slots: &[u64], digest: u64) -> usize {
    let mut place = ((u128::from(digest) * slots.len() as u128) >> 64) as usize;
    while slots[place] != 0 && slots[place] != digest {
        place = (place + 1) % slots.len();
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn agrees_with_a_set() {
        let (mut twins, mut set) = (Twins::new(), HashSet::new());
        let mut random = fastrand::Rng::with_seed(1);
        let digests: Vec<u64> = (0..20_000).map(|_| random.u64(1..)).collect();
        for _ in 0..60_000 {
            let digest = digests[random.usize(..digests.len())];
            assert_eq!(twins.met(digest), !set.insert(digest));
        }
    }
}
