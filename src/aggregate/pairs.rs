//! Which two things occurred together, for distinct counts.

use std::borrow::Cow;

/// Pairs that are kept unsorted at least.
const RECENT: usize = 8192;

/// A set of pairs of identities: a sorted list, and what came since it was sorted. That takes eight
/// bytes a pair and a little, and touches memory in order; a hash set takes twice that, and a cache
/// miss for each event.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    sorted: Vec<u64>,
    recent: Vec<u64>,
}

impl Pairs {
    /// Notes a pair. A pair with "none" is no pair.
    #[inline]
    pub fn observe(&mut self, left: u32, right: u32) {
        if left != 0 || right != 0 {
            if self.recent.len() == self.recent.capacity() {
                self.settle();
            }
            self.recent.push(u64::from(left) << 32 | u64::from(right));
        }
    }

    /// Adds another set.
    pub fn merge(&mut self, mut other: Self) {
        other.settle();
        self.settle();
        if self.sorted.len() < other.sorted.len() {
            std::mem::swap(&mut self.sorted, &mut other.sorted);
        }
        self.recent = other.sorted;
        self.settle();
    }

    /// How many distinct right-hand things each left-hand one met, `lefts` symbols in all.
    #[must_use]
    pub fn per_left(&self, lefts: usize) -> Vec<u64> {
        self.per(lefts, |pair| ((pair >> 32) as u32, pair as u32))
    }

    /// How many distinct left-hand things each right-hand one met, `rights` symbols in all.
    #[must_use]
    pub fn per_right(&self, rights: usize) -> Vec<u64> {
        self.per(rights, |pair| (pair as u32, (pair >> 32) as u32))
    }

    fn per(&self, len: usize, split: impl Fn(u64) -> (u32, u32)) -> Vec<u64> {
        let mut counts = vec![0; len];
        for &pair in self.settled().iter() {
            let (one, other) = split(pair);
            if other != 0
                && let Some(count) = counts.get_mut(one as usize)
            {
                *count += 1;
            }
        }
        counts
    }

    fn settled(&self) -> Cow<'_, [u64]> {
        if self.recent.is_empty() {
            return Cow::Borrowed(&self.sorted);
        }
        let mut settled = self.clone();
        settled.settle();
        Cow::Owned(settled.sorted)
    }

    /// Sorts what is recent into the list, in place, and makes room for more: the longer the list, the
    /// more, so that each pair is moved a few times at most.
    fn settle(&mut self) {
        self.recent.sort_unstable();
        self.recent.dedup();
        let mut known = 0;
        self.recent.retain(|&pair| {
            known += self.sorted[known..]
                .iter()
                .take_while(|&&other| other < pair)
                .count();
            self.sorted.get(known) != Some(&pair)
        });
        let mut old = self.sorted.len();
        let mut new = self.recent.len();
        self.sorted.reserve_exact(new);
        self.sorted.resize(old + new, 0);
        // From the back, so that nothing is overwritten before it was moved.
        for place in (0..old + new).rev() {
            let from_recent = new > 0 && (old == 0 || self.recent[new - 1] > self.sorted[old - 1]);
            self.sorted[place] = if from_recent {
                new -= 1;
                self.recent[new]
            } else if new > 0 {
                old -= 1;
                self.sorted[old]
            } else {
                break;
            };
        }
        self.recent.clear();
        let room = RECENT.max(self.sorted.len() / 4);
        self.recent.shrink_to(room);
        self.recent.reserve_exact(room);
    }
}

impl PartialEq for Pairs {
    fn eq(&self, other: &Self) -> bool {
        self.settled() == other.settled()
    }
}

impl Eq for Pairs {}
