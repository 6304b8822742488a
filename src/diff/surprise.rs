//! How surprising a change is, so that 1 → 3 does not shout louder than 1,000 → 2,000.
//!
//! The measure is the signed root of the deviance of a test that two Poisson rates are equal, each
//! count over its own days: about how many standard deviations the change lies from what an unchanged
//! daily rate would give. It assumes that events come one by one and independently; what a script
//! does in a burst is less surprising than it says. Unlike a probability it neither vanishes nor
//! overflows for large counts, and swapping the two sides changes its sign and nothing else.

/// The surprise, to two decimals. `None` where a side has no days to have a rate over.
pub(super) fn surprise(before: u64, after: u64, days: (u32, u32)) -> Option<f64> {
    if days.0 == 0 || days.1 == 0 {
        return None;
    }
    let whole = (before + after) as f64;
    let all_days = f64::from(days.0) + f64::from(days.1);
    let part = |count: u64, days: u32| {
        let expected = whole * f64::from(days) / all_days;
        let count = count as f64;
        if count > 0.0 {
            count * (count / expected).ln()
        } else {
            0.0
        }
    };
    let deviance = 2.0 * (part(before, days.0) + part(after, days.1));
    let size = (deviance.max(0.0).sqrt() * 100.0).round() / 100.0;
    let rises = u128::from(after) * u128::from(days.0) >= u128::from(before) * u128::from(days.1);
    // Nothing has no sign: a negative zero must not be seen.
    Some(if rises || size == 0.0 { size } else { -size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn large_counts_outweigh_large_ratios() {
        for (before, after, days, want) in [
            (1, 3, (31, 31), 1.02),
            (1000, 2000, (31, 31), 18.43),
            (0, 5, (31, 31), 2.63),
            (5, 0, (31, 31), -2.63),
            (310, 280, (31, 28), 0.0),
            (0, 0, (31, 28), 0.0),
        ] {
            assert_eq!(surprise(before, after, days), Some(want));
        }
        assert_eq!(surprise(1, 2, (0, 31)), None);
    }

    proptest! {
        #[test]
        fn swapping_the_sides_changes_the_sign_alone(
            before in 0u64..1_000_000, after in 0u64..1_000_000, days in (1u32..400, 1u32..400),
        ) {
            let there = surprise(before, after, days).expect("days");
            let back = surprise(after, before, (days.1, days.0)).expect("days");
            prop_assert_eq!(there, if back == 0.0 { 0.0 } else { -back });
            prop_assert!(there.is_finite());
        }
    }
}
