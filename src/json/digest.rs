//! Content digests: equal for equal JSON values, whatever their white space, member order, escapes
//! or way of writing a number.
//!
//! 64 bits, keyed at random in each run, so that nobody can prepare two contents that look equal.
//! They decide only whether an id that came twice came with the same content.

use rapidhash::v3::{RapidSecrets, rapidhash_v3_micro_inline};
use std::hash::{BuildHasher, RandomState};

/// Start values that keep an empty object, an empty array and the scalars apart.
pub(super) const OBJECT: u64 = 0x6f62_6a65_6374_0001;
pub(super) const ARRAY: u64 = 0x6172_7261_7900_0002;

/// Key of the digests of one run.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    secrets: RapidSecrets,
    key: u64,
}

impl Seed {
    /// A key that nobody could have known.
    #[must_use]
    pub fn random() -> Self {
        Self::fixed(RandomState::new().hash_one(0u8))
    }

    /// A known key, for tests and benchmarks.
    #[must_use]
    pub fn fixed(key: u64) -> Self {
        Self {
            secrets: RapidSecrets::seed(key),
            key: key | 1,
        }
    }

    /// Digest of bytes.
    #[inline]
    #[must_use]
    pub fn bytes(&self, bytes: &[u8]) -> u64 {
        rapidhash_v3_micro_inline::<true, false>(bytes, &self.secrets)
    }

    /// Digest of two digests in order.
    #[inline]
    #[must_use]
    pub fn pair(&self, first: u64, second: u64) -> u64 {
        fold(
            first ^ self.key,
            second.rotate_left(32) ^ 0x9e37_79b9_7f4a_7c15,
        )
    }

    /// Closes a sum, so that a value and the sum it is part of cannot be confused.
    #[inline]
    #[must_use]
    pub fn finish(&self, sum: u64) -> u64 {
        fold(sum ^ 0xa076_1d64_78bd_642f, self.key)
    }
}

/// The two halves of a 128-bit product folded into one.
#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}
