//! How many events each stratum gives.

use std::cmp::Reverse;

/// How large a sample is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// So many events; strata give in proportion to their events.
    Size(u64),
    /// So many events of each stratum.
    Per(u64),
}

impl Amount {
    /// The number that was given.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Self::Size(number) | Self::Per(number) => number,
        }
    }

    /// The same with another number.
    #[must_use]
    pub const fn of(self, number: u64) -> Self {
        match self {
            Self::Size(_) => Self::Size(number),
            Self::Per(_) => Self::Per(number),
        }
    }

    /// What each stratum gives of the events that it has.
    pub(super) fn shares(self, events: &[u64]) -> Vec<u64> {
        match self {
            Self::Per(each) => events.iter().map(|has| each.min(*has)).collect(),
            Self::Size(size) => in_proportion(size, events),
        }
    }
}

/// By largest remainder; of equal remainders the larger stratum goes first, then the earlier one. No stratum gives more
/// than it has.
fn in_proportion(size: u64, events: &[u64]) -> Vec<u64> {
    let all: u64 = events.iter().sum();
    if size >= all {
        return events.to_vec();
    }
    let product = |has: u64| u128::from(size) * u128::from(has);
    // Both are below 2^64: a share is at most what the stratum has.
    let whole = |has: u64| (product(has) / u128::from(all)) as u64;
    let mut shares: Vec<u64> = events.iter().map(|has| whole(*has)).collect();
    let left = size - shares.iter().sum::<u64>();
    let mut places: Vec<usize> = (0..events.len()).collect();
    places.sort_by_key(|&place| {
        let has = events[place];
        (Reverse(product(has) % u128::from(all)), Reverse(has))
    });
    for place in places
        .into_iter()
        .take(usize::try_from(left).unwrap_or(usize::MAX))
    {
        shares[place] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_remainders_get_what_is_left() {
        for (size, events, want) in [
            (10, &[50, 30, 20][..], &[5, 3, 2][..]),
            (10, &[1, 1, 1], &[1, 1, 1]),
            (2, &[1, 1, 1], &[1, 1, 0]),
            (7, &[53, 24, 23], &[4, 2, 1]),
            (1, &[10, 10, 11], &[0, 0, 1]),
            (0, &[4, 4], &[0, 0]),
            (5, &[], &[]),
        ] {
            assert_eq!(
                Amount::Size(size).shares(events),
                want,
                "{size} of {events:?}"
            );
        }
        assert_eq!(Amount::Per(2).shares(&[5, 1, 0]), [2, 1, 0]);
        let most = [u64::MAX / 2, u64::MAX / 2];
        assert_eq!(Amount::Size(9).shares(&most), [5, 4]);
    }

    proptest! {
        #[test]
        fn shares_are_the_size_and_never_more_than_there_is(
            events in prop::collection::vec(0..1000u64, 0..40),
            size in 0..30_000u64,
        ) {
            let shares = Amount::Size(size).shares(&events);
            let all: u64 = events.iter().sum();
            prop_assert_eq!(shares.iter().sum::<u64>(), size.min(all));
            for (share, has) in shares.iter().zip(&events) {
                prop_assert!(share <= has);
                // Within one of the exact quota.
                let low = size.min(all) * has / all.max(1);
                prop_assert!((low..=low + 1).contains(share));
            }
        }
    }
}
