//! What a number of deviations in a sample says of the population.

use statrs::function::beta::beta_reg;

/// Times that the limit is halved: beyond the precision of the numbers.
const HALVINGS: u32 = 200;

/// The exact upper limit of the rate of deviations, one-sided (Clopper and Pearson): the rate at which so few deviations in
/// so many items have a probability of 1 − `confidence`. Rates and confidence are parts of 1.
#[must_use]
pub fn upper_limit(deviations: u64, items: u64, confidence: f64) -> f64 {
    if deviations >= items {
        return 1.0;
    }
    let (a, b) = (deviations as f64 + 1.0, (items - deviations) as f64);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        // The probability that more than that many are found, which rises with the rate.
        match beta_reg(a, b, middle) < confidence {
            true => low = middle,
            false => high = middle,
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_closed_forms() {
        for (items, confidence) in [(59, 0.95_f64), (1, 0.9), (25, 0.5), (1_000_000, 0.99)] {
            // Without a deviation: (1 − p)^n = 1 − confidence.
            let none = 1.0 - (1.0 - confidence).powf(1.0 / items as f64);
            assert!((upper_limit(0, items, confidence) - none).abs() < 1e-12);
            // With all but one: p^n = confidence… of n items n − 1 deviate.
            let most = confidence.powf(1.0 / items as f64);
            assert!((upper_limit(items - 1, items, confidence) - most).abs() < 1e-12);
            assert_eq!(upper_limit(items, items, confidence), 1.0);
        }
    }
}
