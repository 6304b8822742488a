//! How many events to look at, before any is drawn.

use statrs::function::beta::beta_reg;
use statrs::function::factorial::ln_binomial;

/// What a sample is to show. Rates and confidence are parts of 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// How sure the conclusion is to be.
    pub confidence: f64,
    /// The rate of deviations from which on the population is not acceptable.
    pub tolerable: f64,
    /// Number of deviations expected in the sample.
    pub expected: u64,
    /// Events of the population, where they are to count.
    pub population: Option<u64>,
}

/// Rounding of the last digits must not ask for one item more.
const ROUNDING: f64 = 1e-12;
/// The largest sample that is looked for.
const MOST: u64 = 1 << 40;

impl Plan {
    /// The probability of at most the expected deviations in so many items, where the population has the
    /// tolerable rate: what the conclusion risks.
    #[must_use]
    pub fn risk(&self, size: u64) -> f64 {
        if size <= self.expected {
            return 1.0;
        }
        match self.population {
            None => {
                let (a, b) = (self.expected as f64 + 1.0, (size - self.expected) as f64);
                1.0 - beta_reg(a, b, self.tolerable)
            }
            Some(population) => self.risk_of(population, size),
        }
    }

    /// The deviations of a population that has the tolerable rate.
    fn deviating(&self, population: u64) -> u64 {
        let exact = self.tolerable * population as f64;
        (exact - exact * ROUNDING).ceil() as u64
    }

    /// The same without replacement: the hypergeometric distribution.
    fn risk_of(&self, population: u64, size: u64) -> f64 {
        let deviating = self.deviating(population);
        let sound = population - deviating;
        let least = size.saturating_sub(sound);
        let ways = ln_binomial(population, size);
        let term = |found: u64| {
            let found_in = ln_binomial(deviating, found);
            (found_in + ln_binomial(sound, size - found) - ways).exp()
        };
        (least..=self.expected.min(deviating)).map(term).sum()
    }
}

/// The smallest sample that is enough: by the binomial distribution, or by the hypergeometric one where the
/// population is given. `None` where no sample is.
#[must_use]
pub fn sample_size(plan: &Plan) -> Option<u64> {
    let most = plan.population.unwrap_or(MOST);
    if plan
        .population
        .is_some_and(|all| plan.deviating(all) <= plan.expected)
    {
        return None;
    }
    let enough =
        |size: u64| plan.risk(size) <= (1.0 - plan.confidence) * (1.0 + ROUNDING) + ROUNDING;
    let (mut low, mut high) = (plan.expected, 2 * plan.expected + 1);
    while !enough(high.min(most)) {
        if high >= most {
            return None;
        }
        (low, high) = (high, high.saturating_mul(2));
    }
    high = high.min(most);
    // The risk falls with the size.
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        match enough(middle) {
            true => high = middle,
            false => low = middle,
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(
        confidence: f64,
        tolerable: f64,
        expected: u64,
        population: Option<u64>,
    ) -> Option<u64> {
        sample_size(&Plan {
            confidence,
            tolerable,
            expected,
            population,
        })
    }

    #[test]
    fn published_sizes_come_out() {
        for (confidence, tolerable, sizes) in [
            (0.95, 0.05, [59, 93, 124, 153]),
            (0.95, 0.10, [29, 46, 61, 76]),
            (0.90, 0.05, [45, 77, 105, 132]),
            (0.90, 0.10, [22, 38, 52, 65]),
        ] {
            for (expected, want) in (0..).zip(sizes) {
                assert_eq!(size(confidence, tolerable, expected, None), Some(want));
            }
        }
    }

    #[test]
    fn a_small_population_needs_less_and_never_more_than_all_of_it() {
        assert_eq!(size(0.95, 0.05, 0, Some(100)), Some(45));
        assert_eq!(size(0.95, 0.05, 0, Some(1_000_000_000)), Some(59));
        assert_eq!(size(0.95, 0.05, 0, Some(1)), Some(1));
        assert_eq!(size(0.95, 0.5, 0, Some(2)), Some(2));
        assert_eq!(size(0.95, 0.05, 1, Some(20)), None);
        assert_eq!(size(0.5, 0.5, 0, None), Some(1));
    }
}
