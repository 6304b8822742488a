//! Draws with unequal chances, in whole numbers so that every machine draws alike.

use fastrand::Rng;

/// Tickets in the hands of numbered holders.
pub struct Lottery {
    /// Tickets of each holder and all before it.
    upto: Vec<u64>,
}

impl Lottery {
    /// One holder for each weight; the weights must not all be zero.
    pub fn new(weights: impl Iterator<Item = u64>) -> Self {
        let mut total = 0;
        let upto = weights
            .map(|weight| {
                total += weight;
                total
            })
            .collect();
        Self { upto }
    }

    /// `holders` holders, the first far more popular than the last: chances fall off as in
    /// Zipf's law, flattened at the top where a plain law would let one holder dominate.
    pub fn popularity(holders: u32) -> Self {
        Self::new((0..u64::from(holders)).map(|rank| 1_000_000_000_000 / (rank + 5)))
    }

    /// The number of the holder that wins.
    pub fn draw(&self, rng: &mut Rng) -> usize {
        let total = self.upto.last().copied().unwrap_or(1);
        let ticket = rng.u64(0..total);
        self.upto.partition_point(|&upto| upto <= ticket)
    }
}
