//! Shades for counts: a scale without holes, from one event to the most.

use crate::render::figures::thousands;

/// Shades beside that for nothing.
const SHADES: u32 = 6;
/// Counts are scaled down to this many, so that their sixth power can be computed.
const EXACT: u64 = 1_000_000;

/// Bounds of the shades.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shades {
    /// The least count of each shade, ascending. The first is 1.
    least: Vec<u64>,
    peak: u64,
}

impl Shades {
    /// Shades whose bounds grow by one factor, from the least count that is not 0 to the peak. Whole numbers alone, so
    /// that every machine draws the same.
    pub(super) fn of(counts: impl Iterator<Item = u64> + Clone) -> Self {
        let peak = counts.clone().max().unwrap_or_default().max(1);
        let least = counts.filter(|count| *count > 0).min().unwrap_or(1);
        let scale = peak.div_ceil(EXACT);
        let (low, high) = ((least / scale).max(1), (peak / scale).max(1));
        let power = |n: u64, exponent: u32| u128::from(n).pow(exponent);
        let bound = |step: u32| {
            let product = power(low, SHADES - step) * power(high, step);
            // The least number whose sixth power is no less.
            let (mut below, mut enough) = (0, high);
            while enough - below > 1 {
                let middle = below + (enough - below) / 2;
                match power(middle, SHADES) >= product {
                    true => enough = middle,
                    false => below = middle,
                }
            }
            enough * scale
        };
        let mut bounds: Vec<u64> = (0..SHADES).map(bound).collect();
        bounds[0] = 1;
        bounds.dedup();
        Self {
            least: bounds,
            peak,
        }
    }

    /// The shade of a count: 0 for none, up to 6 for the most.
    pub(super) fn level(&self, count: u64) -> u64 {
        let under = self.least.partition_point(|least| *least <= count) as u64;
        let most = self.least.len() as u64;
        match under {
            0 => 0,
            // Few shades lie far apart, and the peak is always the darkest.
            n => (n * u64::from(SHADES)).div_ceil(most),
        }
    }

    /// Every shade with the counts that it stands for, without a hole between them.
    pub(super) fn key(&self) -> Vec<(u64, String)> {
        let ends = self.least.iter().skip(1).map(|next| next - 1);
        let ranges = self.least.iter().copied().zip(ends.chain([self.peak]));
        let text = |(least, most): (u64, u64)| match least == most {
            true => thousands(most),
            false => format!("{}–{}", thousands(least), thousands(most)),
        };
        let none = std::iter::once((0, "0".to_owned()));
        none.chain(ranges.map(|range| (self.level(range.0), text(range))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(counts: &[u64]) -> Vec<u64> {
        Shades::of(counts.iter().copied()).least
    }

    #[test]
    fn bounds_leave_no_hole_and_grow_alike() {
        assert_eq!(bounds(&[0, 1, 18, 80]), [1, 3, 5, 9, 19, 39]);
        assert_eq!(bounds(&[1200, 15_000]), [1, 1829, 2785, 4243, 6464, 9847]);
        assert_eq!(bounds(&[1, 2, 3]), [1, 2, 3]);
        assert_eq!(bounds(&[7]), [1, 7]);
        for peak in [1, 2, 17, 400, 1_000_001, u64::MAX] {
            let shades = Shades::of([1, peak].into_iter());
            let key = shades.key();
            assert_eq!(shades.level(0), 0);
            assert_eq!(shades.level(peak), 6, "{peak}");
            assert_eq!(key.len(), shades.least.len() + 1);
            for (count, level) in [(1, key[1].0), (peak, 6)] {
                assert_eq!(shades.level(count), level, "{peak}");
            }
        }
    }

    #[test]
    fn one_event_and_eighteen_are_told_apart_whatever_the_peak_of_a_month() {
        for peak in [18, 50, 80, 500, 4000] {
            let shades = Shades::of([1, peak].into_iter());
            assert!(shades.level(1) < shades.level(18), "{peak}");
        }
    }
}
