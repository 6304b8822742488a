//! The digest of a sample, which goes with each of its rows: a table that was changed is told by it.

use super::rank::hex;
use sha2::{Digest as _, Sha256};
use std::fmt::Display;

/// SHA-256 over the digest of the population and a line feed, then `order,stratum number,id` and a line feed for each
/// row in order.
pub(super) fn sealed<I: Display>(
    population: &str,
    rows: impl IntoIterator<Item = (u64, u64, I)>,
) -> String {
    let mut sha256 = Sha256::new().chain_update(population).chain_update("\n");
    for (order, stratum, id) in rows {
        sha256.update(format!("{order},{stratum},{id}\n"));
    }
    hex(&sha256.finalize())
}
