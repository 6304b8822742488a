//! Which two things occurred together, for distinct counts.

use hashbrown::HashSet;

/// A set of pairs of identities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs(HashSet<u64>);

impl Pairs {
    /// Notes a pair. A pair with "none" is no pair.
    #[inline]
    pub fn observe(&mut self, left: u32, right: u32) {
        if left != 0 || right != 0 {
            self.0.insert(u64::from(left) << 32 | u64::from(right));
        }
    }

    /// Adds another set.
    pub fn merge(&mut self, other: Self) {
        if self.0.len() < other.0.len() {
            let smaller = std::mem::replace(&mut self.0, other.0);
            self.0.extend(smaller);
        } else {
            self.0.extend(other.0);
        }
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
        for &pair in &self.0 {
            let (one, other) = split(pair);
            if other != 0
                && let Some(count) = counts.get_mut(one as usize)
            {
                *count += 1;
            }
        }
        counts
    }
}
