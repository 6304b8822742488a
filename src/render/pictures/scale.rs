//! Axes that end at a round figure.

use super::{Length, Tick};
use crate::render::figures::thousands;

/// An axis from 0 to a round figure.
#[derive(Debug)]
pub(super) struct Scale {
    step: u64,
    /// The round figure.
    end: u64,
    length: u64,
}

impl Scale {
    /// An axis of that length in tenths that has room for the peak, in at most so many steps.
    pub(super) fn new(peak: u64, length: u64, most: u64) -> Self {
        let peak = peak.max(1);
        let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
        let steps = powers.flat_map(|power| [1, 2, 5].map(|digit| power.saturating_mul(digit)));
        let mut fitting = steps.filter(|step| peak.div_ceil(*step) <= most);
        let step = fitting.next().unwrap_or(u64::MAX);
        Self {
            step,
            end: peak.div_ceil(step).saturating_mul(step),
            length,
        }
    }

    /// How long a count is. Something is never drawn as nothing.
    pub(super) fn length(&self, count: u64) -> Length {
        Length(crate::render::charts::scale(count, self.end, self.length))
    }

    /// Marks from 0 to the end.
    pub(super) fn ticks(&self) -> impl Iterator<Item = Tick> {
        (0..=self.end / self.step).map(|n| Tick {
            at: Length(self.length * n * self.step / self.end),
            text: thousands(n * self.step),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_figure_with_few_steps() {
        for (peak, step, end) in [
            (0, 1, 1),
            (1, 1, 1),
            (5, 1, 5),
            (6, 2, 6),
            (24, 5, 25),
            (26, 10, 30),
            (101, 50, 150),
            (41_234, 10_000, 50_000),
        ] {
            let scale = Scale::new(peak, 1000, 5);
            assert_eq!((scale.step, scale.end), (step, end), "{peak}");
            assert!(scale.ticks().count() <= 6);
            assert_eq!(scale.length(scale.end), Length(1000));
        }
    }
}
