//! Which two things occurred together, for distinct counts.

use std::borrow::Cow;

/// Pairs that are kept unsorted at least.
const RECENT: usize = 8192;

/// Places for pairs met lately, a power of two: most events bring nothing but such.
const MET: usize = 8192;

/// Right-hand things that have a bit of their own: the first that were met, which are most of those
/// of which there are few, as names of events.
const FEW: u32 = u64::BITS;

/// A set of pairs of identities: the known ones in order, each as its distance from the one before,
/// and what came since they were put in order. Where pairs are many they are close together, so
/// most take one byte; a hash set takes sixteen, and a cache miss for each event.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    /// For each left-hand thing the right-hand ones below [`FEW`] that it met, a bit each. The last is
    /// not empty.
    few: Vec<u64>,
    known: Gaps,
    recent: Vec<u64>,
    /// Pairs that are known or recent for certain, each at the place that its bits choose; empty or
    /// [`MET`] long. It keeps most pairs from being put in order again and again.
    met: Vec<u64>,
}

impl Pairs {
    /// Notes a pair. One with "none" counts for nothing but the row of "none".
    #[inline]
    pub fn observe(&mut self, left: u32, right: u32) {
        if right < FEW {
            match self.few.get_mut(left as usize) {
                Some(met) => *met |= 1 << right,
                None => self.meet_one_of_few(left, right),
            }
            return;
        }
        let pair = u64::from(left) << 32 | u64::from(right);
        let place = (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % MET;
        if self.met.get(place) != Some(&pair) {
            self.meet(pair, place);
        }
    }

    #[cold]
    fn meet_one_of_few(&mut self, left: u32, right: u32) {
        self.few.resize(left as usize + 1, 0);
        self.few[left as usize] |= 1 << right;
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
        if self.few.len() < other.few.len() {
            std::mem::swap(&mut self.few, &mut other.few);
        }
        for (mine, theirs) in self.few.iter_mut().zip(&other.few) {
            *mine |= theirs;
        }
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
        let settled = self.settled();
        for pair in self.of_few().chain(settled.iter()) {
            let (one, other) = split(pair);
            if other != 0
                && let Some(count) = counts.get_mut(one as usize)
            {
                *count += 1;
            }
        }
        counts
    }

    /// The pairs whose right-hand thing has a bit of its own.
    fn of_few(&self) -> impl Iterator<Item = u64> {
        (0..).zip(&self.few).flat_map(|(left, &met)| {
            let rights = (0..FEW).filter(move |right| met >> right & 1 == 1);
            rights.map(move |right: u32| left << 32 | u64::from(right))
        })
    }

    /// Gives both things of every pair their new numbers, and puts the pairs in order.
    pub fn remap(&mut self, left: impl Fn(u32) -> u32, right: impl Fn(u32) -> u32) {
        let mut old = std::mem::take(self);
        old.settle();
        for pair in old.of_few().chain(old.known.iter()) {
            let (left, right) = (left((pair >> 32) as u32), right(pair as u32));
            if right < FEW {
                self.observe(left, right);
            } else {
                self.recent.push(u64::from(left) << 32 | u64::from(right));
            }
        }
        self.recent.sort_unstable();
        self.known = union(self.recent.iter().copied(), std::iter::empty());
        self.recent = Vec::new();
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
        let room = RECENT.max(self.known.len / 4);
        self.recent.reserve_exact(room);
    }
}

impl PartialEq for Pairs {
    fn eq(&self, other: &Self) -> bool {
        self.few == other.few && self.settled() == other.settled()
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
                set.insert((left, right));
            }
            let [mut pairs, other] = parts;
            pairs.merge(other);
            let mut found: Vec<_> = pairs.of_few().chain(pairs.settled().iter()).collect();
            found.sort_unstable();
            let want: Vec<_> = set
                .iter()
                .map(|&(l, r)| u64::from(l) << 32 | u64::from(r))
                .collect();
            assert!(found == want);
            let mut turned = pairs.clone();
            turned.remap(|left| left ^ 1, |right| right.wrapping_add(40));
            turned.remap(|left| left ^ 1, |right| right.wrapping_sub(40));
            assert!(turned == pairs);
            let per_left = pairs.per_left(700);
            for left in 0..700 {
                let count = set.range((left, 1)..=(left, u32::MAX)).count() as u64;
                assert_eq!(per_left[left as usize], count);
            }
        }
    }
}
