//! Which two things occurred together, for distinct counts.

use std::borrow::Cow;

/// Pairs that are kept unsorted at least.
const RECENT: usize = 8192;

/// Places for pairs met lately, a power of two: most events bring nothing but such.
const MET: usize = 8192;

/// A set of pairs of identities: the known ones in order, each as its distance from the one before,
/// and what came since they were put in order. Where pairs are many they are close together, so
/// most take one byte; a hash set takes sixteen, and a cache miss for each event.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    known: Gaps,
    recent: Vec<u64>,
    /// Pairs that are known or recent for certain, each at the place that its bits choose; empty or
    /// [`MET`] long. It keeps most pairs from being put in order again and again.
    met: Vec<u64>,
}

impl Pairs {
    /// Notes a pair. A pair with "none" is no pair.
    #[inline]
    pub fn observe(&mut self, left: u32, right: u32) {
        let pair = u64::from(left) << 32 | u64::from(right);
        let place = (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % MET;
        if self.met.get(place) != Some(&pair) && pair != 0 {
            self.meet(pair, place);
        }
    }

    fn meet(&mut self, pair: u64, place: usize) {
        if self.recent.len() == self.recent.capacity() {
            self.settle();
            self.met.resize(MET, 0);
        }
        self.recent.push(pair);
        self.met[place] = pair;
    }

    /// Adds another set.
    pub fn merge(&mut self, mut other: Self) {
        other.settle();
        self.settle();
        self.known = union(self.known.iter(), other.known.iter());
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
        for pair in self.settled().iter() {
            let (one, other) = split(pair);
            if other != 0
                && let Some(count) = counts.get_mut(one as usize)
            {
                *count += 1;
            }
        }
        counts
    }

    /// The same, with nothing recent: counting then copies nothing.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.settle();
        self
    }

    fn settled(&self) -> Cow<'_, Gaps> {
        if self.recent.is_empty() {
            return Cow::Borrowed(&self.known);
        }
        let mut settled = self.clone();
        settled.settle();
        Cow::Owned(settled.known)
    }

    /// Puts what is recent in order, and makes room for more: the more is known, the more room, so
    /// that each pair is passed over three times or so.
    fn settle(&mut self) {
        self.recent.sort_unstable();
        self.recent.dedup();
        self.known = union(self.known.iter(), self.recent.iter().copied());
        self.recent.clear();
        let room = RECENT.max(self.known.len / 2);
        self.recent.reserve_exact(room);
    }
}

impl PartialEq for Pairs {
    fn eq(&self, other: &Self) -> bool {
        self.settled() == other.settled()
    }
}

impl Eq for Pairs {}

/// Numbers above zero in ascending order, each as its distance from the one before: seven bits a
/// byte, the lowest first, all but the last byte marked by the eighth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Gaps {
    bytes: Vec<u8>,
    last: u64,
    len: usize,
}

impl Gaps {
    #[inline]
    fn push(&mut self, number: u64) {
        let mut gap = number - self.last;
        while gap >= 0x80 {
            self.bytes.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        self.bytes.push(gap as u8);
        self.last = number;
        self.len += 1;
    }

    fn iter(&self) -> impl Iterator<Item = u64> {
        let mut bytes = self.bytes.iter();
        let mut last = 0;
        std::iter::from_fn(move || {
            let mut gap = 0;
            let mut shift = 0;
            loop {
                let byte = *bytes.next()?;
                gap |= u64::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    last += gap;
                    return Some(last);
                }
                shift += 7;
            }
        })
    }
}

/// Two ascending lists as one, without what is in both twice.
fn union(left: impl Iterator<Item = u64>, right: impl Iterator<Item = u64>) -> Gaps {
    let mut all = Gaps::default();
    let (mut left, mut right) = (left.peekable(), right.peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(&one), Some(&other)) => one.min(other),
            (Some(&one), None) => one,
            (None, Some(&other)) => other,
            (None, None) => return all,
        };
        left.next_if_eq(&next);
        right.next_if_eq(&next);
        all.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn agrees_with_a_set_however_pairs_come() {
        let mut rng = fastrand::Rng::with_seed(5);
        for most in [3, 300, u32::MAX] {
            let mut set = BTreeSet::new();
            let mut parts = [Pairs::default(), Pairs::default()];
            for turn in 0..60_000 {
                let (left, right) = (rng.u32(0..most.min(700)), rng.u32(0..most));
                parts[turn % 2].observe(left, right);
                if left != 0 || right != 0 {
                    set.insert((left, right));
                }
            }
            let [mut pairs, other] = parts;
            pairs.merge(other);
            let found: Vec<_> = pairs.settled().iter().collect();
            let want: Vec<_> = set
                .iter()
                .map(|&(l, r)| u64::from(l) << 32 | u64::from(r))
                .collect();
            assert!(found == want);
            let per_left = pairs.per_left(700);
            for left in 0..700 {
                let count = set.range((left, 1)..=(left, u32::MAX)).count() as u64;
                assert_eq!(per_left[left as usize], count);
            }
        }
    }
}
