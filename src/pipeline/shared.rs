//! Which archives hold the same ids.
//!
//! An id belongs to exactly one *set* of archives: those that hold it. Each set that occurs has a
//! number, so an id costs four bytes beside its slot in the table of ids, and how many ids each set
//! has says exactly how archives relate: what two of them have in common, and whether one holds all
//! of another. It is kept only on request ([`Reading::shared`](crate::reading::Reading)).

use hashbrown::HashMap;

/// Ids that these archives hold and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Places of the archives that hold them with one content, in order; the first is where they were
    /// accepted.
    pub archives: Vec<usize>,
    /// Places of the archives that hold them with other content, in order.
    pub conflicting: Vec<usize>,
    /// How many ids there are.
    pub ids: u64,
}

/// A set is another one and one archive more. Archives are added in their order.
#[derive(Debug)]
struct Set {
    smaller: u32,
    archive: u32,
    conflicting: bool,
    ids: u64,
}

/// The sets that occur, by number; the first is empty.
#[derive(Debug)]
pub(super) struct Holders {
    sets: Vec<Set>,
    larger: HashMap<(u32, u32, bool), u32>,
    /// The archive whose ids come in, and the set of it alone.
    archive: u32,
    alone: u32,
}

impl Holders {
    pub(super) fn new() -> Self {
        let empty = Set {
            smaller: 0,
            archive: u32::MAX,
            conflicting: false,
            ids: 0,
        };
        Self {
            sets: vec![empty],
            larger: HashMap::new(),
            archive: u32::MAX,
            alone: 0,
        }
    }

    /// Ids of this archive come in from now on. Archives come in their order.
    pub(super) fn enter(&mut self, archive: usize) {
        let archive = u32::try_from(archive).unwrap_or(u32::MAX);
        if self.archive != archive {
            self.archive = archive;
            self.alone = self.with(0, false);
        }
    }

    /// The set of a new id, which [`Self::count_new`] counts.
    pub(super) fn alone(&self) -> u32 {
        self.alone
    }

    /// A new id was put into the table.
    pub(super) fn count_new(&mut self) {
        self.sets[self.alone as usize].ids += 1;
    }

    /// The set of an id that was in this set when it came again.
    pub(super) fn again(&mut self, set: u32, conflicting: bool) -> u32 {
        if self.sets[set as usize].archive == self.archive {
            return set;
        }
        let larger = self.with(set, conflicting);
        self.sets[set as usize].ids -= 1;
        self.sets[larger as usize].ids += 1;
        larger
    }

    fn with(&mut self, smaller: u32, conflicting: bool) -> u32 {
        let archive = self.archive;
        let sets = &mut self.sets;
        *self
            .larger
            .entry((smaller, archive, conflicting))
            .or_insert_with(|| {
                sets.push(Set {
                    smaller,
                    archive,
                    conflicting,
                    ids: 0,
                });
                sets.len() as u32 - 1
            })
    }

    /// The sets that have ids, in the order of their archives.
    pub(super) fn finish(&self) -> Vec<Shared> {
        let filled = (0..).zip(&self.sets).filter(|(_, set)| set.ids > 0);
        let mut all: Vec<Shared> = filled
            .map(|(number, set)| {
                let mut shared = Shared {
                    archives: Vec::new(),
                    conflicting: Vec::new(),
                    ids: set.ids,
                };
                let mut number: u32 = number;
                while number != 0 {
                    let set = &self.sets[number as usize];
                    let places = if set.conflicting {
                        &mut shared.conflicting
                    } else {
                        &mut shared.archives
                    };
                    places.push(set.archive as usize);
                    number = set.smaller;
                }
                shared.archives.reverse();
                shared.conflicting.reverse();
                shared
            })
            .collect();
        all.sort_by(|a, b| (&a.archives, &a.conflicting).cmp(&(&b.archives, &b.conflicting)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn agrees_with_sets_of_archives() {
        let mut random = fastrand::Rng::with_seed(3);
        let (mut holders, mut known) = (Holders::new(), BTreeMap::new());
        let mut want: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
        for archive in 0..5 {
            holders.enter(archive);
            for _ in 0..300 {
                let id = random.u32(0..200);
                let set = match known.get(&id) {
                    Some(&set) => holders.again(set, false),
                    None => {
                        holders.count_new();
                        holders.alone()
                    }
                };
                known.insert(id, set);
                want.entry(id).or_default().insert(archive);
            }
        }
        let mut counts: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        for archives in want.into_values() {
            *counts.entry(archives.into_iter().collect()).or_default() += 1;
        }
        let found = holders.finish().into_iter();
        assert!(found.map(|one| (one.archives, one.ids)).eq(counts));
    }
}
